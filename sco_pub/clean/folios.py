"""Find folios: lines that are page numbers by their form and by the sequence of all of them.

Strategy.  A candidate is a number alone on its line, with or without ornament, read both ways round, since digits drawn from
right to left come out reversed; or one digit a line, which is one number.  The chain of candidates whose numbers rise as pages
do is the folios'.  Ornament or a stack is evidence in itself; bare numbers need three in sequence, or two neighbours that
part a sentence.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sco_pub.clean.interruptions import WIDE
from sco_pub.clean.lines import Line, ends_sentence
from sco_pub.clean.sheets import Pages

_DASH = "[-—–―－─·•・~～⋅.|｜/ ]"


_FOLIO = re.compile(rf"^(?P<a>{_DASH}*)(?P<n>\d{{1,4}})(?P<b>{_DASH}*)$")


_FOLIO_MARKS = re.compile("[—·•～-]\\s*[0-9０-９]+\\s*[—·•～-]|第.*页")


_PAGE_WORD = re.compile(
    r"^(?:第\s*(\d+)\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|[Pp]age\s*(\d+)(?:\s*of\s*\d+)?|(\d+)\s*/\s*\d+)$"
)


_ARTICLE_PAGE = re.compile(r"^\d{5,}[-－](\d{1,3})$")


@dataclass(frozen=True, slots=True)
class Candidate:
    values: tuple[int, ...]
    strong: bool
    positions: tuple[int, ...]


def candidates_of(lines: Sequence[Line]) -> dict[int, Candidate]:
    """Lines that could be folios by form, with the numbers they could mean (as read, and reversed)."""
    found: dict[int, Candidate] = {}
    for i, line in enumerate(lines):
        text = line.text.translate(WIDE).replace(" ", "").replace("\u3000", "")
        whole = _PAGE_WORD.match(text) or _ARTICLE_PAGE.match(text)
        if whole:
            found[i] = Candidate((int(next(g for g in whole.groups() if g)),), True, (i,))
            continue
        match = _FOLIO.match(text)
        if not match:
            continue
        digits = match["n"]
        strong = bool(match["a"].strip() and match["b"].strip())
        values = tuple(dict.fromkeys((int(digits), int(digits[::-1]))))
        found[i] = Candidate(values if not digits.startswith("0") else values[::-1], strong, (i,))
    for i in list(found):  # one digit a line: 8 / 0 / 1 is 108 drawn from right to left
        stack = [i]
        while stack[-1] + 1 in found and len(stack) < 4 and _single(lines[stack[-1] + 1]):
            stack.append(stack[-1] + 1)
        if len(stack) > 1 and _single(lines[i]) and not (i - 1 in found and _single(lines[i - 1])):
            digits = "".join(lines[p].text.translate(WIDE) for p in stack)
            found[i] = Candidate((int(digits[::-1]), int(digits)), True, tuple(stack))
    return found


def _single(line: Line) -> bool:
    return bool(re.fullmatch(r"\d", line.text.translate(WIDE)))


def sequence(lines: Sequence[Line], found: dict[int, Candidate], pages: Pages | None) -> dict[int, int]:
    """The longest run of candidates whose numbers rise as pages do; strong ones alone suffice, bare ones need three."""
    best: dict[int, tuple[int, list[tuple[int, int]]]] = {}
    order = sorted(found)
    ends: list[tuple[int, int, int, list[tuple[int, int]]]] = []  # position, value, score, chain
    for i in order:
        for rank, value in enumerate(found[i].values):
            score = (3 if found[i].strong else 2) - (1 if rank else 0)
            chain, total = [(i, value)], score
            for p, v, s, c in ends[-60:]:
                if p < i and _follows(lines, pages, p, v, i, value) and s + score > total:
                    chain, total = [*c, (i, value)], s + score
            ends.append((i, value, total, chain))
            if total > best.get(0, (0, []))[0]:
                best[0] = (total, chain)
    if not best:
        return {}
    chain = best[0][1]
    strong = sum(found[p].strong for p, _ in chain)
    if pages is None and strong and len(chain) < 2 and len(found[chain[0][0]].positions) > 1:
        return {}
    positions = [p for p, _ in chain]
    if strong == 0 and (not _enough(lines, chain) or (pages is None and not _spread(lines, positions))):
        return {}
    return dict(chain)


def _enough(lines: Sequence[Line], chain: list[tuple[int, int]]) -> bool:
    """Three bare numbers in sequence are folios; two are if they are neighbours and one of them parts a sentence."""
    if len(chain) >= 3:
        return True
    parts = any(
        0 < p < len(lines) - 1 and not ends_sentence(lines[p - 1].text) and lines[p - 1].width > 15 for p, _ in chain
    )
    return len(chain) == 2 and chain[1][1] == chain[0][1] + 1 and (parts or chain[1][0] >= len(lines) - 3)


def _follows(lines: Sequence[Line], pages: Pages | None, p: int, v: int, i: int, value: int) -> bool:
    if value <= v or value - v > 40:
        return False
    if pages is not None:
        return pages.page_of(i) - pages.page_of(p) == value - v
    return (i - p) >= (5 if not _FOLIO_MARKS.search(lines[i].text) else 2) * (value - v)


def _spread(lines: Sequence[Line], positions: list[int]) -> bool:
    """Bare numbers are folios only if about a page of lines lies between them; the last page may be shorter."""
    gaps = [b - a for a, b in itertools.pairwise(positions)]
    gaps = gaps[:-1] if len(gaps) > 2 else gaps
    return min(gaps) >= 8 and max(gaps) <= 6 * min(gaps)
