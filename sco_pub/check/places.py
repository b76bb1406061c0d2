"""Take a Pair, give Issues about one place in another's stead (CHK-025).

Strategy.  Only places of lexicon/data/places.tsv are known.  A country, province or city whose full name the source has and the
translation not, while another one of the same kind stands there which nothing in the source explains, not even the single sign
by which Chinese calls it (中哈关系).  Either alone is good style: “the Federation” for 俄罗斯, a province named beside its city.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sco_pub.check.pair import Issue, Pair, shown
from sco_pub.lexicon import data
from sco_pub.model.codes import checks

_COLUMNS = {"en": 3, "ru": 4}


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
        _Place(row[0], tuple(row[1].split("|")), row[2], tuple(row[column].split("|")))
        for row in data.rows("places.tsv")
    )


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


def places(pair: Pair) -> Iterator[Issue]:
    """CHK-025."""
    if pair.language not in _COLUMNS or pair.cites or pair.reference:
        return
    pattern, names = _in_source()
    wanted = {names[found]: found for found in pattern.findall(pair.plain_source)}
    if not wanted:
        return
    known = _places(pair.language)
    begins, whose = _named(pair.language)
    given = {whose[found[0]]: found for found in begins.finditer(pair.plain_target)}
    signs = frozenset(pattern.sub("", pair.plain_source))
    for at, name in wanted.items():
        place = known[at]
        if at in given or any(begin in pair.plain_target for begin in place.begins):
            continue
        for other, found in given.items():
            if known[other].group == place.group and other not in wanted and signs.isdisjoint(known[other].signs):
                word = re.match(r"[\w’'-]+", pair.plain_target[found.start() :])
                values = {"words": shown(name), "given": shown(word[0] if word else found[0])}
                yield Issue(checks.PLACE, "", values, name)
                break
