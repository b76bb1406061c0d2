"""Take every step that a search over lines weighed, say how much dearer each line's next best reading is.

Strategy.  A reading that won by a hair is a guess.  The cheapest whole reading in which one line is something else than it was
taken for is the sum of the cheapest way up to that step and the cheapest way on from it; the difference to the winner is the
line's margin (Viterbi forwards and backwards, as in min-marginals of a chain).  What the search's beam threw away is
infinitely dear, and rightly so: it was much dearer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sco_pub.clean.lines.lines import Line
from sco_pub.clean.notes.line_labels import LabelKind, Margin, SearchState, Segmentation
from sco_pub.model.doubt import Doubt, DoubtKind, Took, Why

# In the units of clean.notes.line_costs, where a lost note costs 4: what is dearer by less than this could well be the truth.
_CLOSE, _CLOSE_REST = 2.0, 1.0  # the rest of a note from the page before is rare: its reading must come nearer
_TAKEN = {
    LabelKind.TEXT: Took.AS_TEXT,
    LabelKind.NOTE_START: Took.AS_NOTE_START,
    LabelKind.NOTE_CONTINUED: Took.AS_NOTE_CONTINUED,
    LabelKind.NOTE_FROM_STACK: Took.AS_NOTE_FROM_STACK,
    LabelKind.NOTE_FROM_PAGE_BEFORE: Took.AS_NOTE_FROM_PAGE_BEFORE,
}
_OTHER = {
    LabelKind.TEXT: Why.COULD_BE_TEXT,
    LabelKind.NOTE_START: Why.COULD_START_NOTE,
    LabelKind.NOTE_CONTINUED: Why.COULD_GO_ON,
    LabelKind.NOTE_FROM_STACK: Why.COULD_BE_NEXT_OF_STACK,
    LabelKind.NOTE_FROM_PAGE_BEFORE: Why.COULD_BE_REST,
}


@dataclass(frozen=True, slots=True)
class Weighed:
    """One step of the search: from a state to a state, its cost, and what the line is in it."""

    before: SearchState
    after: SearchState
    cost: float
    kind: LabelKind


def margins(
    steps: Sequence[Sequence[Weighed]], ends: Mapping[SearchState, float], chosen: Sequence[LabelKind], best: float
) -> list[Margin | None]:
    """For each line its margin; None where every reading that was kept agrees.  ``ends``: the cost of ending in a state."""
    onward: dict[SearchState, float] = dict(ends)
    dearer: list[list[tuple[Weighed, float]]] = []
    for line in reversed(steps):
        reached = [(step, step.cost + onward[step.after]) for step in line if step.after in onward]
        dearer.append(reached)
        onward = {}
        for step, cost in reached:
            onward[step.before] = min(cost, onward.get(step.before, cost))
    out: list[Margin | None] = []
    so_far: dict[SearchState, float] = {SearchState(): 0.0}
    for line, found, kind in zip(steps, reversed(dearer), chosen, strict=True):
        others = [
            (so_far[s.before] + on - best, s.kind) for s, on in found if s.kind is not kind and s.before in so_far
        ]
        least = min(others, default=None, key=lambda item: item[0])
        out.append(Margin(*least) if least else None)
        ahead: dict[SearchState, float] = {}
        for step in line:
            if step.before in so_far:
                cost = so_far[step.before] + step.cost
                ahead[step.after] = min(cost, ahead.get(step.after, cost))
        so_far = ahead
    return out


def doubts(lines: Sequence[Line], parted: Segmentation) -> Iterator[Doubt]:
    """A doubt for each run of lines whose other reading comes near, at its first line."""
    before = False
    for line, reading, margin in zip(lines, parted.readings, parted.margins, strict=True):
        rest = margin is not None and LabelKind.NOTE_FROM_PAGE_BEFORE in (margin.other, reading.kind)
        close = margin is not None and margin.cost < (_CLOSE_REST if rest else _CLOSE)
        if margin is not None and close and not before:
            yield Doubt(DoubtKind.NOTE_LINE, line.number, 1, _TAKEN[reading.kind], _OTHER[margin.other], line.text[:40])
        before = close
