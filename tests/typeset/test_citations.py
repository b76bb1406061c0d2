"""What is a citation and what isn't, and what a reference list is."""

from __future__ import annotations

import pytest

from sco_pub.edge.pandoc import door as pandoc
from sco_pub.model import ast
from sco_pub.typeset import reference_lists
from sco_pub.typeset.citations import citations

TWELVE = range(1, 13)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("形态[1]。", (1,)),
        ("成本[2-3]，", (2, 3)),
        ("学界[1,3-5]", (1, 3, 4, 5)),
        ("讨论[7]36。", (7,)),
        ("文献［8］", (8,)),
        ("文献〔9〕", (9,)),
        ("文献【9】", (9,)),
        ("两种[ 1， 12 ]", (1, 12)),
        ("范例[2~4]", (2, 3, 4)),
        ("方案B[3]", (3,)),
        ("работа [7, с. 36]", (7,)),
        ("работы [5, с. 36, 40; 7, с. 40]", (5, 7)),
        ("as shown [3–4; 6]", (3, 4, 6)),
        ("as shown [3, pp. 4–5]", (3,)),
    ],
)
def test_a_bracket_of_numbers_that_the_list_has_is_a_citation(text: str, numbers: tuple[int, ...]) -> None:
    (found,) = citations(text, TWELVE)
    assert found.numbers == numbers
    assert text[found.start] in "[［〔【" and text[found.end - 1] in "]］〕】"


@pytest.mark.parametrize(
    "text",
    ["年份[2010]", "论文[J]", "网页[EB/OL]", "从略[……]", "补[原]字", "[13]", "[11-14]", "[1.5]", "[0,1]", "取值区间为[1,5]", "x∈[1,5]", "数组元素x[1]",
     "倒着[5-3]", "[2020-01-05]", "[3, 译者注]", "[1", "1]", "［1]", "[]", "[-3]"],
)  # fmt: skip
def test_other_brackets_are_none(text: str) -> None:
    assert list(citations(text, TWELVE)) == []


def test_each_figure_that_is_written_leads_to_its_entry_and_a_single_one_takes_the_brackets_with_it() -> None:
    text = "见[1,3-5]和[7, с. 36]"
    spots = [(text[start:end], number) for found in citations(text, TWELVE) for start, end, number in found.spots]
    assert spots == [("1", 1), ("3", 3), ("5", 5), ("[7, с. 36]", 7)]


def lists(markdown: str) -> list[tuple[list[int | None], list[str], list[str]]]:
    """Each list's numbers, marks and texts."""
    (document,) = pandoc.read_markdown([markdown])
    found = reference_lists.find(document.blocks)
    return [
        (
            [entry.number for entry in one.entries],
            [entry.mark for entry in one.entries],
            [ast.stringify(list(entry.blocks)) for entry in one.entries],
        )
        for one in found
    ]


@pytest.mark.parametrize("heading", ["# 参考文献", "## 参考文献：", "# 〔主要参考文献〕", "# 四、参考书目", "**参考文献**", "# REFERENCES", "# 参考文献（References）", "# 参考文献 / References", "# Источники и литература", "# 5. References",
                                     "# Список литературы", "# Список использованных источников", "# Библиография"])  # fmt: skip
@pytest.mark.parametrize(
    ("written", "marks"),
    [
        ("\\[1\\] 甲.\n\n\\[2\\] 乙.", ["[1]", "[2]"]),
        ("［1］甲.\n\n［2］乙.", ["[1]", "[2]"]),
        ("〔1〕 甲.\n\n〔2〕 乙.", ["[1]", "[2]"]),
        ("- \\[1\\] 甲.\n- \\[2\\] 乙.", ["[1]", "[2]"]),
        ("1\\. 甲.\n\n2\\. 乙.", ["1.", "2."]),
        ("1．甲.\n\n2．乙.", ["1．", "2．"]),
        ("1. 甲.\n2. 乙.", ["1.", "2."]),
        ("1\\. [甲.]{.untranslated lang=zh-CN}\n\n2\\. *乙.*", ["1.", "2."]),
        ("(1) 甲.\n(2) 乙.", ["(1)", "(2)"]),
        ("1. \\[1\\] 甲.\n2. \\[2\\] 乙.", ["[1]", "[2]"]),
        ("[［1］甲.]{.untranslated lang=zh-CN}\n\n［2］乙.", ["[1]", "[2]"]),
    ],
)
def test_a_list_under_its_heading(heading: str, written: str, marks: list[str]) -> None:
    assert lists(f"正文。\n\n{heading}\n\n{written}\n\n# 附记\n\n完。") == [([1, 2], marks, ["甲.", "乙."])]


def test_smaller_headings_and_other_paragraphs_do_not_end_it() -> None:
    text = "# 参考文献\n\n## 中文文献\n\n\\[1\\] 甲.\n\n## 外文文献\n\n\\[2\\] B.\n\n（责任编辑：某人）"
    (found,) = lists(text)
    assert found[0] == [1, 2]


def test_a_list_under_an_unforeseen_heading_is_known_by_its_sources() -> None:
    sources = "\\[1\\] A. Book. 2001.\n\n\\[2\\] B. Paper\\[J\\].\n\n\\[3\\] C."
    assert lists(f"# Lähteet\n\n{sources}\n\n# Loppu\n\nX.")[0][0] == [1, 2, 3]
    assert lists(f"文。\n\n{sources}")[0][0] == [1, 2, 3]
    assert lists(f"文。\n\n{sources}\n\n文。") == []
    assert lists("# 假设\n\n\\[1\\] 人是理性的。\n\n\\[2\\] 市场是完全的。") == []


def test_authors_and_years_without_numbers_are_a_list_under_its_heading_only() -> None:
    sources = "某甲. 书[M]. 某社, 2001.\n\nSample C. 2019. A paper. Journal 57: 3–43."
    assert lists(f"# 参考文献\n\n{sources}\n\n（责任编辑：某人）") == [
        ([None, None], ["", ""], ["某甲. 书[M]. 某社, 2001.", "Sample C. 2019. A paper. Journal 57: 3–43."])
    ]
    assert lists(f"# 结论\n\n{sources}") == []
    assert lists("# 参考资料\n\n本节没有列出文献。\n\n请向作者索取。") == []


def test_a_count_that_does_not_begin_with_one_is_none() -> None:
    assert lists("# 参考文献\n\n\\[2\\] 甲.\n\n\\[3\\] 乙.") == []


@pytest.mark.parametrize(
    "hostile", ["[1, p" + "1" * 50_000, "[1," * 20_000, "[1-2" * 20_000, "[" * 50_000, "[1, с. 1; " * 10_000]
)
def test_a_text_full_of_beginnings_is_read_through(hostile: str) -> None:
    assert list(citations(hostile, TWELVE)) == []
