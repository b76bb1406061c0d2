"""Take a page's segments, give those of its text, and on record what stands in the side margins.

Strategy.  The measure is what the long segments share.  What stands wholly beside it is a journal's name set upright, a
thumb mark, an editor's side note, or the line numbers of a manuscript; read at its height it would tear a sentence apart.
It is left out and named.  Line numbers stand so close that they have been taken into their lines: small figures, one a
line or one in five, that count.  Left alone: what a table's frame holds, rows of three short segments and more (a table
without rules that is wider than the text; two columns' lines are long, and words set upright make no such row), and figures by
themselves (a folio set one digit a line is the cleaner's).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from sco_pub.layout.segments import Segment
from sco_pub.model.characters import hanzi_count
from sco_pub.model.sheet import Glyph
from sco_pub.model.text import LeftOut, Unseen

_LONG, _LINES = 12, 8  # signs, and segments of so many: they show the measure
_BESIDE = 0.4  # em: how far from the measure the margin begins
_NARROW = 0.3  # of the measure's width: no side note is wider
_SHARE = 0.1  # of the page's signs: side notes are no more
_NUMBERS = 6  # line numbers on a page, at least
_ALIGNED = 1.5  # points
_STEP = 2.5  # em: from one sign of words set upright to the next, at most
_SMALL = 0.9  # of the line's size: line numbers are smaller
Frame = tuple[float, float, float, float]


def without_margins(
    parts: Sequence[Segment], frames: Sequence[Frame], page: int
) -> tuple[list[Segment], list[LeftOut]]:
    """The segments of the text, and the words beside it."""
    parts, numbers = _without_numbers(list(parts))
    record = [LeftOut(page, Unseen.LINE_NUMBERS, " ".join(numbers))] if numbers else []
    long = [part for part in parts if len(part.glyphs) >= _LONG]
    if len(long) < _LINES:
        return parts, record
    x0, x1 = min(part.x0 for part in long), max(part.x1 for part in long)
    low, high = min(part.y for part in long), max(part.y for part in long)
    beside = [
        part
        for part in parts
        if (part.x1 < x0 - _BESIDE * part.size or part.x0 > x1 + _BESIDE * part.size)
        and low - part.size <= part.y <= high + part.size
        and part.x1 - part.x0 < _NARROW * (x1 - x0)
        and not _text(part).isdecimal()
        and not any(
            left - 6 < part.x0 and part.x1 < right + 6 and bottom < part.y < top for left, bottom, right, top in frames
        )
        and (_stacked(part, parts) or sum(_short_beside(part, other) for other in parts) < 3)
    ]
    if sum(len(part.glyphs) for part in beside) > _SHARE * sum(len(part.glyphs) for part in parts):
        return parts, record  # a column of short lines, an index
    gone = {id(part) for part in beside}
    words = _strung(beside)
    record += [LeftOut(page, Unseen.MARGIN, text) for text in words]
    return [part for part in parts if id(part) not in gone], record


def _stacked(part: Segment, parts: Sequence[Segment]) -> bool:
    """Is a part one hanzi of words that are set upright: the next one stands below or above it?"""
    return _one_hanzi(part) and any(
        other is not part
        and _one_hanzi(other)
        and abs(other.x0 - part.x0) < _ALIGNED
        and abs(other.y - part.y) < _STEP * part.size
        for other in parts
    )


def _one_hanzi(part: Segment) -> bool:
    text = _text(part)
    return len(text) == 1 and hanzi_count(text) == 1


def _short_beside(part: Segment, other: Segment) -> bool:
    return abs(other.y - part.y) < 0.3 * part.size and len(other.glyphs) < _LONG


def _strung(parts: Sequence[Segment]) -> list[str]:
    """The margin's words from the top, lines that stand close below each other in one."""
    out: list[str] = []
    before: Segment | None = None
    for part in sorted(parts, key=lambda part: (round(part.x0 / 40), -part.y)):
        near = before is not None and abs(before.x0 - part.x0) < 40 and 0 < before.y - part.y < 2.5 * part.size
        if near:
            out[-1] += _text(part)
        else:
            out.append(_text(part))
        before = part
    return out


def _text(part: Segment) -> str:
    return "".join(glyph.sign for glyph in part.glyphs).strip()


def _without_numbers(parts: list[Segment]) -> tuple[list[Segment], list[str]]:
    """The segments without the numbers that count the page's lines at their left or right."""
    for at_left in (True, False):
        found = [(part, figures) for part in parts if (figures := _figures(part, at_left))]
        found = sorted(_in_line(found), key=lambda pair: -pair[0].y)
        values = [int("".join(glyph.sign for glyph in figures)) for _, figures in found]
        if _counts_lines(values) and _outside(found, parts, at_left):
            return _rid_of(parts, found), [str(value) for value in values]
    return parts, []


def _counts_lines(values: Sequence[int]) -> bool:
    """Do numbers count each line, or each fifth, up or down?"""
    steps = {b - a for a, b in pairwise(values)}
    return len(values) >= _NUMBERS and len(steps) == 1 and steps <= {1, 5, -1, -5}


def _rid_of(parts: Sequence[Segment], found: Sequence[tuple[Segment, list[Glyph]]]) -> list[Segment]:
    """The segments without those figures, and without segments that held nothing else."""
    taken = {id(glyph) for _, figures in found for glyph in figures}
    rest = [Segment([glyph for glyph in part.glyphs if id(glyph) not in taken]) for part in parts]
    return [part.settle() for part in rest if any(not glyph.sign.isspace() for glyph in part.glyphs)]


def _figures(part: Segment, at_left: bool) -> list[Glyph]:
    """The small figures at a segment's end, parted from its text by a gap; or those that are all of it."""
    glyphs = [glyph for glyph in part.glyphs if not glyph.sign.isspace()]
    ordered = glyphs if at_left else glyphs[::-1]
    decimal, run = next(
        ((key, list(group)) for key, group in groupby(ordered, lambda glyph: glyph.sign.isdecimal())), (False, [])
    )
    if not decimal or len(run) > 4:
        return []
    if len(run) < len(ordered):
        nearest, text = run[-1], ordered[len(run)]
        gap = text.x0 - nearest.x1 if at_left else nearest.x0 - text.x1
        if gap < 0.5 * text.size or nearest.size > _SMALL * text.size:
            return []
    return run if at_left else run[::-1]


def _in_line(found: Sequence[tuple[Segment, list[Glyph]]]) -> list[tuple[Segment, list[Glyph]]]:
    """Those of the figures that most share an edge with, left or right; a folio stands elsewhere."""
    edges = [(figures[0].x0, 0) for _, figures in found] + [(figures[-1].x1, 1) for _, figures in found]
    if not edges:
        return []
    best = max(
        edges, key=lambda edge: sum(edge[1] == other[1] and abs(edge[0] - other[0]) <= _ALIGNED for other in edges)
    )
    return [
        (part, figures)
        for part, figures in found
        if abs((figures[-1].x1 if best[1] else figures[0].x0) - best[0]) <= _ALIGNED
    ]


def _outside(found: Sequence[tuple[Segment, list[Glyph]]], parts: Sequence[Segment], at_left: bool) -> bool:
    """Do the figures stand where no text of the page does, from its head to its foot?"""
    edges = [figures[-1].x1 if at_left else figures[0].x0 for _, figures in found]
    own = {id(glyph) for _, figures in found for glyph in figures}
    lines = [part for part in parts if len(part.glyphs) >= _LONG]
    text = [g for part in lines for g in part.glyphs if id(g) not in own and not g.sign.isspace()]
    beyond = any(g.x0 < max(edges) if at_left else g.x1 > min(edges) for g in text)
    tall = found[0][0].y - found[-1][0].y
    return bool(text) and not beyond and 2 * tall > max(g.y for g in text) - min(g.y for g in text)
