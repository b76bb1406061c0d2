"""Find the zones of a text that hold note bodies, and the marks of those bodies.

Strategy.  Where a page's end is known, its zone is the last run of rising marks at line starts (with geometry: in the
small type at the foot).  Where it isn't, a zone begins at a mark at a line's start whose number is waiting for its body,
and ends at the first line that completes a note and after which the interrupted text goes on.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from sco_pub.clean import bodies as split
from sco_pub.clean.bodies import NOTE_LIKE
from sco_pub.clean.calls import choose
from sco_pub.clean.lines import Line, ends_sentence, measure
from sco_pub.clean.markers import Token
from sco_pub.clean.sheets import Pages

_PUNCTUATION = re.compile(r"^\s*[，。；、：）”’？！》」』,;:)\]]")


@dataclass
class Zone:
    """A stretch of note lines: positions from ``start`` up to ``end``, the marks of its bodies, the marks before it."""

    start: int
    end: int
    marks: list[Token]
    before: list[Token]


def body_like(token: Token) -> bool:
    return token.at_start and not _PUNCTUATION.match(token.after)


def slices(pages: Pages, rest: Sequence[int]) -> list[tuple[int, list[int]]]:
    out: list[tuple[int, list[int]]] = [(i, []) for i in range(len(pages.starts))]
    for position in rest:
        out[pages.page_of(position)][1].append(position)
    return out


def called(lines: Sequence[Line], zone: Zone) -> bool:
    have = {t.value for t in zone.marks}
    return any(t.value in have for t in choose(lines, zone.before, have))


def page_zones(lines: Sequence[Line], positions: list[int], found: list[Token]) -> list[Zone]:
    """The zone at a page's foot, and above it those of pages whose ends nothing told (a folio is missing there)."""
    if not positions:
        return []
    foot = _foot_zone(lines, positions, found)
    if not foot.marks or not any(body_like(t) and t.value == 1 for t in foot.before):
        return [foot]
    above = open_zones(lines, [p for p in positions if p < foot.start], foot.before)
    waiting = [t for zone in above if not zone.marks for t in zone.before]
    return [*(zone for zone in above if zone.marks), Zone(foot.start, foot.end, foot.marks, waiting)]


def _foot_zone(lines: Sequence[Line], positions: list[int], found: list[Token]) -> Zone:
    """The one zone of a page whose end is known: the last run of rising marks at line starts."""
    end = positions[-1] + 1
    small = _small_tail(lines, positions)
    heads = [t for t in found if body_like(t) and (small is None or t.position >= small)]
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
        return Zone(end, end, [], found)
    before = [t for t in found if t.start < run[0].start]
    zone = Zone(run[0].position, end, run, before)
    if not called(lines, zone) and not (small is not None and NOTE_LIKE.search(run[0].after)):
        return Zone(end, end, [], found)
    return zone


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


def open_zones(lines: Sequence[Line], positions: list[int], found: list[Token]) -> list[Zone]:
    """Zones of a text whose pages are unknown, in order; each is as long as its notes need."""
    zones: list[Zone] = []
    waiting: list[Token] = []
    i = 0
    while i < len(found):
        token = found[i]
        expected = {t.value for t in waiting}
        if not (body_like(token) and token.value in expected and _starts_zone(lines, token, waiting)):
            waiting.append(token)
            i += 1
            continue
        run = [token]
        while i + len(run) < len(found):
            following = found[i + len(run)]
            if not body_like(following) or following.value <= run[-1].value or following.value > run[-1].value + 2:
                break
            if following.position - run[-1].position > 12:
                break
            run.append(following)
        i += len(run)
        limit = found[i].position if i < len(found) else positions[-1] + 1
        zones.append(Zone(token.position, _zone_end(lines, positions, run, limit), run, waiting))
        waiting = []
    if waiting:
        zones.append(Zone(positions[-1] + 1, positions[-1] + 1, [], waiting))
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
    return (inside[-1] if inside else run[-1].position) + 1


def list_end(lines: Sequence[Line], rest: list[int], first: int, last: int) -> int:
    """The end of a list's last entry: the line that completes it."""
    inside = [p for p in rest if p >= last]
    full = max((lines[p].width for p in rest if first <= p <= last), default=0.0)
    for n, p in enumerate(inside[:-1]):
        unfinished = re.match(r"[a-z0-9，。、；）》,.;)\-/]", lines[inside[n + 1]].text) or lines[p].text.endswith("年")
        goes_on = bool(unfinished) and lines[p].width > full - 3
        if split.finished(lines[p].text) and not goes_on:
            return p + 1
        if n >= 8:
            return p + 1
    return inside[-1] + 1
