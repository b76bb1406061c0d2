"""Take WeasyPrint's page maker, give pages that are full and that don't end with a divided word.

Strategy.  WeasyPrint fills a page line by line and never looks back.  A compositor does: when the next heading or the next
line with its note doesn't fit, a paragraph of the page is set one line longer or shorter (Knuth and Plass, "looseness");
when the last line ends with a hyphen, its paragraph is broken otherwise.  The room round headings is never touched.  So

1. a page is laid out and looked at: how many lines it is short by, whether its last line is divided;
   What it is short by above its notes isn't seen, if it is a line: there only a paragraph that can be so easily is longer;
2. where something is wrong, each remedy is tried in the order of its cost: the paragraph gets a wish (lines.breaking), the
   page is laid out again, and the first remedy that mends the fault stays;
3. a page that stays short for all to see gets lines from the page before, or from the one before that: a paragraph there is
   longer, or a line is left free, best above notes; or it gives some back, where a paragraph there is shorter;
4. what no remedy mends stays as it was, and is for the page checks to report.

Contract: only lines that this house has planned are changed, and no line that stands on an earlier page.  The grid is kept:
everything is added by whole lines.

Known doubts: no more than three pages are looked at together; pages that end before a table or a
picture which doesn't fit are left short.

A remedy is a wish for one or more paragraphs (weasyprint_patches.plans), or a line more round the first page's front
matter.  Looking at a page changes nothing: ``State.restore`` brings back all that laying a page out changes in
WeasyPrint's context.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import combinations, islice
from typing import Any, TypeAlias

from weasyprint import layout
from weasyprint.formatting_structure import boxes
from weasyprint.layout import page as page_layout
from weasyprint.text.line_break import strut

from sco_pub.edge.weasyprint_patches import grid, plans
from sco_pub.edge.weasyprint_patches.patching import original
from sco_pub.edge.weasyprint_patches.plans import Place, Plan
from sco_pub.typeset.lines.breaking import Wish
from sco_pub.typeset.lines.line_ends import SHORT_LAST


@dataclass(slots=True)
class Made:
    """A page as it was laid out, and what is to be said of it."""

    result: Any
    before: State = field(init=False)
    wishes: Mapping[plans.Key, Wish] = field(init=False)  # those that stand now
    widened: Set[int] = field(init=False)
    after: State = field(init=False)
    room: float = 0.0  # lines of white at the text's foot
    noted: bool = False  # whether notes stand below it
    last: plans.Place | None = None
    stretches: list[Stretch] = field(default_factory=list)
    rooms: list[Any] = field(default_factory=list)

    @property
    def short(self) -> int:
        """The lines that would have had room."""
        return int(self.room + 0.01)

    @property
    def unseen(self) -> bool:
        """Whether what it is short by is little, and white above notes."""
        return self.noted and self.room < _UNSEEN

    @property
    def white(self) -> float:
        """What its foot costs: the lines that are missed there, squared, for one is half seen and three are a hole; above
        notes the first is hidden."""
        if self.noted:
            return _HIDDEN * self.short + max(self.room - 1.0, 0.0) ** 2
        return float(self.short**2)

    @property
    def divided(self) -> bool:
        return self.last is not None and self.last.divided

    @property
    def foot(self) -> tuple[str, bool]:
        """Where the next page begins, and whether notes stand above that."""
        return repr(self.result[1]), self.noted

    def goes_on_as(self, other: Made) -> bool:
        """Whether the next page begins as it does behind another making of this one, so that it comes out the same."""
        return self.result[1] == other.result[1] and self.after.reported == other.after.reported


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
    last = None
    for box in _blocks(body):
        if (box.element_tag or "") in plans.HEADINGS:
            continue
        made.rooms += [box.element] if grid.has_room(box) else []
        if _holds_lines(box):
            last = box.children[-1]
            _add_stretch(made, box.children)
    if resume_at is None or last is None:
        return made
    made.last = getattr(last, "place", None)
    floor = notes.position_y if notes.children else page.content_box_y() + page.height
    leading = strut(body.style)[0]
    made.room, made.noted = (floor - last.position_y - last.height) / leading, bool(notes.children)
    return made


def _blocks(box: Any) -> Iterator[Any]:
    """The boxes that hold lines, tables left out; what may get a line more, where that line would be."""
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


_DEAREST = 3.5e5  # for each of its lines: what a paragraph may cost more for being a line longer or shorter
_NO_SCRAP = 0.5 * SHORT_LAST  # no remedy leaves a scrap for a last line where there was none: that is the worse fault
_TRACKING = 1e5  # what tracking costs beside
_STEPS = ((1.3, False), (1.3, True), (1.8, True))  # how loose a line may be, and whether its paragraph may be tracked
_RECTO_STEPS = ((2.4, True),)  # at the end of a right-hand page, where a reader turns over
Wished: TypeAlias = tuple[Plan, Wish]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The lines of one paragraph that stand on a page: from line ``first`` of its plan; whether it ends here."""

    plan: Plan
    first: int
    count: int
    ends: bool


@dataclass(frozen=True, slots=True)
class Remedy:
    """Wishes for paragraphs, and elements round which there is a line more; ``frees``: the lines that it takes from the page,
    so that what didn't fit may."""

    wishes: tuple[Wished, ...] = ()
    rooms: tuple[Any, ...] = ()
    frees: int = 0


Share: TypeAlias = tuple[int, Remedy]  # the lines left free at a page's foot, and what is done on the page


def for_short(short: int, stretches: Sequence[Stretch], rooms: Sequence[Any], noted: bool = False) -> Iterator[Remedy]:
    """Ways to fill a page that is short by ``short`` lines, the least costly first; one line's room above notes is rather left
    than that two paragraphs are set loose."""
    longer = _by_cost(stretches, 1)
    easily = [wished for wished in longer if not wished[1].tracked]
    if short <= 2 and len(easily) >= short:
        yield Remedy(tuple(easily[:short]))
    elif short == 1 and rooms:
        yield Remedy((), tuple(rooms[-1:]))
    elif noted and short == 2 and longer:
        yield Remedy(tuple(longer[:1]))
    elif short <= 2 and len(longer) >= short:
        yield Remedy(tuple(longer[:short]))
    shorter = _by_cost(stretches, -1)  # looked for when the first way was tried in vain
    for one in shorter[:1]:
        yield Remedy((one,), frees=1)
    for count in range(min(len(rooms), short), 0, -1):
        yield Remedy(tuple(longer[: short - count]), tuple(rooms[-count:]))
    for pair in combinations(shorter[:2], 2):
        yield Remedy(pair, frees=2)
    if longer and (short > 2 or len(longer) < short):
        yield Remedy(tuple(longer[:short]))


def for_unseen(stretches: Sequence[Stretch]) -> Iterator[Remedy]:
    """Ways to fill a page whose last line's room is white above its notes, where nobody misses it: only what nobody sees."""
    for more in (1, -1):
        yield from (Remedy((one,)) for one in _by_cost(stretches, more)[:1] if not one[1].tracked)


def for_next(left: Made, widened: Set[int]) -> Iterator[Share]:
    """Ways for a page to give lines to the next one, which is short, or to take some, the least seen first."""
    free = [element for element in left.rooms if id(element) not in widened]
    longer, shorter = _by_cost(left.stretches, 1), _by_cost(left.stretches, -1)
    yield from ((0, Remedy((), (element,))) for element in free[-1:])
    yield from ((0, Remedy((one,))) for one in longer[:1])
    yield from ((0, Remedy((one,))) for one in shorter[:1])
    if not left.short:
        yield 1, Remedy()
    yield from ((1, Remedy((one,))) for one in longer[:1])


def _by_cost(stretches: Sequence[Stretch], more: int) -> list[Wished]:
    """The paragraphs that can be set with a line more or less, the cheapest first."""
    found = []
    for number, stretch in enumerate(stretches):
        part, prefix = stretch.plan.parts[0], stretch.plan.parts[0].ends[: stretch.first]
        rest = len(stretch.plan.places) - stretch.first
        usual = part.chain(Wish(prefix))
        usually = part.loosest(stretch.first)
        for loosest, tracked in _STEPS if rest + more > 1 else ():
            wish = Wish(prefix, lines=rest + more, loosest=max(loosest, usually), tracked=tracked)
            other = part.chain(wish)
            if other is not None and usual is not None and other.cost - usual.cost < min(_DEAREST * rest, _NO_SCRAP):
                found.append((other.cost - usual.cost + tracked * _TRACKING, number, (stretch.plan, wish)))
                break
    return [wished for *_, wished in sorted(found, key=lambda item: item[:2])]


def for_divided(place: Place, stretches: Sequence[Stretch], recto: bool) -> Iterator[Remedy]:
    """Ways to end the page with a whole word: its last paragraph broken otherwise, or one above it longer or shorter."""
    if not stretches or stretches[-1].plan is not place.plan:
        return
    stretch = stretches[-1]
    prefix, rest = place.part.ends[: stretch.first], len(place.plan.places) - stretch.first
    usually, usual = place.part.loosest(stretch.first), place.part.chain(Wish(prefix))
    for loosest, tracked in (*_STEPS, *(_RECTO_STEPS if recto else ())):
        for wanted in (rest, rest + 1, rest - 1):
            bound = max(loosest, usually)
            wish = Wish(prefix, undivided=stretch.count, lines=wanted, loosest=bound, tracked=tracked)
            other = place.part.chain(wish) if wanted > stretch.count + 1 else None
            if other is not None and usual is not None and other.cost - usual.cost < _NO_SCRAP:
                yield Remedy(((place.plan, wish),))
                break
    for more in (1, -1):
        last = place.number - more
        ends = [other for other in place.plan.places.values() if other.number == last]
        if ends and stretch.count > 2 and not ends[0].divided:
            yield from (Remedy((one,)) for one in _by_cost(stretches, more) if one[0] is not place.plan)


_DIGESTS = {"remake_page": "1ff09b2dffa1", "make_all_pages": "b5e403489484", "page_height": "71a0230377c0"}
_TOGETHER = 3  # pages
_HIDDEN = 0.1  # of a foot's cost: a line's room more above notes
_SEEN = 0.5  # a foot's cost from which on other pages are looked at: a line, or above notes one and two thirds
_MOST_SHORT = 6  # lines: a page that is short by more ends before something high
_MOST_TRIES = 5  # remedies that are laid out for one page: the cheapest come first, and each costs a layout
_UNSEEN = 1.5  # lines of white above notes, the rule's own not counted: nobody misses the one that had room there


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
        context.rendered_notes, context.refused = [], {}

    def pages(self, known: Sequence[Any]) -> list[Any]:
        """All pages; of ``known`` those are made again that WeasyPrint says have changed."""
        found: list[Any] = []
        before: list[Made] = []  # the pages that may still be made otherwise
        while True:
            index, reported = len(found), None
            state = self.context.page_maker[index][-1]
            if known and not (state["content_changed"] or state["pages_wanted"]):
                before, resume_at = [], self.context.page_maker[index + 1][0]
                found.append(known[index])
            else:
                before = [*before[-_TOGETHER + 1 :], self._page(index)]
                for first in range(len(before) - 2, -1, -1):
                    if _SEEN < before[-1].white <= _MOST_SHORT**2:
                        before[first:] = self._shared(before[first:])
                found[index + 1 - len(before) :] = [made.result[0] for made in before]
                resume_at, reported = before[-1].result[1], self.context.reported_footnotes
            plans.turn()
            if resume_at is None and not reported:
                self.context.page_maker = self.context.page_maker[: len(found) + 1]
                self.context.broken_out_of_flow.clear()
                self.context.reported_footnotes.clear()
                return found

    def _page(self, index: int, reserve: int = 0) -> Made:
        state = self.context.page_maker[index][-1]
        state.update(content_changed=False, pages_wanted=False, anchors=[], content_lookups=[])
        made = _Maker(self.context, self.remake, index, reserve * self.leading).make()
        made.room += reserve
        made.wishes, made.widened = dict(plans.plans.wishes), set(grid.widened)
        return made

    def _shared(self, chain: Sequence[Made]) -> Sequence[Made]:
        """Pages with their white shared, where the last one can't be filled; or as they were."""
        best, least, wishes, widened = chain, _white(chain), dict(plans.plans.wishes), set(grid.widened)
        for share in for_next(chain[0], chain[0].widened):
            tried = self._tried(chain, share)
            if _white(tried) < least:
                best, least, wishes, widened = tried, _white(tried), dict(plans.plans.wishes), set(grid.widened)
            if tried[-1].white <= _SEEN and best is tried:
                break
        self._wish(wishes, widened)
        for made in best:
            made.after.restore()
        return best

    @staticmethod
    def _wish(wishes: Mapping[plans.Key, Wish], widened: Set[int]) -> None:
        """Break all paragraphs, and widen all blocks, as they were."""
        plans.take_back(wishes)
        grid.widened.clear()
        grid.widened.update(widened)

    def _tried(self, chain: Sequence[Made], share: Share) -> Sequence[Made]:
        """The pages with some lines left free at the first one's foot and a remedy carried out there; as they were where that
        changes nothing, or no more than a page between them for the worse."""
        reserve, remedy = share
        first = chain[0]
        self._wish(first.wishes, first.widened)
        first.before.restore()
        _carry_out(remedy)
        made = [self._page(first.before.index, reserve)]
        if made[0].result[1] in (None, first.result[1]) or made[0].white >= _white(chain):
            return chain
        for page in chain[1:]:
            made.append(self._page(page.before.index))
            if page is chain[-1]:
                continue
            if made[-1].result[1] is None or (made[-1].goes_on_as(page) and _white(made) >= _white(chain[: len(made)])):
                return chain
        return made


def _white(pages: Sequence[Made]) -> float:
    return sum(page.white for page in pages)


class _Maker:
    """One page, laid out as often as it takes; ``reserve``: the room left free at its foot, in CSS pixels; ``refused``: by
    feet, the lines that were found too few for what the next page begins with."""

    def __init__(self, context: Any, remake: Callable[[int], Any], index: int, reserve: float) -> None:
        self.context, self.remake, self.index, self.reserve = context, remake, index, reserve
        self.before = State(context, index)
        self.refused: dict[tuple[str, bool], int] = context.refused

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
        ways = for_short(first.short, first.stretches, first.rooms, first.noted)
        if first.unseen:
            ways = for_unseen(first.stretches)
        for remedy in islice(ways, _MOST_TRIES):
            if remedy.frees and first.short + remedy.frees <= self.refused.get(first.foot, 0):
                continue
            undo = self._take(remedy)
            made = self._lay_out()
            if made.short == 0 or (made.unseen and not first.unseen):
                return made
            if remedy.frees and made.foot == first.foot:
                self.refused[made.foot] = max(made.short, self.refused.get(made.foot, 0))
            if made.short < best.short:
                best, best_remedy = made, remedy
            self._take(undo)
        if best_remedy is None:
            first.after.restore()
            return first
        self._take(best_remedy)
        best.after.restore()
        return best

    def _undivided(self, first: Made) -> Made:
        """The page with a whole word at its end, or as it was."""
        ways = for_divided(first.last, first.stretches, self.index % 2 == 0) if first.last else iter(())
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
        undo = Remedy(tuple((plan, plans.plans.wishes[plan.key]) for plan, _ in remedy.wishes), remedy.rooms)
        _carry_out(remedy)
        return undo


def _carry_out(remedy: Remedy) -> None:
    """Break paragraphs as wished; an element that has a line more round it loses it again."""
    for plan, wish in remedy.wishes:
        plans.wish(plan, wish)
    for element in remedy.rooms:
        grid.widened ^= {id(element)}
