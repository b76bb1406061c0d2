"""Take the sheets of a document one after another, give its lines in reading order, its tables and what was left out.

Strategy.  Words that the page doesn't show go first, then marginalia; what is left is parted at gutters and read in the
order of its columns, head first, foot last; the note zone is found from rules and sizes, tables from rules and whites.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from sco_pub.layout.aligned_tables import Span, aligned, resumed
from sco_pub.layout.footnote_zones import Feet, feet
from sco_pub.layout.gutters import part_at_gutters
from sco_pub.layout.hidden_text import seen
from sco_pub.layout.marginalia import without_margins
from sco_pub.layout.reading_order import reading_order
from sco_pub.layout.ruled_tables import frames, tables
from sco_pub.layout.segments import Segment, Text, segments, text_of, turned
from sco_pub.model.sheet import Rule, Sheet
from sco_pub.model.text import Band, Geometry, LeftOut, Origin, PageBox, RawLine, RawTable

IDEOGRAPHIC_SPACE = "\N{IDEOGRAPHIC SPACE}"
_STRETCHED = 2.2  # em: how wide justifying may make a space between two Western signs


@dataclass(slots=True)
class Gathered:
    lines: list[RawLine]
    pages: list[PageBox]
    tables: list[RawTable]
    left_out: list[LeftOut]
    text_end: int = -1  # the index of the last page's last line of running text
    signs: int = 0
    hidden: int = 0
    nameless: int = 0
    pictures: int = 0


def add_sheet(gathered: Gathered, sheet: Sheet, origin: Origin = Origin.TEXT, confidence: float | None = None) -> None:
    """Add a page; ``origin`` and ``confidence``: where its text comes from, and how sure that is."""
    gathered.pages.append(PageBox(sheet.number, sheet.width, sheet.height, origin, confidence))
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
    gathered.lines += [_line(row, sheet.number, Band.HEAD) for row in head]
    gathered.lines += _body_lines(below, sheet.number)
    gathered.lines += [_line(row, sheet.number, Band.FOOT) for row in foot]
    text = Span(len(head), len(head) + len(below.rows) - len(below.zone))
    _add_tables(gathered, [*head, *below.rows, *foot], sheet.rules, text, first)


def _add_tables(gathered: Gathered, rows: list[list[Segment]], rules: tuple[Rule, ...], text: Span, first: int) -> None:
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
        band = Band.NOTES if index in below.zone else Band.TEXT
        yield _line(row, page, band, rule_above=index in below.opening)


def _line(row: list[Segment], page: int, band: Band, *, rule_above: bool = False) -> RawLine:
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
            band=band,
            faces=text.faces,
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
            (*whole.faces, *(replace(face, start=face.start + at) for face in part.faces)),
        )
    return whole
