"""sco-pub check: what is wrong with the translations."""

from __future__ import annotations

from pathlib import Path

import click

from sco_pub.cli import console as talk
from sco_pub.cli import ui
from sco_pub.cli.options import JOBS, LANGUAGES, PUBLICATIONS, common, open_house


@click.command("check")
@PUBLICATIONS
@LANGUAGES
@click.option("--fuzzy", is_flag=True, help="Check fuzzy entries too.")
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@click.option(
    "--as",
    "form",
    type=click.Choice(["text", "sarif", "github", "html"]),
    default="text",
    help="How to print the findings (JSON: --json).",
)
@JOBS
@common
@talk.exits
def command(
    publications: tuple[str, ...],
    languages: tuple[str, ...],
    fuzzy: bool,
    strict: bool,
    form: str,
    jobs: int | None,
    root: Path,
    quiet: bool,
    as_json: bool,
) -> int:
    """Check the translations of PUB… (default: all): notes, markup, numbers, terms, typography.

    `--as html` makes a page with both texts and the glossary's words, to hand to a translator.

    Errors exit 1.  A finding that is meant is waived in the entry by a comment: `# sco-ok: numbers — reason`.
    """
    from importlib import metadata

    from sco_pub.check import render
    from sco_pub.pipeline import volumes
    from sco_pub.pipeline.checks import check_all
    from sco_pub.pipeline.crew import Hands

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        house = open_house(root)
        findings, failures = check_all(
            house, publications, languages, fuzzy=fuzzy, hands=Hands(jobs), listen=console.listen
        )
        written = ui.reader().written
        forms = {
            "text": lambda: render.as_text(findings, written),
            "sarif": lambda: render.as_sarif(findings, written, version=metadata.version("sco-pub")),
            "github": lambda: render.as_github(findings, written),
            "html": lambda: volumes.qa_page(house, publications, languages, findings, written),
        }
        if findings or form != "text":
            console.result(forms[form]().rstrip("\n"))
        console.json({"command": "check", "findings": findings})
        console.failures(failures)
        failed = {failure.finding for failure in failures}
        return talk.ended(failures, talk.verdict((f for f in findings if f not in failed), strict=strict))
