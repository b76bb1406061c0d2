"""The options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from sco_pub.cli import ui
from sco_pub.model.choices import Format

if TYPE_CHECKING:
    from sco_pub.pipeline.house import Project

F = TypeVar("F", bound=Callable[..., Any])

PUBLICATIONS = click.argument("publications", nargs=-1, metavar="[PUB]...")
LANGUAGES = click.option("--lang", "languages", multiple=True, metavar="LANG", help="Only this language (repeatable).")


FORMATS = click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice([item.value for item in Format]),
    help="Only this format (repeatable).",
)


JOBS = click.option(
    "-j", "--jobs", type=click.IntRange(1, 256), metavar="N", help="How many workers (default: one for each core)."
)
SCHEDULER = click.option(
    "--scheduler",
    default="",
    metavar="ADDRESS",
    help="Have it done by the workers of this dask scheduler (tcp://HOST:PORT; needs sco-pub[dask]).",
)
WARNINGS = click.option("--all-warnings", is_flag=True, help="Show the warnings again that an earlier run has shown.")
DRY = click.option("-n", "--dry-run", "dry", is_flag=True, help="Only say what would be made.")


def common(command: F) -> F:
    """--house, --quiet, --json on a verb; the verb gets ``root``, ``quiet`` and ``as_json``."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print one JSON object on standard output."),
        click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong."),
        click.option(
            "--house",
            "root",
            type=click.Path(path_type=Path),
            default=Path(),
            help="The folder with sco_pub.toml (default: this one or the nearest above).",
        ),
    ):
        command = option(command)
    return cast(F, ui.option(command))


def open_house(root: Path, *, needed: bool = True) -> Project:
    """The house (where none is ``needed``, the default one); its reports in the language that was asked for."""
    from sco_pub.pipeline import house

    found = house.find(root, needed=needed)
    asked = ui.reader().asked
    return replace(found, house=replace(found.house, report_language=asked)) if asked else found
