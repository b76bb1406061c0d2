"""Find what stands at a page's edge and isn't text: running heads.  Publishers' lines: clean.furniture.publisher_stamps.

Strategy.  A running head comes back at pages' edges, or comes back anywhere inside sentences, or, once only, parts a sentence
at the top of a page; the first page's lines are left to the title block.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from sco_pub.clean.furniture import sentence_splits
from sco_pub.clean.furniture.page_model import Pages
from sco_pub.clean.furniture.sentence_splits import shape
from sco_pub.clean.lines.lines import Line, ends_sentence, measure
from sco_pub.lexicon import addresses, captions, enumerators, mastheads, note_marks
from sco_pub.lexicon.enumerators import NUMBERED
from sco_pub.lexicon.mastheads import ISSUE
from sco_pub.lexicon.stamps import LEGAL
from sco_pub.model.characters import hanzi_count
from sco_pub.model.rule import Rule


def running_heads(
    lines: Sequence[Line], pages: Pages, dropped: dict[int, Rule]
) -> tuple[dict[int, Rule], int | None, frozenset[str]]:
    """Lines that repeat at pages' edges, lone ones that part a sentence, and the one that may be the title.

    The first page's lines are left to the title block, which stands where a running head would.
    """
    full = measure(lines)
    tops, found = _at_edges(lines, pages, dropped, full)
    found.update({i: Rule.RUNNING_HEAD for i in headlines(lines) if i not in dropped})
    found.update(dict.fromkeys(sentence_splits.find(lines, dropped.keys() | found.keys()), Rule.RUNNING_HEAD))
    titles = {lines[i].text for i in found} & {
        line.text for line in lines[:8] if sentence_splits.title_like(line, full)
    }
    found.update({i: Rule.RUNNING_HEAD for i in range(8, len(lines)) if i not in dropped and lines[i].text in titles})
    for n, top in enumerate(tops):
        i = top
        while i in found and i + 1 < len(lines):
            i += 1
        before = next((lines[p] for p in range(top - 1, -1, -1) if p not in dropped and p not in found), None)
        if (
            before
            and i < (tops[n + 1] if n + 1 < len(tops) else len(lines))
            and (
                _lone_head(lines, i, before, full, dropped.keys() | found.keys())
                or (i == top and _above_mark(lines, i, full))
            )
        ):
            found[i] = Rule.RUNNING_HEAD
    found.update(dict.fromkeys(_between_heads(lines, pages, dropped, found, full), Rule.RUNNING_HEAD))
    found.update({i: Rule.RUNNING_HEAD for i in _other_halves(lines, found) if i not in dropped})
    gone = dropped.keys() | found.keys()
    found = {
        i: rule for i, rule in found.items() if not (goes_on(lines, i, gone) or captions.is_caption(lines[i].text))
    }
    return found, _title(lines, found), frozenset(shape(lines[i].text) for i in found)


def _at_edges(
    lines: Sequence[Line], pages: Pages, dropped: dict[int, Rule], full: float
) -> tuple[list[int], dict[int, Rule]]:
    """The first lines of pages, and the lines that come back at pages' edges."""
    edges: dict[str, list[int]] = defaultdict(list)
    tops: list[int] = []
    ends = [*pages.starts[1:], len(lines)]
    for start, end in zip(pages.starts, ends, strict=True):
        body = [i for i in range(start, end) if i not in dropped]
        for i in dict.fromkeys([*body[:3], *(i for i in body[-2:] if not _in_notes(lines, body, i))]):
            edges[shape(lines[i].text)].append(i)
        if body and start:
            tops.append(body[0])
    found: dict[int, Rule] = {}
    for text, where in edges.items():
        distinct = {pages.page_of(i) for i in where}
        known = len(distinct) > 2 or bool(ISSUE.search(text)) or lines[where[0]].width < full - 2
        if len(distinct) < 2 or len(text) > 60 or note_marks.START.match(text) or sentence_like(lines[where[0]]):
            continue
        if re.search("[。；]$", text):  # two paragraphs may end in the same words
            continue
        if known:  # two full lines alike may be two sentences alike
            found.update(
                {i: Rule.RUNNING_HEAD for i in where if pages.page_of(i) or ISSUE.search(text) or len(text) < 5}
            )
    return tops, found


def _may_be_heading(lines: Sequence[Line], i: int) -> bool:
    """A numbered line, or the line below one, behind a finished sentence: headings say what titles say."""
    numbered = next((p for p in (i, i - 1) if enumerators.enumerator(lines[p].text)[1] is not None), None)
    if re.match(r"\d{2,4}[ \u3000]", lines[i].text):
        return False  # a folio: headings seldom count so far
    return bool(numbered) and (numbered == i or not ends_sentence(lines[i - 1].text))


def _other_halves(lines: Sequence[Line], found: dict[int, Rule]) -> list[int]:
    """A head's right half, which a layer has on a line of its own: a year or an issue alone beside a head."""
    beside = {p for i in found for p in (i - 1, i + 1) if 0 <= p < len(lines) and p not in found}
    return [p for p in sorted(beside) if mastheads.HALF.match(lines[p].text)]


def goes_on(lines: Sequence[Line], i: int, gone: Collection[int]) -> bool:
    """Whether a line goes on what no line ends with: an address, however alike a site's are, “p.” or “第1”."""
    above = next((lines[p].text for p in range(i - 1, -1, -1) if p not in gone), "")
    before, rest = unicodedata.normalize("NFKC", above), unicodedata.normalize("NFKC", lines[i].text)
    if re.search(r"(?:^|[\s,(])(?:[Pp]{1,2}|[СсSs]|Vol|vol|[Nn]o|№)\.?$", before) and re.match(r"\d", rest):
        return hanzi_count(before) * 2 < len(before) or before.endswith(".")
    if re.search(r"\d$", before) and re.match("[版页期卷号辑册年月日]", rest):
        return True
    opened = addresses.PARTED.search(before) and not addresses.FILE_END.search(before)
    return bool(opened) and bool(re.fullmatch(r"[!-~]*[A-Za-z/_=&?-][!-~]*(?: ?[./] ?[!-~]+)*", rest))


def headlines(lines: Sequence[Line]) -> list[int]:
    """Lines with a journal's name and issue, or with the title again: running heads, even if they come but once.

    Those above the title are left to the title block, unless they come back.
    """
    found = [i for i, line in enumerate(lines) if mastheads.is_masthead(line.text)]
    shapes = Counter(shape(lines[i].text) for i in found)
    known = mastheads.titles([line.text for line in lines[: mastheads.FRONT]])
    named = {
        i
        for i in range(mastheads.FRONT, len(lines))
        if mastheads.names_title(lines[i].text, known) and not _may_be_heading(lines, i)
    }
    return sorted({i for i in found if i > 5 or shapes[shape(lines[i].text)] > 1} | named)


def _in_notes(lines: Sequence[Line], body: Sequence[int], i: int) -> bool:
    """Whether a line at a page's foot goes on a note above it: then only a journal's or publisher's words make it a head."""
    text = lines[i].text
    if ISSUE.search(text) or LEGAL.search(text) or not re.search("[^\\W\\d]", text):
        return False
    return any(note_marks.START.match(lines[p].text) for p in body[-12:] if p < i)


def _title(lines: Sequence[Line], found: dict[int, Rule]) -> int | None:
    """The first running head that isn't the journal's: hanzi, no issue number, no publisher."""
    fit = [
        i
        for i in sorted(found)
        if hanzi_count(lines[i].text) >= 5 and not ISSUE.search(lines[i].text) and not LEGAL.search(lines[i].text)
    ]

    def rank(i: int) -> tuple[bool, int, int]:
        text = lines[i].text
        return hanzi_count(text) <= 10 and bool(mastheads.JOURNAL.search(text)), -hanzi_count(text), i

    return min(fit, key=rank) if fit else None


def sentence_like(line: Line) -> bool:
    return ends_sentence(line.text) and line.width > 12


def _between_heads(
    lines: Sequence[Line], pages: Pages, dropped: dict[int, Rule], found: dict[int, Rule], full: float
) -> list[int]:
    """The title's words at the top of a page between two that have a journal's head there: heads alternate."""
    headed = {pages.page_of(i) for i in found}
    out = []
    for n in range(1, len(pages.starts) - 1):
        if n in headed or not {n - 1, n + 1} <= headed:
            continue
        top = next((i for i in range(pages.starts[n], pages.starts[n + 1]) if i not in dropped), None)
        if top is not None and sentence_splits.title_like(lines[top], full) and lines[top].width < full - 6:
            text = lines[top].text
            marked = (
                re.search("[，。；、？！,.;:：?!]$|^[（(【]", text)
                or NUMBERED.match(text)
                or note_marks.START.match(text)
            )
            if not marked and not captions.is_caption(text):
                out.append(top)
    return out


def _above_mark(lines: Sequence[Line], i: int, full: float) -> bool:
    """A line at a page's top above the one with the lone space that marks the page's first line of text."""
    line = lines[i]
    if line.lead == " " or i + 1 >= len(lines) or lines[i + 1].lead != " ":
        return False
    return (
        sentence_splits.title_like(line, full)
        and not NUMBERED.match(line.text)
        and not re.search("[，。；：、,.;:]$", line.text)
    )


def _lone_head(lines: Sequence[Line], i: int, before: Line, full: float, gone: Collection[int]) -> bool:
    """A short line without a final mark at a page's top that parts a sentence: what was before it isn't finished."""
    line = lines[i]
    if (
        i in gone
        or not (sentence_splits.foreign_words(line.text) or hanzi_count(line.text) > 3)
        or re.search(r"[，。；、,.;]$", line.text)
    ):
        return False
    if NUMBERED.match(line.text):
        return False  # a heading that happens to open a page
    if i - 1 not in gone:
        return False
    if ISSUE.search(line.text) and line.width < full - 4:
        return True
    if ends_sentence(line.text) or re.search("[，；]", line.text):
        return False
    parts = (not ends_sentence(before.text) and before.width > full - 3) or sentence_splits.splits(lines, i, full, gone)
    return line.width < full - 4 and parts and line.lead != " "
