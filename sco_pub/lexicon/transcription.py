"""Take hanzi, give how names written with them read in other languages: Hanyu Pinyin, Palladius' Russian, Wade-Giles' English.

Sources: the readings of data/pinyin.tsv; for Russian the table of Palladius (Транскрипционная система Палладия) in the form of
Большой китайско-русский словарь (Ошанин, 1983); for the older English the table of Wade and Giles (1892).  A sign with several
readings has all of them: what could be right is not called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import product

from sco_pub.lexicon import data

_INITIAL = re.compile("(zh|ch|sh|[bpmfdtnlgkhjqxrzcs])?(.+)")
_RU_INITIALS = {
    "b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н", "l": "л", "g": "г", "k": "к", "h": "х", "j": "цз",
    "q": "ц", "x": "с", "zh": "чж", "ch": "ч", "sh": "ш", "r": "ж", "z": "цз", "c": "ц", "s": "с",
}  # fmt: skip
_RU_FINALS = {
    "a": "а", "o": "о", "e": "э", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ань", "en": "энь", "ang": "ан",
    "eng": "эн", "ong": "ун", "er": "эр", "i": "и", "ia": "я", "ie": "е", "iao": "яо", "iu": "ю", "ian": "янь", "in": "инь",
    "iang": "ян", "ing": "ин", "iong": "юн", "u": "у", "ua": "уа", "uo": "о", "uai": "уай", "ui": "уй", "uan": "уань",
    "un": "унь", "uang": "уан", "v": "юй", "ve": "юэ", "van": "юань", "vn": "юнь",
}  # fmt: skip
_RU_WHOLE = {
    "yi": "и", "ya": "я", "yo": "йо", "ye": "е", "yao": "яо", "you": "ю", "yan": "янь", "yin": "инь", "yang": "ян", "ying": "ин",
    "yong": "юн", "wu": "у", "wa": "ва", "wo": "во", "wai": "вай", "wei": "вэй", "wan": "вань", "wen": "вэнь", "wang": "ван",
    "weng": "вэн", "yu": "юй", "yue": "юэ", "yuan": "юань", "yun": "юнь", "zi": "цзы", "ci": "цы", "si": "сы", "hui": "хуэй",
}  # fmt: skip
_WG_INITIALS = {
    "b": "p", "p": "p'", "d": "t", "t": "t'", "g": "k", "k": "k'", "j": "ch", "q": "ch'", "x": "hs", "zh": "ch", "ch": "ch'",
    "r": "j", "z": "ts", "c": "ts'",
}  # fmt: skip
_WG_FINALS = {
    "ong": "ung", "ie": "ieh", "ian": "ien", "iong": "iung", "ui": "ui", "v": "u", "ve": "ueh", "van": "uan", "vn": "un",
    "er": "erh",
}  # fmt: skip
_WG_WHOLE = {
    "yi": "i", "ye": "yeh", "yan": "yen", "you": "yu", "yong": "yung", "yue": "yueh", "zhi": "chih", "chi": "ch'ih",
    "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tz'u", "si": "ssu", "ge": "ko", "ke": "k'o", "he": "ho", "gui": "kuei",
    "kui": "k'uei", "duo": "to", "tuo": "t'o", "luo": "lo", "zuo": "tso", "cuo": "ts'o", "suo": "so", "nuo": "no", "ruo": "jo",
    "zhuo": "cho", "chuo": "ch'o",
}  # fmt: skip


# Readings that names have kept by usage: Бо Цзюйи beside Бай, Лу Синь for 鲁迅.
_BY_USAGE = {"白": "bo", "迅": "xin"}


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for syllable, signs in data.rows("pinyin.tsv"):
        for sign in signs:
            found[sign] = (*found.get(sign, ()), syllable)
    for sign, syllable in _BY_USAGE.items():
        found[sign] = (*found.get(sign, ()), syllable)
    return found


def readings(sign: str) -> tuple[str, ...]:
    """The syllables that a sign can stand for; none where the table hasn't the sign."""
    return _readings().get(sign, ())


@cache
def syllables() -> frozenset[str]:
    """All syllables of Hanyu Pinyin that the table has."""
    return frozenset(syllable for syllable, _ in data.rows("pinyin.tsv"))


def _parts(syllable: str) -> tuple[str, str]:
    """Initial and final; ü after j, q and x, which write it u, is v."""
    found = _INITIAL.fullmatch(syllable)
    initial, final = (found[1] or "", found[2]) if found else ("", syllable)
    if initial in ("j", "q", "x") and final.startswith("u"):
        final = "v" + final[1:]
    return initial, final


@cache
def palladius(syllable: str) -> str:
    """A syllable in Russian letters; empty for what the table doesn't know."""
    if syllable in _RU_WHOLE:
        return _RU_WHOLE[syllable]
    initial, final = _parts(syllable)
    written = _RU_INITIALS.get(initial, "") + _RU_FINALS.get(final, "")
    return written if final in _RU_FINALS else ""


@cache
def wade_giles(syllable: str) -> str:
    """A syllable as Wade and Giles wrote it."""
    initial, final = _parts(syllable)
    return _WG_WHOLE.get(syllable) or _WG_INITIALS.get(initial, initial) + _WG_FINALS.get(final, final)


def pinyin(syllable: str) -> str:
    """A syllable as names in English have it: Lü as Lu."""
    return syllable.replace("v", "u")


WRITTEN: dict[str, Callable[[str], str]] = {"en": pinyin, "ru": palladius}


@lru_cache(maxsize=1 << 16)
def read_as(signs: str, language: str) -> tuple[str, ...]:
    """What a word of these signs may look like, in small letters; none where a sign or the language isn't known."""
    write = WRITTEN.get(language)
    if write is None:
        return ()
    each = [tuple(dict.fromkeys(word for syllable in readings(sign) if (word := write(syllable)))) for sign in signs]
    return tuple(dict.fromkeys("".join(parts) for parts in product(*each))) if all(each) else ()


@lru_cache(maxsize=1 << 12)
def once_read_as(surname: str, given: str) -> tuple[str, ...]:
    """A name as it was written in English before 1979, in small letters and without apostrophes: chang chih-tung."""
    firsts = ["".join(map(wade_giles, parts)) for parts in product(*map(readings, surname))]
    rest = ["-".join(map(wade_giles, parts)) for parts in product(*map(readings, given))]
    return tuple(dict.fromkeys(f"{a} {b}".replace("'", "") for a in firsts for b in rest))


@cache
def _spelt(language: str) -> dict[str, frozenset[str]]:
    """The language's written syllables, and the syllables of pinyin that each stands for."""
    write = WRITTEN[language]
    found: dict[str, set[str]] = {}
    for syllable in syllables():
        if written := write(syllable):
            found.setdefault(written, set()).add(syllable)
    return {written: frozenset(some) for written, some in found.items()}


@lru_cache(maxsize=1 << 15)
def parted(word: str, language: str, most: int = 3) -> tuple[tuple[str, ...], ...]:
    """The ways in which a word (small letters) parts into written syllables, at most so many."""
    return tuple(_parted(word, _spelt(language), most))


def _parted(word: str, known: dict[str, frozenset[str]], most: int) -> Iterator[tuple[str, ...]]:
    if word in known:
        yield (word,)
    if most > 1:
        for at in range(1, len(word)):
            if word[:at] in known:
                yield from ((word[:at], *rest) for rest in _parted(word[at:], known, most - 1))
