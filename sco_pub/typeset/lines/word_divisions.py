"""Take a word, where it stands and where the language's patterns divide it, give the divisions a reader isn't stopped by, priced.

Strategy.  Patterns (F. M. Liang, "Word Hy-phen-a-tion by Com-put-er", 1983) know syllables; a proof-reader knows more:

- a name is divided last of all (Chicago Manual of Style 7.42; A. Milchin and L. Cheltsova, "Справочник издателя и автора").
  A name is a word with a capital that begins no sentence; where all nouns have one, none is told.  An adjective that is only
  part of a name (Шанхайская) is divided sooner than a person or a country;
- two letters left behind at a line's end cost more than three, though Russian and American rules allow them;
- a Russian compound parts between its members or well inside one, never so that a scrap of one hangs on the other:
  много-стороннего, not многосто-роннего; здраво-охранение, not здра-воохранение (Rules of 1956, 119 and 120).

Nothing is divided here that the patterns don't divide: places are left out, or cost more than a line's usual hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

TWO_LETTERS_COST = 250.0  # squared as all costs of breaks are: as a line whose gaps grow by 1.3 of what they well may
_NAME_COST = 3100.0  # as a line at 3.1, a hole; still less than a line that runs over
_PART_COST = 320.0  # as a line at 1.5, at the limit of what is looked for (line_ends.TOLERANCE)
_ADJECTIVE = re.compile(r"(?:ск|[тндл])(?:ий|ый|ой|ая|ую|ое|ее|ого|ому|им|ым|ом|ие|ые|их|ых|ими|ыми)$")
_WITH_ADJECTIVES = ("ru", "uk", "be")
_CAPITAL_NOUNS = frozenset({"de", "lb"})
_BEGINS_SENTENCE = re.compile(r"(?:^|(?<![A-ZА-ЯЁ])[.!?…:;]|[。！？：])[\s\"'“”‘’«»„(\[—–-]*\Z")
_BEFORE, _BEHIND = 2, 3  # letters of a member that are a scrap: before the joint and behind it
_FIRST_MEMBERS = re.compile(  # with five letters behind: less is an ending (прав-о-вой), no member
    "(?:не)?(авто|благо|взаимо|внешне|внутри|водо|высоко|газо|гео|двух|дву|добро|долго|древне|едино|железно|законо|здраво|"
    "земле|кратко|макро|мало|между|микро|миро|много|народо|нефте|общ(?:е|о)(?!ств)|одно|перво|право|противо|равно|разно|само|"
    "сверх|сельско|средне|тепло|товаро|трёх|трех|четырёх|четырех|электро|энерго)(?=[а-яё]{5})"
)


@lru_cache(maxsize=16384)
def sound(word: str, lang: str, places: tuple[int, ...]) -> tuple[tuple[int, float], ...]:
    """Of the places at which patterns divide a word those that are left, each with its cost; 0 where it is the usual one."""
    if lang.partition("-")[0] in _WITH_ADJECTIVES:
        places = tuple(_between_members(word.lower(), places))
    return tuple((place, TWO_LETTERS_COST if place == 2 else 0.0) for place in places)


def name_cost(text: str, start: int, word: str, lang: str) -> float:
    """What it costs at least to divide the word at ``start``: nothing but for a name or a part of one."""
    if not is_name(text, start, lang):
        return 0.0
    part = lang.partition("-")[0] in _WITH_ADJECTIVES and _ADJECTIVE.search(word)
    return _PART_COST if part else _NAME_COST


def is_name(text: str, start: int, lang: str) -> bool:
    """Whether the word at ``start`` is a name: it has a capital, and no sentence begins with it."""
    if not text[start].isupper() or lang.partition("-")[0] in _CAPITAL_NOUNS:
        return False
    return _BEGINS_SENTENCE.search(text[max(0, start - 8) : start]) is None if start else False


def _between_members(word: str, places: Iterable[int]) -> Iterable[int]:
    """The places that leave no scrap of a compound's member on the other."""
    first = _FIRST_MEMBERS.match(word)
    if first is None:
        return places
    joint = first.end()
    return (place for place in places if place == joint or not joint - _BEFORE <= place <= joint + _BEHIND)
