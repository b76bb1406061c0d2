"""Take the parts of pandoc's DOCX, give the parts of ours: note marks, languages, settings, properties.

What pandoc does not carry over from the reference document, or has no field for: even and odd heads, the line above the
notes, the languages of East Asian runs, the document's properties.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from lxml import etree

from sco_pub.model.edition import Edition
from sco_pub.model.errors import InternalError
from sco_pub.model.wording import N_, phrase
from sco_pub.typeset.colophon import provenance
from sco_pub.typeset.docx_design import regional
from sco_pub.typeset.docx_front import star_notes
from sco_pub.typeset.docx_settings import settings
from sco_pub.typeset.docx_styles import CIRCLED_CALL, style_id
from sco_pub.typeset.formulas import mend_word
from sco_pub.typeset.front import front_matter, plain
from sco_pub.typeset.right_to_left import mirror_word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NS = {"w": W}
_DOCUMENT, _NOTES = "word/document.xml", "word/footnotes.xml"
_MANY_COLUMNS = 8  # a table with more of them is set smaller, or its figures would be divided
_EAST_ASIAN = ("zh", "ja", "ko")
_CORE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject><dc:creator>{creator}</dc:creator>\
{identifier}{version}<cp:keywords>{keywords}</cp:keywords><dc:description>{abstract}</dc:description><dc:language>{language}</dc:language>\
<dcterms:created xsi:type="dcterms:W3CDTF">{time}</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{time}</dcterms:modified></cp:coreProperties>"""
_APP = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">\
<Application>sco_pub</Application>{company}</Properties>"""

_CUSTOM = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
  xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">\
<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="Made from"><vt:lpwstr>{said}</vt:lpwstr></property>\
</Properties>"""


def finish(files: Mapping[str, bytes], edition: Edition, epoch: int, *, facing: bool = True) -> dict[str, bytes]:
    """All parts of the finished DOCX; ``epoch`` (seconds) is its time."""
    parts = dict(files)
    for name in (_DOCUMENT, _NOTES):
        if name not in parts:
            raise InternalError(phrase(N_("pandoc's DOCX has no part {name}."), name=name))
    document, notes = _parse(parts[_DOCUMENT]), _parse(parts[_NOTES])
    star_notes(document, notes)
    if f'w:styleId="{style_id(CIRCLED_CALL)}"'.encode() in parts.get("word/styles.xml", b""):
        _circled_calls(document)
    for root in (document, notes):
        mend_word(root)
        _languages(root)
        _whole_rows(root)
        _paragraph_styles(root)
    _note_numbers(notes)
    _separators(notes)
    _addresses(notes)
    _narrow_tables(document)
    if "word/numbering.xml" in parts:
        parts["word/numbering.xml"] = _list_marks(parts["word/numbering.xml"], edition.lang)
    for root in (document, notes):
        mirror_word(root, edition.lang)
        _room_behind_tables(root)
    parts |= {_DOCUMENT: _serialise(document), _NOTES: _serialise(notes)}
    parts["word/settings.xml"] = _serialise(settings(_parse(parts["word/settings.xml"]), edition, facing=facing))
    parts["docProps/core.xml"] = _core(edition, epoch)
    parts["docProps/app.xml"] = _app(edition)
    parts["docProps/custom.xml"] = _CUSTOM.format(said=escape(provenance(edition))).encode()
    return parts


def _parse(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _serialise(root: etree._Element) -> bytes:
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return written


def _languages(root: etree._Element) -> None:
    """Word keeps the language of hanzi apart from that of letters, and wants a region with each."""
    for lang in root.iter(f"{{{W}}}lang"):
        tag = lang.get(f"{{{W}}}val")
        if tag is None:
            continue
        if tag.split("-")[0] in _EAST_ASIAN:
            del lang.attrib[f"{{{W}}}val"]
            lang.set(f"{{{W}}}eastAsia", regional(tag))
        else:
            lang.set(f"{{{W}}}val", regional(tag))


def _whole_rows(root: etree._Element) -> None:
    """A table breaks between its rows, never within one."""
    for row in root.iter(f"{{{W}}}tr"):
        properties = row.find("w:trPr", _NS)
        if properties is None:
            properties = etree.Element(f"{{{W}}}trPr")
            row.insert(0, properties)
        etree.SubElement(properties, f"{{{W}}}cantSplit")


def _narrow_tables(document: etree._Element) -> None:
    """No table is wider than the text: pandoc's columns fill a page of its own."""
    section = document.find(".//w:sectPr", _NS)
    size, margins = (section.find(path, _NS) for path in ("w:pgSz", "w:pgMar")) if section is not None else (None, None)
    if size is None or margins is None:
        return
    room = _length(size, "w") - _length(margins, "left") - _length(margins, "right")
    for grid in document.iter(f"{{{W}}}tblGrid"):
        wide = sum(_length(column, "w") for column in grid)
        for column in grid if wide > room else ():
            column.set(f"{{{W}}}w", str(_length(column, "w") * room // wide))


def _length(element: etree._Element, name: str) -> int:
    return int(element.get(f"{{{W}}}{name}", "0"))


def _list_marks(numbering: bytes, lang: str) -> bytes:
    """The brackets of a list's numbers: full-width ones in Chinese, as in the other formats (list_marks)."""
    if lang.split("-")[0] != "zh":
        return numbering
    root = _parse(numbering)
    for mark in root.iter(f"{{{W}}}lvlText"):
        narrow = mark.get(f"{{{W}}}val", "")
        if not narrow.endswith(")"):
            continue
        mark.set(f"{{{W}}}val", narrow.translate(_WIDE))
        mark.addprevious(etree.Element(f"{{{W}}}suff", {f"{{{W}}}val": "nothing"}))  # the bracket brings its own room
        for indent in mark.iterfind("../w:pPr/w:ind", _NS) if narrow.startswith("(") else ():
            indent.set(f"{{{W}}}hanging", _WIDE_HANGING)
    return _serialise(root)


_WIDE = str.maketrans("()", "（）")
_WIDE_HANGING = "560"  # twentieths of a point: two brackets and a figure of 10.5 points
_TABLE_ROOM = 120  # twentieths of a point, half a line: as much as a table has above it
_MARKS = frozenset({f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd"})
_BEHIND_SPACING = frozenset(
    {
        "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
        "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
    }
)  # fmt: skip


def _room_behind_tables(root: etree._Element) -> None:
    """Text keeps half a line away from the table above it; a heading has room of its own."""
    for table in root.iter(f"{{{W}}}tbl"):
        paragraph = next((after for after in table.itersiblings() if after.tag not in _MARKS), None)
        if paragraph is None or paragraph.tag != f"{{{W}}}p":
            continue
        style = paragraph.find("w:pPr/w:pStyle", _NS)
        if style is not None and style.get(f"{{{W}}}val", "").startswith("Heading"):
            continue
        properties = paragraph.find("w:pPr", _NS)
        if properties is None:
            properties = etree.Element(f"{{{W}}}pPr")
            paragraph.insert(0, properties)
        if properties.find("w:spacing", _NS) is None:
            place = sum(etree.QName(child).localname not in _BEHIND_SPACING for child in properties)
            spacing = etree.Element(f"{{{W}}}spacing", {f"{{{W}}}before": str(_TABLE_ROOM)})
            properties.insert(place, spacing)


def _circled_calls(document: etree._Element) -> None:
    """Circled numbers are raised in a style of their own."""
    for style in document.xpath(
        ".//w:r[w:footnoteReference]/w:rPr/w:rStyle[@w:val='FootnoteReference']", namespaces=_NS
    ):
        style.set(f"{{{W}}}val", style_id(CIRCLED_CALL))


def _note_numbers(root: etree._Element) -> None:
    """The number in the note stands on the line, in the note's size; the call's is raised."""
    for style in root.xpath(".//w:r[w:footnoteRef]/w:rPr/w:rStyle", namespaces=_NS):
        style.set(f"{{{W}}}val", "FootnoteNumber")


def _addresses(root: etree._Element) -> None:
    """A note with an address is not justified: the line before the address would be torn open."""
    for paragraph in root.iterfind("w:footnote/w:p", _NS):
        if "://" in "".join(paragraph.itertext()):
            for style in paragraph.iterfind("w:pPr/w:pStyle", _NS):
                style.set(f"{{{W}}}val", "FootnoteTextwithAddress")


def _separators(root: etree._Element) -> None:
    """The line above the notes: no indent, no leading of the body."""
    for paragraph in root.xpath(".//w:footnote[@w:type]/w:p", namespaces=_NS):
        properties = etree.Element(f"{{{W}}}pPr")
        spacing = etree.SubElement(properties, f"{{{W}}}spacing")
        for name, value in (("before", "0"), ("after", "60"), ("line", "240"), ("lineRule", "auto")):
            spacing.set(f"{{{W}}}{name}", value)
        etree.SubElement(properties, f"{{{W}}}ind").set(f"{{{W}}}firstLine", "0")
        paragraph.insert(0, properties)


def _paragraph_styles(root: etree._Element) -> None:
    """What stands in lists and tables has styles of its own too; a list in a note has the note's."""
    for paragraph in root.iter(f"{{{W}}}p"):
        properties = paragraph.find("w:pPr[w:numPr]", _NS)
        if properties is not None and properties.find("w:pStyle", _NS) is None:
            properties.insert(0, etree.Element(f"{{{W}}}pStyle", {f"{{{W}}}val": "ListParagraph"}))
    for table in root.iter(f"{{{W}}}tbl"):
        wide = len(table.findall("w:tblGrid/w:gridCol", _NS)) > _MANY_COLUMNS
        for style in table.xpath(".//w:pStyle[@w:val='Compact']", namespaces=_NS):
            style.set(f"{{{W}}}val", "TableTextSmall" if wide else "TableText")
    for style in root.xpath("w:footnote//w:pStyle[@w:val='Compact' or @w:val='ListParagraph']", namespaces=_NS):
        style.set(f"{{{W}}}val", "FootnoteText")


def _core(edition: Edition, epoch: int) -> bytes:
    front = front_matter(edition.document.meta)
    words = {
        "title": front.plain_title or edition.publication,
        "subject": edition.publication,
        "creator": "; ".join(plain(author.name) for author in front.authors),
        "keywords": "; ".join(plain(keyword) for keyword in front.keywords),
        "abstract": plain(front.abstract),
        "language": edition.lang,
        "time": datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    doi, version = front.doi if edition.is_source else "", front.codes["version"]
    known = {
        "identifier": f"<dc:identifier>doi:{escape(doi)}</dc:identifier>" if doi else "",
        "version": f"<cp:version>{escape(version)}</cp:version>" if version else "",
    }
    return _CORE.format(**known, **{name: escape(value) for name, value in words.items()}).encode()


def _app(edition: Edition) -> bytes:
    publisher = escape(plain(front_matter(edition.document.meta).publisher))
    return _APP.format(company=f"<Company>{publisher}</Company>" if publisher else "").encode()
