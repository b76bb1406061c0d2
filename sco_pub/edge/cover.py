"""Take an Edition, give its cover as a picture: set by WeasyPrint, painted by PDFium, kept as PNG."""

from __future__ import annotations

import io

import pypdfium2

from sco_pub.edge import weasyprint
from sco_pub.model.config import House
from sco_pub.model.edition import Edition
from sco_pub.model.finding import Outcome
from sco_pub.typeset import epub_cover

_SCALE = 2  # pixels a point: 1000 by 1600


def paint(edition: Edition, house: House, style: str) -> Outcome[bytes | None]:
    """A PNG; None when the page can't be set (the findings say why)."""
    made = weasyprint.render(epub_cover.cover(edition, house, style))
    if made.value is None:
        return Outcome(None, made.findings)
    with pypdfium2.PdfDocument(made.value) as document:
        page = document[0]
        picture = page.render(scale=_SCALE).to_pil().convert("P", palette=1, colors=64)
        page.close()
    store = io.BytesIO()
    picture.save(store, "PNG", optimize=True)
    return Outcome(store.getvalue(), made.findings)
