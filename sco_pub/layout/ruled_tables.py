"""Take a page's rows of segments and its rules, give the tables: grids, and the three-line tables of Chinese
journals.

Strategy.  Horizontal rules of the same width, one above the other, with text between them, bound a table: at least
three of them (top, below the head, bottom), or two with uprights between.  Columns come from the uprights, or from
the uprights of white that no row's segment crosses; rows from the horizontal rules where every row has one, else
from the baselines: lines that interleave, as those of cells in the middle of their rows do, are one row; so are cells of
many lines that are centred beside each other, where the white between rows is wider than between lines.  A row with a single
segment across several columns goes into its first column.
Known doubts: a cell broken over lines in a table without inner rules becomes two rows where the lines of all cells
stand side by side.
"""

from __future__ import annotations

import re
import statistics
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from sco_pub.layout.segments import Segment, ink_end, ink_start, start_of, text_of
from sco_pub.model.characters import ANY_DIGIT, LOWERED, RAISED, hanzi_count
from sco_pub.model.sheet import Glyph, Rule
from sco_pub.model.text import RawTable

_SLACK = 4.0  # points
CAPTION = re.compile(rf"\s*(?:续?表|(?i:table))\s*[{ANY_DIGIT}]")
_CONTINUED = re.compile(
    rf"[(（]?\s*(?:续\s*(?:上\s*)?表\s*(?:[{ANY_DIGIT}]{{1,2}}(?:[-－.．][{ANY_DIGIT}]+)?)?|表\s*[{ANY_DIGIT}]{{1,2}}\s*[(（]\s*续\s*[)）])\s*[)）]?"
)
_PROSE = 3  # a table has fewer than one line of prose in so many: a head that spans it, a remark
_HANZI = 7  # among a segment's first signs: so many make words
_HEADED = 2  # rows: a table with a head over several columns has more
_FRAMED = 3  # uprights that tell a table's columns: two are its sides
_INTERLEAVED = 1.05  # em: lines nearer to each other than this stand in one row, beside each other or half a line lower
_OFFSET = (
    1.2  # lines of a table to those of its fullest column: so many, and cells stand a part of a line lower than others
)
_APART = 1.1  # of the lines' usual distance: from here on two lines are of two cells
_TOUCH = 1.2  # em: how far from a column's bound two heads touch, at most
_HALF = (0.4, 0.52)  # of the measure: how long a full line of one of two columns is
_LINES, _FILLED = (
    8,
    0.7,
)  # full lines on each side; their share of the signs: cells of a table are rarely so many and so alike
_STOPS = "，。、；："
_GAP = 0.55  # em: the least white between two columns


Frame = tuple[float, float, float, float]


def tables(rows: Sequence[Sequence[Segment]], rules: Sequence[Rule], first: int) -> list[RawTable]:
    """The page's ruled tables; ``first`` is the index of the page's first line in the whole text."""
    out = []
    for group in _groups(rules, [part for row in rows for part in row]):
        inside = [index for index, row in enumerate(rows) if _is_inside(row, group)]
        within = [rows[index] for index in inside]
        if len(inside) < 2 or sum(_is_prose(row, group[0]) for row in within) * _PROSE > len(within):
            continue
        cells = _cells_between(within, group, rules)
        if _is_table(cells) and inside[-1] - inside[0] == len(inside) - 1:
            out.append(RawTable(cells, first + inside[0], first + inside[-1]))
    return out


def _cells_between(
    rows: Sequence[Sequence[Segment]], group: Sequence[Rule], rules: Sequence[Rule]
) -> tuple[tuple[str, ...], ...]:
    """The cells of the rows that stand between a group of rules, by upright rules and by white."""
    uprights = _uprights(rules, group)
    bounds = _bounds(rows, group, uprights)
    bands = list(pairwise([rule.y0 for rule in group])) if len(uprights) >= 2 or len(group) > 3 else []
    bands = _whole_rows(bands, rows, bounds) if not uprights else bands
    bands = bands or _stacked(rows, bounds) or _centred(rows, bounds)
    return cells_of(rows, bounds, bands, _posts_inside(rules, group) if len(uprights) >= _FRAMED else ())


def _is_inside(row: Sequence[Segment], group: Sequence[Rule]) -> bool:
    """Whether a row stands between a table's first and last rule and within their extent."""
    upper, lower = group[0], group[-1]
    return lower.y0 < row[0].y < upper.y0 and row[0].x0 > upper.x0 - _SLACK and row[-1].x1 < upper.x1 + _SLACK


def continued(row: Sequence[Segment]) -> bool:
    """Says the row no more than that a table goes on: 续表, 续表 2, 表 2（续）?"""
    return bool(_CONTINUED.fullmatch("".join(glyph.sign for part in row for glyph in part.glyphs).strip()))


def _whole_rows(
    bands: Sequence[tuple[float, float]], rows: Sequence[Sequence[Segment]], bounds: Sequence[float]
) -> list[tuple[float, float]]:
    """The bands between rules that are one row each: those in which no cell would hold two figures, one below the other.

    A table without uprights may have a rule below every row, or one more above its sum.
    """
    inside = {band: [row for row in rows if band[1] < row[0].y < band[0]] for band in bands}
    return [band for band, lines in inside.items() if not _figures_twice(lines, bounds)]


def _stacked(rows: Sequence[Sequence[Segment]], bounds: Sequence[float]) -> list[tuple[float, float]]:
    """From where to where each row of a table reaches whose cells are broken over lines and centred: their lines interleave.

    None where the lines stand a line's height apart, or where two figures would come into one cell.
    """
    size = max(part.size for row in rows for part in row)
    groups: list[list[Sequence[Segment]]] = []
    for row in rows:
        if groups and groups[-1][-1][0].y - row[0].y < _INTERLEAVED * size:
            groups[-1].append(row)
        else:
            groups.append([row])
    whole = all(_one_row(group, bounds) for group in groups)
    if not whole or len(groups) < _HEADED or len(groups) == len(rows):
        return []
    return [(group[0][0].y + 1, group[-1][0].y - 1) for group in groups]


def _centred(rows: Sequence[Sequence[Segment]], bounds: Sequence[float]) -> list[tuple[float, float]]:
    """The same where cells of many lines are centred on their rows' middles, and the white between rows alone is wider.

    A cell is what lines of one column, a line's height apart, make; cells at one height are one row.
    """
    filled = [[n for n, cell in enumerate(cells) if cell] for cells in cells_of(rows, bounds)]
    columns = [[row[0].y for row, at in zip(rows, filled, strict=True) if n in at] for n in range(len(bounds) - 1)]
    gaps = [a - b for column in columns for a, b in pairwise(column)]
    if not gaps or len(rows) < _OFFSET * max(map(len, columns)):
        return []
    apart = _APART * statistics.median(gaps)
    size = max(part.size for row in rows for part in row)
    cells = sorted((cell for column in columns for cell in _cells_down(column, apart)), reverse=True)
    bands: list[tuple[float, float]] = []
    for top, bottom in cells:
        if bands and top > bands[-1][1] - size / 2:
            bands[-1] = bands[-1][0], min(bands[-1][1], bottom)
        else:
            bands.append((top, bottom))
    return [(top + 1, bottom - 1) for top, bottom in bands] if len(bands) > _HEADED else []


def _cells_down(column: Sequence[float], apart: float) -> list[tuple[float, float]]:
    """Where the cells of a column begin and end: at a gap wider than that between two lines."""
    out: list[tuple[float, float]] = []
    for y in column:
        out = [*out[:-1], (out[-1][0], y)] if out and out[-1][1] - y < apart else [*out, (y, y)]
    return out


def _one_row(group: Sequence[Sequence[Segment]], bounds: Sequence[float]) -> bool:
    """Can lines be one row: most of its cells hold something, and none holds figures twice?"""
    columns = {_column(part, bounds) for row in group for part in row}
    return 2 * len(columns) >= len(bounds) and not _figures_twice(group, bounds)


def _figures_twice(group: Sequence[Sequence[Segment]], bounds: Sequence[float]) -> bool:
    """Would a cell of the row that lines make hold two figures?"""
    figures = [_column(part, bounds) for row in group for part in row if start_of(part).strip()[:1].isdigit()]
    return len(set(figures)) < len(figures)


def _column(part: Segment, bounds: Sequence[float]) -> int:
    return min(max(bisect_right(bounds, (part.x0 + part.x1) / 2) - 1, 0), len(bounds) - 2)


def _is_prose(row: Sequence[Segment], rule: Rule) -> bool:
    """Does one segment of many words fill the whole width?"""
    return any(part.x1 - part.x0 > 0.85 * (rule.x1 - rule.x0) and hanzi_count(start_of(part)) >= _HANZI for part in row)


def frames(rules: Sequence[Rule], parts: Sequence[Segment]) -> list[Frame]:
    """Where tables may stand, as (left, bottom, right, top): between horizontal rules of the same extent."""
    return [(group[0].x0, group[-1].y0, group[0].x1, group[0].y0) for group in _groups(rules, parts)]


def _bounds_table(group: Sequence[Rule], rules: Sequence[Rule]) -> bool:
    return len(group) >= 3 or len(_uprights(rules, group)) >= 2


def _is_table(cells: tuple[tuple[str, ...], ...]) -> bool:
    """At least two rows and columns, and in most rows more than one cell with text: else it is a frame around text."""
    full = sum(sum(bool(cell) for cell in row) > 1 for row in cells)
    return len(cells) >= 2 and len(cells[0]) >= 2 and full * 2 > len(cells)


def _groups(rules: Sequence[Rule], parts: Sequence[Segment]) -> list[list[Rule]]:
    """Horizontal rules of the same extent that bound one table, from the top, doubles taken once."""
    out: list[list[Rule]] = []
    for rule in sorted((rule for rule in rules if rule.horizontal), key=lambda rule: -rule.y0):
        if rule.x1 - rule.x0 < 60:
            continue
        like = [g for g in out if abs(g[0].x0 - rule.x0) < _SLACK and abs(g[0].x1 - rule.x1) < _SLACK]
        if not like or _text_between(like[-1][-1], rule, rules, parts):
            out.append([rule])
        elif like[-1][-1].y0 - rule.y0 > _SLACK:
            like[-1].append(rule)
    return [group for group in out if len(group) >= 2 and _bounds_table(group, rules)]


def _two_columns(between: Sequence[Segment], upper: Rule) -> bool:
    """Is nearly all that stands below a rule lines that fill one half of its length: running text in two columns?"""
    width, middle = upper.x1 - upper.x0, (upper.x0 + upper.x1) / 2
    half = [part for part in between if _HALF[0] * width < part.x1 - part.x0 < _HALF[1] * width]
    left = sum(part.x1 < middle + part.size for part in half)
    right = sum(part.x0 > middle - part.size for part in half)
    filled = sum(len(part.glyphs) for part in half) >= _FILLED * sum(len(part.glyphs) for part in between)
    return filled and min(left, right) >= _LINES


def _text_between(upper: Rule, lower: Rule, rules: Sequence[Rule], parts: Sequence[Segment]) -> bool:
    """Does running text or another table's caption stand between two rules?  Then they bound two tables."""
    if _posts(rules, upper, lower):
        return False
    between = [
        part
        for part in parts
        if lower.y0 < part.y < upper.y0 and part.x0 < upper.x1 and part.x1 > upper.x0 - 2 * _SLACK
    ]
    width = upper.x1 - upper.x0
    return _two_columns(between, upper) or any(
        CAPTION.match(start_of(part))
        or continued([part])
        or (part.x1 - part.x0 > 0.85 * width and len(part.glyphs) > 12)
        or (part.x0 < upper.x0 - 2 * _SLACK < part.x1)
        for part in between
    )


def _posts(rules: Sequence[Rule], upper: Rule, lower: Rule) -> bool:
    """Do uprights lead from the one rule to the other?  Those of a table that begins at the lower one don't."""
    return any(
        not rule.horizontal
        and upper.x0 - _SLACK < rule.x0 < upper.x1 + _SLACK
        and rule.y1 > upper.y0 - _SLACK
        and rule.y0 < lower.y0 + _SLACK
        for rule in rules
    )


def _posts_inside(rules: Sequence[Rule], group: Sequence[Rule]) -> list[Rule]:
    """The upright rules of a table, from left to right."""
    inside = (
        rule
        for rule in rules
        if not rule.horizontal
        and group[0].x0 - _SLACK < rule.x0 < group[0].x1 + _SLACK
        and rule.y1 > group[-1].y0 - _SLACK
        and rule.y0 < group[0].y0 + _SLACK
    )
    return sorted(inside, key=lambda rule: rule.x0)


def _uprights(rules: Sequence[Rule], group: Sequence[Rule]) -> list[float]:
    """Where they stand, those close together once."""
    inside = [rule.x0 for rule in _posts_inside(rules, group)]
    return [x for i, x in enumerate(inside) if i == 0 or x - inside[i - 1] > _SLACK]


def cells_of(
    rows: Sequence[Sequence[Segment]],
    bounds: Sequence[float],
    bands: Sequence[tuple[float, float]] = (),
    posts: Sequence[Rule] = (),
) -> tuple[tuple[str, ...], ...]:
    """The rows' cells between the columns' ``bounds``; lines in one of the ``bands`` (upper, lower) are one row.

    Words that stand together are in one cell, though a bound runs through them: the head of several columns; unless one of the
    ``posts``, a framed table's upright rules, parts them at their height.
    """
    lines: list[list[str]] = []
    at: list[int] = []  # the band of each line; a number of its own, below 0, for one that is in none
    for row in rows:
        cells: list[list[Glyph]] = [[] for _ in bounds[1:]]
        glyphs = sorted((glyph for part in row for glyph in part.glyphs), key=ink_start)
        for run in _at_posts(_runs(glyphs), posts) if posts else _cut(_runs(glyphs), bounds):
            middle = (run[0].x0 + run[0].x1) / 2
            cells[min(max(bisect_right(bounds, middle) - 1, 0), len(cells) - 1)] += run
        lines.append([_cell(glyphs) for glyphs in cells])
        at.append(next((i for i, (upper, lower) in enumerate(bands) if lower < row[0].y < upper), -len(lines)))
    return tuple(tuple(cells) for cells in (_grouped(lines, at) if len(set(at)) > 1 else lines))


def _runs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs that no white of a column's width parts."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and glyph.x0 - max(other.x1 for other in runs[-1]) < _GAP * glyph.size:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def _cut(runs: Sequence[list[Glyph]], bounds: Sequence[float]) -> list[list[Glyph]]:
    """The runs, parted at a column's bound behind a bracket, as in 甲组（n=30）乙组（n=30）, or in a stop's blank half."""
    out: list[list[Glyph]] = []
    for run in runs:
        at = 0
        for n in range(1, len(run)):
            if _closes_at(run, n, bounds):
                out.append(run[at:n])
                at = n
        out.append(run[at:])
    return out


def _at_posts(runs: Sequence[list[Glyph]], posts: Sequence[Rule]) -> Iterator[list[Glyph]]:
    """The runs, parted where an upright rule stands between their glyphs."""
    for run in runs:
        here = [post.x0 for post in posts if post.y0 < run[0].y + run[0].size / 2 < post.y1]
        for _, inside in groupby(run, key=lambda glyph: bisect_right(here, (glyph.x0 + glyph.x1) / 2)):
            yield list(inside)


def _closes_at(run: Sequence[Glyph], n: int, bounds: Sequence[float]) -> bool:
    near = any(abs(run[n].x0 - bound) < _TOUCH * run[n].size for bound in bounds)
    stopped = any(ink_end(run[n - 1]) < bound < run[n].x0 for bound in bounds)
    return (near and run[n - 1].sign in ")）]］") or (stopped and run[n - 1].sign in _STOPS)


def _cell(glyphs: list[Glyph]) -> str:
    """A cell's words.  Figures set raised or lowered have points of their own, or 10³ would be 103."""
    if not glyphs:
        return ""
    text = text_of(Segment(glyphs).settle())
    signs = list(text.text)
    for places, forms in ((text.raised, RAISED), (text.lowered, LOWERED)):
        if all(ord(signs[n]) in forms for n in places):
            for n in places:
                signs[n] = signs[n].translate(forms)
    return "".join(signs).strip()


def _grouped(lines: list[list[str]], bands: list[int]) -> list[list[str]]:
    """Lines between the same two rules are one row of the table."""
    out: list[list[str]] = []
    last: int | None = None
    for cells, band in zip(lines, bands, strict=True):
        if band == last and out:
            out[-1] = [a + b for a, b in zip(out[-1], cells, strict=True)]
        else:
            out.append(list(cells))
        last = band
    return out


def _bounds(rows: Sequence[Sequence[Segment]], group: Sequence[Rule], uprights: list[float]) -> list[float]:
    """The columns' left edges and the table's right one: from its upright rules, else from its uprights of white."""
    left, right = group[0].x0, group[0].x1
    inner = [x for x in uprights if left + _SLACK < x < right - _SLACK]
    for spanning in (0, 1, len(rows) // 4) if not inner else ():
        inner = whites(rows, spanning)
        if inner:
            break
    if len(uprights) < _FRAMED and len(rows) > _HEADED:
        below = whites(rows[1:])
        inner = below if _spans(rows[0], below) or (len(below) > len(inner) and _touching(rows[0], below)) else inner
    return [left, *inner, right]


def _spans(row: Sequence[Segment], bounds: Sequence[float]) -> bool:
    """Is a row's only cell the head of several of the columns below it?"""
    runs = _runs(sorted((glyph for part in row for glyph in part.glyphs), key=ink_start))
    crossed = sum(run[0].x0 < bound < run[-1].x1 for run in runs for bound in bounds)
    return len(runs) <= 2 and crossed > 0 and len(bounds) > len(runs)


def _touching(row: Sequence[Segment], bounds: Sequence[float]) -> bool:
    """Does no head of a row cross a column's bound once those that touch are parted?"""
    runs = _cut(_runs(sorted((glyph for part in row for glyph in part.glyphs), key=ink_start)), bounds)
    return not any(run[0].x1 < bound < run[-1].x0 for run in runs for bound in bounds)


def whites(rows: Sequence[Sequence[Segment]], spanning: int = 0) -> list[float]:
    """The middles of the uprights that no sign of the rows crosses, but for ``spanning`` rows with a cell over several."""
    size = min(part.size for row in rows for part in row)
    inked = sorted(
        (glyph.x0, ink_end(glyph)) for row in rows for part in row for glyph in part.glyphs if not glyph.sign.isspace()
    )
    edges = sorted([(x0, 1) for x0, _ in inked] + [(x1, -1) for _, x1 in inked])
    out: list[float] = []
    over, start = 0, edges[0][0]
    for x, step in edges:
        if over <= spanning < over + step:
            if x - start >= _GAP * size and start > edges[0][0]:
                out.append((start + x) / 2)
        elif over > spanning >= over + step:
            start = x
        over += step
    return out
