"""Take lines with geometry, give those that stand in a block quotation, and how each column is set.

Strategy.  A block quotation is set in from its column by one to five em, every line of it; a paragraph's first line is set in
alone.  So a line that stops inside a sentence and whose next line is set in as well proves that both are in a block; the
block reaches on over lines with the same inset and the same type.  Its own first line may be set in two em more.  What
follows at the same inset belongs to it unless the line after that goes back to the column's edge: then it was a first line.
Known doubts: a quotation of one line can't be told from a paragraph of one line, and stays a paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sco_pub.clean.lines import Line, ends_sentence

_SET_IN = 1.2  # em from the column's edge: from here on a line is set in
_DEEPEST = 7.0
_SAME = 0.35  # em: insets that count as the same
Column = tuple[int | None, int]


@dataclass(frozen=True, slots=True)
class Edges:
    """The left edge of each column of each page, in points."""

    left: dict[Column, float]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Edges:
        edges: dict[Column, list[float]] = {}
        for line in lines:
            if line.geometry:
                edges.setdefault((line.page, line.geometry.column), []).append(round(line.geometry.x0 * 2) / 2)
        return cls({key: _edge(values) for key, values in edges.items()})

    def inset(self, line: Line) -> float:
        """How far the line is set in, in em of its own size; 0 without geometry."""
        g = line.geometry
        return (g.x0 - self.left[(line.page, g.column)]) / max(g.size, 1) if g else 0.0


def _edge(values: list[float]) -> float:
    """The leftmost edge that at least a third of the lines share, within two points; else the leftmost of all."""
    for value in sorted(set(values)):
        if sum(abs(v - value) <= 2 for v in values) * 3 >= len(values):
            return value
    return min(values)


def blocks(lines: Sequence[Line], edges: Edges) -> set[int]:
    """The indices of the lines that stand in block quotations."""
    depth = [edges.inset(line) for line in lines]
    found: set[int] = set()
    for i in range(len(lines) - 1):
        if i in found or not (_SET_IN <= depth[i + 1] <= _DEEPEST) or not _runs_on(lines, depth, i):
            continue
        start, base = i, min(depth[i], depth[i + 1])
        end = i + 2
        while end < len(lines) and _goes_on(lines, depth, end, base):
            end += 1
        found.update(range(start, end))
    return found


def _runs_on(lines: Sequence[Line], depth: Sequence[float], i: int) -> bool:
    """Lines ``i`` and ``i + 1`` are one sentence, set in alike, or the first of them two em more."""
    if ends_sentence(lines[i].text) or not _alike(lines[i], lines[i + 1]):
        return False
    step = depth[i] - depth[i + 1]
    return abs(step) <= _SAME or (1.6 <= step <= 2.5 and depth[i + 1] >= _SET_IN)


def _goes_on(lines: Sequence[Line], depth: Sequence[float], i: int, base: float) -> bool:
    if not _alike(lines[i - 1], lines[i]):
        return False
    if 1.6 <= depth[i] - base <= 2.5:  # a new paragraph of the quotation
        return i + 1 < len(lines) and _runs_on(lines, depth, i)
    if abs(depth[i] - base) > _SAME:
        return False
    following = i + 1 < len(lines) and abs(depth[i + 1] - base) > _SAME and depth[i + 1] < _SET_IN
    first_line = following and not ends_sentence(lines[i].text)
    return not first_line and (not ends_sentence(lines[i - 1].text) or not _alone(lines, depth, i, base))


def _alone(lines: Sequence[Line], depth: Sequence[float], i: int, base: float) -> bool:
    """After a full stop: a line that ends its sentence at once may be a paragraph of one line after the block."""
    short_before = lines[i - 1].width < max(line.width for line in lines[max(0, i - 4) : i]) - 3
    return ends_sentence(lines[i].text) and short_before


def _alike(a: Line, b: Line) -> bool:
    """Set in the same type."""
    g, h = a.geometry, b.geometry
    return g is not None and h is not None and abs(g.size - h.size) <= 0.3 and (g.font == h.font or not g.font)
