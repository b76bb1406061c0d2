"""Take the fragment that pandoc wrote, give its notes: numbered, with ways back, and tied to the lines of their calls.

Strategy.  Notes stand at the end of the text, in reading order, each beginning with its number, which is the way back
to its call: that is what an ear, a narrow screen, paper and an old browser get.  A wide screen shows the very same
notes in the margin, beside the line of the call.  No script does that, nor any float (a float in a paragraph breaks the
sentence for the ear and for whoever copies it; one after it stands below it): each call is a CSS anchor, each note
is positioned by it.  A note whose place is taken stands below the one before it, for every note is an anchor too:

    top: max(the call's line, the end of the note before)

so notes never overlap, and being out of the flow they never open a gap in the text.

The names of the anchors, as custom properties, are the only styles in the elements; everything else is in the style
sheet, under ``@supports (anchor-name: --a)``.  Source: CSS Anchor Positioning Level 1 (Chromium 125, Safari 26, Firefox 147).
Known doubt: where a short text has many notes, the last ones stand beside the colophon or run below it.
"""

from __future__ import annotations

from lxml import etree, html

from sco_pub.model.config import House
from sco_pub.model.edition import Edition
from sco_pub.model.errors import InternalError
from sco_pub.model.wording import N_, phrase
from sco_pub.typeset.note_marks import note_mark


def take_notes(body: html.HtmlElement, edition: Edition, house: House) -> list[html.HtmlElement]:
    """The section of notes, taken out of the fragment (nothing for a text without any); its calls get their marks."""
    label, shape = edition.labels.gettext, house.notes_for(edition.language).mark
    bodies = {item.get("id"): item for item in body.xpath(".//section[@role='doc-endnotes']/ol/li")}
    calls = body.xpath(".//a[@role='doc-noteref']")
    if len(calls) != len(bodies):
        raise InternalError(
            phrase(N_("pandoc's page has {calls} note calls and {bodies} notes."), calls=len(calls), bodies=len(bodies))
        )
    section = html.Element("section")
    section.attrib.update({"class": "notes", "aria-label": label("Notes")})
    etree.SubElement(section, "h2").text = label("Notes")
    for number, call in enumerate(calls, 1):
        mark = note_mark(number, shape)
        note = bodies[call.get("href", "#").removeprefix("#")]
        _call(call, number, mark)
        section.append(_note(note, number, mark, label("Back to the text")))
    for emptied in body.xpath(".//section[@role='doc-endnotes']"):
        emptied.drop_tree()
    return [section] if calls else []


def _call(call: html.HtmlElement, number: int, mark: str) -> None:
    for child in list(call):
        call.remove(child)
    call.text = mark
    call.attrib.update(
        {"id": f"call-{number}", "href": f"#note-{number}", "class": "call", "style": f"--own:--call-{number}"}
    )


def _note(item: html.HtmlElement, number: int, mark: str, words: str) -> html.HtmlElement:
    for back in item.xpath(".//a[@role='doc-backlink']"):
        back.drop_tree()
    note = html.Element("div")
    note.attrib.update({"id": f"note-{number}", "class": "note", "role": "doc-footnote"})
    above = f";--above:--note-{number - 1}" if number > 1 else ""
    note.set("style", f"--own:--note-{number};--call:--call-{number}{above}")
    note.text = item.text
    note.extend(list(item))
    _number(note, number, mark, words)
    return note


def _number(note: html.HtmlElement, number: int, mark: str, words: str) -> None:
    """The way back begins the note's first paragraph; a note that begins with something else gets one for it."""
    first = note[0] if len(note) and note[0].tag == "p" else None
    if first is None:
        first = html.Element("p")
        note.insert(0, first)
    back = html.Element("a", {"class": "number", "href": f"#call-{number}", "role": "doc-backlink", "title": words})
    back.text = mark
    back.tail = " " + (first.text or "")
    first.text = None
    first.insert(0, back)
