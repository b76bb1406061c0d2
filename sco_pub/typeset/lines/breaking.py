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
- a title's line should end with the sense, and its last line not be a lone word;
- a line that ends in an address may stay short (lines.addresses);
- a wish of the page's maker (``Wish``): a line that must not end divided, because the page ends there, or a number of lines.

When nothing fits, the least bad line is taken: there is always an answer, and an overfull line is for the checks to report.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sco_pub.typeset.lines.classes import Kind
from sco_pub.typeset.lines.paragraph import HYPHENS, Paragraph, ratio_of

TOLERANCE = 1.6  # the ratio of growing up to which further ends are looked for
OVERFULL = 1e7
SHORT_LAST = 4.5e7  # as bad as a line whose gaps grow four times what they well may
_DIVIDED_LAST = 1.6e5
_LINE = 10.0
AGAINST_SENSE = 1200.0  # what a title's break costs where nothing else is known of it
_LAST_OF_TITLE, _LEAST_OF_TITLE, _LONE_IN_TITLE = 0.5, 0.28, 1e7  # its last line may be shorter, but not a lone word
_WORST = 12.0  # a ratio beyond which a line is no worse: dividing an address in mid-word always is


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
        ratio = spare / give if give > 0 else (-1.0 if spare > -1e-6 * measure else -2.0)
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


def _last_line_cost(items: Paragraph, setting: Setting, start: int, last: int, width: float) -> float:
    """What a paragraph's last line costs beside its looks: when it is short, when it begins with the rest of a word."""
    if setting.balanced:
        return _LONE_IN_TITLE if width < _LEAST_OF_TITLE * setting.measure else 0.0
    divided = items.hyphen[start - 1] > 0
    lone = divided and not any(items.clusters[index].kind is Kind.SPACE for index in range(start, last))
    return SHORT_LAST if lone or width < setting.least_last else _DIVIDED_LAST if divided else 0.0


_PATIENT = 4.5  # a ratio of growing: up to it ends are looked for when there is no good one
_LAST_RESORT = 600.0  # a break that dear never ends the search for others


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


_End = tuple[int, float, bool]  # the item after which a line ends, its cost, whether it ends with a hyphen


@dataclass(slots=True)
class _Node:
    """The cheapest way to a break: after item ``at``, ``row`` divided lines in a row before it, ``line`` lines if counted."""

    at: int
    row: int
    line: int
    cost: float
    before: _Node | None


def breaks(items: Paragraph, setting: Setting, wish: Wish = NO_WISH) -> tuple[int, ...]:
    """The items after which lines end, the last line's left out; a wish that can't be met is passed over."""
    best = chain(items, setting, wish) or chain(items, setting, Wish(wish.prefix))
    return best.ends if best is not None else ()


def chain(items: Paragraph, setting: Setting, wish: Wish = NO_WISH) -> Chain | None:
    """The cheapest chain of lines; None when the wish can't be met."""
    if not items.clusters:
        return Chain((), 0.0)
    if wish.lines and not can_have(items, setting, wish):
        return None
    best = _search(items, setting, wish)
    if best is not None and best.cost >= SHORT_LAST and not setting.balanced:
        patient = _search(items, replace(setting, tolerance=_PATIENT), wish)
        best = patient if patient is not None and patient.cost < best.cost else best
    return best


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


def _search(items: Paragraph, setting: Setting, wish: Wish) -> Chain | None:
    total = len(items.clusters)
    first = wish.prefix[-1] + 1 if wish.prefix else 0
    counted = bool(wish.lines or wish.undivided)
    nodes: dict[int, dict[tuple[int, int], _Node]] = {first: {(0, 0): _Node(-1, 0, 0, 0.0, None)}}
    for start in range(first, total):
        here = nodes.get(start)
        if here is None:
            continue
        found = _lines(items, setting, wish, start)
        for node in here.values():
            line = node.line + 1 if counted else 0
            for end, cost, divided in _allowed(found, setting, wish, node) or _forced(items, start, counted):
                _keep(
                    nodes.setdefault(end + 1, {}),
                    _Node(end, node.row + 1 if divided else 0, line, node.cost + cost, node),
                )
    last = [node for node in nodes.get(total, {}).values() if not wish.lines or node.line == wish.lines]
    return _chain(min(last, key=lambda node: node.cost), wish.prefix) if last else None


def _keep(at: dict[tuple[int, int], _Node], node: _Node) -> None:
    """Put a node in its place if it is the cheapest of its kind there."""
    known = at.get((node.row, node.line))
    if known is None or node.cost < known.cost:
        at[node.row, node.line] = node


def _allowed(found: list[_End], setting: Setting, wish: Wish, node: _Node) -> list[_End]:
    """Of a line's ends those that may follow a node: no third hyphen in a row, none where a page ends."""
    if node.row < setting.most_hyphens and node.line + 1 != wish.undivided:
        return found
    return [end for end in found if not end[2]]


def _forced(items: Paragraph, start: int, bounded: bool) -> list[_End]:
    """Where no line fits, the next end there is; nothing when a wish would not be met."""
    return [] if bounded else [(items.ends[bisect_right(items.ends, start - 1)], OVERFULL, False)]


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


def _lines(items: Paragraph, setting: Setting, wish: Wish, start: int) -> list[_End]:
    """The ends that a line from ``start`` can have, the widest first: each with its cost, and whether it divides a word."""
    ends, bounded = items.ends, bool(wish.lines or wish.undivided)
    measure = setting.measure - (setting.indent if start == 0 else 0.0)
    narrowest = items.tight[start] + measure + 2.0 * items.clusters[start].size
    place = bisect_right(ends, max(bisect_right(items.tight, narrowest, start + 1) - 1, start))
    found: list[_End] = []
    overfull: _End | None = None
    total, good = len(items.clusters), 0
    while place:
        place -= 1
        end = ends[place]
        if end < start:
            break
        final = end + 1 == total
        cost, ratio = line_cost(items, setting, start, end, items.visible[end], measure, final)
        divided = not final and (items.hyphen[end] > 0 or items.clusters[end].text in HYPHENS)
        if ratio < -1.0:
            overfull = (end, cost, divided)
            continue
        if bounded and ratio > wish.loosest and not final and end not in items.airy:
            break
        found.append((end, cost, divided))
        if items.cost[end] >= _LAST_RESORT or setting.balanced or bounded:
            continue
        good += not divided
        if ratio > setting.tolerance and not final and good > 1:
            break
    return found if found or bounded or overfull is None else [overfull]
