"""The options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from sco_pub.model.config import Format
from sco_pub.pipeline import house
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
    return command


def open_house(root: Path) -> Project:
    return house.find(root)
