"""Take a PDF's pages that are pictures, give what the OCR engine reads on them: on all cores, in order, each page once.

Strategy.  Which pages need it is told without reading them whole: a picture covers the page, and its text is missing, invisible
or under the picture.  Each page is one piece of work for a process of its own, so the engine's memory (some 0.9 GB) is taken once
a core; no more pieces are under way than keep the cores busy.  What was read is kept by the file's
content and the engine's version where the caller has a place for it, since a page takes seconds.
"""

from __future__ import annotations

import ctypes
import gzip
import json
import multiprocessing
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium

from sco_pub.edge import bounds, files, ocr
from sco_pub.edge.pdf import scan_marks
from sco_pub.edge.pdf.drawing import Turn, read_drawing
from sco_pub.model.sheet import ReadPage, ReadRow, ReadSign

if TYPE_CHECKING:
    import numpy as np

_INVISIBLE = 3  # text rendering mode: neither filled nor stroked (ISO 32000-1, 9.3.6)
_FEW = 20  # signs: a scanned page may bear a stamp or a folio that was set on it
_PATIENCE = (
    5  # a page's time: engines start, and other programs want the cores too (seen: 60 s a page where 12 are usual)
)
_FORM = (
    "rings, hair rules, small drawings"  # what is read beside the engine's rows: the name of kept pages changes with it
)
_MOST_PIXELS = 60_000_000  # of a page's finer picture: A3 has 39, what is larger is no page of print
_AHEAD = 2  # pieces under way for each core


def is_picture(page: pypdfium2.PdfPage) -> bool:
    """Whether the page is a picture of print: its text is missing, or hidden in or under the picture that covers it."""
    drawing = read_drawing(page, Turn(page))
    if not drawing.picture:
        return False
    textpage = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(textpage.raw)
        if count < _FEW:
            return True
        hidden = sum(_hidden(textpage, index, drawing.buried) for index in range(0, count, max(1, count // 200)))
        return 2 * hidden > len(range(0, count, max(1, count // 200)))
    finally:
        textpage.close()


def is_nameless(page: pypdfium2.PdfPage) -> bool:
    """Whether most signs of the page come from fonts that don't say what they draw."""
    textpage = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(textpage.raw)
        tried = range(0, count, max(1, count // 200))
        nameless = [index for index in tried if pdfium.FPDFText_HasUnicodeMapError(textpage.raw, index) == 1]
        return 2 * len(nameless) > len(tried)
    finally:
        textpage.close()


def _hidden(textpage: pypdfium2.PdfTextPage, index: int, buried: frozenset[int]) -> bool:
    holder = pdfium.FPDFText_GetTextObject(textpage.raw, index)
    if not holder:
        return False
    return pdfium.FPDFTextObj_GetTextRenderMode(holder) == _INVISIBLE or ctypes.addressof(holder.contents) in buried


def read_pages(
    path: Path, digest: str, pages: Sequence[int], store: Path | None = None, cores: int | None = None
) -> Iterator[ReadPage]:
    """What stands on the pages (0-based), in their order.

    ``store``: a folder for what was read; ``digest``: the file's sha256; ``cores``: how many processes at most, all for None.
    """
    known = _Store(store, digest)
    wanted = [page for page in pages if known.get(page) is None]
    made = _all(path, wanted, min(cores or os.cpu_count() or 1, len(wanted)))
    for page in pages:
        standing = known.get(page)
        if standing is None:
            bounds.longer(_PATIENCE)
            standing = next(made)
            known.put(page, standing)
        yield standing


def _all(path: Path, pages: Sequence[int], cores: int) -> Iterator[ReadPage]:
    if cores < 2:
        yield from (_one(str(path), page) for page in pages)
        return
    with ProcessPoolExecutor(cores, mp_context=multiprocessing.get_context("spawn")) as pool:
        under_way: deque[Future[ReadPage]] = deque()
        for page in pages:
            under_way.append(pool.submit(_one, str(path), page))
            if len(under_way) >= cores * _AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


def _one(path: str, index: int) -> ReadPage:
    """In a worker process: one page, drawn and read."""
    document = pypdfium2.PdfDocument(path)
    try:
        page = ocr.read(_picture(document[index], ocr.DPI))
        if page.width * page.height * scan_marks.TIMES**2 > _MOST_PIXELS:
            return page
        finer = ocr.DPI * scan_marks.TIMES
        return scan_marks.with_marks(page, scan_marks.marks(_picture(document[index], finer), finer))
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage, dpi: int) -> np.ndarray:
    pixels: np.ndarray = page.render(scale=dpi / 72, grayscale=True).to_numpy().copy()
    return pixels[..., 0] if pixels.ndim == 3 else pixels


class _Store:
    """What was read of one file, a gzipped JSON a page; a broken or missing one counts as none."""

    def __init__(self, folder: Path | None, digest: str) -> None:
        version = (
            "".join(c if c.isalnum() else "-" for c in f"{ocr.version()} {ocr.DPI} {_FORM}")
            if ocr.available()
            else "none"
        )
        self._folder = folder / f"{digest[:32]}-{version}" if folder else None

    def get(self, page: int) -> ReadPage | None:
        if self._folder is None:
            return None
        try:
            return _page(json.loads(gzip.decompress((self._folder / f"{page + 1}.json.gz").read_bytes())))
        except (OSError, EOFError, ValueError, TypeError, KeyError):
            return None

    def put(self, page: int, read: ReadPage) -> None:
        if self._folder is not None:
            text = json.dumps(asdict(read), ensure_ascii=False, separators=(",", ":"))
            files.write_bytes(self._folder / f"{page + 1}.json.gz", gzip.compress(text.encode(), mtime=0))


def _page(data: dict[str, Any]) -> ReadPage:
    rows = tuple(
        ReadRow(tuple(ReadSign(**sign) for sign in row["signs"]), row["score"], row["slope"], row["ink"])
        for row in data["rows"]
    )
    rules = tuple((x0, x1, y) for x0, x1, y in data["rules"])
    drawings = tuple((x0, y0, x1, y1) for x0, y0, x1, y1 in data.get("drawings", ()))
    return ReadPage(data["width"], data["height"], data["dpi"], rows, rules, drawings)
