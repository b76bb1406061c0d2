"""Find what stands at a page's edge and isn't text: running heads, publishers' lines.

Strategy.  A running head comes back at pages' edges, or comes back anywhere inside sentences, or, once only, parts a sentence
at the top of a page; the first page's lines are left to the title block.  Publishers' lines (copyright, data base
stamps) are known by their words and by standing alone.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from sco_pub.clean.lines import Line, ends_sentence, measure
from sco_pub.clean.sheets import Pages
from sco_pub.model.characters import hanzi_count

WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


MARK_START = re.compile(r"^\s*[①-⑳㉑-㉟⑴-⒇❶-❿*＊∗]|^\s*[\[［〔]\s*\d+\s*[\]］〕]")


_MASTHEAD = re.compile(
    r"[0-9０-９#]+\s*年\s*第\s*[0-9０-９#一二三四五六]+\s*[期卷]|第\s*[0-9０-９#]+\s*[卷期]|(?i:\bvol\.|\bno\.)|总第"
)


_JOURNAL = re.compile("(?:学报|学刊|论坛|评论|研究|杂志|月刊|季刊|双月刊|社会科学版\\)?|哲学社会科学版.?)$")


# A journal's line: its name, a gap, the year and the issue, and nothing else.
HEADLINE = re.compile(
    "[^\\W\\d]{2,16}(?:[（(][^）)]{2,14}[）)])?[ \u3000]+[0-9０-９]{4}\\s*年"
    "\\s*第\\s*[0-9０-９]{1,2}\\s*期(?:[ \u3000]*[（(]总第.{1,8}[）)])?$"
)
_NUMBERED = re.compile(
    "\\s*(?:第\\s*[一二三四五六七八九十0-9]+\\s*[编篇章节]|[（(]?[一二三四五六七八九十]{1,3}(?:[)）、]|[ \u3000])|"
    "[0-9]{1,2}(?:\\.[0-9]{1,2})*[.．、 \u3000])"
)


LEGAL = re.compile(
    r"(?i)(?:©|\(c\)|版权所有|all rights reserved|china academic journal|cnki\.net|万方数据|"
    r"electronic publishing house|网络首发|知网|www\.cnki)"
)

_STAMP = re.compile(r"(?i)electronic publishing house|all rights reserved")  # a sentence, yet nobody's text


def shape(text: str) -> str:
    """A line as it would look on any page: digits alike, spaces out."""
    return re.sub(r"\d+", "#", re.sub(r"\s+", "", text.translate(WIDE)))


def running_heads(
    lines: Sequence[Line], pages: Pages, dropped: dict[int, str]
) -> tuple[dict[int, str], int | None, frozenset[str]]:
    """Lines that repeat at pages' edges, lone ones that part a sentence, and the one that may be the title.

    The first page's lines are left to the title block, which stands where a running head would.
    """
    edges: dict[str, list[int]] = defaultdict(list)
    tops: list[int] = []
    full = measure(lines)
    ends = [*pages.starts[1:], len(lines)]
    for start, end in zip(pages.starts, ends, strict=True):
        body = [i for i in range(start, end) if i not in dropped]
        for i in dict.fromkeys([*body[:3], *(i for i in body[-2:] if not _in_notes(lines, body, i))]):
            edges[shape(lines[i].text)].append(i)
        if body and start:
            tops.append(body[0])
    found: dict[int, str] = {}
    for text, where in edges.items():
        distinct = {pages.page_of(i) for i in where}
        known = len(distinct) > 2 or bool(_MASTHEAD.search(text)) or lines[where[0]].width < full - 2
        if len(distinct) < 2 or len(text) > 60 or MARK_START.match(text) or sentence_like(lines[where[0]]):
            continue
        if known:  # two full lines alike may be two sentences alike
            found.update(
                {i: "running-head" for i in where if pages.page_of(i) or _MASTHEAD.search(text) or len(text) < 5}
            )
    found.update({i: "running-head" for i in headlines(lines) if i not in dropped})
    found.update(dict.fromkeys(_interrupting(lines, pages, dropped, found), "running-head"))
    titles = {lines[i].text for i in found} & {line.text for line in lines[:8] if _title_like(line, full)}
    found.update({i: "running-head" for i in range(8, len(lines)) if i not in dropped and lines[i].text in titles})
    for n, top in enumerate(tops):
        i = top
        while i in found and i + 1 < len(lines):
            i += 1
        before = next((lines[p] for p in range(top - 1, -1, -1) if p not in dropped and p not in found), None)
        if (
            before
            and i < (tops[n + 1] if n + 1 < len(tops) else len(lines))
            and _lone_head(lines, i, before, full, dropped.keys() | found.keys())
        ):
            found[i] = "running-head"
    return found, _title(lines, found), frozenset(shape(lines[i].text) for i in found)


def headlines(lines: Sequence[Line]) -> list[int]:
    """Lines with a journal's name, year and issue alone: running heads, even if they come but once, unless above the title."""
    found = [i for i, line in enumerate(lines) if HEADLINE.match(line.text)]
    return found if len(found) > 1 else [i for i in found if i > 5]


def _in_notes(lines: Sequence[Line], body: Sequence[int], i: int) -> bool:
    """Whether a line at a page's foot goes on a note above it: then only a journal's or publisher's words make it a head."""
    text = lines[i].text
    if _MASTHEAD.search(text) or LEGAL.search(text) or not re.search("[^\\W\\d]", text):
        return False
    return any(MARK_START.match(lines[p].text) for p in body[-12:] if p < i)


def _title(lines: Sequence[Line], found: dict[int, str]) -> int | None:
    """The first running head that isn't the journal's: hanzi, no issue number, no publisher."""
    fit = [
        i
        for i in sorted(found)
        if hanzi_count(lines[i].text) >= 5 and not _MASTHEAD.search(lines[i].text) and not LEGAL.search(lines[i].text)
    ]

    def rank(i: int) -> tuple[bool, int, int]:
        text = lines[i].text
        return hanzi_count(text) <= 10 and bool(_JOURNAL.search(text)), -hanzi_count(text), i

    return min(fit, key=rank) if fit else None


def _interrupting(lines: Sequence[Line], pages: Pages, dropped: dict[int, str], found: dict[int, str]) -> list[int]:
    """Without sure pages: a short line that comes back inside sentences, or stands in one where a page begins."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if i not in dropped and i not in found and 3 <= len(line.text) <= 40 and not ends_sentence(line.text):
            places[shape(line.text)].append(i)
    out: list[int] = []
    full = measure(lines)
    for where in places.values():
        inside = [i for i in where if i and not ends_sentence(lines[i - 1].text) and lines[i - 1].width > 12]
        if len(where) >= 2 and _MASTHEAD.search(lines[where[0]].text) and len(lines[where[0]].text) <= 40:
            out += where
        elif (
            len(where) >= 3 and len(inside) * 2 >= len(where) and min(b - a for a, b in itertools.pairwise(where)) >= 5
        ):
            out += where[1:] if where[0] < 3 else where
        elif (
            _title_like(lines[where[0]], full)
            and (len(where) == 2 or _opens_page(lines, where[0]))
            and all(_parts_sentence(lines, i, full, dropped) for i in where)
        ):
            out += where
        elif (
            where[0] < 8
            and inside
            and _title_like(lines[where[0]], full)
            and (len(where) > 2 or len(inside) == len(where) - 1)
        ):
            out += where[1:]  # the title again, inside sentences
    return out


def _parts_sentence(lines: Sequence[Line], i: int, full: float, dropped: Collection[int]) -> bool:
    """Whether a line without a mark of its own stands behind a full line that ends no sentence, notes between them or not."""
    text = lines[i].text
    if re.search(r"[，。；：、？！,.;:?!]", text) or _NUMBERED.match(text) or MARK_START.match(text):
        return False
    above = [p for p in range(max(0, i - 16), i) if p not in dropped]
    noted = next((p for p in above if MARK_START.match(lines[p].text)), None)
    before = next((lines[p] for p in reversed(above) if noted is None or p < noted), None)
    return before is not None and before.width > full - 3 and not ends_sentence(before.text)


def _opens_page(lines: Sequence[Line], i: int) -> bool:
    """Whether the line below has the lone space by which extractors mark what begins a page."""
    return i + 1 < len(lines) and lines[i + 1].lead == " "


def _title_like(line: Line, full: float) -> bool:
    return hanzi_count(line.text) > 4 and line.width < full - 2


def sentence_like(line: Line) -> bool:
    return ends_sentence(line.text) and line.width > 12


def _lone_head(lines: Sequence[Line], i: int, before: Line, full: float, gone: Collection[int]) -> bool:
    """A short line without a final mark at a page's top that parts a sentence: what was before it isn't finished."""
    line = lines[i]
    if i in gone or hanzi_count(line.text) < 4 or re.search(r"[，。；、,.;]$", line.text):
        return False
    if _NUMBERED.match(line.text):
        return False  # a heading that happens to open a page
    if i - 1 not in gone:
        return False
    if _MASTHEAD.search(line.text) and line.width < full - 4:
        return True
    if ends_sentence(line.text) or re.search("[，；]", line.text):
        return False
    return line.width < full - 4 and not ends_sentence(before.text) and before.width > full - 3 and line.lead != " "


def publisher_lines(lines: Sequence[Line], dropped: dict[int, str]) -> dict[int, str]:
    """Publishers' lines (copyright, data base stamps) that repeat or stand alone in a short line."""
    shapes = Counter(shape(line.text) for line in lines)
    return {
        i: "publisher-line"
        for i, line in enumerate(lines)
        if i not in dropped
        and LEGAL.search(line.text)
        and (shapes[shape(line.text)] > 1 or len(line.text) > 20)
        and hanzi_count(line.text) <= 30
        and (not ends_sentence(line.text) or (_STAMP.search(line.text) and not hanzi_count(line.text)))
    }
