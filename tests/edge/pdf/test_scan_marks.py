"""Numbers in rings on a scanned page: they are found by their shape, whatever the engine made of them."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from sco_pub.edge import ocr
from sco_pub.edge.pdf.scan_marks import TIMES, Mark, marks, with_marks
from sco_pub.model.characters import LOST
from sco_pub.model.sheet import ReadPage, ReadRow, ReadSign

needs_engine = pytest.mark.skipif(not ocr.available(), reason="the extra sco-pub[ocr] isn't installed")
DPI = ocr.DPI * TIMES
EM = 20  # pixels of the page that was read


def picture(*rings: tuple[str, int, int], size: int = 50) -> np.ndarray:
    """A page with rings of ``size`` pixels, each with what is in it and where it stands."""
    page = Image.new("L", (900, 300), 255)
    draw = ImageDraw.Draw(page)
    for text, x, y in rings:
        draw.ellipse((x, y, x + size, y + size), outline=0, width=4)
        font = ImageFont.load_default(size * (0.5 if len(text) > 1 else 0.62))
        draw.text((x + size / 2, y + size / 2), text, fill=0, font=font, anchor="mm")
    return np.asarray(page)


def row(text: str, x: float = 100, y: float = 40, gaps: tuple[int, ...] = ()) -> ReadRow:
    """A row set solid; ``gaps``: the signs before which an em is left white."""
    signs = []
    for n, sign in enumerate(text):
        x += EM if n in gaps else 0
        signs.append(ReadSign(sign, x, y, x + EM, y + EM / 0.8))
        x += EM
    return ReadRow(tuple(signs), 0.98, 0.0, 0.2)


def read(page: ReadPage) -> list[str]:
    return ["".join(sign.sign for sign in row.signs) for row in page.rows]


def page(*rows: ReadRow) -> ReadPage:
    return ReadPage(1000, 1400, ocr.DPI, rows)


def placed(rows: ReadRow, number: int, x: float, y: float = 45, size: float = 0.8 * EM) -> list[str]:
    return read(with_marks(page(rows), [Mark(x, y, x + size, y + size, number)]))


@needs_engine
@pytest.mark.parametrize("number", [1, 4, 8, 10, 11, 17, 22, 33, 38, 46])
def test_the_number_in_a_ring_is_read(number: int) -> None:
    found = marks(picture((str(number), 300, 100)), DPI)
    assert [mark.number for mark in found] == [number]
    assert found[0].x0 == pytest.approx(100, abs=1)


@needs_engine
def test_a_ring_with_nothing_in_it_is_no_mark():
    assert marks(picture(("", 300, 100)), DPI) == []


@needs_engine
def test_a_digit_in_pieces_is_read_whole():
    """Poor print parts the foot of a 2 from its neck, and it stands near the ring."""
    torn = picture(("2", 300, 100)).copy()
    torn[131:133, 312:338] = 255
    assert [mark.number for mark in marks(torn, DPI)] == [2]


def test_the_thick_sides_of_an_o_are_no_eleven():
    sheet = Image.new("L", (400, 300), 255)
    draw = ImageDraw.Draw(sheet)
    draw.ellipse((100, 100, 146, 150), fill=0)
    draw.ellipse((114, 104, 132, 146), fill=255)
    assert marks(np.asarray(sheet), DPI) == []


def test_letters_and_frames_are_no_rings():
    sheet = Image.new("L", (900, 300), 255)
    draw = ImageDraw.Draw(sheet)
    draw.text((40, 40), "Que 0689 D&B", fill=0, font=ImageFont.load_default(60))
    draw.rectangle((500, 100, 550, 150), outline=0, width=4)
    assert marks(np.asarray(sheet), DPI) == []


def test_a_mark_that_the_engine_left_out_stands_between_its_neighbours():
    assert placed(row("丰富的痛苦，面对灾难", gaps=(5,)), 21, 202, y=36) == ["丰富的痛苦㉑，面对灾难"]


def test_a_mark_takes_the_place_of_what_the_engine_made_of_it():
    assert placed(row("象征生命②的树"), 21, 181) == ["象征生命㉑的树"]


def test_a_mark_ends_or_begins_its_row():
    assert placed(row("手法。"), 18, 161) == ["手法。⑱"]
    assert placed(row("沈仲常文", x=130), 7, 101) == ["⑦沈仲常文"]


def test_the_middle_of_a_hanzi_is_no_mark():
    assert placed(row("回到渡口"), 1, 105, size=0.5 * EM) == ["回到渡口"]


def test_a_letter_of_a_word_is_no_mark():
    assert placed(row("Platform"), 11, 202) == ["Platform"]


def test_an_unsure_number_is_a_lost_sign_but_never_one_on_top_of_what_was_read():
    assert placed(row("灾难", gaps=(1,)), 0, 122) == [f"灾{LOST}难"]
    assert placed(row("灾③难"), 0, 122) == ["灾③难"]
    assert placed(row("灾口难"), 0, 122) == ["灾口难"]


def test_a_mark_far_from_any_row_is_a_row_of_its_own():
    assert placed(row("手法。"), 5, 600, y=900) == ["手法。", "⑤"]
