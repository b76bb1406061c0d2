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
from sco_pub.typeset.docx_design import regional
from sco_pub.typeset.front import front_matter, plain

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NS = {"w": W}
_EAST_ASIAN = ("zh", "ja", "ko")
_CORE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject><dc:creator>{creator}</dc:creator>\
<cp:keywords>{keywords}</cp:keywords><dc:description>{abstract}</dc:description><dc:language>{language}</dc:language>\
<dcterms:created xsi:type="dcterms:W3CDTF">{time}</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{time}</dcterms:modified></cp:coreProperties>"""
_APP = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">\
<Application>sco_pub</Application></Properties>"""


def finish(files: Mapping[str, bytes], edition: Edition, epoch: int) -> dict[str, bytes]:
    """All parts of the finished DOCX; ``epoch`` (seconds) is its time."""
    parts = dict(files)
    for name in ("word/document.xml", "word/footnotes.xml"):
        if name not in parts:
            raise InternalError(f"pandoc's DOCX has no part {name}.")
        root = _parse(parts[name])
        _languages(root)
        _whole_rows(root)
        if name.endswith("footnotes.xml"):
            _note_numbers(root)
            _separators(root)
        parts[name] = _serialise(root)
    parts["word/settings.xml"] = _settings(parts["word/settings.xml"], edition)
    parts["docProps/core.xml"] = _core(edition, epoch)
    parts["docProps/app.xml"] = _APP.encode()
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


def _note_numbers(root: etree._Element) -> None:
    """The number in the note stands on the line, in the note's size; the call's is raised."""
    for style in root.xpath(".//w:r[w:footnoteRef]/w:rPr/w:rStyle", namespaces=_NS):
        style.set(f"{{{W}}}val", "FootnoteNumber")


def _separators(root: etree._Element) -> None:
    """The line above the notes: no indent, no leading of the body."""
    for paragraph in root.xpath(".//w:footnote[@w:type]/w:p", namespaces=_NS):
        properties = etree.Element(f"{{{W}}}pPr")
        spacing = etree.SubElement(properties, f"{{{W}}}spacing")
        for name, value in (("before", "0"), ("after", "60"), ("line", "240"), ("lineRule", "auto")):
            spacing.set(f"{{{W}}}{name}", value)
        etree.SubElement(properties, f"{{{W}}}ind").set(f"{{{W}}}firstLine", "0")
        paragraph.insert(0, properties)


def _settings(data: bytes, edition: Edition) -> bytes:
    """Even and odd heads; Chinese marks squeezed where two meet; hyphenation for languages that hyphenate."""
    root = _parse(data)
    for name in ("characterSpacingControl", "evenAndOddHeaders", "autoHyphenation", "consecutiveHyphenLimit"):
        for found in root.findall(f"w:{name}", _NS):
            root.remove(found)
    chinese = edition.lang.startswith("zh")
    wanted: list[tuple[str, str | None]] = [("evenAndOddHeaders", None)]
    if not chinese:
        wanted = [("autoHyphenation", None), ("consecutiveHyphenLimit", "2"), *wanted]
    place = root.find("w:defaultTabStop", _NS)
    if place is None:
        raise InternalError("pandoc's settings.xml has no default tab stop.")
    for name, value in wanted:
        element = etree.Element(f"{{{W}}}{name}")
        if value is not None:
            element.set(f"{{{W}}}val", value)
        # Word's schema is a sequence: hyphenation and heads follow the tab stop.
        place.addnext(element)
        place = element
    squeeze = etree.Element(f"{{{W}}}characterSpacingControl")
    squeeze.set(f"{{{W}}}val", "compressPunctuation" if chinese else "doNotCompress")
    before = root.find("w:savePreviewPicture", _NS)
    if before is not None:
        before.addprevious(squeeze)
    return _serialise(root)


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
    return _CORE.format(**{name: escape(value) for name, value in words.items()}).encode()
