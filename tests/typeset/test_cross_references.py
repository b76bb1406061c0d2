"""Figures, tables, equations and sections are referred to by name and named in the language of the edition."""

from __future__ import annotations

import pytest

from sco_pub.edge import config, weasyprint
from sco_pub.edge.books import html_page
from sco_pub.edge.pdf import inspect_made
from sco_pub.model import ast
from sco_pub.typeset.cross_references import cross_references
from tests.science.document import pictures
from tests.typeset.editions import ROOT, edition

TEXT = """# 2 Parts {#sec:parts}

See @fig:set, [@tbl:a], @eq:one and @sec:parts.

![Set-up](figures/setup.png){#fig:set}

| a | b |
|---|---|
| 1 | 2 |

: Sizes {#tbl:a}

$$a = b$$ {#eq:one}
"""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("figure 1", "table 1", "equation (1)", "section 2", "Figure 1. Set-up", "Table 1. Sizes")),
        ("ru", ("рис. 1", "табл. 1", "формула (1)", "раздел 2", "Рис. 1. Set-up", "Таблица 1. Sizes")),
        ("zh", ("图1", "表1", "式(1)", "第2节", "图1　Set-up", "表1　Sizes")),
    ],
)
def test_what_is_referred_to_is_named_and_captions_are_numbered(language: str, said: tuple[str, ...]) -> None:
    made = cross_references(edition(TEXT, language))
    assert made.findings == ()
    text = ast.stringify(list(made.value.document.blocks))
    assert [words for words in said if words not in text] == []


def test_a_reference_is_a_link_that_leads_to_its_target_in_every_format() -> None:
    house, of = config.read(ROOT).in_language("en"), cross_references(edition(TEXT, "en")).value
    page = html_page.make(of, house, pictures(), 0).value
    assert page is not None
    for name in ("fig-set", "tbl-a", "eq-one", "sec-parts"):
        assert f'href="#{name}"' in page.decode() and f'id="{name}"' in page.decode()
    pdf = weasyprint.make(of, house, pictures())
    assert pdf.value is not None and pdf.findings == ()
    drawn = "".join(sign.text for sheet in inspect_made.signs(pdf.value) for sign in sheet)
    assert "figure 1" in drawn and "(1)" in drawn


def test_a_caption_keeps_its_own_number() -> None:
    made = cross_references(edition("见@fig:a。\n\n![图3　装置](a.png){#fig:a}\n")).value
    text = ast.stringify(list(made.document.blocks))
    assert text.startswith("见图3。") and "图1" not in text


@pytest.mark.parametrize(("written", "said"), [("@fig:none", "leads nowhere"), ("[@smith2020]", "no source")])
def test_what_leads_nowhere_is_an_error_and_stays_as_it_was(written: str, said: str) -> None:
    made = cross_references(edition(f"Text {written} goes on.\n", "en"))
    assert [finding.code for finding in made.findings] == ["TYP-114"]
    assert said in made.findings[0].message
    assert written.strip("[]") in ast.stringify(list(made.value.document.blocks))


@pytest.mark.parametrize(("language", "said"), [("en", "See note 2."), ("ru", "See прим. 2.")])
def test_a_note_is_referred_to_by_its_label_and_the_number_that_it_is_printed_with(language: str, said: str) -> None:
    of = edition("A[^a] and[^2-1].\n\nSee @fn:2-1.\n\n[^a]: One.\n\n[^2-1]: Two.\n", language)
    made = cross_references(of)
    assert made.findings == () and said in ast.stringify(list(made.value.document.blocks))
    page = html_page.make(made.value, config.read(ROOT).in_language(language), {}, 0).value
    assert page is not None and b'href="#fn-2-1"' in page and page.count(b'id="fn-2-1"') == 1


def test_a_note_that_restarts_with_the_page_has_no_number_to_refer_to() -> None:
    made = cross_references(edition("甲[^a]。见@fn:a。\n\n[^a]: 某书。\n"), notes_restart=True)
    assert ["restart on each page" in finding.message for finding in made.findings] == [True]


def test_a_text_without_references_is_left_alone() -> None:
    of = edition("Text a@b.org.\n", "en")
    assert cross_references(of).value is of
