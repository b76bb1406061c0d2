"""Take the HTML that pandoc wrote of an edition's body, give its tables what a page needs that a screen doesn't.

A table that goes over the page says so on the next one: the head gets a first row of class ``continued`` (续表1, Table 1
(continued); GB/T 7713.2, 6.6.3; GOST 2.105, 4.4.7), which the page-maker leaves out where the table begins.  A table of few
rows stays whole (class ``whole``).  Captions stand above tables, whatever side they were written on.
"""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from lxml import etree, html

from sco_pub.model.characters import NUMERALS
from sco_pub.model.edition import Edition

Node: TypeAlias = Any
_FEW = 8  # rows: a table that takes a third of a page at most isn't divided
# The number that a caption begins with: 表1, 表 2-1, Table 3, Таблица А.1.
_NUMBER = re.compile(
    rf"\s*(?:表|Table|Таблица|Кесте)\s*((?:[A-ZА-Я]\.)?\d+(?:[.\-–]\d+)*|[{NUMERALS}]+)", re.IGNORECASE
)


def prepare_tables(root: Node, edition: Edition) -> None:
    """Change the tables of a body in place."""
    for table in root.iter("table"):
        rows = len(table.xpath("./tbody/tr"))
        if rows <= _FEW:
            table.set("class", " ".join(filter(None, (table.get("class"), "whole"))))
        else:
            _add_line(table, continued(_caption(table), edition))


def continued(caption: str, edition: Edition) -> str:
    """What stands above the part of a table that goes on."""
    words = edition.labels.gettext
    number = _NUMBER.match(caption)
    return words("Table {number} (continued)").format(number=number[1]) if number else words("Table (continued)")


def _caption(table: Node) -> str:
    caption = table.find("caption")
    return caption.text_content() if caption is not None else ""


def _add_line(table: Node, words: str) -> None:
    """The row before the head's own; a table without a head gets one for it."""
    columns = max((_width(row) for row in table.xpath("./tbody/tr|./thead/tr")), default=1)
    head = table.find("thead")
    if head is None:
        head = html.Element("thead")
        table.insert(_behind_caption(table), head)
    row = html.Element("tr", {"class": "continued"})
    cell = etree.SubElement(row, "th", {"colspan": str(columns), "scope": "colgroup"})
    cell.text = words
    head.insert(0, row)


def _width(row: Node) -> int:
    return sum(int(cell.get("colspan") or 1) for cell in row)


def _behind_caption(table: Node) -> int:
    return sum(1 for child in table if child.tag in ("caption", "colgroup", "col"))
