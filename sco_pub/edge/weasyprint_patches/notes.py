"""Take WeasyPrint's note calls and markers, give links between them.

Strategy.  A call and its marker are pseudo-elements, which CSS gives no ``href``.  WeasyPrint gathers links and anchors from
laid-out boxes; just before it looks at a call it is given the note's id as its link and ``data-call`` as its own
anchor, and a marker the way back.  A link's inner boxes (a word in italics) would be links of their own, outside of
the link's tag; they are left out, their link's area covers them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint import anchors, document
from weasyprint.formatting_structure import boxes

from sco_pub.edge.weasyprint_patches import shaping
from sco_pub.edge.weasyprint_patches.patching import original

_DIGEST = "373f8c676f27"
_SAME = 0.01  # CSS pixels: as wide as
NOTE = "x-note"
CALL, MARKER = f"{NOTE}::footnote-call", f"{NOTE}::footnote-marker"


def apply() -> None:
    """Patch gather_anchors where it is defined and where it is used."""
    gather = original(anchors, "gather_anchors", _DIGEST)

    def gather_anchors(box: Any, found: Any, links: list[Any], *rest: Any, **named: Any) -> None:
        if box.element_tag in (CALL, MARKER) and box.link is None:
            _link(box)
        first = len(links)
        gather(box, found, links, *rest, **named)
        if box.link is not None and isinstance(box, boxes.InlineBox):
            links[first + 1 :] = [link for link in links[first + 1 :] if link[1] != links[first][1]]

    anchors.gather_anchors = document.gather_anchors = gather_anchors


def _link(box: Any) -> None:
    note, call = box.element.get("id"), box.element.get("data-call")
    if not note or not call:
        return
    if box.element_tag == CALL:
        box.link = ("url", ("internal", note))
        box.style = box.style.copy()
        box.style["anchor"] = call
    else:
        box.link = ("url", ("internal", call))


def firsts(pages: Any) -> tuple[str, ...]:
    """The ids of the first numbered note called on each page."""
    return tuple(calls[0].element.get("id") for calls in map(_calls, pages) if calls)


def renumber(pages: Any, sign: Callable[[int], str]) -> bool:
    """Count the notes of each page from 1, in place, where every new sign is as wide as the one it takes the place of.

    Circled numbers are: then the pages stand as they are and need no second pass.  False, and nothing is changed, when
    a sign would be wider or narrower.
    """
    signs = {call.element.get("id"): sign(number) for page in pages for number, call in enumerate(_calls(page), 1)}
    texts = [
        (text, signs[box.element.get("id")])
        for page in pages
        for box in page._page_box.descendants()
        if box.element_tag in (CALL, MARKER) and isinstance(box, boxes.InlineBox) and box.element.get("id") in signs
        for text in box.descendants()
        if isinstance(text, boxes.TextBox)
    ]
    if any(abs(_width(text, new) - _width(text, text.text)) > _SAME for text, new in texts):
        return False
    for text, new in texts:
        text.text = text.pango_layout.text = new
    return True


def _width(box: Any, text: str) -> float:
    return sum(shape.width for shape in shaping.clusters(text, box.style, None))


def _calls(page: Any) -> list[Any]:
    """The calls of numbered notes on a page, in order."""
    return [
        box
        for box in page._page_box.descendants()
        if box.element_tag == CALL
        and not isinstance(box, boxes.TextBox)
        and "note" in (box.element.get("class") or "").split()
    ]
