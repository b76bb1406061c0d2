"""sco-pub language: add a language to the house."""

from __future__ import annotations

from pathlib import Path

import click

from sco_pub.cli import console as talk
from sco_pub.cli.options import common, open_house


@click.group("language")
def command() -> None:
    """Languages of the house."""


@command.command("add")
@click.argument("language", metavar="LANG")
@common
@talk.exits
def add(language: str, root: Path, quiet: bool, as_json: bool) -> int:
    """Add LANG (a BCP 47 tag such as kk) to sco_pub.toml and make its catalogues; builds take it from there."""
    from sco_pub.pipeline.catalogue_tools import add_language
    from sco_pub.pipeline.catalogues import update_all

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        workshop = add_language(open_house(root), language)
        done = update_all(workshop, (), (language,), listen=console.listen)
        console.json({"command": "language add", "language": language, "catalogues": done})
        return talk.DONE
