"""Take publications, languages and formats, give the files: only those that aren't up to date are made.

Strategy.  A build has two layers: an edition for each publication and language (from master and catalogue), and on it an
artifact for each format.  An edition whose inputs changed is made anew; where it comes out equal, its artifacts stand.  All
keys are worked out here (pipeline.engine), from digests of files that are read at most once (pipeline.record); the work itself
is done by workers, in any order, and the results come back in the order of publications, languages, formats.  A file that
someone deleted or changed in build/ is put back from the store.
Findings are kept with what they are about: a build that makes nothing still tells what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from sco_pub.edge import files, program
from sco_pub.model import scripts
from sco_pub.model.choices import Format, Policy
from sco_pub.model.config import House, NoteRestart
from sco_pub.model.design import Look, Parts
from sco_pub.model.edition import Edition, Progress
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Finding, Place
from sco_pub.model.job import Artifact
from sco_pub.model.severity import Severity
from sco_pub.model.wording import N_, phrase
from sco_pub.pipeline import engine, events, isolation, record, stores
from sco_pub.pipeline.crew import Hands, hire
from sco_pub.pipeline.engine import Done, Engine, Step
from sco_pub.pipeline.events import Listener
from sco_pub.pipeline.house import Project, Publication
from sco_pub.pipeline.isolation import Failure
from sco_pub.pipeline.record import ABSENT, Record
from sco_pub.pipeline.steps.given import MEANS, VECTOR, VECTORS, Wanted
from sco_pub.pipeline.steps.made import Made, findings
from sco_pub.pipeline.workers import perform

TASK = N_("build")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".pdf")
_SOURCES = (".bib", ".json")
_NOT_UTF_8 = re.compile("[\ud800-\udfff]")
_AHEAD = 3  # steps under way for each worker: enough that none waits, few enough that memory stays bounded
# What waits longest for a worker would end the build alone: a PDF takes ten times as long as a page, an EPUB three times.
# Editions come first, since all else waits for them.
_WEIGHTS, _FIRST = {Format.PDF: 10, Format.EPUB: 3}, 100
_EDITION, _ARTIFACT = "sco_pub.pipeline.steps.edition", "sco_pub.pipeline.steps.artifact"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built: empty tuples mean all that the house has.  ``hands``: who does it."""

    publications: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ()
    policy: Policy = Policy.DRAFT
    hands: Hands = field(default_factory=Hands)
    dry: bool = False


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
    passed_over: bool = False  # less of it is translated than the house wants


def build(workshop: Project, order: Order, listen: Listener = events.silent) -> tuple[Built, ...]:
    """Every artifact of the order, in the order of publications, languages, formats."""
    publications = workshop.publications(order.publications)
    languages = workshop.languages(order.languages)
    formats = order.formats or workshop.house.formats
    editions = [(item, language) for item in publications for language in workshop.of(item, languages)]
    total = len(editions) * len(formats)
    listen(events.Started(TASK, total))
    store = stores.of(workshop)
    with Engine(store, hire(order.hands, total, preloaded(formats), store.root)) as works:
        run = _Run(workshop, works, order, formats, listen)
        for publication, language in editions:
            run.begin(publication, language)
            works.settle(works.workers.ahead(_AHEAD))
        works.settle()
        run.end()
    return tuple(run.built[item.name, language, wanted] for item, language in editions for wanted in formats)


def preloaded(formats: tuple[Format, ...]) -> tuple[str, ...]:
    """The modules that workers have from the beginning."""
    heavy = tuple(f"sco_pub.edge.weasyprint_patches.{name}" for name in ("warm", "engine"))
    heavy = heavy if {Format.PDF} & set(formats) else ()
    return (_EDITION, _ARTIFACT, *(MEANS[wanted].module for wanted in formats), *heavy)


class _Run:
    """One build: what is known so far of each artifact."""

    def __init__(
        self, workshop: Project, works: Engine, order: Order, formats: tuple[Format, ...], listen: Listener
    ) -> None:
        self._workshop = workshop
        self._works = works
        self._order = order
        self._formats = formats
        self._listen = listen
        self._bench: BuildContext | None = None
        self._records: list[Record] = []
        self._languages = workshop.languages(order.languages)
        self.built: dict[tuple[str, str, Format], Built] = {}

    def begin(self, publication: Publication, language: str) -> None:
        """Have an edition made, or known; what stops it stops no other edition and no other publication."""
        if self._bench is None or self._bench.publication is not publication:
            self._bench = BuildContext(self._workshop, publication, self._order.policy, self._works)
            if (
                not self._order.dry
            ):  # a record that is written is let go, so that a house of thousands takes little memory
                self._records = record.settled(self._records)
            self._bench.waiting = len(self._workshop.of(publication, self._languages)) * len(self._formats)
        bench = self._bench
        step = isolation.attempt(bench.shown(language), lambda: bench.edition_step(language))
        then = partial(self._edition, bench, language)
        if isinstance(step, Failure):
            then(step)
        elif known := bench.known_edition(step):
            engine.enter(bench.record, known)
            then(known)
        elif self._order.dry:
            for wanted in self._formats:
                self._end(
                    bench, language, wanted, Built(publication.name, language, wanted, None, True), N_("to be made")
                )
        else:
            self._works.take(step, bench.record, then)

    def end(self) -> None:
        """Write the records of what was built."""
        if not self._order.dry:
            record.settle(self._records)

    def _edition(self, bench: BuildContext, language: str, done: Done | Failure) -> None:
        name = bench.publication.name
        for wanted in self._formats:
            if isinstance(done, Failure):
                self._stopped(bench, language, wanted, done)
                continue
            found = findings(done.said)
            progress = Progress(**done.said["progress"])
            if bench.policy is not Policy.REVIEW and progress.share < self._workshop.house.least:
                early = Built(name, language, wanted, None, False, (), progress, passed_over=True)
                self._end(bench, language, wanted, early, N_("too early"))
                continue
            if bench.policy is Policy.RELEASE and _has_errors(found):
                refused = Built(name, language, wanted, None, False, found, progress)
                self._end(bench, language, wanted, refused, N_("refused"))
                continue
            shown = self._workshop.shown(bench.artifact(language, wanted))
            step = isolation.attempt(shown, partial(bench.artifact_step, language, wanted, done))
            if isinstance(step, Failure):
                self._stopped(bench, language, wanted, step)
                continue
            then = partial(self._artifact, bench, language, wanted, (found, progress))
            known = bench.standing(step, language, wanted)
            if known is not None:
                then(known)
            elif self._order.dry:
                self._end(
                    bench,
                    language,
                    wanted,
                    Built(name, language, wanted, None, True, found, progress),
                    N_("to be made"),
                )
            else:
                self._listen(events.Working(TASK, step.shown))
                self._works.take(step, bench.record, then)

    def _artifact(
        self,
        bench: BuildContext,
        language: str,
        wanted: Format,
        told: tuple[tuple[Finding, ...], Progress],
        done: Done | Failure,
    ) -> None:
        if isinstance(done, Failure):
            self._stopped(bench, language, wanted, done)
            return
        found = (*told[0], *findings(done.said))
        if bench.policy is Policy.RELEASE and _has_errors(found):  # a formula that stands as TeX is no release
            refused = Built(bench.publication.name, language, wanted, None, False, found, told[1])
            self._end(bench, language, wanted, refused, N_("refused"))
            return
        shown = done.step.shown
        put = isolation.attempt(shown, lambda: self._put(bench, language, wanted, done))
        if isinstance(put, Failure):
            self._stopped(bench, language, wanted, put)
            return
        artifact, made = put
        built = Built(bench.publication.name, language, wanted, artifact, made, found, told[1])
        self._end(bench, language, wanted, built, _outcome(built))

    def _put(self, bench: BuildContext, language: str, wanted: Format, done: Done) -> tuple[Artifact | None, bool]:
        """The artifact where it belongs, and whether it had to be written."""
        if "file" not in done.outputs:
            return None, False
        path, digest = bench.artifact(language, wanted), done.outputs["file"]
        if not done.made and bench.record.digest(path) == digest:
            engine.enter(bench.record, done)
            return Artifact(path.as_posix(), path.stat().st_size, digest), False
        if self._order.dry:
            return None, True
        data = self._works.bytes_of(done, "file")
        assert data is not None, "a step that is known without its bytes is done again"
        files.write_bytes(path, data)
        bench.record.learn(path, digest)
        engine.enter(bench.record, done)
        return Artifact(path.as_posix(), len(data), digest), True

    def _stopped(self, bench: BuildContext, language: str, wanted: Format, failed: Failure) -> None:
        built = Built(bench.publication.name, language, wanted, None, False, (failed.finding,), failed=failed)
        self._end(bench, language, wanted, built, N_("failed"))

    def _end(self, bench: BuildContext, language: str, wanted: Format, built: Built, outcome: str) -> None:
        self.built[bench.publication.name, language, wanted] = built
        self._listen(events.Advanced(TASK, self._workshop.shown(bench.artifact(language, wanted)), outcome))
        bench.waiting -= 1
        if not bench.waiting and not self._order.dry:
            bench.record.save()
            self._records.append(bench.record)


def _has_errors(found: tuple[Finding, ...]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in found)


def _outcome(result: Built) -> str:
    if result.artifact is None:
        return N_("failed") if result.failed else N_("refused")
    return N_("made") if result.made else N_("kept")


class BuildContext:
    """One publication's inputs, each looked at once; ``waiting``: artifacts that nothing is known of yet."""

    def __init__(self, workshop: Project, publication: Publication, policy: Policy, works: Engine) -> None:
        self.workshop = workshop
        self.publication = publication
        self.policy = policy
        self.record = Record(publication.build)
        self.waiting = 0
        self._works = works

    def artifact(self, language: str, wanted: Format) -> Path:
        middle = language if self.policy is not Policy.REVIEW else f"{language}.review"
        return self.publication.artifact(middle, wanted.value)

    def shown(self, language: str) -> str:
        """What findings call an edition that has no better place."""
        return f"{self.publication.name}.{language}"

    def is_source(self, language: str) -> bool:
        return language == self.workshop.house.source_language

    @cached_property
    def pictures(self) -> Mapping[str, Path]:
        """The publication's own pictures, by the path the text uses; links out of the folder are not followed, and a name
        that isn't UTF-8 is none that a text could use."""
        folder = self.publication.folder
        return {
            path.relative_to(folder).as_posix(): path
            for path in sorted(folder.rglob("*"))
            if path.suffix.lower() in _PICTURES
            and (path.suffix.lower() != ".pdf" or path.parent != folder)  # there it is the article as it came
            and path.is_file()
            and path.resolve().is_relative_to(folder.resolve())
            and not _NOT_UTF_8.search(str(path.relative_to(folder)))
        }

    @cached_property
    def sources(self) -> Mapping[str, Path]:
        """The publication's lists of sources, by their names beside the master."""
        folder = self.publication.folder
        return {path.name: path for path in sorted(folder.glob("*")) if path.suffix in _SOURCES and path.is_file()}

    def edition_step(self, language: str) -> Step:
        """The step from master and catalogue to an edition; InputError where there is none of them."""
        self.publication.refuse()
        master, shown = self.publication.master, self.workshop.shown(self.publication.master)
        if not master.is_file():
            from sco_pub.pipeline import masters  # with pandoc's door: a build that only looks does without

            masters.source(master, shown, self.publication.name)
        parts: dict[str, Any] = {
            "publication": self.publication.name,
            "language": language,
            "policy": self.policy.value,
            shown: self.record.digest(master),
            "settings": {
                "source_language": self.workshop.house.source_language,
                "notes_restart": self._notes_restart(language),
                "limits": stores.limits(self.workshop.house),
            },
            "code": self._works.code(_EDITION),
            "tools": program.versions("pypandoc-binary", "babel", "polib"),
        }
        catalogue = None if self.is_source(language) else self._catalogue(language)
        if catalogue is not None:
            parts[self.workshop.shown(catalogue)] = self.record.digest(catalogue)
        if self.sources:
            style = self.workshop.house.citation_style(self.publication.name, language)
            parts["sources"] = {name: self.record.digest(path) for name, path in self.sources.items()}
            parts["citations"] = style
            if style.endswith(".csl"):
                parts[style] = self.record.digest(self.workshop.root / style)
        own = self.workshop.labels(language)
        if own.is_file():
            parts[self.workshop.shown(own)] = self.record.digest(own)
        given = partial(self._wanted, language, master, catalogue)
        return Step(self._name("edition", language), parts, f"{_EDITION}:run", given, self.shown(language), _FIRST)

    def _wanted(self, language: str, master: Path, catalogue: Path | None) -> tuple[Wanted]:
        style = self.workshop.house.citation_style(self.publication.name, language)
        own_style = self.sources and style.endswith(".csl")
        wanted = Wanted(
            self.publication.name,
            language,
            self.workshop.house.source_language,
            self.policy,
            self.workshop.shown(master),
            files.read_bytes(master),
            self.workshop.shown(catalogue) if catalogue else "",
            files.read_bytes(catalogue) if catalogue else None,
            self._works.store.root,
            self._own(language),
            {name: files.read_bytes(path) for name, path in self.sources.items()},
            style,
            files.read_bytes(self.workshop.root / style) if own_style else b"",
            self._notes_restart(language),
        )
        return (wanted,)

    def _notes_restart(self, language: str) -> bool:
        return self.workshop.house.notes_for(language).restart is NoteRestart.PAGE

    def _own(self, language: str) -> Mapping[str, str]:
        path = self.workshop.labels(language)
        if not path.is_file():
            return {}
        from sco_pub.edge import labels

        return labels.own_words(language, path.parent)

    def _catalogue(self, language: str) -> Path:
        path = self.publication.catalogue(language)
        if not path.is_file():
            raise InputError(
                phrase(N_("There is no catalogue {shown}."), shown=self.workshop.shown(path)),
                place=Place(self.workshop.shown(path)),
                hint=phrase(N_("Run `sco-pub update {name}`."), name=self.publication.name),
            )
        return path

    def artifact_step(self, language: str, wanted: Format, edition: Done) -> Step:
        """The step from an edition to a file."""
        means, (house, settings) = MEANS[wanted], _seen(self.workshop.house, language, wanted)
        path = self.artifact(language, wanted)
        drawn = any(name.endswith(VECTORS) for name in self.pictures)
        modules = (_ARTIFACT, means.module, *((VECTOR.module,) if drawn else ()))
        libraries, fonts = (*means.libraries, *(VECTOR.libraries if drawn else ())), means.fonts or drawn
        parts: dict[str, Any] = {
            "edition": edition.outputs["edition"] if means.provenance else edition.said["bare"],
            "epoch": edition.said["epoch"] if means.provenance else 0,
            "pictures": {name: self.record.digest(path) for name, path in self.pictures.items()},
            "settings": {**settings, "limits": stores.limits(self.workshop.house), "translate": ""},
            "code": self._works.code(*modules, data=tuple(f"typeset/styles/{name}.css" for name in means.styles)),
            "tools": {**program.versions(*libraries), **(program.shared_libraries() if fonts else {})},
            "fonts": program.fonts() if fonts else "",
        }
        given = partial(self._file, language, wanted, edition, house)
        name, shown = self._name(wanted.value, language), self.workshop.shown(path)
        return Step(name, parts, f"{_ARTIFACT}:run", given, shown, _WEIGHTS.get(wanted, 1))

    def _file(self, language: str, wanted: Format, edition: Done, house: House) -> tuple[Any, ...]:
        found = {name: files.read_bytes(path) for name, path in self.pictures.items()}
        epoch, shown = edition.said["epoch"], self.workshop.shown(self.artifact(language, wanted))
        folder = self.workshop.shown(self.publication.folder)
        return wanted, self._bytes_of(edition), house, found, epoch, shown, folder, self._works.store.root

    def _name(self, kind: str, language: str) -> str:
        return f"{kind} {language}{'.review' if self.policy is Policy.REVIEW else ''}"

    def _bytes_of(self, edition: Done) -> bytes:
        """The edition as bytes; made anew where the store has lost it."""
        known = self._works.bytes_of(edition, "edition")
        if known is not None:
            return known
        return self._works.again(edition).outputs["edition"]

    def standing(self, step: Step, language: str, wanted: Format) -> Done | None:
        """What is known of an artifact whose bytes are on disk or in the store."""
        known = self._works.known(step)
        if known is None or "file" not in known.outputs:
            return known
        if self.record.digest(self.artifact(language, wanted)) == known.outputs["file"]:
            return known
        data = self._works.store.blob(known.outputs["file"])
        return None if data is None else replace(known, data={"file": data})

    def edition(self, language: str) -> Done:
        """The edition as it is now, made here if need be."""
        step = self.edition_step(language)
        known = self.known_edition(step)
        if known is not None:
            return known
        made: Made = perform(step.work, step.given())
        return self._works.keep(step, made)

    def known_edition(self, step: Step) -> Done | None:
        """What is known of an edition, if it is whole."""
        known = self._works.known(step)
        whole = known is not None and {"progress", "epoch", "bare"} <= known.said.keys() and "edition" in known.outputs
        return known if whole else None

    def up_to_date(self, language: str, wanted: Format) -> bool:
        """Whether the file that stands is what would be made now."""
        path = self.artifact(language, wanted)
        known = self._works.known(self.artifact_step(language, wanted, self.edition(language)))
        return known is not None and known.outputs.get("file", "") == self.record.digest(path) != ABSENT

    def edition_bytes(self, language: str) -> bytes:
        """The edition as it travels (steps.as_json)."""
        return self._bytes_of(self.edition(language))

    def read_edition(self, language: str) -> Edition:
        """The edition itself."""
        from sco_pub.pipeline.steps.as_json import from_json

        return from_json(self.edition_bytes(language))


_known: dict[tuple[str, Format], tuple[House, House, dict[str, Any]]] = {}


def _seen(house: House, language: str, wanted: Format) -> tuple[House, dict[str, Any]]:
    """``seen_by``, and the same as what a key can hold; worked out once for all publications of a house."""
    known = _known.get((language, wanted))
    if known is None or known[0] is not house:
        seen = seen_by(house, language, wanted)
        known = _known[language, wanted] = house, seen, asdict(seen)
    return known[1:]


def seen_by(house: House, language: str, wanted: Format) -> House:
    """The house with what a format uses of it and nothing else: so no other setting can change its files."""
    languages = (*scripts.names_of(language), house.source_language)
    notes = {name: style for name, style in house.notes.items() if name in languages}
    look = Look({name: house.look.sheets[name] for name in _SHEETS[wanted] if name in house.look.sheets})
    own = {name: house.look.own[name] for name in _SHEETS[wanted] if name in house.look.own}
    parts, colophon = Parts(cite=house.parts.cite), {k: text for k, text in house.colophon.items() if k in languages}
    fonts = {name: families for name, families in house.fonts.items() if name in languages}
    if wanted is Format.HTML:
        given = {"languages": house.languages, "formats": house.formats, "source_language": house.source_language}
        look, drawn = (
            replace(look, logo=house.look.logo),
            {"parts": parts, "colophon": colophon, "colours": house.colours},
        )
        return House(**given, **drawn, look=look, notes=notes, fonts=fonts, leading={})  # type: ignore[arg-type]
    seen = House(
        source_language=house.source_language, page=house.in_language(language).page, fonts=fonts, notes=notes, leading={},
        colours=house.colours, colophon=colophon, parts=parts, look=look,
        heads={name: heads for name, heads in house.heads.items() if name in languages},
    )  # fmt: skip
    if wanted is Format.EPUB:
        return replace(seen, epub=house.epub, heads={}, look=replace(look, own=own))
    if wanted is Format.DOCX:
        return replace(seen, headings=house.headings, look=replace(look, word=house.look.word))
    look = replace(look, logo=house.look.logo, own=own)
    return replace(seen, parts=house.parts, headings=house.headings, press=house.press, look=look)


#: The sheets of a design that a format uses.
_SHEETS = {Format.PDF: ("print",), Format.EPUB: ("epub", "cover"), Format.DOCX: (), Format.HTML: ("page",)}
