"""The HTML page: one file that needs no other, no script and no network."""

from __future__ import annotations

import base64
import re
from urllib.parse import unquote

import pytest
from lxml import html

from sco_pub.edge.books import html_page
from sco_pub.model.config import House
from sco_pub.model.edition import Edition
from sco_pub.typeset.page_html import language_name
from tests.typeset.editions import article, edition, notes_of_article, small

EPOCH = 1_600_000_000


def source(of: Edition, house: House | None = None) -> str:
    made = html_page.make(of, house or House(), {}, EPOCH).value
    assert made is not None
    return made.decode()


def page(of: Edition, house: House | None = None) -> html.HtmlElement:
    return html.document_fromstring(source(of, house))


def metas(of: Edition) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in page(of).xpath("//meta[@name]"):
        found.setdefault(meta.get("name"), []).append(meta.get("content"))
    return found


def test_the_same_edition_gives_the_same_bytes():
    assert source(small()) == source(small())


def test_nothing_is_fetched_and_nothing_runs():
    for of in (article("zh"), article("ru")):
        found = page(of)
        assert (
            found.xpath(
                "//script[not(@type='application/ld+json')]|//iframe|//object|//embed|//link[@rel='stylesheet']|//img|//@onclick"
            )
            == []
        )
        assert "url(" not in source(of) and "@import" not in source(of)
        policy = found.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
        assert policy.startswith("default-src 'none'")


def test_a_caption_with_a_note_is_not_hidden_and_a_corner_heads_nothing():
    picture = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAGL3hRgAAAABJRU5ErkJggg=="
    )
    text = "![水位[^a]](a.png)\n\n![水量](a.png)\n\n|  | 甲 |\n|---|---|\n| 乙 | 1 |\n\n[^a]: 据水文站。\n"
    made = html_page.make(edition(text), House(), {"a.png": picture}, EPOCH).value
    assert made is not None
    found = html.document_fromstring(made.decode())
    assert [caption.get("aria-hidden") for caption in found.xpath("//figcaption")] == [None, "true"]
    assert [cell.tag for cell in found.xpath("//thead/tr/*")] == ["td", "th"]


def test_ids_are_used_once_and_every_link_inside_the_page_has_a_place_to_go():
    for language in ("zh", "ru", "en"):
        found = page(article(language))
        ids = found.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert {unquote(href[1:]) for href in found.xpath("//a/@href") if href.startswith("#")} <= set(ids)


def test_notes_stand_behind_the_text_with_number_and_way_back():
    found = page(small())
    (section,) = found.xpath("//section[@class='notes']")
    assert section.getprevious().get("class") == "text" and section.getnext().tag == "footer"
    for number, mark in ((1, "①"), (2, "②"), (3, "③")):
        (call,) = found.xpath(f"//a[@id='call-{number}']")
        (note,) = section.xpath(f"div[@id='note-{number}']")
        assert call.text == mark and call.get("href") == f"#note-{number}" and call.get("role") == "doc-noteref"
        back = note.find("p/a")
        assert (back.text, back.get("href"), back.get("role")) == (mark, f"#call-{number}", "doc-backlink")


def test_each_note_is_tied_to_its_call_and_to_the_note_above_it():
    found = page(small())
    assert found.xpath("//a[@class='call']/@style") == [f"--own:--call-{number}" for number in (1, 2, 3)]
    ties = found.xpath("//div[@class='note']/@style")
    assert ties[0] == "--own:--note-1;--call:--call-1"
    assert ties[2] == "--own:--note-3;--call:--call-3;--above:--note-2"


def test_a_note_that_begins_with_a_list_still_begins_with_its_number():
    (note,) = page(edition("字[^1]\n\n[^1]:\n\n    - 甲\n    - 乙\n")).xpath("//div[@class='note']")
    assert [child.tag for child in note] == ["p", "ul"]
    assert note[0].text_content().strip() == "①"


def test_a_text_without_notes_has_no_section_for_them():
    assert page(edition("字\n")).xpath("//section") == []


def test_emphasised_hanzi_are_upright_and_letters_italic():
    found = page(edition("字*着重 Nature[^1]*字\n\n[^1]: 注\n"))
    (emphasis,) = found.xpath("//em")
    assert emphasis.text_content() == "着重 Nature①"
    assert found.xpath("//span[@class='han']/text()") == ["着重"]


def test_a_table_scrolls_in_a_frame_that_the_keyboard_reaches():
    (frame,) = page(edition("| 甲 | 乙 |\n|----|----|\n| 1 | 2 |\n\n: 表一\n")).xpath("//table/..")
    assert (frame.get("tabindex"), frame.get("aria-label")) == ("0", "表一")


def test_the_article_has_its_authors_and_its_translators_notes_and_sixteen_headings_in_every_language():
    for language in ("zh", "ru", "en"):
        found = page(article(language))
        assert len(found.xpath("//div[@role='doc-footnote']")) == notes_of_article(language)
        assert len(found.xpath("//div[@class='text']/*[self::h2 or self::h3]")) == 16
        assert len(found.xpath("//h1")) == 1


def test_the_language_switch_links_the_sibling_files():
    found = page(small())
    links = [(a.get("href"), a.text, a.get("aria-current")) for a in found.xpath("//nav[@class='languages']/a")]
    assert links == [
        ("probe.zh.html", "中文", "page"),
        ("probe.ru.html", "Русский", None),
        ("probe.en.html", "English", None),
    ]
    assert found.xpath("//link[@rel='alternate']/@hreflang") == ["ru", "en"]
    assert page(small(), House(languages=("zh",))).xpath("//nav[@class='languages']") == []


@pytest.mark.parametrize(
    ("tag", "name"), [("kk", "Қазақ тілі"), ("zh-CN", "中文"), ("zh-Hant", "中文 (繁體)"), ("xx", "xx")]
)
def test_languages_are_named_in_themselves(tag, name):
    assert language_name(tag) == name


def test_metadata_for_citation_managers():
    said = metas(small())
    assert said["citation_title"] == ["论“文本”"]
    assert said["citation_author"] == ["王某"]
    assert said["citation_author_institution"] == ["某大学"]
    assert said["citation_language"] == ["zh-CN"]
    assert said["citation_keywords"] == ["文本; 注释"]
    assert said["DC.creator"] == ["王某"]
    assert said["DC.language"] == ["zh-CN"]
    assert "citation_publication_date" not in said, "nobody knows it"


def test_every_author_is_followed_by_an_institution():
    text = "---\ntitle: T\nauthor:\n- {name: A, affiliation: X}\n- {name: B, affiliation: Y}\n---\n\nText.\n"
    names = re.findall(r'name="(citation_author\w*)"', source(edition(text, "en")))
    assert names == ["citation_author", "citation_author_institution"] * 2


def test_a_text_with_three_headings_has_contents_without_their_notes():
    text = "# 一[^1]\n\n字\n\n# 二\n\n字\n\n# 三\n\n字\n\n[^1]: 注\n"
    contents = page(edition(text)).xpath("//nav[@class='contents']//a")
    assert [link.text for link in contents] == ["一", "二", "三"]
    assert page(small()).xpath("//nav[@class='contents']") == []


def test_untranslated_passages_are_marked_and_say_their_language():
    (span,) = page(small("ru")).xpath("//span[@class='untranslated']")
    assert (span.get("lang"), span.text) == ("zh-CN", "未译段落")


def test_the_journals_name_says_its_language():
    found = page(edition("---\ntitle: T\npublished-in: Yanjiu 研究\n---\n\nText.\n", "en"))
    assert "研究" in found.xpath("//div[@class='original']//span[@lang='zh-CN']/text()")


def test_the_colophon_ends_the_page():
    made = page(small())
    assert "文章版权归作者和期刊所有" in made.xpath("string(//footer)")
    assert "master.md" not in made.xpath("string(//footer)"), "what it was made from is for the properties"
    assert "source/probe/master.md" in made.xpath("string(//meta[@name='DCTERMS.provenance']/@content)")
