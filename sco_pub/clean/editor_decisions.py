"""Lay the editor's corrections on a text: find the lines they speak of, and refuse those that no longer fit."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sco_pub.clean.blocks.headings import Heading
from sco_pub.clean.ledger.draft import RawEdit
from sco_pub.clean.lines.lines import Line
from sco_pub.clean.review import corrections as decided
from sco_pub.lexicon import names
from sco_pub.model.codes import cleaning
from sco_pub.model.doubt import Doubt, DoubtKind, NoteRef, Took, Why
from sco_pub.model.finding import Finding, Place, Severity, found_of
from sco_pub.model.finding import found as made
from sco_pub.model.front_matter import LISTS
from sco_pub.model.rule import Rule
from sco_pub.model.text import Change, CleanBlock, RawText, Role, locate
from sco_pub.model.wording import Value

_Placed = TypeVar("_Placed", decided.Paragraph, decided.Heading, decided.Line)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Corrections that fit, by position of their line.

    ``text``: running text, neither note nor metadata; ``noted``: more of the note before.
    """

    kept: frozenset[int] = frozenset()
    text: frozenset[int] = frozenset()
    noted: frozenset[int] = frozenset()
    dropped: frozenset[int] = frozenset()
    boundaries: Mapping[int, decided.Paragraph] = field(default_factory=dict)
    levels: Mapping[int, int] = field(default_factory=dict)
    edits: tuple[RawEdit, ...] = ()

    @classmethod
    def of(
        cls, lines: Sequence[Line], corrections: decided.Corrections, raw: str, repaired: str
    ) -> tuple[Chosen, list[Finding]]:
        """Place every correction that names a line; those that don't fit become findings."""
        unfit: list[Finding] = []
        at = {line.number: p for p, line in reversed(list(enumerate(lines)))}  # of a parted line its first piece

        def placed(
            entries: Iterable[_Placed],
        ) -> list[tuple[int, _Placed]]:
            found = []
            for entry in entries:
                p = at.get(entry.line)
                if p is None:
                    unfit.append(_unfit(corrections, entry.at, "line-missing", line=entry.line))
                elif entry.begins and not _starts(lines[p], entry.begins, raw):
                    begins = lines[p].text[:12]
                    unfit.append(_unfit(corrections, entry.at, "line-begins", line=entry.line, begins=begins))
                else:
                    found.append((p, entry))
            return found

        boundaries, levels = dict(placed(corrections.paragraphs)), placed(corrections.headings)
        roles = placed(corrections.lines)
        kept, text, noted, dropped = (
            frozenset(p for p, line in roles if line.action == action) for action in ("keep", "text", "note", "drop")
        )
        unfit += _slipped(corrections, (raw.split("\n"), repaired.split("\n")))
        edits: list[RawEdit] = []
        for entry in corrections.replacements:
            laid = _replacement(entry, lines, at, raw)
            if isinstance(laid, RawEdit):
                edits.append(laid)
            else:
                unfit.append(_unfit(corrections, entry.at, laid, line=entry.line, before=entry.before))
        return cls(
            kept=kept | text | noted,
            text=text,
            noted=noted,
            dropped=dropped,
            boundaries=boundaries,
            # what goes on a paragraph heads nothing
            levels={p: 0 for p, entry in boundaries.items() if entry.action == "join"}
            | {p: heading.level for p, heading in levels},
            edits=tuple(edits),
        ), unfit

    def headings(self, found: Sequence[Heading]) -> tuple[Heading, ...]:
        """The headings as the editor wants them."""
        out = []
        for heading in found:
            level = self.levels.get(heading.positions[0], heading.level)
            if level:
                out.append(dataclasses.replace(heading, level=level))
        have = {h.positions[0] for h in out}
        out += [Heading((p,), level, "correction", None) for p, level in self.levels.items() if level and p not in have]
        return tuple(sorted(out, key=lambda h: h.positions))

    def settled(self, line: Line, choice: decided.Paragraph) -> Doubt:
        chosen = Took.PARAGRAPH_BEGINS if choice.action == "split" else Took.PARAGRAPH_GOES_ON
        return Doubt(
            DoubtKind.PARAGRAPH, line.number, 1, chosen, Why.EDITOR, line.text[:40], settled=True, editor=choice.reason
        )


def _replacement(entry: decided.Replace, lines: Sequence[Line], at: Mapping[int, int], raw: str) -> RawEdit | str:
    """A replacement laid on its line, or the form that says why that can't be."""
    p = at.get(entry.line)
    if p is None:
        return "line-missing"
    line = lines[p]
    for source in (raw[line.start : line.end], line.text):
        if source.count(entry.before) == 1:
            start = line.start + source.index(entry.before)
            return RawEdit(start, start + len(entry.before), entry.after, Rule.CORRECTION)
    return "not-once"


def _slipped(corrections: decided.Corrections, texts: Sequence[Sequence[str]]) -> list[Finding]:
    """Findings about confirmations whose line isn't what it was; ``texts``: the lines as read, and repaired."""
    found = []
    for entry in corrections.confirmed:
        stands = [lines[entry.line - 1].strip() for lines in texts if 0 < entry.line <= len(lines)]
        if entry.line and not any(text and text.startswith(entry.begins.strip()) for text in stands):
            form, begins = ("line-begins", stands[-1][:12]) if stands else ("no-line", "")
            found.append(_unfit(corrections, entry.at, form, line=entry.line, begins=begins))
    return found


def _starts(line: Line, begins: str, raw: str) -> bool:
    return line.text.startswith(begins.strip()) or raw[line.start : line.end].startswith(begins.strip())


def supplies(corrections: decided.Corrections, label: str) -> bool:
    return any(note.label == label and note.text for note in corrections.notes)


def supply(
    blocks: tuple[CleanBlock, ...], corrections: decided.Corrections, calls: Sequence[str], missing: Collection[str]
) -> tuple[tuple[CleanBlock, ...], list[Finding]]:
    """The blocks with the editor's note states, note texts and metadata, and findings about those that don't fit.

    ``calls``: the labels of the calls in their order; ``missing``: those whose notes have no text.
    """
    out, found = list(blocks), list[Finding]()
    for note in corrections.notes:
        at = next((n for n, b in enumerate(out) if b.role is Role.NOTE and b.label == note.label), None)
        if note.text and (at is not None or note.label in missing):
            block = CleanBlock(Role.NOTE, note.text, label=note.label, supplied=True)
            out = _replace_note(out, at, block, calls)
        elif note.state == "lost":
            continue  # clean.editor_notes has seen to it
        elif note.state and at is not None:
            out[at] = dataclasses.replace(out[at], complete=note.state == "complete")
        else:
            found.append(_unfit(corrections, note.at, "no-note", label=note.label))
    for entry in corrections.metadata:
        members = tuple(entry.value.split("；")) if isinstance(entry.value, str) else entry.value
        out = [b for b in out if not (b.role is Role.META and b.key == entry.key)]
        listed = tuple(filter(str.strip, members)) if entry.key in LISTS else ()
        text = "；".join(members)
        named = names.authors_of(text) if entry.key == "author" else ()
        out.append(CleanBlock(Role.META, text, key=entry.key, members=listed, authors=named, supplied=True))
    return tuple(out), found


def without_replaced(
    raw: RawText, before: Sequence[CleanBlock], after: Sequence[CleanBlock], changes: tuple[Change, ...]
) -> tuple[Change, ...]:
    """The ledger's changes when blocks gave way to the editor's: what stood there is listed as deleted by a correction."""
    kept = {b.ranges for b in after if b.ranges}
    gone = [r for b in before if b.ranges and b.ranges not in kept for r in b.ranges]
    if not gone:
        return changes
    source, starts = raw.text, raw.starts()
    out = [c for c in changes if not any(r.start <= c.start and c.end <= r.end for r in gone)]
    for r in gone:
        line, column = locate(starts, r.start)
        out.append(Change((Rule.CORRECTION,), r.start, r.end, source[r.start : r.end], "", line, column))
    return tuple(sorted(out, key=lambda c: (c.start, c.end)))


def _replace_note(
    blocks: list[CleanBlock], at: int | None, block: CleanBlock, calls: Sequence[str]
) -> list[CleanBlock]:
    """Put a supplied note where its call's order wants it."""
    kept = [b for n, b in enumerate(blocks) if n != at]
    order = {label: n for n, label in enumerate(calls)}
    place = order.get(block.label, len(order))
    index = next(
        (n for n, b in enumerate(kept) if b.role is Role.NOTE and order.get(b.label, len(order)) > place), len(kept)
    )
    return [*kept[:index], block, *kept[index:]]


# What an entry about a note settles, and what an entry about a line does.
_ENDS = frozenset({DoubtKind.NOTE_END, DoubtKind.ADDRESS_END, DoubtKind.BLOCK_END, DoubtKind.NOTE_LOST})
_OF_LINES = frozenset({DoubtKind.NOTE_LINE, DoubtKind.NOTE_RUN_OVER, DoubtKind.BLOCK_START, DoubtKind.REPEATED_LINE})


def settle(doubts: Sequence[Doubt], corrections: decided.Corrections) -> tuple[Doubt, ...]:
    """The doubts, those settled that the editor confirms, and those about a note, heading or line that the editor speaks of."""
    spoken = {note.label: note.reason for note in corrections.notes}
    headed = {heading.line: heading.reason for heading in corrections.headings}
    lines = {line.line: line.reason for line in corrections.lines}
    confirmed = {(entry.what, entry.line): entry.reason for entry in corrections.confirmed}
    out = []
    for doubt in doubts:
        reason = confirmed.get((doubt.kind, doubt.line))
        if doubt.kind is DoubtKind.HEADING:
            reason = reason or headed.get(doubt.line)
        elif doubt.kind in _ENDS and isinstance(doubt.subject, NoteRef):
            reason = reason or spoken.get(doubt.subject.label)
        elif doubt.kind in _OF_LINES:
            reason = reason or lines.get(doubt.line)
        left = reason is None or doubt.settled
        out.append(doubt if left else dataclasses.replace(doubt, settled=True, editor=reason or ""))
    return tuple(sorted(out, key=lambda d: (d.settled, d.line)))


def confirm(found: Sequence[Finding], doubts: Sequence[Doubt], corrections: decided.Corrections) -> list[Finding]:
    """The findings, those that the editor confirms made remarks; entries that confirm nothing any more are told."""
    spoken: dict[Value, decided.Note] = {
        note.label: note for note in corrections.notes if note.state in ("lost", "truncated")
    }
    met: set[tuple[str, int]] = {(d.kind, d.line) for d in doubts}
    out: list[Finding] = []
    for finding in found:
        line = finding.place.line if finding.place else None
        entry: decided.Confirm | decided.Note | None = next(
            (e for e in corrections.confirmed if e.what == finding.code and e.line in (0, line)), None
        )
        if entry is None and finding.code in (cleaning.NOTE_WITHOUT_TEXT.code, cleaning.NOTE_CUT_OFF.code):
            entry = spoken.get(finding.value("label"))
        if isinstance(entry, decided.Confirm):
            met.add((entry.what, entry.line))
        if entry is not None and finding.severity is Severity.ERROR:
            out.append(_unfit(corrections, entry.at, "is-error", code=finding.code))
        elif entry is not None:
            finding = finding.confirmed(entry.reason)
        out.append(finding)
    idle = [e for e in corrections.confirmed if (e.what, e.line) not in met]
    return out + [_idle(corrections, e) for e in idle]


def _unfit(corrections: decided.Corrections, at: int, form: str, **values: Value) -> Finding:
    return found_of(cleaning.CORRECTION_UNFIT, Place(corrections.file, at), form, values)


def _idle(corrections: decided.Corrections, entry: decided.Confirm) -> Finding:
    place, form = Place(corrections.file, entry.at), "line" if entry.line else ""
    return made(cleaning.CORRECTION_IDLE, place, form, what=entry.what, line=entry.line)
