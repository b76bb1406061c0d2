"""Gutters: which rows of a page are parted between its columns."""

from __future__ import annotations

from sco_pub.layout.columns_and_order import reading_order
from sco_pub.layout.narrow_gutters import part_at_gutters
from sco_pub.layout.ruled_tables import frames
from sco_pub.layout.segments import Segment
from sco_pub.model.sheet import Glyph, Rule
from tests.layout.sheets import STEP, column, gathered, sheet, signs


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


def test_the_edge_of_a_list_whose_numbers_hang_is_no_gutter_between_the_numbers_and_the_entries() -> None:
    text = "国际秩序的变动要求各国重新审视区域"
    left = [segment(text, 56, 700 - 16 * n, 10) for n in range(10)]
    right = [segment(text, 290, 700 - 16 * n, 10) for n in range(10)]
    marked = right[:2] + [segment("［5］", 254, 700 - 16 * n, 10) for n in (2, 5, 8)]
    joined = [Segment([*mark.glyphs, *right[n].glyphs]).settle() for mark, n in zip(marked[2:], (2, 5, 8), strict=True)]
    rest = [part for n, part in enumerate(right) if n not in (2, 5, 8)]
    found = ["".join(glyph.sign for glyph in part.glyphs) for part in part_at_gutters([*left, *joined, *rest])]
    assert found.count(f"［5］{text}") == 3


def test_a_loose_line_is_parted_where_the_lines_above_and_below_it_are() -> None:
    """Its words stand as far apart as the columns do; but the second column begins just there."""
    full = "two columns of running text that fill all of"
    left = [segment(full, 56, 700 - 12 * n, 5) for n in range(12) if n != 5]
    loose = [segment("luminos", 56 + 46 * n, 640, 5) for n in range(5)]
    right = [segment(full, 286, 700 - 12 * n, 5) for n in range(12)]
    joined = Segment([glyph for part in (*loose, right[5]) for glyph in part.glyphs]).settle()
    rest = [part for n, part in enumerate(right) if n != 5]
    found = part_at_gutters([*left, joined, *rest])
    assert sum("".join(glyph.sign for glyph in part.glyphs) == full for part in found) == 23


def test_the_last_line_of_an_abstract_is_whole_though_labels_stand_on_both_sides_of_the_gutter_below_it() -> None:
    """A hanging mark leaves a sliver of white just where the right column begins."""
    wide = "国际秩序的变动要求各国重新审视区域合作的机制并在平等协商的基础上寻找新的平衡点"
    column = "国际秩序的变动要求各国重新审视区域"
    rows = [segment(wide, 56, 700 - 14 * n, 10) for n in range(3)]
    last, rest = segment("要求各国重新审视区域合作的机制并在平等协", 56, 658, 10), segment("商的基础上", 258, 658, 10)
    labels = [segment("［中图分类号］", 56, 630, 10), segment("［文章编号］", 270, 630, 10)]
    text = [segment(column, x, 600 - 16 * n, 10) for n in range(10) for x in (56, 258)]
    joined = Segment([*last.glyphs, *rest.glyphs]).settle()
    found = ["".join(glyph.sign for glyph in part.glyphs) for part in part_at_gutters([*rows, joined, *labels, *text])]
    assert "要求各国重新审视区域合作的机制并在平等协商的基础上" in found
    assert found.count(column) == 20


def test_small_lines_beside_a_title_are_lines_of_their_own() -> None:
    text = [segment("国际秩序的变动要求各国重新审视区域合作的机制", 60, 640 - 16 * n, 10) for n in range(12)]
    title = segment("河流协定", 60, 700, 18)
    beside = segment("第７卷", 250, 700, 6)
    _, lines, _ = reading_order([title, beside, *text], 842)
    shown = ["".join(glyph.sign for part in line for glyph in part.glyphs) for line in lines]
    assert {"河流协定", "第７卷"} <= set(shown)


def test_two_columns_of_text_between_two_rules_are_no_table() -> None:
    """The rule below the abstract and the box at the foot are as long as each other."""
    text = "国际秩序的变动要求各国重新审视区域合作的机制"
    columns = [segment(text, x, 600 - 16 * n, 10) for n in range(12) for x in (50, 290)]
    rules = [Rule(50, y, 510, y + 0.5) for y in (640, 380, 350)]
    assert frames([*rules, Rule(50, 350, 50.5, 380), Rule(509.5, 350, 510, 380)], columns) in (
        [],
        [(50, 350, 510, 380)],
    )


def test_what_an_upright_rule_parts_is_read_side_by_side() -> None:
    left, right = "国际秩序的变动要求各国重新审视区域", "合作机制"
    wall = Rule(250, 560, 250.5, 660)
    beside = [segment(left, 60, 650 - 16 * n, 10) for n in range(5)] + [
        segment(right, 260, 652 - 14 * n, 9) for n in range(5)
    ]
    below = [segment("国际秩序的变动要求各国重新审视区域合作的机制并", 60, 530 - 16 * n, 10) for n in range(10)]
    _, lines, _ = reading_order([*beside, *below], 842, rules=[wall])
    shown = ["".join(glyph.sign for part in line for glyph in part.glyphs) for line in lines]
    assert shown[:10] == [left] * 5 + [right] * 5


COLUMN = "国际秩序的变动要求各国重新审视区域合作"  # 19 hanzi
OVER_BOTH = "参见渡口研究所附的水文记录与河流协定的执行情况及各方历年的往来文书，渡口出版社"


def texts(parts: list[Segment]) -> list[str]:
    return ["".join(glyph.sign for glyph in part.glyphs) for part in parts]


def test_notes_that_run_below_both_columns_are_not_parted_where_two_marks_meet_over_the_gutter() -> None:
    text = [segment(COLUMN, x, 700 - 14 * n, 10) for n in range(14) for x in (60, 270)]
    notes = [segment(OVER_BOTH, 60, 470 - 13 * n, 10) for n in range(3)]
    broken = segment("①参见渡口研究所附的水文记录与往来，（上下两卷），渡口出版社一九八七年版", 92, 470 - 39, 10)
    rule = Rule(60, 485, 150, 485)
    whole = "①参见渡口研究所附的水文记录与往来，（上下两卷），渡口出版社一九八七年版"
    found = texts(part_at_gutters([*text, *notes, broken], [rule]))
    assert whole in found
    assert found.count(COLUMN) == 28
    assert whole not in texts(part_at_gutters([*text, broken], [rule]))


def test_what_stands_side_by_side_among_notes_below_both_columns_is_one_line() -> None:
    text = [segment(COLUMN, x, 700 - 14 * n, 10) for n in range(14) for x in (60, 270)]
    notes = [segment(OVER_BOTH, 60, 470 - 13 * n, 10) for n in range(3)]
    tabbed = [segment("⑥参见渡口研究所水文记录", 60, 431, 10), segment("渡口出版社一九八七年版", 300, 431, 10)]
    _, lines, _ = reading_order([*text, *notes, *tabbed], 842, (), [Rule(60, 485, 150, 485)])
    assert texts(lines[-1]) == ["⑥参见渡口研究所水文记录", "渡口出版社一九八七年版"]


def test_a_label_before_a_line_that_runs_over_both_columns_stands_in_that_line() -> None:
    """It is set smaller, and stands a hair lower."""
    text = [segment(COLUMN, x, 600 - 14 * n, 10) for n in range(14) for x in (60, 270)]
    label, abstract = (
        segment("〔摘要〕", 80, 649.6, 8),
        [segment(OVER_BOTH[:35], 125, 650, 10), segment(OVER_BOTH[:35], 80, 635, 10)],
    )
    _, lines, _ = reading_order([label, *abstract, *text], 842)
    assert texts(lines[0]) == ["〔摘要〕", OVER_BOTH[:35]]


def test_words_set_upright_beside_two_columns_are_left_out() -> None:
    beside = [glyph for n, sign in enumerate("第六卷") for glyph in signs(sign, 500, 640 - n * STEP, 8)]
    found = gathered(sheet([*column(60, 640, 12), *column(280, 640, 12), *beside]))
    assert [one.text for one in found.left_out] == ["第六卷"]


def two_columns(top: float = 600) -> list[Segment]:
    text = "国际秩序的变动要求各国重新审视区域"
    return [segment(text, x, top - 16 * n, 10) for n in range(10) for x in (56, 290)]


def test_a_name_at_the_right_in_clear_white_above_both_columns_is_read_before_them() -> None:
    _, lines, _ = reading_order([segment("霍明远", 400, 650, 14), *two_columns()], 842)
    assert ["".join(glyph.sign for glyph in part.glyphs) for part in lines[0]] == ["霍明远"]


def test_a_line_that_only_the_second_column_has_at_its_top_stays_there() -> None:
    """The first column begins lower: its heading takes two lines."""
    columns = two_columns()
    _, lines, _ = reading_order([segment("交换观测的数据。", 290, 616, 10), *columns], 842)
    read = ["".join(glyph.sign for part in line for glyph in part.glyphs) for line in lines]
    assert read.index("交换观测的数据。") == 10


def test_a_column_that_is_full_of_a_table_is_one_column_beside_the_text() -> None:
    """Its cells are short, whatever they are set in; its rules say where they stand."""
    text = "国际秩序的变动要求各国重新审视区域"
    cells = [segment("二三四", x, 584 - 12 * n, 8) for n in range(20) for x in (60, 120, 180)]
    left = [segment(text, 56, y, 10) for y in (632, 616)]
    right = [segment(text if n % 4 else text[2:], 290 if n % 4 else 310, 632 - 16 * n, 10) for n in range(19)]
    rules = [Rule(56, y, 226, y + 0.5) for y in (596, 578, 350)]
    parts = [*left, *cells, *right]
    _, lines, _ = reading_order(parts, 842, frames(rules, parts))
    read = ["".join(glyph.sign for part in line for glyph in part.glyphs) for line in lines]
    assert read == [text] * 2 + ["二三四" * 3] * 20 + [text if n % 4 else text[2:] for n in range(19)]
