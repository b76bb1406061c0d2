"""Arabic and Hebrew editions are the mirror image of the others, in every format; what has no letters is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from sco_pub.edge import config, package, weasyprint
from sco_pub.edge.books import docx_book, epub_book, html_page
from sco_pub.edge.pdf import inspect_made
from sco_pub.model.config import Fonts, House
from sco_pub.model.design import Heads
from sco_pub.typeset.right_to_left import mirrored, mirrored_heads
from tests.typeset.editions import ROOT, edition

TEXT = """---
title: מחקר
lang: he
---

אבג[^a] Smith דהו.

(1) ראשון

| שם | מספר |
|----|-----:|
| אזור | 12 |

: טבלה

[^a]: ראו שם.
"""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def house(serif: str = "DejaVu Sans") -> House:
    """DejaVu Sans has Hebrew letters, and is among the fonts that every house needs."""
    own = config.read(ROOT)
    return replace(own, fonts={**own.fonts, "he": Fonts(serif, serif)}).in_language("he")


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("p { text-align: left; margin-left: 2em }", "p { text-align: right; margin-right: 2em }"),
        (
            ".a { left: 0 } @page :left { margin: 1pt 2pt 3pt 4pt }",
            ".a { right: 0 } @page :left { margin: 1pt 4pt 3pt 2pt }",
        ),
        ("@page { @top-left { padding: 1pt } }", "@page { @top-left { padding: 1pt } }"),
        (".b { margin: calc(var(--line) * 0.5) 0 1em 4em }", ".b { margin: calc(var(--line) * 0.5) 4em 1em 0 }"),
        (
            "a { background: linear-gradient(var(--rule)) 0 0 / 25% 1pt }",
            "a { background: linear-gradient(var(--rule)) 100% 0 / 25% 1pt }",
        ),
        ("a { background-position: 0 0; color: red }", "a { background-position: 100% 0; color: red }"),
    ],
)
def test_a_style_sheet_is_mirrored_by_its_sides_and_not_by_its_pages(written: str, seen: str) -> None:
    assert mirrored(written, "ar").startswith(seen)
    assert mirrored(written, "ru") == written


def test_the_short_rule_above_notes_begins_where_lines_begin() -> None:
    sheet = config.read(ROOT).look.sheets["print"]
    assert "background-position: 100% 0" in mirrored(sheet, "ar") and "background-position: 100% 0" not in mirrored(
        sheet, "ru"
    )


def test_a_book_begins_with_a_left_page_whose_head_is_the_recto_s() -> None:
    heads = mirrored_heads(Heads(left=("{page}", "", "{author}"), right=("{title}", "", "{page}")), "he")
    assert heads.left == ("{page}", "", "{title}") and heads.right == ("{author}", "", "{page}")


def test_web_page_and_book_say_the_direction_and_the_book_is_turned_the_other_way() -> None:
    of = edition(TEXT, "he")
    page = html_page.make(of, house(), {}, 0).value
    assert page is not None and b'<html lang="he" dir="rtl">' in page
    book = package.unpack(epub_book.make(of, house(), {}, 0).value or b"")
    assert b'page-progression-direction="rtl"' in book["EPUB/content.opf"]
    assert b'dir="rtl"' in next(data for name, data in book.items() if name.endswith("ch001.xhtml"))


def test_every_paragraph_and_table_of_the_word_file_runs_to_the_left() -> None:
    parts = package.unpack(docx_book.make(edition(TEXT, "he"), house(), {}, 0).value or b"")
    for name in ("word/document.xml", "word/footnotes.xml"):
        root = etree.fromstring(parts[name])
        assert all(p.find(f"{W}pPr/{W}bidi") is not None for p in root.iter(f"{W}p"))
        assert all(table.find(f"{W}tblPr/{W}bidiVisual") is not None for table in root.iter(f"{W}tbl"))
    root = etree.fromstring(parts["word/document.xml"])
    runs = [run for run in root.iter(f"{W}r") if "א" in "".join(run.itertext())]
    assert runs and all(run.find(f"{W}rPr/{W}rtl") is not None for run in runs)


def test_the_pdf_s_letters_and_list_numbers_stand_from_right_to_left() -> None:
    made = weasyprint.make(edition(TEXT, "he"), house())
    assert made.value is not None and made.errors == ()
    signs = [sign for page in inspect_made.signs(made.value) for sign in page]
    place = {text: next(sign.x0 for sign in signs if sign.text == text and sign.size > 9) for text in "אגד"}
    assert place["א"] > place["ג"] > place["ד"]


def lines_of(pdf: bytes) -> list[tuple[float, float, str]]:
    """The left and right edge of each line of the first page's text, with its signs from the left."""
    rows: dict[float, list[inspect_made.Sign]] = {}
    for sign in inspect_made.signs(pdf)[0]:
        rows.setdefault(round(sign.y, 1), []).append(sign)
    found = []
    for _, signs in sorted(rows.items(), reverse=True):
        seen = [sign for sign in sorted(signs, key=lambda sign: sign.x0) if sign.text.strip()]
        if seen:
            found.append((seen[0].x0, max(sign.x1 for sign in seen), "".join(sign.text for sign in seen)))
    return found


def test_lines_that_run_to_the_left_reach_both_edges_and_an_address_among_them_runs_to_the_right() -> None:
    words = "בשנים האחרונות הוקמו גופי התייעצות רבים לניהול נהרות חוצי גבולות אך רובם חדלו לפעול כעבור שנים אחדות"
    text = f"---\nlang: he\n---\n\n{f'{words} ' * 6}\n\nראו <https://example.org/2018/06/a.html> שם.\n"
    made = weasyprint.make(edition(text, "he"), house())
    assert made.value is not None and made.errors == ()
    lines = [line for line in lines_of(made.value) if line[1] - line[0] > 300]
    assert len(lines) >= 6
    right = max(line[1] for line in lines)
    full = lines[: len(lines) - 1]
    assert max(line[0] for line in full) - min(line[0] for line in full) < 1.0
    assert all(right - line[1] < 1.0 for line in full[1:])
    assert any("https://example.org/2018/06/a.html" in line[2] for line in lines_of(made.value))


def test_a_language_whose_letters_its_font_lacks_is_refused_before_there_are_boxes() -> None:
    made = weasyprint.make(edition(TEXT, "he"), house("PT Serif"))
    assert made.value is None
    assert {finding.code for finding in made.errors} == {"TYP-216"}
