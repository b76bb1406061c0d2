"""Which passages say that they are in another language."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sco_pub.edge.pandoc import door as pandoc
from sco_pub.model import ast
from sco_pub.model.document import Document
from sco_pub.typeset.languages import language_of, mark_languages, passages, script_of
from tests.examples import any_text, examples


def marked(text: str, lang: str) -> list[tuple[str, str]]:
    document = mark_languages(pandoc.read_markdown([text])[0], lang)
    spans = [element for element in ast.walk(list(document.blocks)) if element["t"] == "Span"]
    return [(dict(map(tuple, span["c"][0][2])).get("lang", ""), ast.stringify(span)) for span in spans]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("见 Россия — Китай: Формирование мира. 2018. С. 151–152.", "zh-CN",
         [("ru", "Россия — Китай: Формирование мира. 2018. С. 151–152.")]),
        ("曾任“Газпром”总裁", "zh-CN", [("ru", "Газпром")]),
        ("据《Правда》2018年报道", "zh-CN", [("ru", "Правда")]),
        ("IT技术和5G", "zh-CN", []),
        ("参见The Rise of China一书", "zh-CN", [("en", "The Rise of China")]),
        ("Газета 《人民日报》, 12 ноября", "ru", [("zh-CN", "《人民日报》")]),
        ("the paper 人民日报 says", "en", [("zh-CN", "人民日报")]),
        ("as Лузянин (2018) has it", "en", [("ru", "Лузянин")]),
        ("слово שלום значит", "ru", [("he", "שלום")]),
        ("Он сказал: العربية. Потом", "ru", [("ar", "العربية")]),
        ("[见 Россия]{lang=ru}", "zh-CN", [("ru", "见 Россия"), ("zh-CN", "见")]),
        ("<https://example.org/россия>", "zh-CN", []),
        ("`Россия`", "zh-CN", []),
    ],
)  # fmt: skip
def test_a_passage_in_another_script_says_its_language(text, lang, expected):
    assert marked(text, lang) == expected


def test_passages_in_notes_headings_and_metadata_are_marked():
    (document,) = pandoc.read_markdown(["---\ntitle: 论 Россия\n---\n\n# 论 Россия[^1]\n\n[^1]: 论 Россия\n"])
    found = mark_languages(document, "zh-CN")
    assert str([found.meta, found.blocks]).count("'lang', 'ru'") == 3
    assert next(found.notes())["label"] == "1"


def test_right_to_left_passages_say_their_direction():
    found = mark_languages(pandoc.read_markdown(["слово سلام"])[0], "ru")
    assert [["lang", "ar"], ["dir", "rtl"]] in [e["c"][0][2] for e in ast.walk(list(found.blocks)) if e["t"] == "Span"]


@pytest.mark.parametrize(
    ("text", "script", "lang"),
    [("Україна їде", "Cyrl", "uk"), ("Қазақстан", "Cyrl", "kk"), ("Россия", "Cyrl", "ru"), ("La vie dans la ville",
    "Latn", "fr"),
     ("Der Staat und die Gesellschaft", "Latn", "de"), ("SCO", "Latn", None), ("گفتگو", "Arab", "fa")],
)  # fmt: skip
def test_telltale_letters_and_little_words_decide(text, script, lang):
    assert language_of(text, script) == lang


def test_the_script_of_a_language():
    assert [script_of(tag) for tag in ("zh-CN", "ru", "kk", "en-GB", "ar", "vi")] == [
        "Hani",
        "Cyrl",
        "Cyrl",
        "Latn",
        "Arab",
        "Latn",
    ]


@examples(100)
@given(
    st.one_of(st.text(alphabet="汉字 Россия abc.,;:«»()“”12—", max_size=60), any_text()),
    st.sampled_from(["zh-CN", "ru", "en"]),
)
@example("\x20\x20字", "ru")
def test_marking_changes_no_text(text, lang):
    text = re.sub(
        " +", " ", text
    )  # pandoc makes one space of several, and a joined string is made of its words and spaces
    document = Document({}, (ast.para([ast.text(text)]),))
    assert ast.stringify(list(mark_languages(document, lang).blocks)) == text


@examples(100)
@given(st.one_of(st.text(alphabet="汉字 Россия abc.,;:«»()“”12—", max_size=60), any_text()))
def test_passages_are_in_order_and_apart(text):
    found = passages(text, "Hani")
    assert all(start < end <= len(text) for start, end, _ in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
