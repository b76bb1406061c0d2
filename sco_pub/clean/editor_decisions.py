"""Lay the editor's corrections on a text: find the lines they speak of, and refuse those that no longer fit."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sco_pub.clean.blocks.headings import Heading
from sco_pub.clean.ledger.draft import RawEdit
from sco_pub.clean.lines.lines import Line
from sco_pub.clean.review import codes
from sco_pub.clean.review import corrections as decided
from sco_pub.model.doubt import Doubt, DoubtKind, NoteRef, Took, Why
from sco_pub.model.finding import Finding, Severity
from sco_pub.model.rule import Rule
from sco_pub.model.text import Change, CleanBlock, RawText, Role, locate

if TYPE_CHECKING:
    from sco_pub.clean.layout_plan import Layout


@dataclass
class Chosen:
    """Corrections that fit, by position of their line."""

    kept: set[int] = field(default_factory=set)
    text: set[int] = field(default_factory=set)  # running text, neither note nor metadata
    noted: set[int] = field(default_factory=set)  # more of the note before
    dropped: set[int] = field(default_factory=set)
    boundaries: dict[int, decided.Paragraph] = field(default_factory=dict)
    levels: dict[int, int] = field(default_factory=dict)
    edits: list[RawEdit] = field(default_factory=list)

    @classmethod
    def of(
        cls, lines: Sequence[Line], corrections: decided.Corrections, raw: str, repaired: str, found: list[Finding]
    ) -> Chosen:
        """Place every correction that names a line; those that don't fit become codes."""
        chosen = cls()
        at = {line.number: p for p, line in enumerate(lines)}

        def place(entry: decided.Paragraph | decided.Heading | decided.Line) -> int | None:
            p = at.get(entry.line)
            if p is None:
                found.append(codes.unfit(corrections, entry.at, f"line {entry.line} of the text is empty or missing"))
            elif entry.begins and not (_starts(lines[p], entry.begins, raw)):
                found.append(codes.unfit(corrections, entry.at, f"line {entry.line} begins {lines[p].text[:12]!r}"))
            else:
                return p
            return None

        for paragraph in corrections.paragraphs:
            if (p := place(paragraph)) is not None:
                chosen.boundaries[p] = paragraph
                if paragraph.action == "join":
                    chosen.levels[p] = 0  # what goes on a paragraph heads nothing
        for heading in corrections.headings:
            if (p := place(heading)) is not None:
                chosen.levels[p] = heading.level
        for line in corrections.lines:
            if (p := place(line)) is not None:
                sets = {"keep": chosen.kept, "drop": chosen.dropped, "text": chosen.text, "note": chosen.noted}
                sets[line.action].add(p)
        chosen.kept |= chosen.text | chosen.noted
        found += _slipped(corrections, (raw.split("\n"), repaired.split("\n")))
        for entry in corrections.replacements:
            chosen._replace(entry, lines, at, raw, lambda e, why: found.append(codes.unfit(corrections, e.at, why)))
        return chosen

    def _replace(
        self,
        entry: decided.Replace,
        lines: Sequence[Line],
        at: dict[int, int],
        raw: str,
        unfit: Callable[[decided.Replace, str], None],
    ) -> None:
        p = at.get(entry.line)
        if p is None:
            unfit(entry, f"line {entry.line} of the text is empty or missing")
            return
        line = lines[p]
        for source in (raw[line.start : line.end], line.text):
            if source.count(entry.before) == 1:
                start = line.start + source.index(entry.before)
                self.edits.append(RawEdit(start, start + len(entry.before), entry.after, Rule.CORRECTION))
                return
        unfit(entry, f"{entry.before!r} doesn't stand exactly once on line {entry.line}")

    def headings(self, found: list[Heading]) -> list[Heading]:
        """The headings as the editor wants them."""
        out = []
        for heading in found:
            level = self.levels.get(heading.positions[0], heading.level)
            if level:
                out.append(dataclasses.replace(heading, level=level))
        have = {h.positions[0] for h in out}
        out += [Heading((p,), level, "correction", None) for p, level in self.levels.items() if level and p not in have]
        return sorted(out, key=lambda h: h.positions)

    def settled(self, line: Line, choice: decided.Paragraph) -> Doubt:
        chosen = Took.PARAGRAPH_BEGINS if choice.action == "split" else Took.PARAGRAPH_GOES_ON
        return Doubt(
            DoubtKind.PARAGRAPH, line.number, 1, chosen, Why.EDITOR, line.text[:40], settled=True, editor=choice.reason
        )


def _slipped(corrections: decided.Corrections, texts: Sequence[Sequence[str]]) -> list[Finding]:
    """Findings about confirmations whose line isn't what it was; ``texts``: the lines as read, and repaired."""
    found = []
    for entry in corrections.confirmed:
        stands = [lines[entry.line - 1].strip() for lines in texts if 0 < entry.line <= len(lines)]
        if entry.line and not any(text and text.startswith(entry.begins.strip()) for text in stands):
            why = f"line {entry.line} begins {stands[-1][:12]!r}" if stands else f"there is no line {entry.line}"
            found.append(codes.unfit(corrections, entry.at, why))
    return found


def _starts(line: Line, begins: str, raw: str) -> bool:
    return line.text.startswith(begins.strip()) or raw[line.start : line.end].startswith(begins.strip())


def supplies(corrections: decided.Corrections, label: str) -> bool:
    return any(note.label == label and note.text for note in corrections.notes)


def supply(
    blocks: tuple[CleanBlock, ...], corrections: decided.Corrections, layout: Layout, found: list[Finding]
) -> tuple[CleanBlock, ...]:
    """The blocks with the editor's note states, note texts and metadata."""
    out = list(blocks)
    for note in corrections.notes:
        at = next((n for n, b in enumerate(out) if b.role is Role.NOTE and b.label == note.label), None)
        if note.text and (at is not None or note.label in layout.notes.missing):
            block = CleanBlock(Role.NOTE, note.text, label=note.label, supplied=True)
            out = _replace_note(out, at, block, layout)
        elif note.state == "lost":
            continue  # clean.editor_notes has seen to it
        elif note.state and at is not None:
            out[at] = dataclasses.replace(out[at], complete=note.state == "complete")
        else:
            found.append(codes.unfit(corrections, note.at, f"there is no note {note.label} it could speak of"))
    for entry in corrections.metadata:
        values = entry.value if isinstance(entry.value, str) else "；".join(entry.value)
        out = [b for b in out if not (b.role is Role.META and b.key == entry.key)]
        out.append(CleanBlock(Role.META, values, key=entry.key, supplied=True))
    return tuple(out)


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


def _replace_note(blocks: list[CleanBlock], at: int | None, block: CleanBlock, layout: Layout) -> list[CleanBlock]:
    """Put a supplied note where its call's order wants it."""
    kept = [b for n, b in enumerate(blocks) if n != at]
    order = {call.label: n for n, call in enumerate(layout.notes.calls)}
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
    spoken = {f"Note {note.label} ": note for note in corrections.notes if note.state in ("lost", "truncated")}
    met: set[tuple[str, int]] = {(d.kind, d.line) for d in doubts}
    out: list[Finding] = []
    for finding in found:
        line = finding.place.line if finding.place else None
        entry: decided.Confirm | decided.Note | None = next(
            (e for e in corrections.confirmed if e.what == finding.code and e.line in (0, line)), None
        )
        if entry is None and finding.code in ("CLN-020", "CLN-022"):
            entry = next((note for start, note in spoken.items() if finding.message.startswith(start)), None)
        if isinstance(entry, decided.Confirm):
            met.add((entry.what, entry.line))
        if entry is not None and finding.severity is Severity.ERROR:
            out.append(codes.unfit(corrections, entry.at, f"{finding.code} is an error and can't be confirmed"))
        elif entry is not None:
            message = f"{finding.message} The editor: {entry.reason}"
            finding = dataclasses.replace(finding, severity=Severity.INFO, message=message, hint="")
        out.append(finding)
    idle = [e for e in corrections.confirmed if (e.what, e.line) not in met]
    return out + [codes.idle(corrections, e.at, e.what, e.line) for e in idle]
