"""The verbs of ``sco-pub``: finds the verb, loads its module only then, so that every verb starts fast.

A verb's module loads nothing but click and the names of its options; what the verb does is loaded when it does it.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence

import click

from sco_pub.cli import ui
from sco_pub.model.msgid import N_

VERBS = {
    "init": N_("Make a house: settings, Makefile, CI."),
    "new": N_("Make a publication of a text or PDF."),
    "make": N_("Clean, update the catalogues and build: the whole way."),
    "clean": N_("Raw text or PDF to master.md, with a ledger and a report."),
    "update": N_("Bring the catalogues up to the masters."),
    "check": N_("Check masters and translations."),
    "stats": N_("How far each translation is."),
    "build": N_("Make the PDF, EPUB, DOCX and HTML editions."),
    "watch": N_("Build what is saved, as it is saved."),
    "dist": N_("Put releases into a folder or zip, with checksums."),
    "review": N_("Record who has read which translation."),
    "po": N_("Work on PO files: normalize, migrate, merge, memory."),
    "exchange": N_("Hand catalogues to other tools (XLIFF, DOCX, XLSX, OmegaT) and take them back."),
    "language": N_("Add a language."),
    "verify": N_("Run every validator that is installed on what was built."),
    "why": N_("Why a file was, or will be, made."),
    "graph": N_("The steps of the build, as text or as a picture."),
    "deps": N_("What each file is made from, for make, ninja and others."),
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


def run(given: Sequence[str]) -> None:
    """Do what the arguments say; ends with SystemExit."""
    ui.start(given)
    ui.translated(sco_pub)(args=list(given), prog_name="sco-pub")
