"""Take a Pair, give Issues about how much something changed: three times for four, by a third for to a third, 80 off for at 80.

Strategy.  Chinese counts growth from what there was (增长了三倍 is four times as much, 增至三倍 three) and prices by what is left
of them (八折 is 20 per cent off); it tells to from by with one sign (减少到三分之一, 减少了三分之一).  Each is read into its
value; a translation that has a word of the same sort with another value, and none with this one, has exchanged them.
English says threefold of either, so there only doubled, tripled, quadrupled are sure.

Source: GB/T 15835 has no rule for 倍; 现代汉语八百词 (吕叔湘), under 倍 and 番.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from sco_pub.check.figures import HANZI, grouped, hanzi_value, source_figures
from sco_pub.check.figures_target import target_figures, word_value
from sco_pub.check.pair import Issue, Pair, shown
from sco_pub.model.characters import NUMERALS
from sco_pub.model.codes import checks

_NEARLY = "(?:近|约|逾|超过|将近|大约|至少|整整)?"
_NUMBER = rf"(?P<n>\d+(?:\.\d+)?|[{HANZI}]+)"
_TIMES = re.compile(
    rf"(?P<verb>[增长升涨提加多出高大扩翻](?:[到至为])?)?了?{_NEARLY}{_NUMBER}(?P<more>[多余])?倍(?P<half>半)?"
)
_DOUBLINGS = re.compile(rf"翻了?{_NEARLY}{_NUMBER}番(?P<half>)")

_SPACE = "[ \u00a0]"
_EN_WORDS = {"doubl": 2, "twice": 2, "tripl": 3, "trebl": 3, "thrice": 3, "quadrupl": 4, "quintupl": 5, "sextupl": 6}
_RU_WORDS = {
    "удво": 2, "удва": 2, "вдвое": 2, "двукратн": 2, "утро": 3, "утра": 3,
    "втрое": 3, "трёхкратн": 3, "трехкратн": 3, "учетвер": 4,
    "вчетверо": 4, "четырёхкратн": 4, "четырехкратн": 4, "впятеро": 5, "пятикратн": 5, "вшестеро": 6, "шестикратн": 6,
    "всемеро": 7, "ввосьмеро": 8, "вдевятеро": 9, "вдесятеро": 10, "десятикратн": 10, "удесятер": 10,
}  # fmt: skip
_MULTIPLES = {
    "en": re.compile(
        rf"\b(?P<word>{'|'.join(_EN_WORDS)})\w*|\b(?P<n>[\w.]+)(?P<half>{_SPACE}and{_SPACE}a{_SPACE}half)?(?:{_SPACE}times\b|-?fold\b)",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        rf"\b(?P<word>{'|'.join(_RU_WORDS)})\w*|\bв{_SPACE}(?P<n>[\w,]+)(?P<half>{_SPACE}с{_SPACE}половиной)?{_SPACE}раза?\b",
        re.IGNORECASE,
    ),
}
_ROUND = 10  # times from which one more is none
_ONE_AND_A_HALF = "полтора"
# What is left, or what was taken away; behind it the share.
_CHANGED = re.compile(
    rf"(?:减少|降低|下降|缩短|缩小|缩减|削减|减弱|减|降|增加|提高|上升|扩大|增|升)(?P<way>到|至|为|了)"
    rf"(?:原来|原先|先前|以前|此前|过去|当初)?的?{_NEARLY}(?P<share>[{HANZI}]+分之[{HANZI}]+|\d+(?:\.\d+)?[%％])"
)
_WAYS = {
    "en": (re.compile(r"\bto\b"), re.compile(r"\bby\b")),
    "ru": (re.compile(r"\bдо\b"), re.compile(r"\bна\b")),
}
_BEHIND_A_WAY = 30  # signs in which the share follows: to about 30 percent of
_CUT = re.compile(rf"(?<![{HANZI}\d])(?P<n>[{NUMERALS}]{{1,2}}|\d(?:\.\d)?)折(?![叠合射磨腾断扣线本衷])")
_OFF = {
    "en": re.compile(
        rf"(\d+)(?:%|{_SPACE}per{_SPACE}?cent){_SPACE}(?:off|discount|reduction)|discount{_SPACE}of{_SPACE}(\d+)", re.I
    ),
    "ru": re.compile(
        rf"скидк\w+{_SPACE}(?:в{_SPACE})?(\d+)|(\d+)(?:{_SPACE}?%|-процентн\w+)(?:-?\w+)?{_SPACE}скидк", re.I
    ),
}


@dataclass(frozen=True, slots=True)
class _Wanted:
    """How many times as much the source says: its words, the value, whether a looser reading may be one less."""

    words: str
    value: Fraction
    less: Fraction | None = None  # by so many times
    about: bool = False  # where one more or less is none


def changes(pair: Pair) -> Iterator[Issue]:
    """CHK-009 for multiples and CHK-028 for by and to, off and at."""
    signs = pair.source_signs
    if pair.language not in _MULTIPLES or signs.isdisjoint("倍番折到至为了"):
        return
    if not signs.isdisjoint("倍番") and "番半" not in pair.plain_source:  # 翻四番半 is about 22.6
        yield from _multiples(pair)
    if "折" in signs:
        yield from _discount(pair)
    for found in _CHANGED.finditer(pair.plain_source):
        yield from _way(found, pair.plain_target, pair.language)


def _multiples(pair: Pair) -> Iterator[Issue]:
    wanted = list(_wanted(grouped(pair.plain_source)))
    given = [
        (match[0], value) for match in _MULTIPLES[pair.language].finditer(pair.plain_target) if (value := _value(match))
    ]
    known = {value for item in wanted for value in _accepted(item, "")}
    for item in wanted:
        if any(value in _accepted(item, words) for words, value in given) or _in_per_cent(item, pair):
            continue
        strange = [words for words, value in given if value not in known or value == item.less]
        if strange:
            values = {"words": shown(item.words), "reading": f"× {float(item.value):g}", "given": shown(strange[0])}
            yield Issue(checks.OTHER_NUMBER, "", values, item.words)


def _wanted(source: str) -> Iterator[_Wanted]:
    for match in _TIMES.finditer(source):
        times, verb = _number(match), match["verb"] or ""
        grown = verb and verb[-1] not in "到至为"
        if grown:
            yield _Wanted(match[0], times + 1, times, about=bool(match["more"]) or times >= _ROUND)
        else:
            yield _Wanted(match[0], times)
    for match in _DOUBLINGS.finditer(source):
        times = _number(match)
        if times.denominator == 1:
            yield _Wanted(match[0], Fraction(2 ** int(times)), times)


def _number(match: re.Match[str]) -> Fraction:
    number = Fraction(match["n"]) if match["n"][0].isdigit() else hanzi_value(match["n"])
    return number + (Fraction(1, 2) if match["half"] else 0)


def _accepted(item: _Wanted, words: str) -> set[Fraction]:
    """The values that say the same; English says threefold and three times of either."""
    loose = item.about or ("番" not in item.words and re.search("fold|times", words))
    return {item.value, item.less} if loose and item.less is not None else {item.value}


def _value(match: re.Match[str]) -> Fraction | None:
    if match["word"]:
        low = match["word"].lower()
        return Fraction(_EN_WORDS.get(low) or _RU_WORDS[low])
    number = match["n"].replace(",", ".")
    if number.lower() == _ONE_AND_A_HALF:
        return Fraction(3, 2)
    if re.fullmatch(r"\d+(?:\.\d+)?", number):
        value: Fraction | None = Fraction(number)
    else:
        known = word_value(number.lower(), "en" if number.isascii() else "ru")
        value = None if known is None else Fraction(known)
    return value + Fraction(1, 2) if value is not None and match["half"] else value


def _in_per_cent(item: _Wanted, pair: Pair) -> bool:
    """Whether the translation says it in per cent, as two doublings, or as times that grew."""
    values = {value for figure in target_figures(pair.plain_target, pair.language) for value in figure.values}
    per_cent = {item.value * 100, (item.value - 1) * 100}
    return not per_cent.isdisjoint(values - {Fraction(100)}) or (item.value == 2 and Fraction(100) in values)


def _way(found: re.Match[str], target: str, language: str) -> Iterator[Issue]:
    shares = {value for need in source_figures(found["share"]) for option in need.options[:1] for value in option}
    to, by = (_is_there(way, shares, target, language) for way in _WAYS[language])
    right, wrong = (by, to) if found["way"] == "了" else (to, by)
    if wrong and not right:
        yield Issue(checks.CONTRAST, "", {"words": shown(found[0]), "given": shown(wrong)}, found[0])


def _is_there(way: re.Pattern[str], shares: set[Fraction | tuple[str, int]], target: str, language: str) -> str:
    """The words of a translation that begin so and have the share next."""
    for match in way.finditer(target):
        words = re.split(r"[,;:.](?!\d)", target[match.start() : match.end() + _BEHIND_A_WAY])[0]
        first = target_figures(words, language)[:2]
        if any(value in shares for figure in first for value in figure.values):
            return words
    return ""


def _discount(pair: Pair) -> Iterator[Issue]:
    for found in _CUT.finditer(pair.plain_source):
        digits = found["n"] if found["n"][0].isdigit() else "".join(str(hanzi_value(sign)) for sign in found["n"])
        left = Fraction(digits) * (10 if Fraction(digits) < 10 else 1)
        for off in _OFF[pair.language].finditer(pair.plain_target):
            if Fraction(off[1] or off[2]) == left != 100 - left:
                yield Issue(checks.CONTRAST, "", {"words": shown(found[0]), "given": shown(off[0])}, found[0])
