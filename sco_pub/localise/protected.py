"""Take a msgid or msgstr, give its text and its markup apart: what a translator's tool shows as a code that isn't typed.

Protected are calls of notes, code, math, the ends of links and spans with their addresses and attributes, keys of sources and of
what is referred to, bare addresses, and the marks of emphasis.  The pieces joined are the text, letter by letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sco_pub.lexicon.addresses import IN_TRANSLATION
from sco_pub.model.markdown_tokens import CALL, EMPHASIS, KEY, LINK_END, MATH, SPAN_END, code_spans

_LOAD_BEARING = re.compile(
    rf"(?P<note>{CALL})"
    rf"|(?P<math>{MATH})"
    rf"|(?P<link>\]{LINK_END})"
    rf"|(?P<span>\]{SPAN_END})"
    rf"|(?P<cite>(?<![\w\\@]){KEY})"
    rf"|(?P<address>{IN_TRANSLATION.pattern})"
    rf"|(?P<emphasis>(?<!\\)(?:{EMPHASIS}))",
    re.DOTALL | re.IGNORECASE,
)
#: What can't be given up: a translation may set emphasis as its language wants it.
_HELD = ("note", "code", "math", "link", "span", "cite")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; ``kind`` is empty for words, else what the markup is."""

    text: str
    kind: str = ""


def pieces(text: str) -> Iterator[Piece]:
    """The parts of a text, words and markup, in order; no empty ones."""
    end = 0
    for start, stop, kind in _marked(text):
        if start > end:
            yield Piece(text[end:start])
        yield Piece(text[start:stop], kind)
        end = stop
    if end < len(text):
        yield Piece(text[end:])


def _marked(text: str) -> Iterator[tuple[int, int, str]]:
    """Where the markup stands and what it is; nothing in code is markup."""
    begin = 0
    for start, stop in (*code_spans(text), (len(text), len(text))):
        for found in _LOAD_BEARING.finditer(text, begin, start):
            yield *found.span(), str(found.lastgroup)
        if start < stop:
            yield start, stop, "code"
        begin = stop


def lost(source: str, target: str) -> tuple[str, ...]:
    """The markup of the source that the target doesn't have, or not so often."""
    wanted, given = (Counter(p.text for p in pieces(text) if p.kind in _HELD) for text in (source, target))
    return tuple((wanted - given).elements())
