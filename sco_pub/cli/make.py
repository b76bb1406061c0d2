"""sco-pub make: clean, update, build; what plain `make` runs."""

from __future__ import annotations

from pathlib import Path

import click

from sco_pub.cli import console as talk
from sco_pub.cli.options import JOBS, PUBLICATIONS, SCHEDULER, WARNINGS, common, open_house


@click.command("make")
@PUBLICATIONS
@JOBS
@SCHEDULER
@WARNINGS
@common
@talk.exits
def command(
    publications: tuple[str, ...],
    jobs: int | None,
    scheduler: str,
    all_warnings: bool,
    root: Path,
    quiet: bool,
    as_json: bool,
) -> int:
    """Clean the raw texts, update the catalogues and build every edition of PUB… (default: all).

    A master that was edited by hand is built as it stands, also where its raw text changed since; that is said.
    """
    from sco_pub.cli import build as building
    from sco_pub.cli import clean as cleaning
    from sco_pub.pipeline.build import Order, build
    from sco_pub.pipeline.catalogues import update_all
    from sco_pub.pipeline.crew import Hands
    from sco_pub.pipeline.house import passed_over
    from sco_pub.pipeline.masters_of import Result, clean_publications
    from sco_pub.pipeline.requirements import requirements
    from sco_pub.pipeline.told import Told

    with talk.Console(quiet=quiet, as_json=as_json, brief=True) as console:
        workshop, hands = open_house(root), Hands(jobs, scheduler)
        watch = building.Watch(workshop)
        told = Told(workshop, everything=all_warnings)
        missing = requirements(workshop)
        console.findings(told.new("machine", missing))
        if talk.verdict(missing):
            return talk.FINDINGS
        if not publications:
            console.findings(told.new("source", passed_over(workshop)))
        cleaned = clean_publications(workshop, publications, hands=hands, listen=console.listen)
        cleaning.report(console, cleaned, told)
        going_on = tuple(item.name for item in cleaned if item.result is not Result.REFUSED and not item.failed)
        updated = update_all(workshop, going_on, (), listen=console.listen) if going_on else ()
        console.findings(dict.fromkeys(finding for item in updated if item.failed for finding in item.findings))
        built = build(workshop, Order(going_on, hands=hands), console.listen) if going_on else ()
        building.report(console, built, told, silent=True)
        console.failures(cleaning.failures(cleaned))
        console.json({"command": "make", "cleaned": cleaned, "catalogues": updated, "artifacts": built})
        refused = talk.FINDINGS if any(item.result is Result.REFUSED for item in cleaned) else talk.DONE
        code = talk.ended(cleaning.failures(cleaned), max(refused, building.verdict(built)))
        settled = all(
            item.result in (Result.UNCHANGED, Result.WRITTEN, Result.EDITED, Result.NOTHING) for item in cleaned
        )
        watch.end(console, built, code if settled else talk.FINDINGS, silent=True)
        return code
