"""An EPUB that carries the house's fonts: cut down to its characters, the same bytes each time, valid."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from fontTools.ttLib import TTFont

from sco_pub.check.verify_report import Verdict
from sco_pub.edge import epub_fonts, package
from sco_pub.edge.books import epub_book
from sco_pub.edge.validators import epubcheck
from sco_pub.model.config import Epub, Fonts, House
from sco_pub.typeset.epub_fonts import Face, faces
from tests.typeset.editions import small

CARRYING = House(epub=Epub(cover=False, embed_fonts=True))
MISSING = Face("No Such Family")


def made(house: House = CARRYING) -> bytes:
    data = epub_book.make(small("ru"), house, {}, 0).value
    assert data is not None
    return data


def test_a_translation_carries_its_own_faces_and_the_sources_serif():
    assert faces(small("ru"), House()) == (
        Face("PT Serif"),
        Face("PT Sans", bold=True),
        Face("Noto Serif CJK SC"),
    )
    assert faces(small("zh"), House()) == (Face("Noto Serif CJK SC"), Face("Noto Sans CJK SC", bold=True))


def test_the_fonts_hold_the_books_characters_and_no_others():
    (face,) = epub_fonts.cut([Face("PT Serif")], frozenset("абв")).value
    with TTFont(io.BytesIO(face.data)) as font:
        assert {chr(code) for code in font.getBestCmap()} == set("абв")
    assert face.suffix == "ttf"


def test_the_book_is_valid_and_the_same_each_time(tmp_path: Path):
    path = tmp_path / "fonts.epub"
    path.write_bytes(made())
    assert epubcheck.check(path, path.name).verdict is Verdict.PASSED
    assert made() == path.read_bytes()
    parts = package.unpack(made())
    assert sorted(name for name in parts if "/fonts/" in name) == [
        "EPUB/fonts/font1.ttf",
        "EPUB/fonts/font2.ttf",
        "EPUB/fonts/font3.otf",
    ]
    assert parts["EPUB/styles/stylesheet1.css"].count(b"@font-face") == 3


def test_a_house_that_leaves_fonts_to_the_reader_carries_none():
    plain = made(replace(CARRYING, epub=Epub(cover=False)))
    assert not [name for name in package.unpack(plain) if "/fonts/" in name]


def test_a_font_that_is_not_there_is_left_out_and_told_not_replaced():
    outcome = epub_fonts.cut([MISSING], frozenset("a"))
    assert outcome.value == ()
    assert [finding.code for finding in outcome.findings] == ["TYP-302"]


def test_a_font_that_may_not_be_embedded_is_left_out(monkeypatch):
    monkeypatch.setattr(epub_fonts, "may_embed", lambda _: False)
    assert epub_fonts.cut([Face("PT Serif")], frozenset("a")).value == ()


def test_a_book_without_any_of_its_fonts_is_still_a_book():
    house = replace(CARRYING, fonts={"default": Fonts("No Such Family", "No Such Sans")})
    outcome = epub_book.make(small("ru"), house, {}, 0)
    assert {finding.code for finding in outcome.findings} == {"TYP-302"}
    assert outcome.value is not None
