"""Take a language, give the ways to compare its words, for the term check.

Russian: pymorphy3, a dictionary (OpenCorpora) with prediction for words that it lacks; every possible base form counts, so
an ambiguous word is no alarm.  English: plurals, possessives and the commonest endings are taken off by rule.  Other
languages: the first letters of a word, up to six, stand for its stem.
"""

from __future__ import annotations

import re
from functools import lru_cache

import pymorphy3

from sco_pub.check.terms import Morphology

_CASE = re.compile(
    r"(?:[аеиоуыэюяйь]{1,2}[мх]?и?|ов|ев)$"
)  # for names that the dictionary bends wrongly: Сиань, в Сиане
_OF_A_PLACE = re.compile("(.{4,}?)ь?ск(?:ий|ая|ое|ие|ого|ой|ому|им|ом|ую|их|ими)$")  # сианьский, пекинский
_ENDINGS = (
    (re.compile(r"ies$|(?<=[sx])es$|(?<=[cs]h)es$|(?<![su])s$"), ""),
    (re.compile(r"(?:ing|ed)$"), ""),
    (re.compile(r"(?<=ia)n$"), ""),  # Asia, Asian
    (re.compile(r"(?<=[a-z]{5})al$"), ""),  # culture, cultural
    (re.compile(r"[eyi]$"), ""),
)


def morphology(language: str) -> Morphology:
    """How to compare words of a language (lower case, ё as е)."""
    name = language.replace("_", "-").split("-")[0].lower()
    return {"ru": Morphology(_russian, _russian_dictionary), "en": Morphology(_english, _as_written)}.get(
        name, Morphology(_stem, _as_written)
    )


@lru_cache(maxsize=1)
def analyser() -> pymorphy3.MorphAnalyzer:
    """The dictionary of Russian; loading it takes a third of a second."""
    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=100_000)
def _russian_dictionary(word: str) -> frozenset[str]:
    return frozenset(parse.normal_form.replace("ё", "е") for parse in analyser().parse(word))


@lru_cache(maxsize=100_000)
def _russian(word: str) -> frozenset[str]:
    forms = _russian_dictionary(word) | {word, _CASE.sub("", word) if len(word) > 4 else word}
    of_a_place = _OF_A_PLACE.match(word)
    return forms | {of_a_place[1], of_a_place[1] + "ь"} if of_a_place else forms


@lru_cache(maxsize=100_000)
def _english(word: str) -> frozenset[str]:
    stem = word
    for ending, shorter in _ENDINGS:
        if len(stem) > 3 and (found := ending.search(stem)):
            stem = stem[: found.start()] + shorter
    return frozenset((word, stem))


def _as_written(word: str) -> frozenset[str]:
    return frozenset((word,))


def _stem(word: str) -> frozenset[str]:
    return frozenset((word[:6],))
