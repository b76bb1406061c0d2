"""sco-pub dist: releases to be handed out."""

from __future__ import annotations

from pathlib import Path

import click

from sco_pub.cli import build as building
from sco_pub.cli import console as talk
from sco_pub.cli.options import FORMATS, JOBS, LANGUAGES, PUBLICATIONS, common, open_house
from sco_pub.model.choices import Format
from sco_pub.model.msgid import N_


@click.command("dist")
@PUBLICATIONS
@LANGUAGES
@FORMATS
@JOBS
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder (default: dist/ in the house).",
)
@click.option("--zip", "archive", type=click.Path(path_type=Path, dir_okay=False), help="Write one zip file instead.")
@common
@talk.exits
def command(
    publications: tuple[str, ...],
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    jobs: int | None,
    output: Path | None,
    archive: Path | None,
    root: Path,
    quiet: bool,
    as_json: bool,
) -> int:
    """Build PUB… (default: all) by the release policy and put the files into a folder, with MANIFEST.json and SHA256SUMS.

    What can't be released is named, and left out; the exit code is 1 then.
    """
    from sco_pub.pipeline.dist import Wanted, distribute
    from sco_pub.pipeline.told import Told

    with talk.Console(quiet=quiet, as_json=as_json, brief=True) as console:
        workshop = open_house(root)
        folder = output or workshop.root / "dist"
        chosen = tuple(Format(item) for item in formats)
        done = distribute(workshop, Wanted(publications, languages, chosen, jobs, folder, archive), console.listen)
        building.report(console, done.built, Told(workshop))
        console.say(N_("{count} files are in {place}."), count=len(done.names), place=str(archive or folder))
        console.json({"command": "dist", "files": done.names, "artifacts": done.built})
        return building.verdict(done.built)
