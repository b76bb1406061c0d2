"""Take a Pair, give Issues about what got lost between the two: a sentence, its stop, its "not", a bracket.

Strategy.  None of these is seen in words, so each is looked for by what a text always leaves of it.

- a sentence (CHK-016): a translation is split and joined freely, but when it has fewer sentences and at the same time far fewer
  signs than translations of so much Chinese have, one of them is probably gone;
- the stop at the end (CHK-019), where the source has one: the end of a text that was pasted is what gets lost;
- a negation (CHK-022): only where the source has words that deny and do nothing else (不得, 从未, 并非 …; 不断 and 不仅
  don't), and the translation has no word or part of a word by which its language denies, forbids, lacks or excludes anything;
- a bracket (CHK-023): ( and ) come in pairs where they do in the source.

The figures for lengths were measured on 320 sentences and entries in eight fields (law, medicine, history …) of people who knew
nothing of them: the medians are 4.5 to 5.0 signs a hanzi, and none of 15 hanzi and more has less than 2.3 or more than 10.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_pub.check.pair import HAN, WITH_HANZI, Issue, Pair, shown
from sco_pub.model.codes import checks
from sco_pub.model.scripts import code_of

_SHORTEST, _LONGEST = 2.0, 14.0  # signs a hanzi, a little beyond what was seen
_JOINED = 3.6  # signs a hanzi, three quarters of what is usual: below it a sentence less isn't a sentence joined
_LONG_ENOUGH = 30  # hanzi; below that a heading's wording decides
_SENTENCE = 6  # hanzi of a whole sentence that is long enough for the longest
_CLOSING = '”’」』）)》"»“*_ \u00a0'
_STOPS = re.compile(rf"[。！？；][{_CLOSING}]*")
_SENTENCE_END = re.compile(rf"[。！？…][{_CLOSING}]*$")
_TARGET_STOPS = re.compile(rf"[.!?;…][{_CLOSING}]*(?=\s|$)")
_TARGET_END = re.compile(rf"[.!?…:;\ufffc][{_CLOSING}]*$")
_ALPHABETS = frozenset(("Latn", "Cyrl", "Grek"))  # scripts whose texts are about as long as those that were measured
# What denies in Chinese and does nothing else.  不得不 and 不是不 affirm; 无不, 莫不 too.
_DENIES = re.compile(
    "(?<!不)(?:不得(?!不|已)|不应(?!不)|不宜|不准|不许|不允许|从未|从不|从没|未曾|并非|并不(?!不)|并未|绝不|决不|毫无|尚未|均未|"
    "不针对|不适用|不存在|不具有|不包括|无统计学意义|没有任何|不再(?!三))"
)
_DENIED = {
    "en": re.compile(
        r"\b(?:no|not|never|none|nor|neither|nothing|nobody|nowhere|without|cannot|hardly|scarcely|barely|rarely|seldom|few|little|"
        r"lacks?|lacked|lacking|fail\w*|refus\w*|forb\w*|prohibit\w*|ban\w*|exclu\w*|absen\w*|avoid\w*|"
        r"prevent\w*|reject\w*|deny|denie\w*|preclud\w*|exempt\w*|beyond|instead|rather|unless|yet|far from|"
        r"free (?:of|from)|anything but|ceas\w*|stop\w*|longer|"
        r"un\w{3,}|in(?:sig|adm|app|cap|val|dep|suf|eff|eli|tol|vis)\w+|im(?:pos|per|mat|pro)\w+|non\w+|non-\w+|ir\w{4,}|il\w{4,}|dis\w{3,})\b"
        r"|n[’']t\b|\w+less\b|\w+-free\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:не|ни|нет|без|бес\w{3,}|без\w{3,}|не\w{3,}|ни\w{2,}|вне|кроме|отсутств\w*|запре\w*|отказ\w*|лиш\w*|исключ\w*|вряд|едва|"
        r"отверг\w*|отриц\w*|избе\w*|переста\w*|прекра\w*|воздерж\w*|помимо|внес\w*|чужд\w*|вместо|дис\w{3,}|освобожд\w*)\b",
        re.IGNORECASE,
    ),
}
_BRACKETS = (("(", ")"), ("[", "]"))
_ESCAPED = re.compile(r"\\(?=[\[\]])|\$[^$]*\$|``*[^`]*`+")  # formulas and code have brackets of their own
_ENUMERATED = re.compile(r"(?:^|\s)(?:\d{1,3}|[a-zа-яA-Z])\)")  # 1) and a) have no partner


def sense(pair: Pair) -> Iterator[Issue]:
    """CHK-016, CHK-019, CHK-022, CHK-023."""
    if pair.language in WITH_HANZI or not pair.target.strip():
        return
    source, target = pair.plain_source, pair.plain_target
    yield from _lengths(pair, source, target)
    yield from _stop(pair, source, target)
    yield from _negation(pair.language, source, target)
    yield from _brackets(pair.source, pair.target)


def _lengths(pair: Pair, source: str, target: str) -> Iterator[Issue]:
    if code_of(pair.language) not in _ALPHABETS:
        return
    hanzi = len(HAN.findall(source))
    if hanzi < _SENTENCE or (hanzi < _LONG_ENOUGH and not _SENTENCE_END.search(source)):
        return
    ratio = len(target) / hanzi
    values = {"signs": len(target), "hanzi": hanzi}
    if ratio > _LONGEST:
        yield Issue(checks.UNLIKELY_LENGTH, "long", values)
    elif hanzi >= _LONG_ENOUGH and ratio < _SHORTEST:
        yield Issue(checks.UNLIKELY_LENGTH, "short", values)
    elif hanzi >= _LONG_ENOUGH and ratio < _JOINED and not pair.cites:
        wanted, given = _sentences(_STOPS, source), _sentences(_TARGET_STOPS, target)
        if given < wanted:
            yield Issue(checks.UNLIKELY_LENGTH, "sentences", {**values, "wanted": wanted, "given": given})


def _sentences(ends: re.Pattern[str], text: str) -> int:
    found = list(ends.finditer(text.strip()))
    return len(found) + (not found or found[-1].end() < len(text.strip()))


def _stop(pair: Pair, source: str, target: str) -> Iterator[Issue]:
    """A sentence whose last mark is gone; what ends with an address or a formula isn't looked at."""
    end = _SENTENCE_END.search(source.strip())
    if end and not pair.cites and not _TARGET_END.search(target.strip()):
        yield Issue(checks.STOP_LOST, "", {"mark": end[0][0], "words": shown(target.strip()[-24:])})


def _negation(language: str, source: str, target: str) -> Iterator[Issue]:
    denied = _DENIED.get(language)
    found = _DENIES.search(source) if denied else None
    if found and denied and not denied.search(target):
        yield Issue(
            checks.NEGATION_LOST, "", {"words": shown(source[max(0, found.start() - 6) : found.end() + 8])}, found[0]
        )


def _brackets(source: str, target: str) -> Iterator[Issue]:
    plain = _ENUMERATED.sub("", _ESCAPED.sub("", target))
    for left, right in _BRACKETS:
        lefts, rights = plain.count(left), plain.count(right)
        if lefts != rights and source.count("（") + source.count("(") == source.count("）") + source.count(")"):
            yield Issue(checks.BRACKETS, "", {"left": left, "lefts": lefts, "right": right, "rights": rights})
