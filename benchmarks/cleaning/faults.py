"""Take the truth and a cleaned text, say where each error shows, and which losses are the layer's own.

Definitions.  An **error** is one wrong place: a run of wrong characters, a paragraph boundary, a heading, a note, a field.
It shows in the block it stands in; a note's error shows at its call and at its text; a field's where the field stands, or
anywhere in the metadata when it is missing.  A **loss** is no error: a note, title or author that the text layer doesn't
have, which the cleaner must report.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from sco_pub.model.inlines import calls
from sco_pub.model.text import Change, CleanBlock, CleanText, Role, locate
from tests.corpus.article import Fate
from tests.corpus.metrics import alike, score
from tests.corpus.reading import Called, Reading
from tests.corpus.subjects import Cleaned

_SAME = 4  # characters between two runs of wrong ones that make one error
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fault:
    """One error or loss: what kind, and the first and last raw line of each place where it shows (none: nowhere)."""

    kind: str
    spans: tuple[Span, ...]
    what: str = ""

    def near(self, line: int, message: str, reach: int) -> bool:
        """Whether a flag at a line (0: at none) stands within ``reach`` lines, or names the field."""
        named = self.kind in ("field", "missing") and self.what in message
        return named or (line > 0 and any(first - reach <= line <= last + reach for first, last in self.spans))


class Lines:
    """Which raw lines the characters of a reading come from: ``at`` by offset into its text, ``block`` the block's span."""

    def __init__(self, reading: Reading, text: CleanText, raw: str, starts: tuple[int, ...]) -> None:
        known: dict[str, list[tuple[CleanBlock, list[int]]]] = defaultdict(list)
        for block in text.blocks:
            signs, lines = _signs(block, raw, text.ledger.changes, starts)
            known["".join(signs)].append((block, lines))
            for part in block.text.split("\n") if block.role is Role.TABLE else ():
                known[_bare(part)].append((block, lines))
        self.at: list[int] = []
        self.spans: list[Span] = []
        self.notes: list[Span] = []
        self.calls = [
            _span(b, starts)
            for b in text.blocks
            if b.role not in (Role.META, Role.NOTE) and b.ranges
            for _ in calls(b.text)
        ]
        self.fields = {b.key: _span(b, starts) for b in text.blocks if b.role is Role.META and b.ranges}
        for n, item in enumerate((*reading.order, *(n.body for n in reading.notes))):
            found = known.get(_bare(item))
            place = (found.pop(0) if len(found) > 1 else found[0]) if found else None
            lines = place[1] if place else []
            span = _span(place[0], starts) if place and place[0].ranges else (0, 0)
            if n >= len(reading.order):
                self.notes.append(span)
            index = 0
            for c in item:
                self.at.append(lines[min(index, len(lines) - 1)] if lines else 0)
                self.spans.append(span)
                index += not c.isspace()

    def span(self, start: int, end: int, *, whole: bool = True) -> Span:
        """The lines of ``[start - 1, end + 1)``; ``whole``: those of its blocks."""
        low, high = max(0, start - 1), min(len(self.at), end + 1)
        spans = self.spans[low:high] if whole else [(line, line) for line in self.at[low:high]]
        spans = [s for s in spans if s[0]]
        if whole and spans and end - start > 200:  # a long displaced stretch: where it stands, not the whole text
            spans = [spans[0], spans[-1]] if end - start > 2000 else spans
        return (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else (0, 0)


def _span(block: CleanBlock, starts: tuple[int, ...]) -> Span:
    return (
        locate(starts, min(r.start for r in block.ranges))[0],
        locate(starts, max(r.end - 1 for r in block.ranges))[0],
    )


def _bare(text: str) -> str:
    return "".join(text.split())


def _signs(
    block: CleanBlock, raw: str, changes: Sequence[Change], starts: tuple[int, ...]
) -> tuple[list[str], list[int]]:
    """The block's characters without calls and spaces, and the raw line of each."""
    signs: list[tuple[str, int]] = []
    first = [c.start for c in changes]
    for r in block.ranges:
        at = r.start
        for change in changes[bisect_right(first, r.start - 1) :]:
            if change.end > r.end:
                break
            if change.start >= at:
                signs += [(raw[i], i) for i in range(at, change.start)]
                signs += [(c, change.start) for c in change.after]
                at = change.end
        signs += [(raw[i], i) for i in range(at, r.end)]
    text = "".join(c for c, _ in signs)
    called = {i for call in calls(text) for i in range(call.start, call.end)}
    kept = [(c, o) for i, (c, o) in enumerate(signs) if i not in called and not c.isspace()]
    return [c for c, _ in kept], [locate(starts, o)[0] for _, o in kept]


def faults(truth: Reading, reading: Reading, result: Cleaned, raw: str, starts: tuple[int, ...]) -> list[Fault]:
    """Every error of a cleaned text, with its place."""
    lines = Lines(reading, result.text, raw, starts)
    made = Levenshtein.opcodes(truth.text, reading.text)
    steps = [(op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end) for op in made]
    found = [
        Fault("characters", _shown(lines.span(a, b)), what) for a, b, what in _runs(steps, truth.text, reading.text)
    ]
    found += [Fault("paragraph", _shown(lines.span(at, at, whole=False))) for at in _boundaries(truth, reading, steps)]
    found += [Fault("heading", _shown(lines.span(at, at))) for at in _headings(truth, reading, _mapping(steps))]
    found += [Fault("note", spans) for note, spans, right in _notes(truth, reading, lines) if not right]
    front = list(lines.fields.values())
    for key in score(truth, reading).wrong_fields:
        place = lines.fields.get(key)
        if place is None and front:
            place = min(p[0] for p in front), max(p[1] for p in front)
        found.append(Fault("field", _shown(place or (0, 0)), key))
    return found


def losses(truth: Reading, reading: Reading, result: Cleaned, raw: str, starts: tuple[int, ...]) -> list[Fault]:
    """What the text layer doesn't have, as the truth knows it."""
    lines = Lines(reading, result.text, raw, starts)
    found = [Fault("missing", (), key) for key in ("title", "author") if key not in truth.metadata]
    return found + [
        Fault("lost", spans) for note, spans, right in _notes(truth, reading, lines) if right and note.fate != Fate.KEPT
    ]


def _shown(*spans: Span) -> tuple[Span, ...]:
    return tuple(span for span in spans if span[0])


def _runs(steps: Sequence[tuple[str, int, int, int, int]], a: str, b: str) -> Iterator[tuple[int, int, str]]:
    """Runs of wrong characters in the reading: start, end, what."""
    start = end = -1
    what = ""
    for kind, a0, a1, b0, b1 in steps:
        if kind == "equal":
            continue
        if start >= 0 and b0 - end > _SAME:
            yield start, end, what
            start, what = -1, ""
        if start < 0:
            start = b0
        end, what = b1, what + f"{a[a0:a1][:12]}>{b[b0:b1][:12]} "
    if start >= 0:
        yield start, end, what


def _mapping(steps: Sequence[tuple[str, int, int, int, int]]) -> Callable[[int], Span]:
    """From an offset of the truth to the stretch of the reading where it can stand."""

    def to(offset: int) -> Span:
        ends = [
            (b0 + offset - a0,) * 2 if k == "equal" else (b0, b1) for k, a0, a1, b0, b1 in steps if a0 <= offset <= a1
        ]
        return (min(e[0] for e in ends), max(e[1] for e in ends)) if ends else (0, 0)

    return to


def _ends(items: Sequence[str]) -> list[int]:
    out, at = [], 0
    for item in items:
        at += len(item)
        out.append(at)
    return out[:-1]


def _boundaries(truth: Reading, reading: Reading, steps: Sequence[tuple[str, int, int, int, int]]) -> Iterator[int]:
    """Offsets of the reading where a boundary is lost or stands for nothing."""
    to = _mapping(steps)
    true = [to(at) for at in _ends(truth.order)]
    made = _ends(reading.order)
    yield from (low for low, high in true if not any(low <= at <= high for at in made))
    yield from (at for at in made if not any(low <= at <= high for low, high in true))


def _headings(truth: Reading, reading: Reading, to: Callable[[int], Span]) -> Iterator[int]:
    """Offsets of headings that are lost, invented or of another level."""
    true, made = list(truth.headings), list(reading.headings)
    for one in list(true):
        if one in made:
            true.remove(one)
            made.remove(one)
    yield from (to(truth.text.find(text))[0] + 1 for _, text in true)
    yield from (reading.text.find(text) + 1 for _, text in made)


def _notes(truth: Reading, reading: Reading, lines: Lines) -> Iterator[tuple[Called, tuple[Span, ...], bool]]:
    """Every note of the truth, where it shows (its call, its text or its neighbours' texts), and whether it is right."""
    left = list(enumerate(reading.notes))
    letters = [(c, i) for i, c in enumerate(reading.text) if c.isalnum()]
    stream = "".join(c for c, _ in letters)
    for note in truth.notes:
        called = [(n, other) for n, other in left if other.before == note.before]
        same = next(((n, other) for n, other in called if _like(other, note)), None)
        shown: tuple[Span, ...] = ()
        if same or called:
            n = (same or called[0])[0]
            body = lines.notes[n : n + 1] if reading.notes[n].body else lines.notes[max(0, n - 1) : n + 2]
            shown = _shown(*lines.calls[n : n + 1], *body)
        elif (at := stream.find(note.before)) >= 0:
            shown = _shown(lines.span(letters[at][1], letters[at + len(note.before) - 1][1]))
        yield note, shown, same is not None
        if same is not None:
            left.remove(same)


def _like(a: Called, b: Called) -> bool:
    return a.fate == b.fate and (b.fate == "lost" or alike(a.body, b.body))
