"""Pages that are pictures: read by the engine where it is installed, taken from a hidden layer where it isn't, named always."""

from __future__ import annotations

import io
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pikepdf
import pypdfium2
import pytest
from rapidfuzz.distance import Levenshtein

from sco_pub.clean import cleaning
from sco_pub.edge import ocr
from sco_pub.edge.pdf import scan
from sco_pub.edge.pdf.read import read_pdf
from sco_pub.model.choices import Ocr
from sco_pub.model.errors import InputError
from sco_pub.model.sheet import ReadRow, ReadSign
from sco_pub.model.text import Origin
from sco_pub.structure import master
from tests.corpus.pdf_writer import write_pdf
from tests.corpus.rawtext import named

needs_engine = pytest.mark.skipif(not ocr.available(), reason="the extra sco-pub[ocr] isn't installed")


@pytest.fixture(scope="module")
def printed() -> bytes:
    """Two pages of an honest PDF."""
    made = named("plain", 7)
    with pikepdf.open(io.BytesIO(write_pdf(made.article, made.style))) as pdf:
        del pdf.pages[2:]
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def scanned(data: bytes, *, layer: bool) -> bytes:
    """The same pages as pictures; ``layer``: with their own text behind them, invisible."""
    source = pypdfium2.PdfDocument(data)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for index, page in enumerate(pdf.pages):
            picture = source[index].render(scale=2.0, grayscale=True).to_pil().convert("L")
            image = pdf.make_stream(picture.tobytes())
            image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
            image.Width, image.Height = picture.size
            image.BitsPerComponent, image.ColorSpace = 8, pikepdf.Name.DeviceGray
            page.obj.Resources.XObject = pikepdf.Dictionary(Scan=pdf.make_indirect(image))
            width, height = float(page.mediabox[2]), float(page.mediabox[3])
            drawn = f"q {width} 0 0 {height} 0 0 cm /Scan Do Q\n".encode()
            text = b"3 Tr\n" + page.obj.Contents.read_bytes() if layer else b""
            page.obj.Contents = pdf.make_stream(drawn + text)
        pdf.save(out, static_id=True)
    return out.getvalue()


@pytest.fixture(scope="module")
def pictures(printed: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scan") / "pictures.pdf"
    path.write_bytes(scanned(printed, layer=False))
    return path


@pytest.fixture(scope="module")
def layered(printed: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scan") / "layered.pdf"
    path.write_bytes(scanned(printed, layer=True))
    return path


def signs(raw) -> str:
    return "".join(raw.text.split())


@needs_engine
def test_a_scan_is_read_by_the_engine_and_says_so(pictures: Path, printed: bytes, tmp_path: Path) -> None:
    honest = tmp_path / "honest.pdf"
    honest.write_bytes(printed)
    told: list[tuple[int, int]] = []
    raw = read_pdf(pictures, lambda *step: told.append(step), store=tmp_path / "store")
    wanted = signs(read_pdf(honest))
    assert Levenshtein.distance(signs(raw), wanted) < 0.02 * len(wanted)
    assert {page.origin for page in raw.pages} == {Origin.READ}
    assert min(page.confidence or 0 for page in raw.pages) > 0.9
    assert told == [(1, 2), (2, 2)]
    cleaned = cleaning.clean(raw)
    assert "CLN-070" in {finding.code for finding in cleaned.findings}
    assert "\nocr: RapidOCR " in master.structure(cleaned.value).value.markdown
    with patch.object(scan, "_one", side_effect=AssertionError("it was read before")):
        assert read_pdf(pictures, store=tmp_path / "store") == raw
    for kept in (tmp_path / "store").rglob("*.gz"):
        kept.write_bytes(b"\x1f\x8bbroken")
    assert read_pdf(pictures, store=tmp_path / "store") == raw


def test_without_the_engine_pictures_are_refused_in_a_sentence_that_says_how_to_get_it(pictures: Path) -> None:
    with patch.object(ocr, "available", return_value=False), pytest.raises(InputError) as caught:
        read_pdf(pictures)
    assert "it is 2 pictures" in caught.value.message
    assert "sco-pub[ocr]" in caught.value.hint


def test_without_the_engine_a_hidden_layer_is_read_as_it_lies_and_said_to_be_one(
    layered: Path, printed: bytes, tmp_path: Path
):
    honest = tmp_path / "honest.pdf"
    honest.write_bytes(printed)
    with patch.object(ocr, "available", return_value=False):
        raw = read_pdf(layered)
    assert signs(raw) == signs(read_pdf(honest))
    assert {page.origin for page in raw.pages} == {Origin.LAYER}
    cleaned = cleaning.clean(raw)
    assert "CLN-071" in {finding.code for finding in cleaned.findings}
    assert "\nocr: hidden layer, 2 of 2 pages, confidence " in master.structure(cleaned.value).value.markdown


def test_never_means_never(layered: Path) -> None:
    with patch.object(scan, "_one", side_effect=AssertionError("asked")):
        assert {page.origin for page in read_pdf(layered, recognise=Ocr.NEVER).pages} == {Origin.LAYER}


def test_always_needs_the_engine(layered: Path) -> None:
    with patch.object(ocr, "available", return_value=False), pytest.raises(InputError, match="no OCR engine"):
        read_pdf(layered, recognise=Ocr.ALWAYS)


def test_an_honest_page_is_no_picture(printed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "honest.pdf"
    path.write_bytes(printed)
    with patch.object(scan, "_one", side_effect=AssertionError("asked")):
        raw = read_pdf(path)
    assert {page.origin for page in raw.pages} == {Origin.TEXT}
    assert raw.ocr == ""


def test_a_scan_that_is_smaller_than_its_page_is_a_picture_all_the_same(layered: Path) -> None:
    """All its text is invisible; what is drawn covers three fifths of the paper."""
    out = io.BytesIO()
    with pikepdf.open(layered) as pdf:
        for page in pdf.pages:
            _, _, width, height = map(float, page.mediabox)
            page.mediabox = pikepdf.Rectangle(0, -0.25 * height, 1.35 * width, height)
        pdf.save(out)
    assert all(scan.is_picture(page) for page in pypdfium2.PdfDocument(out.getvalue()))


@needs_engine
def test_what_is_inked_beside_the_rows_is_drawn_and_the_scanner_s_edge_is_not() -> None:
    paper = np.full((800, 600), 255, np.uint8)
    paper[200:203, 100:400] = paper[400:403, 100:400] = 0  # a chart: its frame, and a curve in pieces
    paper[200:403, 100:103] = paper[200:403, 397:400] = 0
    paper[300:302, 110:390:8] = 0
    paper[:, 590:600] = 0
    paper[600:620, 100:300] = 0  # a row of print
    row = ReadRow((ReadSign("甲", 100, 600, 300, 620),), 0.9, 0.0, 0.5)
    assert ocr.drawings(paper, [row], 72) == [(100, 200, 400, 403)]


def aslant(x0: int, x1: int, y: float, fall: float, black: float) -> np.ndarray:
    """Paper with a hair rule on it that falls by ``fall`` pixels a pixel, its ink on the two rows that it lies between."""
    paper = np.full((400, 900), 255, np.uint8)
    for x in range(x0, x1):
        at = y + fall * (x - x0)
        share = at - int(at)
        paper[int(at), x] = 255 - int(255 * black * (1 - share))
        paper[int(at) + 1, x] = 255 - int(255 * black * share)
    return paper


@needs_engine
@pytest.mark.parametrize("fall", [0.0, 0.004, -0.01])
def test_a_hair_rule_on_a_page_laid_askew_is_one_rule(fall: float) -> None:
    paper = aslant(100, 700, 200.5, fall, 0.8)
    paper[:, 400:404] = 255  # where the ink failed
    ((x0, x1, y),) = ocr.rules(paper)
    assert (x0, x1) == pytest.approx((100, 700), abs=2)
    assert y == pytest.approx(200.5 + fall * 300, abs=2)


@needs_engine
def test_black_print_is_no_rule() -> None:
    paper = np.full((400, 900), 255, np.uint8)
    paper[190:214, 100:700] = np.where(np.random.default_rng(7).random((24, 600)) < 0.7, 0, 255)
    assert ocr.rules(paper) == []


@needs_engine
def test_a_drawing_s_small_pieces_are_drawn_and_specks_are_not() -> None:
    paper = np.full((800, 600), 255, np.uint8)
    paper[200:212, 100:112] = paper[240:252, 150:162] = 0  # at 72 dots an inch a pixel is a point
    paper[300:304, 100:104] = 0
    assert ocr.drawings(paper, [], 72) == [(100, 200, 112, 212), (150, 240, 162, 252)]
