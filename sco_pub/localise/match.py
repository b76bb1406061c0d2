"""Take new segments and the entries that a publication dropped, give the pairs that are the same text, edited.

Strategy.  Only entries of the same publication are candidates, so a suggestion never comes from a wrong source, and the
work grows with the edit and not with the archive.  Three rounds, each entry used once, best scores first, and a fourth:

1. neighbours: entries that stood between the same unchanged entries as the new segment stands now (score 40 and more);
2. the rest of what this update drops (60 and more);
3. what earlier updates dropped, the obsolete entries (75 and more);
4. parts: a text that stands nearly whole in one that this update drops, which may have been used already: a paragraph that was
   divided gives its translation to each of its parts, and the translator keeps what belongs there.

The score is rapidfuzz's normalised indel similarity, 0 to 100, less 20 when the kinds differ (a heading for a paragraph).
The bars were set on the edits in benchmarks/catalogues: lower ones begin to take unrelated neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from sco_pub.model.catalogue import Entry, Key, Segment

# How alike; the less its place says of an entry, the more its words must.
NEIGHBOUR, ANYWHERE, OBSOLETE = 40.0, 60.0, 75.0
PART = 90.0  # rapidfuzz's partial ratio
_LEAST_PART = 8  # characters; shorter ones stand in anything
# What a heading is less like a paragraph: then ANYWHERE asks of it what OBSOLETE asks of its own kind.
_OTHER_KIND = 20.0


@dataclass(frozen=True, slots=True)
class Match:
    """A new segment (by its index among the segments), the entry it came from, and their score."""

    index: int
    entry: Entry
    score: float


def kind_of(context: str) -> str:
    """The kind in a context, without its section and its counter."""
    return context.partition("#")[0].partition("/")[0]


def matches(
    segments: Sequence[Segment],
    fresh: Sequence[int],
    old: Sequence[Entry],
    dropped: Sequence[Entry],
    obsolete: Sequence[Entry],
) -> tuple[Match, ...]:
    """Pairs for the new segments (``fresh``: their indices in ``segments``).

    ``old``: the catalogue's live entries before the update, in order; ``dropped``: those of them that no segment has any
    more; ``obsolete``: dropped by earlier updates.
    """
    found: dict[int, Match] = {}
    used: set[Key] = set()

    def take(pairs: Iterable[Match]) -> None:
        for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.index)):
            if pair.index not in found and pair.entry.key not in used:
                found[pair.index] = pair
                used.add(pair.entry.key)

    take(_neighbours(segments, fresh, old, dropped))
    left = [index for index in fresh if index not in found]
    take(_scored(segments, left, [entry for entry in dropped if entry.key not in used], ANYWHERE))
    left = [index for index in left if index not in found]
    take(_scored(segments, left, obsolete, OBSOLETE))
    for index in fresh:
        if index not in found and (part := _part(index, segments[index], dropped)):
            found[index] = part
    return tuple(found[index] for index in sorted(found))


def _neighbours(
    segments: Sequence[Segment], fresh: Sequence[int], old: Sequence[Entry], dropped: Sequence[Entry]
) -> list[Match]:
    position = {entry.key: place for place, entry in enumerate(old)}
    gaps = _gaps(segments, fresh, position, len(old))
    places = [(position[entry.key], entry) for entry in dropped]
    pairs: list[Match] = []
    for index, (start, end) in gaps.items():
        here = [entry for place, entry in places if start < place < end]
        pairs += _scored(segments, [index], here, NEIGHBOUR)
    return pairs


def _gaps(
    segments: Sequence[Segment], fresh: Sequence[int], position: dict[Key, int], length: int
) -> dict[int, tuple[int, int]]:
    """For each new segment, the old positions of the unchanged entries before and after it."""
    new = set(fresh)
    before: dict[int, int] = {}
    last = -1
    for index, segment in enumerate(segments):
        if index in new:
            before[index] = last
        else:
            last = position.get(segment.key, last)
    gaps: dict[int, tuple[int, int]] = {}
    following = length
    for index in range(len(segments) - 1, -1, -1):
        if index in new:
            gaps[index] = (before[index], following)
        else:
            following = position.get(segments[index].key, following)
    return gaps


def _scored(segments: Sequence[Segment], fresh: Sequence[int], pool: Sequence[Entry], bar: float) -> list[Match]:
    pairs = []
    for index in fresh:
        segment = segments[index]
        kind = kind_of(segment.context)
        for entry in pool:
            score = fuzz.ratio(segment.source, entry.source, score_cutoff=bar)
            if kind_of(entry.context) != kind:
                score -= _OTHER_KIND
            if score >= bar:
                pairs.append(Match(index, entry, score))
    return pairs


def _part(index: int, segment: Segment, dropped: Sequence[Entry]) -> Match | None:
    """The dropped text of the same kind in which this one stands nearly whole, if there is one."""
    if len(segment.source) < _LEAST_PART:
        return None
    kind = kind_of(segment.context)
    longer = [e for e in dropped if kind_of(e.context) == kind and len(e.source) > len(segment.source)]
    scored = [(fuzz.partial_ratio(segment.source, e.source, score_cutoff=PART), -n, e) for n, e in enumerate(longer)]
    score, _, entry = max(scored, key=lambda item: item[:2], default=(0.0, 0, None))
    return Match(index, entry, score) if entry is not None and score >= PART else None
