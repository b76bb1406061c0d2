"""Take a page of an open PDF, give its glyphs and what is needed to tell a scan from a text.

Strategy.  pdfium's own text order and line ends are ignored, and its made-up spaces (it drops drawn ones that stand
alone) are but a hint; every drawn character comes with its origin (on the baseline), right edge and type size on
the page as a reader sees it, in points, the origin at the lower left.  Two things are mended on the way: surrogate
halves are joined, and a sign that is drawn again on the spot to look bold counts once, as a bold one (a ligature's
letters share an origin too, but belong to one text object).
Source: pdfium's fpdf_text.h and fpdf_edit.h.
"""

from __future__ import annotations

import ctypes
import itertools
import math
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from sco_pub.edge.pdf.drawing import Drawing, Turn, is_inked_fill, read_drawing
from sco_pub.model.characters import LOST, NONCHARACTERS, hanzi_count
from sco_pub.model.sheet import Glyph, Sheet

_INVISIBLE = 3  # text rendering mode: neither filled nor stroked (ISO 32000-1, 9.3.6)
_THICKENED = (2, 6)  # filled and stroked: so programs make a bold of fonts that have none (Word of SimSun, 宋体)
# TeX's CMBX, CMBXTI, CMSSBX are its bold ones.
_BOLD = re.compile(r"bold|black|heavy|hei(ti)?\b|FZHT|simhei|黑|CM(?:SS)?BX[A-Z]*\d", re.IGNORECASE)
# Founder's E-BX and E-HX are its light and heavy slanting Latin; TeX's CMMI and CMBXTI are italics.
_ITALIC = re.compile(r"italic|oblique|slanted|inclined|CM(?:MI|MIB|TI|BXTI|SL)\d|(?:^|\+)E-[A-Z]\d?X\b", re.IGNORECASE)
_ITALIC_FLAG = 1 << 6  # of a font's descriptor (ISO 32000-1, table 123)
_SHEAR = (0.15, 0.5)  # the slope that programs give to upright letters to make them look italic: 12 to 20 degrees
_SAME_SPOT = 0.13  # em: as far off is the shadow of a sign; no two signs alike stand so close
_MADE_UP = frozenset((0, 2, 10, 13, 32))  # what pdfium makes up: spaces, line ends, hyphens
_ODD = frozenset((0, 2, 0xFFFE, 0xFFFF))  # where the text at once says less than the single character
_CONTROLS = frozenset(range(1, 0x20))  # spaces and line ends, as some fonts call theirs
# A font without names gives its codes for signs.  Of the control codes above ASCII one counts as white, and would be lost; it
# goes where the codes of symbol fonts go (OpenType cmap, encoding 3.0).
_NEXT_LINE, _SYMBOLS = 0x85, 0xF000
_HYPHEN_MARK = 2  # what pdfium calls a hyphen at a line end
_NONE_TAKEN_OUT = (0xFFFE, 0xFFFF)  # pdfium's own: no sign at all, a hyphen it took out
# Founder's E-BZ fonts draw every sign in the middle of a full em, Latin letters too, and set them one over the other; so do
# its slanting ones whose layer names the letters as hanzi.  No hanzi are ever set so.
_PLAIN = "0123456789abcdefghijklnopqrstuvxyz"  # no typeface sets these an em wide, but where it gives all signs one
_SLIM = frozenset(_PLAIN) | {
    chr(ord(sign) + 0xFEE0) for sign in _PLAIN
}  # and their full-width forms, as layers call them
_FULL = 0.95  # em: so wide an advance is a hanzi's
_OVERLAP = 0.8  # em: from one such letter to the next is less where they are set over one another
_BEARING = 0.05  # em: the white on both sides of a letter's ink


def read_sheet(page: pypdfium2.PdfPage, number: int, index: int = 0) -> Sheet:
    """Everything on the page that the reader needs; the caller closes the page.  ``index``: the page's, from 0."""
    turn = Turn(page)
    drawing = read_drawing(page, turn)
    textpage = page.get_textpage()
    try:
        reader = _GlyphReader(textpage, turn, drawing)
        glyphs = tuple(reader.by_ink(list(reader.glyphs())))
    finally:
        textpage.close()
    width, height = page.get_size()
    return Sheet(
        number, width, height, glyphs, drawing.rules, reader.hidden, reader.nameless, drawing.picture,
        drawing.pictures, drawing.paths, (index, 0.0),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Owner:
    """What all characters of a text object share."""

    size: float
    turned: bool
    unseen: bool
    nameless: bool  # its first character's font doesn't say what it is
    bold: bool
    font: str
    aslant: bool
    hidden: bool
    italic: bool
    white: bool


class _GlyphReader:
    """Goes through a text page once; what it knows of a text object and of a font it looks up once."""

    def __init__(self, textpage: pypdfium2.PdfTextPage, turn: Turn, drawing: Drawing) -> None:
        self.raw = textpage.raw
        self.turn = turn
        self.buried = drawing.buried
        self.hidden = 0
        self.nameless = 0
        self._matrix = pdfium.FS_MATRIX()
        self._owners: dict[int, _Owner] = {}
        self._fonts: dict[int, tuple[bool, bool, str]] = {}
        self._spots: dict[tuple[str, int, int], list[tuple[float, float, int, int]]] = {}
        self._indices: list[int] = []  # of the glyphs that were given out
        self._again: set[int] = set()  # those of them, by place, that are drawn more than once

    def glyphs(self) -> Iterator[Glyph]:
        """The drawn characters.  Every call into pdfium costs as much as a line of Python, so none is made twice."""
        raw, high, parted = self.raw, 0, False
        box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        upright = self.turn.rotation == 0
        dx, dy = self.turn.left, self.turn.bottom
        for index, point in enumerate(self._points()):
            if 0xD800 <= point < 0xDC00 and 0xDC00 <= pdfium.FPDFText_GetUnicode(raw, index + 1) < 0xE000:
                high = point
                continue
            if point in _MADE_UP and pdfium.FPDFText_IsGenerated(raw, index) == 1:
                parted = True
                continue
            sign, high = _sign(point, high), 0
            holder = pdfium.FPDFText_GetTextObject(raw, index)
            key = ctypes.addressof(holder.contents) if holder else 0
            owner = self._owners.get(key) or self._owner(key, index, holder)
            if owner.nameless or (not sign and point not in _CONTROLS):
                self.nameless += 1
                sign = sign or LOST
            if not sign:
                continue
            pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
            if self._drawn_before(sign, x.value, y.value, owner.size, key):
                continue
            self.hidden += owner.unseen
            pdfium.FPDFText_GetLooseCharBox(raw, index, box)
            if upright:
                x0, x1, left, base = box.left - dx, box.right - dx, x.value - dx, y.value - dy
            else:
                x0, _, x1, _ = self.turn.box(box.left, box.bottom, box.right, box.top)
                left, base = self.turn.point(x.value, y.value)
            start = x0 if owner.turned else left
            self._indices.append(index)
            yield Glyph(
                sign, start, max(x1, left), base, owner.size, owner.bold, owner.font, owner.turned, parted,
                owner.aslant, owner.hidden, owner.italic, owner.white,
            )  # fmt: skip
            parted = False

    def by_ink(self, glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
        """The glyphs; those of fonts that set their letters' boxes one over the other are as wide as their ink."""
        over: dict[str, int] = {}
        for a, b in itertools.pairwise(glyphs):
            letters = (a.sign in _SLIM and b.sign in _SLIM) or (hanzi_count(a.sign) and hanzi_count(b.sign))
            if letters and a.font == b.font and abs(a.y - b.y) < 0.1 * a.size:
                step = (b.x0 - a.x0) / a.size
                if a.x1 - a.x0 >= _FULL * a.size and 0 < step < 2:
                    over[a.font] = over.get(a.font, 0) + (1 if step < _OVERLAP else -1)
        for n, (each, index) in enumerate(zip(glyphs, self._indices, strict=True)):
            glyph = replace(each, bold=True) if n in self._again else each
            if over.get(glyph.font, 0) <= 0 or glyph.turned:
                yield glyph
                continue
            left, right = self._ink(index)
            white = _BEARING * glyph.size
            yield replace(glyph, x0=left - white, x1=right + white) if left < right else glyph

    def _ink(self, index: int) -> tuple[float, float]:
        """From where to where a sign's ink reaches on the page as a reader sees it."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(self.raw, index, left, right, bottom, top)
        x0, _, x1, _ = self.turn.box(left.value, bottom.value, right.value, top.value)
        return x0, x1

    def _points(self) -> Sequence[int]:
        """The UTF-16 units of all characters, asked for at once where pdfium gives them so."""
        count = pdfium.FPDFText_CountChars(self.raw)
        room = (ctypes.c_ushort * (count + 1))()
        if count > 0 and pdfium.FPDFText_GetText(self.raw, 0, count, room) == count + 1:
            ask = pdfium.FPDFText_GetUnicode
            return [ask(self.raw, n) if point in _ODD else point for n, point in enumerate(room[:count])]
        return [pdfium.FPDFText_GetUnicode(self.raw, index) for index in range(count)]

    def _drawn_before(self, sign: str, x: float, y: float, size: float, owner: int) -> bool:
        """Does the same sign stand on the same spot already, drawn by another text object?  Then that one is bold."""
        if sign.isspace():
            return False
        reach = max(size, 1.0) * _SAME_SPOT
        spots = self._spots
        for column in range(int((x - reach) // 4), int((x + reach) // 4) + 1):
            for row in range(int((y - reach) // 4), int((y + reach) // 4) + 1):
                for a, b, other, n in spots.get((sign, column, row), ()):
                    if abs(a - x) <= reach and abs(b - y) <= reach and other != owner:
                        self._again.add(n)
                        return True
        spots.setdefault((sign, int(x // 4), int(y // 4)), []).append((x, y, owner, len(self._indices)))
        return False

    def _owner(self, key: int, index: int, holder: Any) -> _Owner:
        matrix = self._matrix
        pdfium.FPDFText_GetMatrix(self.raw, index, matrix)
        size = pdfium.FPDFText_GetFontSize(self.raw, index) * (math.hypot(matrix.c, matrix.d) or 1.0)
        angle = (math.degrees(math.atan2(matrix.b, matrix.a)) - self.turn.rotation) % 360
        mode = pdfium.FPDFTextObj_GetTextRenderMode(holder)
        hidden = mode == _INVISIBLE
        unseen = hidden or key in self.buried
        nameless = pdfium.FPDFText_HasUnicodeMapError(self.raw, index) == 1
        bold, italic, font = self._font(index, holder)
        bold = bold or mode in _THICKENED
        italic = italic or (not matrix.b and _SHEAR[0] < matrix.c / (matrix.d or 1.0) < _SHEAR[1])
        aslant = 10 < angle % 90 < 80
        self._owners[key] = _Owner(
            max(size, 0.1), 10 < angle < 350, unseen, nameless, bold, font, aslant, hidden, italic,
            bool(holder) and not is_inked_fill(holder),
        )  # fmt: skip
        return self._owners[key]

    def _font(self, index: int, holder: Any) -> tuple[bool, bool, str]:
        """Is the font bold, is it italic, and its name."""
        face = pdfium.FPDFTextObj_GetFont(holder) if holder else None
        key = ctypes.addressof(face.contents) if face else -1 - index
        if key not in self._fonts:
            flags, room = ctypes.c_int(), ctypes.create_string_buffer(256)
            length = pdfium.FPDFText_GetFontInfo(self.raw, index, room, 256, flags)
            named = _name(room.raw[: max(0, min(length, 256) - 1)])
            name = family(named, pdfium.FPDFText_GetUnicode(self.raw, index))
            # a part's weight is guessed from the stems of its few signs
            heavy = name == named and pdfium.FPDFText_GetFontWeight(self.raw, index) >= 600
            bold = heavy or bool(_BOLD.search(name))
            italic = bool(flags.value & _ITALIC_FLAG) or bool(_ITALIC.search(name))
            self._fonts[key] = (bold, italic, name)
        return self._fonts[key]


def family(name: str, point: int) -> str:
    """The name of the whole font of which TeX's CJK package embeds a part for each 256 code points: gbsnu4e, gbsnu53."""
    part = re.fullmatch(r"(?:[A-Z]{6}\+)?(.*[A-Za-z])([0-9a-f]{2})", name)
    return part[1] if part and int(part[2], 16) == point >> 8 else name


def _name(data: bytes) -> str:
    """A font's name; Founder and old Windows programs write the Chinese ones in GBK (ISO 32000-1, 7.3.5, would have UTF-8)."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _sign(point: int, high: int) -> str:
    """The character of a code point or of a surrogate's second half; "" for what is none."""
    if 0xD800 <= point < 0xE000:
        whole = 0x10000 + ((high - 0xD800) << 10) + point - 0xDC00
        return NONCHARACTERS.get(whole, chr(whole)) if high else ""  # half a character says nothing
    if point == _HYPHEN_MARK:
        return "-"
    if point in _NONE_TAKEN_OUT:
        return ""
    if point in NONCHARACTERS or point > sys.maxunicode:  # a glyph's name may say any number: /u110000
        return LOST
    if point == _NEXT_LINE:
        return chr(_SYMBOLS + point)
    return chr(point) if point >= 0x20 else ""
