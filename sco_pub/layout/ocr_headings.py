"""Take the rows that an OCR engine read on a page, say how much of each is a heading by its number.

Strategy.  The face of a row is too uncertain on a scan.  But a number of two parts and more (1.2, 2.1.3) that opens a
row heads a part, where words without a mark follow it, and behind them an em of white or a colon before the paragraph
that goes on on the row; or nothing, on a row that is short or above one that is set in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sco_pub.layout.ocr_sizes import LONG, next_below, places
from sco_pub.model.characters import hanzi_count
from sco_pub.model.sheet import ReadRow, ReadSign

_NUMBER = re.compile(r"\d{1,2}(?:\s*[.．]\s*\d{1,2}){1,3}(?![\d%％])[.．]?")  # of a part of a part: 1.2, 2.1.3
_WORDS = re.compile(r"[^，。；：、？！,;:?!]*")  # a heading that a paragraph follows on its line has no mark in it
_LEAST_WORDS, _MOST_WORDS = 2, 22  # hanzi of such a heading
_SHORT = 0.8  # of the usual row: one with a number that is shorter, and holds no mark, is nothing but a heading
_SET_IN = 1.2, 3.5  # em: how far in a paragraph's first line begins
_EM_OF_WHITE, _WIDEST = 0.5, 1.5  # em, of the row's next wider gap: justifying makes all its gaps alike


def headings(rows: Sequence[ReadRow], sizes: Sequence[float], tilt: float) -> list[int]:
    """How many of each row's first signs are a heading."""
    alone = _alone(rows, sizes, tilt)
    return [_heading(row, size, alone=n in alone) for n, (row, size) in enumerate(zip(rows, sizes, strict=True))]


def _alone(rows: Sequence[ReadRow], sizes: Sequence[float], tilt: float) -> set[int]:
    """Indices of the rows that no paragraph goes on from: they are short, or the row below is set in."""
    widths = sorted(row.signs[-1].x1 - row.signs[0].x0 for row in rows if len(row.signs) >= LONG)
    full = widths[len(widths) // 2] if widths else 0.0
    where = places(rows, tilt)
    found = set()
    for n, (_, x0, x1) in enumerate(where):
        below = next_below(where, n, sizes[n])
        set_in = below is not None and _SET_IN[0] < (where[below][1] - x0) / sizes[n] < _SET_IN[1]
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
