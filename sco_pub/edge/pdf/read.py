"""Take a PDF, give its text layer as a RawText with geometry; name a PDF that has none.

Strategy.  pypdfium2 (permissive licence, the quickest of the extractors, character boxes) gives the glyphs of one
page at a time; lines, columns, spaces, raised signs and tables are found from where the glyphs stand, never from
the order in which they were drawn.  Nothing of the text is mended here: wrong code points, furniture and notes are
the cleaner's.  Pages that are pictures of print, or whose fonts don't name their hanzi, are read by the OCR engine where it is
installed (edge.ocr); without it a hidden layer that some other OCR left in the file is taken as it lies, and said to be such.
What can't be read as a text is refused in one sentence: not a PDF, damaged, locked, pictures only or fonts without names for
their characters (and no engine).
"""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2

from sco_pub.edge import bounds, files, ocr
from sco_pub.edge.pdf import scan, witness
from sco_pub.edge.pdf.glyphs import read_sheet
from sco_pub.layout.from_ocr import layer_confidence, sheet_of
from sco_pub.layout.marks_in_order import in_order
from sco_pub.layout.page import Gathered, add_sheet
from sco_pub.layout.spreads import pages_of
from sco_pub.layout.vertical_text import laid_down
from sco_pub.layout.witness import key_of
from sco_pub.model.choices import Ocr, Witness
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.sheet import ReadPage, Sheet
from sco_pub.model.text import Origin, RawText, Testimony
from sco_pub.model.wording import N_, Phrase, phrase

Progress = Callable[[int, int], None]
_CHINESE = 200  # different signs on a page: two Latin faces have fewer than 190, a page of Chinese print 300 to 500


def read_pdf(
    path: Path,
    progress: Progress | None = None,
    *,
    recognise: Ocr = Ocr.AUTO,
    store: Path | None = None,
    cores: int | None = None,
    look: Witness = Witness.AUTO,
) -> RawText:
    """The text layer of the PDF at ``path``; ``progress`` is told (pages done, pages in all) after every page.

    Lines stand in reading order, with geometry; pages are parted by their lines' ``page``.  Where a sheet shows two
    pages side by side, each counts.  ``store``: a folder in which what the OCR engine read is kept; ``cores``: how
    many processes it may have, all for None; ``look``: when the layer is held against the page's picture.
    InputError, with one sentence, for a file that is no PDF, is damaged or locked, or has no text layer worth the
    name.
    """
    data = files.read_bytes(path, what=N_("PDF"))
    name, digest = str(path), files.sha256(data)
    document = _open(data, name)
    try:
        _refuse_many(document, name)
        titled = document.get_metadata_value("Title").strip()
        pictures = _pictures(document, recognise)
        unread = pictures | (_ciphers(document) if recognise is not Ocr.NEVER and ocr.available() else frozenset())
        read = scan.read_pages(path, digest, sorted(unread), store, cores) if _engine(unread, recognise) else None
        pages = _sheets(document, name, progress, pictures if read is None else unread, read)
        said: list[Testimony] = []
        gathered = Gathered([], [], [], [])
        while block := list(itertools.islice(pages, witness.MOST)):
            for page in _testified(data, document, block, look, said):
                for sheet in pages_of(laid_down(replace(page.sheet, number=len(gathered.pages) + 1))):
                    add_sheet(gathered, sheet, page.origin, page.confidence)
    finally:
        document.close()
    _judge(gathered, name, recognise)
    read_anew = {page.number for page in gathered.pages if page.origin is Origin.READ}
    return RawText(
        file=name,
        digest=digest,
        lines=tuple(in_order(gathered.lines, read_anew) if read_anew else gathered.lines),
        encoding="pdf",
        source="pdf",
        pages=tuple(gathered.pages),
        tables=tuple(gathered.tables),
        left_out=tuple(gathered.left_out),
        reader=ocr.version() if read_anew else "",
        regions=tuple(gathered.regions),
        inlaid=tuple(gathered.inlaid),
        testimonies=tuple(said),
        titled=titled,
    )


def _refuse_many(document: pypdfium2.PdfDocument, name: str) -> None:
    """InputError for more pages than a PDF may have, before any is looked at: a few bytes can say that there are a million."""
    pages, most = len(document), bounds.limits().pages
    if pages > most:
        said = phrase(N_("has {pages} pages, more than {most}"), pages=pages, most=most)
        raise bounds.passed(name, said, "pages")


def _pictures(document: pypdfium2.PdfDocument, recognise: Ocr) -> frozenset[int]:
    """The pages (0-based) that are pictures of print, or that are to be taken for such."""
    found = set()
    for index in range(len(document)):
        with contextlib.suppress(pypdfium2.PdfiumError):  # who reads the page says what is wrong with it
            page = document[index]
            if recognise is Ocr.ALWAYS or scan.is_picture(page):
                found.add(index)
            page.close()
    return frozenset(found)


def _ciphers(document: pypdfium2.PdfDocument) -> frozenset[int]:
    """The pages (0-based) whose fonts name next to nothing, where at least one of them is Chinese: too much to ask sign by sign.

    Founder's BookMaker cuts the hanzi of each page into fonts of 94 signs whose codes mean nothing; the witness would read nearly
    every line of such a file for its votes.  Pages in one or two such Latin fonts are the witness's, who keeps their geometry.
    """
    found = set()
    chinese = False
    for index in range(len(document)):
        with contextlib.suppress(pypdfium2.PdfiumError):
            page = document[index]
            if scan.is_nameless(page):
                found.add(index)
                chinese = chinese or len({key_of(g) for g in read_sheet(page, index + 1).glyphs}) >= _CHINESE
            page.close()
    return frozenset(found) if chinese else frozenset()


def _engine(pictures: frozenset[int], recognise: Ocr) -> bool:
    """Whether the engine is to read; InputError where it must and isn't installed."""
    if recognise is Ocr.ALWAYS and not ocr.available():
        raise InputError(N_("There is no OCR engine on this machine."), hint=ocr.INSTALL)
    return bool(pictures) and recognise is not Ocr.NEVER and ocr.available()


def _open(data: bytes, name: str) -> pypdfium2.PdfDocument:
    if b"%PDF-" not in data[:1024]:
        raise _refusal(phrase(N_("{name} isn't a PDF."), name=name), name, N_("Check the file."))
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise _refusal(
                phrase(N_("{name} is locked with a password."), name=name), name, N_("Save a copy without it.")
            ) from None
        raise _refusal(
            phrase(N_("{name} is damaged: it can't be opened as a PDF."), name=name), name, N_("Get the file again.")
        ) from None


def _refusal(message: Phrase, name: str, hint: str | Phrase, page: int | None = None) -> InputError:
    return InputError(message, place=Place(name, entry=f"page {page}" if page else None), hint=hint)


@dataclass(frozen=True, slots=True)
class _Page:
    """A sheet, where its text comes from, and how sure that is."""

    sheet: Sheet
    origin: Origin = Origin.TEXT
    confidence: float | None = None


def _sheets(
    document: pypdfium2.PdfDocument,
    name: str,
    progress: Progress | None,
    pictures: frozenset[int],
    read: Iterator[ReadPage] | None,
) -> Iterator[_Page]:
    count = len(document)
    for index in range(count):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            raise _refusal(
                phrase(N_("{name} is damaged: its page {page} can't be read."), name=name, page=index + 1),
                name,
                N_("Get it again."),
                index + 1,
            ) from None
        try:
            if index in pictures and read is not None:
                found = next(read)
                sheet = replace(sheet_of(found, index + 1, *page.get_size()), place=(index, 0.0))
                yield _Page(sheet, Origin.READ, round(found.confidence, 3))
            else:
                sheet = read_sheet(page, index + 1, index)
                layer = index in pictures and bool(sheet.glyphs)
                yield _Page(sheet, Origin.LAYER, layer_confidence(sheet)) if layer else _Page(sheet)
        finally:
            page.close()
        if progress:
            progress(index + 1, count)


def _testified(
    data: bytes, document: pypdfium2.PdfDocument, block: list[_Page], look: Witness, said: list[Testimony]
) -> list[_Page]:
    """The pages with what their pictures show, where a typesetter's layer is doubtful; ``said`` gets what was found."""
    honest = [page.sheet for page in block if page.origin is Origin.TEXT]
    seen, more = witness.testify(data, document, honest, look)
    said += more
    sheets = iter(seen)
    return [replace(page, sheet=next(sheets)) if page.origin is Origin.TEXT else page for page in block]


def _judge(gathered: Gathered, name: str, recognise: Ocr) -> None:
    """Refuse what is no text: pictures that nobody reads, fonts that don't name their characters."""
    pages = len(gathered.pages)
    words = sum(bool(re.search(r"\w", line.text)) for line in gathered.lines)
    if not words:
        pictures = N_("{name} has no text layer: it is {pages} pictures.")
        blank = N_("{name} has no text layer: it is {pages} pages without any text.")
        said = phrase(pictures if gathered.pictures else blank, name=name, pages=pages)
        alone, either = (
            N_("Ask the journal for a PDF with text."),
            N_("{install} Or ask the journal for a PDF with text."),
        )
        raise _refusal(said, name, _other_pdf(alone, either if gathered.pictures else alone, recognise))
    if gathered.nameless * 2 > gathered.signs:
        said = phrase(N_("{name} has fonts that don't say which characters they draw."), name=name)
        raise _refusal(
            said, name, _other_pdf(N_("Ask for another PDF."), N_("{install} Or ask for another PDF."), recognise)
        )


def _other_pdf(alone: str, either: str, recognise: Ocr) -> Phrase:
    """What to do about a file that can't be read: where the engine could help and isn't there, how to get it too."""
    helps = recognise is not Ocr.NEVER and not ocr.available() and alone != either
    return phrase(either, install=Phrase(ocr.INSTALL)) if helps else Phrase(alone)
