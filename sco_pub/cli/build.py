"""sco-pub build: make the editions that aren't up to date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sco_pub.cli import console as talk
from sco_pub.cli.options import FORMATS, LANGUAGES, PUBLICATIONS, common, open_house
from sco_pub.model.choices import Format, Policy
from sco_pub.model.msgid import N_

if TYPE_CHECKING:
    from sco_pub.pipeline.build import Built
    from sco_pub.pipeline.isolation import Failure


@click.command("build")
@PUBLICATIONS
@LANGUAGES
@FORMATS
@click.option(
    "--policy",
    type=click.Choice([item.value for item in Policy]),
    default=Policy.DRAFT.value,
    show_default=True,
    help="draft shows what isn't finished, marked; review is bilingual; release refuses it.",
)
@common
@talk.exits
def command(
    publications: tuple[str, ...],
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    policy: str,
    root: Path,
    quiet: bool,
    as_json: bool,
) -> int:
    """Make the PDF, EPUB, DOCX and HTML editions of PUB… (default: all), as far as they aren't up to date."""
    from sco_pub.pipeline.build import Order, build
    from sco_pub.pipeline.requirements import requirements

    order = Order(publications, languages, tuple(Format(item) for item in formats), Policy(policy))
    with talk.Console(quiet=quiet, as_json=as_json) as console:
        workshop = open_house(root)
        if Format.PDF in (order.formats or workshop.house.formats):
            console.findings(requirements(workshop))
        built = build(workshop, order, console.listen)
        report(console, built)
        console.json({"command": "build", "artifacts": built})
        return verdict(built)


def verdict(built: tuple[Built, ...]) -> int:
    """1 when an artifact was refused: a draft that isn't finished is no failure."""
    refused = any(item.artifact is None and not item.failed for item in built)
    return talk.ended(failures(built), talk.FINDINGS if refused else talk.DONE)


def failures(built: tuple[Built, ...]) -> tuple[Failure, ...]:
    """Why some artifacts could not be made."""
    return tuple(item.failed for item in built if item.failed)


def report(console: talk.Console, built: tuple[Built, ...]) -> None:
    """The findings once each, then how far each translation is, then the sum."""
    from sco_pub.model.wording import Several, phrase

    console.findings(dict.fromkeys(finding for item in built for finding in item.findings))
    for publication, language in dict.fromkeys((item.publication, item.language) for item in built):
        progress = next(i.progress for i in built if (i.publication, i.language) == (publication, language))
        if progress.segments and not progress.complete:
            left = progress.segments - progress.translated
            console.say(
                N_(
                    "{name}: {left} of {all} passages aren't translated yet ({fuzzy} of them fuzzy); "
                    "they stand in the original, marked."
                ),
                name=f"{publication}.{language}",
                left=left,
                all=progress.segments,
                fuzzy=progress.fuzzy,
            )
    made = sum(item.made for item in built)
    failed = sum(item.failed is not None for item in built)
    refused = sum(item.artifact is None for item in built) - failed
    counts = [(made, N_("{count} made")), (len(built) - made - refused - failed, N_("{count} up to date"))]
    counts += [(refused, N_("{count} refused"))] if refused else []
    counts += [(failed, N_("{count} failed"))] if failed else []
    console.say(N_("{counts}."), counts=Several(tuple(phrase(text, count=count) for count, text in counts)))
    console.failures(failures(built))
