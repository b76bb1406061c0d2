"""Take a page's segments and drawings, give its regions: what isn't prose and is kept as what it looks like.

Strategy.  A region is a figure with its caption (layout.figures), a display formula with its number (layout.formulas) or a table
of mathematics (layout.built_up).  It
leaves the segments, and one stand-in segment as wide as the region takes its place: so the columns are found, and the text is
read, as if a block stood there.  Behind the stand-in's line come the words inside the region, then its caption or number.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from sco_pub.layout.segments import Segment
from sco_pub.model.characters import HANZI
from sco_pub.model.sheet import Box, Glyph

STAND_IN = "\N{OBJECT REPLACEMENT CHARACTER}"  # what Unicode means it for: an object embedded in the text
_LONG = 12  # signs: a segment of so many may be a line of prose
_LINES = 4  # lines that share an edge make a column
_SHOWS = 12  # lines that show a page's columns for certain
_EDGE = 3.0  # points: how far the edges of a column's lines differ (a hanging mark is wider and votes for nothing)
_RAGGED = 25.0  # points: lines that aren't justified end within so much of the column's edge
_FULL = 0.7  # of a column's width: so long is a line of prose, but for a paragraph's last
_STEP = (0.7, 2.0)  # em: how far apart two lines of prose stand
_INDENT = 3.0  # em: how far in a first line begins at most
_HANZI = re.compile(f"[{HANZI}]")
_EQUAL = re.compile("[=＝≤≥≈∑∫]")
_LEADS = re.compile(f"[{HANZI}]{{2}}\\s*[：:，。；]\\s*$")  # words that lead on to what stands below
_WORDS = re.compile(r"[A-Za-z]{3,}")


class Kind(StrEnum):
    FIGURE = "figure"
    FORMULA = "formula"
    TABLE = "table"


@dataclass(slots=True)
class Region:
    """``level``: at which height it is read; ``parts``: the words inside; ``caption``: rows of what belongs to it as text.

    ``room``: how far up and down its ink may reach beyond its box, as tall brackets and roots do.
    """

    kind: Kind
    box: Box
    level: float
    room: Box
    parts: list[Segment] = field(default_factory=list)
    caption: list[list[Segment]] = field(default_factory=list)


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


def box_of(part: Segment) -> Box:
    """About the ink of a segment: fonts reach a quarter of an em below the baseline and three quarters above it."""
    return Box(part.x0, part.y - 0.2 * part.size, part.x1, part.y + 0.8 * part.size)


def around(boxes: Iterable[Box]) -> Box:
    found = list(boxes)
    return Box(min(b.x0 for b in found), min(b.y0 for b in found), max(b.x1 for b in found), max(b.y1 for b in found))


def words(part: Segment) -> str:
    return "".join(glyph.sign for glyph in part.glyphs)


def hanzi(part: Segment) -> int:
    return len(_HANZI.findall(words(part)))


def text_size(parts: Sequence[Segment]) -> float:
    """The type size that most of the long segments' signs have; 10 where there are none."""
    weights: Counter[float] = Counter()
    for part in parts:
        if len(part.glyphs) >= _LONG:
            weights[round(part.size, 1)] += len(part.glyphs)
    return max(weights, key=lambda size: (weights[size], size)) if weights else 10.0


def columns_of(parts: Sequence[Segment]) -> list[Column]:
    """The columns that the ends of long segments show, narrow ones first; justified lines share their right edge."""
    long = sorted((part for part in parts if len(part.glyphs) >= _LONG and worded(part)), key=lambda part: part.x1)
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
    room = _INDENT * statistics.median(other.size for other in run)
    return float(min((x for x in near if 0 <= usual - x <= room and near[x] * 3 >= near[usual]), default=usual))


def with_columns(own: Sequence[Column], parts: Sequence[Segment], before: Sequence[Column]) -> list[Column]:
    """A page's own columns, and those of the page before where it has too few lines to show them, or shows none."""
    lines = sum(len(part.glyphs) >= _LONG and worded(part) for part in parts)
    if own and lines >= _SHOWS:
        return list(own)
    more = [c for c in before if not any(abs(c.x0 - o.x0) < 2 * _EDGE and abs(c.x1 - o.x1) < 2 * _EDGE for o in own)]
    return sorted([*own, *more], key=lambda column: column.width)


def column_at(columns: Sequence[Column], box: Box, slack: float) -> Column | None:
    """The narrowest column that holds a box."""
    return next((column for column in columns if column.holds(box, slack)), None)


def prose_of(parts: Sequence[Segment], columns: Sequence[Column]) -> list[Segment]:
    """The segments that are lines of running text: those that fill a column, and short ones that lead to them or end them."""
    found = [part for part in parts if _fills(part, columns)]
    rest = [part for part in parts if not _fills(part, columns) and len(part.glyphs) > 1 and worded(part)]
    grown = True
    while grown:
        new = [part for part in rest if any(_neighbours(part, line, columns) for line in found)]
        gone = {id(part) for part in new}
        rest = [part for part in rest if id(part) not in gone]
        found += new
        grown = bool(new)
    return found


def lines_of(parts: Sequence[Segment], columns: Sequence[Column], size: float) -> list[Segment]:
    """Short lines of words that lead from one formula to the next: at the column's edge or set in two em, in the text's size."""
    return [
        part
        for part in parts
        if abs(part.size - size) < 0.6
        and hanzi(part)
        and (_LEADS.search(words(part)) or (_telling(part) and _at_edge(part, columns, size)))
    ]


def _telling(part: Segment) -> bool:
    text = words(part).strip()
    return hanzi(part) * 3 >= len(part.glyphs) or text[-1:] in "：:，,。；;" or bool(_HANZI.match(text))


def _at_edge(part: Segment, columns: Sequence[Column], size: float) -> bool:
    return any(-0.6 * size <= part.x0 - column.x0 <= 2.6 * size and part.x1 <= column.x1 + size for column in columns)


def worded(part: Segment) -> bool:
    """Is a segment made of words rather than of a formula's signs?"""
    text = words(part)
    signs = sum(not sign.isspace() for sign in text)
    return hanzi(part) * 5 >= signs * 2 or (
        not _EQUAL.search(text) and sum(map(len, _WORDS.findall(text))) * 2 >= signs
    )


def _fills(part: Segment, columns: Sequence[Column]) -> bool:
    if len(part.glyphs) < _LONG or not worded(part):
        return False
    column = column_at(columns, box_of(part), 1.5 * part.size)
    return column is not None and part.x1 - part.x0 >= _FULL * column.width


def _neighbours(part: Segment, line: Segment, columns: Sequence[Column]) -> bool:
    """Is a short segment the line above or below a line of prose, in its size, and begins where such a line may begin?"""
    low, high = _STEP
    if abs(part.size - line.size) > 0.6 or not low <= abs(part.y - line.y) / line.size <= high:
        return False
    column = column_at(columns, box_of(line), 1.5 * line.size)
    return column is not None and -0.6 * line.size <= part.x0 - column.x0 <= _INDENT * line.size


def stand_in(region: Region, size: float) -> Segment:
    """The segment that stands where the region begins, as wide as it is."""
    box = region.box
    y = region.level
    glyph = Glyph(STAND_IN, box.x0, box.x1, y, size, False, "", False)
    return Segment([glyph], y, size, box.x0, box.x1)


def is_stand_in(part: Segment) -> bool:
    return len(part.glyphs) == 1 and part.glyphs[0].sign == STAND_IN
