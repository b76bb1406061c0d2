"""No format has notes within notes: the inner one stands in brackets in all of them, and it is said."""

from __future__ import annotations

import io
from functools import cache

import pypdfium2
import pytest
from lxml import etree, html

from sco_pub.edge import package, weasyprint
from sco_pub.edge.books import docx_book, epub_book, html_page
from sco_pub.model.config import House
from tests.typeset.editions import edition

MASTERS = {
    "a note written in the note": "文甲[^1]。\n\n[^1]: 注一^[注二]。\n",
    "a note in a list of the note": "文甲[^1]。\n\n[^1]: 注一\n\n    - 注三^[注二]\n",
}
MAKERS = {"epub": epub_book.make, "docx": docx_book.make, "html": html_page.make}


@cache
def made(master: str, kind: str):
    text = f"---\ntitle: 题目\nlang: zh-CN\n---\n\n{MASTERS[master]}"
    if kind == "pdf":
        return weasyprint.make(edition(text, "zh"), House(), {})
    return MAKERS[kind](edition(text, "zh"), House(), {}, 1_600_000_000)


def text_of(kind: str, data: bytes) -> str:
    if kind == "pdf":
        return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(data)))
    if kind == "html":
        return html.fromstring(data.decode()).text_content()
    parts = package.unpack(data, what=kind)
    names = [name for name in parts if name.endswith((".xhtml", ".xml")) and "nav" not in name and "toc" not in name]
    return "".join("".join(etree.fromstring(parts[name]).itertext()) for name in names)


@pytest.mark.parametrize("kind", ["pdf", *MAKERS])
@pytest.mark.parametrize("master", MASTERS)
def test_the_inner_note_stands_in_brackets_in_every_format(master, kind):
    outcome = made(master, kind)
    text = "".join(text_of(kind, outcome.value).split())
    assert "[注二]" in text
    assert "注一" in text
    assert any(finding.code == "TYP-107" for finding in outcome.findings)


@pytest.mark.parametrize("kind", MAKERS)
def test_an_ordinary_note_is_left_alone(kind):
    outcome = MAKERS[kind](
        edition("---\ntitle: 题目\nlang: zh-CN\n---\n\n文[^1]。\n\n[^1]: 注一。\n", "zh"), House(), {}, 1
    )
    assert not any(finding.code == "TYP-107" for finding in outcome.findings)


@pytest.mark.parametrize("kind", MAKERS)
def test_a_note_that_calls_another_one_is_told(kind):
    master = "---\ntitle: 题目\nlang: zh-CN\n---\n\n文[^1]又[^2]。\n\n[^1]: 注一[^2]。\n\n[^2]: 注二。\n"
    outcome = MAKERS[kind](edition(master, "zh"), House(), {}, 1)
    said = {finding.message for finding in outcome.findings if finding.code == "TYP-107"}
    assert any("calls the note [^2]" in message for message in said)
