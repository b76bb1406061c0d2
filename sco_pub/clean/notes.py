"""Take lines and pages, pair note calls with note bodies, and say which lines are notes.

Strategy.  One family of marks at a time, and bodies first.  Where pages are known, a page's bodies are the last run of
rising marks at line starts (with geometry: the small type at the page's foot).  Where they are not, a zone begins at a mark at
a line's start whose number is waiting for its body, and ends at the first line that completes a note and after which the
interrupted text goes on.  Endnotes are the run of marks under their heading (注释, 尾注, 参考文献); a reference list is that only
if the text cites each entry at most once and in order, else it stays a list.  Calls are then chosen among the marks before
the bodies (clean.calls), so that enumerators stay text.

Marks stacked above their bodies are dealt out to as many stretches of lines, cut where a note can end and another begin.
A note that stops in mid-sentence at its page's end goes on in unmarked note lines at the next page's foot.  A call
without a body is ``missing``; a body that stops inside a word, a URL or a sentence is incomplete.  Nothing is borrowed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sco_pub.clean import bodies as split
from sco_pub.clean.bodies import Body
from sco_pub.clean.calls import choose
from sco_pub.clean.lines import Line, ends_sentence
from sco_pub.clean.markers import FAMILIES, Token, tokens
from sco_pub.clean.sheets import Pages
from sco_pub.clean.zones import Zone, body_like, called, list_end, open_zones, page_zones, slices
from sco_pub.model.text import Doubt

ENDNOTES = re.compile(
    r"^[【\[［〔（(]?\s*(?:注\s*释|尾\s*注|附\s*注|注|Notes?|NOTES?|(?:主\s*要\s*)?参\s*考\s*文\s*献|References|REFERENCES|引\s*用\s*文\s*献)"
    r"\s*[】\]］〕）)]?\s*[:：]?\s*$"
)


_REFERENCES = re.compile("(?i)参\\s*考|references|引\\s*用")


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
    order = {call.label: n for n, call in enumerate(sorted(notes.calls, key=lambda c: c.start))}
    notes.calls.sort(key=lambda c: c.start)
    notes.bodies.sort(key=lambda b: order.get(b.label, len(order)))
    return notes


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
    for head in [p for p in reversed(rest) if ENDNOTES.match(lines[p].text)]:
        if _endnotes(lines, rest, found, head, notes):
            return
        under = next((p for p in rest if p > head), None)
        if _REFERENCES.search(lines[head].text) and any(
            t.position == under and t.at_start for t in found
        ):  # a list: none of its numbers is a note's
            rest = [p for p in rest if p < head]
            found = [t for t in found if t.position < head]
    if not found:
        return
    pieces = slices(pages, rest)
    zones: list[tuple[int, list[Zone]]] = []
    for page, positions in pieces:
        here = [t for t in found if positions and positions[0] <= t.position <= positions[-1]]
        hard = pages.certain
        zones.append((page, page_zones(lines, positions, here) if hard else open_zones(lines, positions, here)))
    if not any(called(lines, zone) for _, each in zones for zone in each):
        return
    many = len(pieces) > 1
    for (page, each), (_, positions) in zip(zones, pieces, strict=True):
        for n, zone in enumerate(each):
            prefix = str(pages.numbers[page]) + ("" if len(each) == 1 else _letter(n)) if many else str(n + 1)
            _record(lines, positions, zone, prefix, notes)
    if many:
        split.run_over(lines, pieces, notes.bodies, notes.zone, notes.doubts)


def _letter(n: int) -> str:
    return chr(ord("a") + n % 26)


def _record(lines: Sequence[Line], positions: Sequence[int], zone: Zone, prefix: str, notes: Notes) -> None:
    """Put a zone's calls, bodies and losses on record."""
    have = {t.value for t in zone.marks}
    calls = choose(lines, zone.before, have, least=0.5 if have else 2.5)
    notes.calls += [Call(t.position, t.start, t.end, _label(prefix, t.value)) for t in calls]
    called = {t.value for t in calls}
    if zone.marks:
        inside = [p for p in positions if zone.start <= p < zone.end]
        notes.zone.update(inside)
        labels = {t: _label(prefix, t.value) for t in zone.marks}
        notes.bodies += split.deal_out(lines, inside, zone.marks, labels, notes.doubts)
        notes.uncalled += [labels[t] for t in zone.marks if t.value not in called]
    notes.missing += [_label(prefix, t.value) for t in calls if t.value not in have]


def _label(prefix: str, value: int) -> str:
    return f"{prefix}-{value}" if prefix else str(value)


def _endnotes(lines: Sequence[Line], rest: list[int], found: list[Token], head: int, notes: Notes) -> bool:
    """Bodies all together under their heading; numbers run through the document.  False when there are none."""
    run: list[Token] = []
    limit = next((p for p in rest if p > head and ENDNOTES.match(lines[p].text)), rest[-1] + 1)
    for token in found:
        if head < token.position < limit and body_like(token) and token.value == len(run) + 1:
            if run and token.position > run[-1].position + 25:
                break
            run.append(token)
    if run and any(head < p < run[0].position for p in rest):
        return False
    before = [t for t in found if t.position < head]
    calls = choose(lines, before, {t.value for t in run})
    if not run or not calls:
        return False
    references = bool(_REFERENCES.search(lines[head].text))
    if references and (len(before) > len(calls) or len(calls) < len(run)):
        return False
    if len(calls) * 2 < len(run):
        return False
    end = min(limit, list_end(lines, rest, run[0].position, run[-1].position))
    notes.heads.add(head)
    _record(lines, rest, Zone(run[0].position, end, run, before), "", notes)
    return True
