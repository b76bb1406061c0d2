"""Take a Pair, give Issues about units of measure: a figure that came over with another unit than it had (CHK-018).

Strategy.  Only what is known on both sides counts: a figure of the source with a unit of the table, the same figure in the
translation with a unit of the table.  If no place where the figure stands has the right unit, the one that it has is wrong.  A
converted measure has another figure and isn't looked at; neither is a unit in words that the table doesn't have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sco_pub.check.figures import NUMBER
from sco_pub.check.pair import Issue, Pair, shown
from sco_pub.model.codes import checks

#: What units are called in the source.  Longer names first: 平方公里 ends like 公里.
_CHINESE = {
    "平方公里": "km2", "平方千米": "km2", "平方米": "m2", "立方米": "m3", "公里": "km", "千米": "km", "海里": "nmi", "厘米": "cm",
    "毫米": "mm", "微米": "um", "纳米": "nm", "米": "m", "公斤": "kg", "千克": "kg", "毫克": "mg", "克": "g", "吨": "t",
    "毫升": "ml", "升": "l", "公顷": "ha", "个百分点": "pp", "百分点": "pp", "个基点": "bp", "基点": "bp", "美元": "usd",
    "欧元": "eur", "日元": "jpy", "卢布": "rub", "小时": "h", "分钟": "min", "年": "year", "个月": "month",
}  # fmt: skip
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
        "cny": r"yuan|renminbi|RMB", "h": r"hours?|h", "min": r"minutes?|min", "s": r"seconds?", "year": r"years?",
        "month": r"months?",
        "day": r"days?",
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
        "cny": r"юан\w+", "h": r"ч|час\w*", "min": r"мин|минут\w*", "s": r"секунд\w*", "year": r"год\w*|лет|гг?\.",
        "month": r"месяц\w*",
        "day": r"дн\w+|день|сут\w+",
    },
}  # fmt: skip
_SOURCE = re.compile(rf"(?<![A-Za-z\d.])({NUMBER})(?:[多余])?({'|'.join(_CHINESE)})(?![代级制])")
_GAP = "[ \u00a0\u2009\u202f-]"
_MANY = r"(?:(?:million|billion|trillion|thousand|млн|млрд|трлн|тыс\.)[ \u00a0])?"
_YEARS_FROM = 200  # 640年 is a date, 120年 a time


def units(pair: Pair) -> Iterator[Issue]:
    """CHK-018."""
    names = _TARGET.get(pair.language)
    if names is None:
        return
    for found in _SOURCE.finditer(pair.plain_source):
        number, unit = found[1], _CHINESE[found[2]]
        if unit == "year" and float(number.replace(",", "")) >= _YEARS_FROM:
            continue
        seen = list(_beside(pair.plain_target, number, pair.language, names))
        if seen and unit not in {name for name, _ in seen}:
            yield Issue(checks.OTHER_UNIT, "", {"words": shown(found[0]), "given": shown(seen[0][1])}, found[0])


def _beside(text: str, number: str, language: str, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The units of the table that stand behind a figure, with the words."""
    plain = re.sub("[,\u00a0\u2009\u202f]", "", number)
    whole, _, rest = plain.partition(".")
    groups = "".join(f"{digit}[,\u00a0\u2009\u202f ]?" for digit in whole[:-1]) + whole[-1]
    written = groups + (rf"[.,]{rest}" if rest else "")
    places = re.compile(rf"(?<![\d.,]){written}(?![\d]|[.,]\d){_GAP}?{_MANY}(?P<rest>[^\d]{{0,40}})")
    for place in places.finditer(text):
        for name, pattern in names.items():
            if unit := re.match(rf"(?:{pattern})(?![^\W\d_])", place["rest"]):
                yield name, f"{place[0][: place.start('rest') - place.start()]}{unit[0]}"
                break
