"""Titles in parts that a narrow screen keeps together."""

from __future__ import annotations

import pytest

from sco_pub.model import ast
from sco_pub.typeset.title_lines import parts

NOTE: ast.Element = {"t": "Note", "c": [ast.para([ast.text("注")])]}


def said(title: ast.Inlines) -> list[str]:
    """The text of each part."""
    return [ast.stringify(part) for part in parts(title)]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("命运共同体：内涵与路径", ["命运共同体：", "内涵与路径"]),
        ("甲——乙", ["甲——", "乙"]),
        ("甲：乙：丙", ["甲：", "乙：", "丙"]),
        ("没有冒号", ["没有冒号"]),
        ("Long title: subtitle", ["Long title:", " ", "subtitle"]),
        ("At 10:30", ["At 10:30"]),
        ("结尾：", ["结尾："]),
    ],
)
def test_a_part_ends_with_its_colon_or_dash(title: str, expected: list[str]) -> None:
    assert said([ast.text(title)]) == expected


def test_a_note_stays_with_the_words_that_call_it() -> None:
    title = parts([ast.text("甲："), NOTE, ast.text("乙"), NOTE])
    assert [part["c"][1][-1] for part in title] == [NOTE, NOTE]


def test_a_title_of_one_part_is_left_alone() -> None:
    title = [ast.text("一个标题"), NOTE]
    assert parts(title) == title
