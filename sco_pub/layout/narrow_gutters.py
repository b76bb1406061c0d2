"""Take a page's segments, give them parted at the gutters between columns that stand close together.

Strategy.  A gap of more than an em and a half ends a segment anyway; but many journals and LaTeX part columns by one em
only, and a mark that hangs over the measure eats half of that.  So gutters are looked for in all rows at once: an upright
where at least ``_ROWS`` rows have white on its left and text that begins on it, or as far in as a first line, on its right.
A row that has a gap at a gutter, however small, is parted there, unless the rows above and below it run across without
one (a title, an abstract over both columns); one whose other words stand as far apart, only where both of these are parted.
Below a separator of notes no row is parted where most run across: two marks side by side make a gap in any line.
A table's columns are parted likewise: its cells are better apart.
Known doubts: two columns less than half an em apart are taken for one.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sco_pub.layout.footnote_zones import opens_notes
from sco_pub.layout.segments import OPENING, Segment
from sco_pub.lexicon import note_marks
from sco_pub.model.sheet import Glyph, Rule

_WHITE = 0.55  # em: how wide the white of a gutter is in most rows
_SLIVER = 0.15  # em: how wide it is at least in a row that is parted
_ROWS = 6  # rows that show a gutter
_INNER = 0.2  # of the text's width: no gutter is nearer to an edge
_CLOSING = frozenset("，。、；：？！）》〉」』】〕］”’")
_INDENT = 2.6  # em: how far in from a column's edge its lines begin
_FOLIO = 8.0  # em: a shorter row that lies over a gutter is a folio between the columns, — 5 —
_WORDS, _STANDS_OUT = 3, 1.3  # a row's gaps, and how many times as wide as their median a gutter is
_ALIKE = 0.1  # of a row's size: lines of one column differ by less
_MOST = 6  # gutters of one page: those of a table of seven columns
_UPRIGHT = 40.0  # points: three lines; a bar of mathematics is shorter
_NEAR = 1.2  # points: left edges of a column differ by less


def part_at_gutters(parts: Sequence[Segment], rules: Sequence[Rule] = ()) -> list[Segment]:
    """The same segments, those that reach over a gutter cut in two; ``rules``: the page's, of which some part off notes."""
    rows = _rows(parts)
    x0, x1 = min((part.x0 for part in parts), default=0.0), max((part.x1 for part in parts), default=0.0)
    feet = sorted((rule.y0 for rule in rules if opens_notes(rule, x0, x1)), reverse=True)
    for gutter in _gutters(rows):
        cuts = _cuts(rows, gutter, feet)
        rows = [
            row if cut is None else [piece for part in row for piece in _split(part, cut)]
            for row, cut in zip(rows, cuts, strict=True)
        ]
    return [part for row in rows for part in row]


def part_at_uprights(parts: Sequence[Segment], rules: Sequence[Rule]) -> list[Segment]:
    """The same segments, those that an upright rule runs through cut in two."""
    for rule in rules:
        if not rule.horizontal and rule.y1 - rule.y0 >= _UPRIGHT:
            parts = [piece for part in parts for piece in _parted(part, rule)]
    return list(parts)


def _parted(part: Segment, rule: Rule) -> list[Segment]:
    through = part.x0 < rule.x0 < part.x1 and rule.y0 - 0.3 * part.size < part.y < rule.y1
    if not through or any(
        glyph.x0 + 0.5 < rule.x0 < glyph.x1 - 0.5 and not glyph.sign.isspace() for glyph in part.glyphs
    ):
        return [part]
    return _split(part, rule.x0)


def _rows(parts: Sequence[Segment]) -> list[list[Segment]]:
    """Segments by baseline, from the top."""
    rows: list[list[Segment]] = []
    for part in sorted(parts, key=lambda part: (-part.y, part.x0)):
        if rows and abs(rows[-1][0].y - part.y) <= 0.15 * max(rows[-1][0].size, part.size):
            rows[-1].append(part)
        else:
            rows.append([part])
    for row in rows:
        row.sort(key=lambda part: part.x0)
    return rows


def _gaps(row: Sequence[Segment]) -> Iterator[tuple[float, float, float]]:
    """Where the row has no ink between two signs: from, to, and where the sign behind it is drawn.

    A full-width mark has ink in one half of its box only, and is often set so that the other half hangs over.
    """
    signs = [glyph for part in row for glyph in part.glyphs if not glyph.sign.isspace()]
    for a, b in pairwise(signs):
        left, right = a.x1, b.x0
        if a.sign in _CLOSING and a.x1 - a.x0 > 0.8 * a.size:
            left -= 0.5 * a.size
        if b.sign in OPENING and b.x1 - b.x0 > 0.8 * b.size:
            right += 0.5 * b.size
        if right > left:
            yield left, right, b.x0


def _gutters(rows: Sequence[Sequence[Segment]]) -> list[float]:
    """The x of every gutter: where the column on its right begins."""
    sizes = [part.size for row in rows for part in row]
    if len(rows) < _ROWS or not sizes:
        return []
    size = statistics.median(sizes)
    x0, x1 = min(row[0].x0 for row in rows), max(part.x1 for row in rows for part in row)
    low, high = x0 + _INNER * (x1 - x0), x1 - _INNER * (x1 - x0)
    wide = [[(x0 - size, row[0].x0), *((a, b) for a, b, _ in _gaps(row) if b - a >= _WHITE * size)] for row in rows]
    starts = sorted(b for gaps in wide for _, b in gaps if low < b < high)
    found: list[tuple[int, float]] = []
    for start in _clusters(starts):
        shown = sum(_shows(gaps, start, size) for gaps in wide)
        exact = sum(abs(b - start) <= _NEAR for b in starts)
        crossed = sum(_crossed(row, start, size) for row in rows)
        if shown >= _ROWS and exact >= _ROWS // 2 and shown >= crossed / 3:
            found.append((shown, start))
    return [start for _, start in sorted(found, reverse=True)[:_MOST]]


def _shows(gaps: Sequence[tuple[float, float]], start: float, size: float) -> bool:
    """Has a row white on a gutter's left and text that begins on it, or as far in as a first line?"""
    return any(a <= start - 0.5 * size and start - _NEAR <= b <= start + _INDENT * size for a, b in gaps)


def _clusters(values: Sequence[float]) -> Iterator[float]:
    """The first of every run of values that lie within ``_NEAR`` of each other."""
    last: float | None = None
    for value in values:
        if last is None or value - last > _NEAR:
            last = value
            yield value


def _crossed(row: Sequence[Segment], x: float, size: float) -> bool:
    return any(glyph.x0 < x - 0.2 * size and glyph.x1 > x - 0.1 * size for part in row for glyph in part.glyphs)


def _cuts(rows: Sequence[Sequence[Segment]], gutter: float, feet: Sequence[float]) -> list[float | None]:
    """Where each row is parted at the gutter: in a wide gap at once, in a narrow one if a neighbour is parted too.

    ``feet``: where notes may begin.  A bracket or quotation mark that opens the right column's line begins up to half an em
    before the gutter.
    """
    found = [_gap_at(row, gutter) for row in rows]
    kinds, sizes = [kind for kind, _ in found], [row[0].size for row in rows]
    edge = [abs(cut - gutter) <= _NEAR for _, cut in found]
    for foot in feet:
        below = [n for n, row in enumerate(rows) if row[0].y < foot]
        if _run_across([kinds[n] for n in below]):
            for n in below:
                kinds[n] = "across"
    return [
        cut if kind == "wide" or (kind in ("narrow", "loose") and _goes(kind, kinds, sizes, edge, n)) else None
        for n, (kind, (_, cut)) in enumerate(zip(kinds, found, strict=True))
    ]


def _run_across(kinds: Sequence[str]) -> bool:
    """Do notes run over all columns: does a line of them cross the gutter for any two that have a gap there?"""
    return kinds.count("across") > 0 and kinds.count("wide") <= 2 * kinds.count("across")


def _goes(kind: str, kinds: Sequence[str], sizes: Sequence[float], edge: Sequence[bool], n: int) -> bool:
    """Is a row parted as its neighbours are: both of them, or for white that no word space has one that begins on the edge?

    One that begins further in may be a row of labels below an abstract: ［中图分类号］　［文章编号］.
    """
    near = _beside(kinds, sizes, n)
    parted = [m is not None for m in near]
    return all(parted) or (kind == "narrow" and any(m is not None and edge[m] for m in near))


def _gap_at(row: Sequence[Segment], gutter: float) -> tuple[str, float]:
    """How a row stands to a gutter (parted in a wide gap or a narrow one, or one like its loose
    words' just there; beside it, across it), and where its gap ends."""
    size, overhang = row[0].size, 0.65 * row[0].size
    gaps = [(b - a, x) for a, b, x in _gaps(row) if a <= gutter + _NEAR and b >= gutter - overhang]
    folio = row[-1].x1 - row[0].x0 < _FOLIO * size
    white, at = max([] if folio else gaps, default=(0.0, 0.0))
    spaced = _is_word_space(white, row, at)
    if white >= _SLIVER * size and not spaced:
        return "wide" if white >= _WHITE * size else "narrow", at
    if row[0].x0 >= gutter - overhang or row[-1].x1 <= gutter + _NEAR:
        return "aside", at
    return "loose" if spaced and abs(at - gutter) <= _NEAR else "across", at


def _is_word_space(white: float, row: Sequence[Segment], at: float) -> bool:
    """Is the white no wider than the row's other gaps between words, which justifying has stretched?"""
    others = [b - a for a, b, x in _gaps(row) if x != at and b - a >= _SLIVER * row[0].size]
    return len(others) >= _WORDS and white < _STANDS_OUT * statistics.median(others)


def _beside(kinds: Sequence[str], sizes: Sequence[float], n: int) -> list[int | None]:
    """The next rows that tell, above and below, where they are parted in a wide gap.  Lines of one column are of one size."""
    above = next((m for m in range(n - 1, -1, -1) if kinds[m] in ("wide", "across")), None)
    below = next((m for m in range(n + 1, len(kinds)) if kinds[m] in ("wide", "across")), None)
    return [
        m if m is not None and kinds[m] == "wide" and abs(sizes[m] - sizes[n]) <= _ALIKE * sizes[n] else None
        for m in (above, below)
    ]


def _split(part: Segment, cut: float) -> list[Segment]:
    left: list[Glyph] = []
    right: list[Glyph] = []
    for glyph in part.glyphs:
        (left if glyph.x0 < cut - 0.1 else right).append(glyph)
    while left and left[-1].sign.isspace():
        left.pop()
    if note_marks.ALONE.fullmatch("".join(glyph.sign for glyph in left).strip()):
        return [part]  # an entry's number before the edge of the list's other lines
    return [Segment(half).settle() for half in (left, right) if half]
