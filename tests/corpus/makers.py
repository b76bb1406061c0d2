"""Take a Layout and a seed, give the PDF as another maker sets it: LibreOffice, Chromium, WeasyPrint, XeLaTeX.

Each runs in a process of its own, in a folder that goes when it is done; none of them needs the network.  DOCX goes by way
of pandoc and comes out in its plain dress, as an author's file does: no indents, raised arabic numbers.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pypandoc

from tests.corpus.article import body_markdown
from tests.corpus.manuscript import Layout, Manuscript, manuscript
from tests.corpus.set_html import html
from tests.corpus.set_odt import flat_odt
from tests.corpus.set_tex import latex
from tests.corpus.style import LABELS, SCHEMES, Style

_JOURNAL = Style(
    head="alternate", funding=True, received=True, front_foot=True, clc=True, labels=LABELS[1], scheme=SCHEMES[1]
)
_ENGLISH = Style(head="journal", english="front", doi=True, authors=2, scheme=SCHEMES[3], labels=LABELS[2])
_BACK = Style(english="back", subtitle=True, editor=True, references=5, scheme=SCHEMES[0], labels=LABELS[0])
LAYOUTS = {
    layout.name: layout
    for layout in (
        Layout("libreoffice-journal", "libreoffice", each_page=True, style=_JOURNAL),
        Layout("libreoffice-columns", "libreoffice", call="[1]", feet=False, columns=2, style=_BACK),
        Layout("libreoffice-white", "libreoffice", call="1", parted="white", table="grid", style=_ENGLISH),
        Layout("pandoc-docx", "docx", call="1", style=_BACK),
        Layout("chromium-journal", "chromium", call="[1]", feet=False, style=_JOURNAL),
        Layout("chromium-columns", "chromium", call="1", feet=False, columns=2, table="grid", style=_ENGLISH),
        Layout("weasyprint-journal", "weasyprint", style=_JOURNAL),
        Layout("weasyprint-white", "weasyprint", call="1", parted="white", table="grid", style=_BACK),
        Layout("weasyprint-columns", "weasyprint", call="[1]", feet=False, columns=2, style=_ENGLISH),
        Layout("xelatex-journal", "xelatex", each_page=True, style=_JOURNAL),
        Layout("xelatex-columns", "xelatex", call="1", columns=2, style=_ENGLISH),
        Layout("xelatex-white", "xelatex", call="[1]", parted="white", style=_BACK),
    )
}
PROGRAMS = {"libreoffice": "soffice", "docx": "soffice", "chromium": "chromium", "xelatex": "xelatex"}


def installed(maker: str) -> bool:
    return maker == "weasyprint" or shutil.which(PROGRAMS[maker]) is not None


def printed(layout: Layout, seed: int) -> tuple[Manuscript, bytes]:
    """The manuscript, whose ``article`` is the truth, and the PDF."""
    copy = manuscript(layout, seed)
    with tempfile.TemporaryDirectory() as folder:
        _MAKERS[layout.maker](copy, Path(folder))
        return copy, (Path(folder) / "article.pdf").read_bytes()


def _run(folder: Path, *command: str) -> None:
    room = {**os.environ, "HOME": str(folder), "SOURCE_DATE_EPOCH": "0"}
    done = subprocess.run(command, cwd=folder, env=room, capture_output=True, text=True, errors="replace", timeout=240)
    if not (folder / "article.pdf").is_file():
        raise RuntimeError(f"{command[0]} made no PDF: {done.stdout[-600:]} {done.stderr[-600:]}")


def _office(folder: Path, name: str) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    _run(folder, "soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(folder / name))


def _libreoffice(copy: Manuscript, folder: Path) -> None:
    (folder / "article.fodt").write_text(flat_odt(copy), encoding="utf-8")
    _office(folder, "article.fodt")


def _docx(copy: Manuscript, folder: Path) -> None:
    front = "\n\n".join(
        f"::: {{custom-style=Title}}\n{g.text}\n:::" if g.role == "title" else g.text for g in copy.front
    )
    text = f"{front}\n\n{body_markdown(copy.article)}\n\n" + "\n\n".join(g.text.replace("[", "\\[") for g in copy.back)
    pypandoc.convert_text(text, "docx", format="markdown-smart", outputfile=str(folder / "article.docx"))
    _office(folder, "article.docx")


def _chromium(copy: Manuscript, folder: Path) -> None:
    (folder / "article.html").write_text(html(copy), encoding="utf-8")
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-pdf-header-footer")
    profile = f"--user-data-dir={folder / 'profile'}"
    page = (folder / "article.html").as_uri()
    _run(folder, "chromium", *flags, profile, f"--print-to-pdf={folder / 'article.pdf'}", page)


def _weasyprint(copy: Manuscript, folder: Path) -> None:
    (folder / "article.html").write_text(html(copy), encoding="utf-8")
    _run(folder, sys.executable, "-m", "weasyprint", "--quiet", "article.html", "article.pdf")


def _xelatex(copy: Manuscript, folder: Path) -> None:
    (folder / "article.tex").write_text(latex(copy), encoding="utf-8")
    for _ in range(2):  # the second run knows the pages that notes start again on
        _run(folder, "xelatex", "-interaction=nonstopmode", "article.tex")


_MAKERS: dict[str, Callable[[Manuscript, Path], None]] = {
    "libreoffice": _libreoffice,
    "docx": _docx,
    "chromium": _chromium,
    "weasyprint": _weasyprint,
    "xelatex": _xelatex,
}
