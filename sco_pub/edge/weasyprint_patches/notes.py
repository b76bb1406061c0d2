"""Take WeasyPrint's note calls and markers, give links between them.

Strategy.  A call and its marker are pseudo-elements, which CSS gives no ``href``.  WeasyPrint gathers links and anchors from
laid-out boxes; just before it looks at a call it is given the note's id as its link and ``data-call`` as its own
anchor, and a marker the way back.
"""

from __future__ import annotations

from typing import Any

from weasyprint import anchors, document

from sco_pub.edge.weasyprint_patches.patching import original

_DIGEST = "373f8c676f27"
NOTE = "x-note"
CALL, MARKER = f"{NOTE}::footnote-call", f"{NOTE}::footnote-marker"


def apply() -> None:
    """Patch gather_anchors where it is defined and where it is used."""
    gather = original(anchors, "gather_anchors", _DIGEST)

    def gather_anchors(box: Any, *rest: Any, **named: Any) -> Any:
        if box.element_tag in (CALL, MARKER) and box.link is None:
            _link(box)
        return gather(box, *rest, **named)

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
    found = []
    for page in pages:
        for box in page._page_box.descendants():
            if box.element_tag == CALL and "note" in (box.element.get("class") or "").split():
                found.append(box.element.get("id"))
                break
    return tuple(found)
