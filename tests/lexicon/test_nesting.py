"""Markdown that would keep a reader busy for ever is recognised before it is read; all other Markdown passes."""

from __future__ import annotations

import pytest

from sco_pub.lexicon.nesting import too_deep

MOST = 5


@pytest.mark.parametrize(
    "text",
    [
        "[" * 12 + "x" + "]" * 12,
        "[" * 20 + "x",
        "^[" * 40 + "x",
        "![a " * 20,
        "[" * 25 + "x" + "](u)" * 25,
        "[" * 60 + "x" + "]{.a}" * 60,
        "[@a " * 20,
        "文[文[文\n[文[文[文[文",
    ],
)
def test_brackets_that_stand_open_within_one_another(text):
    found = too_deep(f"文。\n\n{text}\n", MOST)
    assert found is not None
    assert found.line in (3, 4)
    assert "brackets" in found.fault


def test_backticks_in_ever_longer_runs():
    found = too_deep("文。\n\n" + " ".join("`" * length for length in range(1, 100)), MOST)
    assert found is not None
    assert (found.line, "backticks" in found.fault) == (3, True)


@pytest.mark.parametrize(
    "front",
    ["a0: &a0 [x, x]\na1: [*a0, *a0]", "a:\n  &b [x]\n", "a: !!str &b x", "- &b x", '{"a":&b [x]}', "a: [&b x]"],
)
def test_a_yaml_anchor_without_which_there_are_no_aliases(front):
    found = too_deep(f"---\n{front}\n---\n\n文。\n", MOST)
    assert found is not None
    assert "anchor" in found.fault


@pytest.mark.parametrize(
    "text",
    [
        '---\ntitle: A & B, AT&T\nabstract: "Law: &c."\n---\n\n文。\n',
        "见[网页](http://a.cn/1)[^1]，[甲[^2]]{.note-missing}。\n\n" * 50,
        "![图 [1]](a.png)^[见 [网页](http://a.cn)]",
        "文[1][2][3][4][5][6][7][8]。",
        "\\[\\[\\[\\[\\[\\[文",
        "`[[[[[[[[` 与 ``[[[[[[[[``",
        "```\na = [[[[[[[[1]]]]]]]]\n```\n",
        "文 & 文。\n\n---\n\n甲 &乙\n",
        "[甲\n\n[乙\n\n[丙\n\n[丁\n\n[戊\n\n[己\n",
    ],
)
def test_what_people_write_passes(text):
    assert too_deep(text, MOST) is None


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ("title: &a x", True),
        ("list: [&a x, y]", True),
        ("list: [x, &a y]", True),
        ("list: [\n x, &a y]", True),
        ("- &a x", True),
        ("title: R&D, &c. and so on", False),
        ("title: \\:&1", False),
        ("title: 'x: &a'", False),
    ],
)
def test_an_anchor_is_one_only_where_a_value_begins(line: str, refused: bool) -> None:
    assert (too_deep(f"---\n{line}\n---\n\n文。\n", 20) is not None) is refused
