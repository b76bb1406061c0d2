"""The heads of lists at an article's end, however a journal sets them."""

from __future__ import annotations

import pytest

from sco_pub.clean import cleaning
from sco_pub.edge import rawtext
from sco_pub.lexicon import list_heads


@pytest.mark.parametrize(
    "head",
    ["参考文献", "参考文献：", "[参 考 文 献]", "【参考文献】", "参考文献(References):", "参考文献 References", "主要参考文献", "引用文献",
     "參考書目", "References", "引用作品［Works Cited］", "引用作品", "徵引書目", "引用著作", "参考著作", "5　参考资料", "六、参考文献", "4. References"],
)  # fmt: skip
def test_a_list_of_sources(head: str) -> None:
    assert list_heads.of_sources(head)


@pytest.mark.parametrize(
    "head",
    [
        "注释",
        "注 释：",
        "【注释】",
        "尾注",
        "Notes",
        "註釋",
        "注释［Notes］",
        "注释(Notes):",
        "注释及参考文献",
        "参考文献与注释",
    ],
)
def test_a_list_of_notes(head: str) -> None:
    assert list_heads.is_head(head)
    assert not list_heads.of_sources(head)


@pytest.mark.parametrize("line", ["参考文献的著录", "注：数据来自某县", "引用文献时应注明页码"])
def test_a_sentence_is_no_head(line: str) -> None:
    assert not list_heads.is_head(line)


@pytest.mark.parametrize("head", ["[参 考 文 献]", "参考文献："])
def test_brackets_and_colon_are_left_out_and_hanging_entries_are_whole(head: str) -> None:
    lines = [
        "    渡口的名字写法不一，书吏抄录时并不统一，后来的人也就不再追究[1]。",
        "    案卷甚多，读来不易，前人多有整理[1-2]，此处不再一一列举了。",
        head,
        "[1] 某甲．渡口研究[M]．北京：某某出版社，",
        "    2010：3-5．",
        "[2] 某乙．渡夫研究[J]．某某学报，2012，32(4)：",
        "    211-217．",
    ]
    text = rawtext.from_bytes("\n".join(["清代渡口研究", "", *lines]).encode(), "raw.txt").value
    blocks = cleaning.clean(text).value.blocks
    assert [b.text for b in blocks if b.role == "heading"] == ["参考文献"]
    assert [b.text[:3] for b in blocks if b.role == "reference"] == ["[1]", "[2]"]


@pytest.mark.parametrize(
    ("head", "words"),
    [("【注释】：", "注释"), ("参考文献：", "参考文献"), ("引用作品［Works Cited］", "引用作品［Works Cited］")],
)
def test_what_stands_about_a_head_is_left_out_but_no_bracket_of_its_own(head: str, words: str) -> None:
    assert list_heads.frame(head).sub("", head) == words
