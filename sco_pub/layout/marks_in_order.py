"""Take the lines of scanned pages, give them with the circled numbers that only the order of their neighbours tells.

Strategy.  Note marks run up by one.  Where a scan doesn't show a mark's number for sure (a sign that is lost stands for it)
and the marks before and after leave as many numbers as there are such marks, these are theirs.  A mark between k − 1 and
k + 1 that was read as another number is k: ㉕ in poor print is read as ⑮, and no count goes ㉔⑮㉖.  Marks of the text and of
the pages' feet are two counts.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sco_pub.model.characters import CIRCLED, LOST, ring
from sco_pub.model.text import Band, RawLine


@dataclass(frozen=True, slots=True)
class _Mark:
    line: int
    at: int
    number: int  # 0: not known


def in_order(lines: Sequence[RawLine], pages: Collection[int]) -> list[RawLine]:
    """The lines; only marks on ``pages`` are looked at, by the lines' own page numbers."""
    out = list(lines)
    for feet in (False, True):
        found = _marks(lines, pages, feet)
        for mark, number in zip(found, _settled([mark.number for mark in found]), strict=True):
            if number and number != mark.number:
                text = out[mark.line].text
                out[mark.line] = replace(out[mark.line], text=text[: mark.at] + ring(number) + text[mark.at + 1 :])
    return out


def _marks(lines: Sequence[RawLine], pages: Collection[int], feet: bool) -> list[_Mark]:
    return [
        _Mark(n, at, CIRCLED.get(sign, 0))
        for n, line in enumerate(lines)
        if line.page in pages and _at_foot(line) is feet
        for at, sign in enumerate(line.text)
        if sign in CIRCLED or sign == LOST
    ]


def _at_foot(line: RawLine) -> bool:
    return line.geometry is not None and line.geometry.band is Band.NOTES


def _settled(numbers: Sequence[int]) -> list[int]:
    out = list(numbers)
    for n in range(1, len(out) - 1):
        if out[n] and out[n - 1] and out[n + 1] == out[n - 1] + 2:
            out[n] = out[n - 1] + 1
    known = [n for n, number in enumerate(out) if number]
    for before, after in pairwise(known):
        if after - before > 1 and out[after] - out[before] == after - before:
            out[before + 1 : after] = range(out[before] + 1, out[after])
    return out
