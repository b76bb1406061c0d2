"""Take one line's items, give the gaps that set it: to the measure, or at its natural width.

Contract: ``gaps[i]`` is what is added after item ``i`` to its own width; ``shift`` moves the whole line (an opening mark at
its start hangs its blank half out).  With ``measure`` None, or a line wider than its gaps can give, gaps are natural.
"""

from __future__ import annotations

from dataclasses import dataclass

from sco_pub.typeset.lines.classes import Kind
from sco_pub.typeset.lines.paragraph import Paragraph

_WIDEST = 8.0  # times its growth (half an em between hanzi): gaps wider than that are uglier than a short line


@dataclass(frozen=True, slots=True)
class Fit:
    """A line as set: ``width`` is its advance from the first visible edge to the last."""

    shift: float
    gaps: tuple[float, ...]
    width: float
    ratio: float


def fit(line: Paragraph, measure: float | None, *, grow: bool) -> Fit:
    """Set a line; ``grow`` False leaves a short line short but still makes a long one narrower."""
    count = len(line.clusters)
    last = count - 1
    while last > 0 and line.clusters[last].kind is Kind.SPACE:
        last -= 1
    if count == 0:
        return Fit(0.0, (), 0.0, 0.0)
    natural = line.room[last] + line.clusters[last].width - line.start[0] - line.end[last]
    gaps = list(line.natural)
    gaps[last] = 0.0
    spare = 0.0 if measure is None else measure - natural
    ratio = 0.0
    if spare > 1e-9 and grow and line.growth[last] > 0:
        ratio = spare / line.growth[last]
        for index in range(last if ratio <= _WIDEST else 0):
            gaps[index] += ratio * line.grow[index]
    elif spare < -1e-9:
        ratio = _narrow(line, gaps, last, -spare)
    width = line.clusters[last].width - line.start[0] - line.end[last]
    width += sum(line.clusters[index].width + gaps[index] for index in range(last))
    return Fit(-line.start[0], tuple(gaps), width, ratio)


def _narrow(line: Paragraph, gaps: list[float], last: int, excess: float) -> float:
    """Take ``excess`` from what may give, and should that not do, from gaps that were added."""
    give = line.slack[last]
    ratio = min(excess / give, 1.0) if give > 0 else 0.0
    for index in range(last):
        gaps[index] -= ratio * line.give[index]
    excess -= ratio * give
    added = sum(gap for gap in gaps[:last] if gap > 0)
    if excess > 1e-9 and added > 0:
        share = min(excess / added, 1.0)
        for index in range(last):
            if gaps[index] > 0:
                gaps[index] -= share * gaps[index]
    return -ratio
