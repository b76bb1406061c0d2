"""Accents that a typesetter draws over letters: they belong to their letters, and no operator is taken for one."""

from __future__ import annotations

import pytest

from sco_pub.layout.accents import with_accents
from sco_pub.layout.page import Gathered, add_sheet
from sco_pub.model.sheet import Glyph
from tests.layout.sheets import column, sheet, signs


def glyph(sign: str, x0: float, x1: float, y: float, size: float = 10.0) -> Glyph:
    return Glyph(sign, x0, x1, y, size, False, "CMMI10", False)


def line(*drawn: Glyph) -> str:
    """The line with the glyphs between its words, as it is read on a page of text."""
    words = [*signs("其中变量", 50, 600), *drawn, *signs("表示权重的估计值", 100, 600)]
    gathered = Gathered([], [], [], [])
    add_sheet(gathered, sheet([*column(50, 700, 5), *words, *column(50, 580, 10)]))
    return next(found.text for found in gathered.lines if found.text.startswith("其中"))


@pytest.mark.parametrize(
    ("accent", "above", "read"),
    [
        ("˜", 0.0, "q\u0303"),
        ("ˆ", 3.0, "q\u0302"),
        ("＾", 2.0, "q\u0302"),
        ("－", 4.0, "q\u0304"),
        ("→", 6.0, "q\u20d7"),
    ],
)
def test_an_accent_over_a_letter_goes_with_it_whichever_is_drawn_first(accent: str, above: float, read: str) -> None:
    letter, over = glyph("q", 92, 97, 600), glyph(accent, 91.5, 97.5, 600 + above)
    assert line(letter, over) == line(over, letter) == f"其中变量{read}表示权重的估计值"


def test_an_index_tucked_under_the_letter_comes_behind_the_accent() -> None:
    letter, index = glyph("Y", 91, 97, 600), glyph("i", 95.5, 98, 598, size=6.0)
    assert line(letter, glyph("＾", 92, 96, 604), index).startswith("其中变量Y\u0302i")


def test_operators_on_the_line_and_beside_a_letter_stay_what_they_are() -> None:
    beside = (glyph("p", 91, 95, 600), glyph("~", 95, 99, 600))
    struck = (glyph("q", 92, 97, 600), glyph("-", 92, 97, 600))
    hyphen = (glyph("γ", 92, 99.6, 600), glyph("-", 90.8, 94.3, 602))  # the letter's box is an em wide, its ink isn't
    ascender = (glyph("t", 92, 95, 600), glyph("^", 91.8, 95.2, 602))
    for drawn in (beside, struck, hyphen, ascender):
        made = sheet(drawn)
        assert with_accents(made) is made


def test_a_bar_over_two_letters_is_no_accent_of_either() -> None:
    made = sheet((glyph("a", 90, 95, 600), glyph("b", 95, 100, 600), glyph("¯", 90, 100, 604)))
    assert with_accents(made) is made
