"""sco-pub clean: raw text or PDF to master.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sco_pub.cli import console as talk
from sco_pub.cli import ui
from sco_pub.cli.options import JOBS, WARNINGS, common, open_house
from sco_pub.model.choices import Ocr, Witness
from sco_pub.model.msgid import N_

if TYPE_CHECKING:
    from sco_pub.model.finding import Finding
    from sco_pub.pipeline import look
    from sco_pub.pipeline.isolation import Failure
    from sco_pub.pipeline.masters_of import Cleaned
    from sco_pub.pipeline.told import Told


_SETTLED = {
    "edited by hand, accepted": N_("{master} holds as it stands."),
    "edited by hand, merged": N_("{master} has taken over what changed; nothing collided. Look at it once."),
    "edited by hand, collides": N_(
        "{master} has taken over what changed; what collides is marked (<<<<<<<). Settle it, then run the command again."
    ),
}


@click.command("clean")
@click.argument("what", nargs=-1, metavar="[PUB|FILE|FOLDER]...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="For a FILE: the master; for several: their folder."
)
@click.option(
    "--corrections",
    type=click.Path(path_type=Path, dir_okay=False),
    help="For a FILE: the editor's corrections (a publication has its own).",
)
@click.option("--strict", is_flag=True, help="Let warnings (doubts, lost notes) fail too.")
@click.option(
    "--ocr",
    type=click.Choice([item.value for item in Ocr]),
    default=Ocr.AUTO.value,
    show_default=True,
    help="For a FILE: read pages that are pictures, all pages, or none by OCR (needs sco-pub[ocr]).",
)
@click.option(
    "--witness",
    type=click.Choice([item.value for item in Witness]),
    default=Witness.AUTO.value,
    show_default=True,
    help="For a PDF: hold its layer against its pages where it smells, always, or never (needs sco-pub[ocr]).",
)
@click.option(
    "--draw",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="For a PDF: only draw its pages into DIR, each line in the colour of what it was taken for.",
)
@click.option(
    "--explain",
    type=int,
    metavar="LINE",
    help="For a FILE: only say what each rule found of this line of the text as read.",
)
@click.option(
    "--without",
    multiple=True,
    metavar="RULE",
    help="For a FILE: only show it as it would be without this rule (any other name lists the rules).",
)
@click.option("--accept", is_flag=True, help="For a PUB whose master was edited by hand: what stands there is right.")
@click.option(
    "--merge", is_flag=True, help="For such a PUB: take over what changed since and doesn't collide, mark what does."
)
@JOBS
@WARNINGS
@common
@talk.exits
def command(
    what: tuple[str, ...],
    output: Path | None,
    corrections: Path | None,
    strict: bool,
    ocr: str,
    witness: str,
    draw: Path | None,
    explain: int | None,
    without: tuple[str, ...],
    accept: bool,
    merge: bool,
    jobs: int | None,
    all_warnings: bool,
    root: Path,
    quiet: bool,
    as_json: bool,
) -> int:
    """Turn raw text into masters: of publications by name (default: all), or of any FILE (.txt, .pdf, .docx, .odt, .html).

    A FILE needs no house: `sco-pub clean article.pdf -o article.md` writes the master and, beside it, the report
    article.cleaning.html; without -o, or with -o -, the master goes to standard output.  `sco-pub clean FOLDER -o MASTERS`
    takes all texts and PDFs of a folder.  `sco-pub clean article.pdf --draw DIR` shows on its pages what each line was
    taken for, `--explain LINE` why, and `--without RULE` the master as it would be without a rule; these write no master.
    A publication's report is build/PUB/cleaning.html.  A master edited by hand is never overwritten; where its raw text or
    corrections changed since, `--accept` says that what stands is right, and `--merge` takes over what changed.
    """
    from sco_pub.model.errors import InputError
    from sco_pub.pipeline import look
    from sco_pub.pipeline.clean import clean_file, clean_files
    from sco_pub.pipeline.masters_of import Settle, clean_publications
    from sco_pub.pipeline.reading import Reading
    from sco_pub.pipeline.told import Told

    with talk.Console(quiet=quiet, as_json=as_json) as console:
        paths = [Path(item) for item in what if output is not None or _is_file(item)]
        many = len(paths) > 1 or any(path.is_dir() for path in paths)
        looking = draw is not None or explain is not None or bool(without)
        if reason := _misfit(what, paths, output, corrections, many=many, looking=looking, both=accept and merge):
            raise InputError(reason)
        reading = Reading(Ocr(ocr), look=Witness(witness), language=ui.reader().asked or "en")
        if looking:
            return _look(console, look.View(Path(what[0]), corrections, without, reading), draw, explain)
        told = None
        if many and output is not None:
            cleaned = clean_files(paths, output, reading=reading, listen=console.listen)
        elif paths:
            target = output / f"{paths[0].stem}.md" if output is not None and output.is_dir() else output
            target = None if target == Path("-") else target
            cleaned = (clean_file(paths[0], target, corrections, reading=reading, listen=console.listen),)
            if target is None and not as_json:
                console.text(cleaned[0].markdown)
        else:
            from sco_pub.pipeline.crew import Hands

            workshop = open_house(root)
            told = Told(workshop, everything=all_warnings)
            settle = Settle.ACCEPT if accept else Settle.MERGE if merge else Settle.ASK
            cleaned = clean_publications(workshop, what, settle=settle, hands=Hands(jobs), listen=console.listen)
        report(console, cleaned, told, brief=many)
        if told is not None:
            told.save()
        console.failures(failures(cleaned))
        console.json({"command": "clean", "cleaned": cleaned})
        return verdict(cleaned, strict=strict)


def _misfit(
    what: Sequence[str],
    paths: Sequence[Path],
    output: Path | None,
    corrections: Path | None,
    *,
    many: bool,
    looking: bool,
    both: bool,
) -> str:
    """Why these arguments don't go together; "" when they do."""
    if paths and (len(what) > len(paths) or (many and output is None)):
        return N_("One FILE at a time, several with -o FOLDER, or publications by name.")
    if (output is not None or corrections is not None) and not paths:
        return N_("-o and --corrections go with a FILE; a publication's files have their places.")
    if many and corrections is not None:
        return N_("--corrections go with one FILE.")
    if looking and (len(what) != 1 or output is not None):
        return N_("--draw, --explain and --without go with one FILE and without -o: they write no master.")
    return N_("--accept and --merge say two different things.") if both else ""


def _look(console: talk.Console, view: look.View, folder: Path | None, line: int | None) -> int:
    """Draw the pages, or explain the line, or show the master."""
    from sco_pub.pipeline import look

    told: dict[str, object] = {"command": "clean"}
    if folder is not None:
        made = look.draw(view, folder, listen=console.listen)
        console.say(N_("{count} pages are drawn in {folder}."), count=len(made), folder=str(folder))
        told["drawn"] = [str(path) for path in made]
    if line is not None:
        said = look.explain(view, line, listen=console.listen)
        for one in said:
            console.result(f"{one.step:<12}{one.text}")
        told["explained"] = said
    if folder is None and line is None:
        markdown, findings = look.markdown(view, listen=console.listen)
        console.findings(findings)
        told |= {"markdown": markdown, "findings": findings}
        if not console.as_json:
            console.text(markdown)
    console.json(told)
    return talk.DONE


def _is_file(item: str) -> bool:
    from sco_pub.pipeline.clean import SUFFIXES

    path = Path(item)
    try:
        return path.suffix.lower() in (*SUFFIXES, ".md") or len(path.parts) > 1 or path.is_file()
    except (OSError, ValueError):  # a name too long, or with signs that no file's has
        return False


def _findings(console: talk.Console, item: Cleaned, findings: list[Finding]) -> None:
    """A text's findings; what its report has too isn't told a hundred times over."""
    fold = N_("… and {count} more like it ({code}); the report shows them.") if item.report else ""
    console.findings(findings, fold=fold)


def report(
    console: talk.Console, cleaned: tuple[Cleaned, ...], told: Told | None = None, *, brief: bool = False
) -> None:
    """Each one's new findings, the difference to a master edited by hand, and where the report is; ``brief``: errors and sums."""
    from sco_pub.model.wording import Several, phrase

    for item in cleaned:
        new = item.findings if told is None else told.new(item.name, item.findings)
        _findings(console, item, [f for f in new if not brief or f.severity == "error"])
        if item.difference:
            console.result(item.difference)
            console.say(
                N_(
                    "{master} was edited by hand and its raw text or corrections changed since; it was left alone. "
                    "If it is right as it stands, run `sco-pub clean {name} --accept`; to take over what changed, `--merge`."
                ),
                master=item.master,
                name=item.name,
            )
        if item.result.value in _SETTLED:
            console.say(_SETTLED[item.result.value], master=item.master)
        if item.report and not brief and (new or told is None):
            console.say(N_("{name}: the changes and doubts are in {report}"), name=item.name, report=item.report)
    if brief:
        results = Counter(item.result.value for item in cleaned)
        asked = sum(any(f.severity == "warning" for f in item.findings) for item in cleaned)
        sums = Several(
            tuple(
                phrase(N_("{count} {result}"), count=count, result=phrase(result)) for result, count in results.items()
            )
        )
        said = N_("{count} files: {results}; {asked} with warnings, which their reports (NAME.cleaning.html) show.")
        console.say(said, count=len(cleaned), results=sums, asked=asked)


def verdict(cleaned: tuple[Cleaned, ...], *, strict: bool = False) -> int:
    """1 for a refused text, or a master edited by hand that differs; with ``strict`` for any warning."""
    from sco_pub.pipeline.masters_of import Result

    findings = (finding for item in cleaned if not item.failed for finding in item.findings)
    refused = any(item.result in (Result.REFUSED, Result.DIFFERS, Result.COLLIDES) for item in cleaned)
    code = talk.FINDINGS if refused else talk.verdict(findings, strict=strict)
    return talk.ended(failures(cleaned), code)


def failures(cleaned: tuple[Cleaned, ...]) -> tuple[Failure, ...]:
    """Why nothing could be made of some."""
    return tuple(item.failed for item in cleaned if item.failed)
