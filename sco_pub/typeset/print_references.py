"""Take the HTML that pandoc wrote of an edition's body, give its reference lists the shape that the page is set from.

A list becomes ``x-references`` with an ``x-reference`` for each source and an ``x-number`` beside its paragraphs: a box of its
own, so that the paragraph is nothing but words and its lines can be planned.  A citation becomes ``x-citation``.  The
tagger (edge.weasyprint_patches) makes L, LI, Lbl and Reference of them; links say where they lead (``data-name``).  A raised
citation (``data-raised``) stays with the word before it, as a note's call does.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from lxml import html

from sco_pub.model.edition import Edition

Node: TypeAlias = Any


def set_apart(root: Node, edition: Edition) -> None:
    """Change the lists and citations of a body in place."""
    words = edition.labels.gettext
    for link in root.xpath('.//a[@role="doc-biblioref"]'):
        link.set("data-name", f"{words('Reference')} {link.get('href').rpartition('-')[2]}")
    for link in root.xpath('.//a[@role="doc-backlink"]'):
        link.set("data-name", words("Back to the text"))
    for citation in root.xpath('.//span[@class="citation"]'):
        citation.tag = "x-citation"
    for raised in root.xpath(".//sup//x-citation/descendant-or-self::*"):
        raised.set("data-raised", "")
    for section in root.xpath('.//*[contains(@class, "references")][ol or ul]'):
        for listed in section.xpath("./ol|./ul"):
            listed.set("data-numbering", "Decimal" if listed.tag == "ol" else "None")
            listed.tag = "x-references"
            for item in listed:
                _source(item)


def _source(item: Node) -> None:
    """One entry: its id on the item, its number before its first paragraph."""
    item.tag = "x-reference"
    for entry in item.xpath('./div[@class="reference"]'):
        if entry.get("id"):
            item.set("id", entry.get("id"))
        entry.drop_tag()
    for number in item.xpath('./p/span[@class="reference-number"]'):
        paragraph = number.getparent()
        paragraph.text = (paragraph.text or "") + (number.tail or "")
        number.tail = None
        paragraph.remove(number)
        own = html.Element("x-number")
        own.extend(list(number))
        own.text = (number.text or "").rstrip()
        if len(own):
            own[-1].tail = None
        item.insert(item.index(paragraph), own)
