"""Superscripts, subscripts and italics of a page reach the master; marks of notes and numbers of sources are none of them."""

from __future__ import annotations

import pytest

from sco_pub.clean import cleaning
from sco_pub.clean.looks import Looks
from sco_pub.model.text import CleanBlock, CleanText, Face, Geometry, RawInlaid, RawLine, RawText, Role, Styled
from sco_pub.structure import master
from tests.clean.printed_pages import PROSE, cleaned_page


def shown(text: str, *, raised: str = "", lowered: str = "", italic: str = "") -> str:
    """The text with the looks that a line gives it, as the master has it; each argument marks its signs by anything but a blank."""
    faces = tuple(Face(n, "F", 10, bold=False, italic=n < len(italic) and italic[n] != " ") for n in range(len(text)))
    marks = [frozenset(n for n, sign in enumerate(mask) if sign != " ") for mask in (raised, lowered)]
    geometry = Geometry(0, 100, 0, 10, raised=marks[0], lowered=marks[1], faces=faces)
    raw = RawText("a.pdf", "", (RawLine(text, 1, geometry),), source="pdf")
    styles: tuple[Styled, ...] = Looks(raw).of(text, [(n, n + 1) for n in range(len(text))])
    clean = CleanText("a.pdf", "", (CleanBlock(Role.PARAGRAPH, text, styles=styles),))
    return master.structure(clean).value.markdown.rpartition("---\n\n")[2].strip()


@pytest.mark.parametrize(
    ("text", "marks", "markdown"),
    [
        ("面积为15km2。", {"raised": "       ^"}, "面积为15km^2^。"),
        ("其中xi -1表示", {"lowered": "   _ __"}, "其中x~i\\ -1~表示"),
        ("价格p的", {"italic": "  /"}, "价格*p*的"),
        ("价格qC*的", {"italic": "  /", "raised": "   ^^"}, "价格*q*^C\\*^的"),
        ("其中的向量xi表示", {"italic": "     //", "lowered": "      _"}, "其中的向量*x*~*i*~表示"),
        ("产量Y总的", {"lowered": "   _"}, "产量Y~总~的"),
    ],
)
def test_what_is_raised_lowered_and_italic(text: str, marks: dict[str, str], markdown: str) -> None:
    assert shown(text, **marks) == markdown


@pytest.mark.parametrize(
    ("text", "raised"),
    [
        ("已有研究[3-5]表明", "    ^^^^^"),  # a citation: the house sets it
        ("已有研究[3]表明", "     ^ "),  # its number alone
        ("作者*的话", "  ^"),  # a star behind a hanzi
        ("人民的话", " ^"),  # a hanzi behind a hanzi
        ("一句话，", "   ^"),
    ],
)
def test_what_is_no_superscript(text: str, raised: str) -> None:
    assert "^" not in shown(text, raised=raised)


@pytest.mark.parametrize(
    ("paragraph", "markdown"),
    [
        ("<b>提高用水效率：</b>各县先行交换数据。", "**提高用水效率：**各县先行交换数据。"),
        ("<b>提高用水效率</b>。各县先行交换数据。", "**提高用水效率。**各县先行交换数据。"),
        ("<b>提高用水效率</b>的办法是先行交换数据。", "提高用水效率的办法是先行交换数据。"),
        ("各县<b>先行：</b>交换数据，再讨论分配方案。", "各县先行：交换数据，再讨论分配方案。"),
    ],
)
def test_heavy_words_that_head_their_paragraph_stay_heavy_and_stressed_ones_do_not(
    paragraph: str, markdown: str
) -> None:
    outcome = cleaned_page(f"<h1>流域的用水制度</h1><p>{PROSE[0]}</p><p>{paragraph}{PROSE[1]}</p><p>{PROSE[2]}</p>")
    assert f"\n{markdown}" in master.structure(outcome.value).value.markdown.replace("\\", "")


def test_a_block_that_is_italic_throughout_has_no_emphasis() -> None:
    text = "The quick brown fox jumps over the lazy dog"
    assert shown(text, italic="/" * len(text)) == text


def test_a_page_s_powers_and_indices_reach_its_blocks() -> None:
    style = "sub{font-size:6pt;vertical-align:-2pt;line-height:0}"
    body = f"<p>{PROSE[0]}面积为15km<sup>2</sup>，密度为c<sub>m</sub>。</p><p>{PROSE[1]}</p>"
    blocks = cleaned_page(body * 3, style).value.blocks
    block = next(block for block in blocks if "15km2" in block.text)
    at, index = block.text.index("km2") + 2, block.text.index("cm") + 1
    assert [(each.start, each.end, each.look.value) for each in block.styles] == [
        (at, at + 1, "raised"),
        (index, index + 1, "lowered"),
    ]


def test_a_picture_in_a_line_stands_in_its_place_and_is_to_be_cut_out() -> None:
    text = "其中￼满足h > ￼，故"
    boxes = ((10.0, 20.0, 30.0, 40.0), (50.0, 20.0, 90.0, 40.0))
    geometry = Geometry(0, 100, 0, 10)
    raw = RawText(
        "a.pdf", "", (RawLine(text, 1, geometry),), source="pdf", inlaid=tuple(RawInlaid(0, n, 2, b) for n, b in enumerate(boxes))
    )  # fmt: skip
    clean = cleaning.clean(raw).value
    markdown = master.structure(clean, folder="a.figures").value.markdown
    first, second = "a.figures/inline-1.png", "a.figures/inline-2.png"
    assert (
        f"其中![公式]({first}){{.inline width=0.71cm}}满足h > ![公式]({second}){{.inline width=1.41cm}}，故" in markdown
    )
    assert [(picture.name, picture.sheet) for picture in clean.pictures] == [("inline-1", 2), ("inline-2", 2)]
