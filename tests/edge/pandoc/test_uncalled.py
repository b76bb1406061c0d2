"""No note's text is lost: neither one that only another note calls, nor one that nothing calls."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sco_pub.check.catalogue import check_catalogue
from sco_pub.edge.pandoc.inlines import PandocCodec
from sco_pub.edge.pandoc.uncalled import read_masters
from sco_pub.localise.extract import extract
from sco_pub.localise.po_header import new_catalogue
from sco_pub.model import ast
from sco_pub.model.document import Document, Master
from sco_pub.typeset.sanitise import sanitise

FRONT = "---\ntitle: 题目\nlang: zh-CN\n---\n\n"


def read(body: str) -> Document:
    (document,) = read_masters([FRONT + body], ["master.md"])
    return document


def text(document: Document) -> str:
    """Every word, those of notes where they are called."""
    words = {"Str": lambda element: element["c"], "Space": lambda _: " "}
    return "".join(words[e["t"]](e) for e in in_order(list(document.blocks)) if e["t"] in words)


def in_order(node: object) -> Iterator[ast.Element]:
    if isinstance(node, dict):
        if "t" in node:
            yield node
        node = list(node.values())
    for child in node if isinstance(node, list) else []:
        yield from in_order(child)


def codes(document: Document) -> list[str]:
    template = extract(Master("p", "master.md", "0" * 64, "zh-CN", document), PandocCodec()).value
    return [
        f.code for f in check_catalogue(new_catalogue("p", "ru", "ru.po"), template=template) if f.code != "CHK-040"
    ]


def test_the_text_of_a_note_that_only_a_note_calls_stands_in_that_note_and_is_asked_about():
    document = read("文甲[^1]又。\n\n[^1]: 注一，见[^2]。\n\n[^2]: 注*二*文。\n")
    (outer,) = [note for note in document.notes() if note["label"] == "1"]
    assert ast.has_inner_notes(outer)
    clean = sanitise(document)
    assert "注一，见 [注二文。]" in text(clean.value)
    assert [finding.code for finding in clean.findings] == ["TYP-107"]
    assert codes(document) == ["CHK-041"]


def test_notes_that_call_each_other_all_keep_their_texts():
    document = read("文[^1]。\n\n[^1]: 注一[^2]。\n\n[^2]: 注二[^3][^1]。\n\n[^3]: 注三[^2]。\n")
    shown = text(sanitise(document).value)
    assert all(words in shown for words in ("注一", "注二", "注三"))


def test_a_note_that_nothing_calls_stands_behind_the_text_and_is_asked_about():
    document = read("文甲[^1]。\n\n# 一\n\n末段。\n\n[^1]: 注一。\n\n[^3]: 注三无人叫。\n\n    又一段。\n")
    clean = sanitise(document)
    assert text(clean.value).endswith("末段。注三无人叫。又一段。")
    assert [(finding.code, "[^3]" in finding.message) for finding in clean.findings] == [("TYP-108", True)]
    assert set(codes(document)) == {"CHK-042"}


def test_a_note_that_is_called_in_the_text_too_keeps_its_place_there():
    document = read("文[^1]又[^2]。\n\n[^1]: 注一，见[^2]。\n\n[^2]: 注二。\n")
    assert [note["label"] for note in document.notes()] == ["1", "2"]
    assert "[^2]" in text(document)


@pytest.mark.parametrize(
    "body", ["文。\n\n```\n[^1]: 码\n```\n", "文。\n\n```\n[^1]: 码\n", "文[^1]。\n\n[^1]: 注。\n"]
)
def test_what_only_looks_like_a_definition_is_none(body):
    assert not any(ast.uncalled(block) for block in read(body).blocks)
