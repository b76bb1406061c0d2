"""Take two versions of a source text, give the sentences that differ, as a translator's tool can show them.

A Chinese sentence ends at 。！？… or ； with the quotation marks and brackets that close after it; other scripts at . ! ?
before a space.  Sentences are compared whole (difflib), so a paragraph of eight sentences with one changed gives two lines.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_END = re.compile(
    r"(?<=[。！？；…])(?![”’」』）〉》】。！？…])|(?<=[”’」』）〉》】])(?<=[。！？；…].)|(?<=[.!?])(?=\s)"
)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; joined with nothing between them they are the text."""
    return tuple(part for part in _END.split(text) if part)


def difference(old: str, new: str) -> tuple[str, ...]:
    """Lines ``was: …`` and ``now: …`` for the sentences that differ, in the order of the text."""
    before, after = sentences(old), sentences(new)
    lines: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if b > a:
            lines.append("was: " + _one_line("".join(before[a:b])))
        if d > c:
            lines.append("now: " + _one_line("".join(after[c:d])))
    return tuple(lines)


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")).strip()
