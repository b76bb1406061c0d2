"""A caption that stands as a paragraph above a table is the table's, in each language; a sentence that names it isn't."""

from __future__ import annotations

import pytest

from sco_pub.edge import config
from sco_pub.edge.books import html_page
from sco_pub.model import ast
from sco_pub.typeset.table_captions import with_captions
from tests.science.document import pictures
from tests.typeset.editions import ROOT, edition

TABLE = "| 站 | 船 |\n|---|---|\n| 甲 | 1 |\n"


def caption(above: str, language: str = "zh") -> tuple[str, list[str]]:
    """The caption of the table, and the paragraphs that stand outside it."""
    blocks = with_captions(edition(f"{above}\n\n{TABLE}\n", language)).document.blocks
    (table,) = [block for block in blocks if block["t"] == "Table"]
    return ast.stringify(table["c"][1][1]), [ast.stringify(block["c"]) for block in blocks if block["t"] == "Para"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh", "表1　各站的船数"), ("en", "Table 1. Boats by station"), ("ru", "Таблица 1. Суда по станциям")],
)
def test_a_numbered_paragraph_above_a_table_is_its_caption(language: str, words: str) -> None:
    assert caption(words, language) == (words, [])


def test_captions_in_two_languages_are_two_lines_of_one() -> None:
    made = with_captions(edition(f"表1　各站的船数\n\nTab. 1 Boats by station\n\n{TABLE}", "zh"))
    house = config.read(ROOT).in_language("zh")
    page = html_page.make(made, house, pictures(), 0).value
    assert page is not None
    words = page.decode().partition("<caption")[2].partition("</caption>")[0]
    assert "各站的船数" in words and "<br" in words and "Boats by station" in words


@pytest.mark.parametrize("words", ["表1列出了各站的船数：", "表1显示，各站的船数不同。", "各站的船数"])
def test_what_is_a_sentence_or_has_no_number_stays_a_paragraph(words: str) -> None:
    assert caption(words) == ("", [words])


def test_a_caption_without_a_table_below_it_stays_where_it_is() -> None:
    blocks = with_captions(edition("表1　各站的船数\n\n正文在此。\n", "zh")).document.blocks
    assert [ast.stringify(block["c"]) for block in blocks] == ["表1　各站的船数", "正文在此。"]


def test_a_table_that_has_a_caption_keeps_it() -> None:
    blocks = with_captions(edition(f"表2　旁边的一句\n\n{TABLE}\n: 表1　各站的船数\n", "zh")).document.blocks
    assert [ast.stringify(block["c"][1][1]) for block in blocks if block["t"] == "Table"] == ["表1　各站的船数"]


def test_the_caption_of_another_table_above_it_stays_a_paragraph() -> None:
    assert caption("表1　丢了的表\n\n表2　各站的船数") == ("表2　各站的船数", ["表1　丢了的表"])
    assert caption("表一　各站的船数\n\nTable 1 Boats by station")[1] == []
