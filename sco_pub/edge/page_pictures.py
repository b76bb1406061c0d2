"""Take a file that was made, give pictures of its pages: PDFium for a PDF, LibreOffice before it for a DOCX, Chromium else.

What isn't installed gives no pictures; the report says by its checks what could not be run.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from sco_pub.edge import temporary
from sco_pub.edge.pdf import inspect_made
from sco_pub.edge.validators import browser
from sco_pub.edge.validators.running import find, run
from sco_pub.model.choices import Format

Pictures = tuple[tuple[str, bytes], ...]


def pictures(path: Path, wanted: Format) -> Pictures:
    """(caption, PNG) of each page, in order."""
    return _DRAWN[wanted](path)


def pdf(path: Path) -> Pictures:
    return tuple((str(number), png) for number, png in enumerate(inspect_made.pictures(path.read_bytes()), 1))


def docx(path: Path) -> Pictures:
    """The pages as LibreOffice breaks them, which needn't be where Word does."""
    program = find("soffice")
    if program is None:
        return ()
    with temporary.folder() as folder:
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, os.fspath(path)]
        run(command, {"HOME": folder})
        made = Path(folder, path.name).with_suffix(".pdf")
        return pdf(made) if made.is_file() else ()


_DRAWN: Mapping[Format, Callable[[Path], Pictures]] = {
    Format.PDF: pdf,
    Format.DOCX: docx,
    Format.EPUB: browser.book_pictures,
    Format.HTML: browser.web_pictures,
}
