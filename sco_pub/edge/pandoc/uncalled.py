"""Take masters, give them as Documents in which no note's text is lost, called or not.

Strategy.  pandoc makes a note of a definition only where the text calls it.  What is called within another note stays there
as the letters ``[^2]``, and its text vanishes, as does that of a definition that nothing calls.  So the labels that a master
defines are held against those that the tree has; where some are missing, the master is read a second time with a paragraph
behind it that calls them, and pandoc gives their texts.  A text that another note calls becomes a note in that note, as if it
were written there; what is called nowhere is put behind the text, in a division that says so (``uncalled``).  Both are asked
about (CHK-041 and CHK-042, TYP-107 and TYP-108).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sco_pub.edge.pandoc import door
from sco_pub.edge.pandoc.cache import Trees
from sco_pub.model import ast
from sco_pub.model.document import Document
from sco_pub.model.markdown_tokens import CALL_IN_WORDS, DEFINITION_LINE, call_of

_DEFINITION = re.compile(DEFINITION_LINE, re.MULTILINE)
_CALL = re.compile(CALL_IN_WORDS)


def read_masters(texts: Sequence[str], names: Sequence[str], known: Trees | None = None) -> tuple[Document, ...]:
    """As door.read_markdown, with the texts of the notes that the masters define and don't call."""
    read = list(door.read_markdown(texts, names, known))
    lost = {index: labels for index, text in enumerate(texts) if (labels := _lost(text, read[index]))}
    asked = [f"{texts[index]}\n\n{''.join(map(call_of, labels))}\n" for index, labels in lost.items()]
    again = door.read_markdown(asked, [names[index] for index in lost], known) if lost else ()
    for (index, labels), document in zip(lost.items(), again, strict=True):
        read[index] = _Placing(_bodies(document, labels)).document(read[index])
    return tuple(read)


def _lost(text: str, document: Document) -> list[str]:
    defined = dict.fromkeys(found["label"] for found in _DEFINITION.finditer(text))
    there = {note.get("label") for note in document.notes()} if defined else set()
    return [label for label in defined if label not in there]


def _bodies(document: Document, labels: Sequence[str]) -> dict[str, ast.Blocks]:
    """The texts of the notes that the last paragraph calls; none where it is no paragraph (a fence that was never closed)."""
    last = document.blocks[-1]
    inlines = last["c"] if last["t"] == "Para" else []
    return {note["label"]: note["c"] for note in inlines if note["t"] == "Note" and note.get("label") in labels}


class _Placing:
    """Puts each text where it is called first, or behind everything."""

    def __init__(self, bodies: dict[str, ast.Blocks]) -> None:
        self.bodies = bodies

    def document(self, document: Document) -> Document:
        meta = ast.transform(dict(document.meta), self._note)
        blocks = ast.transform(list(document.blocks), self._note)
        while self.bodies:
            label = next(iter(self.bodies))
            body = ast.transform(self.bodies.pop(label), self._words)
            blocks.append({"t": "Div", "c": [["", [ast.UNCALLED], [["label", label]]], body]})
        return Document(meta, tuple(blocks), document.api_version)

    def _note(self, element: ast.Element) -> ast.Element | None:
        if element["t"] != "Note":
            return None
        return {**element, "c": ast.transform(element["c"], self._words)}

    def _words(self, element: ast.Element) -> list[ast.Element] | None:
        if element["t"] != "Str" or not _CALL.search(element["c"]):
            return None
        out: list[ast.Element] = []
        for index, part in enumerate(_CALL.split(element["c"])):
            if index % 2 and part in self.bodies:
                body = self.bodies.pop(part)
                out.append({"t": "Note", "c": ast.transform(body, self._words), "label": part})
            elif index % 2 or part:
                out.append(ast.text(call_of(part) if index % 2 else part))
        return out
