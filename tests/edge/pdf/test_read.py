"""The PDF reader: what it must get out of a typeset article, whatever the order in which the signs were drawn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sco_pub.edge.pdf.read import read_pdf
from sco_pub.model.config import Witness
from sco_pub.model.text import RawText
from tests.corpus.pdf_writer import EM, MARGIN, write_pdf
from tests.corpus.printed import printed_lines
from tests.corpus.rawtext import Case, case, named
from tests.corpus.style import NAMED


def read(case: Case, folder: Path) -> RawText:
    path = folder / "article.pdf"
    path.write_bytes(write_pdf(case.article, case.style))
    return read_pdf(path, look=Witness.NEVER)  # what the layer says, without the pictures


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", NAMED)
def test_every_line_is_read_in_its_place(name: str, tmp_path: Path) -> None:
    made = named(name, 7)
    raw = read(made, tmp_path)
    expected = printed_lines(made.article, made.style)
    assert len(raw.pages) == len(expected)
    for number, lines in enumerate(expected, 1):
        assert [bare(line.text) for line in raw.lines if line.page == number] == lines


@pytest.mark.parametrize("seed", range(901, 907))
def test_every_line_of_a_random_journal_is_read_in_its_place(seed: int, tmp_path: Path) -> None:
    made = case(seed)
    raw = read(made, tmp_path)
    for number, lines in enumerate(printed_lines(made.article, made.style), 1):
        assert [bare(line.text) for line in raw.lines if line.page == number] == lines


def test_words_are_parted_and_hanzi_are_not(tmp_path: Path) -> None:
    raw = read(named("plain", 7), tmp_path)
    text = "\n".join(line.text for line in raw.lines)
    assert "China Academic Journal Electronic Publishing House" in text
    assert re.search(r"[\u4e00-\u9fff]{2}: [\u4e00-\u9fff]{2,10}出版社, \d{4}: \d+-\d+\.", text)
    assert not re.search(r"[\u4e00-\u9fff] [\u4e00-\u9fff]", text)


def test_first_line_indents_show_in_the_geometry(tmp_path: Path) -> None:
    raw = read(named("full", 7), tmp_path)
    body = [line.geometry for line in raw.lines if line.geometry and abs(line.geometry.size - EM) < 0.2]
    lefts = {round((geometry.x0 - MARGIN) / EM) for geometry in body}
    assert {0, 2} <= lefts


def test_raised_signs_are_the_note_calls(tmp_path: Path) -> None:
    made = named("full", 7)
    raw = read(made, tmp_path)
    raised = [line.text[i] for line in raw.lines if line.geometry for i in sorted(line.geometry.raised)]
    assert len(raised) == len(made.article.notes)
    assert set(raised) <= set("①②③④⑤⑥⑦⑧⑨⑩")


def test_the_note_zone_begins_below_its_rule(tmp_path: Path) -> None:
    made = named("gbk", 7)
    raw = read(made, tmp_path)
    opening = [line.text for line in raw.lines if line.geometry and line.geometry.rule_above]
    pages_with_notes = {
        line.page
        for line in raw.lines
        if line.text.startswith("① ") or (line.text.startswith("①") and line.geometry and line.geometry.size < EM - 1)
    }
    assert opening
    assert all(text.startswith("①") for text in opening)
    assert len(opening) == len(pages_with_notes)


def test_every_character_has_a_box_in_order(tmp_path: Path) -> None:
    for line in read(named("a0", 7), tmp_path).lines:
        assert line.geometry is not None
        assert len(line.geometry.boxes) == len(line.text)
        assert all(left <= right for left, right in line.geometry.boxes)


def test_progress_is_told_page_by_page(tmp_path: Path) -> None:
    made = named("gbk", 7)
    path = tmp_path / "article.pdf"
    path.write_bytes(write_pdf(made.article, made.style))
    told: list[tuple[int, int]] = []
    raw = read_pdf(path, lambda done, pages: told.append((done, pages)))
    assert told == [(n, len(raw.pages)) for n in range(1, len(raw.pages) + 1)]


def test_the_same_file_gives_the_same_text(tmp_path: Path) -> None:
    assert read(named("half", 7), tmp_path) == read(named("half", 7), tmp_path)
