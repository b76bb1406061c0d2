"""The yardstick's texts made once, then cleaned by each mutant until one comes out otherwise.

``python -m benchmarks.mutation.texts FILE TEXTS PDFS`` writes the texts with their truths, PDFs as bytes, what the code as it is makes of
them, and which functions it calls for that; ``first_other`` looks for the first that comes out otherwise.
"""

from __future__ import annotations

import pickle
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cleaning.records import CASES, Record, against, measure
from benchmarks.cleaning.yardstick import names
from benchmarks.mutation.calls import concerned, watched
from sco_pub.edge import rawtext
from sco_pub.edge.pdf.read import read_pdf
from sco_pub.model.text import RawText
from tests.corpus.pdf_writer import write_pdf
from tests.corpus.rawtext import case
from tests.corpus.reading import Reading, of_article


@dataclass(frozen=True, slots=True)
class _Given:
    """``data``: a text layer's bytes, or a PDF's; ``truth`` is None for a case, which has files of its own."""

    name: str
    data: bytes
    truth: Reading | None


def _given(texts: int, pdfs: int) -> Iterator[_Given]:
    """The quick ones first."""
    for name in sorted(
        names(texts=texts, pdfs=pdfs, real=False),
        key=lambda name: ("case", "text", "pdf").index(name.partition("/")[0]),
    ):
        kind, _, rest = name.partition("/")
        if kind == "case":
            yield _Given(name, (CASES / f"{rest}.raw.txt").read_bytes(), None)
        else:
            made = case(int(rest))
            data = write_pdf(made.article, made.style) if kind == "pdf" else made.raw.encode()
            yield _Given(name, data, of_article(made.article))


def _record(given: _Given) -> Record:
    if given.truth is None:
        return measure(given.name)
    try:
        return against(given.name, given.truth, _read(given))
    except Exception as error:  # a mutant may break in any way
        return Record(given.name, {"crashed": type(error).__name__})


def _read(given: _Given) -> RawText:
    if not given.name.startswith("pdf/"):
        return rawtext.from_bytes(given.data, given.name).value
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.pdf"
        path.write_bytes(given.data)
        return read_pdf(path)


def _made(given: _Given) -> tuple[_Given, str, set[str]]:
    called: set[str] = set()
    with watched(called):
        line = _record(given).line()
    return given, line, called


def first_other(file: Path, path: str, function: str) -> str:
    """Of the texts that call a function the first whose record differs; "" when all are the same."""
    for given, line, called in pickle.loads(file.read_bytes()):
        if concerned(function, path, called) and _record(given).line() != line:
            return str(given.name)
    return ""


if __name__ == "__main__":
    from benchmarks.mutation import texts as self  # under its own name, so that the classes can be read back

    given = self._given(*map(int, sys.argv[2:]))
    Path(sys.argv[1]).write_bytes(pickle.dumps([self._made(each) for each in given]))
