"""Take a line's number, say which rules saw that line and what each found: for whoever asks why a text came out as it did.

It reads what the steps left behind (clean.layout_plan, the ledger) and decides nothing.  The lines come in the order of the
steps; a step that has nothing to say of the line is silent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

from sco_pub.clean.codepoints.repair import Repaired
from sco_pub.clean.layout_plan import Layout
from sco_pub.clean.lines import features
from sco_pub.clean.lines.features import LineFeatures
from sco_pub.clean.lines.lines import Line
from sco_pub.clean.review import line_roles
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Finding
from sco_pub.model.text import CleanText, Geometry, RawText
from sco_pub.model.wording import N_, phrase

_SAID_ELSEWHERE = frozenset({"text", "place", "page", "shape"})
_EXCERPT = 60  # signs of a block's text: enough to know it by


@dataclass(frozen=True, slots=True)
class Said:
    """``step``: which part of the cleaner; ``text``: what it found."""

    step: str
    text: str


def explain(
    raw: RawText, repaired: Repaired, layout: Layout | None, text: CleanText, findings: Sequence[Finding], number: int
) -> tuple[Said, ...]:
    """Everything that is known of the raw text's line ``number`` (1-based); InputError when there is none."""
    if not 1 <= number <= len(raw.lines):
        raise InputError(
            phrase(
                N_("{file} has {count} lines, no line {number}."), file=raw.file, count=len(raw.lines), number=number
            )
        )
    return (
        *_read(raw, repaired, number),
        *(_of_layout(layout, number, text.missing) if layout else ()),
        *_became(raw, text, number),
        *_asked(text, findings, number),
    )


def _read(raw: RawText, repaired: Repaired, number: int) -> Iterator[Said]:
    """The line as it came: its signs, its place, the code points that were repaired."""
    line, start = raw.lines[number - 1], raw.starts()[number - 1]
    yield Said("line", f"{number}: {line.text!r}" + (f", page {line.page}" if line.page is not None else ""))
    if line.geometry:
        yield Said("place", _place(line.geometry))
    for at in range(start, start + len(line.text)):
        if at in repaired.rules:
            yield Said("code points", f"{raw.text[at]!r} is {repaired.text[at]!r} ({repaired.rules[at]})")


def _place(at: Geometry) -> str:
    raised = f", {len(at.raised)} raised signs" if at.raised else ""
    return (
        f"{at.band} band, column {at.column + 1}, x {at.x0:.1f} to {at.x1:.1f}, baseline {at.baseline:.1f}, "
        f"{at.size:.1f} pt {at.font}{', bold' if at.bold else ''}{', below a rule' if at.rule_above else ''}{raised}"
    )


def _of_layout(layout: Layout, number: int, missing: Collection[str]) -> Iterator[Said]:
    """What steps 2 to 7 found out about the line."""
    position = next((p for p, line in enumerate(layout.lines) if line.number == number), None)
    if position is None:
        yield Said("lines", "a blank line: it says that what stands below may begin a block")
        return
    line = layout.lines[position]
    row = features.table(layout.lines)[position]
    yield Said("features", _features(row))
    yield from _place_on_page(row)
    yield from _furniture(layout, position)
    yield from _notes(layout, position, missing)
    yield from _front(layout, line)
    yield from _blocks(layout, position)


def _features(row: LineFeatures) -> str:
    """What the rules look at, as far as it says anything: the fields of the line's row that aren't empty or false."""
    told = []
    for name in (each.name for each in fields(row)):
        value = getattr(row, name)
        if name in _SAID_ELSEWHERE or value in (None, False, "", 0):
            continue
        told.append(name if value is True else f"{name} {value:.1f}" if isinstance(value, float) else f"{name} {value}")
    return ", ".join(told)


def _place_on_page(row: LineFeatures) -> Iterator[Said]:
    if row.place:
        at = row.place
        told = [
            f"band {at.band}",
            *(["inside"] if row.inside else []),
            *(name for name in ("bold", "centred") if getattr(at, name)),
        ]
        told += [f"{name} {getattr(at, name):.2f}" for name in ("size", "indent", "above")]
        yield Said("on its page", f"{', '.join(told)} (size against the text's, indent in em, white above in steps)")


def _furniture(layout: Layout, position: int) -> Iterator[Said]:
    pages = layout.pages
    page = pages.page_of(position)
    begins = ", which begins with this line" if position in pages.starts else ""
    printed = f", printed number {pages.folios[page]}" if page in pages.folios else ""
    yield Said("pages", f"page {page + 1} of {len(pages.starts)}{printed}{begins}")
    if position in layout.dropped:
        yield Said("furniture", f"dropped by {layout.dropped[position]}")


def _notes(layout: Layout, position: int, missing: Collection[str]) -> Iterator[Said]:
    """How the search read the line; costs are in its own units, where a lost note costs 4."""
    notes = layout.notes
    if (read := notes.labelled.get(position)) is not None:
        other = f"; read as {read.margin.other.name} the text is {read.margin.cost:.1f} dearer" if read.margin else ""
        costs = f"alone it costs {read.as_text:.1f} as text, {read.as_note:.1f} as a note"
        yield Said("notes", f"label {read.label.kind.name}: {costs}{other}")
    elif position in notes.zone:
        yield Said("notes", "in a list of notes")
    for call in notes.calls:
        if call.position == position:
            lost = ", whose text is lost" if call.label in missing else ""
            yield Said("notes", f"calls note {call.label}{lost}")
    for body in notes.bodies:
        if body.position == position:
            yield Said("notes", f"begins note {body.label}{'' if body.complete else ', which is cut off'}")


def _front(layout: Layout, line: Line) -> Iterator[Said]:
    for field in layout.front.fields:
        if any(r.start < line.end and line.start < r.end for r in field.ranges):
            labelled = any(line.start <= r.start < line.end for r in field.label)
            yield Said("front", f"field {field.key}{', with its label' if labelled else ''}")


def _blocks(layout: Layout, position: int) -> Iterator[Said]:
    for heading in layout.headings:
        if position in heading.positions:
            count = f", number {heading.number}" if heading.number is not None else ""
            yield Said("headings", f"heading of level {heading.level}, scheme {heading.scheme}{count}")
    for table in layout.tables:
        if position in table.positions:
            yield Said("tables", f"in a table of {len(table.rows)} rows" if table.rows else "in a table kept as lines")
    if (found := layout.breaks.get(position)) is not None:
        word = "begins" if found.cut else "goes on"
        yield Said("paragraphs", f"{word}: {found.why.template}{' (could go either way)' if found.open else ''}")


def _became(raw: RawText, text: CleanText, number: int) -> Iterator[Said]:
    """The blocks that its signs went to, and every change."""
    for role in line_roles.roles(raw, text)[number - 1]:
        block = f": {text.blocks[role.block].text[:_EXCERPT]!r}" if role.block >= 0 else ""
        yield Said("became", f"{role}{block}")
    start = raw.starts()[number - 1]
    end = start + len(raw.lines[number - 1].text)
    for change in text.ledger.changes:
        if change.start <= end and change.end >= start and (change.end > start or change.start == start):
            yield Said("changed", f"column {change.column}: {change.before!r} to {change.after!r} ({change.rule})")


def _asked(text: CleanText, findings: Iterable[Finding], number: int) -> Iterator[Said]:
    for doubt in text.ledger.doubts:
        if doubt.line == number:
            yield Said("doubt", f"{doubt.kind}{', settled' if doubt.settled else ''}: {doubt.choice()}")
    for finding in findings:
        if finding.place and finding.place.line == number and finding.place.file == text.file:
            yield Said("finding", f"{finding.code} {finding.message}")
