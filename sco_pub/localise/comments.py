"""Tell the extracted comments (``#.``) that this house writes from those of other hands, which are never dropped.

Strategy.  The house writes five kinds of line, and a line counts as the house's only if it says what the house would have
said: the first one is an entry's id and its kind, with the place; a ``term:`` names a form that stands in the text; ``was:`` and
``now:`` quote a text of the catalogue; a ``suggestion`` names a publication and a likeness.  So a developer's
``#. facade of the hall`` or ``#. was: wrong`` stays.

Clients wrap comments (polib at 78 signs, Babel at 76), and no reader can tell a wrapped line from two.  So a record of ours that
goes on in the next line is read over the break (``whole``), and a line of ours that stands broken in two is known by the line
that update would write (``unbroken``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sco_pub.model.catalogue import Entry
from sco_pub.model.markdown_tokens import CALL

#: First words of the lines that update writes below the first one.
TERM, WAS, NOW, SUGGESTION = "term: ", "was: ", "now: ", "suggestion"
#: Says of a fuzzy entry where its translation was taken from, word for word.
FILLED = "filled from "
#: Where a suggestion comes from that is another translation of a fuzzy entry's own former text.
OTHER_WORDING = "the former text, in other words"
_IDENT = re.compile(
    r"[0-9a-f]{6} (?:heading|metadata \S+|paragraph|item|cell|caption|note|term|definition|line|quote|image)(?: \d)?"
    rf"(?: {CALL})?(?: (?:on|in) “.*”)?(?: \(#.*\))?"
)
_TERM = re.compile(rf"{TERM}(?P<form>.+?) = ")
_SUGGESTION = re.compile(rf"{SUGGESTION} \(.+, \d+ %\): ")
#: A translator's comment that the house wrote for them: a record of a reading.
RECORD = re.compile(r"sco-reviewed:\s+(?P<name>.+?)\s+(?P<date>\d{4}-\d{2}-\d{2})\s+(?P<hash>[0-9a-f]{12})\s*")
_RECORD_BEGINS = "sco-reviewed:"
_NARROWEST = (
    70  # signs, with the mark; Babel breaks lines over 76, polib over 78, people's settings are seldom narrower
)
_PARTS = 12  # lines in which one line of ours may stand; a glossary's longest line has 700 signs


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
    return line.startswith(FILLED) or _SUGGESTION.match(line) is not None


def foreign(entry: Entry, texts: Texts) -> tuple[str, ...]:
    """The extracted comments that aren't the house's, in their order."""
    return tuple(line for line in entry.extracted if not is_ours(entry, line, texts))


def whole(comments: Sequence[str]) -> tuple[str, ...]:
    """Translator's comments in which a record that a client broke over lines is one line again."""
    if not any(line.startswith(_RECORD_BEGINS) and not RECORD.fullmatch(line) for line in comments):
        return tuple(comments)
    lines: list[str] = []
    at = 0
    while at < len(comments):
        taken, line = _record(comments[at : at + _PARTS])
        lines.append(line)
        at += taken
    return tuple(lines)


def _record(lines: Sequence[str]) -> tuple[int, str]:
    """How many of the lines are one record, and that record; the first line as it is where they are none."""
    if lines[0].startswith(_RECORD_BEGINS):
        for count in range(1, len(lines) + 1):
            joined = _joined(lines[:count])
            if RECORD.fullmatch(joined):
                return count, joined
            if count < len(lines) and lines[count].startswith(_RECORD_BEGINS):
                break
    return 1, lines[0]


def _joined(lines: Sequence[str]) -> str:
    """Lines as they were before a client broke them: at a space, or behind a hyphen."""
    text = lines[0].rstrip()
    for line in lines[1:]:
        text += ("" if text.endswith("-") else " ") + line.strip()
    return text


def unbroken(lines: Sequence[str], wanted: Sequence[str]) -> tuple[str, ...]:
    """Extracted comments without what is left of the house's own lines when a client broke them.

    ``wanted``: the lines that update writes for the entry.  Lines that together say one of them, or the end of one from a
    place at which a client would have broken it, are that line.
    """
    left = [line for line in wanted if len(line) + len("#. ") > _NARROWEST]
    if not left or set(lines) <= set(wanted):
        return tuple(lines)
    kept: list[str] = []
    at = 0
    while at < len(lines):
        taken = _broken_parts(lines[at : at + _PARTS], left) if lines[at] not in wanted else 0
        kept += () if taken else (lines[at],)
        at += taken or 1
    return tuple(kept)


def _broken_parts(lines: Sequence[str], wanted: Sequence[str]) -> int:
    """How many of the lines, from the first, are the rest of one wanted line; 0 if none are."""
    for count in range(len(lines), 0, -1):
        rest = _bare(lines[:count])
        for line in wanted:
            if _bare([line]).endswith(rest) and _breaks_here(line, lines[0]):
                return count
    return 0


def _breaks_here(line: str, part: str) -> bool:
    """Whether a client would have begun a new line with ``part`` in ``line``: what stands before it fills a line, nearly."""
    head = line[: max(0, line.find(part.strip()))]
    first = part.split()[0] if part.split() else ""
    return not head or (head[-1] in " -" and len(f"#. {head}{first}") > _NARROWEST)


def _bare(lines: Sequence[str]) -> str:
    return "".join("".join(lines).split())
