"""Take one line's items, give the gaps that set it: to the measure, or at its natural width.

Contract: ``gaps[i]`` is what is added after item ``i`` to its own width; ``shift`` moves the whole line (an opening mark at
its start hangs its blank half out).  With ``measure`` None, or a line wider than its gaps can give, gaps are natural.
"""

from __future__ import annotations

from dataclasses import dataclass

from sco_pub.typeset.lines.classes import CJK, Kind
from sco_pub.typeset.lines.paragraph import Paragraph, ratio_of

_MOST_TRACKED = 1.5  # times what a letter may well grow (three hundredths of an em): beyond that gaps take all
_HAN_WIDEST = (
    6.0  # the same among hanzi (a fifth of an em): what can't be divided leaves its line short, and is no grille
)
WIDEST = 8.0  # times its growth: gaps wider than that are uglier than a short line


@dataclass(frozen=True, slots=True)
class Fit:
    """A line as set: ``width`` is its advance from the first visible edge to the last, ``blank`` what its last mark has
    beyond."""

    shift: float
    gaps: tuple[float, ...]
    width: float
    ratio: float
    blank: float = 0.0


def fit(
    items: Paragraph,
    measure: float | None,
    *,
    grow: bool,
    first: int = 0,
    stop: int | None = None,
    tail: float = 0.0,
    widest: float = WIDEST,
) -> Fit:
    """Set the line of the items ``first`` to ``stop`` (all of them by default).

    ``grow`` False leaves a short line short but still makes a long one narrower; so does a ratio beyond ``widest``.
    ``tail``: the width of a hyphen behind the last item.
    """
    last = (len(items.clusters) if stop is None else stop) - 1
    gaps = list(items.natural[first : last + 1])
    while last > first and items.clusters[last].kind is Kind.SPACE:
        last -= 1
    if not gaps:
        return Fit(0.0, (), 0.0, 0.0)
    edges = items.clusters[last].width - items.start[first] - items.end[last] + tail
    natural = items.room[last] - items.room[first] + edges
    gaps[last - first] = 0.0
    spare = 0.0 if measure is None else measure - natural
    growth, letters = items.growth[last] - items.growth[first], items.letters[last] - items.letters[first]
    ratio = 0.0
    if spare > 1e-9 and grow and growth + letters > 0:
        ratio = ratio_of(spare, growth, letters)
        if ratio <= (min(widest, _HAN_WIDEST) if _is_han(items, first, last) else widest):
            _widen(items, gaps, first, last, ratio)
    elif spare < -1e-9:
        ratio = _narrow(items, gaps, first, last, -spare)
    width = edges + sum(items.clusters[index].width + gaps[index - first] for index in range(first, last))
    return Fit(-items.start[first], tuple(gaps), width, ratio, items.end[last])


def _is_han(items: Paragraph, first: int, last: int) -> bool:
    """Whether most of a line is hanzi and their marks."""
    wide = sum(1 for cluster in items.clusters[first : last + 1] if cluster.kind in CJK)
    return 2 * wide > last + 1 - first


def _widen(items: Paragraph, gaps: list[float], first: int, last: int, ratio: float) -> None:
    """Let the gaps grow, and beyond a ratio of 1 track the letters, but no wider than is seemly."""
    growth, letters = items.growth[last] - items.growth[first], items.letters[last] - items.letters[first]
    track = min(ratio - 1.0, _MOST_TRACKED) if ratio > 1.0 else 0.0
    if growth > 0:
        ratio += (ratio - 1.0 - track) * letters / growth if ratio > 1.0 else 0.0
    for index in range(first, last):
        gaps[index - first] += ratio * items.grow[index]
    if track:
        for index in range(first, last):
            gaps[index - first] += track * (items.letters[index + 1] - items.letters[index])


def _narrow(items: Paragraph, gaps: list[float], first: int, last: int, excess: float) -> float:
    """Take ``excess`` from what may give, and should that not do, from gaps that were added."""
    give = items.slack[last] - items.slack[first]
    ratio = min(excess / give, 1.0) if give > 0 else 0.0
    for index in range(last - first):
        gaps[index] -= ratio * items.give[first + index]
    excess -= ratio * give
    added = sum(gap for gap in gaps[: last - first] if gap > 0)
    if excess > 1e-9 and added > 0:
        share = min(excess / added, 1.0)
        for index in range(last - first):
            if gaps[index] > 0:
                gaps[index] -= share * gaps[index]
    return -ratio
