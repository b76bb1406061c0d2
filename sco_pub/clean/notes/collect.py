"""Take the labels of a text's lines (clean.notes.segmentation), give the note bodies with their lines and the calls, by count.

A count is a sequence of numbers that begins at one: a page's, or the whole text's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sco_pub.clean.lines.lines import Line
from sco_pub.clean.lines.note_text import Body, incomplete
from sco_pub.clean.notes.line_labels import LabelKind, LineLabel
from sco_pub.clean.notes.mark_tokens import Token
from sco_pub.model.doubt import Doubt, DoubtKind, Took, Why
from sco_pub.model.text import Range


@dataclass
class NumberSequence:
    """One sequence of numbers: its calls, its bodies by number, and the positions of its note lines."""

    calls: list[Token] = field(default_factory=list)
    bodies: list[tuple[int, Body]] = field(default_factory=list)
    zone: set[int] = field(default_factory=set)

    @property
    def first(self) -> int:
        """The position of its first call, or of its first line of notes where nothing calls one."""
        return self.calls[0].position if self.calls else min(self.zone)


def collect_notes(
    lines: Sequence[Line], rest: Sequence[int], readings: Sequence[LineLabel], doubts: list[Doubt]
) -> list[NumberSequence]:
    """Every count that has a call or a body, in order, from the readings of the lines at ``rest``; doubts on the way."""
    counts = [NumberSequence()]
    open_body: Body | None = None
    waiting: list[Body] = []
    for n, reading in enumerate(readings):
        p = rest[n]
        if reading.kind is LabelKind.TEXT:
            _unanswered(lines, waiting, doubts)
            waiting = []
            if reading.opens:
                counts.append(NumberSequence())
            counts[-1].calls += reading.tokens
            continue
        counts[-1].zone.add(p)
        if reading.kind is LabelKind.NOTE_START:
            fresh = _opened(lines, p, reading.tokens)
            counts[-1].bodies += fresh
            if fresh[-1][1].text:
                waiting += [body for _, body in fresh if not body.text]
                _unanswered(lines, waiting, doubts)
                waiting = []
            else:
                waiting += [body for _, body in fresh]
            open_body = fresh[-1][1]
            continue
        if reading.kind is LabelKind.NOTE_FROM_STACK and waiting:
            open_body = waiting.pop(0)
        if open_body is None:
            continue
        if reading.kind is LabelKind.NOTE_FROM_PAGE_BEFORE and n and readings[n - 1].kind is LabelKind.TEXT:
            _over(lines[p], open_body, doubts)
        _add(lines[p], open_body, reading.tokens, counts[-1])
        if reading.tokens:
            open_body = counts[-1].bodies[-1][1]
    for count in counts:
        for _, body in count.bodies:
            body.complete = not incomplete(body.text)
    return [count for count in counts if count.calls or count.zone]


def _opened(lines: Sequence[Line], p: int, tokens: Sequence[Token]) -> list[tuple[int, Body]]:
    """The bodies that begin on one line: each from its mark up to the next."""
    line = lines[p]
    out = []
    for n, token in enumerate(tokens):
        stop = tokens[n + 1].start if n + 1 < len(tokens) else line.full_end
        text = token.after if n + 1 == len(tokens) else token.after[: stop - token.end]
        begin = line.line_start if n == 0 else token.start
        out.append(
            (
                token.value,
                Body(
                    "",
                    pieces=[Range(begin, stop)],
                    marks=[Range(token.start, token.end)],
                    text=text.strip(),
                    position=p,
                    last=p,
                ),
            )
        )
    return out


def _add(line: Line, body: Body, tokens: Sequence[Token], count: NumberSequence) -> None:
    """A line that goes on a body; further bodies may begin on it."""
    if not tokens:
        body.pieces.append(line.range)
        body.text += line.text
        body.last = -1
        return
    body.pieces.append(Range(line.line_start, tokens[0].start))
    body.text += line.text[: tokens[0].start - line.start]
    for n, token in enumerate(tokens):
        stop = tokens[n + 1].start if n + 1 < len(tokens) else line.full_end
        text = line.text[token.end - line.start : stop - line.start].strip()
        made = Body("", pieces=[Range(token.start, stop)], marks=[Range(token.start, token.end)], text=text)
        made.position = body.position
        count.bodies.append((token.value, made))


def _unanswered(lines: Sequence[Line], waiting: Sequence[Body], doubts: list[Doubt]) -> None:
    """Marks in a stack that no text was left for: which text is lost nothing says."""
    stacked = [body for body in waiting if not body.text]
    if not stacked:
        return
    line = lines[stacked[0].position]
    chosen, why, counted = Took.STACK_WITHOUT_TEXT, Why.FEWER_TEXTS, {"count": len(stacked)}
    doubts.append(Doubt(DoubtKind.NOTE_LOST, line.number, 1, chosen, why, line.text[:40], values=counted))


def _over(line: Line, body: Body, doubts: list[Doubt]) -> None:
    chosen, why = Took.NOTE_GOES_ON, Why.STOPPED_BEFORE
    doubts.append(Doubt(DoubtKind.NOTE_RUN_OVER, line.number, 1, chosen, why, line.text[:40]))
