"""How sure a reading of the lines is: what is much cheaper than any other is no doubt, what won by a hair is one."""

import pytest

from sco_pub.clean.notes.confidence import Weighed, margins
from sco_pub.clean.notes.line_labels import LabelKind, Margin, SearchState
from tests.clean.notes.test_find_notes import text
from tests.clean.texts import cleaned

OUT, IN = SearchState(), SearchState(zone_start=1)
STEPS = (
    (Weighed(OUT, OUT, 1.0, LabelKind.TEXT), Weighed(OUT, IN, 4.0, LabelKind.NOTE_START)),
    (Weighed(OUT, OUT, 1.0, LabelKind.TEXT), Weighed(IN, IN, 0.5, LabelKind.NOTE_CONTINUED)),
)


def test_a_margin_is_what_the_best_other_reading_costs_more() -> None:
    found = margins(STEPS, {OUT: 0.0, IN: 1.0}, (LabelKind.TEXT, LabelKind.TEXT), 2.0)
    assert found == [Margin(3.5, LabelKind.NOTE_START), Margin(3.5, LabelKind.NOTE_CONTINUED)]


def test_a_way_that_leads_nowhere_is_no_other_reading() -> None:
    assert margins(STEPS, {OUT: 0.0}, (LabelKind.TEXT, LabelKind.TEXT), 2.0) == [None, None]


@pytest.mark.parametrize(
    ("middle", "lines"),
    [
        ("《论贸易》，《人民日报》2020年1月2日。\n", []),
        ("《论贸易》，《人民日报》2020年1月2日。\n《论人口》，《人民日报》2020年1月2日。\n", [8]),
    ],
)
def test_a_line_that_could_be_two_things_is_a_doubt(middle: str, lines: list[int]) -> None:
    foot = f"①\n②\n《论合作》，《世界知识》2019年第20期。\n{middle}"
    outcome = cleaned(text("①", "②", foot, "①", "① 李四：《论制度》，第5页。\n"))
    assert [d.line for d in outcome.value.ledger.doubts if d.kind == "note-line"] == lines
