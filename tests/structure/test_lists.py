"""Items set as blocks become lists that pandoc reads with their numbers, and that translators get item by item."""

from __future__ import annotations

import re

import pytest

from sco_pub.clean.blocks import items
from sco_pub.edge.pandoc import door as pandoc
from sco_pub.edge.pandoc.inlines import PandocCodec
from sco_pub.localise.extract import extract
from sco_pub.model import ast
from sco_pub.model.document import Master
from sco_pub.model.text import CleanBlock, CleanText, Role
from sco_pub.structure import master


def document(*blocks: CleanBlock):
    made = master.structure(CleanText("a.txt", "0" * 64, blocks)).value.markdown
    return pandoc.read_markdown([made])[0]


def item(text: str, number: int = 0) -> CleanBlock:
    return CleanBlock(Role.ITEM, text, level=number)


@pytest.mark.parametrize(
    ("markers", "style", "start"),
    [
        (("1.", "2."), ("Decimal", "Period"), 1),
        (("（1）", "（2）"), ("Decimal", "TwoParens"), 1),
        (("3）", "4）"), ("Decimal", "OneParen"), 3),
    ],
)
def test_numbers_keep_their_style_and_their_beginning(markers, style, start) -> None:
    (found,) = document(item(markers[0] + "船户；"), item(markers[1] + "# 税吏。")).blocks
    (first, number, mark), content = found["c"]
    assert (first, number["t"], mark["t"]) == (start, *style)
    assert [ast.stringify(each[0]["c"]) for each in content] == ["船户；", "# 税吏。"]


def test_bullets_and_neighbouring_lists() -> None:
    blocks = document(item("•船户"), item("• 1. 税吏"), item("1. 甲", 5), item("2. 乙", 5)).blocks
    assert [b["t"] for b in blocks] == ["BulletList", "OrderedList"]
    assert [ast.stringify(each[0]["c"]) for each in blocks[0]["c"]] == ["船户", "1. 税吏"]


def test_each_item_is_a_translators_entry() -> None:
    found = document(CleanBlock(Role.PARAGRAPH, "有两种人："), item("（1）船户；"), item("（2）税吏。"))
    template = extract(Master("a", "a.md", "0" * 64, "zh-CN", found), PandocCodec()).value
    assert [(s.context, s.source) for s in template.segments] == [
        ("paragraph", "有两种人："), ("item", "船户；"), ("item", "税吏。"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (["有三种人：", "1. 船户", "2. 税吏", "渡口。"], [(1, 3, True)]),
        (["渡口。", "• 船户", "• 税吏"], [(1, 3, True)]),
        (["渡口。", "（1）船户；", "（2）税吏；", "（3）乡民。"], [(1, 4, False)]),
        (["渡口。", "1. 船户来了。他们住在镇上。", "2. 税吏来了。"], []),
        (["有三种人：", "1. 船户", "3. 税吏"], []),
        (["有三种人：", "一是船户", "二是税吏"], []),
        (["有：", "（1）甲；", "（2）乙。", "插话。", "（3）丙；", "（4）丁。"], [(1, 3, True), (4, 6, False)]),
    ],
)
def test_what_is_a_list(texts: list[str], wanted: list[tuple[int, int, bool]]) -> None:
    assert [(run.first, run.end, run.sure) for run in items.find(texts)] == wanted


def test_the_markers_are_those_that_markdown_can_say() -> None:
    assert not any(
        re.match(r"[①一]", text) and items.find(["有：", text, text]) for text in ("①甲", "一、甲", "（一）甲")
    )
