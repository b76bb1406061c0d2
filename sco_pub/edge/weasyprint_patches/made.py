"""Take a page that WeasyPrint has laid out, give what there is to say of it, and the state to lay it out again.

Contract: looking changes nothing; ``State.restore`` brings back all that laying a page out changes in WeasyPrint's context.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import strut

from sco_pub.edge.weasyprint_patches import grid, plans
from sco_pub.edge.weasyprint_patches.remedies import Stretch


@dataclass(slots=True)
class Made:
    """A page as it was laid out, and what is to be said of it."""

    result: Any
    before: State = field(init=False)
    after: State = field(init=False)
    short: int = 0
    last: plans.Place | None = None
    stretches: list[Stretch] = field(default_factory=list)
    headings: list[Any] = field(default_factory=list)

    @property
    def divided(self) -> bool:
        return self.last is not None and self.last.divided


class State:
    """What laying out a page changes in WeasyPrint's context."""

    def __init__(self, context: Any, index: int) -> None:
        self.context, self.index = context, index
        self.footnotes, self.reported = list(context.footnotes), list(context.reported_footnotes)
        self.broken = dict(context.broken_out_of_flow)
        self.pages = list(context.page_maker)
        self.remade = {name: _copy(value) for name, value in context.page_maker[index][-1].items()}
        self.notes = list(context.rendered_notes)

    def restore(self) -> None:
        context = self.context
        context.footnotes[:] = self.footnotes
        context.reported_footnotes = list(self.reported)
        context.broken_out_of_flow = dict(self.broken)
        context.page_maker[:] = self.pages
        context.page_maker[self.index][-1].update({name: _copy(value) for name, value in self.remade.items()})
        context.rendered_notes[:] = self.notes


def _copy(value: Any) -> Any:
    return list(value) if isinstance(value, list) else value


def look(page: Any, resume_at: Any) -> Made:
    """What there is to say of a page and of where the next one goes on."""
    made = Made((page, resume_at))
    body, notes = page.children[0], page.children[1]
    last, waiting = None, []
    for box in _blocks(body):
        if (box.element_tag or "") in plans.HEADINGS:
            made.headings += [box.element] if last is not None and box.element_tag in grid.HEADINGS else []
            continue
        if not _holds_lines(box):
            waiting.append(box.element)
        else:
            made.headings += [*waiting, *([box.element] if grid.has_room(box) else [])]
            waiting = []
            last = box.children[-1]
            _add_stretch(made, box.children)
    if resume_at is None or last is None:
        return made
    made.last = getattr(last, "place", None)
    floor = notes.position_y if notes.children else page.content_box_y() + page.height
    leading = strut(body.style)[0]
    made.short = int((floor - last.position_y - last.height) / leading + 0.01)
    return made


def _blocks(box: Any) -> Iterator[Any]:
    """The boxes that hold lines, tables left out; headings; what may get a line more, where that line would be."""
    for child in box.children:
        if isinstance(child, boxes.LineBox):
            yield box
            return
        if isinstance(child, boxes.BlockBox) and not isinstance(child, boxes.TableBox):
            yield from _blocks(child)
            if grid.has_room(child) and not _holds_lines(child):
                yield child


def _holds_lines(box: Any) -> bool:
    return bool(box.children) and isinstance(box.children[-1], boxes.LineBox)


def _add_stretch(made: Made, children: Any) -> None:
    places = [getattr(line, "place", None) for line in children]
    first = places[0]
    if first is None or None in places or len(first.plan.parts) > 1 or first.part.setting.ragged:
        return
    ends = len(places) + first.number == len(first.plan.places)
    made.stretches.append(Stretch(first.plan, first.number, len(places), ends))
