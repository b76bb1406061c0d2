"""sco-pub graph: the steps of the build."""

from __future__ import annotations

from pathlib import Path

import click

from sco_pub.cli import console as talk
from sco_pub.cli import ui
from sco_pub.cli.options import FORMATS, LANGUAGES, PUBLICATIONS, common, open_house
from sco_pub.model.choices import Format


@click.command("graph")
@PUBLICATIONS
@LANGUAGES
@FORMATS
@click.option(
    "--svg", "picture", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.svg", help="Draw it into a file."
)
@common
@talk.exits
def command(
    publications: tuple[str, ...],
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    picture: Path | None,
    root: Path,
    quiet: bool,
    as_json: bool,
) -> int:
    """Show every step of the build of PUB… (default: all), what it reads and writes, and whether it has to be done."""
    from sco_pub.edge import files
    from sco_pub.pipeline import graph, graph_forms

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        nodes = graph.nodes(open_house(root), publications, languages, tuple(Format(item) for item in formats))
        if picture is not None:
            files.over_ours(picture, graph_forms.MARK)
            files.write_text(picture, graph_forms.as_svg(nodes))
        else:
            console.result(graph_forms.as_text(nodes, ui.reader().talk))
        console.json({"command": "graph", "steps": nodes})
        return talk.DONE
