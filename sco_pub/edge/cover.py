"""Take an Edition, give its cover as a picture: set by WeasyPrint, painted by PDFium, kept as PNG.

A cover that was painted before is taken from the store, and WeasyPrint isn't loaded.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from sco_pub.edge import kept
from sco_pub.model.config import House
from sco_pub.model.edition import Edition
from sco_pub.model.finding import Outcome
from sco_pub.model.job import PrintJob
from sco_pub.typeset import epub_cover

_SCALE = 2  # pixels a point: 1000 by 1600
_COLOURS = 64  # ink, paper and rules with the greys between them; a fifth of the time of a search for the best ones
_LIBRARIES = (
    "weasyprint",
    "pydyf",
    "pikepdf",
    "fonttools",
    "tinycss2",
    "tinyhtml5",
    "cssselect2",
    "pypdfium2",
    "pillow",
)


def paint(edition: Edition, house: House, style: str) -> Outcome[bytes | None]:
    """A PNG; None when the page can't be set (the findings say why)."""
    job = epub_cover.cover(edition, house, style)
    parts = {"html": job.html, "styles": job.stylesheets, "lang": job.lang, "scale": _SCALE}
    return kept.kept(__name__, _LIBRARIES, parts, lambda: _painted(job, house.look.own.get("cover", ())))


def _painted(job: PrintJob, sheets: Sequence[str]) -> Outcome[bytes | None]:
    import pypdfium2
    from PIL import Image

    from sco_pub.edge import weasyprint

    made = weasyprint.with_sheets(job, sheets)
    if made.value is None:
        return Outcome(None, made.findings)
    with pypdfium2.PdfDocument(made.value) as document:
        page = document[0]
        picture = page.render(scale=_SCALE).to_pil().quantize(_COLOURS, method=Image.Quantize.FASTOCTREE)
        page.close()
    store = io.BytesIO()
    picture.save(store, "PNG")
    return Outcome(store.getvalue(), made.findings)
