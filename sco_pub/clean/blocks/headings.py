"""Take lines, find the headings, the lines that each takes, and their levels.

Strategy.  A heading is a short line without a final mark that stands where a paragraph has just ended, and begins with an
enumerator (第一章, 一、, 一　, （一）, 1., 1.1, or 一 alone on its line) or is one of the words that head a part without a
number (引言, 结语, 参考文献).  Each scheme must count: 1, 2, 3 … (a decimal one may begin with 0), and start again only
under a new heading of a higher scheme; what does not count is a paragraph, and numbers that follow each other without any text
between them are a list.  Schemes rank as journals rank them (第一章, 一、, （一）, 1., （1）) unless the text shows the
reverse; a heading's level is how many higher ranks stand above it, so no level is skipped.

A heading takes one, two or three lines.  (1) Geometry: it goes on in a line of the same size and boldness, when the first
reaches its column's right edge or both share their middle.  Type that differs from the running text's is proof enough; a
heading in the text's own type goes on only in a short line at the column's edge, before one that is set in.  (2) Plain text:
a line that is nearly full goes on in a short one that has no mark at its end and nothing of its own; a full line is the
beginning of a paragraph, so nothing is a heading then.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from sco_pub.clean.blocks import references
from sco_pub.clean.blocks.subheads import Type, find_subheads, type_of
from sco_pub.clean.lines.lines import Line, ends_sentence, sentence_within, without_calls
from sco_pub.clean.lines.measures import local_measure, measure
from sco_pub.clean.lines.type_face import BodyType
from sco_pub.lexicon import list_heads
from sco_pub.lexicon.captions import is_caption
from sco_pub.lexicon.enumerators import BARE, LOWEST, SCHEMES, enumerator, lowest, report_part, typed
from sco_pub.model.characters import COUNTING_SIGNS, HANZI, NUMERALS, em, hanzi_count
from sco_pub.model.doubt import Doubt
from sco_pub.model.text import Band

MARK_END = re.compile(r"[。；，、！;,]\s*[\ue000-\uf8ff]?$")  # a layer may show a paragraph's end by a sign of its own
_MOST = 3  # lines of one heading
_WIDEST = 64.0  # em of a heading: two lines of the widest measure
_SHORT, _WIDE = 0.9, 0.8  # of the measure: a line that surely ends before it, and one that a paragraph may begin with
_IN = 1.2  # em: from here on a line is set in
_NEAR = 2.5  # em: a line that runs on lacks no more than a sign or a word that didn't fit
_PROSE = 4  # hanzi of a line whose Latin full stop ends a sentence
_SQUEEZED = 0.6  # em: a mark whose white was taken away reaches so far into the next sign's place
_COUNTS = re.compile(rf"[{NUMERALS}](?:\s+[{NUMERALS}])+")  # the heads of a table's columns: 一　二　三
_POINT = 0.5  # points: sizes that differ by less are one size measured twice


@dataclass(frozen=True, slots=True)
class Columns:
    """The edges of each page's columns, in points, and the type of the running text."""

    left: dict[tuple[int | None, int], float]
    right: dict[tuple[int | None, int], float]
    size: float
    bold: bool
    body: BodyType

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Columns:
        """The outermost edges of each column's lines, in points, and the type in which the text is set."""
        left: dict[tuple[int | None, int], float] = {}
        right: dict[tuple[int | None, int], float] = {}
        found = [g for line in lines if (g := line.geometry)]
        for line in lines:
            if g := line.geometry:
                key = (line.page, g.column)
                left[key] = min(left.get(key, g.x0), g.x0)
                right[key] = max(right.get(key, g.x1), g.x1)
        size = statistics.median_low([g.size for g in found]) if found else 0.0
        return cls(left, right, size, sum(g.bold for g in found) * 2 > len(found), BodyType.of(lines))

    def sets_in(self, line: Line) -> bool:
        """Whether a line is set in as a paragraph's first."""
        g = line.geometry
        return g is not None and g.x0 - self.left[line.page, g.column] > _IN * g.size

    def opens(self, line: Line) -> bool:
        """Whether a line is set in and reaches its column's right edge, as a paragraph's first does."""
        g = line.geometry
        return g is not None and self.sets_in(line) and g.x1 >= self.right[line.page, g.column] - g.size

    def goes_on(self, line: Line, below: Line) -> bool:
        """Whether a line is a paragraph's first: set in, up to its column's right edge, and the one below is not set in."""
        g, h = line.geometry, below.geometry
        if g is None or h is None or line.page != below.page or g.column != h.column:
            return False
        return self.opens(line) and not self.sets_in(below)

    def fills(self, line: Line) -> bool:
        """Whether a line ends near its column's right edge, as a paragraph's first one does."""
        g = line.geometry
        return g is not None and g.x1 > self.right[line.page, g.column] - _NEAR * g.size

    def distinct(self, line: Line) -> bool:
        """Whether a line's type is larger, bolder or of another face than the running text."""
        g = line.geometry
        return g is not None and (g.size > self.size + 0.4 or (g.bold and not self.bold) or self.body.display(line))


def extent(lines: Sequence[Line], flow: Sequence[int], n: int, full: float, columns: Columns) -> tuple[int, ...]:
    """The positions of the heading that begins at ``flow[n]``; none when that line begins a paragraph."""
    line = lines[flow[n]]
    following = lines[flow[n + 1]] if n + 1 < len(flow) else None
    if BARE.match(line.text):
        return (flow[n],)
    if line.geometry and following is not None and following.geometry:
        typed = _by_type(lines, flow, n, columns)
        larger = line.geometry.size > following.geometry.size + 0.4 or line.geometry.bold
        if len(typed) > 1 or columns.distinct(line) or (larger and line.width < full):
            return typed
    if following is not None and line.width >= full * 0.55 and _goes_on(line, following, full):
        return (flow[n], flow[n + 1])
    if following is not None and (_runs_over(lines, flow[n], following) or columns.goes_on(line, following)):
        return ()
    if line.width < full - 1.6:
        # a paragraph's first line: it nearly fills the measure, has marks inside, and what follows is no first line
        marks = len(re.findall("[，,：；？]", line.text))
        wide = following is not None and following.width > full - 1
        runs_on = line.width >= full - 3.4 and (marks >= 2 or (marks and wide))
        return () if runs_on else (flow[n],)
    if following is None or line.width >= full - 0.4 or (following.width <= full - 3 and not columns.opens(following)):
        return ()
    return (flow[n],)


def _by_type(lines: Sequence[Line], flow: Sequence[int], n: int, columns: Columns) -> tuple[int, ...]:
    """The lines that go on in the first one's type."""
    group = [flow[n]]
    for m in range(n + 1, min(n + _MOST, len(flow))):
        a, b = lines[flow[m - 1]], lines[flow[m]]
        after = lines[flow[m + 1]] if m + 1 < len(flow) else None
        if not _continues(a, b, after, columns):
            break
        group.append(flow[m])
    return tuple(group)


def _continues(a: Line, b: Line, after: Line | None, columns: Columns) -> bool:
    """Whether line ``b`` goes on with the heading line ``a``; ``after`` is the line below both."""
    g, h = a.geometry, b.geometry
    if g is None or h is None or a.page != b.page or g.column != h.column or enumerator(b.text)[0]:
        return False
    alike = g.bold == h.bold or (columns.body.display(a) and columns.body.display(b))
    if abs(g.size - h.size) > 0.3 or not alike or MARK_END.search(b.text) or "。" in b.text:
        return False
    left, right = columns.left[a.page, g.column], columns.right[a.page, g.column]
    centred = g.x0 - left > g.size and abs((g.x0 + g.x1) - (h.x0 + h.x1)) < 1.2 * g.size
    if not centred and g.x1 < right - 1.5 * g.size:
        return False
    if columns.distinct(a):
        return columns.distinct(b)
    k = after.geometry if after is not None else None
    parted = k is not None and (abs(k.size - h.size) > 0.3 or k.bold != h.bold or k.x0 - left > 1.2 * k.size)
    return parted and h.x1 < right - 2 * h.size and h.x0 - left < 1.2 * h.size


def _runs_over(lines: Sequence[Line], p: int, following: Line) -> bool:
    """Whether a line fills the measure of the lines round it and ends in the next: (1) …… in a narrow column."""
    full = local_measure(lines, p)
    rest = ends_sentence(following.text) and following.width < 0.6 * lines[p].width
    return (
        full > 12 and abs(lines[p].width - full) <= 2.2 and rest and not re.search("[，。；：？]", following.text[:-1])
    )


def _goes_on(line: Line, following: Line, full: float) -> bool:
    """Whether a line is a heading's second: short, without any mark at its end, and nothing of its own."""
    text = following.text
    if (
        following.width > full * 0.6
        or (ends_sentence(text) and not (re.search("[？?]$", text) and line.width >= full * 0.85))
        or re.search("[。；，、！：:;,.]$", text)
        or hanzi_count(text) == 0
    ):
        return False
    return not enumerator(text)[0] and not re.match(rf"[《（(\[{COUNTING_SIGNS}0-9]", text)


_RANKS = {scheme: n for n, (scheme, _) in enumerate(SCHEMES)} | {
    "arabic": 9,
    "arabic-2": 10,
    "arabic-3": 11,
    "arabic-4": 12,
    **{scheme: len(SCHEMES) + n for n, scheme in enumerate(LOWEST)},
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A heading's number that isn't the next one of its scheme; ``position``: of its first line."""

    position: int
    number: int
    scheme: str
    before: int


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
    typed: bool = False  # its type sets it off from the running text

    @property
    def dotted(self) -> bool:
        """Whether a number stands before its own: 2.1."""
        return self.parent.split(".")[-1].isdigit()


def find(lines: Sequence[Line], flow: Sequence[int]) -> tuple[list[Heading], list[Gap], list[Doubt]]:
    """Headings among the lines of the running text (``flow``, positions), sentences about broken sequences, doubts."""
    flow = _without_entries(lines, flow)
    full = measure([lines[p] for p in flow])
    candidates = _without_lists(_candidates(lines, flow, full), flow)
    accepted = _counting(candidates)
    if len(accepted) < len(candidates):
        accepted = _counting(candidates, _parts(lines, flow, accepted, full))
    accepted = sorted([*accepted, *_asked_for(lines, flow, accepted)], key=lambda c: c.positions)
    headings = _levelled(accepted, [without_calls(lines[c.positions[0]].text) for c in accepted])
    gaps = _gaps(headings)
    subheads, doubts = find_subheads(lines, flow, {p: h.level for h in headings for p in h.positions}, full)
    plain = [Heading(positions, level, "plain", None) for positions, level in subheads]
    headings = _without_leaps(_under_larger(lines, headings, plain))
    return sorted(headings, key=lambda h: h.positions), gaps, doubts


def _without_entries(lines: Sequence[Line], flow: Sequence[int]) -> list[int]:
    """The lines that are no numbered entries of a list of sources (1 Adams R. …): no heading stands among those."""
    entries: set[int] = set()
    for n, p in enumerate(flow):
        if list_heads.of_sources(without_calls(lines[p].text)):
            entries |= references.numbered(lines, flow[n + 1 :])
    return [p for p in flow if p not in entries]


def _parts(lines: Sequence[Line], flow: Sequence[int], accepted: list[_Candidate], full: float) -> list[int]:
    """Where the headings without a number stand that part the text above the numbered ones, which may count anew below each."""
    numbered = _levelled(accepted, [without_calls(lines[c.positions[0]].text) for c in accepted])
    found, _ = find_subheads(lines, flow, {p: h.level for h in numbered for p in h.positions}, full)
    plain = [Heading(positions, level, "plain", None) for positions, level in found]
    style = _style_above(lines, numbered, plain)
    return [h.positions[0] for h in plain if type_of(lines[h.positions[0]]) == style]


def _under_larger(lines: Sequence[Line], numbered: list[Heading], plain: list[Heading]) -> list[Heading]:
    """All of them; those without a number stand above the numbered ones where their type is the larger or heavier and no count
    runs on over them."""
    style = _style_above(lines, numbered, plain)
    if style is None:
        return [*numbered, *plain]
    return [
        replace(h, level=1 if type_of(lines[h.positions[0]]) == style else h.level + 1) for h in (*numbered, *plain)
    ]


def _style_above(lines: Sequence[Line], numbered: list[Heading], plain: list[Heading]) -> Type | None:
    """The type of headings without a number that stand above the numbered ones, if there are such."""
    first = next((h for h in numbered if h.level == 1 and h.number is not None), None)
    top = [h for h in numbered if first and h.scheme == first.scheme]
    for style in {type_of(lines[h.positions[0]]) for h in plain}:
        heads = [h for h in plain if type_of(lines[h.positions[0]]) == style]
        own = type_of(lines[top[0].positions[0]]) if top else style
        larger = style[0] > own[0] + _POINT or (style[1] and not own[1] and style[0] > own[0] - _POINT)
        if len(heads) > 1 and larger and heads[0].positions < top[0].positions and not _counted_over(top, heads):
            return style
    return None


def _without_leaps(headings: list[Heading]) -> list[Heading]:
    """In the text's order, those without a number, and those right below one, one level at most below what stands above them."""
    found: list[Heading] = []
    above: list[Heading] = []
    given: list[int] = []  # the levels of those above, beside the ones that their types have
    for h in sorted(headings, key=lambda h: h.positions):
        while above and above[-1].level >= h.level:
            above.pop()
            given.pop()
        level = min(h.level, given[-1] + 1) if given and "plain" in (h.scheme, above[-1].scheme) else h.level
        above.append(h)
        given.append(level)
        found.append(replace(h, level=level))
    return found


def _counted_over(top: Sequence[Heading], heads: Sequence[Heading]) -> bool:
    """Whether a number goes on over one of the headings that have none."""
    return any(
        b.number == (a.number or 0) + 1 and any(a.positions < h.positions < b.positions for h in heads)
        for a, b in pairwise(top)
    )


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
    words = -1 if _heads_chapters(accepted, texts, order) else 0
    for c, text in zip(accepted, texts, strict=True):
        rank = order.index(c.scheme) if c.scheme != "word" else (1 if text in inner and above else words)
        while above and above[-1] >= rank:
            above.pop()
        above.append(rank)
        depth = int(c.scheme[-1]) if c.scheme[-1].isdigit() and "arabic" in order else 0  # 2.1 is never as high as 2
        headings.append(Heading(c.positions, min(max(len(above), depth), 6), c.scheme, c.number))
    return headings


def _heads_chapters(accepted: list[_Candidate], texts: list[str], order: list[str]) -> bool:
    """Whether the words stand above the highest numbers: these start again under each of them, or all stand in the parts of a
    report of research (资料与方法, 结果), which begins before the first of them."""
    highest = [n for n, c in enumerate(accepted) if order and c.scheme == order[0]]
    starts = [n for n in highest if accepted[n].number == 1]
    again = len(starts) > 1 and all(n and accepted[n - 1].scheme == "word" for n in starts)
    return again or (bool(highest) and any(map(report_part, texts[: highest[0]])))


def _ranked(accepted: list[_Candidate]) -> list[str]:
    """The schemes, highest first: as journals rank them; a lower one that comes first and never starts again stays above."""
    order: list[str] = []
    starts = Counter(c.scheme for c in accepted if c.number == 1)
    for scheme in dict.fromkeys(c.scheme for c in accepted if c.scheme != "word"):
        at = len(order)
        while (
            at
            and _RANKS[order[at - 1]] > _RANKS[scheme]
            and (_decimal(scheme, order[at - 1]) or not (starts[order[at - 1]] == 1 < starts[scheme]))
        ):
            at -= 1
        order.insert(at, scheme)
    return order


def _decimal(scheme: str, other: str) -> bool:
    """Whether both are 1, 1.1 or 1.1.1, whose order nothing reverses."""
    return scheme.startswith("arabic") and other.startswith("arabic") and "round" not in scheme + other


def _without_lists(candidates: list[_Candidate], flow: Sequence[int]) -> list[_Candidate]:
    """Those that aren't items of a list: numbers of one scheme on neighbouring lines, with no text between them."""
    place = {p: n for n, p in enumerate(flow)}
    listed: set[int] = set()
    for n, (a, b) in enumerate(pairwise(candidates)):
        touching = place[b.positions[0]] == place[a.positions[-1]] + 1
        shown = a.typed and b.typed  # an outline: headings by their type, whose text isn't written yet
        if (
            touching
            and not shown
            and a.scheme == b.scheme != "word"
            and a.number is not None
            and b.number == a.number + 1
        ):
            listed |= {n, n + 1}
    return [c for n, c in enumerate(candidates) if n not in listed]


def _candidates(lines: Sequence[Line], flow: Sequence[int], full: float) -> list[_Candidate]:
    widest = min(40.0, max((lines[p].width for p in flow), default=33.0))
    full = full if full >= widest / 2 else widest  # in unwrapped text only headings end without a mark
    columns = Columns.of([lines[p] for p in flow])
    found: list[_Candidate] = []
    taken: set[int] = set()
    for n, p in enumerate(flow):
        if p in taken:
            continue
        before = lines[flow[n - 1]] if n and flow[n - 1] not in taken else None
        shown = _typed(lines, flow, n, columns) or _numbered(lines, flow, n, full, columns, before)
        if shown is not None:
            found.append(shown)
            taken.update(shown.positions)
    return found


def _numbered(
    lines: Sequence[Line], flow: Sequence[int], n: int, full: float, columns: Columns, before: Line | None
) -> _Candidate | None:
    """A line with a heading's number or word where a paragraph has just ended; ``before``: the text above it, if any."""
    text = without_calls(lines[flow[n]].text)
    settled = before is None or _closed(before, full) or _behind_bracket(before, text, full)
    settled = settled or list_heads.of_sources(text)  # these words alone on a line are no part of a sentence
    runs_in = _runs_in(lines, flow, n)
    words = text[:-1] if runs_in and text.endswith("。") else text
    if not settled or MARK_END.search(words) or sentence_within(words) or _COUNTS.fullmatch(words):
        return None
    if ends_sentence(words) and not re.search("[？?！!]$", words):
        return None
    scheme, number, parent = enumerator(words)
    positions = () if not scheme else (flow[n],) if runs_in else extent(lines, flow, n, full, columns)
    if not scheme and _alone_on_line(lines, flow, n, full, columns):
        (scheme, number, parent), positions = lowest(text), (flow[n],)
    return _Candidate(positions, scheme, number, parent, bool(BARE.match(text))) if positions else None


def _runs_in(lines: Sequence[Line], flow: Sequence[int], n: int) -> bool:
    """Whether text goes on behind a line on its own baseline: a heading was parted from its paragraph there (lines.run_in)."""
    g, h = lines[flow[n]].geometry, lines[flow[n + 1]].geometry if n + 1 < len(flow) else None
    level = g is not None and h is not None and g.baseline == h.baseline and g.x1 <= h.x0 + _SQUEEZED * g.size
    return level and lines[flow[n]].number == lines[flow[n + 1]].number


def _alone_on_line(lines: Sequence[Line], flow: Sequence[int], n: int, full: float, columns: Columns) -> bool:
    """Whether a line with one of the lowest numbers is short, holds no clause, and a paragraph that isn't its like follows."""
    text = without_calls(lines[flow[n]].text)
    scheme, number, _ = lowest(text)
    if number is None or n + 1 == len(flow) or em(text) > full * _SHORT or re.search("[，。；：,;:]", text):
        return False
    if columns.fills(lines[flow[n]]):
        return False
    below = lines[flow[n + 1]]
    return lowest(below.text)[0] != scheme and (columns.sets_in(below) or below.width >= full * _WIDE)


def _typed(lines: Sequence[Line], flow: Sequence[int], n: int, columns: Columns) -> _Candidate | None:
    """A numbered line that type sets off from the running text, whatever stands above it."""
    line = lines[flow[n]]
    text = without_calls(line.text)
    scheme, number, parent = typed(text)
    if (
        not columns.body.display(line)
        or is_caption(line.text)
        or _outside(line, columns.size, dotted=parent[-1:].isdigit())
    ):
        return None
    positions = _by_type(lines, flow, n, columns)
    end = without_calls(lines[positions[-1]].text)
    ended = ends_sentence(end) and not re.search("[？?！!]$", end)
    if number is None or ended or MARK_END.search(end) or sentence_within(text) or _COUNTS.fullmatch(text):
        return None
    if sum(lines[p].width for p in positions) > _WIDEST or _goes_further(lines, flow, positions, columns):
        return None
    return _Candidate(positions, scheme, number, parent, bool(BARE.match(text)), typed=True)


_LATIN_ENTRY = re.compile(r"[(（]?(?:19|20)\d\d|[.,]\s.*[.,]|[“\"]")


def _outside(line: Line, size: float, *, dotted: bool) -> bool:
    """Whether a line stands in the page's head or foot, or smaller than the text (``size``) among the notes, or is an entry of
    a list of sources in Latin letters.

    ``dotted``: its number has parts (1.2), as no furniture's has; white may part a heading from its page.
    """
    g = line.geometry
    furniture = g is not None and g.band in (Band.HEAD, Band.FOOT) and not dotted
    note = g is not None and g.foot and g.size < size - _POINT
    return furniture or note or (not hanzi_count(line.text) and bool(_LATIN_ENTRY.search(line.text[3:])))


def _goes_further(lines: Sequence[Line], flow: Sequence[int], positions: Sequence[int], columns: Columns) -> bool:
    """Whether more lines of that type follow than a heading has: a paragraph all in bold."""
    n = flow.index(positions[-1]) + 1
    if len(positions) < _MOST or n >= len(flow):
        return False
    return _continues(lines[positions[-1]], lines[flow[n]], None, columns)


# The full stop of journals of science that set Latin marks: 提出了一种方法. No heading stands behind anything else that ends so.
_LATIN_STOP = re.compile(rf"[{HANZI}a-z%)）”\]][.．]$")


def _closed(before: Line, full: float) -> bool:
    """Whether a paragraph can have ended with this line."""
    text = without_calls(before.text)
    stopped = ends_sentence(text) or (_LATIN_STOP.search(text) and hanzi_count(text) >= _PROSE)
    return not text or bool(stopped or re.search("[：:；;]$", text)) or before.width < full * 0.75


def _behind_bracket(before: Line, text: str, full: float) -> bool:
    """Whether a short numbered line stands behind a source in brackets, (访谈记录), which ends a quotation without a mark."""
    scheme, _, _ = enumerator(text)
    short = em(text) < full * 0.6 and not re.search("[，。；：,;:]", text)
    return short and scheme in ("chapter", "section", "cn") and bool(re.search("[）)]$", without_calls(before.text)))


@dataclass(frozen=True, slots=True)
class _Count:
    """How far the numbers have got: the schemes that are open, highest first, and the last number of each."""

    order: tuple[str, ...] = ()
    last: Mapping[str, int] = field(default_factory=dict)

    def goes_on(self, c: _Candidate, following: Collection[int | None]) -> bool:
        """Whether a number is the next of its scheme, the first, or one that leaves a single number out."""
        expected = self.last.get(c.scheme, 0) + 1
        zero = c.number == 0 and c.scheme == "arabic" and 1 in following
        return c.number in (expected, 1) or zero or c.dotted or (c.number == expected + 1 and c.scheme in self.order)

    def starts_again(self, c: _Candidate) -> bool:
        """Whether the highest scheme would start a second time."""
        highest = c.number == 1 and self.order[:1] == (c.scheme,) and self.last.get(c.scheme, 0) >= 1
        return highest and not c.dotted and not c.typed

    def after(self, c: _Candidate, number: int) -> _Count:
        """With that heading: the schemes below its own start anew."""
        order = self.order if c.scheme in self.order else (*self.order, c.scheme)
        above = order[: order.index(c.scheme)]
        return _Count(order, {s: n for s, n in self.last.items() if s in above} | {c.scheme: number})

    def after_word(self) -> _Count:
        """Under a heading without a number only the highest scheme goes on."""
        return _Count(self.order, {s: n for s, n in self.last.items() if s in self.order[:1]})


def _counting(candidates: list[_Candidate], parts: Sequence[int] = ()) -> list[_Candidate]:
    """Those whose scheme counts: a first number is 1 (or the scheme's numbers go on), the rest follow.

    ``parts``: where a heading without a number stands below which every scheme counts anew.
    """
    accepted: list[_Candidate] = []
    before = -1
    count = _Count()
    typed = Counter(c.scheme for c in candidates if c.typed)
    for n, c in enumerate(candidates):
        following = {d.number for d in candidates[n + 1 :] if d.scheme == c.scheme}
        if not c.typed and c.scheme.startswith("arabic") and typed[c.scheme] > 2:
            continue  # headings of this scheme are set in a type of their own
        if any(before < p < c.positions[0] for p in parts):
            count = replace(count, last={})
        before = c.positions[0]
        if c.scheme == "word":
            count = count.after_word()
        elif c.number is not None:
            again = count.starts_again(c) and accepted[-1].scheme != "word"
            proved = count.goes_on(c, following) or (c.typed and typed[c.scheme] > 1)
            if again or not proved or _alone(c, following):
                continue
            count = count.after(c, c.number)
        accepted.append(c)
    return accepted


def _alone(c: _Candidate, following: Collection[int | None]) -> bool:
    """Whether a 1 that any list may begin with is no heading: neither its type nor a 2 proves it."""
    weak = (c.scheme.startswith("arabic") or c.scheme in LOWEST or c.bare) and not c.typed
    return weak and c.number == 1 and not c.dotted and 2 not in following


def _gaps(headings: list[Heading]) -> list[Gap]:
    """Where a scheme leaves a number out."""
    found: list[Gap] = []
    last: dict[int, int] = {}
    for h in headings:
        if h.number is None:
            continue
        expected = last.get(h.level, 0) + 1
        if h.number != expected and h.number > 1:
            found.append(Gap(h.positions[0], h.number, h.scheme, expected - 1))
        last = {level: v for level, v in last.items() if level < h.level} | {h.level: h.number}
    return found
