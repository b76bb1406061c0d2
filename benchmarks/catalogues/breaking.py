"""Break a right translation in one place, as tired translators and careless tools do: mutations by their kind.

Each takes a source of randomness, the source, the translation and its language, and gives the broken translation, or None where the
pair has nothing to break in this way.  They know no check; what they need of languages are the words exchanged.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence

Break = Callable[[random.Random, str, str, str], str | None]
_Change = Callable[[random.Random, re.Match[str]], str]

_NUMBER = r"(?<![\w/.,-])\d+(?![\w/-])"
_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "ru": [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
}
_DAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "ru": ["понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье"],
}
_UNITS = {
    "en": (("million", "billion"), ("thousand", "million"), ("km", "m"), ("kilometres", "metres"), ("miles", "feet"),
           ("hours", "minutes"), ("years", "months"), ("days", "weeks"), ("dollars", "euros")),
    "ru": (("млн", "млрд"), ("миллионов", "миллиардов"), ("тысяч", "миллионов"), ("км", "м"), ("часов", "минут"), ("лет", "месяцев"),
           ("дней", "недель"), ("долларов", "евро")),
}  # fmt: skip
_OPPOSITES = {
    "en": (("before", "after"), ("increase", "decrease"), ("increased", "decreased"), ("more", "less"), ("first", "last"),
           ("rise", "fall"), ("rose", "fell"), ("higher", "lower"), ("win", "loss"), ("won", "lost"), ("north", "south"),
           ("east", "west"), ("northern", "southern"), ("eastern", "western"), ("import", "export"), ("largest", "smallest")),
    "ru": (("до", "после"), ("больше", "меньше"), ("более", "менее"), ("рост", "спад"), ("выше", "ниже"),
           ("увеличение", "уменьшение"), ("север", "юг"), ("восток", "запад"), ("северный", "южный"), ("победа", "поражение")),
}  # fmt: skip
_PLACES = {
    "en": ("China", "Japan", "Russia", "Germany", "France", "Britain", "Indonesia", "Canada", "Australia", "Mexico"),
    "ru": ("Китай", "Японии", "России", "Германии", "Франции", "Индонезии", "Канаде", "Австралии", "Мексики"),
}
_NOT = {
    "en": r" not(?= )|n[’']t\b|\bnever ", "ru": r"(?<= )не ",
}  # fmt: skip
_VERBS = {
    "en": r"\b(is|are|was|were|will|can|has|have)(?= )",
    "ru": r"\b(?=(?:будет|было|был|была|были|может|могут|стал|имеет)\b)",
}
_NAME = r"(?<=[a-zа-яё,] )[A-ZА-ЯЁ][a-zа-яё]{3,}"
_OTHER_SCRIPT = str.maketrans("оеасeoac", "oeacеоас")
_ENDS = re.compile(r"(?<=[a-zа-яё)»”\"][.!?]) (?=[«“\"A-ZА-ЯЁ])")
_CLAUSE = re.compile(r", [^,;:.!?()«»“”]{18,}(?=[,.;])")


def matched(pattern: str, change: _Change, flags: int = 0) -> Break:
    """A break at one match of a pattern, chosen at random."""
    known = re.compile(pattern, flags)

    def broken(rng: random.Random, source: str, target: str, language: str) -> str | None:
        found = list(known.finditer(target))
        return _at(rng, rng.choice(found), target, change) if found else None

    return broken


def by_language(patterns: Mapping[str, str], change: _Change) -> Break:
    """The same with a pattern a language."""
    ways = {language: matched(pattern, change) for language, pattern in patterns.items()}
    return lambda rng, source, target, language: ways[language](rng, source, target, language)


def one_for_another(words: Mapping[str, Sequence[str]]) -> Break:
    """A word of a list in the stead of another of it."""

    def change(rng: random.Random, match: re.Match[str]) -> str:
        row = next(row for row in words.values() if match[0] in row)
        return rng.choice([word for word in row if word != match[0]])

    return by_language({language: rf"\b(?:{'|'.join(row)})\b" for language, row in words.items()}, change)


def turned_round(pairs: Mapping[str, Sequence[tuple[str, str]]]) -> Break:
    """A word for its opposite, of whatever pair has one in the text."""
    tables = {
        language: {**dict(row), **{second: first for first, second in reversed(row)}} for language, row in pairs.items()
    }

    def change(rng: random.Random, match: re.Match[str]) -> str:
        return next(table[match[0]] for table in tables.values() if match[0] in table)

    return by_language({language: rf"\b(?:{'|'.join(table)})\b" for language, table in tables.items()}, change)


def _at(rng: random.Random, match: re.Match[str], target: str, change: _Change) -> str | None:
    new = target[: match.start()] + change(rng, match) + target[match.end() :]
    return new if new != target else None


def _digit(rng: random.Random, match: re.Match[str]) -> str:
    at = rng.randrange(len(match[0]))
    other = rng.choice([digit for digit in "123456789" if digit != match[0][at]])
    return match[0][:at] + other + match[0][at + 1 :]


def _names_swapped(rng: random.Random, source: str, target: str, language: str) -> str | None:
    found = list(re.finditer(_NAME, target))
    pairs = [(a, b) for a in found for b in found if a.start() < b.start() and a[0] != b[0]]
    if "·" not in source or not pairs:
        return None
    first, second = rng.choice(pairs)
    between = target[first.end() : second.start()]
    return target[: first.start()] + second[0] + between + first[0] + target[second.end() :]


def _sentence_dropped(rng: random.Random, source: str, target: str, language: str) -> str | None:
    parts = _ENDS.split(target)
    if len(parts) == 1:
        return None
    parts.pop(rng.randrange(len(parts)))
    return " ".join(parts)


def _hanzi_left(rng: random.Random, source: str, target: str, language: str) -> str | None:
    words = re.findall("[一-鿿]{4,}", source)
    spaces = [match.start() for match in re.finditer(" ", target)]
    return f"{target[: (at := rng.choice(spaces))]} {rng.choice(words)[:4]}{target[at:]}" if words and spaces else None


def _other_script(rng: random.Random, match: re.Match[str]) -> str:
    return match[0].translate(_OTHER_SCRIPT)


BREAKS: dict[str, Break] = {
    "a digit changed": matched(_NUMBER, _digit),
    "a number dropped": matched(rf"{_NUMBER} ", lambda rng, match: ""),
    "a zero more": matched(r"(?<![\w/.,-])\d{2,3}(?![\w/,.-])", lambda rng, match: match[0] + "0"),
    "per cent dropped": matched(r"(?<=\d)[ \u00a0]?(?:%|per cent|percent)", lambda rng, match: ""),
    "another unit": turned_round(_UNITS),
    "another month": one_for_another(_MONTHS),
    "another day of the week": one_for_another(_DAYS),
    "another country": one_for_another(_PLACES),
    "names swapped": _names_swapped,
    "a negation dropped": by_language(_NOT, lambda rng, match: ""),
    "a negation added": by_language(_VERBS, lambda rng, match: f"{match[0]} not" if match[0] else "не "),
    "the opposite": turned_round(_OPPOSITES),
    "a clause dropped": matched(_CLAUSE.pattern, lambda rng, match: ""),
    "a sentence dropped": _sentence_dropped,
    "hanzi left over": _hanzi_left,
    "a word doubled": matched(r"(?<= )[a-zа-яё]{3,}(?= )", lambda rng, match: f"{match[0]} {match[0]}"),
    "a letter of another script": matched("(?<=[a-zа-яё])[оеасeoac](?=[a-zа-яё])", _other_script),
    "a bracket dropped": matched(r"[()]", lambda rng, match: ""),
    "a quotation mark dropped": matched("[«»“”]", lambda rng, match: ""),
    "the stop dropped": matched(r"\.$", lambda rng, match: ""),
    "a full-width comma": matched(", ", lambda rng, match: "，"),
    "a doubled space": matched(r"(?<=\w) (?=\w)", lambda rng, match: "  "),
}
