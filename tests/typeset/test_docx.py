"""What a DOCX of the house holds, and what Word's validator and LibreOffice make of it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from sco_pub.edge import package
from sco_pub.edge.books import docx_book
from sco_pub.model.config import House, NoteMark, NoteRestart, NoteStyle, Page
from sco_pub.model.edition import Edition
from sco_pub.typeset import templates
from sco_pub.typeset.docx_design import regional
from tests.typeset.editions import article, edition, notes_of_article, small

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W, "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/"}
EPOCH = 1_600_000_000


def book(of: Edition, house: House | None = None) -> bytes:
    made = docx_book.make(of, house or House(), {}, EPOCH).value
    assert made is not None
    return made


def part(of: Edition, name: str, house: House | None = None) -> etree._Element:
    return etree.fromstring(package.unpack(book(of, house))[name])


def val(element: etree._Element, path: str, name: str = "val") -> str | None:
    found = element.find(path, NS)
    return None if found is None else found.get(f"{{{W}}}{name}")


def paragraphs(of: Edition) -> list[tuple[str | None, str]]:
    """Style and text of each paragraph of the body."""
    body = part(of, "word/document.xml")
    return [(val(p, "w:pPr/w:pStyle"), "".join(p.itertext())) for p in body.iterfind("w:body/w:p", NS)]


def test_the_same_edition_gives_the_same_bytes():
    assert book(small()) == book(small())


def test_every_part_of_the_article_has_a_style_of_its_own():
    assert [(style, text) for style, text in paragraphs(small())][:8] == [
        ("Title", "论“文本”*"),
        ("Author", "王某**"),
        ("Affiliation", "某大学"),
        ("Abstract", "内容提要：摘要文字。"),
        ("Keywords", "关键词：文本　注释"),
        ("OpeningParagraph", "引言文字。"),
        ("Heading1", "一　第一节"),
        ("FirstParagraph", "正文《书》，“文”见。"),
    ]
    assert [style for style, _ in paragraphs(small())][-3:] == ["Editor", "ColophonFirst", "Colophon"]


def test_every_style_that_is_used_is_defined():
    for of in (small(), small("ru")):
        defined = {style.get(f"{{{W}}}styleId") for style in part(of, "word/styles.xml").iterfind("w:style", NS)}
        for name in ("word/document.xml", "word/footnotes.xml"):
            root = part(of, name)
            used = {
                e.get(f"{{{W}}}val") for tag in ("pStyle", "rStyle", "tblStyle") for e in root.iter(f"{{{W}}}{tag}")
            }
            assert used <= defined


def test_notes_are_words_own():
    body, notes = part(small(), "word/document.xml"), part(small(), "word/footnotes.xml")
    called = [call.get(f"{{{W}}}id") for call in body.iter(f"{{{W}}}footnoteReference")]
    written = [note.get(f"{{{W}}}id") for note in notes.iterfind("w:footnote", NS) if note.get(f"{{{W}}}type") is None]
    assert called == written
    assert len(called) == 4, "three of the text's, one for the first page"


def test_the_article_has_its_authors_and_its_translators_notes_in_every_language():
    for language in ("zh", "ru", "en"):
        body = part(article(language), "word/document.xml")
        calls = list(body.iter(f"{{{W}}}footnoteReference"))
        assert len([call for call in calls if call.get(f"{{{W}}}customMarkFollows") is None]) == notes_of_article(
            language
        )


def starred(of: Edition) -> tuple[list[etree._Element], list[list[str]]]:
    """The calls with a mark of their own, and the paragraphs of their notes."""
    body, notes = part(of, "word/document.xml"), part(of, "word/footnotes.xml")
    calls = body.xpath("//w:footnoteReference[@w:customMarkFollows='1']", namespaces=NS)
    found = [notes.find(f"w:footnote[@w:id='{call.get(f'{{{W}}}id')}']", NS) for call in calls]
    return calls, [["".join(p.itertext()) for p in note.iterfind("w:p", NS)] for note in found]


def test_funding_and_authors_are_a_starred_note_of_the_first_page():
    (call,), (said,) = starred(small())
    assert call.getnext().text == "*"
    assert said == ["* 基金项目：某基金项目。", "** 作者简介：王某，某大学教授。"]
    note = part(small(), "word/footnotes.xml").find(f"w:footnote[@w:id='{call.get(f'{{{W}}}id')}']", NS)
    assert note.find(".//w:footnoteRef", NS) is None, "a starred note has no number"
    assert starred(small("ru")) == ([], []), "nothing to say, no star"


def test_the_star_stands_before_the_notes_of_the_title_itself():
    text = "---\ntitle: 题[^1]\nfunding: 某基金\n---\n\n字\n\n[^1]: 注\n"
    calls = part(edition(text), "word/document.xml").findall(".//w:footnoteReference", NS)
    assert [call.get(f"{{{W}}}customMarkFollows") for call in calls] == ["1", None]


def test_emphasis_is_a_style_and_hanzi_are_not_slanted():
    body = part(edition("字*着重 Nature*与**重**[^1]\n\n[^1]: 注*重*\n"), "word/document.xml")
    styled = {"".join(run.itertext()): val(run, "w:rPr/w:rStyle") for run in body.iter(f"{{{W}}}r")}
    assert (styled["着重"], styled["Nature"], styled["重"]) == ("ChineseEmphasis", "Emphasis", "Strong")
    assert body.findall(".//w:rPr/w:i", NS) + body.findall(".//w:rPr/w:b", NS) == []


def test_every_paragraph_has_a_style():
    text = "字\n\n- 甲\n\n- 乙\n\n> 引\n\n见https://example.org/a[^1]。\n\n[^1]: 注\n\n    - 丙\n\n    https://example.org/b\n"
    for name in ("word/document.xml", "word/footnotes.xml"):
        root = part(edition(text), name)
        assert [
            p
            for p in root.iterfind(".//w:p", NS)
            if val(p, "w:pPr/w:pStyle") is None and p.find(".//w:t", NS) is not None
        ] == []
    named = [(style, said) for style, said in paragraphs(edition(text)) if said]
    assert ("ListParagraph", "甲") in named and ("BodyTextwithAddress", "见https://example.org/a。") in named
    notes = part(edition(text), "word/footnotes.xml").xpath("w:footnote/w:p[w:pPr/w:pStyle]", namespaces=NS)
    assert [val(p, "w:pPr/w:pStyle") for p in notes] == ["FootnoteText", "FootnoteText", "FootnoteTextwithAddress"]


def test_word_opens_it_as_its_own_and_draws_our_line_above_the_notes():
    settings = part(small(), "word/settings.xml")
    (mode,) = settings.findall("w:compat/w:compatSetting", NS)
    assert (mode.get(f"{{{W}}}name"), mode.get(f"{{{W}}}val")) == ("compatibilityMode", "15")
    lines = {
        note.get(f"{{{W}}}id")
        for note in part(small(), "word/footnotes.xml").xpath("w:footnote[@w:type]", namespaces=NS)
    }
    assert {note.get(f"{{{W}}}id") for note in settings.findall("w:footnotePr/w:footnote", NS)} == lines


@pytest.mark.parametrize(
    ("language", "style", "shape", "restart"),
    [
        ("zh", NoteStyle(NoteMark.CIRCLED, NoteRestart.PAGE), "decimalEnclosedCircle", "eachPage"),
        ("zh", NoteStyle(NoteMark.ARABIC, NoteRestart.DOCUMENT), "decimal", "continuous"),
        ("ru", NoteStyle(NoteMark.ARABIC, NoteRestart.PAGE), "decimal", "eachPage"),
    ],
)
def test_notes_are_numbered_as_the_house_has_it(language, style, shape, restart):
    section = part(small(language), "word/document.xml", House(notes={language: style})).find("w:body/w:sectPr", NS)
    assert val(section, "w:footnotePr/w:numFmt") == shape
    assert val(section, "w:footnotePr/w:numRestart") == restart


def test_more_circled_numbers_than_word_has_are_reported():
    text = "".join(f"字[^{n}]\n\n[^{n}]: 注\n\n" for n in range(21))
    running = House(notes={"zh": NoteStyle(NoteMark.CIRCLED, NoteRestart.DOCUMENT)})
    assert [f.code for f in docx_book.make(edition(text), running, {}, EPOCH).findings] == ["TYP-301"]
    assert docx_book.make(edition(text), House(), {}, EPOCH).findings == ()


def test_the_page_is_the_houses():
    house = House(page=Page(width=148, height=210, size=10))
    section = part(small(), "word/document.xml", house).find("w:body/w:sectPr", NS)
    size, margins = section.find("w:pgSz", NS), section.find("w:pgMar", NS)
    width = int(size.get(f"{{{W}}}w"))
    assert (width, int(size.get(f"{{{W}}}h"))) == (8391, 11906)
    measure = width - int(margins.get(f"{{{W}}}left")) - int(margins.get(f"{{{W}}}right"))
    assert measure % 200 in (0, 1, 199), "a Chinese line is a whole number of ems"


def test_running_heads_left_and_right_and_none_on_the_first_page():
    parts = package.unpack(book(small()))
    said = {
        name: "".join(etree.fromstring(parts[f"word/header-{name}.xml"]).itertext())
        for name in ("even", "default", "first")
    }
    assert said == {"even": " PAGE 1王某", "default": "论“文本” PAGE 1", "first": ""}
    section = etree.fromstring(parts["word/document.xml"]).find("w:body/w:sectPr", NS)
    assert section.find("w:titlePg", NS) is not None
    assert etree.fromstring(parts["word/settings.xml"]).find("w:evenAndOddHeaders", NS) is not None


def test_a_long_running_head_keeps_the_main_part_of_the_title():
    long = edition("---\ntitle: '" + "A" * 40 + ": " + "B" * 40 + "'\n---\n\nText.\n", "en")
    assert templates.values(long)["title"] == "A" * 40


def test_chinese_has_an_indent_of_two_characters_and_squeezed_marks():
    styles = part(small(), "word/styles.xml")
    body = styles.find("w:style[@w:styleId='BodyText']", NS)
    assert val(body, "w:pPr/w:ind", "firstLineChars") == "200"
    assert val(body, "w:pPr/w:jc") == "both"
    assert val(part(small(), "word/settings.xml"), "w:characterSpacingControl") == "compressPunctuation"


def test_russian_is_hyphenated_twice_in_a_row_at_most():
    settings = part(small("ru"), "word/settings.xml")
    assert settings.find("w:autoHyphenation", NS) is not None
    assert val(settings, "w:consecutiveHyphenLimit") == "2"


def test_fonts_and_languages_of_the_two_scripts():
    defaults = part(small(), "word/styles.xml").find("w:docDefaults/w:rPrDefault/w:rPr", NS)
    assert val(defaults, "w:rFonts", "eastAsia") == "Noto Serif CJK SC"
    assert val(defaults, "w:rFonts", "ascii") == "PT Serif"
    assert val(defaults, "w:lang", "eastAsia") == "zh-CN"
    assert val(part(small("ru"), "word/styles.xml").find("w:docDefaults/w:rPrDefault/w:rPr", NS), "w:lang") == "ru-RU"


def test_foreign_runs_say_their_language():
    runs = part(small(), "word/footnotes.xml").iterfind(".//w:r", NS)
    said = {
        val(run, "w:rPr/w:lang"): "".join(run.itertext()) for run in runs if run.find("w:rPr/w:lang", NS) is not None
    }
    assert said["ru-RU"].startswith("С. Г. Лузянин")


def test_untranslated_passages_have_a_style_and_an_east_asian_language():
    body = part(small("ru"), "word/document.xml")
    marked = [run for run in body.iterfind(".//w:r", NS) if val(run, "w:rPr/w:rStyle") == "Untranslated"]
    assert "".join(text for run in marked for text in run.itertext()) == "未译段落"
    assert {val(run, "w:rPr/w:lang", "eastAsia") for run in marked} == {"zh-CN"}


def test_document_properties():
    core = part(small(), "docProps/core.xml")
    assert core.findtext("dc:title", namespaces=NS) == "论“文本”"
    assert core.findtext("dc:creator", namespaces=NS) == "王某"
    assert core.findtext("dc:language", namespaces=NS) == "zh-CN"
    assert core.findtext("dcterms:created", namespaces=NS) == "2020-09-13T12:26:40Z"


@pytest.mark.parametrize(
    ("tag", "expected"), [("ru", "ru-RU"), ("zh-CN", "zh-CN"), ("kk", "kk-KZ"), ("en-GB", "en-GB"), ("xx-q", "xx-q")]
)
def test_word_wants_a_region_with_a_language(tag, expected):
    assert regional(tag) == expected


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice isn't installed")
def test_libreoffice_sets_the_notes_at_the_foot_of_the_page(tmp_path: Path):
    path = tmp_path / "small.docx"
    path.write_bytes(book(small()))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(convert, check=True, capture_output=True, timeout=120)
    extract = ["pdftotext", "-layout", str(tmp_path / "small.pdf"), "-"]
    shown = subprocess.run(extract, check=True, capture_output=True, text=True).stdout
    first = shown.split("\f")[0]
    assert first.index("再注") < first.index("《书名》") < first.index("С. Г. Лузянин") < first.index("原文缺注")
    assert first.index("再注") < first.index("基金项目") < first.index("作者简介") < first.index("《书名》")
    assert [shown.count(mark) for mark in "①②③"] == [2] * 3 and shown.count("**") == 2 and shown.count("*") == 6, (
        "each mark once in the text, once in its note"
    )


def test_a_titles_star_is_as_large_as_the_title_says_though_circled_numbers_have_a_size():
    circled = House(notes={"zh": NoteStyle(mark=NoteMark.CIRCLED, restart=NoteRestart.PAGE)})
    styles = part(small(), "word/styles.xml", circled)
    sizes = {style.get(f"{{{W}}}styleId"): val(style, "w:rPr/w:sz") for style in styles.iterfind("w:style", NS)}
    assert sizes["FootnoteReference"] is None and sizes["CircledCall"] is not None
    calls = part(small(), "word/document.xml", circled).xpath(
        ".//w:r[w:footnoteReference]/w:rPr/w:rStyle/@w:val", namespaces=NS
    )
    assert calls == ["StarredCall", "CircledCall", "CircledCall", "CircledCall"]


def test_text_stands_off_from_the_table_above_it():
    of = edition(
        "正文。\n\n| 甲 | 乙 |\n|---|---|\n| 一 | 二 |\n\n表后文字。\n\n| 甲 |\n|---|\n| 一 |\n\n# 题\n\n文。\n"
    )
    following = part(of, "word/document.xml").xpath(".//w:tbl/following-sibling::w:p[1]", namespaces=NS)
    rooms = [(val(after, "w:pPr/w:pStyle"), val(after, "w:pPr/w:spacing", "before")) for after in following]
    assert [style for style, _ in rooms][1] == "Heading1"
    assert [bool(room) for _, room in rooms] == [True, False]


def test_an_abstract_is_set_in_only_where_hanzi_are():
    for language, inset in (("zh", True), ("ru", False)):
        styles = part(small(language), "word/styles.xml")
        (abstract,) = [style for style in styles.iterfind("w:style", NS) if style.get(f"{{{W}}}styleId") == "Abstract"]
        assert (abstract.find("w:pPr/w:ind", NS) is not None) is inset


def test_a_table_is_no_wider_than_the_text():
    document = part(edition("| 甲 | 乙 | 丙 |\n|---|---|---|\n| 一 | 二 | 三 |\n"), "word/document.xml")
    size, margins = (document.find(f".//w:sectPr/{name}", NS) for name in ("w:pgSz", "w:pgMar"))
    room = int(size.get(f"{{{W}}}w")) - sum(int(margins.get(f"{{{W}}}{side}")) for side in ("left", "right"))
    columns = [int(column.get(f"{{{W}}}w")) for column in document.iterfind(".//w:tblGrid/w:gridCol", NS)]
    assert len(columns) == 3 and room - 3 <= sum(columns) <= room


@pytest.mark.parametrize(("lang", "shape"), [("zh", "（%1）"), ("ru", "(%1)")])
def test_a_lists_brackets_are_full_width_among_hanzi_only(lang: str, shape: str):
    numbering = package.unpack(book(edition("(3) 甲\n(4) 乙\n", language=lang)))["word/numbering.xml"].decode()
    assert f'w:lvlText w:val="{shape}"' in numbering


def test_a_long_title_is_smaller_and_its_line_ends_at_the_colon():
    half = "The Cooperation of Many Neighbours in a Very Wide Region of the World"
    title = f"{half}: What It Means Today and How It May Be Built"
    for words, breaks, size in ((title, 1, "30"), ("A Short Title: And More", 0, "38")):
        of = edition(f'---\ntitle: "{words}"\nlang: en\n---\n\nText.\n', language="en")
        files = package.unpack(book(of))
        styles, document = (etree.fromstring(files[f"word/{name}.xml"]) for name in ("styles", "document"))
        (style,) = styles.xpath("w:style[@w:styleId='Title']", namespaces=NS)
        (paragraph,) = document.xpath(".//w:p[w:pPr/w:pStyle/@w:val='Title']", namespaces=NS)
        assert len(paragraph.findall(".//w:br", NS)) == breaks and val(style, "w:rPr/w:sz") == size
