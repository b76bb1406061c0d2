"""sco-pub init: make a house."""

from __future__ import annotations

from pathlib import Path

import click

from sco_pub.cli import console as talk
from sco_pub.cli import ui
from sco_pub.model.msgid import N_


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
@click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong.")
@ui.option
@talk.exits
def command(folder: Path, quiet: bool) -> int:
    """Make a house in FOLDER (default: this one): settings, Makefile, .gitignore, a CI file; nothing that stands is touched."""
    from sco_pub.pipeline.founding import found_house

    with talk.Console(quiet=quiet) as console:
        for path, new in found_house(folder):
            console.say(
                N_("{outcome}  {path}"), outcome=ui.reader().talk(N_("made") if new else N_("kept")), path=str(path)
            )
        console.say(N_("Next: put a text or PDF into source/ and run `sco-pub new`, then `sco-pub make`."))
        return talk.DONE
