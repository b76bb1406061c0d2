"""Take a paragraph's items and a measure, give the best line breaks for the paragraph as a whole.

Strategy.  The breaks of Knuth and Plass ("Breaking Paragraphs into Lines", Software: Practice and Experience 11, 1981): each
line's badness is the cube of how far its gaps must grow or give, a break may cost extra (a hyphen, a joint of an
address), and the cheapest chain of lines from the paragraph's start to its end wins.  A hanzi text may break almost
anywhere, so that the search goes from each reachable break straight to the few ends that a line of the measure can have
(found by bisection in the running sums) instead of keeping a list of active breaks: time grows with the length of the text.

Rules beyond the paper: no more than ``most_hyphens`` divided lines in a row, none before the last line, and no last line
shorter than ``least_last`` (CLREQ 3.2.1: no paragraph ends with a single character).  When nothing fits, the least bad
line is taken: there is always an answer, and an overfull line is for the checks to report.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from sco_pub.typeset.lines.classes import Kind
from sco_pub.typeset.lines.paragraph import EMERGENCY_COST, HYPHENS, NEVER, Paragraph

_TOLERANCE = 1.6  # ratio of growing up to which further ends are looked for
_OVERFULL = 1e7
_SHORT_LAST = 4000.0
_LINE = 10.0
_WORST = 12.0  # a ratio beyond which a line is no worse: dividing an address in mid-word always is
_STOPS = frozenset("：；。！？:;.!?—–")
_SENSE, _AGAINST_SENSE = 0.3, 400.0  # a title's line that ends with a stop, or without one


@dataclass(frozen=True, slots=True)
class Setting:
    """A paragraph's frame, in the items' unit.

    ``indent``: of the first line; ``ragged``: lines aren't justified; ``balanced``: lines should be of one length and end
    with the sense (a centred title).
    """

    measure: float
    indent: float = 0.0
    ragged: bool = False
    balanced: bool = False
    least_last: float = 0.0
    most_hyphens: int = 2


@dataclass(slots=True)
class _Node:
    """The cheapest way to a break: after item ``at``, with ``hyphens`` divided lines in a row before it."""

    at: int
    hyphens: int
    cost: float
    before: _Node | None


def breaks(items: Paragraph, setting: Setting) -> tuple[int, ...]:
    """The items after which lines end, the last line's left out."""
    total = len(items.clusters)
    if not total:
        return ()
    ends = [index for index in range(total) if items.cost[index] < NEVER]
    visible = _last_visible(items)
    nodes: list[dict[int, _Node]] = [{} for _ in range(total + 1)]
    nodes[0][0] = _Node(-1, 0, 0.0, None)
    for start in range(total):
        for node in nodes[start].values():
            for end, cost in _lines(items, setting, start, node, ends, visible):
                _relax(nodes[end + 1], node, end, cost, _divided(items, end))
    best = min(nodes[total].values(), key=lambda node: node.cost)
    chain = []
    while best.before is not None:
        chain.append(best.at)
        best = best.before
    return tuple(reversed(chain[1:]))


def _relax(at: dict[int, _Node], node: _Node, end: int, cost: float, divided: bool) -> None:
    hyphens = node.hyphens + 1 if divided else 0
    known = at.get(hyphens)
    if known is None or node.cost + cost < known.cost:
        at[hyphens] = _Node(end, hyphens, node.cost + cost, node)


def _divided(items: Paragraph, end: int) -> bool:
    """Whether a line that ends here ends with a hyphen, the word's own or an added one."""
    return end + 1 < len(items.clusters) and (items.hyphen[end] > 0 or items.clusters[end].text in HYPHENS)


def _last_visible(items: Paragraph) -> list[int]:
    """For each item the last one up to it that isn't a space."""
    found, last = [], 0
    for index, cluster in enumerate(items.clusters):
        last = last if cluster.kind is Kind.SPACE else index
        found.append(last)
    return found


def _lines(
    items: Paragraph, setting: Setting, start: int, node: _Node, ends: list[int], visible: list[int]
) -> list[tuple[int, float]]:
    """The ends that a line from ``start`` can have, each with its cost; the widest first."""
    measure = setting.measure - (setting.indent if start == 0 else 0.0)
    widest = bisect_right(items.room, items.room[start] + 1.35 * measure, start + 1) - 1
    place = bisect_right(ends, max(widest, start))
    found: list[tuple[int, float]] = []
    overfull: tuple[int, float] | None = None
    total, good = len(items.clusters), 0
    while place:
        place -= 1
        end = ends[place]
        if end < start:
            break
        if _divided(items, end) and node.hyphens >= setting.most_hyphens:
            continue
        cost, ratio = _line_cost(items, setting, start, end, visible[end], measure, end + 1 == total)
        if ratio < -1.0:
            overfull = (end, cost)
            continue
        found.append((end, cost))
        good += items.cost[end] < EMERGENCY_COST
        if ratio > _TOLERANCE and end + 1 != total and good > 1 and not setting.balanced:
            break
    if not found and overfull is not None:
        found.append(overfull)
    return found or [(ends[min(bisect_right(ends, start - 1), len(ends) - 1)], _OVERFULL)]


def _line_cost(
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
        grow = 0.12 * measure if setting.ragged else items.growth[last] - items.growth[start]
        ratio = spare / grow if grow > 0 else 50.0
    if ratio < -1.0:
        return _OVERFULL + -spare * 1000, ratio
    bad = _LINE + 100.0 * min(abs(ratio), _WORST) ** (2 if setting.balanced else 3) + max(ratio - _WORST, 0.0)
    if setting.balanced and not final:
        bad = bad * _SENSE if items.clusters[last].text in _STOPS else bad + _AGAINST_SENSE
    cost = bad * bad + items.cost[end] ** 2
    if final and start and measure - spare < setting.least_last:
        cost += _SHORT_LAST**2
    if final and start and items.hyphen[start - 1]:
        cost += _SHORT_LAST
    return cost, ratio
