"""What an EPUB of the house holds, and what epubcheck says of it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from sco_pub.check.verify_report import Verdict
from sco_pub.edge import package
from sco_pub.edge.books import epub_book
from sco_pub.edge.validators import epubcheck
from sco_pub.model.config import Epub, House
from sco_pub.model.edition import Edition
from sco_pub.typeset.epub import identifier
from sco_pub.typeset.epub_cover import cover, title_size
from tests.typeset.editions import article, edition, notes_of_article, small

NS = {
    "h": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}
EPOCH = 1_600_000_000


PLAIN = House(epub=Epub(cover=False))


def book(of: Edition, house: House = PLAIN) -> bytes:
    made = epub_book.make(of, house, {}, EPOCH).value
    assert made is not None
    return made


def parts(of: Edition, house: House = PLAIN) -> dict[str, bytes]:
    return package.unpack(book(of, house))


def chapters(of: Edition) -> list[etree._Element]:
    """The chapters in reading order."""
    found = parts(of)
    opf = etree.fromstring(found["EPUB/content.opf"])
    items = {item.get("id"): item.get("href") for item in opf.iterfind("o:manifest/o:item", NS)}
    names = [items[ref.get("idref")] for ref in opf.iterfind("o:spine/o:itemref", NS)]
    return [etree.fromstring(found[f"EPUB/{name}"]) for name in names if name.startswith("text/ch")]


def metadata(of: Edition) -> etree._Element:
    return etree.fromstring(parts(of)["EPUB/content.opf"]).find("o:metadata", NS)


@pytest.mark.parametrize("language", ["zh", "ru", "en"])
def test_epubcheck_finds_nothing_in_the_article(language: str, tmp_path: Path):
    path = tmp_path / "article.epub"
    path.write_bytes(book(article(language), House()))
    check = epubcheck.check(path, path.name)
    assert (check.verdict, check.findings) == (Verdict.PASSED, ())


def test_the_same_edition_gives_the_same_bytes():
    assert book(small(), House()) == book(small(), House())


def test_chapters_are_title_page_opening_sections_colophon_and_bear_their_names():
    titles = [chapter.findtext("h:head/h:title", namespaces=NS) for chapter in chapters(small())]
    assert titles == ["论“文本”", "正文", "一　第一节", "关于本版"]


def test_the_opening_has_a_name_for_navigation_but_no_heading_on_the_page():
    opening = chapters(small())[1]
    assert opening.findall(".//h:h1", NS) == []
    assert opening.xpath("string(.//h:section[@id='opening']/@aria-label)", namespaces=NS) == "正文"


def test_the_title_page_has_author_abstract_keywords_and_funding():
    (page, *_) = chapters(small())
    said = {part: "".join(page.xpath(f"//h:div[@class='{part}']//text()", namespaces=NS)).strip() for part in
            ("author", "affiliation", "abstract", "keywords", "funding", "bio")}  # fmt: skip
    assert said == {
        "author": "王某",
        "affiliation": "某大学",
        "abstract": "内容提要：摘要文字。",
        "keywords": "关键词：文本　注释",
        "funding": "基金项目：某基金项目。",
        "bio": "作者简介：王某，某大学教授。",
    }


def test_notes_are_counted_through_the_text_with_number_and_way_back():
    calls, notes = [], []
    for chapter in chapters(small()):
        for call in chapter.xpath(".//h:a[@epub:type='noteref']", namespaces=NS):
            (note,) = chapter.xpath(f".//h:aside[@id='{call.get('href')[1:]}']", namespaces=NS)
            back = note.find("h:p/h:a", NS)
            assert call.get("role") == "doc-noteref"
            assert (note.get("role"), note.get(f"{{{NS['epub']}}}type")) == ("doc-footnote", "footnote")
            assert (back.get("role"), back.get("href"), back.get("title")) == (
                "doc-backlink", f"#{call.get('id')}", "返回正文",
            )  # fmt: skip
            calls.append(call.text)
            notes.append(back.text)
    assert calls == notes == ["①", "②", "③"]


def test_russian_notes_have_arabic_numbers():
    calls = [
        call.text
        for chapter in chapters(small("ru"))
        for call in chapter.xpath(".//h:a[@epub:type='noteref']", namespaces=NS)
    ]
    assert calls == ["1", "2"]


def test_the_article_has_its_authors_and_its_translators_notes_in_every_language():
    for language in ("zh", "ru", "en"):
        count = sum(
            len(c.xpath(".//h:aside[@role='doc-footnote']", namespaces=NS)) for c in chapters(article(language))
        )
        assert count == notes_of_article(language)


def test_foreign_passages_say_their_language():
    section = chapters(small())[2]
    assert section.get("lang") == "zh-CN"
    assert section.xpath("string(.//h:aside[2 or 1]//h:span[@lang='ru'])", namespaces=NS).startswith("С. Г. Лузянин")


def test_untranslated_passages_are_marked_and_the_colophon_counts_them():
    *_, section, last = chapters(small("ru"))
    marked = section.xpath(".//h:span[@class='untranslated']", namespaces=NS)
    assert [(span.get("lang"), "".join(span.itertext())) for span in marked] == [("zh-CN", "未译段落")]
    said = "".join(last.xpath(".//h:div[@class='colophon']//text()", namespaces=NS))
    assert "Перевод с китайского: 王某：《论“文本”》" in said
    assert "3" in said and "4" in said
    assert "master.md" not in said, "what it was made from is for the package, not for readers"
    package = parts(small("ru"))["EPUB/content.opf"].decode()
    assert "source/probe/master.md" in package


def test_a_note_that_begins_with_a_list_still_gets_its_number():
    text = "字[^1]。\n\n[^1]:\n    - 一\n    - 二\n"
    note = chapters(edition(text))[1].find(".//h:aside", NS)
    assert note[0].find("h:a", NS).text == "①"
    assert [item.text for item in note.iterfind("h:ul/h:li", NS)] == ["一", "二"]


def test_a_note_in_a_heading_stays_out_of_names_and_navigation():
    of = edition("# 标题[^1]\n\n字\n\n[^1]: 注\n")
    assert chapters(of)[1].findtext("h:head/h:title", namespaces=NS) == "标题"
    nav = etree.fromstring(parts(of)["EPUB/nav.xhtml"])
    assert "".join(nav.xpath("(.//h:nav[@id='toc']//h:a)[2]//text()", namespaces=NS)) == "标题"


def test_navigation_is_in_the_editions_language():
    nav = etree.fromstring(parts(small("ru"), House())["EPUB/nav.xhtml"])
    assert nav.findtext(".//h:h1", namespaces=NS) == "Содержание"
    marks = nav.xpath(".//h:nav[@epub:type='landmarks']//h:a", namespaces=NS)
    assert [(m.get(f"{{{NS['epub']}}}type"), m.text) for m in marks] == [
        ("cover", "Обложка"), ("titlepage", "Титульный лист"), ("toc", "Содержание"), ("bodymatter", "Начало текста"),
    ]  # fmt: skip


def test_the_identifier_is_stable_and_differs_by_language():
    assert metadata(small()).findtext("dc:identifier", namespaces=NS) == identifier(small())
    assert identifier(small()) != identifier(small("ru"))
    assert identifier(small()).startswith("urn:uuid:")


def test_metadata_for_libraries():
    said = metadata(small("ru"))
    assert said.findtext("dc:title", namespaces=NS) == "О «тексте»"
    assert said.findtext("dc:creator", namespaces=NS) == "Ван"
    assert said.findtext("dc:language", namespaces=NS) == "ru"
    assert [subject.text for subject in said.iterfind("dc:subject", NS)] == ["текст", "примечание"]
    assert said.findtext("dc:source", namespaces=NS) == "王某. 论“文本”"
    assert said.findtext("o:meta[@property='dcterms:modified']", namespaces=NS) == "2020-09-13T12:26:40Z"
    assert said.find("dc:date", NS) is None


def test_accessibility_is_claimed_only_where_it_is_so():
    def features(of: Edition, house: House = PLAIN) -> list[str]:
        opf = etree.fromstring(parts(of, house)["EPUB/content.opf"])
        return [m.text for m in opf.iterfind(".//o:meta[@property='schema:accessibilityFeature']", NS)]

    assert "alternativeText" in features(small(), House()), "the cover is described"
    assert "alternativeText" not in features(small())
    assert "MathML" not in features(small())
    assert "MathML" in features(edition("字 $x^2$\n"))
    assert metadata(small()).findtext("o:meta[@property='schema:accessibilitySummary']", namespaces=NS)


def test_an_empty_text_still_makes_a_valid_book(tmp_path: Path):
    path = tmp_path / "empty.epub"
    path.write_bytes(book(edition("---\ntitle: 空\n---\n")))
    assert epubcheck.check(path, path.name).verdict is Verdict.PASSED


def test_the_cover_is_painted_from_the_metadata_and_named_to_reading_systems():
    found = parts(small(), House())
    picture = Image.open(io.BytesIO(found["EPUB/media/cover.png"]))
    assert picture.size == (1000, 1600)
    assert len(picture.convert("RGB").getcolors() or ()) > 10, "something is written on it"
    opf = etree.fromstring(found["EPUB/content.opf"])
    assert opf.xpath("string(.//o:item[@properties='cover-image']/@href)", namespaces=NS) == "media/cover.png"
    assert opf.xpath("string(.//o:itemref[1]/@idref)", namespaces=NS) == "cover"
    page = etree.fromstring(found["EPUB/text/cover.xhtml"])
    assert page.xpath("string(.//h:img/@alt)", namespaces=NS) == "王某. 论“文本”"


def test_the_cover_names_the_journal_in_the_books_language():
    source = edition("---\ntitle: 题\npublished-in: 《期刊》\n---\n\n字\n")
    translated = "---\ntitle: Title\npublished-in: The Journal\n---\n\nText.\n"
    assert "The Journal" in cover(edition(translated, "en", source=source), PLAIN, "").html
    assert "《期刊》" in cover(edition("---\ntitle: Title\n---\n\nText.\n", "en", source=source), PLAIN, "").html


def test_foreign_passages_say_their_language_to_readers_of_xml_too():
    xml = "{http://www.w3.org/XML/1998/namespace}lang"
    found = [element for chapter in chapters(small()) for element in chapter.iter() if element.get("lang")]
    assert {element.get("lang") for element in found} == {"zh-CN", "ru"}
    assert [element.get(xml) for element in found] == [element.get("lang") for element in found]


def test_a_house_without_covers_makes_none():
    assert not [name for name in parts(small()) if "cover" in name]


@pytest.mark.parametrize(
    ("title", "lang", "size"),
    [("论文", "zh-CN", 62), ("一二三四五六七八九十：一二", "zh-CN", 36), ("A" * 200, "en", 24)],
)
def test_the_longer_the_title_the_smaller_it_is_set(title, lang, size):
    assert title_size(title, lang) == size


def test_a_cover_without_a_title_is_described_by_the_publication_s_name() -> None:
    cover_page = parts(edition("正文。\n"), House())["EPUB/text/cover.xhtml"].decode()
    assert 'alt="probe"' in cover_page
