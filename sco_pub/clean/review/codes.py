"""The cleaner's findings: every code, its severity and its sentence, in one place.

CLN-001 already clean · 002 empty · 003 not Chinese · 004 garbled · 005 looks like OCR · 006 unreadable points · 007 lost
characters · 008 unknown points kept · 009 lines that don't go on · 010 folios missing · 011 no title · 012 no author ·
013 heading sequence · 014 title from a running head · 015 long field · 016 a stretch of lines that don't go on · 017
words that a page doesn't show · 018 another article · 020 note without body · 021 body without call · 022 note cut off ·
030 doubtful paragraphs · 031 tables · 032 URL doesn't parse · 033 other doubts · 034 hanzi that may be signs · 035
unpaired marks · 036 blocks that begin, 037 that end as none does · 038 addresses that may be cut off · 040 correction
doesn't fit · 041 nothing to confirm ·
070 pages read from pictures · 071 a hidden OCR layer ·
050 ledger broken · 051 text lost · 052 covers too little · 053 calls and bodies.
"""

from __future__ import annotations

import statistics

from sco_pub.clean.review.corrections import Corrections
from sco_pub.model.finding import Finding, Place, Severity
from sco_pub.model.text import Origin, RawText

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
SURE_PAGE = (
    0.95  # of good scans the engine is 0.97 to 0.99 sure; below this, pages are skewed, faint or full of formulas
)


def already_clean(raw: RawText) -> Finding:
    return Finding("CLN-001", INFO, "This already is a master; nothing was changed.", Place(raw.file))


def empty(raw: RawText) -> Finding:
    return Finding("CLN-002", ERROR, "The text is empty.", Place(raw.file))


def not_chinese(raw: RawText, hanzi: int, letters: int) -> Finding:
    return Finding(
        "CLN-003",
        ERROR,
        f"This isn't a Chinese text: {hanzi} of its {letters} letters are hanzi.",
        Place(raw.file),
        "Check that it is the right file and the right encoding.",
    )


def garbled(raw: RawText, count: int) -> Finding:
    return Finding(
        "CLN-004",
        ERROR,
        f"The text is garbled: {count} places look like another encoding.",
        Place(raw.file),
        "Extract it again from the PDF.",
    )


def ocr(raw: RawText, share: float) -> Finding:
    return Finding(
        "CLN-005",
        ERROR,
        f"The text doesn't read as Chinese prose (common characters: {share:.0%}); it may be a poor OCR layer.",
        Place(raw.file),
        "Find a better text layer.",
    )


def unreadable(raw: RawText, unknown: int, letters: int) -> Finding:
    return Finding(
        "CLN-006",
        ERROR,
        f"{unknown} of {letters} characters are private-use points that nobody knows.",
        Place(raw.file),
        "Extract the text by another way.",
    )


def left_out(raw: RawText) -> Finding:
    words = list(dict.fromkeys(f"{one.text[:30]} ({one.reason})" for one in raw.left_out))
    pages = len({one.page for one in raw.left_out})
    shown = "; ".join(words[:4]) + (f" and {len(words) - 4} more" if len(words) > 4 else "")
    return Finding(
        "CLN-017",
        WARNING if any(one.reason == "in the margin" for one in raw.left_out) else INFO,
        f"Words on {pages} of the file's pages that are no part of the text were left out: {shown}.",
        Place(raw.file),
        "Compare with the printed page.",
    )


def read_from_pictures(raw: RawText) -> Finding:
    pages = [page for page in raw.pages if page.origin is Origin.READ]
    unsure = [page for page in pages if (page.confidence or 0.0) < SURE_PAGE]
    sure = f"{statistics.mean(page.confidence or 0.0 for page in pages):.1%}"
    message = f"{len(pages)} of {len(raw.pages)} pages are pictures and were read by {raw.reader}, which is {sure} sure of them."
    if unsure:
        named = ", ".join(f"{page.number} ({page.confidence:.0%})" for page in unsure)
        message = f"{message} Least sure are pages {named}."
    hint = "Compare names, figures and formulas with the printed page."
    return Finding("CLN-070", WARNING if unsure else INFO, message, Place(raw.file), hint)


def hidden_layer(raw: RawText) -> Finding:
    pages = [page for page in raw.pages if page.origin is Origin.LAYER]
    sure = f"{statistics.mean(page.confidence or 0.0 for page in pages):.0%}"
    return Finding(
        "CLN-071",
        WARNING,
        f"{len(pages)} of {len(raw.pages)} pages are scans; their text is the hidden layer of somebody's OCR: "
        f"{sure} of its signs are such as print has, and Latin letters, digits and marks in it are often wrong.",
        Place(raw.file),
        "Install the engine that reads the pictures themselves: pip install 'sco-pub[ocr]'; or compare with the printed page.",
    )


def lost_characters(raw: RawText, count: int) -> Finding:
    return Finding(
        "CLN-007",
        WARNING,
        f"Characters are lost or blotted out in {count} places; they were kept as they are.",
        Place(raw.file),
        "Compare with the printed page; correct with [[replace]].",
    )


def heading_gap(raw: RawText, sentence: str) -> Finding:
    return Finding(
        "CLN-013", WARNING, sentence, Place(raw.file), "Look for a heading that was taken for text, or the reverse."
    )


def unfit(corrections: Corrections, at: int, why: str) -> Finding:
    return Finding(
        "CLN-040",
        ERROR,
        f"A correction no longer fits the text: {why}.",
        Place(corrections.file, at),
        "Correct or remove it.",
    )


def idle(corrections: Corrections, at: int, what: str, line: int) -> Finding:
    place = f" at line {line}" if line else ""
    message = f"Nothing asks about {what}{place} any more; the entry that confirms it can go."
    return Finding("CLN-041", INFO, message, Place(corrections.file, at))
