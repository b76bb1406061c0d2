"""Take lines and what is known of them by now, say with which of them a paragraph begins: the one place where that is decided.

Strategy.  The lines by themselves (clean.blocks.paragraphs) have the first word.  What the steps have found goes over it: behind
a heading or a table a paragraph begins, with the call of a note none does, and in a list of sources each entry is one.  The front
matter asks before anything is known, the running text after all of it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sco_pub.clean.blocks import paragraphs, references
from sco_pub.clean.blocks.indents import Break
from sco_pub.clean.lines.lines import Line, ends_sentence
from sco_pub.lexicon.note_marks import ENTRY, NUMBERED_ENTRY
from sco_pub.lexicon.sources import AUTHOR_AND_YEAR
from sco_pub.model.doubt import Why


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier steps found, by position: lines behind a heading or table, lines that begin with a call, lists of sources."""

    forced: frozenset[int] = frozenset()
    called: frozenset[int] = frozenset()
    lists: Sequence[Sequence[int]] = ()


NOTHING = Known()


def decide(
    lines: Sequence[Line], positions: Sequence[int], how: paragraphs.Mode, known: Known = NOTHING
) -> dict[int, Break]:
    """Whether a paragraph begins with each of the lines at ``positions``, and why."""
    forced = frozenset(n for n, p in enumerate(positions) if p in known.forced)
    breaks = {p: Break(True, Why.BEGINNING) for p in positions[:1]}
    breaks |= zip(positions[1:], paragraphs.breaks([lines[p] for p in positions], how, forced), strict=True)
    listed = {p for each in known.lists for p in each}
    entries = {p: begins for each in known.lists for p, begins in references.entries(lines, each).items()}
    for before, p in pairwise(positions):
        if p in known.forced:
            continue
        if p in known.called:
            breaks[p] = Break(False, Why.BEGINS_WITH_CALL)
        if p in listed:
            breaks[p] = _entry(lines, before, p, breaks[p], entries.get(p))
    return breaks


def _entry(lines: Sequence[Line], before: int, p: int, decision: Break, begins: bool | None) -> Break:
    """Whether a line of a list of sources begins an entry; ``begins``: what the list as a whole says, where it does."""
    if begins is not None:
        return Break(begins, Why.NUMBERED_ENTRY if begins else Why.INSIDE_ENTRY)
    if ENTRY.match(lines[p].text):
        return Break(True, Why.NUMBERED_ENTRY)
    if ends_sentence(lines[before].text) and AUTHOR_AND_YEAR.match(lines[p].text):
        return Break(True, Why.ENTRY_BY_AUTHOR)
    numbered = NUMBERED_ENTRY.match(lines[before].text)
    return Break(False, Why.INSIDE_ENTRY) if numbered or not ends_sentence(lines[before].text) else decision
