"""Take a Chinese (or any source) text, give its figures as values.

A value is a Fraction, or ("month", 1…12).  Units: 十 百 千 万 亿 万亿; 1.7万 = 17 000, 1134亿 = 113 400 000 000, 百分之五 = 5.
Centuries and decades: 20世纪50年代 is 1950 or 20 and 50.  Fractions: 3/4, 四分之三, ¾.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from sco_pub.model.characters import NUMERALS

Value = Fraction | tuple[str, int]

_ONES = NUMERALS.removesuffix("十")
_DIGITS = {char: value for value, char in enumerate("〇" + _ONES)} | {"零": 0, "两": 2, "○": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}
_UNITS = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
}
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
#: The characters of hanzi numerals.
HANZI = f"〇零○{_ONES}两十百千"
VULGAR = {"½": Fraction(1, 2), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}

_THIN = "\u00a0\u2009\u202f"
NUMBER = rf"\d{{1,3}}(?:[,{_THIN}]\d{{3}})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_COUNTED = "美元|元|人民币|欧元|卢布|人|吨|公里|户|家|个|次|名"
_PATTERNS = (
    ("decade", re.compile(r"(\d{1,2})世纪(\d0)年代")),
    ("hanzi_decade", re.compile(rf"([{HANZI}]{{1,3}})世纪([{HANZI}]{{1,3}})年代")),
    ("range", re.compile(rf"(?<![\d.])(\d+(?:\.\d+)?)[~～—–－-](\d+(?:\.\d+)?)({_UNIT})")),
    ("month", re.compile(r"(?<!\d)(1[0-2]|0?[1-9])月(?!球)")),
    ("fraction", re.compile(r"(?<![\d./])(\d{1,2})/(\d{1,2})(?![\d/])")),
    ("number", re.compile(rf"(?<![A-Za-z\d.])({NUMBER})(?:[多余几])?({_UNIT})?")),
    ("vulgar", re.compile("[½⅓⅔¼¾]")),
    ("hanzi_percent", re.compile(rf"百分之([{HANZI}]+)")),
    ("hanzi_fraction", re.compile(rf"([{HANZI}]+)分之([{HANZI}]+)")),
    ("hanzi_year", re.compile(rf"([〇零○{_ONES}]{{4}})年")),
    ("hanzi_month", re.compile(rf"(?<![个几数])(十[一二]?|[{_ONES}])月(?=[份〇{NUMERALS}\d，。、]|$)")),
    ("hanzi_count", re.compile(rf"(?<![数几成好第])([{HANZI}]*)(万亿|亿|万)(?={_COUNTED})")),
    ("hanzi", re.compile(rf"(?:第)?([{HANZI}]+)")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Need:
    """A figure of the source: one of the ``options`` (all values of it together) has to be in the translation if
    ``needed``, and may be if not."""

    words: str
    options: tuple[tuple[Value, ...], ...]
    needed: bool

    @property
    def reading(self) -> str:
        """The first option in plain figures."""
        return " and ".join(f"{v[0]} {v[1]}" if isinstance(v, tuple) else plain(v) for v in self.options[0])


def source_figures(text: str) -> tuple[Need, ...]:
    """The figures of a text, in order; longer readings first, no character read twice."""
    found: list[tuple[int, Need]] = []
    free = list(text)
    for name, pattern in _PATTERNS:
        for match in pattern.finditer("".join(free)):
            needs = tuple(_read(name, match))
            if needs:
                found += [(match.start(), need) for need in needs]
                free[match.start() : match.end()] = "\ufffc" * (match.end() - match.start())
    return tuple(need for _, need in sorted(found, key=lambda item: item[0]))


def _read(name: str, match: re.Match[str]) -> Iterator[Need]:
    words = match[0]
    if name in ("decade", "hanzi_decade"):
        century, decade = (hanzi_value(part) if name == "hanzi_decade" else Fraction(part) for part in match.groups())
        yield Need(words, (((century - 1) * 100 + decade,), (century, decade)), name == "decade")
    elif name == "range":
        unit = _UNITS[match[3]]
        for part in match.groups()[:2]:
            yield Need(words, ((Fraction(part) * unit,),), True)
    elif name == "month":
        yield Need(words, ((("month", int(match[1])),), (Fraction(match[1]),)), True)
    elif name == "fraction":
        yield from _fraction(words, Fraction(match[1]), Fraction(match[2]), needed=True)
    elif name == "vulgar":
        yield Need(words, ((VULGAR[words],),), True)
    elif name == "number":
        value = Fraction(re.sub(rf"[,{_THIN}]", "", match[1])) * _UNITS.get(match[2] or "", 1)
        yield Need(words, ((value,),), True)
    elif name == "hanzi_fraction":
        yield from _fraction(words, hanzi_value(match[2]), hanzi_value(match[1]), needed=False)
    elif name == "hanzi_year":
        yield Need(words, ((Fraction("".join(str(_DIGITS[char]) for char in match[1])),),), True)
    elif name == "hanzi_month":
        yield Need(words, ((("month", int(hanzi_value(match[1]))),), (hanzi_value(match[1]),)), False)
    elif name == "hanzi_count":
        value = (hanzi_value(match[1]) if match[1] else Fraction(1)) * _UNITS[match[2]]
        yield Need(words, ((value,),), bool(match[1]))
    elif name in ("hanzi", "hanzi_percent"):
        yield Need(words, ((hanzi_value(match[1]),),), False)


def _fraction(words: str, above: Fraction, below: Fraction, *, needed: bool) -> Iterator[Need]:
    if below:
        value = above / below
        yield Need(words, ((value,), (value * 100,), (above, below)), needed)


def hanzi_value(text: str) -> Fraction:
    """The value of a hanzi numeral (三百二十一, 十八) or of a row of hanzi digits (二〇二〇)."""
    if not any(char in _TENS for char in text):
        return Fraction("".join(str(_DIGITS[char]) for char in text) or "0")
    total, current = 0, None
    for char in text:
        if char in _TENS:
            total += (1 if current is None else current) * _TENS[char]
            current = None
        else:
            current = _DIGITS[char]
    return Fraction(total + (current or 0))


def plain(value: Fraction) -> str:
    """A value in figures, in groups of three."""
    if value.denominator == 1:
        return f"{value.numerator:,}".replace(",", "\u202f")
    return f"{float(value):g}"
