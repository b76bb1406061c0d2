"""The lines of a text layer as the layout rules see them: repaired text, width, place, and what a line's end says."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from sco_pub.model.characters import CIRCLED, CLOSING, NEGATIVE_CIRCLED, PARENTHESISED, em, hanzi_count, is_space, marks
from sco_pub.model.text import Geometry, Range, RawText

_CALL = "[" + "".join(CIRCLED) + "".join(NEGATIVE_CIRCLED) + "".join(PARENTHESISED) + "]"
_TAIL_CALL = re.compile(
    rf"(?:{_CALL}|[\[［〔]\s*[0-9０-９]{{1,3}}(?:\s*[-,，、－—–]\s*[0-9０-９]{{1,3}})*\s*[\]］〕]|[*＊∗†])$"
)
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


def read(raw: RawText, repaired: str) -> tuple[Line, ...]:
    """Every line that isn't blank, in order."""
    found = []
    starts = raw.starts()
    blank = False
    for index, (line, start) in enumerate(zip(raw.lines, starts, strict=True)):
        text = repaired[start : start + len(line.text)]
        left = next((i for i, c in enumerate(text) if not is_space(c)), None)
        if left is None:
            blank = True
            continue
        right = len(text)
        while is_space(text[right - 1]):
            right -= 1
        full_end = starts[index + 1] if index + 1 < len(starts) else start + len(text)
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
        blank = False
    return tuple(found)


def without_calls(text: str) -> str:
    """A line's text without the note calls at its end, however many."""
    while True:
        shorter = _TAIL_CALL.sub("", text.rstrip())
        if shorter == text:
            return text
        text = shorter


def ends_sentence(text: str) -> bool:
    """Whether a line ends with a final mark (closing marks and note calls after it don't count)."""
    text = without_calls(text)
    return bool(_FINAL.search(text)) or (text.endswith(".") and hanzi_count(text[-12:]) == 0)


def measure(lines: Sequence[Line]) -> float:
    """The usual width, in em, of lines that end inside a sentence: the type area's measure; 0 when there are none."""
    widths = [line.width for line in lines if not ends_sentence(line.text)]
    return statistics.median(widths) if widths else 0.0


class Measures:
    """The measure around each line of a text, from the lines near it that are full.

    A full line's natural width grows with its marks, which justification squeezes: by how much a mark counts less is
    fitted to the text itself (between 0 and 0.5 em), so that full lines come out as nearly alike as they can.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.natural = [line.width for line in lines]
        self.marks = [marks(line.text) for line in lines]
        self.full = [not ends_sentence(line.text) for line in lines]
        self.squeeze = min((0.0, 0.1, 0.2, 0.3, 0.4, 0.5), key=self._spread)

    def _spread(self, squeeze: float) -> float:
        widths = sorted(w - squeeze * k for w, k, full in zip(self.natural, self.marks, self.full, strict=True) if full)
        if len(widths) < 8:
            return abs(squeeze - 0.2)
        middle = statistics.median(widths)
        return statistics.fmean(min(abs(w - middle), 3.0) for w in widths[len(widths) // 8 :])

    def width(self, i: int) -> float:
        """The width of a line, its marks squeezed as they usually are here."""
        return self.natural[i] - self.squeeze * self.marks[i]

    def around(self, i: int, reach: int = 8) -> float:
        """The measure around line ``i``: the median of the wider two thirds of the full lines near it; 0 without any."""
        near = [self.width(n) for n in range(max(0, i - reach), min(len(self.full), i + reach + 1)) if self.full[n]]
        if len(near) < 4:
            near = [self.width(n) for n in range(len(self.full)) if self.full[n]]
        near.sort()
        return statistics.median(near[len(near) // 3 :]) if near else 0.0


def local_measure(lines: Sequence[Line], at: int) -> float:
    """The measure around one line; see Measures for many."""
    low = max(0, at - 10)
    return Measures(lines[low : at + 11]).around(at - low)
