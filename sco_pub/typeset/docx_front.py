"""Take an edition's metadata, give the DOCX's title block; the funding and the authors' notes are a note of the first page.

A printed journal has them at the foot of the first page, marked ``*``, while the numbered notes begin with 1.
Word has notes with a mark of the writer's own (ECMA-376 part 1, 17.11.14, ``customMarkFollows``), which pandoc has
not: here such a note begins with its mark in a style of its own, and ``star_notes`` makes a custom mark of it in the
package.  Word and LibreOffice leave it out when they count.

It is one note, a paragraph for each thing it says, where the PDF has ``*`` and ``**``: LibreOffice 7.4 draws the mark of a second
such note twice, and one of two letters four times.  The later marks are there all the same, as letters in a style of their own:
by an author's name and before the paragraph that speaks of her.  For the same reason the note stands before the title's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from sco_pub.model import ast
from sco_pub.model.edition import Edition
from sco_pub.typeset.article import front_blocks
from sco_pub.typeset.front import Author, front_matter
from sco_pub.typeset.imprint import biography
from sco_pub.typeset.title_lines import broken

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MARK = "Starred Note Mark"  # the style of the mark in the note
CALL = "Starred Call"  # that of the mark in the text: not raised, for an asterisk is high by itself
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
    blocks = _marked(blocks, [author for author in front.authors if author.name], funded=bool(front.funding))
    title = list(broken(front.title)) or [ast.text(edition.publication)]
    if noted:
        place = len(title)
        while place and title[place - 1]["t"] == "Note":
            place -= 1
        title.insert(place, {"t": "Note", "c": _starred([part for block in noted for part in block["c"][1]])})
    return [ast.div([ast.para(title)], attributes={"custom-style": "Title"}), *blocks]


def _marked(blocks: ast.Blocks, authors: Sequence[Author], *, funded: bool) -> ast.Blocks:
    """The authors' lines with the marks of what is said of them; the first mark of all is the title's note."""
    names, made, stars = iter(authors), list[ast.Element](), int(funded)
    for block in blocks:
        author = next(names, None) if "author" in block["c"][0][1] else None
        stars += author is not None and bool(biography(author))
        if author is not None and biography(author) and stars > 1:
            line = [*block["c"][1][0]["c"], ast.span([ast.text("*" * stars)], attributes={"custom-style": CALL})]
            block = {"t": "Div", "c": [block["c"][0], [ast.para(line), *block["c"][1][1:]]]}
        made.append(block)
    return made


def _starred(paragraphs: ast.Blocks) -> ast.Blocks:
    """The note's paragraphs, each behind its mark."""
    made = []
    for stars, paragraph in enumerate(paragraphs, 1):
        style = MARK if stars == 1 else CALL
        mark = ast.span([ast.text("*" * stars)], attributes={"custom-style": style})
        made.append(ast.para([mark, {"t": "Space"}, *paragraph["c"]]))
    return made


def star_notes(document: etree._Element, notes: etree._Element) -> None:
    """The starred notes get their stars for a mark, in the text and at the foot, in the place of a number."""
    marks: dict[str, str] = {}
    for note in notes.iterfind("w:footnote", _NS):
        for run in note.xpath(f".//w:r[w:rPr/w:rStyle/@w:val='{_STYLE}']", namespaces=_NS):
            marks[note.get(f"{{{W}}}id")] = "".join(run.itertext()).strip()
            run.find("w:rPr/w:rStyle", _NS).set(f"{{{W}}}val", "StarredCall")
            _drop_number(run)
    for call in document.iter(f"{{{W}}}footnoteReference"):
        mark = marks.get(call.get(f"{{{W}}}id"))
        if mark:
            number = call.attrib.pop(f"{{{W}}}id")
            call.attrib.update({f"{{{W}}}customMarkFollows": "1", f"{{{W}}}id": number})
            text = etree.Element(f"{{{W}}}t")
            text.text = mark
            call.addnext(text)
            for style in call.getparent().iterfind("w:rPr/w:rStyle", _NS):
                style.set(f"{{{W}}}val", "StarredCall")


def _drop_number(mark: etree._Element) -> None:
    """The runs before the mark: the number that pandoc wrote, and a space."""
    paragraph = mark.getparent()
    for run in list(paragraph.iterchildren(f"{{{W}}}r")):
        if run is mark:
            return
        paragraph.remove(run)
