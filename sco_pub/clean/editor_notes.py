"""Take the notes as they were found and what the editor says about them, give them as the editor wants them.

A line told to be more of a note goes on the text of the last note that begins before it.  A note told to be lost gives its
text to the next call of its count, that one its own to the next, up to the call that had none: texts that were dealt out in
order to a stack of marks stand right again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from sco_pub.clean.lines.lines import Line
from sco_pub.clean.lines.note_text import incomplete
from sco_pub.clean.notes.match import Notes
from sco_pub.clean.review import corrections as decided
from sco_pub.model.codes.cleaning import CORRECTION_UNFIT
from sco_pub.model.doubt import DoubtKind
from sco_pub.model.finding import Finding, Place
from sco_pub.model.finding import found as made


def apply(
    notes: Notes, lines: Sequence[Line], more: Collection[int], corrections: decided.Corrections
) -> list[Finding]:
    """``more``: positions of the lines that go on a note.  What doesn't fit becomes a finding."""
    found = []
    for p in sorted(more):
        _append(notes, lines[p], p)
    lost = [entry for entry in corrections.notes if entry.state == "lost"]
    for entry in lost:
        if why := _lose(notes, entry.label):
            found.append(made(CORRECTION_UNFIT, Place(corrections.file, entry.at), why, label=entry.label))
        else:
            _settle(notes, lines, entry)
    return found


def _append(notes: Notes, line: Line, p: int) -> None:
    body = max((b for b in notes.bodies if b.position < p), key=lambda b: b.position, default=None)
    if body is not None and p not in notes.zone:
        body.pieces.append(line.range)
        body.text += line.text
        body.complete = not incomplete(body.text)
        notes.zone.add(p)


def _settle(notes: Notes, lines: Sequence[Line], entry: decided.Note) -> None:
    """The doubt which note of a stack is lost is settled with that count's notes."""
    prefix = entry.label.rpartition("-")[0]
    numbers = {lines[b.position].number for b in notes.bodies if b.label.rpartition("-")[0] == prefix}
    notes.doubts = [
        replace(d, settled=True, editor=entry.reason) if d.kind is DoubtKind.NOTE_LOST and d.line in numbers else d
        for d in notes.doubts
    ]


def _lose(notes: Notes, label: str) -> str:
    """Move the texts on; the form that says why that can't be, if it can't."""
    order = [call.label for call in sorted(notes.calls, key=lambda c: c.start)]
    if label not in order:
        return "uncalled"
    bodies = {body.label: body for body in notes.bodies}
    without = {each for each in order if each not in bodies or not bodies[each].text.strip()}
    if label in without:
        return ""
    count = [each for each in order if each.rpartition("-")[0] == label.rpartition("-")[0]]
    after = count[count.index(label) :]
    gap = next((n for n, each in enumerate(after) if each in without), None)
    if gap is None:
        return "no-gap"
    if after[gap] in bodies:  # its mark is there
        bodies[after[gap]].label = label
    else:
        notes.missing[notes.missing.index(after[gap])] = label
    for n in range(gap, 0, -1):
        bodies[after[n - 1]].label = after[n]
    place = {each: n for n, each in enumerate(order)}
    notes.missing.sort(key=lambda each: place.get(each, len(order)))
    notes.bodies.sort(key=lambda body: place.get(body.label, len(order)))
    return ""
