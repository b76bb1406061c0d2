"""The page checks hear what is set wrongly beside the words of paragraphs; and say nothing of what is set rightly."""

from __future__ import annotations

from dataclasses import replace

from sco_pub.check.pages_lines import Sign
from sco_pub.check.pages_parts import Item, Parts, Row, Table, check_parts
from sco_pub.edge.pdf import inspect_made
from sco_pub.pipeline.shown import page_parts
from tests.science.document import science
from tests.science.test_lists_and_tables import pdf


def page(*lines: str) -> list[Sign]:
    """A page of lines of monospaced characters, ten points high."""
    return [
        Sign(sign, 10.0 * column, 10.0 * column + 9, 700.0 - 15 * row, 10)
        for row, line in enumerate(lines)
        for column, sign in enumerate(line)
    ]


def codes(pages: list[list[Sign]], parts: Parts) -> list[str]:
    return [finding.code for finding in check_parts(pages, parts)]


def test_an_item_with_another_number_is_heard() -> None:
    assert codes([page("1. 采样频率")], Parts(items=(Item("3.", "采样频率"),))) == ["VER-318"]
    assert codes([page("3. 采样频率")], Parts(items=(Item("3.", "采样频率"),))) == []


def test_a_row_that_is_parted_cell_by_cell_is_heard() -> None:
    torn = Parts(tables=(Table("", (Row("乙二250135.0"),)),))
    assert codes([page("250 135.0"), page("乙二")], torn) == ["VER-319"]
    assert codes([page("正文"), page("乙二 250 135.0")], torn) == []


def test_a_caption_without_its_table_is_heard() -> None:
    table = Parts(tables=(Table("表1　尺寸", (Row("长度宽度"),)),))
    assert codes([page("表1　尺寸"), page("长度 宽度")], table) == ["VER-320"]
    assert codes([page("表1　尺寸", "长度 宽度")], table) == []


def test_tex_on_a_page_is_heard_but_in_code() -> None:
    assert codes([page(r"设 \alpha 为")], Parts()) == ["VER-321"]
    assert codes([page(r"写作 \alpha 即可")], Parts(code=r"\alpha")) == []


def test_the_science_paper_is_found_right_and_each_change_to_it_wrong() -> None:
    pages, parts = inspect_made.signs(pdf()), page_parts(science())
    heard = {finding.code for finding in check_parts(pages, parts)} - {"VER-321"}
    assert heard == set()
    assert len(parts.items) > 15 and len(parts.tables[0].rows) == 37
    other = replace(parts, items=tuple(replace(item, mark="9.") for item in parts.items))
    assert {finding.code for finding in check_parts(pages, other)} >= {"VER-318"}


def test_a_formula_that_no_tag_names_is_heard() -> None:
    wanted = Parts(formulas=("x + y", "x + y"))
    assert [finding.code for finding in check_parts([page("正文")], wanted, ["x + y"])] == ["VER-322"]
    assert check_parts([page("正文")], wanted, ["x + y", "x + y"]) == ()
