"""Take a line of text and the numbers of a reference list, give the citations in it: [3], [1,3-5], [7, с. 36].

Strategy.  Brackets hold many things; a citation is what can be nothing else:

- Brackets of one kind round numbers of one to three figures, joined by commas, semicolons or dashes; a place in the source may
  follow them (GOST R 7.0.5, 7: [10, с. 81]; several citations are parted by a semicolon).  So a year, a type mark
  ([M], [J/OL]), an ellipsis and words in brackets are none, and neither is a decimal.
- Every number, those inside a range too, has an entry in the list; a range goes upwards.
- [1,5] is an interval when a word or sign says so (区间, ∈, range), and x[1] is an element of x.

The page that GB/T 7714 puts behind the bracket, [7]36, is no part of what names the entry and stays text.
Known doubt: an interval without such a word passes for a citation where the list has its numbers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

BRACKETS = (("[", "]"), ("［", "］"), ("〔", "〕"), ("【", "】"))

_ITEM = r"\d{1,3}(?:\s*[-‐‑–—―−~～－]{1,2}\s*\d{1,3})?"
_LOCATOR = r"(?:стр|pages?|[сСpPтТ]|pp|Pp|PP|гл|[Cc]h|[Vv]ol|§|第)(?![^\W\d_]{2})"
_REST = r"[^\[\]［］〔〕【】;；]{0,60}"
_PLACE = rf"(?:\s*[,，:：]\s*{_LOCATOR}{_REST}\d{_REST})"
_PART = rf"{_ITEM}(?:\s*[,，、]\s*{_ITEM})*{_PLACE}?"
_INSIDE = rf"\s*{_PART}(?:\s*[;；]\s*{_PART})*\s*"
_CITATION = re.compile("|".join(f"{re.escape(begin)}({_INSIDE}){re.escape(end)}" for begin, end in BRACKETS))
_NAMED = re.compile(rf"(?:^|[,，、;；])\s*({_ITEM})")
_PLACES = re.compile(_PLACE)
_INTERVAL = re.compile(
    r"(?:区间|范围|量表|[∈=＝≤<]|\binterval|\brange|интервал\w*|отрез\w*|диапазон\w*)\s*(?:为|是|在|内|of|is|от)?\s*$"
)
_BEFORE = 24  # characters before a bracket that can hold such a word
_ELEMENT = re.compile(r"(?<![A-Za-zÀ-ɏα-ωА-яЁё])[a-zα-ω]$")


@dataclass(frozen=True, slots=True)
class Citation:
    """Characters ``start`` to ``end`` of a text; ``numbers`` are all entries cited, ``spots`` what names them.

    A spot is (start, end, number): the whole bracket where there is one number, else each figure that is written.
    """

    start: int
    end: int
    numbers: tuple[int, ...]
    spots: tuple[tuple[int, int, int], ...]


def citations(text: str, known: Collection[int]) -> Iterator[Citation]:
    """The citations of entries ``known``, in order."""
    for match in _CITATION.finditer(text):
        inside = match[match.lastindex or 0]
        found = _read(inside, match.start() + 1)
        if (
            found is None
            or not set(found.numbers) <= set(known)
            or _means_another(text[max(match.start() - _BEFORE, 0) : match.start()], found)
        ):
            continue
        spots = found.spots
        if len(found.spots) == 1:
            spots = ((match.start(), match.end(), found.spots[0][2]),)
        yield Citation(match.start(), match.end(), found.numbers, spots)


def _read(inside: str, offset: int) -> Citation | None:
    """What stands between the brackets; None for a range that goes down."""
    bare = _PLACES.sub(lambda place: " " * len(place[0]), inside)  # 36 and 40 in “с. 36, 40” are pages
    numbers: list[int] = []
    spots: list[tuple[int, int, int]] = []
    for item in _NAMED.finditer(bare):
        ends = list(re.finditer(r"\d+", item[1]))
        first, last = int(ends[0][0]), int(ends[-1][0])
        if len(ends) == 2 and first >= last:
            return None
        numbers += range(first, last + 1)
        start = offset + item.start(1)
        spots += [(start + end.start(), start + end.end(), int(end[0])) for end in ends]
    return Citation(offset, offset + len(inside), tuple(dict.fromkeys(numbers)), tuple(spots))


def _means_another(before: str, found: Citation) -> bool:
    if _ELEMENT.search(before):
        return True
    return len(found.numbers) > 1 and _INTERVAL.search(before) is not None
