"""Everything there is to say about a text that was cleaned; the codes are in model.codes.cleaning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sco_pub.clean.codepoints.repair import Repaired
from sco_pub.clean.layout_plan import Layout
from sco_pub.clean.typography import urls
from sco_pub.lexicon import addresses
from sco_pub.model.codes import cleaning
from sco_pub.model.doubt import DoubtKind
from sco_pub.model.finding import Finding, Place, Severity, found, found_of
from sco_pub.model.rule import Rule
from sco_pub.model.text import CleanText, RawText, Role, locate
from sco_pub.model.wording import N_, Several, Value, phrase

_TABLE = "table-"  # how the name of a table's picture begins (clean.blocks.pictured)


def collect(raw: RawText, repaired: Repaired, layout: Layout, text: CleanText) -> list[Finding]:
    """Everything there is to say about a text that was cleaned."""
    made = [*_characters(raw, repaired), *_front(raw, layout, text), *_notes(raw, layout, text), *_doubts(raw, text)]
    made += _pictures(raw, text)
    starts = raw.starts()
    plain = [b for b in text.blocks if b.role is Role.TABLE and not b.rows]
    if plain:
        line = locate(starts, plain[0].ranges[0].start)[0]
        made.append(found(cleaning.PLAIN_TABLES, Place(raw.file, line), count=len(plain), line=line))
    for block in text.blocks:
        for bad in _bad_urls(block.text):
            at = locate(starts, block.ranges[0].start)[0] if block.ranges else None
            if not (block.role is Role.NOTE and not block.complete):
                made.append(found(cleaning.BAD_URL, Place(raw.file, at), url=bad))
    return made


def _pictures(raw: RawText, text: CleanText) -> Iterator[Finding]:
    drawn = Counter(block.role for block in text.blocks if block.picture)
    inlaid = sum(len(block.inlaid) for block in text.blocks)
    if drawn or inlaid:
        figures, formulas = drawn[Role.FIGURE], drawn[Role.FORMULA] + inlaid
        yield found(cleaning.PICTURES_CUT, Place(raw.file), figures=figures, formulas=formulas)
    if tables := [block for block in text.blocks if block.picture and block.picture.name.startswith(_TABLE)]:
        line = locate(raw.starts(), tables[0].ranges[0].start)[0]
        yield found(cleaning.PICTURED_TABLES, Place(raw.file, line), count=len(tables), line=line)
    foreign = [change for change in text.ledger.changes if change.rule == Rule.NEIGHBOUR]
    if foreign:
        place = Place(raw.file, foreign[0].line)
        yield found(cleaning.NEIGHBOURS, place, count=len(foreign), words=foreign[0].before.strip()[:30])
    added = [change for change in text.ledger.changes if change.rule == Rule.DATABASE_PAGE]
    if added:
        yield found(cleaning.DATABASE_PAGE, Place(raw.file, added[0].line), count=len(added))
    if listed := [change for change in text.ledger.changes if change.rule == Rule.CONTENTS]:
        yield found(cleaning.CONTENTS_LEFT_OUT, Place(raw.file, listed[0].line), count=len(listed))
    if count := sum(change.rule == Rule.ORNAMENT for change in text.ledger.changes):
        yield found(cleaning.ORNAMENTS, Place(raw.file), count=count)


# Doubts that come in numbers: one finding for all of a kind, with the first one's place.
_MANY = {
    DoubtKind.PARAGRAPH: cleaning.DOUBTFUL_PARAGRAPHS,
    DoubtKind.POINTS: cleaning.DOUBTFUL_HANZI,
    DoubtKind.PAIRS: cleaning.UNPAIRED,
    DoubtKind.ADDRESS_END: cleaning.CUT_ADDRESSES,
    DoubtKind.BLOCK_START: cleaning.BLOCKS_BEGIN,
    DoubtKind.BLOCK_END: cleaning.BLOCKS_END,
}


def _doubts(raw: RawText, text: CleanText) -> Iterator[Finding]:
    """Open doubts: each one told, or one for all of its kind."""
    still_open = [d for d in text.ledger.doubts if not d.settled]
    for kind, code in _MANY.items():
        if same := [d for d in still_open if d.kind is kind]:
            line = same[0].line
            yield found(code, Place(raw.file, line), count=len(same), line=line)
    for doubt in still_open:
        if doubt.kind not in _MANY:
            yield found_of(cleaning.DOUBT, Place(raw.file, doubt.line, doubt.column), "", doubt.phrases())


def _bad_urls(text: str) -> Iterator[str]:
    for start, end in urls.spans(text):
        if "@" not in text[start:end] and not addresses.VALID.match(text[start:end].rstrip(".,;)")):
            yield text[start:end]


def _characters(raw: RawText, repaired: Repaired) -> Iterator[Finding]:
    if repaired.unknown:
        points = Several(tuple(f"{point} ({count})" for point, count in repaired.unknown.items()))
        yield found(cleaning.UNKNOWN_POINTS, Place(raw.file), points=points)


def _front(raw: RawText, layout: Layout, text: CleanText) -> Iterator[Finding]:
    if without := text.pages_without_folio:
        form = "one" if len(without) == 1 else "many"
        yield found(cleaning.WITHOUT_FOLIO, Place(raw.file), form, pages=_listed(without))
    keys = {b.key for b in text.blocks if b.role is Role.META}
    if "title" not in keys:
        yield found(cleaning.NO_TITLE, Place(raw.file))
    elif layout.running_title is not None and any(
        b.key == "title" and layout.lines[layout.running_title].range in b.ranges for b in text.blocks
    ):
        yield found(cleaning.TITLE_FROM_HEAD, Place(raw.file, layout.lines[layout.running_title].number))
    for block in text.blocks:
        if block.role is Role.META and "abstract" not in block.key and len(block.text) > 400 and block.ranges:
            line = locate(raw.starts(), block.ranges[0].start)[0]
            yield found(cleaning.LONG_FIELD, Place(raw.file, line), key=block.key, length=len(block.text))
    if not keys & {"author", "bio"}:
        yield found(cleaning.NO_AUTHOR, Place(raw.file))


def _listed(numbers: tuple[int, ...]) -> Value:
    """“1”, “1 and 2”, “1, 2 and 3”."""
    if len(numbers) == 1:
        return numbers[0]
    return phrase(N_("{first} and {last}"), first=Several(numbers[:-1]), last=numbers[-1])


def _notes(raw: RawText, layout: Layout, text: CleanText) -> Iterator[Finding]:
    def place(position: int) -> Place:
        return Place(raw.file, layout.lines[position].number)

    for call in layout.notes.calls:
        if call.label in text.missing:
            yield found(cleaning.NOTE_WITHOUT_TEXT, place(call.position), label=call.label)
    for body in layout.notes.bodies:
        if body.label in layout.notes.uncalled:
            kept = body.label in layout.notes.loose
            severity = Severity.WARNING if kept or body.label in layout.notes.unneeded else None
            form = "kept" if kept else ""
            yield found(cleaning.NOTE_UNCALLED, place(body.position), form, severity=severity, label=body.label)
    if shared := [phrase(N_("{note} with {other}"), note=b.label, other=b.shares) for b in text.blocks if b.shares]:
        yield found(cleaning.NOTES_SHARED, Place(raw.file), count=len(shared), notes=Several(tuple(shared)))
    for block in text.blocks:
        if block.role is Role.NOTE and not block.complete and not (block.supplied or block.shares):
            position = next((b.position for b in layout.notes.bodies if b.label == block.label), 0)
            yield found(cleaning.NOTE_CUT_OFF, place(position), label=block.label)
