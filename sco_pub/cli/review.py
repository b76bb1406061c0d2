"""sco-pub review: who has read which translation."""

from __future__ import annotations

from pathlib import Path

import click

from sco_pub.cli import console as talk
from sco_pub.cli.options import LANGUAGES, PUBLICATIONS, common, open_house


@click.command("review")
@PUBLICATIONS
@LANGUAGES
@click.option("--by", "reader", required=True, metavar="NAME", help="Who has read.")
@click.option("--date", metavar="YYYY-MM-DD", help="When (default: today).")
@click.option("--entry", "ids", multiple=True, metavar="ID", help="Only this entry, by its six digits (repeatable).")
@common
@talk.exits
def command(
    publications: tuple[str, ...],
    languages: tuple[str, ...],
    reader: str,
    date: str | None,
    ids: tuple[str, ...],
    root: Path,
    quiet: bool,
    as_json: bool,
) -> int:
    """Record that NAME has read the finished translations of PUB… as they stand; it lapses when either text changes."""
    from sco_pub.pipeline.catalogue_tools import record_review

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        done = record_review(open_house(root), publications, languages, reader=reader, date=date, ids=ids)
        failures = [item.failed for item in done if item.failed]
        for item in done:
            if item.failed:
                continue
            console.result(f"{item.count} newly reviewed\t{item.path}")
        console.findings(failure.finding for failure in failures)
        console.failures(failures)
        console.json({"command": "review", "catalogues": done})
        return talk.ended(failures, talk.DONE)
