"""Take a Pair, give Issues about units of measure: a figure that came over with another unit than it had (CHK-018); and say which
figures of the two texts are one measure in two units, so that nobody misses one or wonders at the other.

Strategy.  Only what is known on both sides counts: a figure of the source with a unit of the table, the same figure in the
translation with a unit of the table.  If no place where the figure stands has the right unit, the one that it has is wrong.  A
measure that was converted (500 miles, 800 km) has another figure: the table knows how large each unit is, and translators round.
A unit in words that the table doesn't have isn't looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise

from sco_pub.check.figures import HANZI, LARGE, NUMBER, ONES, UNITS, grouped, hanzi_value, large_value
from sco_pub.check.figures_target import measured, target_figures
from sco_pub.check.pair import Issue, Pair, shown
from sco_pub.lexicon import data
from sco_pub.model.codes import checks

_UNITS = tuple(data.rows("units.tsv"))
_NONE = "-"
#: What units are called in the source, longer names first: 平方公里 ends like 公里.
_CHINESE = dict(
    sorted(
        ((name, row[0]) for row in _UNITS for name in row[1].split() if name != _NONE), key=lambda item: -len(item[0])
    )
)
#: Signs that the source may write in letters.
_LETTERS = dict(
    sorted(
        ((sign, row[0]) for row in _UNITS for sign in row[2].split() if sign != _NONE), key=lambda item: -len(item[0])
    )
)
#: What they are called in translations, by language; each is a regular expression of whole words.
_TARGET: Mapping[str, Mapping[str, str]] = {
    language: {row[0]: row[column] for row in _UNITS if row[column] != _NONE}
    for language, column in (("en", 3), ("ru", 4))
}
#: Signs of money in front of a figure.
_IN_FRONT = re.compile(
    r"(?:(?P<hkd>HK\$|HKD)|(?P<usd>(?:US)?\$|USD)|(?P<eur>€|EUR)|(?P<gbp>£|GBP)|(?P<cny>RMB|CNY|CN¥|[¥￥])|(?P<jpy>JPY|JP¥))"
    "[ \u00a0]?$"
)
_SHARED = {"¥": ("cny", "jpy"), "￥": ("cny", "jpy"), "gbp": ("gbp", "lb")}  # a pound is money or a weight
_SOURCE = re.compile(
    rf"(?<![A-Za-z\d.])({NUMBER})(?:[多余])?({LARGE})?(?:[多余])?"
    rf"[ \u00a0\u2009\u202f]?(?:({'|'.join(_CHINESE)})(?![代级制朝旦宵程头])|({'|'.join(_LETTERS)})(?![A-Za-z0-9^²³/·⋅•]))"
)
# Large hanzi numerals before money, which texts of history count so: 四亿五千万两.
_LARGE = re.compile(
    rf"(?<![{HANZI}\d数几])([{HANZI}]+[万亿](?:[{HANZI}]+[万亿])?)(?:[多余])?({'|'.join(_CHINESE)})(?![代级制朝旦宵程头])"
)
# A hanzi numeral and its measure, with a half or tenths of one behind it: 二百里, 十五公里半, 一亩二分.
_COUNTED = re.compile(
    rf"(?<![{HANZI}万亿\d数几第])([{HANZI}万亿]+)(?:[多余])?({'|'.join(_CHINESE)})(?![代级制朝旦宵程头])(半|[{ONES}](?=[分寸两]))?"
)
# The lower end of a range has the unit of the upper one.
_RANGE = re.compile(rf"(?<![\d.])({NUMBER})\s?(?:[~～—–－-]{{1,2}}|至|到|、)\s?$")
_TO = re.compile("[ \u00a0]?(?:[-–—]|to|and|or|до|и|или)[ \u00a0]?")
_PER_CENT = "pct"  # its row of the table; and how a translation says hundredths
_HUNDREDTHS = re.compile("[%％]|per ?cent|percentage|hundred|процент|проц\\.|сотых|из ста", re.IGNORECASE)
#: What a unit measures and how many basic units it is.
_SIZES = {row[0]: (row[5].split()[0], Fraction(row[5].split()[1])) for row in _UNITS if row[5] != _NONE}
_ROUNDED = Fraction(1, 20)  # 100 mu are 6.67 hectares, 6.7 or “about 7”
_BEHIND = 40  # signs in which a unit of several words ends
_YEARS_FROM = 200  # 640年 is a date, 120年 a time


def units(pair: Pair) -> Iterator[Issue]:
    """CHK-018."""
    names = _TARGET.get(pair.language)
    wanted = _measures(pair.plain_source) if names is not None else ()
    if not wanted or names is None:
        return
    given = list(_given(pair.plain_target, pair.language, names))
    for words, value, unit in wanted:
        seen = [(name, place) for found, name, place in given if value in found]
        if seen and unit not in {name for name, _ in seen}:
            yield Issue(checks.OTHER_UNIT, "", {"words": shown(words), "given": shown(seen[0][1])}, words)
    if not _HUNDREDTHS.search(pair.plain_target):
        yield from _bare_per_cent(pair, [(words, value) for words, value, unit in wanted if unit == _PER_CENT])


def _bare_per_cent(pair: Pair, wanted: Sequence[tuple[str, Fraction]]) -> Iterator[Issue]:
    """A percentage whose figure came over as a plain number, in a translation that has no per cent at all."""
    figures = list(measured(pair.plain_target, pair.language)) if wanted else []
    for words, value in wanted:
        bare = next((pair.plain_target[start:end] for values, start, end in figures if value in values), "")
        if bare:
            yield Issue(checks.OTHER_UNIT, "", {"words": shown(words), "given": shown(bare)}, words)


def converted(pair: Pair) -> tuple[set[Fraction], set[Fraction]]:
    """The figures of the source that the translation has in another unit, and those of the translation that they became."""
    text = grouped(pair.plain_source)
    wanted = [(value, unit) for _, value, unit in (*_measures(text), *_counted(text), *_lower(text)) if unit in _SIZES]
    met: set[Fraction] = set()
    become: set[Fraction] = set()
    if wanted:
        names = _TARGET.get(pair.language, {})
        given = [(values, name) for values, name, _ in _given(pair.plain_target, pair.language, names)]
        given += _lower_given(pair.plain_target, pair.language, names)
        given += _in_words(pair.plain_target, pair.language, names)
        for value, unit in wanted:
            for values, name in given:
                if any(_same(value, unit, other, name) for other in values):
                    met.add(value)
                    become.update(values)
    return met, become


def _same(value: Fraction, unit: str, other: Fraction, name: str) -> bool:
    """Whether two measures are one: in one unit exactly, in different ones rounded as people do."""
    if unit == name:
        return value == other
    (kind, size), (its_kind, its_size) = _SIZES[unit], _SIZES.get(name, ("", Fraction(0)))
    return kind == its_kind and abs(value * size - other * its_size) <= value * size * _ROUNDED


def _counted(text: str) -> Iterator[tuple[str, Fraction, str]]:
    """Measures whose number is written in hanzi, and a half behind them."""
    for match in _COUNTED.finditer(text):
        tenths = "五" if match[3] == "半" else match[3] or "零"
        yield match[0], large_value(match[1].replace("两", "二")) + hanzi_value(tenths) / 10, _CHINESE[match[2]]


def _lower(text: str) -> Iterator[tuple[str, Fraction, str]]:
    """The lower ends of ranges: 1至4英寸."""
    for match in _SOURCE.finditer(text):
        lower = _RANGE.search(text, 0, match.start())
        if lower:
            unit = _CHINESE[match[3]] if match[3] else _LETTERS[match[4]]
            yield lower[0], Fraction(re.sub("[,\u00a0\u2009\u202f]", "", lower[1])) * UNITS.get(match[2] or "", 1), unit


def _lower_given(text: str, language: str, names: Mapping[str, str]) -> Iterator[tuple[tuple[Fraction, ...], str]]:
    """The same in the translation."""
    known = _one_of(tuple(names.items()))
    for (values, _, end), (_, start, behind) in pairwise(measured(text, language)):
        unit = known.match(text[behind : behind + _BEHIND])
        if unit and _TO.fullmatch(text, end, start):
            yield values, str(unit.lastgroup)


def _in_words(text: str, language: str, names: Mapping[str, str]) -> Iterator[tuple[tuple[Fraction, ...], str]]:
    """Numbers in words with each unit that the translation names: where the one stands to the other isn't looked at."""
    units = {str(found.lastgroup) for found in _one_of(tuple(names.items())).finditer(text)} & _SIZES.keys()
    for figure in target_figures(text, language) if units else ():
        if not figure.digits:
            values = tuple(value for value in figure.values if isinstance(value, Fraction))
            yield from ((values, unit) for unit in units)


def _measures(text: str) -> tuple[tuple[str, Fraction, str], ...]:
    """The words, value and unit of each figure with a unit in the source."""
    found = []
    for match in _SOURCE.finditer(grouped(text)):
        value = Fraction(re.sub("[,\u00a0\u2009\u202f]", "", match[1])) * UNITS.get(match[2] or "", 1)
        unit = _CHINESE[match[3]] if match[3] else _LETTERS[match[4]]
        if unit != "year" or value < _YEARS_FROM:
            found.append((match[0], value, unit))
    found += ((match[0], large_value(match[1]), _CHINESE[match[2]]) for match in _LARGE.finditer(text))
    return tuple(found)


def _given(text: str, language: str, names: Mapping[str, str]) -> Iterator[tuple[tuple[Fraction, ...], str, str]]:
    """The values a figure of the translation can have, its unit if the table has it, and the words."""
    known = _one_of(tuple(names.items()))
    for values, start, end in measured(text, language):
        front = _IN_FRONT.search(text[max(0, start - 5) : start])
        if front:
            words = f"{front[0]}{text[start:end]}"
            for name in _SHARED.get(front[0].strip(), (str(front.lastgroup),)):
                yield values, name, words
        elif unit := known.match(text[end : end + _BEHIND]):
            for name in _SHARED.get(str(unit.lastgroup), (str(unit.lastgroup),)):
                yield values, name, f"{text[start:end]}{unit[0]}"


@cache
def _one_of(names: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    """Any of the units, behind a space or hyphen; which, is the name of the group."""
    return re.compile(
        "[ \u00a0\u2009\u202f-]?(?<![^\\W\\d_])(?:"
        + "|".join(f"(?P<{name}>(?:{pattern})(?![^\\W\\d_]))" for name, pattern in names)
        + ")"
    )
