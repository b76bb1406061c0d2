"""Take the lines under the head of a list of sources, say which of them begin an entry.

Strategy.  By number, where the list counts: its form is that of its first entry ([1], 1., (1)), the numbers go up, and what
begins like a number of another form or out of turn ((5):1100, 2009.) is inside an entry; so is an entry's second language,
which has no number.  Else by place, where the list is set with hanging indents (GB/T 7714 and APA both print so): an entry
begins at the column's left edge, its other lines are set in; one in brackets is the entry above in English.  Else by form, where
authors open the entries (陈某：《…》; 陈某. 题名[J]; Brown, A. (2012)): what opens so behind an entry's end begins one, and what
stands behind an open end goes on.  Of the other lines nothing is said, and the paragraphs' own rules decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sco_pub.clean.lines.lines import Line
from sco_pub.lexicon import note_marks
from sco_pub.lexicon.sources import AUTHOR_AND_YEAR, TYPE_MARK
from sco_pub.model.characters import HANZI, hanzi_count, whole_number

_FORMS = {
    "square": note_marks.ENTRY_IN_BRACKETS,
    "round": re.compile(r"\s*[（(]\s*(\d{1,3})\s*[)）]"),
    "plain": re.compile(r"\s*(\d{1,3})(?:\s*[.．、]\s*(?=\D)|[ \u3000]+(?=\D))"),
}
_ENDED = re.compile(r"[.．。]\s*$")  # GB/T 7714 ends every entry so
_IN_ENGLISH = re.compile(r"\s*[\[［]\s*[A-Z][^\[\]［］]*[a-z]")
_NAMES = rf"[{HANZI}·]{{2,12}}(?:[、，,]\s?[{HANZI}·]{{2,12}}){{0,5}}\s?等?\s?"
_OPENS = re.compile(rf"{_NAMES}(?:[：:]\s?[《“「]|[.．]\s?[^。]*?{TYPE_MARK})|{AUTHOR_AND_YEAR.pattern}")
_CLOSED = re.compile(r"(?:[.．。]|[0-9年页版])\s*$")  # 1998年; 第3页; 2012: 5-9
_FEWEST = 3  # numbers in turn, or entries by place, that make a list
_NEAR = 2  # lines below the head within which a list begins
_MOST_LOST = 3  # numbers that a layer may have lost between two entries
_HUNG = 0.7  # em by which the lines of an entry behind its first are set in
_SIZE = 0.35  # points: a real difference of type size
_LEAST_HUNG, _MOST_HUNG = 0.2, 0.95  # the share of such lines in a list


def entries(lines: Sequence[Line], listed: Sequence[int]) -> dict[int, bool]:
    """Positions of a list's lines, and whether an entry begins there; lines of which nothing can be said are left out."""
    if not listed:  # a head whose entries are all notes
        return {}
    if numbered := _numbered(lines, listed):
        return _behind_last(lines, listed, numbered)
    return _by_place(lines, listed) or _by_form(lines, listed)


def numbered(lines: Sequence[Line], listed: Sequence[int]) -> set[int]:
    """The positions from a list's first number to its last, where the list counts and begins at once."""
    found = _numbered(lines, listed)
    if not found or found[0] not in listed[:_NEAR]:
        return set()
    return {p for p in listed if found[0] <= p <= found[-1]}


def _numbered(lines: Sequence[Line], listed: Sequence[int]) -> list[int]:
    """The positions of the entries' numbers, in turn."""
    for pattern in _FORMS.values():
        found: list[int] = []
        last = 0
        for p in listed:
            m = pattern.match(lines[p].text)
            if m and last < whole_number(m[1]) <= last + (_MOST_LOST if found else 1):
                found.append(p)
                last = whole_number(m[1])
        if len(found) >= _FEWEST:
            return found
    return []


def _behind_last(lines: Sequence[Line], listed: Sequence[int], numbered: Sequence[int]) -> dict[int, bool]:
    """All lines of a numbered list; behind its last entry stands what is no entry's, an author's life or a date."""
    out = {p: p in numbered for p in listed if p >= numbered[0]}
    last = numbered[-1]
    margins = _margins(lines, listed)
    for before, p in pairwise(listed):
        if p > last and _leaves(lines, last, before, p, margins):
            return {q: begins for q, begins in out.items() if q < p} | {p: True}
    return out


def _leaves(lines: Sequence[Line], last: int, before: int, p: int, margins: dict[int, float]) -> bool:
    """Whether line ``p`` is no more of the list's last entry: by its place, its type, or because nothing says it is."""
    a, b = lines[last].geometry, lines[p].geometry
    ended = _ENDED.search(lines[before].text) is not None
    if a is None or b is None:
        return ended
    hangs = max(margins.values(), default=0.0) >= _HUNG
    return abs(a.size - b.size) > _SIZE or a.bold != b.bold or (ended and not (hangs and margins.get(p, 1.0) >= _HUNG))


def _by_place(lines: Sequence[Line], listed: Sequence[int]) -> dict[int, bool]:
    margins = _margins(lines, listed)
    hung = sum(margin >= _HUNG for margin in margins.values())
    if margins.get(listed[0], 1.0) >= _HUNG or len(margins) - hung < _FEWEST:
        return {}
    if not _LEAST_HUNG * len(margins) <= hung <= _MOST_HUNG * len(margins):
        return {}
    out: dict[int, bool] = {}
    chinese = False  # whether the entry above has hanzi
    for p, margin in margins.items():
        out[p] = margin < _HUNG and not (chinese and _IN_ENGLISH.match(lines[p].text))
        chinese = bool(hanzi_count(lines[p].text)) or (chinese and not out[p])
    return out


def _by_form(lines: Sequence[Line], listed: Sequence[int]) -> dict[int, bool]:
    opens = [_OPENS.match(lines[p].text) is not None for p in listed]
    closed = [True, *(_CLOSED.search(lines[p].text) is not None for p in listed[:-1])]
    begins = [a and b for a, b in zip(opens, closed, strict=True)]
    if sum(begins) < _FEWEST or not begins[0]:
        return {}
    return {p: b for p, b, behind_end in zip(listed, begins, closed, strict=True) if b or not behind_end}


def _margins(lines: Sequence[Line], listed: Sequence[int]) -> dict[int, float]:
    """How far, in em, each line is set in from its column's left edge; columns that hold one such place only say nothing."""
    columns: dict[tuple[int | None, int], list[int]] = {}
    for p in listed:
        if (g := lines[p].geometry) is not None:
            columns.setdefault((lines[p].page, g.column), []).append(p)
    out: dict[int, float] = {}
    for inside in columns.values():
        places = [(p, g.x0, g.size) for p in inside if (g := lines[p].geometry) is not None]
        left = min(x for _, x, _ in places)
        found = {p: (x - left) / max(size, 1.0) for p, x, size in places}
        if len(columns) == 1 or max(found.values()) >= _HUNG:
            out |= found
    return out
