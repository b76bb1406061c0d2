"""Take Russian words as they stand in a text, give others in the same case and number, or nothing where that isn't sure.

A rendering is adjectives, a noun, and what depends on it (сообщество единой судьбы).  The adjectives and the noun are inflected,
the rest stays as it is.  A form may be of several cases (судьбы); only an answer that is the same for all of them is given,
and none where the two nouns have different genders or one has no such form (pymorphy3, OpenCorpora).
"""

from __future__ import annotations

import re
from typing import Any

from sco_pub.edge.morphology import analyser

_WORD = re.compile(r"\w+")
_ADJECTIVES = ("ADJF", "PRTF")
_HEAD = 4  # adjectives in front of a noun, at most


def bend_russian(there: str, old: str, new: str) -> str | None:
    """The new rendering in the form that the old one has in a text."""
    before, after = _WORD.findall(there), _WORD.findall(old)
    place, target = _noun(after), _noun(_WORD.findall(new))
    if place is None or target is None or len(before) != len(after) or before[place + 1 :] != after[place + 1 :]:
        return None
    forms = _forms(before, place)
    answers = {_inflected(new, target, case, number, gender) for case, number, gender in forms}
    return answers.pop() if len(answers) == 1 else None


def _noun(words: list[str]) -> int | None:
    """The place of the first noun, if nothing but adjectives stands in front of it."""
    for place, word in enumerate(words[: _HEAD + 1]):
        parses = analyser().parse(word)
        if any(parse.tag.POS == "NOUN" and "nomn" in parse.tag for parse in parses):
            return place
        if not any(parse.tag.POS in _ADJECTIVES for parse in parses):
            return None
    return None


def _forms(words: list[str], place: int) -> set[tuple[str, str, str | None]]:
    """Case, number and gender that the noun and the adjectives in front of it can have together."""
    nouns = {
        (parse.tag.case, parse.tag.number, parse.tag.gender)
        for parse in analyser().parse(words[place])
        if parse.tag.POS == "NOUN" and parse.tag.case
    }
    for word in words[:place]:
        agreeing = {
            (parse.tag.case, parse.tag.number, parse.tag.gender)
            for parse in analyser().parse(word)
            if parse.tag.POS in _ADJECTIVES
        }
        nouns = {
            (case, number, gender)
            for case, number, gender in nouns
            if (case, number, gender) in agreeing or (number == "plur" and (case, number, None) in agreeing)
        }
    return nouns


def _inflected(new: str, place: int, case: str, number: str, gender: str | None) -> str | None:
    words = list(_WORD.finditer(new))
    noun = _parsed(words[place][0], "NOUN")
    if noun is None or (number == "sing" and noun.tag.gender != gender):
        return None
    wanted = {case, number}
    made: list[str] = []
    for match in words[: place + 1]:
        own = match is words[place]
        parse = noun if own else _parsed(match[0], *_ADJECTIVES)
        agreeing = wanted if own or number == "plur" else wanted | {noun.tag.gender}
        if not own and case == "accs" and (number == "plur" or noun.tag.gender == "masc"):
            agreeing = agreeing | {noun.tag.animacy}
        form = parse.inflect(agreeing) if parse else None
        if form is None:
            return None
        made.append(form.word.capitalize() if match[0][0].isupper() else form.word)
    out, end = "", 0
    for match, word in zip(words, made, strict=False):
        out, end = out + new[end : match.start()] + word, match.end()
    return out + new[end:]


def _parsed(word: str, *kinds: str) -> Any:
    """The nominative of a word as one of these parts of speech."""
    return next((p for p in analyser().parse(word) if p.tag.POS in kinds and "nomn" in p.tag), None)
