"""Take a page's glyphs, give those that a reader sees as text, and on record what is left out.

Strategy.  A page may hold words that are no part of it: a typesetter's job line beside the crop marks, invisible search words,
a stamp in letters of a point, a watermark aslant over the page or in huge letters behind the lines.  They are left out of
the text before lines are found, since each would tear a line apart; nothing is left out without a word about it.
Not invisible here: white letters (journals set labels white on black), and text under the picture of a scanned page, which
is judged for the whole file (edge.pdf.read).
Known doubts: lettering aslant in a chart is left out too.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from itertools import groupby

from sco_pub.model.sheet import Glyph, Sheet
from sco_pub.model.text import LeftOut, Unseen

_HUGE = 2.2  # times the usual size: from here on a sign may be a watermark's
_UNREADABLE = 2.0  # points
_COVERED = 2  # signs of the text that each sign of a watermark lies over, on average
_MANY = 60  # signs: a watermark has fewer


def seen(sheet: Sheet) -> tuple[list[Glyph], list[LeftOut]]:
    """The glyphs to read, in the order of drawing, and what was left out."""
    reasons = [_reason(glyph, sheet) for glyph in sheet.glyphs]
    if 2 * reasons.count(Unseen.INVISIBLE) > len(reasons):  # the page's only text, under outlines of its signs
        reasons = [None if reason is Unseen.INVISIBLE else reason for reason in reasons]
    stamped = {id(glyph) for glyph in _watermark([g for g, why in zip(sheet.glyphs, reasons, strict=True) if not why])}
    reasons = [
        why or (Unseen.WATERMARK if id(g) in stamped else None) for g, why in zip(sheet.glyphs, reasons, strict=True)
    ]
    kept = [glyph for glyph, why in zip(sheet.glyphs, reasons, strict=True) if not why]
    return kept, list(_record(sheet, reasons))


def _reason(glyph: Glyph, sheet: Sheet) -> Unseen | None:
    if glyph.hidden and not sheet.picture:
        return Unseen.INVISIBLE
    if glyph.x1 < 0 or glyph.x0 > sheet.width or glyph.y < -0.2 * glyph.size or glyph.y > sheet.height:
        return Unseen.OUTSIDE
    if glyph.size < _UNREADABLE:
        return Unseen.SMALL
    return Unseen.ASLANT if glyph.aslant else None


def _watermark(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Huge signs that lie over the text's."""
    signs = [glyph for glyph in glyphs if not glyph.sign.isspace()]
    if not signs:
        return []
    usual = statistics.median(glyph.size for glyph in signs)
    huge = [glyph for glyph in signs if glyph.size >= _HUGE * usual]
    if not 1 < len(huge) <= _MANY:
        return []
    others = [(0.5 * (g.x0 + g.x1), g.y + 0.35 * g.size) for g in signs if g.size < _HUGE * usual]
    over = sum(any(0 < x - g.x0 < g.x1 - g.x0 and -0.1 < (y - g.y) / g.size < 0.85 for g in huge) for x, y in others)
    return huge if over >= _COVERED * len(huge) else []


def _record(sheet: Sheet, reasons: Sequence[Unseen | None]) -> Iterator[LeftOut]:
    for reason, run in groupby(zip(sheet.glyphs, reasons, strict=True), key=lambda pair: pair[1]):
        text = "".join(glyph.sign for glyph, _ in run).strip()
        if reason and text:
            yield LeftOut(sheet.number, reason, text)
