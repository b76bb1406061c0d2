"""Take publications and languages, give how much there is to translate, where a word stands, and the page for an agency."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from functools import partial

from sco_pub.check import qa_report
from sco_pub.localise.concordance import Hit, find
from sco_pub.localise.volume import Volume, summed, volumes
from sco_pub.model.catalogue import Entry, Template
from sco_pub.model.finding import Finding
from sco_pub.model.wording import Say
from sco_pub.pipeline import catalogues, isolation
from sco_pub.pipeline.catalogue_tools import present
from sco_pub.pipeline.house import Project, Publication
from sco_pub.pipeline.isolation import Failure

_HEADER = ("publication", "language", "band", "entries", "words", "hanzi", "characters")


def measured(
    workshop: Project, names: tuple[str, ...], languages: tuple[str, ...]
) -> tuple[tuple[Volume, ...], tuple[Failure, ...]]:
    """A volume for each publication and language, against the masters as they are now, and one for all of each language
    where there are several publications; what can't be read is told, and the others go on."""
    publications = workshop.publications(names)
    templates = catalogues.templates(workshop, publications)
    failures = [item for item in templates if isinstance(item, Failure)]
    rows: list[Volume] = []
    for language in catalogues.targets(workshop, languages):
        wanted = []
        for publication, template in zip(publications, templates, strict=True):
            if isinstance(template, Failure):
                continue
            entries = _entries(workshop, template, publication.name, language)
            if isinstance(entries, Failure):
                failures.append(entries)
            else:
                wanted.append((publication.name, language, entries))
        some = isolation.attempt_in_time(language, partial(_volumes, workshop, wanted, language))
        if isinstance(some, Failure):
            failures.append(some)
        else:
            rows += [*some, *([summed(some)] if len(some) > 1 else [])]
    return tuple(rows), tuple(failures)


def _entries(workshop: Project, template: Template, name: str, language: str) -> tuple[Entry, ...] | Failure:
    """The entry of each segment of a master; an empty one for a segment that the catalogue doesn't have yet."""
    (publication,) = workshop.publications((name,))

    def work() -> tuple[Entry, ...]:
        catalogue = catalogues.read(workshop, publication, language)
        live = {entry.key: entry for entry in catalogue.entries if not entry.obsolete}
        return tuple(live.get(item.key) or Entry(item.context, item.source) for item in template.segments)

    return isolation.attempt_in_time(workshop.shown(publication.catalogue(language)), work)


def _volumes(
    workshop: Project, wanted: Sequence[tuple[str, str, tuple[Entry, ...]]], language: str
) -> tuple[Volume, ...]:
    return volumes(wanted, _house(workshop, language))


def _house(workshop: Project, language: str) -> list[Entry]:
    """Every entry of the house in a language, of the catalogues that can be read."""
    entries: list[Entry] = []
    for publication, tag, path in present(workshop, (), (language,)):
        read = isolation.attempt(workshop.shown(path), partial(catalogues.read, workshop, publication, tag))
        if not isinstance(read, Failure):
            entries += [entry for entry in read.entries if not entry.obsolete]
    return entries


def as_csv(rows: Sequence[Volume]) -> str:
    """A line a publication, language and band, for a spreadsheet to sum up."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEADER)
    for row in rows:
        if row.publication:
            for band, size in row.bands.items():
                writer.writerow(
                    (row.publication, row.language, band.value, size.entries, size.words, size.hanzi, size.characters)
                )
    return out.getvalue()


def found(
    workshop: Project, word: str, names: tuple[str, ...], languages: tuple[str, ...]
) -> tuple[tuple[Hit, ...], tuple[Failure, ...]]:
    """Every pair of the house's catalogues that has the word, and the catalogues that can't be read."""
    hits: list[Hit] = []
    failures = []
    for publication, language, path in present(workshop, names, languages):
        shown = workshop.shown(path)
        pairs = isolation.attempt_in_time(shown, partial(_hits, workshop, word, publication, language))
        if isinstance(pairs, Failure):
            failures.append(pairs)
        else:
            hits += pairs
    return tuple(hits), tuple(failures)


def _hits(workshop: Project, word: str, publication: Publication, language: str) -> tuple[Hit, ...]:
    return tuple(find(catalogues.read(workshop, publication, language), word))


def qa_page(
    workshop: Project, names: tuple[str, ...], languages: tuple[str, ...], findings: Sequence[Finding], say: Say
) -> str:
    """The findings with their entries, both texts and the glossary, as a page."""
    read = [
        isolation.attempt_in_time(workshop.shown(path), partial(catalogues.read, workshop, publication, language))
        for publication, language, path in present(workshop, names, languages)
    ]
    some = [item for item in read if not isinstance(item, Failure)]
    return qa_report.report(findings, some, catalogues.glossary(workshop), say)
