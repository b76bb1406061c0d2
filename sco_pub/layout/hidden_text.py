"""Take a page's glyphs, give those that a reader sees as text, and on record what is left out.

Strategy.  A page may hold words that are no part of it: a typesetter's job line beside the crop marks, invisible search words,
a stamp in letters of a point, a watermark aslant over the page or in huge letters behind the lines.  They are left out of
the text before lines are found, since each would tear a line apart; nothing is left out without a word about it.
A sign or two in white behind a word in ink are a mark that somebody has taken back.
Not invisible here: longer words in white (journals set labels white on black), and text under the picture of a scanned page,
which is judged for the whole file (edge.pdf.read).
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
_TAKEN, _NEAR = 2, 0.5  # signs of a mark that is taken back, at most; em from the word that it follows
_MANY = 60  # signs: a watermark has fewer


def seen(sheet: Sheet) -> tuple[list[Glyph], list[LeftOut]]:
    """The glyphs to read, in the order of drawing, and what was left out."""
    reasons = [_reason(glyph, sheet) for glyph in sheet.glyphs]
    if 2 * reasons.count(Unseen.INVISIBLE) > len(reasons):  # the page's only text, under outlines of its signs
        reasons = [None if reason is Unseen.INVISIBLE else reason for reason in reasons]
    blank = _taken_back(sheet.glyphs)
    reasons = [why or (Unseen.INVISIBLE if n in blank else None) for n, why in enumerate(reasons)]
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


def _taken_back(glyphs: Sequence[Glyph]) -> set[int]:
    """The indices of white signs, one or two together, that follow a sign in ink on its line."""
    found: set[int] = set()
    at = 0
    for white, run in groupby(glyphs, key=lambda glyph: glyph.white):
        signs = list(run)
        before = glyphs[at - 1] if at else None
        if white and before and len(signs) <= _TAKEN and _follows(signs[0], before):
            found.update(range(at, at + len(signs)))
        at += len(signs)
    return found


def _follows(glyph: Glyph, before: Glyph) -> bool:
    beside = -_NEAR * before.size < glyph.x0 - before.x1 < _NEAR * before.size
    return beside and abs(glyph.y - before.y) < before.size


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
