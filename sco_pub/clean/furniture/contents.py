"""Find a table of contents, which is no text of the article's, and say which headings it names.

Strategy.  Its head (目录, 目次, Contents) stands alone on its line; below it come entries, each a title, leaders or a gap and the
number of a page, and the numbers don't go down (GB/T 7713.1, 5.8).  A title too long for its line goes on in the next.  What it
names is a witness: a line of the text with the same words, alone in its paragraph, is a heading.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sco_pub.clean.lines.lines import Line
from sco_pub.model.doubt import Doubt, DoubtKind, Took, Why

_HEAD = re.compile(r"\s*[【\[]?\s*(?:目\s*[录錄次]|(?i:(?:table of )?contents))\s*[】\]]?\s*")
_PAGE = re.compile(r"[(（]?(\d{1,4}|[ivxIVX]{1,6})[)）]?$")
_LEADERS = ".．·•…⋯‥—―- \u3000\t"
_WIDE = ("\u3000", "\t", "  ")  # a gap that stands for leaders
_END = 12  # signs of a line in which its page's number stands
_FEWEST = 4  # entries
_RISING = 0.8  # of the steps from one entry's page to the next: a layer misreads one now and then


@dataclass(frozen=True, slots=True)
class Contents:
    """The positions of its lines, its head first; the words of its entries, letters and hanzi alone."""

    positions: tuple[int, ...] = ()
    named: frozenset[str] = frozenset()


NONE = Contents()


def find(lines: Sequence[Line], flow: Sequence[int]) -> Contents:
    """The table of contents among the lines at ``flow``."""
    for n, p in enumerate(flow):
        if _HEAD.fullmatch(lines[p].text):
            found = _below(lines, flow, n)
            if found.positions:
                return found
    return NONE


def _below(lines: Sequence[Line], flow: Sequence[int], head: int) -> Contents:
    named: list[str] = []
    pages: list[int] = []
    end, begun = head + 1, ""
    for n in range(head + 1, len(flow)):
        entry = _entry(lines[flow[n]].text)
        if entry is None:
            if begun:
                break  # two lines without a page: the entries are over
            begun = lines[flow[n]].text
            continue
        named.append(_bare(begun + entry[0]))
        pages += [int(entry[1])] if entry[1].isdecimal() else []
        end, begun = n + 1, ""
    rising = sum(a <= b for a, b in pairwise(pages))
    if len(named) < _FEWEST or rising < _RISING * (len(pages) - 1):
        return NONE
    return Contents(tuple(flow[head:end]), frozenset(named))


def _entry(text: str) -> tuple[str, str] | None:
    """The words of an entry and its page; None for a line that is no entry's last."""
    text = text.strip()
    page = _PAGE.search(text, max(0, len(text) - _END))
    if page is None:
        return None
    words = text[: page.start()].rstrip(_LEADERS)
    between = text[len(words) : page.start()]
    leads = len(between.replace(" ", "")) > 1 or between.startswith(_WIDE)
    return (words, page[1]) if leads and _bare(words) else None


def unmarked(lines: Sequence[Line], contents: Contents, alone: Sequence[int], headed: Collection[int]) -> list[Doubt]:
    """Doubts about lines that the contents name and that are no headings; ``alone``: lines that are all of their paragraph."""
    return [
        Doubt(DoubtKind.HEADING, lines[p].number, 1, Took.LINE_IN_TEXT, Why.IN_CONTENTS, lines[p].text[:40])
        for p in alone
        if p not in headed and _bare(lines[p].text) in contents.named
    ]


def _bare(text: str) -> str:
    return "".join(filter(str.isalpha, text))
