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
MOST_IN = 3.2  # em: first lines are set in by two (CLREQ 3.1.1), with an opening mark by two and a half
_FEWEST = 2  # lines at a side: one may be dirt, or hang
_ALIKE = 0.3  # em: two lines begin alike
_SHORT = 1.5  # em: a justified line that ends further from the side is a last one


def sides(lines: Sequence[Line], size: float) -> dict[tuple[int | None, int], tuple[float, float]]:
    """The left and right edge of every column; one with few lines has those of its like on the other pages."""
    places: dict[tuple[int | None, int], list[Line]] = {}
    for line in lines:
        if line.geometry:
            places.setdefault((line.page, line.geometry.column), []).append(line)
    own = {key: _own_sides(inside, size) for key, inside in places.items()}
    out = {}
    for (page, column), (left, right) in own.items():
        like = [own[p, c] for p, c in own if c == column and (p or 0) % 2 == (page or 0) % 2 and len(places[p, c]) >= 8]
        if len(places[page, column]) < 8 and like:
            left, right = statistics.median(x for x, _ in like), max(right, statistics.median(x for _, x in like))
        others = [x for (p, c), (x, _) in own.items() if c == column and p != page]
        out[page, column] = _beyond(left, others, places[page, column], size), right
    return out


def _own_sides(inside: Sequence[Line], size: float) -> tuple[float, float]:
    """A column's sides as its own lines show them, the left one by those in the text's type."""
    text = [line for line in inside if line.geometry and abs(line.geometry.size - size) <= SIZE] or inside
    return left_edge([start_of(line) for line in text]), max(line.geometry.x1 for line in inside if line.geometry)


def _beyond(left: float, others: Sequence[float], inside: Sequence[Line], size: float) -> float:
    """A column's left side, or that of its like by so much further out as first lines are set in, where lines of it begin there.

    A column of points of one line each has hardly a line that isn't a first one.
    """
    for x in sorted(others):
        out = (left - x) / max(size, 1.0)
        if SET_IN <= out <= MOST_IN and sum(abs(start_of(line) - x) <= AT_LEFT for line in inside) >= _FEWEST:
            return x
    return left


def begin_paragraphs(lines: Sequence[Line]) -> frozenset[int]:
    """The positions of the lines that are set in as first lines are, and go on no full line above that is set in as far."""
    sizes = [line.geometry.size for line in lines if line.geometry]
    if not sizes:
        return frozenset()
    columns = sides(lines, statistics.median(sizes))
    found = set()
    for p, line in enumerate(lines):
        if (g := line.geometry) is None:
            continue
        left, right = columns[line.page, g.column]
        em = max(g.size, 1.0)
        above = lines[p - 1] if p else line
        h = above.geometry
        beside = h is not None and above is not line and (above.page, h.column) == (line.page, g.column)
        as_far = beside and abs(start_of(above) - start_of(line)) < _ALIKE * em
        full = h is not None and right - h.x1 < _SHORT * em
        if SET_IN <= (start_of(line) - left) / em <= MOST_IN and not (as_far and full):
            found.add(p)
    return frozenset(found)


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
