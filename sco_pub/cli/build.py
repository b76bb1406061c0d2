"""sco-pub build: make the editions that aren't up to date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sco_pub.cli import console as talk
from sco_pub.cli import standing, ui
from sco_pub.cli.options import DRY, FORMATS, JOBS, LANGUAGES, PUBLICATIONS, SCHEDULER, WARNINGS, common, open_house
from sco_pub.model.choices import Format, Policy
from sco_pub.model.msgid import N_

if TYPE_CHECKING:
    from sco_pub.pipeline.build import Built
    from sco_pub.pipeline.house import Project
    from sco_pub.pipeline.isolation import Failure
    from sco_pub.pipeline.told import Told


@click.command("build")
@PUBLICATIONS
@LANGUAGES
@FORMATS
@click.option(
    "--policy",
    type=click.Choice([item.value for item in Policy]),
    default=Policy.DRAFT.value,
    show_default=True,
    help="draft shows what isn't finished, marked; review is bilingual; release refuses it.",
)
@JOBS
@SCHEDULER
@DRY
@WARNINGS
@common
@talk.exits
def command(
    publications: tuple[str, ...],
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    policy: str,
    jobs: int | None,
    scheduler: str,
    dry: bool,
    all_warnings: bool,
    root: Path,
    quiet: bool,
    as_json: bool,
) -> int:
    """Make the PDF, EPUB, DOCX and HTML editions of PUB… (default: all), as far as they aren't up to date."""
    from sco_pub.pipeline.build import Order, build
    from sco_pub.pipeline.crew import Hands
    from sco_pub.pipeline.requirements import requirements
    from sco_pub.pipeline.told import Told

    order = Order(
        publications, languages, tuple(Format(item) for item in formats), Policy(policy), Hands(jobs, scheduler), dry
    )
    with talk.Console(quiet=quiet, as_json=as_json, brief=True) as console:
        workshop = open_house(root)
        watch = Watch(workshop)
        told = Told(workshop, everything=all_warnings)
        if Format.PDF in (order.formats or workshop.house.formats):
            console.findings(told.new("machine", requirements(workshop, keep=not dry)))
        built = build(workshop, order, console.listen)
        report(console, built, told, dry=dry)
        if not dry:
            watch.end(console, built, verdict(built))
        console.json({"command": "build", "artifacts": built})
        return verdict(built)


class Watch:
    """What a build looks at, for cli.standing: made before anything is read."""

    def __init__(self, workshop: Project) -> None:
        from sco_pub.edge import files
        from sco_pub.pipeline import record

        record.looked_at()
        files.written.clear()
        self._root = str(workshop.root)
        self._rows = standing.surroundings(self._root, workshop.folders())
        self._names = standing.names_in(workshop.folders())

    def end(self, console: talk.Console, built: tuple[Built, ...], code: int, *, silent: bool = False) -> None:
        """After a build that ended well: leave what it looked at, and what it would say if nothing changed."""
        from sco_pub.edge import files
        from sco_pub.model.wording import Several, filled, phrase
        from sco_pub.pipeline import record

        seen = record.looked_at()
        if code != talk.DONE or any(item.artifact is None and not item.passed_over for item in built):
            return
        early = sum(item.passed_over for item in built)
        counts = [(0, N_("{count} made")), (len(built) - early, N_("{count} up to date"))]
        counts += [(early, N_("{count} too early"))] if early else []
        sums = Several(tuple(phrase(text, count=count) for count, text in counts))
        said = [*console.spoken[:-1], filled(N_("{counts}."), {"counts": sums}, ui.reader().talk)]
        own = standing.renewed(self._rows, self._names, files.written)
        rows = [*own, *(f"{state} {path}" for path, state in seen.items())]
        standing.leave(self._root, "" if silent else "".join(f"{line}\n" for line in said), rows)


def verdict(built: tuple[Built, ...]) -> int:
    """1 when an artifact was refused: a draft that isn't finished is no failure."""
    refused = any(item.artifact is None and not item.failed and not item.passed_over for item in built)
    return talk.ended(failures(built), talk.FINDINGS if refused else talk.DONE)


def failures(built: tuple[Built, ...]) -> tuple[Failure, ...]:
    """Why some artifacts could not be made."""
    return tuple(item.failed for item in built if item.failed)


def report(
    console: talk.Console, built: tuple[Built, ...], told: Told, *, dry: bool = False, silent: bool = False
) -> None:
    """The findings that are new, once each, then how far each translation is, then the sum; ``silent``: nothing where nothing was
    made."""
    from sco_pub.model.wording import Several, phrase

    found = [told.new(f"{item.publication} {item.language} {item.format}", item.findings) for item in built]
    console.findings(dict.fromkeys(finding for each in found for finding in each))
    if dry:
        made = sum(item.made for item in built)
        console.say(N_("{count} would be made, {left} are up to date."), count=made, left=len(built) - made)
        return
    told.save()
    if silent and not any(item.made or (item.artifact is None and not item.passed_over) for item in built):
        return
    if told.held and any(item.made for item in built):
        console.say(N_("{count} warnings stand as before; --all-warnings shows them."), count=told.held)
    console.spoken.clear()
    for publication, language in dict.fromkeys((item.publication, item.language) for item in built):
        progress = next(i.progress for i in built if (i.publication, i.language) == (publication, language))
        if progress.segments and not progress.complete:
            left = progress.segments - progress.translated
            console.say(
                N_(
                    "{name}: {left} of {all} passages aren't translated yet ({fuzzy} of them fuzzy); "
                    "they stand in the original, marked."
                ),
                name=f"{publication}.{language}",
                left=left,
                all=progress.segments,
                fuzzy=progress.fuzzy,
            )
    made = sum(item.made for item in built)
    failed = sum(item.failed is not None for item in built)
    early = sum(item.passed_over for item in built)
    refused = sum(item.artifact is None for item in built) - failed - early
    counts = [(made, N_("{count} made")), (len(built) - made - refused - failed - early, N_("{count} up to date"))]
    counts += [(refused, N_("{count} refused"))] if refused else []
    counts += [(early, N_("{count} too early"))] if early else []
    counts += [(failed, N_("{count} failed"))] if failed else []
    console.say(N_("{counts}."), counts=Several(tuple(phrase(text, count=count) for count, text in counts)))
    console.failures(failures(built))
