"""Take a page's rows, give the tables that no rules bound: rows of cells below a caption, and what runs over the page.

Strategy.  Below a line that begins 表 1 or Table 1 every row that has a wide gap in it is a row of the table; the first one
without ends it.  Columns are the uprights of white that all rows share.  A table whose last row is its page's last line
goes on in the first rows of the next page, if they have as many cells; a rule that bounds the rest there says nothing else.
Known doubts: a cell that is broken over lines ends the table; the rest stays text, and the cleaner reports it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sco_pub.layout.ruled_tables import CAPTION, cells_of, continued, whites
from sco_pub.layout.segments import Segment, start_of
from sco_pub.model.text import RawTable

_WIDE = 0.9  # em: a gap between two cells
Row = Sequence[Segment]


@dataclass(frozen=True, slots=True)
class Span:
    """Where on a page's rows its running text stands: from ``start`` up to ``end``."""

    start: int
    end: int


def aligned(rows: Sequence[Row], text: Span, ruled: Sequence[RawTable], first: int) -> list[RawTable]:
    """The tables under captions that aren't ``ruled``; ``first`` is the index of the page's first line."""
    out = []
    taken = {n for table in ruled for n in range(table.first_line - first, table.last_line - first + 1)}
    for n in range(text.start, text.end):
        if not CAPTION.match(start_of(rows[n][0])) or n in taken:
            continue
        end = n + 1
        while end < text.end and end not in taken and _celled(rows[end]):
            end += 1
        table = _table(rows, n + 1, end, first)
        if table and (len(table.rows) > 1 or end == text.end):
            out.append(table)
    return out


def resumed(
    before: RawTable, rows: Sequence[Row], text: Span, ruled: Sequence[RawTable], first: int
) -> RawTable | None:
    """The rest of the table ``before``, which ended with its page, at this page's top; None when there is none."""
    width = len(before.rows[0])
    begin = text.start + bool(text.start < text.end and continued(rows[text.start]))
    for table in ruled:
        if table.first_line == first + begin and len(table.rows[0]) == width:
            return table
    end = begin
    while end < text.end and _celled(rows[end]):
        end += 1
    rest = _table(rows, begin, end, first)
    return rest if rest and len(rest.rows[0]) == width else None


def joined(before: RawTable, rest: RawTable, top: int) -> RawTable:
    """The table with its rest; ``top``: the index of the first line of the rest's page's text.

    The rest may stand under 续表 and its head again: lines from the top down to what is new.
    """
    again = rest.rows[0] == before.rows[0] and len(rest.rows) > 1
    new = rest.first_line + again
    return RawTable(
        before.rows + rest.rows[again:],
        before.first_line,
        rest.last_line,
        (*before.gaps, (before.last_line + 1, top - 1)),
        (*before.repeats, *range(top, new)),
    )


def _table(rows: Sequence[Row], start: int, end: int, first: int) -> RawTable | None:
    if end <= start:
        return None
    within = rows[start:end]
    left, right = min(row[0].x0 for row in within), max(row[-1].x1 for row in within)
    bounds = [left, *whites(within), right]
    cells = cells_of(within, bounds)
    if len(bounds) < 3 or not all(sum(map(bool, row)) > 1 for row in cells):
        return None
    return RawTable(cells, first + start, first + end - 1)


def _celled(row: Row) -> bool:
    """Has the row a gap that no running text has?"""
    signs = [glyph for part in row for glyph in part.glyphs if not glyph.sign.isspace()]
    return any(b.x0 - a.x1 > _WIDE * max(a.size, b.size) for a, b in pairwise(signs))
