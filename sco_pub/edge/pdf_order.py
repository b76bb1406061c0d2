"""Take a page's segments, give them in reading order, in lines, each with its column.

Strategy.  Head and foot (what a clear band of white parts from the text, within the outer eighth of the page) are
read first and last.  Between them a gutter is looked for: an upright that few segments cross and that has full text
on both sides.  Segments that cross it (titles, abstracts, wide tables) cut the page into bands; within a band the
left column is read before the right one, and each side may have a gutter of its own.  Segments side by side in one
column make one line, but what stands outside the column's measure (a folio set one digit a line in the margin)
stays a line of its own.
Known doubts: two columns whose segments are mostly short (a glossary, verse) look like a table and are read across.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from itertools import pairwise

from sco_pub.edge.pdf_lines import NOTE_MARK, Segment, start_of

_EDGE = 0.14  # of the page's height: where head and foot may stand
_CLEAR = 1.45  # of the usual line distance: the white that parts them from the text
_HEAD = 4  # segments: a head of more is text
_FULL = 0.55  # of a column's width: the median segment of a column of running text
_MIN_ROWS = 4  # segments on each side of a gutter
_HANG = 0.7  # em: how far a mark may hang into a gutter
_LEVELS = 2  # gutters within gutters: up to four columns


Rows = list[list[Segment]]


def reading_order(parts: list[Segment], height: float) -> tuple[Rows, Rows, Rows]:
    """The lines of head, text and foot, a line being one or more segments from left to right; sets each segment's column."""
    head, body, foot = _bands(parts, height)
    return _rows(head), _columns(body, 0, _LEVELS), _rows(foot)


def _bands(parts: list[Segment], height: float) -> tuple[list[Segment], list[Segment], list[Segment]]:
    """Head, text and foot of the page.  Notes are text, however far down they stand."""
    if len(parts) < 4:
        return [], parts, []
    levels = sorted({round(part.y, 1) for part in parts}, reverse=True)
    steps = [a - b for a, b in pairwise(levels) if a - b > 4]
    usual = statistics.median(steps) if steps else 12.0
    top, bottom = height + 1, -1.0
    for upper, lower in pairwise(levels):
        if upper - lower <= _CLEAR * usual:
            continue
        if upper > height * (1 - _EDGE) and lower > height * (1 - 2 * _EDGE):
            top = (upper + lower) / 2
        below = (upper + lower) / 2
        if bottom < 0 and lower < height * _EDGE and upper < height * 2 * _EDGE and not _noted(parts, below):
            bottom = below
    if bottom < 0 and levels[-1] < height * _EDGE and _folio([part for part in parts if part.y <= levels[-1] + 0.1]):
        bottom = levels[-1] + 0.1
    head = [part for part in parts if part.y > top]
    foot = [part for part in parts if part.y < bottom]
    if len(head) > _HEAD:
        head, top = [], height + 1
    return head, [part for part in parts if bottom <= part.y <= top], foot


def _noted(parts: Sequence[Segment], below: float) -> bool:
    """Does a line under this height begin with a note's mark, or are there too many for a foot?"""
    foot = [part for part in parts if part.y < below]
    return len(foot) > 2 * _HEAD or any(NOTE_MARK.match(start_of(part)) for part in foot)


def _folio(parts: Sequence[Segment]) -> bool:
    """A page number by its form: short, and mostly digits or with digits between two ornaments."""
    text = "".join(glyph.sign for part in parts for glyph in part.glyphs if not glyph.sign.isspace())
    digits = sum(sign.isdigit() for sign in text)
    return digits > 0 and (len(text) <= digits + 4 or (len(text) <= 12 and digits * 2 >= len(text)))


def _columns(parts: list[Segment], first: int, levels: int) -> list[list[Segment]]:
    gutter = _gutter(parts) if levels else None
    if gutter is None:
        for part in parts:
            part.column = first
        return _rows(parts)
    lines: list[list[Segment]] = []
    left: list[Segment] = []
    right: list[Segment] = []

    def flush() -> None:
        lines.extend(_columns(left, first, levels - 1))
        lines.extend(_columns(right, first + 1, levels - 1))
        left.clear()
        right.clear()

    for part in sorted(parts, key=lambda part: -part.y):
        side = _side(part, gutter)
        if side:
            (left if side < 0 else right).append(part)
        else:
            flush()
            part.column = first
            lines.append([part])
    flush()
    return _join_rows(lines)


def _side(part: Segment, gutter: float) -> int:
    """-1 left of the gutter, 1 right of it, 0 across; marks hang into a gutter from both sides."""
    if part.x0 < gutter - _HANG * part.size and part.x1 > gutter + _HANG * part.size:
        return 0
    return -1 if part.x0 + part.x1 < 2 * gutter else 1


def _join_rows(lines: list[list[Segment]]) -> list[list[Segment]]:
    """Segments that cross the gutter on one baseline, one after the other, are one line."""
    out: list[list[Segment]] = []
    for line in lines:
        if out and len(line) == 1 and _goes_on(out[-1], line[0]):
            out[-1] += line
        else:
            out.append(line)
    return out


def _goes_on(line: Sequence[Segment], part: Segment) -> bool:
    last = line[-1]
    level = abs(line[0].y - part.y) < 0.1 * part.size and part.column == line[0].column
    return level and 0 <= part.x0 - last.x1 < 3 * part.size


def _gutter(parts: Sequence[Segment]) -> float | None:
    """The x of the upright between two columns of running text, or None."""
    if len(parts) < 2 * _MIN_ROWS:
        return None
    x0, x1 = min(part.x0 for part in parts), max(part.x1 for part in parts)
    size = statistics.median(part.size for part in parts)
    best: tuple[int, float] | None = None
    for candidate in sorted({(a + b) / 2 for a, b in _whites(parts, x0, x1, size)}):
        left = [part for part in parts if _side(part, candidate) < 0]
        right = [part for part in parts if _side(part, candidate) > 0]
        crossing = len(parts) - len(left) - len(right)
        if min(len(left), len(right)) < _MIN_ROWS or crossing > 0.5 * min(len(left), len(right)) + 6:
            continue
        if not (_full(left, x0, candidate) and _full(right, candidate, x1)):
            continue
        if best is None or crossing < best[0]:
            best = (crossing, candidate)
    return best[1] if best else None


def _whites(parts: Sequence[Segment], x0: float, x1: float, size: float) -> list[tuple[float, float]]:
    """Uprights of white, at least an em wide, between the right edges and the left edges that many segments share."""
    rights = sorted({round(part.x1) for part in parts})
    lefts = sorted({round(part.x0) for part in parts})
    inner = (x0 + 0.15 * (x1 - x0), x1 - 0.15 * (x1 - x0))
    out = []
    for left in lefts:
        if not inner[0] < left < inner[1]:
            continue
        if sum(abs(part.x0 - left) <= 1.5 for part in parts) < 3:
            continue
        before = [right for right in rights if right < left - 0.6 * size]
        if before:
            out.append((max(before[-1], left - 6 * size), float(left)))
    return out


def _full(parts: Sequence[Segment], x0: float, x1: float) -> bool:
    """Is this a column of running text, that is: do most of its segments fill it?"""
    left, right = min(part.x0 for part in parts), max(part.x1 for part in parts)
    if right - left < 6 * statistics.median(part.size for part in parts):
        return False
    return statistics.median(part.x1 - part.x0 for part in parts) >= _FULL * (right - left)


def _rows(parts: Sequence[Segment]) -> list[list[Segment]]:
    """Segments from top to bottom; those on one baseline make one line, but for those outside the measure."""
    if not parts:
        return []
    long = [part for part in parts if len(part.glyphs) > 6] or list(parts)
    x0, x1 = min(part.x0 for part in long), max(part.x1 for part in long)
    lines: list[list[Segment]] = []
    for part in sorted(parts, key=lambda part: (-round(part.y, 1), part.x0)):
        outside = part.x0 > x1 + 0.3 * part.size or part.x1 < x0 - 0.3 * part.size
        near = next(
            (line for line in lines[-4:] if abs(line[0].y - part.y) <= 0.15 * max(line[0].size, part.size)), None
        )
        if near is not None and not outside and not (near[0].x0 > x1 + 0.3 * part.size):
            near.append(part)
        else:
            lines.append([part])
    for line in lines:
        line.sort(key=lambda part: part.x0)
    return lines
