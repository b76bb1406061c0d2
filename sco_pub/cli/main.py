"""The command ``sco-pub``: finds the verb, loads its module only then, so that every verb starts fast.

A verb's module loads nothing but click and the names of its options; what the verb does is loaded when it does it.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import click

from sco_pub.cli import ui
from sco_pub.model.msgid import N_

VERBS = {
    "make": N_("Clean, update the catalogues and build: the whole way."),
    "clean": N_("Raw text or PDF to master.md, with a ledger and a report."),
    "update": N_("Bring the catalogues up to the masters."),
    "check": N_("Check masters and translations."),
    "stats": N_("How far each translation is."),
    "build": N_("Make the PDF, EPUB, DOCX and HTML editions."),
    "review": N_("Record who has read which translation."),
    "po": N_("Work on PO files: normalize, migrate, merge, memory."),
    "language": N_("Add a language."),
    "verify": N_("Run every validator that is installed on what was built."),
    "explain": N_("What a finding, a rule or a doubt means."),
    "doctor": N_("Say what is missing on this machine."),
}


class Verbs(click.Group):
    """Verbs live one a module in sco_pub.cli and are imported on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"sco_pub.cli.{name}").command
        return ui.translated(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        say = ui.reader().talk
        with formatter.section(say(N_("Commands"))):
            formatter.write_dl([(name, say(text)) for name, text in VERBS.items()])


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sco-pub", prog_name="sco-pub")
@ui.option
def sco_pub() -> None:
    """Chinese journal articles, from the text layer of a PDF to PDF, EPUB and DOCX in several languages.

    Exit codes: 0 done, 1 findings or a failed step, 2 wrong usage or input, 3 an outside tool failed.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    given = list(sys.argv[1:] if arguments is None else arguments)
    ui.start(given)
    ui.translated(sco_pub)(args=given, prog_name="sco-pub")
