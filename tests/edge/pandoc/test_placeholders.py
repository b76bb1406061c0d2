"""Stand-ins for plain paragraphs: the tree is pandoc's own, whatever the document."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st

from sco_pub.edge.pandoc import door as pandoc
from sco_pub.edge.pandoc.placeholders import Shortened, shorten
from tests.examples import examples
from tests.localise.markdown import DOCUMENT

PLAIN = "上合组织成员国的命运共同体，需要在实践中共同构建，并为此提供多边平台"


@examples(3, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])
@given(st.lists(DOCUMENT, min_size=30, max_size=30), st.data())
def test_the_tree_is_the_one_that_pandoc_makes_alone(texts: list[str], data: st.DataObject) -> None:
    plain = st.sampled_from(
        [
            PLAIN,
            f"{PLAIN}[^a]，SCO x[^b]。",
            f"“{PLAIN}”[^none]",
            f"：{PLAIN}",
            f"（1）{PLAIN} a. b",
            f"　{PLAIN}",
            f"2005年{PLAIN}",
            f"SCO{PLAIN}[^a]",
        ]
    )
    texts = [_mixed(text, data.draw(plain)) for text in texts]
    short = pandoc.read_markdown(texts)
    with patch("sco_pub.edge.pandoc.door.shorten", lambda text: Shortened(text, ())):
        alone = pandoc.read_markdown(texts)
    for text, one, other in zip(texts, short, alone, strict=True):
        assert one == other, text


def _mixed(text: str, paragraph: str) -> str:
    """A document with the paragraph after its front matter, between two blocks and at the end."""
    front, rule, body = text.rpartition("\n---\n\n")
    return f"{front}{rule}" + f"\n\n{paragraph}\n\n".join(["", *body.split("\n\n", 1), ""])


@pytest.mark.parametrize(
    "text",
    [
        f"[^a]: {PLAIN}[^b]\n\n    {PLAIN}\n\n甲[^a]\n\n[^b]: {PLAIN}", f"甲[^a]\n\n[^a]: {PLAIN}\n\n:   {PLAIN}", f"[^a]: {PLAIN}\n乙[^a]",
        f"{PLAIN}\n\n:   定义", f"{PLAIN}\n----", f"甲乙\n{PLAIN}", f"{PLAIN}\n丙", f"- 甲\n\n{PLAIN}\n\n- 乙", f"```\n\n{PLAIN}[^a]\n\n```\n\n[^a]: x",
        f"---\n\n标题: {PLAIN}\n\n---\n\n{PLAIN}", f"---\nabstract: |\n  甲\n\n  {PLAIN}\nlang: zh\n---\n\n{PLAIN}", f"::: box\n\n{PLAIN}\n\n:::",
        f"[^a]: 甲\n\n{PLAIN}[^a]\n\n    {PLAIN}", f"1. 甲\n\n   {PLAIN}\n\n{PLAIN}", f"{PLAIN}[^a]{PLAIN}[^a]\n\n[^a]: 注", f"> 引\n\n{PLAIN}",
        f"    代码\n\n{PLAIN}\n\n    代码", f"::: {{#a}}\n{PLAIN}\n:::\n\n{PLAIN}\n\n~ 定义", f"{PLAIN}  \n\n{PLAIN}\u00a0甲", f"| 甲\n\n{PLAIN}",
        f"~~~\n甲\n\n{PLAIN}\n\n{PLAIN}\n\n{PLAIN}\n\n乙\n~~~", f"2005年{PLAIN}\n\nSCO成员国{PLAIN}\n\nvi、{PLAIN}\n\n1）{PLAIN}\n\n{PLAIN}", f"甲\n\n{PLAIN}\n\n{PLAIN}\n\n> {PLAIN}",
    ],
)  # fmt: skip
def test_what_stands_around_a_paragraph_keeps_its_meaning(text: str) -> None:
    with patch("sco_pub.edge.pandoc.door.shorten", lambda text: Shortened(text, ())):
        alone = pandoc.read_markdown([text])
    assert pandoc.read_markdown([text]) == alone


def test_most_of_an_article_stands_in() -> None:
    text = f"---\nlang: zh\n---\n\n# 题\n\n{PLAIN}[^1]。\n\n{PLAIN}\n\n[^1]: 注\n"
    stands = shorten(text).stands
    assert [stand.paragraphs for stand in stands] == [(f"{PLAIN}[^1]。", PLAIN), ("注",)]
    assert stands[1].label == "1"
