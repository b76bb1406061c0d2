"""Take a paragraph's clusters, give the room between neighbours: how much there is, how much it may grow, how much give.

Strategy.  One table, from what stands before a gap and what after it; the rules that it holds are told in lines.paragraph.
Spaces grow and give by their own width.

Sources: W3C CLREQ 3.1.3 and 3.2.2; CSS Text 4, 8.4 and 8.5 (text-spacing-trim, text-autospace).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from sco_pub.typeset.lines.classes import BLANK_AFTER, Cluster, Kind

HALF, _QUARTER = 0.5, 0.25
_GROW, _GIVE = 0.06, 0.25  # of an em: what a gap between hanzi may well grow, what a mark's blank may well give
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
_TO_CALL = Gap(-0.35, 0.0, 0.1)
_ASIDE = Gap(_QUARTER, _GROW, _QUARTER / 2)


def _gaps() -> Mapping[tuple[Kind, Kind], Gap]:
    table: dict[tuple[Kind, Kind], Gap] = {}
    for marks in BLANK_AFTER:
        table |= {(marks, after): _SHARED for after in (*BLANK_AFTER, Kind.OPEN)}
        table |= {(marks, after): _BLANK for after in (Kind.HAN, Kind.WORD, Kind.DASH, Kind.MARK)}
        table[marks, Kind.CALL] = _TO_CALL
        table[marks, Kind.WIDE_SPACE] = Gap(0.0, 0.0, _GIVE)
    table |= {(before, Kind.OPEN): _BLANK for before in (Kind.HAN, Kind.WORD, Kind.DASH, Kind.CALL, Kind.MARK)}
    table |= {(Kind.OPEN, Kind.OPEN): _SHARED}
    table |= {(Kind.HAN, Kind.HAN): _EVEN, (Kind.HAN, Kind.DASH): _EVEN, (Kind.DASH, Kind.HAN): _EVEN}
    table |= {(Kind.CALL, Kind.HAN): _EVEN, (Kind.CALL, Kind.WORD): _ASIDE}
    table |= {(Kind.HAN, Kind.WORD): _ASIDE, (Kind.WORD, Kind.HAN): _ASIDE}
    return table


_GAPS = _gaps()


def spaces_and_gaps(clusters: Sequence[Cluster]) -> tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]:
    """What follows each cluster: its natural room, what it may grow and what it may give, in the clusters' unit."""
    natural, grow, give = [], [], []
    for here, after in zip(clusters, [*clusters[1:], None], strict=True):
        if here.kind is Kind.SPACE or here.kind is Kind.TIE:
            natural.append(0.0)
            grow.append(here.width * _SPACE_GROWS)
            give.append(here.width * _SPACE_GIVES)
            continue
        gap = _GAPS.get((here.kind, after.kind), _NONE) if after is not None else _NONE
        em = min(here.size, after.size) if after is not None else 0.0
        if gap is _SHARED:
            em = here.size if here.kind in BLANK_AFTER else em
        natural.append(gap.natural * em)
        grow.append(gap.grow * em)
        give.append(gap.give * em)
    return tuple(natural), tuple(grow), tuple(give)


def tracked_give(clusters: Sequence[Cluster], give: Sequence[float]) -> tuple[float, ...]:
    """What gaps may give when the letters of words, and hanzi, may move a little closer, too."""
    less = list(give)
    for index, (here, after) in enumerate(pairwise(clusters)):
        if here.kind in LETTERS and after.kind in LETTERS:
            less[index] += _TRACK_GIVES * here.size
        elif here.kind is Kind.HAN and after.kind is Kind.HAN:
            less[index] += _TRACK_GIVES_HAN * here.size
    return tuple(less)
