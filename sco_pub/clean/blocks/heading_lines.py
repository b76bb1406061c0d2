"""Take a line that begins like a heading, tell which lines the heading takes: one, two, three, or none, since it runs on.

Strategy.  (1) Geometry: a heading goes on in a line of the same size and boldness, when the first reaches its column's right
edge or both share their middle.  Type that differs from the running text's is proof enough; a heading in the text's own type
goes on only in a short line at the column's edge, before one that is set in.  (2) Plain text: a line that is nearly full goes
on in a short one that has no mark at its end and nothing of its own; a full line is the beginning of a paragraph.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from sco_pub.clean.lines.lines import Line, ends_sentence, local_measure
from sco_pub.lexicon.enumerators import BARE, enumerator
from sco_pub.model.characters import hanzi_count
from sco_pub.model.text import Geometry

MARK_END = re.compile(r"[。；，、！;,]$")
_MOST = 3  # lines of one heading


@dataclass(frozen=True, slots=True)
class Columns:
    """The edges of each page's columns, in points, and the type of the running text."""

    left: dict[tuple[int | None, int], float]
    right: dict[tuple[int | None, int], float]
    size: float
    bold: bool

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Columns:
        left: dict[tuple[int | None, int], float] = {}
        right: dict[tuple[int | None, int], float] = {}
        found = [g for line in lines if (g := line.geometry)]
        for line in lines:
            if g := line.geometry:
                key = (line.page, g.column)
                left[key] = min(left.get(key, g.x0), g.x0)
                right[key] = max(right.get(key, g.x1), g.x1)
        size = statistics.median_low([g.size for g in found]) if found else 0.0
        return cls(left, right, size, sum(g.bold for g in found) * 2 > len(found))

    def distinct(self, g: Geometry) -> bool:
        """Whether type is larger or bolder than the running text."""
        return g.size > self.size + 0.4 or (g.bold and not self.bold)


def extent(lines: Sequence[Line], flow: Sequence[int], n: int, full: float, columns: Columns) -> tuple[int, ...]:
    """The positions of the heading that begins at ``flow[n]``; none when that line begins a paragraph."""
    line = lines[flow[n]]
    following = lines[flow[n + 1]] if n + 1 < len(flow) else None
    if BARE.match(line.text):
        return (flow[n],)
    if line.geometry and following is not None and following.geometry:
        typed = _by_type(lines, flow, n, columns)
        larger = line.geometry.size > following.geometry.size + 0.4 or line.geometry.bold
        if len(typed) > 1 or columns.distinct(line.geometry) or (larger and line.width < full):
            return typed
    if following is not None and line.width >= full * 0.55 and _goes_on(line, following, full):
        return (flow[n], flow[n + 1])
    if following is not None and _runs_over(lines, flow[n], following):
        return ()
    if line.width < full - 1.6:
        # a paragraph's first line: it nearly fills the measure, has marks inside, and what follows is no first line
        marks = len(re.findall("[，,：；？]", line.text))
        wide = following is not None and following.width > full - 1
        runs_on = line.width >= full - 3.4 and (marks >= 2 or (marks and wide))
        return () if runs_on else (flow[n],)
    if following is None or line.width >= full - 0.4 or following.width <= full - 3:
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
    if abs(g.size - h.size) > 0.3 or g.bold != h.bold or MARK_END.search(b.text) or "。" in b.text:
        return False
    left, right = columns.left[a.page, g.column], columns.right[a.page, g.column]
    centred = g.x0 - left > g.size and abs((g.x0 + g.x1) - (h.x0 + h.x1)) < 1.2 * g.size
    if not centred and g.x1 < right - 1.5 * g.size:
        return False
    if columns.distinct(g):
        return True
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
    return not enumerator(text)[0] and not re.match("[《（(\\[①-⑳0-9０-９]", text)
