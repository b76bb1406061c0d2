"""Take what an OCR engine read on a page's picture, give the sheet that a PDF with real text would have given.

Strategy.  A page's tilt is the median slope of its long rows, and is taken out, so that what stands on one line has one baseline.
A row's type size comes from the pitch of its hanzi, which are set solid; of rows without hanzi, and where a title is spaced, from
its height.  Signs keep the place at which the engine saw them, and every sign of a row stands on the row's baseline: the engine's
boxes are too coarse for raised signs, which it reads as what they are (①) anyway.  Bold is what is blacker than the page's rows
of the same script.  A strip of ornament, which is read as SSSSSSS, is left out.  What is drawn beside the rows counts as a path: a caption makes a figure of it, as on any page.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from itertools import pairwise

from sco_pub.model.characters import hanzi_count
from sco_pub.model.sheet import Box, Glyph, ReadPage, ReadRow, ReadSign, Rule, Sheet

FONT, BOLD_FONT = "OCR", "OCR bold"
_LONG = 12  # signs: shorter rows say little about the page's tilt
_BOX = 0.8  # of a row's box is type: detectors leave a margin around the ink (measured: 0.75 to 0.85 where hanzi tell the size)
_SOLID = 1.25  # pitch over height of the ink: above it the row is spaced out
_EM_BELOW = 0.38  # of an em: how far the middle of a hanzi lies above the baseline (the em box reaches 0.12 below it)
_BLACK = 1.3  # times the usual ink of the page: Song to Hei is 1.4 to 1.8
_STRIP = 5  # letters: no word and no Roman number has one of them so often
_NOISE = re.compile(r"[\^~|_{}<>\\`¨¬¦§¶■□◆◇●○△▲\ufffd]|[\ue000-\uf8ff]")
_LATIN, _VOWEL = re.compile("[A-Za-z]{3,}"), re.compile("[aeiouyAEIOUY]")
_BLANK = 0.3  # em: a word space
_HANZI_ROW = 0.6  # the share of hanzi from which a row is compared with rows of hanzi


def sheet_of(page: ReadPage, number: int, width: float, height: float) -> Sheet:
    """The page's sheet in points, as a reader sees it; ``width`` and ``height``: the page's size in points."""
    scale = 72.0 / page.dpi
    tilt = _tilt(page.rows)
    usual = {hanzi: _usual_ink(page.rows, hanzi) for hanzi in (True, False)}
    glyphs: list[Glyph] = []
    for row in page.rows:
        if _ornament(row):
            continue
        bold = row.ink > _BLACK * usual[_of_hanzi(row)]
        glyphs += _glyphs(row, scale, tilt, height, bold)
    rules = tuple(
        Rule(x0 * scale, height - (y - tilt * x0) * scale, x1 * scale, height - (y - tilt * x0) * scale)
        for x0, x1, y in page.rules
    )
    paths = tuple(
        Box(x0 * scale, height - y1 * scale, x1 * scale, height - y0 * scale) for x0, y0, x1, y1 in page.drawings
    )
    return Sheet(number, width, height, tuple(glyphs), rules, 0, 0, picture=True, paths=paths)


def _ornament(row: ReadRow) -> bool:
    """Is a row a strip of ornament, which the engine reads as one letter again and again?"""
    text = "".join(sign.sign for sign in row.signs).casefold().replace(" ", "")
    return len(text) >= _STRIP and len(set(text)) == 1 and text[0].isascii() and text[0].isalpha()


def _tilt(rows: Sequence[ReadRow]) -> float:
    slopes = [row.slope for row in rows if len(row.signs) >= _LONG]
    return statistics.median(slopes) if slopes else 0.0


def _of_hanzi(row: ReadRow) -> bool:
    return hanzi_count("".join(s.sign for s in row.signs)) >= _HANZI_ROW * len(row.signs)


def _usual_ink(rows: Sequence[ReadRow], hanzi: bool) -> float:
    inks = [row.ink for row in rows for _ in row.signs if _of_hanzi(row) is hanzi]
    return statistics.median(inks) if inks else 1.0


def type_size(row: ReadRow) -> float:
    """A row's type size in pixels."""
    high = _BOX * statistics.median(sign.y1 - sign.y0 for sign in row.signs)
    pitches = [
        0.5 * (b.x0 + b.x1 - a.x0 - a.x1) for a, b in pairwise(row.signs) if hanzi_count(a.sign) and hanzi_count(b.sign)
    ]
    if len(pitches) < 3:
        return high
    pitch = statistics.median(pitches)
    return pitch if 0.7 * high < pitch < _SOLID * high else high


def _glyphs(row: ReadRow, scale: float, tilt: float, height: float, bold: bool) -> list[Glyph]:
    size = type_size(row)
    middles = [0.5 * (s.y0 + s.y1) - tilt * 0.5 * (s.x0 + s.x1) for s in row.signs]
    baseline = height - (statistics.median(middles) + _EM_BELOW * size) * scale
    font = BOLD_FONT if bold else FONT
    return [
        Glyph(s.sign, x0 * scale, x1 * scale, baseline, size * scale, bold, font, turned=False)
        for s, (x0, x1) in zip(row.signs, _edges(row.signs, size), strict=True)
    ]


def _edges(signs: Sequence[ReadSign], size: float) -> list[tuple[float, float]]:
    """Left and right edge of each sign, in pixels: the signs of a Latin word touch, as the engine read no blank between them."""
    edges = [(s.x0, s.x1) for s in signs]
    for n, (a, b) in enumerate(pairwise(signs)):
        if " " in (a.sign, b.sign):
            continue
        if _western(a.sign) and _western(b.sign):
            middle = 0.5 * (edges[n][1] + edges[n + 1][0])
            edges[n], edges[n + 1] = (edges[n][0], middle), (middle, edges[n + 1][1])
    for n, sign in enumerate(signs):
        if sign.sign == " " and 0 < n < len(signs) - 1:
            left, right = edges[n - 1][1], edges[n + 1][0]
            short = max(0.0, _BLANK * size - (right - left))  # the boxes beside a blank may leave no room for it
            edges[n - 1] = (edges[n - 1][0], left - short / 2)
            edges[n + 1] = (right + short / 2, edges[n + 1][1])
            edges[n] = (left - short / 2, right + short / 2)
    return edges


def _western(sign: str) -> bool:
    return sign.isascii() or "\u00c0" <= sign < "\u0530"


def layer_confidence(sheet: Sheet) -> float:
    """How far a hidden layer can be right: the share of its signs that print has (0 to 1).

    What an OCR of the nineties couldn't read it gave as ^, ~, | and the like, or as letters that make no word; hanzi it gave
    mostly right, so the share of those says nothing.
    """
    text = "".join(glyph.sign for glyph in sheet.glyphs if not glyph.sign.isspace())
    odd = len(_NOISE.findall(text)) + sum(len(word) for word in _LATIN.findall(text) if not _VOWEL.search(word))
    return round(1.0 - odd / len(text), 3) if text else 0.0
