"""sco-pub new: make a publication."""

from __future__ import annotations

from pathlib import Path

import click

from sco_pub.cli import console as talk
from sco_pub.cli.options import common, open_house
from sco_pub.model.msgid import N_


@click.command("new")
@click.argument("publication", metavar="[PUB]", required=False)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@common
@talk.exits
def command(publication: str | None, file: Path | None, root: Path, quiet: bool, as_json: bool) -> int:
    """Make the publication PUB with a copy of FILE as its raw text; without PUB, of each file that lies in source/ itself."""
    from sco_pub.pipeline.founding import new_publication, take_in

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        workshop = open_house(root)
        made = list(take_in(workshop)) if publication is None else [new_publication(workshop, publication, file)]
        for path in made:
            console.say(N_("{path} is made; `sco-pub make` does the rest."), path=workshop.shown(path))
        if not made:
            console.say(N_("There is no text in {folder} itself; name one: `sco-pub new NAME FILE`."), folder="source/")
        console.json({"command": "new", "made": made})
        return talk.DONE
