"""sco-pub po: work on the PO files themselves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sco_pub.cli import console as talk
from sco_pub.cli.options import LANGUAGES, PUBLICATIONS, common, open_house
from sco_pub.model.msgid import N_

if TYPE_CHECKING:
    from sco_pub.pipeline.catalogue_tools import Written

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group("po")
def command() -> None:
    """Work on PO files: their form, their merging, the translation memory, the glossary."""


def _report(console: talk.Console, name: str, done: tuple[Written, ...], *, dry: bool = False) -> int:
    failures = [item.failed for item in done if item.failed]
    for item in done:
        if item.failed:
            continue
        count = f" ({item.count})" if item.count else ""
        console.result(f"{'changed' if item.changed else 'unchanged'}\t{item.path}{count}")
    console.findings([*(told for item in done for told in item.findings), *(failure.finding for failure in failures)])
    console.failures(failures)
    console.json({"command": f"po {name}", "files": done})
    return talk.ended(failures, talk.FINDINGS if dry and any(item.changed for item in done) else talk.DONE)


@command.command("normalize")
@PUBLICATIONS
@LANGUAGES
@click.option("--check", "dry", is_flag=True, help="Write nothing; exit 1 if a file isn't in the canonical form.")
@common
@talk.exits
def normalize(
    publications: tuple[str, ...], languages: tuple[str, ...], dry: bool, root: Path, quiet: bool, as_json: bool
) -> int:
    """Rewrite catalogues in the canonical form: no wrapping, fixed order of fields; nothing else changes."""
    from sco_pub.pipeline import catalogue_tools

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        done = catalogue_tools.normalise(open_house(root), publications, languages, dry=dry)
        return _report(console, "normalize", done, dry=dry)


@command.command("migrate")
@PUBLICATIONS
@LANGUAGES
@click.option("--check", "dry", is_flag=True, help="Write nothing; exit 1 if a file is of an older schema.")
@common
@talk.exits
def migrate(
    publications: tuple[str, ...], languages: tuple[str, ...], dry: bool, root: Path, quiet: bool, as_json: bool
) -> int:
    """Bring catalogues of an older schema to the present one; every translation stays."""
    from sco_pub.pipeline import catalogue_tools

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        done = catalogue_tools.migrate_all(open_house(root), publications, languages, dry=dry)
        return _report(console, "migrate", done, dry=dry)


@command.command("restore")
@PUBLICATIONS
@LANGUAGES
@click.option("--from", "revision", default="HEAD", show_default=True, help="The git revision that has it still.")
@click.option("--check", "dry", is_flag=True, help="Write nothing; exit 1 if something would be put back.")
@common
@talk.exits
def restore(
    publications: tuple[str, ...],
    languages: tuple[str, ...],
    revision: str,
    dry: bool,
    root: Path,
    quiet: bool,
    as_json: bool,
) -> int:
    """Put back translations, readings and comments that are gone since the last commit (without git: since the last update)."""
    from sco_pub.pipeline import catalogue_tools

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        done = catalogue_tools.restore(open_house(root), publications, languages, revision=revision, dry=dry)
        return _report(console, "restore", done, dry=dry)


@command.command("prefill")
@PUBLICATIONS
@LANGUAGES
@click.option("--command", "program", default="", metavar="COMMAND", help="The program: lines in, lines out.")
@click.option("--run", "trusted", is_flag=True, help="Run the command that sco_pub.toml names.")
@common
@talk.exits
def prefill(
    publications: tuple[str, ...],
    languages: tuple[str, ...],
    program: str,
    trusted: bool,
    root: Path,
    quiet: bool,
    as_json: bool,
) -> int:
    """Let a program draft what is empty; drafts are fuzzy, marked with their origin, and never count as done.

    The program gets the texts on its standard input, one a line, the languages in SCO_SOURCE and SCO_TARGET, and
    writes as many lines.
    """
    from sco_pub.model.errors import InputError
    from sco_pub.model.wording import phrase
    from sco_pub.pipeline import catalogue_tools

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        house = open_house(root)
        named = house.house.translate.command
        if not program and named and not trusted:
            said = phrase(N_("sco_pub.toml names the command “{command}”; nothing runs by itself."), command=named)
            raise InputError(said, hint=N_("If you trust this house, add --run."))
        done = catalogue_tools.prefill(house, publications, languages, command=program or named)
        return _report(console, "prefill", done)


@command.command("replace-term")
@PUBLICATIONS
@LANGUAGES
@click.option("--term", default="", metavar="FORM", help="Only this term of the glossary.")
@click.option("--old", default="", metavar="WORDS", help="Its words as they were; needs --term.")
@click.option("--since", "revision", default="HEAD", show_default=True, help="Whose glossary has the old words.")
@click.option("--yes", "consent", is_flag=True, help="Do it; without it, only show what would be done.")
@common
@talk.exits
def replace_term(
    publications: tuple[str, ...],
    languages: tuple[str, ...],
    term: str,
    old: str,
    revision: str,
    consent: bool,
    root: Path,
    quiet: bool,
    as_json: bool,
) -> int:
    """Put a term's new words where its old ones stand, after its row of the glossary was changed.

    Shows each place with its old and new words; writes with --yes, and what it wrote is fuzzy till somebody reads it.
    What can't be inflected surely is told and stays.
    """
    from sco_pub.model.errors import InputError
    from sco_pub.pipeline import catalogue_tools

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        if old and not term:
            raise InputError(N_("--old needs --term: whose words were these?"))
        house = open_house(root)
        done, places = catalogue_tools.replace_term(
            house, publications, languages, term=term, old=old, revision=revision, dry=not consent
        )
        for place in places:
            console.result(f"{place.ident}\n- {place.before}\n+ {place.after}")
        if places and not consent:
            console.say(N_("Nothing is written yet; with --yes it is."))
        return _report(console, "replace-term", done, dry=not consent)


@command.command("install-merge-driver")
@click.option("--command", "program", default="sco-pub po merge-driver", show_default=True, help="How git calls us.")
@click.option("--everywhere", is_flag=True, help="For all clones of this user, as a translation server needs it.")
@common
@talk.exits
def install_merge_driver(program: str, everywhere: bool, root: Path, quiet: bool, as_json: bool) -> int:
    """Teach this git clone to merge catalogues by entry.

    With --everywhere a merge never stops: on a server nobody could settle it, and it would lock the translators out. What two
    people translated is fuzzy then, with both wordings.
    """
    from sco_pub.edge import git

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        root_of = None if everywhere else open_house(root).root
        changed = git.install(root_of, command=f"{program} --go-on" if everywhere else program)
        console.say(N_("git merges catalogues by entry now.") if changed else N_("git knew it already."))
        console.json({"command": "po install-merge-driver", "changed": changed})
        return talk.DONE


@command.command("merge-driver", hidden=True)
@click.argument("ancestor", type=_FILE)
@click.argument("ours", type=_FILE)
@click.argument("theirs", type=_FILE)
@click.argument("name")
@click.option("--go-on", is_flag=True, help="Let git finish the merge; what two people translated is fuzzy, with both.")
@talk.exits
def merge_driver(ancestor: Path, ours: Path, theirs: Path, name: str, go_on: bool) -> int:
    """What git runs: ANCESTOR, OURS and THEIRS of the catalogue NAME, the result in OURS."""
    from sco_pub.edge import git

    with talk.Console() as console:
        findings = git.merge_files(ancestor, ours, theirs, name=name)
        console.findings(findings)
        return talk.FINDINGS if findings and not go_on else talk.DONE


@command.command("export-tmx")
@click.argument("target", type=_FILE, metavar="FILE.tmx")
@common
@talk.exits
def export_tmx(target: Path, root: Path, quiet: bool, as_json: bool) -> int:
    """Write every finished translation of the house as TMX 1.4b."""
    from sco_pub.pipeline import catalogue_tools

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        return _report(console, "export-tmx", (catalogue_tools.export_memory(open_house(root), target),))


@command.command("import-tmx")
@click.argument("source", type=_FILE, metavar="FILE.tmx")
@common
@talk.exits
def import_tmx(source: Path, root: Path, quiet: bool, as_json: bool) -> int:
    """Learn a TMX file; what fits is offered in comments, never written into a translation."""
    from sco_pub.pipeline import catalogue_tools

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        return _report(console, "import-tmx", (catalogue_tools.import_memory(open_house(root), source),))


@command.command("glossary")
@click.argument("source", type=_FILE, metavar="FROM")
@click.argument("target", type=_FILE, metavar="TO")
@click.option("--lang", "language", default="", metavar="LANG", help="Only this language.")
@common
@talk.exits
def glossary(source: Path, target: Path, language: str, root: Path, quiet: bool, as_json: bool) -> int:
    """Convert a glossary by the names' endings: .csv, .tbx, and for one language .utf8 (OmegaT).

    With --lang, a CSV has the two columns that Weblate loads, source and target.
    """
    from sco_pub.pipeline import catalogue_tools

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        done = catalogue_tools.convert_glossary(open_house(root), source, target, language)
        return _report(console, "glossary", (done,))


@command.command("find")
@click.argument("word", metavar="WORD")
@PUBLICATIONS
@LANGUAGES
@common
@talk.exits
def find(
    word: str, publications: tuple[str, ...], languages: tuple[str, ...], root: Path, quiet: bool, as_json: bool
) -> int:
    """Show every pair in which WORD stands, in either text: how was it translated before?"""
    from sco_pub.pipeline import volumes

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        hits, failures = volumes.found(open_house(root), word, publications, languages)
        header = (N_("publication"), N_("language"), "id", N_("state"), N_("source"), N_("translation"))
        rows = [(h.publication, h.language, h.ident, h.state.value, _flat(h.source), _flat(h.target)) for h in hits]
        if hits:
            console.table(header, rows)
        else:
            console.say(N_("No translated pair has “{word}”."), word=word)
        console.json({"command": "po find", "pairs": hits})
        console.findings(failure.finding for failure in failures)
        return talk.ended(failures, talk.DONE)


def _flat(text: str) -> str:
    return " ".join(text.split())
