"""Pictures of the pages of every format, for the report of verify."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sco_pub.edge import page_pictures
from sco_pub.edge.books import docx_book, epub_book, html_page
from sco_pub.edge.validators.running import node_package
from sco_pub.model.choices import Format
from sco_pub.model.config import Epub, House
from tests.typeset.editions import small

PNG = b"\x89PNG\r\n\x1a\n"
BROWSER = pytest.mark.skipif(
    node_package("puppeteer") is None or shutil.which("chromium") is None, reason="there is no browser to ask"
)
MAKERS = {
    Format.EPUB: epub_book.make,
    Format.DOCX: docx_book.make,
    Format.HTML: html_page.make,
}


def drawn(wanted: Format, folder: Path) -> page_pictures.Pictures:
    path = folder / f"small.{wanted.value}"
    path.write_bytes(MAKERS[wanted](small(), House(epub=Epub(cover=False)), {}, 0).value or b"")
    return page_pictures.pictures(path, wanted)


@pytest.mark.parametrize(
    ("wanted", "captions"),
    [
        pytest.param(Format.HTML, ["1600 px", "390 px, dark"], marks=BROWSER),
        pytest.param(
            Format.EPUB, ["nav.xhtml", "ch001.xhtml", "ch002.xhtml", "ch003.xhtml", "ch004.xhtml"], marks=BROWSER
        ),
    ],
)
def test_each_page_has_its_picture_and_its_name(wanted: Format, captions: list[str], tmp_path: Path) -> None:
    found = drawn(wanted, tmp_path)
    assert [caption for caption, _ in found] == captions
    assert all(png.startswith(PNG) for _, png in found)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice isn't installed")
def test_words_pages_are_counted(tmp_path: Path) -> None:
    found = drawn(Format.DOCX, tmp_path)
    assert found
    assert [caption for caption, _ in found] == [str(number) for number, _ in enumerate(found, 1)]
    assert all(png.startswith(PNG) for _, png in found)


def test_without_the_programs_there_are_no_pictures(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert [drawn(wanted, tmp_path) for wanted in (Format.HTML, Format.DOCX)] == [(), ()]
