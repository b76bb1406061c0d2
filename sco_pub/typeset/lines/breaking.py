"""Take a paragraph's items and a measure, give the best line breaks for the paragraph as a whole.

Strategy.  The breaks of Knuth and Plass ("Breaking Paragraphs into Lines", Software: Practice and Experience 11, 1981): each
line's badness is the cube of how far its gaps must grow or give (the square for titles, which have few lines to choose from),
its cost the square of the badness with the square of what its break costs (a hyphen, a joint of an address), and the cheapest
chain of lines from the paragraph's start to its end wins.  A hanzi text may break almost
anywhere, so that the search goes from each reachable break straight to the few ends that a line of the measure can have
(found by bisection in the running sums) instead of keeping a list of active breaks: time grows with the length of the text.

Rules beyond the paper:

- no more than ``most_hyphens`` divided lines in a row;
- no last line shorter than ``least_last``, none that holds only the rest of a divided word (CLREQ 3.2.1: no paragraph ends
  with a single character; Milchin and Cheltsova, 5.3.7: no last line shorter than the indent).  Where the usual search
  finds nothing else it is repeated with looser lines; such an end remains only where every other way has holes;
- a tight line beside a loose one costs as much as TeX's \\adjdemerits; a word alone in the last line a little more than a
  decent line (Chicago Manual of Style, 2.112);
- a title's line should end with the sense, and its last line not be a lone word;
- a line that ends in an address may stay short (lines.addresses);
- a wish of the page's maker (``Wish``): a line that must not end divided, because the page ends there, or a number of lines.

When nothing fits, the least bad line is taken: there is always an answer, and an overfull line is for the checks to report.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sco_pub.typeset.lines.line_ends import (
    DECENT,
    OVERFULL,
    SHORT_LAST,
    TOLERANCE,
    Bound,
    End,
    LineEnds,
    Setting,
    line_cost,
)
from sco_pub.typeset.lines.paragraph import NEVER, Paragraph

_JARRING = 1e4  # a tight line beside a loose one; TeX's \\adjdemerits, on the same scale
_PATIENT = 4.5  # a ratio of growing: up to it ends are looked for when there is no good one


@dataclass(frozen=True, slots=True)
class Wish:
    """What a page asks of a paragraph: ``prefix``, the ends of lines that stand already; counted from there the
    line that must not end divided, and the number of lines (0: no wish); the loosest line's ratio; and whether letters
    are tracked (the items must have been made so)."""

    prefix: tuple[int, ...] = ()
    undivided: int = 0
    lines: int = 0
    loosest: float = TOLERANCE
    tracked: bool = False


NO_WISH = Wish()


@dataclass(frozen=True, slots=True)
class Chain:
    """The items after which lines end, the last line's left out, and what it costs."""

    ends: tuple[int, ...]
    cost: float


@dataclass(slots=True)
class _Node:
    """The cheapest way to a break: after item ``at``, ``row`` divided lines in a row before it, ``line`` lines if counted,
    and the last line's ``colour`` (line_ends.End)."""

    at: int
    row: int
    line: int
    colour: int
    cost: float
    before: _Node | None


_Nodes: TypeAlias = dict[int, dict[tuple[int, int, int], _Node]]  # by item; then by row, line and colour


class Breaker:
    """One paragraph in its frame, searched as often as is wished: what was found is kept (``chains``)."""

    def __init__(self, items: Paragraph, setting: Setting) -> None:
        self._items, self._setting = items, setting
        self._ends = LineEnds(items, setting)
        self.chains: dict[Wish, Chain | None] = {}

    def breaks(self, wish: Wish = NO_WISH) -> tuple[int, ...]:
        """The items after which lines end, the last line's left out; a wish that can't be met is passed over."""
        best = self.chain(wish) or self.chain(Wish(wish.prefix))
        return best.ends if best is not None else ()

    def chain(self, wish: Wish = NO_WISH) -> Chain | None:
        """The cheapest chain of lines; None when the wish can't be met."""
        if wish not in self.chains:
            self.chains[wish] = self._chain(wish)
        return self.chains[wish]

    def _chain(self, wish: Wish) -> Chain | None:
        if not self._items.clusters:
            return Chain((), 0.0)
        if wish.lines and not can_have(self._items, self._setting, wish):
            return None
        best = self._search(wish, self._setting.tolerance)
        if best is not None and best.cost >= SHORT_LAST and not self._setting.balanced:
            patient = self._search(wish, _PATIENT)
            best = patient if patient is not None and patient.cost < best.cost else best
        return best

    def _search(self, wish: Wish, tolerance: float) -> Chain | None:
        total = len(self._items.clusters)
        first = wish.prefix[-1] + 1 if wish.prefix else 0
        counted = bool(wish.lines or wish.undivided)
        bound = Bound(tolerance, wish.loosest if counted else None)
        known = self._ends.of(bound)
        nodes: _Nodes = {first: {(0, 0, DECENT): _Node(-1, 0, 0, DECENT, 0.0, None)}}
        for start in range(first, total):
            here = nodes.pop(start, None)
            if here is None:
                continue
            found = known[start] if start in known else self._ends.look(start, bound)
            for node in _worth_going_on(here):
                line = node.line + 1 if counted else 0
                self._go_on(nodes, node, line, self._allowed(found, wish, node) or self._forced(start, counted))
        last = [node for node in nodes.get(total, {}).values() if not wish.lines or node.line == wish.lines]
        return _chain(min(last, key=_cost_of), wish.prefix) if last else None

    @staticmethod
    def _go_on(nodes: _Nodes, node: _Node, line: int, ends: Sequence[End]) -> None:
        """Put the nodes behind a node in their places, each if it is the cheapest of its kind there."""
        before, row, colour = node.cost, node.row + 1, node.colour
        for at, cost, divided, new in ends:
            kind, cost = (row if divided else 0, line, new), before + cost
            if new - colour > 1 or colour - new > 1:
                cost += _JARRING
            there = nodes.get(at + 1)
            if there is None:
                nodes[at + 1] = {kind: _Node(at, *kind, cost, node)}
            elif kind not in there or cost < there[kind].cost:
                there[kind] = _Node(at, *kind, cost, node)

    def _allowed(self, found: list[End], wish: Wish, node: _Node) -> list[End]:
        """Of a line's ends those that may follow a node: no third hyphen in a row, none where a page ends."""
        if node.row < self._setting.most_hyphens and node.line + 1 != wish.undivided:
            return found
        return [end for end in found if not end.divided]

    def _forced(self, start: int, bounded: bool) -> list[End]:
        """Where no line fits, the next end there is; nothing when a wish would not be met."""
        ends = self._items.ends
        return [] if bounded else [End(ends[bisect_right(ends, start - 1)], OVERFULL, False)]


def _worth_going_on(here: Mapping[tuple[int, int, int], _Node]) -> Iterable[_Node]:
    """The nodes at a break that can be part of the cheapest chain: what a node's colour saves is no more than ``_JARRING``, so
    that one beyond that is never better than its like."""
    if len(here) == 1:
        return here.values()
    least: dict[tuple[int, int], float] = {}
    for (row, line, _), node in here.items():
        least[row, line] = min(node.cost, least.get((row, line), NEVER))
    return [
        node
        for (row, line, _), node in here.items()
        if all(node.cost <= least.get((less, line), NEVER) + _JARRING for less in range(row + 1))
    ]


def _cost_of(node: _Node) -> float:
    return node.cost


def breaks(items: Paragraph, setting: Setting, wish: Wish = NO_WISH) -> tuple[int, ...]:
    """The items after which lines end, of a paragraph that is broken once."""
    return Breaker(items, setting).breaks(wish)


def chain(items: Paragraph, setting: Setting, wish: Wish = NO_WISH) -> Chain | None:
    """The cheapest chain of lines, of a paragraph that is broken once."""
    return Breaker(items, setting).chain(wish)


def can_have(items: Paragraph, setting: Setting, wish: Wish) -> bool:
    """Whether a wish's number of lines isn't out of the question: what all gaps together can grow and give."""
    first = wish.prefix[-1] + 1 if wish.prefix else 0
    last = len(items.clusters) - 1
    width = items.room[last] - items.room[first] + (setting.indent if first == 0 else 0.0)
    growth = wish.loosest * (items.growth[last] - items.growth[first])
    growth += max(wish.loosest - 1.0, 0.0) * (items.letters[last] - items.letters[first])
    least = (wish.lines - 1) * setting.measure + setting.least_last
    give = items.slack[last] - items.slack[first]
    return width + growth >= least and width - give <= (wish.lines + 0.1) * setting.measure


def _chain(node: _Node, prefix: tuple[int, ...]) -> Chain:
    cost, found = node.cost, []
    while node.before is not None:
        found.append(node.at)
        node = node.before
    return Chain((*prefix, *reversed(found[1:])), cost)


def loosest(items: Paragraph, setting: Setting, ends: tuple[int, ...], first: int = 0) -> float:
    """The largest ratio of the lines that end at ``ends``, from item ``first``; the last line isn't looked at."""
    ratios = [0.0]
    for end in ends:
        if end >= first:
            measure = setting.measure - (setting.indent if first == 0 else 0.0)
            ratios.append(line_cost(items, setting, first, end, items.visible[end], measure, False)[1])
            first = end + 1
    return max(ratios)
