"""What no sheet of paper could hold, in the formats that flow: set, and what can't be is named."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
from lxml import etree, html

from sco_pub.check.verify_report import Verdict
from sco_pub.edge import package
from sco_pub.edge.books import docx_book, epub_book, html_page
from sco_pub.edge.validators.by_format import checks
from sco_pub.model.choices import Format
from sco_pub.model.config import House
from sco_pub.model.finding import Finding
from tests.typeset.editions import edition

EPOCH = 1_600_000_000
MAKERS = {
    Format.EPUB: epub_book.make,
    Format.DOCX: docx_book.make,
    Format.HTML: html_page.make,
}
LONG = "这条注比一页还长，里面什么也没有，只是为了长而长。" * 120
TEXT = Path(__file__).with_name("flowing.md").read_text("utf-8").replace("LONG", LONG)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


@lru_cache(maxsize=3)
def made(wanted: Format) -> tuple[bytes, tuple[Finding, ...]]:
    outcome = MAKERS[wanted](edition(TEXT), House(), {}, EPOCH)
    assert outcome.value is not None
    return outcome.value, outcome.findings


@pytest.mark.parametrize("wanted", MAKERS)
def test_no_validator_complains(wanted: Format, tmp_path: Path) -> None:
    path = tmp_path / f"flowing.{wanted.value}"
    path.write_bytes(made(wanted)[0])
    for check in checks(path, path.name, wanted):
        assert check.verdict in (Verdict.PASSED, Verdict.NOT_RUN), check


@pytest.mark.parametrize("wanted", MAKERS)
def test_the_formula_that_cannot_be_set_is_named_with_its_place(wanted: Format) -> None:
    (finding,) = made(wanted)[1]
    assert finding.code == "TYP-303"
    assert "tikzpicture" in finding.message
    assert str(finding.place) == "source/probe/master.md"


def test_the_others_are_formulas_and_no_pictures_of_them() -> None:
    page = html.document_fromstring(made(Format.HTML)[0].decode())
    assert len(page.xpath("//math")) == 2
    assert len(page.xpath("//math[@display='block']")) == 1
    chapters = b"".join(data for name, data in package.unpack(made(Format.EPUB)[0]).items() if name.endswith(".xhtml"))
    assert chapters.count(b"<math") == 2
    body = etree.fromstring(package.unpack(made(Format.DOCX)[0])["word/document.xml"])
    assert len(list(body.iter(f"{M}oMath"))) == 2


def test_a_book_with_formulas_says_so() -> None:
    package_file = package.unpack(made(Format.EPUB)[0])["EPUB/content.opf"].decode()
    assert '<meta property="schema:accessibilityFeature">MathML</meta>' in package_file
    assert package_file.count('properties="mathml"') == 1


@pytest.mark.parametrize("wanted", MAKERS)
def test_the_long_note_is_whole(wanted: Format) -> None:
    data = made(wanted)[0]
    parts = [data] if wanted is Format.HTML else list(package.unpack(data).values())
    assert sum(part.count(LONG.encode()) for part in parts) == 1


def test_a_wide_table_keeps_its_head_on_every_page_of_word() -> None:
    body = etree.fromstring(package.unpack(made(Format.DOCX)[0])["word/document.xml"])
    (table,) = body.iter(f"{W}tbl")
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")]
    assert heads == [True, False, False]
    styles = {style.get(f"{W}val") for style in table.iter(f"{W}pStyle")}
    assert styles == {"TableTextSmall"}, "fourteen columns"
