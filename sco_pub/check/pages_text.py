"""Take the text that was drawn and the text of the edition, give findings where they differ; and where notes have strayed.

Strategy.  A reader who copies from the PDF, a search engine and a screen reader must get the edition's own words.  White
space and hyphens are left out on both sides (line ends put hyphens in, justification no spaces), running heads and folios
lie outside the text block and are not compared.  Notes stand at the foot of the page, so that the two texts have different
orders: paragraphs are looked for one by one in what was drawn, page breaks and notes let them go on later.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sco_pub.model.finding import Finding, Place, Severity

_LEFT_OUT = re.compile(r"[\s\u00ad\u2010\u2011\-\u200b\u2060]+")
_NARROW = str.maketrans("［］〔〕【】", "[][][]")
_RADICALS = re.compile("[\u2e80-\u2fdf]")
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")


def bare(text: str) -> str:
    """Without white space and hyphens; square brackets in one width, for a reference list's are set narrow."""
    return _LEFT_OUT.sub("", text).translate(_NARROW)


def compare_text(drawn: Sequence[str], wanted: Sequence[str]) -> tuple[Finding, ...]:
    """``drawn``: the text of each page in the order of drawing; ``wanted``: the edition's paragraphs and notes."""
    whole = bare("".join(drawn))
    found = [*_strange(drawn)]
    missing = Counter(bare("".join(wanted))) - Counter(whole)
    if missing:
        letters = "".join(sorted(missing))[:30]
        found.append(
            _error("VER-311", f"{missing.total()} characters of the edition aren't in the PDF's text: {letters}")
        )
    for text in wanted:
        place = _lost(bare(text), whole)
        if place:
            found.append(_error("VER-312", f"The PDF's text doesn't have the passage “{place}”."))
    return tuple(found)


def _lost(text: str, whole: str, piece: int = 12) -> str:
    """The first piece of a text that was drawn nowhere as it is; a note's call and a page's end may part a piece."""
    for start in range(0, len(text), piece):
        part = text[start : start + piece]
        if not _drawn(part, whole, cuts=2):
            return part
    return ""


def _drawn(part: str, whole: str, cuts: int) -> bool:
    """Whether ``part`` was drawn in no more than ``cuts`` + 1 pieces."""
    if part in whole:
        return True
    return cuts > 0 and any(part[:cut] in whole and _drawn(part[cut:], whole, cuts - 1) for cut in range(1, len(part)))


def _strange(drawn: Sequence[str]) -> Iterable[Finding]:
    for number, text in enumerate(drawn, 1):
        for pattern, what in (
            (_RADICALS, "a radical in place of a hanzi"),
            (_PRIVATE, "a character without a meaning"),
        ):
            match = pattern.search(text)
            if match:
                name = unicodedata.name(match[0], f"U+{ord(match[0]):04X}")
                yield _error("VER-313", f"The PDF's text has {what}: {name}.", number)


def compare_notes(calls: Mapping[str, int], notes: Mapping[str, int]) -> tuple[Finding, ...]:
    """``calls`` and ``notes``: the pages on which each note's call and its text stand, by the note's name."""
    found = [
        _error("VER-314", f"Note {name} is called on page {page} and stands on page {notes[name]}.", page)
        for name, page in calls.items()
        if name in notes and notes[name] != page
    ]
    lost = (
        _error("VER-315", f"Note {name} is called on page {calls[name]} and has no text.", calls[name])
        for name in sorted(calls.keys() - notes.keys())
    )
    stray = (
        _error("VER-316", f"Note {name} stands on page {notes[name]} and is called nowhere.", notes[name])
        for name in sorted(notes.keys() - calls.keys())
    )
    return (*found, *lost, *stray)


def compare_ink(shares: Sequence[Mapping[str, float]], tolerance: float = 0.25) -> tuple[Finding, ...]:
    """``shares``: for each page the share of it that is inked (0 to 1), by the program that drew it; they must agree."""
    found = []
    for number, by_program in enumerate(shares, 1):
        if len(by_program) < 2:
            continue
        least, most = min(by_program.values()), max(by_program.values())
        if most > 0.002 and least < most * (1 - tolerance):
            figures = ", ".join(f"{name} {share:.1%}" for name, share in sorted(by_program.items()))
            found.append(_error("VER-317", f"Programs draw this page differently: {figures}.", number))
    return tuple(found)


def _error(code: str, message: str, page: int | None = None) -> Finding:
    return Finding(code, Severity.ERROR, message, Place(f"page {page}") if page else None)
