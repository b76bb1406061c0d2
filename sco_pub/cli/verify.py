"""sco-pub verify: every validator that is installed, on what was built."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sco_pub.cli import console as talk
from sco_pub.cli import ui
from sco_pub.cli.options import FORMATS, JOBS, LANGUAGES, PUBLICATIONS, common, open_house
from sco_pub.model.choices import Format
from sco_pub.model.msgid import N_

if TYPE_CHECKING:
    from sco_pub.pipeline.verify import Verified


@click.command("verify")
@PUBLICATIONS
@LANGUAGES
@FORMATS
@click.option("--no-pictures", is_flag=True, help="Leave the pages' pictures out of the report.")
@JOBS
@common
@talk.exits
def command(
    publications: tuple[str, ...],
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    no_pictures: bool,
    jobs: int | None,
    root: Path,
    quiet: bool,
    as_json: bool,
) -> int:
    """Check what was built of PUB… (default: all) with EPUBCheck, Ace, the Nu HTML Checker, axe, veraPDF, OOXML
    validators and our own page checks.

    A validator that isn't installed is named, never passed over.  The report is build/PUB/verify.html.
    """
    from sco_pub.pipeline.build import Order
    from sco_pub.pipeline.crew import Hands
    from sco_pub.pipeline.verify import verify

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        order = Order(publications, languages, tuple(Format(item) for item in formats), hands=Hands(jobs))
        done = verify(open_house(root), order, pictures=not no_pictures, listen=console.listen)
        for item in done:
            report(console, item)
        console.json({"command": "verify", "publications": done})
        failures = [failure for item in done for failure in item.failures]
        console.failures(failures)
        failed = any(item.failed for item in done) and not failures
        return talk.ended(failures, talk.FINDINGS if failed else talk.DONE)


def report(console: talk.Console, item: Verified) -> None:
    """A row a check, what could not run, the findings, and where the report is."""
    from sco_pub.model.wording import told

    rows = [(check.file, check.tool, check.version, check.verdict.value) for check in item.checks]
    console.table((N_("file"), N_("validator"), N_("version"), N_("verdict")), rows)
    console.findings(finding for check in item.checks for finding in check.findings)
    said = ui.reader().talk
    for reason in dict.fromkeys(
        f"{check.tool}: {told(check.reason, said)} {told(check.hint, said)}" for check in item.checks if check.reason
    ):
        console.say(N_("not run: {reason}"), reason=reason)
    if item.report:
        console.say(N_("{name}: the report is {report}"), name=item.publication, report=item.report)
    else:
        console.findings(failed.finding for failed in item.failures)
