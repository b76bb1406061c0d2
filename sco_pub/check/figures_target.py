"""Take a translation, give its figures as values, by language: figures with their units, words, Roman numerals.

What differs between languages is a table: the decimal sign, the sign between thousands, words for units, for months, and for
numbers by their stems (an inflected language has двенадцатью and двенадцатого).  A language without a table gets figures in
either notation and no words, so nothing right is called wrong: a reading that could be two things gives both values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache, lru_cache

from sco_pub.check.figures import VULGAR, Value

_SPACES = " \u00a0\u2009\u202f"
_FIGURE = re.compile(
    rf"(?P<n>\d(?:\d{{0,2}}(?:[{_SPACES},.]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d*(?:[.,]\d+)?))"
    rf"(?P<gap>[{_SPACES}-]?)(?P<unit>[^\W\d_]+\.?)?"
)
_NAME = re.compile(r"[^\W\d_][-.]?$")  # G20, COVID-19, B.1
_CLOCK = re.compile(rf"(?<![\d.,])(\d{{1,2}})\.([0-5]\d)(?=[{_SPACES}]?[ap]\.?m\b)", re.IGNORECASE)  # 7.55am is 7:55
_RANGE = re.compile(rf"(\d+(?:[.,]\d+)?)[{_SPACES}]?(?:[–—-]|to|and|or|do|до|и|или)[{_SPACES}]?$")
_FRACTION = re.compile(r"(?<![\d./])(\d{1,2})/(\d{1,2})(?![\d/])")
_ROMAN_SIGNS = re.compile(r"[IVXLC](?<!\w[IVXLC])[IVXLC]*\b")
_ROMAN = re.compile("(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VULGAR = re.compile(f"[{''.join(VULGAR)}]")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")

_AND_MORE = re.compile(rf"[{_SPACES}]с[{_SPACES}]лишним(?=[{_SPACES}])")  # тридцать с лишним миллионов

_TWENTY = 20  # words below it join no other by a hyphen: seven-eighths is a fraction, twenty-third an ordinal
_BESIDE = 2  # signs between the words of one number
_KNOWN = 1 << 16  # words whose readings are remembered: those of a large house


@dataclass(frozen=True, slots=True)
class Given:
    """A figure of the translation: its words, the values it can stand for, whether it is written with digits, and whether
    it belongs to a name."""

    words: str
    values: tuple[Value, ...]
    digits: bool = True
    name: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Tongue:
    """A language's number words: patterns of whole words, in order of trying."""

    units: Mapping[str, int] = field(default_factory=dict)  # regular expression -> factor
    months: tuple[str, ...] = ()  # twelve regular expressions
    words: Mapping[str, int] = field(default_factory=dict)  # regular expression -> value
    fractions: Mapping[str, int] = field(default_factory=dict)  # of the denominator
    half: re.Pattern[str] | None = None  # a half more than the word before
    half_word: str = ""  # without which there is none


_EN_ONES = [
    "one|first",
    "two|second",
    "three|third",
    "four|fourth",
    "five|fifth",
    "six|sixth",
    "seven|seventh",
    "eight|eighth",
    "nine|ninth",
]
_EN_TEENS = [
    "ten",
    "eleven",
    "twelve|twelf",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_EN_TENS = ["twen", "thir", "for", "fif", "six", "seven", "eigh", "nine"]
_RU_ONES = (
    "одн\\w*|один|перв\\w*", "дв[аеу]\\w{0,3}|втор\\w*|обе\\w*|оба|пара", "тр[иеё]\\w{0,2}|трет\\w*|трое|троих",
    "четыр\\w*|четв[её]рт\\w*", "пят\\w*", "шест\\w*", "сем[ьи]\\w?|семью|седьм\\w*", "вос[еь]м\\w*",
    "девят\\w*",
)  # fmt: skip
_RU_TEENS = ["десят", "один", "двен", "трин", "четыр", "пят", "шест", "сем", "восем", "девят"]
_RU_TENS = [
    "двад",
    "трид",
    "сорок",
    "пятьдесят|пятидесят",
    "шестьдесят|шестидесят",
    "семьдесят|семидесят",
    "восемьдесят|восьмидесят",
    "девян",
]

_TONGUES = {
    "en": Tongue(
        units={
            "thousands?|k": 10**3, "million|mn|m": 10**6, "billion|bn": 10**9, "trillion|trn": 10**12,
            "hundred": 100, "decades?": 10,
        },
        months=("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?",
                "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
        words={
            **{f"(?:{stem})(?:ty|tieth|ties)": 10 * n for n, stem in enumerate(_EN_TENS, 2)},
            **{f"(?:{stem})(?:s|th|fth)?": n for n, stem in enumerate(_EN_TEENS, 10)},
            **{f"(?:{stem})s?": n for n, stem in enumerate(_EN_ONES, 1)},
            "both|twice|twin|pair|bilateral|dual|couple": 2, "single|once|half": 1,
            "thrice": 3, "hundreds?|century|hundredth": 100, "thousands?": 1000,
            "decade": 10, "dozens?": 12, "eighth": 8, "twelfth": 12, "zero|none": 0, "billion": 10**9, "million": 10**6,
        },
        fractions={"halves|half": 2, "thirds?": 3, "quarters?|fourths?": 4, "fifths?": 5, "tenths?": 10},
        half=re.compile(r"\b(\w+)(?: (\w+))? and a half\b"),
        half_word="half",
    ),
    "ru": Tongue(
        units={
            r"тыс\.?|тысяч\w*": 10**3, r"млн\.?|миллион\w*": 10**6, r"млрд\.?|миллиард\w*": 10**9,
            r"трлн\.?|триллион\w*": 10**12, r"десятилет\w*": 10,
        },
        months=("январ\\w*|янв\\.?", "феврал\\w*|февр?\\.?", "март\\w*", "апрел\\w*|апр\\.?", "ма[йяею]|маем",
                "июн\\w*", "июл\\w*", "август\\w*|авг\\.?",
                "сентябр\\w*|сент?\\.?", "октябр\\w*|окт\\.?", "ноябр\\w*|нояб\\.?", "декабр\\w*|дек\\.?"),
        words={
            "пятисот\\w*|пятьсот\\w*": 500, "двест\\w*|двухсот\\w*": 200,
            "трист\\w*|тр[её]хсот\\w*": 300, "четыр[её]ст\\w*|четыр[её]хсот\\w*": 400,
            "шест(?:ьсот|исот|истам)\\w*": 600, "сем(?:ьсот|исот)\\w*": 700,
            "вос(?:емь|ьми)сот\\w*": 800, "девят(?:ьсот|исот)\\w*": 900,
            **{f"(?:{stem})\\w*адцат\\w*": 10 + n for n, stem in enumerate(_RU_TEENS) if n},
            **{f"(?:{stem})(?:цат|)\\w*": 10 * n for n, stem in enumerate(_RU_TENS, 2)},
            "десят[ьи]?\\w{0,3}|десятилети\\w*|десяток|десятк\\w*": 10,
            **{stem: n for n, stem in enumerate(_RU_ONES, 1)},
            "сто|ста|сотн\\w*|сотый|столети\\w*": 100, "тысяч\\w*": 1000, "миллион\\w*": 10**6,
            "миллиард\\w*": 10**9, "единожды|однажды|половин\\w*": 1,
            "дважды|вдвое": 2, "трижды|втрое": 3, "двусторонн\\w*": 2,
        },
        fractions={
            "половин\\w*|пол(?:процент|час|год|век|миллион|миллиард|тонн|месяц|литр|метр|килограмм)\\w*": 2,
            "трет\\w*": 3, "четверт\\w*|четвёрт\\w*": 4, "пят\\w*": 5, "десят\\w*": 10,
        },
        half=re.compile(r"\b(\w+)(?:[ \u00a0](\w+))? с[ \u00a0]половиной\b"),
        half_word="половин",
    ),
}  # fmt: skip
_NO_TONGUE = Tongue()


def target_figures(text: str, language: str) -> tuple[Given, ...]:
    """The figures of a translation."""
    tongue = _TONGUES.get(language, _NO_TONGUE)
    text = _AND_MORE.sub("", text) if "лишним" in text else text
    text = _CLOCK.sub(r"\1:\2", text) if "m" in text and "." in text else text
    found = list(_figures(text, language, tongue))
    found += _words(text, tongue)
    for match in _ROMAN_SIGNS.finditer(text):
        if _ROMAN.fullmatch(match[0]):
            found.append(Given(match[0], (Fraction(_roman(match[0])),), digits=False))
    return tuple(found)


def _figures(text: str, language: str, tongue: Tongue) -> Iterator[Given]:
    if "/" in text:
        for match in _FRACTION.finditer(text):
            if int(match[2]):
                yield Given(match[0], (Fraction(int(match[1]), int(match[2])), Fraction(match[1]), Fraction(match[2])))
        text = _FRACTION.sub(" ", text)
    for char in _VULGAR.findall(text):
        yield Given(char, (VULGAR[char],))
    last: Given | None = None
    for match in _FIGURE.finditer(text):
        base = _readings(match["n"], language)
        factor = _unit(match["unit"], tongue)
        values = list(base) if factor == 1 else [*(value * factor for value in base), *base]
        before = _RANGE.search(match.string[max(0, match.start("n") - 24) : match.start("n")])
        if before and before[1].isdigit() and match["n"].isdigit() and len(match["n"]) < len(before[1]):
            values.append(Fraction(before[1][: -len(match["n"])] + match["n"]))  # 151–52 ends at 152, 2008–19 at 2019
        if before and last and last.words == before[1] and factor != 1:  # 10–15 billion begins at 10 billion
            last = replace(last, values=(*(value * factor for value in _readings(before[1], language)), *last.values))
        if last:
            yield last
        name = bool(_NAME.search(match.string[max(0, match.start() - 2) : match.start()]))
        last = Given(match["n"], tuple(dict.fromkeys(values)), name=name)
    if last:
        yield last


def measured(text: str, language: str) -> Iterator[tuple[tuple[Fraction, ...], int, int]]:
    """The values that each figure can stand for, with where it begins and where it and its thousands or millions end."""
    tongue = _TONGUES.get(language, _NO_TONGUE)
    for match in _FIGURE.finditer(text):
        base, factor = _readings(match["n"], language), _unit(match["unit"], tongue)
        if factor == 1:
            yield base, match.start(), match.end("n")
        else:
            yield tuple(value * factor for value in base), match.start(), match.end()
            if match["unit"] == "K":  # thousands, or kelvins
                yield base, match.start(), match.end("n")


@lru_cache(maxsize=_KNOWN)
def _readings(number: str, language: str) -> tuple[Fraction, ...]:
    """What a figure can stand for; the sign between thousands and the decimal sign depend on the language."""
    number = re.sub(rf"[{_SPACES}]", "", number)
    dot, comma = number.count("."), number.count(",")
    if not dot and not comma:
        return (Fraction(number),)
    readings = []
    if language != "en" and comma <= 1 and not (comma and dot):
        readings.append(number.replace(",", "."))
    if language == "en" or not readings:
        readings.append(number.replace(",", ""))
    if dot == 1 and not comma:
        readings.append(number)
    return tuple(Fraction(reading) for reading in dict.fromkeys(readings) if reading.count(".") <= 1)


@lru_cache(maxsize=_KNOWN)
def _unit(word: str | None, tongue: Tongue) -> int:
    return _looked_up(word.lower().rstrip("."), tuple(tongue.units.items())) or 1 if word else 1


@lru_cache(maxsize=256)
def _table(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """All patterns as one, each a group with its place as its name."""
    return re.compile("|".join(f"(?P<p{place}>{pattern})" for place, pattern in enumerate(patterns)))


def _looked_up(word: str, table: tuple[tuple[str, int], ...]) -> int | None:
    """What the first of the patterns that is the whole word stands for."""
    if not table:
        return None
    found = _table(tuple(pattern for pattern, _ in table)).fullmatch(word)
    return table[int(str(found.lastgroup)[1:])][1] if found else None


@dataclass(frozen=True, slots=True)
class _Read:
    """What a word can stand for by itself: a month, numbers, and fractions of the number before its hyphen."""

    month: int | None
    values: tuple[int, ...]
    fractions: tuple[Fraction, ...]


_NOTHING = _Read(None, (), ())


def _words(text: str, tongue: Tongue) -> Iterator[Given]:
    """Number words: alone, as tens and ones (twenty-one, двадцать один), with a unit behind them, and as fractions."""
    known = _dictionary(tongue)
    if not any(map(known.__getitem__, _WORD.findall(text))):
        return
    last, end = None, 0  # value and end of the number word before
    found: list[Given] = []
    for match in _WORD.finditer(text):
        read = known[match[0]]
        if read is None and last is None:  # nearly all
            continue
        read = read or _NOTHING
        beside = last is not None and match.start() - end <= _BESIDE
        values = list(read.values)
        if last is not None and beside:
            found += [
                Given(match[0], (part,), digits=False)
                for part in _parts(last, match[0].lower().rpartition("-")[2], tongue)
            ]
            more = _with_last(last, match[0].lower(), values, tongue)
            found[-1] = replace(found[-1], values=(*found[-1].values, *map(Fraction, more)))  # of трёх тысяч neither
            values += more
        found += _alone(match[0], read, values, english=tongue is _TONGUES["en"])
        last, end = (values[-1], match.end()) if values else (last if beside else None, end)
    yield from found
    yield from _and_a_half(text, tongue)


def _alone(word: str, read: _Read, values: Sequence[int], *, english: bool) -> Iterator[Given]:
    """What a word says by itself: a month, a number, a fraction."""
    if read.month and (word[0].isupper() or not english):  # may, march
        yield Given(word, (("month", read.month),), digits=False)
    if "-" in word:  # three-quarters
        yield from (Given(word, (part,), digits=False) for part in read.fractions)
    fractions = () if "-" in word else read.fractions
    if values or fractions:
        yield Given(word, (*map(Fraction, values), *fractions), digits=False)


def _and_a_half(text: str, tongue: Tongue) -> Iterator[Given]:
    """Two and a half, пять с половиной."""
    for match in tongue.half.finditer(text) if tongue.half and tongue.half_word in text else ():
        for word in filter(None, match.groups()):
            for value in _values(word.lower(), tongue):
                yield Given(match[0], (value + Fraction(1, 2),), digits=False, name=True)


class _Dictionary(dict[str, "_Read | None"]):
    """What the words of a language stand for, as they are written; looked up for every word of every text."""

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        self._tongue = tongue

    def __missing__(self, word: str) -> _Read | None:
        if len(self) >= _KNOWN:
            self.clear()
        read = self[word] = _read(word.lower(), self._tongue)
        return read


@cache
def _dictionary(tongue: Tongue) -> _Dictionary:
    return _Dictionary(tongue)


@lru_cache(maxsize=_KNOWN)
def _read(word: str, tongue: Tongue) -> _Read | None:
    """What a word stands for; None for nearly all."""
    above, hyphen, below = word.partition("-")
    number = _word_value(above, tongue) if hyphen else None
    fractions = _parts(number, below, tongue) if number is not None and number < _TWENTY else ()  # twenty-third is none
    month, values = _month_number(word, tongue), tuple(_values(word, tongue))
    if not hyphen:
        fractions = _parts(1, word, tongue)  # nearly a quarter
    return _Read(month, values, fractions) if month or values or fractions else None


@lru_cache(maxsize=_KNOWN)
def _month_number(word: str, tongue: Tongue) -> int | None:
    return _looked_up(word, tuple((pattern, number) for number, pattern in enumerate(tongue.months, 1)))


def _values(word: str, tongue: Tongue) -> list[int]:
    """What a number word can stand for: its value; of twenty-one both parts and the sum."""
    values = [value for part in re.split(r"[-’']", word) if (value := _word_value(part, tongue)) is not None]
    if len(values) == 2 and values[0] >= 20 > values[1]:
        return [*values, values[0] + values[1]]  # the last one is what a unit behind it multiplies
    return values


def _with_last(last: int, word: str, values: Sequence[int], tongue: Tongue) -> list[int]:
    """What a word makes with the number word before it: a unit behind it, ones behind tens."""
    factor = _unit(word, tongue)
    if factor != 1:
        return [last * factor]
    return [last + values[0]] if values and last >= 20 and values[0] < 10 and last % 10 == 0 else []


@lru_cache(maxsize=_KNOWN)
def _parts(above: int, word: str, tongue: Tongue) -> tuple[Fraction, ...]:
    """The fraction of a number that a word names: three quarters."""
    below = _looked_up(word, tuple(tongue.fractions.items()))
    return (Fraction(above, below),) if below else ()


def word_value(word: str, language: str) -> int | None:
    """What a number word of a language stands for."""
    return _word_value(word, _TONGUES.get(language, _NO_TONGUE))


@lru_cache(maxsize=_KNOWN)
def _word_value(word: str, tongue: Tongue) -> int | None:
    return _looked_up(word, tuple(tongue.words.items()))


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[char] for char in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
