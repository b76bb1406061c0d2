"""Take one chapter of pandoc's EPUB, give it back with its name, its numbered notes and their ways back.

Pandoc writes a call as ``a.footnote-ref`` and a note as ``aside`` with the role doc-footnote, but puts no number and
no way back into the note and counts anew in every file.  Here notes are counted through the text; a note begins with
its number, which is the link back to the call.  Ids are ``call-N`` and ``note-N``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from sco_pub.model.errors import InternalError
from sco_pub.model.wording import N_, phrase
from sco_pub.typeset.formulas import mend_mathml
from sco_pub.typeset.read_aloud import mend_for_reading_aloud

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
_NS = {"h": XHTML, "epub": EPUB}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DOCTYPE = "<!DOCTYPE html>"
Mark = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Words:
    """What a chapter says in the house's own words."""

    notes: str
    back: str
    untitled: str


def parse(data: bytes) -> etree._Element:
    """An XML tree of a part that pandoc wrote; entities aren't resolved."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(data, parser)


def serialise(root: etree._Element, doctype: str | None = None) -> bytes:
    """UTF-8 with an XML declaration."""
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype=doctype)
    return written + b"\n"


def mend(data: bytes, first: int, mark: Mark, words: Words) -> tuple[bytes, int]:
    """The chapter mended, and the number of the next note; ``first`` is the number of its first one."""
    root = parse(data)
    _name(root, words.untitled)
    _opening(root)
    mend_mathml(root)
    mend_for_reading_aloud(root)
    count = _notes(root, first, mark, words)
    for element in root.iter(etree.Element):
        if "lang" in element.attrib:  # XML's own attribute too, for readers that parse a chapter as XML
            element.set(_XML_LANG, element.get("lang", ""))
    for section in root.xpath(".//h:section[@epub:type='colophon']", namespaces=_NS):
        section.set("role", "doc-colophon")
    for part in root.xpath(".//h:head/h:style|.//h:head/h:meta[@name='generator']", namespaces=_NS):
        part.getparent().remove(part)
    return serialise(root, _DOCTYPE), first + count


def heading(root: etree._Element) -> str:
    """The words of a chapter's first heading, without its notes."""
    for found in root.iter(f"{{{XHTML}}}h1"):
        return re.sub(r"[ \t\r\n]+", " ", _words(found)).strip(" ")
    return ""


def _words(element: etree._Element) -> str:
    if element.get("class") == "footnote-ref":
        return element.tail or ""
    inside = (element.text or "") + "".join(_words(child) for child in element)
    return inside + (element.tail or "" if element.tag != f"{{{XHTML}}}h1" else "")


def _name(root: etree._Element, untitled: str) -> None:
    for title in root.iterfind("h:head/h:title", _NS):
        title.text = heading(root) or untitled


def _opening(root: etree._Element) -> None:
    """The text before the first heading has a name for navigation, but no heading of its own on the page."""
    for title in root.xpath(".//h:section[h:h1[@class='opening']]/h:h1", namespaces=_NS):
        section = title.getparent()
        section.set("aria-label", _words(title))
        section.remove(title)


def _notes(root: etree._Element, first: int, mark: Mark, words: Words) -> int:
    bodies = {aside.get("id"): aside for aside in root.xpath(".//h:aside[@role='doc-footnote']", namespaces=_NS)}
    calls = root.xpath(".//h:a[contains(@class, 'footnote-ref')]", namespaces=_NS)
    if len(calls) != len(bodies):
        raise InternalError(
            phrase(
                N_("pandoc's chapter has {calls} note calls and {bodies} notes."), calls=len(calls), bodies=len(bodies)
            )
        )
    for number, call in enumerate(calls, first):
        aside = bodies[call.get("href", "#").removeprefix("#")]
        call.set("id", f"call-{number}")
        call.set("href", f"#note-{number}")
        call.text = mark(number)
        for child in list(call):
            call.remove(child)
        aside.set("id", f"note-{number}")
        aside.set("class", "note")
        _number(aside, number, mark, words)
    for section in root.xpath(".//h:section[@epub:type='footnotes']", namespaces=_NS):
        section.set("class", "notes")
        section.set("aria-label", words.notes)
        for rule in section.findall(f"{{{XHTML}}}hr"):
            section.remove(rule)
    return len(calls)


def _number(aside: etree._Element, number: int, mark: Mark, words: Words) -> None:
    paragraph = aside.find(f"{{{XHTML}}}p")
    if paragraph is None or aside.index(paragraph) != 0:
        paragraph = etree.Element(f"{{{XHTML}}}p")
        aside.insert(0, paragraph)
    back = etree.Element(f"{{{XHTML}}}a", {"class": "note-number", "href": f"#call-{number}", "role": "doc-backlink"})
    back.set("title", words.back)
    back.text = mark(number)
    back.tail = " " + (paragraph.text or "")
    paragraph.text = None
    paragraph.insert(0, back)
