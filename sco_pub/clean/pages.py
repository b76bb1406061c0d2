"""Take the lines, find the pages: where each begins, its folio, its running heads and other furniture.

Strategy.  A PDF or form feeds give the pages outright.  Otherwise evidence is gathered: lines that begin with one lone
space (how several extractors mark a page's first line, believed only if they are rare and mostly stand inside sentences),
folios, and running heads.  A folio counts by its form and by the sequence of all folios, read both ways round, since
digits drawn from right to left come out reversed; a bare number needs the sequence.  A running head counts by standing at
a page's edge and being repeated there, or, once only, by standing at the top of a page inside a sentence.  Nothing is
furniture by its text alone.  What is dropped is listed with its rule; page numbers that never appear are reported.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sco_pub.clean.lines import Line, ends_sentence, measure
from sco_pub.clean.bodies import NOTE_LIKE
from sco_pub.model.characters import hanzi_count

_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_DASH = "[-—–―－─·•・~～⋅.|｜/ ]"
_FOLIO = re.compile(rf"^(?P<a>{_DASH}*)(?P<n>\d{{1,4}})(?P<b>{_DASH}*)$")
_FOLIO_MARKS = re.compile("[—·•～-]\\s*[0-9０-９]+\\s*[—·•～-]|第.*页")
_PAGE_WORD = re.compile(
    r"^(?:第\s*(\d+)\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|[Pp]age\s*(\d+)(?:\s*of\s*\d+)?|(\d+)\s*/\s*\d+)$"
)
_ARTICLE_PAGE = re.compile(r"^\d{5,}[-－](\d{1,3})$")
_MARK_START = re.compile(r"^\s*[①-⑳㉑-㉟⑴-⒇❶-❿*＊∗]|^\s*[\[［〔]\s*\d+\s*[\]］〕]")
_MASTHEAD = re.compile(
    r"[0-9０-９#]+\s*年\s*第\s*[0-9０-９#一二三四五六]+\s*[期卷]|第\s*[0-9０-９#]+\s*[卷期]|(?i:\bvol\.|\bno\.)|总第"
)
_JOURNAL = re.compile("(?:学报|学刊|论坛|评论|研究|杂志|月刊|季刊|双月刊|社会科学版\\)?|哲学社会科学版.?)$")
_FOOT = re.compile(
    r"[*＊]?\s*[【〔［\[]?\s*(?:收\s*稿\s*日\s*期|基\s*金|作\s*者\s*简|作\s*者\s*[:：]|修回日期|录用日期|DOI|通[讯信]作者)"
)
_LEGAL = re.compile(
    r"(?i)(?:©|\(c\)|版权所有|all rights reserved|china academic journal|cnki\.net|万方数据|"
    r"electronic publishing house|网络首发|知网|www\.cnki)"
)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line that is furniture, and the rule that says so."""

    position: int
    rule: str


@dataclass
class Pages:
    """``starts``: positions (in the sequence of lines) of each page's first line; ``numbers``: what each is called."""

    starts: tuple[int, ...]
    numbers: tuple[int, ...]
    folios: dict[int, int] = field(default_factory=dict)  # page index → printed number
    dropped: tuple[Dropped, ...] = ()
    running_title: int | None = None  # position of a running head that may be the article's title
    head_shapes: frozenset[str] = frozenset()
    certain: bool = True

    def page_of(self, position: int) -> int:
        """The index of the page a line stands on."""
        page = 0
        for index, start in enumerate(self.starts):
            if start <= position:
                page = index
        return page

    def without_folio(self) -> tuple[int, ...]:
        return tuple(n for i, n in enumerate(self.numbers) if i not in self.folios)


def find(lines: Sequence[Line]) -> Pages:
    """The pages of a text; one page when there is no evidence of more."""
    known = [line.page for line in lines]
    candidates = _folio_candidates(lines)
    if any(page is not None for page in known) and len(set(known)) > 1:
        starts = tuple(i for i, page in enumerate(known) if i == 0 or page != known[i - 1])
        certain = True
        chain: dict[int, int] = {}
    else:
        chain = _sequence(lines, candidates, None)
        starts = _inferred_starts(lines, {candidates[i].positions[-1]: v for i, v in chain.items()})
        certain = len(starts) > 1
    pages = Pages(starts, tuple(range(1, len(starts) + 1)), certain=certain)
    folios = _sequence(lines, candidates, pages if len(starts) > 1 else None)
    if not all(line.page for line in lines):
        folios = max(folios, chain, key=len)
    dropped = {p: "folio" for position in folios for p in candidates[position].positions}
    _number(pages, folios)
    dropped.update(_legal(lines, dropped))
    heads, title, pages.head_shapes = _heads(lines, pages, dropped)
    dropped.update(heads)
    pages.dropped = tuple(Dropped(p, rule) for p, rule in sorted(dropped.items()))
    pages.running_title = title
    return pages


@dataclass(frozen=True, slots=True)
class _Candidate:
    values: tuple[int, ...]
    strong: bool
    positions: tuple[int, ...]


def _folio_candidates(lines: Sequence[Line]) -> dict[int, _Candidate]:
    """Lines that could be folios by form, with the numbers they could mean (as read, and reversed)."""
    found: dict[int, _Candidate] = {}
    for i, line in enumerate(lines):
        text = line.text.translate(_WIDE).replace(" ", "").replace("\u3000", "")
        whole = _PAGE_WORD.match(text) or _ARTICLE_PAGE.match(text)
        if whole:
            found[i] = _Candidate((int(next(g for g in whole.groups() if g)),), True, (i,))
            continue
        match = _FOLIO.match(text)
        if not match:
            continue
        digits = match["n"]
        strong = bool(match["a"].strip() and match["b"].strip())
        values = tuple(dict.fromkeys((int(digits), int(digits[::-1]))))
        found[i] = _Candidate(values if not digits.startswith("0") else values[::-1], strong, (i,))
    for i in list(found):  # one digit a line: 8 / 0 / 1 is 108 drawn from right to left
        stack = [i]
        while stack[-1] + 1 in found and len(stack) < 4 and _single(lines[stack[-1] + 1]):
            stack.append(stack[-1] + 1)
        if len(stack) > 1 and _single(lines[i]) and not (i - 1 in found and _single(lines[i - 1])):
            digits = "".join(lines[p].text.translate(_WIDE) for p in stack)
            found[i] = _Candidate((int(digits[::-1]), int(digits)), True, tuple(stack))
    return found


def _single(line: Line) -> bool:
    return bool(re.fullmatch(r"\d", line.text.translate(_WIDE)))


def _sequence(lines: Sequence[Line], found: dict[int, _Candidate], pages: Pages | None) -> dict[int, int]:
    """The longest run of candidates whose numbers rise as pages do; strong ones alone suffice, bare ones need three."""
    best: dict[int, tuple[int, list[tuple[int, int]]]] = {}
    order = sorted(found)
    ends: list[tuple[int, int, int, list[tuple[int, int]]]] = []  # position, value, score, chain
    for i in order:
        for rank, value in enumerate(found[i].values):
            score = (3 if found[i].strong else 2) - (1 if rank else 0)
            chain, total = [(i, value)], score
            for p, v, s, c in ends[-60:]:
                if p < i and _follows(lines, pages, p, v, i, value) and s + score > total:
                    chain, total = [*c, (i, value)], s + score
            ends.append((i, value, total, chain))
            if total > best.get(0, (0, []))[0]:
                best[0] = (total, chain)
    if not best:
        return {}
    chain = best[0][1]
    strong = sum(found[p].strong for p, _ in chain)
    if pages is None and strong and len(chain) < 2 and len(found[chain[0][0]].positions) > 1:
        return {}
    positions = [p for p, _ in chain]
    if strong == 0 and (not _enough(lines, chain) or (pages is None and not _spread(lines, positions))):
        return {}
    return dict(chain)


def _enough(lines: Sequence[Line], chain: list[tuple[int, int]]) -> bool:
    """Three bare numbers in sequence are folios; two are if they are neighbours and one of them parts a sentence."""
    if len(chain) >= 3:
        return True
    parts = any(
        0 < p < len(lines) - 1 and not ends_sentence(lines[p - 1].text) and lines[p - 1].width > 15 for p, _ in chain
    )
    return len(chain) == 2 and chain[1][1] == chain[0][1] + 1 and (parts or chain[1][0] >= len(lines) - 3)


def _follows(lines: Sequence[Line], pages: Pages | None, p: int, v: int, i: int, value: int) -> bool:
    if value <= v or value - v > 40:
        return False
    if pages is not None:
        return pages.page_of(i) - pages.page_of(p) == value - v
    return (i - p) >= (5 if not _FOLIO_MARKS.search(lines[i].text) else 2) * (value - v)


def _spread(lines: Sequence[Line], positions: list[int]) -> bool:
    """Bare numbers are folios only if about a page of lines lies between them."""
    gaps = [b - a for a, b in zip(positions, positions[1:], strict=False)]
    return min(gaps) >= 8 and max(gaps) <= 6 * min(gaps)


def _inferred_starts(lines: Sequence[Line], folios: dict[int, int]) -> tuple[int, ...]:
    """First lines of pages where nothing states them: lone leading spaces, then folios and the notes under them."""
    spaced = [i for i, line in enumerate(lines) if i and line.lead == " "]
    inside = [
        i for i in spaced if not ends_sentence(lines[i - 1].text) or i - 1 in folios or _MARK_START.match(lines[i].text)
    ]
    starts = (
        set(spaced) if len(spaced) >= 3 and len(spaced) * 8 <= len(lines) and len(inside) * 2 >= len(spaced) else set()
    )
    if not starts and len(spaced) * 8 <= len(lines):
        starts = {s for s in spaced if any(f < s <= f + 16 for f in folios)}
    stamps = Counter(shape(line.text) for line in lines if _LEGAL.search(line.text))
    for i, line in enumerate(lines[:-1]):
        if stamps[shape(line.text)] >= 2 and not _LEGAL.search(lines[i + 1].text) and not _near(starts, i):
            starts.add(i + 1)
    for i in folios:
        after = next((s for s in sorted(starts) if i < s <= i + 14), None)
        if after is None:
            starts.add(_after_notes(lines, i))
    starts = _with_heads(lines, starts, folios)
    ordered = sorted(s for s in starts if 0 < s < len(lines))
    kept = [s for n, s in enumerate(ordered) if n + 1 == len(ordered) or ordered[n + 1] - s >= 6]
    return (0, *kept)


def _near(starts: set[int], i: int) -> bool:
    return any(i < s <= i + 3 for s in starts)


def _with_heads(lines: Sequence[Line], starts: set[int], folios: dict[int, int]) -> set[int]:
    """A short line that stands before several pages' first lines is their running head: the page begins with it."""
    counted = Counter(shape(lines[s - 1].text) for s in starts if 0 < s < len(lines) and s - 1 not in folios)

    def headed(s: int) -> bool:
        line = lines[s - 1]
        behind = s >= 2 and (s - 2 in folios or bool(_LEGAL.search(lines[s - 2].text)))
        lone = (
            behind and hanzi_count(line.text) >= 4 and line.width < 30 and not re.search("[。，；：、,;:]$", line.text)
        )
        return s - 1 not in folios and not _sentence_like(line) and (counted[shape(line.text)] >= 2 or lone)

    return {s - 1 if 0 < s < len(lines) and headed(s) else s for s in starts}


def _after_notes(lines: Sequence[Line], folio: int) -> int:
    """The first line after a folio that isn't a note's: notes may stand under the folio."""
    at = folio + 1
    while at < len(lines) and (_FOOT.match(lines[at].text) or _LEGAL.search(lines[at].text)):
        at = _field_end(lines, at)
    if at < len(lines) and _MARK_START.match(lines[at].text):
        full = measure(lines)
        broken = not ends_sentence(lines[folio - 1].text)
        while at < len(lines) and at < folio + 14:
            line = lines[at]
            following = lines[at + 1] if at + 1 < len(lines) else None
            done = ends_sentence(line.text) or re.search(r"[\d０-９.]$|html?$", line.text)
            at += 1
            while at < len(lines) and _LEGAL.search(lines[at].text):
                at += 1
            apart = line.width < full - 2 or broken or not NOTE_LIKE.search(following.text if following else "")
            if done and apart and following is not None and not _MARK_START.match(following.text):
                break
    return at


def _field_end(lines: Sequence[Line], at: int) -> int:
    """The line after a labelled field at a page's foot."""
    if _LEGAL.search(lines[at].text) or re.match("收稿|修回|录用|DOI", lines[at].text):
        return at + 1
    while at + 1 < len(lines) and not ends_sentence(lines[at].text):
        at += 1
    return at + 1


def _number(pages: Pages, folios: dict[int, int]) -> None:
    """Printed numbers for the pages that have one, and by counting for those that don't."""
    for position, value in folios.items():
        pages.folios[pages.page_of(position)] = value
    shifts = Counter(value - index for index, value in pages.folios.items())
    shift = shifts.most_common(1)[0][0] if shifts else 1
    pages.numbers = tuple(max(1, index + shift) for index in range(len(pages.starts)))


def shape(text: str) -> str:
    """A line as it would look on any page: digits alike, spaces out."""
    return re.sub(r"\d+", "#", re.sub(r"\s+", "", text.translate(_WIDE)))


def _heads(
    lines: Sequence[Line], pages: Pages, dropped: dict[int, str]
) -> tuple[dict[int, str], int | None, frozenset[str]]:
    """Lines that repeat at pages' edges, lone ones that part a sentence, and the one that may be the title.

    The first page's lines are left to the title block, which stands where a running head would.
    """
    edges: dict[str, list[int]] = defaultdict(list)
    tops: list[int] = []
    ends = [*pages.starts[1:], len(lines)]
    for start, end in zip(pages.starts, ends, strict=True):
        body = [i for i in range(start, end) if i not in dropped]
        for i in dict.fromkeys([*body[:3], *body[-2:]]):
            edges[shape(lines[i].text)].append(i)
        if body and start:
            tops.append(body[0])
    found: dict[int, str] = {}
    for text, where in edges.items():
        distinct = {pages.page_of(i) for i in where}
        if (
            len(distinct) >= 2
            and len(text) <= 60
            and not _MARK_START.match(text)
            and not _sentence_like(lines[where[0]])
        ):
            found.update(
                {i: "running-head" for i in where if pages.page_of(i) or _MASTHEAD.search(text) or len(text) < 5}
            )
    for i in _interrupting(lines, pages, dropped, found):
        found[i] = "running-head"
    for n, top in enumerate(tops):
        i = top
        while i in found and i + 1 < len(lines):
            i += 1
        before = next((lines[p] for p in range(top - 1, -1, -1) if p not in dropped and p not in found), None)
        if (
            before
            and i < (tops[n + 1] if n + 1 < len(tops) else len(lines))
            and _lone_head(lines, i, before, dropped, found)
        ):
            found[i] = "running-head"
    return found, _title(lines, found), frozenset(shape(lines[i].text) for i in found)


def _title(lines: Sequence[Line], found: dict[int, str]) -> int | None:
    """The first running head that isn't the journal's: hanzi, no issue number, no publisher."""
    fit = [
        i
        for i in sorted(found)
        if hanzi_count(lines[i].text) >= 5 and not _MASTHEAD.search(lines[i].text) and not _LEGAL.search(lines[i].text)
    ]

    def rank(i: int) -> tuple[bool, int, int]:
        text = lines[i].text
        return hanzi_count(text) <= 10 and bool(_JOURNAL.search(text)), -hanzi_count(text), i

    return min(fit, key=rank) if fit else None


def _interrupting(lines: Sequence[Line], pages: Pages, dropped: dict[int, str], found: dict[int, str]) -> list[int]:
    """Without sure pages: a short line that comes back three times, each time inside a sentence."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if i not in dropped and i not in found and 3 <= len(line.text) <= 40 and not ends_sentence(line.text):
            places[shape(line.text)].append(i)
    out: list[int] = []
    for where in places.values():
        inside = [i for i in where if i and not ends_sentence(lines[i - 1].text) and lines[i - 1].width > 12]
        if len(where) >= 2 and _MASTHEAD.search(lines[where[0]].text) and len(lines[where[0]].text) <= 40:
            out += where
        elif (
            len(where) >= 3
            and len(inside) * 2 >= len(where)
            and min(b - a for a, b in zip(where, where[1:], strict=False)) >= 5
        ):
            out += where[1:] if where[0] < 3 else where
    return out


def _sentence_like(line: Line) -> bool:
    return ends_sentence(line.text) and line.width > 12


def _lone_head(lines: Sequence[Line], i: int, before: Line, dropped: dict[int, str], found: dict[int, str]) -> bool:
    """A short line without a final mark at a page's top that parts a sentence: what was before it isn't finished."""
    line, full = lines[i], measure(lines)
    if i in dropped or i in found or hanzi_count(line.text) < 4 or re.search(r"[，。；、,.;]$", line.text):
        return False
    if i - 1 not in dropped and i - 1 not in found:
        return False
    if _MASTHEAD.search(line.text) and line.width < full - 4:
        return True
    if ends_sentence(line.text) or re.search("[，；]", line.text):
        return False
    return line.width < full - 4 and not ends_sentence(before.text) and before.width > full - 3 and line.lead != " "


def _legal(lines: Sequence[Line], dropped: dict[int, str]) -> dict[int, str]:
    """Publishers' lines (copyright, data base stamps) that repeat or stand alone in a short line."""
    shapes = Counter(shape(line.text) for line in lines)
    return {
        i: "publisher-line"
        for i, line in enumerate(lines)
        if i not in dropped
        and _LEGAL.search(line.text)
        and (shapes[shape(line.text)] > 1 or len(line.text) > 20)
        and hanzi_count(line.text) <= 30
        and not ends_sentence(line.text)
    }
