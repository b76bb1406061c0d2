"""PDF, read back from the finished bytes: what a typesetter, a screen reader, an archive and an attacker would look for."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import page as page_validation
import pikepdf
import pypdfium2
import pytest

from sco_pub.check.pages import Sign, aligned_share, lines
from sco_pub.edge import config, weasyprint
from sco_pub.edge.pdf import inspect_made
from sco_pub.model import ast
from sco_pub.model.config import House, NoteMark, NoteRestart, NoteStyle
from sco_pub.model.edition import Edition
from sco_pub.model.finding import Severity
from sco_pub.model.job import PrintJob
from tests.typeset.editions import ROOT, article, edition, small

HOUSE = config.read(ROOT)


@lru_cache(maxsize=8)
def article_pdf(language: str) -> bytes:
    return made(article(language), HOUSE.in_language(language))


def made(of: Edition, house: House = HOUSE) -> bytes:
    outcome = weasyprint.make(of, house)
    assert not outcome.errors, outcome.findings
    assert outcome.value is not None
    return outcome.value


def text_of(pdf: bytes) -> list[str]:
    return ["".join(sign.text for sign in signs) for signs in inspect_made.signs(pdf)]


def wanted(of: Edition) -> list[str]:
    """The edition's own paragraphs and notes, as plain words."""
    blocks = [*of.document.blocks]
    found = [ast.stringify(block["c"]) for block in blocks if block["t"] in ("Para", "Plain")]
    found += [ast.stringify(block["c"][2]) for block in blocks if block["t"] == "Header"]
    return found + [ast.stringify(note["c"]) for note in of.document.notes()]


LANGUAGES = ("zh", "ru", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_article_passes_the_page_checks_and_has_the_editions_own_text(language: str) -> None:
    of = article(language)
    found = inspect_made.inspect(article_pdf(language), HOUSE.in_language(language), wanted(of), ink=True)
    assert [f for f in found if f.severity is Severity.ERROR] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_paragraph_of_the_article_ends_in_a_scrap_and_no_page_in_a_divided_word_or_two_lines_short(
    language: str,
) -> None:
    found = inspect_made.inspect(article_pdf(language), HOUSE.in_language(language))
    assert [f for f in found if f.code in ("VER-304", "VER-305", "VER-308", "VER-309", "VER-310")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_least_98_of_100_full_lines_reach_both_edges(language: str) -> None:
    pages = inspect_made.facing_alike(inspect_made.signs(article_pdf(language)), HOUSE.in_language(language))
    everything = [line for number, signs in enumerate(pages, 1) for line in lines(number, signs)]
    total, true, _ = aligned_share(everything, inspect_made.frame(HOUSE.in_language(language)))
    assert total > 250
    assert true / total >= 0.98


def _is_call(sign: Sign) -> bool:
    """A note's call stands raised, and is smaller than what it stands behind."""
    return sign.text in "①②③④⑤⑥⑦⑧⑨" and sign.size < 9


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_begin_at_one_height_also_with_a_heading(language: str) -> None:
    _, *pages = inspect_made.signs(article_pdf(language))
    tops = [sorted({round(sign.y, 1) for sign in signs if not _is_call(sign)}, reverse=True)[1] for signs in pages]
    assert max(tops) - min(tops) < 4.0  # points: a main heading's line is higher by a fifth


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_2A"])
def test_one_file_keeps_both_promises(language: str, profile: str, tmp_path: Path) -> None:
    file = tmp_path / "article.pdf"
    file.write_bytes(article_pdf(language))
    result = page_validation.validate_pdf(str(file), profile=getattr(page_validation.ValidationProfile, profile))
    assert result.is_compliant, str(result)


def test_qpdf_finds_nothing_wrong(tmp_path: Path) -> None:
    file = tmp_path / "article.pdf"
    file.write_bytes(article_pdf("zh"))
    subprocess.run(["qpdf", "--check", str(file)], check=True, capture_output=True)


def test_each_note_is_called_once_and_stands_on_the_page_of_its_call() -> None:
    for language in LANGUAGES:
        calls, notes = inspect_made.note_pages(article_pdf(language))
        assert len(list(article(language).document.notes())) == len(
            [name for name in notes if name.startswith("note-")]
        )
        assert calls == notes


def test_the_same_edition_is_the_same_bytes() -> None:
    assert made(small("zh")) == made(small("zh"))


MANY = "---\ntitle: 注\nlang: zh-CN\n---\n\n" + "\n\n".join(f"{'文字' * 150}[^{n}]。" for n in range(1, 13)) + "\n\n"
MANY += "\n\n".join(f"[^{n}]: 注文第{n}条。" for n in range(1, 13)) + "\n"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫"


def test_circled_notes_begin_anew_on_each_page() -> None:
    for text in text_of(made(edition(MANY)))[:-1]:
        marks = [character for character in text if character in CIRCLED]
        half = len(marks) // 2
        assert half >= 1
        assert marks[:half] == marks[half:] == list(CIRCLED[:half])


@pytest.mark.parametrize(
    ("style", "first_of_second_page"),
    [
        (NoteStyle(NoteMark.ARABIC, NoteRestart.PAGE), "1"),
        (NoteStyle(NoteMark.ARABIC, NoteRestart.DOCUMENT), "3"),
        (NoteStyle(NoteMark.CIRCLED, NoteRestart.DOCUMENT), "③"),
    ],
)
def test_the_notes_numbering_is_the_houses(style: NoteStyle, first_of_second_page: str) -> None:
    house = replace(HOUSE, notes={"zh": style})
    second = text_of(made(edition(MANY), house))[1]
    body, note = second.split("注文第", 1)
    assert first_of_second_page in body
    assert body.endswith(first_of_second_page)
    assert note


def test_calls_and_notes_are_linked_both_ways_and_tagged() -> None:
    with pikepdf.open(io.BytesIO(made(small("zh")))) as pdf:
        names = pdf.Root.Names.Dests.Names
        anchors = {str(names[index]) for index in range(0, len(names), 2)}
        links = [str(link.Dest) for sheet in pdf.pages for link in sheet.get("/Annots", []) if "/Dest" in link]
        assert {f"{kind}-{number}" for kind in ("note", "call") for number in (1, 2, 3)} <= anchors & set(links)
        kinds = [str(item.S) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item]
        assert kinds.count("/Note") == kinds.count("/Reference") == 5  # three notes, the funding, the author
        spoken = [
            str(link.Contents) for sheet in pdf.pages for link in sheet.Annots if str(link.get("/Dest")) == "note-1"
        ]
        assert spoken == ["注 ①"]


def test_foreign_words_keep_their_language_and_running_heads_are_no_content() -> None:
    with pikepdf.open(io.BytesIO(article_pdf("zh"))) as pdf:
        langs = {str(item.Lang) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Lang" in item}
        assert {"zh-CN", "ru"} <= langs
        assert b"/Artifact" in pdf.pages[1].Contents.read_bytes()
        assert str(pdf.open_outline().root[0].title).startswith("上海合作组织命运共同体")
        with pdf.open_metadata() as meta:
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("2", "A", "1")


def test_every_font_is_a_subset_inside_the_file() -> None:
    with pikepdf.open(io.BytesIO(article_pdf("ru"))) as pdf:
        descriptors = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
        assert descriptors
        for descriptor in descriptors:
            assert "+" in str(descriptor.FontName)
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys())


def test_missing_and_cut_off_notes_and_untranslated_passages_show() -> None:
    zh, ru = "".join(text_of(made(small("zh")))), "".join(text_of(made(small("ru"))))
    assert "原文缺注" in zh
    assert "未译段落" in ru
    assert "Перевод с китайского" in ru


def test_a_note_that_can_t_be_parted_and_is_higher_than_the_page_is_refused_with_its_place() -> None:
    cell = f"    | a |\n    |---|\n    | {'很长的注。' * 900} |\n"
    outcome = weasyprint.make(
        edition(f"---\ntitle: 注\nlang: zh-CN\n---\n\n正文[^长]。\n\n[^长]: 表：\n\n{cell}\n"), HOUSE
    )
    assert outcome.value is None
    (finding,) = outcome.errors
    assert finding.code == "TYP-202"
    assert finding.place is not None
    assert finding.place.entry == "[^长]"


def test_a_character_that_no_font_has_is_an_error_that_names_it() -> None:
    outcome = weasyprint.make(edition("---\ntitle: 字\nlang: zh-CN\n---\n\n看\U00016800看。\n"), HOUSE)
    assert any(finding.code == "TYP-201" and "U+16800" in finding.message for finding in outcome.errors)


HOSTILE = """<!DOCTYPE html><html lang="en"><head><title>x</title>
<link rel="attachment" href="file:///etc/hostname"><link rel="stylesheet" href="http://127.0.0.1:9/x.css"></head>
<body><img src="file:///etc/hostname" alt="x"><img src="http://127.0.0.1:9/a.png" alt="x">
<object data="file:///etc/passwd"></object><p>text</p></body></html>"""


def test_nothing_is_fetched_and_nothing_is_attached() -> None:
    outcome = weasyprint.render(PrintJob(HOSTILE, ("@import url(file:///etc/hostname);",), "en"))
    assert outcome.value is not None
    assert all("isn't a picture of this publication" in f.message for f in outcome.findings if "etc" in f.message)
    with pikepdf.open(io.BytesIO(outcome.value)) as pdf:
        assert not pdf.attachments
        assert not [
            item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
        ]


def test_a_picture_of_the_publication_is_shown_and_described() -> None:
    from PIL import Image

    store = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(store, "PNG")
    of = edition("---\ntitle: 图\nlang: zh-CN\n---\n\n![图一　说明](map.png)\n")
    outcome = weasyprint.make(of, HOUSE, {"map.png": store.getvalue()})
    assert outcome.value is not None
    document = pypdfium2.PdfDocument(outcome.value)
    kinds = [item.type for item in document[0].get_objects()]
    document.close()
    assert 3 in kinds  # FPDF_PAGEOBJ_IMAGE
    with pikepdf.open(io.BytesIO(outcome.value)) as pdf:
        assert any("/Alt" in item for item in pdf.objects if isinstance(item, pikepdf.Dictionary))
