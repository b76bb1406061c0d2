"""Take an Edition and a format, give the file's bytes: the table of formats.  A new format is a row here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sco_pub.edge import figures, flowing_formats
from sco_pub.model.choices import Format
from sco_pub.model.config import House
from sco_pub.model.edition import Edition
from sco_pub.model.finding import Outcome

Pictures = Mapping[str, bytes]
Maker = Callable[[Edition, House, Pictures, int], Outcome[bytes | None]]


def make(wanted: Format, edition: Edition, house: House, pictures: Pictures, epoch: int) -> Outcome[bytes | None]:
    """The bytes of ``edition`` in format ``wanted``; None when it had to be refused (the findings say why)."""
    shown = figures.ready(pictures)
    made = _MAKERS[wanted](edition, house, shown.value, epoch)
    return Outcome(made.value, (*shown.findings, *made.findings))


def _pdf(edition: Edition, house: House, pictures: Pictures, _: int) -> Outcome[bytes | None]:
    from sco_pub.edge import weasyprint

    return weasyprint.make(edition, house, pictures)


_MAKERS: Mapping[Format, Maker] = {
    Format.PDF: _pdf,
    Format.EPUB: flowing_formats.epub_book,
    Format.DOCX: flowing_formats.docx_book,
    Format.HTML: flowing_formats.html_page,
}
