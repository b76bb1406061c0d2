"""A wide sample of Pandoc Markdown, for properties that must hold for every document."""

from __future__ import annotations

from hypothesis import strategies as st

HANZI = "上海合作组织成员国的命运共同体，。；：“”‘’！？（）《》——……、　～－％１"
_WORDS = st.sampled_from(
    ["上合组织", "“上海精神”", "1134亿美元", "2019年6月", "Россия — Китай", "SCO’s", "a_b_c", "C#", "№ 20", "С.\u00a0151–152", "x", "3/4", "см. с. 3", "vol. 2", "e.g. x", "Mr. X",
     "（一）", "第一，", "1. 起", "- 甲", "# 乙", ": 丙", "甲：乙", "q'r\"s", "100%", "a & b", "&amp;", "A...B", "—", "——", "http://a.b/c-d", "中\u3000文",
     "5\\*3", "\\[甲\\]", "\\$5", "a\\~b", "x\\^2", "\\@me", "e\\`f", "1\\. 甲", "\\\\", "\\|", "\\<b\\>", "\\#", "\\!", "甲\\\n乙", "{甲}", "a@b.c", "a\u200bb", "é", "e\u0301"]
)  # fmt: skip
_PLAIN = st.one_of(_WORDS, st.text(HANZI, min_size=1, max_size=12).filter(lambda text: text.strip("　 ")))


def _wrap(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    safe = inner.filter(lambda text: text == text.strip() and "\n" not in text and "\\" not in text)
    return st.one_of(
        safe.map("*{}*".format), safe.map("**{}**".format), safe.map("***{}***".format), safe.filter(lambda text: "~" not in text).map("~~{}~~".format),
        safe.map("[{}]{{.smallcaps}}".format), safe.map("[{}]{{.underline}}".format), safe.map("[{}]{{#i .c k=\"v w\"}}".format),
        safe.map("[{}](http://a.b/c_d?e=1&f=2)".format), safe.map("[{}](x.html \"题 名\")".format), safe.map("![{}](p.png){{width=3cm}}".format),
        st.sampled_from(["`a*b`", "`` a`b ``", "$x^2_1$", "$$\\frac{1}{2}$$", "H~2~O", "x^a\\ b^", "<http://a.b/c>", "[@doe99, 第3页]", "@doe99", "[-@doe99; see @roe00]"]),
    )  # fmt: skip


INLINE = st.recursive(_PLAIN, _wrap, max_leaves=3)
NOTED = st.sampled_from(["", "", "", "[^a]", "[^b]", "[^2-1]", "^[夹注 *em*]", "[^c]"])
# Two emphases never touch: Markdown itself can't tell ``**a***b*`` from its neighbours, and pandoc writes it all the same.
LINE = st.builds(
    lambda parts, glue, note: glue.join(parts) + note,
    st.lists(INLINE, min_size=1, max_size=4), st.sampled_from(["甲", " ", "，", "”"]), NOTED,
)  # fmt: skip
_ONE_LINE = LINE.map(lambda text: text.replace("\n", " "))
_CELL = INLINE.map(lambda text: text.replace("\n", " ").replace("|", "¦"))


def _blocks(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    indented = inner.map(lambda text: text.replace("\n", "\n    "))
    return st.one_of(
        indented.map("-   {}".format),
        st.tuples(indented, indented).map(lambda two: f"1.  {two[0]}\n\n2.  {two[1]}"),
        inner.map(lambda text: "\n".join("> " + line for line in text.split("\n"))),
        st.tuples(_ONE_LINE, indented).map(lambda two: f"x {two[0]}\n\n:   {two[1]}"),
        inner.map("::: {{.box #d k=v}}\n{}\n:::".format),
    )


_LEAVES = st.one_of(
    LINE,
    LINE,
    st.tuples(st.sampled_from(["# ", "## ", "### "]), _ONE_LINE, st.sampled_from(["", " {#sec-a}", " {.unnumbered}", " {-}"])).map("".join),
    st.tuples(_CELL, _CELL, _CELL, _CELL, _ONE_LINE).map(
        lambda c: f"| {c[0]} | {c[1]} |\n|:---|---:|\n| {c[2]} | {c[3]} |\n\n: {c[4].replace('|', '¦')}"
    ),
    _ONE_LINE.map("| {}\n|   二行\n|\n| 三".format),
    _ONE_LINE.map(lambda text: f"![{text.replace('[^', '(').replace('^[', '(')}](fig.png){{#fig width=80%}}"),
    st.just("```python\nprint('不译')\n```"),
    st.just("* * *"),
    st.just("+----+----+\n| 甲 | 乙 |\n+====+====+\n| -  | 丁 |\n|    |    |\n|  丙| 戊 |\n+----+----+"),
    st.just("(@good)  例一\n\n见(@good)。"),
    st.just("[甲][ref]，[乙]{.mark}\n\n[ref]: http://ref.example/x_y (题)"),
)  # fmt: skip
BLOCK = st.recursive(_LEAVES, _blocks, max_leaves=3)

_META = """---
title: 题名：**“上海精神”**
author:
  - name: 孙壮志
    bio: 所长[^m]
abstract: |
  第一段摘要。

  第二段摘要。
keywords: [命运共同体, 上合组织]
doi: 10.1/x
lang: zh-CN
---

"""
_NOTES = """

[^a]: 《甲》，第1版。<http://a.b/c_d>

[^b]: 第一段。

    第二段，*强调*。

    > 引文

[^2-1]: “乙”^[注中注]。

[^m]: 元数据的注。
"""

DOCUMENT = st.builds(
    lambda meta, blocks: (_META if meta else "") + "\n\n".join(blocks) + _NOTES,
    st.booleans(), st.lists(BLOCK, min_size=1, max_size=6),
)  # fmt: skip
