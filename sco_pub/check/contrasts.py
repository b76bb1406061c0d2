"""Take a Pair, give Issues about a word in the stead of one that it excludes: after for before, more for less (CHK-028).

Strategy.  lexicon/data/contrasts.tsv holds families of concepts of which a text has one or another: before and after, more and
less, the seasons, the parties to a suit.  A concept that the source names and the translation in no way does, while another of
the family stands there which nothing in the source explains, not even a single sign, was exchanged.  Each concept has the words
by which it is told, and more by which it may be meant: those only excuse.  A longer word hides the shorter ones in it (no less
than, less than).  Where both texts have as many sentences, each is compared with its own.  A concept with a mark behind it
("maybe!") has to be said in one of these ways at all: what may be is no fact, and what was planned needn't have come (form
"lost").  Two concepts that are both said, but each as often as the other was (creditor once and debtor twice for the reverse),
changed places.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from sco_pub.check.figures import ERAS, HANZI
from sco_pub.check.pair import Issue, Pair, shown
from sco_pub.lexicon import data
from sco_pub.lexicon.transcription import read_as
from sco_pub.model.codes import checks

_COLUMNS = {"en": 4, "ru": 6}
_NONE = "-"
_FIGURE = "#"
_MUST = "!"
_NUMERAL = f"[\\d{HANZI}万亿成倍％%]"
_ANY = r"[^\W\d_]*"
_CLAUSES, _SOURCE_CLAUSES = re.compile(r"[,;:!?—–](?!\d)"), re.compile("[，。；：！？]")
_A_CLAUSE = 4  # signs: 此外 and 1950 г. are none


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
    signs: Mapping[str, re.Pattern[str] | None]  # by which a source may mean it as well
    must: frozenset[str]  # concepts that have to be said


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
    texts: _Texts | None = None
    for name, concepts in wanted.items():
        family = families[name]
        told = _told(family, target)
        if any(told.get(concept, _NEVER).times < said.times for concept, said in concepts.items()):
            texts = texts or _Texts.of(source, target)
            issue = next(_one_of(family, concepts, told, texts), None) or next(
                _unsaid(family, concepts, told, texts), None
            )
            if issue:
                yield issue


def said_once(source: str, target: str, language: str) -> Iterator[tuple[str, int, int]]:
    """The concepts that both texts name once, beside another of their family: the words, and where they stand in either."""
    for name, concepts in _told_in_source(source).items():
        if len(concepts) > 1:
            told = _told(_families(language)[name], target)
            for concept, said in concepts.items():
                given = told.get(concept, _NEVER)
                if said.times == given.times == 1:
                    yield said.words, said.spans[0][0], given.spans[0][0]


@dataclass(frozen=True, slots=True)
class _Texts:
    """A sentence in both languages, with where its clauses are; one each where they have not as many of them."""

    source: str
    target: str
    clauses: tuple[tuple[tuple[int, int], tuple[int, int]], ...]

    @classmethod
    def of(cls, source: str, target: str) -> _Texts:
        mine, theirs = _spans(_SOURCE_CLAUSES, source), _spans(_CLAUSES, target)
        if len(mine) != len(theirs):
            mine, theirs = [(0, len(source))], [(0, len(target))]
        return cls(source, target, tuple(zip(mine, theirs, strict=True)))


def _spans(ends: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """The clauses of a sentence: its parts between marks, but for what is too short to say anything."""
    at, found = 0, []
    for end in (*(match.start() for match in ends.finditer(text)), len(text)):
        if end - at >= _A_CLAUSE:
            found.append((at, end))
        at = end
    return found


def _unsaid(family: _Family, wanted: Mapping[str, _Said], told: Mapping[str, _Said], texts: _Texts) -> Iterator[Issue]:
    """A concept that has to be said, and isn't in any way, in its clause where the clauses are as many."""
    spans = [span for concept, said in told.items() if concept != _NONE for span in said.spans]
    for concept in family.must & wanted.keys():
        said = wanted[concept]
        told_in_all = len(spans) + any(word.pattern.search(texts.target) for word in family.meant[concept])
        for at, in_target in texts.clauses if told_in_all < said.times else ():
            clause = texts.target[slice(*in_target)]
            here = any(_within(span, at) for span in said.spans) and not any(_within(span, in_target) for span in spans)
            if here and not any(word.pattern.search(clause) for word in family.meant[concept]):
                yield Issue(checks.CONTRAST, "lost", {"words": shown(said.words)}, said.words)


def _within(span: tuple[int, int], of: tuple[int, int]) -> bool:
    return of[0] <= span[0] < of[1]


def _one_of(family: _Family, wanted: Mapping[str, _Said], told: Mapping[str, _Said], texts: _Texts) -> Iterator[Issue]:
    """A concept that the translation says less often than the source, while it says another more often."""
    for concept, said in wanted.items():
        given = told.get(concept, _NEVER)
        for other, instead in told.items():
            known = wanted.get(other, _NEVER)
            if other in (_NONE, concept) or given.times >= said.times or instead.times <= known.times:
                continue
            both = known.times and given.times
            if (
                _changed_places(wanted, told, concept, other)
                if both
                else any(_instead(family, concept, other, wanted, told, texts, clause) for clause in texts.clauses)
            ):
                values = {"words": shown(said.words), "given": shown(instead.words)}
                yield Issue(checks.CONTRAST, "", values, said.words)


def _changed_places(wanted: Mapping[str, _Said], told: Mapping[str, _Said], concept: str, other: str) -> bool:
    """Whether each of two is said as often as the other was, and all of the family as often as in the source."""
    as_often = sum(said.times for said in wanted.values()) == sum(said.times for said in told.values())
    return as_often and told[concept].times == wanted[other].times and told[other].times == wanted[concept].times


def _instead(
    family: _Family,
    concept: str,
    other: str,
    wanted: Mapping[str, _Said],
    told: Mapping[str, _Said],
    texts: _Texts,
    clause: tuple[tuple[int, int], tuple[int, int]],
) -> bool:
    """Whether in this clause the other is told where the first was said, and nothing there explains either."""
    at, in_target = clause
    if not _times(wanted[concept], at) or not _times(told[other], in_target):
        return False
    if _times(told.get(concept, _NEVER), in_target) >= _times(wanted[concept], at):
        return False
    rest = _without(told, texts.target, in_target)
    if any(word.pattern.search(rest) for word in family.meant.get(concept, ())):
        return False
    hint = family.signs[other] if other not in wanted else None
    return not (hint and hint.search(_without(wanted, texts.source, at)))


def _times(said: _Said, within: tuple[int, int]) -> int:
    return sum(_within(span, within) for span in said.spans)


def _without(told: Mapping[str, _Said], text: str, within: tuple[int, int]) -> str:
    """A stretch of a text without what is told in it."""
    return "".join(
        text[max(start, within[0]) : min(end, within[1])] for start, end in _between(told.values(), len(text))
    )


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
            found[(word + "，")[:2]].append((word, family, concept.rstrip(_MUST)))
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
    signs: dict[str, dict[str, re.Pattern[str] | None]] = defaultdict(dict)
    must: dict[str, set[str]] = defaultdict(set)
    for row in _rows():
        family, concept = row[0], row[1].rstrip(_MUST)
        if concept != row[1]:
            must[family].add(concept)
        also = row[_COLUMNS[language] + 1]
        told[family] += [_word(concept, word) for word in _parts(row[_COLUMNS[language]])]
        meant[family][concept] = tuple(_word(concept, word) for word in _parts(also))
        signs[family][concept] = _hint(_parts(row[3]))
    for era in ERAS:
        words = [_word(era, f"{form.title()}*") for form in read_as(era, language)]
        told["era"] += words
        meant["era"][era] = tuple(words)
        signs["era"][era] = _hint(list(era))
    return {
        name: _Family(
            tuple(sorted(words, key=lambda word: -len(word.pattern.pattern))),
            meant[name],
            signs[name],
            frozenset(must[name]),
        )
        for name, words in told.items()
    }


def _hint(signs: Sequence[str]) -> re.Pattern[str] | None:
    """Any of the signs of the source; # is a numeral."""
    return re.compile("|".join(re.escape(sign).replace(r"\#", _NUMERAL) for sign in signs)) if signs else None


def _word(concept: str, words: str) -> _Word:
    """A word of the table: * is any letters, # a figure, a capital in it wants one."""
    part = max(re.split(r"\*", words), key=len).lower()
    pattern = re.escape(words).replace(r"\*", _ANY).replace(r"\#", r"\d")
    end = "" if words[-1] == _FIGURE else r"(?!\w)"
    flags = re.NOFLAG if words != words.lower() else re.IGNORECASE
    return _Word(concept, part, re.compile(rf"(?<![\w-]){pattern}{end}", flags))
