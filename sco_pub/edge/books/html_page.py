"""Take an Edition, give the bytes of its self-contained HTML page."""

from __future__ import annotations

from collections.abc import Mapping

from sco_pub.edge import styles
from sco_pub.edge.books.prepared import prepared
from sco_pub.edge.pandoc import door as pandoc
from sco_pub.model.config import House
from sco_pub.model.edition import Edition
from sco_pub.model.finding import Outcome
from sco_pub.typeset import page_html, page_style
from sco_pub.typeset.references import has_references


def make(edition: Edition, house: House, pictures: Mapping[str, bytes], epoch: int) -> Outcome[bytes | None]:
    """The page's bytes."""
    harmless = prepared(edition, house, pictures)
    edition = harmless.value
    job = page_html.compose(edition, pictures, house)
    fragment = pandoc.convert(job.value, epoch=epoch).decode()
    style = styles.sheet("page", references=has_references(job.value.document))
    style = "\n".join([style, page_style.variables(house), house.look.sheets.get("page", "")])
    page = page_html.finish(fragment, edition, house, style=style, epoch=epoch)
    return Outcome(page.encode(), (*harmless.findings, *job.findings))
