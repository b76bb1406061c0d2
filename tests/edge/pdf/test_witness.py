"""A layer that names its glyphs wrongly is mended by what the page shows, with the evidence on record."""

from __future__ import annotations

import io
import re
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pikepdf
import pytest
from fontTools import agl
from fontTools.fontBuilder import FontBuilder
from fontTools.misc import eexec
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from sco_pub.clean import cleaning
from sco_pub.edge import fonts, ocr
from sco_pub.edge.pdf import glyph_names, ring
from sco_pub.edge.pdf.outlines import outlines
from sco_pub.edge.pdf.read import read_pdf
from sco_pub.edge.pdf.witness import is_dot
from sco_pub.model.choices import Witness
from sco_pub.model.errors import InputError
from tests.corpus.pdf_writer import write_pdf
from tests.corpus.rawtext import named

needs_engine = pytest.mark.skipif(not ocr.available(), reason="the extra sco-pub[ocr] isn't installed")


@pytest.fixture(scope="module")
def printed() -> bytes:
    made = named("plain", 7)
    with pikepdf.open(io.BytesIO(write_pdf(made.article, made.style))) as pdf:
        del pdf.pages[2:]
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def misnamed(data: bytes, signs: dict[str, str]) -> bytes:
    """The same pages, whose fonts' maps call some signs otherwise."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                cmap = item.ToUnicode.read_bytes().decode()
                for sign, other in signs.items():
                    cmap = re.sub(
                        rf"(<[0-9A-Fa-f]{{4}}>[ ]*)<{ord(sign):04X}>",
                        rf"\g<1><{ord(other):04X}>",
                        cmap,
                        flags=re.IGNORECASE,
                    )
                item.ToUnicode = pdf.make_stream(cmap.encode())
        pdf.save(out)
    return out.getvalue()


def renamed(data: bytes, font: str) -> bytes:
    """The same pages, all of whose fonts are called otherwise."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item:
                item.BaseFont = pikepdf.Name(f"/{font}")
        pdf.save(out)
    return out.getvalue()


@needs_engine
def test_private_points_are_what_the_page_shows(printed: bytes, tmp_path: Path) -> None:
    honest, faulty = tmp_path / "honest.pdf", tmp_path / "faulty.pdf"
    honest.write_bytes(printed)
    wrong = {"的": "\ue101", "。": "\ue102", "2": "\ue103"}
    faulty.write_bytes(misnamed(printed, wrong))
    wanted = read_pdf(honest)
    assert any(sign in wanted.text for sign in wrong)
    unseen = read_pdf(faulty, look=Witness.NEVER)
    assert re.search("[\ue101-\ue103]", unseen.text)
    seen = read_pdf(faulty)
    assert seen.text == wanted.text
    said = {(one.claim, one.sign) for one in seen.testimonies}
    assert said == {(other, sign) for sign, other in wrong.items() if sign in wanted.text}
    assert all(one.votes and one.agreed for one in seen.testimonies)
    codes = {finding.code for finding in cleaning.clean(seen).findings}
    assert "CLN-072" in codes
    assert "CLN-008" not in codes


@pytest.mark.parametrize("font", ["Symbol", "ABCDEF+SymbolMT", "Symbol,Italic"])
def test_the_codes_of_a_symbol_font_are_known_without_a_look_at_the_page(
    printed: bytes, tmp_path: Path, font: str
) -> None:
    honest, faulty = tmp_path / "honest.pdf", tmp_path / "faulty.pdf"
    honest.write_bytes(printed)
    faulty.write_bytes(renamed(misnamed(printed, {"2": "\uf032", "0": "\uf030"}), font))
    wanted, read = read_pdf(honest), read_pdf(faulty, look=Witness.NEVER)
    assert read.text == wanted.text
    assert {(one.claim, one.sign, one.by) for one in read.testimonies} == {
        ("\uf032", "2", "encoding"),
        ("\uf030", "0", "encoding"),
    }
    assert "CLN-072" in {finding.code for finding in cleaning.clean(read).findings}


def test_private_points_of_another_font_are_no_codes_of_a_symbol_font(printed: bytes, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.pdf"
    faulty.write_bytes(renamed(misnamed(printed, {"2": "\uf032"}), "SegoeUISymbol"))
    read = read_pdf(faulty, look=Witness.NEVER)
    assert "\uf032" in read.text and not read.testimonies


def test_without_the_engine_what_is_doubtful_is_named(printed: bytes, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.pdf"
    faulty.write_bytes(misnamed(printed, {"的": "\ue101"}))
    with patch.object(ocr, "available", return_value=False):
        raw = read_pdf(faulty)
    assert {(one.claim, one.sign) for one in raw.testimonies} == {("\ue101", "")}
    (found,) = [finding for finding in cleaning.clean(raw).findings if finding.code == "CLN-073"]
    assert "U+E101" in found.message
    line = next(n for n, line in enumerate(raw.lines, 1) if "\ue101" in line.text)
    assert found.place is not None
    assert found.place.line == line  # so that the report can show the place on its page
    assert "sco-pub[ocr]" in found.hint


def test_an_honest_pdf_is_not_looked_at(printed: bytes, tmp_path: Path) -> None:
    honest = tmp_path / "honest.pdf"
    honest.write_bytes(printed)
    with patch.object(ocr, "line", side_effect=AssertionError("looked at")):
        assert read_pdf(honest).testimonies == ()


def type1(names: dict[int, str], to_unicode: dict[int, str], name: str = "ABCDEF+CMR10") -> bytes:
    """A PDF with one Type 1 font: its program's own names, and its map."""
    program = b"%!PS-AdobeFont-1.0\n" + b"".join(f"dup {code} /{glyph} put\n".encode() for code, glyph in names.items())
    rows = "\n".join(f"<{code:02X}> <{ord(sign):04X}>" for code, sign in to_unicode.items())
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name("/" + name),
            FontDescriptor=pikepdf.Dictionary(FontFile=pdf.make_stream(program)),
            ToUnicode=pdf.make_stream(f"{len(to_unicode)} beginbfchar\n{rows}\nendbfchar".encode()),
        )
        pdf.Root.Fonts = pdf.make_indirect(font)
        pdf.save(out)
    return out.getvalue()


FIGURES = dict(
    enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "comma", "period", "a", "b"],
        48,
    )
)


def test_a_type_1_font_s_own_names_tell_a_shifted_map():
    signs = "0123456789,.ab"
    moved = {code: chr(0x4E00 + ord(sign)) for code, sign in zip(FIGURES, signs, strict=True)}
    found = glyph_names.named(type1(FIGURES, moved))
    assert found == {("CMR10", chr(0x4E00 + ord(sign))): sign for sign in signs}


def test_names_that_a_typesetter_gave_at_random_are_no_witness():
    hanzi = dict(zip(FIGURES, "瑐瑑瑒瑓瑔瑏瑤瑧瑖瑘瑝瑨瑠瑡", strict=True))
    assert glyph_names.named(type1(FIGURES, hanzi)) == {}


def test_a_map_that_says_what_the_names_say_is_left_alone():
    assert glyph_names.named(type1(FIGURES, dict(zip(FIGURES, "0123456789,.ab", strict=True)))) == {}


def test_a_broken_file_has_no_names():
    assert glyph_names.named(b"%PDF-1.4\nnothing") == {}


def drawn(*faces: tuple[str, dict[str, bytes]]) -> bytes:
    """A PDF with Type 1 fonts that have no map: each one's name, and its glyphs' names and outlines."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for name, glyphs in faces:
            strings = b"".join(f"/{glyph} {len(line)} RD ".encode() + line + b" ND\n" for glyph, line in glyphs.items())
            secret, _ = eexec.encrypt(
                b"\0\0\0\0dup /Private 8 dict dup begin\n/CharStrings\n" + strings + b"end", 55665
            )
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/" + name),
                FontDescriptor=pikepdf.Dictionary(FontFile=pdf.make_stream(b"%!FontType1\ncurrentfile eexec\r" + secret)),
            )  # fmt: skip
            pdf.Root[f"/{name}"] = pdf.make_indirect(font)
        pdf.save(out)
    return out.getvalue()


def test_a_letter_that_two_pages_fonts_give_different_codes_is_known_by_its_outline() -> None:
    data = drawn(
        ("Page1", {"exclam": b"stem", "quotedbl": b"bowl"}), ("Page2", {"quotedbl": b"stem", "dollar": b"arm"})
    )
    found = outlines(data, {"Page1", "Page2"})
    assert found["Page1", "!"] == found["Page2", '"'] != found["Page1", '"']
    assert outlines(data, {"Page2"}).keys() == {("Page2", '"'), ("Page2", "$")}


def mark(number: int, *, ringed: bool = True) -> np.ndarray:
    """A number in a ring, as a note mark is printed."""
    picture = Image.new("L", (120, 120), 255)
    draw = ImageDraw.Draw(picture)
    if ringed:
        draw.ellipse((8, 8, 112, 112), outline=0, width=5)
    face = ImageFont.truetype(str(fonts.font_files("PT Sans")[0]), 58)
    draw.text((60, 60), str(number), font=face, fill=0, anchor="mm")
    return np.asarray(picture)


@needs_engine
@pytest.mark.parametrize("number", [7, 23, 51, 68, 99])
def test_the_number_in_a_ring_is_read(number: int) -> None:
    inner, ringed = ring.inside(mark(number))
    assert ringed
    line = ring.as_line(inner)
    assert line is not None
    assert "".join(sign for sign, _, _ in ocr.line(line, frozenset("0123456789"))) == str(number)


@pytest.mark.parametrize(
    ("said", "number"), [("I1", 11), ("2l", 21), ("7", 7), ("0", 0), ("", 0), ("甲", 0), ("1234", 0)]
)
def test_what_the_layer_says_inside_a_ring_is_its_number_where_the_picture_has_the_ring(said: str, number: int) -> None:
    assert ring.said_inside(mark(11), said) == number
    assert ring.said_inside(mark(11, ringed=False), said) == 0


def test_what_has_no_ring_is_left_as_it_is():
    picture = mark(8, ringed=False)
    inner, ringed = ring.inside(picture)
    assert not ringed
    assert (inner == picture).all()
    assert ring.as_line(np.full((50, 50), 255, np.uint8)) is None


@pytest.mark.parametrize(
    ("box", "point"), [((40, 66, 52, 78), True), ((40, 110, 52, 122), False), ((20, 66, 90, 78), False)]
)
def test_a_point_at_the_middle_of_its_line_is_known_by_its_ink(box: tuple[int, int, int, int], *, point: bool) -> None:
    picture = Image.new("L", (120, 140), 255)
    ImageDraw.Draw(picture).ellipse(box, fill=0)
    assert is_dot(np.asarray(picture), 16.0) == point  # 16 points are 111 pixels: the baseline lies at 112


_EM = 1000  # units of the font


def _circle(pen: T2CharStringPen, radius: float, *, inwards: bool) -> None:
    k, x, y = 0.5523 * radius, 500.0, 380.0
    quarters = [((radius, 0), (radius, k), (k, radius), (0, radius)), ((0, radius), (-k, radius), (-radius, k), (-radius, 0)),
                ((-radius, 0), (-radius, -k), (-k, -radius), (0, -radius)), ((0, -radius), (k, -radius), (radius, -k), (radius, 0))]  # fmt: skip
    if inwards:
        quarters = [quarter[::-1] for quarter in quarters[::-1]]
    pen.moveTo((x + quarters[0][0][0], y + quarters[0][0][1]))
    for _, *points in quarters:
        pen.curveTo(*((x + a, y + b) for a, b in points))
    pen.closePath()


def coded_font(signs: str) -> tuple[bytes, list[int]]:
    """A font program whose glyphs are called /G21, /G22 … in the order of ``signs``, and their widths."""
    face = TTFont(str(fonts.font_files("PT Serif")[0]))
    drawn, cmap, unit = face.getGlyphSet(), face.getBestCmap(), face["head"].unitsPerEm
    names = [".notdef", *(f"G{0x21 + n:02X}" for n in range(len(signs)))]
    strings, widths = {".notdef": T2CharStringPen(0, None).getCharString()}, []
    for name, sign in zip(names[1:], signs, strict=True):
        ringed = "①" <= sign <= "⑨"
        glyph = drawn[cmap[ord(sign) - 0x2460 + 0x31 if ringed else ord(sign)]]
        width = _EM if ringed else round(glyph.width * _EM / unit)
        pen = T2CharStringPen(width, drawn)
        scale, x, y = _EM / unit, 0.0, 0.0
        if ringed:
            _circle(pen, 470, inwards=False)
            _circle(pen, 430, inwards=True)
            scale, x, y = 0.75 * _EM / unit, 500 - 0.375 * glyph.width * _EM / unit, 130
        glyph.draw(TransformPen(pen, (scale, 0, 0, scale, x, y)))
        strings[name] = pen.getCharString()
        widths.append(width)
    builder = FontBuilder(_EM, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x21 + n: name for n, name in enumerate(names[1:])})
    builder.setupCFF("Coded", {}, strings, {})
    builder.setupHorizontalMetrics({name: (w, 0) for name, w in zip(names, [0, *widths], strict=True)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2()
    builder.setupPost()
    out = io.BytesIO()
    builder.font.save(out)
    return TTFont(io.BytesIO(out.getvalue())).getTableData("CFF "), widths


def coded_page(lines: list[str]) -> bytes:
    """A page in one font that has no map and calls its glyphs by their codes, which were given as the signs came."""
    signs = "".join(dict.fromkeys("".join(lines).replace(" ", "")))
    program, widths = coded_font(signs)
    names = [pikepdf.Name(f"/G{0x21 + n:02X}") for n in range(len(signs))]
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        stream = pdf.make_stream(program)
        stream.Subtype = pikepdf.Name.Type1C
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/ABCDEF+Coded"), FirstChar=0x21,
            LastChar=0x20 + len(signs), Widths=widths,
            Encoding=pikepdf.Dictionary(Type=pikepdf.Name.Encoding, Differences=[0x21, *names]),
            FontDescriptor=pikepdf.Dictionary(
                Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name("/ABCDEF+Coded"), Flags=4, FontFile3=stream,
                FontBBox=[0, -200, 1000, 900], ItalicAngle=0, Ascent=800, Descent=-200, CapHeight=700, StemV=80,
            ),
        )  # fmt: skip
        page = pdf.add_blank_page(page_size=(500, 400))
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
        shown = b""
        for n, line in enumerate(lines):
            pieces = [f"<{''.join(f'{0x21 + signs.index(c):02X}' for c in word)}>" for word in line.split()]
            shown += f"BT /F1 12 Tf 40 {350 - 20 * n} Td [{' -280 '.join(pieces)}] TJ ET\n".encode()
        page.obj.Contents = pdf.make_stream(shown)
        pdf.save(out)
    return out.getvalue()


@needs_engine
def test_a_font_that_names_nothing_is_read_from_the_page_its_rings_too(tmp_path: Path) -> None:
    """Founder's BookMaker numbers the signs of its fonts as they come: what a reader copies is !"#$."""
    lines = [
        "The ferries of the upper river ①",
        "and their boats ② were kept by",
        "villages that shared the costs",
        "from one year to the next ③ so",
        "that the timber and the ropes",
        "of every boat lasted for years",
    ]
    path = tmp_path / "coded.pdf"
    path.write_bytes(coded_page(lines))
    with pytest.raises(InputError, match="don't say which characters"):
        read_pdf(path, look=Witness.NEVER)
    raw = read_pdf(path)
    assert "".join(raw.text.split()) == "".join("".join(lines).split())
    assert {one.sign for one in raw.testimonies if one.by == "ring"} == {"①", "②", "③"}


@pytest.mark.parametrize(
    ("names", "only_codes"),
    [
        (["exclam", "quotedbl", "numbersign", "dollar"], True),  # in the order of the codes, as they came
        (["G21", "G22", "G23", "G24"], True),
        (["exclam", "numbersign", "dollar", "ampersand"], True),  # two codes are left out
        (["parenleft", "hyphen", "colon"], False),  # a text's signs, not the first codes
        (["T", "h", "e", "f"], False),
        (["exclam", "quotedbl", "T", "e"], False),
    ],
)
def test_glyph_names_that_repeat_their_codes_name_nothing(names: list[str], *, only_codes: bool) -> None:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        codes = {name: ord(sign) for name in names if (sign := agl.toUnicode(name))}
        listed = [each for n, name in enumerate(names) for each in (codes.get(name, 33 + n), pikepdf.Name(f"/{name}"))]
        encoding = pikepdf.Dictionary(Differences=listed)
        pdf.Root.Fonts = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/ABCDEF+Coded"),
                Encoding=encoding,
            )
        )  # fmt: skip
        pdf.save(out)
    assert glyph_names.nameless(out.getvalue()) == ({"Coded"} if only_codes else frozenset())


def test_a_font_whose_name_is_written_in_gbk_hides_no_other_one() -> None:
    """Old Windows programs write /#CB#CE#CC#E5 for 宋体, which is no UTF-8."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(coded_page(["The ferries of the upper river"]))) as pdf:
        song = pikepdf.Object.parse(
            b"<< /Type /Font /Subtype /TrueType /BaseFont /#CB#CE#CC#E5 /Encoding << /Differences [33 /G21] >> >>"
        )
        pdf.Root.Song = pdf.make_indirect(song)
        pdf.save(out)
    assert glyph_names.nameless(out.getvalue()) == {"Coded", "宋体"}


def test_only_a_font_without_a_map_and_without_known_names_is_nameless(printed: bytes) -> None:
    assert glyph_names.nameless(coded_page(["The ferries of the upper river"])) == {"Coded"}
    assert glyph_names.nameless(printed) == frozenset()
    assert glyph_names.nameless(type1(FIGURES, dict(zip(FIGURES, "0123456789,.ab", strict=True)))) == frozenset()
