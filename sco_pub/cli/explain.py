"""sco-pub explain: what a finding, a rule or a doubt means."""

from __future__ import annotations

import click

from sco_pub.cli import console as talk
from sco_pub.cli import ui
from sco_pub.model.msgid import N_


@click.command("explain")
@click.argument("names", nargs=-1, metavar="[CODE|RULE|DOUBT]...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object on standard output.")
@ui.option
@talk.exits
def command(names: tuple[str, ...], as_json: bool) -> int:
    """Explain findings (CLN-020), rules of the ledger (yi-point) and doubts (note-lost); without a name, list them all."""
    from sco_pub.check import explain
    from sco_pub.model.errors import InputError
    from sco_pub.model.wording import phrase

    reader = ui.reader()
    with talk.Console(as_json=as_json) as console:
        if not names:
            rows = explain.listed(reader.written if as_json else reader.talk)
            console.table((N_("name"), N_("sentence")), rows)
            console.json({"command": "explain", "names": dict(rows)})
            return talk.DONE
        told = {name: explain.explain(name, reader.written if as_json else reader.talk) for name in names}
        if unknown := [name for name, text in told.items() if text is None]:
            raise InputError(
                phrase(N_("There is no finding, rule or doubt {name}."), name=unknown[0]),
                hint=N_("`sco-pub explain` lists them all."),
            )
        console.result("\n\n\n".join(filter(None, told.values())))
        console.json({"command": "explain", "names": told})
        return talk.DONE
