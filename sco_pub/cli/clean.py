"""sco-pub clean: raw text or PDF to master.md."""

from __future__ import annotations

from pathlib import Path

import click

from sco_pub.cli import console as talk
from sco_pub.cli.options import common, open_house
from sco_pub.model.errors import InputError
from sco_pub.pipeline.clean import Cleaned, Result, clean_file, clean_publications

_FAILED = (Result.REFUSED, Result.DIFFERS)


@click.command("clean")
@click.argument("what", nargs=-1, metavar="[PUB|FILE]...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="For a FILE: the master (default: stdout)."
)
@click.option("--strict", is_flag=True, help="Let warnings (doubts, lost notes) fail too.")
@common
@talk.exits
def command(what: tuple[str, ...], output: Path | None, strict: bool, root: Path, quiet: bool, as_json: bool) -> int:
    """Turn raw text into masters: of publications by name (default: all), or of any FILE (.txt, .pdf).

    A FILE needs no house: `sco-pub clean article.pdf -o article.md`.  A publication's report is build/PUB/cleaning.html.
    A master edited by hand is never overwritten.
    """
    with talk.Console(quiet=quiet, as_json=as_json) as console:
        paths = [Path(item) for item in what if _is_file(item)]
        if paths and (len(what) > 1 or not paths):
            raise InputError("One FILE at a time, or publications by name.")
        if output is not None and not paths:
            raise InputError("-o goes with a FILE; a publication's master has its place.")
        if paths:
            cleaned: tuple[Cleaned, ...] = (clean_file(paths[0], output, listen=console.listen),)
            if output is None and not as_json:
                click.echo(cleaned[0].markdown, nl=False)
        else:
            cleaned = clean_publications(open_house(root), what, listen=console.listen)
        report(console, cleaned)
        console.json({"command": "clean", "cleaned": cleaned})
        return verdict(cleaned, strict=strict)


def _is_file(item: str) -> bool:
    path = Path(item)
    return path.suffix.lower() in (".txt", ".pdf", ".md") or len(path.parts) > 1 or path.is_file()


def report(console: talk.Console, cleaned: tuple[Cleaned, ...]) -> None:
    """Each one's findings, the difference to a master edited by hand, and where the report is."""
    for item in cleaned:
        console.findings(item.findings)
        if item.difference:
            console.result(item.difference)
            console.say(
                f"{item.master} was edited by hand and its raw text or corrections changed since; it was left alone."
                " Take over what you want from the difference above, or delete it and clean again."
            )
        if item.report:
            console.say(f"{item.name}: the changes and doubts are in {item.report}")


def verdict(cleaned: tuple[Cleaned, ...], *, strict: bool = False) -> int:
    """1 for a refused text, or a master edited by hand that differs; with ``strict`` for any warning."""
    if any(item.result in _FAILED for item in cleaned):
        return talk.FINDINGS
    return talk.verdict((finding for item in cleaned for finding in item.findings), strict=strict)
