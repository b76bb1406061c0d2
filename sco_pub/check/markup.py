"""Take a Pair, give Issues about what holds the text together: note calls, markup, links, empty and copied texts.

Each note call of the source is called once by the target, in any order; a call whose label looks the same in another script
(Cyrillic с for Latin c) is named as that.  Attributes of spans (``{.note-missing}``) are the same set.  Emphasis may be added
where citations need it (notes, metadata, and where the source has a title in 《 》), but it has to be closed.
Addresses are the same set.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from sco_pub.check.pair import HAN, Issue, Pair, shown, without_addresses
from sco_pub.lexicon.addresses import IN_TRANSLATION
from sco_pub.lexicon.nesting import too_deep
from sco_pub.lexicon.transcription import WRITTEN, parted
from sco_pub.model.codes import checks
from sco_pub.model.config import Limits
from sco_pub.model.markdown_tokens import (
    ANY_ESCAPED,
    CALL,
    KEY,
    LINK_TARGET,
    MATH,
    NOTE_CALL,
    OWN_NOTE,
    SPAN_ATTRIBUTES,
    call_of,
    code_spans,
    without_code,
)
from sco_pub.model.wording import phrase

_MATH = re.compile(MATH)
_KEY = re.compile(rf"(?<![\w@]){KEY}")
_MARKS = re.compile(r"[`$*~{@\\\[\]]")
_ESCAPED = re.compile(ANY_ESCAPED, re.DOTALL)
_ALIKE = str.maketrans("АВСЕНІКМОРТХасеіорхуѕ", "ABCEHIKMOPTXaceiopxys")
_ADDRESSED = re.compile(r"://|<|\]\(")
# Calls in two clauses: within one, the order of the words is the language's.
_PARTED = re.compile(rf"{CALL}[^\[]*[，；：,;:—][^\[]*{CALL}")
_STOPS = re.compile(rf"[。！？]|[.!?](?=(?:{CALL})?\s+[^\W\da-zа-я])")
_ITALIC = re.compile(r"(?<!\*)\*(?!\*)([^*]+)\*(?!\*)")
# A genus (Penicillium), a species (E. coli, Oryza sativa), and the Latin and French that scholars write.
_LATIN_WORDS = re.compile(
    r"[A-Z](?:[a-z]+|\.)[ \u00a0](?:[a-z]+(?:us|um|is|a|ae|i|e|es|ans|ens|or|ix|ax|on)|spp?\.)|"
    r"[A-Z][a-z]{3,}(?:um|us|is|ia|ella|ma|ys|ae)|(?:a|ab|ad|bona|de|ex|in|inter|ipso|jus|lex|modus|mutatis|pacta|per|prima|pro|raison|res|sine|status|sui|ultra|vis)"
    r"(?:[ -][a-z’]+){1,3}|laissez-faire|passim|sic|[A-Za-z]"
)
_LOW_POWER = re.compile(
    r"(?<![\w^])(?:[kcdmн]?m|[кдсмн]?м|hm|s|с)[23]\b(?!\^)|\^-?\d+\^[ \u00a0]?(?:[kcdm]?m|[ксдм]?м)[23]\b"
)
_STARS = re.compile(r"\*+")
_WORD = re.compile(r"[^\W\d_]+")
# A Latin letter beside a Cyrillic one, in either order.
_BESIDE = re.compile("[A-Za-z\u00c0-\u024f][\u0400-\u052f]|[\u0400-\u052f][A-Za-z\u00c0-\u024f]")
# Words of one letter that look like the language's own: Latin c, o, a, y, k, u, B, K, O, C, Y in Russian and its neighbours,
# any Cyrillic letter in a text of Latin letters.
_LONE_LATIN = re.compile(
    r"(?<![\w'’.°-])(?<!°[ \u00a0])[aceoyukABCKOYc](?=[ \u00a0][а-яёА-ЯЁ«])|(?:^|(?<=[.!?…] ))[ABCKOY](?=[ \u00a0]\d)"
)
_LONE_CYRILLIC = re.compile(r"(?<![\w'’.-])[а-яёА-ЯЁ](?![\w'’.-])")
_CYRILLIC, _LATIN = ("ru", "uk", "be", "bg", "kk", "ky", "tg"), ("en", "de", "fr", "es", "it", "pt", "pl", "cs")
_STRANGE = dict.fromkeys(_CYRILLIC, _LONE_LATIN) | dict.fromkeys(_LATIN, _LONE_CYRILLIC)
_LATIN_SIGNS = frozenset(chr(point) for point in (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x250)))
_CYRILLIC_SIGNS = frozenset(map(chr, range(0x400, 0x530)))
_LATIN_LETTER, _CYRILLIC_LETTER = re.compile("[A-Za-z\u00c0-\u024f]"), re.compile("[\u0400-\u052f]")
_ENTRY, _MOST = 20, 0.9  # letters, and their share: a name or an abbreviation may well be all of a short entry
_DOUBLED = re.compile(r"(?<![\w'’.-])([^\W\d_]{2,}|[авикосуa])[ \u00a0]\1(?![\w'’.-])", re.IGNORECASE)
# Words that may stand twice: had had, that that; чуть чуть is a fault, but no sure one.
_MEANT_TWICE = {"en": frozenset(("had", "that", "very", "is")), "ru": frozenset(("чуть", "еле", "что"))}


def calls(pair: Pair) -> Iterator[Issue]:
    """CHK-001: the set of note calls."""
    wanted, given = Counter(NOTE_CALL.findall(pair.source)), Counter(NOTE_CALL.findall(pair.target))
    alike = {label.translate(_ALIKE): label for label in given if label not in wanted}
    for label in wanted:
        call = call_of(label)
        if label not in given:
            form = "letters" if label in alike else "missing"
            yield Issue(checks.NOTES, form, {"label": label, "given": alike.get(label, "")}, call)
        elif given[label] != wanted[label]:
            form = "many" if given[label] > wanted[label] else "few"
            yield Issue(checks.NOTES, form, {"label": label, "given": given[label], "wanted": wanted[label]})
    if wanted == given and len(wanted) > 1:
        yield from _order(pair)
    for label in given:
        if label not in wanted and label.translate(_ALIKE) not in wanted:
            yield Issue(checks.NOTES, "strange", {"label": label}, call_of(label))


def _order(pair: Pair) -> Iterator[Issue]:
    """CHK-001: two notes of one sentence whose calls changed places."""
    for source, target in zip(*map(_sentences, (pair.source, pair.target)), strict=False):
        wanted, given = NOTE_CALL.findall(source), NOTE_CALL.findall(target)
        apart = all(_PARTED.search(text) for text in (source, target))
        if apart and wanted != given and Counter(wanted) == Counter(given):
            label, other = next((a, b) for a, b in zip(wanted, given, strict=True) if a != b)
            yield Issue(checks.NOTE_ORDER, "", {"label": label, "given": other}, call_of(label))
            return


def _sentences(text: str) -> list[str]:
    return _STOPS.split(text)


def markup(pair: Pair) -> Iterator[Issue]:
    """CHK-002: emphasis, code, math, spans, keys of citations and references."""
    yield from _lost_powers(pair)
    if not any(_MARKS.search(NOTE_CALL.sub("", text)) for text in (pair.source, pair.target)):
        return
    source, target = _skeleton(pair.source), _skeleton(pair.target)
    for name, wanted, given in (
        ("attributes", Counter(SPAN_ATTRIBUTES.findall(source)), Counter(SPAN_ATTRIBUTES.findall(target))),
        (
            "code",
            Counter(pair.source[a:b] for a, b in code_spans(pair.source)),
            Counter(pair.target[a:b] for a, b in code_spans(pair.target)),
        ),
        ("math", Counter(_MATH.findall(pair.source)), Counter(_MATH.findall(pair.target))),
        ("key", _keys(source), _keys(target)),
    ):
        for item in wanted - given:
            yield Issue(checks.MARKUP, f"{name}-missing", {"item": shown(item)})
        if name != "math":
            for item in given - wanted:
                yield Issue(checks.MARKUP, f"{name}-added", {"item": shown(item)})
    yield from _emphasis(source, target, added=pair.cites or "《" in pair.source or _foreign_words(target))
    difference = target.count("[") - target.count("]")
    if difference and source.count("[") == source.count("]"):
        yield Issue(checks.MARKUP, "bracket", {"mark": "[" if difference > 0 else "]"})


def _lost_powers(pair: Pair) -> Iterator[Issue]:
    """A unit whose square or cube came down to the line: km2."""
    if "^" in pair.source or "²" in pair.source or "³" in pair.source:
        for found in _LOW_POWER.finditer(pair.plain_target):
            if found[0] not in pair.plain_source:
                yield Issue(checks.MARKUP, "power", {"item": shown(found[0])})


def _keys(text: str) -> Counter[str]:
    """The keys of citations and references (``@smith2020``, ``@fig:a``), as pandoc's manual has them."""
    return Counter(_KEY.findall(text))


def _emphasis(source: str, target: str, *, added: bool) -> Iterator[Issue]:
    for mark, name in (("**", "bold"), ("*", "italic"), ("~~", "struck-out")):
        wanted, given = _pairs(source, mark), _pairs(target, mark)
        if given % 2 and not wanted % 2:
            yield Issue(checks.MARKUP, f"{name}-open", {"mark": mark})
        elif given < wanted or (given > wanted and not added):
            yield Issue(checks.MARKUP, name, {"wanted": wanted // 2, "given": given // 2})


def _foreign_words(text: str) -> bool:
    """Whether all that is in italics are words of other languages: transcribed, Latin, a species."""
    words = _ITALIC.findall(text)
    return bool(words) and all(
        _LATIN_WORDS.fullmatch(run) or all(parted(word.lower(), "en", 4) for word in re.split(r"[ ’'-]", run))
        for run in words
    )


def _pairs(text: str, mark: str) -> int:
    if mark == "~~":
        return text.count("~~")
    lengths = [len(run) for run in _STARS.findall(text)]
    return sum(length // 2 for length in lengths) if mark == "**" else sum(length % 2 for length in lengths)


def _skeleton(text: str) -> str:
    text = without_addresses(NOTE_CALL.sub("", text))
    return _ESCAPED.sub("", _MATH.sub("", without_code(text)))


def readable(pair: Pair, *, nesting: int = Limits().nesting) -> Iterator[Issue]:
    """CHK-008: what no format can show: a translator's note within a note; brackets so deep that no reader ends."""
    if pair.kind == "note" and OWN_NOTE.search(pair.target):
        yield Issue(checks.NESTING, "note")
    if found := too_deep(pair.target, nesting):
        yield Issue(checks.NESTING, "deep", {"fault": phrase(found.fault, most=nesting)})


def links(pair: Pair) -> Iterator[Issue]:
    """CHK-003: addresses."""
    if not any(_ADDRESSED.search(text) for text in (pair.source, pair.target)):
        return
    wanted, given = _addresses(pair.source), _addresses(pair.target)
    for address in sorted(wanted - given):
        yield Issue(checks.LINKS, "missing", {"address": shown(address, 70)}, address)
    for address in sorted(given - wanted):
        yield Issue(checks.LINKS, "added", {"address": shown(address, 70)}, address)
    lost = set(LINK_TARGET.findall(pair.source)) - set(LINK_TARGET.findall(pair.target))
    for address in sorted(found.strip("<>") for found in lost if found.strip("<>") in given & wanted):
        yield Issue(checks.LINKS, "broken", {"address": shown(address, 70)}, address)


def _addresses(text: str) -> set[str]:
    targets = {found.strip("<>") for found in LINK_TARGET.findall(text)}
    if "://" not in text and "<" not in text:
        return targets
    bare = {found.rstrip(".,;:!?*") for found in IN_TRANSLATION.findall(LINK_TARGET.sub("", text))}
    return targets | bare


def empty_or_copied(pair: Pair) -> Iterator[Issue]:
    """CHK-006: a translation of nothing but spaces, or the Chinese text once more."""
    if pair.target and not pair.target.strip():
        yield Issue(checks.COPIED, "spaces")
    elif pair.target == pair.source and HAN.search(pair.plain_source):
        yield Issue(checks.COPIED, "copy")


def mixed_scripts(pair: Pair) -> Iterator[Issue]:
    """CHK-007: a word of Latin and Cyrillic letters, nearly always a slip of the keyboard; a word of one letter that looks
    like a word of the language and is a letter of the other script."""
    if _CYRILLIC_SIGNS.isdisjoint(pair.target_signs):
        return
    if not _LATIN_SIGNS.isdisjoint(pair.target_signs) and _BESIDE.search(pair.plain_target):
        for word in _WORD.findall(pair.plain_target):
            if {"LATIN", "CYRILLIC"} <= {_script(char) for char in word}:
                yield Issue(checks.MIXED_SCRIPTS, "", {"words": shown(word)}, word)
    strange = _STRANGE.get(pair.language)
    for letter in strange.finditer(pair.plain_target) if strange else ():
        if letter[0] not in pair.source:
            words = pair.plain_target[max(0, letter.start() - 12) : letter.end() + 12]
            yield Issue(checks.MIXED_SCRIPTS, "letter", {"words": shown(words), "letter": letter[0]}, letter[0])


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    return unicodedata.name(char, "?").split()[0]


def other_language(pair: Pair) -> Iterator[Issue]:
    """CHK-017: a whole entry in the letters of another language; notes and the author's data may cite in any."""
    own, other = (_CYRILLIC_LETTER, _LATIN_LETTER) if pair.language in _CYRILLIC else (_LATIN_LETTER, _CYRILLIC_LETTER)
    if pair.cites or pair.language not in _STRANGE:
        return
    if (_LATIN_SIGNS if other is _LATIN_LETTER else _CYRILLIC_SIGNS).isdisjoint(pair.target_signs):
        return
    strange = len(other.findall(pair.plain_target))
    if strange >= _ENTRY and strange > _MOST * (strange + len(own.findall(pair.plain_target))):
        yield Issue(checks.OTHER_LANGUAGE, "", {"words": shown(pair.plain_target)})


def _is_name(words: str, pair: Pair) -> bool:
    """Whether a surname and a given name sound alike (Cao Cao), or the source has a doubled name in Latin letters."""
    first, second = re.split("[ \u00a0]", words)
    if not (first[0].isupper() and second[0].isupper()):
        return False
    sounds_alike = pair.language in WRITTEN and bool(parted(first.lower(), pair.language, 1))
    return sounds_alike or bool(_DOUBLED.search(pair.plain_source))


def doubled_words(pair: Pair) -> Iterator[Issue]:
    """CHK-015: the same word twice, with nothing but a space between."""
    meant = _MEANT_TWICE.get(pair.language, frozenset())
    for found in _DOUBLED.finditer(pair.plain_target):
        if found[1].lower() not in meant and not _is_name(found[0], pair):
            yield Issue(checks.DOUBLED_WORD, "", {"words": shown(found[0])}, found[0])
