"""Fonts that say of themselves what no font should: who asks them for their glyphs' names learns nothing, and nothing breaks."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pypdfium2
import pytest

from sco_pub.edge.pdf import glyph_names
from sco_pub.edge.pdf.glyphs import read_sheet
from sco_pub.model.characters import LOST

Make = Callable[[pikepdf.Pdf], Any]


def written(parts: dict[str, Make]) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, **{name: make(pdf) for name, make in parts.items()}
    )
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pdf.make_indirect(font)))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def program(pdf: pikepdf.Pdf) -> Any:
    return pikepdf.Dictionary(FontFile=pdf.make_stream(b"dup 65 /A put"))


def table(pdf: pikepdf.Pdf) -> Any:
    return pdf.make_stream(b"beginbfchar <41> <0042> endbfchar")


def names(*given: Any) -> Make:
    return lambda _: pikepdf.Dictionary(Differences=pikepdf.Array(given))


STRANGE: dict[str, dict[str, Make]] = {
    "no name, a map": {"ToUnicode": table, "FontDescriptor": program},
    "no name, no map": {"Encoding": names(33, pikepdf.Name("/G21"))},
    "a map by name": {"ToUnicode": lambda _: pikepdf.Name("/Identity-H"), "FontDescriptor": program},
    "a number for a program": {"ToUnicode": table, "FontDescriptor": lambda _: pikepdf.Dictionary(FontFile=7)},
    "words for a description": {"ToUnicode": table, "FontDescriptor": lambda _: pikepdf.String("x")},
    "a word among the names": {"Encoding": names(pikepdf.String("x"), pikepdf.Name("/G21"))},
    "a number for the names": {"Encoding": lambda _: pikepdf.Dictionary(Differences=7)},
    "a program that can't be unpacked": {
        "ToUnicode": table,
        "FontDescriptor": lambda pdf: pikepdf.Dictionary(
            FontFile=pikepdf.Stream(pdf, b"zzzz", Filter=pikepdf.Name.FlateDecode)
        ),
    },
}


@pytest.mark.parametrize("strange", STRANGE)
def test_a_strange_font_is_no_witness(strange):
    data = written(STRANGE[strange])
    assert glyph_names.named(data) == {}
    assert glyph_names.nameless(data) <= {""}


@pytest.mark.parametrize("name", ["/u110000", "/uFFFFFF", "/uD800", "/uDC00", "/uFDD0"])
def test_a_sign_whose_name_is_no_character_is_a_lost_one(name):
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    listed = pikepdf.Array([33, *map(pikepdf.Name, ("/A", name, "/B"))])
    page.obj.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(
            F=pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
                Encoding=pikepdf.Dictionary(Differences=listed),
            )
        )
    )
    page.obj.Contents = pdf.make_stream(b'BT /F 10 Tf 20 100 Td (!"#) Tj ET')
    out = io.BytesIO()
    pdf.save(out)
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        assert "".join(glyph.sign for glyph in read_sheet(document[0], 1).glyphs) == f"A{LOST}B"
