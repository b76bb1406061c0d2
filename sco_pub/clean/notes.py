"""Take lines and pages, pair note calls with note bodies, and say which lines are notes.

Strategy.  One family of marks at a time.  Tokens are read in order; a mark inside a line is a call, a mark at a line's
start is a body if a call with its number is waiting and what follows isn't punctuation (a call that was wrapped to a line's
start is followed by the sentence's own mark, or finds no waiting call).  A zone of bodies ends where its page ends; where
pages are not known, it ends at the first line that completes a note and after which the interrupted sentence goes on.
Marks stacked above their bodies are dealt out to as many stretches of lines, cut where a note can end and another begin.

Endnotes (a heading 注释, 尾注 or Notes near the end) are matched over the whole document.  A call without a body is
``missing``; a body that stops inside a word, a URL or a sentence is incomplete.  Bodies are never borrowed or invented.
Numbers of one family that have no body anywhere are enumerators and stay text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sco_pub.clean.lines import Line, ends_sentence, measure
from sco_pub.clean.markers import Token, tokens
from sco_pub.clean.pages import Pages
from sco_pub.model.characters import HANZI, hanzi_count
from sco_pub.model.text import Doubt, Range

ENDNOTES = re.compile(r"^[【\[［〔（(]?\s*(?:注\s*释|尾\s*注|附\s*注|注|Notes?|NOTES?)\s*[】\]］〕）)]?\s*[:：]?\s*$")
_PUNCTUATION = re.compile(r"^\s*[，。；、：）”’？！》」』,;:)\]]")
_NOTE_LIKE = re.compile(
    r"^\s*[《«“\"‘〔［\[]|^\s*(?:参见|参阅|详见|见|转引自|同上|同前|同注|引自|载|该|数据|资料|根据|See|Ibid|Cf|там же)|"
    r"[:：]\s*[《«“]|出版社|第\s*[0-9０-９]+\s*[页期版卷]|https?|ｈｔｔｐ|[0-9０-９]{4}\s*年|[A-ZА-Я][a-zа-я]+"
)
_URL_END = re.compile(r"(?i)(?:\.\s*(?:s?html?|ｈｔｍｌ?|ｓｈｔｍｌ|pdf|ｐｄｆ|aspx?|php|jsp)|/)\s*$")
_OPEN_END = re.compile(r"[，、；：（《“‘〈«,;:(\[/／\-－—–+=＝&＆·]\s*$")


@dataclass(frozen=True, slots=True)
class Call:
    """A mark in the text that calls a note."""

    position: int
    start: int
    end: int
    label: str


@dataclass
class Body:
    """A note's text: raw ranges of whole or partial lines, and the ranges of its mark."""

    label: str
    pieces: list[Range] = field(default_factory=list)
    marks: list[Range] = field(default_factory=list)
    text: str = ""
    position: int = 0
    complete: bool = True


@dataclass
class Notes:
    calls: list[Call] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    zone: set[int] = field(default_factory=set)
    missing: list[str] = field(default_factory=list)
    uncalled: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


@dataclass
class _Group:
    calls: dict[int, Token] = field(default_factory=dict)
    bodies: list[Token] = field(default_factory=list)
    end: int = 0  # position after the zone


def find(lines: Sequence[Line], pages: Pages, free: Sequence[int]) -> Notes:
    """All notes of all families; ``free`` are the positions of the lines that aren't furniture or metadata."""
    notes = Notes()
    for family in ("circled", "negative", "parenthesised", "square", "tortoise", "lenticular", "raised"):
        rest = [p for p in free if p not in notes.zone]
        found = tokens(lines, family, rest)
        if not found or not any(t.at_start for t in found):
            continue
        _family(lines, pages, rest, found, notes)
    order = {call.label: n for n, call in enumerate(sorted(notes.calls, key=lambda c: c.start))}
    notes.calls.sort(key=lambda c: c.start)
    notes.bodies.sort(key=lambda b: order.get(b.label, len(order)))
    return notes


def _family(lines: Sequence[Line], pages: Pages, rest: list[int], found: list[Token], notes: Notes) -> None:
    head = next((p for p in reversed(rest) if ENDNOTES.match(lines[p].text)), None)
    if head is not None and any(t.at_start and t.position > head for t in found):
        _endnotes(lines, rest, found, head, notes)
        return
    slices = _slices(pages, rest)
    grouped: list[tuple[int, list[_Group]]] = []
    for page, positions in slices:
        here = [t for t in found if positions and positions[0] <= t.position <= positions[-1]]
        grouped.append((page, _groups(lines, positions, here, hard=pages.certain)))
    if not any(group.bodies for _, groups in grouped for group in groups):
        return
    for page, groups in grouped:
        real = [g for g in groups if g.bodies or _calls_like(g, found)]
        for n, group in enumerate(real):
            prefix = f"{pages.numbers[page]}" if len(slices) > 1 and len(real) == 1 else f"{page + 1}{_letter(n)}"
            if len(slices) == 1:
                prefix = str(n + 1)
            _take(lines, rest, group, prefix, notes)


def _letter(n: int) -> str:
    return chr(ord("a") + n % 26)


def _slices(pages: Pages, rest: Sequence[int]) -> list[tuple[int, list[int]]]:
    out: list[tuple[int, list[int]]] = [(i, []) for i in range(len(pages.starts))]
    for position in rest:
        out[pages.page_of(position)][1].append(position)
    return out


def _calls_like(group: _Group, found: list[Token]) -> bool:
    """Whether a group without bodies holds calls (their bodies are lost) rather than enumerators (①…；②…)."""
    calls = list(group.calls.values())
    if not calls:
        return False
    listing = [
        t for t in calls if re.search(r"[：:；;，,、]\s*$|^\s*$", t.before) and re.match(f"\\s*[{HANZI}]", t.after)
    ]
    return len(listing) * 2 <= len(calls)


def _body_like(token: Token) -> bool:
    return token.at_start and not _PUNCTUATION.match(token.after)


def _groups(lines: Sequence[Line], positions: list[int], found: list[Token], *, hard: bool) -> list[_Group]:
    """Calls and the bodies that answer them, in the order of the text."""
    groups: list[_Group] = []
    group, i = _Group(), 0
    while i < len(found):
        token = found[i]
        if _body_like(token) and token.value in group.calls:
            i = _collect(found, i, group)
            later = found[i:]
            if later or not hard:
                limit = later[0].position if later else positions[-1] + 1
                group.end = _zone_end(lines, positions, group, limit)
            else:
                group.end = positions[-1] + 1
            groups.append(group)
            group = _Group()
            continue
        if token.value in group.calls:
            groups.append(group)
            group = _Group()
        group.calls[token.value] = token
        i += 1
    if group.calls:
        groups.append(group)
    return groups


def _collect(found: list[Token], i: int, group: _Group) -> int:
    """Take the marks of one zone: at line starts, rising, each called or following on from the one before."""
    last = 0
    while i < len(found):
        token = found[i]
        stacked = not token.at_start and group.bodies and token.position == group.bodies[-1].position
        if not (_body_like(token) or stacked) or token.value <= last:
            break
        if token.value not in group.calls and token.value != last + 1:
            break
        group.bodies.append(token)
        last = token.value
        i += 1
    return i


def _zone_end(lines: Sequence[Line], positions: list[int], group: _Group, limit: int) -> int:
    """Where the zone ends when no page end says so: after the line that completes its last note."""
    last = group.bodies[-1].position
    inside = [p for p in positions if last <= p < limit]
    full = measure([lines[p] for p in positions])
    for n, p in enumerate(inside):
        text = lines[p].text
        following = lines[inside[n + 1]] if n + 1 < len(inside) else None
        if following is None:
            return p + 1
        done = not cut_off(text) and (
            ends_sentence(text) or bool(re.search(r"[0-9０-９页期版]\s*$", text)) or bool(_URL_END.search(text))
        )
        if done and (lines[p].width < full - 2 or not _NOTE_LIKE.search(following.text)):
            return p + 1
        if n >= 12:
            return p + 1
    return inside[-1] + 1


def _take(lines: Sequence[Line], rest: Sequence[int], group: _Group, prefix: str, notes: Notes) -> None:
    """Put a group's calls, bodies and losses on record."""
    for value, token in sorted(group.calls.items(), key=lambda item: item[1].start):
        notes.calls.append(Call(token.position, token.start, token.end, f"{prefix}-{value}"))
    if group.bodies:
        zone = [p for p in rest if group.bodies[0].position <= p < group.end]
        notes.zone.update(zone)
        bodies = _split(lines, zone, group.bodies, prefix, notes)
        notes.bodies += bodies
        notes.uncalled += [f"{prefix}-{t.value}" for t in group.bodies if t.value not in group.calls]
    have = {t.value for t in group.bodies}
    notes.missing += [f"{prefix}-{value}" for value in sorted(group.calls) if value not in have]


def _split(lines: Sequence[Line], zone: list[int], marks: list[Token], prefix: str, notes: Notes) -> list[Body]:
    """A zone's lines, dealt out to its marks."""
    bodies: list[Body] = []
    stack: list[Body] = []
    pending: list[int] = []
    by_line: dict[int, list[Token]] = {}
    for token in marks:
        by_line.setdefault(token.position, []).append(token)
    for p in zone:
        here = by_line.get(p, [])
        if here and pending:
            _deal(lines, pending, stack, notes)
            stack, pending = [], []
        for n, token in enumerate(here):
            body = Body(f"{prefix}-{token.value}", marks=[Range(token.start, token.end)], position=p)
            bodies.append(body)
            stop = here[n + 1].start if n + 1 < len(here) else lines[p].full_end
            text = token.after if n + 1 == len(here) else token.after[: here[n + 1].start - token.end]
            if text.strip():
                if stack and pending:
                    _deal(lines, pending, stack, notes)
                stack, pending = [body], []
                body.pieces.append(Range(token.start, stop))
                body.text = text.strip()
            else:
                stack = [body] if not stack or stack[-1].text else [*stack, body]
                body.pieces.append(Range(token.start, stop))
        if not here:
            pending.append(p)
    if pending:
        _deal(lines, pending, stack, notes)
    for body in bodies:
        body.complete = not cut_off(body.text)
    return bodies


def _deal(lines: Sequence[Line], pending: list[int], stack: list[Body], notes: Notes) -> None:
    """Lines without a mark: all to the one waiting body, or cut into as many stretches as marks are stacked."""
    if not stack:
        return
    cuts = _cuts(lines, pending, len(stack) - 1)
    bounds = [0, *cuts, len(pending)]
    if len(stack) > 1:
        first = lines[pending[0]]
        notes.doubts.append(
            Doubt(
                "stacked-notes",
                first.number,
                1,
                f"{len(stack)} notes dealt out in order",
                "Their marks stand apart from their texts.",
                first.text[:40],
            )
        )
    for body, (a, b) in zip(stack, zip(bounds, bounds[1:], strict=False), strict=False):
        for p in pending[a:b]:
            body.pieces.append(lines[p].range)
            body.text += lines[p].text


def _cuts(lines: Sequence[Line], pending: list[int], wanted: int) -> list[int]:
    """The ``wanted`` best places to cut: a note ends before it, another begins after it."""
    if wanted <= 0:
        return []
    full = max(lines[p].width for p in pending)
    scored = []
    for n in range(1, len(pending)):
        before, after = lines[pending[n - 1]], lines[pending[n]]
        score = 4.0 if ends_sentence(before.text) or _URL_END.search(before.text) else 0.0
        score += 2.0 if re.match(r"[《«“\"A-ZА-Я]", after.text) else 0.0
        score += 2.0 if before.width < full * 0.8 else 0.0
        score += 1.0 if _NOTE_LIKE.search(after.text[:12]) else 0.0
        score += 1.0 if (hanzi_count(before.text) == 0) != (hanzi_count(after.text) == 0) else 0.0
        score -= 3.0 if re.search(r"[，、；：《（,:(]\s*$", before.text) else 0.0
        score -= 3.0 if re.match("(?i)h\\s*t\\s*t\\s*p|ｈｔｔｐ", after.text) else 0.0
        scored.append((-score, n))
    return sorted(n for _, n in sorted(scored)[:wanted])


def _endnotes(lines: Sequence[Line], rest: list[int], found: list[Token], head: int, notes: Notes) -> None:
    """Bodies all together at the end, under their heading; numbers run through the document."""
    group = _Group()
    for token in found:
        if token.position < head:
            group.calls.setdefault(token.value, token)
        elif token.at_start and token.value == (group.bodies[-1].value if group.bodies else 0) + 1:
            group.bodies.append(token)
    if not group.bodies or not group.calls:
        return
    group.end = rest[-1] + 1
    for value, token in sorted(group.calls.items(), key=lambda item: item[1].start):
        notes.calls.append(Call(token.position, token.start, token.end, str(value)))
    zone = [p for p in rest if group.bodies[0].position <= p]
    notes.zone.update(zone)
    for body in _split(lines, zone, group.bodies, "", notes):
        body.label = body.label.lstrip("-")
        notes.bodies.append(body)
    have = {t.value for t in group.bodies}
    notes.missing += [str(v) for v in sorted(group.calls) if v not in have]
    notes.uncalled += [str(v) for v in sorted(have) if v not in group.calls]


def cut_off(text: str) -> bool:
    """Whether a note's text stops inside a URL, a pair of brackets or a sentence: surely not its end."""
    text = text.strip()
    if not text or _OPEN_END.search(text):
        return True
    for left, right in ("《》", "（）", "“”", "()"):
        if text.count(left) > text.count(right):
            return True
    return False


def sourceless(text: str) -> bool:
    """A short foreign note that names a work but no year, page or address: its end may have been lost."""
    return len(text) < 160 and hanzi_count(text) < 4 and not re.search(r"\d|(?i:ibid|там же|op\. cit|см\.|see )", text)
