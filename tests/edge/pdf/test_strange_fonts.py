"""Fonts that say of themselves what no font should: who asks them for their glyphs' names learns nothing, and nothing breaks."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from sco_pub.edge.pdf import glyph_names

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
