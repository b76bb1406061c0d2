"""Take a sheet, give its pages: two where a scan or a print shop's file shows an opened journal on one landscape sheet.

Strategy.  A sheet wider than high, with an upright of white near its middle that no line crosses, holds two pages; each is
read by itself, with its own head, foot and notes.  A landscape sheet in two columns comes to no harm: they are read in
the same order.  The last sheet's right half may be empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sco_pub.model.sheet import Box, Glyph, Rule, Sheet

_WIDE = 1.15  # of its height: so wide at least is a sheet of two pages
_MIDDLE = 0.06  # of the width: how far from the middle the fold may lie
_WHITE = 18.0  # points: the least white at the fold
_SIGNS = 40  # signs: fewer are no page of text


def pages_of(sheet: Sheet) -> list[Sheet]:
    """The sheet itself, or its left and its right page, each with its own origin."""
    fold = _fold(sheet) if sheet.width > _WIDE * sheet.height else None
    if fold is None:
        return [sheet]
    left = [glyph for glyph in sheet.glyphs if glyph.x0 + glyph.x1 < 2 * fold]
    right = [
        replace(glyph, x0=glyph.x0 - fold, x1=glyph.x1 - fold)
        for glyph in sheet.glyphs
        if glyph.x0 + glyph.x1 >= 2 * fold
    ]
    if len(left) < _SIGNS:
        return [sheet]
    first = replace(
        sheet,
        width=fold,
        glyphs=tuple(left),
        rules=_cut(sheet.rules, 0.0, fold),
        pictures=_shown(sheet.pictures, 0.0, fold),
        paths=_shown(sheet.paths, 0.0, fold),
    )
    second = replace(
        sheet,
        number=sheet.number + 1,
        width=sheet.width - fold,
        glyphs=tuple(right),
        rules=_cut(sheet.rules, fold, sheet.width),
        pictures=_shown(sheet.pictures, fold, sheet.width),
        paths=_shown(sheet.paths, fold, sheet.width),
        place=sheet.place and (sheet.place[0], sheet.place[1] + fold),
        hidden=0,
        nameless=0,
    )
    return [first, second] if right else [first]


def _fold(sheet: Sheet) -> float | None:
    """The middle of the widest white near the sheet's middle; None where lines cross all of it."""
    low, high = (0.5 - _MIDDLE) * sheet.width, (0.5 + _MIDDLE) * sheet.width
    inked = sorted((g.x0, g.x1) for g in sheet.glyphs if _marks(g) and g.x1 > low and g.x0 < high)
    best, start = (0.0, 0.0), low
    for x0, x1 in [*inked, (high, high)]:
        best = max(best, (x0 - start, (x0 + start) / 2))
        start = max(start, x1)
    return best[1] if best[0] >= _WHITE else None


def _marks(glyph: Glyph) -> bool:
    return not (glyph.sign.isspace() or glyph.turned or glyph.hidden)


def _cut(rules: Sequence[Rule], left: float, right: float) -> tuple[Rule, ...]:
    """The parts of the rules between two uprights, seen from the left one."""
    return tuple(
        Rule(max(rule.x0, left) - left, rule.y0, min(rule.x1, right) - left, rule.y1)
        for rule in rules
        if rule.x0 < right - 1 and rule.x1 > left + 1
    )


def _shown(boxes: Sequence[Box], left: float, right: float) -> tuple[Box, ...]:
    """The boxes whose middle lies between two uprights, seen from the left one."""
    return tuple(Box(b.x0 - left, b.y0, b.x1 - left, b.y1) for b in boxes if left <= b.middle < right)
