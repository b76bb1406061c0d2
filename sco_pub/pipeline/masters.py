"""Take a publication, give its Master: master.md read by pandoc, strictly."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sco_pub.edge import files, pandoc
from sco_pub.model import ast
from sco_pub.model.document import Document, Master
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.pipeline.house import Publication, Workshop

_YEAR = re.compile(r"(?<!\d)(1[6-9]|20)\d\d(?!\d)")
_NO_DATE = 315_532_800  # 1980-01-01, the first day a zip archive can hold


def load(workshop: Workshop, publications: Sequence[Publication]) -> tuple[Master, ...]:
    """The masters of several publications, parsed in one pandoc process."""
    sources = []
    for publication in publications:
        if not publication.master.is_file():
            raise InputError(
                f"{publication.name} has no master.md yet.",
                place=Place(workshop.shown(publication.master)),
                hint=f"Run `sco-pub clean {publication.name}`.",
            )
        sources.append(files.read_bytes(publication.master))
        if b"\0" in sources[-1]:
            raise InputError(f"{workshop.shown(publication.master)} isn't a text file.")
    texts = [files.read_text(publication.master, what="master") for publication in publications]
    names = [workshop.shown(publication.master) for publication in publications]
    documents = pandoc.read_markdown(texts, names)
    return tuple(
        _master(workshop, publication, data, document)
        for publication, data, document in zip(publications, sources, documents, strict=True)
    )


def _master(workshop: Workshop, publication: Publication, data: bytes, document: Document) -> Master:
    path = workshop.shown(publication.master)
    if not document.blocks:
        raise InputError(f"{path} has no text.", place=Place(path), hint="A master is front matter and paragraphs.")
    lang = ast.stringify(document.meta.get("lang")) or workshop.house.source_language
    return Master(publication.name, path, files.sha256(data), lang, document)


def epoch(master: Master) -> int:
    """The only time that outputs may know, in seconds since 1970: 1 January of the year the text appeared in.

    The year is the first one in ``date`` or ``published-in``; a master without one counts as the first day of 1980.
    """
    for name in ("date", "published-in"):
        found = _YEAR.search(ast.stringify(master.document.meta.get(name)))
        if found:
            year = int(found[0])
            days = (year - 1970) * 365 + (year - 1969) // 4 - (year - 1901) // 100 + (year - 1601) // 400
            return max(days * 86_400, _NO_DATE)
    return _NO_DATE
