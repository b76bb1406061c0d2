"""Take a page's segments and drawings, give its regions: what isn't prose and is kept as what it looks like.

Strategy.  A region is a figure with its caption (layout.figures), a display formula with its number (layout.formulas) or a table
of mathematics (layout.built_up).  It
leaves the segments, and one stand-in segment as wide as the region takes its place: so the columns are found, and the text is
read, as if a block stood there.  Behind the stand-in's line come the words inside the region, then its caption or number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sco_pub.layout.column_edges import INDENT, LONG, Column, column_at
from sco_pub.layout.segments import Segment, box_of, hanzi, worded, words
from sco_pub.model.characters import HANZI
from sco_pub.model.sheet import Box, Glyph

STAND_IN = "\N{OBJECT REPLACEMENT CHARACTER}"  # what Unicode means it for: an object embedded in the text
_FULL = 0.7  # of a column's width: so long is a line of prose, but for a paragraph's last
_STEP = (0.7, 2.0)  # em: how far apart two lines of prose stand
_HANZI = re.compile(f"[{HANZI}]")
_LEADS = re.compile(f"[{HANZI}]{{2}}\\s*[：:，。；]\\s*$")  # words that lead on to what stands below


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


def around(boxes: Iterable[Box]) -> Box:
    found = list(boxes)
    return Box(min(b.x0 for b in found), min(b.y0 for b in found), max(b.x1 for b in found), max(b.y1 for b in found))


def text_size(parts: Sequence[Segment]) -> float:
    """The type size that most of the long segments' signs have; 10 where there are none."""
    weights: Counter[float] = Counter()
    for part in parts:
        if len(part.glyphs) >= LONG:
            weights[round(part.size, 1)] += len(part.glyphs)
    return max(weights, key=lambda size: (weights[size], size)) if weights else 10.0


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


def _fills(part: Segment, columns: Sequence[Column]) -> bool:
    if len(part.glyphs) < LONG or not worded(part):
        return False
    column = column_at(columns, box_of(part), 1.5 * part.size)
    return column is not None and part.x1 - part.x0 >= _FULL * column.width


def _neighbours(part: Segment, line: Segment, columns: Sequence[Column]) -> bool:
    """Is a short segment the line above or below a line of prose, in its size, and begins where such a line may begin?"""
    low, high = _STEP
    if abs(part.size - line.size) > 0.6 or not low <= abs(part.y - line.y) / line.size <= high:
        return False
    column = column_at(columns, box_of(line), 1.5 * line.size)
    return column is not None and -0.6 * line.size <= part.x0 - column.x0 <= INDENT * line.size


def stand_in(region: Region, size: float) -> Segment:
    """The segment that stands where the region begins, as wide as it is."""
    box = region.box
    y = region.level
    glyph = Glyph(STAND_IN, box.x0, box.x1, y, size, False, "", False)
    return Segment([glyph], y, size, box.x0, box.x1)


def is_stand_in(part: Segment) -> bool:
    return len(part.glyphs) == 1 and part.glyphs[0].sign == STAND_IN
