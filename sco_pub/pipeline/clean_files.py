"""Take files outside any house, give masters: one file, or a folder of them on all cores.

What is written where.  One file: the master where the user says and its report beside it (MASTER.cleaning.html and .json);
without a place the master's text goes back to the caller and nothing is written.  Many files: the masters and reports in
one folder, named after the files.  A refused text's partial master is NAME.partial.md; a master that a person edited is
never overwritten.  In a batch a file that can't be read is a finding, and the others go on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from sco_pub.clean.review import report, report_html
from sco_pub.edge import files
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Finding, Place, Severity
from sco_pub.pipeline import cores, events
from sco_pub.pipeline.clean import TASK, Cleaned, Product, Result, against, produce, read
from sco_pub.pipeline.events import Listener

SUFFIXES = frozenset({".txt", ".pdf"})


@dataclass(frozen=True, slots=True)
class _Piece:
    source: Path
    target: Path


def clean_file(
    path: Path, target: Path | None, decisions: Path | None = None, *, listen: Listener = events.silent
) -> Cleaned:
    """One file; the master goes to ``target``, or nowhere (the caller has its text).  ``decisions``: a corrections.toml."""
    listen(events.Started(TASK, 1))
    cleaned = _clean(path, target, decisions, listen)
    listen(events.Advanced(TASK, str(path), "read" if target is None else cleaned.result.value))
    return cleaned


def clean_files(paths: Sequence[Path], folder: Path, *, listen: Listener = events.silent) -> tuple[Cleaned, ...]:
    """Files, and all texts and PDFs of folders, into ``folder``; InputError when two would have the same name there."""
    pieces = _pieces(paths, folder)
    listen(events.Started(TASK, len(pieces)))
    done = []
    for cleaned in cores.each(partial(_one), pieces):
        listen(events.Advanced(TASK, cleaned.name, cleaned.result.value))
        done.append(cleaned)
    return tuple(done)


def _pieces(paths: Sequence[Path], folder: Path) -> list[_Piece]:
    found: list[Path] = []
    for path in paths:
        inside = sorted(p for p in path.iterdir() if p.suffix.lower() in SUFFIXES) if path.is_dir() else [path]
        if not inside:
            raise InputError(f"There is no .txt or .pdf in {path}.")
        found += inside
    taken: dict[Path, Path] = {}
    for path in found:
        target = folder / f"{path.stem}.md"
        if target in taken:
            raise InputError(f"{taken[target]} and {path} would both be written to {target}.", hint="Rename one.")
        taken[target] = path
    return [_Piece(source, target) for target, source in taken.items()]


def _one(piece: _Piece) -> Cleaned:
    """One file of a batch; the master's text stays in its file."""
    try:
        return replace(_clean(piece.source, piece.target, None, events.silent), markdown="")
    except InputError as error:
        finding = Finding("CLN-064", Severity.ERROR, error.message, error.place or Place(str(piece.source)), error.hint)
        return Cleaned(str(piece.source), Result.UNREADABLE, "-", (finding,))


def _clean(path: Path, target: Path | None, decisions: Path | None, listen: Listener) -> Cleaned:
    _writable(path, target)
    told = files.read_text(decisions, what="corrections") if decisions else ""
    product = produce(read(path, str(path), listen), told, str(decisions or "corrections.toml"))
    result = Result.REFUSED if product.refused else Result.WRITTEN
    if target is None:
        return Cleaned(str(path), result, "-", product.findings, None, "", product.markdown)
    page, difference = _reports(target, product), ""
    if product.refused:
        target = target.with_name(f"{target.stem}.partial{target.suffix}")
    elif target.exists():
        result, difference = against(files.read_text(target, what="master"), product.markdown, str(target))
    if result in (Result.WRITTEN, Result.REFUSED):
        files.write_text(target, product.markdown)
    return Cleaned(str(path), result, str(target), product.findings, page, difference, product.markdown)


def _writable(path: Path, target: Path | None) -> None:
    """InputError when the master would go over its own raw text, or to what is no file."""
    if target is None or not target.exists():
        return
    if path.exists() and target.samefile(path):
        raise InputError(f"{target} is the raw text itself.", hint="Give the master another name.")
    if not target.is_file():
        raise InputError(f"{target} is no file that a master could be written to.", hint="Give the name of a file.")


def _reports(target: Path, product: Product) -> str:
    """The report beside the master, as a page and as JSON; the page's name."""
    made = report.make(product.raw, product.cleaned)
    page = target.with_name(f"{target.stem}.cleaning.html")
    files.write_text(page, report_html.render(made))
    files.write_text(page.with_suffix(".json"), report.as_json(made))
    return str(page)
