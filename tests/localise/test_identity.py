"""The gate: with msgstr = msgid, the edition's tree is the master's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st

from sco_pub.edge.pandoc import door as pandoc
from sco_pub.edge.pandoc.inlines import PandocCodec
from sco_pub.localise.apply import apply
from sco_pub.localise.extract import extract, prepare
from sco_pub.localise.inlines import plain_read, plain_write
from sco_pub.localise.notes import automatic_id, label_notes, notes_of
from sco_pub.localise.slots import Slot, fill, scan
from sco_pub.model import ast
from sco_pub.model.catalogue import Catalogue, Entry
from sco_pub.model.document import Document, Master
from tests.examples import examples

from .markdown import DOCUMENT, LINE

CODEC = PandocCodec()
# Many small texts in one pandoc run; without shrinking, which would take a pandoc run for every step.
BATCHES = examples(4, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.reuse, Phase.generate])


def masters(texts: list[str]) -> list[Master]:
    return [Master("p", "source/p/master.md", "0" * 64, "zh-CN", doc) for doc in pandoc.read_markdown(texts)]


def flat(tree: Any) -> Any:
    """A tree with what Markdown can't carry through levelled: soft breaks, words cut in two, numbers of citations, and
    the bodies of notes (each is a text of its own)."""
    if isinstance(tree, dict):
        if tree.get("t") == "SoftBreak":
            return {"t": "Space"}
        if tree.get("t") == "Note":
            return {"t": "Note", "label": tree.get("label")}
        return {key: 0 if key in ("citationNoteNum", "citationHash") else flat(value) for key, value in tree.items()}
    if not isinstance(tree, list | tuple):
        return tree
    out: list[Any] = []
    for item in map(flat, tree):
        if (
            out
            and isinstance(item, dict)
            and item.get("t") == "Str"
            and isinstance(out[-1], dict)
            and out[-1].get("t") == "Str"
        ):
            out[-1] = {"t": "Str", "c": out[-1]["c"] + item["c"]}
        else:
            out.append(item)
    return out


@BATCHES
@given(st.lists(DOCUMENT, min_size=25, max_size=25))
def test_a_catalogue_of_copies_gives_the_masters_own_tree(texts: list[str]) -> None:
    for master, text in zip(masters(texts), texts, strict=True):
        template = extract(master, CODEC).value
        entries = tuple(Entry(s.context, s.source, s.source) for s in template.segments)
        edition = apply(master, Catalogue("p", "ru", "ru.po", entries=entries), CODEC)
        labelled = label_notes(master.document)
        assert list(edition.value.document.blocks) == list(labelled.blocks), text
        assert {**edition.value.document.meta, "lang": 0} == {**labelled.meta, "lang": 0}, text
        assert edition.findings == ()


@BATCHES
@given(st.lists(DOCUMENT, min_size=25, max_size=25))
def test_every_text_that_is_written_is_read_back_the_same(texts: list[str]) -> None:
    """The stronger gate: nothing is taken from the master, every msgid goes through pandoc's reader."""
    slots: list[Slot] = []
    sources: list[str] = []
    labels: list[list[str]] = []
    for master in masters(texts):
        found = prepare(master, CODEC)
        slots += found.slots
        sources += [segment.source for segment in found.segments]
        labels += [[note["label"] for note in notes_of(slot.inlines)] for slot in found.slots]
    read = CODEC.read(sources, labels)
    for slot, source, inlines in zip(slots, sources, read, strict=True):
        assert flat(inlines) == flat(slot.inlines), source


@BATCHES
@given(st.lists(DOCUMENT, min_size=25, max_size=25))
def test_no_two_segments_share_a_key_and_every_hanzi_is_in_one(texts: list[str]) -> None:
    for master in masters(texts):
        segments = extract(master, CODEC).value.segments
        assert len({segment.key for segment in segments}) == len(segments)
        everything = "".join(segment.source for segment in segments)
        for element in ast.walk([dict(master.document.meta), list(master.document.blocks)]):
            if element["t"] == "Str" and element["c"].isalpha():
                assert element["c"] in everything


@BATCHES
@given(st.lists(LINE, min_size=60, max_size=60))
def test_the_short_cut_for_plain_words_does_what_pandoc_does(texts: list[str]) -> None:
    texts = [" ".join(text.split("\n")).strip(" ") for text in texts]
    labels = ["a", "b", "2-1", "c"]
    guarded = ["\U0010fffb" + text + "".join(f"\n\n[^{label}]: x" for label in labels) for text in texts]
    for text, document in zip(texts, pandoc.read_markdown(guarded), strict=True):
        short = plain_read(text, labels)
        if short is not None:
            by_pandoc = flat(document.blocks[0]["c"])
            by_pandoc[0] = {"t": "Str", "c": by_pandoc[0]["c"][1:]}
            assert [i for i in by_pandoc if i != {"t": "Str", "c": ""}] == flat(short), text
            assert plain_write(short) == text


@BATCHES
@given(st.lists(LINE, min_size=40, max_size=40))
def test_automatic_ids_are_told_from_explicit_ones(lines: list[str]) -> None:
    headings = [" ".join(line.split("\n")) for line in lines]
    for heading, document in zip(headings, pandoc.read_markdown([f"# {h}\n" for h in headings]), strict=True):
        for block in document.blocks:
            if block["t"] == "Header":
                assert block["c"][1][0] == automatic_id(ast.stringify(block["c"][2])), heading


def test_filling_with_what_was_scanned_changes_nothing() -> None:
    master = masters(["# 甲 {#sec}\n\n乙[^1]。\n\n| 丙 | 丁 |\n|---|---|\n| 戊 | 己 |\n\n: 庚\n\n[^1]: 注\n"])[0]
    document: Document = master.document
    assert fill(document, [slot.inlines for slot in scan(document)]) == document


def test_a_slot_keeps_explicit_sections_only() -> None:
    master = masters(["# 甲\n\n乙\n\n# 丙 {#sec-c}\n\n丁\n\n## 戊\n\n己\n\n乙\n\n乙\n"])[0]
    contexts = [(s.context, s.source) for s in extract(master, CODEC).value.segments]
    assert contexts == [
        ("heading", "甲"), ("paragraph", "乙"), ("heading/sec-c", "丙"), ("paragraph/sec-c", "丁"), ("heading/sec-c", "戊"),
        ("paragraph/sec-c", "己"), ("paragraph/sec-c", "乙"), ("paragraph/sec-c#2", "乙"),
    ]  # fmt: skip
    assert replace(master, digest="1") != master
