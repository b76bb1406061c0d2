"""Take a document, give one whose note calls stand where the house wants them: before or after the punctuation.

Strategy.  Chinese journals differ (“…作用①。” or “…作用。①”), English ones put the call after, Russian ones before.  A
master has one of them; here a run of calls changes places with the marks beside it, and nothing else does.  Closing
quotation marks and brackets belong to the words: a call never goes inside them.

Sources: GB/T 7713.2 leaves it to the journal; Chicago Manual of Style 14.26; ГОСТ Р 7.0.5, 8.
"""

from __future__ import annotations

import re
from typing import Any

from sco_pub.model import ast
from sco_pub.model.config import NotePlace
from sco_pub.model.document import Document

_STOPS = "，。；：、！？,.;:!?…"
_LEADING = re.compile(f"^[{_STOPS}]+")
_TRAILING = re.compile(f"[{_STOPS}]+$")


def place_calls(document: Document, place: NotePlace) -> Document:
    """The document with its calls moved; as it is for ``as-written``."""
    if place is NotePlace.AS_WRITTEN:
        return document
    meta = {name: _moved(value, place) for name, value in document.meta.items()}
    return Document(meta, tuple(_moved(list(document.blocks), place)), document.api_version)


def _moved(node: Any, place: NotePlace) -> Any:
    if isinstance(node, list | tuple):
        children = [_moved(child, place) for child in node]
        if any(isinstance(child, dict) and child.get("t") == "Note" for child in children):
            return _after(children) if place is NotePlace.AFTER else _before(children)
        return children
    if isinstance(node, dict):
        return {key: _moved(value, place) for key, value in node.items()}
    return node


def _after(inlines: ast.Inlines) -> ast.Inlines:
    """Marks that follow a run of calls come before it."""
    out: ast.Inlines = []
    calls: ast.Inlines = []
    for inline in inlines:
        if inline["t"] == "Note":
            calls.append(inline)
            continue
        marks = _LEADING.match(inline["c"]) if calls and inline["t"] == "Str" else None
        if marks:
            out += [ast.text(marks[0]), *calls, *ast.words(inline["c"][marks.end() :])]
        else:
            out += [*calls, inline]
        calls = []
    return out + calls


def _before(inlines: ast.Inlines) -> ast.Inlines:
    """Marks that stand before a run of calls come after it."""
    out: ast.Inlines = []
    held = ""
    for inline in inlines:
        if inline["t"] == "Note":
            marks = _TRAILING.search(out[-1]["c"]) if not held and out and out[-1]["t"] == "Str" else None
            if marks:
                held, rest = marks[0], out.pop()["c"][: marks.start()]
                out += ast.words(rest)
            out.append(inline)
            continue
        out += [ast.text(held)] if held else []
        held = ""
        out.append(inline)
    return out + ([ast.text(held)] if held else [])
