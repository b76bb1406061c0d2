"""Take a page's segments, give the columns of text that the ends of its lines show: from where to where lines of prose reach.

Strategy.  The long segments of a column end at one edge, since its lines are justified; four that share an edge make a column.
A page that has too few lines to show its columns is read with those of the page before.  In what order the columns are read is
decided in layout.columns_and_order; where two stand so close that a line runs over both, layout.narrow_gutters parts them first.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sco_pub.layout.segments import Segment, worded
from sco_pub.model.sheet import Box

LONG = 12  # signs: a segment of so many may be a line of prose
_LINES = 4  # lines that share an edge make a column
_SHOWS = 12  # lines that show a page's columns for certain
_EDGE = 3.0  # points: how far the edges of a column's lines differ (a hanging mark is wider and votes for nothing)
_RAGGED = 25.0  # points: lines that aren't justified end within so much of the column's edge
INDENT = 3.0  # em: how far in a first line begins at most


@dataclass(frozen=True, slots=True)
class Column:
    """From where to where lines of prose reach."""

    x0: float
    x1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    def holds(self, box: Box, slack: float) -> bool:
        return self.x0 - slack <= box.x0 and box.x1 <= self.x1 + slack


def columns_of(parts: Sequence[Segment]) -> list[Column]:
    """The columns that the ends of long segments show, narrow ones first; justified lines share their right edge."""
    long = sorted((part for part in parts if len(part.glyphs) >= LONG and worded(part)), key=lambda part: part.x1)
    found: list[Column] = []
    run: list[Segment] = []
    for part, after in [*pairwise(long), *((long[-1], None),)] if long else []:
        run.append(part)
        if after is not None and after.x1 - part.x1 <= _EDGE:
            continue
        if len(run) >= _LINES:
            found.append(Column(_left(run), statistics.median(other.x1 for other in run)))
        run = []
    widest = [c for c in found if not any(abs(c.x0 - o.x0) <= _EDGE and 0 < o.x1 - c.x1 < _RAGGED for o in found)]
    return sorted(widest, key=lambda column: column.width)


def _left(run: Sequence[Segment]) -> float:
    """The left edge that most lines of a column share; where first lines, which are set in, are the most, the others' edge."""
    lefts = Counter(round(other.x0) for other in run)
    near = {x: lefts[x - 1] + lefts[x] + lefts[x + 1] for x in lefts}
    usual = max(near, key=lambda x: (near[x], -x))
    room = INDENT * statistics.median(other.size for other in run)
    return float(min((x for x in near if 0 <= usual - x <= room and near[x] * 3 >= near[usual]), default=usual))


def with_columns(own: Sequence[Column], parts: Sequence[Segment], before: Sequence[Column]) -> list[Column]:
    """A page's own columns, and those of the page before where it has too few lines to show them, or shows none."""
    lines = sum(len(part.glyphs) >= LONG and worded(part) for part in parts)
    if own and lines >= _SHOWS:
        return list(own)
    more = [c for c in before if not any(abs(c.x0 - o.x0) < 2 * _EDGE and abs(c.x1 - o.x1) < 2 * _EDGE for o in own)]
    return sorted([*own, *more], key=lambda column: column.width)


def column_at(columns: Sequence[Column], box: Box, slack: float) -> Column | None:
    """The narrowest column that holds a box."""
    return next((column for column in columns if column.holds(box, slack)), None)
