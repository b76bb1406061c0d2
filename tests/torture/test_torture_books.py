"""The torture document as EPUB, DOCX and HTML page: nothing is lost, no validator complains."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pytest
from lxml import etree, html

from sco_pub.check.verify_report import Verdict
from sco_pub.edge import package
from sco_pub.edge.books import docx_book, epub_book, html_page
from sco_pub.edge.validators.by_format import checks
from sco_pub.model.choices import Format
from sco_pub.model.config import Epub, House, NoteMark, NotePlace, NoteStyle
from tests.torture.document import NOTES, pictures, torture
from tests.typeset.editions import edition

EPOCH = 1_600_000_000
MAKERS = {
    Format.EPUB: epub_book.make,
    Format.DOCX: docx_book.make,
    Format.HTML: html_page.make,
}
FORMATS = tuple(MAKERS)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@lru_cache(maxsize=3)
def made(wanted: Format) -> bytes:
    outcome = MAKERS[wanted](torture(), House(), pictures(), EPOCH)
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value


def trees(wanted: Format) -> list[etree._Element]:
    """The parts that hold the text."""
    if wanted is Format.HTML:
        return [html.document_fromstring(made(wanted).decode()).find("body")]
    parts = package.unpack(made(wanted))
    names = sorted(name for name in parts if re.search(r"text/.*\.xhtml$|word/(document|footnotes)\.xml$", name))
    return [etree.fromstring(parts[name]) for name in names]


def text(wanted: Format) -> str:
    return "".join("".join(tree.itertext()) for tree in trees(wanted))


@pytest.mark.parametrize("wanted", FORMATS)
def test_no_validator_complains(wanted, tmp_path: Path):
    path = tmp_path / f"torture.{wanted.value}"
    path.write_bytes(made(wanted))
    for check in checks(path, path.name, wanted):
        assert check.verdict in (Verdict.PASSED, Verdict.NOT_RUN), check


@pytest.mark.parametrize("wanted", FORMATS)
@pytest.mark.parametrize(
    "words",
    ["第二条注，内有着重、加重和链接。", "注的第二段。", "注里的列表", "低头思故乡", "𠮷野家、𡈽、㐂", "代码块 = 保留 空格", "表一　宽表",
     "图一　说明文字", "The Journal of Something", "שלום", "السلام عليكم", "that-goes-on/and_on/with%20escapes/2018/06/10/"],
)  # fmt: skip
def test_its_words_are_there(wanted, words):
    assert words in text(wanted)


@pytest.mark.parametrize("wanted", FORMATS)
def test_every_note_is_called_once(wanted):
    if wanted is Format.DOCX:
        document, notes = trees(wanted)
        starred = 1  # funding and authors
        assert len(list(document.iter(f"{W}footnoteReference"))) == NOTES + starred
        assert len([note for note in notes if note.get(f"{W}type") is None]) == NOTES + starred
        return
    roles = [role for tree in trees(wanted) for role in tree.xpath(".//@role")]
    assert {role: roles.count(role) for role in ("doc-noteref", "doc-footnote", "doc-backlink")} == {
        "doc-noteref": NOTES, "doc-footnote": NOTES, "doc-backlink": NOTES,
    }  # fmt: skip


def test_a_lists_numbers_keep_their_brackets_and_their_beginning():
    for wanted in (Format.EPUB, Format.HTML):
        lists = [
            found for tree in trees(wanted) for found in tree.xpath(".//*[contains(@class, 'list-in-brackets')]/*")
        ]
        assert [(found.get("start"), len(found)) for found in lists] == [("3", 2)]
    numbering = package.unpack(made(Format.DOCX))["word/numbering.xml"].decode()
    assert re.search(r'<w:start w:val="3" ?/>(?:(?!</w:lvl>).)*<w:lvlText w:val="（%1）" ?/>', numbering, re.DOTALL)


def test_the_picture_travels_with_the_book():
    assert any(name.endswith(".png") for name in package.unpack(made(Format.EPUB)) if name.startswith("EPUB/media/"))
    assert any(name.startswith("word/media/") for name in package.unpack(made(Format.DOCX)))
    assert (
        html.document_fromstring(made(Format.HTML).decode()).xpath("//img/@src")[0].startswith("data:image/png;base64,")
    )


def test_addresses_may_be_divided_without_a_change_to_their_text():
    for wanted in (Format.EPUB, Format.HTML):
        tree = next(tree for tree in trees(wanted) if tree.xpath(".//*[@class='uri']"))
        (address,) = tree.xpath(".//*[@class='uri']")
        assert len(address.xpath(".//*[local-name()='wbr']")) > 10
        assert "".join(address.itertext()).startswith("https://www.example.org/a/very/long/path/that-goes-on/")
        assert address.text == "https://www.example.org/", "the host is whole, as in the PDF"
        assert not any((place.tail or "").endswith(("-", ".", "_")) for place in address), (
            "a break is before these marks"
        )


def test_rows_of_a_table_stay_whole_in_word():
    document, _ = trees(Format.DOCX)
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in document.iter(f"{W}tr"))


def test_verse_keeps_its_lines_and_is_not_stretched():
    document, _ = trees(Format.DOCX)
    verse = [
        p
        for p in document.iter(f"{W}p")
        if p.xpath("string(w:pPr/w:pStyle/@w:val)", namespaces={"w": W[1:-1]}) == "Verse"
    ]
    assert len(verse) == 1
    assert len(list(verse[0].iter(f"{W}br"))) == 3


@pytest.mark.parametrize("wanted", FORMATS)
@pytest.mark.parametrize(
    ("place", "expected"),
    [(NotePlace.BEFORE, "字\N{CIRCLED DIGIT ONE}。"), (NotePlace.AFTER, "字。\N{CIRCLED DIGIT ONE}")],
)
def test_calls_stand_by_the_stop_as_the_house_has_it(wanted, place, expected):
    house = House(notes={"zh": NoteStyle(NoteMark.CIRCLED, place=place)}, epub=Epub(cover=False))
    data = MAKERS[wanted](edition("字[^1]。\n\n[^1]: 注\n"), house, {}, EPOCH).value or b""
    if wanted is Format.DOCX:
        root = etree.fromstring(package.unpack(data)["word/document.xml"])
        for call in root.iter(f"{W}footnoteReference"):
            call.text = "\N{CIRCLED DIGIT ONE}"
        assert expected in "".join(root.itertext())
        return
    pages = [data] if wanted is Format.HTML else list(package.unpack(data).values())
    assert any(expected in "".join(html.fromstring(page).itertext()) for page in pages if b"<html" in page)
