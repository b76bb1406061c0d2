"""Take WeasyPrint's page maker, give pages that are full and that don't end with a divided word.

Strategy.  WeasyPrint fills a page line by line and never looks back.  A compositor does: when the next heading or the next
line with its note doesn't fit, a paragraph of the page is set one line longer or shorter (Knuth and Plass, "looseness"),
or a heading gets one more line of room; when the last line ends with a hyphen, its paragraph is broken otherwise.  So

1. a page is laid out and looked at: how many lines it is short by, whether its last line is divided;
2. where something is wrong, each remedy is tried in the order of its cost: the paragraph gets a wish (lines.breaking), the
   page is laid out again, and the first remedy that mends the fault stays;
3. a page that stays short by lines is given some by the page before: by white above a heading or a longer paragraph there,
   or by leaving a line free, for two feet a line high are hardly seen; where nothing goes over, no second page is tried;
4. what no remedy mends stays as it was, and is for the page checks to report.

Contract: only lines that this house has planned are changed, and no line that stands on an earlier page.  The grid is kept:
everything is added by whole lines.

Known doubts: no more than two pages are looked at together; pages that end before a table or a
picture which doesn't fit are left short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from weasyprint import layout
from weasyprint.layout import page as page_layout
from weasyprint.text.line_break import strut

from sco_pub.edge.weasyprint_patches import grid, plans, remedies
from sco_pub.edge.weasyprint_patches.made import Made, State, look
from sco_pub.edge.weasyprint_patches.patching import original
from sco_pub.edge.weasyprint_patches.remedies import Remedy

_DIGESTS = {"remake_page": "1ff09b2dffa1", "make_all_pages": "b5e403489484", "page_height": "71a0230377c0"}
_SHORT = 2  # lines: a page that is short by so many shares them with the one before
_MOST_SHORT = 6  # lines: a page that is short by more ends before something high
_MOST_TRIES = 5


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
        before: Made | None = None
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

    def _page(self, index: int, reserve: int = 0) -> Made:
        state = self.context.page_maker[index][-1]
        state.update(content_changed=False, pages_wanted=False, anchors=[], content_lookups=[])
        return _Maker(self.context, self.remake, index, reserve * self.leading).make()

    def _pair(self, left: Made, right: Made) -> tuple[Made, Made]:
        """Two pages with their white shared, where the second can't be filled; or as they were."""
        wishes, widened = dict(plans.plans.wishes), set(grid.widened)
        best, least = None, right.short**2
        for share in remedies.for_pair(left.short, left.stretches, left.headings, widened):
            first, second = self._shared(left, right, share)
            cost = share[0] + second.short**2 if second is not right else least
            if cost < least and second.short < _SHORT:
                return first, second
            if cost < least:
                best, least = share, cost
            plans.take_back(wishes)
            grid.widened.clear()
            grid.widened.update(widened)
        if best is not None:
            return self._shared(left, right, best)
        right.after.restore()
        return left, right

    def _shared(self, left: Made, right: Made, share: remedies.Share) -> tuple[Made, Made]:
        """The two pages with so many lines left free at the first one's foot and a remedy carried out there."""
        reserve, remedy = share
        left.before.restore()
        _carry_out(remedy)
        first = self._page(left.before.index, reserve)
        given = first.short == 0 and first.result[1] not in (None, left.result[1])
        return first, self._page(right.before.index) if given else right


class _Maker:
    """One page, laid out as often as it takes; ``reserve``: the room left free at its foot, in CSS pixels."""

    def __init__(self, context: Any, remake: Callable[[int], Any], index: int, reserve: float) -> None:
        self.context, self.remake, self.index, self.reserve = context, remake, index, reserve
        self.before = State(context, index)

    def make(self) -> Made:
        made = self._lay_out()
        forced = len(self.context.page_maker) > self.index + 1 and self.context.page_maker[self.index + 1][1]
        if 0 < made.short <= _MOST_SHORT and forced and forced["break"] == "any":
            made = self._filled(made)
        if made.divided:
            made = self._undivided(made)
        return made

    def _lay_out(self) -> Made:
        self.context.reserve = self.reserve
        page, resume_at = self.remake(self.index)
        made = look(page, resume_at)
        page.height += self.reserve
        page.children[1].translate(dy=self.reserve)
        self.context.reserve = 0.0
        made.before, made.after = self.before, State(self.context, self.index)
        return made

    def _filled(self, first: Made) -> Made:
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

    def _undivided(self, first: Made) -> Made:
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
        _carry_out(remedy)
        return undo


def _carry_out(remedy: Remedy) -> None:
    """Break paragraphs as wished; a heading that has a line more loses it again."""
    for plan, wish in remedy.wishes:
        plans.wish(plan, wish)
    for heading in remedy.headings:
        grid.widened ^= {id(heading)}
