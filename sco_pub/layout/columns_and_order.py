"""Take a page's segments, give them in reading order, in lines, each with its column.

Strategy.  Head and foot (layout.head_body_foot) are read first and last.  Between them a gutter is looked for: an upright that
few segments cross and that has full text on both sides, a side being perhaps two columns itself.  Segments that cross it
(titles, abstracts, wide tables) cut the page into bands, and so does a rule over the whole measure; notes that mostly cross
it are one band, whatever stands side by side among them; within a band the left
column is read before the right one.  Segments side by side in one column make one line, but what stands outside the page's
measure (a folio set one digit a line in the margin) stays a line of its own.  A page of formulas and tables may have too few
lines of text to show its gutter: then that of the page before counts, where two lines on each side fill its columns.
Known doubts: two columns whose segments are mostly short (a glossary, verse) look like a table and are read across.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from itertools import pairwise, product

from sco_pub.layout.column_edges import Column
from sco_pub.layout.footnote_zones import opens_notes
from sco_pub.layout.head_body_foot import bands
from sco_pub.layout.segments import Segment
from sco_pub.lexicon import list_heads, note_marks
from sco_pub.model.sheet import Rule

_FULL = 0.55  # of a column's width: so long at least are the segments of running text
_MIN_ROWS = 4  # segments on each side of a gutter
_HANG = 0.7  # em: how far a mark may hang into a gutter
_ACROSS = 0.85  # of the measure: a rule so long parts what is above it from what is below
_GUTTER = 50.0  # points: no gutter is wider
_SURE = 2  # lines that fill a column known from the page before
_BESIDE, _OFF = 0.5, 2.0  # of a line's size; em of it: a raised mark is at least half as large, and stands nearer
_SAME_LINE, _TABBED = 0.15, 3.0  # em: how far up or down, and how far on or back, a piece of one line stands
_COMMON_TOP = 0.3  # em: so far apart are the first lines of two columns at most
_CLEAR, _LONELY = 2.0, 2  # em of white above the columns; how many lines may stand in it: a name and a home
_LARGER = 1.1  # times the columns' type: in the same type it is the end of a paragraph beside a figure
_LEVELS = 2  # gutters within gutters: up to four columns

Rows = list[list[Segment]]
Frame = tuple[float, float, float, float]


def reading_order(
    parts: list[Segment],
    height: float,
    frames: Sequence[Frame] = (),
    rules: Sequence[Rule] = (),
    known: Sequence[Column] = (),
) -> tuple[Rows, Rows, Rows]:
    """The lines of head, text and foot, a line being one or more segments from left to right; sets each segment's column.

    ``frames`` (left, bottom, right, top) hold tables: nothing in one is parted by a gutter that runs through it.  ``known``: the
    columns of the pages before, for a page with too few lines to show a gutter.
    """
    head, body, foot = bands(parts, height, rules)
    measure = _measure(body)
    cuts = [rule.y0 for rule in rules if _cuts(rule, measure, frames)]
    walls = [(rule, inner) for rule in rules if (inner := _walled(rule, body, frames))]
    apart = {id(part) for _, inner in walls for part in inner}
    open_text = [part for part in body if id(part) not in apart]
    gutter = _gutter(open_text, frames, _LEVELS)
    gutter = _given(open_text, known, frames) if gutter is None else gutter
    if gutter is not None and any(abs(rule.x0 - gutter) < _GUTTER / 2 for rule, _ in walls):
        walls, open_text = [], body  # the rule between the page's columns
    frames = [*frames, *_notes_across(body, rules, gutter, measure)]
    lines = _between_walls(open_text, walls, gutter, frames, measure, cuts)
    numbers = sorted({part.column for part in body})
    for part in body:
        part.column = numbers.index(part.column)
    return _rows(head), lines, _rows(foot)


def _notes_across(
    body: Sequence[Segment], rules: Sequence[Rule], gutter: float | None, measure: tuple[float, float]
) -> list[Frame]:
    """The frame of notes that run over both columns: what stands side by side below their separator is a line all the same."""
    if gutter is None:
        return []
    for rule in sorted(rules, key=lambda rule: -rule.y0):
        below = [part for part in body if part.y < rule.y0]
        rows = _rows(below, measure) if opens_notes(rule, *measure) else []
        crossed = sum(any(not _side(part, gutter) for part in row) for row in rows)
        if crossed * 2 > len(rows):
            low = min(part.y for part in below)
            return [(min(part.x0 for part in below), low - 1, max(part.x1 for part in below), rule.y0)]
    return []


def _walled(rule: Rule, body: Sequence[Segment], frames: Sequence[Frame]) -> list[Segment]:
    """The segments on both sides of an upright rule that parts two texts, an abstract and the key words beside it."""
    if rule.horizontal or any(x0 - 2 <= rule.x0 <= x1 + 2 and y0 - 2 < rule.y0 < y1 + 2 for x0, y0, x1, y1 in frames):
        return []
    inner = [part for part in body if rule.y0 - 0.3 * part.size < part.y < rule.y1]
    left = sum(part.x1 <= rule.x0 for part in inner)
    right = sum(part.x0 >= rule.x0 for part in inner)
    return inner if min(left, right) >= _MIN_ROWS and left + right == len(inner) else []


def _between_walls(
    parts: list[Segment],
    walls: Sequence[tuple[Rule, list[Segment]]],
    gutter: float | None,
    frames: Sequence[Frame],
    measure: tuple[float, float],
    cuts: Sequence[float],
) -> Rows:
    """The lines of the text, and where an upright rule parts it those on its left before those on its right."""
    lines: Rows = []
    rest = parts
    for rule, inner in sorted(walls, key=lambda wall: -wall[0].y1):
        above = [part for part in rest if part.y >= rule.y1]
        rest = [part for part in rest if part.y < rule.y1]
        lines += _columns(above, gutter, 0, _LEVELS, frames, measure, cuts)
        for n, right in enumerate((False, True)):
            side = [part for part in inner if (part.x0 >= rule.x0) is right]
            for part in side:
                part.column = n
            lines += _rows(side)
    return [*lines, *_columns(rest, gutter, 0, _LEVELS, frames, measure, cuts)]


def _cuts(rule: Rule, measure: tuple[float, float], frames: Sequence[Frame]) -> bool:
    """Does a rule part what is above it from what is below, an article from the end of another?  A table's rules don't."""
    x0, x1 = measure
    return (
        rule.horizontal
        and rule.x1 - rule.x0 > _ACROSS * (x1 - x0)
        and not any(bottom - 2 <= rule.y0 <= top + 2 for _, bottom, _, top in frames)
    )


def _columns(
    parts: list[Segment],
    gutter: float | None,
    first: int,
    levels: int,
    frames: Sequence[Frame],
    measure: tuple[float, float],
    cuts: Sequence[float] = (),
) -> Rows:
    """The lines of the text, or of a column of it that is two columns itself; ``first``: the number of its first column."""
    if gutter is None:
        return _rows(_in_column(parts, first), measure)
    lines: Rows = []
    for stretch, across in _stretches(parts, gutter, frames, cuts):
        above = [] if across else _above_both(stretch, gutter)
        band = stretch[len(above) :]
        lines += [[part] for part in _in_column(above, first)]
        left = [part for part in band if _side(part, gutter) < 0]
        right = [part for part in band if _side(part, gutter) >= 0]
        if across or not (_reaches(left, parts, gutter, -1) or _reaches(right, parts, gutter, 1)):
            lines += _rows(_in_column(band, first), measure)
            continue
        for side, number in ((left, first), (right, first + 2 ** (levels - 1))):
            inner = _gutter(side, frames, levels - 1) if levels > 1 else None
            lines += _columns(side, inner, number, levels - 1, frames, measure)
    return lines


def _in_column(parts: list[Segment], number: int) -> list[Segment]:
    for part in parts:
        part.column = number
    return parts


def _above_both(band: Sequence[Segment], gutter: float) -> list[Segment]:
    """What stands by itself in clear white above the common top of two columns: an author's name at the right.

    ``band``: the parts from the top.
    """
    for n in range(1, min(_LONELY, len(band) - 1) + 1):
        top = [part for part in band[n:] if abs(part.y - band[n].y) < _COMMON_TOP * part.size]
        if len({_side(part, gutter) < 0 for part in top}) == 2:
            whites = all(a.y - b.y > _CLEAR * a.size for a, b in pairwise(band[: n + 1]))
            larger = all(part.size > _LARGER * top[0].size for part in band[:n])
            return list(band[:n]) if whites and larger else []
    return []


def _given(parts: Sequence[Segment], known: Sequence[Column], frames: Sequence[Frame]) -> float | None:
    """The gutter between two known columns that lines of this page fill, two at least on each side in one band."""
    for left, right in product(known, known):
        if not left.x1 < right.x0 < left.x1 + _GUTTER:
            continue
        gutter = (left.x1 + right.x0) / 2
        for band, across in _stretches(parts, gutter, frames):
            full = [sum(_fills(part, column) for part in band) for column in (left, right)]
            if not across and min(full) >= _SURE:
                return gutter
    return None


def _fills(part: Segment, column: Column) -> bool:
    slack = 2.2 * part.size  # a first line is set in by two em
    return abs(part.x0 - column.x0) < slack and abs(part.x1 - column.x1) < 0.7 * part.size


def _stretches(
    parts: Sequence[Segment], gutter: float, frames: Sequence[Frame], cuts: Sequence[float] = ()
) -> list[tuple[list[Segment], bool]]:
    """The parts from the top in bands, and whether a band runs across the gutter; none runs over one of the ``cuts``."""
    out: list[tuple[list[Segment], bool]] = []
    order = sorted(parts, key=lambda part: -part.y)
    for n, part in enumerate(order):
        across = _across(part, gutter, frames) or (bool(_side(part, gutter)) and _goes_on(order, n, gutter, frames))
        parted = bool(out) and any(part.y < cut < out[-1][0][-1].y for cut in cuts)
        if out and out[-1][1] == across and not parted:
            out[-1][0].append(part)
        else:
            out.append(([part], across))
    for (above, beside), (below, across) in pairwise(out):
        if across and not beside and len(above) > 1 and _heads(above[-1], above[-2]):
            below.insert(0, above.pop())
    return out


def _goes_on(order: Sequence[Segment], n: int, gutter: float, frames: Sequence[Frame]) -> bool:
    """Does a part begin or go on with a line that runs across, though it stands in one column itself?

    ``order``: the parts from the top, of which it is the ``n``-th.
    """
    part, line = order[n], [order[n]]
    for step in (-1, 1):
        m = n + step
        while 0 <= m < len(order) and abs(order[m].y - part.y) < _SAME_LINE * part.size:
            line.append(order[m])
            m += step
    if not any(_across(other, gutter, frames) for other in line[1:]):
        return False
    line.sort(key=lambda other: other.x0)
    run = [part]
    for other in (*reversed(line), *line):  # what stands beside it, and beside that, first on its left
        if any(0 <= max(other.x0 - near.x1, near.x0 - other.x1) < _TABBED * part.size for near in run):
            run.append(other)
    return any(_across(other, gutter, frames) for other in run)


def _heads(last: Segment, before: Segment) -> bool:
    """Is the lowest part above a list that runs over all columns the list's head, and below both columns' ends?"""
    return list_heads.is_head("".join(glyph.sign for glyph in last.glyphs)) and before.y - last.y > 0.5 * last.size


def _across(part: Segment, gutter: float, frames: Sequence[Frame]) -> bool:
    return not _side(part, gutter) or any(
        x0 + part.size < gutter < x1 - part.size and y0 <= part.y <= y1 and x0 - 6 < part.x0 and part.x1 < x1 + 6
        for x0, y0, x1, y1 in frames
    )


def _reaches(side: Sequence[Segment], parts: Sequence[Segment], gutter: float, sign: int) -> bool:
    """Does a line of this band fill its column, as no cell or name in a row of names does?"""
    column = [part for part in parts if _side(part, gutter) == sign]
    if not column:
        return False
    width = max(part.x1 for part in column) - min(part.x0 for part in column)
    return len(side) >= _MIN_ROWS or any(part.x1 - part.x0 > 0.8 * width for part in side)


def _side(part: Segment, gutter: float) -> int:
    """-1 left of the gutter, 1 right of it, 0 across; marks hang into a gutter from both sides."""
    if part.x0 < gutter - _HANG * part.size and part.x1 > gutter + _HANG * part.size:
        return 0
    return -1 if part.x0 + part.x1 < 2 * gutter else 1


def _gutter(parts: Sequence[Segment], frames: Sequence[Frame], levels: int) -> float | None:
    """The x of the upright between two columns of running text, or None; a side may be two columns itself."""
    if len(parts) < 2 * _MIN_ROWS:
        return None
    x0, x1 = min(part.x0 for part in parts), max(part.x1 for part in parts)
    size = statistics.median(part.size for part in parts)
    beside: dict[float, int] = {}
    for candidate in sorted({(a + b) / 2 for a, b in _whites(parts, x0, x1, size)}):
        sides = _sides(parts, candidate, frames)
        if all(_runs(side, frames, levels) for side in sides):
            beside[candidate] = sum(map(len, sides))
    return max(beside, key=beside.__getitem__, default=None)  # the fewest run across it


def _sides(parts: Sequence[Segment], gutter: float, frames: Sequence[Frame]) -> tuple[list[Segment], list[Segment]]:
    """What stands left and right of a gutter in the bands that it parts."""
    bands = [band for band, across in _stretches(parts, gutter, frames) if not across]
    beside = [part for band in bands if _between_columns(band, gutter) for part in band]
    return [part for part in beside if _side(part, gutter) < 0], [part for part in beside if _side(part, gutter) > 0]


def _runs(side: Sequence[Segment], frames: Sequence[Frame], levels: int) -> bool:
    """Is one side of a gutter a column of running text, or two?"""
    if len(side) < _MIN_ROWS:
        return False
    text = [part for part in side if not _tabled(part, frames)] or side
    return _full(text) or (levels > 1 and bool(_gutter(side, frames, levels - 1)))


def _tabled(part: Segment, frames: Sequence[Frame]) -> bool:
    """Does a part stand in a table's frame?  How it is set tells nothing of its column."""
    return any(x0 - 6 < part.x0 and part.x1 < x1 + 6 and y0 < part.y < y1 for x0, y0, x1, y1 in frames)


def _between_columns(band: Sequence[Segment], gutter: float) -> bool:
    """Is there enough on both sides to be two columns, not a line or two that stop short?"""
    left = sum(_side(part, gutter) < 0 for part in band)
    return min(left, len(band) - left) >= 3


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


def _full(parts: Sequence[Segment]) -> bool:
    """Is this a column of running text, that is: does most of its ink stand in segments that fill it?

    A table's cells and a formula's pieces may be more than the lines, but they are short.
    """
    left, right = min(part.x0 for part in parts), max(part.x1 for part in parts)
    if right - left < 6 * statistics.median(part.size for part in parts):
        return False
    long = sum(part.x1 - part.x0 for part in parts if part.x1 - part.x0 >= _FULL * (right - left))
    return 2 * long >= sum(part.x1 - part.x0 for part in parts)


def _level(line: Sequence[Segment], part: Segment) -> bool:
    """Does a part belong on a line?  Cells of one row may differ by a quarter of an em where each has its own font."""
    if _set_beside(line, part):
        return False
    off = abs(line[0].y - part.y) / max(line[0].size, part.size)
    return off <= 0.15 or (
        off <= 0.3 and all(part.x0 > other.x1 + part.size or part.x1 < other.x0 - part.size for other in line)
    )


def _set_beside(line: Sequence[Segment], part: Segment) -> bool:
    """Do a part and a line of which one is set less than half as large stand apart: a title, a masthead in small lines?"""
    size = max(other.size for other in line)
    large = max(size, part.size)
    if min(size, part.size) >= _BESIDE * large:
        return False
    return all(max(part.x0 - other.x1, other.x0 - part.x1) > _OFF * large for other in line)


def _measure(parts: Sequence[Segment]) -> tuple[float, float]:
    """From where to where the text's segments reach; what is short may stand in a margin."""
    long = [part for part in parts if len(part.glyphs) > 6] or list(parts)
    return min((part.x0 for part in long), default=0.0), max((part.x1 for part in long), default=0.0)


def _is_mark(part: Segment) -> bool:
    """Is it a note's mark or an entry's number, which hang into the margin of a list?"""
    return note_marks.ALONE.fullmatch("".join(glyph.sign for glyph in part.glyphs).strip()) is not None


def _rows(parts: Sequence[Segment], measure: tuple[float, float] | None = None) -> list[list[Segment]]:
    """Segments from top to bottom; those on one baseline make one line, but for those outside the measure."""
    x0, x1 = measure or _measure(parts)
    lines: list[list[Segment]] = []
    for part in sorted(parts, key=lambda part: (-round(part.y, 1), part.x0)):
        hangs = part.x1 < x0 - 0.3 * part.size and not _is_mark(part)
        outside = part.x0 > x1 + 0.3 * part.size or hangs
        inner = (line for line in lines[-4:] if line[0].x0 <= x1 + 0.3 * part.size)
        near = None if outside else next((line for line in inner if _level(line, part)), None)
        if near is None:
            lines.append([part])
        else:
            near.append(part)
    for line in lines:
        line.sort(key=lambda part: part.x0)
    return lines
