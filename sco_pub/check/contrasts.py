"""Take a Pair, give Issues about a word in the stead of one that it excludes: after for before, more for less (CHK-028).

Strategy.  lexicon/data/contrasts.tsv holds families of concepts of which a text has one or another: before and after, more and
less, the seasons, the parties to a suit.  A concept that the source names and the translation in no way does, while another of
the family stands there which nothing in the source explains, not even a single sign, was exchanged.  Each concept has the words
by which it is told, and more by which it may be meant: those only excuse.  A longer word hides the shorter ones in it (no less
than, less than).  Where both texts have as many sentences, each is compared with its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from sco_pub.check.figures import ERAS
from sco_pub.check.pair import Issue, Pair, shown
from sco_pub.lexicon import data
from sco_pub.lexicon.transcription import read_as
from sco_pub.model.codes import checks

_COLUMNS = {"en": 4, "ru": 6}
_NONE = "-"
_FIGURE = "#"
_ANY = r"[^\W\d_]*"


@dataclass(frozen=True, slots=True)
class _Said:
    """Where a concept is told, and the words that tell it first."""

    words: str
    spans: list[tuple[int, int]] = field(default_factory=list)

    @property
    def times(self) -> int:
        return len(self.spans)


_NEVER = _Said("")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word or phrase of a translation: a part of it by which most texts are passed over, and its pattern."""

    concept: str
    part: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Family:
    """The concepts of a family as a language says them: the words that tell them, and those that may mean them."""

    told: tuple[_Word, ...]  # the longest first
    meant: Mapping[str, tuple[_Word, ...]]
    signs: Mapping[str, frozenset[str]]


def contrasts(pair: Pair) -> Iterator[Issue]:
    """CHK-028."""
    if pair.language not in _COLUMNS or pair.cites or pair.reference:
        return
    for source, target in pair.sentences:
        yield from _exchanged(source, target, pair.language)


def _exchanged(source: str, target: str, language: str) -> Iterator[Issue]:
    wanted = _told_in_source(source)
    if not wanted:
        return
    families, target = _families(language), target.replace("\u00a0", " ")
    for name, concepts in wanted.items():
        told = _told(families[name], target)
        if told and any(told.get(concept, _NEVER).times < said.times for concept, said in concepts.items()):
            yield from _one_of(families[name], concepts, told, source, target)


def _one_of(
    family: _Family, wanted: Mapping[str, _Said], told: Mapping[str, _Said], source: str, target: str
) -> Iterator[Issue]:
    """The first concept that the translation says less often than the source, while it says another more often."""
    rest = "".join(target[start:end] for start, end in _between(told.values(), len(target)))
    unsaid = "".join(source[start:end] for start, end in _between(wanted.values(), len(source)))
    for concept, said in wanted.items():
        given = told.get(concept, _NEVER)
        if given.times >= said.times or any(word.pattern.search(rest) for word in family.meant.get(concept, ())):
            continue
        for other, instead in told.items():
            known = wanted.get(other, _NEVER).times
            by_a_sign = not known and not family.signs[other].isdisjoint(unsaid)
            if (
                other not in (_NONE, concept)
                and instead.times > known
                and not by_a_sign
                and not (known and given.times)
            ):
                values = {"words": shown(said.words), "given": shown(instead.words)}
                yield Issue(checks.CONTRAST, "", values, said.words)
                return


def _between(told: Iterable[_Said], end: int) -> Iterator[tuple[int, int]]:
    """The stretches in which nothing of a family is told."""
    at = 0
    for start, stop in sorted(span for said in told for span in said.spans):
        yield at, start
        at = stop
    yield at, end


def _told_in_source(source: str) -> dict[str, dict[str, _Said]]:
    """By family, the concepts that a source names."""
    starts = _chinese()
    found: dict[str, dict[str, _Said]] = {}
    ends: dict[str, int] = {}
    for start in _first_signs().finditer(source):
        at = start.start()
        for word, family, concept in starts.get(source[at : at + 2], ()):
            if at >= ends.get(family, 0) and source.startswith(word, at):
                ends[family] = at + len(word)
                if concept != _NONE:
                    found.setdefault(family, {}).setdefault(concept, _Said(word)).spans.append((at, at + len(word)))
    return found


def _told(family: _Family, target: str) -> dict[str, _Said]:
    """The concepts that a translation names."""
    found: dict[str, _Said] = {}
    taken: list[tuple[int, int]] = []
    low = target.lower()
    for word in family.told:
        if word.part not in low:
            continue
        for match in word.pattern.finditer(target):
            start, end = match.span()
            if all(end <= first or start >= last for first, last in taken):
                taken.append((start, end))
                found.setdefault(word.concept, _Said(match[0])).spans.append((start, end))
    return found


@cache
def _rows() -> tuple[list[str], ...]:
    return tuple(data.rows("contrasts.tsv"))


@cache
def _chinese() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """By their first two signs the words of the source, the longest first, with family and concept."""
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for family, concept, words, *_ in _rows():
        for word in _parts(words):
            found[(word + "，")[:2]].append((word, family, concept))
    for era in ERAS:
        found[era].append((era, "era", era))
    return {start: tuple(sorted(some, key=lambda item: -len(item[0]))) for start, some in found.items()}


@cache
def _first_signs() -> re.Pattern[str]:
    """What a word of the source begins with: the engine runs from one to the next."""
    return re.compile(f"[{''.join(sorted({start[0] for start in _chinese()}))}]")


def _parts(cell: str) -> list[str]:
    return [] if cell == _NONE else cell.split("|")


@cache
def _families(language: str) -> dict[str, _Family]:
    told: dict[str, list[_Word]] = defaultdict(list)
    meant: dict[str, dict[str, tuple[_Word, ...]]] = defaultdict(dict)
    signs: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for row in _rows():
        family, concept = row[:2]
        also = row[_COLUMNS[language] + 1]
        told[family] += [_word(concept, word) for word in _parts(row[_COLUMNS[language]])]
        meant[family][concept] = tuple(_word(concept, word) for word in _parts(also))
        signs[family][concept] = frozenset(_parts(row[3]))
    for era in ERAS:
        words = [_word(era, f"{form.title()}*") for form in read_as(era, language)]
        told["era"] += words
        meant["era"][era] = tuple(words)
        signs["era"][era] = frozenset(era)
    return {
        name: _Family(tuple(sorted(words, key=lambda word: -len(word.pattern.pattern))), meant[name], signs[name])
        for name, words in told.items()
    }


def _word(concept: str, words: str) -> _Word:
    """A word of the table: * is any letters, # a figure, a capital in it wants one."""
    part = max(re.split(r"\*", words), key=len).lower()
    pattern = re.escape(words).replace(r"\*", _ANY).replace(r"\#", r"\d")
    end = "" if words[-1] == _FIGURE else r"(?!\w)"
    flags = re.NOFLAG if words != words.lower() else re.IGNORECASE
    return _Word(concept, part, re.compile(rf"(?<![\w-]){pattern}{end}", flags))
