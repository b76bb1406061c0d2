"""Take a Pair, give Issues about quotation marks, dashes and spaces, by the target's language.

Sources: for Russian, the Справочник издателя и автора (Мильчин, Чельцова) and GOST R 7.0.5-2008 for citations; for English,
the Chicago Manual of Style, 17th ed., 6.9 and 13.30 (marks inside quotation marks, doubled outside and single
inside) and 6.75–6.92 (dashes).  All are warnings.  A language without a table gets the rules that hold
everywhere: no doubled spaces, no straight quotation marks, no space before a comma.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sco_pub.check.pair import Issue, Pair, shown
from sco_pub.model.finding import Severity

_NBSP = "\u00a0\u202f"
_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"


@dataclass(frozen=True, slots=True)
class Habit:
    """One habit of a language: the pattern of what is wrong, what to do instead, and what in front makes it right."""

    code: str
    name: str
    pattern: re.Pattern[str]
    message: str
    hint: str
    unless: re.Pattern[str] | None = None


def _habit(code: str, name: str, pattern: str, message: str, hint: str, unless: str | None = None) -> Habit:
    return Habit(code, name, re.compile(pattern), message, hint, re.compile(unless) if unless else None)


_EVERYWHERE = (
    _habit("CHK-010", "quotes", r'[^\s"]*"[^\s"]*', "has a straight quotation mark", "Use the language's own marks."),
    _habit("CHK-011", "dashes", r"\S* ?(?:--+|——+)", "has doubled dashes", "Use one dash."),
    _habit("CHK-011", "dashes", r"\S+ - \S+", "has a hyphen for a dash", "Use a dash."),
    _habit("CHK-014", "spaces", rf"\S*[ {_NBSP}]{{2,}}", "is followed by more than one space", "Use one space."),
    _habit(
        "CHK-014",
        "spaces",
        rf"\S*[ {_NBSP}]+[,;.!?)\]»](?!\.\d)",
        "has a space before a closing sign",
        "Delete the space.",
    ),
    _habit("CHK-014", "spaces", rf"[(\[«„][ {_NBSP}]+\S*", "has a space after an opening sign", "Delete the space."),
)
_HABITS = {
    "ru": (
        _habit("CHK-010", "quotes", r"\S*”\S*", "has an English quotation mark", "Use «ёлочки», inside them „лапки“."),
        _habit("CHK-011", "dashes", r"\d-\d{1,4}(?![\d-])", "has a hyphen", "Use an en dash."),
        _habit("CHK-011", "dashes", rf"\S*[{_NBSP} ]–[{_NBSP} ]\S*", "has an en dash between words", "Use an em dash."),
        _habit("CHK-011", "dashes", r"\w+—\w+", "has a dash without spaces", "Put a no-break space before it and a space after."),
        _habit("CHK-012", "nbsp", r"\S+ —", "has a breaking space before a dash", "Use a no-break space there."),
        _habit(
            "CHK-012", "nbsp", rf"\d (?:гг?\.|вв?\.|млн|млрд|трлн|тыс\.|долл|руб|%|(?:{_MONTHS})\b)\S*",
            "has a breaking space after a number", "Use a no-break space there.",
        ),
        _habit("CHK-012", "nbsp", r"(?:№|§|(?<!\w)[СсТт]\.) \d+", "has a breaking space before a number", "Make it no-break."),
        _habit(
            "CHK-012", "nbsp", rf"(?<!\w)(?:[А-ЯЁ]\.[{_NBSP} ]?)*[А-ЯЁ]\. [А-ЯЁ]\w*", "has a breaking space after an initial",
            "Use a no-break space.", unless=rf"[А-ЯЁ][а-яё]+,?[{_NBSP} ]$",  # Лузянин С. Г. Россия …: the initials end the name
        ),
    ),
    "en": (
        _habit("CHK-010", "quotes", r"\S*[«»„]\S*", "has a foreign quotation mark", "Use “ ” and inside them ‘ ’."),
        _habit("CHK-010", "quotes", r"\S*”[.,]", "has a comma or stop outside the quotation", "Put it inside: ,” and .”"),
        _habit("CHK-010", "quotes", r"\w+'\w+", "has a straight apostrophe", "Use ’."),
        _habit("CHK-011", "dashes", r"\S+ [–—] \S+", "has a spaced dash", "Close it up—like this."),
        _habit("CHK-011", "dashes", r"(?<![\d-])\d+-\d{1,4}(?![\d-])", "has a hyphen", "Use an en dash."),
        _habit("CHK-012", "nbsp", r"\d (?:million|billion|trillion)\b", "has a breaking space", "Make it no-break."),
    ),
}  # fmt: skip
_PAIRS: dict[str, tuple[tuple[str, str], ...]] = {"ru": (("«", "»"),), "en": (("“", "”"),)}


def typography(pair: Pair) -> Iterator[Issue]:
    """CHK-010 quotes, CHK-011 dashes, CHK-012 no-break spaces, CHK-014 spaces; one issue a habit and place."""
    text = pair.plain_target
    if text and text != text.strip() and pair.source == pair.source.strip():
        yield _issue("CHK-014", "spaces", "The translation begins or ends with a space.", "Delete it.")
    for habit in (*_EVERYWHERE, *_HABITS.get(pair.language, ())):
        seen = dict.fromkeys(
            found[0].strip()
            for found in habit.pattern.finditer(text)
            if not (habit.unless and habit.unless.search(text[: found.start()]))
        )
        for words in seen:
            yield _issue(habit.code, habit.name, f"{shown(words)} {habit.message}.", habit.hint, words)
    for left, right in _PAIRS.get(pair.language, ()):
        if text.count(left) != text.count(right):
            message = f"{text.count(left)} marks {left} and {text.count(right)} marks {right}."
            yield _issue("CHK-010", "quotes", message, "Each needs its partner.")
    if pair.language == "ru":
        yield from _russian_levels(text)


def _russian_levels(text: str) -> Iterator[Issue]:
    """«ёлочки» outside, „лапки“ only inside them."""
    depth = 0
    inner = False
    for index, char in enumerate(text):
        if char == "«":
            depth += 1
            if depth == 2:
                yield _level(text, index, "is a second level of « »", "Use „ “ inside « ».")
        elif char == "»":
            depth = max(0, depth - 1)
        elif char == "„":
            inner = True
            if depth == 0:
                yield _level(text, index, "stands outside « »", "Use « » first.")
        elif char == "“":
            if not inner:
                yield _level(text, index, "has an English quotation mark", "Use «ёлочки», inside them „лапки“.")
            inner = False


def _level(text: str, index: int, what: str, hint: str) -> Issue:
    words = text[index : index + 20]
    return _issue("CHK-010", "quotes", f"{shown(words)} {what}.", hint, words)


def _issue(code: str, name: str, message: str, hint: str, words: str = "") -> Issue:
    return Issue(code, name, Severity.WARNING, message, hint, words)
