"""Take the lines of a text and the marks on them, part running text from notes: the reading that explains both best.

Strategy.  A line is running text, or opens a note (a mark at its start), or goes on a note, or is the text of a note whose
mark stands in a stack above, or the rest of a note from the page before.  Marks inside running text are calls or mere
numbers.  Of all readings of the whole text the cheapest is taken (Viterbi over lines, with a beam); clean.notes.line_costs
says what a line costs in each role, and the numbers must agree: calls rise by one, bodies rise by one and answer the calls
before them.  Every disagreement is paid for: a call without a body, a body without a call, a gap, a repeat.  So a lost body
makes the reading dearer, but never leads to borrowing a neighbour's.

Numbers either begin again with each page or run through the text: both are tried, the cheaper stands.  Where pages are known
(PDF, form feeds) notes end with their page or column; where they are only inferred that is a hint like others.

Known doubts: in a stack with fewer texts than marks nothing says which text is lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sco_pub.clean.lines.lines import Line
from sco_pub.clean.notes.call_likelihood import likeness, listings
from sco_pub.clean.notes.collect import printed_stack
from sco_pub.clean.notes.confidence import Weighed, margins
from sco_pub.clean.notes.line_costs import Edge, Evidence
from sco_pub.clean.notes.line_labels import LabelKind, LineLabel, SearchState, Segmentation
from sco_pub.clean.notes.mark_tokens import Token

# What disagreements cost, in the unit of clean.notes.line_costs (1: a sign that speaks against a role): a call without a note, a
# note that nothing calls, which is rarer and more often a list's number, a number left out, and a mark of a stack without a text.
_LOST, _UNCALLED, _GAP, _UNFILLED = 4.0, 7.0, 5.0, 3.5
_LIST_OVER_PAGE = 2.0  # of a page between two entries of one list: at most so much, since lists go on over pages
_BEAM, _REACH = 24, 12.0  # how many readings are kept, and how much dearer than the cheapest


def part(
    lines: Sequence[Line], evidence: Evidence, found: Sequence[Token], *, uncalled: float = _UNCALLED
) -> Segmentation:
    """The cheapest reading of all lines of ``evidence``; ``uncalled``: what a note costs that nothing calls."""
    tries = [_Parting(lines, evidence, found, uncalled, restart=restart).run() for restart in (True, False)]
    return min(tries, key=lambda parted: parted.cost)


_Step = tuple[float, SearchState, LineLabel]


class _Parting:
    def __init__(
        self, lines: Sequence[Line], evidence: Evidence, found: Sequence[Token], uncalled: float, *, restart: bool
    ) -> None:
        self.evidence, self.restart, self.uncalled = evidence, restart, uncalled
        counted = listings(lines, found)
        at = {p: n for n, p in enumerate(evidence.rest)}
        self.tokens: list[list[Token]] = [[] for _ in evidence.rest]
        self.likeness: dict[Token, float] = {}
        for token in found:
            self.tokens[at[token.position]].append(token)
            self.likeness[token] = likeness(lines, token) - (4.0 if token in counted else 0.0)
            if token.at_start and evidence.sourced(token.after):
                self.likeness[token] -= 2.0
        self.heads = [_heads(tokens) for tokens in self.tokens]
        self.shared = [printed_stack(line, marks) for line, marks in zip(evidence.lines, self.heads, strict=True)]
        self.given = self._given()
        every = range(len(self.tokens))
        self.as_text = [evidence.text(n) + self._alone(n) for n in every]
        self.as_note = [evidence.note(n) for n in every]
        self.stops = [evidence.stops(n) for n in every]
        self.begins = [evidence.begins(n) for n in every]
        self.goes_on = [evidence.goes_on(n) if n else 0.0 for n in every]
        self.joins = [evidence.word_over(n - 1, n) if n else 0.0 for n in every]
        self.returns: dict[tuple[int, int], float] = {}
        self.known = any(edge >= Edge.COLUMN for edge in evidence.edges)

    def run(self) -> Segmentation:
        """Viterbi over the lines: the cheapest way into each state is kept, and of states those within _REACH of the best."""
        front: dict[SearchState, float] = {SearchState(): 0.0}
        back: list[dict[SearchState, tuple[SearchState, LineLabel]]] = []
        weighed: list[list[Weighed]] = []
        for n in range(len(self.tokens)):
            after: dict[SearchState, float] = {}
            came: dict[SearchState, tuple[SearchState, LineLabel]] = {}
            weighed.append([])
            for state, cost in front.items():
                for extra, reached, reading in self._steps(state, n):
                    weighed[-1].append(Weighed(state, reached, extra, reading.kind))
                    if cost + extra < after.get(reached, float("inf")):
                        after[reached] = cost + extra
                        came[reached] = (state, reading)
            bound = min(after.values()) + _REACH
            kept = [item for item in after.items() if item[1] <= bound]
            front = dict(kept if len(kept) <= _BEAM else sorted(kept, key=lambda item: item[1])[:_BEAM])
            back.append(came)
        ends = {state: self._end(state) for state in front}
        cost, state = min(((c + ends[s], s) for s, c in front.items()), key=lambda item: item[0])
        readings: list[LineLabel] = []
        for came in reversed(back):
            state, reading = came[state]
            readings.append(reading)
        readings.reverse()
        sure = margins(weighed, ends, [reading.kind for reading in readings], cost)
        return Segmentation(cost, tuple(readings), tuple(sure))

    def _end(self, state: SearchState) -> float:
        cost = _LOST * max(0, state.called - state.bodies_seen) + 2.0 * state.note_unfinished
        if state.zone_start >= 0:
            cost += (self.stops[-1] if state.text else 0.0) + _UNFILLED * state.waiting
        return cost

    def _steps(self, state: SearchState, n: int) -> list[_Step]:
        return self._from_text(state, n) if state.zone_start < 0 else self._from_note(state, n)

    # running text

    def _from_text(self, state: SearchState, n: int) -> list[_Step]:
        steps = self._text(state, n)
        edge = self.evidence.edges[n]
        if self.heads[n]:
            start_bonus = -0.5 if edge else 0.5 if not self.known else 0.0
            entered = SearchState(state.called, state.bodies_seen, 0, True, n, False)
            steps += [
                (cost + start_bonus + 2.0 * state.note_unfinished, reached, reading)
                for cost, reached, reading in self._mark(entered, n)
            ]
        if state.note_unfinished:
            entered = SearchState(state.called, state.bodies_seen, 0, True, n, False)
            cost = 2.0 + self.as_note[n] - bool(edge) - min(1.0, self.as_text[n])
            steps.append((cost, entered, LineLabel(LabelKind.NOTE_FROM_PAGE_BEFORE)))
        return steps

    def _text(self, state: SearchState, n: int) -> list[_Step]:
        """Line ``n`` as running text, from a state in running text; a known page begins a new count."""
        edge = self.evidence.edges[n]
        base = self.as_text[n] + self.joins[n]
        begun = SearchState(note_unfinished=state.note_unfinished)
        lost = _LOST * max(0, state.called - state.bodies_seen)
        starts: list[tuple[float, SearchState, bool]] = [(0.0, state, False)]
        if self.restart and (state.called or state.bodies_seen):
            if edge is Edge.PAGE:
                starts = [(lost, begun, True)]
            elif edge:
                starts.append((lost + 0.3, begun, True))
            elif self.tokens[n]:
                starts.append((lost + 2.0, begun, True))
        return [
            (base + cost + extra, reached, LineLabel(LabelKind.TEXT, calls, opens))
            for cost, start, opens in starts
            for extra, reached, calls in self._calls(start, n)
        ]

    def _alone(self, n: int) -> float:
        """A line that is nothing but marks is hardly ever running text."""
        return 2.0 if self.heads[n] and not self.heads[n][-1].just_after else 0.0

    def _calls(self, state: SearchState, n: int) -> list[tuple[float, SearchState, tuple[Token, ...]]]:
        """Each way to take the marks on a line of text as calls."""
        ways: list[tuple[float, int, tuple[Token, ...]]] = [(0.0, state.called, ())]
        for token in self.tokens[n]:
            if not token.calls:
                continue
            like = self.likeness[token]
            after = []
            for cost, called, calls in ways:
                after.append((cost + max(0.0, 0.7 * like + 0.6), called, calls))
                gap = token.value - called - 1
                if 0 <= gap <= 3:
                    after.append((cost + _GAP * gap - 1.0 - 0.6 * like, token.value, (*calls, token)))
            best: dict[int, tuple[float, int, tuple[Token, ...]]] = {}
            for way in after:
                if way[0] < best.get(way[1], (float("inf"), 0, ()))[0]:
                    best[way[1]] = way
            ways = list(best.values())
        return [
            (
                cost,
                state
                if called == state.called
                else SearchState(called, state.bodies_seen, note_unfinished=state.note_unfinished),
                calls,
            )
            for cost, called, calls in ways
        ]

    # notes

    def _from_note(self, state: SearchState, n: int) -> list[_Step]:
        evidence = self.evidence
        edge = evidence.edges[n]
        over = {Edge.NONE: 0.0, Edge.FURNITURE: 2.0, Edge.START: 1.0, Edge.COLUMN: 6.0, Edge.PAGE: 12.0}[edge]
        steps: list[_Step] = []
        stay, stop = over + self.as_note[n], self.stops[n - 1] if state.text else 0.0
        inner = self._inner(state, n)
        if state.text:
            bodies_seen = SearchState(
                state.called, state.bodies_seen + len(inner), state.waiting, True, state.zone_start, False
            )
            steps.append((stay + self.goes_on[n], bodies_seen, LineLabel(LabelKind.NOTE_CONTINUED, inner)))
        if state.waiting:
            opened = SearchState(state.called, state.bodies_seen, state.waiting - 1, True, state.zone_start, False)
            steps.append((stay + stop + self.begins[n], opened, LineLabel(LabelKind.NOTE_FROM_STACK)))
        if self.heads[n]:
            over = min(over, _LIST_OVER_PAGE) if self._list_goes_on(state, n) else over
            steps += [(cost + over + 0.6 * stop, reached, reading) for cost, reached, reading in self._mark(state, n)]
        return steps + self._back_to_text(state, n, stop)

    def _list_goes_on(self, state: SearchState, n: int) -> bool:
        """Whether a page begins with the note that comes next, called long before: a list behind the text runs over it."""
        first = self.heads[n][0].value
        return not self.restart and first == state.bodies_seen + 1 <= state.called

    def _back_to_text(self, state: SearchState, n: int, stop: float) -> list[_Step]:
        evidence = self.evidence
        edge = evidence.edges[n]
        leave = {
            Edge.NONE: 8.0 if self.known else 0.5,
            Edge.FURNITURE: -0.5,
            Edge.START: -1.5,
            Edge.COLUMN: 0.0,
            Edge.PAGE: 0.0,
        }
        note_unfinished = state.text and stop >= 2.5
        alone = (
            1.5 if self.restart and not state.bodies_seen and not edge else 0.0
        )  # the rest of a note, and no mark after it
        cost = leave[edge] + alone + (stop - (2.0 if note_unfinished and edge else 0.0)) + _UNFILLED * state.waiting
        zone_start = (state.zone_start - 1, n)
        if zone_start not in self.returns:
            self.returns[zone_start] = evidence.returns(*zone_start)
        cost += self.returns[zone_start]
        lost = _LOST * max(0, state.called - state.bodies_seen)
        again = SearchState(note_unfinished=note_unfinished)
        further = SearchState(max(state.called, state.bodies_seen), state.bodies_seen, note_unfinished=note_unfinished)
        if self.restart:
            ways = [(lost, again, True)]
            if edge is not Edge.PAGE:
                ways.append((1.0 if edge is Edge.COLUMN else 3.0, further, False))
        else:
            ways = [(0.0, further, False)]
        return [
            (cost + extra + more, reached, LineLabel(reading.kind, reading.tokens, opens))
            for extra, start, opens in ways
            for more, reached, reading in self._text_only(start, n)
        ]

    def _text_only(self, state: SearchState, n: int) -> list[_Step]:
        base = self.as_text[n]
        return [
            (base + cost, reached, LineLabel(LabelKind.TEXT, calls)) for cost, reached, calls in self._calls(state, n)
        ]

    def _mark(self, state: SearchState, n: int) -> list[_Step]:
        """Line ``n`` opens one note or more, from a state inside the zone."""
        marks = self.heads[n]
        cost, bodies_seen = self.as_note[n], state.bodies_seen
        for token in marks:
            ahead = self.shared[n] and token is not marks[0] and token.value <= state.called
            gap = len(set(range(bodies_seen + 1, token.value)) - self.given[n])
            if token.value <= bodies_seen or (gap > 3 and not ahead):
                return []
            cost += 0.0 if ahead else _LOST * gap
            bodies_seen = bodies_seen if ahead and gap else token.value
        while bodies_seen + 1 in self.given[n]:
            bodies_seen += 1
        cost += self.uncalled * max(0, bodies_seen - max(state.called, state.bodies_seen))
        last = marks[-1]
        text = bool(last.just_after)
        waiting = (0 if self.shared[n] else len(marks) - 1) + (not text)
        cost += _UNFILLED * state.waiting if text else 0.0
        waiting += 0 if text else state.waiting
        if text and not self.evidence.headlike(last.after):
            cost += 0.8
        reached = SearchState(
            state.called, bodies_seen, waiting, text or (state.text and not text and False), state.zone_start, False
        )
        inner = self._inner(reached, n)
        if inner:
            reached = SearchState(state.called, bodies_seen + len(inner), waiting, True, state.zone_start, False)
        return [(cost, reached, LineLabel(LabelKind.NOTE_START, (*marks, *inner)))]

    def _given(self) -> list[frozenset[int]]:
        """For each line the numbers that share a text printed on its page, up to it: they have no line of their own."""
        out: list[frozenset[int]] = []
        page, values = None, frozenset[int]()
        for line, marks, shared in zip(self.evidence.lines, self.heads, self.shared, strict=True):
            values = values if line.page == page else frozenset()
            values |= {token.value for token in marks} if shared else frozenset()
            page = line.page
            out.append(values)
        return out

    def _inner(self, state: SearchState, n: int) -> tuple[Token, ...]:
        """Marks of further notes on the same line: each behind the end of the one before, in order, and called."""
        out: list[Token] = []
        for token in self.tokens[n]:
            if (
                token.opens
                and not token.at_start
                and token.value == state.bodies_seen + len(out) + 1 <= state.called
                and re.search(r"(?:[。．.]|html?)$", token.just_before)
            ):
                out.append(token)
        return tuple(out)


def _heads(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The marks at a line's start that could be bodies' marks."""
    out = tuple(t for t in tokens if t.at_start and t.opens)
    if not out or re.match(r"[，。；、：）”’？！》」』,;:)\]]", out[-1].just_after):
        return ()
    return out
