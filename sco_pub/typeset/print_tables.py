"""Take the HTML that pandoc wrote of an edition's body, give its tables what a page needs that a screen doesn't.

A table that goes over the page says so on the next one: the head gets a first row of class ``continued`` (续表1, Table 1
(continued); GB/T 7713.2, 6.6.3; GOST 2.105, 4.4.7), which the page-maker leaves out where the table begins.  A table of few
rows stays whole (class ``whole``).  One whose longest words don't fit beside each other is set smaller and closer, and its words
may be broken anywhere (class ``crowded``).  Captions stand above tables, whatever side they were written on.
"""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from lxml import etree, html

from sco_pub.model.edition import Edition
from sco_pub.typeset.table_captions import NUMBER

Node: TypeAlias = Any
_FEW = 8  # rows: a table that takes a third of a page at most isn't divided
# Letters, figures and signs of mathematics between which no line ends; how wide one is, a capital or a bold one a little more; a
# cell's two paddings.
_WORD = re.compile(r"[!-~\u00a1-\u024f\u0370-\u052f\u2010-\u2015\u2200-\u22ff]+")
_LETTER, _PADDING = 0.55, 1.2  # em


def prepare_tables(root: Node, edition: Edition, measure: float) -> None:
    """Change the tables of a body in place; ``measure``: what a line holds, in ems of a table's type."""
    for table in root.iter("table"):
        if _least_width(table) > measure:
            _add_class(table, "crowded")
        if len(table.xpath("./tbody/tr")) <= _FEW:
            _add_class(table, "whole")
        else:
            _add_line(table, continued(_caption(table), edition))


def _add_class(table: Node, name: str) -> None:
    table.set("class", " ".join(filter(None, (table.get("class"), name))))


def _least_width(table: Node) -> float:
    """About how many ems a table takes whose columns are as narrow as their longest words let them be.

    A cell over several columns is left out: it has room.
    """
    columns: dict[int, int] = {}
    for row in table.xpath("./tbody/tr|./thead/tr"):
        at = 0
        for cell in row:
            if _span(cell) == 1:
                longest = max(map(len, _WORD.findall(cell.text_content())), default=0)
                columns[at] = max(columns.get(at, 0), longest)
            at += _span(cell)
    return sum(_LETTER * length + _PADDING for length in columns.values())


def continued(caption: str, edition: Edition) -> str:
    """What stands above the part of a table that goes on."""
    words = edition.labels.gettext
    number = NUMBER.match(caption)
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
    return sum(map(_span, row))


def _span(cell: Node) -> int:
    return int(cell.get("colspan") or 1)


def _behind_caption(table: Node) -> int:
    return sum(1 for child in table if child.tag in ("caption", "colgroup", "col"))
