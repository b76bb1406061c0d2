"""Take the parts of pandoc's EPUB, give the parts of ours: chapters, navigation, metadata, cover, style sheet.

See typeset.epub for the strategy.  Parts keep the names pandoc gave them; the cover's picture and page are new.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape

from lxml import etree

from sco_pub.model.config import House
from sco_pub.model.edition import Edition
from sco_pub.model.errors import InternalError
from sco_pub.model.wording import N_, phrase
from sco_pub.typeset import epub_chapters as chapters
from sco_pub.typeset import epub_ids
from sco_pub.typeset.colophon import provenance
from sco_pub.typeset.front import front_matter, inlines, plain
from sco_pub.typeset.journal import licence, published
from sco_pub.typeset.note_marks import note_mark
from sco_pub.typeset.right_to_left import direction, mirrored

_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
_NCX = "http://www.daisy.org/z3986/2005/ncx/"
_NS = {"o": _OPF, "dc": _DC, "h": chapters.XHTML, "n": _NCX, "epub": chapters.EPUB}
_PACKAGE, _NAV, _NCX_PART, _STYLE = "EPUB/content.opf", "EPUB/nav.xhtml", "EPUB/toc.ncx", "EPUB/styles/stylesheet1.css"
_COVER, _COVER_PAGE = "EPUB/media/cover.png", "EPUB/text/cover.xhtml"
# Left over from an older vendor's format, or known to no reader of EPUB 3.
_DROPPED = frozenset({"META-INF/com.apple.ibooks.display-options.xml"})


def finish(
    files: Mapping[str, bytes], edition: Edition, house: House, *, style: str, epoch: int, cover: bytes | None = None
) -> dict[str, bytes]:
    """All parts of the finished EPUB; ``style`` is its style sheet, ``cover`` a PNG, ``epoch`` its time in seconds."""
    label = edition.labels.gettext
    words = chapters.Words(label("Notes"), label("Back to the text"), front_matter(edition.document.meta).plain_title)
    shape = house.notes_for(edition.language).mark
    parts = {name: data for name, data in files.items() if name not in _DROPPED}
    number = 1
    package = chapters.parse(_part(parts, _PACKAGE))
    for name in _chapter_names(package):
        parts[name], number = chapters.mend(parts[name], number, lambda count: note_mark(count, shape), words)
    if cover is not None:
        parts[_COVER] = cover
        parts[_COVER_PAGE] = _cover_page(edition, words.untitled).encode()
        _cover_items(package)
    parts[_STYLE] = mirrored(style, edition.lang, directs=False).encode()
    parts[_NAV] = _navigation(parts[_NAV], edition, package)
    parts[_NCX_PART] = _ncx(parts[_NCX_PART], words.untitled)
    if way := direction(edition.lang):
        parts |= {name: _directed(data, way) for name, data in parts.items() if name.endswith(".xhtml")}
    _metadata(package, edition, epoch)
    _spine(package, edition.lang)
    parts[_PACKAGE] = chapters.serialise(package)
    return epub_ids.plain(parts, (*_chapter_names(package), _NAV, _NCX_PART))


def _directed(data: bytes, way: Mapping[str, str]) -> bytes:
    """A page whose root says which way its lines run."""
    root = chapters.parse(data)
    root.attrib.update(way)
    return chapters.serialise(root)


def _part(parts: Mapping[str, bytes], name: str) -> bytes:
    if name not in parts:
        raise InternalError(phrase(N_("pandoc's EPUB has no part {name}."), name=name))
    return parts[name]


def _chapter_names(package: etree._Element) -> list[str]:
    """The parts of the spine in reading order, without the navigation."""
    items = {item.get("id"): item for item in package.iterfind("o:manifest/o:item", _NS)}
    spine = [items[ref.get("idref", "")] for ref in package.iterfind("o:spine/o:itemref", _NS)]
    return [f"EPUB/{item.get('href')}" for item in spine if item.get("properties") != "nav"]


def _cover_page(edition: Edition, title: str) -> str:
    name = escape(edition.labels.gettext("Cover"))
    authors = ", ".join(plain(author.name) for author in front_matter(edition.document.meta).authors)
    described = escape(". ".join(filter(None, (authors, title))) or edition.publication)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="{edition.lang}"
  xml:lang="{edition.lang}">
<head><meta charset="utf-8"/><title>{name}</title><link rel="stylesheet" type="text/css"
href="../styles/stylesheet1.css"/> </head>
<body epub:type="cover" class="cover"><img src="../media/cover.png" alt="{described}" role="doc-cover"/></body>
</html>
"""


def _cover_items(package: etree._Element) -> None:
    manifest, spine = package.find("o:manifest", _NS), package.find("o:spine", _NS)
    assert manifest is not None and spine is not None
    picture = {"id": "cover-image", "href": "media/cover.png", "media-type": "image/png", "properties": "cover-image"}
    page = {"id": "cover", "href": "text/cover.xhtml", "media-type": "application/xhtml+xml"}
    for item in (picture, page):
        etree.SubElement(manifest, f"{{{_OPF}}}item", item).tail = "\n    "
    spine.insert(0, etree.Element(f"{{{_OPF}}}itemref", {"idref": "cover"}))


def _navigation(data: bytes, edition: Edition, package: etree._Element) -> bytes:
    """The contents under their own name, and the landmarks that reading systems jump to."""
    root, label = chapters.parse(data), edition.labels.gettext
    for title in root.xpath(".//h:head/h:title|.//h:nav/h:h1", namespaces=_NS):
        title.text = label("Contents")
    for part in root.xpath(".//h:head/h:style|.//h:head/h:meta[@name='generator']", namespaces=_NS):
        part.getparent().remove(part)
    links = root.xpath(".//h:nav[@id='toc']//h:a", namespaces=_NS)
    marks = [(links[0].get("href"), "titlepage", label("Title page")), ("#toc", "toc", label("Contents"))]
    marks += [(links[1].get("href"), "bodymatter", label("Beginning of the text"))]
    if package.find("o:manifest/o:item[@id='cover']", _NS) is not None:
        marks.insert(0, ("text/cover.xhtml", "cover", label("Cover")))
    landmarks = root.find(".//h:nav[@id='landmarks']/h:ol", _NS)
    for item in list(landmarks):
        landmarks.remove(item)
    for target, kind, text in marks:
        item = etree.SubElement(landmarks, f"{{{chapters.XHTML}}}li")
        link = etree.SubElement(item, f"{{{chapters.XHTML}}}a", {"href": target, f"{{{chapters.EPUB}}}type": kind})
        link.text = text
    return chapters.serialise(root, "<!DOCTYPE html>")


def _ncx(data: bytes, title: str) -> bytes:
    """The contents for readers of EPUB 2."""
    root = chapters.parse(data)
    for text in root.iterfind("n:docTitle/n:text", _NS):
        text.text = title
    return chapters.serialise(root)


def _metadata(package: etree._Element, edition: Edition, epoch: int) -> None:
    """What pandoc has no field for; its date (in a sandbox always 1970) gives way to the text's own."""
    metadata = package.find("o:metadata", _NS)
    assert metadata is not None
    for modified in metadata.findall("o:meta[@property='dcterms:modified']", _NS):
        modified.text = datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    front = front_matter(edition.source_meta)
    for date in metadata.findall("dc:date", _NS):
        metadata.remove(date)
    if day := plain(front.date) or published(edition.source_meta).year:
        _add(metadata, "date", day)
    if not edition.is_source:
        authors = "、".join(plain(author.name) for author in front.authors)
        original = _add(metadata, "source", ". ".join(part for part in (authors, front.plain_title) if part))
        original.set("{http://www.w3.org/XML/1998/namespace}lang", edition.source_lang)
    if front.doi and edition.is_source:
        _add(metadata, "source", f"doi:{front.doi}")
    if front.codes["issn"]:
        _add(metadata, "source", f"urn:ISSN:{front.codes['issn']}")
    _linked(metadata, edition)
    package.attrib.pop("prefix", None)  # a vendor's, which nothing here uses
    guide = package.find("o:guide", _NS)
    if guide is not None:
        package.remove(guide)


def _linked(metadata: etree._Element, edition: Edition) -> None:
    """The licence's address and the version (DCMI terms, which EPUB reserves a prefix for)."""
    for name, text in (
        ("dcterms:license", licence(edition.document.meta).url),
        ("dcterms:hasVersion", front_matter(edition.document.meta).codes["version"]),
        ("dcterms:provenance", provenance(edition)),
        ("dcterms:bibliographicCitation", plain(inlines(edition.source_meta.get("published-in")))),
    ):
        if text:
            meta = etree.SubElement(metadata, f"{{{_OPF}}}meta", {"property": name})
            meta.text, meta.tail = text, "\n  "


def _add(metadata: etree._Element, name: str, text: str) -> etree._Element:
    element = etree.SubElement(metadata, f"{{{_DC}}}{name}")
    element.text = text
    element.tail = "\n  "
    return element


def _spine(package: etree._Element, lang: str) -> None:
    """Title page before contents; pages are turned as the language's lines run."""
    spine = package.find("o:spine", _NS)
    assert spine is not None
    spine.set("page-progression-direction", direction(lang).get("dir", "ltr"))
    references = list(spine)
    navigation = next(ref for ref in references if ref.get("idref") == "nav")
    place = next(index for index, ref in enumerate(references) if ref.get("idref", "").startswith("ch"))
    spine.remove(navigation)
    spine.insert(place, navigation)
