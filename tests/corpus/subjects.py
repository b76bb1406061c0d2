"""Take a seed or a style's name, give a case; clean it as the product does, from text or by way of its PDF."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from sco_pub.clean import cleaning
from sco_pub.edge import rawtext
from sco_pub.edge.pdf import read as pdf
from sco_pub.model.finding import Finding, Severity
from sco_pub.model.text import CleanText, RawText
from sco_pub.structure import master
from tests.corpus.pdf_writer import write_pdf
from tests.corpus.rawtext import Case, case, named


@dataclass(frozen=True, slots=True)
class Subject:
    """A case and its raw text as the reader gives it."""

    case: Case
    raw: str
    read: RawText


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What the product makes of a text; ``errors`` are what would make the command fail, ``warnings`` what it shows."""

    markdown: str
    errors: tuple[str, ...]
    warnings: tuple[str, ...]
    text: CleanText
    findings: tuple[Finding, ...]


def generated(name: str) -> Subject:
    """``17``: the seed with its own style; ``founder-2``: a named style with seed 2."""
    style, _, seed = name.rpartition("-")
    made = named(style, int(seed)) if style else case(int(name))
    return of_case(made)


def of_case(made: Case) -> Subject:
    return Subject(made, made.raw, rawtext.from_bytes(made.raw.encode(), made.name).value)


def from_pdf(subject: Subject) -> Subject:
    """The same article, typeset and read back; notes lose nothing on that way."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.pdf"
        path.write_bytes(write_pdf(subject.case.article, subject.case.style))
        return replace(subject, read=pdf.read_pdf(path))


def clean(subject: Subject) -> Cleaned:
    return clean_text(subject.read)


def clean_text(raw: RawText) -> Cleaned:
    """The same from a raw text, whoever read it."""
    outcome = cleaning.clean(raw)
    made = master.structure(outcome.value)
    found = (*outcome.findings, *made.findings)
    return Cleaned(
        made.value.markdown,
        tuple(f"{f.code} {f.message}" for f in found if f.severity is Severity.ERROR),
        tuple(f"{f.code} {f.message}" for f in found if f.severity is Severity.WARNING),
        outcome.value,
        found,
    )
