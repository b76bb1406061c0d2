"""sco-pub language: the languages of the house."""

from __future__ import annotations

from pathlib import Path

import click

from sco_pub.cli import console as talk
from sco_pub.cli.options import common, open_house
from sco_pub.model.msgid import N_


@click.group("language")
def command() -> None:
    """Add, list and remove languages."""


@command.command("add")
@click.argument("language", metavar="LANG")
@common
@talk.exits
def add(language: str, root: Path, quiet: bool, as_json: bool) -> int:
    """Add LANG (a BCP 47 tag such as kk) to sco_pub.toml and make its catalogues; builds take it from there."""
    from sco_pub.pipeline import languages
    from sco_pub.pipeline.catalogues import update_all

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        workshop = languages.add(open_house(root), language)
        done = update_all(workshop, (), (language,), listen=console.listen)
        console.findings(languages.told(workshop, (language,)))
        console.json({"command": "language add", "language": language, "catalogues": done})
        return talk.DONE


@command.command("remove")
@click.argument("language", metavar="LANG")
@common
@talk.exits
def remove(language: str, root: Path, quiet: bool, as_json: bool) -> int:
    """Take LANG out of sco_pub.toml; its catalogues and labels stay where they are."""
    from sco_pub.pipeline import languages

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        workshop = open_house(root)
        languages.remove(workshop, language)
        kept = languages.files_of(workshop, language)
        console.say(N_("{language} is no longer in sco_pub.toml."), language=language)
        for path in kept:
            console.say(N_("{path} stays."), path=path)
        console.json({"command": "language remove", "language": language, "kept": kept})
        return talk.DONE


@command.command("list")
@common
@talk.exits
def list_(root: Path, quiet: bool, as_json: bool) -> int:
    """List the languages: their names, catalogues and labels."""
    from sco_pub.pipeline import languages

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        rows = languages.listed(open_house(root))
        header = (N_("language"), N_("name"), N_("catalogues"), N_("labels"))
        console.table(
            header,
            [
                (
                    row.language,
                    row.name,
                    "–" if row.is_source else f"{row.catalogues}/{row.publications}",
                    f"{row.labels.translated}/{row.labels.segments}",
                )
                for row in rows
            ],
        )
        console.json({"command": "language list", "languages": rows})
        return talk.DONE
