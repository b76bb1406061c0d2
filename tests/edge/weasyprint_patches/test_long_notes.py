"""A note that doesn't fit under its line is parted over pages, as TeX and InDesign do it; short ones stay whole."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any

import pikepdf
import pytest

from sco_pub.edge import config, weasyprint
from sco_pub.edge.pdf import inspect_made
from tests.typeset.editions import ROOT, edition

BODY = "The member states have deepened their cooperation, and security goes together with growth. "
LINES = {"half a page": 30, "a page and a fifth": 70, "three pages": 190}  # phrases of a note; a page has room for 58


def text(note: int, *, second: int = 0) -> str:
    """A text whose second page calls a note of so many phrases, each of which begins with its number."""
    words = " ".join(
        f"n{number:03d} studies on regional cooperation and on its growth in all of the states,"
        for number in range(note)
    )
    more = " ".join(
        f"m{number:03d} studies on regional cooperation and on its growth in all of the states,"
        for number in range(second)
    )
    calls = "Word[^a] and so.[^b]" if second else "Word[^a] and so."
    parts = [BODY * 7] * 4 + [BODY * 2 + calls + " " + BODY * 3] + [BODY * 7] * 2
    notes = f"[^a]: {words}\n" + (f"\n[^b]: {more}\n" if second else "")
    return "---\ntitle: Long\nlang: en\n---\n\n" + "\n\n".join(parts) + f"\n\n{notes}"


@cache
def made(note: int, second: int = 0) -> bytes:
    outcome = weasyprint.make(edition(text(note, second=second), "en"), config.read(ROOT).in_language("en"))
    assert outcome.value is not None and outcome.findings == ()
    return outcome.value


def pages(note: int, second: int = 0) -> list[list[Any]]:
    return [list(page) for page in inspect_made.signs(made(note, second))]


def numbers(page: list[Any], letter: str = "n") -> list[int]:
    return [int(found) for found in re.findall(rf"{letter}(\d{{3}})", "".join(sign.text for sign in page))]


@pytest.mark.parametrize("length", LINES)
def test_all_of_a_long_note_is_printed_once_and_in_order(length: str) -> None:
    found = [number for page in pages(LINES[length]) for number in numbers(page)]
    assert found == list(range(LINES[length]))


def test_a_part_begins_under_the_line_that_calls_it_and_goes_on_on_the_next_pages() -> None:
    with_note = [at for at, page in enumerate(pages(LINES["three pages"])) if numbers(page)]
    assert with_note == list(range(with_note[0], with_note[0] + 4))
    (call,) = [at for at, page in enumerate(pages(LINES["three pages"])) if "Word1" in "".join(s.text for s in page)]
    assert call == with_note[0]


def test_text_stands_above_its_notes_on_every_page_and_never_over_them() -> None:
    for page in pages(LINES["three pages"]):
        if not numbers(page):
            continue
        notes = {sign.y for sign in page if 8.3 < sign.size < 9}
        text_lines = {sign.y for sign in page if sign.size > 9.7}
        assert text_lines and min(text_lines) > max(notes), "y counts from the page's foot"


def test_a_note_called_below_a_parted_one_waits_for_the_next_page_and_its_line_doesn_t() -> None:
    sheets = pages(60, 8)
    words = ["".join(sign.text for sign in page) for page in sheets]
    first = next(at for at, said in enumerate(words) if "Word1" in said)
    assert "so.2" in words[first]
    assert not numbers(sheets[first], "m")
    assert [number for page in sheets for number in numbers(page, "m")] == list(range(8))


def test_the_parts_are_one_note_to_a_screen_reader_with_one_call_and_one_way_back() -> None:
    with pikepdf.open(io.BytesIO(made(LINES["three pages"]))) as pdf:
        notes = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Note"]
        assert [str(note.ID) for note in notes if "/ID" in note] == ["note-1"]
        links = [str(link.Dest) for page in pdf.pages for link in page.get("/Annots", []) if "/Dest" in link]
        assert sorted(links) == ["call-1", "note-1"]


def test_a_short_note_stays_whole() -> None:
    sheets = pages(2)
    assert [numbers(page) for page in sheets if numbers(page)] == [[0, 1]]
