"""Take the lines and the marks of one family, pair its calls with its notes, and put them on record.

Strategy.  Endnotes first: the run of marks under their heading, 注释 before 参考文献 (clean.notes.endnotes).  Otherwise the notes
stand at the pages' feet: clean.notes.segmentation reads the whole text at once and says which lines are notes, which marks
call them and which only count; clean.notes.collect gathers the bodies.  Marks at line starts that no call answers are no
notes.

A 参考文献 beside other notes is a list of sources: two numberings stand side by side, and the second cites.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field, replace

from sco_pub.clean.furniture.page_model import Pages
from sco_pub.clean.lines.lines import Line
from sco_pub.clean.lines.note_text import Body, sourced
from sco_pub.clean.notes import collect, confidence, endnotes, sections, segmentation
from sco_pub.clean.notes.call_likelihood import choose
from sco_pub.clean.notes.costs import Evidence
from sco_pub.clean.notes.endnotes import body_like
from sco_pub.clean.notes.line_labels import LabelKind, Labelled, LineLabel
from sco_pub.clean.notes.mark_tokens import Token
from sco_pub.lexicon import list_heads, note_marks
from sco_pub.model.doubt import Doubt

_NEAR = 4  # lines between a list's head and its first entry: a page's head and number, where they weren't known


@dataclass(frozen=True, slots=True)
class Call:
    """A mark in the text that calls a note."""

    position: int
    start: int
    end: int
    label: str


@dataclass
class Notes:
    calls: list[Call] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    zone: set[int] = field(default_factory=set)
    missing: list[str] = field(default_factory=list)
    uncalled: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    heads: set[int] = field(default_factory=set)  # positions of headings of endnotes
    masked: dict[int, Line] = field(default_factory=dict)  # lines whose marks of rare forms are blanked out
    labelled: dict[int, Labelled] = field(
        default_factory=dict
    )  # how the search for notes at pages' feet read each line

    @property
    def loose(self) -> frozenset[str]:
        """The labels of notes that nothing calls where others are called: they stand behind the text.

        Where most have no call the calls are lost, and the text with them is nothing to publish.
        """
        return frozenset(self.uncalled) if len(self.uncalled) * 2 <= len(self.bodies) else frozenset()

    def copy(self) -> Notes:
        """The same, to go on from without changing these."""
        return Notes(**{name: copy(getattr(self, name)) for name in self.__dataclass_fields__})


def pair(lines: Sequence[Line], pages: Pages, rest: list[int], found: list[Token], notes: Notes) -> None:
    """Pair the calls and notes of one family, and put them on record: by section, under a heading, or at pages' feet."""
    marks = _by_line(found)
    evidence = Evidence(lines, pages, rest, marks, ())
    heads = [p for p in rest if list_heads.is_head(lines[p].text)]
    if _sections(lines, pages, evidence, found, notes, heads):
        return
    sources = {head for head in heads if list_heads.of_sources(lines[head].text)}
    listed: set[int] = set()
    # the last list first, one of notes before one of sources
    for head in sorted(heads, key=lambda p: (p in sources, -p)):
        if _endnotes(lines, Evidence(lines, pages, rest, marks, ()), found, head, notes):
            return
        if head in sources:
            listed.update(rest[bisect_left(rest, head) :])
        if head in sources and _numbers_sources(lines, rest, found, head):
            rest = rest[: bisect_left(rest, head)]
            found = [t for t in found if t.position < head]
    if any(map(body_like, found)):
        _feet(lines, pages, Evidence(lines, pages, rest, marks, listed), found, notes)


def _by_line(found: Sequence[Token]) -> dict[int, list[Token]]:
    marks: dict[int, list[Token]] = {}
    for token in found:
        marks.setdefault(token.position, []).append(token)
    return marks


def _numbers_sources(lines: Sequence[Line], rest: Sequence[int], found: Sequence[Token], head: int) -> bool:
    """Whether this family's marks number the sources under a heading: then they are no notes'."""
    below = [p for p in rest if p > head and not endnotes.of_page(lines, found, head, p)]
    first = next((t.position for t in found if t.at_start and t.position in below[:_NEAR]), None)
    between = () if first is None else (p for p in below if p <= first)
    return first is not None and not any(endnotes.other_list(lines[p].text, found[0].family) for p in between)


def pair_orphans(lines: Sequence[Line], pages: Pages, rest: list[int], found: list[Token], notes: Notes) -> None:
    """Notes at pages' feet whose calls the text layer has lost, every one: kept apart from the text, and uncalled."""
    mute = [replace(token, calls=False) for token in found]
    _feet(lines, pages, Evidence(lines, pages, rest, _by_line(mute), ()), mute, notes)


def _feet(lines: Sequence[Line], pages: Pages, evidence: Evidence, found: list[Token], notes: Notes) -> None:
    """Notes at the feet of pages; without any call only if most of them name sources."""
    called = any(token.calls for token in found)
    parted = (
        segmentation.part(lines, evidence, found) if called else segmentation.part(lines, evidence, found, uncalled=0.5)
    )
    doubts: list[Doubt] = []
    counts = collect.collect_notes(lines, evidence.rest, parted.readings, doubts)
    texts = [body.text for count in counts for _, body in count.bodies]
    orphans = len(texts) > 1 and sum(map(sourced, texts)) * 5 >= len(texts) * 3
    paired = sum(len({t.value for t in count.calls} & {value for value, _ in count.bodies}) for count in counts)
    if found[0].family == "raised" and paired * 2 < sum(len(count.calls) for count in counts):
        return  # raised figures are powers and authors' homes as well
    if paired or (orphans and not called):
        notes.doubts += [*doubts, *confidence.doubts(evidence.lines, parted)]
        read = zip(evidence.rest, parted.readings, parted.margins, strict=True)
        notes.labelled |= {
            p: Labelled(label, margin, evidence.text(n), evidence.note(n)) for n, (p, label, margin) in enumerate(read)
        }
        _record(pages, counts, notes)


def _record(pages: Pages, counts: list[collect.NumberSequence], notes: Notes) -> None:
    """Put every count's calls, bodies and losses on record, under labels that say the page."""
    many = len(pages.starts) > 1
    named = [str(pages.numbers[pages.page_of(c.first)]) if many else str(n + 1) for n, c in enumerate(counts)]
    taken = {body.label for body in notes.bodies} | {call.label for call in notes.calls}
    for n, count in enumerate(counts):
        same = [m for m, name in enumerate(named) if name == named[n]]
        prefix = named[n] + (chr(ord("a") + same.index(n) % 26) if len(same) > 1 else "")
        while any(label.startswith(prefix + "-") for label in taken):
            prefix += "+"
        _record_count(count, prefix, notes)


def _record_count(count: collect.NumberSequence, prefix: str, notes: Notes) -> None:
    have = {value for value, _ in count.bodies}
    called = {t.value for t in count.calls}
    notes.zone |= count.zone
    notes.calls += [Call(t.position, t.start, t.end, _label(prefix, t.value)) for t in count.calls]
    for value, body in count.bodies:
        body.label = _label(prefix, value)
        notes.bodies.append(body)
    notes.uncalled += [_label(prefix, value) for value in sorted(have - called)]
    notes.missing += [_label(prefix, t.value) for t in count.calls if t.value not in have]


def _label(prefix: str, value: int) -> str:
    return f"{prefix}-{value}" if prefix else str(value)


def _sections(
    lines: Sequence[Line], pages: Pages, evidence: Evidence, found: list[Token], notes: Notes, heads: list[int]
) -> bool:
    """Endnotes that begin again with each section (clean.notes.sections).  False when there are none."""
    own = [p for p in heads if not list_heads.of_sources(lines[p].text)]
    parts = sections.find(lines, evidence, found, own)
    counts = [_count(lines, evidence, endnotes.with_shared(found, p.run), p.end, list(p.calls), notes) for p in parts]
    if counts:
        notes.heads.update(p for part in parts for p in part.heads)
        _record(pages, counts, notes)
    return bool(counts)


def _count(
    lines: Sequence[Line], evidence: Evidence, run: list[Token], end: int, calls: list[Token], notes: Notes
) -> collect.NumberSequence:
    """The notes of a list from their marks to its end, with their calls."""
    inside = [p for p in evidence.rest if run[0].position <= p < end]
    heads = _by_line(run)
    readings = [
        LineLabel(LabelKind.NOTE_START, tuple(heads[p])) if p in heads else LineLabel(LabelKind.NOTE_CONTINUED)
        for p in inside
    ]
    count = collect.collect_notes(lines, inside, readings, notes.doubts, listed=True)[0]
    count.calls = calls
    return count


def _endnotes(lines: Sequence[Line], evidence: Evidence, found: list[Token], head: int, notes: Notes) -> bool:
    """Bodies all together under their heading; numbers run through the document.  False when there are none."""
    rest = evidence.rest
    limit = next((p for p in rest if p > head and list_heads.is_head(lines[p].text)), rest[-1] + 1)
    run = endnotes.run_under(lines, found, head, limit)
    if run and (
        any(head < p < run[0].position for p in rest) or endnotes.of_page(lines, found, head, run[-1].position)
    ):
        return False
    points = ("round", "half")  # at a line's start they count paragraphs
    before = [t for t in found if t.position < head and t.calls and not (t.at_start and t.family in points)]
    marks = endnotes.with_shared(found, run)
    calls = choose(lines, before, {t.value for t in marks})
    if not run or not calls:
        return False
    references = list_heads.of_sources(lines[head].text)
    grouped = any(note_marks.GROUP.search(lines[p].text) for p in rest if p < head)
    if references and (notes.calls or grouped or len(before) > len(calls) or len(calls) < len(marks)):
        return False
    if len(calls) * 2 < len(marks):
        return False
    end = endnotes.list_end(evidence, run, limit)
    notes.heads.add(head)
    _record_count(_count(lines, evidence, marks, end, calls, notes), "", notes)
    return True
