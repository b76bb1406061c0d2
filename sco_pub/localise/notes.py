"""Take inlines and documents, give what is known of their notes and headings: labels, calls, anchors, automatic ids."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from sco_pub.model import ast
from sco_pub.model.document import Document

_LEAVES = frozenset(("Str", "Space", "SoftBreak", "LineBreak", "Code", "Math", "CodeBlock", "MetaString"))


def label_notes(document: Document) -> Document:
    """The document with a label for notes that the author wrote in place: a digest of the note's own text, so that it
    doesn't change when other notes come or go; two notes with the same text share it, like one that is called twice."""
    if all("label" in note for note in every_note(document)):
        return document

    def change(element: ast.Element) -> ast.Element | None:
        if element["t"] != "Note" or "label" in element:
            return None
        return {**element, "label": "i" + hashlib.sha256(ast.stringify(element["c"]).encode()).hexdigest()[:8]}

    blocks = tuple(ast.transform(document.blocks, change))
    return Document(ast.transform(dict(document.meta), change), blocks, document.api_version)


def every_note(document: Document) -> Iterator[ast.Element]:
    """Document.notes() without walking into words, which is most of the walk."""
    stack: list[Any] = [list(document.blocks), dict(document.meta)]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            tag = node.get("t")
            if tag == "Note":
                yield node
            if tag not in _LEAVES:
                stack += reversed(list(node.values()))
        elif isinstance(node, list):
            stack += reversed([child for child in node if child.__class__ is not str])


def notes_of(inlines: ast.Inlines) -> Iterator[ast.Element]:
    """The notes that a run of inlines calls, in order, without the notes inside notes."""
    for element in inlines:
        if element["t"] == "Note":
            yield element
        elif element["t"] not in _LEAVES:
            yield from notes_of(ast.children(element) or [])


def automatic_id(text: str) -> str:
    """The identifier pandoc gives to a heading with this text (without the number for a repeated one)."""
    kept = "".join(char for char in text.lower() if char.isalnum() or char in "_-. \t\n\u00a0\u3000")
    hyphenated = "-".join(kept.split())
    start = next((index for index, char in enumerate(hyphenated) if char.isalpha()), None)
    return "section" if start is None else hyphenated[start:]


def words_before(inlines: ast.Inlines, label: str) -> str:
    """The last words in front of a note's call, back to the nearest comma or stop, at most 24 characters."""
    out: list[str] = []

    def visit(elements: ast.Inlines) -> bool:
        for element in elements:
            if element["t"] == "Note" and element["label"] == label:
                return True
            inner = ast.children(element)
            if inner is not None:
                if visit(inner):
                    return True
            else:
                out.append(ast.stringify(element))
        return False

    visit(inlines)
    text = "".join(out).rstrip("，。；：！？、,.;:!? ")
    return re.split(r"[，。；：！？,;:!?]", text)[-1][-24:].strip(" 、“‘”’（）")


def with_bodies(inlines: ast.Inlines, bodies: dict[str, ast.Blocks]) -> ast.Inlines:
    def change(element: ast.Element) -> ast.Element | None:
        if element["t"] == "Note" and element.get("label") in bodies:
            return {**element, "c": bodies[element["label"]]}
        return None

    if next(notes_of(inlines), None) is None:
        return inlines
    out: ast.Inlines = ast.transform(inlines, change)
    return out
