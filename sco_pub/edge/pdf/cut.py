"""Take a PDF's bytes and boxes on its pages, give each box as a picture: the page's region, without the white around it.

A figure that is drawn and holds no bitmap is given a second time as it is, as lines and letters: its page cut down to the box, a
PDF of its own beside the PNG, for a press or for whoever redraws it.

The box may hold a little of the lines above and below: from the picture's core outward, it ends at the first row without ink.
Print needs 300 dots an inch for line art that is shown in its own size.  What has no colour is stored without.  The bytes depend
on the file and the libraries only: no date, no name is written.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import pikepdf
import pypdfium2
from PIL import Image, ImageChops

from sco_pub.edge.pdf.drawing import Turn, read_drawing
from sco_pub.model.sheet import Box
from sco_pub.model.text import Picture

DPI = 300  # what printers ask of a half-tone
_OF_LINES = ("formula", "inline")  # these are letters; whoever sets them again types them
_DRAWN = 3  # paths that make a drawing
_WHITE = 8  # pixels left around the ink
_PAPER = 250  # of 255: lighter is paper
_GREY = 10  # of 255: how far a grey's channels may differ, as smoothing and JPEG leave them


def cut(data: bytes, pictures: Sequence[Picture]) -> Mapping[str, bytes]:
    """Files by their names: a PNG for each picture, and a PDF for each figure in vectors."""
    document = pypdfium2.PdfDocument(data)
    made: dict[str, bytes] = {}
    try:
        for picture in pictures:
            made[f"{picture.name}.png"] = _png(_parted(_drawn(document, picture), picture))
            if not picture.name.startswith(_OF_LINES) and (corner := _in_vectors(document, picture)):
                made[f"{picture.name}.pdf"] = _page_of(data, picture, *corner)
    finally:
        document.close()
    return made


def _in_vectors(document: pypdfium2.PdfDocument, picture: Picture) -> tuple[float, float] | None:
    """The lower left corner of what the page shows, in its own space, if the figure on it is drawn: paths, and no bitmap."""
    page = document[picture.sheet]
    try:
        turn = Turn(page)
        drawing = read_drawing(page, turn)
    finally:
        page.close()
    box = Box(*picture.box)
    lines = [Box(rule.x0, rule.y0, rule.x1, rule.y1) for rule in drawing.rules]
    drawn = sum(box.holds(one.middle, (one.y0 + one.y1) / 2) for one in (*drawing.paths, *lines))
    bitmaps = drawing.picture or any(box.meets(one) for one in drawing.pictures)
    return None if turn.rotation or drawn < _DRAWN or bitmaps else (turn.left, turn.bottom)


def _page_of(data: bytes, picture: Picture, left: float, bottom: float) -> bytes:
    """The figure's page, cut down to the figure; ``left``, ``bottom``: the corner of what the page shows, in its own space."""
    x0, y0, x1, y1 = picture.box
    with pikepdf.open(io.BytesIO(data)) as source, pikepdf.Pdf.new() as made:
        made.pages.append(source.pages[picture.sheet])
        page = made.pages[0]
        page.mediabox = page.cropbox = pikepdf.Rectangle(x0 + left, y0 + bottom, x1 + left, y1 + bottom)
        for needless in ("/Annots", "/Thumb", "/TrimBox", "/BleedBox", "/ArtBox", "/StructParents"):
            if needless in page.obj:
                del page.obj[needless]
        out = io.BytesIO()
        made.save(out, deterministic_id=True)
    return out.getvalue()


def _drawn(document: pypdfium2.PdfDocument, picture: Picture) -> Image.Image:
    page = document[picture.sheet]
    try:
        width, height = page.get_size()
        x0, y0, x1, y1 = picture.box
        bitmap = page.render(
            scale=DPI / 72, crop=(x0, y0, max(width - x1, 0.0), max(height - y1, 0.0)), may_draw_forms=False
        )
        try:
            image: Image.Image = bitmap.to_pil()
            return image.convert("RGB")
        finally:
            bitmap.close()
    finally:
        page.close()


def _parted(image: Image.Image, picture: Picture) -> Image.Image:
    """The picture's own rows: its core, and more up and down as far as its ink goes on."""
    _, bottom, _, top = picture.box
    low, high = picture.core
    scale = image.height / max(top - bottom, 0.1)
    rows = [any(row) for row in _rows(image)]
    up, down = min(int((top - high) * scale), image.height - 1), max(int((top - low) * scale), 1)
    first = next((y for y in range(up, -1, -1) if not rows[y]), up)
    last = next((y for y in range(min(down, image.height - 1), image.height) if not rows[y]), down)
    return image.crop((0, first, image.width, max(last, first + 1)))


def _rows(image: Image.Image) -> list[bytes]:
    ink = _ink(image)
    width = image.width
    data = ink.tobytes()
    return [data[at : at + width] for at in range(0, len(data), width)]


def _ink(image: Image.Image) -> Image.Image:
    return image.convert("L").point(lambda level: 255 if level < _PAPER else 0)


def _png(image: Image.Image) -> bytes:
    ink = _ink(image).getbbox()
    if ink:
        left, top, right, bottom = ink
        image = image.crop(
            (
                max(left - _WHITE, 0),
                max(top - _WHITE, 0),
                min(right + _WHITE, image.width),
                min(bottom + _WHITE, image.height),
            )
        )
    out = io.BytesIO()
    (image if _coloured(image) else image.convert("L")).save(out, "PNG", dpi=(DPI, DPI), optimize=True)
    return out.getvalue()


def _coloured(image: Image.Image) -> bool:
    red, green, blue = image.split()
    apart = [
        ImageChops.difference(red, other).point(lambda level: 255 if level > _GREY else 0) for other in (green, blue)
    ]
    return any(difference.getbbox() is not None for difference in apart)
