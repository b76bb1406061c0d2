"""Places on the pages of a PDF as pictures, the line that is meant marked."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from weasyprint import HTML

from sco_pub.clean import cleaning
from sco_pub.clean.review import report, report_html
from sco_pub.edge.pdf import apart
from sco_pub.edge.pdf.read import read_pdf
from sco_pub.model.text import RawText, Spot
from tests.clean.printed_pages import PROSE
from tests.corpus.pdf_writer import write_pdf
from tests.corpus.rawtext import case


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = case(14010)
    path = tmp_path_factory.mktemp("spots") / "article.pdf"
    path.write_bytes(write_pdf(made.article, made.style))
    return path


@pytest.fixture(scope="module")
def text(article: Path) -> RawText:
    return read_pdf(article)


def place(raw: RawText, number: int) -> Spot:
    """The place of a line (1-based)."""
    line = raw.lines[number - 1]
    g, page = line.geometry, line.page
    assert g is not None and page is not None
    return Spot(page, (g.x0, g.baseline - 40, g.x1, g.baseline + 50), (g.baseline - 2, g.baseline + g.size))


def test_a_place_shows_its_line_on_a_coloured_band_between_its_neighbours(article: Path, text: RawText) -> None:
    spot = place(text, 12)
    picture = Image.open(io.BytesIO(apart.show(article, text.pages, [spot])[spot])).convert("RGB")
    scale = picture.height / (spot.box[3] - spot.box[1])
    at = round((spot.box[3] - (spot.line[0] + spot.line[1]) / 2) * scale)
    assert picture.getpixel((1, at)) == (255, 243, 176)
    assert picture.getpixel((1, 1)) == (255, 255, 255)
    dark = sum(sum(picture.getpixel((x, at)) or ()) < 300 for x in range(picture.width))  # type: ignore[arg-type]
    assert dark > 5


def test_each_place_is_taken_from_its_own_page(article: Path, text: RawText) -> None:
    first = next(n for n, line in enumerate(text.lines, 1) if line.page == 1 and line.geometry)
    later = next(n for n, line in enumerate(text.lines, 1) if line.page == 2 and line.geometry)
    spots = [place(text, first + 3), place(text, later + 3)]
    made = apart.show(article, text.pages, spots)
    assert list(made) == spots
    assert made[spots[0]] != made[spots[1]]


def test_the_report_shows_each_question_of_a_pdf_beside_its_place(tmp_path: Path) -> None:
    path = tmp_path / "torn.pdf"
    body = f"<h1>跨界河流的水量分配</h1><p class=mid>李　明</p><p>{PROSE[0]}</p><p>“{PROSE[1]}</p><p>{PROSE[2]}</p>"
    HTML(
        string=f'<style>body {{ font: 10pt/16pt "Noto Serif CJK SC" }} p {{ text-indent: 2em }}</style>{body}'
    ).write_pdf(path)
    text = read_pdf(path)
    made = report.make(text, cleaning.clean(text))
    spots = list(dict.fromkeys(question.spot for question in made.asked if question.spot))
    page = report_html.render(made, apart.show(path, text.pages, spots))
    assert "pairs" in {question.code for question in made.asked if question.spot}
    assert page.count('<img class="place"') == len([question for question in made.asked if question.spot])
    assert "img-src data:" in page
