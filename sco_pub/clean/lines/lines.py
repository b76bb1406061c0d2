"""The lines of a text layer as the layout rules see them: repaired text, width, place, and what a line's end says."""

from __future__ import annotations

import re
import statistics
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sco_pub.clean.lines import fragments
from sco_pub.lexicon import addresses, note_marks
from sco_pub.lexicon.enumerators import enumerator
from sco_pub.model.characters import CLOSING, WORD, em, extent, hanzi_count, is_space
from sco_pub.model.text import Geometry, Range, RawText

_FINAL = re.compile(rf"[。！？!?…][{CLOSING}]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that isn't blank.  ``start``/``end`` bound its text in the raw text, without the white space around it.

    ``full_end`` is the start of the next raw line; ``lead`` the white space before the text; ``text`` the repaired text.
    """

    index: int
    line_start: int
    start: int
    end: int
    full_end: int
    lead: str
    text: str
    page: int | None
    geometry: Geometry | None
    blank_before: bool

    @property
    def number(self) -> int:
        """The 1-based line of the raw text."""
        return self.index + 1

    @property
    def width(self) -> float:
        return em(self.text)

    @property
    def range(self) -> Range:
        return Range(self.line_start, self.full_end)


_NARROW = str.maketrans(
    {chr(c): chr(c - 0xFEE0) for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
    # a typesetter's blanks: one as wide as a hanzi is the ideographic space, narrower ones are spaces
    | dict.fromkeys("\u2001\u2003", "\u3000")
    | dict.fromkeys("\u00a0\u2000\u2002\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f", " ")
)


def layout_text(repaired: str) -> str:
    """The repaired text with half-width letters and digits and with common blanks, for the layout's rules to read; as long as
    before."""
    return repaired.translate(_NARROW)


def read(raw: RawText, repaired: str) -> tuple[Line, ...]:
    """Every line that isn't blank, in order; ``repaired`` as layout_text gives it.

    Lines that the layer gives in pieces (clean.lines.fragments) are one; the line ends between them are spaces in its text.
    """
    found = []
    starts = (*raw.starts(), len(repaired))
    texts = [repaired[start : start + len(line.text)] for line, start in zip(raw.lines, starts, strict=False)]
    last = {} if raw.has_geometry else dict(fragments.runs(texts))
    blank, index = False, 0
    while index < len(texts):
        end = last.get(index, index)
        start, full_end = starts[index], starts[end + 1]
        text = repaired[start : starts[end] + len(texts[end])].replace("\n", " ")
        line = raw.lines[index]
        written = [i for i, character in enumerate(text) if not is_space(character)]
        if written:
            left, right = written[0], written[-1] + 1
            found.append(
                Line(
                    index,
                    start,
                    start + left,
                    start + right,
                    full_end,
                    text[:left],
                    text[left:right],
                    line.page,
                    line.geometry,
                    blank,
                )
            )
        blank, index = not written, end + 1
    return tuple(found)


_CALL = 40  # signs of a note call with the blanks in its brackets, and more


def without_calls(text: str) -> str:
    """A line's text without the note calls at its end, however many."""
    end = len(text.rstrip())
    while found := note_marks.CALL_AT_END.search(
        text, max(0, end - _CALL), end
    ):  # one at a time: a line can be all calls
        end = found.start()
        while end and text[end - 1].isspace():
            end -= 1
    return text[:end]


@lru_cache(maxsize=1 << 15)
def ends_sentence(text: str) -> bool:
    """Whether a line ends with a final mark (closing marks and note calls after it don't count)."""
    text = without_calls(text)
    if addresses.STOPS_AT_QUERY.search(text):
        return False  # its question mark ends nothing: the address goes on
    return bool(_FINAL.search(text)) or (text.endswith(".") and hanzi_count(text[-12:]) == 0)


def heads_section(text: str) -> bool:
    """Whether a line could head a part of the text by its number or its word (引言, 参考文献)."""
    scheme, number, _ = enumerator(text)
    return scheme == "word" or (number is not None and not ends_sentence(text))


def measure(lines: Sequence[Line]) -> float:
    """The usual width, in em, of lines that end inside a sentence: the type area's measure; 0 when there are none."""
    widths = [line.width for line in lines if not ends_sentence(line.text)]
    every = sorted(line.width for line in lines)
    wide = min(every[len(every) * 4 // 5], 45.0) if every else 0.0  # many short lines (lists, titles) must not mislead
    return max(statistics.median(widths) if widths else 0.0, 0.8 * wide)


class Measures:
    """How wide lines are, and the measure around each line, in em, as the text itself shows them.

    Strategy.  A line that ends inside a sentence is full: the next line's first word didn't fit, so the measure lies
    between this line's width and that width plus the word's.  What a curly quote, a pair of marks, a gap beside digits and a
    squeezed mark take is fitted to the whole text, so that one measure suits as many full lines as possible; the measure
    around a line is then voted by the full lines near it.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        bare = [without_calls(line.text) for line in lines]
        self._lines = [extent(text) for text in bare]
        self._calls = [_RAISED * em(line.text[len(text) :]) for line, text in zip(lines, bare, strict=True)]
        self._words = [extent(first_word(line.text)) for line in lines]
        self._full = [i for i in range(len(lines) - 1) if not ends_sentence(lines[i].text)]
        self._hang = [0.5 if re.search("[，。；：、！？”’）》,;:)]$", line.text) else 0.0 for line in lines]
        self._weights = max(_WEIGHTS, key=lambda w: self._fit(w)[0])
        self.widths = [e.em(*self._weights) + call for e, call in zip(self._lines, self._calls, strict=True)]
        self.words = [e.em(*self._weights) for e in self._words]
        self.measure = self._fit(self._weights)[1]

    def _fit(self, weights: tuple[float, float, float, float]) -> tuple[float, float]:
        spans = []
        for i in self._full:
            width = self._lines[i].em(*weights) + self._calls[i]
            spans.append((width - self._hang[i], width + self._words[i + 1].em(*weights)))
        votes, at = _overlap(spans)
        return votes - 0.001 * weights[3], at

    def spare(self, i: int, first: bool) -> float:
        """What the line before ``i`` leaves free, in em, beyond the word that stands next; ``first``: it is a first line."""
        return self.around(i) - (2.0 if first else 0.0) - self.widths[i - 1] - self.words[i]

    def around(self, i: int, reach: int = 9) -> float:
        """The measure around line ``i``, voted by the full lines near it; the whole text's where they are few."""
        around = self._full[bisect_left(self._full, i - reach) : bisect_right(self._full, i + reach)]
        near = [n for n in around if self.widths[n] > 0.3 * self.measure]
        if len(near) < 5:
            return self.measure
        spans = [(self.widths[n] - self._hang[n], self.widths[n] + self.words[n + 1]) for n in near]
        votes, at = _overlap(spans)
        usual, _ = _overlap([s for s in spans if s[0] <= self.measure < s[1]])
        return self.measure if usual >= votes - 1 else at


_RAISED = 0.6  # a call's size, against the text's
_WEIGHTS = tuple(
    (quote, pair, gap, mark)
    for quote in (0.5, 1.0)
    for pair in (0.5, 0.0)
    for gap in (0.25, 0.0)
    for mark in (0.0, 0.15, 0.3, 0.45)
)


def _overlap(spans: Sequence[tuple[float, float]]) -> tuple[int, float]:
    """How many half-open spans share a point at most, and the middle of the last such stretch."""
    edges = sorted([(a, 1) for a, b in spans] + [(b, -1) for a, b in spans])
    best, at, here = 0, 0.0, 0
    for n, (x, step) in enumerate(edges):
        here += step
        if here >= best and step > 0:  # of equals the widest: first lines are narrower than the measure
            best, at = here, (x + edges[n + 1][0]) / 2 if n + 1 < len(edges) else x
    return best, at


_WORD = re.compile(
    f"[“‘（《〈「『【(\\[«]*(?:[0-9]{{1,3}}(?:[ \u2009][0-9]{{3}})+|[0-9０-９.．%％{WORD}Ａ-Ｚａ-ｚ&]+|.)"
    rf"{note_marks.CALLS_IN_WORD}[，。；：、！？”’）》」』】)\]»]*"
)


def first_word(text: str) -> str:
    """What can't be parted at a line's beginning: a hanzi or word with the marks that cling to it."""
    match = _WORD.match(text)
    return match.group() if match else ""


def local_measure(lines: Sequence[Line], at: int) -> float:
    """The usual width of the lines around one, first lines left aside; see Measures for many."""
    near = [line.width for line in lines[max(0, at - 8) : at + 9] if not ends_sentence(line.text)]
    near.sort()
    return statistics.median(near[len(near) // 3 :]) if near else 0.0


def line_at(lines: Sequence[Line], offset: int) -> int:
    low, high = 0, len(lines) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if lines[middle].line_start <= offset else (low, middle - 1)
    return low
