"""The print document: what stands where, before any page-maker sees it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from sco_pub.edge import weasyprint
from sco_pub.edge.pandoc import door as pandoc
from sco_pub.model import ast
from sco_pub.model.config import House, NoteFoot, NoteMark, NotePlace, NoteStyle, Page
from sco_pub.model.edition import Edition
from sco_pub.model.job import PrintJob
from sco_pub.typeset import print_body, print_html
from sco_pub.typeset.lines.title_breaks import tied
from sco_pub.typeset.notes import place_calls
from sco_pub.typeset.print_style import geometry, variables
from tests.typeset.editions import edition, small

HOUSE = House()


def job(of: Edition, house: House = HOUSE) -> PrintJob:
    body = pandoc.convert(print_body.body(of).value, epoch=0).decode()
    return print_html.compose(of, body, house, weasyprint.design()).value


def tree(of: Edition) -> html.HtmlElement:
    return html.document_fromstring(job(of).html)


def texts(root: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in root.xpath(path)]


def test_the_first_page_has_what_a_journal_prints_there() -> None:
    root = tree(small("zh"))
    assert texts(root, "//h1/@data-plain/..") == ["论“文本”基金项目：某基金项目。"]
    assert root.xpath("string(//h1/@data-plain)") == "论“文本”"
    assert texts(root, '//x-note[contains(@class, "starred")]') == [
        "基金项目：某基金项目。",
        "作者简介：王某，某大学教授。",
    ]
    assert texts(root, '//div[@class="abstract"]') == ["内容提要：摘要文字。"]
    assert texts(root, '//div[@class="keywords"]') == ["关键词：文本 注释"]
    assert texts(root, '//div[@class="editor"]') == ["责任编辑：李某"]


def test_a_translation_says_what_it_was_translated_from() -> None:
    assert texts(tree(small("ru")), '//div[@class="source"]') == ["Перевод с китайского: 王某：《论“文本”》"]


def test_notes_stand_at_their_calls_and_keep_the_masters_names() -> None:
    root = tree(small("zh"))
    notes = root.xpath('//x-note[@class="note"]')
    assert [(note.get("id"), note.get("data-call"), note.get("data-label")) for note in notes] == [
        ("note-1", "call-1", "a"), ("note-2", "call-2", "b"), ("note-3", "call-3", "c")
    ]  # fmt: skip
    assert notes[1].tail == "见。"
    assert not root.xpath('//section[@id="footnotes"]|//a[contains(@class, "footnote")]')


def test_a_note_with_several_blocks_keeps_its_paragraph_whole() -> None:
    root = tree(edition("---\ntitle: 题\nlang: zh-CN\n---\n\n前[^n]后。\n\n[^n]: 一。\n\n    二。\n"))
    (note,) = root.xpath('//x-note[contains(@class, "note")]')
    assert note.getparent().tag == "x-p"
    assert note.getparent().text == "前"
    assert note.tail == "后。"
    assert [note.text, *texts(note, "./x-p")] == ["一。", "二。"]


def test_the_masters_headings_go_down_one_level() -> None:
    root = tree(small("zh"))
    assert texts(root, "//h2") == ["一 第一节"]
    assert len(root.xpath("//h1")) == 1


def test_a_long_article_has_a_contents_and_a_short_one_has_none() -> None:
    long = "---\ntitle: 长文\nlang: zh-CN\n---\n\n" + "\n\n".join(f"# 第{n}节\n\n{'文字' * 3000}" for n in "一二三四")
    assert texts(tree(edition(long)), "//x-entry") == [f"第{n}节88" for n in "一二三四"]
    assert not tree(small("zh")).xpath("//x-contents")


def test_formulas_that_nothing_draws_are_named() -> None:
    of = edition("---\ntitle: 式\nlang: zh-CN\n---\n\n$\\frac{a}{\\sqrt{b}}$与$x^2$。\n")
    body = pandoc.convert(print_body.body(of).value, epoch=0).decode()
    findings = print_html.compose(of, body, HOUSE, "").findings
    assert [finding.code for finding in findings] == ["TYP-206", "TYP-206"]
    assert r"\frac{a}{\sqrt{b}}" in findings[0].message


@pytest.mark.parametrize(
    ("place", "written", "wanted"),
    [
        (NotePlace.AFTER, "作用[^n]。又", "作用。[n]又"),
        (NotePlace.BEFORE, "作用。[^n]又", "作用[n]。又"),
        (NotePlace.BEFORE, "“作用。”[^n]又", "“作用。”[n]又"),
        (NotePlace.AFTER, "word[^n], next", "word,[n] next"),
        (NotePlace.AS_WRITTEN, "作用[^n]。", "作用[n]。"),
    ],
)
def test_calls_stand_before_or_after_the_stop(place: NotePlace, written: str, wanted: str) -> None:
    document = place_calls(edition(f"{written}\n\n[^n]: 注。\n").document, place)
    inlines = document.blocks[0]["c"]
    assert "".join("[n]" if inline["t"] == "Note" else ast.stringify(inline) for inline in inlines) == wanted


def test_the_place_of_calls_is_the_houses() -> None:
    house = replace(HOUSE, notes={"zh": NoteStyle(place=NotePlace.AFTER)})
    made = weasyprint.make(edition("---\ntitle: 题\nlang: zh-CN\n---\n\n作用[^n]。\n\n[^n]: 注。\n"), house)
    assert made.value is not None
    assert not made.findings


def test_a_page_is_counted_in_whole_ems_and_lines() -> None:
    for page in (Page(), Page(width=210, height=297, size=12, leading=1.5), Page(width=148, height=210)):
        form = geometry(page)
        assert form.measure == form.columns * page.size
        assert min(form.inside, form.outside) > 0
        assert form.inside + form.measure + form.outside == pytest.approx(page.width * 72 / 25.4)
        assert form.head + form.foot + form.lines * form.leading == pytest.approx(page.height * 72 / 25.4)


def test_a_family_name_cannot_leave_its_string() -> None:
    from sco_pub.model.config import Fonts

    css = variables(House(fonts={"zh": Fonts('X"; } body { color: red', "Y\\")}), "zh")
    assert '"X; } body { color: red"' in css


@pytest.mark.parametrize(
    ("style", "foot", "content"),
    [
        (NoteStyle(NoteMark.ARABIC), "foot-raised", "counter(footnote, decimal) }"),
        (NoteStyle(NoteMark.ARABIC, foot=NoteFoot.STOP), "foot-stop", 'counter(footnote, decimal) "." }'),
        (NoteStyle(NoteMark.CIRCLED, foot=NoteFoot.RAISED), "foot-plain", "counter(footnote, circled) }"),
    ],
)
def test_a_notes_number_at_the_foot_is_raised_stopped_or_plain(style: NoteStyle, foot: str, content: str) -> None:
    house = replace(House(), notes={"zh": style})
    made = job(small("zh"), house)
    assert foot in made.html
    assert f"footnote-marker {{ content: {content}" in made.stylesheets[0]


def test_contents_lines_do_not_end_with_a_little_word() -> None:
    assert tied("Platform for the Future of Asia", "en") == "Platform for\u00a0the\u00a0Future of\u00a0Asia"


@pytest.mark.parametrize(("language", "between"), [("zh", "　"), ("ja", "、"), ("ar", "؛ "), ("en", "; ")])
def test_keywords_stand_apart_as_the_language_of_the_edition_has_it(language: str, between: str) -> None:
    of = edition("---\nkeywords: [one, two]\n---\n\nText.\n", language=language)
    (line,) = tree(of).xpath('//*[@class="keywords"]')
    assert f"one{between}two" in line.text_content()
