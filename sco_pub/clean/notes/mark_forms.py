"""Take lines, find the rarer forms of note marks, and pairs of forms: (1), ¹, 1), [注1], [①], ○1, <1>, *; a call 1 for a note ①.

Strategy.  clean.notes.mark_tokens knows the signs that hardly anything but notes uses.  The forms here also count points in
a sentence, mark footnoted figures in tables or are mere digits that lost their raising on the way into a text layer; and
often calls have one form and the notes another (calls [1], notes “1.”; calls 1, notes ①).  So a pair of forms is only a
proposal: it is read like any family, and stands when nearly all its calls have a note, nearly all its notes a call, and the
notes read like notes. A form that nothing but notes uses (``sure``) may be proved by one pair.

Marks are blanked out of the lines that the layout's rules read, so that a sentence that ends with “。(3)” ends.  Nothing here
changes the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sco_pub.clean.lines.lines import Line
from sco_pub.clean.notes.endnotes import body_like
from sco_pub.clean.notes.mark_tokens import MOST_STACKED, Token
from sco_pub.lexicon import note_marks
from sco_pub.model.characters import (
    CIRCLED,
    CIRCLED_SANS,
    NEGATIVE_CIRCLED,
    PARENTHESISED,
    PRIVATE,
    chinese_number,
    whole_number,
)

_COUNTING = CIRCLED | CIRCLED_SANS | PARENTHESISED | NEGATIVE_CIRCLED
_SUPERSCRIPT = str.maketrans(note_marks.SUPERSCRIPTS, "0123456789")
_SURE = frozenset({"ringed", "worded", "hanzi", "ring", "raised", "lettered", "roman"})
_FEWEST = 2  # notes that prove a form which other things use as well
_SMALLER = 0.94  # of the text's type size: notes are set smaller than this
_NOT_LISTED = frozenset({"circled", "ringed", "star", "private"})  # never cite a reference list of another form


@dataclass(frozen=True, slots=True)
class Form:
    """A pair of forms, of the calls and of the notes' own marks."""

    call: str
    mark: str

    @property
    def sure(self) -> bool:
        return self.call == self.mark and self.call in _SURE

    @property
    def cites(self) -> bool:
        """Whether such calls may cite entries under 参考文献."""
        return self.call == self.mark or self.call not in _NOT_LISTED

    @property
    def needed(self) -> int:
        return 1 if self.sure else _FEWEST


_SAME = (
    "ringed",
    "worded",
    "hanzi",
    "ring",
    "angle",
    "raised",
    "lettered",
    "roman",
    "round",
    "half",
    "star",
    "private",
)
_CROSSED = (
    "circled",
    "parenthesised",
    "negative",
    "square",
    "tortoise",
    "lenticular",
    "raised",
    "round",
    "half",
    "bare",
)
FIRST = (Form("ringed", "ringed"), Form("ringed", "circled"))  # before ① itself is looked for
FORMS = (
    *(Form(name, name) for name in _SAME),
    Form("circled", "named"),
    *(
        Form(call, mark)
        for call in (*_CROSSED, "worded")
        for mark in ("bare", *_CROSSED[:-1], "worded")
        if call != mark or call == "bare"
    ),
)


def read(lines: Sequence[Line], positions: Sequence[int], forms: Iterable[Form]) -> Iterator[tuple[Form, list[Token]]]:
    """Each pair of forms that this text may have, and its marks in order."""
    inside: dict[str, list[Token]] = {}
    heads: dict[str, list[Token]] = {}
    for form in forms:
        if form.call not in inside:
            inside[form.call] = list(_marks(lines, positions, form.call, note_marks.CALLS[form.call]))
        if form.mark not in heads:
            found = inside[form.mark] if form.mark in _SAME[2:] and form.mark in inside else None
            heads[form.mark] = [t for t in found or _heads(lines, positions, form.mark) if t.at_start]
        found = _joined(inside[form.call], heads[form.mark], same=form.call == form.mark and form.call != "bare")
        if _plausible(found, form):
            yield form, found


def _marks(lines: Sequence[Line], positions: Sequence[int], name: str, pattern: re.Pattern[str]) -> Iterator[Token]:
    if name in note_marks.SPELLED:
        yield from _spelled(lines, positions, name)
        return
    least = _least(lines, positions) if name == "private" else 0
    for p in positions:
        line, begun, at_start, bracketed = lines[p], 0, True, False
        for number, m in enumerate(pattern.finditer(line.text)):
            sign = next(group for group in m.groups() if group)
            between = line.text[begun : m.start()]
            at_start = at_start and number < MOST_STACKED and not between.strip()
            bracketed = _bracket_open(between, bracketed)
            value = _value(sign, least)
            if 0 < value < 400 and not (name == "half" and bracketed):
                yield Token(
                    name, p, line.start + m.start(), line.start + m.end(), value, at_start, line.text, m.start()
                )
            begun = m.end()
            bracketed = _bracket_open(m[0], bracketed)


def _spelled(lines: Sequence[Line], positions: Sequence[int], name: str) -> Iterator[Token]:
    """Letters or Roman numerals that count: raised by themselves in the text, or by themselves before a line of small type.

    Fonts of numbers in rings have ① under the code of a, as a layer then says; Word numbers endnotes i, ii, iii.  Geometry alone
    tells these from words.
    """
    usual = _usual_size([lines[p] for p in positions])
    for p in positions:
        line = lines[p]
        raised = line.geometry.raised if line.geometry else frozenset[int]()
        small = line.geometry is not None and (line.geometry.foot or line.geometry.size < _SMALLER * usual)
        first = len(line.text) - len(line.text.lstrip())
        for m in note_marks.SPELLED[name].finditer(line.text):
            at_start = m.start() <= first
            up = _is_raised(line, m.start(), m.end(), raised)
            opens = at_start and small and (up or note_marks.SPELLED_START.match(line.text, m.end()) is not None)
            if m["ringed"] or up or opens:
                start, end, value = line.start + m.start(), line.start + m.end(), _spelled_value(m)
                yield Token(name, p, start, end, value, at_start, line.text, m.start(), calls=not opens, opens=at_start)


def _is_raised(line: Line, start: int, end: int, raised: Collection[int]) -> bool:
    """Whether these signs of a line are raised, all of them, and no sign beside them is."""
    shift = len(line.lead)
    beside = [n for n in (start - 1, end) if n + shift in raised]
    return all(n + shift in raised for n in range(start, end)) and not any(line.text[n : n + 1].strip() for n in beside)


def _usual_size(lines: Sequence[Line]) -> float:
    """The type size of most of a text's signs."""
    sizes: Counter[float] = Counter()
    for line in lines:
        if line.geometry:
            sizes[line.geometry.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _spelled_value(match: re.Match[str]) -> int:
    if ringed := match["ringed"]:
        return ord(ringed) - ord("ⓐ") + 1
    plain = match["plain"]
    return (
        note_marks.ROMAN[plain]
        if plain in note_marks.ROMAN and match.re is note_marks.SPELLED["roman"]
        else ord(plain) - ord("a") + 1
    )


def _bracket_open(text: str, before: bool) -> bool:
    """Whether a bracket stands open at the end of a text: the next one closes it, and is no note's."""
    opened, closed = max(text.rfind("("), text.rfind("（")), max(text.rfind(")"), text.rfind("）"))
    return before if opened == closed else opened > closed


def _heads(lines: Sequence[Line], positions: Sequence[int], name: str) -> Iterator[Token]:
    for p in positions:
        line = lines[p]
        m = note_marks.OPENS[name].match(line.text)
        if m and line.text[m.end() :].strip():
            sign = next(group for group in m.groups() if group)
            yield Token(name, p, line.start, line.start + m.end(), _value(sign, 0), True, line.text, 0)


def _least(lines: Sequence[Line], positions: Sequence[int]) -> int:
    """The private point that stands for 1: the lowest of those that open lines."""
    points = [ord(lines[p].text[0]) for p in positions if re.match(f"[{PRIVATE}]", lines[p].text)]
    return min(points, default=0) - 1


def _value(sign: str, least: int) -> int:
    if value := _COUNTING.get(sign):
        return value
    digits = sign.translate(_SUPERSCRIPT)
    if digits.isdecimal():
        return whole_number(digits)
    if "㈠" <= sign <= "㈩":
        return ord(sign) - ord("㈠") + 1
    if (number := chinese_number(sign)) is not None:
        return number
    if sign[0] in "*＊∗":
        return len(sign)
    return ord(sign) - least if len(sign) == 1 else 0  # 一一一 is no number


def _joined(calls: Sequence[Token], heads: Sequence[Token], *, same: bool) -> list[Token]:
    """All marks in order; where the forms differ, each says what it may be."""
    if same:
        return list(calls)
    opening = {t.start: replace(t, calls=False) for t in heads}
    only = [replace(t, opens=False) for t in calls if t.start not in opening]
    return sorted([*only, *opening.values()], key=lambda t: t.start)


def _plausible(found: Sequence[Token], form: Form) -> bool:
    """Whether enough numbers stand both in the text and at lines' starts, the number 1 among them."""
    heads = Counter(t.value for t in found if body_like(t))
    calls = Counter(t.value for t in found if t.calls and not body_like(t))
    shared = sum((heads & calls).values())
    return heads[1] > 0 and calls[1] > 0 and shared >= form.needed and shared * 2 >= min(sum(heads.values()), 40)


def masked(lines: Sequence[Line], spans: Iterable[tuple[int, int, int]]) -> dict[int, Line]:
    """The lines at these (position, start, end) of marks, with the marks blanked out; places stay as they are."""
    on: dict[int, list[tuple[int, int]]] = {}
    for p, start, end in spans:
        on.setdefault(p, []).append((start - lines[p].start, end - lines[p].start))
    return {p: replace(lines[p], text=_blanked(lines[p].text, marks)) for p, marks in on.items()}


def _blanked(text: str, marks: list[tuple[int, int]]) -> str:
    """The text without these places; where nothing else stands, the last mark is left."""
    signs = list(text.ljust(max(end for _, end in marks)))
    for start, end in marks:
        signs[start:end] = " " * (end - start)
    return "".join(signs).rstrip() or (_blanked(text, marks[:-1]) if len(marks) > 1 else text)
