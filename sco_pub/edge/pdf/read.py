"""Take a PDF, give its text layer as a RawText with geometry; name a PDF that has none.

Strategy.  pypdfium2 (permissive licence, the quickest of the extractors, character boxes) gives the glyphs of one
page at a time; lines, columns, spaces, raised signs and tables are found from where the glyphs stand, never from
the order in which they were drawn.  Nothing of the text is mended here: wrong code points, furniture and notes are
the cleaner's. What can't be read as a text is refused in one sentence: not a PDF, damaged, locked, pictures only, a
scan with an OCR layer (its text is invisible or lies under the picture: it's a machine's guess, full of silent
errors), fonts without names for their characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from sco_pub.edge import files
from sco_pub.edge.pdf.glyphs import read_sheet
from sco_pub.layout.page import Gathered, add_sheet
from sco_pub.layout.spreads import pages_of
from sco_pub.layout.vertical_text import laid_down
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.text import RawText

Progress = Callable[[int, int], None]


def read_pdf(path: Path, progress: Progress | None = None) -> RawText:
    """The text layer of the PDF at ``path``; ``progress`` is told (pages done, pages in all) after every page.

    Lines stand in reading order, with geometry; pages are parted by their lines' ``page``.  Where a sheet shows two pages
    side by side, each counts.  InputError, with one
    sentence, for a file that is no PDF, is damaged or locked, or has no text layer worth the name.
    """
    data = files.read_bytes(path, what="PDF")
    name = str(path)
    document = _open(data, name)
    try:
        gathered = _gather(document, name, progress)
    finally:
        document.close()
    _judge(gathered, name)
    return RawText(
        file=name,
        digest=files.sha256(data),
        lines=tuple(gathered.lines),
        encoding="pdf",
        source="pdf",
        pages=tuple(gathered.pages),
        tables=tuple(gathered.tables),
        left_out=tuple(gathered.left_out),
    )


def _open(data: bytes, name: str) -> pypdfium2.PdfDocument:
    if b"%PDF-" not in data[:1024]:
        raise _refusal(f"{name} isn't a PDF.", name, "Check the file.")
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise _refusal(f"{name} is locked with a password.", name, "Save a copy without it.") from None
        raise _refusal(f"{name} is damaged: it can't be opened as a PDF.", name, "Get the file again.") from None


def _refusal(message: str, name: str, hint: str, page: int | None = None) -> InputError:
    return InputError(message, place=Place(name, entry=f"page {page}" if page else None), hint=hint)


def _gather(document: pypdfium2.PdfDocument, name: str, progress: Progress | None) -> Gathered:
    gathered = Gathered([], [], [], [])
    count = len(document)
    for index in range(count):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            raise _refusal(
                f"{name} is damaged: its page {index + 1} can't be read.", name, "Get it again.", index + 1
            ) from None
        try:
            for sheet in pages_of(laid_down(read_sheet(page, len(gathered.pages) + 1))):
                add_sheet(gathered, sheet)
        finally:
            page.close()
        if progress:
            progress(index + 1, count)
    return gathered


def _judge(gathered: Gathered, name: str) -> None:
    """Refuse what is no text: pictures, OCR layers, fonts that don't name their characters."""
    pages = len(gathered.pages)
    words = sum(bool(re.search(r"\w", line.text)) for line in gathered.lines)
    if not words:
        kind = "pictures" if gathered.pictures else "pages without any text"
        raise _refusal(f"{name} has no text layer: it is {pages} {kind}.", name, "Ask the journal for a PDF with text.")
    if gathered.hidden * 2 > gathered.signs:
        raise _refusal(
            f"{name} is a scan: its text is a hidden OCR layer behind pictures of the pages.",
            name,
            "Ask the journal for the typeset PDF, or proofread the OCR text and clean that.",
        )
    if gathered.nameless * 2 > gathered.signs:
        raise _refusal(f"{name} has fonts that don't say which characters they draw.", name, "Ask for another PDF.")
