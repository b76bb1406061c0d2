"""Take a planned paragraph, give its line boxes; those that were laid out before as copies, moved to where they stand now.

Strategy.  A page is laid out several times before it is full and ends well (weasyprint_patches.pages), and the notes at its
foot once more with each note that comes in; nearly all lines come out as they were.  A planned line is the same wherever it
stands: what it holds is said by its plan, and only its height on the page differs.  So each is laid out once, kept with its
plan, and copied.

Contract: a line is known by its column's left edge, its first item and the one it ends with.  Only paragraphs are taken all
of whose boxes stand in the text, without first-letter or first-line styles; lines hold notes by the boxes of one pass, so that
a new pass begins with none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from sco_pub.edge.weasyprint_patches.plans import Place, Plan

LaidOut: TypeAlias = tuple[Any, Any]  # a line box, and where the next line begins: WeasyPrint's skip stack


def lines(
    plan: Plan,
    context: Any,
    parent: Any,
    position_y: float,
    skip: Any,
    lay_out: Callable[[float, Any], Iterator[LaidOut]],
) -> Iterator[LaidOut]:
    """The paragraph's lines from ``skip`` on; ``lay_out`` gives those of WeasyPrint from a height and a place on."""
    kept, left, own = plan.lines_of(context), parent.content_box_x(), None
    while True:
        place = plan.at.get(kept.begins.get(repr(skip)))
        known = kept.lines.get(_key(place, left)) if place is not None else None
        if known is not None and place is not None:
            own, (line, resume_at) = None, _moved(known, position_y, place)
        else:
            own = lay_out(position_y, skip) if own is None else own
            found = next(own, None)
            if found is None:
                return
            line, resume_at = found
            own_place = getattr(line, "place", None)  # none where spaces stay: pre-wrap, right to left
            if own_place is not None:
                kept.begins[repr(skip)] = own_place.begin
                kept.lines[_key(own_place, left)] = line.deepcopy(), resume_at
        below = line.position_y + line.height
        yield line, resume_at
        if resume_at is None:
            return
        position_y, skip = below, resume_at


def _key(place: Place, left: float) -> tuple[Any, ...]:
    return left, place.begin, place.stop, place.tracked


def _moved(known: LaidOut, position_y: float, place: Place) -> LaidOut:
    line = known[0].deepcopy()
    line.translate(0, position_y - line.position_y)
    line.position_y = position_y
    line.place = place
    return line, known[1]
