"""Take publications, give masters: the cleaner from the bytes to master.md, its report and its ledger.

What is written where.  For a publication: ``source/PUB/master.md``, and in ``build/PUB/`` the report (cleaning.html;
cleaning.json with the whole ledger), the clean text (clean.txt) and the raw text as it was read (read.txt: UTF-8, in the order of
reading), to whose lines and offsets the ledger refers.  Files outside a house leave their report beside
the master.

When the cleaner refuses (an error among the findings), no master is written: the partial one stands beside the report as
``build/PUB/master.partial.md``.  A master that a person edited is never overwritten: if the cleaner would still write what it
wrote then, the edited master is simply kept; otherwise the difference is shown and the step fails.

Files outside any house: of one file the master stands where the user says and its report beside it (MASTER.cleaning.html and
.json); without a place the master's text goes back to the caller and nothing is written.  Of many files masters and reports
stand in one folder, named after the files; a refused text's partial master is NAME.partial.md.  In a batch a file that can't be
read is a finding, and the others go on.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from sco_pub.clean import cleaning
from sco_pub.clean.review import corrections, report, report_html
from sco_pub.edge import bounds, files, manuscript, rawtext, ui
from sco_pub.edge.pdf import apart as pdf
from sco_pub.model.choices import Ocr, Witness
from sco_pub.model.codes import cleaning as codes
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Finding, Outcome, Place, Severity, found
from sco_pub.model.text import CleanText, RawText
from sco_pub.model.wording import N_, Say, as_phrase, phrase
from sco_pub.pipeline import cores, events, isolation
from sco_pub.pipeline.events import Listener
from sco_pub.pipeline.house import Project, Publication
from sco_pub.pipeline.isolation import Blame, Failure
from sco_pub.structure import master, stamp

_OCR = ".ocr"  # what the engine read, by file: derived, safe to delete
SUFFIXES = frozenset({".txt", ".pdf", *manuscript.FORMATS})
_OURS = (".md", ".cleaning.html", ".cleaning.json")  # what cleaning itself puts into a folder


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is read: what the OCR engine is for, where it keeps what it read, how many processes it may have, and when
    the layer is held against the page's picture; ``language``: the report's."""

    ocr: Ocr = Ocr.AUTO
    store: Path | None = None
    cores: int | None = None
    look: Witness = Witness.AUTO
    language: str = ui.ENGLISH


PLAINLY = Reading()


@dataclass(frozen=True, slots=True)
class _Piece:
    source: Path
    target: Path
    reading: Reading


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
    found: list[Path] = []
    for path in paths:
        inside = sorted(p for p in _inside(path) if p.suffix.lower() in SUFFIXES) if path.is_dir() else [path]
        if not inside:
            kinds = ", ".join(sorted(SUFFIXES))
            raise InputError(phrase(N_("There is nothing to clean in {path} ({kinds})."), path=str(path), kinds=kinds))
        found += inside
    taken: dict[Path, Path] = {}
    for path in found:
        target = folder / f"{path.stem}.md"
        if target in taken:
            raise InputError(
                phrase(
                    N_("{other} and {path} would both be written to {target}."),
                    other=str(taken[target]),
                    path=str(path),
                    target=str(target),
                ),
                hint=N_("Rename one."),
            )
        taken[target] = path
    return [_Piece(source, target, reading) for target, source in taken.items()]


def _inside(folder: Path) -> Iterator[Path]:
    """The files of a folder, those that nobody can read among them (they are named then), without hidden ones and our own."""
    for path in folder.iterdir():
        if path.is_file() and not path.name.startswith(".") and not path.name.lower().endswith(_OURS):
            yield path


def _one(piece: _Piece) -> Cleaned:
    """One file of a batch; the master's text stays in its file."""
    done = isolation.attempt(
        str(piece.source),
        lambda: replace(_clean(piece.source, piece.target, None, piece.reading, events.silent), markdown=""),
    )
    return _stopped(str(piece.source), done) if isinstance(done, Failure) else done


def _stopped(name: str, failed: Failure) -> Cleaned:
    """What became of a piece that nothing could be made of."""
    if failed.blame is Blame.INPUT:
        failed = replace(failed, finding=_unreadable(failed.finding))
    result = Result.FAULT if failed.blame is Blame.OURS else Result.UNREADABLE
    return Cleaned(name, result, "-", (failed.finding,), failed=failed)


def _unreadable(finding: Finding) -> Finding:
    """The same as a finding about the one file of the folder."""
    said, advice = finding.phrase, as_phrase(finding.hint_phrase)
    return found(codes.UNREADABLE_FILE, finding.place, said=said, advice=advice)


def _clean(path: Path, target: Path | None, decisions: Path | None, reading: Reading, listen: Listener) -> Cleaned:
    _writable(path, target)
    told = files.read_text(decisions, what=N_("corrections")) if decisions else ""
    folder = f"{target.stem}.figures" if target else "figures"
    product = produce(read(path, str(path), reading, listen), told, str(decisions or "corrections.toml"), folder)
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
    made = report.make(product.raw, product.cleaned, say)
    page = target.with_name(f"{target.stem}.cleaning.html")
    files.write_text(page, report_html.render(made, _places(path, product.raw, made)))
    files.write_text(page.with_suffix(".json"), report.as_json(made))
    return str(page)


def _places(path: Path | None, raw: RawText, made: report.Report) -> report_html.Pictures:
    """The places that are asked about, as their pages show them; the worst, where there are too many for one page."""
    asked = (*made.questions, *made.asked)
    spots = list(dict.fromkeys(question.spot for question in asked if question.spot is not None))
    return pdf.show(path, raw.pages, spots[:_MOST_SHOWN]) if path and spots and raw.source == "pdf" else {}


def _write_pictures(folder: Path, source: Path, product: Product) -> None:
    """The figures and formulas that the master names, cut out of the PDF."""
    wanted = product.cleaned.value.pictures
    if wanted:
        for name, data in pdf.cut(source, wanted).items():
            files.write_bytes(folder / f"{name}.png", data)


TASK = N_("clean")
_MOST_SHOWN = 150  # pictures of 15 kB in one report
_HEAD = 20_000  # bytes: where a report says what it is


class Result(StrEnum):
    WRITTEN = N_("written")
    UNCHANGED = N_("unchanged")
    EDITED = N_("edited by hand, kept")
    DIFFERS = N_("edited by hand, differs")
    REFUSED = N_("refused")
    UNREADABLE = N_("unreadable")
    FAULT = N_("failed")
    PASSED_OVER = N_("passed over")
    NOTHING = N_("no raw text")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What became of one publication or file."""

    name: str
    result: Result
    master: str
    findings: tuple[Finding, ...] = ()
    report: str | None = None
    difference: str = ""
    markdown: str = ""
    failed: Failure | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """What the cleaner made of one raw text, before anything is written."""

    raw: RawText
    cleaned: Outcome[CleanText]
    markdown: str
    findings: tuple[Finding, ...]

    @property
    def refused(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def read(path: Path, shown: str, reading: Reading = PLAINLY, listen: Listener = events.silent) -> Outcome[RawText]:
    """A text layer, a PDF or a manuscript as RawText; ``shown`` is what findings call it."""
    if path.suffix.lower() == ".pdf" or files.read_bytes(path, what=N_("raw text")).startswith(b"%PDF-"):

        def progress(page: int, pages: int) -> None:
            listen(events.Working(TASK, f"{shown}, page {page} of {pages}"))

        raw = pdf.read_pdf(
            path, progress, recognise=reading.ocr, store=reading.store, cores=reading.cores, look=reading.look
        )
        return Outcome(replace(raw, file=shown))
    if path.suffix.lower() in manuscript.FORMATS:
        return Outcome(replace(manuscript.read_manuscript(path), file=shown))
    return rawtext.from_bytes(files.read_bytes(path), shown)


def produce(
    raw: Outcome[RawText], decisions: str = "", file: str = "corrections.toml", folder: str = "figures"
) -> Product:
    """The cleaner's work on one raw text; ``decisions`` is the text of corrections.toml, ``folder`` the pictures' name."""
    with bounds.deadline(raw.value.file):
        cleaned = cleaning.clean(raw.value, corrections.parse(decisions, file))
        written = master.structure(cleaned.value, decisions, folder)
    return Product(raw.value, cleaned, written.value.markdown, (*raw.findings, *cleaned.findings, *written.findings))


def clean_publications(
    workshop: Project, names: tuple[str, ...] = (), *, listen: Listener = events.silent
) -> tuple[Cleaned, ...]:
    """Every publication's master from its raw text; one that has only a master is left as it is."""
    publications = workshop.publications(names)
    listen(events.Started(TASK, len(publications)))
    if len(publications) == 1:
        listen(events.Working(TASK, publications[0].name))
        results: Iterable[Cleaned] = [_isolated(workshop, publications[0], listen)]
    else:
        results = cores.each(partial(_isolated, workshop), publications)
    done = []
    for result in results:
        listen(events.Advanced(TASK, result.master, result.result.value))
        done.append(result)
    return tuple(done)


def _isolated(workshop: Project, publication: Publication, listen: Listener = events.silent) -> Cleaned:
    """A publication's master, or why there is none: what stops one publication stops no other."""
    done = isolation.attempt(workshop.shown(publication.folder), lambda: _publication(workshop, publication, listen))
    return _stopped(publication.name, done) if isinstance(done, Failure) else done


def _publication(workshop: Project, publication: Publication, listen: Listener = events.silent) -> Cleaned:
    publication.refuse()
    shown = workshop.shown(publication.master)
    if publication.raw is None:
        return Cleaned(publication.name, Result.NOTHING, shown)
    decisions = ""
    if publication.corrections.is_file():
        decisions = files.read_text(publication.corrections, what=N_("corrections"))
    reading = Reading(
        workshop.house.clean.ocr, workshop.root / workshop.house.paths.build / _OCR, look=workshop.house.clean.witness
    )
    raw = read(publication.raw, workshop.shown(publication.raw), reading, listen)
    product = produce(raw, decisions, workshop.shown(publication.corrections))
    page = _write_reports(workshop, publication, product)
    if product.refused:
        beside = publication.build / "master.partial.md"
        files.write_text(beside, product.markdown)
        return Cleaned(publication.name, Result.REFUSED, workshop.shown(beside), product.findings, page)
    result, difference = Result.WRITTEN, ""
    standing = files.standing(publication.master, what=N_("master"))
    if standing is not files.ABSENT:
        old = files.decoded(standing, publication.master, what=N_("master"))
        result, difference = against(old, product.markdown, shown)
    if result is Result.WRITTEN:
        files.write_text(publication.master, product.markdown, instead_of=standing)
    if result is not Result.DIFFERS:
        _write_pictures(publication.folder / "figures", publication.raw, product)
    return Cleaned(publication.name, result, shown, product.findings, page, difference, product.markdown)


def against(old: str, new: str, shown: str) -> tuple[Result, str]:
    """Whether the master that stands may be replaced, and the difference if a hand has been at it."""
    if old == new:
        return Result.UNCHANGED, ""
    if not stamp.edited(old):
        return Result.WRITTEN, ""
    if stamp.without(old) == stamp.without(new):
        return Result.WRITTEN, ""
    before, after = stamp.read(old), stamp.read(new)
    if before and after and (before.raw, before.corrections) == (after.raw, after.corrections):
        return Result.EDITED, ""
    lines = difflib.unified_diff(
        stamp.without(old).splitlines(), stamp.without(new).splitlines(), shown, "as cleaned now", lineterm="", n=0
    )
    return Result.DIFFERS, "\n".join(lines)


def _write_reports(workshop: Project, publication: Publication, product: Product) -> str:
    """The report, as a page and as JSON, the ledger and the clean text, in the build folder; the page's name."""
    made = report.make(product.raw, product.cleaned, ui.say(workshop.house.report_language))
    page = publication.build / "cleaning.html"
    files.write_text(page, report_html.render(made, _places(publication.raw, product.raw, made)))
    files.write_text(publication.build / "cleaning.json", report.as_json(made))
    files.write_text(publication.build / "read.txt", product.raw.text)
    files.write_text(publication.build / "clean.txt", product.cleaned.value.text + "\n")
    return workshop.shown(page)
