"""Take one line of a paragraph and its frame, give what the line costs: the figures that the search for breaks adds up.

Strategy.  A line's badness is the cube of how far its gaps must grow or give (Knuth and Plass; the square for titles, which have
few lines to choose from), and its cost the square of the badness with the square of what its break costs.  Beyond that:

- a last line that is too short, or only the rest of a divided word, costs more than any other fault but overfullness;
- a title's line should end with the sense, and its last line not be a lone word;
- a line that ends in an address may stay short (lines.addresses).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sco_pub.typeset.lines.classes import Kind
from sco_pub.typeset.lines.paragraph import Paragraph, ratio_of

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
