"""Take a page's glyphs, give them with each accent that is drawn over a letter behind its letter, as the accent that combines.

Strategy.  TeX and Founder's typesetters draw r̂ as two glyphs, ˆ and r, one over the other; read from left to right they
are r^ or ^r, and a formula says something else.  An accent stands over a letter when the two share most of the narrower
one's width; a sign that is also an operator (^, ~, a dash, an arrow) must stand higher than on the line as well.
Hanzi have no accents.  What stands over several letters, as a long bar does, is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sco_pub.model.characters import hanzi_count
from sco_pub.model.sheet import Glyph, Sheet

# Unicode's combining marks by the signs that typesetters draw for them.
_ACCENTS = {
    "ˆ": "\u0302", "˜": "\u0303", "¯": "\u0304", "ˉ": "\u0304", "˘": "\u0306", "˙": "\u0307", "¨": "\u0308", "ˇ": "\u030c",
    "´": "\u0301",
}  # fmt: skip
_OPERATORS = {
    "^": "\u0302", "＾": "\u0302", "~": "\u0303", "∼": "\u0303", "～": "\u0303", "-": "\u0304", "－": "\u0304", "→": "\u20d7",
}  # fmt: skip
_SHARED = 0.6  # of the narrower one's width; signs that stand side by side share a tenth, where they are kerned
_WIDER = 1.6  # times the letter's width: an accent over one letter is no wider (Founder's ＾ has a box an em wide)
_OFF = 0.3  # of the letter's width: an accent stands over its middle, a hyphen before a letter with a wide box (IFN-γ) doesn't
_ABOVE, _HIGH = 0.1, 1.0  # em above the letter's baseline, where an operator is drawn that is an accent
_ASCENDERS, _CLEAR = (
    frozenset("bdfhklt"),
    0.5,
)  # em: lower it would be struck through them; Côté is drawn with its ^ on the t
_BESIDE = 0.02  # points: the accent comes right behind its letter, before an index that is tucked under it


def with_accents(sheet: Sheet) -> Sheet:
    """The page with every such accent behind its letter."""
    drawn = [g for g in sheet.glyphs if (g.sign in _ACCENTS or g.sign in _OPERATORS) and not g.turned]
    if not drawn:
        return sheet
    letters = [
        g
        for g in sheet.glyphs
        if g.sign.isalpha() and g.sign not in _ACCENTS and not hanzi_count(g.sign) and not g.turned
    ]
    placed = {id(accent): letter for accent in drawn if (letter := _below(accent, letters))}
    if not placed:
        return sheet
    return replace(sheet, glyphs=tuple(_over(g, placed[id(g)]) if id(g) in placed else g for g in sheet.glyphs))


def _below(accent: Glyph, letters: Sequence[Glyph]) -> Glyph | None:
    """The letter over which an accent is drawn; None where there is none, or more than one."""
    found = [letter for letter in letters if _covers(accent, letter)]
    return found[0] if len(found) == 1 else None


def _covers(accent: Glyph, letter: Glyph) -> bool:
    narrower = min(accent.x1 - accent.x0, letter.x1 - letter.x0)
    shared = min(accent.x1, letter.x1) - max(accent.x0, letter.x0)
    up = (accent.y - letter.y) / letter.size
    least = _ABOVE if accent.sign in _OPERATORS else -_ABOVE
    wide = letter.x1 - letter.x0
    off = abs(accent.x0 + accent.x1 - letter.x0 - letter.x1) / 2
    fits = accent.x1 - accent.x0 <= _WIDER * wide and off <= _OFF * wide
    if letter.sign in _ASCENDERS and accent.sign in _OPERATORS and up < _CLEAR:
        return False
    return narrower > 0 and fits and shared >= _SHARED * narrower and least <= up <= _HIGH


def _over(accent: Glyph, letter: Glyph) -> Glyph:
    sign = _ACCENTS.get(accent.sign) or _OPERATORS[accent.sign]
    return replace(
        accent,
        sign=sign,
        x0=letter.x0 + _BESIDE,
        x1=letter.x1,
        y=letter.y,
        size=letter.size,
        font=letter.font,
        parted=False,
    )
