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


def test_a_number_outside_the_measure_makes_no_notes_of_the_running_foot_beside_it() -> None:
    _, _, foot = bands(page(segment("242", 30, 59.6, 8), segment("流域史丛刊第三辑", 60, 60, 7)), 820, ())
    assert shown(foot) == ["242", "流域史丛刊第三辑"]


def test_two_lines_of_text_above_a_table_that_fills_the_page_are_no_head() -> None:
    lines = [segment(_TEXT, 60, y, 10) for y in (790, 774)]
    table = [segment(cell, x, 750 - 10 * n, 7) for n in range(60) for cell, x in (("农民", 60), ("40.46", 280))]
    head, text, _ = bands([segment("流域史·2017", 60, 806, 7), *lines, *table], 820, ())
    assert shown(head) == ["流域史·2017"]
    assert shown(text)[:2] == [_TEXT, _TEXT]
