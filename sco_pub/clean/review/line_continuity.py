"""Take the raw lines, ask whether each goes on where the one before it stops: text read across columns doesn't.

Strategy.  A line's end mostly cuts a word or phrase in two, and an article says its words again: the pair of characters that
a line's end has parted stands whole somewhere else in the text.  How often it does is a property of the article (a third to
nine tenths of the line ends).  Where columns were read across, or pages were shuffled, the pairs are accidents: they stand
elsewhere no more often than pairs put together from lines far apart.  The whole text is compared with such accidents, and
each stretch of it with the rest.  Short texts say too little and are not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sco_pub.model.characters import HANZI
from sco_pub.model.codes import cleaning
from sco_pub.model.finding import Finding, Place, found
from sco_pub.model.text import RawText

_HANZI = re.compile(f"[{HANZI}]")
_BLANKS = re.compile(rf"(?<=[{HANZI}])[ \u3000]+(?=[{HANZI}])")  # of a layer that has one between all its signs
_LEAST, _STRETCH = 40, 24  # line ends inside hanzi: in the whole text, in a stretch
_EXPECTED, _SHARE = 6.0, 0.3  # hits a stretch should have, and the share of them below which it is doubted


def check(raw: RawText, repaired: str) -> Iterator[Finding]:
    """An error when the lines of the whole text don't go on from one to the next, a warning for each stretch that doesn't."""
    closed_up = _BLANKS.sub("", repaired)
    read = [(number, line.strip()) for number, line in enumerate(closed_up.split("\n"), 1)]
    celled = [table for table in raw.tables if table.rows]  # their cells are no sentence's lines
    lines = [(n, text) for n, text in read if text and not any(table.holds(n - 1) for table in celled)]
    known = {text[i : i + 2] for _, text in lines for i in range(len(text) - 1)}
    ends = [
        (number, before[-1], after[0])
        for (_, before), (number, after) in pairwise(lines)
        if _HANZI.match(before[-1]) and _HANZI.match(after[0])
    ]
    if len(ends) < _LEAST:
        return
    hits = [a + b in known for _, a, b in ends]
    if sum(hits) <= 2 * _accidents(ends, known):
        yield found(cleaning.LINES_PART, Place(raw.file), hits=sum(hits), ends=len(ends))
        return
    for first, last in _broken(hits):
        begins = ends[first][0]
        yield found(cleaning.STRETCH_PARTS, Place(raw.file, begins), first=begins, last=ends[last][0])


def _accidents(ends: Sequence[tuple[int, str, str]], known: set[str]) -> float:
    """How many hits lines put together at random would have: each line's end with the beginnings of seven lines far away."""
    shifts = [len(ends) * n // 8 for n in range(1, 8)]
    found = sum(a + ends[(i + by) % len(ends)][2] in known for by in shifts for i, (_, a, _) in enumerate(ends))
    return found / len(shifts)


def _broken(hits: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Stretches, as first and last index, with far fewer hits than the rest of the text has."""
    every, at = sum(hits), 0
    while at + _STRETCH <= len(hits):
        inside = sum(hits[at : at + _STRETCH])
        rest = len(hits) - _STRETCH
        expected = (every - inside) / rest * _STRETCH if rest else 0.0
        if expected >= _EXPECTED and inside <= _SHARE * expected:
            yield at, at + _STRETCH - 1
            at += _STRETCH
        else:
            at += 1
