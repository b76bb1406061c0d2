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

from sco_pub.check.pair import CALL, HAN, LINK_TARGET, Issue, Pair, shown
from sco_pub.lexicon.addresses import IN_TRANSLATION
from sco_pub.model.finding import Severity

_CODE = re.compile(r"(?<!\\)(`+)(?:.+?)(?<!`)\1(?!`)", re.DOTALL)
_MATH = re.compile(r"(?<![\\$])\$(?=\S)[^$\n]*[^$\s\\]\$(?![\d$])")
_ATTRIBUTES = re.compile(r"(?<=\])\{([^{}]*)\}")
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_ALIKE = str.maketrans("АВСЕНІКМОРТХасеіорхуѕ", "ABCEHIKMOPTXaceiopxys")
_STARS = re.compile(r"\*+")


def calls(pair: Pair) -> Iterator[Issue]:
    """CHK-001: the set of note calls."""
    wanted, given = Counter(CALL.findall(pair.source)), Counter(CALL.findall(pair.target))
    alike = {label.translate(_ALIKE): label for label in given if label not in wanted}
    for label in wanted:
        if label not in given:
            if label in alike:
                message = f"The call [^{alike[label]}] has letters of another script; the note is [^{label}]."
            else:
                message = f"The call of note [^{label}] is missing."
            yield Issue(
                "CHK-001", "notes", Severity.ERROR, message, "Copy the call from the source text.", f"[^{label}]"
            )
        elif given[label] > wanted[label]:
            yield Issue(
                "CHK-001",
                "notes",
                Severity.ERROR,
                f"Note [^{label}] is called {given[label]} times.",
                "Delete one call.",
            )
        elif given[label] < wanted[label]:
            yield Issue(
                "CHK-001",
                "notes",
                Severity.ERROR,
                f"Note [^{label}] is called {given[label]} times, not {wanted[label]}.",
            )
    for label in given:
        if label not in wanted and label.translate(_ALIKE) not in wanted:
            yield Issue(
                "CHK-001",
                "notes",
                Severity.ERROR,
                f"The source calls no note [^{label}].",
                "Delete the call.",
                f"[^{label}]",
            )


def markup(pair: Pair) -> Iterator[Issue]:
    """CHK-002: emphasis, code, math, spans."""
    source, target = _skeleton(pair.source), _skeleton(pair.target)
    for name, wanted, given in (
        ("attributes", Counter(_ATTRIBUTES.findall(source)), Counter(_ATTRIBUTES.findall(target))),
        (
            "code",
            Counter(m[0] for m in _CODE.finditer(pair.source)),
            Counter(m[0] for m in _CODE.finditer(pair.target)),
        ),
        ("math", Counter(_MATH.findall(pair.source)), Counter(_MATH.findall(pair.target))),
    ):
        for item in wanted - given:
            yield _broken(f"The {name} {shown(item)} of the source is missing.")
        if name != "math":
            for item in given - wanted:
                yield _broken(f"The {name} {shown(item)} isn't in the source.")
    yield from _emphasis(source, target, added=pair.cites or "《" in pair.source)
    difference = target.count("[") - target.count("]")
    if difference and source.count("[") == source.count("]"):
        yield _broken(f"A bracket {'[' if difference > 0 else ']'} has no partner.")


def _emphasis(source: str, target: str, *, added: bool) -> Iterator[Issue]:
    for mark, name in (("**", "bold"), ("*", "italic"), ("~~", "struck out")):
        wanted, given = _pairs(source, mark), _pairs(target, mark)
        if given % 2 and not wanted % 2:
            yield _broken(f"A mark {mark} ({name}) has no partner.")
        elif given < wanted or (given > wanted and not added):
            yield _broken(f"The source has {wanted // 2} {name} passages, the translation {given // 2}.")


def _pairs(text: str, mark: str) -> int:
    if mark == "~~":
        return text.count("~~")
    lengths = [len(run) for run in _STARS.findall(text)]
    return sum(length // 2 for length in lengths) if mark == "**" else sum(length % 2 for length in lengths)


def _skeleton(text: str) -> str:
    text = IN_TRANSLATION.sub("", CALL.sub("", text))
    return _ESCAPED.sub("", _MATH.sub("", _CODE.sub("", text)))


def _broken(message: str) -> Issue:
    return Issue("CHK-002", "markup", Severity.ERROR, message, "Markup has to come out as in the source text.")


def links(pair: Pair) -> Iterator[Issue]:
    """CHK-003: addresses."""
    wanted, given = _addresses(pair.source), _addresses(pair.target)
    for address in sorted(wanted - given):
        message = f"The address {shown(address, 70)} is missing or changed."
        yield Issue("CHK-003", "links", Severity.ERROR, message, "Copy it from the source text.", address)
    for address in sorted(given - wanted):
        message = f"The address {shown(address, 70)} isn't in the source."
        yield Issue(
            "CHK-003", "links", Severity.ERROR, message, "Waive it if the translation adds it on purpose.", address
        )


def _addresses(text: str) -> set[str]:
    targets = {found.strip("<>") for found in LINK_TARGET.findall(text)}
    bare = {found.rstrip(".,;:!?*") for found in IN_TRANSLATION.findall(LINK_TARGET.sub("", text))}
    return targets | bare


def empty_or_copied(pair: Pair) -> Iterator[Issue]:
    """CHK-006: a translation of nothing but spaces, or the Chinese text once more."""
    if pair.target and not pair.target.strip():
        yield Issue(
            "CHK-006", "copied", Severity.ERROR, "The translation is nothing but spaces.", "Translate it or empty it."
        )
    elif pair.target == pair.source and HAN.search(pair.plain_source):
        yield Issue("CHK-006", "copied", Severity.ERROR, "The translation is a copy of the source.", "Translate it.")


def mixed_scripts(pair: Pair) -> Iterator[Issue]:
    """CHK-007: a word of Latin and Cyrillic letters, nearly always a slip of the keyboard."""
    for word in re.findall(r"[^\W\d_]{2,}", pair.plain_target):
        scripts = {unicodedata.name(char, "?").split()[0] for char in word}
        if {"LATIN", "CYRILLIC"} <= scripts:
            yield Issue(
                "CHK-007",
                "script",
                Severity.ERROR,
                f"{shown(word)} mixes Latin and Cyrillic letters.",
                "Type it anew.",
                word,
            )
