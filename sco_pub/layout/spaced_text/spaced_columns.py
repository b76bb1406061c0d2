"""Read two columns that a text layer shows side by side: left column first, then the right one.

Contract.  ``pdftotext -layout`` and its kin keep the look of the page in white space, so a line of the file holds a line of
each column.  Given a page's lines, ``one_by_one`` gives the same text as lines in the order of reading; blank space alone
is added or lost.  A page that isn't surely in two columns comes back as it is.

Rules.  (1) Columns are counted in characters (so Poppler does) or in cells, two a hanzi (so a terminal does), whichever puts
more right-hand texts under one another.  (2) The gutter is the column where right-hand texts begin, white on its left.  It
counts only where running text stands on both sides: at least six lines with both halves, most as wide as the widest; a
table's cells are narrow, a contents list's right half is a number.  (3) A line that is written across the gutter is as wide as
the page and parts the bands above and below it.  (4) In a band the left halves are read, then the right ones; a band without
running text (a page's head, authors side by side, a row of labels) is no band.  (5) What a blank line cuts off a band's upper
or lower edge belongs to the page's whole width if nothing of it stands in the right half.

Doubts.  A full-width line that is short and touches the band is read with the left column.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

_LEAST_PAIRS = 6  # lines side by side: fewer are a table, names, or signatures
_BLANKS = " \u3000"
_GAP = re.compile(rf"[{_BLANKS}]{{2,}}(?=\S)")
_WIDE = re.compile(rf"[{_BLANKS}]{{3,}}")
_HANGING = 8  # columns by which the lines of an entry may be set in from its first
_JITTER = 3  # columns by which a right-hand line may begin beside the gutter


class _Side(Enum):
    BLANK = 0
    LEFT = 1
    RIGHT = 2
    BOTH = 3
    FULL = 4


@dataclass(frozen=True, slots=True)
class _Row:
    """A line: whole, and its halves."""

    side: _Side
    line: str = ""
    left: str = ""
    right: str = ""


def one_by_one(lines: Sequence[str]) -> tuple[str, ...]:
    """One page's lines with its columns one after the other, or the lines as they came."""
    found = _gutter(lines)
    if found is None:
        return tuple(lines)
    rows = [_row(line, *found) for line in lines]
    full = _full(rows)
    made: list[str] = []
    for across, band in itertools.groupby(rows, key=lambda row: row.side is _Side.FULL):
        group = list(band)
        made += [row.line for row in group] if across else _banded(group, full)
    return tuple(made)


def _cells(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def _one(_character: str) -> int:
    return 1


_Advance = Callable[[str], int]


def _gutter(lines: Sequence[str]) -> tuple[int, _Advance] | None:
    """The column where the right half begins, and how columns are counted; None without a gutter."""
    best: tuple[int, int, _Advance] | None = None
    for advance in (_one, _cells):
        begins = Counter(column for line in lines for column in _beginnings(line, advance))
        for column in sorted(c for c, n in begins.items() if n >= 3):
            rows = [_row(line, column, advance) for line in lines]
            under = sum(begins[c] for c in range(column - 1, column + 2))
            fit = under - sum(row.side is _Side.FULL for row in rows)
            if (best is None or fit > best[0]) and _running(rows):
                best = fit, column, advance
    return (_leftmost(lines, best[1], best[2]), best[2]) if best else None


def _leftmost(lines: Sequence[str], column: int, advance: _Advance) -> int:
    """The gutter, where most lines of the right half are set in (a list's entries hang): the column they are set in from."""
    begins = Counter(c for line in lines for c in _beginnings(line, advance))
    across = sum(_row(line, column, advance).side is _Side.FULL for line in lines)
    for lower in range(column - _HANGING, column - 1):
        if begins[lower] >= 2 and sum(_row(line, lower, advance).side is _Side.FULL for line in lines) <= across:
            return lower
    return column


def _beginnings(line: str, advance: _Advance) -> list[int]:
    """The columns where a text begins behind a gap of two or more blanks."""
    return [sum(map(advance, line[: gap.end()])) for gap in _GAP.finditer(line) if gap.end() >= 12]


def _running(rows: Sequence[_Row]) -> bool:
    """Whether the halves are running text: enough of them, most as wide as the widest, few lines between written across."""
    full = _full(rows)
    pairs = [n for n, row in enumerate(rows) if _is_pair(row, full)]
    if len(pairs) < _LEAST_PAIRS:
        return False
    span = [row for row in rows[pairs[0] : pairs[-1] + 1] if row.side is not _Side.BLANK]
    if sum(row.side is _Side.FULL for row in span) * 4 > len(span):
        return False
    left = [_measure(row.left) for row in span if row.side in (_Side.BOTH, _Side.LEFT)]
    right = [_measure(row.right) for row in span if row.side in (_Side.BOTH, _Side.RIGHT)]
    return all(
        max(widths) >= 20 and sum(w * 10 >= max(widths) * 6 for w in widths) * 5 >= len(widths) * 2
        for widths in (left, right)
    )


def _full(rows: Sequence[_Row]) -> tuple[int, int]:
    """The widths of full lines in the left and in the right half, in cells."""
    pairs = [row for row in rows if row.side is _Side.BOTH]
    return max((_measure(row.left) for row in pairs), default=0), max((_measure(row.right) for row in pairs), default=0)


def _measure(text: str) -> int:
    """A text's width in cells, without its white space (some layers part every hanzi)."""
    return sum(map(_cells, "".join(text.split())))


def _row(line: str, gutter: int, advance: _Advance) -> _Row:
    text = line.rstrip(_BLANKS)
    if not text:
        return _Row(_Side.BLANK)
    at = _cut(text, gutter, advance)
    if at is None:
        return _Row(_Side.FULL, text)
    left, right = text[:at].rstrip(_BLANKS), text[at:]
    if not left:
        return _Row(_Side.RIGHT, text, right=right)
    return _Row(_Side.BOTH if right else _Side.LEFT, text, left, right)


def _cut(text: str, gutter: int, advance: _Advance) -> int | None:
    """Where a line is cut: at the gutter, in white; its length when nothing stands behind; None: written across."""
    columns = [0, *itertools.accumulate(map(advance, text))]
    if columns[-1] < gutter:
        return len(text)
    gaps = [m for m in re.finditer(f"[{_BLANKS}]+", text) if columns[m.start()] <= gutter <= columns[m.end()] + _JITTER]
    gap = max(gaps, key=lambda m: m.end() - m.start(), default=None)
    if gap is None or gap.end() - gap.start() < 2:
        return None
    return gap.end() - min(max(columns[gap.end()] - gutter, 0), gap.end() - gap.start())


def _banded(rows: Sequence[_Row], full: tuple[int, int]) -> list[str]:
    """A band's halves in order; ``full`` are the widths of full lines left and right, in cells."""
    inner = [n for n, row in enumerate(rows) if row.side is _Side.RIGHT or _is_pair(row, full)]
    if not any(rows[n].side is _Side.BOTH for n in inner):
        return [row.line for row in rows]
    blank = [n for n, row in enumerate(rows) if row.side is _Side.BLANK]
    first = max((n + 1 for n in blank if n < inner[0]), default=0)
    last = min((n for n in blank if n > inner[-1]), default=len(rows))
    band = rows[first:last]
    left = [row.left for row in band if row.side is not _Side.RIGHT]
    right = [row.right for row in band if row.side is not _Side.LEFT]
    above, below = ([row.line for row in part] for part in (rows[:first], rows[last:]))
    return [*above, *_trimmed(left), *_trimmed(right), *below]


def _is_pair(row: _Row, full: tuple[int, int]) -> bool:
    """Whether two halves are running text: one of them wide, neither broken by white space as a head or a table is."""
    if row.side is not _Side.BOTH or any(_WIDE.search(half.strip()) for half in (row.left, row.right)):
        return False
    return any(_measure(half) * 10 >= widest * 6 for half, widest in zip((row.left, row.right), full, strict=True))


def _trimmed(lines: list[str]) -> list[str]:
    """The lines without the blank ones at their ends."""
    written = [n for n, line in enumerate(lines) if line.strip()]
    return lines[written[0] : written[-1] + 1] if written else []
