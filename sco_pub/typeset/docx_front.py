"""Take an edition's metadata, give the DOCX's title block; the funding and the authors' notes are a note of the first page.

A printed journal has them at the foot of the first page, marked ``*``, while the numbered notes begin with 1.
Word has notes with a mark of the writer's own (ECMA-376 part 1, 17.11.14, ``customMarkFollows``), which pandoc has
not: here such a note begins with its mark in a style of its own, and ``star_notes`` makes a custom mark of it in the
package.  Word and LibreOffice leave it out when they count.

It is one note, a paragraph for each thing it says, as many Chinese journals have it, where the PDF has ``*`` and ``**``:
LibreOffice 7.4 draws the mark of a second such note twice, and one of two letters four times.  For the same reason it
stands before the title's own notes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

from sco_pub.model import ast
from sco_pub.model.edition import Edition
from sco_pub.typeset.article import front_blocks
from sco_pub.typeset.front import front_matter

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MARK = "Starred Note Mark"  # the style of the mark in the note
_STYLE = MARK.replace(" ", "")
_NOTED = frozenset({"funding", "bio"})
_NS = {"w": W}


def title_block(meta: Mapping[str, Any], edition: Edition) -> ast.Blocks:
    """Title, subtitle, authors … keywords; what stands at the foot of a printed first page is a note to the title."""
    front = front_matter(meta)
    blocks: ast.Blocks = []
    noted: ast.Blocks = []
    for block in front_blocks(meta, edition):
        (noted if _NOTED & set(block["c"][0][1]) else blocks).append(block)
    title = list(front.title) or [ast.text(edition.publication)]
    if noted:
        place = len(title)
        while place and title[place - 1]["t"] == "Note":
            place -= 1
        title.insert(place, {"t": "Note", "c": _starred([part for block in noted for part in block["c"][1]])})
    return [ast.div([ast.para(title)], attributes={"custom-style": "Title"}), *blocks]


def _starred(paragraphs: ast.Blocks) -> ast.Blocks:
    first, *rest = paragraphs
    mark = ast.span([ast.text("*")], attributes={"custom-style": MARK})
    return [ast.para([mark, {"t": "Space"}, *first["c"]]), *rest]


def star_notes(document: etree._Element, notes: etree._Element) -> None:
    """The starred notes get their stars for a mark, in the text and at the foot, in the place of a number."""
    marks: dict[str, str] = {}
    for note in notes.iterfind("w:footnote", _NS):
        for run in note.xpath(f".//w:r[w:rPr/w:rStyle/@w:val='{_STYLE}']", namespaces=_NS):
            marks[note.get(f"{{{W}}}id")] = "".join(run.itertext()).strip()
            run.find("w:rPr/w:rStyle", _NS).set(f"{{{W}}}val", "FootnoteReference")  # as Word and LibreOffice expect
            _drop_number(run)
    for call in document.iter(f"{{{W}}}footnoteReference"):
        mark = marks.get(call.get(f"{{{W}}}id"))
        if mark:
            number = call.attrib.pop(f"{{{W}}}id")
            call.attrib.update({f"{{{W}}}customMarkFollows": "1", f"{{{W}}}id": number})
            text = etree.Element(f"{{{W}}}t")
            text.text = mark
            call.addnext(text)


def _drop_number(mark: etree._Element) -> None:
    """The runs before the mark: the number that pandoc wrote, and a space."""
    paragraph = mark.getparent()
    for run in list(paragraph.iterchildren(f"{{{W}}}r")):
        if run is mark:
            return
        paragraph.remove(run)
