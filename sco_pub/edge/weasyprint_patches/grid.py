"""Take blocks whose height is no whole number of lines, give them the room that brings the next line back to the grid.

Strategy.  Text stands at the same heights on facing pages when everything between two lines is a whole number of
leadings.  Front matter in smaller type, tables, pictures and quotations are not; when one of them has been laid out
whole, its height is made up so that what follows begins on the grid, which starts at the page's text block.

A heading with which a page begins has nothing above it: it stands on the page's first line, as far from its text as anywhere.

Contract: a block takes part when its element carries ``data-grid``, the grid's step in CSS pixels.  The page's maker
(weasyprint_patches.pages) may ask for one more line above a contents list (``data-above``) or below the front matter
(``data-below``), to fill a page: ``widened``.  The room round headings is the same on every page.
"""

from __future__ import annotations

from math import ceil
from typing import Any

from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

from sco_pub.edge.weasyprint_patches.patching import original

_DIGEST = "c1301dde9284"
_EXACT = 0.05  # CSS pixels: nearer than this to the grid is on it
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_SIDES = (("data-above", "padding_top"), ("data-below", "padding_bottom"))
widened: set[int] = set()  # the ids of the elements that get a line more


def apply() -> None:
    """Patch block_level_layout, as block layout itself calls it."""
    lay_out = original(block, "block_level_layout", _DIGEST)

    def block_level_layout(context: Any, box: Any, *rest: Any, **named: Any) -> Any:
        side, room = _room(box)
        if side:
            _pad(box, side, room if id(box.element) in widened else 0.0)
        elif box.element_tag in HEADINGS and _step(box):
            _raise(box, bool(named.get("page_is_empty", rest[3:4] == (True,))))
        result = lay_out(context, box, *rest, **named)
        step = _step(box)
        if step and result[0] is not None and result[1] is None and not context.in_column:
            _snap(result[0], context, step)
        return result

    block.block_level_layout = block_level_layout


def has_room(box: Any) -> bool:
    """Whether a block may get a line more above or below it."""
    return bool(_room(box)[0])


def _room(box: Any) -> tuple[str, float]:
    """On which side a block may get a line more, and how much that is; nothing for most."""
    for name, side in _SIDES:
        if _number(box, name):
            return side, _number(box, name)
    return "", 0.0


def _pad(box: Any, side: str, room: float) -> None:
    """Give a box so much more room on one side than its style says."""
    plain = box.plain_style = getattr(box, "plain_style", box.style)
    box.style = plain
    if room:
        box.style = plain.copy()
        box.style[side] = Dimension(plain[side].value + room, "px")


def _raise(box: Any, opens: bool) -> None:
    """Put a heading that opens a page on the page's first line."""
    _pad(box, "padding_top", 0.0)
    if opens:
        _pad(box, "padding_top", -box.style["padding_top"].value)


def _step(box: Any) -> float:
    return 0.0 if isinstance(box, boxes.TableBox) else _number(box, "data-grid")


def _number(box: Any, name: str) -> float:
    """An element's own figure; none for what WeasyPrint makes beside it."""
    if box.element is None or "::" in (box.element_tag or ""):
        return 0.0
    try:
        return float(box.element.get(name) or 0)
    except ValueError:
        return 0.0


def _snap(box: Any, context: Any, step: float) -> None:
    area = context.current_footnote_area
    if area is None or box.height == "auto":
        return
    top = area.page.content_box_y()
    bottom = box.border_box_y() + box.border_height() + box.margin_bottom - top
    missing = ceil((bottom - _EXACT) / step) * step - bottom
    if missing > _EXACT:
        box.height += missing
        if box.element.get("class") == "equation":  # stands in the middle of its room
            for child in box.children:
                child.translate(dy=missing / 2)
