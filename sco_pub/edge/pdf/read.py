"""Take a PDF, give its text layer as a RawText with geometry; name a PDF that has none.

Strategy.  pypdfium2 (permissive licence, the quickest of the extractors, character boxes) gives the glyphs of one
page at a time; lines, columns, spaces, raised signs and tables are found from where the glyphs stand, never from
the order in which they were drawn.  Nothing of the text is mended here: wrong code points, furniture and notes are
the cleaner's. What can't be read as a text is refused in one sentence: not a PDF, damaged, locked, pictures only, a
scan with an OCR layer (its text is invisible or lies under the picture: it's a machine's guess, full of silent
errors), fonts without names for their characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2

from sco_pub.edge import files
from sco_pub.edge.pdf.drawing import Rule
from sco_pub.edge.pdf.glyphs import Sheet, read_sheet
from sco_pub.layout.aligned_tables import Span, aligned, resumed
from sco_pub.layout.footnote_zones import Feet, feet
from sco_pub.layout.gutters import part_at_gutters
from sco_pub.layout.hidden_text import seen
from sco_pub.layout.marginalia import without_margins
from sco_pub.layout.reading_order import reading_order
from sco_pub.layout.ruled_tables import frames, tables
from sco_pub.layout.segments import Segment, Text, segments, text_of, turned
from sco_pub.layout.spreads import pages_of
from sco_pub.layout.vertical_text import laid_down
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.text import Geometry, LeftOut, PageBox, RawLine, RawTable, RawText

Progress = Callable[[int, int], None]
IDEOGRAPHIC_SPACE = "\N{IDEOGRAPHIC SPACE}"
_STRETCHED = 2.2  # em: how wide justifying may make a space between two Western signs


def read_pdf(path: Path, progress: Progress | None = None) -> RawText:
    """The text layer of the PDF at ``path``; ``progress`` is told (pages done, pages in all) after every page.

    Lines stand in reading order, with geometry; pages are parted by their lines' ``page``.  Where a sheet shows two pages
    side by side, each counts.  InputError, with one
    sentence, for a file that is no PDF, is damaged or locked, or has no text layer worth the name.
    """
    data = files.read_bytes(path, what="PDF")
    name = str(path)
    document = _open(data, name)
    try:
        gathered = _gather(document, name, progress)
    finally:
        document.close()
    _judge(gathered, name)
    return RawText(
        file=name,
        digest=files.sha256(data),
        lines=tuple(gathered.lines),
        encoding="pdf",
        source="pdf",
        pages=tuple(gathered.pages),
        tables=tuple(gathered.tables),
        left_out=tuple(gathered.left_out),
    )


@dataclass(slots=True)
class _Gathered:
    lines: list[RawLine]
    pages: list[PageBox]
    tables: list[RawTable]
    left_out: list[LeftOut]
    text_end: int = -1  # the index of the last page's last line of running text
    signs: int = 0
    hidden: int = 0
    nameless: int = 0
    pictures: int = 0


def _open(data: bytes, name: str) -> pypdfium2.PdfDocument:
    if b"%PDF-" not in data[:1024]:
        raise _refusal(f"{name} isn't a PDF.", name, "Check the file.")
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise _refusal(f"{name} is locked with a password.", name, "Save a copy without it.") from None
        raise _refusal(f"{name} is damaged: it can't be opened as a PDF.", name, "Get the file again.") from None


def _refusal(message: str, name: str, hint: str, page: int | None = None) -> InputError:
    return InputError(message, place=Place(name, entry=f"page {page}" if page else None), hint=hint)


def _gather(document: pypdfium2.PdfDocument, name: str, progress: Progress | None) -> _Gathered:
    gathered = _Gathered([], [], [], [])
    count = len(document)
    for index in range(count):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            raise _refusal(
                f"{name} is damaged: its page {index + 1} can't be read.", name, "Get it again.", index + 1
            ) from None
        try:
            for sheet in pages_of(laid_down(read_sheet(page, len(gathered.pages) + 1))):
                _add(gathered, sheet)
        finally:
            page.close()
        if progress:
            progress(index + 1, count)
    return gathered


def _add(gathered: _Gathered, sheet: Sheet) -> None:
    gathered.pages.append(PageBox(sheet.number, sheet.width, sheet.height))
    gathered.signs += len(sheet.glyphs)
    gathered.hidden += sheet.hidden
    gathered.nameless += sheet.nameless
    gathered.pictures += sheet.picture
    glyphs, unseen = seen(sheet)
    gathered.left_out += unseen
    whole = segments(glyphs)
    inner, beside = without_margins(whole, frames(sheet.rules, whole), sheet.number)
    gathered.left_out += beside
    parts = part_at_gutters(inner)
    around = frames(sheet.rules, parts)
    head, body, foot = reading_order(parts, sheet.height, around, sheet.rules)
    below = feet(body, sheet.rules, around)
    foot += [[segment] for segment in turned(glyphs)]
    first = len(gathered.lines)
    gathered.lines += [_line(row, sheet.number) for row in head]
    gathered.lines += _body_lines(below, sheet.number)
    gathered.lines += [_line(row, sheet.number) for row in foot]
    text = Span(len(head), len(head) + len(below.rows) - len(below.zone))
    _add_tables(gathered, [*head, *below.rows, *foot], sheet.rules, text, first)


def _add_tables(
    gathered: _Gathered, rows: list[list[Segment]], rules: tuple[Rule, ...], text: Span, first: int
) -> None:
    """The page's tables; the rest of one that ran over from the page before is joined to it."""
    found = tables(rows, rules, first)
    found += aligned(rows, text, found, first)
    found.sort(key=lambda table: table.first_line)
    open_one = gathered.tables[-1] if gathered.tables and gathered.tables[-1].last_line == gathered.text_end else None
    rest = resumed(open_one, rows, text, found, first) if open_one else None
    if open_one and rest:
        found = [table for table in found if table.first_line != rest.first_line]
        gathered.tables[-1] = RawTable(open_one.rows + rest.rows, open_one.first_line, rest.last_line)
    elif open_one and len(open_one.rows) < 2:
        gathered.tables.pop()
    gathered.tables += found
    gathered.text_end = first + text.end - 1


def _body_lines(below: Feet, page: int) -> Iterator[RawLine]:
    for index, row in enumerate(below.rows):
        yield _line(row, page, foot=index in below.zone, rule_above=index in below.opening)


def _line(row: list[Segment], page: int, *, foot: bool = False, rule_above: bool = False) -> RawLine:
    text = _text(row)
    lead = max(row, key=lambda segment: len(segment.glyphs))
    fonts = [glyph.font for glyph in lead.glyphs]
    return RawLine(
        text.text,
        page,
        Geometry(
            x0=round(row[0].x0, 1),
            x1=round(row[-1].x1, 1),
            baseline=round(lead.y, 1),
            size=round(lead.size, 1),
            boxes=text.boxes,
            raised=text.raised,
            bold=sum(glyph.bold for glyph in lead.glyphs) * 2 > len(lead.glyphs),
            font=max(sorted(set(fonts)), key=fonts.count),
            column=row[0].column,
            rule_above=rule_above,
            foot=foot,
        ),
    )


def _text(row: list[Segment]) -> Text:
    """The row's segments, an ideographic space between one and the next; a space that justifying stretched stays one."""
    whole = text_of(row[0])
    for before, segment in pairwise(row):
        part = text_of(segment)
        stretched = segment.x0 - before.x1 < _STRETCHED * segment.size and (whole.text[-1] + part.text[0]).isascii()
        at = len(whole.text) + 1
        edge = whole.boxes[-1][1]
        whole = Text(
            f"{whole.text}{' ' if stretched else IDEOGRAPHIC_SPACE}{part.text}",
            (*whole.boxes, (edge, edge), *part.boxes),
            whole.raised | {index + at for index in part.raised},
        )
    return whole


def _judge(gathered: _Gathered, name: str) -> None:
    """Refuse what is no text: pictures, OCR layers, fonts that don't name their characters."""
    pages = len(gathered.pages)
    words = sum(bool(re.search(r"\w", line.text)) for line in gathered.lines)
    if not words:
        kind = "pictures" if gathered.pictures else "pages without any text"
        raise _refusal(f"{name} has no text layer: it is {pages} {kind}.", name, "Ask the journal for a PDF with text.")
    if gathered.hidden * 2 > gathered.signs:
        raise _refusal(
            f"{name} is a scan: its text is a hidden OCR layer behind pictures of the pages.",
            name,
            "Ask the journal for the typeset PDF, or proofread the OCR text and clean that.",
        )
    if gathered.nameless * 2 > gathered.signs:
        raise _refusal(f"{name} has fonts that don't say which characters they draw.", name, "Ask for another PDF.")
