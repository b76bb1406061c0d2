"""Tell the extracted comments (``#.``) that this house writes from those of other hands, which are never dropped.

Strategy.  The house writes five kinds of line, and a line counts as the house's only if it says what the house would have
said: the first one is an entry's id and its kind, with the place; a ``term:`` names a form that stands in the text; ``was:`` and
``now:`` quote a text of the catalogue; a ``suggestion`` names a publication and a likeness.  So a developer's
``#. facade of the hall`` or ``#. was: wrong`` stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sco_pub.model.catalogue import Entry

#: First words of the lines that update writes below the first one.
TERM, WAS, NOW, SUGGESTION = "term: ", "was: ", "now: ", "suggestion"
_IDENT = re.compile(
    r"[0-9a-f]{6} (?:heading|metadata \S+|paragraph|item|cell|caption|note|term|definition|line|quote|image)(?: \d)?"
    r"(?: \[\^[^\]]+\])?(?: (?:on|in) “.*”)?(?: \(#.*\))?"
)
_TERM = re.compile(rf"{TERM}(?P<form>.+?) = ")
_SUGGESTION = re.compile(rf"{SUGGESTION} \(.+, \d+ %\): ")


class Texts:
    """The source texts of a catalogue, present and gone, in which quoted sentences are looked for."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._all: str | None = None
        self._entries = tuple(entries)

    def __contains__(self, sentence: str) -> bool:
        if self._all is None:  # few updates ask
            texts = [text for entry in self._entries for text in (entry.source, entry.previous_source) if text]
            self._all = "\n\n".join(" ".join(text.split("\n")) for text in texts)
        return sentence in self._all


def is_ours(entry: Entry, line: str, texts: Texts) -> bool:
    """Whether the house wrote this extracted comment of the entry."""
    if _IDENT.fullmatch(line):
        return True
    if line.startswith(TERM):
        found = _TERM.match(line)
        return found is not None and found["form"] in entry.source + (entry.previous_source or "")
    if line.startswith((WAS, NOW)):
        return line[len(WAS) :] in texts
    return _SUGGESTION.match(line) is not None


def foreign(entry: Entry, texts: Texts) -> tuple[str, ...]:
    """The extracted comments that aren't the house's, in their order."""
    return tuple(line for line in entry.extracted if not is_ours(entry, line, texts))
