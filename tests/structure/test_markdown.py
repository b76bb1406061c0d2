"""The master's Markdown reads back, through pandoc, as the text it was made from."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_pub.edge.pandoc import door as pandoc
from sco_pub.lexicon.names import authors_of
from sco_pub.model import ast
from sco_pub.model.reserved import CALL_CLOSE, CALL_OPEN
from sco_pub.model.text import CleanBlock, CleanText, Picture, Role
from sco_pub.structure import master, stamp
from sco_pub.structure.authors import Author, authors
from sco_pub.structure.markdown import block, heading, scalar
from tests.examples import examples

TRICKY = [
    "1. 第一点", "(1) 第一点", "# 井号", "- 短横", "* 星号", "+ 加号", "> 引号", "_下划线_", "<标签>", "[方括号]{.x}", "$x$", "@key",
    "\\反斜线", "`代码`", "~~~", "::: 块", "| 表", "%百分号", "a^b^ 和 a~b~", "&amp; 和 & 号", "---", "===", "i. 罗马", "[^1]: 注",
    "http://a.cn/b_c_d.html", "价格为 $5 或 $6", "sun@cass.org.cn", "a) 甲", "#. 自动", "B2B的引入", "2008～2019年", ": 冒号",
]  # fmt: skip


def text_of(paragraph: str) -> str:
    return pandoc_text(block(paragraph))


def pandoc_text(markdown: str) -> str:
    (document,) = pandoc.read_markdown([markdown])
    assert [b["t"] for b in document.blocks] == ["Para"]
    return ast.stringify(document.blocks[0]["c"])


def test_what_looks_like_markup_stays_text() -> None:
    documents = pandoc.read_markdown([block(text) for text in TRICKY])
    assert [[b["t"] for b in d.blocks] for d in documents] == [["Para"]] * len(TRICKY)
    assert [ast.stringify(d.blocks[0]["c"]) for d in documents] == TRICKY


@examples(25)
@given(
    st.lists(
        st.text(alphabet="上合组织，。“”1.)(#*_-+`~$@<>[]{}\\|&:;%^!='\" aBi/?", min_size=1, max_size=30),
        min_size=30,
        max_size=60,
    )
)
def test_any_text_reads_back(texts: list[str]) -> None:
    wanted = [re.sub(r"\s+", " ", t).strip() for t in texts]
    wanted = [t for t in wanted if t]
    documents = pandoc.read_markdown([block(t) for t in wanted])
    assert [ast.stringify(d.blocks[0]["c"]) if len(d.blocks) == 1 else d.blocks for d in documents] == wanted


@examples(15)
@given(
    st.lists(
        st.text(alphabet="上合组织：1.-#'\"?,[]{}&*!|>%@`~ yesnotrue:", min_size=1, max_size=20),
        min_size=20,
        max_size=30,
    )
)
def test_any_metadata_reads_back(values: list[str]) -> None:
    wanted = [v for v in (re.sub(r"\s+", " ", v).strip() for v in values) if v]
    blocks = tuple(CleanBlock(Role.META, v, key=f"key-{n}") for n, v in enumerate(wanted))
    made = master.structure(CleanText("a.txt", "0" * 64, blocks)).value
    (document,) = pandoc.read_markdown([made.markdown])
    assert [ast.stringify(document.meta[f"key-{n}"]) for n in range(len(wanted))] == wanted


@pytest.mark.parametrize(
    "text", ["一　集合{a}与#", "二　定义{#sec}", "三　记号 {.unnumbered}", "四　差集 {-}", "五　结语 ##"]
)
def test_what_looks_like_a_heading_s_attributes_is_its_text(text: str) -> None:
    (document,) = pandoc.read_markdown([heading(text, 1)])
    level, (_, classes, values), inlines = document.blocks[0]["c"]
    assert (level, classes, values, ast.stringify(inlines)) == (1, [], [], text)


@pytest.mark.parametrize("value", ["yes", "2021", "2021-01-01", "null", "a: b", "- x", "“引号”", "#x", "", "x #y"])
def test_scalars_are_quoted_where_yaml_would_misread_them(value: str) -> None:
    assert (scalar(value) == value) == (value == "“引号”")


def test_lost_and_cut_notes_are_written_as_such() -> None:
    call = f"文{CALL_OPEN}1-1{CALL_CLOSE}和{CALL_OPEN}1-2{CALL_CLOSE}。"
    blocks = (CleanBlock(Role.PARAGRAPH, call), CleanBlock(Role.NOTE, "见http://a.cn/b-", label="1-2", complete=False))
    made = master.structure(CleanText("a.txt", "0" * 64, blocks, missing=("1-1",))).value
    assert "[^1-1]: [原文缺注]{.note-missing}" in made.markdown
    assert "[^1-2]: 见http://a.cn/b- [原文不完整]{.note-truncated}" in made.markdown
    assert made.notes == ("1-1", "1-2")


def test_a_hand_on_the_master_is_noticed() -> None:
    made = master.structure(CleanText("a.txt", "0" * 64, (CleanBlock(Role.PARAGRAPH, "文。"),)), "[[x]]").value.markdown
    assert not stamp.edited(made)
    assert stamp.edited(made.replace("文。", "文！"))
    assert stamp.edited("---\ntitle: 文\n---\n")
    read = stamp.read(made)
    assert read is not None
    assert read.corrections == stamp.sha256("[[x]]")


@pytest.mark.parametrize(
    ("line", "place", "bio", "wanted"),
    [
        ("", "", "孙力，某某大学国际关系学院教授、博士生导师。", [Author("孙力", "某某大学国际关系学院", "", "孙力，某某大学国际关系学院教授、博士生导师。")]),
        ("李文远1；赵海燕2", "（1. 清远大学法学院，北京 100084；2. 东华大学，上海 200433）", "",
         [Author("李文远", "清远大学法学院", "北京 100084"), Author("赵海燕", "东华大学", "上海 200433")]),
        ("李文远；赵海燕", "（清远大学法学院，北京 100084）", "",
         [Author("李文远", "清远大学法学院", "北京 100084"), Author("赵海燕", "清远大学法学院", "北京 100084")]),
    ],
)  # fmt: skip
def test_authors_have_their_institutions(line: str, place: str, bio: str, wanted: list[Author]) -> None:
    assert list(authors(authors_of(line), place, bio)) == wanted


def test_fields_of_one_name_are_joined_by_one_semicolon() -> None:
    blocks = (CleanBlock(Role.META, "陈丹；", key="editor"), CleanBlock(Role.META, "孙敏", key="editor"))
    assert "editor: 陈丹；孙敏\n" in master.structure(CleanText("a.txt", "0" * 64, blocks)).value.markdown


def test_a_note_s_mark_that_is_drawn_behind_the_title_is_no_part_of_it() -> None:
    mark = Picture("inline-1", 1, (0.0, 0.0, 4.0, 4.0), (0.0, 4.0))
    title = CleanBlock(Role.META, "论信任\N{OBJECT REPLACEMENT CHARACTER}", key="title", inlaid=(mark,))
    made = master.structure(CleanText("a.txt", "0" * 64, (title, CleanBlock(Role.PARAGRAPH, "文。")))).value
    assert "title: 论信任\n" in made.markdown
