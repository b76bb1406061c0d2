"""Take publications and languages, give catalogues that follow their masters; say how far each is.

A translator's file is sacred: it is read whole before anything is written, and written only when an entry changed.

Strategy of an update.  The digests of what a catalogue's content depends on (its own bytes, the master's, the glossary's,
the code) are kept in ``build/.catalogues.json``; a catalogue whose digests stand is not even parsed.  The others are brought up
to their masters, which one pandoc process reads; terms of the glossary and, where there is more than one publication, what
the translation memory offers are put into comments.  The memory (``build/memory.sqlite``) is derived from the catalogues.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from sco_pub.edge import files, inlines, labels, po
from sco_pub.edge.glossary import read_glossary
from sco_pub.edge.memory import Memory
from sco_pub.localise import apply, header, update
from sco_pub.localise.extract import extract
from sco_pub.localise.state import state_of
from sco_pub.localise.suggestions import term_comments
from sco_pub.model.catalogue import Catalogue, State, Template
from sco_pub.model.edition import Progress
from sco_pub.model.finding import Finding
from sco_pub.model.glossary import Glossary
from sco_pub.pipeline import events, fingerprint, masters
from sco_pub.pipeline.events import Listener
from sco_pub.pipeline.house import Publication, Workshop

TASK = "update"
_RECORD = ".catalogues.json"
_MEMORY = "memory.sqlite"


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


def templates(workshop: Workshop, publications: Sequence[Publication]) -> tuple[Template, ...]:
    """The segments of each publication's master; one pandoc process reads them all."""
    codec = inlines.PandocCodec()
    return tuple(extract(master, codec).value for master in masters.load(workshop, publications))


def read(workshop: Workshop, publication: Publication, language: str) -> Catalogue:
    """The catalogue of a publication in a language; an empty one with the right header where there is none yet."""
    path = publication.catalogue(language)
    shown = workshop.shown(path)
    if path.exists():
        return po.read_catalogue(path, publication=publication.name, language=language, name=shown)
    return header.new_catalogue(publication.name, language, shown, plural_forms=labels.plural_forms(language))


def glossary(workshop: Workshop) -> Glossary:
    """The house's glossary; an empty one where sco_pub.toml names none."""
    name = workshop.house.glossary
    return read_glossary(workshop.root / name) if name else Glossary()


def standings(workshop: Workshop, names: tuple[str, ...], languages: tuple[str, ...]) -> tuple[Standing, ...]:
    """How far each catalogue is; a segment that the catalogue doesn't have yet counts as untranslated."""
    publications = workshop.publications(names)
    rows = []
    for publication, template in zip(publications, templates(workshop, publications), strict=True):
        for language in targets(workshop, languages):
            catalogue = read(workshop, publication, language)
            entries = {entry.key: entry for entry in catalogue.entries if not entry.obsolete}
            states = [state_of(entries.get(segment.key)) for segment in template.segments]
            rows.append(Standing(publication.name, language, catalogue.path, apply.progress(states)))
    return tuple(rows)


def update_all(
    workshop: Workshop,
    names: tuple[str, ...],
    languages: tuple[str, ...],
    *,
    dry: bool = False,
    listen: Listener = events.silent,
) -> tuple[Updated, ...]:
    """Bring every catalogue up to its master; with ``dry`` nothing is written and what would be is called stale."""
    desk = _Desk(workshop, workshop.publications(names), targets(workshop, languages))
    listen(events.Started(TASK, len(desk.publications) * len(desk.languages)))
    done: list[Updated] = []
    for publication in desk.publications:
        for language in desk.languages:
            result = desk.update(publication, language, dry)
            listen(events.Advanced(TASK, result.path, result.result.value))
            done.append(result)
    if not dry:
        desk.keep_record()
    return tuple(done)


class _Desk:
    """What an update of many catalogues needs, each read at most once and only when something is stale."""

    def __init__(self, workshop: Workshop, publications: tuple[Publication, ...], languages: tuple[str, ...]) -> None:
        self.workshop = workshop
        self.publications = publications
        self.languages = languages
        self._record_path = workshop.root / workshop.house.paths.build / _RECORD
        try:
            record = json.loads(self._record_path.read_text("utf-8"))
        except (OSError, ValueError):
            record = {}
        self._record: dict[str, str] = record if isinstance(record, dict) else {}

    def keep_record(self) -> None:
        files.write_text(self._record_path, json.dumps(self._record, indent=1, sort_keys=True) + "\n")

    def update(self, publication: Publication, language: str, dry: bool) -> Updated:
        path = publication.catalogue(language)
        shown = self.workshop.shown(path)
        if path.is_file() and self._record.get(shown) == self._digest(publication, path):
            return Updated(publication.name, language, shown, Result.UNCHANGED)
        before = read(self.workshop, publication, language)
        template = self._templates[publication.name]
        outcome = update.update(
            template,
            before,
            terms=term_comments(template, self._glossary, language),
            suggestions=self._suggestions(template, before),
        )
        result = Result.CREATED if not path.exists() else Result.UPDATED
        if path.exists() and outcome.value == before:
            result = Result.UNCHANGED
        elif dry:
            return Updated(publication.name, language, shown, Result.STALE, outcome.findings)
        else:
            po.write_catalogue(path, outcome.value)
        self._record[shown] = self._digest(publication, path)
        return Updated(publication.name, language, shown, result, outcome.findings)

    def _digest(self, publication: Publication, path: Path) -> str:
        names = (path, publication.master)
        return fingerprint.of({"files": [_sha256(name) for name in names], "glossary": self._glossary_digest})

    @cached_property
    def _glossary_digest(self) -> str:
        name = self.workshop.house.glossary
        return _sha256(self.workshop.root / name) if name else ""

    @cached_property
    def _glossary(self) -> Glossary:
        return glossary(self.workshop)

    @cached_property
    def _templates(self) -> Mapping[str, Template]:
        """All templates as soon as one is needed: one pandoc process costs less than many."""
        stale = [item for item in self.publications if any(self._is_stale(item, lang) for lang in self.languages)]
        return {template.publication: template for template in templates(self.workshop, stale)}

    def _is_stale(self, publication: Publication, language: str) -> bool:
        path = publication.catalogue(language)
        return not path.is_file() or self._record.get(self.workshop.shown(path)) != self._digest(publication, path)

    def _suggestions(self, template: Template, catalogue: Catalogue) -> Mapping[str, Sequence[str]] | None:
        """What other publications made of the texts that aren't translated yet; None where there are no others."""
        if len(self.workshop.publications()) < 2:
            return None
        entries = {entry.key: entry for entry in catalogue.entries if not entry.obsolete}
        open_texts = [
            segment.source
            for segment in template.segments
            if state_of(entries.get(segment.key)) in (State.UNTRANSLATED, State.FUZZY)
        ]
        with Memory(self._memory) as memory:
            return memory.suggest(open_texts, language=catalogue.language, publication=catalogue.publication)

    @cached_property
    def _memory(self) -> Path:
        """The memory's file, brought up to every catalogue of the house."""
        path = self.workshop.root / self.workshop.house.paths.build / _MEMORY
        fresh = not path.exists()
        with Memory(path) as memory:
            for publication, language in self._catalogues():
                name = f"memory {publication.name} {language}"
                digest = _sha256(publication.catalogue(language))
                if fresh or self._record.get(name) != digest:
                    memory.learn(read(self.workshop, publication, language))
                    self._record[name] = digest
        return path

    def _catalogues(self) -> Iterator[tuple[Publication, str]]:
        for publication in self.workshop.publications():
            for language in targets(self.workshop, ()):
                if publication.catalogue(language).is_file():
                    yield publication, language


def _sha256(path: Path) -> str:
    return files.sha256(files.read_bytes(path)) if path.is_file() else ""
