"""Take the tree of a web page or of an EPUB's chapter, mend what pandoc writes that a screen reader stumbles over.

- Pandoc hides a figure's caption from screen readers where the picture's description says the same; one with a link in it,
  a note's call, can be reached by the keyboard and must not be hidden (WCAG 4.1.2; axe: aria-hidden-focus).
- A header cell without words heads nothing: the corner of a table is a plain cell (axe: empty-table-header).
"""

from __future__ import annotations

from lxml import etree


def mend_for_reading_aloud(root: etree._Element) -> None:
    """Both, in place; elements with or without XHTML's namespace."""
    for caption in root.xpath(".//*[local-name()='figcaption'][@aria-hidden][.//*[local-name()='a']]"):
        del caption.attrib["aria-hidden"]
    for cell in root.xpath(".//*[local-name()='th'][not(normalize-space()) and not(.//*[local-name()='img'])]"):
        cell.tag = cell.tag.removesuffix("th") + "td"
