"""sco-pub why: why a file was, or will be, made."""

from __future__ import annotations

from pathlib import Path

import click

from sco_pub.cli import console as talk
from sco_pub.cli import ui
from sco_pub.cli.options import common, open_house
from sco_pub.model.msgid import N_


@click.command("why")
@click.argument("file", type=click.Path(path_type=Path))
@common
@talk.exits
def command(file: Path, root: Path, quiet: bool, as_json: bool) -> int:
    """Say whether FILE (in build/, a master or a catalogue) is up to date, what it is made from, and why it will be made anew."""
    from sco_pub.model.wording import told
    from sco_pub.pipeline.graph import node_of

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        node = node_of(open_house(root), file)
        say = ui.reader().talk
        console.result(f"{file}: {say(node.state.value)}")
        for reason in node.reasons:
            console.result(f"  {told(reason, say)}")
        console.result(f"  {say(N_('made from'))}: {', '.join(node.inputs)}")
        reasons = [told(reason, ui.reader().written) for reason in node.reasons]
        console.json({"command": "why", "file": file, "state": node.state, "reasons": reasons, "inputs": node.inputs})
        return talk.DONE
