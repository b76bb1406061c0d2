"""Take a paragraph's items and its frame, give what a line costs, and the ends that a line from an item can have.

Strategy.  Each line's badness is the cube of how far its gaps must grow or give (the square for titles), its cost the square of
the badness with the square of what its break costs.  A paragraph is searched several times: as it is, and as pages wish of it
(lines.breaking).  The lines that are looked at are mostly the same, so what was found of them is kept (``LineEnds``).

In a justified paragraph, where nearly all the time goes, everything that a line's end has a share in is gathered first, one row
an end: a line is then a few sums.  ``line_cost`` says the same for any line, more slowly.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from sco_pub.typeset.lines.classes import Kind
from sco_pub.typeset.lines.paragraph import HYPHENS, LETTERS, Paragraph, ratio_of

TOLERANCE = 1.6  # the ratio of growing up to which further ends are looked for
OVERFULL = 1e7  # a line that overruns its measure: only where nothing else is left
SHORT_LAST = 7e7  # as bad as a line whose gaps grow somewhat more than four times what they well may
_DIVIDED_LAST = 1.6e5  # the rest of a divided word alone in a last line: five times a whole word there
_LONE_LAST = 3e4  # one word alone: worth a line whose gaps grow by a fifth more than they well may, not a hole
_SHORT_WORD = 0.2  # of the measure: a longer word fills its line well enough
DECENT = 1  # the class of a line whose gaps are about as they should be (TeX's fitness classes)
_LOOSE, _TIGHT = 0.5, -0.5  # ratios: a line beyond is of another colour than a decent one (TeX's fitness classes)
_LINE = 10.0  # what each line costs (TeX's \linepenalty), so that of two ways the shorter is taken
AGAINST_SENSE = 1200.0  # what a title's break costs where nothing else is known of it
_LAST_OF_TITLE, _LEAST_OF_TITLE, _LONE_IN_TITLE = 0.5, 0.28, 1e7  # its last line may be shorter, but not a lone word
_WORST = 12.0  # a ratio beyond which a line is no worse: dividing an address in mid-word always is
_LAST_RESORT = 600.0  # a break that dear never ends the search for others


@dataclass(frozen=True, slots=True)
class Setting:
    """A paragraph's frame, in the items' unit.

    ``indent``: of the first line; ``ragged``: lines aren't justified; ``balanced``: lines should be of one length and end
    with the sense (a title): ``sense`` has what a break after an item costs there.
    """

    measure: float
    indent: float = 0.0
    ragged: bool = False
    balanced: bool = False
    least_last: float = 0.0
    most_hyphens: int = 2
    tolerance: float = TOLERANCE
    sense: Mapping[int, float] = field(default_factory=dict)


def line_cost(
    items: Paragraph, setting: Setting, start: int, end: int, last: int, measure: float, final: bool
) -> tuple[float, float]:
    """A line's cost and its ratio: how far its gaps must grow (positive) or give (negative, -1 is all they have)."""
    last = max(last, start)
    width = items.room[last] - items.room[start] + items.clusters[last].width
    width += -items.start[start] - items.end[last] + (items.hyphen[end] if not final else 0.0)
    spare = measure - width
    give = items.slack[last] - items.slack[start]
    if spare < 0:
        ratio = _giving(spare, give, measure)
    elif final and not setting.balanced:
        ratio = 0.0
    else:
        if setting.ragged:
            ratio = spare / (0.12 * measure) * (_LAST_OF_TITLE if final else 1.0)
        else:
            growth, letters = items.growth[last] - items.growth[start], items.letters[last] - items.letters[start]
            ratio = ratio_of(spare, growth, letters)
        if end in items.airy:
            ratio = min(ratio, items.airy[end] + 0.5 * spare / measure)
    if ratio < -1.0:
        return OVERFULL + -spare * 1000, ratio
    bad = _LINE + 100.0 * min(abs(ratio), _WORST) ** (2 if setting.balanced else 3) + max(ratio - _WORST, 0.0)
    if setting.balanced and not final:
        bad = max(bad * 0.3, bad + setting.sense.get(end, AGAINST_SENSE))
    cost = bad * bad + items.cost[end] ** 2
    if final and start:
        cost += _last_line_cost(items, setting, start, last, measure - spare)
    return cost, ratio


def _giving(spare: float, give: float, measure: float) -> float:
    """The ratio of a line that is too wide by ``-spare``."""
    if give > 0:
        return spare / give
    return -1.0 if spare > -1e-6 * measure else -2.0


def _last_line_cost(items: Paragraph, setting: Setting, start: int, last: int, width: float) -> float:
    """What a paragraph's last line costs beside its looks: when it is short, when it begins with the rest of a word."""
    if setting.balanced:
        return _LONE_IN_TITLE if width < _LEAST_OF_TITLE * setting.measure else 0.0
    divided = items.hyphen[start - 1] > 0
    single = not any(items.clusters[index].kind is Kind.SPACE for index in range(start, last))
    if width < setting.least_last or (divided and single):
        return SHORT_LAST
    lone = single and items.clusters[start].kind in LETTERS and width < _SHORT_WORD * setting.measure
    return _DIVIDED_LAST if divided else _LONE_LAST if lone else 0.0


class End(NamedTuple):
    """The item after which a line ends, its cost, whether it ends with a hyphen, and its colour: 0 tight, 1 decent, 2 loose."""

    at: int
    cost: float
    divided: bool
    colour: int = DECENT


def _colour(ratio: float) -> int:
    return 2 if ratio > _LOOSE else 0 if ratio < _TIGHT else DECENT


class Bound(NamedTuple):
    """How far ends are looked for: until there are good ones (``tolerance``), or all up to the ratio ``loosest``."""

    tolerance: float
    loosest: float | None


class LineEnds:
    """The ends that lines of one paragraph can have, each worked out once."""

    def __init__(self, items: Paragraph, setting: Setting) -> None:
        self._items, self._setting = items, setting
        self._known: dict[Bound, dict[int, list[End]]] = {}
        self._even = not (setting.ragged or setting.balanced)

    def of(self, bound: Bound) -> Mapping[int, list[End]]:
        """What is known already, by the lines' first items; see ``look``."""
        return self._known.setdefault(bound, {})

    def look(self, start: int, bound: Bound) -> list[End]:
        """The ends that a line from ``start`` can have, the widest first."""
        found = self._known.setdefault(bound, {})[start] = self._look(start, bound)
        return found

    def _look(self, start: int, bound: Bound) -> list[End]:
        items, patient = self._items, bound.loosest is None and not self._setting.balanced
        limit = bound.tolerance if bound.loosest is None else bound.loosest
        found: list[End] = []
        overfull: End | None = None
        good, last = 0, len(items.clusters) - 1
        for end, cost, ratio, divided in self._lines(start):
            if ratio < -1.0:
                overfull = End(end, cost, divided)
                continue
            too_loose = ratio > limit and end != last
            if bound.loosest is not None and too_loose and end not in items.airy:
                break
            found.append(End(end, cost, divided, DECENT if end == last else _colour(ratio)))
            if patient and items.cost[end] < _LAST_RESORT:
                good += not divided
                if too_loose and good > 1:
                    break
        return found if found or bound.loosest is not None or overfull is None else [overfull]

    def _lines(self, start: int) -> Iterator[tuple[int, float, float, bool]]:
        """Every line from ``start``, the widest that gaps could make room for first: its end, cost, ratio, whether divided."""
        items, ends = self._items, self._items.ends
        measure = self._setting.measure - (self._setting.indent if start == 0 else 0.0)
        narrowest = items.tight[start] + measure + 2.0 * items.clusters[start].size
        place = bisect_right(ends, max(bisect_right(items.tight, narrowest, start + 1) - 1, start))
        return (self._justified if self._even else self._any)(start, place, measure)

    @cached_property
    def _rows(self) -> tuple[_Row, ...]:
        """What lines' ends have: a paragraph whose chains are known asks for none."""
        return _rows(self._items)

    def _any(self, start: int, place: int, measure: float) -> Iterator[tuple[int, float, float, bool]]:
        items = self._items
        for end in reversed(items.ends[bisect_right(items.ends, start - 1) : place]):
            final = end + 1 == len(items.clusters)
            cost, ratio = line_cost(items, self._setting, start, end, items.visible[end], measure, final)
            yield end, cost, ratio, not final and (items.hyphen[end] > 0 or items.clusters[end].text in HYPHENS)

    def _justified(self, start: int, place: int, measure: float) -> Iterator[tuple[int, float, float, bool]]:
        items, rows = self._items, self._rows
        begin, slack = items.room[start] + items.start[start], items.slack[start]
        growth, letters = items.growth[start], items.letters[start]
        final = len(items.clusters) - 1
        while place:
            place -= 1
            end, last, edge, slack_there, growth_there, letters_there, price, divided, airy = rows[place]
            if end < start:
                return
            if last <= start or end == final:
                yield end, *line_cost(items, self._setting, start, end, last, measure, end == final), divided
                continue
            spare = measure - (edge - begin)
            if spare < 0:
                give = slack_there - slack
                ratio = spare / give if give > 0 else _giving(spare, give, measure)
                if ratio < -1.0:
                    yield end, OVERFULL - spare * 1000, ratio, divided
                    continue
            else:
                ratio = ratio_of(spare, growth_there - growth, letters_there - letters)
                if airy is not None:
                    ratio = min(ratio, airy + 0.5 * spare / measure)
            far = abs(ratio)
            bad = _LINE + 100.0 * far**3 if far <= _WORST else _LINE + 100.0 * _WORST**3 + max(ratio - _WORST, 0.0)
            yield end, bad * bad + price, ratio, divided


class _Row(NamedTuple):
    """What a line's end has a share in: the last visible item, the line's right edge and the running sums there, the square of
    what the break costs, whether it divides a word, from which ratio on the line may stay short."""

    end: int
    last: int
    edge: float
    slack: float
    growth: float
    letters: float
    price: float
    divided: bool
    airy: float | None


def _rows(items: Paragraph) -> tuple[_Row, ...]:
    rows = []
    for end in items.ends:
        last, final = items.visible[end], end + 1 == len(items.clusters)
        edge = items.room[last] + items.clusters[last].width - items.end[last] + items.hyphen[end]
        divided = not final and (items.hyphen[end] > 0 or items.clusters[end].text in HYPHENS)
        sums = (items.slack[last], items.growth[last], items.letters[last])
        rows.append(_Row(end, last, edge, *sums, items.cost[end] ** 2, divided, items.airy.get(end)))
    return tuple(rows)
