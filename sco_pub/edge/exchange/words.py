"""DOCX: a table for reviewers who have a word processor and nothing else (source: ECMA-376, part 1, WordprocessingML).

Written as it stands here, without a library: these elements are the oldest of the format.  The first cell of a row holds its id
and the digest of what was handed out; markup is blue, so that it is seen as such.  What comes back: changes that are tracked
count as accepted, paragraphs of a cell are lines, what isn't text (a picture, a footnote of Word's) makes its row unreadable, and
letters that were set italic or bold are told (localise.exchange): our emphasis is written with stars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from sco_pub.edge.exchange import office, table_columns
from sco_pub.edge.exchange.markup import held
from sco_pub.localise.exchange import Table
from sco_pub.localise.protected import pieces

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMES = ("id", "exported", "source", "target", "state", "notes")
_WIDTHS = (1650, 4950, 4950, 1250, 2598)  # of the columns, in twentieths of a point: A4 across, less its margins
_BREAK = re.compile(r"[\n\r\t]")
_BREAKS = {"\n": "<w:br/>", "\r": "<w:cr/>", "\t": "<w:tab/>"}
_SIGNS = {"br": "\n", "cr": "\r", "tab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_NO_TEXT = frozenset(
    (
        "drawing",
        "pict",
        "object",
        "footnoteReference",
        "endnoteReference",
        "oMath",
        "sym",
        "AlternateContent",
        "altChunk",
    )
)
_LETTERS = frozenset(("i", "b", "strike", "vertAlign", "smallCaps"))
_OFF = frozenset(("0", "false", "off", "none", "baseline"))

_STYLES = f"""<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>\
<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="SimSun" w:cs="Calibri"/><w:sz w:val="20"/></w:rPr></w:rPrDefault>\
<w:pPrDefault><w:pPr><w:spacing w:before="20" w:after="20"/></w:pPr></w:pPrDefault></w:docDefaults>\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>\
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>\
<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>\
<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>"""
_EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="B0B8C0"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_GREY = '<w:color w:val="767676"/><w:sz w:val="14"/>'
_CODE = '<w:noProof/><w:color w:val="1F5FA8"/>'
_FILL = {"untranslated": "FBE3E0", "fuzzy": "FFF3CC", "translated": "FFFFFF", "reviewed": "E3F2E1"}


def render(table: Table) -> bytes:
    """The rows as a document with one table."""
    first, *rest = table_columns.heading(table)
    heading = [cell for cell in (first, *rest) if cell.split()[0] in _NAMES and cell.split()[0] != "exported"]
    lines = [
        _line(
            [_cell(width, _run(cell, "<w:b/>"), "E8EDF2") for width, cell in zip(_WIDTHS, heading, strict=True)], True
        )
    ]
    for row in table_columns.cells(table):
        ident, _, source, target, state, notes, digest = row
        fill = _FILL[state]
        cells = (
            _cell(_WIDTHS[0], _run(f"{ident}\n{digest}", _GREY)),
            _cell(_WIDTHS[1], _text(source, table.source_language)),
            _cell(_WIDTHS[2], _text(target, table.language), fill),
            _cell(_WIDTHS[3], _run(state), fill),
            _cell(_WIDTHS[4], _run(notes, _GREY)),
        )
        lines.append(_line(cells))
    title = f"<w:p>{_run(f'{table.publication} · {table.source_language} → {table.language}', '<w:b/>')}</w:p>"
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    body = (
        f'<w:document xmlns:w="{_W}"><w:body>{title}<w:tbl><w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/>'
        f'<w:tblBorders>{_EDGES}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f'{"".join(lines)}</w:tbl><w:p/><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="720" w:right="720" w:bottom="720" w:left="720" w:header="360" w:footer="360" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    )
    return office.package(
        {"word/document.xml": body, "word/styles.xml": _STYLES},
        {"word/document.xml": f"{_WORD}.document.main+xml", "word/styles.xml": f"{_WORD}.styles+xml"},
        {
            "_rels/.rels": {"officeDocument": "word/document.xml"},
            "word/_rels/document.xml.rels": {"styles": "styles.xml"},
        },
    )


def _line(cells: Sequence[str], head: bool = False) -> str:
    marks = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
    return f"<w:tr>{marks}{''.join(cells)}</w:tr>"


def _cell(width: int, runs: str, fill: str = "") -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr><w:p>{runs}</w:p></w:tc>'


def _text(text: str, language: str) -> str:
    tag = quoteattr(language or "und")
    spoken = f"<w:lang w:val={tag} w:eastAsia={tag}/>"
    return "".join(_run(piece.text, _CODE if piece.kind else spoken) for piece in pieces(text))


def _run(text: str, properties: str = "") -> str:
    parts = []
    end = 0
    held(text)
    for found in _BREAK.finditer(text):
        parts += [_letters(text[end : found.start()]), _BREAKS[found[0]]]
        end = found.end()
    parts.append(_letters(text[end:]))
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{''.join(parts)}</w:r>"


def _letters(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""


# -- reading


def read(data: bytes, name: str) -> Table:
    """The rows of the document's tables; several, if a reviewer has divided ours."""
    document = office.part(office.parts_of(data, name), "word/document.xml", name)
    lines: list[tuple[int, list[str]]] = []
    strange: set[int] = set()
    formatted: set[int] = set()
    target = -1
    for number, row in enumerate(document.iter("{*}tr"), 1):
        cells = [cell for cell in row.iter("{*}tc") if next(cell.iterancestors("{*}tr")) is row]
        texts = [_shown(cell) for cell in cells]
        target = next((place for place, text in enumerate(texts) if text.split()[:1] == ["target"]), target)
        if 0 <= target < len(cells):
            strange |= {number} if _has(cells[target], _NO_TEXT) else set()
            formatted |= {number} if _has(cells[target], _LETTERS) else set()
        first, second = (*" ".join(texts[:1]).split(), "", "")[:2]
        lines.append((number, [first, "exported" if first == "id" else second, *texts[1:]]))
    read = table_columns.read(lines, name, "DOCX")
    rows = (
        replace(row, formatted=row.line in formatted, fault="unreadable" if row.line in strange else row.fault)
        for row in read.rows
        if row.ident != "id"  # the headings once more, where the table was divided
    )
    return replace(read, rows=tuple(rows))


def _shown(cell: etree._Element) -> str:
    return "\n".join("".join(_paragraph(paragraph)) for paragraph in cell.iterfind("{*}p"))


def _paragraph(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter("{*}t", *(f"{{*}}{tag}" for tag in _SIGNS)):
        tag = etree.QName(element).localname
        gone = any(True for _ in element.iterancestors("{*}moveFrom", "{*}del"))
        if not gone and etree.QName(element.getparent()).localname == "r":
            yield (element.text or "") if tag == "t" else _SIGNS[tag]


def _has(cell: etree._Element, tags: frozenset[str]) -> bool:
    """Whether a cell has one of these elements, and doesn't switch it off."""
    for element in cell.iter("{*}*"):
        name = etree.QName(element)
        values = {value for key, value in element.attrib.items() if key.endswith("}val")}
        if name.localname in tags and not values & _OFF and next(element.iterancestors("{*}pPr"), None) is None:
            return True
    return False
