"""Take publications and languages, give what is wrong with their translations, against the masters as they are now.

Strategy.  Each catalogue is a step of the graph (pipeline.engine), keyed by its bytes, its master's, the glossary's and the code
that checks: of a house of a thousand publications only what was touched is checked again, and all cores do it.  What a catalogue
has lost since the last commit is looked up each time, since that is git's to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from sco_pub.edge import files, program
from sco_pub.model.finding import Finding
from sco_pub.model.glossary import Glossary
from sco_pub.model.wording import N_
from sco_pub.pipeline import catalogues, events, guard, isolation, masters, stores
from sco_pub.pipeline.crew import Hands, hire
from sco_pub.pipeline.engine import Done, Engine, Step
from sco_pub.pipeline.events import Listener
from sco_pub.pipeline.guard import Former
from sco_pub.pipeline.house import Project, Publication
from sco_pub.pipeline.isolation import Failure
from sco_pub.pipeline.languages import told as labels_told
from sco_pub.pipeline.record import Record
from sco_pub.pipeline.steps.given import Translation
from sco_pub.pipeline.steps.made import findings

TASK = N_("check")
Findings = tuple[Finding, ...]
_STEP = "sco_pub.pipeline.steps.check"
_TOOLS = ("pypandoc-binary", "polib", "babel", "rapidfuzz", "pymorphy3", "pymorphy3-dicts-ru")
_AHEAD = 3  # catalogues under way for each worker
_FEW = 4  # catalogues that aren't worth a worker: to start one costs as much as to check some


def check_all(
    workshop: Project,
    names: tuple[str, ...],
    languages: tuple[str, ...],
    *,
    fuzzy: bool = False,
    hands: Hands = Hands(),  # noqa: B008 - frozen
    listen: Listener = events.silent,
) -> tuple[Findings, tuple[Failure, ...]]:
    """Every finding, in the order of publications, languages and entries, and what couldn't be checked at all.

    ``fuzzy`` looks at unfinished entries too.  A catalogue or master that can't be read is a finding, and the others go on.
    """
    wanted = catalogues.targets(workshop, languages)
    publications = workshop.publications(names)
    pairs = [(item, language) for item in publications for language in workshop.of(item, wanted)]
    listen(events.Started(TASK, len(pairs)))
    store = stores.of(workshop)
    with Engine(store, hire(hands, len(pairs) if len(pairs) > _FEW else 1, (_STEP,), store.root)) as works:
        run = _Run(workshop, works, catalogues.glossary(workshop), fuzzy, guard.former(workshop, pairs), listen)
        for publication in publications:
            known_files = Record(publication.build)  # a check reads it and leaves it as it is
            for language in workshop.of(publication, wanted):
                run.begin(publication, language, known_files)
                works.settle(works.workers.ahead(_AHEAD))
        works.settle()
    done = [run.done[publication.name, language] for publication, language in pairs]
    failures = tuple(each for each in done if isinstance(each, Failure))
    found = [finding for each in done for finding in ((each.finding,) if isinstance(each, Failure) else each)]
    return tuple(dict.fromkeys((*found, *labels_told(workshop, wanted)))), failures


class _Run:
    """One check of a house: what is known so far of each catalogue."""

    def __init__(
        self,
        workshop: Project,
        works: Engine,
        glossary: Glossary,
        fuzzy: bool,
        former: Mapping[tuple[str, str], Former],
        listen: Listener,
    ) -> None:
        self._workshop = workshop
        self._works = works
        self._glossary = glossary
        self._fuzzy = fuzzy
        self._former = former
        self._listen = listen
        self._shared = {
            "fuzzy": fuzzy,
            "glossary": catalogues.glossary_digest(workshop),
            "settings": {"source_language": workshop.house.source_language, "limits": stores.limits(workshop.house)},
            "code": works.code(_STEP),
            "tools": program.versions(*_TOOLS),
        }
        self.done: dict[tuple[str, str], Findings | Failure] = {}

    def begin(self, publication: Publication, language: str, known_files: Record) -> None:
        """Have a catalogue checked, or known."""
        path = self._workshop.shown(publication.catalogue(language))
        then = partial(self._checked, publication, language)
        step = isolation.attempt(path, lambda: self._step(publication, language, known_files))
        if isinstance(step, Failure):
            then(step)
        elif known := self._works.known(step):
            then(known)
        else:
            self._listen(events.Working(TASK, path))
            self._works.take(step, known_files, then)

    def _step(self, publication: Publication, language: str, known_files: Record) -> Step:
        publication.refuse()
        workshop, master, catalogue = self._workshop, publication.master, publication.catalogue(language)
        master_name, catalogue_name = workshop.shown(master), workshop.shown(catalogue)
        if not master.is_file():
            masters.source(master, master_name, publication.name)
        parts = {
            "publication": publication.name,
            "language": language,
            master_name: known_files.digest(master),
            catalogue_name: known_files.digest(catalogue),
            **self._shared,
        }

        def given() -> tuple[Translation]:
            data = files.read_bytes(catalogue) if catalogue.is_file() else None
            source_language, place = workshop.house.source_language, self._works.store.root
            return (
                Translation(
                    publication.name, language, source_language, master_name, files.read_bytes(master),
                    catalogue_name, data, self._glossary, self._fuzzy, place,
                ),
            )  # fmt: skip

        return Step(f"check {language}", parts, f"{_STEP}:run", given, catalogue_name)

    def _checked(self, publication: Publication, language: str, done: Done | Failure) -> None:
        path = self._workshop.shown(publication.catalogue(language))
        if not isinstance(done, Failure):
            gone = isolation.attempt(path, partial(self._gone, publication, language))
            result = gone if isinstance(gone, Failure) else (*gone, *findings(done.said))
        else:
            result = done
        self.done[publication.name, language] = result
        outcome = N_("failed") if isinstance(result, Failure) else str(len(result))
        self._listen(events.Advanced(TASK, path, outcome))

    def _gone(self, publication: Publication, language: str) -> Findings:
        """What the catalogue had in the last commit and has no more."""
        before, path = self._former.get((publication.name, language)), publication.catalogue(language)
        data = files.read_bytes(path) if path.is_file() else None
        if before is None or before.data == data:
            return ()
        return guard.told(before, catalogues.read(self._workshop, publication, language), data)
