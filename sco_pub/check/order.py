"""Take a Pair, give Issues about two that changed places, and about one term in two forms within an entry (CHK-028).

Strategy.  Where one clause begins with one person or side and a later one with another (荀子主张性恶，韩非则…; 东部高，西部低),
each is the subject of its own, and translations keep their order: where both begin clauses there too, but the other way round,
what is said of each came to the other.  A term in quotation marks that the source repeats, and the translation has as many
in quotation marks, is one word.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from itertools import pairwise

from sco_pub.check.contrasts import said_once
from sco_pub.check.pair import HAN, Issue, Pair, shown
from sco_pub.lexicon.names import SURNAMES
from sco_pub.lexicon.transcription import WRITTEN, read_as
from sco_pub.model.codes import checks

_SOURCE_CLAUSES = re.compile("[，；：。！？]")
_CLAUSES = re.compile("[,;:.!?—](?=[ \u00a0])")
_BEFORE_A_SUBJECT = ("", "而", "但", "然", "然而", "但是", "其中", "后来", "此后", "同时", "相反", "于是", "随后")
_FIRST_SIGNS = 30  # signs of a translation's clause in which its subject begins
_NAME = range(2, 4)
_MASTER = "子"  # 孔子, 荀子
_LEAST = 4  # letters by which two forms of a term are the same: человеколюбие, человеколюбия
_QUOTED = re.compile("“([^“”]{1,8})”")
_IN_TARGET = {"en": re.compile("“([^“”]+)”"), "ru": re.compile("[«„]([^«»„“]+)[»“]")}


def order(pair: Pair) -> Iterator[Issue]:
    """CHK-028 for two that changed places and for a term in two forms."""
    if pair.language not in WRITTEN or pair.cites or pair.reference:
        return
    yield from _two_forms(pair)
    for source, target in pair.sentences:
        if "，" in source or "；" in source:
            yield from _changed_places(source, target.replace("\u00a0", " "), pair.language)


def _changed_places(source: str, target: str, language: str) -> Iterator[Issue]:
    starts, given_starts = _starts(_SOURCE_CLAUSES, source), _starts(_CLAUSES, target)
    said = [*_names(source, starts, target, language), *said_once(source, target, language)]
    first = sorted(
        (at, there, words)
        for words, at, there in said
        if source[starts[bisect(starts, at) - 1] : at] in _BEFORE_A_SUBJECT
        and there - given_starts[bisect(given_starts, there) - 1] < _FIRST_SIGNS
    )
    for (at, there, words), (other_at, other_there, other) in pairwise(first):
        apart = bisect(starts, at) != bisect(starts, other_at) and bisect(given_starts, there) != bisect(
            given_starts, other_there
        )
        if apart and other_there < there:
            values = {"words": shown(words), "given": shown(other)}
            yield Issue(checks.CONTRAST, "order", values, words)
            return


def _starts(ends: re.Pattern[str], text: str) -> list[int]:
    return [0, *(end.end() for end in ends.finditer(text))]


def _names(source: str, starts: list[int], target: str, language: str) -> Iterator[tuple[str, int, int]]:
    """Chinese names that begin clauses, once in the source and once in the translation."""
    low = target.lower().replace("’", "").replace("ё", "е")
    for start in starts:
        for wide in reversed(_NAME):
            name = source[start : start + wide]
            if len(name) < wide or not (name[0] in SURNAMES or name[-1] == _MASTER):
                continue
            if not all(map(HAN.match, name)) or source.count(name) > 1:
                continue
            places = {place for form in _forms(name, language) if (place := _once(form, low, target)) is not None}
            if len(places) == 1:
                yield name, start, places.pop()
                break


def _forms(name: str, language: str) -> set[str]:
    parted = (f"{first} {rest}" for first in read_as(name[0], language) for rest in read_as(name[1:], language))
    whole = read_as(name, language) if name[-1] == _MASTER else ()
    return {form.rstrip("ьй") for form in (*parted, *whole, *(word.replace("цзы", "-цзы") for word in whole))}


def _once(form: str, low: str, target: str) -> int | None:
    if form not in low:  # nearly always
        return None
    found = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(form)}", low)]
    return found[0] if len(found) == 1 and len(low) == len(target) and target[found[0]].isupper() else None


def _two_forms(pair: Pair) -> Iterator[Issue]:
    """A quoted term of the source that is quoted as often in the translation, but as another word."""
    if "“" not in pair.source_signs:
        return
    terms, given = _QUOTED.findall(pair.plain_source), _IN_TARGET[pair.language].findall(pair.plain_target)
    if len(terms) != len(given):
        return
    for term in dict.fromkeys(terms):
        forms = list(dict.fromkeys(word for said, word in zip(terms, given, strict=True) if said == term))
        stems = {word.lower()[:_LEAST] for word in forms}
        if len(stems) > 1 and len(set(terms)) == 1:
            values = {"words": shown(term), "given": shown(forms[0]), "elsewhere": shown(forms[1])}
            yield Issue(checks.CONTRAST, "two", values, term)
