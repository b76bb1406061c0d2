"""Take a house, give the graph of its build: every step with its inputs and outputs, and why it was, or will be, made.

Strategy.  The nodes are worked out from the same places that a build uses; what stands and what it was made of is the
publications' records (pipeline.record), where each step has the parts of its key.  A part that differs from what it would be now
is a reason; of the code and the libraries the modules are named.  Nothing is made here, and no text is parsed: where an edition
has yet to be made, whether its files change can't be known (early cut-off), and that is said.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from sco_pub.model.choices import Format, Policy
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, Phrase, phrase
from sco_pub.pipeline import isolation, masters_of, stores
from sco_pub.pipeline.build import BuildContext
from sco_pub.pipeline.engine import Engine, Step, changes
from sco_pub.pipeline.house import Project, Publication
from sco_pub.pipeline.isolation import Failure
from sco_pub.pipeline.record import ABSENT, Record
from sco_pub.pipeline.workers import Workers


class State(StrEnum):
    """How a step's outputs are: as they would be made now; to be made; to be made if what they come from turns out different;
    put back from the store; impossible as its inputs are."""

    STANDS = N_("up to date")
    NEW = N_("to be made")
    MAYBE = N_("depends")
    RESTORED = N_("to be put back")
    BROKEN = N_("can't be made")


@dataclass(frozen=True, slots=True)
class Node:
    """One step: its kind (clean, update, edition, pdf …), the files it reads, those it writes, how it is, and the reasons."""

    publication: str
    kind: str
    language: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    state: State
    reasons: tuple[Phrase, ...] = ()


def nodes(
    workshop: Project,
    names: tuple[str, ...] = (),
    languages: tuple[str, ...] = (),
    formats: tuple[Format, ...] = (),
) -> tuple[Node, ...]:
    """Every step of the publications, in the order in which they are done."""
    with Engine(stores.of(workshop), Workers(1)) as works:
        return tuple(
            node
            for publication in workshop.publications(names)
            for node in _Nodes(workshop, publication, works).all(
                workshop.of(publication, workshop.languages(languages)), formats
            )
        )


def node_of(workshop: Project, path: Path) -> Node:
    """The step that makes a file; InputError for one that none makes."""
    shown = workshop.shown(path.absolute())
    for publication in workshop.publications():
        if publication.name in shown:
            found = (node for node in nodes(workshop, (publication.name,), (), tuple(Format)) if shown in node.outputs)
            for node in found:
                return node
    raise InputError(
        phrase(N_("{path} is made by no step of this house."), path=shown),
        place=Place(shown),
        hint=N_("`sco-pub graph` lists the files that are."),
    )


class _Nodes:
    """The nodes of one publication."""

    def __init__(self, workshop: Project, publication: Publication, works: Engine) -> None:
        self._workshop = workshop
        self._publication = publication
        self._works = works
        self._bench = BuildContext(workshop, publication, Policy.DRAFT, works)
        self._record: Record = self._bench.record

    def all(self, languages: tuple[str, ...], formats: tuple[Format, ...]) -> Iterator[Node]:
        yield from self._clean()
        for language in languages:
            yield from self._update(language)
            yield from self._editions(language, formats or self._workshop.house.formats)

    def _clean(self) -> Iterator[Node]:
        raw = self._publication.raw
        if raw is None:
            return
        step = isolation.attempt(
            self._publication.name,
            lambda: masters_of.step_of(self._workshop, self._publication, self._record, self._works),
        )
        inputs = tuple(self._shown(path) for path in (raw, self._publication.corrections) if path.is_file())
        reports = [self._shown(self._publication.build / name) for name in masters_of.REPORTS]
        outputs = (self._shown(self._publication.master), *reports)
        if isinstance(step, Failure) or step is None:
            yield self._broken("clean", "", inputs, outputs, step)
            return
        reasons = tuple(self._reasons(step))
        yield Node(
            self._publication.name, "clean", "", inputs, outputs, State.NEW if reasons else State.STANDS, reasons
        )

    def _update(self, language: str) -> Iterator[Node]:
        if self._bench.is_source(language):
            return
        path = self._publication.catalogue(language)
        inputs = [self._shown(self._publication.master), self._shown(path)]
        if self._workshop.house.glossary:
            inputs.append(self._workshop.house.glossary)
        state = State.STANDS if path.is_file() else State.NEW
        yield Node(self._publication.name, "update", language, tuple(inputs), (self._shown(path),), state)

    def _editions(self, language: str, formats: tuple[Format, ...]) -> Iterator[Node]:
        name = self._publication.name
        inputs = [self._shown(self._publication.master)]
        if not self._bench.is_source(language):
            inputs.append(self._shown(self._publication.catalogue(language)))
        step = isolation.attempt(self._bench.shown(language), lambda: self._bench.edition_step(language))
        edition = f"edition {name}.{language}"
        if isinstance(step, Failure):
            yield self._broken("edition", language, tuple(inputs), (edition,), step)
        else:
            reasons = tuple(self._reasons(step))
            known = self._bench.known_edition(step)
            state = State.NEW if known is None else State.STANDS
            yield Node(name, "edition", language, tuple(inputs), (edition,), state, reasons)
        for wanted in formats:
            yield self._artifact(language, wanted, step, edition)

    def _artifact(self, language: str, wanted: Format, edition: Step | Failure, shown: str) -> Node:
        path = self._bench.artifact(language, wanted)
        inputs = (shown, *(f"{self._shown(self._publication.folder)}/{name}" for name in self._bench.pictures))
        outputs = (self._shown(path),)
        if isinstance(edition, Failure):
            return self._broken(wanted.value, language, inputs, outputs, edition)
        state, reasons = self._state(language, wanted, edition, path)
        return Node(self._publication.name, wanted.value, language, inputs, outputs, state, reasons)

    def _state(self, language: str, wanted: Format, edition: Step, path: Path) -> tuple[State, tuple[Phrase, ...]]:
        """How an artifact is, and why."""
        known = self._bench.known_edition(edition)
        if known is None:
            return State.MAYBE, tuple(self._reasons(edition))
        step = self._bench.artifact_step(language, wanted, known)
        done = self._works.known(step)
        if done is None:
            return State.NEW, tuple(self._reasons(step))
        digest = self._record.digest(path)
        if digest == done.outputs.get("file"):
            return State.STANDS, ()
        return State.RESTORED, (self._touched(step, digest),)

    def _touched(self, step: Step, digest: str) -> Phrase:
        if digest == ABSENT:
            return Phrase(N_("the file isn't there"))
        before = self._record.steps.get(step.name, {}).get("outputs", {}).get("file")
        return Phrase(N_("another build is there") if digest == before else N_("the file was changed by hand"))

    def _broken(
        self, kind: str, language: str, inputs: tuple[str, ...], outputs: tuple[str, ...], failed: Failure | None
    ) -> Node:
        reasons = (failed.finding.phrase,) if failed else ()
        return Node(self._publication.name, kind, language, inputs, outputs, State.BROKEN, reasons)

    def _reasons(self, step: Step) -> Iterator[Phrase]:
        """What differs from what the record says the step was made of."""
        before: Mapping[str, Any] = self._record.steps.get(step.name, {}).get("parts", {})
        if not before:
            yield Phrase(N_("it was never made"))
            return
        for name in changes(before, step.parts):
            if name == "code":
                yield from self._modules(str(before["code"]), str(step.parts["code"]))
            elif name == "edition":
                yield Phrase(N_("its edition changed"))
            else:
                yield phrase(N_("{name} changed"), name=name)

    def _modules(self, before: str, now: str) -> Iterator[Phrase]:
        old, new = (_listing(self._works.store.blob(digest)) for digest in (before, now))
        names = [name for name in sorted({*old, *new}) if old.get(name) != new.get(name)] if old else []
        yield phrase(N_("the program changed ({names})"), names=", ".join(names[:5]) or "?")

    def _shown(self, path: Path) -> str:
        return self._workshop.shown(path)


def _listing(data: bytes | None) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads(data or b"{}")
    except ValueError:
        return {}
    return found
