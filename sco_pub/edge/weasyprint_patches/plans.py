"""Take a paragraph's boxes, give the plan of its lines: made once, kept for every page and every pass, changed by wishes.

A plan says where each of a paragraph's texts is cut, and what line stands where.  The page's maker
(weasyprint_patches.pages) asks a plan how it could be broken otherwise, and wishes that it were.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sco_pub.edge.weasyprint_patches import kept_plans, measuring
from sco_pub.edge.weasyprint_patches.kept_plans import Found, Line
from sco_pub.typeset.lines.addresses import AIRY
from sco_pub.typeset.lines.breaking import NO_WISH, Breaker, Chain, Wish, loosest
from sco_pub.typeset.lines.classes import Kind
from sco_pub.typeset.lines.fitting import WIDEST, Fit, fit
from sco_pub.typeset.lines.line_ends import Setting
from sco_pub.typeset.lines.paragraph import HYPHENS, Paragraph, tracked

_LEAST_LAST = 2.9  # ems: the last line's least width; of two characters and a stop it is 2.5
_LEAST_LAST_WORDS = 3.0  # twice the first line's indent
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

Cut = tuple[int, str]  # the byte offset at which the next line begins, and the hyphen to add
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A planned line's place in its paragraph: line ``number`` of the plan (from 0), items ``first`` to ``stop``; whether its
    letters may move."""

    plan: Plan
    part: Part
    tracked: bool
    number: int
    first: int
    stop: int
    tail: float  # the width of the hyphen it ends with

    @property
    def begin(self) -> tuple[int, int]:
        """The part and the item it begins with: the same however the paragraph is broken."""
        return id(self.part), self.first

    @property
    def divided(self) -> bool:
        """Whether it ends in the middle of a word."""
        last = self.part.measured.clusters[self.stop - 1]
        return self.number + 1 < len(self.plan.places) and (self.tail > 0 or last.text in HYPHENS)


@dataclass(slots=True)
class Part:
    """A paragraph up to a forced break: measured, its frame, its breaks; ``found``: what is known of it.  Its items, and what
    breaks them, are made when something is asked that isn't known."""

    measured: measuring.Measured
    setting: Setting
    found: Found = field(default_factory=Found)
    ends: tuple[int, ...] = ()
    made: dict[bool, Paragraph] = field(default_factory=dict)
    breakers: dict[bool, Breaker] = field(default_factory=dict)

    def items(self, move: bool = False) -> Paragraph:
        """The items, or those whose letters may ``move``, too."""
        if move not in self.made:
            self.made[move] = tracked(self.items()) if move else self.measured.paragraph()
        return self.made[move]

    def _breaker(self, move: bool) -> Breaker:
        if move not in self.breakers:
            self.breakers[move] = Breaker(self.items(move), self.setting)
        return self.breakers[move]

    def chain(self, wanted: Wish) -> Chain | None:
        """How a wish would break it."""
        if wanted not in self.found.chains:
            self.found.chains[wanted] = self._breaker(wanted.tracked).chain(wanted)
        return self.found.chains[wanted]

    def breaks(self, wanted: Wish) -> tuple[int, ...]:
        """The items after which lines end, the last line's left out; a wish that can't be met is passed over."""
        best = self.chain(wanted) or self.chain(Wish(wanted.prefix))
        return best.ends if best is not None else ()

    def loosest(self, lines: int) -> float:
        """The ratio of its loosest line as it is broken, the first ``lines`` left out."""
        first = self.ends[lines - 1] + 1 if lines else 0
        asked = self.ends, first
        if asked not in self.found.loosest:
            self.found.loosest[asked] = loosest(self.items(), self.setting, *asked)
        return self.found.loosest[asked]

    def fit(self, place: Place, last: int, measure: float, *, grow: bool) -> Fit:
        """A line of it, up to the item ``last``, set to a measure."""
        line = Line(place.tracked, place.first, place.stop, place.tail, measure, grow)
        if line not in self.found.fits:
            items = self.items(place.tracked)
            widest = AIRY if place.stop - 1 in items.airy else WIDEST
            self.found.fits[line] = fit(
                items, measure, grow=grow, first=place.first, stop=last, tail=place.tail, widest=widest
            )
        return self.found.fits[line]


@dataclass(slots=True)
class Kept:
    """The lines of a paragraph that have been laid out in one pass (weasyprint_patches.line_boxes): ``begins`` has the
    beginning of the line that WeasyPrint's place leads to."""

    context: Any = None
    turn: int = 0
    begins: dict[str, tuple[int, int]] = field(default_factory=dict)
    lines: dict[tuple[Any, ...], tuple[Any, Any]] = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """A paragraph as it will be broken: the cuts of each of its texts, and its lines by the leaf and byte they begin at and, in
    ``at``, by the item."""

    key: Key
    parts: list[Part]
    cuts: dict[int, tuple[Cut, ...]] = field(default_factory=dict)
    places: dict[tuple[int, int], Place] = field(default_factory=dict)
    at: dict[tuple[int, int] | None, Place] = field(default_factory=dict)
    kept: Kept = field(default_factory=Kept)
    entry: str = ""
    stored: int = 0  # of what is known, what the store's entry has

    @property
    def known(self) -> int:
        """How many things are known of it."""
        return sum(part.found.size for part in self.parts)

    def lines_of(self, context: Any) -> Kept:
        """What is kept of this pass."""
        if self.kept.context is not context:
            self.kept = Kept(context)
        self.kept.turn = plans.turn
        return self.kept


@dataclass(slots=True)
class Plans:
    """The plans of one document, kept from page to page and from pass to pass, and what pages wish of them."""

    made: dict[Key, Plan]
    set: dict[Any, tuple[Sequence[measuring.Source], Fit]]
    wishes: dict[Key, Wish]
    turn: int = 0


_TURNS = 3  # pages: so many stay within reach of another try
plans = Plans({}, {}, {})


def forget() -> None:
    """Drop all plans: a new document begins."""
    plans.made, plans.set, plans.wishes, plans.turn = {}, {}, {}, 0


def turn() -> None:
    """A page stands: lines that no page has asked for lately are let go, so that a book takes no more memory than an article."""
    plans.turn += 1
    for plan in plans.made.values():
        if plan.kept.turn < plans.turn - _TURNS and plan.kept.lines:
            plan.kept = Kept()


def make(context: Any, line_box: Any, width: float, indent: float, key: Key) -> Plan:
    """The plan of a paragraph on a measure of ``width`` CSS pixels, with what has been wished of it."""
    found = kept_plans.find(line_box, _frame(line_box, width, indent))
    known = found.parts if found is not None and found.parts else None
    parts = []
    for number, each in enumerate(known or ((new, Found()) for new in measuring.parts(context, line_box))):
        parts.append(Part(each[0], _setting(line_box, each[0], width, 0.0 if number else indent), each[1]))
    plan = plans.made[key] = Plan(key, parts, entry=found.key if found is not None else "")
    plan.stored = plan.known
    wish(plan, plans.wishes.get(key, NO_WISH))
    return plan


def keep() -> None:
    """Put what was found of this document's paragraphs into the store."""
    for plan in plans.made.values():
        if plan.entry and plan.known > plan.stored:
            kept_plans.keep(plan.entry, [(part.measured, part.found) for part in plan.parts])


def _frame(line_box: Any, width: float, indent: float) -> tuple[Any, ...]:
    """What a setting depends on besides the text."""
    style = line_box.style
    return width, indent, style["text_align_all"], style["font_size"], style["lang"], _is_title(line_box)


def _is_title(line_box: Any) -> bool:
    if line_box.style["text_align_all"] == "center" or line_box.element_tag in HEADINGS:
        return True
    return line_box.element.get("data-balance") is not None


def _setting(line_box: Any, measured: measuring.Measured, width: float, indent: float) -> Setting:
    align, size = line_box.style["text_align_all"], line_box.style["font_size"]
    lang = line_box.style["lang"] or ""
    least = _LEAST_LAST if lang.startswith(("zh", "ja")) else _LEAST_LAST_WORDS
    title = _is_title(line_box)
    return Setting(
        measure=width,
        indent=indent,
        ragged=align != "justify",
        balanced=title,
        least_last=size * least,
        sense=measured.sense(lang) if title else {},
    )


def wish(plan: Plan, wanted: Wish) -> None:
    """Break a plan's paragraph anew, as a page wishes; a wish speaks of a paragraph without forced breaks."""
    plans.wishes[plan.key] = wanted
    cuts: dict[int, list[Cut]] = {}
    plan.places.clear()
    plan.at.clear()
    for part in plan.parts:
        part.ends = part.breaks(wanted if len(plan.parts) == 1 else NO_WISH)
        hyphens, first = part.measured.opportunities().hyphens, 0
        for end in (*part.ends, len(part.measured.clusters) - 1):
            hyphen = ""
            if end in part.ends:
                source, style = part.measured.sources[end], part.measured.styles[end]
                hyphen = str(style["hyphenate_character"]) if hyphens.get(end) else ""
                cuts.setdefault(source.leaf, []).append((source.end, hyphen))
            begin = _begin(part.measured, first, end)
            tail = hyphens[end] if hyphen else 0.0
            place = Place(plan, part, wanted.tracked, len(plan.places), first, end + 1, tail)
            plan.places[begin] = plan.at[place.begin] = place
            first = end + 1
    plan.cuts = {leaf: tuple(places) for leaf, places in cuts.items()}


def _begin(measured: measuring.Measured, first: int, end: int) -> tuple[int, int]:
    """The leaf and the byte at which a line's text begins."""
    for index in range(first, end + 1):
        source = measured.sources[index]
        if source.leaf >= 0 and measured.clusters[index].kind is not Kind.SPACE:
            return source.leaf, source.start
    return measured.sources[first].leaf, measured.sources[first].start


def take_back(wishes: Mapping[Key, Wish]) -> None:
    """Break all paragraphs as they were when ``wishes`` stood."""
    for key, plan in plans.made.items():
        if plans.wishes[key] != wishes.get(key, NO_WISH):
            wish(plan, wishes.get(key, NO_WISH))
