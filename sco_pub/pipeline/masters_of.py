"""Take publications, give masters: cleaned where their raw texts or corrections changed, and settled with what a hand wrote.

What is written where.  ``source/PUB/master.md``, and in ``build/PUB/`` the report (cleaning.html; cleaning.json with the whole
ledger), the clean text (clean.txt) and the raw text as it was read (read.txt: UTF-8, in the order of reading), to whose lines and
offsets the ledger refers.

When the cleaner refuses (an error among the findings), no master is written: the partial one stands beside the report as
``build/PUB/master.partial.md``.  A master that a person edited is never overwritten: if the cleaner would still write what it
wrote then, the edited master is simply kept; otherwise the difference is shown, and it is the editor's to say what holds:
``accept`` (what stands is right) or ``merge`` (take over what doesn't collide, mark what does).  For a merge the text that the
master began from is needed; it is kept as ``build/PUB/.cleaned.md``, and the stamp says whether it is the right one.
"""

from __future__ import annotations

import difflib
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import partial
from typing import Any

from sco_pub.edge import files, program
from sco_pub.model.codes import cleaning as codes
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Finding, Place, found
from sco_pub.model.wording import N_, as_phrase, phrase
from sco_pub.pipeline import engine, events, isolation, record, stores
from sco_pub.pipeline.crew import Hands, hire
from sco_pub.pipeline.engine import Done, Engine, Step
from sco_pub.pipeline.events import Listener
from sco_pub.pipeline.house import Project, Publication
from sco_pub.pipeline.isolation import Blame, Failure
from sco_pub.pipeline.record import Record
from sco_pub.pipeline.steps.given import READERS, RawFile
from sco_pub.pipeline.steps.made import findings
from sco_pub.structure import stamp, three_way

TASK = N_("clean")
_STEP = "sco_pub.pipeline.steps.clean"
REPORTS = ("cleaning.html", "cleaning.json", "read.txt", "clean.txt")
_BASE = ".cleaned.md"
_NONE = stamp.Stamp(0, "", "", "")
_AHEAD = 2  # texts under way for each worker
_FEW = 4  # texts that aren't worth a worker: to start one costs as much as some articles


class Settle(StrEnum):
    """What is to become of a master that was edited by hand while its sources changed."""

    ASK = "ask"
    ACCEPT = "accept"
    MERGE = "merge"


class Result(StrEnum):
    WRITTEN = N_("written")
    UNCHANGED = N_("unchanged")
    EDITED = N_("edited by hand, kept")
    DIFFERS = N_("edited by hand, differs")
    ACCEPTED = N_("edited by hand, accepted")
    MERGED = N_("edited by hand, merged")
    COLLIDES = N_("edited by hand, collides")
    REFUSED = N_("refused")
    UNREADABLE = N_("unreadable")
    FAULT = N_("failed")
    PASSED_OVER = N_("passed over")
    NOTHING = N_("no raw text")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What became of one publication or file."""

    name: str
    result: Result
    master: str
    findings: tuple[Finding, ...] = ()
    report: str | None = None
    difference: str = ""
    markdown: str = ""
    failed: Failure | None = None


def clean_publications(
    workshop: Project,
    names: tuple[str, ...] = (),
    *,
    settle: Settle = Settle.ASK,
    hands: Hands = Hands(),  # noqa: B008 - frozen
    listen: Listener = events.silent,
) -> tuple[Cleaned, ...]:
    """Every publication's master from its raw text; one that has only a master is left as it is."""
    publications = workshop.publications(names)
    listen(events.Started(TASK, len(publications)))
    done: dict[str, Cleaned] = {}
    store = stores.of(workshop)
    with Engine(
        store, hire(hands, len(publications) if len(publications) > _FEW else 1, (_STEP,), store.root)
    ) as works:
        alone = works.workers.ahead(_AHEAD) == 0
        records = []
        for publication in publications:
            known = Record(publication.build)
            records.append(known)
            one = _One(workshop, publication, known, works, settle, listen, done, None if alone else 1)
            one.begin()
            works.settle(works.workers.ahead(_AHEAD))
        works.settle()
        record.settle(records)
    return tuple(done[publication.name] for publication in publications)


def step_of(
    workshop: Project, publication: Publication, known: Record, works: Engine, cores: int | None = None
) -> Step | None:
    """The step that cleans a publication's raw text; None where it has none."""
    publication.refuse()
    raw, told = publication.raw, publication.corrections
    if raw is None:
        return None
    house, shown = workshop.house, workshop.shown(raw)
    decisions = files.read_text(told, what=N_("corrections")) if told.is_file() else ""
    digest = known.digest(raw)
    parts: dict[str, Any] = {
        "publication": publication.name,
        shown: digest,
        workshop.shown(told): known.digest(told),
        "settings": {
            **asdict(house.clean),
            "report_language": house.report_language,
            "limits": stores.limits(house),
        },
        "code": works.code(_STEP),
        "tools": program.versions(*READERS),
    }
    given = RawFile(
        raw, shown, digest, decisions, workshop.shown(told), house.clean.ocr, house.clean.witness,
        works.store.root, cores, house.report_language,
    )  # fmt: skip
    return Step("clean", parts, f"{_STEP}:run", lambda: (given,), shown)


@dataclass(frozen=True, slots=True)
class _One:
    """One publication on its way to a master."""

    workshop: Project
    publication: Publication
    record: Record
    works: Engine
    settle: Settle
    listen: Listener
    done: dict[str, Cleaned]
    cores: int | None

    def begin(self) -> None:
        """Have it cleaned, or known."""
        shown = self.workshop.shown(self.publication.folder)
        step = isolation.attempt(
            shown, lambda: step_of(self.workshop, self.publication, self.record, self.works, self.cores)
        )
        if step is None:
            self._end(Cleaned(self.publication.name, Result.NOTHING, self.workshop.shown(self.publication.master)))
        elif isinstance(step, Failure):
            self._settled(step)
        elif known := self.works.known(step):
            self._settled(known)
        else:
            self.listen(events.Working(TASK, self.publication.name))
            self.works.take(step, self.record, self._settled)

    def _settled(self, done: Done | Failure) -> None:
        name = self.publication.name
        if not isinstance(done, Failure):
            engine.enter(self.record, done)
            written = isolation.attempt(self.workshop.shown(self.publication.folder), partial(self._write, done))
            self._end(stopped(name, written) if isinstance(written, Failure) else written)
            return
        self._end(stopped(name, done))

    def _end(self, cleaned: Cleaned) -> None:
        self.done[self.publication.name] = cleaned
        self.listen(events.Advanced(TASK, cleaned.master, cleaned.result.value))

    def _write(self, done: Done) -> Cleaned:
        """The reports, and the master if it may be written."""
        publication, shown = self.publication, self.workshop.shown(self.publication.master)
        for name in REPORTS:
            self._put(publication.build / name, done, name)
        page, told = self.workshop.shown(publication.build / "cleaning.html"), findings(done.said)
        if done.said.get("refused"):
            beside = publication.build / "master.partial.md"
            self._put(beside, done, "master.md")
            return Cleaned(publication.name, Result.REFUSED, self.workshop.shown(beside), told, page)
        result, difference = self._master(done, shown)
        if result is not Result.DIFFERS:
            for name in done.outputs:
                if name.startswith("figures/"):
                    self._put(publication.folder / name, done, name)
        return Cleaned(publication.name, result, shown, told, page, difference)

    def _put(self, path: Any, done: Done, name: str) -> None:
        if self.record.digest(path) != done.outputs[name]:
            files.write_bytes(path, self._bytes(done, name))
            self.record.learn(path, done.outputs[name])

    def _bytes(self, done: Done, name: str) -> bytes:
        data = self.works.bytes_of(done, name)
        if data is None:
            data = self.works.again(done).outputs[name]
        return data

    def _master(self, done: Done, shown: str) -> tuple[Result, str]:
        """What becomes of the master that stands, and the difference if a hand has been at it."""
        path = self.publication.master
        if self.record.digest(path) == done.outputs["master.md"]:
            self._put(self.publication.build / _BASE, done, "master.md")
            return Result.UNCHANGED, ""
        new = self._bytes(done, "master.md").decode("utf-8")
        standing = files.standing(path, what=N_("master"))
        result, difference = Result.WRITTEN, ""
        if standing is not files.ABSENT:
            old = files.decoded(standing, path, what=N_("master"))
            result, difference = against(old, new, shown)
            if result is Result.DIFFERS and self.settle is not Settle.ASK:
                result, new = self._agree(old, new, shown)
                difference = ""
        if result is Result.EDITED and (stamp.read(new) or _NONE).text == (stamp.read(old) or _NONE).text:
            self._put(self.publication.build / _BASE, done, "master.md")
        if result in (Result.WRITTEN, Result.ACCEPTED, Result.MERGED, Result.COLLIDES):
            files.write_text(path, new, instead_of=standing)
            self.record.learn(path, files.sha256(new.encode("utf-8")))
            self._put(self.publication.build / _BASE, done, "master.md")
        return result, difference

    def _agree(self, old: str, new: str, shown: str) -> tuple[Result, str]:
        """The edited master with the stamp of now: as it stands, or with what changed since taken over."""
        if self.settle is Settle.ACCEPT:
            return Result.ACCEPTED, stamp.onto(old, new)
        base = self._base(old)
        if base is None:
            said = phrase(
                N_("The text that {shown} began from isn't known any more, so nothing can be merged."), shown=shown
            )
            advice = N_("Take over by hand what you want from the difference, then run `sco-pub clean --accept`.")
            raise InputError(said, place=Place(shown), hint=advice)
        names = ("as edited", "as cleaned now")
        merged = three_way.merge(base, stamp.without(old), stamp.without(new), names=names)
        result = Result.COLLIDES if merged.collisions else Result.MERGED
        return result, stamp.onto(merged.text, new)

    def _base(self, old: str) -> str | None:
        """The text that the cleaner wrote before a hand changed it, if it is still there."""
        path, before = self.publication.build / _BASE, stamp.read(old)
        if before is None or not path.is_file():
            return None
        text = stamp.without(files.read_text(path))
        return text if stamp.sha256(text) == before.text else None


def against(old: str, new: str, shown: str) -> tuple[Result, str]:
    """Whether the master that stands may be replaced, and the difference if a hand has been at it."""
    if old == new:
        return Result.UNCHANGED, ""
    if not stamp.edited(old):
        return Result.WRITTEN, ""
    if stamp.without(old) == stamp.without(new):
        return Result.WRITTEN, ""
    before, after = stamp.read(old), stamp.read(new)
    if before and after and (before.raw, before.corrections) == (after.raw, after.corrections):
        return Result.EDITED, ""
    lines = difflib.unified_diff(
        stamp.without(old).splitlines(), stamp.without(new).splitlines(), shown, "as cleaned now", lineterm="", n=0
    )
    return Result.DIFFERS, "\n".join(lines)


def stopped(name: str, failed: Failure) -> Cleaned:
    """What became of a piece that nothing could be made of."""
    if failed.blame is Blame.INPUT:
        failed = replace(failed, finding=_unreadable(failed.finding))
    result = Result.FAULT if failed.blame is Blame.OURS else Result.UNREADABLE
    return Cleaned(name, result, "-", (failed.finding,), failed=failed)


def _unreadable(finding: Finding) -> Finding:
    """The same as a finding about the one file of the folder."""
    said, advice = finding.phrase, as_phrase(finding.hint_phrase)
    return found(codes.UNREADABLE_FILE, finding.place, said=said, advice=advice)
