"""The page checks on pages made by hand: each finding has its case, and a good page has none (10 pt type on a 100 pt measure)."""

from __future__ import annotations

import pytest

from sco_pub.check.pages import Drawn, Frame, Sign, aligned_share, check_pages, lines
from sco_pub.check.pages_text import bare, compare_ink, compare_notes, compare_text
from sco_pub.model.sheet import Box

FRAME = Frame(left=50, right=150, top=400, bottom=50, size=10, note_size=8, leading=20)


def set_line(text: str, y: float, *, left: float = 50, width: float = 10, size: float = 10) -> list[Sign]:
    """A line of signs, each ``width`` wide."""
    return [Sign(sign, left + index * width, left + (index + 1) * width, y, size) for index, sign in enumerate(text)]


def codes(*page: list[Sign]) -> list[str]:
    return [finding.code for finding in check_pages([[sign for line in page for sign in line]], FRAME)]


FULL = "一二三四五六七八九十"


def test_a_good_page_has_no_findings() -> None:
    assert codes(set_line(FULL, 380), set_line(FULL, 360), set_line("一二三。", 340)) == []


def test_a_stop_that_hangs_its_blank_half_out_is_at_the_edge() -> None:
    hanging = [*set_line("一二三四五六七八九", 380, width=95 / 9), Sign("，", 145, 155, 380, 10)]
    total, true, ragged = aligned_share(lines(1, [*hanging, *set_line(FULL, 360), *set_line("一二", 340)]), FRAME)
    assert (total, true, ragged) == (2, 2, [])


def test_ragged_lines_are_found() -> None:
    page = [set_line(FULL, 380), set_line(FULL[:8], 360), set_line(FULL[:9], 340), set_line("一二三", 320)]
    assert codes(*page) == ["VER-301"]


def test_the_sources_of_a_list_need_not_reach_the_edge_but_notes_must() -> None:
    heading = set_line("参考文献", 380, left=80, size=13)
    sources = [
        set_line(text, 360 - 16 * row, size=8, width=8)
        for row, text in enumerate(["甲，新书一种。", "乙，很长的书。", "丙，又一本书。", "丁，旧书一种。"])
    ]
    assert codes(heading, *sources) == []
    numbered = [set_line(f"[{row}]某人的书。", 360 - 16 * row, size=8, width=8) for row in range(1, 5)]
    assert codes(set_line(FULL, 380), *numbered) == []
    notes = [
        set_line("①注文", 120, left=66, size=8, width=8),
        *(set_line("注文长长", 104 - 16 * row, size=8, width=8) for row in range(3)),
    ]
    assert codes(set_line(FULL, 380), *notes) == ["VER-301"]


def test_a_line_of_an_address_may_stay_short() -> None:
    page = [set_line(FULL, 380), set_line("http://a", 360), set_line("//a/b/c/", 340), set_line("一二三", 320)]
    assert codes(*page) == []


@pytest.mark.parametrize(("text", "code"), [("，二三四五六七八九十", "VER-302"), ("一二三四五六七八九（", "VER-303")])
def test_forbidden_marks_at_a_lines_edges(text: str, code: str) -> None:
    assert code in codes(set_line(FULL, 380), set_line(text, 360), set_line("一二", 340))


def test_a_mark_that_closes_an_inner_quotation_may_end_a_line() -> None:
    closing = [*set_line("духа", 360), Sign("“", 90, 95, 360, 10)]
    opening = [*set_line("духа", 360), Sign("“", 94, 99, 360, 10)]
    assert "VER-303" not in codes(set_line(FULL, 380), closing, set_line("ab", 340))
    assert "VER-303" in codes(set_line(FULL, 380), opening, set_line("ab", 340))


def test_a_notes_own_number_may_begin_its_line_and_a_domain_its_point() -> None:
    assert codes(set_line("①注文", 100, size=8, width=8), set_line(".cn/a", 84, size=8, width=8)) == []


def test_a_last_line_of_one_character() -> None:
    assert codes(set_line(FULL, 380), set_line("末。", 360)) == ["VER-304"]


def test_a_narrow_cell_s_second_line_is_no_paragraph_s_last() -> None:
    assert codes(set_line(FULL[:4], 380), set_line("末。", 360)) == []


def test_three_hyphens_in_a_row() -> None:
    last = [*set_line("abc", 320), *set_line("de", 320, left=85)]
    assert codes(*(set_line("abcdefghi-", 380 - 20 * row) for row in range(3)), last) == ["VER-305"]


def test_the_line_before_an_address_may_stay_short() -> None:
    page = [set_line(FULL, 380), set_line(FULL[:6], 360), set_line("http://a/b", 340), set_line("一二三", 320)]
    assert codes(*page) == []


@pytest.mark.parametrize(
    ("above", "last", "expected"),
    [
        ("abcdefghij", "ab", ["VER-304"]),
        ("abcdefghij", "abc", []),
        (FULL, "末尾。", ["VER-304"]),
        (FULL, "三个字", []),
        ("abcdefghi-", "abcdef.", ["VER-308"]),
        ("abcdefghi-", "cdef.〔不完整〕", []),
    ],
)
def test_how_a_paragraph_ends(above: str, last: str, expected: list[str]) -> None:
    assert codes(set_line(above, 380), set_line(last, 360)) == expected


def on_pages(*pages: list[list[Sign]]) -> list[str]:
    return [
        finding.code for finding in check_pages([[sign for line in page for sign in line] for page in pages], FRAME)
    ]


WHOLE = [set_line(FULL, 380 - 20 * row) for row in range(17)]


def test_a_page_that_ends_with_a_divided_word() -> None:
    assert on_pages([*WHOLE[:-1], set_line("abcdefghi-", 60)], WHOLE) == ["VER-309"]
    assert on_pages(WHOLE, WHOLE) == []


def test_a_page_that_is_left_short_and_one_that_its_notes_fill() -> None:
    assert on_pages(WHOLE[:-2], WHOLE) == ["VER-310"]
    assert on_pages(WHOLE[:-1], WHOLE) == []
    notes = [set_line("①注文", 70, size=8, width=8), set_line("②注文", 54, size=8, width=8)]
    assert on_pages([*WHOLE[:-2], *notes], WHOLE) == []
    assert on_pages([*WHOLE[:-3], *notes], WHOLE) == []  # what the rule and the white above the notes take is no line
    assert on_pages([*WHOLE[:-4], *notes], WHOLE) == ["VER-310"]
    assert on_pages(WHOLE, WHOLE[:3]) == []  # the last page ends where the text does


def test_a_page_may_be_short_by_less_than_the_heading_on_the_next_one_takes() -> None:
    headed = [set_line("一二三四", 380, size=12, width=12), *WHOLE[1:]]
    assert on_pages(WHOLE[:-3], headed) == []
    assert on_pages(WHOLE[:-4], headed) == ["VER-310"]


@pytest.mark.parametrize(
    ("box", "picture", "heard"),
    [
        (Box(50, 100, 150, 200), True, False),
        (Box(50, 100, 170, 200), True, True),
        (Box(20, 100, 120, 200), True, True),
        (Box(0, 100, 200, 200), False, False),  # a band of colour across the sheet is the design's
        (Box(0, 410, 200, 440), True, False),  # and so is a logo above the text
    ],
)
def test_a_picture_that_reaches_beyond_the_text_block_is_heard(box: Box, picture: bool, heard: bool) -> None:
    found = check_pages([set_line(FULL, 380)], FRAME, [[Drawn(box, picture)]])
    assert ([finding.code for finding in found] == ["VER-306"]) is heard


def test_what_stands_outside_the_text_block() -> None:
    assert codes(set_line(FULL + "百千", 380)) == ["VER-306"]


def test_a_line_off_the_grid() -> None:
    assert codes(set_line(FULL, 380), set_line(FULL, 360), set_line("一二三", 335)) == ["VER-307"]


def test_text_is_compared_without_spaces_and_hyphens() -> None:
    assert compare_text(["Слово раз-", "делено"], ["Слово разделено"]) == ()
    assert bare("a\u00adb c-d") == "abcd"


@pytest.mark.parametrize(
    ("drawn", "wanted", "expected"),
    [
        ("一二三", "一二三四", {"VER-311", "VER-312"}),
        ("四三二一", "一二三四", {"VER-312"}),
        ("⼀二三", "二三", {"VER-313"}),
        ("\ue000一", "一", {"VER-313"}),
    ],
)
def test_text_that_was_not_drawn_as_written(drawn: str, wanted: str, expected: set[str]) -> None:
    assert {finding.code for finding in compare_text([drawn], [wanted])} == expected


def test_notes_that_have_strayed() -> None:
    found = compare_notes({"a": 1, "b": 2, "c": 3}, {"a": 1, "b": 3, "d": 4})
    assert [(finding.code, str(finding.place)) for finding in found] == [
        ("VER-314", "page 2"), ("VER-315", "page 3"), ("VER-316", "page 4")
    ]  # fmt: skip


def test_a_page_that_one_program_draws_blank() -> None:
    agreed = {"pdfium": 0.08, "poppler": 0.081}
    assert compare_ink([agreed, {"pdfium": 0.08, "mupdf": 0.01}, {"pdfium": 0.0}])[0].code == "VER-317"
    assert compare_ink([agreed]) == ()


def test_hanzi_that_are_torn_apart_are_heard():
    def spaced(gap: float) -> list[Sign]:
        return [
            Sign(sign, 100 + n * (10.5 + gap), 110.5 + n * (10.5 + gap), 500.0, 10.5)
            for n, sign in enumerate("其中矩阵形式写作")
        ]

    frame = Frame(left=50, right=400, top=650, bottom=60, size=10.5, note_size=9, leading=17.85)
    assert "VER-323" in [finding.code for finding in check_pages([spaced(5.0)], frame)]
    assert "VER-323" not in [finding.code for finding in check_pages([spaced(1.0)], frame)]
    row = [
        Sign(sign, x, x + 10.5, 500.0, 10.5)
        for sign, x in zip("年份固定是否是否", (50, 61, 72, 83, 150, 220, 290, 360), strict=True)
    ]
    assert "VER-323" not in [finding.code for finding in check_pages([row], frame)]


def test_a_page_that_a_figure_fills_is_not_left_short():
    frame = Frame(left=50, right=400, top=650, bottom=60, size=10.5, note_size=9, leading=17.85)
    line = [Sign("文", 50 + 10.5 * n, 60.5 + 10.5 * n, 400.0, 10.5) for n in range(20)]
    short = [finding.code for finding in check_pages([line, line], frame)]
    filled = [
        finding.code for finding in check_pages([line, line], frame, [[Drawn(Box(60, 80, 300, 380), picture=True)], []])
    ]
    assert "VER-310" in short and "VER-310" not in filled
