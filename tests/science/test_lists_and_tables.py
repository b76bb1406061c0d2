"""Lists keep their numbers and tables their rows, in every format: the science paper as it is made."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache

import pytest

from sco_pub.check.pages_parts import by_height
from sco_pub.edge import config, weasyprint
from sco_pub.edge.books import docx_book, html_page
from sco_pub.edge.pdf import inspect_made
from sco_pub.model.config import House
from sco_pub.typeset.list_marks import marks
from sco_pub.typeset.print_tables import continued
from tests.science.document import TEXTS, pictures, science
from tests.typeset.editions import ROOT, edition

MARKED = (
    "5.安装传感器", "6.施加激励", "7.记录信号", "（3）采样频率", "（4）记录时间", "a）自由衰减", "c）随机减量", "iv.噪声", "b.第二层乙",
    "2.第一层之二", "（A）大写字母", "（B）大写字母",
)  # fmt: skip


def house() -> House:
    return config.read(ROOT).in_language("zh")


@lru_cache(maxsize=2)
def pdf(language: str = "zh") -> bytes:
    made = weasyprint.make(science(language), config.read(ROOT).in_language(language), pictures())
    assert made.value is not None, made.findings
    return made.value


@lru_cache(maxsize=2)
def pages(language: str = "zh") -> tuple[str, ...]:
    """What is drawn on each page, without spaces."""
    return tuple("".join("".join(sign.text for sign in page).split()) for page in inspect_made.signs(pdf(language)))


def lines(language: str = "zh") -> list[str]:
    return [line for page in inspect_made.signs(pdf(language)) for line in by_height(page)]


@pytest.mark.parametrize("item", MARKED)
def test_an_item_of_a_list_bears_the_number_that_it_has_in_the_source(item: str) -> None:
    assert any(line.startswith(item) for line in lines())


def test_a_list_in_english_has_narrow_brackets() -> None:
    assert {"(3)third", "(4)fourth", "b.beta"} <= set(lines("en"))


def test_a_web_page_counts_bracketed_letters_as_letters() -> None:
    page = html_page.make(science(), house(), pictures(), 0).value
    assert page is not None
    assert '<div class="list-with-bracket lower-alpha">' in page.decode()
    assert (
        ".list-with-bracket.lower-alpha:lang(zh) > ol { list-style-type: with-wide-bracket-lower-alpha }"
        in page.decode()
    )


def rows() -> list[str]:
    lines = [line for line in TEXTS["zh"].splitlines() if line.startswith("|") and "---" not in line]
    return ["".join(cell.strip() for cell in line.strip("|").split("|")) for line in lines]


@pytest.mark.parametrize("row", rows()[1:])
def test_a_row_of_a_table_stands_on_one_page_with_all_its_cells(row: str) -> None:
    assert sum(row in page for page in pages()) == 1


def test_a_table_that_goes_over_the_page_repeats_its_head_and_says_that_it_goes_on() -> None:
    parts = [page for page in pages() if "A1（铝合金）" in page or "C12（钛合金）" in page]
    assert len(parts) == 2
    first, second = parts
    assert "表1试件的尺寸与辨识结果试件长度（mm）" in first and "续表1" not in first
    assert "续表1试件长度（mm）质量（g）" in second and "表1试件的尺寸" not in second


def test_a_table_without_a_head_still_says_that_it_goes_on() -> None:
    body = "".join(f"| 甲{number} | 乙{number} |\n" for number in range(70))
    made = weasyprint.make(edition(f"---\ntitle: 表\nlang: zh-CN\n---\n\n| | |\n|---|---|\n{body}"), house())
    assert made.value is not None
    drawn = ["".join(sign.text for sign in page) for page in inspect_made.signs(made.value)]
    assert "续表" not in drawn[0] and drawn[1].count("续表") == 1


@pytest.mark.parametrize(
    ("language", "caption", "said"),
    [
        ("zh", "表1　尺寸", "续表1"),
        ("zh", "尺寸", "续表"),
        ("en", "Table 2-1. Sizes", "Table 2-1 (continued)"),
        ("ru", "Таблица А.3. Размеры", "Продолжение таблицы А.3"),
    ],
)
def test_the_words_above_a_table_that_goes_on_are_those_of_the_language(language: str, caption: str, said: str) -> None:
    assert continued(caption, edition("text", language)) == said


def test_marks_count_as_css_counts() -> None:
    def numbered(start: int, style: str, delimiter: str) -> dict[str, object]:
        return {"t": "OrderedList", "c": [[start, {"t": style}, {"t": delimiter}], [[], []]]}

    assert marks(numbered(26, "LowerAlpha", "Period"), "en") == ["z.", "aa."]
    assert marks(numbered(8, "UpperRoman", "TwoParens"), "ru") == ["(VIII)", "(IX)"]
    assert marks(numbered(9, "Decimal", "OneParen"), "zh-CN") == ["9）", "10）"]


def test_word_counts_its_lists_itself() -> None:
    made = docx_book.make(science(), house(), pictures(), 0).value
    assert made is not None
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        numbering = package.read("word/numbering.xml").decode()
    for form in ('w:val="（%1）"', 'w:val="%1）"', 'w:val="lowerRoman"', 'w:val="upperLetter"'):
        assert form in numbering
