"""PDFs by other makers: what LibreOffice, Chromium and WeasyPrint set comes back as the article that was given to them.

One article a layout; a layout whose maker isn't installed is passed over.  benchmarks/cleaning/makers.py measures more.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from sco_pub.edge.pdf.read import read_pdf
from sco_pub.model.text import RawText
from tests.corpus.article import Kind
from tests.corpus.makers import LAYOUTS, installed, printed
from tests.corpus.manuscript import Manuscript
from tests.corpus.metrics import f1, score
from tests.corpus.reading import of_article, of_markdown
from tests.corpus.subjects import Cleaned, clean_text

_TRIED = ("libreoffice-journal", "libreoffice-white", "chromium-columns", "weasyprint-journal")
Made = tuple[Manuscript, RawText, Cleaned]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Made]:
    """An article set by a maker, read and cleaned: once each."""

    @cache
    def made(name: str) -> Made:
        if not installed(LAYOUTS[name].maker):
            pytest.skip(f"{LAYOUTS[name].maker} isn't installed")
        copy, data = printed(LAYOUTS[name], 1)
        path: Path = tmp_path_factory.mktemp(name) / "article.pdf"
        path.write_bytes(data)
        raw = read_pdf(path)
        return copy, raw, clean_text(raw)

    return made


@pytest.mark.parametrize("name", _TRIED)
def test_text_notes_and_headings_come_back(make: Callable[[str], Made], name: str) -> None:
    copy, _, cleaned = make(name)
    marks = score(of_article(copy.article), of_markdown(cleaned.markdown))
    assert marks.cer < 0.001
    assert f1(marks.notes) == 1.0
    assert f1(marks.headings) == 1.0
    assert f1(marks.paragraphs) > 0.97
    assert cleaned.errors == ()


@pytest.mark.parametrize("name", _TRIED)
def test_a_table_keeps_its_cells(make: Callable[[str], Made], name: str) -> None:
    copy, raw, cleaned = make(name)
    (block,) = [block for block in copy.article.blocks if block.kind is Kind.TABLE]
    (found,) = raw.tables
    assert found.rows == block.rows
    assert "| " + " | ".join(block.rows[1]) + " |" in cleaned.markdown


@pytest.mark.parametrize("name", _TRIED)
def test_a_figure_keeps_its_caption_and_its_picture_or_that_is_missed(make: Callable[[str], Made], name: str) -> None:
    copy, raw, cleaned = make(name)
    (caption,) = [block.text for block in copy.article.blocks if block.kind is Kind.FIGURE]
    missed = any("图1" in warning and "without its picture" in warning for warning in cleaned.warnings)
    if raw.regions:
        assert f"\n![{caption}](figures/fig-1.png){{#fig-1 width=" in cleaned.markdown
    else:
        assert f"\n{caption}\n" in cleaned.markdown
    assert missed == (not raw.regions)


def test_quotations_are_quotations(make: Callable[[str], Made]) -> None:
    copy, _, cleaned = make("libreoffice-journal")
    (quote,) = [block.text for block in copy.article.blocks if block.kind is Kind.QUOTE]
    assert f"\n> {quote}\n" in cleaned.markdown


def test_raised_numbers_call_notes_that_begin_with_plain_ones(make: Callable[[str], Made]) -> None:
    copy, raw, _ = make("libreoffice-white")
    raised = [line.text[i] for line in raw.lines if line.geometry for i in sorted(line.geometry.raised)]
    assert raised == [str(n) for n in range(1, len(copy.notes) + 1)]
    zone = [line.text for line in raw.lines if line.geometry and line.geometry.foot]
    assert [text[0] for text in zone if text[0].isdigit()] == raised


def test_columns_are_read_one_after_the_other(make: Callable[[str], Made]) -> None:
    _, raw, _ = make("chromium-columns")
    for page in {line.page for line in raw.lines}:
        columns = [line.geometry.column for line in raw.lines if line.page == page and line.geometry]
        assert sum(a > b for a, b in pairwise(columns)) <= 1  # back only for the page's foot
