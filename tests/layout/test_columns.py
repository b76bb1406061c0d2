"""Gutters: which rows of a page are parted between its columns."""

from __future__ import annotations

from sco_pub.layout.columns import part_at_gutters
from sco_pub.layout.reading_order import reading_order
from sco_pub.layout.segments import Segment
from sco_pub.model.sheet import Glyph


def segment(text: str, x: float, y: float, size: float) -> Segment:
    signs = [
        Glyph(sign, x + n * size, x + (n + 1) * size, y, size, False, "Song", False) for n, sign in enumerate(text)
    ]
    return Segment(signs).settle()


def test_a_line_in_larger_type_is_not_parted_where_its_comma_happens_to_stand_over_the_gutter() -> None:
    """Endnotes in two columns below the text, whose lines run over both."""
    notes = [
        segment("参见渡口研究所附的水文记录与", x, 600 - 12 * n, 8) for n in range(10) for x in (100, 100 + 14 * 8 + 20)
    ]
    above = "国际秩序的变动要求各国重，新审视区域合作机制"
    below = "国际秩序的变动要求，各国重新审视区域合作机制"
    text = [segment(above, 102, 640, 10), segment(below, 102, 660, 10)]
    found = ["".join(glyph.sign for glyph in part.glyphs) for part in part_at_gutters([*text, *notes])]
    assert found.count("参见渡口研究所附的水文记录与") == 20
    assert {above, below} <= set(found)


def test_an_entry_s_number_that_hangs_into_the_margin_stands_in_its_line() -> None:
    text = "国际秩序的变动要求各国重新审视区域合作的机制"
    rows = [segment(text, 80, 700 - 16 * n, 10) for n in range(12)]
    number = segment("［5］", 48, 700.4, 10)
    _, lines, _ = reading_order([*rows, number], 842)
    first = ["".join(glyph.sign for glyph in part.glyphs) for part in lines[0]]
    assert first == ["［5］", text]
