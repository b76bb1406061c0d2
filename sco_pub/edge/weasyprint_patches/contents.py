"""Take laid-out pages, give the contents its page numbers, in place.

Strategy.  CSS's ``target-counter`` would lay out the whole document twice for a handful of numbers.  Each number stands last
in its entry and has room for two figures, so that it can be written in when all pages stand.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes

from sco_pub.edge.weasyprint_patches import shaping

PLACE = "contents-page"


def fill(pages: Any) -> None:
    """Write the page of each entry's target where its place is kept; a target that is nowhere leaves it empty."""
    at: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        for name in page.anchors:
            at.setdefault(name, number)
    for page in pages:
        for box in page._page_box.descendants():
            if box.is_leader:
                _leave_unread(box)
            elif isinstance(box, boxes.TextBox) and _is_place(box):
                _write(box, str(at.get(box.element.get("data-target"), "")))


def _is_place(box: Any) -> bool:
    return box.element_tag == "span" and box.element is not None and box.element.get("class") == PLACE


def _leave_unread(leader: Any) -> None:
    """The dots that lead to a number are for the eye alone."""
    for box in leader.descendants():
        box.artifact = "layout"


def _write(box: Any, text: str) -> None:
    """Put a number in its place, flush right."""
    width = sum(shape.width for shape in shaping.clusters(text, box.style, None)) if text else 0.0
    box.position_x += box.width - width
    box.width = width
    box.text = box.pango_layout.text = text
