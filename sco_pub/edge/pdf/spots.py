"""Take a PDF and places on the pages of its text, give a picture of each place, the line that is meant marked.

Strategy.  A page is drawn once for all its places, at a size in which 9-point type can be read, and turned and halved as the
reader did (edge.pdf.draw).  A few colours are enough for print; so a place takes some 15 kB.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence

import pypdfium2
from PIL import Image, ImageChops

from sco_pub.edge.pdf.draw import boxes_on, lies
from sco_pub.model.text import PageBox, Spot

_SCALE = 1.6  # pixels a point
_AROUND = 8.0  # points of the page shown beside the text
_MARK = (255, 243, 176)  # what lies under the line meant: light, so that print stays black on it
_COLOURS = 32  # greys of print and one tint: no eye sees more in so small a piece, and it weighs a third


def show(data: bytes, pages: Sequence[PageBox], spots: Sequence[Spot]) -> Mapping[Spot, bytes]:
    """PNG files by their places."""
    wanted: dict[int, list[Spot]] = {}
    for spot in dict.fromkeys(spots):
        wanted.setdefault(spot.page, []).append(spot)
    found: dict[Spot, bytes] = {}
    document = pypdfium2.PdfDocument(data)
    try:
        for box, picture in _drawn(document, pages, frozenset(wanted)):
            found.update((spot, _png(picture, box, spot)) for spot in wanted[box.number])
    finally:
        document.close()
    return found


def _drawn(
    document: pypdfium2.PdfDocument, pages: Sequence[PageBox], numbers: frozenset[int]
) -> Iterator[tuple[PageBox, Image.Image]]:
    """Each page of the text that is wanted, with its picture."""
    waiting = list(pages)
    for index in range(len(document)):
        page = document[index]
        size = page.get_size()
        boxes = boxes_on(waiting, size)
        if any(box.number in numbers for box in boxes):
            picture: Image.Image = page.render(scale=_SCALE, may_draw_forms=False).to_pil().convert("RGB")
            picture = picture.transpose(Image.Transpose.ROTATE_90) if lies(boxes[0], size) else picture
            left = 0.0
            for box in boxes:
                if box.number in numbers:
                    right = left + box.width
                    yield box, picture.crop((round(left * _SCALE), 0, round(right * _SCALE), picture.height))
                left += box.width
        page.close()


def _png(picture: Image.Image, box: PageBox, spot: Spot) -> bytes:
    """The place cut out, the line meant marked."""

    def down(y: float) -> int:
        return min(max(round((box.height - y) * _SCALE), 0), picture.height)

    def across(x: float) -> int:
        return min(max(round(x * _SCALE), 0), picture.width)

    left, bottom, right, top = spot.box
    x0, x1 = across(left - _AROUND), across(right + _AROUND)
    y0, y1 = down(top), down(bottom)
    place = picture.crop((x0, y0, max(x1, x0 + 1), max(y1, y0 + 1)))
    low, high = spot.line
    mark = Image.new("RGB", place.size, "white")
    mark.paste(_MARK, (0, max(down(high) - y0, 0), place.width, max(down(low) - y0, 1)))
    out = io.BytesIO()
    ImageChops.multiply(place, mark).quantize(_COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()
