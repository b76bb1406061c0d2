"""Take a page's rows and rules, give the note zones at the columns' feet and the rows in the order in which they are read.

Strategy.  Below a short rule at the left of its column everything is notes.  A rule over the whole measure counts when what is
below is smaller type that begins with a mark.  Where no rule is drawn, smaller type at a column's foot is a note zone
when it begins with a mark and white parts it from what is above: the text, or a caption or table in small type; below the
fields of a first page's foot no white is needed.  Text
runs on from column to column, so the note zones of all columns are read after the last one's text.  The name that a data base
stamps on a page's foot lies over the notes as it lies over anything: it is no line of its column.
Known doubts: a table at a column's foot in small type whose first cell looks like a mark.
"""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sco_pub.layout.segments import Segment, start_of, words
from sco_pub.lexicon import list_heads, stamps
from sco_pub.lexicon.label_words import FOOT
from sco_pub.lexicon.note_marks import START_BELOW, START_DRAWN
from sco_pub.model.characters import whole_number
from sco_pub.model.sheet import Rule

Row = list[Segment]
Frame = tuple[float, float, float, float]
_SHORT = 0.62  # of the column's width: a longer rule isn't the usual separator of notes
_OUT, _IN = 6.0, 0.15  # points, and of the width: how far out or in of the left edge a separator begins
_NEAR = 3.5  # em: how far below the rule the first note may stand
_SMALLER = 0.94  # of the text's size
_SHARE, _TEXT_LINES = 0.15, 4  # of the page's signs, and lines: so much is running text, not a heading
_WHITE = 1.15  # of the usual step between lines
_FIELD_LINES = 3  # lines of a field at a page's foot
_APART = 2.4  # of the usual step: no heading stands so far above its list


@dataclass(frozen=True, slots=True)
class Feet:
    """``rows`` in reading order; by index: ``zone``, rows of notes, and ``opening``, the first below a separator."""

    rows: tuple[Row, ...]
    zone: frozenset[int]
    opening: frozenset[int]


def feet(rows: list[Row], rules: Sequence[Rule], frames: Sequence[Frame]) -> Feet:
    """The note zones among the rows of the page's text (head and foot left out); ``frames`` hold tables."""
    rules = [rule for rule in rules if rule.horizontal and not _frames_table(rule, frames)]
    columns: dict[int, list[Row]] = {}
    for row in rows:
        if not _stamped(row):
            columns.setdefault(row[0].column, []).append(row)
    size = _text_size(rows)
    notes: list[Row] = []
    opening: list[Row] = []
    for column in columns.values():
        below, by_rule = _below_rule(column, rules, size)
        below = below or _small_tail(column, size)
        notes += below
        opening += below[:1] if by_rule else []
    inside = {id(row) for row in notes}
    text = [row for row in rows if id(row) not in inside]
    ordered = [*text, *notes]
    first = {id(row) for row in opening}
    return Feet(
        tuple(ordered),
        frozenset(range(len(text), len(ordered))),
        frozenset(n for n, row in enumerate(ordered) if id(row) in first),
    )


def _stamped(row: Row) -> bool:
    return stamps.NAME_ALONE.fullmatch("".join(map(words, row))) is not None


def opens_notes(rule: Rule, x0: float, x1: float) -> bool:
    """Does a rule look like the separator of notes of a page whose text reaches from ``x0`` to ``x1``: short, at its left?"""
    return rule.horizontal and x0 - _OUT < rule.x0 < x0 + _IN * (x1 - x0) and rule.x1 - rule.x0 < _SHORT * (x1 - x0)


def _frames_table(rule: Rule, frames: Sequence[Frame]) -> bool:
    return any(y0 - 2 <= rule.y0 <= y1 + 2 and x0 - 5 < rule.x0 and rule.x1 < x1 + 5 for x0, y0, x1, y1 in frames)


def _text_size(rows: Sequence[Row]) -> float:
    """The type size of the page's text, in points: the largest that much of the page is set in.

    A long abstract or many notes may outweigh the text, but both are set smaller; a title is larger, but short.
    """
    weights: dict[float, int] = {}
    lines: dict[float, int] = {}
    for row in rows:
        lines[round(row[0].size, 1)] = lines.get(round(row[0].size, 1), 0) + 1
        for part in row:
            weights[round(part.size, 1)] = weights.get(round(part.size, 1), 0) + len(part.glyphs)
    if not weights:
        return 0.0
    usual = max(weights, key=lambda size: (weights[size], size))
    enough = _SHARE * sum(weights.values())
    return max([usual, *(size for size in weights if weights[size] >= enough and lines.get(size, 0) >= _TEXT_LINES)])


def _below_rule(column: Sequence[Row], rules: Sequence[Rule], size: float) -> tuple[list[Row], bool]:
    """The rows below the column's separator, and whether there is one."""
    x0, x1 = min(row[0].x0 for row in column), max(row[-1].x1 for row in column)
    for rule in sorted(rules, key=lambda rule: -rule.y0):
        if not x0 - _OUT < rule.x0 < x0 + _IN * (x1 - x0) or rule.x1 > x1 + _OUT:
            continue
        below = [row for row in column if row[0].y < rule.y0]
        if not below or rule.y0 - below[0][0].y > _NEAR * below[0][0].size:
            continue
        if _are_notes(below, column, rule, rules, size):
            return below, True
    return [], False


def _are_notes(below: Sequence[Row], column: Sequence[Row], rule: Rule, rules: Sequence[Rule], size: float) -> bool:
    """Does a rule part these rows, the column's last, from the text as its notes?"""
    x0, x1 = min(row[0].x0 for row in column), max(row[-1].x1 for row in column)
    small = all(row[0].size < _SMALLER * size for row in below)
    marked = bool(START_BELOW.match(start_of(below[0][0])))
    if len(below) == len(column) > 3 and not (small and marked):
        return False  # a rule over a column is a separator only where that has nothing but notes
    if rule.x1 - rule.x0 < _SHORT * (x1 - x0):
        return small or _follow(below, rule, rules)
    return small and marked


def _follow(below: Sequence[Row], rule: Rule, rules: Sequence[Rule]) -> bool:
    """Below a short rule stand notes, though in the text's size: when no other rule follows, and the first has a mark."""
    lower = any(other.y0 < rule.y0 - 4 and other.x0 < rule.x1 and other.x1 > rule.x0 for other in rules)
    return not lower and bool(START_BELOW.match(start_of(below[0][0])))


def _small_tail(column: Sequence[Row], size: float) -> list[Row]:
    steps = [a[0].y - b[0].y for a, b in pairwise(column) if a[0].y - b[0].y > 2]
    usual = statistics.median(steps) if steps else 0.0
    at = len(column)
    while at and column[at - 1][0].size < _SMALLER * size:
        at -= 1
    for n in range(max(at, 1), len(column)):
        parted = column[n - 1][0].y - column[n][0].y > _WHITE * usual or _is_field(column[:n])
        marked = any(START_DRAWN.match(start_of(row[0])) for row in column[n:])
        begins = START_DRAWN.match(start_of(column[n][0])) or FOOT.match(start_of(column[n][0]))
        if parted and marked and begins and not _listed(column, n, usual):
            return list(column[n:])
    return []


def _is_field(above: Sequence[Row]) -> bool:
    """Does a column end with a labelled field, its money or its author?  Those stand at a first page's foot as notes do."""
    return any(FOOT.match(start_of(row[0])) for row in above[-_FIELD_LINES:])


def _listed(column: Sequence[Row], n: int, usual: float) -> bool:
    """Does the row go on with a list of endnotes or references?  That is set in small type too, but stands under its heading.

    Notes may stand below such a list, or below a heading whose list begins on the next page: their marks are of another
    kind than the list's; they don't begin at 1, as a list does; or much white parts them from the heading.
    """
    heading = next((i for i in reversed(range(n)) if list_heads.BEGINS.match(start_of(column[i][0]))), None)
    if heading is None:
        return False
    mark = _mark(column[n])
    entries = [_mark(row) for row in column[heading + 1 : n] if START_DRAWN.match(start_of(row[0]))]
    if entries:
        return mark[0] == entries[-1][0]
    return mark[1] in (None, 1) and column[n - 1][0].y - column[n][0].y < _APART * usual


def _mark(row: Row) -> tuple[str, float | None]:
    """The kind of mark that a row begins with, its digits left out, and its number."""
    found = START_DRAWN.match(start_of(row[0]))
    mark = "".join(found[0].split()) if found else ""
    digits = "".join(sign for sign in mark if sign.isdecimal())
    if digits:
        return re.sub(r"\d+", "1", unicodedata.normalize("NFKC", mark)), whole_number(digits)
    return "\N{CIRCLED DIGIT ONE}" if mark.isnumeric() else mark, unicodedata.numeric(mark, None) if len(
        mark
    ) == 1 else None
