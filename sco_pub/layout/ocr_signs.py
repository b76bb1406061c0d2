"""Take the rows that an OCR engine read on a page, give those that are text, their signs mended where print has no such sign.

Strategy.  A strip of ornament is read as SSSSSSS, a piece of a drawing as a sign by itself of which the engine is not
sure.  A brace that stands for one of a pair of brackets is one of that pair.  A number of the Chinese Library
Classification begins with a letter. The entries of a list begin with their numbers in brackets of one kind, one below
the other: (5] between [4] and [6] is [5].
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sco_pub.model.sheet import ReadRow

_PIECE, _GUESS = 2, 0.3  # signs; how sure the engine is: of print, however poor, it is surer (measured: 0.41 at least)
_STRIP = 5  # letters: no word and no Roman number has one of them so often
_PARTNERS = {"{": "}", "(": ")", "（": "）", "[": "]", "［": "］", "【": "】", "〔": "〕"}
_LETTERS = {"1": "I", "l": "I", "|": "I", "0": "O"}  # what the classes I and O are read as: each class is a letter
_FIGURES = {
    "O": "0",
    "o": "0",
    "I": "1",
    "l": "1",
}  # and the figures behind it: no class has these as its second letter
_CLASS = re.compile(r"分\s*类\s*号\s*[\]］】〕]?\s*[:：]?\s*(?P<letter>[1l|0A-Z])(?P<number>[\dOoIl]+)")
_ENTRY = re.compile(r"\s*(?P<open>[\[(（{【〔［])\s?(?P<n>\d{1,3})\s?(?P<close>[\])）}】〕］])")
_LISTED = 3  # entries that show in what brackets a list's numbers stand
_EDGE = 1.5  # of a row's height: so far from their common edge its entries begin


def mended(rows: Sequence[ReadRow]) -> list[ReadRow]:
    """The rows that are text, with what is wrong about their signs put right."""
    return _listed([_classed(_bracketed(row)) for row in rows if not (_ornament(row) or _drawn(row))])


def _text(row: ReadRow) -> str:
    return "".join(sign.sign for sign in row.signs)


def _ornament(row: ReadRow) -> bool:
    """Is a row a strip of ornament, which the engine reads as one letter again and again?"""
    text = _text(row).casefold().replace(" ", "")
    return len(text) >= _STRIP and len(set(text)) == 1 and text[0].isascii() and text[0].isalpha()


def _drawn(row: ReadRow) -> bool:
    """Is a sign by itself a piece of a drawing, of which the engine makes what it can?"""
    return len(row.signs) <= _PIECE and row.score < _GUESS


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
    """The row, with a number of the Chinese Library Classification as it must be: a letter, then figures that look like it."""
    found = _CLASS.search(_text(row))
    if found is None:
        return row
    signs = list(row.signs)
    for group, meant in (("letter", _LETTERS), ("number", _FIGURES)):
        for at in range(*found.span(group)):
            signs[at] = replace(signs[at], sign=meant.get(signs[at].sign, signs[at].sign))
    return replace(row, signs=tuple(signs))


def _listed(rows: Sequence[ReadRow]) -> list[ReadRow]:
    """The rows, the numbers of entries in the brackets that the entries next to them have."""
    found = {n: match for n, row in enumerate(rows) if (match := _ENTRY.match(_text(row)))}
    sure = {n: int(match["n"]) for n, match in found.items() if match["open"] == "[" and match["close"] == "]"}
    out = list(rows)
    if len(sure) < _LISTED:
        return out
    for n in found.keys() - sure.keys():
        match, first = found[n], rows[n].signs[0]
        near = [m for m, number in sure.items() if abs(number - int(match["n"])) == 1]
        edge = _EDGE * (first.y1 - first.y0)
        if any(abs(rows[m].signs[0].x0 - first.x0) < edge for m in near):
            signs = list(rows[n].signs)
            for at, bracket in ((match.start("open"), "["), (match.start("close"), "]")):
                signs[at] = replace(signs[at], sign=bracket)
            out[n] = replace(rows[n], signs=tuple(signs))
    return out
