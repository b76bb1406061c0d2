"""The torture document as PDF: all of it is set, or what can't be is named."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

import page as page_validation
import pikepdf
import pytest

from sco_pub.edge import weasyprint
from sco_pub.edge.pdf import inspect_made
from sco_pub.model import ast
from sco_pub.model.config import House
from sco_pub.model.finding import Outcome, Severity
from tests.torture.document import NOTES, pictures, torture


@lru_cache(maxsize=1)
def outcome() -> Outcome[bytes | None]:
    return weasyprint.make(torture(), House(), pictures())


def pdf() -> bytes:
    assert outcome().value is not None
    return outcome().value or b""


def text() -> str:
    return "".join(sign.text for page in inspect_made.signs(pdf()) for sign in page)


def test_all_is_set_and_formulas_are_drawn() -> None:
    assert outcome().findings == ()
    assert inspect_made.formula_words(pdf()) == ("E = mc^2", "a_1 + α ≤ √b")


def test_every_note_has_its_call_on_its_page() -> None:
    calls, notes = inspect_made.note_pages(pdf())
    assert len([name for name in notes if name.startswith("note-")]) == NOTES
    assert calls == notes


@pytest.mark.parametrize(
    "words",
    ["第二条注，内有着重、加重和链接。", "注的第二段。", "注里的列表", "低头思故乡", "𠮷野家", "㉑", "代码块", "表一　宽表", "图一　说明文字",
     "(2018)", "שלום"],
)  # fmt: skip
def test_its_words_are_there(words: str) -> None:
    drawn = text().replace(" ", "")
    assert words.replace(" ", "") in drawn or words[::-1] in drawn


def test_the_page_checks_find_no_error() -> None:
    found = inspect_made.inspect(pdf(), House(), ink=True)
    assert [finding for finding in found if finding.severity is Severity.ERROR] == []


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_2A"])
def test_it_validates(profile: str, tmp_path: Path) -> None:
    file = tmp_path / "torture.pdf"
    file.write_bytes(pdf())
    result = page_validation.validate_pdf(str(file), profile=getattr(page_validation.ValidationProfile, profile))
    assert result.is_compliant, str(result)


def test_tables_lists_and_pictures_are_tagged() -> None:
    with pikepdf.open(io.BytesIO(pdf())) as document:
        kinds = {str(item.S) for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item}
    assert {"/Table", "/TR", "/TH", "/TD", "/L", "/LI", "/Figure", "/BlockQuote", "/Note", "/Reference", "/H2"} <= kinds


def test_the_document_has_as_many_notes_as_it_says() -> None:
    assert len(list(torture().document.notes())) == NOTES
    assert ast.stringify(torture().document.meta["title"]) == "排版考验"
