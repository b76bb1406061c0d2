"""sco-pub deps: the build's rules for make, ninja and others."""

from __future__ import annotations

from pathlib import Path

import click

from sco_pub.cli import console as talk
from sco_pub.cli.options import FORMATS, LANGUAGES, PUBLICATIONS, common, open_house
from sco_pub.model.choices import Format


@click.command("deps")
@PUBLICATIONS
@LANGUAGES
@FORMATS
@click.option(
    "--as", "form", type=click.Choice(["make", "ninja", "json"]), default="make", show_default=True, help="For whom."
)
@common
@talk.exits
def command(
    publications: tuple[str, ...],
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    form: str,
    root: Path,
    quiet: bool,
    as_json: bool,
) -> int:
    """Print what each file of PUB… (default: all) is made from, as rules that `make -j` or ninja can drive.

    `sco-pub deps > build/deps.mk`, and in a Makefile `include build/deps.mk`: then `make pdf`, `make ru` and
    `make build/…/….ru.pdf` are targets.  Run it again when a publication or a language comes.
    """
    import json

    from sco_pub.pipeline import graph, graph_forms

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        nodes = graph.nodes(open_house(root), publications, languages, tuple(Format(item) for item in formats))
        rows = graph_forms.as_rows(nodes)
        if form == "json":
            console.result(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            console.result((graph_forms.as_make if form == "make" else graph_forms.as_ninja)(nodes).rstrip("\n"))
        console.json({"command": "deps", "targets": rows})
        return talk.DONE
