"""Take laid-out pages, give findings for what doesn't fit in them: notes that can't be parted and are higher than the page.

A note is parted between lines (weasyprint_patches.long_notes); a table's row or a picture in one isn't.  What is higher than the
page would run out over its top and destroy it: such a text is refused with the note's place.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sco_pub.model.codes import typesetting
from sco_pub.model.finding import Finding, Place, found
from sco_pub.model.markdown_tokens import call_of


def notes_beyond_room(pages: Iterable[Any]) -> tuple[Finding, ...]:
    """An error for each note that makes the notes of a page higher than the text block; one that is tried again on later pages
    is named once, with the first."""
    told: dict[str, Finding] = {}
    for number, page in enumerate(pages, 1):
        for area in page._page_box.children:
            if (
                type(area).__name__ == "FootnoteAreaBox"
                and area.children
                and area.margin_height() > page._page_box.height + 0.5
            ):
                finding = _too_long(area, number)
                told.setdefault((finding.place.entry if finding.place else "") or "", finding)
    return tuple(told.values())


def _too_long(area: Any, number: int) -> Finding:
    longest = max(area.children, key=lambda child: child.height if isinstance(child.height, float) else 0.0)
    element = longest.element
    label = element.get("data-label") or element.get("id") or "?"
    place = Place(f"page {number}", entry=call_of(label))
    return found(typesetting.NOTES_TOO_HIGH, place, page=number, label=label)
