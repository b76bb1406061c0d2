"""Take publications and languages, give catalogues that follow their masters; say how far each is.

A translator's file is sacred: it is read whole before anything is written, and written only when an entry changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sco_pub.edge import inlines, labels, po
from sco_pub.localise import apply, header, update
from sco_pub.localise.extract import extract
from sco_pub.localise.state import state_of
from sco_pub.model.catalogue import Catalogue, Template
from sco_pub.model.edition import Progress
from sco_pub.model.finding import Finding, Outcome
from sco_pub.pipeline import events, masters
from sco_pub.pipeline.events import Listener
from sco_pub.pipeline.house import Publication, Workshop

TASK = "update"


class Result(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of one catalogue."""

    publication: str
    language: str
    path: str
    result: Result
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one catalogue is, against its master as it is now."""

    publication: str
    language: str
    path: str
    progress: Progress


def targets(workshop: Workshop, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The wanted languages that are translated into: all of the house's but its source language."""
    return tuple(item for item in workshop.languages(wanted) if item != workshop.house.source_language)


def update_all(
    workshop: Workshop,
    names: tuple[str, ...],
    languages: tuple[str, ...],
    *,
    dry: bool = False,
    listen: Listener = events.silent,
) -> tuple[Updated, ...]:
    """Bring every catalogue up to its master; with ``dry`` nothing is written and what would be is called stale."""
    publications = workshop.publications(names)
    wanted = targets(workshop, languages)
    listen(events.Started(TASK, len(publications) * len(wanted)))
    done: list[Updated] = []
    for publication, template in zip(publications, templates(workshop, publications), strict=True):
        for language in wanted:
            result = _update(workshop, publication, template.value, language, dry)
            listen(events.Advanced(TASK, result.path, result.result.value))
            done.append(result)
    return tuple(done)


def templates(workshop: Workshop, publications: Sequence[Publication]) -> tuple[Outcome[Template], ...]:
    """The segments of each publication's master."""
    codec = inlines.PandocCodec()
    return tuple(extract(master, codec) for master in masters.load(workshop, publications))


def read(workshop: Workshop, publication: Publication, language: str) -> Catalogue:
    """The catalogue of a publication in a language; an empty one with the right header where there is none yet."""
    path = publication.catalogue(language)
    shown = workshop.shown(path)
    if path.exists():
        return po.read_catalogue(path, publication=publication.name, language=language, name=shown)
    return header.new_catalogue(publication.name, language, shown, plural_forms=labels.plural_forms(language))


def _update(workshop: Workshop, publication: Publication, template: Template, language: str, dry: bool) -> Updated:
    path = publication.catalogue(language)
    shown = workshop.shown(path)
    before = read(workshop, publication, language)
    outcome = update.update(template, before)
    is_new = not path.exists()
    if not is_new and outcome.value == before:
        return Updated(publication.name, language, shown, Result.UNCHANGED, outcome.findings)
    if dry:
        return Updated(publication.name, language, shown, Result.STALE, outcome.findings)
    po.write_catalogue(path, outcome.value)
    result = Result.CREATED if is_new else Result.UPDATED
    return Updated(publication.name, language, shown, result, outcome.findings)


def standings(workshop: Workshop, names: tuple[str, ...], languages: tuple[str, ...]) -> tuple[Standing, ...]:
    """How far each catalogue is; a segment that the catalogue doesn't have yet counts as untranslated."""
    publications = workshop.publications(names)
    rows = []
    for publication, template in zip(publications, templates(workshop, publications), strict=True):
        for language in targets(workshop, languages):
            catalogue = read(workshop, publication, language)
            entries = {entry.key: entry for entry in catalogue.entries if not entry.obsolete}
            states = [state_of(entries.get(segment.key)) for segment in template.value.segments]
            rows.append(Standing(publication.name, language, catalogue.path, apply.progress(states)))
    return tuple(rows)
