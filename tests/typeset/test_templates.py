"""Running heads and colophons are lines with names in braces; what has no words leaves nothing behind."""

from __future__ import annotations

import pytest

from sco_pub.edge import config
from sco_pub.model.config import House
from sco_pub.typeset import templates
from sco_pub.typeset.citation import citation
from sco_pub.typeset.front import plain
from sco_pub.typeset.print_style import margin_boxes, variables
from tests.typeset.editions import edition

MASTER = """---
title: 题名
author: {author}
published-in: 《某学刊》2021年第1期
lang: zh-CN
---

文。
"""


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{a}, {b}", "A,"),
        ("[{a}][, {b}]", "A"),
        ("[{b}: {a}]|{a}!", "A!"),
        ("[{b}]|[{b}{a}]", ""),
        ("plain", "plain"),
    ],
)
def test_a_bracket_goes_with_a_name_that_stands_for_nothing_and_a_bar_is_otherwise(line: str, words: str) -> None:
    assert templates.fill(line, {"a": "A", "b": ""}) == words


def test_names_stand_for_the_edition_s_own_words() -> None:
    of = edition(MASTER.format(author="[甲某, 乙某]"))
    values = templates.values(of)
    assert (
        templates.fill("{author}：{title}（{journal}，{number}）", values) == "甲某、乙某：题名（某学刊，2021年第1期）"
    )
    assert list(templates.pieces(templates.fill("– {page} –", values))) == ["– ", templates.PAGE, " –"]


def test_no_name_can_leave_the_string_of_a_sheet() -> None:
    of = edition(MASTER.format(author="'x\"} body { color: red } </style>'"))
    sheet = margin_boxes(House(), of)
    assert "</style>" not in sheet and 'x"}' not in sheet
    assert "counter(page)" in sheet


def test_black_ink_has_no_other_colour() -> None:
    house = config.parse('[colours]\naccent = "#7a2318"\n', "sco_pub.toml")
    assert "--accent: #7a2318" in variables(house, "zh")
    black = config.parse('[colours]\naccent = "#7a2318"\n[press]\nink = "black"\n', "sco_pub.toml")
    assert "--accent: #000000" in variables(black, "zh")


def test_an_article_is_cited_as_gb_t_7714_has_it() -> None:
    assert plain(citation(edition(MASTER.format(author="[甲, 乙]")))) == "甲, 乙. 题名[J]. 某学刊, 2021(1)."
    many = plain(citation(edition(MASTER.format(author="[甲, 乙, 丙, 丁]"))))
    assert many.startswith("甲, 乙, 丙, 等. ")


def test_what_isn_t_known_is_not_cited() -> None:
    assert citation(edition("---\ntitle: 题名\nlang: zh-CN\n---\n\n文。\n")) == []
