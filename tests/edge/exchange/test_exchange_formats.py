"""Every format of exchange: there and back without a loss, the same bytes each time, strangers' files refused in one sentence."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from sco_pub.edge.exchange import commas, memories, omegat, sheets, weblate, words, xliff
from sco_pub.edge.glossary import parse_tbx
from sco_pub.edge.package import pack, unpack
from sco_pub.localise.exchange import Table, handed_out, taken_in
from sco_pub.localise.po_header import new_catalogue
from sco_pub.localise.protected import Piece
from sco_pub.model.catalogue import Catalogue, Entry
from sco_pub.model.errors import InputError
from tests.examples import ANY, examples

RENDER: dict[str, Callable[[Table], bytes]] = {
    "xliff": xliff.render_1,
    "xliff2": xliff.render_2,
    "docx": words.render,
    "xlsx": sheets.render,
    "csv": commas.render,
}
READ: dict[str, Callable[[bytes, str], Table]] = {
    "xliff": xliff.read,
    "xliff2": xliff.read,
    "docx": words.read,
    "xlsx": sheets.read,
    "csv": commas.read,
}
FORMATS = sorted(RENDER)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKUP = st.sampled_from(
    ["[^1-1]", "[^2]", "*", "**", "`a`", "$x$", "[", "](http://a.b/c?d=1&e)", "]{.x}", "\\", "\n", "\t", "\r", " ", "=1+1", "'", "_x000D_", "<ph/>", "&amp;", "#", ";", '"', "字", "слово"]
)  # fmt: skip
_XML = ANY.filter(lambda sign: not _NOT_XML.search(sign))
_TEXT = st.lists(st.one_of(_MARKUP, _XML), min_size=1, max_size=12).map("".join)
_FLAGS = st.sampled_from([(), ("fuzzy",), ("no-wrap",)])
_ENTRIES = st.lists(
    st.builds(Entry, st.sampled_from(["paragraph", "note", "heading/a"]), _TEXT, st.just("") | _TEXT, flags=_FLAGS, extracted=st.lists(_TEXT, max_size=1).map(tuple)),
    min_size=1,
    max_size=4,
    unique_by=lambda entry: entry.key,
)  # fmt: skip
CALM = examples(60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def catalogue(entries: list[Entry]) -> Catalogue:
    return replace(new_catalogue("p", "ru", "ru.po"), entries=tuple(entries))


SMALL = catalogue(
    [
        Entry(
            "paragraph",
            "上海精神[^1-1]与*治理*。",
            "Шанхайский дух[^1-1] и *управление*.",
            extracted=("term: 治理 = управление",),
        ),
        Entry("heading", "一　问题", "Вопросы", flags=("fuzzy",)),
        Entry("note", "《人民日报》，见 [链接](https://a.b/c)。"),
    ]
)


@pytest.mark.parametrize("kind", FORMATS)
@CALM
@given(_ENTRIES)
def test_what_is_handed_out_and_comes_back_is_the_same_catalogue(kind: str, entries: list[Entry]) -> None:
    here = catalogue(entries)
    table = handed_out(here, "zh-CN")
    data = RENDER[kind](table)
    assert RENDER[kind](table) == data
    back = READ[kind](data, "x")
    assert [(row.ident, row.source, row.target, row.digest) for row in back.rows] == [
        (row.ident, row.source, row.target, row.digest) for row in table.rows
    ]
    assert (back.source_language, back.language) == ("zh-CN", "ru")
    taken = taken_in(here, back.rows, name="x")
    assert taken.catalogue is here
    assert taken.findings == ()


@pytest.mark.parametrize("kind", FORMATS)
@CALM
@given(_ENTRIES, st.integers(0, 3), _TEXT.filter(str.strip))
def test_one_edit_outside_is_one_edit_here(kind: str, entries: list[Entry], which: int, target: str) -> None:
    here = catalogue(entries)
    rows = list(READ[kind](RENDER[kind](handed_out(here, "zh")), "x").rows)
    at = which % len(rows)
    rows[at] = replace(rows[at], target=target)
    now = taken_in(here, rows, name="x").catalogue
    assert [entry for n, entry in enumerate(now.entries) if n != at] == [
        e for n, e in enumerate(here.entries) if n != at
    ]
    refused = target == here.entries[at].source and not here.entries[at].target
    assert refused or now.entries[at].target == target


@pytest.mark.parametrize("kind", sorted({*FORMATS, "tmx"} - {"csv"}))
def test_a_control_character_is_refused_with_its_number(kind: str) -> None:
    render = {**RENDER, "tmx": memories.render}[kind]
    with pytest.raises(InputError, match=r"U\+0007"):
        render(handed_out(catalogue([Entry("paragraph", "一", "а\x07б")]), "zh"))


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("data", [b"", b"\x00\xff", b"<a/>", b"id,target", b"PK\x03\x04", b"a,b\n1,2\n"])
def test_another_file_is_refused_in_a_sentence(kind: str, data: bytes) -> None:
    try:
        assert READ[kind](data, "x").rows == ()
    except InputError:
        return
    assert (kind, data) == ("csv", b"id,target")


@pytest.mark.parametrize("kind", ["xliff", "docx", "xlsx"])
def test_entities_are_refused(kind: str) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    parts = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml"}
    data = pack({parts[kind]: bomb}) if kind in parts else bomb
    with pytest.raises(InputError, match="entities"):
        READ[kind](data, "x")


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_package_that_unpacks_to_more_than_an_input_may_have_is_refused(kind: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 120_000_000)
    with pytest.raises(InputError, match="unpack to more"):
        READ[kind](out.getvalue(), "x")


def changed(data: bytes, part: str, *pairs: tuple[str, str]) -> bytes:
    """A package whose part has been edited as a word processor would."""
    parts = unpack(data)
    text = parts[part].decode()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return pack({**parts, part: text.encode()})


def test_changes_that_word_tracks_count_as_accepted() -> None:
    data = changed(
        RENDER["docx"](handed_out(SMALL, "zh")),
        "word/document.xml",
        (
            '<w:t xml:space="preserve">Вопросы</w:t></w:r>',
            "<w:t>Проблем</w:t></w:r><w:del><w:r><w:delText>ы</w:delText></w:r></w:del><w:ins><w:r><w:t>а</w:t></w:r></w:ins>",
        ),
    )
    assert words.read(data, "x").rows[1].target == "Проблема"


def test_italics_of_words_and_a_footnote_of_words_are_told() -> None:
    first = '<w:t xml:space="preserve">Вопросы</w:t></w:r>'
    whole = RENDER["docx"](handed_out(SMALL, "zh"))
    italic = changed(whole, "word/document.xml", (first, f"{first}<w:r><w:rPr><w:i/></w:rPr><w:t>!</w:t></w:r>"))
    assert [row.formatted for row in words.read(italic, "x").rows] == [False, True, False]
    note = changed(whole, "word/document.xml", (first, f'{first}<w:r><w:footnoteReference w:id="2"/></w:r>'))
    assert [row.fault for row in words.read(note, "x").rows] == ["", "unreadable", ""]


def test_a_spreadsheet_saved_by_another_program_is_read(tmp_path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "p.ru.xlsx"
    path.write_bytes(RENDER["xlsx"](handed_out(SMALL, "zh")))
    book = openpyxl.load_workbook(path)
    sheet = book.active
    sheet["D3"] = "Проблема"
    sheet["E3"] = "translated"
    sheet["D4"] = 5
    sheet.delete_rows(2)
    sheet.insert_cols(1)
    book.save(path)
    rows = sheets.read(path.read_bytes(), "x").rows
    assert [row.target for row in rows] == ["Проблема", "5"]
    taken = taken_in(SMALL, rows, name="x")
    assert [entry.target for entry in taken.catalogue.entries] == [SMALL.entries[0].target, "Проблема", "5"]
    assert [finding.form for finding in taken.findings] == ["markup"]


def test_a_document_saved_by_another_program_is_read(tmp_path) -> None:
    docx = pytest.importorskip("docx")
    path = tmp_path / "p.ru.docx"
    path.write_bytes(RENDER["docx"](handed_out(SMALL, "zh")))
    document = docx.Document(str(path))
    document.tables[0].rows[2].cells[2].text = "Проблема"
    document.save(str(path))
    taken = taken_in(SMALL, words.read(path.read_bytes(), "x").rows, name="x")
    assert [entry.target for entry in taken.catalogue.entries] == [SMALL.entries[0].target, "Проблема", ""]


@pytest.mark.parametrize("kind", ["xliff", "xliff2"])
def test_the_translate_toolkit_reads_and_edits_xliff(kind: str) -> None:
    module = pytest.importorskip({"xliff": "translate.storage.xliff", "xliff2": "translate.storage.xliff2"}[kind])
    store = {"xliff": "xlifffile", "xliff2": "Xliff2File"}[kind]
    if not hasattr(module, store):
        pytest.skip("this version has no such store")
    held = getattr(module, store).parsestring(RENDER[kind](handed_out(SMALL, "zh")))
    units = [unit for unit in held.units if not unit.isheader()]
    assert [str(unit.source) for unit in units][1] == "一　问题"
    units[2].target = "«Жэньминь жибао», см. [ссылка](https://a.b/c)."
    taken = taken_in(SMALL, READ[kind](bytes(held), "x").rows, name="x")
    assert [finding.message for finding in taken.findings] == []
    assert taken.catalogue.entries[:2] == SMALL.entries[:2]
    assert taken.catalogue.entries[2].target == "«Жэньминь жибао», см. [ссылка](https://a.b/c)."


def test_a_csv_with_semicolons_or_in_utf16_is_read() -> None:
    text = RENDER["csv"](handed_out(SMALL, "zh")).decode("utf-8-sig")
    for data in (text.replace('","', '";"').encode(), text.replace('","', '"\t"').encode("utf-16")):
        assert taken_in(SMALL, commas.read(data, "x").rows, name="x").catalogue is SMALL


def test_tmx_brings_back_edits_of_ours_and_pairs_of_others() -> None:
    data = memories.render(handed_out(SMALL, "zh-CN"))
    assert data.count(b"<tu ") == 1
    edited = (
        data.decode()
        .replace("Шанхайский дух", "Дух Шанхая")
        .replace(
            "</body>",
            '<tu><tuv xml:lang="ZH"><seg>《人民日报》，见 [链接](https://a.b/c)。</seg></tuv>'
            '<tuv xml:lang="RU-RU"><seg>Там же.</seg></tuv></tu></body>',
        )
    )
    taken = taken_in(SMALL, memories.read(edited.encode(), "x", "zh-CN", "ru").rows, name="x")
    assert [entry.target[:10] for entry in taken.catalogue.entries] == ["Дух Шанхая", "Вопросы", "Там же."]
    assert [entry.fuzzy for entry in taken.catalogue.entries] == [False, True, True]


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_packages_are_sound_ooxml_but_for_parts_that_may_be_left_out(kind: str, tmp_path) -> None:
    program = shutil.which("openxml-audit", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip("openxml-audit isn't installed")
    path = tmp_path / f"p.ru.{kind}"
    path.write_bytes(RENDER[kind](handed_out(SMALL, "zh")))
    said = subprocess.run([program, "--output", "json", "--max-errors", "0", path], capture_output=True, check=False)
    errors = [error["description"] for error in json.loads(said.stdout)[0]["errors"] if error["severity"] == "error"]
    assert [error for error in errors if not error.startswith("A required relationship type")] == []


# -- what strangers send


@pytest.mark.parametrize(
    "broken", [b'<row r="2">', b"<v>"], ids=["the number of a row", "the number of a string"]
)  # fmt: skip
def test_a_number_of_thousands_of_figures_in_a_workbook_is_no_fault_of_ours(broken):
    parts = unpack(sheets.render(handed_out(catalogue([Entry("paragraph", "上海", "Шанхай")]), "zh-CN")))
    sheet, digits = parts["xl/worksheets/sheet1.xml"], b"9" * 5000
    if broken == b"<v>":
        sheet = re.sub(rb'<c r="A2".*?</c>', b'<c r="A2" t="s"><v>' + digits + b"</v></c>", sheet)
        parts["xl/sharedStrings.xml"] = b"<sst/>"
    else:
        sheet = sheet.replace(broken, b'<row r="' + digits + b'">')
    assert sheet != parts["xl/worksheets/sheet1.xml"]
    assert sheets.read(pack(parts | {"xl/worksheets/sheet1.xml": sheet}), "x").rows


COMMENTED = {
    "XLIFF 1.2": (
        '<xliff version="1.2"><file><body><trans-unit id="1"><source>@</source><target>@</target><note>@</note></trans-unit>'
        "</body></file></xliff>",
        lambda data: xliff.read(data, "x").rows[0].notes[0],
    ),
    "TMX": (
        '<tmx><body><tu><tuv xml:lang="zh"><seg>@</seg></tuv><tuv xml:lang="ru"><seg>@</seg></tuv></tu></body></tmx>',
        lambda data: memories.read(data, "x", "zh", "ru").rows[0].target,
    ),
    "TBX": (
        '<martif><termEntry><langSet xml:lang="zh"><tig><term>@</term></tig></langSet></termEntry></martif>',
        lambda data: parse_tbx(data, "x").terms[0].forms[0],
    ),
}


@pytest.mark.parametrize("kind", COMMENTED)
def test_comments_of_xml_are_no_text_and_a_quarter_of_a_million_of_them_no_work(kind):
    text, read = COMMENTED[kind]
    began = time.process_time()
    assert read(text.replace("@", "<!--x-->" * 250_000 + "a").encode()) == "a"
    assert time.process_time() - began < 8


def test_changes_of_weblate_in_another_shape_are_passed_over():
    unit = {"context": "c", "source": ["文"], "target": ["т"], "approved": True, "translation": "x/p/ru/"}
    changes = [{"action": 36, "unit": n, "details": given} for n, given in enumerate(("source", ["source"], 7, None))]
    (table,) = weblate.read({"units": json.dumps([unit]).encode(), "changes": json.dumps(changes).encode()}, "zh")
    assert [row.reader for row in table.rows] == [""]


def test_a_project_of_omegat_is_one_only_when_all_of_it_is_written():
    files = omegat.project("zh", "ru", {"p": b""}, {"p": b""}, "")
    assert list(files)[-1] == omegat.PROJECT


def test_very_many_pages_of_weblate_in_one_file_are_read_without_copying_the_rest_for_each():
    unit = {"context": "c", "source": ["文"], "target": ["т"], "approved": True, "translation": "x/p/ru/"}
    pages = b"[] " * 200_000 + json.dumps([unit]).encode()
    began = time.process_time()
    (table,) = weblate.read({"units": pages}, "zh")
    assert len(table.rows) == 1
    assert time.process_time() - began < 5


def test_the_markup_of_a_translation_is_numbered_without_going_through_all_of_the_sources_for_each(monkeypatch):
    class Counted(str):
        looked = 0
        __hash__ = str.__hash__

        def __eq__(self, other):
            Counted.looked += 1
            return str.__eq__(self, other)

    def looked(count: int) -> int:
        texts = [Counted(f"`{n % 50}`") for n in range(count)]
        monkeypatch.setattr(xliff, "pieces", lambda _: [Piece(text, "code") for text in texts])
        Counted.looked = 0
        numbers = xliff._Numbers("")
        assert [numbers.of(Counted(text)) for text in texts] == list(range(1, count + 1))
        assert numbers.of("`none`") == count + 1
        return Counted.looked

    assert looked(800) <= 2.6 * looked(400)
