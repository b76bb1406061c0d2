"""Folios in the forms that journals give them: known by counting pages, and by nothing else being numbered so."""

import pytest

from sco_pub.clean import cleaning
from sco_pub.clean.furniture import folios
from sco_pub.clean.lines import features, lines
from sco_pub.model.rule import Rule
from sco_pub.model.text import Geometry, RawLine, RawText
from tests.clean.texts import BODY, raw

TEXT = "\n".join(BODY * 3)


def found(marks: list[str]) -> dict[int, int]:
    """What is taken for folios in a text whose pages end in these lines."""
    layer = raw("\n".join(f"{TEXT}\n{mark}" for mark in marks))
    rows = features.table(lines.read(layer, lines.layout_text(layer.text)))
    return folios.sequence(rows, folios.candidates_of(rows), None)


@pytest.mark.parametrize(
    "form",
    [
        "· {} ·",
        "- {} -",
        "—{}—",
        "第{}页",
        "第 {} 页　共 210 页",
        "第{}页，共210页",
        "{}/210",
        "Page {} of 210",
        "P{}",
        "p. {}",
        "〔{}〕",
        "［{}］",
        "({})",
        "● {}",
        "◎{}",
        "■ {} ■",
        "| {} |",
        "0{}",
        "00{}",
        "{}",
    ],
)
def test_every_form_counts_pages(form: str) -> None:
    assert list(found([form.format(n) for n in (17, 18, 19, 20)]).values()) == [17, 18, 19, 20]


@pytest.mark.parametrize(
    "marks",
    [["—一七—", "—一八—", "—一九—", "—二〇—"], ["十七", "十八", "十九", "二十"], ["xvii", "xviii", "xix", "xx"]],
)
def test_chinese_and_roman_figures_count_too(marks: list[str]) -> None:
    assert list(found(marks).values()) == [17, 18, 19, 20]


@pytest.mark.parametrize(
    "marks",
    [
        ["［1］", "［9］", "［4］"],  # marks of notes
        ["一", "二", "三"],  # numbers of sections
        ["（17）"],  # one alone proves nothing
        ["mix", "civil", "lid"],
    ],
)
def test_what_does_not_count_pages_is_none(marks: list[str]) -> None:
    assert found(marks) == {}


def test_numbers_in_brackets_that_the_text_calls_are_notes() -> None:
    layer = raw("\n".join(f"{TEXT}[{n}]\n[{n}]" for n in (17, 18, 19)))
    rows = features.table(lines.read(layer, lines.layout_text(layer.text)))
    assert folios.candidates_of(rows) == {}


def test_a_folio_set_one_digit_a_line_stands_at_the_edge_though_its_first_digit_doesnt() -> None:
    """In the margin below the notes, a database's line below it: the upper digits are the third and fourth lines from below."""

    def page(number: int) -> list[RawLine]:
        text = [(BODY[n % len(BODY)], 76.0, 700.0 - 16 * n) for n in range(20)]
        digits = [(digit, 500.0, 90.0 - 10 * n) for n, digit in enumerate(str(147 + number))]
        stamp = [("(C)1994-2021 China Academic Journal Electronic Publishing House.", 40.0, 40.0)]
        return [RawLine(t, number, Geometry(x, x + 10.5 * len(t), y, 10.5)) for t, x, y in (*text, *digits, *stamp)]

    raw = RawText("a.pdf", "", tuple(line for number in (1, 2, 3) for line in page(number)), source="pdf")
    dropped = [c.before for c in cleaning.clean(raw).value.ledger.changes if Rule.FOLIO in c.rules]
    assert "".join(dropped) == "148149150"
