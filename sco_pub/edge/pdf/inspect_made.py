"""Take a PDF that was made here, give what the page checks look at: characters in their places, notes' pages, ink.

Contract.  ``inspect`` opens the finished bytes and runs all checks on them; nothing is known from the making.  Ink is
measured with whatever is installed: pdfium always, poppler's pdftoppm and MuPDF's mutool where they are.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium_c

from sco_pub.check.pages import Drawn, Frame, Sign, check_pages
from sco_pub.check.pages_parts import Parts, check_parts
from sco_pub.check.pages_text import compare_ink, compare_notes, compare_text
from sco_pub.edge import temporary
from sco_pub.edge.pdf.glyphs import read_sheet
from sco_pub.model.config import House
from sco_pub.model.finding import Finding
from sco_pub.model.sheet import Box
from sco_pub.typeset.print_style import NOTE_RATIO, geometry, hang, sheet_margin

_DPI = 36  # a glance at each page: whether anything is inked shows at half a dot a point
_FIGURE = 24.0  # points: what is lower is a rule or a sign in a line
_PICTURES = (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE)
NO_PARTS = Parts()


def inspect(
    pdf: bytes, house: House, wanted: Sequence[str] = (), parts: Parts = NO_PARTS, *, ink: bool = False
) -> tuple[Finding, ...]:
    """All page findings of a PDF; ``wanted``: the edition's paragraphs and notes as plain text, ``parts``: what else it has."""
    pages = facing_alike(signs(pdf), house)
    found = list(check_pages(pages, frame(house), _boxes_alike(figures(pdf), house)))
    if wanted:
        found += compare_text(["".join(sign.text for sign in page) for page in pages], wanted)
    found += check_parts(pages, parts, formula_words(pdf) if parts.formulas else None)
    found += compare_notes(*note_pages(pdf))
    if ink:
        found += compare_ink(ink_shares(pdf))
    return tuple(found)


def facing_alike(pages: Sequence[Sequence[Sign]], house: House) -> tuple[tuple[Sign, ...], ...]:
    """The pages with left ones moved to where right ones have their text block, for one ruler serves both.

    Where a page has a bleed or marks round it, heights and edges are counted from the trimmed page."""
    return tuple(tuple(_moved(sign, *_shift(number, house)) for sign in page) for number, page in enumerate(pages, 1))


def _boxes_alike(pages: Sequence[Sequence[Drawn]], house: House) -> tuple[tuple[Drawn, ...], ...]:
    """The same for pictures and drawings."""
    return tuple(tuple(_moved_box(one, *_shift(number, house)) for one in page) for number, page in enumerate(pages, 1))


def _moved_box(one: Drawn, across: float, down: float) -> Drawn:
    box = one.box
    return replace(one, box=Box(box.x0 + across, box.y0 - down, box.x1 + across, box.y1 - down))


def _shift(number: int, house: House) -> tuple[float, float]:
    """How far what stands on a page is moved to the right, and down."""
    form, round_it = geometry(house.page), sheet_margin(house.press)
    step = form.inside - form.outside if form.facing else 0.0
    return (0.0 if number % 2 else step) - round_it, round_it


def _moved(sign: Sign, across: float, down: float) -> Sign:
    return replace(sign, x0=sign.x0 + across, x1=sign.x1 + across, y=sign.y - down) if across or down else sign


def frame(house: House) -> Frame:
    """The text block that a house's right pages have."""
    form = geometry(house.page)
    return Frame(
        left=form.inside, right=form.inside + form.measure, top=form.height - form.head, bottom=form.foot,
        size=form.size, note_size=form.size * NOTE_RATIO, leading=form.leading,
        hang=hang(house),
    )  # fmt: skip


def signs(pdf: bytes) -> tuple[tuple[Sign, ...], ...]:
    """The characters of each page in the order of drawing."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    try:
        for number in range(len(document)):
            page = document[number]
            sheet = read_sheet(page, number + 1)
            found.append(tuple(Sign(g.sign, g.x0, g.x1, g.y, g.size) for g in sheet.glyphs))
            page.close()
    finally:
        document.close()
    return tuple(found)


def figures(pdf: bytes) -> tuple[tuple[Drawn, ...], ...]:
    """The pictures and drawings of each page that are higher than a line's formula."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(
            tuple(
                Drawn(Box(*box), item.type == pdfium_c.FPDF_PAGEOBJ_IMAGE)
                for item, box in ((item, item.get_bounds()) for item in page.get_objects(filter=_PICTURES, max_depth=4))
                if box[3] - box[1] > _FIGURE
            )
            for page in document
        )
    finally:
        document.close()


def pictures(pdf: bytes, *, dpi: int = 60) -> Iterator[bytes]:
    """Each page as PNG, drawn by pdfium, ``dpi`` dots an inch."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            stream = io.BytesIO()
            page.render(scale=dpi / 72).to_pil().quantize(16).save(stream, "PNG", optimize=True)
            page.close()
            yield stream.getvalue()
    finally:
        document.close()


def note_pages(pdf: bytes) -> tuple[dict[str, int], dict[str, int]]:
    """The pages of calls and of notes by the notes' IDs, from the structure tree alone."""
    calls: dict[str, int] = {}
    notes: dict[str, int] = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if "/StructTreeRoot" not in document.Root:
            return calls, notes
        numbers = {page.objgen: index for index, page in enumerate(document.pages, 1)}
        _walk(document.Root.StructTreeRoot.K, numbers, calls, notes)
    return calls, notes


def formula_words(pdf: bytes) -> tuple[str, ...]:
    """What the tags of the formulas say, in the order of the tree."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root.get("/StructTreeRoot")
        return tuple(_spoken(root.K)) if root is not None else ()


def _spoken(kids: Any) -> Iterator[str]:
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if kid.S == "/Formula":
                yield str(kid.get("/Alt", ""))
            if "/K" in kid:
                yield from _spoken(kid.K)


def _walk(kids: Any, numbers: dict[Any, int], calls: dict[str, int], notes: dict[str, int]) -> None:
    """A Reference's note is the element that follows it."""
    waiting: int | None = None
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, pikepdf.Dictionary) or "/S" not in kid:
            continue
        if kid.S == "/Reference":
            waiting = _page(kid, numbers)
        elif kid.S == "/Note":
            name = str(kid.get("/ID", ""))
            notes[name] = _page(kid, numbers) or 0
            if waiting is not None:
                calls[name] = waiting
            waiting = None
        if "/K" in kid:
            _walk(kid.K, numbers, calls, notes)


def _page(element: Any, numbers: dict[Any, int]) -> int | None:
    return numbers.get(element.Pg.objgen) if "/Pg" in element else None


def ink_shares(pdf: bytes) -> tuple[dict[str, float], ...]:
    """How much of each page is inked, as each installed program draws it."""
    shares: list[dict[str, float]] = [{"pdfium": share} for share in _pdfium(pdf)]
    for program, command in (("poppler", "pdftoppm"), ("mupdf", "mutool")):
        if shutil.which(command):
            for page, share in zip(shares, _drawn_by(command, pdf), strict=False):
                page[program] = share
    return tuple(shares)


def _pdfium(pdf: bytes) -> list[float]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_ink(page.render(scale=_DPI / 72, grayscale=True).to_pil()) for page in document]
    finally:
        document.close()


def _drawn_by(command: str, pdf: bytes) -> list[float]:
    from PIL import Image

    with temporary.folder() as folder:
        file = Path(folder) / "in.pdf"
        file.write_bytes(pdf)
        if command == "pdftoppm":
            arguments = [command, "-r", str(_DPI), "-gray", "-png", str(file), str(Path(folder) / "page")]
        else:
            pages = str(Path(folder) / "page%04d.png")
            arguments = [command, "draw", "-q", "-r", str(_DPI), "-c", "gray", "-o", pages, str(file)]
        subprocess.run(arguments, check=True, capture_output=True, timeout=300)
        shares = []
        for picture in sorted(Path(folder).glob("page*.png")):
            with Image.open(picture) as image:
                shares.append(_ink(image.convert("L")))
        return shares


def _ink(picture: Any) -> float:
    """The mean darkness of a grey picture, 0 to 1."""
    histogram = picture.histogram()
    total = sum(histogram)
    dark: float = sum((255 - level) * count for level, count in enumerate(histogram)) / (255 * total)
    return dark
