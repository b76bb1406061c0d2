"""Take publications and languages, give catalogues that follow their masters; say how far each is.

A translator's file is sacred: it is read whole before anything is written, and written only when an entry changed.

The work itself is done in pipeline.bulk.  Where there is more than one publication, what the translation memory offers is put
into comments; the memory (``build/memory.sqlite``) is derived from the catalogues.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from sco_pub.edge import bounds, files, labels, program
from sco_pub.edge.glossary import read_glossary
from sco_pub.edge.memory import BrokenMemory, Memory, set_aside
from sco_pub.edge.pandoc import inlines
from sco_pub.edge.po import file as po
from sco_pub.edge.program import Program
from sco_pub.edge.store import sha256
from sco_pub.localise import apply, po_header
from sco_pub.localise.state import state_of
from sco_pub.model.catalogue import Catalogue, Template
from sco_pub.model.edition import Progress
from sco_pub.model.finding import Finding
from sco_pub.model.glossary import Glossary
from sco_pub.model.wording import N_
from sco_pub.pipeline import events, guard, isolation, masters, stores
from sco_pub.pipeline import languages as house_words
from sco_pub.pipeline.bulk import Current, Done, Job, Means, Result, update_many
from sco_pub.pipeline.events import Listener
from sco_pub.pipeline.house import LABELS, Project, Publication
from sco_pub.pipeline.isolation import Blame, Failure

T = TypeVar("T")
TASK = N_("update")
MEMORY = "memory.sqlite"
_BULK = "sco_pub.pipeline.bulk"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one catalogue is, against its master as it is now."""

    publication: str
    language: str
    path: str
    progress: Progress
    failed: Failure | None = None


def targets(workshop: Project, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The wanted languages that are translated into: all of the house's but its source language."""
    return tuple(item for item in workshop.languages(wanted) if item != workshop.house.source_language)


def templates(workshop: Project, publications: Sequence[Publication]) -> tuple[Template | Failure, ...]:
    """The segments of each publication's master, or why there are none; one pandoc process reads them all, if all can be."""
    codec = inlines.PandocCodec()
    name = workshop.shown(publications[0].master) if publications else ""
    read = isolation.attempt(
        name, lambda: tuple(masters.template(master, codec) for master in masters.load(workshop, publications))
    )
    if not isinstance(read, Failure):
        return read
    if len(publications) == 1:
        return (read,)
    return tuple(template for publication in publications for template in templates(workshop, (publication,)))


def read(workshop: Project, publication: Publication, language: str) -> Catalogue:
    """The catalogue of a publication in a language; an empty one with the right header where there is none yet."""
    path = publication.catalogue(language)
    shown = workshop.shown(path)
    if path.exists():
        return po.read_catalogue(path, publication=publication.name, language=language, name=shown)
    return po_header.new_catalogue(publication.name, language, shown, plural_forms=labels.plural_forms(language))


def glossary(workshop: Project) -> Glossary:
    """The house's glossary; an empty one where sco_pub.toml names none."""
    name = workshop.house.glossary
    return read_glossary(workshop.root / name) if name else Glossary()


def standings(workshop: Project, names: tuple[str, ...], languages: tuple[str, ...]) -> tuple[Standing, ...]:
    """How far each catalogue is; a segment that the catalogue doesn't have yet counts as untranslated."""
    publications = workshop.publications(names)
    rows = []
    for publication, template in zip(publications, templates(workshop, publications), strict=True):
        for language in workshop.of(publication, targets(workshop, languages)):
            path = workshop.shown(publication.catalogue(language))
            row = with_template(path, template, partial(_standing, workshop, publication, language))
            rows.append(
                Standing(publication.name, language, path, Progress(), row) if isinstance(row, Failure) else row
            )
    return (*rows, *(() if names else _labels(workshop, targets(workshop, languages))))


def _labels(workshop: Project, languages: Sequence[str]) -> Iterator[Standing]:
    """The house's own words, of languages that are shipped with none or have a file of the house's."""
    for language in languages:
        path = workshop.labels(language)
        far = isolation.attempt(workshop.shown(path), partial(house_words.progress, workshop, language))
        if isinstance(far, Failure):
            yield Standing(LABELS, language, workshop.shown(path), Progress(), far)
        elif path.is_file() or far.untranslated:
            yield Standing(LABELS, language, workshop.shown(path), far)


def with_template(path: str, template: Template | Failure, work: Callable[[Template], T]) -> T | Failure:
    """What ``work`` makes of a master's template for the catalogue at ``path``; the master's failure where it has none."""
    return template if isinstance(template, Failure) else isolation.attempt(path, lambda: work(template))


def _standing(workshop: Project, publication: Publication, language: str, template: Template) -> Standing:
    with bounds.deadline(workshop.shown(publication.catalogue(language))):
        catalogue = read(workshop, publication, language)
        entries = {entry.key: entry for entry in catalogue.entries if not entry.obsolete}
        states = [state_of(entries.get(segment.key)) for segment in template.segments]
    return Standing(publication.name, language, catalogue.path, apply.progress(states))


def update_all(
    workshop: Project,
    names: tuple[str, ...],
    languages: tuple[str, ...],
    *,
    dry: bool = False,
    fill: bool = False,
    listen: Listener = events.silent,
) -> tuple[Done, ...]:
    """Bring every catalogue up to its master; with ``dry`` nothing is written and what would be is called stale, with
    ``fill`` empty entries get what other publications have for the same text, as fuzzy."""
    wanted = targets(workshop, languages)
    publications = workshop.publications(names)
    refused = {item.name: isolation.attempt(item.name, item.refuse) for item in publications}
    jobs = [_job(workshop, item, workshop.of(item, wanted)) for item in publications if refused[item.name] is None]
    listen(events.Started(TASK, len(publications) * len(wanted)))
    done = update_many(
        jobs,
        current=None if fill else Current(stores.place(workshop)),
        extras=_extras(workshop),
        means=lambda: Means(glossary(workshop), _memory(workshop), stores.place(workshop), dry, fill),
        workers=min(os.cpu_count() or 1, 1 + len(jobs) // 25),
        listen=lambda done: listen(events.Advanced(TASK, done.path, done.result.value)),
    )
    done = _guarded(workshop, publications, done, dry=dry)
    if not dry:
        house_words.write_labels(workshop, wanted)
    stopped = [
        Done(name, language, name, Result.FAILED, (failed.finding,), failed)
        for name, failed in refused.items()
        if failed is not None
        for language in wanted
    ]
    return (*done, *stopped)


def _guarded(
    workshop: Project, publications: Sequence[Publication], done: Sequence[Done], *, dry: bool
) -> tuple[Done, ...]:
    """The results, with what finished work is gone from a catalogue; what each update left is kept for the next."""
    touched = [item for item in done if item.pair is not None and item.failed is None]
    named = {item.name: item for item in publications}
    former = guard.former(workshop, [(named[item.publication], item.language) for item in touched])
    told = {}
    for item in touched:
        before = former.get((item.publication, item.language))
        path = named[item.publication].catalogue(item.language)
        data = files.read_bytes(path) if path.is_file() else b""
        gone: tuple[Finding, ...] = ()
        if before is not None and before.data != data:
            gone = guard.told(before, read(workshop, named[item.publication], item.language))
        if not gone and data and not dry and (before is None or before.since != guard.HEAD):
            guard.keep(workshop, item.publication, item.language, data)
        told[item.publication, item.language] = gone
    return tuple(
        replace(item, findings=(*item.findings, *told.get((item.publication, item.language), ()))) for item in done
    )


def _job(workshop: Project, publication: Publication, languages: Sequence[str]) -> Job:
    return Job(
        publication.name,
        publication.master,
        tuple((language, publication.catalogue(language)) for language in languages),
        workshop.root,
        workshop.house.source_language,
    )


def _derived(workshop: Project, name: str) -> Path:
    return workshop.root / workshop.house.paths.build / name


def _extras(workshop: Project) -> str:
    """A digest of what else an update uses: the glossary, the code, the libraries."""
    used = Program(stores.of(workshop)).parts_of((_BULK,))
    tools = program.versions("pypandoc-binary", "polib", "babel", "rapidfuzz")
    parts = [glossary_digest(workshop), used, tools]
    return sha256(json.dumps(parts, sort_keys=True).encode())


def glossary_digest(workshop: Project) -> str:
    """The digest of the glossary's file; empty where there is none."""
    name = workshop.house.glossary
    return files.sha256(files.read_bytes(workshop.root / name, what=N_("glossary"))) if name else ""


def _memory(workshop: Project) -> Path | None:
    """The memory's file, with every catalogue of the house as it is now; None where one publication stands alone."""
    publications = workshop.publications()
    if len(publications) < 2:
        return None
    store = _derived(workshop, MEMORY)
    try:
        _learn(workshop, publications, store)
    except BrokenMemory:
        set_aside(store)
        _learn(workshop, publications, store)
    return store


def _learn(workshop: Project, publications: Sequence[Publication], store: Path) -> None:
    with Memory(store) as memory:
        for publication in publications:
            for language in targets(workshop, ()):
                learnt = isolation.attempt_in_time(
                    publication.name, partial(_learnt, workshop, publication, language, memory)
                )
                if isinstance(learnt, Failure) and learnt.blame is not Blame.INPUT:
                    raise isolation.as_error(learnt)  # its own update says what is wrong with a catalogue


def _learnt(workshop: Project, publication: Publication, language: str, memory: Memory) -> None:
    """Teach the memory a catalogue that it doesn't know as it is now."""
    path = publication.catalogue(language)
    digest = files.sha256(files.read_bytes(path)) if path.is_file() else ""
    if digest and not memory.has(publication.name, language, digest):
        memory.learn(read(workshop, publication, language), digest)
