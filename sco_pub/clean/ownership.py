"""Take the planned blocks, see that each character of the text is in one of them or dropped, and in no two.

Strategy.  The steps before look at lines, and labels may stand in odd places: a bracket broken over a line's end, a field
inside another field's line.  Fields claim their characters first, the shortest first, since a field inside another is the
better known of the two; then everything else in its order.  What no block claims and no rule dropped is kept as a
paragraph of its own where it stands, with a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sco_pub.clean.layout_plan import Planned
from sco_pub.model.characters import is_space
from sco_pub.model.doubt import Doubt, DoubtKind, Took, Why
from sco_pub.model.text import Range, Role, locate


def settle(
    planned: Sequence[Planned], dropped: Iterable[Range], text: str, starts: tuple[int, ...]
) -> tuple[list[Planned], list[Doubt]]:
    """The blocks with ranges that don't overlap, those left over among the paragraphs, and doubts about them."""
    owned = bytearray(len(text))
    order = sorted(range(len(planned)), key=lambda n: _size(planned[n]) if planned[n].role is Role.META else len(text))
    settled = {n: _claim(planned[n], owned) for n in order}
    for r in dropped:
        owned[r.start : r.end] = b"\1" * (r.end - r.start)
    blocks = [settled[n] for n in range(len(planned)) if settled[n].ranges]
    doubts = []
    for m in re.finditer(b"\0+", owned):
        left = Range(m.start(), m.end())
        if all(is_space(c) for c in text[left.start : left.end]):
            continue
        body = [n for n, b in enumerate(blocks) if b.role not in (Role.META, Role.NOTE)]
        at = next((n for n in body if blocks[n].ranges[0].start > left.start), body[-1] + 1 if body else len(blocks))
        blocks.insert(at, Planned(Role.PARAGRAPH, (left,)))
        excerpt = text[left.start : left.end].strip()[:40]
        place, why = locate(starts, left.start), Why.BELONGS_TO_NEITHER
        doubts.append(Doubt(DoubtKind.LEFT_OVER, *place, Took.PIECE_KEPT, why, excerpt))
    return blocks, doubts


def _size(planned: Planned) -> int:
    return sum(r.end - r.start for r in planned.ranges)


def _claim(planned: Planned, owned: bytearray) -> Planned:
    """The block with what is still free of its ranges, which it then owns."""
    free: list[Range] = []
    for r in planned.ranges:
        if owned.find(1, r.start, r.end) < 0:
            free.append(r)
        else:
            free += [Range(m.start(), m.end()) for m in re.compile(b"\0+").finditer(owned, r.start, r.end)]
        owned[r.start : r.end] = b"\1" * (r.end - r.start)
    return planned if tuple(free) == planned.ranges else replace(planned, ranges=tuple(free))
