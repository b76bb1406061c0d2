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

from sco_pub.clean.lines import Line, ends_sentence, measure, without_calls
from sco_pub.clean.subheads import find_subheads
from sco_pub.model.characters import HANZI, chinese_number, hanzi_count
from sco_pub.model.text import Doubt

_WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.")
_CN = "[一二三四五六七八九十百〇零]{1,4}"
_SP = "[ \u3000]"
_SCHEMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"^第{_SP}*(?P<n>{_CN}|\d+){_SP}*[编篇]{_SP}*")),
    ("chapter", re.compile(rf"^第{_SP}*(?P<n>{_CN}|\d+){_SP}*(?:章|部分){_SP}*")),
    ("section", re.compile(rf"^第{_SP}*(?P<n>{_CN}|\d+){_SP}*节{_SP}*")),
    ("cn", re.compile(rf"^(?P<n>{_CN})(?:{_SP}*[、.,，]{_SP}*|{_SP}+)(?=[{HANZI}“‘《（(A-ZＡ-Ｚ0-9０-９])")),
    ("cn-round", re.compile(rf"^[（(]{_SP}*(?P<n>{_CN}){_SP}*[)）]{_SP}*")),
    ("arabic-4", re.compile(rf"^(?P<p>\d+\.\d+\.\d+)\.(?P<n>\d+){_SP}*")),
    ("arabic-3", re.compile(rf"^(?P<p>\d+\.\d+)\.(?P<n>\d+){_SP}*")),
    ("arabic-2", re.compile(rf"^(?P<p>\d+)\.(?P<n>\d+){_SP}*(?![\d.%％])(?=[{HANZI}“《A-Z])")),
    ("arabic", re.compile(rf"^(?P<n>\d{{1,2}})(?:[.、]{_SP}*|{_SP}+)(?=[{HANZI}“‘《])")),
    ("arabic-round", re.compile(rf"^[（(]{_SP}*(?P<n>\d{{1,2}}){_SP}*[)）]{_SP}*(?=[{HANZI}“‘《])")),
)
_WORDS = re.compile(
    r"^(?:[引绪导前序]\s*[言论]|序|问题的提出|结\s*[语论]|余\s*论|结\s*束\s*语|结\s*尾|小\s*结|代\s*结\s*[语论]|尾\s*声|参\s*考\s*文\s*献|主要参考文献|"
    r"注\s*释|致\s*谢|附\s*录|后\s*记|讨\s*论|结论与(?:讨论|建议|启示|展望)|结语与思考|References|REFERENCES|Introduction|Conclusions?)"
    r"(?:[:：—].{0,40})?$"
)
_BARE = re.compile(rf"^(?P<n>{_CN})[、.．]?$")
_MARK_END = re.compile(r"[。；，、！;,]$")
_RANKS = {scheme: n for n, (scheme, _) in enumerate(_SCHEMES)} | {
    "arabic": 5,
    "arabic-2": 6,
    "arabic-3": 7,
    "arabic-4": 8,
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
    headings = _levelled(accepted, [without_calls(lines[c.positions[0]].text) for c in accepted])
    gaps = _gaps(headings)
    subheads, doubts = find_subheads(lines, flow, {p: h.level for h in headings for p in h.positions})
    headings += [Heading(positions, level, "plain", None) for positions, level in subheads]
    return sorted(headings, key=lambda h: h.positions), gaps, doubts


def _levelled(accepted: list[_Candidate], texts: list[str]) -> list[Heading]:
    """Each heading's level: how many open headings of higher rank stand above it, plus one."""
    order = _ranked(accepted)
    inner = {text for text in texts if texts.count(text) > 1}  # 小结 at the end of every chapter
    headings: list[Heading] = []
    above: list[int] = []
    for c, text in zip(accepted, texts, strict=True):
        rank = order.index(c.scheme) if c.scheme != "word" else (1 if text in inner and above else 0)
        while above and above[-1] >= rank:
            above.pop()
        above.append(rank)
        headings.append(Heading(c.positions, min(len(above), 6), c.scheme, c.number))
    return headings


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
    found: list[_Candidate] = []
    taken: set[int] = set()
    for n, p in enumerate(flow):
        if p in taken:
            continue
        before = lines[flow[n - 1]] if n else None
        settled = before is None or flow[n - 1] in taken or _closed(before, full)
        text = without_calls(lines[p].text)
        if not settled or _MARK_END.search(text) or (ends_sentence(text) and not re.search("[？?！!]$", text)):
            continue
        scheme, number, parent = enumerator(text)
        if not scheme:
            continue
        positions = _extent(lines, flow, n, full)
        if not positions:
            continue
        found.append(_Candidate(positions, scheme, number, parent, bool(_BARE.match(text))))
        taken.update(positions)
    return found


def enumerator(text: str) -> tuple[str, int | None, str]:
    """Scheme, number and parent number of a heading's text; an empty scheme when there is none."""
    plain = re.sub(r"(?<=\d)[ \u3000]*\.[ \u3000]+(?=\d)", ".", text.translate(_WIDE))
    if _WORDS.match(text):
        return "word", None, ""
    if (bare := _BARE.match(text)) and (value := chinese_number(bare["n"])) is not None:
        return "cn", value, ""
    for scheme, pattern in _SCHEMES:
        match = pattern.match(plain)
        if match and (plain[match.end() :].strip() or scheme in ("chapter", "section", "part")):
            digits = match["n"]
            value = int(digits) if digits.isdigit() else chinese_number(digits)
            if value is not None:
                return scheme, value, match["p"] if "p" in pattern.groupindex else ""
    return "", None, ""


def _closed(before: Line, full: float) -> bool:
    """Whether a paragraph can have ended with this line."""
    text = without_calls(before.text)
    return ends_sentence(text) or bool(re.search("[：:；;]$", text)) or before.width < full * 0.75


def _extent(lines: Sequence[Line], flow: Sequence[int], n: int, full: float) -> tuple[int, ...]:
    """The heading's lines: one, or two when the first is nearly full and the second short; none when it runs on."""
    line = lines[flow[n]]
    following = lines[flow[n + 1]] if n + 1 < len(flow) else None
    if _BARE.match(line.text):
        return (flow[n],)
    if line.geometry and following is not None and following.geometry:
        larger = line.geometry.size > following.geometry.size + 0.4 or line.geometry.bold
        if larger and line.width < full:
            return (flow[n],)
    if following is not None and line.width >= full * 0.55 and _goes_on(following, full):
        return (flow[n], flow[n + 1])
    if line.width < full - 1.6:
        return (flow[n],)
    if following is None or line.width >= full - 0.4 or following.width <= full - 3:
        return ()
    return (flow[n],)


def _goes_on(following: Line, full: float) -> bool:
    """Whether a line is a heading's second: short, without any mark at its end, and nothing of its own."""
    text = following.text
    if (
        following.width > full * 0.6
        or ends_sentence(text)
        or re.search("[。；，、！：:;,.]$", text)
        or hanzi_count(text) == 0
    ):
        return False
    return not enumerator(text)[0] and not re.match("[《（(\\[①-⑳0-9０-９]", text)


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
