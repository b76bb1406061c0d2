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
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

from sco_pub.clean import bodies as split
from sco_pub.clean.bodies import NOTE_LIKE, Body
from sco_pub.clean.calls import choose
from sco_pub.clean.lines import Line, ends_sentence, measure
from sco_pub.clean.markers import FAMILIES, Token, tokens
from sco_pub.clean.pages import Pages
from sco_pub.model.text import Doubt

ENDNOTES = re.compile(
    r"^[【\[［〔（(]?\s*(?:注\s*释|尾\s*注|附\s*注|注|Notes?|NOTES?|(?:主\s*要\s*)?参\s*考\s*文\s*献|References|REFERENCES|引\s*用\s*文\s*献)"
    r"\s*[】\]］〕）)]?\s*[:：]?\s*$"
)
_REFERENCES = re.compile("(?i)参\\s*考|references|引\\s*用")
_FIELD = re.compile(
    r"[*＊]?\s*[【〔［\[]?\s*(?:收\s*稿\s*日\s*期|基\s*金\s*项|基\s*金\s*[:：]|作\s*者\s*简|作\s*者\s*[:：]|修回日期|录用日期|通[讯信]作者|责任编辑)"
)
_PUNCTUATION = re.compile(r"^\s*[，。；、：）”’？！》」』,;:)\]]")


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


@dataclass
class _Zone:
    """A stretch of note lines: positions from ``start`` up to ``end``, the marks of its bodies, the marks before it."""

    start: int
    end: int
    marks: list[Token]
    before: list[Token]


def find(lines: Sequence[Line], pages: Pages, free: Sequence[int]) -> Notes:
    """All notes of all families; ``free`` are the positions of the lines that aren't furniture."""
    notes = Notes()
    free = _without_fields(lines, free)
    for family in FAMILIES:
        if family == "star":
            continue
        rest = [p for p in free if p not in notes.zone]
        found = tokens(lines, family, rest)
        if found and any(_body_like(t) for t in found):
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
        if _FIELD.match(text):
            inside = 1 if re.match("收|修|录", text.lstrip("【〔［[ ")) else 5
        elif inside and (out and re.match("[①-⑳]|\\[\\d", text)):
            inside = 0
        if not inside:
            out.append(p)
            continue
        inside = 0 if ends_sentence(text) else inside - 1
    return out


def _body_like(token: Token) -> bool:
    return token.at_start and not _PUNCTUATION.match(token.after)


def _family(lines: Sequence[Line], pages: Pages, rest: list[int], found: list[Token], notes: Notes) -> None:
    for head in [p for p in reversed(rest) if ENDNOTES.match(lines[p].text)]:
        if _endnotes(lines, rest, found, head, notes):
            return
        under = next((p for p in rest if p > head), None)
        if _REFERENCES.search(lines[head].text) and any(t.position == under and t.at_start for t in found):  # a list: none of its numbers is a note's
            rest = [p for p in rest if p < head]
            found = [t for t in found if t.position < head]
    if not found:
        return
    pieces = _slices(pages, rest)
    zones: list[tuple[int, list[_Zone]]] = []
    for page, positions in pieces:
        here = [t for t in found if positions and positions[0] <= t.position <= positions[-1]]
        hard = pages.certain
        zones.append((page, _page_zones(lines, positions, here) if hard else _open_zones(lines, positions, here)))
    if not any(_called(lines, zone) for _, each in zones for zone in each):
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


def _slices(pages: Pages, rest: Sequence[int]) -> list[tuple[int, list[int]]]:
    out: list[tuple[int, list[int]]] = [(i, []) for i in range(len(pages.starts))]
    for position in rest:
        out[pages.page_of(position)][1].append(position)
    return out


def _called(lines: Sequence[Line], zone: _Zone) -> bool:
    have = {t.value for t in zone.marks}
    return any(t.value in have for t in choose(lines, zone.before, have))


def _page_zones(lines: Sequence[Line], positions: list[int], found: list[Token]) -> list[_Zone]:
    """The one zone of a page whose end is known: the last run of rising marks at line starts."""
    if not positions:
        return []
    end = positions[-1] + 1
    small = _small_tail(lines, positions)
    heads = [t for t in found if _body_like(t) and (small is None or t.position >= small)]
    run: list[Token] = []
    for token in reversed(heads):
        if run and token.value >= run[0].value:
            break
        if run and token.position < run[0].position - 25:
            break
        run.insert(0, token)
        if token.value == 1:
            break
    stacked = [t for t in found if run and not t.at_start and t.position == run[0].position and not t.after.strip()]
    run = sorted({*run, *stacked}, key=lambda t: t.start)
    if not run:
        return [_Zone(end, end, [], found)]
    before = [t for t in found if t.start < run[0].start]
    zone = _Zone(run[0].position, end, run, before)
    if not _called(lines, zone) and not (small is not None and NOTE_LIKE.search(run[0].after)):
        return [_Zone(end, end, [], found)]
    return [zone]


def _small_tail(lines: Sequence[Line], positions: list[int]) -> int | None:
    """With geometry: the position where the small type at the page's foot begins; None when there is none."""
    sizes = [g.size for p in positions if (g := lines[p].geometry)]
    if len(sizes) < len(positions) or len(sizes) < 4:
        return None
    usual = statistics.median(sizes)
    start = None
    for p in reversed(positions):
        g = lines[p].geometry
        if g is None or g.size > usual * 0.94:
            break
        start = p
    return start


def _open_zones(lines: Sequence[Line], positions: list[int], found: list[Token]) -> list[_Zone]:
    """Zones of a text whose pages are unknown, in order; each is as long as its notes need."""
    zones: list[_Zone] = []
    waiting: list[Token] = []
    i = 0
    while i < len(found):
        token = found[i]
        expected = {t.value for t in waiting}
        if not (_body_like(token) and token.value in expected and _starts_zone(lines, token, waiting)):
            waiting.append(token)
            i += 1
            continue
        run = [token]
        while i + len(run) < len(found):
            following = found[i + len(run)]
            if not _body_like(following) or following.value <= run[-1].value or following.value > run[-1].value + 2:
                break
            if following.position - run[-1].position > 12:
                break
            run.append(following)
        i += len(run)
        limit = found[i].position if i < len(found) else positions[-1] + 1
        zones.append(_Zone(token.position, _zone_end(lines, positions, run, limit), run, waiting))
        waiting = []
    if waiting:
        zones.append(_Zone(positions[-1] + 1, positions[-1] + 1, [], waiting))
    return zones


def _starts_zone(lines: Sequence[Line], token: Token, waiting: list[Token]) -> bool:
    """A body, not a point of a list: its number was called, and it reads like a note or breaks into a sentence."""
    if not choose(lines, waiting, {token.value}):
        return False
    before = lines[token.position - 1].text if token.position else ""
    return bool(NOTE_LIKE.search(token.after)) or token.bare or not ends_sentence(before)


def _zone_end(lines: Sequence[Line], positions: list[int], run: list[Token], limit: int) -> int:
    """Where a zone ends when no page end says so: after the line that completes its last note."""
    inside = [p for p in positions if run[-1].position <= p < limit]
    full = measure([lines[p] for p in positions])
    bare = sum(t.bare for t in run)
    first = run[0].position
    broken = first > 0 and not ends_sentence(lines[first - 1].text)
    for n, p in enumerate(inside):
        following = lines[inside[n + 1]] if n + 1 < len(inside) else None
        if following is None:
            return p + 1
        if n < bare:
            continue
        apart = lines[p].width < full - 2 or broken or not NOTE_LIKE.search(following.text)
        if split.finished(lines[p].text) and apart:
            return p + 1
        if n >= 12:
            return p + 1
    return inside[-1] + 1


def _record(lines: Sequence[Line], positions: Sequence[int], zone: _Zone, prefix: str, notes: Notes) -> None:
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
        if head < token.position < limit and _body_like(token) and token.value == len(run) + 1:
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
    end = min(limit, _list_end(lines, rest, run[0].position, run[-1].position))
    notes.heads.add(head)
    _record(lines, rest, _Zone(run[0].position, end, run, before), "", notes)
    return True


def _list_end(lines: Sequence[Line], rest: list[int], first: int, last: int) -> int:
    """The end of a list's last entry: the line that completes it."""
    inside = [p for p in rest if p >= last]
    full = max((lines[p].width for p in rest if first <= p <= last), default=0.0)
    for n, p in enumerate(inside[:-1]):
        goes_on = re.match(r"[a-z0-9，。、；）》,.;)\-/]", lines[inside[n + 1]].text) and lines[p].width > full - 3
        if split.finished(lines[p].text) and not goes_on:
            return p + 1
        if n >= 8:
            return p + 1
    return inside[-1] + 1
