"""Take the notes as they were found and what the editor says about them, give them as the editor wants them.

A line told to be more of a note goes on the text of the last note that begins before it.  A note told to be lost gives its
text to the next call of its count, that one its own to the next, up to the call that had none: texts that were dealt out in
order to a stack of marks stand right again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from sco_pub.clean.lines.lines import Line
from sco_pub.clean.lines.note_body import incomplete
from sco_pub.clean.notes.match import Notes
from sco_pub.clean.review import corrections as decided
from sco_pub.model.codes.cleaning import CORRECTION_UNFIT
from sco_pub.model.doubt import DoubtKind
from sco_pub.model.finding import Finding, Place
from sco_pub.model.finding import found as made


def apply(
    notes: Notes, lines: Sequence[Line], more: Collection[int], corrections: decided.Corrections
) -> tuple[Notes, list[Finding]]:
    """``more``: positions of the lines that go on a note.  What doesn't fit becomes a finding."""
    found = []
    for p in sorted(more):
        notes = _append(notes, lines[p], p)
    lost = [entry for entry in corrections.notes if entry.state == "lost"]
    for entry in lost:
        moved = _lose(notes, entry.label)
        if isinstance(moved, str):
            found.append(made(CORRECTION_UNFIT, Place(corrections.file, entry.at), moved, label=entry.label))
        else:
            notes = _settled(moved, lines, entry)
    return notes, found


def _append(notes: Notes, line: Line, p: int) -> Notes:
    above = [b for b in notes.bodies if b.position < p]
    if not above or p in notes.zone:
        return notes
    body = max(above, key=lambda b: b.position)
    text = body.text + line.text
    longer = replace(body, pieces=(*body.pieces, line.range), text=text, complete=not incomplete(text))
    return replace(notes, bodies=tuple(longer if b is body else b for b in notes.bodies), zone=notes.zone | {p})


def _settled(notes: Notes, lines: Sequence[Line], entry: decided.Note) -> Notes:
    """The doubt which note of a stack is lost is settled with that count's notes."""
    prefix = entry.label.rpartition("-")[0]
    numbers = {lines[b.position].number for b in notes.bodies if b.label.rpartition("-")[0] == prefix}
    doubts = (
        replace(d, settled=True, editor=entry.reason) if d.kind is DoubtKind.NOTE_LOST and d.line in numbers else d
        for d in notes.doubts
    )
    return replace(notes, doubts=tuple(doubts))


def _lose(notes: Notes, label: str) -> Notes | str:
    """The notes with their texts moved on, or the form that says why that can't be."""
    order = [call.label for call in sorted(notes.calls, key=lambda c: c.start)]
    if label not in order:
        return "uncalled"
    bodies = {body.label: body for body in notes.bodies}
    without = {each for each in order if each not in bodies or not bodies[each].text.strip()}
    if label in without:
        return notes
    count = [each for each in order if each.rpartition("-")[0] == label.rpartition("-")[0]]
    after = count[count.index(label) :]
    gap = next((n for n, each in enumerate(after) if each in without), None)
    if gap is None:
        return "no-gap"
    # the note whose mark is there but not its text bears the lost one's label; where its mark is lost too, so does the loss
    label_of = {after[n]: after[n + 1] for n in range(gap)} | {after[gap]: label}
    place = {each: n for n, each in enumerate(order)}
    moved = [
        replace(b, label=label_of.get(b.label, b.label), shares=label_of.get(b.shares, b.shares)) for b in notes.bodies
    ]
    lost = [label if each == after[gap] else each for each in notes.missing]
    return replace(
        notes,
        bodies=tuple(sorted(moved, key=lambda body: place.get(body.label, len(order)))),
        missing=tuple(sorted(lost, key=lambda each: place.get(each, len(order)))),
    )
