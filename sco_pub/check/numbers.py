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

from sco_pub.check.figures import HANZI, Need, Value, hanzi_value, source_figures
from sco_pub.check.figures_target import Given, target_figures
from sco_pub.check.pair import Issue, Pair, shown
from sco_pub.model.codes import checks

_ROUNDED = Fraction(1, 20)  # 100 mu are 6.67 hectares, 6.7 or “about 7”
_ENUMERATOR = re.compile(rf"第?([{HANZI}]+)[　、.．章节]|（([{HANZI}]+)）")


def numbers(pair: Pair) -> Iterator[Issue]:
    """CHK-004."""
    source = (*_enumerator(pair), *source_figures(pair.plain_source))
    given = target_figures(pair.plain_target, pair.language)
    values = {value for figure in given for value in figure.values}
    missing = [need for need in source if need.needed and not _met(need, values)]
    explained = {value for need in source for option in need.options for value in option}
    converted = [value for need in source for value in need.converted]
    extra = [figure for figure in given if figure.digits and not figure.name and not set(figure.values) & explained]
    extra = [figure for figure in extra if not any(_near(value, converted) for value in figure.values)]
    yield from _issues(missing, extra)
    yield from _exchanged(source, given, values, explained)


def _exchanged(
    source: Sequence[Need], given: Sequence[Given], values: set[Value], explained: set[Value]
) -> Iterator[Issue]:
    """CHK-009: one number word for another."""
    lost = [need for need in source if not need.needed and not _met(need, values) and _counts(need.options[0])]
    strange = [
        figure
        for figure in given
        if not figure.digits and _counts(figure.values) and not set(figure.values) & explained
    ]
    if lost and strange:
        shown_words = {"words": shown(lost[0].words), "reading": lost[0].reading, "given": shown(strange[0].words)}
        yield Issue(checks.OTHER_NUMBER, "", shown_words, lost[0].words)


def _counts(values: Sequence[Value]) -> bool:
    """Whether a number is one that people count by: neither one, two, ten, a dozen nor a round hundred, which are idiom."""
    first = values[0] if len(values) == 1 else None
    return isinstance(first, Fraction) and (first.denominator > 1 or (first > 2 and first % 10 != 0 and first != 12))


def _enumerator(pair: Pair) -> tuple[Need, ...]:
    found = _ENUMERATOR.match(pair.plain_source) if pair.kind == "heading" else None
    return (Need(found[0].strip(), ((hanzi_value(found[1] or found[2]),),), True),) if found else ()


def _met(need: Need, values: set[Value]) -> bool:
    plain = any(all(value in values for value in option) for option in need.options)
    return plain or any(_near(value, need.converted) for value in values)


def _near(value: Value, wanted: Sequence[Fraction]) -> bool:
    """Whether a value is one of those that a measure is converted into, rounded as people do."""
    return isinstance(value, Fraction) and any(abs(value - other) <= other * _ROUNDED for other in wanted)


def _issues(missing: Sequence[Need], extra: Sequence[Given]) -> Iterator[Issue]:
    for need in dict.fromkeys(missing):
        values = {"words": shown(need.words), "reading": need.reading}
        yield Issue(checks.NUMBERS, "missing", values, need.words)
    for figure in dict.fromkeys(extra):
        yield Issue(checks.NUMBERS, "added", {"words": shown(figure.words)}, figure.words)
