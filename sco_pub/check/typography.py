"""Take a Pair, give Issues about quotation marks, dashes and spaces, by the target's language.

Sources: for Russian, the Справочник издателя и автора (Мильчин, Чельцова) and GOST R 7.0.5-2008 for citations; for English,
the Chicago Manual of Style, 17th ed., 6.9 and 13.30 (marks inside quotation marks, doubled outside and single
inside) and 6.75–6.92 (dashes).  All are warnings.  A language without a table gets the rules that hold
everywhere: no doubled spaces, no straight quotation marks, no space before a comma; of these, one that writes with hanzi gets the
first, straight quotation marks, for its dashes are —— and its marks carry their own space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sco_pub.check.pair import WITH_HANZI, Issue, Pair, shown
from sco_pub.model.characters import HANZI_WRITTEN
from sco_pub.model.codes import checks
from sco_pub.model.codes.code import Code
from sco_pub.model.wording import Value

_NBSP = "\u00a0\u202f"
_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"

_COUNTED = r"гг?\.|вв?\.|млн|млрд|трлн|тыс\.|долл|руб"
_PLACES = "с|т|п|ст|гл|рис|табл|вып|стр"
_DIGITS = "0123456789０１２３４５６７８９"
_UNITS = "кг|мг|г|т|км|м|см|мм|га|л|мл|ч|мин|с|кВт|МВт|ГВт|ккал|Гц|кГц|МГц|В|кВ"


@dataclass(frozen=True, slots=True)
class Habit:
    """One habit of a language: what is wrong by its code and form, its pattern, and what in front makes it right.

    ``signs``: a text without any of these has nothing that the pattern could find; most texts have none, and a sign is found
    sooner than a word with one; nor has a text in which ``hint`` finds nothing, a pattern that is tried faster.  ``word``: what
    is shown begins with the word that the pattern's place stands in or behind.
    """

    code: Code
    form: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    signs: frozenset[str] = frozenset()
    hint: re.Pattern[str] | None = None
    word: bool = False

    def found_in(self, text: str) -> Iterator[str]:
        """The words that are wrong, in their order."""
        if self.hint and not self.hint.search(text):
            return
        end = 0
        for found in self.pattern.finditer(text):
            if self.unless and self.unless.search(text[: found.start()]):
                continue
            start = found.start()
            while self.word and start > end and not text[start - 1].isspace():
                start -= 1
            end = found.end()
            yield text[start:end].strip()


def _habit(
    code: Code,
    form: str,
    pattern: str,
    unless: str | None = None,
    *,
    signs: str = "",
    hint: str | None = None,
    word: bool = False,
) -> Habit:
    first, quick = (re.compile(text) if text else None for text in (unless, hint))
    return Habit(code, form, re.compile(pattern), first, frozenset(signs), quick, word)


_EVERYWHERE = (
    _habit(checks.QUOTES, "straight", r'"[^\s"]*', signs='"', word=True),
    _habit(checks.DASHES, "doubled", rf"(?:(?<=\S) )?(?:--+|(?<![{HANZI_WRITTEN}])——+)", hint="--|——", word=True),
    _habit(checks.DASHES, "hyphen-for-dash", r"(?<=\S) - \S+", hint=" - ", word=True),
    _habit(checks.SPACES, "doubled", rf"[ {_NBSP}]{{2,}}", word=True),
    _habit(
        checks.SPACES, "closing", rf"[ {_NBSP}]+[,;.!?)\]»](?!\.\d)", hint=rf"[,;.!?)\]»](?<=[ {_NBSP}].)", word=True
    ),
    _habit(checks.SPACES, "missing", r"\w+[,;][^\W\d_]+", hint=r"[,;](?<=\w[,;])[^\W\d_]"),
    _habit(checks.SPACES, "opening", rf"[(\[«„][ {_NBSP}]+\S*", signs="([«„"),
)
# What may have a number of two parts: table 4-1, рис. 3-2.
_NUMBERED = (
    r"(?i:\b(?:tables?|fig(?:ure|s|ures)?|eq|equation|appendix|chapter|model|табл|таблиц\w+|рис|рисун\w+|прил|формул\w+)\.?)"
    r"[ \u00a0]$"
)
_HABITS = {
    "ru": (
        _habit(checks.QUOTES, "english", r"”\S*", signs="”", word=True),
        _habit(checks.DASHES, "hyphen", r"\d+-\d{1,4}(?![\d-])", _NUMBERED, hint=r"-(?<=\d-)\d"),
        _habit(checks.DASHES, "hyphen", r"(?<![\w-])[IVXLC]+-[IVXLC]+(?![\w-])", signs="-"),
        _habit(checks.DASHES, "en", rf"[{_NBSP} ]–[{_NBSP} ]\S*", signs="–", word=True),
        _habit(checks.DASHES, "close", r"—(?<=\w—)\w+", signs="—", word=True),
        _habit(checks.DASHES, "close", r"\w— \w+|[ \u00a0]—\w+", signs="—", word=True),
        _habit(checks.NO_BREAK_SPACES, "dash", r"(?<=\S) —", hint=" —", word=True),
        _habit(checks.NO_BREAK_SPACES, "after-number", rf"\d (?:{_COUNTED}|%|(?:{_MONTHS}|{_UNITS})\b)\S*", signs=_DIGITS),
        _habit(checks.NO_BREAK_SPACES, "after-number", r"[IVXLC] вв?\.", signs="IVXLC"),
        _habit(checks.NO_BREAK_SPACES, "unit", r"\bдо н\. э\.|\bдо\u00a0н\. э\.|(?<!\w)н\. э\.", hint=r"н\. э\."),
        _habit(checks.NO_BREAK_SPACES, "unit", r"(?<![\d.,-])\d{1,3} \d{3}(?![\d.,-]\d|\d)", hint=r"\d \d{3}"),
        _habit(checks.NO_BREAK_SPACES, "before-number", rf"(?:№|§|(?<!\w)(?i:{_PLACES})\.) \d+", hint=r"[№§] \d|\. (?<=\w\. )\d"),
        _habit(
            checks.NO_BREAK_SPACES, "initial", rf"(?<!\w)(?:[А-ЯЁ]\.[{_NBSP} ]?)*[А-ЯЁ]\. [А-ЯЁ]\w*",
            hint=r"\. (?<=[А-ЯЁ]\. )[А-ЯЁ]",
            unless=rf"[А-ЯЁ][а-яё]+,?[{_NBSP} ]$",  # Лузянин С. Г. Россия …: the initials end the name
        ),
    ),
    "en": (
        _habit(checks.QUOTES, "foreign", r"[«»„]\S*", signs="«»„", word=True),
        _habit(checks.QUOTES, "outside", r"”[.,]", signs="”", word=True),
        _habit(checks.QUOTES, "apostrophe", r"\w+'\w+", signs="'"),
        _habit(checks.DASHES, "spaced", r"(?<=\S) [–—] \S+", signs="–—", word=True),
        _habit(checks.DASHES, "hyphen", r"(?<![\d-])\d+-\d{1,4}(?![\d-])", _NUMBERED, signs="-"),
        _habit(checks.NO_BREAK_SPACES, "unit", r"\d (?:million|billion|trillion)\b", signs=_DIGITS),
        _habit(checks.NO_BREAK_SPACES, "before-number", r"(?<!\w)(?:Nos?|Figs?|Art|Ch|pp?)\. \d+", hint=r"\. \d"),
    ),
}  # fmt: skip
# A title, or so many signs in quotation marks that they are no word used ironically; laws are no titles in other languages.
_QUOTATION = re.compile(
    "《(?:(?![^》]*(?:法|条例|公约|宪章|条约|协定|宣言|规定|办法|准则|通则|议定书|声明|纲要|规划|综述|倡议|方案))[^》]+)》|“[^”]{8,}”"
)
_QUOTED_SIGNS = frozenset("《“")
_SET_OFF = re.compile(r"[«»„“”\"*‘_]")
_LEVEL_MARKS = re.compile("[«»„“]")
# ‘ opens but for an apostrophe (’tis); ’ closes where no letter follows and no plural's s is before it.
_SINGLE = re.compile("[‘]|’”")
_ENGLISH_MARKS = re.compile(r"[“”‘]|(?<!\ws)’(?!\w)|(?<=\ws)’(?=[”.,;:!?)])")
_DECIMAL = re.compile(r"(?<![\w.,/-])(\d+\.\d+)(?![.,/-]?\d|\w)")
_SECTION = re.compile(r"(?:[§№]|(?:табл|рис|разд|верс|гл|п|с|т|версия|версии)\.?)[ \u00a0]?$", re.IGNORECASE)
_NO_DECIMAL = re.compile(r"(?:[表图式节版章第A-Za-z]|版本[为是号]{0,2}|表格|公式|附录)[ \u00a0]?$")
_VERSION_OR_DATE = re.compile(r"\d+\.0|(?:[0-2]?\d|3[01])\.(?:0\d|1[0-2])")
_UNIT_BEHIND = re.compile(r"[ \u00a0\u202f]?(?:[%％‰℃°]|[万亿个倍分米克吨公元美厘毫升千度人岁年月天秒]|[a-zA-Zμ])")
_PAIRS: dict[str, tuple[tuple[str, str], ...]] = {"ru": (("«", "»"),), "en": (("“", "”"),)}


def typography(pair: Pair) -> Iterator[Issue]:
    """CHK-010 quotes, CHK-011 dashes, CHK-012 no-break spaces, CHK-014 spaces, CHK-027 decimal points; one a place."""
    text = pair.plain_target
    if text and text != text.strip() and pair.source == pair.source.strip():
        yield Issue(checks.SPACES, "edge")
    everywhere = _EVERYWHERE if pair.language not in WITH_HANZI else _EVERYWHERE[:1]
    signs = pair.target_signs
    for habit in (*everywhere, *_HABITS.get(pair.language, ())):
        if habit.signs and habit.signs.isdisjoint(signs):
            continue
        for words in dict.fromkeys(habit.found_in(text)):
            yield Issue(habit.code, habit.form, {"words": shown(words)}, words)
    for left, right in _PAIRS.get(pair.language, ()):
        if text.count(left) != text.count(right):
            yield _pairs(text, left, right)
    if _QUOTED_SIGNS & pair.source_signs and not _SET_OFF.search(pair.target):
        yield from _lost_quotation(pair)
    if pair.language == "ru":
        yield from _russian_levels(text)
        yield from _decimal_points(pair)
    elif pair.language == "en":
        yield from _english_levels(text)


def _lost_quotation(pair: Pair) -> Iterator[Issue]:
    """CHK-010 for a book's title or a sentence in quotation marks that is no longer set off at all."""
    found = _QUOTATION.search(pair.plain_source)
    if found and not (pair.cites or pair.reference) and pair.language in _PAIRS:
        yield Issue(checks.QUOTES, "lost", {"words": shown(found[0])}, found[0])


def _russian_levels(text: str) -> Iterator[Issue]:
    """«ёлочки» outside, „лапки“ only inside them."""
    depth = 0
    inner = False
    for found in _LEVEL_MARKS.finditer(text):
        index, char = found.start(), found[0]
        if char == "«":
            depth += 1
            if depth == 2:
                yield _level(text, index, "second")
        elif char == "»":
            depth = max(0, depth - 1)
        elif char == "„":
            inner = True
            if depth == 0:
                yield _level(text, index, "inner")
        elif char == "“":
            if not inner:
                yield _level(text, index, "english")
            inner = False
    if text.count("„") > text.count("“"):
        yield _pairs(text, "„", "“")


def _english_levels(text: str) -> Iterator[Issue]:
    """“ ” outside, ‘ ’ only inside them, each closed."""
    if not _SINGLE.search(text) and text.count("“") < 2:
        return
    outer = 0
    opened: list[int] = []
    for found in _ENGLISH_MARKS.finditer(text):
        index, char = found.start(), found[0]
        if char == "“":
            outer += 1
            if outer == 2:
                yield _level(text, index, "doubled")
        elif char == "”":
            outer = max(0, outer - 1)
            if opened and not outer:
                yield _level(text, opened.pop(), "unclosed")
        elif char == "‘":
            opened.append(index)
            if not outer:
                yield _level(text, index, "single")
        elif opened:
            opened.pop()
        elif found.end() < len(text) and text[found.end()] == "”":
            yield _level(text, index, "unopened")


def _decimal_points(pair: Pair) -> Iterator[Issue]:
    """CHK-027: a figure that the source has as a decimal, with its point left."""
    if "." not in pair.target_signs:
        return
    for found in _DECIMAL.finditer(pair.plain_target):
        number = found[1]
        if not _SECTION.search(pair.plain_target[: found.start()]) and _is_decimal(number, pair.plain_source):
            yield Issue(checks.DECIMAL, "", {"words": shown(number)}, number)


def _is_decimal(number: str, source: str) -> bool:
    """Whether the source has a figure that is no table's or section's; 4.0 may be a version, 12.05 a date."""
    return any(
        not _NO_DECIMAL.search(source[: found.start()])
        and (not _VERSION_OR_DATE.fullmatch(number) or _UNIT_BEHIND.match(source[found.end() :]))
        for found in re.finditer(rf"(?<![\d.]){re.escape(number)}(?![\d.]*\d)", source)
    )


def _pairs(text: str, left: str, right: str) -> Issue:
    counts: dict[str, Value] = {"left": left, "lefts": text.count(left), "right": right, "rights": text.count(right)}
    return Issue(checks.QUOTES, "pairs", counts)


def _level(text: str, index: int, form: str) -> Issue:
    words = text[index : index + 20]
    return Issue(checks.QUOTES, form, {"words": shown(words)}, words)
