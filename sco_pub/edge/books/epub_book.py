"""Take an Edition, give the bytes of its EPUB 3, with cover and fonts as the house has them."""

from __future__ import annotations

from collections.abc import Mapping

from sco_pub.edge import package, styles
from sco_pub.edge.books.prepared import prepared
from sco_pub.edge.pandoc import door as pandoc
from sco_pub.model.config import House
from sco_pub.model.edition import Edition
from sco_pub.model.finding import Outcome
from sco_pub.model.wording import N_
from sco_pub.typeset import epub, epub_package
from sco_pub.typeset import epub_fonts as typeset_fonts
from sco_pub.typeset.page_style import in_colours
from sco_pub.typeset.references import has_references


def make(edition: Edition, house: House, pictures: Mapping[str, bytes], epoch: int) -> Outcome[bytes | None]:
    """The EPUB's bytes."""
    harmless = prepared(edition, house, pictures)
    edition = harmless.value
    job = epub.compose(edition, pictures, cover=house.epub.cover, house=house)
    painted: Outcome[bytes | None] = Outcome(None)
    if house.epub.cover:
        from sco_pub.edge import cover

        painted = cover.paint(edition, house, f"{styles.sheet('cover')}\n{house.look.sheets.get('cover', '')}")
    written = package.unpack(pandoc.convert(job.value, epoch=epoch), what=N_("EPUB"))
    style = styles.sheet("epub", references=has_references(job.value.document))
    style = in_colours(f"{style}\n{house.look.sheets.get('epub', '')}", house)
    parts = epub_package.finish(written, edition, house, style=style, epoch=epoch, cover=painted.value)
    findings = (*harmless.findings, *job.findings, *painted.findings)
    if house.epub.embed_fonts:
        from sco_pub.edge import epub_fonts

        fonts = epub_fonts.cut(typeset_fonts.faces(edition, house), typeset_fonts.characters(parts))
        parts, findings = typeset_fonts.with_fonts(parts, fonts.value), (*findings, *fonts.findings)
    return Outcome(package.pack(parts), findings)
