"""Everything there is to say about a text that was cleaned; the codes are in clean.review.codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_pub.clean.codepoints.repair import Repaired
from sco_pub.clean.layout_plan import Layout
from sco_pub.clean.review.codes import ERROR, INFO, WARNING
from sco_pub.clean.typography import urls
from sco_pub.lexicon import addresses
from sco_pub.model.doubt import DoubtKind
from sco_pub.model.finding import Finding, Place
from sco_pub.model.text import CleanText, RawText, Role, locate
from sco_pub.model.wording import capital


def collect(raw: RawText, repaired: Repaired, layout: Layout, text: CleanText) -> list[Finding]:
    """Everything there is to say about a text that was cleaned."""
    found = [*_characters(raw, repaired), *_front(raw, layout, text), *_notes(raw, layout, text)]
    found += _doubts(raw, text)
    starts = raw.starts()
    plain = [b for b in text.blocks if b.role is Role.TABLE and not b.rows]
    if plain:
        line = locate(starts, plain[0].ranges[0].start)[0]
        message = f"{len(plain)} tables were kept as lines of text; the first is at line {line}."
        found.append(
            Finding("CLN-031", WARNING, message, Place(raw.file, line), "Set them as tables by hand if they matter.")
        )
    for block in text.blocks:
        for bad in _bad_urls(block.text):
            at = locate(starts, block.ranges[0].start)[0] if block.ranges else None
            if not (block.role is Role.NOTE and not block.complete):
                found.append(
                    Finding(
                        "CLN-032",
                        WARNING,
                        f"This URL doesn't parse: {bad}",
                        Place(raw.file, at),
                        "Compare it with the printed page.",
                    )
                )
    return found


# Doubts that come in numbers: one finding for all of a kind, with the first one's place.
_MANY = {
    DoubtKind.PARAGRAPH: ("CLN-030", "{n} paragraph boundaries could go either way", "settle them with [[paragraph]]"),
    DoubtKind.POINTS: ("CLN-034", "{n} hanzi could be signs that the layer has moved", "correct them with [[replace]]"),
    DoubtKind.PAIRS: (
        "CLN-035",
        "{n} blocks have a bracket or quotation mark without its partner",
        "look what got in or lost",
    ),
    DoubtKind.ADDRESS_END: (
        "CLN-038",
        "{n} notes end in an address that may be cut off",
        "compare with the printed page",
    ),
    DoubtKind.BLOCK_START: ("CLN-036", "{n} blocks begin in the middle of a sentence", "look what stands before them"),
    DoubtKind.BLOCK_END: ("CLN-037", "{n} blocks end without a mark", "look what is lost or got in"),
}


def _doubts(raw: RawText, text: CleanText) -> Iterator[Finding]:
    """Open doubts: each one told, or one for all of its kind."""
    still_open = [d for d in text.ledger.doubts if not d.settled]
    for kind, (code, sentence, hint) in _MANY.items():
        if same := [d for d in still_open if d.kind is kind]:
            message = f"{sentence.format(n=len(same))}; the first is at line {same[0].line}."
            yield Finding(code, WARNING, message, Place(raw.file, same[0].line), f"See the report; {hint}.")
    for doubt in still_open:
        if doubt.kind not in _MANY:
            message = f"{capital(doubt.choice())}: {doubt.reason()}"
            yield Finding("CLN-033", WARNING, message, Place(raw.file, doubt.line, doubt.column))


def _bad_urls(text: str) -> Iterator[str]:
    for start, end in urls.spans(text):
        if "@" not in text[start:end] and not addresses.VALID.match(text[start:end].rstrip(".,;)")):
            yield text[start:end]


def _characters(raw: RawText, repaired: Repaired) -> Iterator[Finding]:
    if repaired.unknown:
        listed = ", ".join(f"{point} ({count})" for point, count in repaired.unknown.items())
        yield Finding(
            "CLN-008",
            WARNING,
            f"Private-use points that nobody knows were kept: {listed}.",
            Place(raw.file),
            "Compare with the printed page; correct with [[replace]].",
        )


def _front(raw: RawText, layout: Layout, text: CleanText) -> Iterator[Finding]:
    without = text.pages_without_folio
    if without:
        yield Finding("CLN-010", INFO, f"No page number was found on {_listed(without)}.", Place(raw.file))
    keys = {b.key for b in text.blocks if b.role is Role.META}
    if "title" not in keys:
        yield Finding(
            "CLN-011", WARNING, "No title was found.", Place(raw.file), 'Supply it: [[metadata]] key = "title".'
        )
    elif layout.running_title is not None and any(
        b.key == "title" and layout.lines[layout.running_title].range in b.ranges for b in text.blocks
    ):
        yield Finding(
            "CLN-014",
            INFO,
            "The title was taken from a running head; it stands nowhere else.",
            Place(raw.file, layout.lines[layout.running_title].number),
        )
    for block in text.blocks:
        if block.role is Role.META and "abstract" not in block.key and len(block.text) > 400 and block.ranges:
            line = locate(raw.starts(), block.ranges[0].start)[0]
            message = f"The field {block.key} is {len(block.text)} characters long; running text may have got into it."
            yield Finding("CLN-015", WARNING, message, Place(raw.file, line), "Look where the field ends.")
    if not keys & {"author", "bio"}:
        yield Finding(
            "CLN-012", WARNING, "No author was found.", Place(raw.file), 'Supply it: [[metadata]] key = "author".'
        )


def _listed(numbers: tuple[int, ...]) -> str:
    return ("page " if len(numbers) == 1 else "pages ") + re.sub(r", (\d+)$", r" and \1", ", ".join(map(str, numbers)))


def _notes(raw: RawText, layout: Layout, text: CleanText) -> Iterator[Finding]:
    for call in layout.notes.calls:
        if call.label in text.missing:
            yield Finding(
                "CLN-020",
                WARNING,
                f"Note {call.label} is called but its text isn't there.",
                Place(raw.file, layout.lines[call.position].number),
                f'Supply it: [[note]] label = "{call.label}", text, source, reason.',
            )
    for body in layout.notes.bodies:
        if body.label in layout.notes.uncalled:
            yield Finding(
                "CLN-021",
                ERROR,
                f"Note {body.label} has a text but nothing calls it.",
                Place(raw.file, layout.lines[body.position].number),
                "Find its call; correct the line with [[replace]].",
            )
    for block in text.blocks:
        if block.role is Role.NOTE and not block.complete and not block.supplied:
            position = next((b.position for b in layout.notes.bodies if b.label == block.label), 0)
            yield Finding(
                "CLN-022",
                WARNING,
                f"Note {block.label} is cut off.",
                Place(raw.file, layout.lines[position].number),
                f'Supply it: [[note]] label = "{block.label}", text, source, reason.',
            )
