"""Take the lines of a text, give what each of them shows: one row a line, computed once, which every rule reads.

Strategy.  A row holds what the line's own signs say (its width, how it ends, what it begins with, whose words it has), what the
text around it says (whether it fills the measure, whether its like stands elsewhere), and, where the reader of a PDF gives
places, what the page says: its band, whether it stands at the page's edge or surely inside, its type against the running
text's, its indent.  Rows decide nothing: a rule asks them by name, so that the same question has one answer everywhere.
"""

from __future__ import annotations

import re
import statistics
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sco_pub.clean.lines.lines import Line, ends_sentence
from sco_pub.clean.lines.measures import local_measure, measure
from sco_pub.lexicon import captions, enumerators, mastheads, note_marks, sources, stamps
from sco_pub.lexicon.label_words import FOOT
from sco_pub.model.characters import hanzi_count
from sco_pub.model.text import Band, Geometry

_WORD_SHORT = 3.0  # em: a justified line lacks no more than the word that didn't fit
_AT_EDGE = 2  # lines: a running head stands no deeper in its page
_FOLIO_DEEP = 5  # lines: a folio drawn one digit a line takes four
_SAME_LINE = 3.0  # points: baselines that differ by less are one line's
_MIDDLE = 1.0  # em: how far a centred line's middle may stand from its column's


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands on its page.

    ``depth``: how many lines down from its page's top or up from its foot, the nearer of the two; 0 in head and foot.
    ``size``: its type against the running text's; ``indent``: from its
    column's left edge, in em; ``above``: the white to the line above it in its column, in usual steps (0 at its top).
    """

    band: Band
    column: int
    baseline: float
    depth: int
    size: float
    bold: bool
    indent: float
    centred: bool
    above: float


@dataclass(frozen=True, slots=True)
class LineFeatures:
    """What one line shows.

    ``ended``: it ends a sentence.  ``mark``: a note's mark opens it; ``scheme`` and ``number``: a heading's enumerator;
    ``numbered``: any number of a heading or a point.  ``label``: a field of a first page's foot.  ``masthead``: a journal's
    name and issue, nothing else; ``issue``: it names an issue; ``stamped``: a publisher's words.  ``sourced``: it names a
    source as notes do.  ``shape``: as it would look on any page; ``repeats``: how many lines have that shape.
    ``measure``: the usual width around it; ``full``: it fills the text's measure.
    """

    text: str
    lead: str
    page: int | None
    width: float
    hanzi: int
    ended: bool
    mark: bool
    scheme: str
    number: int | None
    numbered: bool
    label: bool
    masthead: bool
    issue: bool
    stamped: bool
    caption: bool
    sourced: bool
    shape: str
    repeats: int
    measure: float
    full: bool
    place: Place | None

    @property
    def inside(self) -> bool:
        """Whether the page proves that the line is no running head."""
        return self.place is not None and self.place.depth > _AT_EDGE

    @property
    def far_inside(self) -> bool:
        """Whether it proves that the line is no folio either."""
        return self.place is not None and self.place.depth > _FOLIO_DEEP

    @property
    def band(self) -> Band | None:
        return self.place.band if self.place else None


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a text and the usual width of its full lines, in em."""

    rows: tuple[LineFeatures, ...]
    measure: float

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, n: int) -> LineFeatures:
        return self.rows[n]

    def __iter__(self) -> Iterator[LineFeatures]:
        return iter(self.rows)


def shape(text: str) -> str:
    """A line as it would look on any page: digits alike, spaces out."""
    return re.sub(r"\d+", "#", re.sub(r"\s+", "", text))


def table(lines: Sequence[Line]) -> Rows:
    """The rows of all lines of a text."""
    full = measure(lines)
    shapes = [shape(line.text) for line in lines]
    alike = Counter(shapes)
    places = _places(lines)
    return Rows(
        tuple(
            _row(line, shapes[n], alike[shapes[n]], local_measure(lines, n), full, places.get(n))
            for n, line in enumerate(lines)
        ),
        full,
    )


def _row(line: Line, its_shape: str, repeats: int, around: float, full: float, place: Place | None) -> LineFeatures:
    text = line.text
    scheme, number, _ = enumerators.enumerator(text)
    return LineFeatures(
        text=text,
        lead=line.lead,
        page=line.page,
        width=line.width,
        hanzi=hanzi_count(text),
        ended=ends_sentence(text),
        mark=note_marks.START.match(text) is not None,
        scheme=scheme,
        number=number,
        numbered=enumerators.NUMBERED.match(text) is not None,
        label=FOOT.match(text) is not None,
        masthead=mastheads.is_masthead(text),
        issue=mastheads.ISSUE.search(text) is not None,
        stamped=stamps.LEGAL.search(text) is not None,
        caption=captions.is_caption(text),
        sourced=sources.NAMES_SOURCE.search(text) is not None,
        shape=its_shape,
        repeats=repeats,
        measure=around,
        full=line.width > full - _WORD_SHORT,
        place=place,
    )


def _places(lines: Sequence[Line]) -> dict[int, Place]:
    """The place of each line that has one, by position."""
    known = {n: line.geometry for n, line in enumerate(lines) if line.geometry is not None}
    text = [g for g in known.values() if g.band is Band.TEXT] or list(known.values())
    usual = statistics.median_low([g.size for g in text]) if text else 1.0
    columns: dict[tuple[int | None, int], list[int]] = defaultdict(list)
    pages: dict[int | None, list[float]] = defaultdict(list)
    for n, g in known.items():
        columns[lines[n].page, g.column].append(n)
        pages[lines[n].page].append(g.baseline)
    made: dict[int, Place] = {}
    for (page, _), inside in columns.items():
        made |= _column(inside, known, usual, _levels(pages[page]))
    return made


def _column(
    inside: Sequence[int], known: Mapping[int, Geometry], usual: float, levels: Sequence[float]
) -> dict[int, Place]:
    """The places of one column's lines; ``levels``: the heights of the page's lines, from its foot up."""
    text = [known[n] for n in inside if known[n].band in (Band.TEXT, Band.NOTES)] or [known[n] for n in inside]
    left, right = min(g.x0 for g in text), max(g.x1 for g in text)
    steps = {n: known[m].baseline - known[n].baseline for m, n in pairwise(inside)}
    step = statistics.median([s for s in steps.values() if s > 0] or [1.0])
    return {
        n: Place(
            band=g.band,
            column=g.column,
            baseline=g.baseline,
            depth=_depth(g, levels),
            size=g.size / usual,
            bold=g.bold,
            indent=(g.x0 - left) / max(g.size, 1.0),
            centred=abs(g.x0 - left - (right - g.x1)) < 2 * _MIDDLE * g.size and g.x0 - left > g.size,
            above=max(0.0, steps.get(n, 0.0)) / step,
        )
        for n in inside
        for g in (known[n],)
    }


def _levels(baselines: Sequence[float]) -> list[float]:
    """The heights of a page's lines, from its foot up; what stands on one line has one."""
    levels: list[float] = []
    for y in sorted(baselines):
        if not levels or y - levels[-1] >= _SAME_LINE:
            levels.append(y)
    return levels


def _depth(g: Geometry, levels: Sequence[float]) -> int:
    if g.band in (Band.HEAD, Band.FOOT):
        return 0
    up = bisect_right(levels, g.baseline)
    return min(up, len(levels) + 1 - up)
