"""sco-pub make: clean, update, build; what plain `make` runs."""

from __future__ import annotations

from pathlib import Path

import click

from sco_pub.cli import console as talk
from sco_pub.cli.options import PUBLICATIONS, common, open_house


@click.command("make")
@PUBLICATIONS
@common
@talk.exits
def command(publications: tuple[str, ...], root: Path, quiet: bool, as_json: bool) -> int:
    """Clean the raw texts, update the catalogues and build every edition of PUB… (default: all)."""
    from sco_pub.cli import build as building
    from sco_pub.cli import clean as cleaning
    from sco_pub.pipeline.build import Order, build
    from sco_pub.pipeline.catalogues import update_all
    from sco_pub.pipeline.clean import clean_publications
    from sco_pub.pipeline.requirements import requirements

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        workshop = open_house(root)
        missing = requirements(workshop)
        console.findings(missing)
        if talk.verdict(missing):
            return talk.FINDINGS
        cleaned = clean_publications(workshop, publications, listen=console.listen)
        cleaning.report(console, cleaned)
        stopped = {item.name for item in cleaned if cleaning.verdict((item,))}
        going_on = tuple(item.name for item in cleaned if item.name not in stopped)
        updated = update_all(workshop, going_on, (), listen=console.listen) if going_on else ()
        console.findings(dict.fromkeys(finding for item in updated if item.failed for finding in item.findings))
        built = build(workshop, Order(going_on), console.listen) if going_on else ()
        building.report(console, built)
        console.failures(cleaning.failures(cleaned))
        console.json({"command": "make", "cleaned": cleaned, "catalogues": updated, "artifacts": built})
        return talk.ended(cleaning.failures(cleaned), max(cleaning.verdict(cleaned), building.verdict(built)))
