"""Rules switched off by name: what they did isn't done, and the rest goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from sco_pub.clean import cleaning, switches
from sco_pub.model.errors import InputError
from sco_pub.model.rule import Rule
from sco_pub.model.text import CleanText, Role
from tests.clean.texts import BODY, raw

_TEXT = "\n".join(
    [
        "论边境贸易的制度供给",
        "王小明",
        "关键词：边境贸易；制度供给",
        "一、问题的提出",
        *BODY[:2],
        "供给总是落后于制度的需求。①",
        "① 王一:《边境贸易》，商务印书馆2001年版，第3页。",
        "— 12 —",
        *BODY[3:],
        "通关程序复杂，检验标准不一。",
        "— 13 —",
    ]
)


_LISTS = (Path(__file__).parent / "cases" / "lists-set-as-blocks.raw.txt").read_text(encoding="utf-8")


def _without(*names: str, text: str = _TEXT) -> CleanText:
    outcome = cleaning.clean(raw(text), options=cleaning.Options(without=switches.without(names)))
    assert {f.code for f in outcome.findings} & {"CLN-050", "CLN-051"} == set()  # the ledger still proves the text
    return outcome.value


def _roles(text: CleanText) -> set[Role]:
    return {block.role for block in text.blocks}


@pytest.mark.parametrize(
    ("step", "role", "text"),
    [
        ("notes", Role.NOTE, _TEXT),
        ("front", Role.META, _TEXT),
        ("headings", Role.HEADING, _TEXT),
        ("lists", Role.ITEM, _LISTS),
    ],
)
def test_without_a_step_nothing_is_what_it_finds(step: str, role: Role, text: str) -> None:
    assert role in _roles(_without(text=text))
    assert role not in _roles(_without(step, text=text))


def test_furniture_that_isnt_dropped_stays_in_the_text() -> None:
    def folios(text: CleanText) -> int:
        return sum("13" in block.text for block in text.blocks)

    assert folios(_without()) == 0
    assert folios(_without("folio")) == 1


@pytest.mark.parametrize(
    ("rule", "left", "mended"),
    [(Rule.MARK_WIDTH, "王一:《", "王一：《"), (Rule.G_FOR_HYPHEN, "2017G05G10", "2017-05-10")],
)
def test_signs_stay_as_they_came(rule: Rule, left: str, mended: str) -> None:
    text = _TEXT.replace("通关程序复杂", "自２０１７Ｇ０５Ｇ１０起通关程序复杂")
    assert mended in _without(text=text).text
    assert left in _without(rule, text=text).text
    assert rule not in {each for c in _without(rule, text=text).ledger.changes for each in c.rules}


def test_a_name_that_is_none_is_refused_with_the_list_of_those_that_are() -> None:
    with pytest.raises(InputError, match="no rule folios") as refused:
        switches.without(["folio", "folios"])
    assert "notes, front" in refused.value.hint
    assert "running-head" in refused.value.hint


@pytest.mark.parametrize("name", switches.NAMES)
def test_every_name_can_be_switched_off_and_the_ledger_still_holds(name: str) -> None:
    assert _without(name).text
