"""Take WeasyPrint's footnote area, give one that parts a long note at the page's foot and goes on with it on the next page.

Strategy.  WeasyPrint moves whole notes.  TeX and InDesign part one that doesn't fit under the line that calls it.  So does this:

1. when a line and its note don't fit on a page together, and the note is long, the area gets a bound (``cap``): what is left
   under the line, and one more line of text.  The area is laid out as any fragmented box is, its rules of widows and
   orphans included; where they leave no room for any of the note, the line goes to the next page, as before;
2. when a page is finished, what its last note has left is a box of its own that goes on (``goes_on``: WeasyPrint's skip stack),
   the first of the notes that wait for the next page;
3. what is called in the lines below it waits for the next page, as in TeX: its line need not;
4. there the rest comes before all other notes, and is parted again where it would leave fewer than three lines of text.

A note short of ``_LONG`` lines stays whole: parted, it would be read in two places to spare a line or two of white.
A part that goes on has no mark (Chicago 14, GOST and CLREQ know none); the tagger makes one Note of all parts.

State lies in WeasyPrint's context and begins anew with each page, so that a page may be laid out as often as it takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Any

from weasyprint import layout
from weasyprint.formatting_structure import boxes
from weasyprint.layout import page as page_layout
from weasyprint.text.line_break import strut

from sco_pub.edge.weasyprint_patches.patching import original

_DIGESTS = {
    "layout_footnote": "5075f64aaae4", "unlayout_footnote": "c7c223cf4a0f", "report_footnote": "f05bad3895c6",
    "overflows_page": "d18699b7ce2e", "_update_footnote_area": "2e317e4b066f",
}  # fmt: skip
_MAKE_PAGE, _BLOCK_LAYOUT = "656f183328e8", "c1301dde9284"
_LONG = 6  # lines from which a note may be parted
_LEAST = 2  # lines of a part
_SAME = 0.01  # CSS pixels: as high as
_TEXT = 3  # lines of text that a page keeps above a note that goes on


def apply() -> None:
    """Patch the context's notes, the layout of their area, and make_page."""
    context = layout.LayoutContext
    found = {name: original(context, name, digest) for name, digest in _DIGESTS.items()}
    make = original(page_layout, "make_page", _MAKE_PAGE)
    block = original(layout, "block_level_layout", _BLOCK_LAYOUT)

    def layout_footnote(self: Any, note: Any) -> Any:
        _set_policy(note, "auto" if self.capped is not None else "line")
        if self.capped is not None:  # no note fits below one that is parted
            self.footnotes.remove(note)
            self.current_page_footnotes.append(note)
            return True
        found["layout_footnote"](self, note)
        self.tried = note
        if id(note) in self.waiting:
            _bound(self, note)
        return _beyond(self.area)

    def overflows_page(self: Any, bottom_space: float, position_y: float) -> bool:
        overflow: bool = found["overflows_page"](self, bottom_space, position_y)
        note, self.tried = getattr(self, "tried", None), None
        return overflow and not (note is not None and _part(self, note, position_y + bottom_space))

    def unlayout_footnote(self: Any, note: Any) -> None:
        _uncap(self, note)
        found["unlayout_footnote"](self, note)

    def report_footnote(self: Any, note: Any) -> None:
        _uncap(self, note)
        found["report_footnote"](self, note)

    def block_level_layout(own: Any, box: Any, bottom_space: float, skip_stack: Any, *rest: Any, **named: Any) -> Any:
        if not isinstance(box, boxes.FootnoteAreaBox):
            return block(own, box, bottom_space, skip_stack, *rest, **named)
        box.style["box_decoration_break"] = "clone"  # the rule stands above every part
        if box.children and (goes_on := getattr(box.children[0], "goes_on", None)):
            skip_stack = {0: goes_on}
        bottom_space = -inf if own.cap is None else own.page_bottom - box.position_y - own.cap
        made = block(own, box, bottom_space, skip_stack, *rest, **named)
        own.area, own.rest = made[0], made[1]
        return made

    def make_page(own: Any, root_box: Any, page_type: Any, *rest: Any) -> Any:
        own.cap = own.capped = own.tried = own.area = own.rest = None
        own.waiting = {id(note) for note in own.reported_footnotes}
        own.least_text = 0.0 if page_type.blank else _TEXT * strut(root_box.style)[0]
        made = make(own, root_box, page_type, *rest)
        if own.rest is not None:
            ((index, skip),) = own.rest.items()
            further = own.current_page_footnotes[index].copy()
            further.goes_on = skip
            own.reported_footnotes.insert(0, further)
        return made

    for patch in (layout_footnote, overflows_page, unlayout_footnote, report_footnote):
        setattr(context, patch.__name__, patch)
    layout.block_level_layout = page_layout.block_level_layout = block_level_layout
    page_layout.make_page = make_page


def _set_policy(note: Any, policy: str) -> None:
    """Whether a line waits for its note (``line``), or the note goes to the next page alone (``auto``)."""
    if note.style["footnote_policy"] != policy:
        note.style = note.style.copy()
        note.style["footnote_policy"] = policy


def _beyond(area: Any) -> bool:
    """Whether the last note ends below its area, which a design may bound; by more than figures are rounded by."""
    last = area.children[-1]
    below = last.position_y + last.margin_height() - last.margin_bottom
    return bool(below > area.position_y + area.margin_height() - area.margin_bottom + _SAME)


def _bottom(context: Any) -> float:
    """Where the page's content ends when it has no notes."""
    area = context.current_footnote_area
    return float(context.page_bottom + (area.margin_height() if area.height != "auto" else 0))


def _bound(context: Any, note: Any) -> None:
    """Part a note that goes on where it would leave no room for text."""
    area = context.current_footnote_area
    most = _bottom(context) - area.page.content_box_y() - context.least_text
    if area.margin_height() > most:
        _cap(context, note, most)


def _part(context: Any, note: Any, below: float) -> bool:
    """Whether the note could be parted such that it ends with the page, under a line whose lower edge is given."""
    lines = len(list(_lines(context.area.children[-1])))
    if context.capped is not None or lines < _LONG or note not in context.current_page_footnotes:
        return False
    leading = strut(context.current_footnote_area.page.style)[0]
    _cap(context, note, _bottom(context) - below - leading)
    placed = len(context.area.children) == len(context.current_page_footnotes)
    if placed and _LEAST <= len(list(_lines(context.area.children[-1]))) <= lines - _LEAST:
        return True
    _uncap(context, note)
    context._update_footnote_area()
    return False


def _cap(context: Any, note: Any, most: float) -> None:
    context.cap, context.capped = most, note
    context._update_footnote_area()


def _uncap(context: Any, note: Any) -> None:
    if context.capped is note:
        context.cap = context.capped = None


def _lines(box: Any) -> Iterator[Any]:
    for child in box.descendants():
        if isinstance(child, boxes.LineBox):
            yield child
