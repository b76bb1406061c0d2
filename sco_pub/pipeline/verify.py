"""Take what was built, give one report: every validator that is installed, and our own look at the pages.

Strategy.  Each artifact is given to each validator of its format, one after the other: programs of other people, started on
a finished file.  One that can't run is in the report with its reason.  A PDF is also measured by our own page checks,
against the text that its edition ought to show.  The report (``build/PUB/verify.html``) has pictures of the pages;
``verify.json`` is the same for machines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sco_pub.check.verify_report import Check, Picture, Verdict, report_html, report_json
from sco_pub.edge import files, page_pictures, ui
from sco_pub.edge.pdf import inspect_made
from sco_pub.edge.validators import by_format
from sco_pub.model.choices import Format, Policy
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, phrase
from sco_pub.pipeline import events, isolation, stores
from sco_pub.pipeline.build import BuildContext, Order
from sco_pub.pipeline.engine import Engine
from sco_pub.pipeline.events import Listener
from sco_pub.pipeline.house import Project, Publication
from sco_pub.pipeline.isolation import Failure
from sco_pub.pipeline.shown import page_parts, page_text
from sco_pub.pipeline.workers import Workers

TASK = N_("verify")
_OWN = "page checks"


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
    listen(events.Started(TASK, len(publications) * len(languages) * len(formats)))
    with Engine(stores.of(workshop), Workers(1)) as works:
        return tuple(
            _publication(workshop, works, publication, languages, formats, pictures, listen)
            for publication in publications
        )


def _publication(
    workshop: Project,
    works: Engine,
    publication: Publication,
    languages: tuple[str, ...],
    formats: tuple[Format, ...],
    pictures: bool,
    listen: Listener,
) -> Verified:
    refused = isolation.attempt(publication.name, publication.refuse)
    if isinstance(refused, Failure):
        return Verified(publication.name, "", (), (refused,))
    bench = BuildContext(workshop, publication, Policy.DRAFT, works)
    checks: list[Check] = []
    failures: list[Failure] = []
    shown_pages: list[Picture] = []
    for language in workshop.of(publication, languages):
        for wanted in formats:
            path = bench.artifact(language, wanted)
            shown = workshop.shown(path)
            listen(events.Working(TASK, shown))
            done = isolation.attempt(shown, partial(_artifact, bench, path, language, wanted, pictures=pictures))
            if isinstance(done, Failure):
                failures.append(done)
                done = (Check(_OWN, "", shown, (done.finding,)),), ()
            checks += done[0]
            shown_pages += done[1]
            listen(events.Advanced(TASK, shown, _worst(done[0])))
    page = _write(workshop, publication, checks, shown_pages)
    return Verified(publication.name, page, tuple(checks), tuple(failures))


def _artifact(
    bench: BuildContext, path: Path, language: str, wanted: Format, *, pictures: bool
) -> tuple[tuple[Check, ...], tuple[Picture, ...]]:
    """The checks of one artifact, and the pictures of its pages."""
    shown = bench.workshop.shown(path)
    _standing(bench, path, language, wanted)
    checks = tuple(_checks(bench, path, shown, language, wanted))
    drawn = page_pictures.pictures(path, wanted) if pictures else ()
    return checks, tuple(Picture(shown, *each) for each in drawn)


def _standing(bench: BuildContext, path: Path, language: str, wanted: Format) -> None:
    workshop = bench.workshop
    if not bench.up_to_date(language, wanted):
        raise InputError(
            phrase(N_("{shown} isn't there or isn't up to date."), shown=workshop.shown(path)),
            place=Place(workshop.shown(path)),
            hint=phrase(N_("Run `sco-pub build {name}`."), name=bench.publication.name),
        )


def _checks(bench: BuildContext, path: Path, shown: str, language: str, wanted: Format) -> Iterator[Check]:
    yield from by_format.checks(path, shown, wanted)
    if wanted is Format.PDF:
        edition, house = bench.read_edition(language), bench.workshop.house.in_language(language)
        text, parts = page_text(edition), page_parts(edition)
        found = inspect_made.inspect(files.read_bytes(path), house, text, parts, ink=True)
        yield Check(_OWN, "", shown, found)


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
