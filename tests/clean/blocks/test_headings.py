"""Headings by number, by type and by form; gaps and guesses are said."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sco_pub.clean import cleaning
from sco_pub.clean.blocks import headings
from sco_pub.clean.lines import lines
from sco_pub.lexicon.enumerators import enumerator
from sco_pub.model.text import Geometry, RawLine, RawText
from tests.clean.texts import BODY as TEXT
from tests.clean.texts import cleaned

BODY = "渡口是两岸来往的门户也是税吏清点货物的地方县志里的记载很简略。"


def raw(rows: Sequence[tuple[str, float, bool, float]]) -> RawText:
    """Lines as (text, size, bold, left edge) on one page of one column that is 360 points wide."""
    found = []
    for n, (text, size, bold, left) in enumerate(rows):
        right = min(72 + 360.0, left + len(text) * size)
        found.append(RawLine(text, 1, Geometry(left, right, 700.0 - 16 * n, size, bold=bold)))
    return RawText("a.pdf", "0" * 64, tuple(found), source="pdf")


def found(rows: Sequence[tuple[str, float, bool, float]]) -> list[tuple[int, str]]:
    text = raw(rows)
    read = lines.read(text, text.text)
    heads, _, _ = headings.find(read, range(len(read)))
    return [(h.level, "".join(read[p].text for p in h.positions)) for h in heads]


def paragraph() -> list[tuple[str, float, bool, float]]:
    return [(BODY, 10.5, False, 93.0), (BODY, 10.5, False, 72.0), (BODY[:12] + "。", 10.5, False, 72.0)]


def test_larger_or_bolder_lines_are_headings_and_rank_by_their_type() -> None:
    rows = [
        ("桥来了", 14.0, True, 72.0),
        *paragraph(),
        ("粮价", 10.5, True, 72.0),
        *paragraph(),
        ("船走了", 14.0, True, 72.0),
        *paragraph(),
    ]
    assert found(rows) == [(1, "桥来了"), (2, "粮价"), (1, "船走了")]


def test_type_ranks_below_the_numbered_headings_or_with_those_of_its_own() -> None:
    rows = [
        ("一、桥", 14.0, True, 72.0),
        *paragraph(),
        ("粮价", 12.0, True, 72.0),
        *paragraph(),
        ("后话", 14.0, True, 72.0),
        *paragraph(),
    ]
    assert found(rows) == [(1, "一、桥"), (2, "粮价"), (1, "后话")]


def test_a_typed_heading_goes_on_to_the_next_line() -> None:
    first = "一、渡口的兴废与船户的选择以及税吏的报告之间的关系"  # reaches the column's right edge at 14 points
    rows = [
        (first, 14.0, True, 72.0),
        ("再考", 14.0, True, 72.0),
        *paragraph(),
        ("二、桥", 14.0, True, 72.0),
        *paragraph(),
    ]
    assert found(rows) == [(1, first + "再考"), (1, "二、桥")]


def test_a_bold_line_that_ends_with_a_mark_is_none() -> None:
    assert found([("渡口冷清了。", 10.5, True, 72.0), *paragraph(), *paragraph()]) == []


def plain(text: str) -> RawText:
    return RawText("a.txt", "0" * 64, tuple(RawLine(line) for line in text.split("\n")))


def test_a_number_that_is_left_out_is_reported() -> None:
    text = "\n".join(["一、渡口", BODY, BODY, "三、桥", BODY, BODY])
    messages = [f.message for f in cleaning.clean(plain(text)).findings if f.code == "CLN-013"]
    assert messages == ["Heading number 3 of scheme cn follows 1."]


def test_a_heading_known_by_its_form_alone_is_a_doubt() -> None:
    text = "\n".join(["渡口往事", "文／吴　凡", BODY, BODY, "", "桥来了", BODY, BODY, "", "船走了", BODY, BODY])
    doubts = [d for d in cleaning.clean(plain(text)).value.ledger.doubts if d.kind == "heading"]
    assert [d.excerpt for d in doubts] == ["桥来了", "船走了"]


def test_numbers_without_text_between_them_are_no_headings() -> None:
    text = "\n".join(["一、渡口", BODY, "有三种人：", "（1）船户", "（2）税吏", "（3）乡民", BODY, "二、桥", BODY])
    read = lines.read(plain(text), text)
    assert [read[h.positions[0]].text for h in headings.find(read, range(len(read)))[0]] == ["一、渡口", "二、桥"]


def test_words_stand_above_numbers_that_start_again_under_each() -> None:
    parts = (
        "资料与方法",
        "一、一般资料",
        *TEXT[:3],
        "二、方法",
        *TEXT[3:],
        "结果",
        "一、资料比较",
        BODY,
        "二、因素",
        BODY,
        "讨论",
        BODY,
    )
    outcome = cleaned(
        "\n".join(("河运工人的临床研究", "李　明", "摘　要：本文考察河运工人的患病情况。", *parts)) + "\n"
    )
    assert [(b.level, b.text) for b in outcome.value.blocks if b.level] == [
        (1, "资料与方法"),
        (2, "一、一般资料"),
        (2, "二、方法"),
        (1, "结果"),
        (2, "一、资料比较"),
        (2, "二、因素"),
        (1, "讨论"),
    ]


def test_the_parts_of_a_report_stand_above_numbers_that_only_one_of_them_has() -> None:
    parts = ("对象与方法", *TEXT[:3], "结果", "一、河运工人", *TEXT[3:], "二、船户", BODY, "讨论", BODY)
    outcome = cleaned("\n".join(("河运工人的调查", "李　明", "摘　要：本文考察河运工人。", *parts)) + "\n")
    assert [(b.level, b.text) for b in outcome.value.blocks if b.level] == [
        (1, "对象与方法"),
        (1, "结果"),
        (2, "一、河运工人"),
        (2, "二、船户"),
        (1, "讨论"),
    ]


def test_an_introduction_stands_beside_the_numbers() -> None:
    parts = ("引　言", *TEXT[:3], "一、河运工人", *TEXT[3:], "二、船户", BODY, "结　语", BODY)
    outcome = cleaned("\n".join(("河运工人的调查", "李　明", "摘　要：本文考察河运工人。", *parts)) + "\n")
    assert [b.level for b in outcome.value.blocks if b.level] == [1, 1, 1, 1]


def test_a_heading_behind_a_source_in_brackets() -> None:
    told = ("“账簿都在河里漂走了，谁也说不清欠了多少。”（访谈记录，乙-07）",)
    text = ("一、账簿", *TEXT[:3], "二、渡口", *TEXT[3:], *told, "三、信用", BODY)
    outcome = cleaned("\n".join(text) + "\n")
    assert [b.text for b in outcome.value.blocks if b.level] == ["一、账簿", "二、渡口", "三、信用"]


def test_a_display_formula_stands_alone() -> None:
    text = (*TEXT[:3], "城市的实际工资满足：", "w=A·M^θ·L    (1)", "其中，A为生产率，M为市场准入。", *TEXT[3:])
    outcome = cleaned("\n".join(text) + "\n")
    assert "w=A·M^θ·L (1)" in [b.text.replace("\u3000", " ").replace("    ", " ") for b in outcome.value.blocks]


@pytest.mark.parametrize("numbers", ["壹貳參", "ⅠⅡⅢ"])
def test_formal_and_roman_numbers_stand_above_the_common_ones(numbers: str) -> None:
    one, two, three = list(numbers)
    text = (f"{one}、渡口", "一、起點", *TEXT[:3], "二、轉折", *TEXT[3:], f"{two}、橋", BODY, f"{three}、船", BODY)
    outcome = cleaned("\n".join(text) + "\n")
    assert [(b.level, b.text[0]) for b in outcome.value.blocks if b.level] == [
        (1, one),
        (2, "一"),
        (2, "二"),
        (1, two),
        (1, three),
    ]


def test_the_speakers_of_an_interview_begin_paragraphs_and_are_no_list() -> None:
    text = ("□您怎么看渡口？", "■看账簿。", "□您怎么看桥？", "■看船户，也看税吏，看他们怎样清点货物。", *TEXT)
    blocks = cleaned("\n".join(text) + "\n").value.blocks
    assert [b.text for b in blocks][:4] == list(text[:4]) and not any(b.role.value == "item" for b in blocks)


def test_a_table_inside_a_sentence_stands_behind_its_paragraph() -> None:
    table = (
        "表1 两组的比较",
        "组别 例数 年龄(岁) 得分",
        "船户组 67 53.0±16.1 14.8",
        "税吏组 345 50.9±15.6 13.1",
        "注：年龄为周岁",
    )
    text = (TEXT[0], TEXT[1], *table, *TEXT[2:])
    blocks = cleaned("\n".join(text) + "\n").value.blocks
    assert [b.role.value for b in blocks] == ["paragraph", "paragraph", "table", "paragraph", "paragraph"]
    assert blocks[0].text == "".join(TEXT[:3]) and blocks[1].text == "表1 两组的比较"


def test_labelled_lines_of_an_example_are_paragraphs() -> None:
    text = (*TEXT[:3], "例1", "原文：“我这是渡口。”（第五回）", "甲译：“这是我的渡口。”", "乙译：“渡口。”", *TEXT[3:])
    assert [b.text for b in cleaned("\n".join(text) + "\n").value.blocks][1:5] == list(text[3:7])


def test_a_number_that_is_asked_for_may_end_with_a_full_stop() -> None:
    text = ("一、集期", *TEXT[:3], "二、庙会。", *TEXT[3:], "三、集市与庙会有什么关系？", BODY)
    outcome = cleaned("\n".join(text) + "\n")
    assert [b.text for b in outcome.value.blocks if b.level] == ["一、集期", "二、庙会。", "三、集市与庙会有什么关系？"]


@pytest.mark.parametrize(
    "heads",
    [
        ("一．集期", "二．庙会"),
        ("1. 集期", "2. 庙会"),
        ("§1 集期", "§2 庙会"),
        ("【一】集期", "【二】庙会"),
        ("Ⅰ 集期", "Ⅱ 庙会"),
    ],
)
def test_heads_keep_their_numbers_marks(heads: tuple[str, str]) -> None:
    outcome = cleaned("\n".join((heads[0], *TEXT[:3], heads[1], *TEXT[3:])) + "\n")
    assert [b.text for b in outcome.value.blocks if b.level] == list(heads)


def test_decimal_numbers_may_end_with_a_point() -> None:
    text = ("1. 集期", "1.1. 设置", *TEXT[:3], "1.2. 闰月", *TEXT[3:], "2. 庙会", BODY)
    outcome = cleaned("\n".join(text) + "\n")
    assert [b.level for b in outcome.value.blocks if b.level] == [1, 2, 2, 1]


def test_a_century_behind_a_number_is_no_part_of_it() -> None:
    assert enumerator("1. 20 世纪上半叶") == ("arabic", 1, "")
    assert enumerator("2.1998年以后") == ("arabic-2", 1998, "2")
    assert enumerator("1. 2 研究方法") == ("arabic-2", 2, "1")


def test_lines_of_verse_stay_lines() -> None:
    verse = ("渡口的灯还亮着，", "船却没有回来，", "税吏数着铜钱，", "乡民数着水位。")
    text = (*TEXT[:3], *verse, *TEXT[3:])
    assert [b.text for b in cleaned("\n".join(text) + "\n").value.blocks][1:5] == list(verse)


@pytest.mark.parametrize(
    ("scheme", "other", "decimal"),
    [
        ("arabic", "arabic-2", True),
        ("arabic-2", "arabic-3", True),
        ("arabic", "arabic-round", False),
        ("cn", "arabic", False),
    ],
)
def test_numbers_with_points_have_an_order_of_their_own_and_numbers_in_brackets_have_none(scheme, other, decimal):
    assert headings._decimal(scheme, other) is decimal
    assert headings._decimal(other, scheme) is decimal


def test_a_heading_that_nearly_fills_a_narrow_column_stands_above_a_line_that_is_set_in() -> None:
    """The paragraph's first line, two em in and justified, is little shorter than the heading."""
    column, size = 19, 10.0

    def placed(text: str, n: int, inset: float = 0.0) -> RawLine:
        return RawLine(text, 1, Geometry(72 + inset, 72 + inset + len(text) * size, 700.0 - 16 * n, size))

    body = [placed((BODY * 2)[:column], n) for n in range(4)]
    head = placed("一、关于古代渡口与税制兴衰的几点推想", 5, 8)
    loose = RawLine(BODY[: column - 3], 1, Geometry(92, 72 + column * size, 700.0 - 16 * 6, size))
    rest = [loose, placed((BODY * 2)[:column], 7), placed("记载很简略。", 8)]
    text = RawText("a.pdf", "0" * 64, (*body, placed("记载很简略。", 4), head, *rest), source="pdf")
    read = lines.read(text, text.text)
    heads, _, _ = headings.find(read, range(len(read)))
    assert ["".join(read[p].text for p in h.positions) for h in heads] == [head.text]


def test_the_heads_of_a_tables_columns_are_no_heading_and_move_no_levels() -> None:
    rows = [("1 引言", 10.5, True, 72.0), *paragraph(), ("一　二　三", 10.5, False, 93.0), *paragraph()]
    rows += [("2 方法", 10.5, True, 72.0), *paragraph(), ("2.1 数据", 10.5, True, 72.0), *paragraph()]
    assert found(rows) == [(1, "1 引言"), (1, "2 方法"), (2, "2.1 数据")]
