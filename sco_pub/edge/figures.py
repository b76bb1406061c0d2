"""Take a publication's picture files, give the pictures that the formats can show, by the same names.

PNG, JPEG and GIF go as they are.  SVG is made harmless (typeset.vector_pictures).  A PDF stands for its first page, drawn
fine enough for print: no format of the house can hold a page of PDF as a picture.  For Word, an SVG is drawn in the same
way, since older readers of DOCX show none.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import lru_cache

from sco_pub.model.codes import typesetting
from sco_pub.model.finding import Finding, Outcome, Place, found
from sco_pub.model.wording import Several
from sco_pub.typeset import vector_pictures

_DPI = 400  # a line of a quarter point is one and a half dots wide
_MOST = 4000  # dots on the longer side
_DOCUMENT = b"%PDF-"


def ready(pictures: Mapping[str, bytes]) -> Outcome[dict[str, bytes]]:
    """The pictures as they can be shown; what is none of these kinds stays as it is, for the text to be warned of."""
    shown: dict[str, bytes] = {}
    findings: list[Finding] = []
    for name, data in pictures.items():
        shown[name] = data
        if data.startswith(_DOCUMENT):
            page = _page(data)
            if page is None:
                findings.append(found(typesetting.FIGURE_UNREADABLE, Place(name)))
            shown[name] = page or data
        elif vector_pictures.is_drawing(data):
            drawing = vector_pictures.clean(data)
            if drawing is None:
                findings.append(found(typesetting.FIGURE_UNREADABLE, Place(name)))
                continue
            shown[name] = drawing.data
            if drawing.dropped:
                findings.append(found(typesetting.FIGURE_STRIPPED, Place(name), names=Several(drawing.dropped)))
    return Outcome(shown, tuple(findings))


def in_dots(pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same with each SVG as PNG."""
    return {
        name: _drawn(data) if data.startswith(vector_pictures.SIGNATURE) else data for name, data in pictures.items()
    }


@lru_cache(maxsize=32)
def _page(pdf: bytes) -> bytes | None:
    """The first page of a PDF as PNG; None for what is no PDF that can be read."""
    import pypdfium2  # few publications have such a figure

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return None
    try:
        page = document[0]
        scale = min(_DPI / 72, _MOST / max(page.get_size()))
        stream = io.BytesIO()
        page.render(scale=scale).to_pil().save(stream, "PNG", optimize=True, dpi=(72 * scale, 72 * scale))
        return stream.getvalue()
    finally:
        document.close()


@lru_cache(maxsize=32)
def _drawn(svg: bytes) -> bytes:
    """An SVG as PNG, by way of a PDF page of its size."""
    from sco_pub.edge import weasyprint

    pdf = weasyprint.picture_page(svg)
    return _page(pdf) or svg
