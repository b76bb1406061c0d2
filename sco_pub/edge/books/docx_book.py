"""Take an Edition, give the bytes of its DOCX, for Word and LibreOffice."""

from __future__ import annotations

from collections.abc import Mapping

from sco_pub.edge import figures, package
from sco_pub.edge.books.prepared import prepared
from sco_pub.edge.pandoc import door as pandoc
from sco_pub.model.config import House
from sco_pub.model.edition import Edition
from sco_pub.model.finding import Outcome
from sco_pub.model.wording import N_
from sco_pub.typeset import docx, docx_package, docx_reference


def make(edition: Edition, house: House, pictures: Mapping[str, bytes], epoch: int) -> Outcome[bytes | None]:
    """The DOCX's bytes."""
    pictures = figures.in_dots(pictures)
    harmless = prepared(edition, house, pictures)
    edition = harmless.value
    own = package.unpack(pandoc.data_file("reference.docx"), what=N_("reference document"))
    reference = package.pack(docx_reference.reference(own, edition, house))
    job = docx.compose(edition, house, reference, pictures)
    written = package.unpack(pandoc.convert(job.value, epoch=epoch), what=N_("DOCX"))
    parts = docx_package.finish(written, edition, epoch, facing=house.page.facing)
    return Outcome(package.pack(parts), (*harmless.findings, *job.findings))
