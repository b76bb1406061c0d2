"""Take the clusters of a paragraph, give its items: widths, the gaps between them, and where a line may end.

Strategy.  Everything that CLREQ asks of a line is said here once, as figures between neighbours, in ems of the smaller of
the two: how much room there is, how much it may grow, how much give.  They stand in one table, from what stands before a gap
and what after it; the breaker and the fitter only add and compare.

- Two marks side by side share half an em of blank (》， loses what is blank in 》): a negative gap.
- Between hanzi and letters or digits there is a quarter of an em.  It is a gap, not a space: at a line's edge it is
  gone, and extracted text never sees it.
- A line grows between hanzi and at spaces, and shrinks first at the blank halves of marks, at hanzi–letter gaps and spaces.
  Spaces grow and give by their own width.
- Beyond that the letters of a loose line are tracked by a hundredth or two of an em, which nobody sees and which keeps
  its spaces from becoming holes (R. Bringhurst, "The Elements of Typographic Style", 2.1.9, allows three hundredths).
- A mark's blank half is dropped at the line's end, an opening mark's at its start, so that both edges are straight.
- A break is forbidden before closing marks, stops and note calls, after opening marks, inside —— and …….
- Addresses have rules of their own (lines.addresses).

Where both neighbours are alphabetic, Unicode's rules (UAX 14, asked of Pango by the caller) and lines.no_break_spaces decide.

Sources: W3C CLREQ 3.1.3 and 3.2.2; CSS Text 4, 8.4 and 8.5 (text-spacing-trim, text-autospace).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from typing import NamedTuple

from sco_pub.typeset.lines.addresses import joints
from sco_pub.typeset.lines.classes import BLANK_AFTER, CJK, NEVER_FIRST, NEVER_LAST, Cluster, Kind

HALF, _QUARTER = 0.5, 0.25  # em: a full-width mark's blank half, and the gap beside Latin words
_GROW, _GIVE = (
    0.03,
    0.35,
)  # of an em: what a gap between hanzi may well grow, and a mark's blank give: 优先挤进
_SPACE_GROWS, _SPACE_GIVES = 0.5, 0.3  # of a space's own width
_TRACK_GIVES, _TRACK_GIVES_HAN = 0.004, 0.02  # of an em
LETTERS = frozenset({Kind.WORD, Kind.MARK})


class Gap(NamedTuple):
    """Room after an item: natural, what it may grow and give, in ems."""

    natural: float
    grow: float
    give: float


_NONE = Gap(0.0, 0.0, 0.0)
_EVEN = Gap(0.0, _GROW, 0.0)
_BLANK = Gap(0.0, _GROW, _GIVE)
_SHARED = Gap(-HALF, 0.0, 0.0)
_TO_CALL = Gap(-0.5, 0.0, 0.0)
_ASIDE = Gap(_QUARTER, _GROW, _QUARTER / 2)


def _gaps() -> Mapping[tuple[Kind, Kind], Gap]:
    table: dict[tuple[Kind, Kind], Gap] = {}
    for marks in BLANK_AFTER:
        table |= {(marks, after): _SHARED for after in (*BLANK_AFTER, Kind.OPEN)}
        table |= {(marks, after): _BLANK for after in (Kind.HAN, Kind.WORD, Kind.DASH, Kind.MARK)}
        table[marks, Kind.CALL] = _TO_CALL
        table[marks, Kind.WIDE_SPACE] = Gap(0.0, 0.0, _GIVE)
    table |= {
        (marks, Kind.SPACE): _SHARED for marks in BLANK_AFTER
    }  # （全文） [Речь: a space is room enough, and so before 《
    table |= {(before, Kind.OPEN): _BLANK for before in (Kind.HAN, Kind.WORD, Kind.DASH, Kind.CALL, Kind.MARK)}
    table |= {(Kind.OPEN, Kind.OPEN): _SHARED}
    table |= {(Kind.HAN, Kind.HAN): _EVEN, (Kind.HAN, Kind.DASH): _EVEN, (Kind.DASH, Kind.HAN): _EVEN}
    table |= {(Kind.CALL, Kind.HAN): _EVEN, (Kind.CALL, Kind.WORD): _ASIDE}
    table |= {(Kind.HAN, Kind.WORD): _ASIDE, (Kind.WORD, Kind.HAN): _ASIDE}
    return table


_GAPS = _gaps()


def spaces_and_gaps(clusters: Sequence[Cluster]) -> tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]:
    """What follows each cluster: its natural room, what it may grow and what it may give, in the clusters' unit."""
    known: dict[tuple[int, int], Gap] = {}  # by the clusters themselves: a text has few that differ
    rows = []
    for here, after in zip(clusters, [*clusters[1:], None], strict=True):
        pair = id(here), id(after)
        row = known.get(pair)
        if row is None:
            row = known[pair] = _gap(here, after)
        rows.append(row)
        if here.kind is Kind.OBJECT and after is not None and after.kind is Kind.OPEN and len(rows) > 1:
            # the room behind a note's number: a gap is drawn behind text, so that it is the number's
            rows[-2] = rows[-2]._replace(natural=rows[-2].natural - HALF * min(here.size, after.size))
    return tuple(row[0] for row in rows), tuple(row[1] for row in rows), tuple(row[2] for row in rows)


def _gap(here: Cluster, after: Cluster | None) -> Gap:
    """What follows a cluster, in the clusters' unit."""
    if here.kind is Kind.SPACE or here.kind is Kind.TIE:
        blank = HALF * after.size if after is not None and after.kind is Kind.OPEN else 0.0
        return Gap(-blank, here.width * _SPACE_GROWS, here.width * _SPACE_GIVES)
    if after is None:
        return _NONE
    gap, em = _GAPS.get((here.kind, after.kind), _NONE), min(here.size, after.size)
    if gap is _TO_CALL or (gap is _SHARED and here.kind in BLANK_AFTER):
        em = here.size  # the blank is the mark's
    return Gap(gap.natural * em, gap.grow * em, gap.give * em)


def tracked_give(clusters: Sequence[Cluster], give: Sequence[float]) -> tuple[float, ...]:
    """What gaps may give when the letters of words, and hanzi, may move a little closer, too."""
    less = list(give)
    for index, (here, after) in enumerate(pairwise(clusters)):
        if here.kind in LETTERS and after.kind in LETTERS:
            less[index] += _TRACK_GIVES * here.size
        elif here.kind is Kind.HAN and after.kind is Kind.HAN:
            less[index] += _TRACK_GIVES_HAN * here.size
    return tuple(less)


NEVER = float("inf")
# As a line whose gaps are nearly what they well may be (100): hyphens rather than holes, spaces rather than hyphens.
HYPHEN_COST = 85.0
_DASH_FIRST_COST = 40.0  # a dash may begin a line and had better not: half a hyphen
_COUNTED = frozenset("年月日号时分秒岁届次个名位人项条家国页期卷章亿万千百元")
_COUNTED_COST = 120.0  # a figure from what it counts (2021|年): as a line whose gaps grow by all they well may
HYPHENS = frozenset("-\u2010")
_TRACK_GROWS = 0.02  # of an em


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's items, one a cluster; index ``i`` of ``grow``, ``give`` and ``cost`` speaks of what follows item ``i``.

    ``start``/``end``: what an item loses at a line's start/end.  ``hyphen``: the width of the hyphen that a break after
    the item adds.  ``room``, ``growth``, ``slack`` and ``letters`` (what tracking adds) are running sums with a leading
    zero.  ``airy``: items after which
    a line may stay short, with the ratio from which on it does.  ``ends``: items after which a line may end; ``visible``:
    for each item the last one up to it that isn't a space; ``tight``: ``room`` less ``slack``.
    """

    clusters: tuple[Cluster, ...]
    natural: tuple[float, ...]
    grow: tuple[float, ...]
    give: tuple[float, ...]
    cost: tuple[float, ...]
    hyphen: tuple[float, ...]
    start: tuple[float, ...]
    end: tuple[float, ...]
    room: tuple[float, ...]
    growth: tuple[float, ...]
    slack: tuple[float, ...]
    letters: tuple[float, ...]
    airy: Mapping[int, float] = field(default_factory=dict)
    ends: tuple[int, ...] = ()
    visible: tuple[int, ...] = ()
    tight: tuple[float, ...] = ()


def paragraph(
    clusters: Sequence[Cluster],
    *,
    breakable: Collection[int] | None = None,
    ties: Collection[int] = (),
    hyphens: Mapping[int, float] | None = None,
    dear: Mapping[int, float] | None = None,
) -> Paragraph:
    """The items of a paragraph (or of one line of it).

    ``breakable``: items after which Unicode allows a break; ``ties``: items after which the language forbids one;
    ``hyphens``: items after which a word may be divided, with the hyphen's width; ``dear``: what it costs where it is more
    than usual (lines.word_divisions).
    """
    natural, grow, give = spaces_and_gaps(clusters)
    hyphens = hyphens or {}
    cost = _costs(clusters, breakable or (), ties, {index: (dear or {}).get(index, HYPHEN_COST) for index in hyphens})
    sums = _sums(clusters, natural, grow, give)
    airy = joints([cluster.text for cluster in clusters], cost)
    start = tuple(c.size * HALF if c.kind is Kind.OPEN else 0.0 for c in clusters)
    hyphen = tuple(hyphens.get(index, 0.0) for index in range(len(clusters)))
    return Paragraph(
        tuple(clusters),
        natural,
        grow,
        give,
        tuple(cost),
        hyphen,
        start,
        _ends(clusters),
        *sums,
        airy,
        tuple(index for index, price in enumerate(cost) if price < NEVER),
        _visible(clusters),
        _tight(sums[0], sums[2]),
    )


def _visible(clusters: Sequence[Cluster]) -> tuple[int, ...]:
    kinds = (0 if cluster.kind is Kind.SPACE else index for index, cluster in enumerate(clusters))
    return tuple(accumulate(kinds, max))


def ratio_of(spare: float, growth: float, letters: float) -> float:
    """How far a line's gaps grow to fill ``spare``: up to 1 the gaps alone, beyond it the letters share what is left.

    A gap then grows by the ratio times what it well may, a letter by what the ratio has beyond 1.
    """
    if spare <= growth or not letters:
        return spare / growth if growth > 0 else 50.0
    return (spare + letters) / (growth + letters)


def tracked(items: Paragraph) -> Paragraph:
    """The items when letters and hanzi may move closer, as a compositor tracks a paragraph to make it a line shorter."""
    give = tracked_give(items.clusters, items.give)
    slack = tuple(accumulate(give, initial=0.0))
    return replace(items, give=give, slack=slack, tight=_tight(items.room, slack))


def _tight(room: Sequence[float], slack: Sequence[float]) -> tuple[float, ...]:
    return tuple(accumulate((wide - less for wide, less in zip(room, slack, strict=True)), max))


def line(clusters: Sequence[Cluster]) -> Paragraph:
    """The items of one line that is already broken: no costs, no hyphens."""
    natural, grow, give = spaces_and_gaps(clusters)
    none = (0.0,) * len(clusters)
    start = (clusters[0].size * HALF if clusters[0].kind is Kind.OPEN else 0.0,)
    sums = _sums(clusters, natural, grow, give)
    return Paragraph(tuple(clusters), natural, grow, give, none, none, start, _ends(clusters), *sums)


def _ends(clusters: Sequence[Cluster]) -> tuple[float, ...]:
    return tuple(c.size * HALF if c.kind in BLANK_AFTER else 0.0 for c in clusters)


def _sums(
    clusters: Sequence[Cluster], natural: Sequence[float], grow: Sequence[float], give: Sequence[float]
) -> tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...], tuple[float, ...]]:
    tracks = (
        here.size * _TRACK_GROWS if here.kind in LETTERS and after.kind in LETTERS else 0.0
        for here, after in pairwise(clusters)
    )
    widths = (cluster.width + gap for cluster, gap in zip(clusters, natural, strict=True))
    return (
        tuple(accumulate(widths, initial=0.0)),
        tuple(accumulate(grow, initial=0.0)),
        tuple(accumulate(give, initial=0.0)),
        (*accumulate(tracks, initial=0.0), 0.0),
    )


def _costs(
    clusters: Sequence[Cluster], breakable: Collection[int], ties: Collection[int], hyphens: Mapping[int, float]
) -> list[float]:
    known: dict[tuple[Kind, Kind, bool, bool], float] = {}
    cost = []
    for index, (here, after) in enumerate(pairwise(clusters)):
        pair = (here.kind, after.kind, index in breakable, here.text in HYPHENS)
        if pair not in known:
            known[pair] = _pair_cost(here, after, pair[2])
        cost.append(known[pair])
    for index, price in hyphens.items():
        if index < len(cost) and cost[index] == NEVER:
            cost[index] = price
    for index in ties:
        if index < len(cost):
            cost[index] = NEVER
    return [*cost, 0.0]


def _pair_cost(here: Cluster, after: Cluster, breakable: bool) -> float:
    """The cost of a break between two neighbours."""
    if after.kind in NEVER_FIRST or here.kind in NEVER_LAST or here.kind is Kind.TIE or after.kind is Kind.TIE:
        return NEVER
    if after.kind is Kind.SPACE or (here.kind is Kind.DASH and after.kind is Kind.DASH):
        return NEVER
    if here.kind in CJK and after.kind is Kind.DASH:
        return _DASH_FIRST_COST
    if here.kind in CJK and after.kind in CJK:
        return 0.0
    if here.text.isdigit() and after.text in _COUNTED:
        return _COUNTED_COST
    if {here.kind, after.kind} <= CJK | {Kind.WORD, Kind.CALL} and (here.kind in CJK or after.kind in CJK):
        return 0.0
    if not breakable:
        return NEVER
    return HYPHEN_COST if here.text in HYPHENS else 0.0
