"""sco-pub doctor: what is missing on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from sco_pub.cli import console as talk
from sco_pub.cli.options import common, open_house
from sco_pub.model.msgid import N_


@click.command("doctor")
@common
@talk.exits
def command(root: Path, quiet: bool, as_json: bool) -> int:
    """Look for the libraries, fonts and tools that builds need, and name the Debian package of each that is missing; outside a
    house, for what one has from `sco-pub init`."""
    from sco_pub.edge.fonts import requirements

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        findings = requirements(open_house(root, needed=root != Path()).house)
        console.findings(findings)
        if not findings:
            console.say(N_("Everything that builds need is here."))
        console.json({"command": "doctor", "findings": findings})
        return talk.verdict(findings)
