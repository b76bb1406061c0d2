"""What stands in a page's side margins is left out and named; what is wider than the text for other reasons stays."""

from __future__ import annotations

from sco_pub.layout.marginalia import without_margins
from sco_pub.layout.segments import Segment
from sco_pub.model.sheet import Glyph

TEXT = "国际秩序的变动要求各国重新审视区域"


def segment(text: str, x: float, y: float, size: float = 10) -> Segment:
    signs = [
        Glyph(sign, x + n * size, x + (n + 1) * size, y, size, False, "Song", False) for n, sign in enumerate(text)
    ]
    return Segment(signs).settle()


def left(parts: list[Segment]) -> tuple[list[str], list[str]]:
    kept, beside = without_margins(parts, [], 1)
    return ["".join(g.sign for g in part.glyphs) for part in kept], [one.text for one in beside]


def test_dirt_in_the_margin_beside_a_line_of_two_columns_is_no_text() -> None:
    columns = [segment(TEXT, x, 600 - 16 * n) for n in range(10) for x in (56, 290)]
    kept, beside = left([*columns, segment("à", 4, 568)])
    assert beside == ["à"]
    assert kept == [TEXT] * 20


def test_a_row_of_short_pieces_that_is_wider_than_the_text_stays() -> None:
    lines = [segment(TEXT, 56, 600 - 16 * n) for n in range(10)]
    row = [segment("年份", 20, 400), segment("水量", 100, 400), segment("枯水", 250, 400)]
    kept, beside = left([*lines, *row])
    assert beside == []
    assert "年份" in kept
