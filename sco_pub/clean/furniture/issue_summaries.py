"""Find the pages of English summaries that an issue prints behind its last article: those of other articles are neighbours'.

Strategy.  Such pages stand last in the file and hold hardly a line with hanzi.  Each summary has a title in larger type and,
alone on a line or behind leaders, its authors' names in Pinyin.  The article's own is the one whose names are those that stand
in hanzi on the first page; without exactly one such, or with a single summary, nothing is decided.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from unicodedata import normalize

from sco_pub.clean.lines.lines import Line
from sco_pub.lexicon import names, transcription
from sco_pub.lexicon.sources import TYPE_MARK
from sco_pub.model.characters import hanzi_count

_MOST_PAGES = 4  # that a file may have of them
_CHINESE = 3  # lines with hanzi on such a page, at most: its running heads, a translator
_LARGER = 0.9  # points: so much larger at least than its summary is a title
_NAME = r"[A-Z][a-zü]+ [A-Z][a-zü]+(?:[-’'][a-zü]+)?"
_HEAD = re.compile(r"^\s*(?:English\s+)?(?:Summaries|Abstracts)\s*$|^\s*Contents\b", re.IGNORECASE)
_ENDED = re.compile(r"[.．]\s*$|[;；]|^\s*Key\s*words", re.IGNORECASE)  # no title's line
_TITLE = 2  # lines of a title in the summaries' own type, at most
_NAMES = rf"{_NAME}(?:(?:\s*[,，;；&、]\s*|\s+and\s+|\s{{2,}}|\u3000)+{_NAME})*"
_ALONE = re.compile(rf"\s*(?P<names>{_NAMES})\s*")
BEHIND_LEADERS = re.compile(rf"(?:\s*(?:…|[.．·]{{3}}))+[.．·]*\s*(?P<names>{_NAMES})\s*[（(]\s*\d+\s*[)）]\s*$")


def find(lines: Sequence[Line], order: Sequence[int]) -> list[int]:
    """The lines of the summaries of other articles, among those of the file (``order``)."""
    behind = _pages_behind(lines, order)
    begins = _summaries(lines, behind)
    own = _written(lines, order)
    mine = [n for n, each in enumerate(begins) if own.intersection(each.people)]
    if len(begins) < 2 or len(mine) != 1:
        return []
    ends = [each.first for each in begins[1:]] + [len(behind)]
    others = [range(each.first, end) for n, (each, end) in enumerate(zip(begins, ends, strict=True)) if n not in mine]
    above = _rest_above(lines, behind, begins[0].first)
    return [*above, *(behind[n] for each in others for n in each)]


def listed(lines: Sequence[Line], order: Sequence[int]) -> tuple[list[int], list[int]] | None:
    """Of the article's own summary whose names stand behind leaders: the lines of its title and names, and those below."""
    behind = _pages_behind(lines, order)
    own = _written(lines, order)
    mine = [each for each in _summaries(lines, behind) if own.intersection(each.people)]
    if len(mine) != 1 or not BEHIND_LEADERS.search(lines[behind[mine[0].at]].text):
        return None
    return behind[mine[0].first : mine[0].at + 1], behind[mine[0].at + 1 :]


def _rest_above(lines: Sequence[Line], behind: Sequence[int], first: int) -> list[int]:
    """What stands above the first title on its page: the pages' head, and the rest of the summary before."""
    page = lines[behind[first]].page
    above = [p for p in behind[:first] if lines[p].page == page]
    return [] if any(re.search(TYPE_MARK, lines[p].text) for p in above) else above


def _pages_behind(lines: Sequence[Line], order: Sequence[int]) -> list[int]:
    """The lines of the last pages that hold next to no hanzi."""
    pages = [list(group) for _, group in groupby(order, key=lambda p: lines[p].page)]
    if len(pages) < 2 or lines[order[0]].page is None:
        return []
    found: list[int] = []
    for page in reversed(pages[max(1, len(pages) - _MOST_PAGES) :]):
        if sum(hanzi_count(lines[p].text) > 1 for p in page) > _CHINESE:
            break
        found = [*page, *found]
    return found


@dataclass(frozen=True, slots=True)
class _Summary:
    """Where a summary's title begins and its names stand, as indices into the last pages' lines; the names without blanks."""

    first: int
    at: int
    people: frozenset[str]


def _summaries(lines: Sequence[Line], behind: Sequence[int]) -> list[_Summary]:
    """The summaries on the last pages."""
    sizes = [g.size if (g := lines[p].geometry) else 0.0 for p in behind]
    usual = statistics.median(sizes) if sizes else 0.0
    found: list[_Summary] = []
    for n, p in enumerate(behind):
        large = sizes[n] > usual + _LARGER
        match = BEHIND_LEADERS.search(lines[p].text) or (_ALONE.fullmatch(lines[p].text) if large else None)
        people = re.findall(_NAME, match["names"]) if match else []
        if not people or not all(map(_pinyin, people)):
            continue
        first = n
        while first and _goes_on(lines, behind, first, n, usual):
            first -= 1
        found.append(_Summary(first, n, frozenset(map(_letters, people))))
    return found


def _goes_on(lines: Sequence[Line], behind: Sequence[int], first: int, n: int, usual: float) -> bool:
    """Whether the line above is of the title too; ``n``: the line of the names, which may be smaller than the title."""
    above, below = lines[behind[first - 1]], lines[behind[first]]
    g, h = above.geometry, below.geometry
    if g is None or h is None or above.page != below.page or _HEAD.search(above.text):
        return False
    if g.size > usual + _LARGER:
        return first == n or abs(g.size - h.size) < _LARGER
    plain = h.size <= usual + _LARGER and n - first < _TITLE
    return plain and not _ENDED.search(above.text)


def _pinyin(name: str) -> bool:
    return all(transcription.parted(_letters(word), "en") for word in name.split())


def _written(lines: Sequence[Line], order: Sequence[int]) -> frozenset[str]:
    """How the names on the file's first page may be written in Pinyin."""
    first = [lines[p].text for p in order if lines[p].page == lines[order[0]].page]
    people = [person.name for text in first if (read := names.read(text)) and read.certain for person in read.persons]
    return frozenset(word for name in people for word in transcription.read_as(name, "en"))


def _letters(name: str) -> str:
    return re.sub("[^a-z]", "", normalize("NFKD", name.lower()))
