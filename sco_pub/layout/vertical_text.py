"""Take a sheet set in columns from top to bottom, give it as if it were set in lines from left to right.

Strategy.  In vertical setting a sign stands below the one that was drawn before it.  Where most neighbours do, the sheet is
turned: the way down becomes the way to the right, and the column at the right becomes the uppermost line.  Everything that
knows lines, measures, heads and notes then works as it is.
Known doubts: figures that lie on their side, and a folio that is set in a line, come out one sign after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sco_pub.model.sheet import Glyph, Rule, Sheet

_SHARE = 0.6  # of the neighbours: so many stand below each other in a vertical page
_SIGNS = 30  # signs: fewer show nothing
_STEP = (0.5, 2.2)  # em: how far down the next sign stands
_ASIDE = 0.35  # em: how far to the side at most


def laid_down(sheet: Sheet) -> Sheet:
    """The sheet itself, or the same in lines; the origin is at the lower left again."""
    signs = [glyph for glyph in sheet.glyphs if not glyph.sign.isspace()]
    if len(signs) < _SIGNS or not _vertical(signs):
        return sheet
    glyphs = tuple(_laid_down(glyph, sheet.height) for glyph in sheet.glyphs)
    rules = tuple(Rule(sheet.height - r.y1, r.x0, sheet.height - r.y0, r.x1) for r in sheet.rules)
    return replace(
        sheet, width=sheet.height, height=sheet.width, glyphs=glyphs, rules=rules, pictures=(), paths=(), place=None
    )


def _laid_down(glyph: Glyph, height: float) -> Glyph:
    left = height - glyph.y - glyph.size
    return replace(glyph, x0=left, x1=left + glyph.size, y=glyph.x0, turned=False)


def _vertical(signs: Sequence[Glyph]) -> bool:
    return sum(_below(a, b) for a, b in pairwise(signs)) > _SHARE * (len(signs) - 1)


def _below(a: Glyph, b: Glyph) -> bool:
    low, high = _STEP
    return abs(a.x0 - b.x0) < _ASIDE * a.size and low < (a.y - b.y) / a.size < high
