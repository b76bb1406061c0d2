"""Take the entries of catalogues, give how much there is to translate, as agencies count it.

Words are counted as word processors count Chinese: each hanzi, and each word or number in letters beside them.  Signs of
punctuation count as characters only, blanks and markup not at all.

What isn't finished is held against every finished pair of the house in that language, and against what stands before it in the
same count.  Bands are those of translation-memory tools (Trados, memoQ, Phrase, OmegaT): repetitions, 100 %, 95–99, 85–94, 75–84,
50–74 and new; the likeness is rapidfuzz's ratio, rounded down.  The time grows with what is open times what the house has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from sco_pub.localise.protected import pieces
from sco_pub.localise.state import state_of
from sco_pub.model.catalogue import Entry, State
from sco_pub.model.characters import HANZI_WRITTEN

_HANZI = re.compile(f"[{HANZI_WRITTEN}]")
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_DONE = (State.TRANSLATED, State.REVIEWED)


class Band(StrEnum):
    """What a translator has of an entry before she begins."""

    DONE = "done"
    REPEATED = "repetitions"
    EXACT = "100 %"
    NEARLY = "95–99 %"
    CLOSE = "85–94 %"
    LIKE = "75–84 %"
    FAR = "50–74 %"
    NEW = "new"


_FROM = ((100, Band.EXACT), (95, Band.NEARLY), (85, Band.CLOSE), (75, Band.LIKE), (50, Band.FAR))


@dataclass(frozen=True, slots=True)
class Size:
    """How much text: entries, words (hanzi and words in letters), hanzi alone, characters without blanks."""

    entries: int = 0
    words: int = 0
    hanzi: int = 0
    characters: int = 0

    def __add__(self, other: Size) -> Size:
        return Size(
            self.entries + other.entries,
            self.words + other.words,
            self.hanzi + other.hanzi,
            self.characters + other.characters,
        )


@dataclass(frozen=True, slots=True)
class Volume:
    """One catalogue's sizes by band; every band is there."""

    publication: str
    language: str
    bands: Mapping[Band, Size]

    @property
    def total(self) -> Size:
        return sum(self.bands.values(), Size())


def size_of(text: str) -> Size:
    """The size of one entry's source."""
    prose = "".join(piece.text if not piece.kind else " " for piece in pieces(text))
    hanzi = len(_HANZI.findall(prose))
    others = len(_WORD.findall(_HANZI.sub(" ", prose)))
    return Size(1, hanzi + others, hanzi, sum(not sign.isspace() for sign in prose))


def volumes(catalogues: Sequence[tuple[str, str, Sequence[Entry]]], finished: Iterable[Entry]) -> tuple[Volume, ...]:
    """The volumes of catalogues in one language (publication, language, entries in order).

    ``finished``: entries of the whole house in that language; those that aren't finished are left out.
    """
    memory = tuple(dict.fromkeys(entry.source for entry in finished if state_of(entry) in _DONE))
    known, seen = frozenset(memory), set[str]()
    result = []
    for publication, language, entries in catalogues:
        bands = dict.fromkeys(Band, Size())
        for entry in entries:
            band = _band(entry, memory, known, seen)
            bands[band] += size_of(entry.source)
        result.append(Volume(publication, language, bands))
    return tuple(result)


def _band(entry: Entry, memory: Sequence[str], known: frozenset[str], seen: set[str]) -> Band:
    if state_of(entry) in _DONE:
        return Band.DONE
    if entry.source in seen:
        return Band.REPEATED
    seen.add(entry.source)
    if entry.source in known:
        return Band.EXACT
    best = process.extractOne(entry.source, memory, scorer=fuzz.ratio, score_cutoff=_FROM[-1][0])
    score = int(best[1]) if best else 0
    if entry.fuzzy and entry.previous_source:
        score = max(score, int(fuzz.ratio(entry.source, entry.previous_source)))
    score = min(score, 99)  # another text is never the same, however the figure is rounded
    return next((band for least, band in _FROM if score >= least), Band.NEW)


def summed(some: Sequence[Volume]) -> Volume:
    """All of them as one, without a publication's name."""
    bands = {band: sum((item.bands[band] for item in some), Size()) for band in Band}
    return Volume("", some[0].language, bands)
