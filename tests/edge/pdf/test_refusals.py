"""What is no text is refused, in one sentence that names it; what is merely odd is read."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pikepdf
import pytest
from rapidfuzz.distance import Levenshtein

from sco_pub.edge import ocr
from sco_pub.edge.pdf.read import read_pdf
from sco_pub.model.choices import Ocr
from sco_pub.model.errors import InputError
from sco_pub.model.text import Origin
from tests.corpus.pdf_writer import write_pdf
from tests.corpus.rawtext import named


@pytest.fixture(scope="module")
def article() -> bytes:
    made = named("plain", 7)
    return write_pdf(made.article, made.style)


def refusal(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_pdf(path, recognise=Ocr.NEVER)
    assert caught.value.message.count(". ") == 0
    assert caught.value.hint
    return caught.value.message


def changed(data: bytes, change: object = None, **save: Any) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if callable(change):
            change(pdf)
        pdf.save(out, **save)
    return out.getvalue()


def picture(pdf: pikepdf.Pdf) -> pikepdf.Object:
    image = pdf.make_stream(b"\xff" * 64)
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.Width, image.Height, image.BitsPerComponent, image.ColorSpace = 8, 8, 8, pikepdf.Name.DeviceGray
    return pdf.make_indirect(image)


def draw_picture(pdf: pikepdf.Pdf, *, after: bool, text: bytes | None = b"") -> None:
    """A picture over every page, before or after its text; ``text`` is put before the text, None drops it."""
    image = picture(pdf)
    for page in pdf.pages:
        page.obj.Resources.XObject = pikepdf.Dictionary(Scan=image)
        width, height = float(page.mediabox[2]), float(page.mediabox[3])
        scan = f"q {width} 0 0 {height} 0 0 cm /Scan Do Q\n".encode()
        old = b"" if text is None else text + page.obj.Contents.read_bytes()
        page.obj.Contents = pdf.make_stream(old + b"\n" + scan if after else scan + old)


def test_a_locked_pdf(article: bytes, tmp_path: Path) -> None:
    data = changed(article, encryption=pikepdf.Encryption(owner="boss", user="secret"))
    assert "locked with a password" in refusal(tmp_path / "locked.pdf", data)


def test_a_pdf_that_only_forbids_printing_is_read(article: bytes, tmp_path: Path) -> None:
    path = tmp_path / "owned.pdf"
    path.write_bytes(changed(article, encryption=pikepdf.Encryption(owner="boss", user="")))
    assert read_pdf(path).lines


def test_no_pdf_at_all(tmp_path: Path) -> None:
    assert "isn't a PDF" in refusal(tmp_path / "page.pdf", b"<html>Please log in</html>")
    assert "isn't a PDF" in refusal(tmp_path / "empty.pdf", b"")


def test_a_damaged_pdf(article: bytes, tmp_path: Path) -> None:
    assert "damaged" in refusal(tmp_path / "head.pdf", article[:600])
    assert "damaged" in refusal(tmp_path / "noise.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 8)


def test_pictures_only(article: bytes, tmp_path: Path) -> None:
    data = changed(article, lambda pdf: draw_picture(pdf, after=True, text=None))
    assert "no text layer" in refusal(tmp_path / "pictures.pdf", data)


@pytest.mark.parametrize(("after", "text"), [(False, b"3 Tr\n"), (True, b"")], ids=["invisible", "under the picture"])
def test_an_ocr_layer_is_read_and_told_from_honest_text(
    article: bytes, tmp_path: Path, after: bool, text: bytes
) -> None:
    path = tmp_path / "layer.pdf"
    path.write_bytes(changed(article, lambda pdf: draw_picture(pdf, after=after, text=text)))
    raw = read_pdf(path, recognise=Ocr.NEVER)
    assert raw.lines
    assert {page.origin for page in raw.pages} == {Origin.LAYER}


def test_text_over_a_background_picture_is_read(article: bytes, tmp_path: Path) -> None:
    path = tmp_path / "background.pdf"
    path.write_bytes(changed(article, lambda pdf: draw_picture(pdf, after=False)))
    assert read_pdf(path).lines


def without_names(pdf: pikepdf.Pdf) -> None:
    """As Founder's BookMaker leaves them: what a reader copies of such fonts are mere codes."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
            del item.ToUnicode


def test_without_the_engine_fonts_without_names_are_refused_with_both_ways_out(article: bytes, tmp_path: Path) -> None:
    path = tmp_path / "nameless.pdf"
    path.write_bytes(changed(article, without_names))
    with patch.object(ocr, "available", return_value=False), pytest.raises(InputError) as caught:
        read_pdf(path)
    assert "don't say which characters" in caught.value.message
    assert "sco-pub[ocr]" in caught.value.hint and "another PDF" in caught.value.hint
    with pytest.raises(InputError, match="don't say which characters"):
        read_pdf(path, recognise=Ocr.NEVER)


@pytest.mark.skipif(not ocr.available(), reason="the extra sco-pub[ocr] isn't installed")
def test_with_the_engine_pages_in_fonts_without_names_are_read(article: bytes, tmp_path: Path) -> None:
    def first_page(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[1:]

    honest, nameless = tmp_path / "honest.pdf", tmp_path / "nameless.pdf"
    honest.write_bytes(changed(article, first_page))
    nameless.write_bytes(changed(honest.read_bytes(), without_names))
    wanted, raw = "".join(read_pdf(honest).text.split()), read_pdf(nameless)
    assert {page.origin for page in raw.pages} == {Origin.READ}
    assert Levenshtein.distance("".join(raw.text.split()), wanted) < 0.05 * len(wanted)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no PDF"):
        read_pdf(tmp_path / "absent.pdf")
