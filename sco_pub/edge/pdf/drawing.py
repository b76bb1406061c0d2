"""Take a page of an open PDF, give what is drawn on it besides text: straight rules, pictures, and the boxes of all other
paths.

Source: pdfium's fpdf_edit.h.  Forms (groups of objects with a matrix of their own) are entered.  A path that is neither
filled nor stroked only clips; one that is filled white, or covers the page, is its ground.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from sco_pub.model.sheet import Box, Rule

_THIN = 1.6  # points: how thick a rule may be
_SHORT = 8.0  # points: below this it is a tick or a part of a glyph
_MANY = 400  # segments: more make a picture
_DEEP = 4  # how far forms may be nested
_COVER = 0.85  # the share of the page that makes a picture a scan
_PART = (
    0.35  # the same where all text is invisible, as an OCR layer is: a scan may be smaller than its page, or in strips
)
_UNSEEN = 0.9  # of the text objects: a data base sets its stamp in view
_INVISIBLE = 3  # text rendering mode: neither filled nor stroked (ISO 32000-1, 9.3.6)
_WHITE = 250  # of 255: lighter is paper
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Turn:
    """Page space to the page as shown: the crop box's corner is the origin, /Rotate is applied."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        media, crop = page.get_mediabox(), page.get_cropbox()
        self.rotation: int = page.get_rotation() % 360
        self.left, self.bottom = max(media[0], crop[0]), max(media[1], crop[1])
        self.width = min(media[2], crop[2]) - self.left
        self.height = min(media[3], crop[3]) - self.bottom

    @property
    def shown(self) -> tuple[float, float]:
        """Width and height as a reader sees them."""
        return (self.height, self.width) if self.rotation in (90, 270) else (self.width, self.height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page's own space as it is seen, in points from the lower left corner of the turned page."""
        x, y = x - self.left, y - self.bottom
        if self.rotation == 90:
            return y, self.width - x
        if self.rotation == 180:
            return self.width - x, self.height - y
        if self.rotation == 270:
            return self.height - y, x
        return x, y

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """The same for a box: x0, y0, x1, y1, whatever corners it was given by."""
        (a, b), (c, d) = self.point(x0, y0), self.point(x1, y1)
        return min(a, c), min(b, d), max(a, c), max(b, d)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn: ``rules``; ``picture`` when a picture of print is the page; ``buried``, the text objects under it.

    ``pictures`` and ``paths``: the boxes of all others.
    """

    rules: tuple[Rule, ...]
    pictures: tuple[Box, ...]
    paths: tuple[Box, ...]
    picture: bool
    buried: frozenset[int]


def read_drawing(page: pypdfium2.PdfPage, turn: Turn) -> Drawing:
    """What is drawn on a page, in the order in which it is painted; ``turn``: how the page is turned and cropped."""
    texts: list[Any] = []
    rules: list[Rule] = []
    paths: list[Box] = []
    pictures: list[Box] = []
    picture, buried = False, frozenset[int]()
    for item, kind, matrix in _objects(page):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            texts.append(item)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            found = list(_rules(item, matrix, turn))
            rules += found
            if box := _path(item, matrix, turn, bool(found)):
                paths.append(box)
        elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
            box = _on_page(_bounds(item, matrix, turn), turn)
            if box is None:
                continue
            if box.width * box.height < _COVER * turn.shown[0] * turn.shown[1]:
                pictures.append(box)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                picture = True
                buried = frozenset(ctypes.addressof(text.contents) for text in texts)
    if not picture and _behind_pictures(pictures, texts, turn):
        picture, pictures = True, []
    return Drawing(tuple(_joined(rules)), tuple(pictures), tuple(paths), picture, buried)


def _behind_pictures(pictures: Sequence[Box], texts: Sequence[Any], turn: Turn) -> bool:
    """Is the text the layer of a scan that doesn't cover its page: invisible, with pictures over much of it?"""
    shown = sum(box.width * box.height for box in pictures)
    unseen = sum(pdfium.FPDFTextObj_GetTextRenderMode(text) == _INVISIBLE for text in texts)
    return unseen > _UNSEEN * len(texts) and shown >= _PART * turn.shown[0] * turn.shown[1]


def _path(item: Any, matrix: Matrix, turn: Turn, is_rule: bool) -> Box | None:
    """The box of a path that leaves a mark on the page; None for a rule, and for what is as large as the page."""
    bounds = _bounds(item, matrix, turn)
    box = _on_page(bounds, turn)
    thin = min(bounds[2] - bounds[0], bounds[3] - bounds[1]) <= _THIN
    if box is None or (thin and is_rule) or box.width * box.height >= _COVER * turn.shown[0] * turn.shown[1]:
        return None
    return box if _inked(item) else None


def _on_page(bounds: tuple[float, float, float, float], turn: Turn) -> Box | None:
    """The part of the bounds that lies on the page, None when there is none."""
    x0, y0, x1, y1 = bounds
    width, height = turn.shown
    box = Box(max(x0, 0.0), max(y0, 0.0), min(x1, width), min(y1, height))
    return box if box.x1 >= box.x0 and box.y1 >= box.y0 and (x1 > x0 or y1 > y0) else None


def _inked(item: Any) -> bool:
    """Does the path leave a mark: is it stroked, or filled with anything but white?"""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(item, fill, stroke):
        return False
    if stroke.value or not fill.value:
        return bool(stroke.value)
    return is_inked_fill(item)


def is_inked_fill(item: Any) -> bool:
    """Is a path or text filled with anything but white?"""
    red, green, blue, opaque = (ctypes.c_uint() for _ in range(4))
    known = pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, opaque)
    return not known or (opaque.value > 0 and min(red.value, green.value, blue.value) < _WHITE)


def _joined(rules: list[Rule]) -> list[Rule]:
    """Rules drawn in pieces (a cell's border at a time) as whole ones."""
    out: list[Rule] = []
    for rule in sorted((r for r in rules if r.horizontal), key=lambda r: (round(r.y0), r.x0)):
        last = out[-1] if out else None
        if last and abs(last.y0 - rule.y0) <= _THIN and rule.x0 <= last.x1 + _THIN:
            out[-1] = Rule(last.x0, last.y0, max(last.x1, rule.x1), last.y1)
        else:
            out.append(rule)
    upright: list[Rule] = []
    for rule in sorted((r for r in rules if not r.horizontal), key=lambda r: (round(r.x0), r.y0)):
        last = upright[-1] if upright else None
        if last and abs(last.x0 - rule.x0) <= _THIN and rule.y0 <= last.y1 + _THIN:
            upright[-1] = Rule(last.x0, last.y0, last.x1, max(last.y1, rule.y1))
        else:
            upright.append(rule)
    return out + upright


_Object = tuple[Any, int, Matrix]


def _objects(page: pypdfium2.PdfPage) -> Iterator[_Object]:
    """Every object of the page with its kind and the matrix of the form it is in."""
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        item = pdfium.FPDFPage_GetObject(page.raw, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _inside(item, IDENTITY, 1)
        else:
            yield item, kind, IDENTITY


def _inside(form: Any, matrix: Matrix, depth: int) -> Iterator[_Object]:
    inner = _times(_matrix(form), matrix)
    for index in range(pdfium.FPDFFormObj_CountObjects(form)):
        item = pdfium.FPDFFormObj_GetObject(form, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield item, kind, inner
        elif depth < _DEEP:
            yield from _inside(item, inner, depth + 1)


def _matrix(item: Any) -> Matrix:
    m = pdfium.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if pdfium.FPDFPageObj_GetMatrix(item, m) else IDENTITY


def _times(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _bounds(item: Any, matrix: Matrix, turn: Turn) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return 0.0, 0.0, 0.0, 0.0
    a, b = _apply(matrix, left.value, bottom.value), _apply(matrix, right.value, top.value)
    return turn.box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))


def _rules(item: Any, matrix: Matrix, turn: Turn) -> Iterator[Rule]:
    """The path as one rule when it is thin, else its own straight horizontal and vertical edges."""
    x0, y0, x1, y1 = _bounds(item, matrix, turn)
    if min(x1 - x0, y1 - y0) <= _THIN:
        if max(x1 - x0, y1 - y0) >= _SHORT:
            yield Rule(x0, y0, x1, y1)
        return
    if pdfium.FPDFPath_CountSegments(item) > _MANY or not _stroked(item):
        return
    whole = _times(_matrix(item), matrix)
    before: tuple[float, float] | None = None
    start: tuple[float, float] | None = None
    for index in range(pdfium.FPDFPath_CountSegments(item)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = turn.point(*_apply(whole, x.value, y.value))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO and before is not None:
            yield from _edge(before, here)
        if pdfium.FPDFPathSegment_GetClose(segment) and start is not None:
            yield from _edge(here, start)
        before = here


def _stroked(item: Any) -> bool:
    """Is the path's outline drawn?  What is only filled is a background, and its edges are no rules."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(item, fill, stroke)) and bool(stroke.value)


def _edge(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Rule]:
    across, up = abs(a[0] - b[0]), abs(a[1] - b[1])
    if min(across, up) <= 0.5 and max(across, up) >= _SHORT:
        yield Rule(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
