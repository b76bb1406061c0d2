"""The corpus itself: the same seed gives the same case, and what it breaks it breaks knowingly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.corpus.article import CALL, plain
from tests.corpus.layer import a0_shift, gbk_shift, glyph_map
from tests.corpus.pages import Galley, break_lines, width
from tests.corpus.pdf_writer import write_pdf
from tests.corpus.printed import printed_text
from tests.corpus.rawtext import case, named
from tests.corpus.reading import of_article, of_markdown
from tests.corpus.style import NAMED, clean_page


@pytest.mark.parametrize("seed", [1, 17, 403])
def test_a_seed_gives_one_case(seed: int) -> None:
    assert case(seed) == case(seed)


def test_seeds_give_journals_of_every_kind() -> None:
    styles = [case(seed).style for seed in range(40)]
    assert {style.family for style in styles} == {"yi", "gbk", "gbk-digits", "a0", "g-hyphen", "full", "half", "plain"}
    assert len({style.notes for style in styles}) >= 5


def test_a_pdf_is_the_same_bytes_each_time() -> None:
    made = named("gbk", 3)
    assert write_pdf(made.article, made.style) == write_pdf(made.article, made.style)


@pytest.mark.parametrize("measure", [22, 33, 40])
def test_broken_lines_join_to_the_galley_and_keep_the_measure(measure: int) -> None:
    for block in case(5).article.blocks:
        lines = break_lines(Galley(block.text), measure)
        assert "".join(line.text for line in lines) == block.text
        assert all(width(line.text) + 2 * line.first <= measure + 2.6 or "http" in line.text for line in lines)


def test_no_line_begins_with_a_closing_mark() -> None:
    for block in case(8).article.blocks:
        assert not any(line.text[0] in "，。；：？！、）》”’" for line in break_lines(Galley(block.text), 30))


@pytest.mark.parametrize("name", NAMED)
def test_a_clean_layer_holds_every_letter_of_the_truth(name: str) -> None:
    """With the faults of the layer taken away, the raw text has the truth's letters, notes and metadata included."""
    made = case(9, clean_page(replace(NAMED[name], watermark="", folio="none", head="none")))
    letters = {c for c in made.raw if c.isalnum()}
    for text in (
        *of_article(made.article).order,
        *(plain(note.body) for note in made.article.notes),
        made.article.abstract,
    ):
        assert {c for c in text if c.isalnum()} <= letters


def test_the_printed_text_holds_every_call_once() -> None:
    made = named("full", 4)
    calls = [int(n) for block in made.article.blocks for n in CALL.findall(block.text)]
    assert calls == list(range(1, len(made.article.notes) + 1))
    assert printed_text(made.article, made.style).count("①") >= 1


def test_the_shifts_are_those_of_the_code_tables() -> None:
    assert [gbk_shift(c) for c in "，。；：（）《》“”0A"] == list("袁遥曰院渊冤叶曳野冶园粤")
    assert [a0_shift(c) for c in "Aax"] == list("犃犪狓")
    assert glyph_map(NAMED["founder"])["，"] == "\ua3ac"


def test_a_master_reads_back_as_it_was_written() -> None:
    reading = of_markdown(
        "---\ntitle: 题\nlang: zh-CN\n---\n\n# 一、甲\n\n乙[^1-1]。\n\n[^1-1]: <http://www.un.org/a>\n"
    )
    assert reading.headings == ((1, "一、甲"),)
    assert reading.paragraphs == ("乙。",)
    assert [(note.before, note.body, note.fate) for note in reading.notes] == [("乙", "http://www.un.org/a", "kept")]
