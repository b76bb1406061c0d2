"""Take steps, give what they make: from the store where their key is known, by workers where it isn't.

Strategy.  A step's key is the sha256 of its kind and of its parts: the digests of its inputs, its own part of the settings, the
digest of the code it uses and the versions of its libraries.  Under the key the store has what came out: the digests of the
outputs, and what there was to say.  So nothing is done whose key is known, on whatever branch or with whatever policy it was
done before; and a step whose inputs changed but whose output came out equal stops the wave, for the key of what follows has
the output's digest in it (early cut-off).  Failures are never kept.

What was done and of what is written into the publication's record (pipeline.record), for `why` and for what stands on disk.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sco_pub.edge.program import Program
from sco_pub.edge.store import Store, sha256
from sco_pub.pipeline import isolation
from sco_pub.pipeline.crew import Crew
from sco_pub.pipeline.isolation import Failure
from sco_pub.pipeline.record import Record
from sco_pub.pipeline.steps.made import Made, findings
from sco_pub.pipeline.workers import Piece, perform


@dataclass(frozen=True, slots=True)
class Step:
    """One node of the graph, its inputs known: ``name`` is unique in its publication; ``parts`` makes its key, by the
    names that `why` shows; ``work`` names the function, ``given`` gives its arguments when it has to be done; ``weight``: how
    long it takes, beside others (pipeline.workers)."""

    name: str
    parts: Mapping[str, Any]
    work: str
    given: Callable[[], tuple[Any, ...]]
    shown: str
    weight: int = 0

    @property
    def key(self) -> str:
        whole = json.dumps([self.work, self.parts], sort_keys=True, ensure_ascii=False)
        return sha256(whole.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class Done:
    """What a step made: the outputs' digests, what there is to say, and whether it was done now.  ``data``: the outputs' bytes as
    far as they are at hand."""

    step: Step
    outputs: Mapping[str, str]
    said: Mapping[str, Any]
    made: bool
    data: Mapping[str, bytes] = field(default_factory=dict)


Then = Callable[[Done | Failure], None]


class Engine:
    """Does steps; ``workers`` may be this process itself.  Use it with ``with``: at the end the store is closed."""

    def __init__(self, store: Store, workers: Crew) -> None:
        self.store = store
        self.workers = workers
        self._code: dict[tuple[tuple[str, ...], tuple[str, ...]], str] = {}
        self._program: Program | None = None
        self._open: dict[str, tuple[Step, Record, Then]] = {}

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.workers.__exit__()
        self.store.close()

    def code(self, *roots: str, data: tuple[str, ...] = ()) -> str:
        """The digest of the code that these modules use; the store has its list under it."""
        known = self._code.get((roots, data))
        if known is None:
            if self._program is None:
                self._program = Program(self.store)
            used = self._program.parts_of(roots, data)
            known = self.store.keep(json.dumps(used, sort_keys=True).encode())
            self._code[roots, data] = known
        return known

    def known(self, step: Step) -> Done | None:
        """What the step made when it was done before with the same parts."""
        with suppress(ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
            kept = self.store.get(step.key)
            if kept is not None:
                row = json.loads(kept)
                outputs = {str(name): str(digest) for name, digest in row["outputs"].items()}
                findings(row["said"])  # readable?
                return Done(step, outputs, dict(row["said"]), made=False)
        return None

    def bytes_of(self, done: Done, name: str) -> bytes | None:
        """The bytes of an output; None where the store has lost them."""
        return done.data[name] if name in done.data else self.store.blob(done.outputs[name])

    def again(self, done: Done) -> Made:
        """Do a step here and now whose outputs the store has lost."""
        made: Made = perform(done.step.work, done.step.given())
        self.keep(done.step, made)
        return made

    def take(self, step: Step, record: Record, then: Then) -> None:
        """Have the step done by a worker; ``then`` is called with what came of it, by ``settle``."""
        given = isolation.attempt(step.shown, step.given)
        if isinstance(given, Failure):
            then(given)
            return
        ident = f"{id(record)} {step.name}"
        self._open[ident] = (step, record, then)
        self.workers.give(Piece(ident, step.work, given, step.shown, step.weight))

    def settle(self, most: int = 0) -> None:
        """Take results until no more than ``most`` steps are under way."""
        while self.workers.under_way > most:
            for piece, result in self.workers.results():
                step, record, then = self._open.pop(piece.ident)
                done = result if isinstance(result, Failure) else self.keep(step, result)
                if isinstance(done, Done):
                    enter(record, done)
                then(done)

    def keep(self, step: Step, made: Made) -> Done:
        """Put what a step made into the store."""
        outputs = {name: self.store.keep(data) for name, data in made.outputs.items()}
        if made.lasting:
            row = {"outputs": outputs, "said": made.said}
            self.store.put(step.key, json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        return Done(step, outputs, made.said, made=True, data=made.outputs)


def enter(record: Record, done: Done) -> None:
    """Say in the record that this is what stands."""
    record.steps[done.step.name] = {
        "key": done.step.key,
        "parts": dict(done.step.parts),
        "outputs": dict(done.outputs),
        "said": dict(done.said),
    }


def changes(before: Mapping[str, Any], now: Mapping[str, Any], inside: str = "") -> Iterator[str]:
    """The names of the parts that differ, as ``settings.page.width``."""
    for name in sorted({*before, *now}):
        one, other = before.get(name), now.get(name)
        if one == other:
            continue
        if isinstance(one, Mapping) and isinstance(other, Mapping):
            yield from changes(one, other, f"{inside}{name}.")
        else:
            yield f"{inside}{name}"
