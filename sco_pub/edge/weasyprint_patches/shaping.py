"""Take a box of WeasyPrint's, give the clusters that Pango makes of its text, and widen them when it is drawn.

Contract.  ``clusters`` shapes a whole text once, unbroken.  ``Layout.get_first_line`` is patched: a layout that carries
``gaps`` (byte offset of a cluster → extra advance in CSS pixels) has them added to its glyphs when it is drawn.  Only
positions change; the glyphs and what they mean, and so the text that is extracted, stay.

Strategy for exactness.  WeasyPrint writes whole thousandths of an em between glyphs and cuts off the rest, which adds up
to a visible fault over a line of forty.  So each gap is chosen such that what is written is what is meant, and
the error left at one gap is made good at the next.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, pango

from sco_pub.edge.weasyprint_patches.patching import original

_DIGESTS = {"get_first_line": "bb65cbda0e27"}
_GLYPHS = 1 << 32  # a glyph's name has no sign
_SAFE = 0.3  # of a thousandth: keeps a whole number whole when WeasyPrint cuts it


class Shape(NamedTuple):
    """A cluster: its byte offset in the text, its text, its width in CSS pixels."""

    offset: int
    text: str
    width: float


def clusters(text: str, style: Any, context: Any) -> list[Shape]:
    """The clusters of an unbroken text in logical order."""
    layout = line_break.create_layout(text, style, context, None, 0)
    line, _ = layout.get_first_line()
    widths: dict[int, int] = {}
    for item, glyphs, offsets in _runs(line):
        start = item.item.offset
        for offset, width in zip(ffi.unpack(offsets, glyphs.num_glyphs), _advances(glyphs), strict=True):
            at = start + offset
            widths[at] = widths.get(at, 0) + width
    layout.deactivate()
    starts = sorted(widths)
    signs = text if len(starts) == len(text) else _cut(text.encode(), starts)  # mostly, a cluster is a character
    return [Shape(start, sign, widths[start] * FROM_UNITS) for start, sign in zip(starts, signs, strict=True)]


def _cut(encoded: bytes, starts: Sequence[int]) -> list[str]:
    ends = [*starts[1:], len(encoded)]
    return [encoded[start:end].decode() for start, end in zip(starts, ends, strict=True)]


def _numbers(glyphs: Any) -> memoryview:
    """A run's glyphs as the numbers that they are in memory, to be read and written at once: each step over the border of C
    costs as much as all that is done with a glyph."""
    return memoryview(ffi.buffer(glyphs.glyphs, glyphs.num_glyphs * ffi.sizeof("PangoGlyphInfo"))).cast("i")


def _field(*path: str) -> slice:
    """Where a field of each glyph stands among a run's numbers."""
    each = ffi.sizeof("int")
    return slice(ffi.offsetof("PangoGlyphInfo", *path) // each, None, ffi.sizeof("PangoGlyphInfo") // each)


_NAME, _WIDTH = _field("glyph"), _field("geometry", "width")


def _advances(glyphs: Any) -> list[int]:
    """The advances of a run's glyphs, in Pango's units."""
    return _numbers(glyphs)[_WIDTH].tolist()


def _runs(line: Any) -> Iterator[tuple[Any, Any, Any]]:
    run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
    while run != ffi.NULL:
        yield run.data, run.data.glyphs, run.data.glyphs.log_clusters
        run = run.next


def widen(line: Any, gaps: Mapping[int, float]) -> None:
    """Add the gaps to the glyphs of a line that is about to be drawn."""
    rectangle = ffi.new("PangoRectangle *")
    error = 0.0  # what has been meant but not yet written, in CSS pixels
    for item, glyphs, offsets in _runs(line):
        font = item.item.analysis.font
        size = _size(font)
        natural: dict[int, int] = {}
        start = item.item.offset
        numbers, places = _numbers(glyphs), ffi.unpack(offsets, glyphs.num_glyphs)
        widths = numbers[_WIDTH].tolist()
        for index, (name, width, here, after) in enumerate(
            zip(numbers[_NAME].tolist(), widths, places, [*places[1:], None], strict=True)
        ):
            advance = natural.get(name)
            if advance is None:
                pango.pango_font_get_glyph_extents(font, name % _GLYPHS, ffi.NULL, rectangle)
                advance = natural[name] = round(rectangle.width * FROM_UNITS * 1000 / size)
            gap = gaps.get(start + here, 0.0) if after != here else 0.0
            meant = width * FROM_UNITS + gap
            if gap:
                taken = round(advance - (meant + error) * 1000 / size)
                safe = taken + (_SAFE if taken > 0 else -_SAFE if taken < 0 else 0.0)
                widths[index] = round((advance - safe) * size / 1000 * TO_UNITS)
            else:
                taken = int(advance - width * FROM_UNITS * 1000 / size)
            error += meant - (advance - taken) * size / 1000
        numbers[_WIDTH] = memoryview(array("i", widths))
    ffi.release(rectangle)


def _size(font: Any) -> float:
    description = pango.pango_font_describe_with_absolute_size(font)
    size = pango.pango_font_description_get_size(description) * FROM_UNITS
    pango.pango_font_description_free(description)
    return float(size)


def apply() -> None:
    """Patch Layout.get_first_line."""
    unpatched = original(line_break.Layout, "get_first_line", _DIGESTS["get_first_line"])

    def get_first_line(self: Any) -> Any:
        line, index = unpatched(self)
        gaps = getattr(self, "gaps", None)
        if gaps:
            widen(line, gaps)
        return line, index

    line_break.Layout.get_first_line = get_first_line
