"""Take a line's boxes and its gaps, move the boxes apart, and leave the gaps inside a text to be drawn.

Contract: ``sources`` has, for each gap, the cluster it follows (its text, its bytes), in the order of the line's boxes; the
line is as wide as before plus its gaps.  Gaps inside a text are drawn by weasyprint_patches.shaping.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from weasyprint.formatting_structure import boxes

from sco_pub.edge.weasyprint_patches.measuring import Source
from sco_pub.typeset.lines.fitting import Fit


def set_gaps(line: Any, sources: Sequence[Source], setting: Fit) -> None:
    """Move the line's boxes apart by its gaps, and leave the gaps inside a text to be drawn."""
    inside: dict[int, dict[int, float]] = {}
    for source, gap in zip(sources, setting.gaps, strict=True):
        if source.leaf >= 0 and gap:
            inside.setdefault(source.leaf, {})[source.start] = gap
    moved = _Mover(inside).move(line, setting.shift)
    line.width += moved


class _Mover:
    """One pass over a line's boxes, left to right."""

    def __init__(self, inside: dict[int, dict[int, float]]) -> None:
        self.inside = inside
        self.leaf = -1

    def move(self, box: Any, advance: float) -> float:
        """Move what is in ``box`` right by ``advance`` and by the gaps on the way; returns the advance behind it."""
        for child in box.children:
            if not child.is_in_normal_flow():
                continue
            if isinstance(child, boxes.TextBox):
                self.leaf += 1
                child.position_x += advance
                gaps = self.inside.get(self.leaf)
                if gaps:
                    child.pango_layout.gaps = gaps
                    child.width += sum(gaps.values())
                    advance += sum(gaps.values())
            elif isinstance(child, boxes.InlineBox):
                child.position_x += advance
                behind = self.move(child, advance)
                child.width += behind - advance
                advance = behind
            else:
                self.leaf += 1
                child.translate(advance, 0)
        return advance
