"""Take WeasyPrint's page maker, give pages that are full and that don't end with a divided word.

Strategy.  WeasyPrint fills a page line by line and never looks back.  A compositor does: when the next heading or the next
line with its note doesn't fit, a paragraph of the page is set one line longer or shorter (Knuth and Plass, "looseness"),
or a heading gets one more line of room; when the last line ends with a hyphen, its paragraph is broken otherwise.  So

1. a page is laid out and looked at: how many lines it is short by, whether its last line is divided;
2. where something is wrong, each remedy is tried in the order of its cost: the paragraph gets a wish (lines.breaking), the
   page is laid out again, and the first remedy that mends the fault stays;
3. a page that stays short by lines gives one of them to the page before, where two feet a line high are hardly seen;
4. what no remedy mends stays as it was, and is for the page checks to report.

Contract: only lines that this house has planned are changed, and no line that stands on an earlier page.  The grid is kept:
everything is added by whole lines.

Known doubts: no more than two pages are looked at together; pages that end before a table or a
picture which doesn't fit are left short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from weasyprint import layout
from weasyprint.formatting_structure import boxes
from weasyprint.layout import page as page_layout
from weasyprint.text.line_break import strut

from sco_pub.edge.weasyprint_patches import grid, plans, remedies
from sco_pub.edge.weasyprint_patches.patching import original
from sco_pub.edge.weasyprint_patches.remedies import Remedy, Stretch

_DIGESTS = {"remake_page": "1ff09b2dffa1", "make_all_pages": "b5e403489484", "page_height": "71a0230377c0"}
_SHORT = 2  # lines: a page that is short by so many shares them with the one before
_MOST_SHORT = 6  # lines: a page that is short by more ends before something high
_MOST_TRIES = 5


@dataclass(slots=True)
class _Made:
    """A page as it was laid out, and what is to be said of it."""

    result: Any
    before: _State = field(init=False)
    after: _State = field(init=False)
    short: int = 0
    last: plans.Place | None = None
    stretches: list[Stretch] = field(default_factory=list)
    headings: list[Any] = field(default_factory=list)

    @property
    def divided(self) -> bool:
        return self.last is not None and self.last.divided


def apply() -> None:
    """Patch make_all_pages, and how much of a page it may fill."""
    remake = original(page_layout, "remake_page", _DIGESTS["remake_page"])
    original(page_layout, "make_all_pages", _DIGESTS["make_all_pages"])
    height = original(page_layout, "page_height", _DIGESTS["page_height"])

    def make_all_pages(context: Any, root_box: Any, html: Any, pages: Any) -> Iterator[Any]:
        leading = strut(root_box.style)[0]
        yield from _Book(context, lambda index: remake(index, context, root_box, html), leading).pages(pages)

    def page_height(page: Any, context: Any, *rest: Any) -> None:
        height(page, context, *rest)
        page.height -= getattr(context, "reserve", 0.0)

    page_layout.make_all_pages = layout.make_all_pages = make_all_pages
    page_layout.page_height = page_height


class _Book:
    """WeasyPrint's make_all_pages, but for the step back to the page before."""

    def __init__(self, context: Any, remake: Callable[[int], Any], leading: float) -> None:
        self.context, self.remake, self.leading = context, remake, leading
        context.rendered_notes = []

    def pages(self, known: Sequence[Any]) -> list[Any]:
        """All pages; of ``known`` those are made again that WeasyPrint says have changed."""
        found: list[Any] = []
        before: _Made | None = None
        while True:
            index, reported = len(found), None
            state = self.context.page_maker[index][-1]
            if known and not (state["content_changed"] or state["pages_wanted"]):
                before, resume_at = None, self.context.page_maker[index + 1][0]
                found.append(known[index])
            else:
                made = self._page(index)
                if before is not None and made.short >= _SHORT:
                    before, made = self._pair(before, made)
                    found[-1] = before.result[0]
                found.append(made.result[0])
                before, resume_at, reported = made, made.result[1], self.context.reported_footnotes
            if resume_at is None and not reported:
                self.context.page_maker = self.context.page_maker[: len(found) + 1]
                self.context.broken_out_of_flow.clear()
                self.context.reported_footnotes.clear()
                return found

    def _page(self, index: int, reserve: int = 0) -> _Made:
        state = self.context.page_maker[index][-1]
        state.update(content_changed=False, pages_wanted=False, anchors=[], content_lookups=[])
        return _Maker(self.context, self.remake, index, reserve * self.leading).make()

    def _pair(self, left: _Made, right: _Made) -> tuple[_Made, _Made]:
        """Two pages with their foot's room shared, where the second can't be filled; or as they were."""
        wishes, widened = dict(plans.plans.wishes), set(grid.widened)
        left.before.restore()
        first = self._page(left.before.index, reserve=1)
        if first.short == 0 and first.result[1] is not None:
            second = self._page(right.before.index)
            if 1 + second.short**2 < left.short**2 + right.short**2:
                return first, second
        plans.take_back(wishes)
        grid.widened.clear()
        grid.widened.update(widened)
        right.after.restore()
        return left, right


class _Maker:
    """One page, laid out as often as it takes; ``reserve``: the room left free at its foot, in CSS pixels."""

    def __init__(self, context: Any, remake: Callable[[int], Any], index: int, reserve: float) -> None:
        self.context, self.remake, self.index, self.reserve = context, remake, index, reserve
        self.before = _State(context, index)

    def make(self) -> _Made:
        made = self._lay_out()
        forced = len(self.context.page_maker) > self.index + 1 and self.context.page_maker[self.index + 1][1]
        if 0 < made.short <= _MOST_SHORT and forced and forced["break"] == "any":
            made = self._filled(made)
        if made.divided:
            made = self._undivided(made)
        return made

    def _lay_out(self) -> _Made:
        self.context.reserve = self.reserve
        page, resume_at = self.remake(self.index)
        made = _look(page, resume_at)
        page.height += self.reserve
        page.children[1].translate(dy=self.reserve)
        self.context.reserve = 0.0
        made.before, made.after = self.before, _State(self.context, self.index)
        return made

    def _filled(self, first: _Made) -> _Made:
        """The page without room for a line at its foot, or with as little as can be."""
        best, best_remedy = first, None
        for remedy in islice(remedies.for_short(first.short, first.stretches, first.headings), _MOST_TRIES):
            undo = self._take(remedy)
            made = self._lay_out()
            if made.short == 0:
                return made
            if made.short < best.short:
                best, best_remedy = made, remedy
            self._take(undo)
        if best_remedy is None:
            first.after.restore()
            return first
        self._take(best_remedy)
        return self._lay_out()

    def _undivided(self, first: _Made) -> _Made:
        """The page with a whole word at its end, or as it was."""
        ways = remedies.for_divided(first.last, first.stretches, self.index % 2 == 0) if first.last else iter(())
        for remedy in islice(ways, _MOST_TRIES):
            undo = self._take(remedy)
            made = self._lay_out()
            if not made.divided and made.short <= first.short:
                return made
            self._take(undo)
        first.after.restore()
        return first

    def _take(self, remedy: Remedy) -> Remedy:
        """Carry a remedy out on the page as it was before; returns what undoes it."""
        self.before.restore()
        undo = Remedy(tuple((plan, plans.plans.wishes[plan.key]) for plan, _ in remedy.wishes), remedy.headings)
        for plan, wish in remedy.wishes:
            plans.wish(plan, wish)
        for heading in remedy.headings:
            grid.widened ^= {id(heading)}
        return undo


class _State:
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


def _look(page: Any, resume_at: Any) -> _Made:
    """What there is to say of a page and of where the next one goes on."""
    made = _Made((page, resume_at))
    body, notes = page.children[0], page.children[1]
    last = None
    for box in _blocks(body):
        if (box.element_tag or "") in plans.HEADINGS:
            made.headings += [box.element] if last is not None else []
            continue
        if box.children and isinstance(box.children[-1], boxes.LineBox):
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
    """The boxes that hold lines, tables left out, and headings."""
    for child in box.children:
        if isinstance(child, boxes.LineBox):
            yield box
            return
        if isinstance(child, boxes.BlockBox) and not isinstance(child, boxes.TableBox):
            yield from _blocks(child)


def _add_stretch(made: _Made, children: Any) -> None:
    places = [getattr(line, "place", None) for line in children]
    first = places[0]
    if first is None or None in places or len(first.plan.parts) > 1 or first.part.setting.ragged:
        return
    ends = len(places) + first.number == len(first.plan.places)
    made.stretches.append(Stretch(first.plan, first.number, len(places), ends))
