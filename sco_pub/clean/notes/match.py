"""Take the lines and the marks of one family, pair its calls with its notes, and put them on record.

Strategy.  Endnotes first: the run of marks under their heading, 注释 before 参考文献 (clean.notes.endnotes).  Otherwise the notes
stand at the pages' feet: clean.notes.begin_and_end reads the whole text at once and says which lines are notes, which marks
call them and which only count; clean.notes.collect gathers the bodies.  Marks at line starts that no call answers are no
notes.

A 参考文献 beside other notes is a list of sources: two numberings stand side by side, and the second cites.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sco_pub.clean.furniture.page_model import Pages
from sco_pub.clean.lines.column_sides import begin_paragraphs
from sco_pub.clean.lines.lines import Line
from sco_pub.clean.lines.note_body import Body, sourced
from sco_pub.clean.notes import begin_and_end, collect, confidence, endnotes, sections
from sco_pub.clean.notes.call_likelihood import choose, raised
from sco_pub.clean.notes.endnotes import body_like
from sco_pub.clean.notes.line_costs import Evidence
from sco_pub.clean.notes.line_labels import LabelKind, Labelled, LineLabel
from sco_pub.clean.notes.mark_tokens import Token
from sco_pub.lexicon import list_heads, note_marks
from sco_pub.model.doubt import Doubt, DoubtKind, Took, Why
from sco_pub.model.text import Range

_FEW = 3  # of the marks inside lines fewer than one in three call: the others count points, so all do
_NEAR = 4  # lines between a list's head and its first entry: a page's head and number, where they weren't known


@dataclass(frozen=True, slots=True)
class Call:
    """A mark in the text that calls a note."""

    position: int
    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Notes:
    """``zone``: positions of note lines; ``heads``: of headings of endnotes; ``masked``: lines whose marks of rare forms are
    blanked out; ``labelled``: how the search for notes at pages' feet read each line."""

    calls: tuple[Call, ...] = ()
    bodies: tuple[Body, ...] = ()
    zone: frozenset[int] = frozenset()
    missing: tuple[str, ...] = ()
    uncalled: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    heads: frozenset[int] = frozenset()
    masked: Mapping[int, Line] = field(default_factory=dict)
    labelled: Mapping[int, Labelled] = field(default_factory=dict)

    @property
    def loose(self) -> frozenset[str]:
        """The labels of notes that nothing calls where others are called: they stand behind the text.

        Where most have no call the calls are lost, and the text with them is nothing to publish.
        """
        return self._uncalled() - self.unneeded

    @property
    def unneeded(self) -> frozenset[str]:
        """The labels among those whose text another note has as well, which is called: it is printed there."""
        return self._uncalled() & {body.label for body in self.bodies if body.shares}

    def _uncalled(self) -> frozenset[str]:
        return frozenset(self.uncalled) if len(self.uncalled) * 2 <= len(self.bodies) else frozenset()

    def doubting(self, doubts: Iterable[Doubt]) -> Notes:
        """With more doubts."""
        return replace(self, doubts=(*self.doubts, *doubts))


def pair(lines: Sequence[Line], pages: Pages, rest: list[int], found: list[Token], notes: Notes) -> Notes:
    """The notes with those of one more family, paired with their calls: by section, under a heading, or at pages' feet.

    A mark with which a paragraph begins, as the page shows it, counts the paragraph or is a note's own: it calls none.
    """
    first = begin_paragraphs(lines)
    found = [replace(t, calls=t.calls and not (t.at_start and t.position in first)) for t in found]
    marks = _by_line(found)
    evidence = Evidence(lines, pages, rest, marks, ())
    heads = [p for p in rest if list_heads.is_head(lines[p].text)]
    if parted := _sections(lines, pages, evidence, found, notes, heads):
        return parted
    sources = {head for head in heads if list_heads.of_sources(lines[head].text)}
    listed: set[int] = set()
    # the last list first, one of notes before one of sources
    for head in sorted(heads, key=lambda p: (p in sources, -p)):
        if listing := _endnotes(lines, evidence, found, head, notes):
            return listing
        if head in sources:
            listed.update(rest[bisect_left(rest, head) :])
        if head in sources and _numbers_sources(lines, rest, found, head):
            feet = endnotes.feet_below(lines, rest, head)
            rest = [*rest[: bisect_left(rest, head)], *feet]
            found = [t for t in found if t.position < head or t.position in feet]
            evidence = Evidence(lines, pages, rest, marks, ())
    if not any(map(body_like, found)):
        return notes
    return _feet(lines, pages, Evidence(lines, pages, rest, marks, listed), found, notes)


def _by_line(found: Sequence[Token]) -> dict[int, list[Token]]:
    marks: dict[int, list[Token]] = {}
    for token in found:
        marks.setdefault(token.position, []).append(token)
    return marks


def _numbers_sources(lines: Sequence[Line], rest: Sequence[int], found: Sequence[Token], head: int) -> bool:
    """Whether this family's marks number the sources under a heading: then they are no notes'."""
    own = endnotes.of_page(lines, found, head)
    below = [p for p in rest if p > head and p not in own]
    first = next((t.position for t in found if t.at_start and t.position in below[:_NEAR]), None)
    between = () if first is None else (p for p in below if p <= first)
    return first is not None and not any(endnotes.other_list(lines[p].text, found[0].family) for p in between)


def pair_orphans(lines: Sequence[Line], pages: Pages, rest: list[int], found: list[Token], notes: Notes) -> Notes:
    """Notes at pages' feet whose calls the text layer has lost, every one: kept apart from the text, and uncalled."""
    mute = [replace(token, calls=False) for token in found]
    return _feet(lines, pages, Evidence(lines, pages, rest, _by_line(mute), ()), mute, notes)


def _feet(lines: Sequence[Line], pages: Pages, evidence: Evidence, found: list[Token], notes: Notes) -> Notes:
    """Notes at the feet of pages; without any call only if most of them name sources."""
    called = any(token.calls for token in found)
    parted = (
        begin_and_end.part(lines, evidence, found)
        if called
        else begin_and_end.part(lines, evidence, found, uncalled=0.5)
    )
    counts, doubts = collect.collect_notes(lines, evidence.rest, parted.readings)
    texts = [body.text for count in counts for _, body in count.bodies]
    orphans = len(texts) > 1 and sum(map(sourced, texts)) * 5 >= len(texts) * 3
    paired = sum(len({t.value for t in count.calls} & {value for value, _ in count.bodies}) for count in counts)
    if found[0].family == "raised" and paired * 2 < sum(len(count.calls) for count in counts if count.bodies):
        return notes  # raised figures are powers and authors' homes as well
    if not paired and (called or not orphans):
        return notes
    if called and _counts_points(lines, evidence, found, counts):
        return notes
    read = zip(evidence.rest, parted.readings, parted.margins, strict=True)
    labelled = {
        p: Labelled(label, margin, evidence.text(n), evidence.note(n)) for n, (p, label, margin) in enumerate(read)
    }
    known = replace(notes, labelled={**notes.labelled, **labelled})
    doubts += [*confidence.doubts(evidence.lines, parted), *_swallowed(lines, evidence, found, parted.readings)]
    return _record(pages, counts, known.doubting(doubts))


def _swallowed(
    lines: Sequence[Line], evidence: Evidence, found: Sequence[Token], readings: Sequence[LineLabel]
) -> Iterator[Doubt]:
    """Lines that go on a note though the page raises a mark at their head: a number printed twice, or out of turn."""
    heads = {token.position for token in found if token.at_start and raised(lines, token)}
    for p, reading in zip(evidence.rest, readings, strict=True):
        if p in heads and reading.kind is LabelKind.NOTE_CONTINUED:
            line, why = lines[p], Why.COULD_START_NOTE
            yield Doubt(DoubtKind.NOTE_LINE, line.number, 1, Took.AS_NOTE_CONTINUED, why, line.text[:40])


def _counts_points(
    lines: Sequence[Line], evidence: Evidence, found: Sequence[Token], counts: Sequence[collect.NumberSequence]
) -> bool:
    """Whether the page shows that the marks count points of the text (① …；② …), though some happen to look like a pair.

    No note stands in small type or at a foot, no call is raised, none of the notes names a source, and most marks inside lines
    call nothing.
    """
    calls = [call for count in counts for call in count.calls]
    bodies = [body for count in counts for _, body in count.bodies]
    inside = sum(not token.at_start for token in found)
    if len(calls) * _FEW >= inside or any(lines[p].geometry is None for p in evidence.rest):
        return False
    shown = any(evidence.beside_text(lines[body.position]) for body in bodies) or any(raised(lines, c) for c in calls)
    return not shown and not any(sourced(body.text) for body in bodies)


def _record(pages: Pages, counts: list[collect.NumberSequence], notes: Notes) -> Notes:
    """Put every count's calls, bodies and losses on record, under labels that say the page."""
    many = len(pages.starts) > 1
    named = [str(pages.numbers[pages.page_of(c.first)]) if many else str(n + 1) for n, c in enumerate(counts)]
    taken = {body.label for body in notes.bodies} | {call.label for call in notes.calls}
    for n, count in enumerate(counts):
        same = [m for m, name in enumerate(named) if name == named[n]]
        prefix = named[n] + (chr(ord("a") + same.index(n) % 26) if len(same) > 1 else "")
        while any(label.startswith(prefix + "-") for label in taken):
            prefix += "+"
        notes = _record_count(count, prefix, notes)
    return notes


def _record_count(count: collect.NumberSequence, prefix: str, notes: Notes) -> Notes:
    have = {value for value, _ in count.bodies}
    called = {t.value for t in count.calls}
    calls = [Call(t.position, t.start, t.end, _label(prefix, t.value)) for t in count.calls]
    bodies = [
        replace(body, label=_label(prefix, body.label), shares=_label(prefix, body.shares) if body.shares else "")
        for body in _owned(count.bodies, called)
    ]
    return replace(
        notes,
        zone=notes.zone | count.zone,
        calls=(*notes.calls, *calls),
        bodies=(*notes.bodies, *bodies),
        uncalled=(*notes.uncalled, *(_label(prefix, value) for value in sorted(have - called))),
        missing=(*notes.missing, *(_label(prefix, t.value) for t in count.calls if t.value not in have)),
    )


def _owned(bodies: Sequence[tuple[int, Body]], called: Collection[int]) -> list[Body]:
    """The notes; a text that is printed once for several marks belongs to one that is called, where there is such a one.

    A machine that reads a page, or a layer, loses a call now and then.
    """
    out = {body.label: body for _, body in bodies}
    for value, owner in bodies:
        group = [(value, owner), *((n, body) for n, body in bodies if body.shares == owner.label)]
        heir = next((body for n, body in group if n in called), None)
        mute = [body for n, body in group if n not in called]
        if heir is None or not mute or owner.shares:
            continue
        pieces = {piece for body in (owner, heir, *mute) for piece in body.pieces}
        marks = {mark for body in (owner, heir, *mute) for mark in body.marks}
        for _, body in group:
            out[body.label] = replace(body, shares=heir.label)
        for body in mute:
            out[body.label] = replace(body, shares=heir.label, pieces=(), marks=())
        out[heir.label] = replace(owner, label=heir.label, pieces=_in_order(pieces), marks=_in_order(marks))
    return list(out.values())


def _in_order(ranges: Iterable[Range]) -> tuple[Range, ...]:
    return tuple(sorted(ranges, key=lambda each: each.start))


def _label(prefix: str, number: int | str) -> str:
    return f"{prefix}-{number}" if prefix else str(number)


def _sections(
    lines: Sequence[Line], pages: Pages, evidence: Evidence, found: list[Token], notes: Notes, heads: list[int]
) -> Notes | None:
    """Endnotes that begin again with each section (clean.notes.sections).  None when there are none."""
    own = [p for p in heads if not list_heads.of_sources(lines[p].text)]
    parts = sections.find(lines, evidence, found, own)
    if not parts:
        return None
    counts = [_count(lines, evidence, endnotes.with_shared(found, p.run), p.end, p.calls) for p in parts]
    known = replace(notes, heads=notes.heads.union(p for part in parts for p in part.heads))
    return _record(pages, [count for count, _ in counts], known.doubting(d for _, doubts in counts for d in doubts))


def _count(
    lines: Sequence[Line], evidence: Evidence, run: list[Token], end: int, calls: Sequence[Token]
) -> tuple[collect.NumberSequence, list[Doubt]]:
    """The notes of a list from their marks to its end, with their calls; and doubts."""
    inside = [p for p in evidence.rest if run[0].position <= p < end]
    heads = _by_line(run)
    readings = [
        LineLabel(LabelKind.NOTE_START, tuple(heads[p])) if p in heads else LineLabel(LabelKind.NOTE_CONTINUED)
        for p in inside
    ]
    counts, doubts = collect.collect_notes(lines, inside, readings, listed=True)
    return replace(counts[0], calls=tuple(calls)), doubts


def _endnotes(lines: Sequence[Line], evidence: Evidence, found: list[Token], head: int, notes: Notes) -> Notes | None:
    """Bodies all together under their heading; numbers run through the document.  None when there are none."""
    rest = evidence.rest
    limit = next((p for p in rest if p > head and list_heads.is_head(lines[p].text)), rest[-1] + 1)
    run = endnotes.run_under(lines, found, head, limit)
    if run and (
        any(head < p < run[0].position for p in rest) or run[-1].position in endnotes.of_page(lines, found, head)
    ):
        return None
    points = ("round", "half")  # at a line's start they count paragraphs
    before = [t for t in found if t.position < head and t.calls and not (t.at_start and t.family in points)]
    marks = endnotes.with_shared(found, run)
    calls = choose(lines, before, {t.value for t in marks})
    if not run or not calls:
        return None
    references = list_heads.of_sources(lines[head].text)
    grouped = any(note_marks.GROUP.search(lines[p].text) for p in rest if p < head)
    if references and (notes.calls or grouped or len(before) > len(calls) or len(calls) < len(marks)):
        return None
    if len(calls) * 2 < len(marks):
        return None
    end = endnotes.list_end(evidence, run, limit)
    filling = endnotes.in_gaps(lines, rest, calls, {t.value for t in marks})
    calls = sorted([*calls, *filling], key=lambda token: token.start)
    count, doubts = _count(lines, evidence, marks, end, calls)
    doubts += [_filled(lines[token.position], token) for token in filling]
    return _record_count(count, "", replace(notes, heads=notes.heads | {head}).doubting(doubts))


def _filled(line: Line, token: Token) -> Doubt:
    chosen, why, said = Took.FIGURE_AS_CALL, Why.CALL_IN_GAP, {"number": token.value}
    return Doubt(DoubtKind.CALL, line.number, token.start - line.start + 1, chosen, why, line.text[:40], values=said)
