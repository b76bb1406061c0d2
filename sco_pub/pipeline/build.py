"""Take publications, languages and formats, give the files: only those that aren't up to date are made.

Strategy.  For each publication the inputs' bytes are hashed first; nothing is parsed, and neither pandoc nor WeasyPrint is
loaded, when every artifact stands.  Otherwise the master is read once, each language's edition is made once, and each format
is composed and written from it.  A unit (publication × language × format) needs nothing from another, so they can be spread
over processes later.  Findings are recorded with the artifact: a build that makes nothing still tells what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path

from sco_pub.check.front_matter import check_front_matter
from sco_pub.edge import bounds, files, labels, pictures
from sco_pub.edge.pandoc import inlines
from sco_pub.edge.po import file as po
from sco_pub.localise import apply
from sco_pub.localise.bilingual import bilingual
from sco_pub.model.choices import Format, Policy
from sco_pub.model.document import Master
from sco_pub.model.edition import Edition, Progress
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Finding, Outcome, Place, as_data, from_data
from sco_pub.model.job import Artifact
from sco_pub.model.wording import N_, phrase
from sco_pub.pipeline import events, fingerprint, isolation, masters, writers
from sco_pub.pipeline.events import Listener
from sco_pub.pipeline.house import Project, Publication
from sco_pub.pipeline.isolation import Failure
from sco_pub.typeset.missing_note_brackets import bracketed

TASK = N_("build")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".pdf")
_NOT_UTF_8 = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built: empty tuples mean all that the house has."""

    publications: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ()
    policy: Policy = Policy.DRAFT


@dataclass(frozen=True, slots=True)
class Built:
    """One artifact, whether it had to be made, what there was to say, and how far its translation is."""

    publication: str
    language: str
    format: Format
    artifact: Artifact | None
    made: bool
    findings: tuple[Finding, ...] = ()
    progress: Progress = field(default_factory=Progress)
    failed: Failure | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """One artifact to be."""

    publication: Publication
    language: str
    format: Format
    path: Path
    fingerprint: str


def build(workshop: Project, order: Order, listen: Listener = events.silent) -> tuple[Built, ...]:
    """Every artifact of the order, in the order of publications, languages, formats."""
    publications = workshop.publications(order.publications)
    languages = workshop.languages(order.languages)
    formats = order.formats or workshop.house.formats
    listen(events.Started(TASK, len(publications) * len(languages) * len(formats)))
    built: list[Built] = []
    for publication in publications:
        bench = BuildContext(workshop, publication, order.policy)
        for language in languages:
            built += _language(bench, language, formats, listen)
    return tuple(built)


def _language(bench: BuildContext, language: str, formats: tuple[Format, ...], listen: Listener) -> Iterator[Built]:
    """The artifacts of one edition; what stops it stops no other edition and no other publication."""
    units = isolation.attempt(bench.shown(language), lambda: _readied(bench, language, formats))
    if isinstance(units, Failure):
        for wanted in formats:
            listen(events.Advanced(TASK, bench.workshop.shown(bench.artifact(language, wanted)), N_("failed")))
            yield _stopped(bench.publication.name, language, wanted, units)
        return
    for unit in units:
        shown = bench.workshop.shown(unit.path)
        listen(events.Working(TASK, shown))
        done = isolation.attempt(shown, partial(_one, bench, unit))
        result = _stopped(unit.publication.name, language, unit.format, done) if isinstance(done, Failure) else done
        listen(events.Advanced(TASK, shown, _outcome(result)))
        yield result


def _readied(bench: BuildContext, language: str, formats: tuple[Format, ...]) -> tuple[Unit, ...]:
    """The edition's units, its inputs read: a fault of any stops it before anything is made."""
    bench.publication.refuse()
    units = tuple(_units(bench, language, formats))
    if not all(bench.stands(unit) for unit in units):
        bench.edition(language)
    return units


def _stopped(publication: str, language: str, wanted: Format, failed: Failure) -> Built:
    return Built(publication, language, wanted, None, False, (failed.finding,), failed=failed)


def _outcome(result: Built) -> str:
    if result.artifact is None:
        return N_("failed") if result.failed else N_("refused")
    return N_("made") if result.made else N_("kept")


def _units(bench: BuildContext, language: str, formats: tuple[Format, ...]) -> Iterator[Unit]:
    for wanted in formats:
        path = bench.artifact(language, wanted)
        yield Unit(bench.publication, language, wanted, path, bench.fingerprint(language, wanted))


def _one(bench: BuildContext, unit: Unit) -> Built:
    standing = bench.record.standing(unit.path, unit.fingerprint)
    recalled = bench.recall(unit.path) if standing is not None else None
    if recalled is not None:
        found, progress = recalled
        return Built(unit.publication.name, unit.language, unit.format, standing, False, found, progress)
    outcome = bench.edition(unit.language)
    edition = outcome.value
    if bench.policy is Policy.RELEASE and outcome.errors:
        return Built(
            unit.publication.name, unit.language, unit.format, None, False, outcome.findings, edition.progress
        )  # fmt: skip
    house = bench.workshop.house.in_language(unit.language)
    with bounds.deadline(bench.workshop.shown(unit.path)):
        written = writers.make(unit.format, edition, house, bench.pictures, masters.epoch(bench.master))
    findings = (*outcome.findings, *written.findings)
    if written.value is None:
        return Built(unit.publication.name, unit.language, unit.format, None, False, findings, edition.progress)
    rows: list[dict[str, object]] = [
        {"progress": asdict(edition.progress)},
        *(as_data(finding) for finding in findings),
    ]
    artifact = bench.record.enter(unit.path, unit.fingerprint, written.value, rows)
    return Built(unit.publication.name, unit.language, unit.format, artifact, True, findings, edition.progress)


class BuildContext:
    """One publication's inputs, read and parsed at most once."""

    def __init__(self, workshop: Project, publication: Publication, policy: Policy) -> None:
        self.workshop = workshop
        self.publication = publication
        self.policy = policy
        self.record = fingerprint.Record(publication.build)
        self._editions: dict[str, Outcome[Edition]] = {}

    def artifact(self, language: str, wanted: Format) -> Path:
        middle = language if self.policy is not Policy.REVIEW else f"{language}.review"
        return self.publication.artifact(middle, wanted.value)

    def shown(self, language: str) -> str:
        """What findings call an edition that has no better place."""
        return f"{self.publication.name}.{language}"

    @cached_property
    def master(self) -> Master:
        return masters.load(self.workshop, (self.publication,))[0]

    @cached_property
    def pictures(self) -> Mapping[str, bytes]:
        """The publication's own pictures, by the path the text uses; links out of the folder are not followed, and a name
        that isn't UTF-8 is none that a text could use."""
        folder = self.publication.folder
        found = {
            path.relative_to(folder).as_posix(): files.read_bytes(path)
            for path in sorted(folder.rglob("*"))
            if path.suffix.lower() in _PICTURES
            and (path.suffix.lower() != ".pdf" or path.parent != folder)  # there it is the article as it came
            and path.is_file()
            and path.resolve().is_relative_to(folder.resolve())
            and not _NOT_UTF_8.search(str(path.relative_to(folder)))
        }
        for name, data in found.items():
            pictures.refuse_bomb(data, self.workshop.shown(folder / name))
        return found

    def stands(self, unit: Unit) -> bool:
        return self.record.standing(unit.path, unit.fingerprint) is not None

    def is_source(self, language: str) -> bool:
        return language == self.workshop.house.source_language

    @cached_property
    def _inputs(self) -> dict[str, str]:
        """The digests of what every edition is made from."""
        if not self.publication.master.is_file():
            masters.load(self.workshop, (self.publication,))
        digests = {name: files.sha256(data) for name, data in self.pictures.items()}
        digests["master"] = files.sha256(files.read_bytes(self.publication.master))
        return digests

    def _catalogue(self, language: str) -> Path:
        path = self.publication.catalogue(language)
        if not path.is_file():
            raise InputError(
                phrase(N_("There is no catalogue {shown}."), shown=self.workshop.shown(path)),
                place=Place(self.workshop.shown(path)),
                hint=phrase(N_("Run `sco-pub update {name}`."), name=self.publication.name),
            )
        return path

    def fingerprint(self, language: str, wanted: Format) -> str:
        house = self.workshop.house
        parts: dict[str, object] = {
            "publication": self.publication.name,
            "language": language,
            "format": wanted.value,
            "policy": self.policy.value,
            "inputs": self._inputs,
            "catalogue": None
            if self.is_source(language)
            else files.sha256(files.read_bytes(self._catalogue(language))),
            "page": asdict(house.in_language(language).page),
            "fonts": asdict(house.fonts_for(language)),
            "notes": asdict(house.notes_for(language)),
            "epub": asdict(house.epub) if wanted is Format.EPUB else {},
            "languages": house.languages if wanted is Format.HTML else (),
        }
        return fingerprint.of(parts)

    def edition(self, language: str) -> Outcome[Edition]:
        if language not in self._editions:
            made = self._edition(language)
            findings = (*check_front_matter(self.master), *made.findings)
            self._editions[language] = Outcome(bracketed(made.value), findings)
        return self._editions[language]

    def _edition(self, language: str) -> Outcome[Edition]:
        words = labels.labels(language)
        if self.is_source(language):
            return Outcome(apply.source_edition(self.master, language=language, labels=words))
        path = self._catalogue(language)
        shown = self.workshop.shown(path)
        catalogue = po.read_catalogue(path, publication=self.publication.name, language=language, name=shown)
        codec = inlines.PandocCodec()
        outcome = apply.apply(
            self.master,
            catalogue,
            codec,
            policy=self.policy,
            labels=words,
            catalogue_digest=files.sha256(files.read_bytes(path)),
        )
        if self.policy is not Policy.REVIEW:
            return outcome
        headings = words.gettext("Original"), words.gettext("Translation")
        document, _ = bilingual(self.master, catalogue, codec, source_heading=headings[0], target_heading=headings[1])
        meta = {
            name: outcome.value.document.meta[name] for name in ("title", "lang") if name in outcome.value.document.meta
        }
        both = replace(outcome.value, document=replace(document, meta=meta))
        return Outcome(both, outcome.findings)

    def recall(self, path: Path) -> tuple[tuple[Finding, ...], Progress] | None:
        """What was recorded of an artifact that stands; None where the record doesn't say it in a way that can be read."""
        rows = self.record.notes(path)
        try:
            progress = next((Progress(**row["progress"]) for row in rows if "progress" in row), Progress())
            counts = (getattr(progress, name) for name in Progress.__dataclass_fields__)
            if not all(isinstance(count, int) for count in counts):
                return None
            found = tuple(from_data(row) for row in rows if "code" in row)
            return (found, progress) if all(finding.message for finding in found) else None
        except (TypeError, ValueError, KeyError, AttributeError, IndexError, RecursionError):
            return None
