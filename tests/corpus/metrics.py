"""Take the truth and a reading, give scores.

Definitions.  All of them are 1 for a perfect cleaner but CER, which is 0.

- **CER**, character error rate: Levenshtein distance (insert, delete, replace: 1 each) between the reading text and the
  true one, over the length of the true one.  The reading text is all body blocks (headings, paragraphs, quotations) in
  order, then all note bodies in the order of their calls, without calls, line ends or Markdown.  Spaces count, but for
  the one behind a heading's enumerator.
- **Print CER**, for tools that know no notes and no metadata: the same distance to the clean text in the order of print,
  front matter, calls and notes where they stand, furniture left out; line ends are taken out of the tool's text.
- **Paragraph F1**: a paragraph is right when a paragraph of the truth has the same first and last four letters and is
  alike to it at 0.97 or more (1 − distance / longer length), each used once.
- **Heading F1**: same text (spaces aside) and same level, each used once.
- **Notes F1**: a call is right when the eight letters before it are the truth's, its body is alike at 0.97 or more, and a
  lost or cut body is marked as such (and no other is).
- **Metadata**: right fields over all fields that the truth or the reading has; equal when equal without spaces (an
  affiliation without its city and postcode).  The
  keys that the truth doesn't speak of (``lang``, article numbers) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from tests.corpus.article import Fate
from tests.corpus.reading import Called, Reading

_ALIKE = 0.97
KEYS = (
    "title",
    "subtitle",
    "author",
    "affiliation",
    "bio",
    "abstract",
    "keywords",
    "funding",
    "received",
    "clc",
    "doi",
    "editor",
    "title-en",
    "abstract-en",
    "keywords-en",
)


@dataclass(frozen=True, slots=True)
class Score:
    """One text's counts; totals of many texts are sums of these."""

    distance: int
    length: int
    paragraphs: tuple[int, int, int]  # right, in the truth, in the reading
    headings: tuple[int, int, int]
    notes: tuple[int, int, int]
    fields: tuple[int, int]  # right, all
    wrong_fields: tuple[str, ...] = ()

    @property
    def cer(self) -> float:
        return self.distance / max(self.length, 1)


def score(truth: Reading, reading: Reading) -> Score:
    fields = [key for key in KEYS if key in truth.metadata or key in reading.metadata]
    wrong = tuple(
        key for key in fields if _field(key, truth.metadata.get(key)) != _field(key, reading.metadata.get(key))
    )
    return Score(
        Levenshtein.distance(truth.text, reading.text),
        len(truth.text),
        (_matched(truth.paragraphs, reading.paragraphs), len(truth.paragraphs), len(reading.paragraphs)),
        (_same(truth.headings, reading.headings), len(truth.headings), len(reading.headings)),
        (_paired(truth.notes, reading.notes), len(truth.notes), len(reading.notes)),
        (len(fields) - len(wrong), len(fields)),
        wrong,
    )


def print_score(printed: str, text: str, truth: Reading, reading: Reading) -> Score:
    """The score of a tool that knows paragraphs at best."""
    joined = "".join(line.strip() for line in text.split("\n"))
    paragraphs = (_matched(truth.paragraphs, reading.paragraphs), len(truth.paragraphs), len(reading.paragraphs))
    headings, notes = (0, len(truth.headings), 0), (0, len(truth.notes), 0)
    return Score(
        Levenshtein.distance(printed, joined), len(printed), paragraphs, headings, notes, (0, len(truth.metadata))
    )


def f1(counts: tuple[int, int, int]) -> float:
    right, true, found = counts
    return 1.0 if true + found == 0 else 2 * right / (true + found)


def alike(a: str, b: str) -> bool:
    longest = max(len(a), len(b))
    return longest == 0 or 1 - Levenshtein.distance(a, b) / longest >= _ALIKE


def _matched(truth: Sequence[str], found: Sequence[str]) -> int:
    ends: dict[tuple[str, str], list[str]] = {}
    for text in found:
        ends.setdefault(_ends(text), []).append(text)
    right = 0
    for text in truth:
        near = next((other for other in ends.get(_ends(text), ()) if alike(text, other)), None)
        if near is not None:
            ends[_ends(text)].remove(near)
            right += 1
    return right


def _ends(text: str) -> tuple[str, str]:
    letters = "".join(c for c in text if c.isalnum())
    return letters[:4], letters[-4:]


def _same(truth: Sequence[tuple[int, str]], found: Sequence[tuple[int, str]]) -> int:
    left = [(level, _bare(text)) for level, text in found]
    right = 0
    for level, text in truth:
        if (level, _bare(text)) in left:
            left.remove((level, _bare(text)))
            right += 1
    return right


def _paired(truth: Sequence[Called], found: Sequence[Called]) -> int:
    left = list(found)
    right = 0
    for note in truth:
        same = next((n for n in left if n.before == note.before and n.fate == note.fate and _body(n, note)), None)
        if same is not None:
            left.remove(same)
            right += 1
    return right


def _body(a: Called, b: Called) -> bool:
    return a.fate == Fate.LOST or alike(a.body, b.body)


def _field(key: str, value: str | tuple[str, ...] | None) -> str | tuple[str, ...] | None:
    """A field as it is compared: an affiliation without its city and postcode, a date or number without spaces."""
    if key == "affiliation" and isinstance(value, tuple):
        value = tuple(re.split("[，；,; ]", home)[0] for home in dict.fromkeys(value))
    return _bare(value)


def _bare(value: str | tuple[str, ...] | None) -> str | tuple[str, ...] | None:
    return (
        tuple("".join(v.split()) for v in value)
        if isinstance(value, tuple)
        else "".join(value.split())
        if value
        else None
    )
