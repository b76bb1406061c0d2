"""Take a PDF, the text read from it and each line's roles, give its pages as pictures of what the reader and the cleaner saw.

Strategy.  pdfium draws the page, Pillow lays colours over it: a line's box has the colour of its role, lighter and darker by
turns from block to block; a bar at its left has the colour of its band, its number (that ``--explain`` takes) stands before it,
with a letter for its column where there are several.  Tables
are framed, raised signs underlined, the rules that were read are traced.  A legend says what stands on this page.  Where a
sheet holds two pages, both are drawn on it; a page in vertical setting is turned as the reader turned it.
Source: the visual debugger of pdfplumber, from which the idea is.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from sco_pub.clean.review.line_roles import LineRole
from sco_pub.edge.pdf.glyphs import read_sheet
from sco_pub.layout.vertical_text import laid_down
from sco_pub.model.sheet import Rule
from sco_pub.model.text import Band, Geometry, PageBox, RawLine, RawText, Role

Colour = tuple[int, int, int]
_SCALE = 1.6  # pixels a point: an A4 page is 950 wide, and 9-point type can be read
_LEGEND = 215  # pixels
_DESCENT, _ASCENT = 0.18, 0.86  # em: how far a line's box reaches below and above its baseline
_FILL = (60, 105)  # of 255: how strong a role's colour lies over the text; by turns, so that a block's ends show
_SMALL, _NORMAL = 10, 12  # pixels: line numbers, the legend
_SAME = 1.0  # points: two sizes of a page that differ by less are the same

# Colours that differ in lightness too (after Okabe and Ito), so that most readers can tell them apart.
_ROLES: dict[Role | None, Colour] = {
    Role.META: (230, 159, 0),
    Role.HEADING: (213, 94, 0),
    Role.PARAGRAPH: (86, 180, 233),
    Role.QUOTE: (0, 114, 178),
    Role.ITEM: (120, 94, 240),
    Role.TABLE: (0, 158, 115),
    Role.NOTE: (204, 121, 167),
    Role.REFERENCE: (170, 130, 60),
    Role.FIGURE: (20, 90, 20),
    Role.FORMULA: (90, 0, 60),
    Role.CODE: (60, 60, 120),
    None: (130, 130, 130),
}
_BANDS: dict[Band, Colour] = {
    Band.HEAD: (220, 38, 38),
    Band.TEXT: (40, 110, 200),
    Band.NOTES: (204, 50, 150),
    Band.FOOT: (140, 30, 30),
}
_TABLE: Colour = (0, 120, 80)
_RULE: Colour = (255, 0, 0)
_RAISED: Colour = (255, 0, 200)
_INK: Colour = (30, 30, 30)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A line on a page: its number in the text (1-based), itself, its roles."""

    number: int
    line: RawLine
    roles: tuple[LineRole, ...]


def pages(pdf: bytes, raw: RawText, roles: Sequence[tuple[LineRole, ...]]) -> Iterator[bytes]:
    """Each sheet of the PDF as PNG."""
    by_page: dict[int, list[_Shown]] = {}
    for n, (line, its) in enumerate(zip(raw.lines, roles, strict=True), 1):
        if line.page is not None and line.geometry is not None:
            by_page.setdefault(line.page, []).append(_Shown(n, line, its))
    document = pypdfium2.PdfDocument(pdf)
    try:
        waiting = list(raw.pages)
        for index in range(len(document)):
            page = document[index]
            boxes = boxes_on(waiting, page.get_size())
            yield _drawn(page, index + 1, boxes, by_page, raw)
            page.close()
    finally:
        document.close()


def boxes_on(waiting: list[PageBox], size: tuple[float, float]) -> list[PageBox]:
    """The next pages of the text that stand on a sheet of this size: one, or the two halves of a spread."""
    boxes = [waiting.pop(0)] if waiting else []
    if boxes and waiting and boxes[0].width < size[0] - _SAME and _same(boxes[0].width + waiting[0].width, size[0]):
        boxes.append(waiting.pop(0))
    return boxes


def lies(box: PageBox, size: tuple[float, float]) -> bool:
    """Whether a page of the text is its sheet turned, as pages in vertical setting are read."""
    width, height = size
    return not _same(width, height) and _same(box.width, height) and _same(box.height, width)


def _same(a: float, b: float) -> bool:
    return abs(a - b) < _SAME


def _drawn(
    page: pypdfium2.PdfPage, number: int, boxes: Sequence[PageBox], by_page: dict[int, list[_Shown]], raw: RawText
) -> bytes:
    picture = page.render(scale=_SCALE).to_pil().convert("RGB")
    sheet = read_sheet(page, number)
    if boxes and lies(boxes[0], page.get_size()):
        picture, sheet = picture.transpose(Image.Transpose.ROTATE_90), laid_down(sheet)
    canvas = _Canvas(picture)
    for rule in sheet.rules:
        canvas.rule(rule)
    left, met = 0.0, []
    for box in boxes:
        shown = by_page.get(box.number, [])
        columns = len({one.line.geometry.column for one in shown if one.line.geometry}) > 1
        for one in shown:
            canvas.line(one, left, columns=columns)
        for table in raw.tables:
            canvas.table([one for one in shown if table.first_line < one.number <= table.last_line + 1], left)
        met += shown
        left += box.width
    return canvas.png(_legend(met, number, raw))


class _Canvas:
    """A picture that is drawn on in points from the page's lower left corner."""

    def __init__(self, picture: Any) -> None:
        self.picture = picture.convert("RGBA")
        self.over = Image.new("RGBA", self.picture.size, (255, 255, 255, 0))
        self.draw = ImageDraw.Draw(self.over)
        self.font: Any = ImageFont.load_default(_SMALL)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        height = self.picture.height
        x0, x1 = sorted((x0, x1))
        y0, y1 = sorted((y0, y1))
        return x0 * _SCALE, height - y1 * _SCALE, x1 * _SCALE, height - y0 * _SCALE

    def rule(self, rule: Rule) -> None:
        self.draw.line(self.box(rule.x0, rule.y0, rule.x1, rule.y1), fill=(*_RULE, 200), width=1)

    def line(self, one: _Shown, left: float, *, columns: bool) -> None:
        """A line, in as many stripes as it has roles."""
        at = one.line.geometry
        if at is None:
            return
        low, high = at.baseline - _DESCENT * at.size, at.baseline + _ASCENT * at.size
        its = one.roles or (LineRole(None),)
        step = (high - low) / len(its)
        for n, role in enumerate(its):
            area = self.box(left + at.x0, high - n * step, left + at.x1, high - (n + 1) * step)
            self.draw.rectangle(area, fill=(*_ROLES[role.role], _FILL[role.block % 2]))
        self.draw.rectangle(self.box(left + at.x0 - 2.5, low, left + at.x0 - 1, high), fill=(*_BANDS[at.band], 255))
        for n in at.raised:
            if n < len(at.boxes):
                start, end = at.boxes[n]
                self.draw.line(
                    self.box(left + start, at.baseline, left + end, at.baseline), fill=(*_RAISED, 255), width=2
                )
        if at.rule_above:
            self.draw.line(
                self.box(left + at.x0 - 2.5, high + 1, left + at.x0 + 12, high + 1), fill=(*_RULE, 255), width=3
            )
        name = f"{one.number}{chr(ord('a') + at.column) if columns else ''}"
        x, y, _, _ = self.box(left + at.x0 - 3.5, low, left + at.x0 - 3.5, high)
        x = max(x, self.draw.textlength(name, font=self.font))  # what stands at the page's edge keeps its number
        self.draw.rectangle(self.draw.textbbox((x, y), name, font=self.font, anchor="rt"), fill=(255, 255, 255, 190))
        self.draw.text((x, y), name, fill=(*_INK, 255), font=self.font, anchor="rt")

    def table(self, lines: Sequence[_Shown], left: float) -> None:
        places = [one.line.geometry for one in lines if one.line.geometry]
        if places:
            self.draw.rectangle(self._around(places, left), outline=(*_TABLE, 255), width=2)

    def _around(self, places: Sequence[Geometry], left: float) -> tuple[float, float, float, float]:
        return self.box(
            left + min(g.x0 for g in places) - 3,
            min(g.baseline - _DESCENT * g.size for g in places) - 2,
            left + max(g.x1 for g in places) + 3,
            max(g.baseline + _ASCENT * g.size for g in places) + 2,
        )

    def png(self, legend: Sequence[tuple[Colour | None, str]]) -> bytes:
        """The page with its legend at the right."""
        page = Image.alpha_composite(self.picture, self.over).convert("RGB")
        whole = Image.new("RGB", (page.width + _LEGEND, page.height), (255, 255, 255))
        whole.paste(page, (0, 0))
        draw, font = ImageDraw.Draw(whole), ImageFont.load_default(_NORMAL)
        for n, (colour, text) in enumerate(legend):
            y = 10 + n * (_NORMAL + 6)
            if colour is not None:
                draw.rectangle((page.width + 8, y, page.width + 20, y + _NORMAL), fill=colour)
            draw.text((page.width + (26 if colour else 8), y), text, fill=_INK, font=font)
        stream = io.BytesIO()
        whole.save(stream, "PNG", optimize=True)
        return stream.getvalue()


def _legend(shown: Sequence[_Shown], number: int, raw: RawText) -> list[tuple[Colour | None, str]]:
    """What the colours of this page mean, with how many lines have each, and which lines are headings, metadata or dropped."""
    roles = [role for one in shown for role in one.roles]
    rows: list[tuple[Colour | None, str]] = [(None, f"sheet {number}"), (None, ""), (None, "role (fill)")]
    kinds = Counter(kind for one in shown for kind in {role.role for role in one.roles})
    rows += [(colour, f"{kind or 'dropped'}  {kinds[kind]}") for kind, colour in _ROLES.items() if kinds[kind]]
    rows += [(None, ""), (None, "band (bar at the left)")]
    bands = Counter(one.line.geometry.band for one in shown if one.line.geometry)
    rows += [(colour, f"{band}  {bands[band]}") for band, colour in _BANDS.items() if bands[band]]
    rows += [(None, ""), (_RULE, "rule as read; bold: above notes"), (_RAISED, "raised sign")]
    if any(one.number - 1 in range(t.first_line, t.last_line + 1) for one in shown for t in raw.tables):
        rows.append((_TABLE, "table (frame)"))
    if roles:
        rows += [(None, ""), (None, "by line")]
    for one in shown:
        told = [role for role in one.roles if role.role in (None, Role.META, Role.HEADING)]
        rows += [(_ROLES[role.role], f"{one.number} {role}") for role in told]
    return rows
