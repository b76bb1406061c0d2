"""sco-pub watch: build what is saved, as it is saved."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from sco_pub.cli import console as talk
from sco_pub.cli.options import FORMATS, JOBS, LANGUAGES, PUBLICATIONS, common, open_house
from sco_pub.model.choices import Format
from sco_pub.model.msgid import N_


@click.command("watch")
@PUBLICATIONS
@LANGUAGES
@FORMATS
@JOBS
@common
@talk.exits
def command(
    publications: tuple[str, ...],
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    jobs: int | None,
    root: Path,
    quiet: bool,
    as_json: bool,
) -> int:
    """Make PUB… (default: all) now, and again what a saved file touches, until Ctrl-C; what is loaded stays loaded."""
    from sco_pub.pipeline import watch
    from sco_pub.pipeline.isolation import Failure, attempt

    chosen = tuple(Format(item) for item in formats)
    with talk.Console(quiet=quiet, as_json=False, brief=True) as console:
        workshop = open_house(root)
        try:
            before = watch.states(workshop)
            _make(console, root, publications, languages, chosen, jobs)
            console.say(N_("Waiting for a file to be saved (Ctrl-C ends)."))
            for names in watch.saved(workshop, before):
                wanted = tuple(name for name in names if not publications or name in publications)
                if names and not wanted:
                    continue
                make = partial(_make, console, root, wanted or publications, languages, chosen, jobs)
                done = attempt(str(workshop.root), make)
                if isinstance(done, Failure):  # a house that can't be read just now: its editor will save again
                    console.findings([done.finding])
        except KeyboardInterrupt:
            return talk.DONE
    return talk.DONE


def _make(
    console: talk.Console,
    root: Path,
    publications: tuple[str, ...],
    languages: tuple[str, ...],
    formats: tuple[Format, ...],
    jobs: int | None,
) -> None:
    """Clean, update and build, as `make` does."""
    from sco_pub.cli import build as building
    from sco_pub.cli import clean as cleaning
    from sco_pub.pipeline.build import Order, build
    from sco_pub.pipeline.catalogues import update_all
    from sco_pub.pipeline.crew import Hands
    from sco_pub.pipeline.masters_of import Result, clean_publications
    from sco_pub.pipeline.told import Told

    workshop = open_house(root)
    told = Told(workshop)
    cleaned = clean_publications(workshop, publications, hands=Hands(jobs), listen=console.listen)
    cleaning.report(console, cleaned, told)
    going_on = tuple(item.name for item in cleaned if item.result is not Result.REFUSED and not item.failed)
    if not going_on:
        return
    update_all(workshop, going_on, (), listen=console.listen)
    built = build(workshop, Order(going_on, languages, formats, hands=Hands(jobs)), console.listen)
    building.report(console, built, told, silent=True)
