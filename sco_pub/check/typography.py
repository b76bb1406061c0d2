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
    _habit(checks.DASHES, "doubled", r"(?:(?<=\S) )?(?:--+|——+)", hint="--|——", word=True),
    _habit(checks.DASHES, "hyphen-for-dash", r"(?<=\S) - \S+", hint=" - ", word=True),
    _habit(checks.SPACES, "doubled", rf"[ {_NBSP}]{{2,}}", word=True),
    _habit(
        checks.SPACES, "closing", rf"[ {_NBSP}]+[,;.!?)\]»](?!\.\d)", hint=rf"[,;.!?)\]»](?<=[ {_NBSP}].)", word=True
    ),
    _habit(checks.SPACES, "missing", r"\w+[,;][^\W\d_]+", hint=r"[,;](?<=\w[,;])[^\W\d_]"),
    _habit(checks.SPACES, "opening", rf"[(\[«„][ {_NBSP}]+\S*", signs="([«„"),
)
_HABITS = {
    "ru": (
        _habit(checks.QUOTES, "english", r"”\S*", signs="”", word=True),
        _habit(checks.DASHES, "hyphen", r"\d-\d{1,4}(?![\d-])", hint=r"-(?<=\d-)\d"),
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
        _habit(checks.DASHES, "hyphen", r"(?<![\d-])\d+-\d{1,4}(?![\d-])", signs="-"),
        _habit(checks.NO_BREAK_SPACES, "unit", r"\d (?:million|billion|trillion)\b", signs=_DIGITS),
        _habit(checks.NO_BREAK_SPACES, "before-number", r"(?<!\w)(?:Nos?|Figs?|Art|Ch|pp?)\. \d+", hint=r"\. \d"),
    ),
}  # fmt: skip
_LEVEL_MARKS = re.compile("[«»„“]")
_PAIRS: dict[str, tuple[tuple[str, str], ...]] = {"ru": (("«", "»"),), "en": (("“", "”"),)}


def typography(pair: Pair) -> Iterator[Issue]:
    """CHK-010 quotes, CHK-011 dashes, CHK-012 no-break spaces, CHK-014 spaces; one issue a habit and place."""
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
            counts: dict[str, Value] = {
                "left": left,
                "lefts": text.count(left),
                "right": right,
                "rights": text.count(right),
            }
            yield Issue(checks.QUOTES, "pairs", counts)
    if pair.language == "ru":
        yield from _russian_levels(text)


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


def _level(text: str, index: int, form: str) -> Issue:
    words = text[index : index + 20]
    return Issue(checks.QUOTES, form, {"words": shown(words)}, words)
