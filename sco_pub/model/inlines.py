"""The inlines of a block's text: words and note calls.

Contract.  Inside a text a call is CALL_OPEN, the note's label and CALL_CLOSE: two noncharacters, which no text can hold
(Unicode, 23.7; edge.rawtext replaces them at the door).  So a call is an atom that keeps its place, and its raw offset, through
every edit of a draft, and the ledger proves it like any other change.  Whoever reads a finished text asks here for its parts; no
other module takes one apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sco_pub.model.reserved import CALL_CLOSE, CALL_OPEN

_CALL = re.compile(f"{CALL_OPEN}([^{CALL_CLOSE}]*){CALL_CLOSE}")


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text without calls, never empty; ``start`` and ``end`` are its place in the block's text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class NoteCall:
    """Where the text calls a note."""

    label: str
    start: int
    end: int


def note_call(label: str) -> str:
    """What stands in a text for the call of a note."""
    return f"{CALL_OPEN}{label}{CALL_CLOSE}"


def inlines(text: str) -> tuple[Words | NoteCall, ...]:
    """The parts of a text, in order."""
    found: list[Words | NoteCall] = []
    at = 0
    for call in _CALL.finditer(text):
        if call.start() > at:
            found.append(Words(text[at : call.start()], at))
        found.append(NoteCall(call[1], call.start(), call.end()))
        at = call.end()
    return (*found, Words(text[at:], at)) if at < len(text) else tuple(found)


def calls(text: str) -> list[NoteCall]:
    """The calls in a text."""
    return [part for part in inlines(text) if isinstance(part, NoteCall)]


def words(text: str) -> str:
    """A text without its calls."""
    return _CALL.sub("", text)
