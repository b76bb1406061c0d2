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
from sco_pub.model.markdown_tokens import CALL, EMPHASIS, KEY, LINK_END, MATH, SPAN_END

# Code of more than 500 signs isn't looked for: a text full of backticks would be read from each of them to its end.
_LOAD_BEARING = re.compile(
    rf"(?P<note>{CALL})"
    r"|(?P<code>(?<![\\`])(?P<ticks>`+)(?!`)(?:(?!\n\n).){1,500}?(?<!`)(?P=ticks)(?!`))"
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
    for found in _LOAD_BEARING.finditer(text):
        if found.start() > end:
            yield Piece(text[end : found.start()])
        kind = next(name for name, value in found.groupdict().items() if value is not None)
        yield Piece(found[0], kind)
        end = found.end()
    if end < len(text):
        yield Piece(text[end:])


def lost(source: str, target: str) -> tuple[str, ...]:
    """The markup of the source that the target doesn't have, or not so often."""
    wanted, given = (Counter(p.text for p in pieces(text) if p.kind in _HELD) for text in (source, target))
    return tuple((wanted - given).elements())
