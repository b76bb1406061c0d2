"""Take the sheets of a document one after another, give its lines in reading order, its tables and what was left out.

Strategy.  Words that the page doesn't show go first, then pieces of lines that only pictures keep (layout.inlaid), then
figures and formulas, which leave stand-ins (layout.regions), then
marginalia; what is left is parted at gutters and read in the order of its columns, head first, foot last; the note zone is
found from rules and sizes, tables from rules and whites.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from sco_pub.layout.accents import with_accents
from sco_pub.layout.aligned_tables import Span, aligned, joined, resumed
from sco_pub.layout.built_up import tables_of_mathematics
from sco_pub.layout.column_edges import Column
from sco_pub.layout.columns_and_order import reading_order
from sco_pub.layout.crowded_tables import crowded_tables
from sco_pub.layout.drawn_dashes import with_dashes
from sco_pub.layout.figures import PageView, figures, view_of
from sco_pub.layout.footnote_zones import feet
from sco_pub.layout.formulas import formulas
from sco_pub.layout.hidden_text import seen
from sco_pub.layout.inlaid import Inlaid, boxed, inlaid, suspected
from sco_pub.layout.marginalia import without_margins
from sco_pub.layout.narrow_gutters import part_at_gutters, part_at_uprights
from sco_pub.layout.regions import STAND_IN, Region, around, stand_in
from sco_pub.layout.ruled_tables import frames, tables
from sco_pub.layout.segments import Segment, Text, box_of, segments, text_of, turned
from sco_pub.model.sheet import Box, Glyph, Rule, Sheet
from sco_pub.model.text import Band, Geometry, LeftOut, Origin, PageBox, RawInlaid, RawLine, RawRegion, RawTable, Unseen

IDEOGRAPHIC_SPACE = "\N{IDEOGRAPHIC SPACE}"
_STRETCHED = 2.2  # em: how wide justifying may make a space between two Western signs
_WAVE, _WIDE = 5.0, 200.0  # points: how high a wavy line is at most, and how long at least
_SPECK = 4.0  # points: a smaller picture is dirt
_MARGIN = 3.0  # points: white left around a region's picture


@dataclass(slots=True)
class Gathered:
    """What the pages read so far amount to, and how many signs, hidden and nameless ones and pictures they had."""

    lines: list[RawLine]
    pages: list[PageBox]
    tables: list[RawTable]
    left_out: list[LeftOut]
    regions: list[RawRegion] = field(default_factory=list)
    inlaid: list[RawInlaid] = field(default_factory=list)
    columns: Sequence[Column] = ()  # of the last page that showed its own
    text_end: int = -1  # the index of the last page's last line of running text
    signs: int = 0
    hidden: int = 0
    nameless: int = 0
    pictures: int = 0


def add_sheet(gathered: Gathered, sheet: Sheet, origin: Origin = Origin.TEXT, confidence: float | None = None) -> None:
    """Add a page; ``origin`` and ``confidence``: where its text comes from, and how sure that is."""
    sheet = with_accents(with_dashes(sheet))
    gathered.pages.append(PageBox(sheet.number, sheet.width, sheet.height, origin, confidence))
    gathered.signs += len(sheet.glyphs)
    gathered.hidden += sheet.hidden
    gathered.nameless += sheet.nameless
    gathered.pictures += sheet.picture
    glyphs, unseen = seen(sheet)
    gathered.left_out += unseen
    aside = turned(glyphs)
    whole, pieces = _with_pieces(gathered, sheet, glyphs)
    whole, regions = _regions(gathered, sheet, whole, aside, pieces)
    rules = tuple(rule for rule in sheet.rules if not any(_drawn_in(rule, region.box) for region in regions.values()))
    inner, beside = without_margins(whole, frames(rules, whole), sheet.number)
    gathered.left_out += beside
    parts = part_at_gutters(part_at_uprights(inner, rules), rules)
    framed = frames(rules, parts)
    head, body, foot = reading_order(parts, sheet.height, framed, (*rules, *_waves(sheet)), gathered.columns)
    below = feet(body, rules, framed)
    foot += [[segment] for segment in aside]
    opened = _opened([*head, *below.rows, *foot], regions)
    first = len(gathered.lines)
    zone = {opened.at[len(head) + n] for n in below.zone}
    opening = {opened.at[len(head) + n] for n in below.opening}
    bands = [Band.TEXT] * len(opened.rows)
    bands[: len(head)] = [Band.HEAD] * len(head)
    end = opened.at[len(head) + len(below.rows)]
    bands[end:] = [Band.FOOT] * (len(opened.rows) - end)
    gathered.lines += [
        _line(row, sheet.number, Band.NOTES if n in zone else bands[n], rule_above=n in opening)
        for n, row in enumerate(opened.rows)
    ]
    _add_regions(gathered, sheet, opened, first)
    _add_pieces(gathered, sheet, opened, first, pieces)
    text = Span(opened.at[len(head)], opened.at[len(head) + len(below.rows) - len(below.zone)])
    _add_tables(gathered, list(opened.rows), rules, text, first)


def _with_pieces(gathered: Gathered, sheet: Sheet, glyphs: list[Glyph]) -> tuple[list[Segment], dict[int, Inlaid]]:
    """The page's segments with a stand-in for each piece of a line that only a picture keeps, and these by their stand-ins."""
    whole = segments(glyphs)
    if sheet.place is None or not suspected(sheet, glyphs):
        return whole, {}
    pieces = inlaid(view_of(sheet, whole, frames(sheet.rules, whole), gathered.columns))
    if not pieces:
        return whole, {}
    gone = {id(glyph) for piece in pieces for glyph in piece.gone}
    left = [glyph for glyph in glyphs if id(glyph) not in gone]
    return segments([*left, *(piece.sign for piece in pieces)]), {id(piece.sign): piece for piece in pieces}


def _add_pieces(gathered: Gathered, sheet: Sheet, opened: _Opened, first: int, pieces: Mapping[int, Inlaid]) -> None:
    """What was cut out of the page's lines, but for what stands inside a region."""
    index, left = sheet.place or (0, 0.0)
    inside = {n for _, start, text, _ in opened.regions for n in range(start, text)}
    for n, row in enumerate(opened.rows):
        signs = [glyph for part in row for glyph in part.glyphs if glyph.sign == STAND_IN] if n not in inside else []
        for nth, sign in enumerate(signs):
            if piece := pieces.get(id(sign)):
                box = boxed(piece)
                place = round(box.x0 + left, 1), round(box.y0, 1), round(box.x1 + left, 1), round(box.y1, 1)
                gathered.inlaid.append(RawInlaid(first + n, nth, index, place))


def _regions(
    gathered: Gathered, sheet: Sheet, whole: list[Segment], aside: list[Segment], pieces: Mapping[int, Inlaid]
) -> tuple[list[Segment], dict[int, Region]]:
    """The page's segments with a stand-in for each region, and the regions by the identities of their stand-ins' glyphs.

    A region takes the turned words that stand in it from ``aside``, too.
    """
    if sheet.place is None:
        return whole, {}
    view = view_of(sheet, whole, frames(sheet.rules, whole), gathered.columns)
    gathered.columns = view.columns
    found = figures(view)
    found += tables_of_mathematics(view) or crowded_tables(view)
    found += formulas(view, found)
    for region in found:
        upright = [part for part in aside if region.box.wider(view.size, view.size).holds(part.x0, part.y)]
        region.parts += upright
        region.box = around([region.box, *(_upright_box(part) for part in upright)])
        aside[:] = [part for part in aside if part not in upright]
    gone = {id(glyph) for region in found for part in region.parts for glyph in part.glyphs}
    gone |= {id(glyph) for region in found for row in region.caption for part in row for glyph in part.glyphs}
    left = [part for part in whole if not any(id(glyph) in gone for glyph in part.glyphs)]
    gathered.left_out += _in_lines(sheet, view, found, pieces.values())
    stands = [(stand_in(region, view.size), region) for region in found]
    return [*left, *(part for part, _ in stands)], {id(part.glyphs[0]): region for part, region in stands}


def _in_lines(sheet: Sheet, view: PageView, regions: Sequence[Region], pieces: Collection[Inlaid]) -> list[LeftOut]:
    """The pictures that stand in lines of prose, go with no region and have no place in a line: they lie over its signs."""
    lines = [box_of(line) for line in view.prose]
    kept = [piece.box for piece in pieces]
    return [
        LeftOut(sheet.number, Unseen.IN_LINE, f"{box.width:.0f} × {box.height:.0f} pt")
        for box in sheet.pictures
        if min(box.width, box.height) >= _SPECK
        and box not in kept
        and any(
            line.y0 < (box.y0 + box.y1) / 2 < line.y1 and box.x1 > line.x0 - box.width and box.x0 < line.x1 + box.width
            for line in lines
        )
        and not any(region.box.wider(_MARGIN, _MARGIN).holds(box.middle, (box.y0 + box.y1) / 2) for region in regions)
    ]


def _waves(sheet: Sheet) -> list[Rule]:
    """Wavy and double lines, which part an article from the end of another, as if they were straight."""
    flat = [box for box in sheet.paths if box.height <= _WAVE and box.width > _WIDE]
    return [Rule(box.x0, (box.y0 + box.y1) / 2, box.x1, (box.y0 + box.y1) / 2) for box in flat]


def _upright_box(part: Segment) -> Box:
    ys = [glyph.y for glyph in part.glyphs]
    return Box(part.x0 - part.size, min(ys), part.x1, max(ys) + part.size)


def _drawn_in(rule: Rule, box: Box) -> bool:
    return box.wider(3, 3).holds((rule.x0 + rule.x1) / 2, (rule.y0 + rule.y1) / 2)


@dataclass(frozen=True, slots=True)
class _Opened:
    """Rows in which each stand-in is followed by its region's rows; ``at``: where the old rows are now, and the end.

    ``regions``: each with the indices of its stand-in, of its caption's first row, and behind its last.
    """

    rows: tuple[list[Segment], ...]
    at: tuple[int, ...]
    regions: tuple[tuple[Region, int, int, int], ...]


def _opened(rows: list[list[Segment]], regions: Mapping[int, Region]) -> _Opened:
    out: list[list[Segment]] = []
    at: list[int] = []
    opened: list[tuple[Region, int, int, int]] = []
    for row in rows:
        at.append(len(out))
        stands = [part for part in row if id(part.glyphs[0]) in regions]
        rest = [part for part in row if id(part.glyphs[0]) not in regions]
        if rest:
            out.append(rest)
        for part in stands:
            region, start = regions[id(part.glyphs[0])], len(out)
            inside = sorted(region.parts, key=lambda part: (-round(part.y), part.x0))
            out += [[part], *([inner] for inner in inside)]
            opened.append((region, start, len(out), len(out) + len(region.caption)))
            out += region.caption
    return _Opened(tuple(out), (*at, len(out)), tuple(opened))


def _add_regions(gathered: Gathered, sheet: Sheet, opened: _Opened, first: int) -> None:
    index, left = sheet.place or (0, 0.0)
    for region, start, text, end in opened.regions:
        box = region.box.around(region.room).wider(_MARGIN, _MARGIN)
        place = (
            round(max(box.x0, 0.0) + left, 1), round(max(box.y0, 0.0), 1),
            round(min(box.x1, sheet.width) + left, 1), round(min(box.y1, sheet.height), 1),
        )  # fmt: skip
        core = round(region.box.y0, 1), round(region.box.y1, 1)
        gathered.regions.append(
            RawRegion(region.kind.value, sheet.number, index, place, core, first + start, first + text, first + end - 1)
        )


def _add_tables(gathered: Gathered, rows: list[list[Segment]], rules: tuple[Rule, ...], text: Span, first: int) -> None:
    """The page's tables; the rest of one that ran over from the page before is joined to it."""
    found = tables(rows, rules, first)
    found += aligned(rows, text, found, first)
    found.sort(key=lambda table: table.first_line)
    open_one = gathered.tables[-1] if gathered.tables and gathered.tables[-1].last_line == gathered.text_end else None
    rest = resumed(open_one, rows, text, found, first) if open_one else None
    if open_one and rest:
        found = [table for table in found if table.first_line != rest.first_line]
        gathered.tables[-1] = joined(open_one, rest, first + text.start)
    elif open_one and len(open_one.rows) < 2:
        gathered.tables.pop()
    gathered.tables += found
    gathered.text_end = first + text.end - 1


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
            lowered=text.lowered,
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
            whole.lowered | {index + at for index in part.lowered},
        )
    return whole
