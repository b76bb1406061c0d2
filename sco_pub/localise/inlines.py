"""Take inlines, give their Markdown; take Markdown, give inlines: the protocol, and the part that needs no pandoc.

Strategy.  A msgid is inline Pandoc Markdown as pandoc's own writer has it (smart off, no wrapping), and a msgstr is read
by pandoc's own reader; the codec that does both lives behind the door (edge.pandoc.inlines).  Most segments, though, are plain
words and note calls, for which reader and writer do nothing at all.  ``plain_write`` and ``plain_read`` recognise those
and give exactly what pandoc would (the tests compare them with pandoc); they give None for everything else.

Plain: letters, digits and signs of any script, and the ASCII signs that mean nothing inside a line of Pandoc Markdown
(``. , ; : ( ) % / = ? + - ' "``); single spaces; no line break; note calls with labels that the master has.  One
exception is known: ``http:`` and the like stay words, because bare addresses are not links in this dialect.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Protocol

from sco_pub.model import ast
from sco_pub.model.markdown_tokens import NOTE_CALL, SPECIAL, call_of
from sco_pub.model.wording import Phrase

_SPACES = re.compile(r"[ \t\r\n]+")


class InlineCodec(Protocol):
    """Pandoc's inline Markdown, both ways, many texts at once."""

    def write(self, texts: Sequence[ast.Inlines]) -> Sequence[str]:
        """Each list of inlines as one line of Markdown (hard line breaks as ``\\`` + newline); notes as ``[^label]``."""
        ...

    def read(self, texts: Sequence[str], labels: Sequence[Collection[str]]) -> Sequence[ast.Inlines]:
        """Each text as inlines.  A call of one of its ``labels`` becomes a Note with that label and an empty body; any
        other call stays text."""
        ...

    def refused(self, text: str) -> Phrase | None:
        """Why ``read`` gives this text letter by letter and not as markup, as the end of a sentence; None if it doesn't."""
        ...


def plain_write(inlines: ast.Inlines) -> str | None:
    """The Markdown of inlines that are only words, spaces and notes; None when pandoc's writer has to decide."""
    out: list[str] = []
    for element in inlines:
        tag = element["t"]
        if tag == "Str":
            if SPECIAL.search(element["c"]):
                return None
            out.append(element["c"])
        elif tag in ("Space", "SoftBreak"):
            out.append(" ")
        elif tag == "Note":
            out.append(call_of(element["label"]))
        else:
            return None
    return "".join(out)


def plain_read(text: str, labels: Collection[str]) -> ast.Inlines | None:
    """The inlines of a text without markup other than calls of known notes; None when pandoc's reader has to decide."""
    inlines: ast.Inlines = []
    parts = NOTE_CALL.split(text)
    for index, part in enumerate(parts):
        if index % 2:
            if part not in labels:
                return None
            inlines.append(note_call(part))
            continue
        if SPECIAL.search(part):
            return None
        inlines += words(part)
    return inlines


def words(text: str) -> ast.Inlines:
    """Text without any markup as pandoc's words and spaces."""
    out: ast.Inlines = []
    for index, word in enumerate(_SPACES.split(text)):
        if index:
            out.append({"t": "Space"})
        if word:
            out.append(ast.text(word))
    return out


def note_call(label: str) -> ast.Element:
    """A Note whose body is yet to come."""
    return {"t": "Note", "c": [], "label": label}


def calls(text: str) -> list[str]:
    """The labels of the note calls of a msgid or msgstr, in order."""
    return NOTE_CALL.findall(text)
