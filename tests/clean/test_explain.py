"""What is said of a line: every step that saw it, in order."""

from __future__ import annotations

import pytest

from sco_pub.clean import cleaning
from sco_pub.clean import explain as explaining
from sco_pub.model.errors import InputError
from tests.clean.printed_pages import TEXT, read_page
from tests.clean.test_switches import _TEXT
from tests.clean.texts import raw


def _said(number: int) -> dict[str, str]:
    """The steps' words by step; of several the last."""
    text = raw(_TEXT)
    made = cleaning.examine(text)
    outcome = made.outcome
    said = explaining.explain(text, made.repaired, made.layout, outcome.value, outcome.findings, number)
    return {one.step: one.text for one in said}


def test_a_field_s_line_names_its_field_and_the_label_that_went() -> None:
    said = _said(3)
    assert said["front"] == "field keywords, with its label"
    assert said["became"].startswith("meta keywords: '边境贸易")


def test_a_heading_s_line_has_its_scheme_and_number() -> None:
    said = _said(4)
    assert said["headings"] == "heading of level 1, scheme cn, number 1"
    assert "scheme cn, number 1" in said["features"]


def test_a_note_s_line_has_its_label_and_what_the_other_readings_cost() -> None:
    said = _said(8)
    assert said["notes"] == "begins note 12-1"
    assert said["became"].startswith("note 12-1: '王一：《边境贸易》")


def test_a_line_of_text_says_why_its_paragraph_goes_on_and_whom_it_calls() -> None:
    said = _said(7)
    assert said["paragraphs"].startswith("goes on: ")
    assert said["notes"] == "calls note 12-1"


def test_furniture_names_the_rule_that_dropped_it() -> None:
    said = _said(9)
    assert said["furniture"] == "dropped by folio"
    assert said["became"] == "dropped folio"


def test_a_line_that_isnt_there_is_refused() -> None:
    with pytest.raises(InputError, match="no line 99"):
        _said(99)


def test_a_line_of_a_pdf_says_where_it_stands_on_its_page() -> None:
    text = read_page("<h1>渡口的设立与裁撤</h1>" + TEXT)
    made = cleaning.examine(text)
    said = explaining.explain(text, made.repaired, made.layout, made.outcome.value, made.outcome.findings, 4)
    told = {one.step: one.text for one in said}
    assert told["on its page"].startswith("band text, inside")
