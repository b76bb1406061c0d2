"""Take a Pair, give Issues about one place in another's stead (CHK-025).

Strategy.  Only places of lexicon/data/places.tsv are known.  A country, province or city whose full name the source has and the
translation not, while another one of the same kind stands there which nothing in the source explains, not even the single sign
by which Chinese calls it (中哈关系), or which stands there once more than in the source.  A province may stand for a city.
One of three or more in a list (武汉、南京、西安) that alone isn't there was left out (form "lost").
Either alone is good style: “the Federation” for 俄罗斯, a province named beside its city.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sco_pub.check.pair import Issue, Pair, shown
from sco_pub.lexicon import data
from sco_pub.lexicon.transcription import read_as
from sco_pub.model.codes import checks

_COLUMNS = {"en": 3, "ru": 4}
_AS_IT_READS = "-"
_IN_CHINA = {"province": "city"}
_LONGER = re.compile("印度尼西亚|[加卢尼里瓦拉米马来罗普帕]+西亚")
_DAY = re.compile(r"\d+日")


@dataclass(frozen=True, slots=True)
class _Place:
    group: str
    names: tuple[str, ...]
    signs: str
    begins: tuple[str, ...]


@cache
def _places(language: str) -> tuple[_Place, ...]:
    column = _COLUMNS[language]
    return tuple(
        _Place(_IN_CHINA.get(row[0], row[0]), tuple(row[1].split("|")), row[2], _begins(row[1], row[column], language))
        for row in data.rows("places.tsv")
    )


def _begins(name: str, words: str, language: str) -> tuple[str, ...]:
    return tuple(words.split("|")) if words != _AS_IT_READS else tuple(map(_stem, read_as(name, language)))


def _stem(reading: str) -> str:
    """A reading without what Russian bends: Лоян, Сианя."""
    return reading.title().rstrip("ьй")


@cache
def _named(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """Any of the language's beginnings, the longest first, and whose it is; the last place has one that is several's."""
    begins = {begin: at for at, place in enumerate(_places(language)) for begin in place.begins}
    longest = sorted(begins, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})"), begins


@cache
def _in_source() -> tuple[re.Pattern[str], dict[str, int]]:
    names = {name: at for at, place in enumerate(_places("en")) for name in place.names}
    return re.compile("|".join(sorted(names, key=len, reverse=True))), names


_LIST = 3  # places that make a list


@cache
def _row() -> re.Pattern[str]:
    """Places between 、 and nothing else."""
    place = _in_source()[0].pattern
    return re.compile(rf"(?:{place})(?:[、和及与](?:{place}))+")


def is_place(words: str, language: str) -> bool:
    """Whether words are the name of a place: Hong Kong is no person."""
    return bool(_named(language)[0].fullmatch(words))


def begins_place(word: str, language: str) -> bool:
    """Whether a word begins as a place's name or its people's does: Germany, Americans."""
    return bool(_named(language)[0].match(word))


def places(pair: Pair) -> Iterator[Issue]:
    """CHK-025."""
    if pair.language not in _COLUMNS or pair.cites or pair.reference:
        return
    pattern, names = _in_source()
    wanted = Counter(names[found] for found in pattern.findall(pair.plain_source))
    if not wanted:
        return
    yield from _one_of_a_list(pair, pattern, names)
    known = _places(pair.language)
    begins, whose = _named(pair.language)
    first: dict[int, re.Match[str]] = {}
    given: Counter[int] = Counter()
    for found in begins.finditer(pair.plain_target):
        given[whose[found[0]]] += 1
        first.setdefault(whose[found[0]], found)
    signs = frozenset(_DAY.sub("", pattern.sub("", pair.plain_source)))
    for at in wanted:
        place = known[at]
        if at in given or any(begin in pair.plain_target for begin in place.begins):
            continue
        for other, match in first.items():
            more = given[other] > wanted[other] and signs.isdisjoint(known[other].signs)
            if known[other].group == place.group and more:
                name = next(name for name in place.names if name in pair.plain_source)
                word = re.match(r"[\w’'-]+", pair.plain_target[match.start() :])
                values = {"words": shown(name), "given": shown(word[0] if word else match[0])}
                yield Issue(checks.PLACE, "", values, name)
                break


def _one_of_a_list(pair: Pair, pattern: re.Pattern[str], names: Mapping[str, int]) -> Iterator[Issue]:
    """A place that stands in a list with others, which are all in the translation."""
    if "、" not in pair.source_signs:
        return
    known = _places(pair.language)
    for found in _row().finditer(pair.plain_source):
        row = [names[place] for place in re.split("[、和及与]", found[0])]
        lost = [at for at in row if not any(begin in pair.plain_target for begin in known[at].begins)]
        if len(lost) == 1 and len(row) >= _LIST:
            name = next(name for name in known[lost[0]].names if name in found[0])
            yield Issue(checks.PLACE, "lost", {"words": shown(name)}, name)


def without_longer_places(text: str) -> str:
    """A source without the names of places that have those of others in them: 印度尼西亚, which is no 印度."""
    return _LONGER.sub("\ufffc", text) if "亚" in text else text
