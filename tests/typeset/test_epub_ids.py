"""Names in an EPUB are plain ASCII, and every link follows: older engines lose any other target."""

from __future__ import annotations

import re

from lxml import etree

from sco_pub.edge import package
from sco_pub.edge.books import epub_book
from sco_pub.model.config import House
from sco_pub.typeset import epub_ids
from tests.typeset.editions import small

XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'


def renamed(**documents: str) -> dict[str, str]:
    parts = {f"EPUB/text/{name}.xhtml": XHTML.format(text).encode() for name, text in documents.items()}
    made = epub_ids.plain(parts, tuple(parts))
    return {name.split("/")[-1].removesuffix(".xhtml"): data.decode() for name, data in made.items()}


def test_a_link_within_and_one_from_another_chapter_follow() -> None:
    made = renamed(
        one='<h1 id="一">一</h1><a href="#一">a</a><a href="two.xhtml#%E4%BA%8C">b</a>',
        two='<h1 id="二">二</h1><a href="one.xhtml#一">c</a>',
    )
    assert re.findall(r'(?:id|href)="([^"]*)"', made["one"]) == ["part-1", "#part-1", "two.xhtml#part-2"]
    assert re.findall(r'(?:id|href)="([^"]*)"', made["two"]) == ["part-2", "one.xhtml#part-1"]


def test_plain_names_and_addresses_stay() -> None:
    made = renamed(one='<p id="call-1"><a href="https://example.org/#一">a</a></p><p id="一"/><p id="2">x</p>')
    assert re.findall(r'(?:id|href)="([^"]*)"', made["one"]) == [
        "call-1",
        "https://example.org/#一",
        "part-1",
        "part-2",
    ]


def test_a_label_follows_too() -> None:
    made = renamed(one='<section aria-labelledby="一"><h1 id="一">一</h1></section>')
    assert 'aria-labelledby="part-1"' in made["one"]


def test_every_target_of_a_book_is_there_and_plain() -> None:
    made = epub_book.make(small("ru"), House(), {}, 0).value
    assert made is not None
    parts = package.unpack(made)
    names = {
        (name, element.get("id"))
        for name, data in parts.items() if name.endswith(".xhtml")
        for element in etree.fromstring(data).iter(etree.Element) if element.get("id")
    }  # fmt: skip
    assert all(re.fullmatch(r"[A-Za-z][\w-]*", name or "", re.ASCII) for _, name in names)
    links = re.findall(
        r'(?:href|src)="(text/[^"#]+)#([^"]+)"', parts["EPUB/nav.xhtml"].decode() + parts["EPUB/toc.ncx"].decode()
    )
    assert links
    assert {(f"EPUB/{file}", name) for file, name in links} <= names
