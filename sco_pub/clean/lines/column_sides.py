"""Take lines that know their places on the page, say where their columns' sides are and which lines begin a paragraph for sure.

Strategy.  A column's left side is the leftmost place at which a third of its lines begin; a column with few lines has the sides
of its like on the other pages, and so has one of which most lines are set in, where some begin at the like's side.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence

from sco_pub.clean.lines.lines import Line

SET_IN = 1.2  # em: from here on a line is set in
AT_LEFT = 3.0  # points: a line so near to its column's left edge begins there
SIZE = 0.35  # points: a real difference of type size


def sides(lines: Sequence[Line], size: float) -> dict[tuple[int | None, int], tuple[float, float]]:
    """The left and right edge of every column; one with few lines has those of its like on the other pages."""
    places: dict[tuple[int | None, int], list[Line]] = {}
    for line in lines:
        if line.geometry:
            places.setdefault((line.page, line.geometry.column), []).append(line)
    own: dict[tuple[int | None, int], tuple[float, float]] = {}
    for key, inside in places.items():
        text = [line for line in inside if line.geometry and abs(line.geometry.size - size) <= SIZE] or inside
        own[key] = left_edge([start_of(line) for line in text]), max(line.geometry.x1 for line in inside if line.geometry)
    out = {}
    for (page, column), (left, right) in own.items():
        like = [own[p, c] for p, c in own if c == column and (p or 0) % 2 == (page or 0) % 2 and len(places[p, c]) >= 8]
        if len(places[page, column]) < 8 and like:
            left, right = statistics.median(x for x, _ in like), max(right, statistics.median(x for _, x in like))
        out[page, column] = left, right
    return out


def start_of(line: Line) -> float:
    """Where a line's first sign stands; an indent may be drawn as white space."""
    g = line.geometry
    if g is None:
        return 0.0
    return g.boxes[len(line.lead)][0] if line.lead and len(line.lead) < len(g.boxes) else g.x0


def left_edge(values: Sequence[float]) -> float:
    """The leftmost edge that at least a third of the lines share, within two points; else the leftmost of all."""
    counted = Counter(round(value * 2) / 2 for value in values)
    for value in sorted(counted):
        if sum(count for v, count in counted.items() if abs(v - value) <= 2) * 3 >= len(values):
            return value
    return min(values)
