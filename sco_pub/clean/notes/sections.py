"""Take the marks of one family, give endnotes that begin again: a list behind each section, or one list in parts.

Strategy.  Books' chapters and long articles number their notes by section.  Either each section has its own 注释, and what
calls its notes stands between the list before and this one; or one list at the end begins again, often under the sections'
own headings, which say where their calls begin; without headings each 1 among the calls begins a part.  So it is where an export
puts the notes of all pages behind the text, with no heading over them.  The parts stand only together: nearly every call must
have its note and every note its call (without a heading, every one), or the list is read otherwise.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sco_pub.clean.lines.lines import Line
from sco_pub.clean.notes import endnotes
from sco_pub.clean.notes.call_likelihood import choose, likeness, listings
from sco_pub.clean.notes.endnotes import body_like
from sco_pub.clean.notes.line_costs import Evidence
from sco_pub.clean.notes.mark_tokens import Token
from sco_pub.lexicon import list_heads

_MOST_HEADS = 2  # lines above a part of a list


@dataclass(frozen=True, slots=True)
class Part:
    """One count's notes: the positions of their headings, the marks of the notes, where they end, and their calls."""

    heads: tuple[int, ...]
    run: tuple[Token, ...]
    end: int
    calls: tuple[Token, ...]


def find(lines: Sequence[Line], evidence: Evidence, found: Sequence[Token], heads: Sequence[int]) -> list[Part]:
    """The parts in order; none when there are fewer than two or they don't agree; ``heads``: headings of notes, in order."""
    if not heads:
        return _behind_all(lines, evidence, found)
    parts = _behind_each(lines, evidence, found, heads) if len(heads) > 1 else _in_one(lines, evidence, found, heads[0])
    answered = sum(len({t.value for t in p.calls} & {t.value for t in p.run}) for p in parts)
    most = max(sum(len(p.calls) for p in parts), sum(len(p.run) for p in parts), 1)
    return parts if len(parts) > 1 and all(p.calls for p in parts) and answered * 10 >= most * 9 else []


def _behind_each(lines: Sequence[Line], evidence: Evidence, found: Sequence[Token], heads: Sequence[int]) -> list[Part]:
    out: list[Part] = []
    ends = [*heads[1:], evidence.rest[-1] + 1]
    before = -1
    for head, limit in zip(heads, ends, strict=True):
        run = endnotes.run_under(lines, found, head, limit)
        if not run or any(head < p < run[0].position for p in evidence.rest):
            return []
        end = endnotes.list_end(evidence, run, limit)
        calls = choose(lines, [t for t in found if before < t.position < head], {t.value for t in run})
        out.append(Part((head,), tuple(run), end, tuple(calls)))
        before = end - 1
    return out


def _behind_all(lines: Sequence[Line], evidence: Evidence, found: Sequence[Token]) -> list[Part]:
    """The notes of all pages behind the text: from the first 1 behind which no mark stands inside a line."""
    inside = max((t.position for t in found if not t.at_start), default=-1)
    firsts = [t.position for t in found if t.position > inside and body_like(t) and t.value == 1]
    if inside < 0 or len(firsts) < 2:
        return []
    end = evidence.rest[-1] + 1
    runs = [endnotes.run_under(lines, found, p - 1, q) for p, q in itertools.pairwise([*firsts, end])]
    calls = _calling(lines, evidence, found, firsts[0], [[t.value for t in run] for run in runs])
    ends = [*firsts[1:], endnotes.list_end(evidence, runs[-1], end)]
    return [Part((), tuple(r), e, tuple(c)) for r, e, c in zip(runs, ends, calls, strict=True)] if calls else []


def _calling(
    lines: Sequence[Line], evidence: Evidence, found: Sequence[Token], first: int, wanted: list[list[int]]
) -> list[list[Token]]:
    """The calls of each run of notes, where they have the runs' numbers; ``first``: where the notes begin."""
    before = [t for t in found if t.position < first]
    ones = [n for n, t in enumerate(before) if t.value == 1]
    every = [before[m:n] for m, n in itertools.pairwise([*ones, len(before)])]
    if _values(every) == wanted:  # every mark calls
        return every
    areas = _areas(lines, evidence, found, first - 1, [()] * len(wanted))  # or some of them count points
    chosen = [choose(lines, area, set(values)) for area, values in zip(areas, wanted, strict=False)]
    return chosen if _values(chosen) == wanted else []


def _values(calls: Sequence[Sequence[Token]]) -> list[list[int]]:
    return [[t.value for t in called] for called in calls]


def _in_one(lines: Sequence[Line], evidence: Evidence, found: Sequence[Token], head: int) -> list[Part]:
    """One list under a heading, in parts."""
    limit = next((p for p in evidence.rest if p > head and list_heads.is_head(lines[p].text)), evidence.rest[-1] + 1)
    firsts = [t.position for t in found if head < t.position < limit and body_like(t) and t.value == 1]
    if len(firsts) < 2:
        return []
    runs, ends, above = [], [], []
    top = head
    for first, after in itertools.pairwise([*firsts, limit]):
        above.append(tuple(p for p in evidence.rest if top < p < first))
        runs.append(endnotes.run_under(lines, found, first - 1, after))
        ends.append(endnotes.list_end(evidence, runs[-1], after))
        top = ends[-1] - 1
    if any(len(between) > _MOST_HEADS for between in above):
        return []
    areas = _areas(lines, evidence, found, head, above)
    if len(areas) != len(runs):
        return []
    return [
        Part((head, *over), tuple(run), end, tuple(choose(lines, area, {t.value for t in run})))
        for over, run, end, area in zip(above, runs, ends, areas, strict=True)
    ]


def _areas(
    lines: Sequence[Line],
    evidence: Evidence,
    found: Sequence[Token],
    head: int,
    above: Sequence[Sequence[int]],
) -> list[list[Token]]:
    """The marks in the text that may call each part's notes."""
    before = [t for t in found if t.position <= head and t.calls]
    bare = {re.sub(r"\s", "", lines[p].text): p for p in evidence.rest if p < head}
    named = [next((bare[s] for p in over if (s := re.sub(r"\s", "", lines[p].text)) in bare), None) for over in above]
    starts = [p for p in named if p is not None]
    if len(starts) < len(above) or starts != sorted(starts):
        counted = listings(lines, before)
        starts = [t.position for t in before if t.value == 1 and t not in counted and likeness(lines, t) > 0]
    starts = [-1, *starts[1:]]  # what stands before the first heading belongs to the first part
    return [[t for t in before if a <= t.position < b] for a, b in itertools.pairwise([*starts, head + 1])]
