"""Hold the text layer of a PDF against its fonts and the pictures of its pages; give the sheets with what the page shows.

Strategy.  First the fonts speak: the codes of a symbol font are known (lexicon.symbol_fonts); the names of a Type 1
font's own glyphs (edge.pdf.glyph_names) settle a sign that the layer calls a hanzi or a private point; a font without any
names is doubted as a whole.  What is still doubtful (layout.witness) is read: of each doubtful glyph a few lines, drawn at
200 dots an inch, by the OCR engine's recogniser; a sign in a ring, whatever the layer calls it, is looked at by itself,
since one code may stand for many numbers (■ for every mark beyond ㊿), and a ring that is drawn apart from its digits is
read with them, or told by their codes where those are known (clean.codepoints.founder_code_points).  The layer's claim,
the sign and the votes are on record for the report.  Without the engine what is doubtful stays, and is named.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2

from sco_pub.clean.codepoints import founder_code_points
from sco_pub.edge import ocr
from sco_pub.edge.pdf import glyph_names, ring
from sco_pub.edge.pdf.outlines import outlines
from sco_pub.layout import witness
from sco_pub.layout.segments import ink_start
from sco_pub.layout.witness import Key, Place
from sco_pub.lexicon import symbol_fonts
from sco_pub.model.characters import CIRCLES, HANZI, PRIVATE
from sco_pub.model.characters import ring as ring_of
from sco_pub.model.choices import Witness
from sco_pub.model.sheet import Glyph, Sheet
from sco_pub.model.text import Testimony

if TYPE_CHECKING:
    import numpy as np

DPI = 200  # of one line: finer than a whole page is read, since the signs in doubt are alike but for a dot
MOST = 80  # pages that are held at once: the sheets of more would fill the memory
_LEAST = 3  # doubtful signs: fewer are not worth a page's drawing
_MARK_DPI = 500  # for marks that are looked at by themselves: a raised mark of 6 points has 40 pixels then
_LARGE, _MOST_LARGE = 110, 200  # pixels for an em of a mark that is drawn anew; how many are
_MARK_TOP = 1.01  # em above the baseline: where the picture of such a mark begins
_INK = 128  # of 255: darker is ink
_DOT, _AT_MIDDLE = (
    0.3,
    (0.2, 0.55),
)  # em: a point's breadth at most, and its height above the baseline (a full stop's is 0.05)
_RINGS = 2  # of each glyph of a nameless font that are looked at
_SURE = 0.6  # the score below which a mark's number isn't taken
_ODD = re.compile(f"[{HANZI}{PRIVATE}\\ufffd\\u0000-\\u001f]")
# What the layer may call a ring: nothing that it knows, a square, or a hanzi or digit for which its point was taken.
_RING_LIKE = re.compile(f"[{PRIVATE}{HANZI}\\ufffd■□▇█◼○◯{CIRCLES}]")
_DIGITS = frozenset("0123456789")


def testify(
    data: bytes, document: pypdfium2.PdfDocument, sheets: Sequence[Sheet], asked: Witness
) -> tuple[list[Sheet], list[Testimony]]:
    """The sheets with what the page shows, and what was held against the layer; ``asked``: whether pictures are looked at."""
    renamed, said = _renamed(sheets, symbol_fonts.sign, by="encoding")
    if asked is Witness.NEVER:
        return renamed, said
    doubts = witness.doubtful(renamed)
    if sum(doubts.values()) >= _LEAST:
        renamed, more = _renamed(renamed, _glyph_name(glyph_names.named(data)), by="name")
        said += more
        doubts = witness.doubtful(renamed)
    unnamed = _of_nameless(data, renamed)
    doubts |= unnamed
    if asked is Witness.ALWAYS:
        doubts = _all_keys(renamed)
    if sum(doubts.values()) < _LEAST:
        return renamed, said
    if not ocr.available():
        return renamed, [*said, *_unread(doubts)]
    seen, more = _by_picture(document, renamed, doubts, unnamed, _alike(data, doubts))
    return seen, [*said, *more]


def _all_keys(sheets: Sequence[Sheet]) -> dict[Key, int]:
    return dict(Counter(witness.key_of(g) for s in sheets for g in s.glyphs if not g.sign.isspace() and not g.turned))


def _of_nameless(data: bytes, sheets: Sequence[Sheet]) -> dict[Key, int]:
    """Every sign of the fonts that name none of their glyphs, where what comes of one of them is no text."""
    coded = {glyph_names.plain(font) for font in witness.coded(sheets)}
    unnamed = glyph_names.nameless(data) if coded else frozenset()
    if not coded & unnamed:
        return {}
    return {key: count for key, count in _all_keys(sheets).items() if glyph_names.plain(key[0]) in unnamed}


def _alike(data: bytes, doubts: Mapping[Key, int]) -> dict[Key, Key]:
    """Each glyph in doubt with the commonest of those that have its outline: itself, where it has none to compare."""
    drawn = outlines(data, {glyph_names.plain(font) for font, _ in doubts})
    first: dict[bytes, Key] = {}
    found = {}
    for key in sorted(doubts, key=lambda key: (-doubts[key], key)):
        outline = drawn.get((glyph_names.plain(key[0]), key[1]))
        found[key] = first.setdefault(outline, key) if outline else key
    return found


def _unread(doubts: Mapping[Key, int]) -> list[Testimony]:
    return [Testimony(font, claim, "", count) for (font, claim), count in doubts.items()]


def _renamed(sheets: Sequence[Sheet], meant: Callable[[str, str], str], by: str) -> tuple[list[Sheet], list[Testimony]]:
    """The sheets, and what was said, where ``meant`` knows another sign for a font's glyph than the layer's."""
    counts: Counter[Key] = Counter()
    signs: dict[Key, str] = {}
    out = []
    for sheet in sheets:
        glyphs = []
        for glyph in sheet.glyphs:
            key = witness.key_of(glyph)
            if key not in signs:
                signs[key] = meant(glyph.font, glyph.sign) if _odd(glyph.sign) else ""
            counts[key] += bool(signs[key])
            glyphs.append(replace(glyph, sign=signs[key]) if signs[key] else glyph)
        out.append(replace(sheet, glyphs=tuple(glyphs)))
    return out, [Testimony(*key, signs[key], count, by=by) for key, count in counts.items() if count]


def _glyph_name(names: Mapping[tuple[str, str], str]) -> Callable[[str, str], str]:
    """What a font's own glyph names say of signs that the layer takes for hanzi or private points."""
    settled = {key: sign for key, sign in names.items() if not _odd(sign)}
    return lambda font, sign: settled.get((glyph_names.plain(font), sign), "")


def _odd(sign: str) -> bool:
    return bool(_ODD.match(sign))


def _by_picture(
    document: pypdfium2.PdfDocument,
    sheets: Sequence[Sheet],
    doubts: Mapping[Key, int],
    unnamed: Collection[Key],
    alike: Mapping[Key, Key],
) -> tuple[list[Sheet], list[Testimony]]:
    pages, said = _Pages(document, sheets), _Record()
    common = _with_dots(pages, sheets, witness.verdicts(_ballots(pages, sheets, alike)))
    verdicts = {key: common[first] for key, first in alike.items() if first in common}
    unread = {key for key, verdict in verdicts.items() if verdict.votes and not verdict.sign}
    sheets = [witness.with_rules(sheet, unread) for sheet in sheets]
    marks = _ring_keys(pages, sheets, unnamed)
    out = []
    for number, sheet in enumerate(sheets):
        rings = _rings(pages, number, sheet, doubts)
        glyphs = []
        named = 0  # signs of nameless fonts that are known now
        for glyph in sheet.glyphs:
            key = witness.key_of(glyph)
            if id(glyph) in rings:
                said.note(key, rings[id(glyph)], by="ring")
                glyphs += [replace(glyph, sign=rings[id(glyph)])] if rings[id(glyph)] else []
                continue  # "": a digit drawn inside a ring that has been read whole
            if key in marks:
                said.note(key, sign := marks[key], by="ring")
            else:
                sign = _judged(glyph, doubts, verdicts, said)
            named += bool(sign) and key in unnamed
            glyphs.append(replace(glyph, sign=sign) if len(sign) == 1 else glyph)
        out.append(replace(sheet, glyphs=tuple(glyphs), nameless=max(0, sheet.nameless - named)))
    return out, said.testimonies()


def _ballots(pages: _Pages, sheets: Sequence[Sheet], alike: Mapping[Key, Key]) -> dict[Key, Counter[str]]:
    """What the engine reads for each outline in doubt, in as few lines as show them all."""
    lines: list[tuple[int, list[Glyph]]] = []
    soiled: set[int] = set()
    for number, sheet in enumerate(sheets):
        rows = witness.rows(sheet.glyphs)
        soiled.update(len(lines) + n for n, under in enumerate(witness.crossed(rows)) if under)
        lines += [(number, row) for row in rows]
    ballots: dict[Key, Counter[str]] = defaultdict(Counter)
    for index in witness.covering([row for _, row in lines], alike, soiled):
        number, row = lines[index]
        for glyph, sign in zip(row, witness.votes(row, pages.read(number, row)), strict=True):
            if first := alike.get(witness.key_of(glyph)):
                ballots[first][sign] += 1
    return ballots


def _with_dots(
    pages: _Pages, sheets: Sequence[Sheet], verdicts: Mapping[Key, witness.Verdict]
) -> dict[Key, witness.Verdict]:
    """The verdicts, and what its ink shows where the engine was of several minds: · beside a folio is hardly ever read."""
    out = dict(verdicts)
    for number, sheet in enumerate(sheets):
        for glyph in sheet.glyphs:
            said = out.get(key := witness.key_of(glyph))
            if said and said.votes and not said.sign and is_dot(pages.mark(number, glyph), glyph.size):
                out[key] = replace(said, sign="·")
    return out


def is_dot(picture: np.ndarray, size: float) -> bool:
    """Whether a mark drawn by itself is a point at the middle of its line."""
    high, wide = (picture < _INK).nonzero()
    if not len(high):
        return False
    em = size * _MARK_DPI / 72
    tall, broad = (high.max() - high.min() + 1) / em, (wide.max() - wide.min() + 1) / em
    above = _MARK_TOP - (high.max() + high.min()) / 2 / em  # the baseline
    return bool(max(tall, broad) < _DOT and 0.6 < tall / broad < 1.6 and _AT_MIDDLE[0] < above < _AT_MIDDLE[1])


def _judged(glyph: Glyph, doubts: Mapping[Key, int], verdicts: Mapping[Key, witness.Verdict], said: _Record) -> str:
    """What a sign in doubt is by the verdict on its like; "" for one that stays as it is."""
    key = witness.key_of(glyph)
    if key not in doubts:
        return ""
    verdict = verdicts.get(key)
    # a bullet or an end mark: the engine makes nothing of it
    sign = (verdict.sign if verdict else "") or (glyph.sign if glyph.sign in witness.SQUARES else "")
    said.note(key, sign, verdict.agreed if verdict else 0, verdict.votes if verdict else 0)
    return sign


def _ring_keys(pages: _Pages, sheets: Sequence[Sheet], unnamed: Collection[Key]) -> dict[Key, str]:
    """Which glyphs of nameless fonts are numbers in rings: one code of such a font is always one shape."""
    seen: dict[Key, list[int]] = {}
    for number, sheet in enumerate(sheets):
        for glyph in sheet.glyphs:
            key = witness.key_of(glyph)
            if key in unnamed and len(seen.setdefault(key, [])) < _RINGS and not glyph.turned:
                seen[key].append(_ring_number(pages, number, glyph))
    return {key: ring_of(values[0]) for key, values in seen.items() if len(set(values)) == 1 and values[0]}


def _ring_number(pages: _Pages, number: int, glyph: Glyph) -> int:
    picture = pages.mark(number, glyph)
    return (_number(picture) or _number(pages.large_mark(number, glyph))) if ring.inside(picture)[1] else 0


def _rings(pages: _Pages, number: int, sheet: Sheet, doubts: Mapping[Key, int]) -> dict[int, str]:
    """The marks of a page that are a number in a ring, by the identity of their glyphs; "" for digits drawn into a ring."""
    found: dict[int, str] = {}
    for glyph in sheet.glyphs:
        if witness.key_of(glyph) not in doubts or id(glyph) in found or not _RING_LIKE.match(glyph.sign):
            continue
        inner = [other for other in sheet.glyphs if other is not glyph and _within(other, glyph)]
        value = founder_code_points.ring_number(glyph.sign + "".join(other.sign for other in inner))
        value = value or _number(pages.mark(number, glyph)) or _number(pages.large_mark(number, glyph))
        value = value or ring.said_inside(
            pages.mark(number, glyph), "".join(g.sign for g in sorted(inner, key=ink_start))
        )
        if value:
            found[id(glyph)] = ring_of(value)
            found |= {id(other): "" for other in inner}
    return found


def _number(picture: np.ndarray) -> int:
    """The number in a ring; 0 where there is no ring or no sure number in it."""
    inner, has_ring = ring.inside(picture)
    line = ring.as_line(inner) if has_ring else None
    read = ocr.line(line, _DIGITS) if line is not None else []
    digits = "".join(sign for sign, _, _ in read)
    sure = digits and min(score for _, score, _ in read) >= _SURE
    return int(digits) if sure and not digits.startswith("0") and len(digits) <= ring.LONGEST else 0


def _within(inner: Glyph, outer: Glyph) -> bool:
    middle = 0.5 * (inner.x0 + inner.x1)
    return (
        outer.x0 < middle < outer.x1
        and abs(inner.y - outer.y) < 0.5 * outer.size
        and inner.size <= outer.size
        and not inner.sign.isspace()
    )


class _Record:
    """What was found of each glyph, summed up."""

    def __init__(self) -> None:
        self._found: Counter[tuple[str, str, str, str, int, int]] = Counter()

    def note(self, key: Key, sign: str, agreed: int = 0, votes: int = 0, by: str = "picture") -> None:
        if by != "ring" or sign:
            self._found[(*key, sign, by, agreed, votes)] += 1

    def testimonies(self) -> list[Testimony]:
        return [
            Testimony(font, claim, sign, count, by, agreed, votes)
            for (font, claim, sign, by, agreed, votes), count in self._found.items()
            if sign != claim
        ]


class _Pages:
    """The pages' pictures, drawn when they are asked for; one at a time is kept."""

    def __init__(self, document: pypdfium2.PdfDocument, sheets: Sequence[Sheet]) -> None:
        self._document, self._sheets = document, sheets
        self._drawn: dict[int, tuple[int, np.ndarray]] = {}
        self._large = 0

    def read(self, number: int, row: Sequence[Glyph]) -> list[Place]:
        """The signs of a line as its picture has them."""
        scale = DPI / 72
        sheet, left_edge = self._sheets[number], (self._sheets[number].place or (0, 0.0))[1]
        size = max(glyph.size for glyph in row)
        base = sorted(glyph.y for glyph in row if glyph.size > 0.8 * size)
        middle = base[len(base) // 2]
        top = max([middle + 0.9 * size, *(g.y + 0.9 * g.size for g in row)]) + 0.1 * size
        bottom = min([middle - 0.22 * size, *(g.y - 0.2 * g.size for g in row)]) - 0.05 * size
        left, right = row[0].x0 - 0.3 * size, max(g.x1 for g in row) + 0.3 * size
        picture = self._picture(number, DPI)
        high, wide = picture.shape
        y0, y1 = max(0, int((sheet.height - top) * scale)), min(high, int((sheet.height - bottom) * scale) + 1)
        x0, x1 = max(0, int((left + left_edge) * scale)), min(wide, int((right + left_edge) * scale) + 1)
        if y1 - y0 < 8 or x1 - x0 < 8:
            return []
        return [Place(sign, (x + x0) / scale - left_edge) for sign, _, x in ocr.line(picture[y0:y1, x0:x1])]

    def _picture(self, number: int, dpi: int) -> np.ndarray:
        """The page's picture at a resolution; the last one of each is kept."""
        standing = self._drawn.get(dpi)
        if standing is None or standing[0] != number:
            page = self._page(number)
            pixels = page.render(scale=dpi / 72, grayscale=True).to_numpy().copy()
            page.close()
            standing = number, pixels[..., 0] if pixels.ndim == 3 else pixels
            self._drawn[dpi] = standing
        return standing[1]

    def mark(self, number: int, glyph: Glyph) -> np.ndarray:
        """One mark by itself, large."""
        sheet, scale = self._sheets[number], _MARK_DPI / 72
        left_edge = (sheet.place or (0, 0.0))[1]
        pad = 0.06 * glyph.size
        top, bottom = glyph.y + _MARK_TOP * glyph.size, glyph.y - 0.22 * glyph.size - pad
        left, right = glyph.x0 + left_edge - pad, glyph.x1 + left_edge + pad
        picture = self._picture(number, _MARK_DPI)
        rows = slice(max(0, int((sheet.height - top) * scale)), int((sheet.height - bottom) * scale) + 1)
        return picture[rows, max(0, int(left * scale)) : int(right * scale) + 1]

    def large_mark(self, number: int, glyph: Glyph) -> np.ndarray:
        """One mark drawn anew, larger: for rings that touch their digits.  It costs as much as the page does."""
        self._large += 1
        if self._large > _MOST_LARGE:
            return self.mark(number, glyph)
        sheet, scale = self._sheets[number], _LARGE / glyph.size
        left_edge, pad = (sheet.place or (0, 0.0))[1], 0.06 * glyph.size
        page = self._page(number)
        width, height = page.get_size()
        left, right = glyph.x0 + left_edge - pad, glyph.x1 + left_edge + pad
        bottom, top = glyph.y - 0.22 * glyph.size - pad, glyph.y + 0.95 * glyph.size + pad
        crop = (max(0.0, left), max(0.0, bottom), max(0.0, width - right), max(0.0, height - top))
        if min(width - crop[0] - crop[2], height - crop[1] - crop[3]) * scale < 1:  # it stands beside the page
            page.close()
            return self.mark(number, glyph)
        pixels = page.render(scale=scale, crop=crop, grayscale=True).to_numpy().copy()
        page.close()
        grey: np.ndarray = pixels[..., 0] if pixels.ndim == 3 else pixels
        return grey

    def _page(self, number: int) -> pypdfium2.PdfPage:
        place = self._sheets[number].place
        return self._document[place[0] if place else number]
