"""Take what an OCR engine read on a page's picture, give the sheet that a PDF with real text would have given.

Strategy.  A page's tilt is the median slope of its long rows, and is taken out, so that what stands on one line has
one baseline. Signs are mended (layout.ocr_signs), sizes measured (layout.ocr_sizes), headings with numbers told
(layout.ocr_headings) and given a font of their own.  Signs keep the place at which the engine saw them, and every
sign of a row stands on the row's baseline: the engine's boxes are too coarse for raised signs, which it reads as what
they are (①) anyway.  Bold is what has more ink for its size than the page's rows of the same script.  What is drawn
beside the rows counts as a path: a caption makes a figure of it, as on any page.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from itertools import pairwise

from sco_pub.layout.ocr_headings import headings
from sco_pub.layout.ocr_signs import mended
from sco_pub.layout.ocr_sizes import LONG, sizes_of
from sco_pub.model.characters import hanzi_count
from sco_pub.model.sheet import Box, Glyph, ReadPage, ReadRow, ReadSign, Rule, Sheet

IDEOGRAPHIC_SPACE = "\N{IDEOGRAPHIC SPACE}"
FONT, BOLD_FONT, HEAD_FONT = "OCR", "OCR bold", "OCR heading"
_EM_BELOW = 0.38  # of an em: how far the middle of a hanzi lies above the baseline (the em box reaches 0.12 below it)
_BLACK = 1.3  # times the usual ink of the page: Song to Hei is 1.4 to 1.8
_GREY = 0.05  # a data base's stamp has less ink, and tells nothing of the page's
_TELLING = 60  # signs that tell how black a script is on a page
_NOISE = re.compile(r"[\^~|_{}<>\\`¨¬¦§¶■□◆◇●○△▲\ufffd]|[\ue000-\uf8ff]")
_LATIN, _VOWEL = re.compile("[A-Za-z]{3,}"), re.compile("[aeiouyAEIOUY]")
_BLANK = 0.3  # em: a word space
_EM = 0.9  # em: what the boxes beside an em of white leave of it
_NEARLY = 0.07  # of a rule's length: a table's rules differ by less on a scan, one over several of its columns by more
_Line = tuple[int, int, int]  # a rule: x0, x1, y in pixels
_HANZI_ROW = 0.6  # the share of hanzi from which a row is compared with rows of hanzi


def sheet_of(page: ReadPage, number: int, width: float, height: float) -> Sheet:
    """The page's sheet in points, as a reader sees it; ``width`` and ``height``: the page's size in points."""
    scale = 72.0 / page.dpi
    tilt = _tilt(page.rows)
    glyphs: list[Glyph] = []
    rows = mended(page.rows)
    sizes = sizes_of(rows, tilt)
    usual = {hanzi: _usual_ink(rows, sizes, hanzi) for hanzi in (True, False)}
    for row, size, head in zip(rows, sizes, headings(rows, sizes, tilt), strict=True):
        known = usual[_of_hanzi(row)] or max(usual.values())
        bold = 0 < _BLACK * known < _black(row, size)
        glyphs += _glyphs(row, size, scale, tilt, height, bold, head)
    rules = tuple(
        Rule(x0 * scale, height - (y - tilt * x0) * scale, x1 * scale, height - (y - tilt * x0) * scale)
        for x0, x1, y in _as_long(page.rules)
    )
    paths = tuple(
        Box(x0 * scale, height - y1 * scale, x1 * scale, height - y0 * scale) for x0, y0, x1, y1 in page.drawings
    )
    return Sheet(number, width, height, tuple(glyphs), rules, 0, 0, picture=True, paths=paths)


def _as_long(rules: Sequence[_Line]) -> list[_Line]:
    """The rules, those that are nearly as long as each other made so: the end of one is too faint, or a page is bent."""
    out = []
    for x0, x1, y in rules:
        far = _NEARLY * (x1 - x0)
        like = [other for other in rules if abs(other[0] - x0) <= far and abs(other[1] - x1) <= far]
        out.append((min(other[0] for other in like), max(other[1] for other in like), y))
    return out


def _tilt(rows: Sequence[ReadRow]) -> float:
    slopes = [row.slope for row in rows if len(row.signs) >= LONG]
    return statistics.median(slopes) if slopes else 0.0


def _of_hanzi(row: ReadRow) -> bool:
    return hanzi_count("".join(s.sign for s in row.signs)) >= _HANZI_ROW * len(row.signs)


def _black(row: ReadRow, size: float) -> float:
    """A row's ink for its size: the share of its box says as much of the box as of the type."""
    return row.ink * (max(s.y1 for s in row.signs) - min(s.y0 for s in row.signs)) / size


def _usual_ink(rows: Sequence[ReadRow], sizes: Sequence[float], hanzi: bool) -> float:
    """How black the page's rows of a script are, by their length; 0 where it has too few to tell."""
    inks = [
        ink
        for row, size in zip(rows, sizes, strict=True)
        if _of_hanzi(row) is hanzi and (ink := _black(row, size)) > _GREY
        for _ in row.signs
    ]
    return statistics.median(inks) if len(inks) >= _TELLING else 0.0


def _glyphs(row: ReadRow, size: float, scale: float, tilt: float, height: float, bold: bool, head: int) -> list[Glyph]:
    """A row's glyphs; the first ``head`` of them are a heading."""
    middles = [0.5 * (s.y0 + s.y1) - tilt * 0.5 * (s.x0 + s.x1) for s in row.signs]
    baseline = height - (statistics.median(middles) + _EM_BELOW * size) * scale
    font = BOLD_FONT if bold else FONT
    return [
        Glyph(
            IDEOGRAPHIC_SPACE if _wide(row.signs, n, size) else s.sign,
            x0 * scale,
            x1 * scale,
            baseline,
            size * scale,
            bold,
            HEAD_FONT if n < head else font,
            turned=False,
        )
        for n, (s, (x0, x1)) in enumerate(zip(row.signs, _edges(row.signs, size), strict=True))
    ]


def _wide(signs: Sequence[ReadSign], n: int, size: float) -> bool:
    """Is a blank an em of white and more, that parts names, a label from its field, a heading from its text?"""
    if signs[n].sign != " " or not 0 < n < len(signs) - 1:
        return False
    before, after = signs[n - 1], signs[n + 1]
    words = _western(before.sign) and _western(after.sign)
    return not words and after.x0 - before.x1 >= _EM * size


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
