"""Head and foot: what a page's last line is."""

from __future__ import annotations

from sco_pub.layout.head_body_foot import bands
from sco_pub.layout.segments import Segment
from tests.layout.test_columns import segment

_TEXT = "国际秩序的变动要求各国重新审视区域合作的机制与前景"


def page(*last: Segment) -> list[Segment]:
    return [*(segment(_TEXT, 60, 760 - 16 * n, 10) for n in range(40)), *last]


def shown(parts: list[Segment]) -> list[str]:
    return ["".join(glyph.sign for glyph in part.glyphs) for part in parts]


def test_the_mark_of_a_page_s_last_note_is_no_folio_though_it_is_drawn_a_little_lower() -> None:
    note = segment("https://www.example.com/a", 76, 94.5, 8)
    _, text, foot = bands(page(note, segment("③", 56, 94.1, 7)), 820, ())
    assert "③" in shown(text)
    assert foot == []


def test_a_number_alone_in_the_last_line_is_one() -> None:
    _, _, foot = bands(page(segment("107", 280, 60, 9)), 820, ())
    assert shown(foot) == ["107"]
