"""Take files outside any house, give masters: one file, or a folder of them on all cores.

What is written where.  Of one file the master stands where the user says and its report beside it (MASTER.cleaning.html and
.json); without a place the master's text goes back to the caller and nothing is written.  Of many files masters and reports
stand in one folder, named after the files; a refused text's partial master is NAME.partial.md.  In a batch a file that can't be
read is a finding, and the others go on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from sco_pub.clean.review import report, report_html
from sco_pub.edge import files, manuscript, ui
from sco_pub.edge.pdf import apart as pdf
from sco_pub.model.codes import cleaning as codes
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place, found
from sco_pub.model.wording import N_, Say, phrase
from sco_pub.pipeline import cores, events, isolation
from sco_pub.pipeline.events import Listener
from sco_pub.pipeline.isolation import Failure
from sco_pub.pipeline.masters_of import Cleaned, Result, against, stopped
from sco_pub.pipeline.reading import PLAINLY, TASK, Product, Reading, produce, read, reported
from sco_pub.structure import stamp

SUFFIXES = frozenset({".txt", ".pdf", *manuscript.FORMATS})
_OURS = (".md", ".cleaning.html", ".cleaning.json")  # what cleaning itself puts into a folder


@dataclass(frozen=True, slots=True)
class _Piece:
    """``folder``: that in which it was found, where it wasn't named itself."""

    source: Path
    target: Path
    reading: Reading
    folder: Path | None


def clean_file(
    path: Path,
    target: Path | None,
    decisions: Path | None = None,
    *,
    reading: Reading = PLAINLY,
    listen: Listener = events.silent,
) -> Cleaned:
    """One file; the master goes to ``target``, or nowhere (the caller has its text).  ``decisions``: a corrections.toml."""
    listen(events.Started(TASK, 1))
    cleaned = _clean(path, target, decisions, reading, listen)
    listen(events.Advanced(TASK, str(path), N_("read") if target is None else cleaned.result.value))
    return cleaned


def clean_files(
    paths: Sequence[Path], folder: Path, *, reading: Reading = PLAINLY, listen: Listener = events.silent
) -> tuple[Cleaned, ...]:
    """Files, and all texts and PDFs of folders, into ``folder``; InputError when two would have the same name there."""
    passed_over = [path for each in paths if each.is_dir() for path in sorted(_inside(each))]
    passed_over = [path for path in passed_over if path.suffix.lower() not in SUFFIXES]
    pieces = _pieces(paths, folder, replace(reading, cores=1))  # the files themselves are spread over the cores
    listen(events.Started(TASK, len(pieces)))
    done = []
    for cleaned in cores.each(partial(_one), pieces):
        listen(events.Advanced(TASK, cleaned.name, cleaned.result.value))
        done.append(cleaned)
    return (*done, *(_passed_over(path) for path in passed_over))


def _passed_over(path: Path) -> Cleaned:
    """A file of a folder that is no text, PDF or manuscript: named, and no failure."""
    finding = found(codes.PASSED_OVER, Place(str(path)), kinds=", ".join(sorted(SUFFIXES)))
    return Cleaned(str(path), Result.PASSED_OVER, "-", (finding,))


def _pieces(paths: Sequence[Path], folder: Path, reading: Reading) -> list[_Piece]:
    found: list[tuple[Path, Path | None]] = []
    for path in paths:
        whole = path.is_dir()
        inside = sorted(p for p in _inside(path) if p.suffix.lower() in SUFFIXES) if whole else [path]
        if not inside:
            kinds = ", ".join(sorted(SUFFIXES))
            raise InputError(phrase(N_("There is nothing to clean in {path} ({kinds})."), path=str(path), kinds=kinds))
        found += [(each, path if whole else None) for each in inside]
    taken: dict[Path, _Piece] = {}
    for path, within in found:
        target = folder / f"{path.stem}.md"
        if target in taken:
            raise InputError(
                phrase(
                    N_("{other} and {path} would both be written to {target}."),
                    other=str(taken[target].source),
                    path=str(path),
                    target=str(target),
                ),
                hint=N_("Rename one."),
            )
        taken[target] = _Piece(path, target, reading, within)
    return list(taken.values())


def _inside(folder: Path) -> Iterator[Path]:
    """The files of a folder, those that nobody can read among them (they are named then), without hidden ones and our own."""
    for path in folder.iterdir():
        if path.is_file() and not path.name.startswith(".") and not path.name.lower().endswith(_OURS):
            yield path


def _one(piece: _Piece) -> Cleaned:
    """One file of a batch; the master's text stays in its file."""
    done = isolation.attempt(str(piece.source), partial(_of_batch, piece))
    return stopped(str(piece.source), done) if isinstance(done, Failure) else done


def _of_batch(piece: _Piece) -> Cleaned:
    if piece.folder is not None and not piece.source.resolve().is_relative_to(piece.folder.resolve()):
        shown = isolation.shown(piece.source)
        hint = N_("If it is meant, name the file itself.")
        raise InputError(
            phrase(N_("{shown} is a link, which isn't followed."), shown=shown), place=Place(shown), hint=hint
        )
    return replace(_clean(piece.source, piece.target, None, piece.reading, events.silent), markdown="")


def _clean(path: Path, target: Path | None, decisions: Path | None, reading: Reading, listen: Listener) -> Cleaned:
    _writable(path, target)
    told = files.read_text(decisions, what=N_("corrections")) if decisions else ""
    folder = f"{target.stem}.figures" if target else "figures"
    name = isolation.shown(path)
    product = produce(read(path, name, reading, listen), told, str(decisions or "corrections.toml"), folder)
    result = Result.REFUSED if product.refused else Result.WRITTEN
    if target is None:
        return Cleaned(str(path), result, "-", product.findings, None, "", product.markdown)
    page, difference = _write_report_beside(path, target, product, ui.say(reading.language)), ""
    beside = target.parent / folder
    if product.refused:
        target = target.with_name(f"{target.stem}.partial{target.suffix}")
    elif target.exists():
        result, difference = against(files.read_text(target, what=N_("master")), product.markdown, str(target))
    if result in (Result.WRITTEN, Result.REFUSED):
        files.write_text(target, product.markdown)
    if result is not Result.DIFFERS:
        _write_pictures(beside, path, product)
    return Cleaned(str(path), result, str(target), product.findings, page, difference, product.markdown)


def _writable(path: Path, target: Path | None) -> None:
    """InputError when the master or what goes with it would go over the raw text, over what is no file, or over a file that
    has nothing to do with it."""
    if target is None:
        return
    page = target.with_name(f"{target.stem}.cleaning.html")
    partial_ = target.with_name(f"{target.stem}.partial{target.suffix}")
    for place in (target, partial_, page, page.with_suffix(".json")):
        if not place.exists():
            continue
        if path.exists() and place.samefile(path):
            raise InputError(
                phrase(N_("{target} is the raw text itself."), target=str(place)),
                hint=N_("Give the master another name."),
            )
        if not place.is_file():
            raise InputError(
                phrase(N_("{target} is no file that a master could be written to."), target=str(place)),
                hint=N_("Give the name of a file."),
            )
    for place, begin in ((page, report_html.BEGIN), (page.with_suffix(".json"), report.BEGIN)):
        if place.exists() and begin not in files.read_bytes(place)[:_HEAD].decode("utf-8", "replace"):
            raise InputError(
                phrase(N_("{target} is no report of sco-pub; it would be overwritten."), target=str(place)),
                hint=N_("Give the master another name."),
            )
    if partial_.exists() and stamp.read(files.read_text(partial_)) is None:
        raise InputError(
            phrase(N_("{target} was not made by sco-pub; it would be overwritten."), target=str(partial_)),
            hint=N_("Give the master another name."),
        )


def _write_report_beside(path: Path, target: Path, product: Product, say: Say) -> str:
    """The report beside the master, as a page and as JSON; the page's name."""
    made, written = reported(product, say, path)
    page = target.with_name(f"{target.stem}.cleaning.html")
    files.write_text(page, written)
    files.write_text(page.with_suffix(".json"), report.as_json(made))
    return str(page)


def _write_pictures(folder: Path, source: Path, product: Product) -> None:
    """The figures and formulas that the master names, cut out of the PDF."""
    wanted = product.cleaned.value.pictures
    if wanted:
        for name, data in pdf.cut(source, wanted).items():
            files.write_bytes(folder / name, data)


_HEAD = 20_000  # bytes: where a report says what it is
