"""Take a Pair, give Issues about Chinese names whose rendering isn't how they read (CHK-024).

Strategy.  Two capitalised words of the translation that look like a Chinese name, and signs of the source that begin with a
surname.  Signs that read just so explain the words.  Words that nothing explains are compared with the names left over: they
are a slip for one of them when surname or given name is right and the other part shares a syllable with it or is a letter or two
away; when they are its parts the other way round; when they have a hyphen, which neither Pinyin nor Palladius has.  A title
behind a surname (毛主席) is no given name, and a name that is known in another form altogether (Sun Yat-sen, Чан Кайши) is no
slip.  Names of counties and towns are one word, told by the sign behind them (县, 镇).

A form that is right in itself and another than elsewhere is found over the whole catalogue: check.names_across.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from sco_pub.check.pair import HAN, Issue, Pair, shown
from sco_pub.check.places import is_place
from sco_pub.lexicon.names import COMPOUND, SURNAMES
from sco_pub.lexicon.transcription import WRITTEN, parted, read_as
from sco_pub.model.codes import checks

_CAPITALISED = r"[A-ZА-ЯЁ][a-zа-яёü]+(?:[-’'][A-ZА-ЯЁa-zа-яё]+)*"
_TWO_WORDS = re.compile(rf"(?<![\w-])(?=({_CAPITALISED})[ \u00a0]({_CAPITALISED})(?![\w-]))")
_ONE_WORD = re.compile(rf"(?<![\w-]){_CAPITALISED}(?![\w-])")
_TITLES = re.compile("主席|总理|总统|先生|教授|博士|同志|部长|书记|大使|院长|校长|老师|女士|夫人|[某家氏姓]")
_PLACE = re.compile(
    f"(?<![{HAN.pattern[1:-1]}])({HAN.pattern}{{2}})(?=[省市县区旗镇乡村])|({HAN.pattern}{{2}})(?=[县镇])"
)
# 山西 and 陕西 sound alike, and are told apart by a spelling of their own: check.places knows them.
_NOT_BY_SOUND = frozenset(("山西", "陕西"))
_SLIP = 2  # letters: Юньлинь for Юньлин is one, Шень for Шэнь too
_SHORT = 5  # letters; a word that is shorter is another word with two of them changed
_LEAST = 3  # letters: of a shorter name nearly any other is one letter away, and a shorter stem loses no case
# Persons who are known by names that their signs don't read.
_KNOWN_OTHERWISE = ("蒋介石", "孙中山", "宋美龄", "宋子文", "孔夫子", "成吉思汗")


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of the source: where it stands, and what its parts can look like."""

    start: int
    surname: str
    given: str

    @property
    def signs(self) -> str:
        return self.surname + self.given


@dataclass(frozen=True, slots=True)
class _Words:
    """Two words of the translation, and what each can be the form of."""

    shown: str
    first: frozenset[str]
    second: frozenset[str]

    @property
    def hyphen(self) -> bool:
        return "-" in self.shown


def names(pair: Pair) -> Iterator[Issue]:
    """CHK-024."""
    if pair.language not in WRITTEN or not HAN.search(pair.plain_source):
        return
    found = _pairs_of(pair.plain_target, pair.language)
    if found:
        yield from _persons(pair, found)
    yield from _towns(pair)


def explained(source: str, words: _Words, language: str) -> Sequence[int]:
    """The places of signs that read as the two words; of none when nothing explains them."""
    return [
        start
        for start in range(len(source) - 1)
        for wide in (1, 2)
        if not words.first.isdisjoint(read_as(source[start : start + wide], language))
        and _given_reads(source[start + wide : start + wide + 3], words.second, language)
    ]


def _given_reads(signs: str, forms: frozenset[str], language: str) -> bool:
    return any(not forms.isdisjoint(read_as(signs[:wide], language)) for wide in range(1, len(signs) + 1))


def _pairs_of(text: str, language: str) -> list[_Words]:
    """The pairs of words of which one at least can be Chinese."""
    found = []
    for match in _TWO_WORDS.finditer(text):
        first, second = forms_of(match[1], language), forms_of(match[2], language)
        if any(parted(form, language) for form in (*first, *second)):
            found.append(_Words(f"{match[1]} {match[2]}", first, second))
    return list(dict.fromkeys(found))


@lru_cache(maxsize=1 << 14)
def forms_of(word: str, language: str) -> frozenset[str]:
    """What a capitalised word can be a case of, in small letters, without hyphens and apostrophes."""
    plain = re.sub("[-’'ъ]", "", re.sub("[’']s?$", "", word).lower().replace("ü", "u").replace("lyu", "lu"))
    forms = {plain}
    if language == "ru":
        if len(plain) > _LEAST and plain[-1] in "аяуюеи":
            stem = plain[:-1]
            forms |= {stem, stem + "ь", stem + "й"}
        if len(plain) > _LEAST and plain[-2:] in ("ом", "ем"):
            forms |= {plain[:-2], plain[:-2] + "ь", plain[:-2] + "й"}
    return frozenset(forms)


def _persons(pair: Pair, found: Sequence[_Words]) -> Iterator[Issue]:
    source, language = pair.plain_source, pair.language
    at = {words: explained(source, words, language) for words in found}
    taken = {place + offset for places in at.values() for place in places for offset in range(3)}
    people = [name for name in _people(source) if name.start not in taken]
    for words, places in at.items():
        if places:
            if words.hyphen and _hyphenated(words, language):
                yield _issue("hyphen", source[places[0] : places[0] + 3], words.shown)
        elif slip := next(((form, name) for name in people if (form := _slip(name, words, language))), None):
            form, name = slip
            yield _issue(form, name.signs, words.shown, _reading(name, words, language))
        elif people and not (pair.cites or pair.reference) and _stranger(words, pair):
            yield _issue("stranger", "", words.shown)


@cache
def _surnames_read_as(language: str) -> dict[str, frozenset[str]]:
    """The surnames of one sign by how they read."""
    found: dict[str, set[str]] = {}
    for sign in SURNAMES:
        for reading in read_as(sign, language) if len(sign) == 1 else ():
            found.setdefault(reading, set()).add(sign)
    return {reading: frozenset(signs) for reading, signs in found.items()}


def _stranger(words: _Words, pair: Pair) -> bool:
    """Whether two words are a Chinese person's name of whose surname the source has no sign; of three, any may be it."""
    language = pair.language
    by_reading = _surnames_read_as(language)
    surnames = frozenset().union(*(by_reading.get(form, ()) for form in words.first))
    given = [parts for form in words.second for parts in parted(form, language, 2)]
    if any(name in pair.plain_source for name in _KNOWN_OTHERWISE) or is_place(words.shown, language):
        return False
    if not surnames or not given or not surnames.isdisjoint(pair.plain_source):
        return False
    return len(words.shown.partition(" ")[2]) > _LEAST and not _of_three(words.shown, pair.plain_target)


def _of_three(words: str, text: str) -> bool:
    return bool(re.search(rf"[A-ZА-Я][\w-]* {re.escape(words)}(?!\w)|{re.escape(words)} [A-ZА-Я]", text))


def _reading(name: _Name, words: _Words, language: str) -> str:
    """How a name reads, of several readings as the words have it most nearly."""
    given = words.shown.lower()
    every = (
        f"{first} {second}" for first in read_as(name.surname, language) for second in read_as(name.given, language)
    )
    return min(every, key=lambda reading: Levenshtein.distance(reading, given)).title()


def _hyphenated(words: _Words, language: str) -> bool:
    """Whether it is the given name that has the hyphen: Hsieh-shih is no Pinyin, Хун-чжан no Palladius of today."""
    return language == "ru" and "-" in words.shown.partition(" ")[2]


def _issue(form: str, signs: str, given: str, reading: str = "") -> Issue:
    values = {"name": shown(signs), "reading": reading, "given": shown(given)}
    return Issue(checks.NAME, form, values, signs)


def _people(source: str) -> Iterator[_Name]:
    """Every place at which a name may begin, its longer form first."""
    for start in range(len(source) - 1):
        wide = 2 if source[start : start + 2] in COMPOUND else 1
        surname = source[start : start + wide]
        if wide == 1 and surname not in SURNAMES:
            continue
        rest = source[start + wide : start + wide + 2]
        if _TITLES.match(rest):
            continue
        for length in (2, 1):
            given = rest[:length]
            if len(given) == length and all(map(HAN.match, given)):
                yield _Name(start, surname, given)


def _slip(name: _Name, words: _Words, language: str) -> str:
    """What is wrong with two words as this name; empty when they have nothing to do with it."""
    surnames, givens = read_as(name.surname, language), read_as(name.given, language)
    if not surnames or not givens:
        return ""
    right_surname, right_given = (not words.first.isdisjoint(surnames)), (not words.second.isdisjoint(givens))
    if not words.second.isdisjoint(surnames) and not words.first.isdisjoint(givens):
        return "" if words.hyphen else "order"
    if right_surname:
        return "other" if _like(words.second, givens, language) else ""
    if right_given and len(name.given) > 1:
        other = any(len(parts) == 1 for form in words.first for parts in parted(form, language, 1))
        return "other" if other or _near(words.first, surnames, _SLIP) else ""
    both = len(name.given) > 1 and _near(words.first, surnames, 1) and _near(words.second, givens, 1)
    return "other" if both else ""


def _like(forms: frozenset[str], readings: Sequence[str], language: str) -> bool:
    """Whether a word is a slip for one of the readings: a letter or two, or one of two syllables."""
    if _near(forms, readings, _SLIP):
        return True
    wanted = {parts for reading in readings for parts in parted(reading, language, 2) if len(parts) == 2}
    given = {parts for form in forms for parts in parted(form, language, 2) if len(parts) == 2}
    return any(a[0] == b[0] or a[1] == b[1] for a in wanted for b in given)


def _near(forms: frozenset[str], readings: Sequence[str], most: int) -> bool:
    return any(
        len(reading) >= _LEAST
        and 0 < Levenshtein.distance(form, reading, score_cutoff=most) <= (most if len(reading) > _SHORT else 1)
        for form in forms
        for reading in readings
    )


def _towns(pair: Pair) -> Iterator[Issue]:
    """One word for a county or a town that reads otherwise."""
    towns = [first or second for first, second in _PLACE.findall(pair.plain_source)]
    towns = [town for town in dict.fromkeys(towns) if town not in _NOT_BY_SOUND]
    if not towns:
        return
    language, source = pair.language, pair.plain_source
    words = {word: forms_of(word, language) for word in dict.fromkeys(_ONE_WORD.findall(pair.plain_target))}
    signs = {source[at : at + 2] for at in range(len(source) - 1)}
    strange = {
        word: forms
        for word, forms in words.items()
        if any(len(parts) == 2 for form in forms for parts in parted(form, language, 2))
        and all(forms.isdisjoint(read_as(two, language)) for two in signs)
    }
    for town in towns if strange else ():
        readings = read_as(town, language)
        if readings and all(forms.isdisjoint(readings) for forms in words.values()):
            for word, forms in strange.items():
                if _like(forms, readings, language):
                    yield _issue("other", town, word, readings[0].title())
                    break
