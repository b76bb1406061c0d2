"""Circled numbers of a scan that only their neighbours tell."""

from __future__ import annotations

from sco_pub.layout.marks_in_order import in_order
from sco_pub.model.characters import LOST
from sco_pub.model.text import Band, Geometry, RawLine


def line(text: str, page: int = 1, band: Band = Band.TEXT) -> RawLine:
    return RawLine(text, page, Geometry(0.0, 100.0, 100.0, 10.5, band=band))


def ordered(*lines: RawLine, pages: frozenset[int] = frozenset({1})) -> list[str]:
    return [one.text for one in in_order(lines, pages)]


def test_a_mark_that_cannot_be_read_is_the_one_number_between_its_neighbours():
    assert ordered(line("甲⑯乙"), line(f"丙{LOST}丁"), line("戊⑱。")) == ["甲⑯乙", "丙⑰丁", "戊⑱。"]
    assert ordered(line(f"甲⑯{LOST}{LOST}⑲")) == ["甲⑯⑰⑱⑲"]


def test_a_misread_mark_is_the_number_between_its_neighbours():
    assert ordered(line("甲㉔乙⑮丙㉖")) == ["甲㉔乙㉕丙㉖"]


def test_what_the_order_leaves_open_stays_and_is_asked_about():
    for text in (f"甲⑯{LOST}⑲", f"甲⑯乙{LOST}", f"{LOST}甲①", "③甲①乙②"):
        assert ordered(line(text)) == [text]


def test_marks_at_the_foot_are_a_count_of_their_own():
    assert ordered(line("甲①"), line("①注", band=Band.NOTES), line(f"乙{LOST}"), line("丙③")) == [
        "甲①", "①注", "乙②", "丙③",
    ]  # fmt: skip


def test_pages_with_a_text_of_their_own_are_left_as_they_are():
    assert ordered(line(f"甲⑯{LOST}⑱", page=2)) == [f"甲⑯{LOST}⑱"]
