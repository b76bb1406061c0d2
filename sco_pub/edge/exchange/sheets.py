"""XLSX: a workbook of one sheet (source: ECMA-376, part 1, SpreadsheetML), written as it stands here, without a library.

Every cell is a string in its place (``inlineStr``), so nothing is a formula or a date.  Excel's own escape ``_x000D_`` stands
for a carriage return (part 1, 22.9.2.19), and whatever looks like one is escaped.  What comes back has its strings in a table
beside the sheet, in runs, with phonetic hints, numbers where a reviewer typed one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from lxml import etree

from sco_pub.edge.exchange import office, table_columns
from sco_pub.edge.exchange.markup import held, wrong
from sco_pub.localise.exchange import Table
from sco_pub.model.characters import whole_number
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, phrase

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_WIDTHS = (16, 14, 60, 60, 13, 40, 16)  # of the columns, in digits
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LIKE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MOST = 32_767  # signs of a cell (Excel's specifications and limits); it cuts what is longer, without a word
_COLUMN = re.compile(r"([A-Z]{1,3})\d+")
_FARTHEST = 100  # columns that are looked at

_STYLES = f"""<styleSheet xmlns="{_MAIN}"><fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>\
<font><b/><sz val="11"/><name val="Calibri"/></font>\
<font><sz val="9"/><color rgb="FF767676"/><name val="Calibri"/></font></fonts>\
<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>\
<fill><patternFill patternType="solid"><fgColor rgb="FFE8EDF2"/></patternFill></fill>\
<fill><patternFill patternType="solid"><fgColor rgb="FFFFF8DC"/></patternFill></fill></fills>\
<borders count="2"><border><left/><right/><top/><bottom/></border><border><left/><right/><top/>\
<bottom style="hair"><color rgb="FFB0B0B0"/></bottom></border></borders>\
<cellStyleXfs count="1"><xf/></cellStyleXfs>\
<cellXfs count="5"><xf/>\
<xf fontId="1" fillId="2" applyFont="1" applyFill="1"/>\
<xf fontId="2" borderId="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>\
<xf borderId="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>\
<xf fillId="3" borderId="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""
_STYLE = (2, 2, 3, 4, 4, 2, 2)  # of each column: small and grey, plain, to be filled in


def render(table: Table) -> bytes:
    """The rows as a workbook."""
    lines = [_line(1, table_columns.heading(table), (1,) * len(table_columns.NAMES))]
    lines += [_line(number, row, _STYLE) for number, row in enumerate(table_columns.cells(table), 2)]
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(_WIDTHS, 1)
    )
    sheet = (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2"'
        f' activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>{widths}</cols>'
        f"<sheetData>{''.join(lines)}</sheetData></worksheet>"
    )
    book = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{office.KIND}"><bookViews><workbookView/></bookViews><sheets>'
        '<sheet name="translation" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    return office.package(
        {"xl/workbook.xml": book, "xl/worksheets/sheet1.xml": sheet, "xl/styles.xml": _STYLES},
        {
            "xl/workbook.xml": f"{_SHEET}.sheet.main+xml",
            "xl/worksheets/sheet1.xml": f"{_SHEET}.worksheet+xml",
            "xl/styles.xml": f"{_SHEET}.styles+xml",
        },
        {
            "_rels/.rels": {"officeDocument": "xl/workbook.xml"},
            "xl/_rels/workbook.xml.rels": {"worksheet": "worksheets/sheet1.xml", "styles": "styles.xml"},
        },
    )


def _line(number: int, cells: Sequence[str], styles: Sequence[int]) -> str:
    written = []
    for index, (text, style) in enumerate(zip(cells, styles, strict=True)):
        if len(text) > _MOST:
            said = phrase(N_("A text of {length} signs is too long for a cell ({most})."), length=len(text), most=_MOST)
            raise InputError(said, place=Place(cells[0]), hint=N_("Use XLIFF."))
        place = f"{'ABCDEFGHIJ'[index]}{number}"
        written.append(
            f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{_text(text)}</t></is></c>'
        )
    return f'<row r="{number}">{"".join(written)}</row>'


def _text(text: str) -> str:
    return escape(_LIKE_ESCAPE.sub("_x005F_", held(text)).replace("\r", "_x000D_"))


# -- reading


def read(data: bytes, name: str) -> Table:
    """The rows of the first sheet that has our columns."""
    parts = office.parts_of(data, name)
    strings: list[str] = []
    if "xl/sharedStrings.xml" in parts:
        strings = [_string(item) for item in office.part(parts, "xl/sharedStrings.xml", name).iter("{*}si")]
    for part in sorted(item for item in parts if re.fullmatch(r"xl/worksheets/[^/]+\.xml", item)):
        sheet = office.part(parts, part, name)
        lines = list(_lines(sheet, strings))
        try:
            return table_columns.read(lines, name, "XLSX")
        except InputError:
            continue
    raise wrong(name, "XLSX")


def _lines(sheet: etree._Element, strings: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    for count, row in enumerate(sheet.iter("{*}row"), 1):
        cells: dict[int, str] = {}
        for cell in row.iter("{*}c"):
            found = _COLUMN.fullmatch(cell.get("r", ""))
            place = _number(found[1]) if found else max(cells, default=-1) + 1
            if place < _FARTHEST:
                cells[place] = _value(cell, strings)
        number = row.get("r", "")
        line = whole_number(number) if number.isdecimal() else count
        yield line, [cells.get(place, "") for place in range(max(cells, default=-1) + 1)]


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: etree._Element, strings: Sequence[str]) -> str:
    """What a cell shows, as far as a sheet says: a string, or the number as it is stored."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(map(_string, cell.iterfind("{*}is")))
    value = cell.findtext("{*}v") or ""
    if kind == "s":
        place = whole_number(value) if value.isdecimal() else len(strings)
        return strings[place] if place < len(strings) else ""
    return _meant(value) if kind == "str" else value


def _string(item: etree._Element) -> str:
    """A string's text: its runs, without the phonetic hints above them."""
    texts = (run.text or "" for run in item.iter("{*}t") if etree.QName(run.getparent()).localname != "rPh")
    return _meant("".join(texts))


def _meant(text: str) -> str:
    return _ESCAPE.sub(
        lambda found: found[0] if found[1][0] in "dD" and found[1][1] >= "8" else chr(int(found[1], 16)), text
    )
