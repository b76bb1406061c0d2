"""Take the labels of a text's lines (clean.notes.begin_and_end), give the note bodies with their lines and the calls, by count.

A count is a sequence of numbers that begins at one: a page's, or the whole text's.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

from sco_pub.clean.lines.lines import Line
from sco_pub.clean.lines.note_body import Body, incomplete
from sco_pub.clean.notes.line_labels import LabelKind, LineLabel
from sco_pub.clean.notes.mark_tokens import Token
from sco_pub.model.doubt import Doubt, DoubtKind, Took, Why
from sco_pub.model.text import Range

_ROOM = 3.0  # em: more of an address would have had room (clean.notes.line_costs counts a line as full up to the same)


@dataclass(frozen=True, slots=True)
class NumberSequence:
    """One sequence of numbers: its calls, its bodies by number (which is their label so far), the positions of its note lines."""

    calls: tuple[Token, ...]
    bodies: tuple[tuple[int, Body], ...]
    zone: frozenset[int]

    @property
    def first(self) -> int:
        """The position of its first call, or of its first line of notes where nothing calls one."""
        return self.calls[0].position if self.calls else min(self.zone)


@dataclass(slots=True)
class _Open:
    """A note while its lines are read."""

    value: int
    position: int
    mark: Range
    pieces: list[Range]
    text: str
    shares: _Open | None = None
    last: int = -1  # the position of its last line

    def body(self, short: Container[int]) -> Body:
        """The note; ``short``: the positions of lines that leave room."""
        told = self.shares or self
        shares = str(self.shares.value) if self.shares else ""
        ends = max(told.last, told.position) in short
        complete = not incomplete(told.text, short=ends)
        return Body(str(self.value), tuple(self.pieces), (self.mark,), told.text, self.position, complete, shares, ends)


@dataclass(slots=True)
class _Count:
    """A sequence of numbers while its lines are read."""

    calls: list[Token] = field(default_factory=list)
    notes: list[_Open] = field(default_factory=list)
    zone: set[int] = field(default_factory=set)

    def sequence(self, short: Container[int]) -> NumberSequence:
        bodies = tuple((note.value, note.body(short)) for note in self.notes)
        return NumberSequence(tuple(self.calls), bodies, frozenset(self.zone))


def collect_notes(
    lines: Sequence[Line], rest: Sequence[int], readings: Sequence[LineLabel], *, listed: bool = False
) -> tuple[list[NumberSequence], list[Doubt]]:
    """Every count that has a call or a body, in order, from the readings of the lines at ``rest``; and doubts.

    ``listed``: the notes stand in a list under their heading, where marks side by side have one text.
    """
    collector = _Collector(lines, listed=listed)
    above: LabelKind | None = None
    for p, reading in zip(rest, readings, strict=True):
        if reading.kind is LabelKind.TEXT:
            collector.text(reading)
        elif reading.kind is LabelKind.NOTE_START:
            collector.opens(p, reading.tokens)
        else:
            collector.goes_on(p, reading, above)
        above = reading.kind
    short = _short(lines, rest)
    return [count.sequence(short) for count in collector.counts if count.calls or count.zone], collector.doubts


def _short(lines: Sequence[Line], rest: Sequence[int]) -> frozenset[int]:
    """The positions of the lines that leave room in their column, as a page shows it: nothing that was broken goes on there."""
    edges: dict[tuple[int | None, int], float] = {}
    for p in rest:
        if (g := lines[p].geometry) is not None:
            place = (lines[p].page, g.column)
            edges[place] = max(edges.get(place, 0.0), g.x1)
    placed = ((p, lines[p].page, lines[p].geometry) for p in rest)
    return frozenset(p for p, page, g in placed if g and edges[page, g.column] - g.x1 > _ROOM * g.size)


class _Collector:
    """Takes one line after another: which note is open, and which marks of a stack wait for their texts."""

    def __init__(self, lines: Sequence[Line], *, listed: bool) -> None:
        self.lines, self.listed = lines, listed
        self.doubts: list[Doubt] = []
        self.counts = [_Count()]
        self.open: _Open | None = None
        self.waiting: list[_Open] = []

    @property
    def count(self) -> _Count:
        return self.counts[-1]

    def text(self, reading: LineLabel) -> None:
        """A line of running text: no stack waits any longer."""
        self._give_up()
        if reading.opens:
            self.counts.append(_Count())
        self.count.calls += reading.tokens

    def opens(self, p: int, tokens: Sequence[Token]) -> None:
        """A line on which notes open; marks without a text wait, until a mark comes that has its text beside it."""
        self.count.zone.add(p)
        fresh = _opened(self.lines, p, tokens)
        self.count.notes += fresh
        told = bool(fresh[-1].text)
        if printed_stack(self.lines[p], tokens) or (self.listed and len(tokens) > 1):
            _share(fresh)
        self.waiting += [note for note in fresh if not (told and note.text) and note.shares is None]
        if told:
            self._give_up()
        self.open = fresh[-1]

    def goes_on(self, p: int, reading: LineLabel, above: LabelKind | None) -> None:
        """A line that goes on a note: the open one, or the next that waits; ``above``: what the line above is."""
        self.count.zone.add(p)
        if reading.kind is LabelKind.NOTE_FROM_STACK and self.waiting:
            self.open = self.waiting.pop(0)
        if self.open is None:
            return
        if reading.kind is LabelKind.NOTE_FROM_PAGE_BEFORE and above is LabelKind.TEXT:
            self.doubts.append(_over(self.lines[p]))
        self.open.last = p
        _add(self.lines[p], self.open, reading.tokens, self.count)
        if reading.tokens:
            self.open = self.count.notes[-1]

    def _give_up(self) -> None:
        self.doubts += _unanswered(self.lines, self.waiting)
        self.waiting = []


def printed_stack(line: Line, marks: Sequence[Token]) -> bool:
    """Whether marks stand side by side in print, before one text for all; a layer without geometry may have put them so."""
    return line.geometry is not None and len(marks) > 1


def _share(fresh: Sequence[_Open]) -> None:
    """Marks without a text have that of the first behind them that has one, or that the last will get."""
    owner = next((note for note in fresh if note.text), fresh[-1])
    for note in fresh:
        if not note.text and note is not owner:
            note.shares = owner


def _opened(lines: Sequence[Line], p: int, tokens: Sequence[Token]) -> list[_Open]:
    """The notes that begin on one line: each from its mark up to the next."""
    line = lines[p]
    out = []
    for n, token in enumerate(tokens):
        stop = tokens[n + 1].start if n + 1 < len(tokens) else line.full_end
        text = token.after if n + 1 == len(tokens) else token.text[token.behind : token.behind + stop - token.end]
        begin = line.line_start if n == 0 else token.start
        out.append(_Open(token.value, p, Range(token.start, token.end), [Range(begin, stop)], text.strip()))
    return out


def _add(line: Line, note: _Open, tokens: Sequence[Token], count: _Count) -> None:
    """A line that goes on a note; further notes may begin on it."""
    if not tokens:
        note.pieces.append(line.range)
        note.text += line.text
        return
    note.pieces.append(Range(line.line_start, tokens[0].start))
    note.text += line.text[: tokens[0].start - line.start]
    for n, token in enumerate(tokens):
        stop = tokens[n + 1].start if n + 1 < len(tokens) else line.full_end
        text = line.text[token.end - line.start : stop - line.start].strip()
        mark = Range(token.start, token.end)
        count.notes.append(_Open(token.value, note.position, mark, [Range(token.start, stop)], text))


def _unanswered(lines: Sequence[Line], waiting: Sequence[_Open]) -> Iterator[Doubt]:
    """Marks in a stack that no text was left for: which text is lost nothing says."""
    stacked = [body for body in waiting if not body.text]
    if stacked:
        line = lines[stacked[0].position]
        chosen, why, counted = Took.STACK_WITHOUT_TEXT, Why.FEWER_TEXTS, {"count": len(stacked)}
        yield Doubt(DoubtKind.NOTE_LOST, line.number, 1, chosen, why, line.text[:40], values=counted)


def _over(line: Line) -> Doubt:
    """That a note goes on behind a page on which it stopped."""
    return Doubt(DoubtKind.NOTE_RUN_OVER, line.number, 1, Took.NOTE_GOES_ON, Why.STOPPED_BEFORE, line.text[:40])
