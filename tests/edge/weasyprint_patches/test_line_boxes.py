"""A planned line is laid out once, however often its page is tried, and stands as if it had been laid out anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from sco_pub.edge import weasyprint
from sco_pub.edge.weasyprint_patches import line_boxes, plans
from tests.edge.weasyprint_patches.test_weasyprint_patches import pages

weasyprint.load()
NOTED = "x-note { float: footnote } p { text-align: justify; text-indent: 40px; orphans: 2; widows: 2 }"
HEADING = "h2 { font-size: 20px; margin: 0; break-after: avoid }"
WORDS = "一二三四五六七八九十，一二三四五六“七八九十”，一二三四五2021年六七八九十"


def article() -> str:
    """Six pages: paragraphs with a note each, and headings that don't always fit."""
    part = f"<p>{WORDS}<x-note>{WORDS[:18]}</x-note>{WORDS}</p>"
    return "".join(f"{part * 2}<h2 data-grid=30>{number}</h2>" for number in range(5)) + part


def places(document: Any) -> list[tuple[str, str, float, float, float]]:
    """Every text of every page, with where it stands."""
    return [
        (str(type(box).__name__), box.text, *(round(side, 6) for side in (box.position_x, box.position_y, box.width)))
        for page in document.pages
        for box in page._page_box.descendants()
        if isinstance(box, boxes.TextBox)
    ]


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A line more for each that WeasyPrint lays out."""
    found: list[str] = []
    lay_out = inline.get_next_linebox

    def counted(*given: Any) -> Any:
        line, resume_at = lay_out(*given)
        if line is not None:
            found.append("".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox)))
        return line, resume_at

    monkeypatch.setattr(inline, "get_next_linebox", counted)
    return found


def test_a_page_that_is_tried_several_times_is_the_same_with_kept_lines_as_without(
    laid_out: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = places(pages(article(), NOTED + HEADING))
    with_copies = len(laid_out)
    laid_out.clear()

    def anew(_: Any, __: Any, ___: Any, height: float, skip: Any, lay_out: Any) -> Iterator[Any]:
        return iter(lay_out(height, skip))

    monkeypatch.setattr(line_boxes, "lines", anew)
    assert places(pages(article(), NOTED + HEADING)) == kept
    assert with_copies < 0.7 * len(laid_out)


def test_a_finished_page_leaves_no_lines_behind() -> None:
    pages(article() * 4, NOTED + HEADING)
    made = plans.plans.made.values()
    assert {plans.plans.turn - plan.kept.turn for plan in made if plan.kept.lines} <= {1, 2, 3}
    assert sum(1 for plan in made if plan.kept.lines) < 0.5 * len(made)
