"""Check the citations of a text, [3], [1,4], [2-5], against the reference list under its heading.

Strategy.  A reference list that is cited out of order, or more than once, is no list of notes: it stays a list, each entry
a block with its number, and the citations stay in the text as the author set them, since they name entries and not places.
What can be proved is that they agree: every number that is cited has an entry, and every entry is cited.
What doesn't agree is a doubt with its place; nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from sco_pub.clean.lines.lines import Line
from sco_pub.lexicon import list_heads
from sco_pub.lexicon.note_marks import CITATION, ENTRY
from sco_pub.model.characters import whole_number
from sco_pub.model.doubt import Doubt, DoubtKind, Took, Why

_FEWEST = 3  # entries in sequence that make a numbered list


def check(lines: Sequence[Line], rest: Sequence[int], calls: Collection[int]) -> list[Doubt]:
    """Doubts about citations without an entry and entries without a citation; ``calls`` are offsets of note calls."""
    head = next((p for p in reversed(rest) if list_heads.of_sources(lines[p].text)), None)
    if head is None:
        return []
    entries: dict[int, Line] = {}
    for p in rest:
        match = ENTRY.match(lines[p].text) if p > head else None
        if match and whole_number(match["inside"] or match["plain"]) == len(entries) + 1:
            entries[len(entries) + 1] = lines[p]
    cited = dict(_cited(lines, [p for p in rest if p < head], calls))
    if len(entries) < _FEWEST or not cited.keys() & entries.keys():
        return []
    without = [(n, line, Took.CITATION_KEPT, Why.NO_ENTRY) for n, line in cited.items() if n not in entries]
    without += [(n, line, Took.ENTRY_KEPT, Why.NEVER_CITED) for n, line in entries.items() if n not in cited]
    return [
        Doubt(DoubtKind.CITATION, line.number, 1, chosen, why, line.text[:40], values={"number": n})
        for n, line, chosen, why in without
    ]


def _cited(lines: Sequence[Line], rest: Sequence[int], calls: Collection[int]) -> Iterator[tuple[int, Line]]:
    """Each number that the text cites, with the first line that does."""
    seen: set[int] = set()
    for p in rest:
        for match in CITATION.finditer(lines[p].text):
            if lines[p].start + match.start() in calls:
                continue
            numbers = list(_numbers(match[1]))
            for number in numbers if 0 not in numbers else ():  # [0, 1] is an interval
                if number not in seen:
                    seen.add(number)
                    yield number, lines[p]


def _numbers(text: str) -> Iterator[int]:
    """1,3 → 1 3; 2-4 → 2 3 4."""
    for part in re.split("[,，、]", text):
        ends = [whole_number(n) for n in re.findall(r"\d+", part)]
        yield from range(ends[0], ends[-1] + 1) if ends and ends[-1] - ends[0] < 100 else ends
