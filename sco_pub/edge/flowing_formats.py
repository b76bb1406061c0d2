"""Take an Edition, give the bytes of its EPUB or DOCX or of its HTML page: the way through pandoc and the package.

Each maker has the same shape, so that a table of formats can hold it; ``epoch`` is the only time that a file can know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sco_pub.edge import epub_fonts, figures, package, styles
from sco_pub.edge.pandoc import door as pandoc
from sco_pub.model.config import House
from sco_pub.model.edition import Edition
from sco_pub.model.finding import Finding, Outcome
from sco_pub.model.wording import N_
from sco_pub.typeset import docx, docx_package, docx_reference, epub, epub_package, formulas, page_html
from sco_pub.typeset import epub_fonts as typeset_fonts
from sco_pub.typeset.notes import place_calls
from sco_pub.typeset.references import has_references
from sco_pub.typeset.sanitise import sanitise_edition


def epub_book(edition: Edition, house: House, pictures: Mapping[str, bytes], epoch: int) -> Outcome[bytes | None]:
    """An EPUB 3, with cover and fonts as the house has them."""
    harmless = _prepared(edition, house, pictures)
    edition = harmless.value
    job = epub.compose(edition, pictures, cover=house.epub.cover)
    painted: Outcome[bytes | None] = Outcome(None)
    if house.epub.cover:
        from sco_pub.edge import cover

        painted = cover.paint(edition, house, styles.sheet("cover"))
    written = package.unpack(pandoc.convert(job.value, epoch=epoch), what=N_("EPUB"))
    style = styles.sheet("epub", references=has_references(job.value.document))
    parts = epub_package.finish(written, edition, house, style=style, epoch=epoch, cover=painted.value)
    findings = (*harmless.findings, *job.findings, *painted.findings)
    if house.epub.embed_fonts:
        fonts = epub_fonts.cut(typeset_fonts.faces(edition, house), typeset_fonts.characters(parts))
        parts, findings = typeset_fonts.with_fonts(parts, fonts.value), (*findings, *fonts.findings)
    return Outcome(package.pack(parts), findings)


def docx_book(edition: Edition, house: House, pictures: Mapping[str, bytes], epoch: int) -> Outcome[bytes | None]:
    """A DOCX for Word and LibreOffice."""
    pictures = figures.in_dots(pictures)
    harmless = _prepared(edition, house, pictures)
    edition = harmless.value
    own = package.unpack(pandoc.data_file("reference.docx"), what=N_("reference document"))
    reference = package.pack(docx_reference.reference(own, edition, house))
    job = docx.compose(edition, house, reference, pictures)
    written = package.unpack(pandoc.convert(job.value, epoch=epoch), what=N_("DOCX"))
    parts = docx_package.finish(written, edition, epoch)
    return Outcome(package.pack(parts), (*harmless.findings, *job.findings))


def html_page(edition: Edition, house: House, pictures: Mapping[str, bytes], epoch: int) -> Outcome[bytes | None]:
    """A self-contained HTML page."""
    harmless = _prepared(edition, house, pictures)
    edition = harmless.value
    job = page_html.compose(edition, pictures)
    fragment = pandoc.convert(job.value, epoch=epoch).decode()
    style = styles.sheet("page", references=has_references(job.value.document))
    page = page_html.finish(fragment, edition, house, style=style, epoch=epoch)
    return Outcome(page.encode(), (*harmless.findings, *job.findings))


def _prepared(edition: Edition, house: House, pictures: Mapping[str, bytes]) -> Outcome[Edition]:
    """The edition made harmless, its note calls before or after the stop as the house wants them."""
    harmless = sanitise_edition(edition, pictures=pictures)
    placed = place_calls(harmless.value.document, house.notes_for(edition.language).place)
    edition = replace(harmless.value, document=placed)
    return Outcome(edition, (*harmless.findings, *_formulas(edition)))


def _formulas(edition: Edition) -> tuple[Finding, ...]:
    """What is to be said of the formulas."""
    job = formulas.trial(edition)
    return () if job is None else formulas.unset(pandoc.convert(job, epoch=0).decode(), edition)
