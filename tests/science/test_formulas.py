"""Formulas are set in every format, numbered, searchable; one that can't be set is an error that names it."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise

import pikepdf
import pytest
from lxml import html

from sco_pub.edge import config, formulas, weasyprint
from sco_pub.edge.books import docx_book, epub_book, html_page
from sco_pub.edge.pdf import inspect_made
from sco_pub.model import ast
from sco_pub.model.finding import Severity
from sco_pub.model.wording import Phrase
from sco_pub.pipeline.shown import page_parts, page_text
from sco_pub.typeset.equations import number_of, set_equations
from sco_pub.typeset.formula_words import words
from tests.science.document import pictures, science
from tests.science.test_lists_and_tables import house, pages, pdf
from tests.typeset.editions import ROOT, edition

MATHML = "http://www.w3.org/1998/Math/MathML"


def mathml(inside: str) -> str:
    return f'<math xmlns="{MATHML}">{inside}</math>'


def said(inside: str) -> str:
    return words(html.fragment_fromstring(f"<math>{inside}</math>"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_formula_of_the_paper_is_drawn_and_its_tag_says_what_it_is(language: str) -> None:
    wanted = page_parts(science(language)).formulas
    drawn = list(inspect_made.formula_words(pdf(language)))
    assert len(wanted) > 6
    for formula in wanted:
        drawn.remove(formula)


def test_the_page_checks_find_no_error_in_the_paper() -> None:
    found = inspect_made.inspect(pdf(), house(), page_text(science()), page_parts(science()), ink=True)
    assert [finding.message for finding in found if finding.severity is Severity.ERROR] == []


def test_a_formula_in_words_is_what_a_search_looks_for() -> None:
    assert (
        said("<msub><mi>ω</mi><mi>n</mi></msub><mo>=</mo><msqrt><mi>k</mi><mi>/</mi><mi>m</mi></msqrt>")
        == "ω_n = √(k/m)"
    )
    assert said("<mfrac><mi>c</mi><mrow><mn>2</mn><mi>m</mi></mrow></mfrac>") == "c/(2m)"
    assert said('<mover accent="true"><mi>x</mi><mo accent="true">̈</mo></mover>') == "ẍ"
    assert (
        said("<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr><mtr><mtd><mn>0</mn></mtd></mtr></mtable>")
        == "1, 0; 0"
    )


def test_formulas_are_tagged_as_formulas() -> None:
    with pikepdf.open(io.BytesIO(pdf())) as document:
        kinds = [
            str(item.get("/S")) for item in document.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S")
        ]
    assert kinds.count("/Formula") == len(inspect_made.formula_words(pdf()))
    assert kinds.count("/Figure") == 2


@pytest.mark.parametrize("number", ["(1)", "(2)", "(3)"])
def test_equation_numbers_are_text_in_every_format(number: str) -> None:
    assert number in pages()[0]
    page = html_page.make(science(), house(), pictures(), 0).value
    assert page is not None and f'<span class="equation-number">{number}</span>' in page.decode()
    book = epub_book.make(science(), house(), pictures(), 0).value
    word = docx_book.make(science(), house(), pictures(), 0).value
    assert book is not None and word is not None
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        text = "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xhtml"))
    assert f'<span class="equation-number">{number}</span>' in text
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        assert (
            f'</m:oMath><w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">{number}</w:t>'
            in package.read("word/document.xml").decode()
        )


def test_a_tag_is_taken_out_of_the_formula_and_bookkeeping_goes() -> None:
    assert number_of(r"a=b \tag{2.1a}") == ("a=b", "(2.1a)")
    assert number_of(r"a=b \tag*{A}\label{eq:a}") == ("a=b", "A")
    assert number_of(r"a=b") == ("a=b", "")


def test_a_pictured_formula_has_its_number_beside_it_and_another_picture_is_a_plate() -> None:
    text = "![公式(1)](a.png){.formula}　(1)\n\n![公式](b.png){.formula}\\\n\n![插图](c.png)\\\n\n![分式](d.png){.inline}等于一。\n\n![图一](e.png)\n"
    numbered, bare, plate, inline, figure = set_equations(edition(text).document).blocks
    assert [each["c"][0][1] for each in (numbered, bare, plate)] == [
        ["equation", "pictured"],
        ["equation", "pictured"],
        ["plate"],
    ]
    assert [part["c"][0][1] for part in numbered["c"][1][0]["c"]] == [["equation-body"], ["equation-number"]]
    assert ast.stringify(numbered["c"][1][0]["c"][1]) == "(1)"
    assert (inline["t"], figure["t"]) == ("Para", "Figure")
    assert figure["c"][2][0]["t"] == "Plain"


def test_a_displayed_formula_parts_its_paragraph_and_keeps_its_stop() -> None:
    blocks = set_equations(edition("由式$$a=b，\\tag{1}$$可得$$c$$。\n").document).blocks
    assert [block["t"] for block in blocks] == ["Para", "Div", "Div", "Div"]
    assert [block["c"][0][1] for block in blocks[1:]] == [["equation"], ["goes-on"], ["equation"]]
    assert ast.stringify(blocks[3]) == "c。"


@pytest.mark.parametrize(
    ("formula", "said"), [(r"\frac{a}{", "\\frac{a}{"), (r"\text{最大}_x", "最")], ids=["no formula", "no such signs"]
)
def test_a_formula_that_cannot_be_set_is_an_error_that_names_it(formula: str, said: str) -> None:
    made = weasyprint.make(edition(f"设${formula}$为。\n"), house())
    errors = [finding for finding in made.findings if finding.code == "TYP-206"]
    assert [finding.severity for finding in errors] == [Severity.ERROR]
    assert said in errors[0].message and errors[0].place is not None


def test_a_formula_takes_no_height_from_the_leading() -> None:
    lines = inspect_made.signs(
        weasyprint.make(edition("甲" * 60 + r"$\frac{a}{b}$" + "乙" * 60), house()).value or b""
    )[0]
    heights = sorted({round(sign.y, 1) for sign in lines if sign.text in "甲乙"}, reverse=True)
    steps = {round(a - b, 1) for a, b in pairwise(heights)}
    assert len(heights) == 4 and max(steps) - min(steps) < 0.2


def test_the_line_behind_a_formula_ends_at_the_edge() -> None:
    text = r"设$x_{ij}$为第一个量，再设$\alpha$与$\beta$为两个系数，则行末应当对齐，" * 6
    made = weasyprint.make(edition(text), house()).value
    found = inspect_made.inspect(made or b"", config.read(ROOT).in_language("zh"))
    assert not [finding for finding in found if finding.code == "VER-301"]


def test_variables_slant_and_emphasised_hanzi_do_not() -> None:
    made = weasyprint.make(edition("位移*x*与*重要*。\n"), house()).value
    with pikepdf.open(io.BytesIO(made or b"")) as document:
        fonts = {str(font.BaseFont) for page in document.pages for font in page.Resources.Font.values()}
    assert any("Italic" in name for name in fonts) and any("Sans" in name for name in fonts)


def test_the_same_formula_is_the_same_drawing() -> None:
    first = formulas.draw(mathml("<mi>x</mi>"))
    assert not isinstance(first, Phrase)
    assert first.width > 0.3 and first.ascent > 0.3
    formulas.draw.cache_clear()
    assert formulas.draw(mathml("<mi>x</mi>")) == first
