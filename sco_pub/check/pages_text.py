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

from sco_pub.check.pages_lines import on_page
from sco_pub.model.codes import verification
from sco_pub.model.finding import Finding, found

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
    made = [*_strange(drawn)]
    missing = Counter(bare("".join(wanted))) - Counter(whole)
    if missing:
        letters = "".join(sorted(missing))[:30]
        made.append(found(verification.TEXT_MISSING, count=missing.total(), letters=letters))
    lost = (_lost(bare(text), whole) for text in wanted)
    made += [found(verification.PASSAGE_MISSING, words=words) for words in lost if words]
    return tuple(made)


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
        for pattern, form in (
            (_RADICALS, "radical"),
            (_PRIVATE, "private"),
        ):
            match = pattern.search(text)
            if match:
                name = unicodedata.name(match[0], f"U+{ord(match[0]):04X}")
                yield found(verification.STRANGE_CHARACTER, on_page(number), form, name=name)


def compare_notes(calls: Mapping[str, int], notes: Mapping[str, int]) -> tuple[Finding, ...]:
    """``calls`` and ``notes``: the pages on which each note's call and its text stand, by the note's name."""
    apart = [
        found(verification.NOTE_ELSEWHERE, on_page(page), name=name, called=page, stands=notes[name])
        for name, page in calls.items()
        if name in notes and notes[name] != page
    ]
    lost = (
        found(verification.NOTE_NOT_DRAWN, on_page(calls[name]), name=name, page=calls[name])
        for name in sorted(calls.keys() - notes.keys())
    )
    stray = (
        found(verification.NOTE_NOT_CALLED, on_page(notes[name]), name=name, page=notes[name])
        for name in sorted(notes.keys() - calls.keys())
    )
    return (*apart, *lost, *stray)


def compare_ink(shares: Sequence[Mapping[str, float]], tolerance: float = 0.25) -> tuple[Finding, ...]:
    """``shares``: for each page the share of it that is inked (0 to 1), by the program that drew it; they must agree."""
    made = []
    for number, by_program in enumerate(shares, 1):
        if len(by_program) < 2:
            continue
        least, most = min(by_program.values()), max(by_program.values())
        if most > 0.002 and least < most * (1 - tolerance):
            figures = ", ".join(f"{name} {share:.1%}" for name, share in sorted(by_program.items()))
            made.append(found(verification.DRAWN_DIFFERENTLY, on_page(number), figures=figures))
    return tuple(made)
