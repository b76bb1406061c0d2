"""Take what was built, give one report: every validator that is installed, and our own look at the pages.

Strategy.  Each artifact is a step of the graph (pipeline.engine), keyed by its bytes and by what the validators are: it is given
to each validator of its format, programs of other people that are started on a finished file, on all cores, and never twice.
One that can't run is in the report with its reason.  A PDF is also measured by our own page checks, against the text that its
edition ought to show.  The report (``build/PUB/verify.html``) has pictures of the pages; ``verify.json`` is for machines.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any

from sco_pub.check.verify_report import OWN, Check, Picture, Verdict, from_row, report_html, report_json
from sco_pub.edge import files, program, ui
from sco_pub.edge.validators import by_format
from sco_pub.model.choices import Format, Policy
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, phrase
from sco_pub.pipeline import events, isolation, stores
from sco_pub.pipeline.build import BuildContext, Order
from sco_pub.pipeline.crew import hire
from sco_pub.pipeline.engine import Done, Engine, Step
from sco_pub.pipeline.events import Listener
from sco_pub.pipeline.house import Project, Publication
from sco_pub.pipeline.isolation import Failure

TASK = N_("verify")
_STEP = "sco_pub.pipeline.steps.verify"
_AHEAD = 2  # files under way for each worker


@dataclass(frozen=True, slots=True)
class Verified:
    """One publication's report and what is in it."""

    publication: str
    report: str
    checks: tuple[Check, ...]
    failures: tuple[Failure, ...] = ()

    @property
    def failed(self) -> bool:
        return any(check.verdict is Verdict.FAILED for check in self.checks)


def verify(
    workshop: Project, order: Order, *, pictures: bool = True, listen: Listener = events.silent
) -> tuple[Verified, ...]:
    """Each publication's artifacts, as they stand in build/, checked; the reports are written beside them."""
    publications = workshop.publications(order.publications)
    languages = workshop.languages(order.languages)
    formats = order.formats or workshop.house.formats
    total = len(publications) * len(languages) * len(formats)
    listen(events.Started(TASK, total))
    store = stores.of(workshop)
    with Engine(store, hire(order.hands, total, (_STEP,), store.root)) as works:
        shelves = [_Shelf(workshop, works, publication, pictures, listen) for publication in publications]
        for shelf in shelves:
            for language in workshop.of(shelf.publication, languages):
                for wanted in formats:
                    shelf.begin(language, wanted)
                    works.settle(works.workers.ahead(_AHEAD))
        works.settle()
        return tuple(shelf.verified() for shelf in shelves)


class _Shelf:
    """One publication's artifacts, and what is known so far of each."""

    def __init__(
        self, workshop: Project, works: Engine, publication: Publication, pictures: bool, listen: Listener
    ) -> None:
        self.publication = publication
        self._workshop = workshop
        self._works = works
        self._pictures = pictures
        self._listen = listen
        self._bench = BuildContext(workshop, publication, Policy.DRAFT, works)
        self._refused = isolation.attempt(publication.name, publication.refuse)
        self._files: list[str] = []
        self._done: dict[str, Done | Failure] = {}

    def begin(self, language: str, wanted: Format) -> None:
        """Have a file checked, or know what was said of it; one that isn't up to date is a failure."""
        if isinstance(self._refused, Failure):
            return
        shown = self._workshop.shown(self._bench.artifact(language, wanted))
        self._files.append(shown)
        step = isolation.attempt(shown, partial(self._step, language, wanted, shown))
        then = partial(self._end, shown)
        if isinstance(step, Failure):
            then(step)
        elif (known := self._works.known(step)) and self._whole(known):
            then(known)
        else:
            self._listen(events.Working(TASK, shown))
            self._works.take(step, self._bench.record, then)

    def verified(self) -> Verified:
        """The publication's report, written, and what is in it."""
        if isinstance(self._refused, Failure):
            return Verified(self.publication.name, "", (), (self._refused,))
        checks: list[Check] = []
        pictures: list[Picture] = []
        failures: list[Failure] = []
        for shown in self._files:
            done = self._done[shown]
            checks += _checks(shown, done)
            if isinstance(done, Failure):
                failures.append(done)
            else:
                pictures += self._drawn(shown, done)
        page = _write(self._workshop, self.publication, checks, pictures)
        return Verified(self.publication.name, page, tuple(checks), tuple(failures))

    def _step(self, language: str, wanted: Format, shown: str) -> Step:
        bench, house = self._bench, self._workshop.house.in_language(language)
        if not bench.up_to_date(language, wanted):
            raise InputError(
                phrase(N_("{shown} isn't there or isn't up to date."), shown=shown),
                place=Place(shown),
                hint=phrase(N_("Run `sco-pub build {name}`."), name=self.publication.name),
            )
        path, ours = bench.artifact(language, wanted), wanted is Format.PDF
        digest = bench.record.digest(path)
        parts = {
            shown: digest,
            "pictures": self._pictures,
            "edition": bench.edition(language).outputs["edition"] if ours else "",
            "settings": asdict(house) if ours else {},
            "validators": by_format.installed(wanted),
            "code": self._works.code(_STEP),
            "tools": program.versions(*by_format.PACKAGES),
        }

        def given() -> tuple[Any, ...]:
            edition = bench.edition_bytes(language) if ours else None
            return path, digest, shown, wanted, edition, house, self._pictures

        return Step(f"verify {wanted.value} {language}", parts, f"{_STEP}:run", given, shown)

    def _whole(self, known: Done) -> bool:
        """Whether the store still has all pictures."""
        return {"checks", "captions"} <= known.said.keys() and all(
            self._works.bytes_of(known, name) is not None for name in known.outputs
        )

    def _end(self, shown: str, done: Done | Failure) -> None:
        # the pictures are in the store until the report is written: those of a whole house would fill the memory
        self._done[shown] = done if isinstance(done, Failure) else replace(done, data={})
        self._listen(events.Advanced(TASK, shown, _worst(_checks(shown, done))))

    def _drawn(self, shown: str, done: Done) -> list[Picture]:
        pages = [self._works.bytes_of(done, str(number)) for number in range(len(done.said["captions"]))]
        return [Picture(shown, caption, png) for caption, png in zip(done.said["captions"], pages, strict=True) if png]


def _checks(shown: str, done: Done | Failure) -> tuple[Check, ...]:
    if isinstance(done, Failure):
        return (Check(OWN, "", shown, (done.finding,)),)
    return tuple(map(from_row, done.said["checks"]))


def _worst(checks: tuple[Check, ...]) -> str:
    verdicts = {check.verdict for check in checks}
    order = (Verdict.FAILED, Verdict.WARNED, Verdict.PASSED, Verdict.NOT_RUN)
    return next((verdict.value for verdict in order if verdict in verdicts), "unchecked")


def _write(workshop: Project, publication: Publication, checks: list[Check], pictures: list[Picture]) -> str:
    page = publication.build / "verify.html"
    say = ui.say(workshop.house.report_language)
    files.write_text(page, report_html(checks, pictures, title=publication.name, say=say))
    files.write_text(publication.build / "verify.json", report_json(checks, say))
    return workshop.shown(page)
