"""The command ``sco-pub``: finds the verb, loads its module only then, so that every verb starts fast."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

import click

_VERBS = {
    "make": "Clean, update the catalogues and build: the whole way.",
    "clean": "Raw text or PDF to master.md, with a ledger and a report.",
    "update": "Bring the catalogues up to the masters.",
    "check": "Check masters and translations.",
    "stats": "How far each translation is.",
    "build": "Make the PDF, EPUB, DOCX and HTML editions.",
    "review": "Record who has read which translation.",
    "po": "Work on PO files: normalize, migrate, merge, memory.",
    "language": "Add a language.",
    "verify": "Run every validator that is installed on what was built.",
    "doctor": "Say what is missing on this machine.",
}


class Verbs(click.Group):
    """Verbs live one a module in sco_pub.cli and are imported on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_VERBS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _VERBS:
            return None
        command: click.Command = importlib.import_module(f"sco_pub.cli.{name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_VERBS.items()))


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sco-pub", prog_name="sco-pub")
def sco_pub() -> None:
    """Chinese journal articles, from the text layer of a PDF to PDF, EPUB and DOCX in several languages.

    Exit codes: 0 done, 1 findings or a failed step, 2 wrong usage or input, 3 an outside tool failed.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    sco_pub(args=None if arguments is None else list(arguments), prog_name="sco-pub")
