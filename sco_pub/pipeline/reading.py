"""Take a raw text's file, give it read, and cleaned: what every way to a master goes through."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from sco_pub.clean import cleaning
from sco_pub.clean.review import corrections, report, report_html
from sco_pub.clean.review.report import Report
from sco_pub.clean.review.report_html import Pictures
from sco_pub.edge import bounds, files, manuscript, rawtext, ui
from sco_pub.edge.pdf import apart as pdf
from sco_pub.model.choices import Ocr, Witness
from sco_pub.model.finding import Finding, Outcome, Severity
from sco_pub.model.text import CleanText, RawText
from sco_pub.model.wording import N_, Say
from sco_pub.pipeline import events
from sco_pub.pipeline.events import Listener
from sco_pub.structure import master

TASK = N_("clean")
_MOST_SHOWN = 150  # pictures of 15 kB in one report


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
    with bounds.deadline(shown):
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


def reported(product: Product, say: Say, path: Path | None) -> tuple[Report, str]:
    """The report of one cleaning, and its page."""
    with bounds.deadline(product.raw.file):
        made = report.make(product.raw, product.cleaned, say)
    pictures = places(path, product.raw, made)
    with bounds.deadline(product.raw.file):
        return made, report_html.render(made, pictures)


def places(path: Path | None, raw: RawText, made: Report) -> Pictures:
    """The places that are asked about, as their pages show them; the worst, where there are too many for one page."""
    asked = (*made.questions, *made.asked)
    spots = list(dict.fromkeys(question.spot for question in asked if question.spot is not None))
    return pdf.show(path, raw.pages, spots[:_MOST_SHOWN]) if path and spots and raw.source == "pdf" else {}
