"""A PDF's pages drawn with what each line was taken for."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from sco_pub.edge.pdf import draw as pictures
from sco_pub.edge.pdf.read import read_pdf
from sco_pub.model.errors import InputError
from sco_pub.model.text import Band, RawText, Role
from sco_pub.pipeline import look
from tests.corpus.pdf_writer import write_pdf
from tests.corpus.rawtext import case
from tests.edge.pdf.test_shapes import PARAGRAPH, page, read


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = case(14010)  # notes at the foot, folios between dashes
    path = tmp_path_factory.mktemp("drawn") / "article.pdf"
    path.write_bytes(write_pdf(made.article, made.style))
    return path


def _colour_before(raw: RawText, picture: Image.Image, number: int) -> tuple[int, ...]:
    """The colour of the bar at the left of a line (1-based)."""
    at, height = raw.lines[number - 1].geometry, raw.pages[0].height
    assert at is not None
    scale = picture.height / height
    colour = picture.getpixel((round((at.x0 - 1.7) * scale), round((height - at.baseline - 0.3 * at.size) * scale)))
    assert isinstance(colour, tuple)
    return colour


def test_every_page_is_drawn_and_written(article: Path, tmp_path: Path) -> None:
    made = look.draw(look.View(article), tmp_path / "pages")
    assert [path.name for path in made] == [f"page-{n:03}.png" for n in range(1, len(read_pdf(article).pages) + 1)]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in made)


def test_a_line_s_bar_has_the_colour_of_its_band(article: Path) -> None:
    raw = read_pdf(article)
    first = next(pictures.pages(article.read_bytes(), raw, [()] * len(raw.lines)))
    picture = Image.open(io.BytesIO(first)).convert("RGB")
    here = [n for n, line in enumerate(raw.lines, 1) if line.page == 1 and line.geometry]
    by_band = {band: [n for n in here if raw.lines[n - 1].geometry.band is band] for band in Band}  # type: ignore[union-attr]
    colours = {band: {_colour_before(raw, picture, n) for n in lines} for band, lines in by_band.items() if lines}
    assert set(colours) == {Band.TEXT, Band.NOTES, Band.FOOT}
    assert all(len(found) == 1 for found in colours.values())
    assert len(set.union(*colours.values())) == 3


def test_the_reader_says_which_lines_are_head_and_foot(tmp_path: Path) -> None:
    words = "".join(f"<p>第{n}段。{PARAGRAPH * 3}</p>" for n in range(1, 5))
    head = "<div class=h>某某研究　2022年第4期</div>"
    css = "div.h{font-size:8pt;border-bottom:0.7pt solid;line-height:1.3;margin-bottom:6mm} @page{@bottom-center{content:'17'}}"
    raw = read(page(f"{head}{words}", css), tmp_path)
    bands = [line.geometry.band for line in raw.lines if line.geometry]
    assert bands[0] is Band.HEAD
    assert bands[-1] is Band.FOOT
    assert set(bands[1:-1]) == {Band.TEXT}


def test_every_role_and_band_has_a_colour_of_its_own() -> None:
    assert set(pictures._ROLES) == {*Role, None}
    assert set(pictures._BANDS) == set(Band)
    for colours in (pictures._ROLES, pictures._BANDS):
        assert len(set(colours.values())) == len(colours)


def test_a_text_has_no_pages_to_draw(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PARAGRAPH * 20, encoding="utf-8")
    with pytest.raises(InputError, match="no pages that could be drawn"):
        look.draw(look.View(path), tmp_path / "pages")
