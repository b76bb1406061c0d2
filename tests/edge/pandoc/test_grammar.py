"""A tree is a document's only if every element has the parts that its kind has; pandoc's own always is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sco_pub.edge.pandoc import door
from sco_pub.edge.pandoc.grammar import is_document

ROOT = Path(__file__).resolve().parents[3]
MASTERS = ["tests/torture/torture.md", "tests/torture/flowing.md", "tests/fuzzing/corpus/master/master.md"]


@pytest.mark.parametrize("name", MASTERS)
def test_what_pandoc_writes_is_a_document(name):
    (document,) = door.read_markdown([(ROOT / name).read_text(encoding="utf-8")])
    assert is_document({"meta": dict(document.meta), "blocks": list(document.blocks)})


def para(*inlines: Any) -> dict[str, Any]:
    return {"meta": {}, "blocks": [{"t": "Para", "c": list(inlines)}]}


BROKEN = {
    "no document": [],
    "no blocks": {"meta": {}},
    "metadata of no kind": {"meta": {"title": "甲"}, "blocks": []},
    "a block of no kind": {"meta": {}, "blocks": [{"c": []}]},
    "an inline among blocks": {"meta": {}, "blocks": [{"t": "Str", "c": "甲"}]},
    "an unknown kind": para({"t": "Stt", "c": "甲"}),
    "words that are a number": para({"t": "Str", "c": 5}),
    "half a pair of surrogates": para({"t": "Str", "c": "\ud800"}),
    "a link without a target": para({"t": "Link", "c": [["", [], []], []]}),
    "attributes of two parts": para({"t": "Span", "c": [["", []], []]}),
    "a note of inlines": para({"t": "Note", "c": [{"t": "Str", "c": "甲"}]}),
    "a label that is a number": para({"t": "Note", "label": 1, "c": []}),
    "a heading whose level is true": {"meta": {}, "blocks": [{"t": "Header", "c": [True, ["", [], []], []]}]},
    "a space with content": para({"t": "Space", "c": "甲"}),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_has_other_parts_is_none(name):
    assert not is_document(BROKEN[name])
