"""Take lines and pages, pair note calls with note bodies, and say which lines are notes.

Strategy.  One family of marks at a time.  Endnotes first: the run of marks under their heading (clean.endnotes).  Otherwise the
notes stand at the pages' feet: clean.parting reads the whole text at once and says which lines are notes, which marks call them
and which only count; clean.zones gathers the bodies.  Marks at line starts that no call answers are no notes.

A reference list that isn't a list of notes stays one; its citations are checked against it (clean.citations).

A call without a body is ``missing``; a body that stops inside a word, a URL or a sentence is incomplete.  Nothing is borrowed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sco_pub.clean import citations, endnotes, margins, parting, zones
from sco_pub.clean.bodies import Body
from sco_pub.clean.calls import choose
from sco_pub.clean.endnotes import body_like
from sco_pub.clean.evidence import Evidence
from sco_pub.clean.lines import Line, ends_sentence
from sco_pub.clean.markers import FAMILIES, Token, tokens
from sco_pub.clean.readings import Kind, Reading
from sco_pub.clean.sheets import Pages
from sco_pub.model.text import Doubt

_FIELD = re.compile(
    r"[*＊]?\s*[【〔［\[]?\s*(?:收\s*稿\s*日\s*期|基\s*金\s*项|基\s*金\s*[:：]|作\s*者\s*简|作\s*者\s*[:：]|修回日期|录用日期|通[讯信]作者)"
)


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


def find(lines: Sequence[Line], pages: Pages, free: Sequence[int]) -> Notes:
    """All notes of all families; ``free`` are the positions of the lines that aren't furniture."""
    notes = Notes()
    free = _without_fields(lines, free)
    for family in FAMILIES:
        if family == "star":
            continue
        rest = [p for p in free if p not in notes.zone]
        found = tokens(lines, family, rest)
        if found and any(body_like(t) for t in found):
            _family(lines, pages, rest, found, notes)
    _cut_addresses(notes.bodies)
    rest = [p for p in free if p not in notes.zone and p not in notes.heads]
    notes.doubts += citations.check(lines, rest, {call.start for call in notes.calls})
    order = {call.label: n for n, call in enumerate(sorted(notes.calls, key=lambda c: c.start))}
    notes.calls.sort(key=lambda c: c.start)
    notes.bodies.sort(key=lambda b: order.get(b.label, len(order)))
    return notes


_ADDRESS = re.compile(r"(?i)(?P<before>.*?)[,，.。]?https?[:：]//(?P<host>[^/]+)(?P<path>/.*)?$")


def _cut_addresses(bodies: Sequence[Body]) -> None:
    """A named document whose address names no document, among others that do, is cut off.

    A site alone (data.worldbank.org) is a good address for a site, and in an article that gives no other: so another note must
    give the address of a document before one that stops short is marked in the master; clean.queries doubts the rest.
    """
    compact = ((body, re.sub(r"\s", "", body.text).replace("．", ".")) for body in bodies)
    found = [(body, m) for body, text in compact if (m := _ADDRESS.match(text))]
    documents = sum(_names_document(m["path"] or "") for _, m in found)
    for body, m in found:
        titled = re.search(r"[》”»\"]$|[а-яa-z]{3}$", m["before"].strip())
        if documents and titled and not _names_document(m["path"] or ""):
            body.complete = False


def _names_document(path: str) -> bool:
    """Whether an address's path looks like a document's: a file, a query, a long number, or three names."""
    return bool(re.search(r"[.?=_~-]|\d{4}", path)) or path.strip("/").count("/") >= 2


def _without_fields(lines: Sequence[Line], free: Sequence[int]) -> list[int]:
    """The positions that aren't a labelled field's: at a first page's foot fields stand among the notes."""
    out: list[int] = []
    inside = 0
    for p in free:
        text = lines[p].text
        if re.match("[（(]\\s*(?:责任编辑|责编|编辑)", text):
            continue
        if _FIELD.match(text):
            inside = 1 if re.match("收|修|录", text.lstrip("【〔［[ ")) else 5
        elif inside and (out and re.match("[①-⑳]|\\[\\d", text)):
            inside = 0
        if not inside:
            out.append(p)
            continue
        inside = 0 if ends_sentence(text) else inside - 1
    return out


def _family(lines: Sequence[Line], pages: Pages, rest: list[int], found: list[Token], notes: Notes) -> None:
    listed: set[int] = set()
    marks: dict[int, list[Token]] = {}
    for token in found:
        marks.setdefault(token.position, []).append(token)
    for head in [p for p in reversed(rest) if endnotes.HEADING.match(lines[p].text)]:
        if _endnotes(lines, Evidence(lines, pages, rest, marks, ()), found, head, notes):
            return
        under = next((p for p in rest if p > head), None)
        if endnotes.REFERENCES.search(lines[head].text):
            listed.update(p for p in rest if p >= head)
            foreign = any(endnotes.other_entry(lines[p].text, found[0].family) for p in rest if p > head)
            if not foreign and any(t.position == under and t.at_start for t in found):  # its numbers are no notes'
                rest = [p for p in rest if p < head]
                found = [t for t in found if t.position < head]
    if not any(body_like(t) for t in found):
        return
    evidence = Evidence(lines, pages, rest, marks, listed)
    parted = parting.part(lines, evidence, found)
    doubts: list[Doubt] = []
    counts = zones.gather(lines, rest, parted.readings, doubts)
    if any(count.answered for count in counts):
        notes.doubts += [*doubts, *margins.doubts(evidence.lines, parted)]
        _record(pages, counts, notes)


def _record(pages: Pages, counts: list[zones.Count], notes: Notes) -> None:
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


def _record_count(count: zones.Count, prefix: str, notes: Notes) -> None:
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


def _endnotes(lines: Sequence[Line], evidence: Evidence, found: list[Token], head: int, notes: Notes) -> bool:
    """Bodies all together under their heading; numbers run through the document.  False when there are none."""
    rest = evidence.rest
    limit = next((p for p in rest if p > head and endnotes.HEADING.match(lines[p].text)), rest[-1] + 1)
    run = endnotes.run_under(found, head, limit)
    if run and any(head < p < run[0].position for p in rest):
        return False
    before = [t for t in found if t.position < head]
    calls = choose(lines, before, {t.value for t in run})
    if not run or not calls:
        return False
    references = bool(endnotes.REFERENCES.search(lines[head].text))
    if references and (len(before) > len(calls) or len(calls) < len(run)):
        return False
    if len(calls) * 2 < len(run):
        return False
    end = endnotes.list_end(evidence, run[-1].position, limit)
    inside = [p for p in rest if run[0].position <= p < end]
    heads = {t.position: t for t in run}
    readings = [Reading(Kind.MARK, (heads[p],)) if p in heads else Reading(Kind.MORE) for p in inside]
    count = zones.gather(lines, inside, readings, notes.doubts)[0]
    count.calls = calls
    notes.heads.add(head)
    _record_count(count, "", notes)
    return True
