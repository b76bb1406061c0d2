"""Vector figures are shown in every format, and do nothing but show."""

from __future__ import annotations

import io
import zipfile

import pypdfium2
import pytest

from sco_pub.edge import figures
from sco_pub.edge.books import docx_book, epub_book, html_page
from sco_pub.edge.weasyprint import make
from sco_pub.typeset.vector_pictures import clean, is_clean
from tests.science.document import RESPONSE, pictures, science
from tests.science.test_lists_and_tables import house, pdf
from tests.typeset.editions import edition

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def cleaned(inside: str) -> str:
    made = clean(f"{OPEN}{inside}</svg>".encode())
    assert made is not None
    return made.data.decode()


def test_a_drawing_is_vectors_in_the_pdf() -> None:
    document = pypdfium2.PdfDocument(pdf())
    curves = [item for page in document for item in page.get_objects() if item.type == 2]
    images = [item for page in document for item in page.get_objects() if item.type == 3]
    assert len(images) == 1 and len(curves) > 3


def test_web_page_and_book_hold_the_drawing_and_word_a_picture_of_it() -> None:
    page = html_page.make(science(), house(), pictures(), 0).value
    assert page is not None and b"data:image/svg+xml;base64," in page
    book = epub_book.make(science(), house(), pictures(), 0).value
    word = docx_book.make(science(), house(), pictures(), 0).value
    assert book is not None and word is not None
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        assert [name for name in package.namelist() if name.endswith(".svg")]
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        names = [name for name in package.namelist() if name.startswith("word/media/")]
        assert len(names) == 2
        assert all(package.read(name).startswith(b"\x89PNG") for name in names)


@pytest.mark.parametrize(
    ("hostile", "gone"),
    [
        ("<script>alert(1)</script>", "script"),
        ('<rect onload="a()" width="1"/>', "onload"),
        ("<foreignObject><body/></foreignObject>", "foreignObject"),
        ('<image href="https://example.org/a.png"/>', "https"),
        ('<use xlink:href="other.svg#a"/>', "other"),
        ('<a href="https://example.org"><rect/></a>', "href"),
        ('<rect fill="url(https://example.org/a)"/>', "example"),
        ("<style>@import 'a.css';</style>", "import"),
        ('<set attributeName="href" to="javascript:1"/>', "javascript"),
    ],
)
def test_what_acts_or_fetches_is_gone(hostile: str, gone: str) -> None:
    assert gone not in cleaned(hostile)


def test_what_draws_stays_and_cleaning_again_changes_nothing() -> None:
    drawing = '<defs><path id="a" d="M0 0"/></defs><use xlink:href="#a" x="1"/><style>*{stroke-linecap:butt}</style>'
    assert drawing in cleaned(drawing)
    assert is_clean(cleaned(drawing).encode())


def test_what_was_taken_out_is_named_and_what_cannot_be_read_is_an_error() -> None:
    found = figures.ready(
        {"a.svg": f"{OPEN}<script/></svg>".encode(), "b.svg": b"<svg xmlns='x'><", "c.pdf": b"%PDF-1.4 no"}
    )
    assert [(finding.code, str(finding.place)) for finding in found.findings] == [
        ("TYP-112", "a.svg"), ("TYP-111", "b.svg"), ("TYP-111", "c.pdf"),
    ]  # fmt: skip


def test_an_uncleaned_drawing_is_not_shown() -> None:
    made = make(edition("![图](a.svg)\n"), house(), {"a.svg": f"{OPEN}<script/></svg>".encode()})
    assert "TYP-104" in [finding.code for finding in made.findings]


def test_a_page_of_pdf_is_a_figure() -> None:
    ready = figures.ready({"a.pdf": pdf()})
    assert ready.findings == ()
    assert ready.value["a.pdf"].startswith(b"\x89PNG")


def test_declarations_and_comments_before_a_drawing_do_not_hide_it() -> None:
    written = b'<?xml version="1.0"?>\n<!-- Created by a program -->\n' + RESPONSE
    ready = figures.ready({"a.svg": written}).value["a.svg"]
    assert ready.startswith(b"<svg ") and b"<path" in ready
