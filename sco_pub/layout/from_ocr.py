"""Take what an OCR engine read on a page's picture, give the sheet that a PDF with real text would have given.

Strategy.  A page's tilt is the median slope of its long rows, and is taken out, so that what stands on one line has one baseline.
A row's type size comes from the pitch of its hanzi, which are set solid; of rows without hanzi, and where a title is spaced, from
its height; sizes that differ by no more than readings do are one.  Signs keep the place at which the engine saw them, and
every sign of a row stands on the row's baseline: the engine's boxes are too coarse for raised signs, which it reads as what
they are (①) anyway.  Bold is what has more ink for its size than the page's rows of the same script.  A strip of ornament, which
is read as SSSSSSS, is left out.  A heading with a number of two parts and more is told by it, and where a paragraph follows on
its line by the em of white or the colon behind its words, whatever its face: it gets a font of its own.  A brace that stands
for one of a pair of brackets is one of that pair.  What is drawn beside the rows counts as a path: a caption makes a figure of
it, as on any page.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from sco_pub.model.characters import hanzi_count
from sco_pub.model.sheet import Box, Glyph, ReadPage, ReadRow, ReadSign, Rule, Sheet

FONT, BOLD_FONT, HEAD_FONT = "OCR", "OCR bold", "OCR heading"
_LONG = 12  # signs: shorter rows say little about the page's tilt
_BOX = 0.8  # of a row's box is type: detectors leave a margin around the ink (measured: 0.75 to 0.85 where hanzi tell the size)
_RUN = 3  # steps from hanzi to hanzi that tell their pitch
_TIGHT, _LOOSE = 0.95, 1.08  # times a size: its readings; lines are justified (measured: 9.9 to 11.0 for 10.3 points)
_BOX_OFF = 0.15  # of a size: so far off is a sign's box, which a long run evens out
_ROUGH = 0.12  # the same of a size told by a box's height alone
_SOLID = 1.25  # pitch over height of the ink: above it the row is spaced out
_EM_BELOW = 0.38  # of an em: how far the middle of a hanzi lies above the baseline (the em box reaches 0.12 below it)
_BLACK = 1.3  # times the usual ink of the page: Song to Hei is 1.4 to 1.8
_GREY = 0.05  # a data base's stamp has less ink, and tells nothing of the page's
_TELLING = 60  # signs that tell how black a script is on a page
_PIECE, _GUESS = 2, 0.3  # signs; how sure the engine is: of print, however poor, it is surer (measured: 0.41 at least)
_STRIP = 5  # letters: no word and no Roman number has one of them so often
_CLOSE = (
    1.6  # the same of a long row, which is hardly spaced, but whose box may be cut close (measured: 1.46 of a title)
)
_NOISE = re.compile(r"[\^~|_{}<>\\`¨¬¦§¶■□◆◇●○△▲\ufffd]|[\ue000-\uf8ff]")
_LATIN, _VOWEL = re.compile("[A-Za-z]{3,}"), re.compile("[aeiouyAEIOUY]")
_PARAGRAPH = 3  # rows that tell how far apart a paragraph's are
_LEAST_STEP, _MOST_STEP = 0.8, 2.2  # em from a row to the next of its paragraph
_UNEVEN, _FAR_OFF = 0.1, 0.25  # of a step: how boxes differ; of a size: what differs by more is another type
_AS_HIGH = 0.1  # of a height: boxes of one type differ by less
_BLANK = 0.3  # em: a word space
_NEARLY = 0.07  # of a rule's length: a table's rules differ by less on a scan, one over several of its columns by more
_Line = tuple[int, int, int]  # a rule: x0, x1, y in pixels
_PARTNERS = {"{": "}", "(": ")", "（": "）", "[": "]", "［": "］", "【": "】", "〔": "〕"}
_LETTERS = {"1": "I", "l": "I", "|": "I", "0": "O"}  # what the classes I and O are read as: each class is a letter
_CLASS = re.compile(r"分\s*类\s*号\s*[\]］】〕]?\s*[:：]?\s*(?P<letter>[1l|0])(?=\d)")
_NUMBER = re.compile(r"\d{1,2}(?:\s*[.．]\s*\d{1,2}){1,3}(?![\d%％])[.．]?")  # of a part of a part: 1.2, 2.1.3
_WORDS = re.compile(r"[^，。；：、？！,;:?!]*")  # a heading that a paragraph follows on its line has no mark in it
_LEAST_WORDS, _MOST_WORDS = 2, 22  # hanzi of such a heading
_SHORT = 0.8  # of the usual row: one with a number that is shorter, and holds no mark, is nothing but a heading
_SET_IN = 1.2, 3.5  # em: how far in a paragraph's first line begins
_EM_OF_WHITE, _WIDEST = 0.5, 1.5  # em, of the row's next wider gap: justifying makes all its gaps alike
_HANZI_ROW = 0.6  # the share of hanzi from which a row is compared with rows of hanzi


def sheet_of(page: ReadPage, number: int, width: float, height: float) -> Sheet:
    """The page's sheet in points, as a reader sees it; ``width`` and ``height``: the page's size in points."""
    scale = 72.0 / page.dpi
    tilt = _tilt(page.rows)
    glyphs: list[Glyph] = []
    rows = [_classed(_bracketed(row)) for row in page.rows if not (_ornament(row) or _drawn(row))]
    sizes = _of_one_paragraph(rows, sizes_of(rows), tilt)
    usual = {hanzi: _usual_ink(rows, sizes, hanzi) for hanzi in (True, False)}
    alone = _alone(rows, sizes, tilt)
    for n, (row, size) in enumerate(zip(rows, sizes, strict=True)):
        known = usual[_of_hanzi(row)] or max(usual.values())
        bold = 0 < _BLACK * known < _black(row, size)
        font = BOLD_FONT if bold else FONT
        fonts = [HEAD_FONT] * (head := _heading(row, size, alone=n in alone)) + [font] * (len(row.signs) - head)
        glyphs += _glyphs(row, size, scale, tilt, height, fonts)
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


def _bracketed(row: ReadRow) -> ReadRow:
    """The row, each brace in it that is closed or opened by another bracket as that one's partner: （310012} is （310012）."""
    signs = list(row.signs)
    opened: list[int] = []
    for n, sign in enumerate(row.signs):
        if sign.sign in _PARTNERS:
            opened.append(n)
        elif opened and sign.sign in _PARTNERS.values():
            other = opened.pop()
            if sign.sign == "}":
                signs[n] = replace(sign, sign=_PARTNERS[signs[other].sign])
            elif signs[other].sign == "{":
                partner = next(a for a, b in _PARTNERS.items() if b == sign.sign)
                signs[other] = replace(signs[other], sign=partner)
    return replace(row, signs=tuple(signs))


def _classed(row: ReadRow) -> ReadRow:
    """The row, a figure that begins a number of the Chinese Library Classification as the letter that looks like it."""
    found = _CLASS.search("".join(sign.sign for sign in row.signs))
    if found is None:
        return row
    at, signs = found.start("letter"), list(row.signs)
    signs[at] = replace(signs[at], sign=_LETTERS[signs[at].sign])
    return replace(row, signs=tuple(signs))


def _ornament(row: ReadRow) -> bool:
    """Is a row a strip of ornament, which the engine reads as one letter again and again?"""
    text = "".join(sign.sign for sign in row.signs).casefold().replace(" ", "")
    return len(text) >= _STRIP and len(set(text)) == 1 and text[0].isascii() and text[0].isalpha()


def _drawn(row: ReadRow) -> bool:
    """Is a sign by itself a piece of a drawing, of which the engine makes what it can?"""
    return len(row.signs) <= _PIECE and row.score < _GUESS


def _tilt(rows: Sequence[ReadRow]) -> float:
    slopes = [row.slope for row in rows if len(row.signs) >= _LONG]
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


def type_size(row: ReadRow) -> float:
    """A row's type size in pixels."""
    return _pitch(row) or _height(row)


def _height(row: ReadRow) -> float:
    return _BOX * statistics.median(sign.y1 - sign.y0 for sign in row.signs)


def _pitch(row: ReadRow) -> float:
    """A row's pitch where it is its size; 0 where the row is spaced out, or has too few hanzi to tell."""
    pitch, high = _step(row), _height(row)
    return pitch if 0.7 * high < pitch < (_SOLID if _runs(row)[0] < _LONG else _CLOSE) * high else 0.0


def _step(row: ReadRow) -> float:
    """From one hanzi to the next, over runs of them that no other sign parts; 0 where there are too few."""
    steps, wide = _runs(row)
    return wide / steps if steps >= _RUN else 0.0


def _runs(row: ReadRow) -> tuple[int, float]:
    """How many steps from hanzi to hanzi a row has, and how wide they are together."""
    runs = [list(run) for hanzi, run in groupby(row.signs, lambda sign: bool(hanzi_count(sign.sign))) if hanzi]
    wide = sum(0.5 * (run[-1].x0 + run[-1].x1 - run[0].x0 - run[0].x1) for run in runs)
    return sum(len(run) - 1 for run in runs), wide


def sizes_of(rows: Sequence[ReadRow]) -> list[float]:
    """The rows' type sizes: those that differ by no more than readings do are one size, that of the page's long rows."""
    long = sorted(pitch for row in rows if len(row.signs) >= _LONG and (pitch := _pitch(row)))
    usual: list[float] = []
    while long:
        near = max(([one for one in long if _is_one(one, size)] for size in long), key=len)
        usual.append(statistics.median_low(near))
        long = [one for one in long if not _is_one(one, usual[-1])]
    return [_settled(row, usual) for row in rows]


def _is_one(read: float, size: float, slack: float = 0.0) -> bool:
    return (_TIGHT - slack) * size <= read <= (_LOOSE + slack) * size


def _settled(row: ReadRow, usual: Sequence[float]) -> float:
    """A row's size, or a usual one: the first that its pitch may be, or that nearest to its box where no pitch tells."""
    size, step = type_size(row), _step(row)
    if step:
        slack = _BOX_OFF / _runs(row)[0]
        return next((one for one in usual if _is_one(step, one, slack)), size)
    near = [one for one in usual if abs(size - one) < _ROUGH * one]
    return min(near, key=lambda one: abs(size - one), default=size)


def _of_one_paragraph(rows: Sequence[ReadRow], sizes: Sequence[float], tilt: float) -> list[float]:
    """The sizes, those of rows that a box's height alone tells, or that justifying has stretched, as those of their paragraph:
    rows one below the other, evenly apart."""
    out = list(sizes)
    for run in _evenly_set(rows, sizes, tilt):
        told = [sizes[n] for n in run if _pitch(rows[n]) for _ in rows[n].signs]
        size = statistics.median_low(told or [sizes[n] for n in run for _ in rows[n].signs])
        high, right = statistics.median(_height(rows[n]) for n in run), max(rows[n].signs[-1].x1 for n in run)
        for n in run:
            full = right - rows[n].signs[-1].x1 < size and abs(_height(rows[n]) - high) < _AS_HIGH * high
            stretched = full and sizes[n] > size
            if (stretched or not _pitch(rows[n])) and abs(sizes[n] - size) < _FAR_OFF * size:
                out[n] = size
    return out


def _evenly_set(rows: Sequence[ReadRow], sizes: Sequence[float], tilt: float) -> list[list[int]]:
    """Indices of rows in runs: each stands as far below the one before as that below its own, and none is spaced out."""
    places = _places(rows, tilt)
    below = [_next_below(places, n, sizes[n]) for n in range(len(rows))]
    runs: list[list[int]] = []
    started: set[int] = set()
    for n in sorted(range(len(rows)), key=lambda n: places[n][0]):
        run = [n]
        while (after := below[run[-1]]) is not None:
            step = places[after][0] - places[run[-1]][0]
            if len(run) > 1 and abs(step - (places[run[-1]][0] - places[run[-2]][0])) > _UNEVEN * step:
                break
            run.append(after)
        if len(run) >= _PARAGRAPH and n not in started:
            runs.append(run)
            started.update(run[:-1])
    return runs


def _places(rows: Sequence[ReadRow], tilt: float) -> list[tuple[float, float, float]]:
    """Where the middle of each row lies, and from where to where it reaches."""
    return [
        (statistics.median(0.5 * (s.y0 + s.y1) - tilt * s.x0 for s in row.signs), row.signs[0].x0, row.signs[-1].x1)
        for row in rows
    ]


def _next_below(places: Sequence[tuple[float, float, float]], n: int, size: float) -> int | None:
    """The row right below another, most of the shorter of the two under or over the longer."""
    y, x0, x1 = places[n]
    near = [
        (at, m)
        for m, (at, left, right) in enumerate(places)
        if _LEAST_STEP * size < at - y < _MOST_STEP * size
        and min(x1, right) - max(x0, left) > 0.5 * min(x1 - x0, right - left)
    ]
    return min(near)[1] if near else None


def _glyphs(row: ReadRow, size: float, scale: float, tilt: float, height: float, fonts: Sequence[str]) -> list[Glyph]:
    middles = [0.5 * (s.y0 + s.y1) - tilt * 0.5 * (s.x0 + s.x1) for s in row.signs]
    baseline = height - (statistics.median(middles) + _EM_BELOW * size) * scale
    bold = BOLD_FONT in fonts
    return [
        Glyph(s.sign, x0 * scale, x1 * scale, baseline, size * scale, bold, font, turned=False)
        for s, (x0, x1), font in zip(row.signs, _edges(row.signs, size), fonts, strict=True)
    ]


def _alone(rows: Sequence[ReadRow], sizes: Sequence[float], tilt: float) -> set[int]:
    """Indices of the rows that no paragraph goes on from: they are short, or the row below is set in."""
    widths = sorted(row.signs[-1].x1 - row.signs[0].x0 for row in rows if len(row.signs) >= _LONG)
    full = widths[len(widths) // 2] if widths else 0.0
    places = _places(rows, tilt)
    found = set()
    for n, (_, x0, x1) in enumerate(places):
        below = _next_below(places, n, sizes[n])
        set_in = below is not None and _SET_IN[0] < (places[below][1] - x0) / sizes[n] < _SET_IN[1]
        if set_in or x1 - x0 < _SHORT * full:
            found.add(n)
    return found


def _heading(row: ReadRow, size: float, *, alone: bool) -> int:
    """How many of a row's first signs are a heading by its number: all, or those before the paragraph that follows on the row."""
    signs = row.signs
    number = _NUMBER.match("".join(s.sign for s in signs))
    inked = [n for n in range(number.end() if number else len(signs), len(signs)) if signs[n].sign != " "]
    if len(inked) < _LEAST_WORDS:
        return 0
    at = _colon(signs, inked) or _white(signs, inked, size) or (len(signs) if alone else 0)
    words, rest = ("".join(s.sign for s in part) for part in (signs[inked[0] : at], signs[at:]))
    headed = _LEAST_WORDS <= hanzi_count(words) <= _MOST_WORDS and _WORDS.fullmatch(words.rstrip("：:"))
    return at if headed and (not rest or hanzi_count(rest) >= _LEAST_WORDS) else 0


def _colon(signs: Sequence[ReadSign], inked: Sequence[int]) -> int:
    return next((n + 1 for n in inked if signs[n].sign in "：:"), 0)


def _white(signs: Sequence[ReadSign], inked: Sequence[int], size: float) -> int:
    """Where the row's one wide gap ends behind its number; 0 where it has none."""
    gaps = sorted(((signs[b].x0 - signs[a].x1) / size, b) for a, b in pairwise(inked))[::-1]
    wide = len(gaps) > 1 and gaps[0][0] >= max(_EM_OF_WHITE, _WIDEST * gaps[1][0])
    return gaps[0][1] if wide else 0


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
