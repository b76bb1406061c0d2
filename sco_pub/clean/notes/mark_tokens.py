"""Find note marks: every place where a line has ①, [1], ⑴, ❶, * or a raised digit, by family.

A family is one form of mark.  A token is at the line's start when only other marks and spaces stand before it; whether it
is a call, a body's mark or an enumerator is for clean.notes.find_notes to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sco_pub.clean.lines.lines import Line
from sco_pub.lexicon import list_heads, names, note_marks
from sco_pub.model.characters import CIRCLED, CIRCLED_SANS, NEGATIVE_CIRCLED, PARENTHESISED, whole_number

_SINGLES = {"circled": CIRCLED | CIRCLED_SANS, "negative": NEGATIVE_CIRCLED, "parenthesised": PARENTHESISED}
# ⑪ and what follows are in few fonts: a list that begins with ① goes on with (11), [11], 〔11〕 or ⑾.
_HIGH = (note_marks.ROUND, note_marks.BRACKETED["square"], note_marks.BRACKETED["tortoise"], note_marks.PARENTHESISED)
_PARTNER = 24  # signs: farther off stands no mark's other bracket
_FEWEST_WORN = 2  # half marks that are no misprint
_LAST_OF_SETS = frozenset({10, 20, 35, 50})  # where a font's or a character set's circled numbers end
_BESIDE = 100  # signs beside a mark that say what it is: a mark beside it, a stop, the end of an address
MOST_STACKED = 100  # marks at one line's head before one text: a page has no more notes
FAMILIES = ("circled", "negative", "parenthesised", "square", "tortoise", "lenticular", "raised", "star")


@dataclass(frozen=True, slots=True)
class Token:
    """A mark: the line's position, the raw offsets of the mark, its number, and what stands around it on its line."""

    family: str
    position: int
    start: int
    end: int
    value: int
    at_start: bool
    text: str  # of its whole line
    at: int  # where the mark begins in it
    calls: bool = True  # it may call a note, as far as its form tells
    opens: bool = True  # it may open one

    @property
    def behind(self) -> int:
        """Where the mark ends in its line."""
        return self.at + self.end - self.start

    @property
    def after(self) -> str:
        """All that follows it on its line."""
        return self.text[self.behind :]

    @property
    def just_before(self) -> str:
        """The last signs before it, blanks beside it left out; "" at the line's head."""
        stop = self.at
        while stop and self.text[stop - 1].isspace():
            stop -= 1
        return self.text[max(0, stop - _BESIDE) : stop]

    @property
    def just_after(self) -> str:
        """The first signs after it, blanks beside it left out; "" at the line's end."""
        begin = self.behind
        while begin < len(self.text) and self.text[begin].isspace():
            begin += 1
        return self.text[begin : begin + _BESIDE]


def tokens(lines: Sequence[Line], family: str, positions: Sequence[int]) -> list[Token]:
    """Every mark of one family on these lines, in order."""
    found: list[Token] = []
    listed = False
    higher = _higher(lines, positions) if family == "circled" else None
    worn = _worn_marks(lines, positions) if family == "square" else {}
    for position in positions:
        line = lines[position]
        listed = listed or list_heads.of_notes(line.text)
        marks = _raised(line, listed=listed) if family == "raised" else _on_line(line, family)
        if higher is not None:
            marks = sorted(
                [*marks, *((m.start(), m.end(), _high(m[1])) for m in higher.finditer(line.text) if _high(m[1]) > 10)]
            )
        if position in worn:
            marks = sorted([*marks, *worn[position]])
        at_start, last = True, 0
        for number, (start, end, value) in enumerate(marks):
            # what stands before that has been looked at
            at_start = at_start and number < MOST_STACKED and not _strip_marks(line.text[last:start])
            last = start
            place = (line.start + start, line.start + end)
            found.append(Token(family, position, *place, value, at_start, line.text, start))
    return _from_one(found) if family == "raised" else found


def _from_one(found: list[Token]) -> list[Token]:
    """Marks that count from nought (LaTeX classes for two numberings set the counter one back), counted from one."""
    noughts = [token for token in found if token.value == 0]
    counted = any(t.at_start for t in noughts) and not all(t.at_start for t in noughts)
    return [replace(token, value=token.value + 1) for token in found] if counted else found


def _higher(lines: Sequence[Line], positions: Sequence[int]) -> re.Pattern[str] | None:
    """How a text whose circled numbers end at ⑩, ⑳ … goes on: the form that has the next number."""
    text = "\n".join(lines[p].text for p in positions)
    last = max((CIRCLED[c] for c in set(text) if c in CIRCLED), default=0)
    if last not in _LAST_OF_SETS:
        return None
    forms = [p for p in _HIGH if any(_high(m[1]) == last + 1 for m in p.finditer(text))]
    bracketed = [p for p in forms if p is note_marks.ROUND or not any(_high(m[1]) == 1 for m in p.finditer(text))]
    return bracketed[0] if bracketed else None


def _worn_marks(lines: Sequence[Line], positions: Sequence[int]) -> dict[int, list[tuple[int, int, int]]]:
    """The marks that have one bracket, by position: start, end and number; none where they may as well be misprints.

    They are marks where no whole mark in the text has the same number, but for a few.
    """
    found = {p: list(_worn(lines[p].text, lines[p - 1].text if p else "")) for p in positions}
    heads = [p for p in positions if list_heads.is_head(lines[p].text)]
    text = [p for p in positions if not heads or p < heads[-1]]
    whole = {
        whole_number(m[1]) for p in text for m in note_marks.BRACKETED["square"].finditer(lines[p].text) if m.start()
    }
    lost = {value for p in text for _, _, value in found[p]}
    worn = len(lost - whole) >= _FEWEST_WORN and len(lost & whole) * 2 < len(lost)
    return {p: marks for p, marks in found.items() if marks} if worn else {}


def _worn(text: str, before: str) -> Iterator[tuple[int, int, int]]:
    """Marks with one bracket: the other one stands nowhere near, as it does in [3，4] and where a line's end parts [3-4]."""
    for m in note_marks.WORN.finditer(text):
        if m["closed"]:
            near = text[max(0, m.start() - _PARTNER) : m.start()] or before[-_PARTNER:]
            partner = note_marks.LEFT_OPEN.search(near) is not None
        else:
            partner = note_marks.CLOSES_AGAIN.match(text, m.end()) is not None
        digits = (m["closed"] or m["opened"]).translate(note_marks.WORN_DIGITS)
        if not partner and not digits.startswith("0"):
            yield m.start(), m.end(), whole_number(digits)


def _high(sign: str) -> int:
    return PARENTHESISED.get(sign) or int(sign)


def _strip_marks(text: str) -> str:
    for pattern in (*note_marks.BRACKETED.values(), note_marks.ROUND):
        text = pattern.sub("", text)
    return note_marks.NO_NUMBER.sub("", text)


def _on_line(line: Line, family: str) -> list[tuple[int, int, int]]:
    text = line.text
    if family in _SINGLES:
        return [(i, i + 1, _SINGLES[family][c]) for i, c in enumerate(text) if c in _SINGLES[family]]
    if family in note_marks.BRACKETED:
        return [(m.start(), m.end(), whole_number(m[1])) for m in note_marks.BRACKETED[family].finditer(text)]
    return [(m.start(), m.end(), len(m[0])) for m in note_marks.STAR_RUN.finditer(text)]


def _raised(line: Line, *, listed: bool) -> list[tuple[int, int, int]]:
    """Runs of plain digits that geometry says are superscripts.

    At the head of a note (at a column's foot, or ``listed`` under 注释) the number is as often set plain: 1 or 1.
    """
    if line.geometry is None:
        return []
    shift = len(line.lead)
    raised = {i - shift for i in line.geometry.raised}
    shown = "".join(c if i in raised else " " for i, c in enumerate(line.text))
    shown = note_marks.CITATION_OPEN.sub(lambda m: " " * len(m[0]), shown)  # a citation in brackets is another family's
    found = [(m.start(), m.end(), int(m[0])) for m in re.finditer("[0-9]+", shown) if len(m[0]) < 4]
    if found and not (line.geometry.foot or listed) and _points_to_homes(line, found):
        return []
    head = note_marks.PLAIN.match(line.text) if line.geometry.foot or listed else None
    if head and not any(start == 0 for start, _, _ in found):
        found.insert(0, (0, head.end(), whole_number(head[1])))
    return found


def _points_to_homes(line: Line, found: Sequence[tuple[int, int, int]]) -> bool:
    """Whether a line's raised figures stand before an institution, or behind authors' names: on a first page a line's figures
    that don't rise (甲某1，乙某1，丙某2) are no calls."""
    start, end, _ = found[0]
    falls = any(b <= a for (_, _, a), (_, _, b) in pairwise(found))
    return (start == 0 and names.HOME.match(line.text[end:]) is not None) or (line.page == 1 and falls)
