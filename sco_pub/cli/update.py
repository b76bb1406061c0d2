"""sco-pub update: bring the catalogues up to the masters."""

from __future__ import annotations

from pathlib import Path

import click

from sco_pub.cli import console as talk
from sco_pub.cli.options import LANGUAGES, PUBLICATIONS, common, open_house


@click.command("update")
@PUBLICATIONS
@LANGUAGES
@click.option("--check", "dry", is_flag=True, help="Write nothing; exit 1 if a catalogue would change.")
@click.option(
    "--fill", is_flag=True, help="Give empty entries what other publications have for the very same text, as fuzzy."
)
@common
@talk.exits
def command(
    publications: tuple[str, ...],
    languages: tuple[str, ...],
    dry: bool,
    fill: bool,
    root: Path,
    quiet: bool,
    as_json: bool,
) -> int:
    """Bring the PO catalogues of PUB… (default: all) up to their masters; no translation or comment is ever dropped."""
    from sco_pub.pipeline.bulk import Result
    from sco_pub.pipeline.catalogues import update_all

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        done = update_all(open_house(root), publications, languages, dry=dry, fill=fill, listen=console.listen)
        console.findings(dict.fromkeys(finding for item in done for finding in item.findings))
        console.json({"command": "update", "catalogues": done})
        failures = [item.failed for item in done if item.failed]
        console.failures(failures)
        return talk.ended(failures, talk.FINDINGS if any(item.result is Result.STALE for item in done) else talk.DONE)
