"""sco-pub exchange: catalogues to translators' tools and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sco_pub.cli import console as talk
from sco_pub.cli.options import common, open_house
from sco_pub.model.msgid import N_

if TYPE_CHECKING:
    from sco_pub.pipeline.exchange import Back

_FORMATS = ("xliff", "xliff2", "docx", "xlsx", "csv", "tmx", "omegat", "weblate")


@click.command("exchange")
@click.argument("kind", metavar="FORMAT", type=click.Choice(_FORMATS))
@click.argument("way", metavar="export|import", type=click.Choice(["export", "import"]))
@click.argument("names", nargs=-1, metavar="[PUB|FILE]...")
@click.option("--lang", "languages", multiple=True, metavar="LANG", help="Only this language (repeatable).")
@click.option("--pub", "publication", default="", metavar="PUB", help="On import, for a file that was renamed.")
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("exchange"),
    show_default=True,
    help="On export, the folder for the files.",
)
@click.option("--by", "reader", default="", metavar="NAME", help="On import, who read what comes back approved.")
@click.option("--all", "whole", is_flag=True, help="On import, show every row that isn't taken.")
@click.option("--check", "dry", is_flag=True, help="On import, write nothing, only say what would come.")
@common
@talk.exits
def command(
    kind: str,
    way: str,
    names: tuple[str, ...],
    languages: tuple[str, ...],
    publication: str,
    folder: Path,
    reader: str,
    whole: bool,
    dry: bool,
    root: Path,
    quiet: bool,
    as_json: bool,
) -> int:
    """Hand catalogues out for another tool, and take back what was done there.

    FORMAT: xliff (1.2), xliff2 (2.1), docx and xlsx (a table of both texts), csv, tmx, omegat (a project folder),
    weblate (approvals, of files that its API gives; out, what was read here, to upload as approved).
    Export writes PUB.LANG.ENDING for each catalogue of PUB… (default: all); import takes files, or folders of OmegaT.

    Only what was changed there is taken: rows may be missing or in another order, an emptied translation is never
    taken, and what was changed on both sides stays as it is here, with theirs in a comment. What comes back approved as it stands
    here is recorded as read, by whom the file or --by says.
    """
    from sco_pub.model.errors import InputError
    from sco_pub.pipeline import exchange

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        house = open_house(root)
        chosen = exchange.Kind(kind)
        if way == "export":
            done = exchange.hand_out(house, chosen, names, languages, folder)
            failures = [item.failed for item in done if item.failed]
            for item in done:
                if not item.failed:
                    console.result(item.path)
            console.json({"command": "exchange export", "files": done})
            console.findings(failure.finding for failure in failures)
            return talk.ended(failures, talk.DONE)
        if not names or len(languages) > 1:
            raise InputError(N_("Name the files to import, and at most one language."))
        sources = [Path(name) for name in names]
        language = languages[0] if languages else ""
        whose = {"publication": publication, "language": language, "by": reader}
        back = exchange.take_in(house, chosen, sources, dry=dry, **whose)
        return _said(console, back, whole)


def _said(console: talk.Console, back: tuple[Back, ...], whole: bool) -> int:
    failures = [item.failed for item in back if item.failed]
    findings = [finding for item in back for finding in item.findings]
    for item in back:
        if not item.failed:
            console.result(f"{item.applied}\t{item.unchanged}\t{len(item.findings)}\t{item.path}\t{item.file}")
    if any(not item.failed for item in back):
        console.say(N_("Taken, unchanged, told; the catalogue, the file."))
    if approved := sum(item.approved for item in back):
        console.say(N_("{count} readings recorded, of what came back approved."), count=approved)
    fold = "" if whole else N_("… and {count} more like it ({code}); --all shows them.")
    console.findings([*findings, *(failure.finding for failure in failures)], fold=fold)
    console.json({"command": "exchange import", "files": back})
    return talk.ended(failures, talk.FINDINGS if findings else talk.DONE)
