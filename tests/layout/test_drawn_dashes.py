"""Dashes that a page draws as bars are signs of their lines; bars of fractions, strokes and ticks aren't."""

from __future__ import annotations

from sco_pub.layout.drawn_dashes import with_dashes
from sco_pub.model.sheet import Box, Glyph, Sheet

_SIZE = 10.0


def line(text: str, x: float, y: float, advance: float = 5.0) -> list[Glyph]:
    """Signs side by side; a blank is a gap without a sign."""
    return [
        Glyph(sign, x + n * advance, x + (n + 1) * advance, y, _SIZE, False, "Song", False)
        for n, sign in enumerate(text)
        if sign != " "
    ]


def read(glyphs: list[Glyph], *bars: Box) -> str:
    sheet = with_dashes(Sheet(1, 600, 800, tuple(glyphs), (), 0, 0, False, (), bars))
    return "".join(glyph.sign for glyph in sorted(sheet.glyphs, key=lambda glyph: glyph.x0))


def bar(x: float, width: float, y: float) -> Box:
    return Box(x, y, x + width, y + 0.6)


def test_a_bar_between_two_page_numbers_is_their_dash() -> None:
    assert read(line("Study 5(2011): 120 28.", 60, 500), bar(150.5, 4.5, 502.8)) == "Study5(2011):120-28."


def test_a_bar_at_a_line_s_end_is_one_too() -> None:
    assert read(line("Study 5(2011): 120", 60, 500), bar(152, 4.5, 502.8)).endswith("120-")


def test_three_bars_stand_for_an_author_s_name() -> None:
    bars = [bar(40 + 5.5 * n, 4.5, 502.8) for n in range(3)]
    assert read(line(". Undoing Ferries. 2004.", 57, 500), *bars).startswith("---.Undoing")


def test_a_bar_of_two_em_is_the_chinese_dash() -> None:
    text = [*line("渡口研究", 60, 500, 10), *line("一个村庄的历史", 120, 500, 10)]
    assert read(text, bar(100.5, 19, 503.5)) == "渡口研究——一个村庄的历史"


def test_a_fraction_s_bar_is_none() -> None:
    text = [*line("the share is p = ", 60, 500), *line("a", 147, 504.5), *line("b", 147, 495)]
    assert "-" not in read(text, bar(146, 7, 502.8))


def test_a_stroke_through_words_or_under_them_is_none() -> None:
    text = line("Study of Ferries 2011", 60, 500)
    assert "-" not in read(text, bar(70, 20, 502.8))
    assert "-" not in read(text, bar(70, 20, 499.0))


def test_a_tick_beside_an_axis_s_number_is_none() -> None:
    assert read(line("0.5", 60, 500), bar(76, 3, 502.8)) == "0.5"
