"""A stranger's master: nothing in it may run, fetch, read a file or leave the publication's folder, in any format."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from lxml import etree, html

from sco_pub.check.verify_report import Verdict
from sco_pub.edge import package
from sco_pub.edge.books import docx_book, epub_book, html_page
from sco_pub.edge.validators import epubcheck
from sco_pub.model import ast
from sco_pub.model.config import Epub, Fonts, House
from sco_pub.model.document import Document
from sco_pub.model.errors import InputError
from tests.typeset.editions import edition

HOSTILE = """---
title: "A <script>alert(1)</script> B"
author: "<img src=x onerror=alert(1)>"
abstract: "[x](javascript:alert(1))"
header-includes: |
  <script>alert(2)</script>
include-before: <iframe src="https://evil.example/"></iframe>
css: https://evil.example/style.css
lang: en
---

<script>alert(3)</script>

# Head <iframe src="https://evil.example/"></iframe> {onclick="alert(4)"}

[a](javascript:alert(5)) [b](data:text/html,hi) [c](file:///etc/passwd) [d](vbscript:x) [e](../../secret)

![one](https://evil.example/a.png) ![two](file:///etc/passwd) ![three](/etc/hostname) ![four](../../../etc/hostname)

`<script>alert(6)</script>`{=html} `<w:p/>`{=openxml} [f]{style="background:url(https://evil.example/)"}

Note[^1].

[^1]: <object data="https://evil.example/"></object> [g](javascript:alert(7))
"""
MAKERS = {"epub": epub_book.make, "docx": docx_book.make, "html": html_page.make}
ACTING_TAGS = {"script", "iframe", "object", "embed", "form", "base", "altChunk"}
XML = (".xml", ".xhtml", ".opf", ".ncx", ".rels")
LEADING = ("href", "src", "data", "Target", "action", "poster")


@cache
def outcome(kind: str):
    return MAKERS[kind](edition(HOSTILE, "en"), House(), {}, 1_600_000_000)


def parts(kind: str) -> dict[str, bytes]:
    made = outcome(kind).value
    assert made is not None
    return {"page": made} if kind == "html" else package.unpack(made)


# The names that tie a note of the web page to its call; nothing else may come through.
OUR_STYLES = re.compile(r"--(own|call):--(call|note)-\d+(;--(call|above):--(call|note)-\d+)*")


def elements(kind: str) -> Iterator[etree._Element]:
    for name, data in parts(kind).items():
        if kind == "html":
            yield from html.document_fromstring(data.decode()).iter(etree.Element)
        elif name.endswith(XML):
            yield from etree.fromstring(data).iter(etree.Element)


def is_data(element: etree._Element) -> bool:
    """The page's own facts for search engines: JSON, which no browser runs, and in which no element can end."""
    text = element.text or ""
    return element.get("type") == "application/ld+json" and bool(json.loads(text)) and "<" not in text


@pytest.mark.parametrize("kind", MAKERS)
def test_nothing_acts_or_leads_out(kind):
    for element in elements(kind):
        assert etree.QName(element).localname not in ACTING_TAGS or is_data(element)
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name != "style" or OUR_STYLES.fullmatch(value), value
            if etree.QName(name).localname in LEADING:
                assert "//evil.example" not in value and ".." not in value.removeprefix("../")
                assert not value.startswith(("javascript:", "vbscript:", "file:", "data:text", "/etc"))


@pytest.mark.parametrize("kind", MAKERS)
def test_no_file_of_the_machine_is_carried_along(kind):
    for data in parts(kind).values():
        assert b"root:" not in data
    assert not [name for name in parts(kind) if "/media/" in name and not name.endswith("cover.png")]


@pytest.mark.parametrize("kind", MAKERS)
def test_what_was_taken_out_is_told(kind):
    assert {finding.code for finding in outcome(kind).findings} == {"TYP-102", "TYP-103", "TYP-104", "TYP-105"}


@pytest.mark.parametrize("kind", MAKERS)
def test_raw_passages_from_another_tree_are_dropped(kind):
    probe = edition("Text.\n", "en")
    raw = {"t": "RawBlock", "c": ["openxml" if kind == "docx" else "html", "<script>alert(1)</script>"]}
    blocks = (*probe.document.blocks, raw, ast.para([{"t": "RawInline", "c": ["html", "<iframe/>"]}]))
    spoilt = replace(probe, document=Document(probe.document.meta, blocks, probe.document.api_version))
    made = MAKERS[kind](spoilt, House(), {}, 0)
    assert [finding.code for finding in made.findings] == ["TYP-101", "TYP-101"]
    data = made.value or b""
    whole = data if kind == "html" else b"".join(package.unpack(data).values())
    assert b"alert" not in whole and b"<iframe" not in whole


def test_the_epub_is_still_valid(tmp_path: Path):
    path = tmp_path / "hostile.epub"
    path.write_bytes(outcome("epub").value or b"")
    assert epubcheck.check(path, path.name).verdict is Verdict.PASSED


@pytest.mark.parametrize("kind", MAKERS)
def test_a_picture_is_taken_only_from_the_publication(kind):
    png = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
    made = MAKERS[kind](edition("![a](a.png) ![b](b.png)\n", "en"), House(), {"a.png": png}, 0)
    assert [finding.code for finding in made.findings] == ["TYP-104"]


@pytest.mark.parametrize("kind", MAKERS)
def test_characters_that_xml_cannot_hold_break_no_file(kind):
    probe = edition("Text.\n", "en")
    bad = "x\x01y\x0bz\ufffe & <"
    meta = {name: {"t": "MetaString", "c": bad} for name in ("title", "author", "abstract", "editor")}
    note = {"t": "Note", "c": [ast.para([ast.text(bad)])], "label": "1"}
    document = Document(meta, (ast.para([ast.text(bad), note]),), probe.document.api_version)
    house = House(fonts={"default": Fonts('A"B&', "C<")}, epub=Epub(cover=False))
    made = MAKERS[kind](replace(probe, document=document, source_meta=meta, language="zz"), house, {}, 0)
    assert {finding.code for finding in made.findings} == {"TYP-106"}
    data = made.value or b""
    if kind != "html":
        parsed = {name: etree.fromstring(part) for name, part in package.unpack(data).items() if name.endswith(XML)}
        assert any("xyz &" in tree.xpath("string()") for tree in parsed.values())
    assert kind != "html" or "xyz &amp; &lt;" in data.decode()


@pytest.mark.parametrize("depth", [200, 3000])
def test_a_text_nested_too_deep_is_refused_with_a_sentence(depth):
    with pytest.raises(InputError, match="nested too deep"):
        edition("> " * depth + "a\n", "en")


@pytest.mark.parametrize("kind", MAKERS)
def test_a_text_nested_as_deep_as_may_be_is_made(kind):
    assert MAKERS[kind](edition("> " * 100 + "a\n", "en"), House(epub=Epub(cover=False)), {}, 0).value
