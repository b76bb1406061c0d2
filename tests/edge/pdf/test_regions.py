"""What isn't prose on a page: figures with their labels and captions, display formulas with their numbers."""

from __future__ import annotations

import io
from base64 import b64encode
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from sco_pub.edge.pdf.cut import cut
from sco_pub.edge.pdf.read import read_pdf
from sco_pub.model.text import Picture, RawRegion, RawText
from tests.corpus.pdf_writer import write_pdf
from tests.corpus.rawtext import case
from tests.edge.pdf.test_shapes import PARAGRAPH, page, read, texts

STAND_IN = "\N{OBJECT REPLACEMENT CHARACTER}"
CSS = "div.f{text-align:center;margin:8pt 0} p.c{text-indent:0;text-align:center;font-size:8.5pt;margin:3pt 0 9pt}"
CSS += "p.e{text-indent:0;display:flex;justify-content:space-between;margin:7pt 0} p.e:before{content:''}"
CSS += "i{font-family:'PT Serif'}"
# A line chart: axes, ticks, a curve, and words inside.
CHART = """<div class=f><svg xmlns='http://www.w3.org/2000/svg' width='220' height='120' viewBox='0 0 220 120'
font-family='Noto Serif CJK SC' font-size='9'><path d='M30 10V100H210' fill='none' stroke='black'/>
<path d='M30 90C80 20 120 95 210 30' fill='none' stroke='black'/><path d='M27 55h3M27 25h3M90 100v3M150 100v3'
stroke='black'/><text x='14' y='58'>50</text><text x='9' y='28'>100</text><text x='84' y='114'>2019</text>
<text x='150' y='24'>样本甲</text></svg></div>"""
BEFORE, AFTER = f"<p>{PARAGRAPH * 4}</p>", f"<p>{PARAGRAPH * 5}</p>"


def formula(text: str, number: str = "") -> str:
    return f"<p class=e><span><i>{text}</i></span><span>{number}</span></p>"


def picture(width: int, height: int) -> str:
    out = io.BytesIO()
    Image.effect_noise((width, height), 80).save(out, "PNG")
    return f"data:image/png;base64,{b64encode(out.getvalue()).decode()}"


def lines(raw: RawText, region: RawRegion) -> tuple[list[str], list[str]]:
    """The words inside a region, and those of its caption."""
    found = [line.text for line in raw.lines]
    assert found[region.first_line] == STAND_IN
    return found[region.first_line + 1 : region.text_line], found[region.text_line : region.last_line + 1]


def test_a_chart_takes_its_labels_and_its_caption(tmp_path: Path) -> None:
    raw = read(page(f"{BEFORE}{CHART}<p class=c>图1　历年变化趋势</p>{AFTER}", CSS), tmp_path)
    (region,) = raw.regions
    assert region.kind == "figure"
    inside, caption = lines(raw, region)
    assert sorted(inside) == ["100", "2019", "50", "样本甲"]
    assert caption == ["图1　历年变化趋势"]


def test_a_caption_in_two_languages_is_one(tmp_path: Path) -> None:
    both = "<p class=c style='margin:0'>图1　历年变化趋势</p><p class=c style='font-size:7.5pt'>Fig. 1 Trends over the years</p>"
    raw = read(page(f"{BEFORE}{CHART}{both}{AFTER}", CSS), tmp_path)
    (region,) = raw.regions
    assert lines(raw, region)[1] == ["图1　历年变化趋势", "Fig. 1 Trends over the years"]


def test_a_caption_above_its_figure(tmp_path: Path) -> None:
    raw = read(page(f"{BEFORE}<p class=c>图2　历年变化趋势</p>{CHART}{AFTER}", CSS), tmp_path)
    (region,) = raw.regions
    assert lines(raw, region)[1] == ["图2　历年变化趋势"]


def test_a_sentence_that_begins_with_a_figure_s_number_is_no_caption(tmp_path: Path) -> None:
    said = f"<p>图1给出了历年变化的趋势，{PARAGRAPH * 2}</p>"
    raw = read(page(f"{BEFORE}{CHART}<p class=c>图1　历年变化趋势</p>{said}{AFTER}", CSS), tmp_path)
    (region,) = raw.regions
    assert lines(raw, region)[1] == ["图1　历年变化趋势"]


def test_two_figures_one_below_the_other_are_two(tmp_path: Path) -> None:
    one, two = "<p class=c>图1　历年变化趋势</p>", "<p class=c>图2　地区变化趋势</p>"
    raw = read(page(f"{BEFORE}{CHART}{one}{CHART}{two}{AFTER}", CSS), tmp_path)
    assert [lines(raw, region)[1] for region in raw.regions] == [["图1　历年变化趋势"], ["图2　地区变化趋势"]]
    assert all(len(lines(raw, region)[0]) == 4 for region in raw.regions)


def test_a_figure_over_both_columns_parts_them(tmp_path: Path) -> None:
    words = "".join(f"<p>第{n}段。{PARAGRAPH * 2}</p>" for n in range(1, 5))
    wide = CHART.replace("width='220' height='120'", "width='440' height='240'")
    css = f"{CSS} section{{columns:2;column-gap:8mm}}"
    more = words.replace("第", "又")
    raw = read(
        page(f"<section>{words}</section>{wide}<p class=c>图1　变化趋势</p><section>{more}</section>", css), tmp_path
    )
    text = "".join(texts(raw))
    places = [text.index(f"第{n}段") for n in range(1, 5)] + [text.index(STAND_IN)]
    places += [text.index(f"又{n}段") for n in range(1, 5)]
    assert places == sorted(places)


def test_a_photograph_without_a_caption_is_a_figure_and_an_emblem_in_a_line_stays_in_it(tmp_path: Path) -> None:
    photo = f"<div class=f><img src='{picture(120, 90)}' style='width:60mm'></div>"
    emblem = f"<img src='{picture(20, 20)}' style='width:8pt'>"
    raw = read(page(f"{BEFORE}{photo}<p>{PARAGRAPH}{emblem}{PARAGRAPH}</p>{AFTER}", CSS), tmp_path)
    (region,) = raw.regions
    assert lines(raw, region) == ([], [])
    (piece,) = raw.inlaid
    assert f"方案。{STAND_IN}国际" in "".join(texts(raw)).replace("　", "")
    assert STAND_IN in raw.lines[piece.line].text
    assert raw.left_out == ()


def test_a_numbered_formula_is_taken_from_the_text_and_its_number_stays(tmp_path: Path) -> None:
    raw = read(page(f"{BEFORE}{formula('Y = αX + βZ + ε', '(1)')}{AFTER}", CSS), tmp_path)
    (region,) = raw.regions
    assert region.kind == "formula"
    inside, number = lines(raw, region)
    assert inside == ["Y = αX + βZ + ε"]
    assert number == ["(1)"]


def test_formulas_that_follow_each_other_are_told_apart_by_their_numbers(tmp_path: Path) -> None:
    body = formula("x = a + b", "(2.1)") + formula("y = a − b", "(2.2)")
    raw = read(page(f"{BEFORE}{body}{AFTER}", CSS), tmp_path)
    assert [lines(raw, region)[1] for region in raw.regions] == [["(2.1)"], ["(2.2)"]]


def test_a_formula_in_the_middle_needs_no_number(tmp_path: Path) -> None:
    raw = read(page(f"{BEFORE}<div class=f><i>S = Σ k = n(n+1)/2</i></div>{AFTER}", CSS), tmp_path)
    (region,) = raw.regions
    assert region.kind == "formula"


def test_limits_beside_the_gutter_that_a_formula_crosses_are_the_formula_s(tmp_path: Path) -> None:
    words = "".join(f"<p>{PARAGRAPH * 2}</p>" for _ in range(3))
    limits = "<span style='position:absolute;left:38mm;top:-5.5pt;font-size:5.5pt'><i>N m n</i></span>"
    wide = f"<div class=f style='position:relative'>{limits}<i>J = Σ(a + b + c + d + e) + λΣ(W + U + V + X + Y + Z) − Σ(k + l)</i></div>"
    css = f"{CSS} section{{columns:2;column-gap:8mm}}"
    raw = read(page(f"<section>{words}</section>{wide}<section>{words}</section>", css), tmp_path)
    (region,) = raw.regions
    assert region.kind == "formula"
    assert "N m n" in lines(raw, region)[0]


@pytest.mark.parametrize("line", ["其中：x = 3；", "令 a = b，则", "见式（1）。"])
def test_a_short_line_of_words_is_no_formula(line: str, tmp_path: Path) -> None:
    raw = read(page(f"{BEFORE}<p>{line}</p>{AFTER}", CSS), tmp_path)
    assert raw.regions == ()


def test_a_separator_of_notes_is_no_figure(tmp_path: Path) -> None:
    """A sentence about a figure ends the page; the rule of the notes below it is no drawing."""
    css = f"{CSS} section{{position:absolute;bottom:0}} hr{{border:0;border-top:0.5pt solid;width:40mm;margin:0}}"
    notes = "<section><p>图 4 比较了三种办法的结果</p><hr><p>① 张三：《国际关系》，第12页。</p></section>"
    assert read(page(f"{BEFORE}{AFTER}{notes}", css), tmp_path).regions == ()


def test_a_note_in_cyrillic_letters_is_no_formula(tmp_path: Path) -> None:
    """It has a colon and no hanzi, is set in, and fills its line: article 14005 of the corpus has one."""
    made = case(14005)
    assert any("Россия" in note.body for note in made.article.notes)
    assert read(write_pdf(made.article, made.style), tmp_path).regions == ()


def test_running_text_has_no_regions(tmp_path: Path) -> None:
    assert read(page(BEFORE + AFTER * 3, CSS), tmp_path).regions == ()


def test_a_picture_is_cut_out_of_its_page_in_print_quality(tmp_path: Path) -> None:
    data = page(f"{BEFORE}{CHART}<p class=c>图1　历年变化趋势</p>{AFTER}", CSS)
    (region,) = read(data, tmp_path).regions
    wanted = Picture("fig-1", region.sheet, region.box, region.core)
    made = cut(data, [wanted])["fig-1.png"]
    assert made == cut(data, [wanted])["fig-1.png"]
    with Image.open(io.BytesIO(made)) as image:
        assert image.mode == "L"
        assert round(image.info["dpi"][0]) == 300
        left, bottom, right, top = region.box
        assert image.width == pytest.approx((right - left) / 72 * 300, abs=40)
        assert image.height == pytest.approx((top - bottom) / 72 * 300, abs=40)


def test_a_drawing_is_kept_in_vectors_too_and_a_photograph_is_not(tmp_path: Path) -> None:
    photo = f"<div class=f><img src='{picture(120, 90)}' style='width:60mm'></div><p class=c>图2　现场照片</p>"
    data = page(f"{BEFORE}{CHART}<p class=c>图1　历年变化趋势</p>{AFTER}{photo}{AFTER}", CSS)
    regions = read(data, tmp_path).regions
    wanted = [Picture(f"fig-{n}", region.sheet, region.box, region.core) for n, region in enumerate(regions, 1)]
    made = cut(data, wanted)
    assert sorted(made) == ["fig-1.pdf", "fig-1.png", "fig-2.png"]
    assert made == cut(data, wanted)
    with pikepdf.open(io.BytesIO(made["fig-1.pdf"])) as pdf:
        left, bottom, right, top = regions[0].box
        assert [float(x) for x in pdf.pages[0].mediabox] == pytest.approx([left, bottom, right, top], abs=0.1)


def test_the_picture_of_a_formula_ends_where_its_ink_ends(tmp_path: Path) -> None:
    """The lines above and below stand close; nothing of them is in the picture."""
    css = f"{CSS} p.e{{margin:0}}"
    data = page(f"{BEFORE}{formula('Y = αX + βZ + ε', '(1)')}{AFTER}", css)
    (region,) = read(data, tmp_path).regions
    made = cut(data, [Picture("f", region.sheet, region.box, region.core)])["f.png"]
    with Image.open(io.BytesIO(made)) as image:
        rows = [
            bool(image.crop((0, y, image.width, y + 1)).point(lambda v: v < 200 and 255).getbbox())
            for y in range(image.height)
        ]
    inked = [y for y, ink in enumerate(rows) if ink]
    assert inked[-1] - inked[0] == len(inked) - 1


def test_regions_are_found_again_in_the_file(tmp_path: Path) -> None:
    data = page(
        f"{BEFORE * 3}{AFTER * 3}<div style='break-before:page'></div>{BEFORE}{CHART}<p class=c>图1　趋势变化</p>", CSS
    )
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    (region,) = read_pdf(path).regions
    assert region.sheet == 2
    assert region.page == 3


@pytest.mark.parametrize(
    "words",
    [
        "http://news.example.com/2014/02/23/s=t_1，",
        "〔40〕　参见前引〔26〕，a=b，第12页；",
        "……………………………………（12）",
    ],
)
def test_notes_addresses_and_leaders_are_no_formulas(words: str, tmp_path: Path) -> None:
    note = f"<p style='font-size:8pt;margin-left:8em;text-indent:0'>{words}</p>"
    assert read(page(f"{BEFORE}{AFTER}{note}", CSS), tmp_path).regions == ()


def test_a_caption_that_begins_with_a_country_is_a_caption_and_keeps_its_note_s_mark(tmp_path: Path) -> None:
    mark = "<span style='position:relative;top:-3.5pt'>〔77〕</span>"
    raw = read(page(f"{BEFORE}{CHART}<p class=c>图4　中国诉讼率的变化{mark}</p>{AFTER}", CSS), tmp_path)
    (region,) = raw.regions
    inside, caption = lines(raw, region)
    assert "〔77〕" not in inside
    assert "".join("".join(caption).split()) == "图4中国诉讼率的变化〔77〕"
