"""Layers that keep the page's look: columns side by side, raised marks and lines' ends on lines of their own."""

from __future__ import annotations

import unicodedata

import pytest

from sco_pub.edge import rawtext
from sco_pub.layout.spaced_text import line_ends, spaced_columns, superscripts

LEFT = [
    "    晚近的研究多从制度入手，较少",
    "留意地方社会怎样理解这些规定。县",
    "衙的案卷表明，书吏与里长往往各有",
    "说法，而百姓所记住的又是另一回事。",
    "二、案卷中的时间",
    "    案卷所记的日期并不都可靠。有",
    "的出于补写，有的迁就期限，还有的",
    "只是照抄前任的旧文。",
]
RIGHT = [
    "    其次是地点。同一处渡口在不同",
    "案卷中可以有三个名字，这并非笔误",
    "，而是因为三方各用自己的叫法。",
    "三、余论",
    "    上述例子提醒我们，案卷首先是",
    "办事的工具，然后才是史料。把它当",
    "作史料来读，就要先问它在办什么事",
    "，又是写给谁看的。",
]


def cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def side_by_side(left: list[str], right: list[str], gutter: int, by_cells: bool) -> list[str]:
    width = cells if by_cells else len
    return [a + " " * (gutter - width(a)) + b for a, b in zip(left, right, strict=True)]


def written(lines: tuple[str, ...]) -> list[str]:
    return [line for line in lines if line.strip()]


@pytest.mark.parametrize("by_cells", [True, False], ids=["two a hanzi", "one a character"])
def test_the_left_column_is_read_before_the_right_one(by_cells: bool) -> None:
    page = side_by_side(LEFT, RIGHT, 40, by_cells)
    assert written(spaced_columns.one_by_one(page)) == LEFT + RIGHT


def test_what_is_as_wide_as_the_page_keeps_its_place() -> None:
    head = ["第 3 期                      某地方学报                     · 17 ·", ""]
    title = ["            清代渡口案卷中的时间与地点：以三县为例的一个考察", ""]
    foot = ["", "收稿日期：2020-01-02", "作者简介：某甲，讲师。"]
    page = [*head, *title, *side_by_side(LEFT, RIGHT, 40, True), *foot]
    assert written(spaced_columns.one_by_one(page)) == [head[0], title[0], *LEFT, *RIGHT, *foot[1:]]


def test_a_list_whose_entries_hang_begins_at_its_numbers() -> None:
    entries = [
        f"[{n}] 某甲．渡口之名考[J]．某学报，2010，3" if n % 3 == 0 else "    （4）：17-29．并参见其书第二章。"
        for n in range(8)
    ]
    page = side_by_side(LEFT, entries, 40, False)
    assert written(spaced_columns.one_by_one(page)) == LEFT + entries


def test_columns_of_unlike_length_are_read_to_their_ends() -> None:
    page = [*side_by_side(LEFT, RIGHT, 40, True), "又一行，只在左边。", " " * 40 + "又一行，只在右边。"]
    assert written(spaced_columns.one_by_one(page)) == [*LEFT, "又一行，只在左边。", *RIGHT, "又一行，只在右边。"]


@pytest.mark.parametrize(
    "page",
    [
        LEFT + RIGHT,
        [f"{'一二三四五六'[n]}、某一章的题目是这样的{' ' * 20}{n * 7 + 1}" for n in range(6)] * 2,
        [f"    第{n}县    {n * 13}     {n * 7}.{n}      {n + 60}.2" for n in range(12)],
        [f"{line}  {line}" for line in ("其一，时间不清。", "其二，地点不明。")] * 4,
    ],
    ids=["one column", "a contents list", "a table", "gaps between sentences"],
)
def test_a_page_that_is_not_in_columns_stays(page: list[str]) -> None:
    assert spaced_columns.one_by_one(page) == tuple(page)


@pytest.mark.parametrize(
    ("lines", "lowered"),
    [
        (["          〔1〕", "讼不休。  最高人民法院另有看法。"], ["", "讼不休。〔1〕最高人民法院另有看法。"]),
        (["      ①          ②", "时间  与地点  ，均有疑问。"], ["", "时间①与地点②，均有疑问。"]),
        (["                      [3-4]", "此说已有人指出并加证明。"], ["", "此说已有人指出并加证明。[3-4]"]),
        (["  ①", "    参见某甲：《渡口》，第3页。"], ["", "    ①参见某甲：《渡口》，第3页。"]),
    ],
    ids=["in its gap", "two in two gaps", "behind the line", "before a note's text"],
)
def test_a_raised_mark_goes_back_into_its_line(lines: list[str], lowered: list[str]) -> None:
    assert superscripts.lower(lines) == tuple(lowered)


@pytest.mark.parametrize(
    "lines",
    [
        ["①", "参见某甲：《渡口》，第3页。"],
        ["        〔1〕", "这一行没有空处，记号也不在两头，无处可放它。"],
        ["   [2]", "      0.17     5.18     4.79"],
        ["        12", "讼不休。  最高人民法院另有看法。"],
        [" ①", "二　 渡夫与书吏"],
        ["        ①", "二　 渡夫与书吏"],
    ],
    ids=[
        "not set in",
        "no place for it",
        "a table's row",
        "a folio",
        "a call at a page's beginning",
        "a heading's gap",
    ],
)
def test_a_mark_without_a_sure_place_stays(lines: list[str]) -> None:
    assert superscripts.lower(lines) == tuple(lines)


def test_the_end_of_a_line_goes_behind_the_line_that_reaches_to_it() -> None:
    lines = [
        "保留组织形式与法律人格。它不同于“失效”",
        " " * 19 + "，因为失效是就结",
        " " * 22 + "，休眠意味着程序的",
        "果而言的，惰性是就过程而言；它也不同于“休眠”",
        "中断，而惰性以照常运转为特征。",
    ]
    whole = [lines[0] + lines[1].strip(), "", "", lines[3] + lines[2].strip(), lines[4]]
    assert line_ends.attach(lines) == tuple(whole)


def test_a_title_that_is_opened_goes_behind_its_author() -> None:
    lines = ["    ① 参见某甲一：", " " * 12 + "《渡口》", " " * 16 + "，第3页。"]
    assert written(line_ends.attach(lines)) == ["    ① 参见某甲一：《渡口》，第3页。"]


def test_what_stands_a_line_lower_goes_into_the_gaps_above() -> None:
    lines = [
        "       [2] 参见某甲乙：            ，载《某研究》2005 年第 8 期；某丙：",
        "                《义渡制度的引入与完善》                     《某行政",
        "方式论纲》，某出版社 2009 年版，第 132 页。",
    ]
    whole = "       [2] 参见某甲乙：《义渡制度的引入与完善》，载《某研究》2005 年第 8 期；某丙：《某行政"
    assert written(line_ends.attach(lines)) == [whole, lines[2]]


@pytest.mark.parametrize(
    "lines",
    [
        ["    渡口          县名          年份", "        《县志》        《府志》        《案卷》"],
        ["            《渡口志》考略", "                某　甲"],
        ["一行文字，写到这里为止了。", "                                  ，不知接在何处"],
    ],
    ids=["a table", "a centred title", "no line so long"],
)
def test_what_fits_no_neighbour_stays(lines: list[str]) -> None:
    assert line_ends.attach(lines) == tuple(lines)


def test_the_reader_says_what_it_brought_into_order() -> None:
    page = "\n".join(side_by_side(LEFT, RIGHT, 40, True))
    noted = "          〔1〕\n讼不休。  最高人民法院另有看法。"
    outcome = rawtext.from_bytes(f"{page}\n\f{noted}".encode(), "raw.txt")
    assert [f.code for f in outcome.findings] == ["CLN-061", "CLN-062"]
    assert "page 1;" in outcome.findings[0].message
    assert [line.page for line in outcome.value.lines][-2:] == [2, 2]
    assert "讼不休。〔1〕最高" in outcome.value.text
