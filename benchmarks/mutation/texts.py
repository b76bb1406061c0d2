"""The yardstick's texts, of the real ones only the shortest if any are asked for, and what the code makes of each, as one digest that changes with any byte."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from benchmarks.cleaning.records import CASES, digests, measure, real_folder
from benchmarks.cleaning.yardstick import names
from sco_pub.edge import rawtext
from sco_pub.edge.pdf.read import read_pdf
from sco_pub.model.choices import Ocr
from sco_pub.model.text import RawText
from tests.corpus.pdf_writer import write_pdf
from tests.corpus.rawtext import case
from tests.corpus.subjects import clean_text

_QUICK_FIRST = ("page", "case", "text", "pdf")


def given(texts: int, pdfs: int, real: int = 0) -> Iterator[tuple[str, bytes]]:
    """Names and bytes, the quick ones first; ``real``: so many of the real articles, by their pages."""
    wanted = names(texts=texts, pdfs=pdfs, real=False)
    for name in sorted(wanted, key=lambda name: _QUICK_FIRST.index(name.partition("/")[0])):
        kind, _, rest = name.partition("/")
        if kind == "page":
            yield name, b""
        elif kind == "case":
            yield name, (CASES / f"{rest}.raw.txt").read_bytes()
        else:
            made = case(int(rest))
            yield name, write_pdf(made.article, made.style) if kind == "pdf" else made.raw.encode()
    folder = real_folder() if real else None
    if folder:
        for path in sorted(folder.glob("pdf/*.pdf"), key=_pages)[:real]:
            yield f"real/{path.stem}", path.read_bytes()


def _pages(path: Path) -> tuple[int, str]:
    with pypdfium2.PdfDocument(path) as document:
        return len(document), path.name


def digest(name: str, data: bytes) -> str:
    try:
        if name.startswith("page/"):
            return measure(name).line()
        return " ".join(digests(clean_text(_read(name, data))))
    except Exception as error:  # a mutant may break in any way
        return type(error).__name__


def _read(name: str, data: bytes) -> RawText:
    if not name.startswith(("pdf/", "real/")):
        return rawtext.from_bytes(data, name).value
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.pdf"
        path.write_bytes(data)
        return read_pdf(path, recognise=Ocr.NEVER)
