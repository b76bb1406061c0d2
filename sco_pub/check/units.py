"""Take a Pair, give Issues about units of measure: a figure that came over with another unit than it had (CHK-018).

Strategy.  Only what is known on both sides counts: a figure of the source with a unit of the table, the same figure in the
translation with a unit of the table.  If no place where the figure stands has the right unit, the one that it has is wrong.  A
converted measure has another figure and isn't looked at; neither is a unit in words that the table doesn't have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache

from sco_pub.check.figures import NUMBER, UNITS, grouped
from sco_pub.check.figures_target import measured
from sco_pub.check.pair import Issue, Pair, shown
from sco_pub.model.codes import checks

#: What units are called in the source.  Longer names first: 平方公里 ends like 公里.
_CHINESE = {
    "平方公里": "km2", "平方千米": "km2", "平方米": "m2", "立方米": "m3", "公里": "km", "千米": "km", "海里": "nmi", "厘米": "cm",
    "毫米": "mm", "微米": "um", "纳米": "nm", "米": "m", "公斤": "kg", "千克": "kg", "毫克": "mg", "克": "g", "吨": "t",
    "毫升": "ml", "升": "l", "公顷": "ha", "个百分点": "pp", "百分点": "pp", "个基点": "bp", "基点": "bp", "美元": "usd",
    "欧元": "eur", "日元": "jpy", "港元": "hkd", "英镑": "gbp", "卢布": "rub", "人民币": "cny", "元": "cny",
    "亩": "mu", "℃": "degc", "摄氏度": "degc", "°C": "degc",
    "%": "pct", "％": "pct", "小时": "h", "分钟": "min", "年": "year", "个月": "month",
}  # fmt: skip
#: Signs that the source may write in letters.
_LETTERS = {
    "kg": "kg",
    "mg": "mg",
    "g": "g",
    "km": "km",
    "cm": "cm",
    "mm": "mm",
    "nm": "nm",
    "m": "m",
    "mL": "ml",
    "ml": "ml",
    "L": "l",
}
#: What they are called in translations, by language; each is a regular expression of whole words.
_TARGET: Mapping[str, Mapping[str, str]] = {
    "en": {
        "km2": r"square kilomet(?:er|re)s?|km²|sq\.? km", "m2": r"square met(?:er|re)s?|m²|sq\.? m",
        "m3": r"cubic met(?:er|re)s?|m³",
        "km": r"kilomet(?:er|re)s?|km", "nmi": r"nautical miles?", "cm": r"centimet(?:er|re)s?|cm",
        "mm": r"millimet(?:er|re)s?|mm",
        "um": r"micromet(?:er|re)s?|microns?|μm|µm", "nm": r"nanomet(?:er|re)s?|nm", "m": r"met(?:er|re)s?|m",
        "kg": r"kilograms?|kilos?|kg", "mg": r"milligrams?|mg", "g": r"grams?|g",
        "t": r"(?:metric )?tonn?es?|(?:metric )?tons?|t",
        "ml": r"millilit(?:er|re)s?|ml|mL", "l": r"lit(?:er|re)s?|l|L", "ha": r"hectares?|ha",
        "pp": r"percentage points?",
        "bp": r"basis points?", "usd": r"(?:US )?dollars?", "eur": r"euros?", "jpy": r"yen", "rub": r"ro?ubles?",
        "cny": r"yuan|renminbi|RMB|CNY", "hkd": r"Hong Kong dollars?|HKD", "gbp": r"pounds?(?: sterling)?|GBP",
        "pct": r"%|per ?cent(?!age)", "h": r"hours?|h", "min": r"minutes?|min", "s": r"seconds?", "year": r"years?",
        "month": r"months?",
        "day": r"days?", "mu": r"mu|mou", "degc": r"°[ \u00a0]?C?|℃|degrees?", "kelvin": r"K|kelvins?",
    },
    "ru": {
        "km2": r"кв\. км|км²|км2|квадратн\w+ километр\w*", "m2": r"кв\. м|м²|м2|квадратн\w+ метр\w*",
        "m3": r"куб\. м|м³|кубическ\w+ метр\w*",
        "km": r"км|километр\w*", "nmi": r"морск\w+ мил\w+", "cm": r"см|сантиметр\w*", "mm": r"мм|миллиметр\w*",
        "um": r"мкм|микрометр\w*",
        "nm": r"нм|нанометр\w*", "m": r"м|метр\w*", "kg": r"кг|килограмм\w*", "mg": r"мг|миллиграмм\w*",
        "g": r"г(?!\.)|грамм\w*",
        "t": r"т|тонн\w*", "ml": r"мл|миллилитр\w*", "l": r"л|литр\w*", "ha": r"га|гектар\w*",
        "pp": r"процентн\w+ пункт\w*|п\. п\.",
        "bp": r"базисн\w+ пункт\w*", "usd": r"долл\.|доллар\w*", "eur": r"евро", "jpy": r"иен\w*|йен\w*",
        "rub": r"руб\.|рубл\w+",
        "cny": r"юан\w+", "hkd": r"гонконгск\w+ доллар\w*|HKD", "gbp": r"фунт\w*|GBP",
        "pct": r"%|процент(?:а|ов|ам|ами|ах|у|ом|е)?(?!\w)", "h": r"ч|час\w*",
        "min": r"мин|минут\w*", "s": r"секунд\w*", "year": r"год\w*|лет|гг?\.",
        "month": r"месяц\w*",
        "day": r"дн\w+|день|сут\w+", "mu": r"му", "degc": r"°[ \u00a0]?[CС]?|℃|градус\w*", "kelvin": r"[KК]|кельвин\w*",
    },
}  # fmt: skip
#: Signs of money in front of a figure.
_IN_FRONT = re.compile(
    r"(?:(?P<hkd>HK\$|HKD)|(?P<usd>(?:US)?\$|USD)|(?P<eur>€|EUR)|(?P<gbp>£|GBP)|(?P<cny>RMB|CNY|CN¥|[¥￥])|(?P<jpy>JPY|JP¥))"
    "[ \u00a0]?$"
)
_SHARED = {"¥": ("cny", "jpy"), "￥": ("cny", "jpy")}
_SOURCE = re.compile(
    rf"(?<![A-Za-z\d.])({NUMBER})(?:[多余])?({'|'.join(sorted(UNITS, key=len, reverse=True))})?(?:[多余])?"
    rf"[ \u00a0\u2009\u202f]?(?:({'|'.join(_CHINESE)})(?![代级制朝旦宵])|({'|'.join(_LETTERS)})(?![A-Za-z0-9^²³/·]))"
)
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


def _measures(text: str) -> tuple[tuple[str, Fraction, str], ...]:
    """The words, value and unit of each figure with a unit in the source."""
    found = []
    for match in _SOURCE.finditer(grouped(text)):
        value = Fraction(re.sub("[,\u00a0\u2009\u202f]", "", match[1])) * UNITS.get(match[2] or "", 1)
        unit = _CHINESE[match[3]] if match[3] else _LETTERS[match[4]]
        if unit != "year" or value < _YEARS_FROM:
            found.append((match[0], value, unit))
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
            yield values, str(unit.lastgroup), f"{text[start:end]}{unit[0]}"


@cache
def _one_of(names: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    """Any of the units, behind a space or hyphen; which, is the name of the group."""
    return re.compile(
        "[ \u00a0\u2009\u202f-]?(?:"
        + "|".join(f"(?P<{name}>(?:{pattern})(?![^\\W\\d_]))" for name, pattern in names)
        + ")"
    )
