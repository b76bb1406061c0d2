"""Take WeasyPrint's PDF before it is written, give it the metadata of PDF/A-2a and PDF/UA-1 in one packet.

Strategy.  WeasyPrint writes one variant's metadata; a file may well keep both promises.  The packet is written here, in
full and uncompressed (validators differ on whether it may be compressed), with the extension schema that PDF/A asks
for before a property of PDF/UA may stand in it.  No date and no random id: the same edition is the same bytes.

Sources: ISO 19005-2, 6.6.2; ISO 14289-1, 5; XMP specification part 1.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any
from xml.sax.saxutils import escape

import pydyf

_SCHEMA = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


_TRIES = 8  # one byte more each time; one or two suffice, since few bytes look like the end of a line


def settled(write: Callable[[int], bytes], tries: int = _TRIES) -> bytes:
    """What ``write`` (padding → file) gives with the least padding that leaves the file's length unmistakable.

    The file's last stream, its table of objects, is followed by a line feed.  Should the table itself end with a
    carriage return, some readers take both for the end of the line and find the stream a byte too short.
    """
    pdf = b""
    for padding in range(tries):
        pdf = write(padding)
        if b"\r\nendstream" not in pdf[-200:]:
            break
    return pdf


def end_unmistakably(stream: pydyf.Stream) -> bytes:
    """The same for a page's content, a table of characters, a stream of objects: an empty line at its end changes its last byte.

    Profiles and pictures are left as they are: what ends them is not ours to say.  A font whose compressed bytes end so by
    chance is written uncompressed.  What is written of the stream is given, since to compress it takes time.
    """
    written = bytes(stream.data)
    if "Length1" in stream.extra and written.endswith(b"\r\nendstream"):
        stream.compress = False
        written = bytes(stream.data)
    kept = {"Length1", "N"} & stream.extra.keys() and stream.extra.get("Type") != "/ObjStm"
    if kept or stream.extra.get("Subtype", "/Form") != "/Form":
        return written
    for _ in range(_TRIES):
        if not written.endswith(b"\r\nendstream"):
            break
        stream.stream = [*stream.stream, b""]
        written = bytes(stream.data)
    return written


class _Once(pydyf.Stream):  # type: ignore[misc]  # pydyf has no types
    """A stream that is compressed once, however often pydyf asks."""

    data = cached_property(pydyf.Stream.data.fget)


class _Written(pydyf.Object):  # type: ignore[misc]
    """An object as it will be written: pydyf asks for its bytes where it stands and once more for the file's identifier."""

    data = b""
    compressible = False

    def __init__(self, item: pydyf.Object) -> None:
        super().__init__()
        self.number, self.generation, self.compressible = item.number, item.generation, item.compressible
        self.data = end_unmistakably(item) if isinstance(item, pydyf.Stream) else bytes(item.data)


def _made_once(pdf: pydyf.PDF) -> None:
    """Have each object's bytes made once: now for those that there are, when they are written for pydyf's own tables."""
    pdf.objects[:] = [item if item.free == "f" else _Written(item) for item in pdf.objects]

    def add(item: pydyf.Object) -> None:
        pydyf.PDF.add_object(pdf, item)
        if type(item) is pydyf.Stream:
            if item.extra.get("Type") == "/ObjStm":  # its objects may have an empty line behind them
                vars(item)["data"] = end_unmistakably(item)
            item.__class__ = _Once

    pdf.add_object = add


def finisher(language: str, padding: int = 0, bleed: float | None = None) -> Callable[[Any, Any], None]:
    """The function that WeasyPrint calls with (document, pdf) before it writes the file; ``padding`` spaces end the XMP.

    ``bleed``: how far a page that is to be cut is printed beyond its trim size, in points: WeasyPrint doesn't know it where
    marks need more room.
    """

    def finish(document: Any, pdf: Any) -> None:
        packet = xmp(document.metadata, language, str(pdf.info["Producer"].string), padding).encode()
        metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
        metadata.stream = [packet]
        metadata.compress = False
        for item in pdf.objects:
            if bleed is not None and isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Page":
                left, bottom, right, top = item["TrimBox"]
                item["BleedBox"] = pydyf.Array([left - bleed, bottom - bleed, right + bleed, top + bleed])
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        _made_once(pdf)

    return finish


def xmp(metadata: Any, language: str, producer: str, padding: int = 0) -> str:
    """The XMP packet of a document's metadata."""
    parts = [
        _simple('xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="2" pdfaid:conformance="A"'),
        _simple('xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"'),
        _SCHEMA,
        _dublin_core(metadata, language),
        _simple(f'xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Producer={_attribute(producer)}'
                + (f" pdf:Keywords={_attribute(', '.join(metadata.keywords))}" if metadata.keywords else "")),
    ]  # fmt: skip
    if metadata.generator:
        parts.append(
            _simple(f'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool={_attribute(metadata.generator)}')
        )
    if statement := metadata.custom.get("dcterms.license"):
        parts.append(
            _simple(f'xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmpRights:Marked="True"'
                    f" xmpRights:WebStatement={_attribute(statement)}")
        )  # fmt: skip
    inside = "\n".join(parts)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n{inside}\n</rdf:RDF>\n</x:xmpmeta>{" " * padding}\n'
        '<?xpacket end="r"?>'
    )


def _dublin_core(metadata: Any, language: str) -> str:
    items = [f"<dc:language><rdf:Bag><rdf:li>{escape(language)}</rdf:li></rdf:Bag></dc:language>"]
    if metadata.title:
        items.append(_alternative("title", metadata.title))
    if metadata.authors:
        people = "".join(f"<rdf:li>{escape(author)}</rdf:li>" for author in metadata.authors)
        items.append(f"<dc:creator><rdf:Seq>{people}</rdf:Seq></dc:creator>")
    if metadata.description:
        items.append(_alternative("description", metadata.description))
    if metadata.keywords:
        words = "".join(f"<rdf:li>{escape(word)}</rdf:li>" for word in metadata.keywords)
        items.append(f"<dc:subject><rdf:Bag>{words}</rdf:Bag></dc:subject>")
    custom = metadata.custom
    for key in ("publisher", "identifier", "date", "source"):
        if text := custom.get(f"dc.{key}"):
            kind = {"publisher": "Bag", "date": "Seq"}.get(key)
            said = f"<rdf:{kind}><rdf:li>{escape(text)}</rdf:li></rdf:{kind}>" if kind else escape(text)
            items.append(f"<dc:{key}>{said}</dc:{key}>")
    if rights := custom.get("dc.rights"):
        items.append(_alternative("rights", rights))
    inside = "".join(items)
    return f'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">{inside}</rdf:Description>'


def _alternative(name: str, text: str) -> str:
    return f'<dc:{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt></dc:{name}>'


def _simple(attributes: str) -> str:
    return f'<rdf:Description rdf:about="" {attributes}/>'


def _attribute(text: str) -> str:
    return '"' + escape(text, {'"': "&quot;", "\n": " "}) + '"'
