"""What steps are given: the inputs of an edition, and the table of formats.  A new format is a row here.

This module loads nothing heavy: who only looks whether there is anything to do comes by.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sco_pub.model.choices import Format, Ocr, Policy, Witness
from sco_pub.model.glossary import Glossary


@dataclass(frozen=True, slots=True)
class Wanted:
    """``master`` and ``catalogue``: the files' bytes, ``master_name`` and ``catalogue_name`` what they are called; no catalogue
    for the source language.  ``store``: where pandoc's trees are kept.
    ``words``: the house's own labels, by msgid.  ``sources``: the files with lists of sources, by their names beside the master;
    ``style``: how they are cited, ``csl`` the style itself where the house has its own.
    ``notes_restart``: notes are counted from 1 on each page."""

    publication: str
    language: str
    source_language: str
    policy: Policy
    master_name: str
    master: bytes
    catalogue_name: str = ""
    catalogue: bytes | None = None
    store: Path | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, bytes] = field(default_factory=dict)
    style: str = ""
    csl: bytes = b""
    notes_restart: bool = False


@dataclass(frozen=True, slots=True)
class Translation:
    """A catalogue to be held against its master: the files' bytes and what they are called (``catalogue``: None where there is no
    file yet); ``glossary``: the house's; ``fuzzy``: unfinished entries too; ``store``: where pandoc's trees are kept."""

    publication: str
    language: str
    source_language: str
    master_name: str
    master: bytes
    catalogue_name: str
    catalogue: bytes | None
    glossary: Glossary
    fuzzy: bool
    store: Path


@dataclass(frozen=True, slots=True)
class RawFile:
    """A raw text to be cleaned: its path, what findings call it, the sha256 that it has to have; the text of corrections.toml and
    what that is called; how it is read (see pipeline.reading)."""

    path: Path
    name: str
    digest: str
    decisions: str
    decisions_name: str
    ocr: Ocr
    witness: Witness
    store: Path
    cores: int | None
    report_language: str


class Means(NamedTuple):
    """What a format is made by: a module with ``make``, the libraries whose output ends up in the file, the style sheets that it
    has, whether the fonts of the machine do, and whether it says which bytes it was made from."""

    module: str
    libraries: tuple[str, ...]
    styles: tuple[str, ...] = ()
    fonts: bool = False
    provenance: bool = True


_WEASYPRINT = (
    "weasyprint", "pydyf", "pikepdf", "fonttools", "lxml", "pyphen", "tinycss2", "tinyhtml5", "cssselect2", "pillow", "babel",
    "pypandoc-binary", "ziamath", "ziafont", "latex2mathml",
)  # fmt: skip
#: What the cleaner reads with.
READERS = ("pypdfium2", "pypandoc-binary", "pillow", "numpy", "rapidocr", "onnxruntime", "lxml")
#: What a picture of lines and curves (.svg, .pdf) is drawn by, in every format.
VECTOR = Means("sco_pub.edge.weasyprint", (*_WEASYPRINT, "pypdfium2"), fonts=True)
VECTORS = (".svg", ".pdf")
MEANS: Mapping[Format, Means] = {
    Format.PDF: Means("sco_pub.edge.books.pdf_pages", _WEASYPRINT, ("print", "lists"), fonts=True, provenance=False),
    Format.EPUB: Means(
        "sco_pub.edge.books.epub_book",
        ("pypandoc-binary", "lxml", "fonttools", "pillow", "babel"),
        ("epub", "lists", "references", "cover"),
        fonts=True,
    ),
    Format.DOCX: Means("sco_pub.edge.books.docx_book", ("pypandoc-binary", "lxml", "babel")),
    Format.HTML: Means(
        "sco_pub.edge.books.html_page", ("pypandoc-binary", "lxml", "babel"), ("page", "lists", "references")
    ),
}
