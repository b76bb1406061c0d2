"""Take lines, find the headings and their levels.

Strategy.  A heading is a short line without a final mark that stands where a paragraph has just ended, and begins with an
enumerator (第一章, 一、, 一　, （一）, 1., 1.1, or 一 alone on its line) or is one of the words that head a part without a
number (引言, 结语, 参考文献).  Each scheme must count: 1, 2, 3 … (a decimal one may begin with 0), and start again only
under a new heading of a higher scheme; what does not count is a paragraph, and numbers that follow each other without any text
between them are a list.  Schemes rank as journals rank them (第一章, 一、, （一）, 1., （1）) unless the text shows the
reverse; a heading's level is how many higher ranks stand above it, so no level is skipped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sco_pub.clean.blocks.heading_lines import MARK_END, Columns, extent
from sco_pub.clean.blocks.subheads import find_subheads
from sco_pub.clean.lines.lines import Line, ends_sentence, measure, without_calls
from sco_pub.lexicon.enumerators import BARE, SCHEMES, enumerator
from sco_pub.model.characters import em
from sco_pub.model.text import Doubt

_RANKS = {scheme: n for n, (scheme, _) in enumerate(SCHEMES)} | {
    "arabic": 9,
    "arabic-2": 10,
    "arabic-3": 11,
    "arabic-4": 12,
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: positions of its lines, its level (1-based), its scheme and number."""

    positions: tuple[int, ...]
    level: int
    scheme: str
    number: int | None


@dataclass(frozen=True, slots=True)
class _Candidate:
    positions: tuple[int, ...]
    scheme: str
    number: int | None
    parent: str = ""
    bare: bool = False


def find(lines: Sequence[Line], flow: Sequence[int]) -> tuple[list[Heading], list[str], list[Doubt]]:
    """Headings among the lines of the running text (``flow``, positions), sentences about broken sequences, doubts."""
    accepted = _counting(_without_lists(_candidates(lines, flow), flow))
    accepted = sorted([*accepted, *_asked_for(lines, flow, accepted)], key=lambda c: c.positions)
    headings = _levelled(accepted, [without_calls(lines[c.positions[0]].text) for c in accepted])
    gaps = _gaps(headings)
    subheads, doubts = find_subheads(lines, flow, {p: h.level for h in headings for p in h.positions})
    headings += [Heading(positions, level, "plain", None) for positions, level in subheads]
    return sorted(headings, key=lambda h: h.positions), gaps, doubts


def _asked_for(lines: Sequence[Line], flow: Sequence[int], accepted: list[_Candidate]) -> list[_Candidate]:
    """Short lines that end with a full stop, as no heading does, but whose number the headings round them leave out."""
    found = []
    for a, b in pairwise([c for c in accepted if c.scheme in ("chapter", "section", "cn") and c.number is not None]):
        if a.scheme != b.scheme or b.number != (a.number or 0) + 2:
            continue
        for p in flow:
            text = lines[p].text
            if (
                a.positions[-1] < p < b.positions[0]
                and text.endswith("。")
                and len(re.findall("[，。；：]", text)) == 1
            ):
                scheme, number, parent = enumerator(text)
                if (scheme, number) == (a.scheme, (a.number or 0) + 1) and lines[p].width <= 20:
                    found.append(_Candidate((p,), scheme, number, parent))
                    break
    return found


def _levelled(accepted: list[_Candidate], texts: list[str]) -> list[Heading]:
    """Each heading's level: how many open headings of higher rank stand above it, plus one."""
    order = _ranked(accepted)
    inner = {text for text in texts if texts.count(text) > 1}  # 小结 at the end of every chapter
    headings: list[Heading] = []
    above: list[int] = []
    words = -1 if _heads_chapters(accepted, order) else 0
    for c, text in zip(accepted, texts, strict=True):
        rank = order.index(c.scheme) if c.scheme != "word" else (1 if text in inner and above else words)
        while above and above[-1] >= rank:
            above.pop()
        above.append(rank)
        headings.append(Heading(c.positions, min(len(above), 6), c.scheme, c.number))
    return headings


def _heads_chapters(accepted: list[_Candidate], order: list[str]) -> bool:
    """Whether the words (资料与方法, 结果) stand above the highest numbers, which start again under each of them."""
    starts = [n for n, c in enumerate(accepted) if order and c.scheme == order[0] and c.number == 1]
    return len(starts) > 1 and all(n and accepted[n - 1].scheme == "word" for n in starts)


def _ranked(accepted: list[_Candidate]) -> list[str]:
    """The schemes, highest first: as journals rank them; a lower one that comes first and never starts again stays above."""
    order: list[str] = []
    starts = Counter(c.scheme for c in accepted if c.number == 1)
    for scheme in dict.fromkeys(c.scheme for c in accepted if c.scheme != "word"):
        at = len(order)
        while at and _RANKS[order[at - 1]] > _RANKS[scheme] and not (starts[order[at - 1]] == 1 < starts[scheme]):
            at -= 1
        order.insert(at, scheme)
    return order


def _without_lists(candidates: list[_Candidate], flow: Sequence[int]) -> list[_Candidate]:
    """Those that aren't items of a list: numbers of one scheme on neighbouring lines, with no text between them."""
    place = {p: n for n, p in enumerate(flow)}
    listed: set[int] = set()
    for n, (a, b) in enumerate(pairwise(candidates)):
        touching = place[b.positions[0]] == place[a.positions[-1]] + 1
        if touching and a.scheme == b.scheme != "word" and a.number is not None and b.number == a.number + 1:
            listed |= {n, n + 1}
    return [c for n, c in enumerate(candidates) if n not in listed]


def _candidates(lines: Sequence[Line], flow: Sequence[int]) -> list[_Candidate]:
    widest = min(40.0, max((lines[p].width for p in flow), default=33.0))
    full = measure([lines[p] for p in flow])
    full = full if full >= widest / 2 else widest  # in unwrapped text only headings end without a mark
    columns = Columns.of([lines[p] for p in flow])
    found: list[_Candidate] = []
    taken: set[int] = set()
    for n, p in enumerate(flow):
        if p in taken:
            continue
        before = lines[flow[n - 1]] if n else None
        text = without_calls(lines[p].text)
        settled = before is None or flow[n - 1] in taken or _closed(before, full) or _behind_bracket(before, text, full)
        if not settled or MARK_END.search(text) or (ends_sentence(text) and not re.search("[？?！!]$", text)):
            continue
        scheme, number, parent = enumerator(text)
        if not scheme:
            continue
        positions = extent(lines, flow, n, full, columns)
        if not positions:
            continue
        found.append(_Candidate(positions, scheme, number, parent, bool(BARE.match(text))))
        taken.update(positions)
    return found


def _closed(before: Line, full: float) -> bool:
    """Whether a paragraph can have ended with this line."""
    text = without_calls(before.text)
    return not text or ends_sentence(text) or bool(re.search("[：:；;]$", text)) or before.width < full * 0.75


def _behind_bracket(before: Line, text: str, full: float) -> bool:
    """Whether a short numbered line stands behind a source in brackets, (访谈记录), which ends a quotation without a mark."""
    scheme, _, _ = enumerator(text)
    short = em(text) < full * 0.6 and not re.search("[，。；：,;:]", text)
    return short and scheme in ("chapter", "section", "cn") and bool(re.search("[）)]$", without_calls(before.text)))


def _counting(candidates: list[_Candidate]) -> list[_Candidate]:
    """Those whose scheme counts: a first number is 1 (or the scheme's numbers go on), the rest follow."""
    accepted: list[_Candidate] = []
    last: dict[str, int] = {}
    order: list[str] = []
    for n, c in enumerate(candidates):
        if c.scheme == "word" or c.number is None:
            accepted.append(c)
            if c.scheme == "word":
                last = {s: v for s, v in last.items() if s == (order[0] if order else "")}
            continue
        expected = last.get(c.scheme, 0) + 1
        dotted = c.parent and c.parent.split(".")[-1].isdigit()
        again = c.number == 1 and order[:1] == [c.scheme] and last.get(c.scheme, 0) >= 1
        if again and accepted[-1].scheme != "word" and not dotted:
            continue  # the highest scheme starts but once
        zero = c.number == 0 and c.scheme == "arabic" and _has_number(candidates, n, c.scheme, 1)
        if not (c.number in (expected, 1) or zero or dotted or (c.number == expected + 1 and c.scheme in order)):
            continue
        weak = c.scheme.startswith("arabic") or c.bare
        if c.number == 1 and not dotted and not _has_number(candidates, n, c.scheme, 2) and weak:
            continue
        if c.scheme not in order:
            order.append(c.scheme)
        depth = order.index(c.scheme)
        last = {s: v for s, v in last.items() if s in order[:depth]} | {c.scheme: c.number}
        accepted.append(c)
    return accepted


def _has_number(candidates: list[_Candidate], n: int, scheme: str, number: int) -> bool:
    return any(c.scheme == scheme and c.number == number for c in candidates[n + 1 :])


def _gaps(headings: list[Heading]) -> list[str]:
    """Sentences about numbers that a scheme leaves out."""
    found: list[str] = []
    last: dict[int, int] = {}
    for h in headings:
        if h.number is None:
            continue
        expected = last.get(h.level, 0) + 1
        if h.number != expected and h.number > 1:
            found.append(f"Heading number {h.number} of scheme {h.scheme} follows {expected - 1}.")
        last = {level: v for level, v in last.items() if level < h.level} | {h.level: h.number}
    return found
