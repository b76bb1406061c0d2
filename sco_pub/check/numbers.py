"""Take a Pair, give Issues about numbers: each figure of the source is in the translation, and no other is (CHK-004).

Strategy.  Both texts are read into values (check.figures), so that 1134亿, 113.4 billion and 113,4 млрд are all 113 400 000 000,
20世纪50年代 is 1950s, 11月 is a month, and ⅔ of the work of comparing is done by equality:

- what must come: numbers written with digits, years in hanzi digits (二〇二〇年), and hanzi numerals before 亿/万 that
  count something
  (百亿美元).  One value once is enough: a repeated year may become “that year”.
- what must come in a heading: its enumerator (一　, （二）, 第三章), as a figure, a Roman numeral or a word;
- what may come: hanzi numerals (三个, 第十八次), which may turn into figures or words.
- what explains a figure in the translation: anything of the above; numbers that belong to a name (COVID-19, G20).

Order never matters.  In the translation words count as numbers too (seventeen, двадцатилетие, two decades, три
четверти, XVI век).

- what was exchanged: a hanzi numeral that came neither as a figure nor as a word, while a number word stands there that
  nothing in the source explains (九部 and “eight”): CHK-009, a warning, for either may be idiom.

Known doubts: a figure that is right but in the wrong place is not seen; a repeated figure of which one instance changed into
another figure of the same source is not seen either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from sco_pub.check.figures import EVENTS, HANZI, Need, Value, hanzi_value, source_figures
from sco_pub.check.figures_target import Given, target_figures
from sco_pub.check.pair import Issue, Pair, shown
from sco_pub.check.units import converted
from sco_pub.model.characters import HANZI_COMMON
from sco_pub.model.codes import checks

_IDIOM = frozenset(map(Fraction, (10, 100, 1000, 10_000, 10**6, 10**8, 10**9)))
_DOZEN = re.compile("dozen|дюжин", re.IGNORECASE)
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−–", "0123456789-+--")
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹^]")
_POWER = re.compile(r"(\d+)(?:([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|\^([-−–+]?\d+)\^)")
_DOTTED = re.compile(r"(?<![\d.])\d+(?:\.\d+){2,}(?![\d.]*\d)")
_NEXT_YEAR, _YEAR_BEFORE = re.compile("[次翌来]年|第二年|隔年"), re.compile("上年|前一年|头一年|去年")
_YEARS = range(1000, 2200)
_AND_OTHERS = re.compile(rf"等(\d+|[{HANZI}]+)[人国家位名]")  # 谭嗣同等六人: he and five others
_HALF = (Fraction(1, 2),)
# A stretch of time or a number of people, of which ten is ten, and no idiom.
_SPAN = re.compile(rf"(?<![{HANZI}\d])([{HANZI}]+)(?=[年天日周]|个月|小时|分钟|人|岁|名)")
_TWO = re.compile("two|second|два|две|дв(?:ух|ум|умя)|втор\\w*|twice|дважды", re.IGNORECASE)
_TWO_SAID = frozenset("二两双俩对再又倍半次")
_BC = "公元前"
_BEFORE_CHRIST = {
    "en": re.compile(r"\bB\.? ?C\b|\bBCE\b|before (?:Christ|the Common)", re.IGNORECASE),
    "ru": re.compile(r"до\s+(?:н\.\s*э|нашей эры|Р\.\s*Х|Рождества)", re.IGNORECASE),
}
# An ordinal by itself.
_SIMPLE_ORDINAL = re.compile(f"第([{HANZI}]{{1,2}})(?=[次个届位任部卷章节条款轮批期代名场回届号组类种项阶步])")
_ORDINAL = {
    "en": re.compile("second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth", re.IGNORECASE),
    "ru": re.compile(
        r"(?:втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят)(?:[а-я]{2,3}|ья|ье|ьи)", re.IGNORECASE
    ),
}
_DAYS = "一二三四五六日"
_WEEKDAY = re.compile(rf"(?:星期|礼拜|(?<![{HANZI}几数\d])周)([{_DAYS}天])(?![次年期岁个月周])")
_WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "ru": (
        "понедельник\\w*", "вторник\\w*", "сред[аыуе]", "четверг\\w*", "пятниц\\w*", "суббот\\w*", "воскресень[еяю]\\w?",
    ),
}  # fmt: skip
# What stands behind the number of one of many: a unit of soldiers, of a law, of a book, of workers.
_ONE_OF_MANY = re.compile(
    rf"(第[{HANZI}]+)(?=[营连团师旅军届条章节款项卷册编期号版回组队厂院所局处科室中小机类阶季代区集]|批|次会|次全|"
    rf"[调工考专普研突治医检巡督][{HANZI_COMMON}]{{1,2}}[组队院所])"
)
_ENUMERATOR = re.compile(rf"第?([{HANZI}]+)[　、.．章节]|（([{HANZI}]+)）")


def numbers(pair: Pair) -> Iterator[Issue]:
    """CHK-004."""
    written, translated = _without_dotted(pair.plain_source, pair.plain_target)
    source = (*_enumerator(pair), *source_figures(written))
    given = target_figures(translated, pair.language)
    values = {value for figure in given for value in figure.values}
    met, become = converted(pair)
    missing = [need for need in source if need.needed and not _met(need, values) and not _all_of(need, met)]
    explained = {value for need in source for option in need.options for value in option}
    explained |= _neighbours(pair.plain_source, explained) | become
    extra = [figure for figure in given if figure.digits and not figure.name and not set(figure.values) & explained]
    wanted, raised = _exponents(pair.plain_source), _exponents(pair.plain_target)
    missing = [need for need in missing if not _ends(raised, need.words)]
    extra = [figure for figure in extra if not _ends(wanted, figure.words)]
    yield from _issues(missing, extra)
    others = [need for need in source if not _all_of(need, met)]
    yield from _exchanged(pair.plain_source, others, given, values, explained)
    yield from _ordinals(pair, source, values)
    yield from _other_ordinal(pair, source, given)
    yield from _months(source, given, values)
    yield from _powers(wanted, raised)
    yield from _before_christ(pair)
    yield from _weekdays(pair)


def _neighbours(source: str, explained: set[Value]) -> set[Value]:
    """The years that 次年 and 上年 mean beside one that is named; the others of 六人 behind a name."""
    found: set[Value] = set()
    for pattern, away in ((_NEXT_YEAR, 1), (_YEAR_BEFORE, -1)):
        if pattern.search(source):
            found |= {value + away for value in explained if isinstance(value, Fraction) and value in _YEARS}
    for number in _AND_OTHERS.findall(source):
        found.add((Fraction(number) if number.isdigit() else hanzi_value(number)) - 1)
    return found


def _without_dotted(source: str, target: str) -> tuple[str, str]:
    """Both texts without the numbers of several parts that stand in both: 192.168.0.1, 3.2.1."""
    both = set(_DOTTED.findall(source)) & set(_DOTTED.findall(target))
    for number in both:
        source, target = source.replace(number, " "), target.replace(number, " ")
    return source, target


def _ends(powers: set[str], figure: str) -> bool:
    """Whether a figure is the exponent of one of the powers: 10⁻²⁷ in one text, 10^−27^ in the other."""
    return any(power.endswith(figure) for power in powers)


def _powers(wanted: set[str], given: set[str]) -> Iterator[Issue]:
    """CHK-004 for powers, which have to be the same where both texts write them so."""
    if wanted and given:
        for power in sorted(wanted - given):
            yield Issue(checks.NUMBERS, "missing", {"words": shown(power), "reading": power}, power)


def _before_christ(pair: Pair) -> Iterator[Issue]:
    """CHK-004 for a year before our era that became one of it."""
    said = _BEFORE_CHRIST.get(pair.language)
    if said and _BC in pair.plain_source and not said.search(pair.plain_target):
        yield Issue(checks.NUMBERS, "missing", {"words": shown(_BC), "reading": "BC"}, _BC)


def _exponents(text: str) -> set[str]:
    if not _RAISED.search(text):
        return set()
    found = (f"{base}^{(raised or marked).translate(_LOWERED)}" for base, raised, marked in _POWER.findall(text))
    return set(found)


def _weekdays(pair: Pair) -> Iterator[Issue]:
    """CHK-009 for one day of the week in another's place."""
    names = _WEEKDAYS.get(pair.language)
    wanted = {_DAYS.index(day.replace("天", "日")) for day in _WEEKDAY.findall(pair.plain_source)} if names else set()
    if not wanted or names is None:
        return
    found = [
        (at, match) for at, name in enumerate(names) if (match := re.search(rf"\b{name}\b", pair.plain_target, re.I))
    ]
    lost = [day for day in sorted(wanted) if day not in {at for at, _ in found}]
    strange = [match[0] for at, match in found if at not in wanted]
    if lost and strange:
        values = {
            "words": shown(f"星期{_DAYS[lost[0]]}"),
            "reading": names[lost[0]].split("|")[0],
            "given": shown(strange[0]),
        }
        yield Issue(checks.OTHER_NUMBER, "", values, values["words"])


def _months(source: Sequence[Need], given: Sequence[Given], values: set[Value]) -> Iterator[Issue]:
    """CHK-009 for one month in another's place, where the figure of the first is there as a day: 12月12日."""
    wanted = {option[0][1]: need for need in source for option in need.options if isinstance(option[0], tuple)}
    found = {value[1]: figure for figure in given for value in figure.values if isinstance(value, tuple)}
    lost, strange = wanted.keys() - found.keys(), found.keys() - wanted.keys()
    if lost and strange and len(found) >= len(wanted):
        need, instead = wanted[min(lost)], found[min(strange)]
        if need.needed and _met(need, values):
            filled = {"words": shown(need.words), "reading": need.reading, "given": shown(instead.words)}
            yield Issue(checks.OTHER_NUMBER, "", filled, need.words)


def _exchanged(
    text: str, source: Sequence[Need], given: Sequence[Given], values: set[Value], explained: set[Value]
) -> Iterator[Issue]:
    """CHK-009: one number word for another."""
    unmet = [need for need in source if not need.needed and not _met(need, values)]
    lost = [need for need in unmet if _is_count(need)]
    strange = [figure for figure in given if _strange(figure, explained)]
    if strange and not lost:  # ten years are twelve
        spans = set(_SPAN.findall(text))
        lost = [need for need in unmet if need.words in spans and need.words != "一"]
    if lost and not strange and _TWO_SAID.isdisjoint(text.replace(lost[0].words, "")):
        strange = [figure for figure in given if _TWO.fullmatch(figure.words) and not set(figure.values) & explained]
    if lost and strange:
        shown_words = {"words": shown(lost[0].words), "reading": lost[0].reading, "given": shown(strange[0].words)}
        yield Issue(checks.OTHER_NUMBER, "", shown_words, lost[0].words)


def _ordinals(pair: Pair, source: Sequence[Need], values: set[Value]) -> Iterator[Issue]:
    """CHK-009 for the number of one of many, which no other words name: 第八营, 第十二条."""
    if pair.language not in _BEFORE_CHRIST:
        return
    numbered = {found[1] for found in _ONE_OF_MANY.finditer(pair.plain_source)}
    for need in source:
        if not need.needed and need.words in numbered and _counts(need.options[0]) and not _met(need, values):
            yield Issue(checks.OTHER_NUMBER, "lost", {"words": shown(need.words), "reading": need.reading}, need.words)
            return


def _other_ordinal(pair: Pair, source: Sequence[Need], given: Sequence[Given]) -> Iterator[Issue]:
    """CHK-009 for one ordinal in the stead of another, also where the other's number stands in the source as a count."""
    ordinal = _ORDINAL.get(pair.language)
    wanted = {f"第{number}" for number in _SIMPLE_ORDINAL.findall(pair.plain_source)} if ordinal else set()
    if not wanted or not ordinal:
        return
    numbered = [need for need in source if need.words in wanted]
    known = {value for need in numbered for option in need.options for value in option}
    every = {value for figure in given for value in figure.values}
    told = [figure for figure in given if ordinal.fullmatch(figure.words) and not set(figure.values) & known]
    lost = [need for need in numbered if not any(value in every for option in need.options for value in option)]
    if lost and told:
        values = {"words": shown(lost[0].words), "reading": lost[0].reading, "given": shown(told[0].words)}
        yield Issue(checks.OTHER_NUMBER, "", values, lost[0].words)


def _strange(figure: Given, explained: set[Value]) -> bool:
    """Whether it is a number word that counts something which nothing in the source explains."""
    counts = (
        not figure.digits
        and not figure.name
        and figure.values != _HALF
        and _counts(figure.values)
        and not _DOZEN.match(figure.words)
    )
    return counts and not set(figure.values) & explained


def _is_count(need: Need) -> bool:
    """Whether a numeral counts something; an ordinal does from the second on (第二次)."""
    first = need.options[-1] if isinstance(need.options[0][0], tuple) else need.options[0]
    if need.words in EVENTS or need.words[0].isdigit():
        return False
    return _counts(first) or (first == (Fraction(2),) and need.words in ("二", "第二"))


def _counts(values: Sequence[Value]) -> bool:
    """Whether a number is one that people count by: neither one, two, ten, a hundred nor a thousand, which are idiom."""
    numbers = [value for value in values if isinstance(value, Fraction)]
    most = max(numbers, default=Fraction(0)) if len(numbers) == len(values) else Fraction(0)
    return most.denominator > 1 or (most > 2 and most not in _IDIOM)


def _enumerator(pair: Pair) -> tuple[Need, ...]:
    found = _ENUMERATOR.match(pair.plain_source) if pair.kind == "heading" else None
    return (Need(found[0].strip(), ((hanzi_value(found[1] or found[2]),),), True),) if found else ()


def _met(need: Need, values: set[Value]) -> bool:
    return any(all(value in values for value in option) for option in need.options)


def _all_of(need: Need, measures: set[Fraction]) -> bool:
    """Whether a figure is a measure that the translation has in another unit."""
    return len(need.options[0]) == 1 and need.options[0][0] in measures


def _issues(missing: Sequence[Need], extra: Sequence[Given]) -> Iterator[Issue]:
    for need in dict.fromkeys(missing):
        values = {"words": shown(need.words), "reading": need.reading}
        yield Issue(checks.NUMBERS, "missing", values, need.words)
    for figure in dict.fromkeys(extra):
        yield Issue(checks.NUMBERS, "added", {"words": shown(figure.words)}, figure.words)
