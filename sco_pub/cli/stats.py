"""sco-pub stats: how far each translation is."""

from __future__ import annotations

from pathlib import Path

import click

from sco_pub.cli import console as talk
from sco_pub.cli.options import LANGUAGES, PUBLICATIONS, common, open_house
from sco_pub.pipeline.catalogues import standings


@click.command("stats")
@PUBLICATIONS
@LANGUAGES
@common
@talk.exits
def command(publications: tuple[str, ...], languages: tuple[str, ...], root: Path, quiet: bool, as_json: bool) -> int:
    """Count what is translated, fuzzy and missing in PUB… (default: all); fuzzy never counts as done."""
    with talk.Console(quiet=quiet, as_json=as_json) as console:
        rows = standings(open_house(root), publications, languages)
        header = ("publication", "language", "segments", "reviewed", "translated", "fuzzy", "missing", "done")
        cells = []
        for row in rows:
            p = row.progress
            share = f"{100 * p.translated // p.segments} %" if p.segments else "–"
            cells.append(
                (row.publication, row.language, p.segments, p.reviewed, p.translated, p.fuzzy, p.untranslated, share)
            )
        console.table(header, cells)
        console.json({"command": "stats", "catalogues": rows})
    return talk.DONE
