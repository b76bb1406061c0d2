"""Metadata that is printed: what a master says of itself appears in every format, where its tradition puts it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from functools import lru_cache
from pathlib import Path

import pikepdf
import pytest
from lxml import html

from sco_pub.check.front_matter import check_front_matter
from sco_pub.edge import config, weasyprint
from sco_pub.edge.books import docx_book, epub_book, html_page
from sco_pub.edge.pdf import inspect_made
from sco_pub.localise.metadata import is_text
from sco_pub.model.config import House
from sco_pub.model.document import Master
from sco_pub.model.front_matter import KEYS, META_ORDER, By
from sco_pub.pipeline.masters import epoch
from sco_pub.typeset.citation import citation
from sco_pub.typeset.front import plain
from sco_pub.typeset.journal import Licence, Published, licence, published
from tests.typeset.editions import ROOT, edition
from tools import front_matter

FRONT = """---
title: 流域水量的分配
author:
  - name: 甲某
    name-en: Jia Mou
    affiliation: 某大学
    affiliation-en: Some University
    bio: 甲某，某大学教授。
    email: jia@example.org
    orcid: 0000-0002-1825-0097
correspondence: 甲某，某市某路1号
abstract: 摘要文字。
keywords: [水量, 流域]
funding: 某基金项目（12AB345）
acknowledgement: 感谢审稿人。
clc: TV213
doc-code: A
article-id: 1002-7777(2023)04-0047-03
doi: 10.12345/abc.2023
received: 2023-01-02
revised: 2023-03-04
accepted: 2023-05-06
title-en: Sharing the Water of a Basin
abstract-en: The abstract in English.
keywords-en: [water, basin]
cite-as: 甲某. 流域水量的分配[J]. 某刊, 2023(4).
published-in: 《某刊》2023年第4期
volume: 35
pages: 47-49
issn: 1002-7777
publisher: 某出版社
licence: CC BY 4.0
version: 2
history:
  - date: 2024-03-01
    text: 更正了表2。
erratum: 初版表2的两列互换了。
lang: zh-CN
---

正文。
"""
PRINTED = (
    "中图分类号：TV213", "文献标识码：A", "文章编号：1002-7777(2023)04-0047-03", "收稿日期：2023-01-02", "修回日期：2023-03-04",
    "录用日期：2023-05-06", "https://doi.org/10.12345/abc.2023", "通信作者：甲某，某市某路1号", "致谢：感谢审稿人。",
    "引用格式：甲某.流域水量的分配", "SharingtheWaterofaBasin", "JiaMou", "SomeUniversity", "Abstract:TheabstractinEnglish.",
    "Keywords:water;basin", "更正：初版表2的两列互换了。", "第2版", "2024-03-01：更正了表2。", "出版者：某出版社", "ISSN1002-7777",
    "本文依据CCBY4.0许可协议使用。", "jia@example.org", "0000-0002-1825-0097", "第35卷", "第47-49页", "某基金项目（12AB345）",
)  # fmt: skip
OWN = "文章版权归作者和期刊所有"


@lru_cache(maxsize=4)
def made(wanted: str) -> bytes:
    house = config.read(ROOT).in_language("zh")
    makers = {
        "epub": epub_book.make, "docx": docx_book.make, "html": html_page.make,
    }  # fmt: skip
    outcome = (
        weasyprint.make(edition(FRONT), house) if wanted == "pdf" else makers[wanted](edition(FRONT), house, {}, 0)
    )
    assert outcome.value is not None
    return outcome.value


@lru_cache(maxsize=4)
def words(wanted: str) -> str:
    """All that a reader of the file sees, without white space."""
    if wanted == "pdf":
        text = "".join(sign.text for page in inspect_made.signs(made("pdf")) for sign in page)
    elif wanted == "html":
        text = html.document_fromstring(made("html").decode()).find("body").text_content()
    else:
        with zipfile.ZipFile(io.BytesIO(made(wanted))) as package:
            names = [name for name in package.namelist() if re.search(r"document\.xml$|footnotes\.xml$|\.xhtml$", name)]
            text = "".join(re.sub(r"<[^>]+>", "", package.read(name).decode()) for name in names)
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("wanted", ["pdf", "epub", "docx", "html"])
def test_all_of_it_is_printed_in_every_format(wanted: str) -> None:
    assert [said for said in PRINTED if said not in words(wanted)] == []


@pytest.mark.parametrize("wanted", ["pdf", "epub", "docx", "html"])
def test_a_licence_takes_the_place_of_all_rights_reserved(wanted: str) -> None:
    assert OWN not in words(wanted)


def test_the_pdf_carries_it_in_its_packet() -> None:
    with pikepdf.open(io.BytesIO(made("pdf"))) as document:
        packet = bytes(document.Root.Metadata.read_bytes()).decode()
    for said in ("doi:10.12345/abc.2023", "某出版社", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"):
        assert said in packet


def test_the_book_carries_it_in_its_package() -> None:
    with zipfile.ZipFile(io.BytesIO(made("epub"))) as package:
        opf = package.read("EPUB/content.opf").decode()
    for said in (
        "某出版社</dc:publisher>", "urn:ISSN:1002-7777", "doi:10.12345/abc.2023", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/",
    ):  # fmt: skip
        assert said in opf


def test_word_carries_identifier_version_and_publisher() -> None:
    with zipfile.ZipFile(io.BytesIO(made("docx"))) as package:
        core, app = package.read("docProps/core.xml").decode(), package.read("docProps/app.xml").decode()
    assert "<dc:identifier>doi:10.12345/abc.2023</dc:identifier>" in core and "<cp:version>2</cp:version>" in core
    assert "<Company>某出版社</Company>" in app


def test_the_web_page_takes_the_journal_apart() -> None:
    page = html.document_fromstring(made("html").decode())
    meta = {item.get("name"): item.get("content") for item in page.iter("meta")}
    assert meta["citation_journal_title"] == "某刊"
    assert (meta["citation_volume"], meta["citation_issue"]) == ("35", "4")
    assert (meta["citation_firstpage"], meta["citation_lastpage"]) == ("47", "49")
    assert meta["citation_publication_date"] == "2023" and meta["citation_issn"] == "1002-7777"
    assert meta["citation_author_orcid"] == "0000-0002-1825-0097"
    data = json.loads(page.find(".//script").text)
    assert data["@type"] == "ScholarlyArticle" and data["author"][0]["email"] == "jia@example.org"
    assert data["isPartOf"]["isPartOf"]["isPartOf"]["name"] == "某刊"


def test_the_english_edition_has_no_english_part_at_its_end() -> None:
    blocks = str(print_ending(edition(FRONT, "en")))
    assert "Sharing" not in blocks and "in-other-language" not in blocks
    assert "in-other-language" in str(print_ending(edition(FRONT, "ru")))


def print_ending(of: object) -> object:
    from sco_pub.typeset.imprint import ending

    return ending(of)  # type: ignore[arg-type]


def meta(yaml: str) -> dict[str, object]:
    return dict(edition(f"---\n{yaml}\n---\n\n文。\n").document.meta)


@pytest.mark.parametrize(
    ("yaml", "wanted"),
    [
        ("published-in: 《俄罗斯研究》2021年第1期", Published("俄罗斯研究", "2021", "", "1")),
        ("published-in: 《某刊》2023年第35卷第4期", Published("某刊", "2023", "35", "4")),
        ("published-in: «Вопросы». 2021. Т. 3. № 2", Published("Вопросы", "2021", "3", "2")),
        ("published-in: 某刊\nissue: 7\npages: 12", Published("某刊", "", "", "7", "12")),
        ("lang: zh", Published()),
    ],
)
def test_a_statement_of_publication_is_taken_apart(yaml: str, wanted: Published) -> None:
    assert published(meta(yaml)) == wanted


@pytest.mark.parametrize(
    ("yaml", "wanted"),
    [
        ("licence: CC BY-NC-SA 4.0", Licence("CC BY-NC-SA 4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/")),
        ("licence: CC0", Licence("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/")),
        ("licence:\n  name: 某协议\n  url: https://example.org/l", Licence("某协议", "https://example.org/l")),
        ("licence: 某协议", Licence("某协议", "")),
    ],
)
def test_a_licence_has_its_address(yaml: str, wanted: Licence) -> None:
    assert licence(meta(yaml)) == wanted


def test_a_key_that_nothing_knows_is_found_and_the_one_that_is_meant_is_named() -> None:
    master = Master(
        "p",
        "source/p/master.md",
        "",
        "zh-CN",
        edition("---\nlicense: CC BY\nlogo: a.png\nauthor:\n  - name: 甲\n    e-mail: a\n---\n\n文\n").document,
    )
    found = check_front_matter(master)
    assert [finding.code for finding in found] == ["TYP-113"] * 3
    assert {str(finding.value("name")): str(finding.value("near")) for finding in found} == {
        "license": "licence", "logo": "", "author.e-mail": "email",
    }  # fmt: skip


def test_codes_dates_addresses_and_unknown_keys_are_no_entries() -> None:
    document = edition(FRONT).document
    translated = {name for name, value in document.meta.items() if is_text(name, value)}
    assert translated == {
        "title", "author", "correspondence", "abstract", "keywords", "funding", "acknowledgement", "published-in", "publisher",
        "history", "erratum",
    }  # fmt: skip
    assert not is_text("logo", {"t": "MetaString", "c": "logo.png"})
    assert not is_text("licence.name", {"t": "MetaString", "c": "CC BY"})


def test_a_corrected_edition_has_the_day_of_its_last_change() -> None:
    master = Master("p", "m", "", "zh-CN", edition(FRONT).document)
    assert epoch(master) == 1_709_251_200  # 2024-03-01


def test_every_key_that_the_cleaner_writes_has_its_place_in_the_order() -> None:
    assert tuple(key.name for key in KEYS if key.by is By.CLEANER) == META_ORDER
    assert META_ORDER[:8] == (
        "title",
        "subtitle",
        "author",
        "affiliation",
        "bio",
        "correspondence",
        "abstract",
        "keywords",
    )


def test_the_page_of_keys_is_current() -> None:
    assert (Path(ROOT) / "docs" / "front-matter.md").read_text("utf-8") == front_matter.page()


TRANSLATED = """---
title: {title}
author: [{name}]
published-in: "{where}"
---

text
"""
ORIGINAL = TRANSLATED.format(title="论水", name="甲某", where="《某刊》2023年第4期")


@pytest.mark.parametrize(
    ("language", "title", "name", "where", "cited"),
    [
        ("ru", "О воде", "Цзя Моу", "«Моу кань». 2023. № 4", "Цзя Моу. О воде [论水] // «Моу кань». 2023. № 4."),
        ("en", "On Water", "Jia Mou", "*Mou kan*, 2023, no. 4", "Jia Mou. “On Water” [论水]. Mou kan, 2023, no. 4."),
        ("zh", "论水", "甲某", "《某刊》2023年第4期", "甲某. 论水[J]. 某刊, 2023(4)."),
    ],
)
def test_a_translation_is_cited_in_its_own_form_with_the_originals_title_in_brackets(
    language: str, title: str, name: str, where: str, cited: str
) -> None:
    master = TRANSLATED.format(title=title, name=name, where=where)
    made = citation(edition(master, language, source=edition(ORIGINAL)))
    assert plain(made) == cited


@pytest.mark.parametrize(
    ("language", "cited"),
    [
        ("ru", "А, Б, В и др. О воде [论水] // Журнал. 2023. Т. 5, № 4. С. 7–9. DOI: 10.1/x."),
        ("en", "А, Б, В, and Г. “О воде” [论水]. Журнал 5, no. 4 (2023): 7–9. https://doi.org/10.1/x."),
    ],
)
def test_where_no_statement_says_it_volume_issue_and_pages_are_put_together(language: str, cited: str) -> None:
    master = (
        "---\ntitle: О воде\nauthor: [А, Б, В, Г]\njournal: Журнал\ndate: 2023-05\nvolume: 5\nissue: 4\npages: 7-9\n"
        "doi: 10.1/x\n---\n\ntext\n"
    )
    assert plain(citation(edition(master, language, source=edition(ORIGINAL)))) == cited


def test_without_a_journal_nothing_is_cited() -> None:
    assert citation(edition("---\ntitle: О воде\nauthor: [А]\n---\n\ntext\n", "ru")) == []


@pytest.mark.parametrize("doi", ["10.12345/abc.2023Tel/Fax: +86-10-1", "无"])
def test_what_can_be_no_doi_is_shown_and_no_link(doi: str) -> None:
    made = html_page.make(edition(f'---\ntitle: 水\ndoi: "{doi}"\n---\n\n文字。\n'), House(), {}, 0).value
    assert made is not None
    page = html.document_fromstring(made.decode())
    assert doi in page.text_content()
    assert not page.xpath("//a[contains(@href, 'doi.org')]")
