"""Take a sheet, give it with the dashes that are drawn as thin bars instead of being set as signs.

Strategy.  Some makers (TTKN's among them) draw the dash of 120–28 and of ———. as a filled bar: no text layer has it, and the
figures beside it run together.  A bar is a dash where it stands at the middle of a line's height, close to the line's signs
and over none of them.  What is no dash: the bar of a fraction has a numerator close above it; a stroke through words or under
them lies over signs or at their feet; a tick of an axis stands beside a number alone.
Known doubts: a bar in a short line is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sco_pub.model.sheet import Box, Glyph, Sheet

_THIN = 0.12  # em: no bar of a dash is thicker
_SHORTEST, _LONGEST = 0.25, 2.3  # em: from a hyphen to 破折号, which is two em long
_LOW, _HIGH = 0.12, 0.5  # em above the baseline: the middle of Latin letters and of hanzi
_NEAR = 1.0  # em: how far away the line's next sign may stand
_OVER = 0.2  # em: so much of a sign's width may a dash's bar lie over
_NUMERATOR = 0.75  # em: how far above its bar a numerator stands at most
_LINE = 8  # signs that make a line of text
_REACH = 20.0  # em: how far off a line's signs are counted
_HYPHEN, _DASH = 0.75, 1.4  # em: a shorter bar is a hyphen, a longer one two dashes


def with_dashes(sheet: Sheet) -> Sheet:
    """The sheet, the bars that are dashes among its glyphs instead of among its paths."""
    bars = [box for box in sheet.paths if box.width > 0]
    upright = [glyph for glyph in sheet.glyphs if not glyph.turned and not glyph.sign.isspace()]
    made = [(box, at) for run in _runs(bars) if (at := _beside(run, upright)) is not None for box in run]
    if not made:
        return sheet
    behind: dict[int, list[Glyph]] = {}
    for box, at in sorted(made, key=lambda item: item[0].x0):
        behind.setdefault(id(at), []).extend(_dashes(box, at))
    glyphs = tuple(each for glyph in sheet.glyphs for each in (glyph, *behind.get(id(glyph), ())))
    gone = {id(box) for box, _ in made}
    return replace(sheet, glyphs=glyphs, paths=tuple(box for box in sheet.paths if id(box) not in gone))


def _runs(bars: Sequence[Box]) -> list[list[Box]]:
    """Bars side by side on one level: ——— stands for an author's name."""
    runs: list[list[Box]] = []
    for box in sorted(bars, key=lambda box: (round(box.y0, 1), box.x0)):
        last = runs[-1][-1] if runs else None
        if last and abs(last.y0 - box.y0) < box.width * _OVER and 0 <= box.x0 - last.x1 < box.width:
            runs[-1].append(box)
        else:
            runs.append([box])
    return runs


def _beside(run: Sequence[Box], glyphs: Sequence[Glyph]) -> Glyph | None:
    """The sign of the line in which bars are dashes, the one before them or else the one behind them."""
    whole = Box(run[0].x0, run[0].y0, run[-1].x1, run[-1].y1)
    middle = (whole.y0 + whole.y1) / 2
    level = [
        g for g in glyphs if _LOW * g.size <= middle - g.y <= _HIGH * g.size and abs(g.x0 - whole.x0) < _REACH * g.size
    ]
    if len(level) < _LINE:
        return None
    before = max((g for g in level if g.x0 < whole.x0), key=lambda g: g.x0, default=None)
    after = min((g for g in level if g.x0 >= whole.x0), key=lambda g: g.x0, default=None)
    near = [g for g in (before, after) if g is not None and _gap(whole, g) <= _NEAR * g.size]
    if not near:
        return None
    size = near[0].size
    fits = all(_SHORTEST * size <= box.width <= _LONGEST * size and box.height <= _THIN * size for box in run)
    return near[0] if fits and not any(_lies_at(whole, middle, g) for g in glyphs) else None


def _gap(box: Box, glyph: Glyph) -> float:
    return max(glyph.x0 - box.x1, box.x0 - glyph.x1)


def _lies_at(box: Box, middle: float, glyph: Glyph) -> bool:
    """Whether the bar lies over a sign of its own line, or under one close above it."""
    if min(glyph.x1, box.x1) - max(glyph.x0, box.x0) <= _OVER * glyph.size:
        return False
    return -_NUMERATOR * glyph.size < middle - glyph.y < glyph.size


def _dashes(box: Box, at: Glyph) -> Iterator[Glyph]:
    """The bar as signs of the line: a hyphen, a dash, or two."""
    width = box.width / at.size
    parts = 2 if width > _DASH else 1
    step = box.width / parts
    for n in range(parts):
        x0 = box.x0 + n * step
        yield replace(at, sign="-" if width < _HYPHEN else "—", x0=x0, x1=x0 + step, parted=False)
