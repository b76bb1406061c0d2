"""The tokens of Pandoc Markdown and of PO have one place; they mean what pandoc means by them."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sco_pub
from sco_pub.edge.pandoc import door
from sco_pub.edge.po import grammar
from sco_pub.model import ast
from sco_pub.model.markdown_tokens import (
    CALL_IN_WORDS,
    NOTE_CALL,
    call_of,
    code_spans,
    definition_of,
    escape,
    without_code,
)

HOUSE = Path(sco_pub.__file__).parent
#: A note call as it is written by code, as a pattern has it, and the table of PO's escapes.
SPELLED = {
    r"""f"\[\^\{[a-z]""": "model/markdown_tokens.py",
    r"""\\\[\\?\^""": "model/markdown_tokens.py",
    r"""\\x07\\x08""": "edge/po/grammar.py",
    r"""compile\("`\+"\)|\?P<ticks>|`\{1,3\}""": "model/markdown_tokens.py",
}


@pytest.mark.parametrize(
    ("token", "home"), SPELLED.items(), ids=["a call", "a call's pattern", "escapes of PO", "a run of backticks"]
)
def test_a_token_is_spelled_in_one_module(token: str, home: str) -> None:
    texts = {path.relative_to(HOUSE).as_posix(): path.read_text("utf-8") for path in HOUSE.rglob("*.py")}
    assert {name for name, text in texts.items() if re.search(token, text)} == {home}


@pytest.mark.parametrize("label", ["1", "1-2", "注一", "a:b"])
def test_a_call_is_a_call_for_pandoc_too(label: str) -> None:
    text = f"文{call_of(label)}。\n\n{definition_of(label, '注文。')}\n"
    (document,) = door.read_markdown([text])
    assert [note["label"] for note in document.notes()] == [label]
    assert NOTE_CALL.findall(text.split("\n")[0]) == [label]


@pytest.mark.parametrize("call", ["[^a[b]", "[^a b]", r"\[^a]"])
def test_what_is_none_for_pandoc_is_none_here(call: str) -> None:
    (document,) = door.read_markdown([f"文{call}。\n\n{call.lstrip(chr(92))}: 注文。\n"])
    assert not list(document.notes())
    assert not NOTE_CALL.search(call)


@pytest.mark.parametrize("text", ["a*b*c", "x^2^ ~y~", "[1] 或 `码`", r"C:\x", "<i> $5 $6", "&amp; @key", "[^1]"])
def test_what_is_escaped_reads_back_as_it_was(text: str) -> None:
    (document,) = door.read_markdown([f"文{escape(text)}"])
    assert ast.stringify(list(document.blocks)) == f"文{text}"


def test_a_call_that_pandoc_left_in_words_is_found_there() -> None:
    assert re.findall(CALL_IN_WORDS, "见[^2]与[^a-1]") == ["2", "a-1"]


@pytest.mark.parametrize("text", ["", "甲\n乙", 'a"b\\c', "\t\r\a\b\f\v", r"\n"])
def test_a_string_of_po_means_what_was_escaped(text: str) -> None:
    assert grammar.unescape(grammar.escape(text)) == text
    assert re.fullmatch(grammar.STRING, f'"{grammar.escape(text)}"')


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("甲 `乙` 丙 ``丁 ` 戊`` 己", ["乙", "丁 ` 戊"]),
        ("没有一个 ` 记号", []),
        (r"\`甲` 乙`", ["乙"]),
        (r"\\`甲` 乙", ["甲"]),
        ("`甲\\` 乙", ["甲\\"]),
        ("``甲` 乙 `丙`", ["甲", "丙"]),
        ("`甲\n乙`", ["甲 乙"]),
        ("甲 `乙\n\n丙`", []),
    ],
    ids=[
        "two lengths",
        "one alone",
        "an escaped one",
        "behind two backslashes",
        "a backslash in code",
        "none as long",
        "two lines",
        "a blank line",
    ],
)
def test_code_is_where_pandoc_sees_it(text: str, codes: list[str]) -> None:
    (document,) = door.read_markdown([text + "\n"])
    told = [code for block in document.blocks for code in _codes(block)]
    assert (
        told
        == [text[a:b].strip("`").strip().replace("\n", " ") for a, b in code_spans(text)]
        == [c.strip() for c in codes]
    )


def _codes(node: object) -> list[str]:
    if isinstance(node, dict) and node.get("t") == "Code":
        return [node["c"][1].strip()]
    inside = node.values() if isinstance(node, dict) else node if isinstance(node, (list, tuple)) else ()
    return [code for each in inside for code in _codes(each)]


def test_a_text_without_its_code_keeps_everything_else() -> None:
    assert without_code("甲`乙`丙``丁``") == "甲丙"
    assert without_code("甲`乙`丙", lambda code: "-" * len(code)) == "甲---丙"


@given(
    st.lists(
        st.lists(st.sampled_from(["`", "``", "```", "甲", "乙 ", "\\", "。", "[", "]", "\n文"]), max_size=14),
        min_size=20,
        max_size=40,
    )
)
@settings(max_examples=4, deadline=None)
def test_no_row_of_backticks_is_read_otherwise_than_pandoc_reads_it(rows: list[list[str]]) -> None:
    texts = ["文" + "".join(row) for row in rows]
    for text, document in zip(texts, door.read_markdown([text + "\n" for text in texts]), strict=True):
        told = [code for block in document.blocks for code in _codes(block)]
        assert told == [text[a:b].strip("`").replace("\n", " ").strip() for a, b in code_spans(text)], text
