"""The measure: how wide a full line is, in em.  Every rule that asks for it asks here.

Strategy.  Four texts have four measures, and each is known by other lines: a text as a whole (``measure``: lines that end inside
a sentence are full), the lines around one (``local_measure``: a column, a quotation), every line of a text to a tenth of an em
(``Measures``, for what shows its paragraphs by nothing else), and the notes or a list of a text, which have type of their own
(``of_notes``, ``of_list``).  ``measure`` is worked out once for each body of lines that has one of its own: all of them
(clean.lines.features), the front matter's, those among which headings are sought, those among which notes are.  Only
clean.lines.fragments guesses before there are lines: it puts them together.
"""

from __future__ import annotations

import re
import statistics
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sco_pub.clean.lines.lines import Line, ends_sentence, first_word, without_calls
from sco_pub.model.characters import em, extent

_LINES = 8  # of a list: fewer say nothing of its measure


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


def local_measure(lines: Sequence[Line], at: int) -> float:
    """The usual width of the lines around one, first lines left aside; see Measures for many."""
    near = [line.width for line in lines[max(0, at - 8) : at + 9] if not ends_sentence(line.text)]
    near.sort()
    return statistics.median(near[len(near) // 3 :]) if near else 0.0


def of_notes(first: Sequence[float], later: Sequence[float], text: float) -> float:
    """The measure of notes, from the widths of their unfinished lines, first ones and later ones; ``text``: that of the text.

    Notes stand in smaller type: in their em a line is as wide as the text's, or up to a third wider.
    """
    full = sorted(later if len(later) > 1 else [*later, *first])
    usual = full[len(full) * 3 // 4] if full else text * 1.1
    return min(max(usual, text), text * 1.35)


def of_list(widths: Sequence[float]) -> float | None:
    """The measure of a list, which may stand in columns where the text doesn't; None where it has few lines."""
    ordered = sorted(widths)
    return ordered[len(ordered) * 9 // 10] if len(ordered) >= _LINES else None
