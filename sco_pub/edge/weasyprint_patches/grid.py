"""Take blocks whose height is no whole number of lines, give them the room that brings the next line back to the grid.

Strategy.  Text stands at the same heights on facing pages when everything between two lines is a whole number of
leadings.  Front matter in smaller type, tables, pictures and quotations are not; when one of them has been laid out
whole, its height is made up so that what follows begins on the grid, which starts at the page's text block.

Contract: a block takes part when its element carries ``data-grid``, the grid's step in CSS pixels.  The page's maker
(weasyprint_patches.pages) may ask for one more line above a heading, to fill a page: ``widened``.
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


_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
widened: set[int] = set()  # the ids of the headings' elements that get a line more


def apply() -> None:
    """Patch block_level_layout, as block layout itself calls it."""
    lay_out = original(block, "block_level_layout", _DIGEST)

    def block_level_layout(context: Any, box: Any, *rest: Any, **named: Any) -> Any:
        if box.element_tag in _HEADINGS:
            _widen(box)
        result = lay_out(context, box, *rest, **named)
        step = _step(box)
        if step and result[0] is not None and result[1] is None and not context.in_column:
            _snap(result[0], context, step)
        return result

    block.block_level_layout = block_level_layout


def _widen(box: Any) -> None:
    """Give a heading's box a line of room more above it if it is to have one, else what its style says."""
    plain = getattr(box, "plain_style", box.style)
    box.plain_style = box.style = plain
    if id(box.element) in widened:
        box.style = plain.copy()
        box.style["padding_top"] = Dimension(plain["padding_top"].value + _step(box), "px")


def _step(box: Any) -> float:
    if box.element is None or "::" in (box.element_tag or "") or isinstance(box, boxes.TableBox):
        return 0.0
    try:
        return float(box.element.get("data-grid") or 0)
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
