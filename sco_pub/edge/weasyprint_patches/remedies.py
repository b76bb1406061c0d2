"""Take what stands on a page, give ways to set it otherwise: remedies for a page that is short or ends with a divided word.

A remedy is a wish for one or more paragraphs (weasyprint_patches.plans), or a line more above a heading; which of them
mend the page, weasyprint_patches.pages tries out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import combinations
from typing import Any, TypeAlias

from sco_pub.edge.weasyprint_patches.plans import Place, Plan
from sco_pub.typeset.lines.breaking import Wish

_DEAREST = 3.5e5  # for each of its lines: what a paragraph may cost more for being a line longer or shorter
_TRACKING = 1e5  # what tracking costs beside
_STEPS = ((1.3, False), (1.3, True), (1.8, True))  # how loose a line may be, and whether its paragraph may be tracked
_RECTO_STEPS = ((2.4, True),)  # at the end of a right-hand page, where a reader turns over
Wished: TypeAlias = tuple[Plan, Wish]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The lines of one paragraph that stand on a page: from line ``first`` of its plan; whether it ends here."""

    plan: Plan
    first: int
    count: int
    ends: bool


@dataclass(frozen=True, slots=True)
class Remedy:
    """Wishes for paragraphs, and headings (elements) that get a line more above them."""

    wishes: tuple[Wished, ...] = ()
    headings: tuple[Any, ...] = ()


Share: TypeAlias = tuple[int, Remedy]  # the lines left free at a page's foot, and what is done on the page


def for_short(short: int, stretches: Sequence[Stretch], headings: Sequence[Any]) -> Iterator[Remedy]:
    """Ways to fill a page that is short by ``short`` lines, the least costly first."""
    longer, shorter = _by_cost(stretches, 1), _by_cost(stretches, -1)
    easily = [wished for wished in longer if not wished[1].tracked]
    if short <= 2 and len(easily) >= short:
        yield Remedy(tuple(easily[:short]))
    elif short == 1 and headings:
        yield Remedy((), tuple(headings[-1:]))
    elif short <= 2 and len(longer) >= short:
        yield Remedy(tuple(longer[:short]))
    for one in shorter[:1]:
        yield Remedy((one,))
    for count in range(min(len(headings), short), 0, -1):
        yield Remedy(tuple(longer[: short - count]), tuple(headings[-count:]))
    for pair in combinations(shorter[:2], 2):
        yield Remedy(pair)
    if longer and (short > 2 or len(longer) < short):
        yield Remedy(tuple(longer[:short]))


def for_pair(short: int, stretches: Sequence[Stretch], headings: Sequence[Any], widened: Set[int]) -> Iterator[Share]:
    """Ways for a page to give lines to the next one, which is short, the least seen first.

    A page that is short itself by ``short`` lines gives none.  White above a heading is hardly seen, nor are two
    facing feet that are a line high; a paragraph a line longer is as good where there is no heading.
    """
    if short:
        return
    free = [heading for heading in headings if id(heading) not in widened]
    longer = _by_cost(stretches, 1)
    above, by_line = Remedy((), tuple(free[-1:])), Remedy(tuple(longer[:1]))
    if free:
        yield 0, above
    elif longer:
        yield 0, by_line
    yield 1, Remedy()
    if free:
        yield 1, above
    if longer:
        yield 1, by_line


def _by_cost(stretches: Sequence[Stretch], more: int) -> list[Wished]:
    """The paragraphs that can be set with a line more or less, the cheapest first."""
    found = []
    for number, stretch in enumerate(stretches):
        part, prefix = stretch.plan.parts[0], stretch.plan.parts[0].ends[: stretch.first]
        rest = len(stretch.plan.places) - stretch.first
        usual = part.chain(Wish(prefix))
        usually = part.loosest(stretch.first)
        for loosest, tracked in _STEPS if rest + more > 1 else ():
            wish = Wish(prefix, lines=rest + more, loosest=max(loosest, usually), tracked=tracked)
            other = part.chain(wish)
            if other is not None and usual is not None and other.cost - usual.cost < _DEAREST * rest:
                found.append((other.cost - usual.cost + tracked * _TRACKING, number, (stretch.plan, wish)))
                break
    return [wished for *_, wished in sorted(found, key=lambda item: item[:2])]


def for_divided(place: Place, stretches: Sequence[Stretch], recto: bool) -> Iterator[Remedy]:
    """Ways to end the page with a whole word: its last paragraph broken otherwise, or one above it longer or shorter."""
    if not stretches or stretches[-1].plan is not place.plan:
        return
    stretch = stretches[-1]
    prefix, rest = place.part.ends[: stretch.first], len(place.plan.places) - stretch.first
    usually = place.part.loosest(stretch.first)
    for loosest, tracked in (*_STEPS, *(_RECTO_STEPS if recto else ())):
        for wanted in (rest, rest + 1, rest - 1):
            bound = max(loosest, usually)
            wish = Wish(prefix, undivided=stretch.count, lines=wanted, loosest=bound, tracked=tracked)
            if wanted > stretch.count + 1 and place.part.chain(wish) is not None:
                yield Remedy(((place.plan, wish),))
                break
    for more in (1, -1):
        last = place.number - more
        ends = [other for other in place.plan.places.values() if other.number == last]
        if ends and stretch.count > 2 and not ends[0].divided:
            yield from (Remedy((one,)) for one in _by_cost(stretches, more) if one[0] is not place.plan)
