"""sco-pub stats: how far each translation is."""

from __future__ import annotations

from pathlib import Path

import click

from sco_pub.cli import console as talk
from sco_pub.cli import ui
from sco_pub.cli.options import LANGUAGES, PUBLICATIONS, common, open_house
from sco_pub.model.msgid import N_


@click.command("stats")
@PUBLICATIONS
@LANGUAGES
@click.option(
    "--plot",
    "picture",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.svg",
    help="Draw a bar for each catalogue.",
)
@click.option(
    "--badges",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Draw a badge for each catalogue, PUB.LANG.svg.",
)
@click.option(
    "--page",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.html",
    help="Write a page with all publications and languages.",
)
@click.option("--words", "counted", is_flag=True, help="Count the words there are to translate, as agencies do.")
@click.option(
    "--csv",
    "sheet",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.csv",
    help="Write those counts as CSV.",
)
@common
@talk.exits
def command(
    publications: tuple[str, ...],
    languages: tuple[str, ...],
    picture: Path | None,
    badges: Path | None,
    page: Path | None,
    counted: bool,
    sheet: Path | None,
    root: Path,
    quiet: bool,
    as_json: bool,
) -> int:
    """Count what is translated, fuzzy and missing in PUB… (default: all); fuzzy never counts as done.

    With --words: words (each hanzi is one), by what the house has of them already: finished, repetitions, fuzzy matches.
    """
    from sco_pub.edge import files
    from sco_pub.localise import badge, progress_page
    from sco_pub.pipeline.catalogues import standings

    if counted or sheet is not None:
        return _words(root, publications, languages, sheet, quiet=quiet, as_json=as_json)
    with talk.Console(quiet=quiet, as_json=as_json) as console:
        rows = standings(open_house(root), publications, languages)
        header: tuple[str, ...] = (N_("publication"), N_("language"), N_("segments"), N_("reviewed"))
        header += (N_("translated"), N_("fuzzy"), N_("missing"), N_("done"))
        cells = []
        for row in rows:
            if row.failed:
                continue
            p = row.progress
            share = f"{100 * p.translated // p.segments} %" if p.segments else "–"
            cells.append(
                (row.publication, row.language, p.segments, p.reviewed, p.translated, p.fuzzy, p.untranslated, share)
            )
        console.table(header, cells)
        if picture is not None:
            bars = [(f"{row.publication}.{row.language}", row.progress) for row in rows if not row.failed]
            files.write_text(picture, badge.plot(bars))
        if badges is not None:
            for row in rows:
                files.write_text(
                    badges / f"{row.publication}.{row.language}.svg", badge.badge(row.language, row.progress)
                )
        if page is not None:
            told = [(row.publication, row.language, row.progress) for row in rows if not row.failed]
            files.write_text(page, progress_page.page(told, say=ui.reader().written))
        console.json({"command": "stats", "catalogues": rows})
        failures = [row.failed for row in rows if row.failed]
        console.findings(dict.fromkeys(failure.finding for failure in failures))
        console.failures(failures)
    return talk.ended(failures, talk.DONE)


def _words(
    root: Path,
    publications: tuple[str, ...],
    languages: tuple[str, ...],
    sheet: Path | None,
    *,
    quiet: bool,
    as_json: bool,
) -> int:
    from sco_pub.edge import files
    from sco_pub.localise.volume import Band
    from sco_pub.pipeline import volumes

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        rows, failures = volumes.measured(open_house(root), publications, languages)
        header = (N_("publication"), N_("language"), N_("words"), *(band.value for band in Band))
        cells = [
            (row.publication or "*", row.language, row.total.words, *(row.bands[band].words for band in Band))
            for row in rows
        ]
        console.table(header, cells)
        if sheet is not None:
            files.write_text(sheet, volumes.as_csv(rows))
        console.json({"command": "stats", "volumes": rows})
        console.findings(dict.fromkeys(failure.finding for failure in failures))
        console.failures(failures)
        return talk.ended(failures, talk.DONE)
