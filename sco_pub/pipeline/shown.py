"""Take an edition, give what its pages must show: words of paragraphs and notes, items with their marks, tables, formulas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sco_pub.check.pages_parts import Item, Parts, Row, Table
from sco_pub.edge.pandoc import door
from sco_pub.model import ast
from sco_pub.model.document import Document
from sco_pub.model.edition import Edition
from sco_pub.typeset import formulas
from sco_pub.typeset.list_marks import marks


def page_text(edition: Edition) -> list[str]:
    """The edition's own headings, paragraphs and notes as plain words."""
    found = []
    for block in ast.walk(
        ast.transform(list(edition.document.blocks), _undrawn)
    ):  # pictures repeat their captions' notes
        if block["t"] in ("Para", "Plain"):
            found.append(_words(block["c"]))
        elif block["t"] == "Header":
            found.append(_words(block["c"][2]))
    return found


def page_parts(edition: Edition) -> Parts:
    """What it has beside paragraphs."""
    elements = list(ast.walk(list(edition.document.blocks)))
    return Parts(
        items=tuple(item for element in elements if element["t"] == "OrderedList" for item in _items(element, edition)),
        tables=tuple(_table(element) for element in elements if element["t"] == "Table"),
        formulas=_formulas(edition),
        code="".join(element["c"][1] for element in elements if element["t"] in ("Code", "CodeBlock")),
    )


def _formulas(edition: Edition) -> tuple[str, ...]:
    """The formulas of the text in words, as pandoc reads them; one that it can't read has none, and was told of by the build."""
    job = formulas.trial(replace(edition, document=Document({}, edition.document.blocks, edition.document.api_version)))
    return formulas.spoken(door.convert(job, epoch=0).decode()) if job else ()


def _items(numbered: ast.Element, edition: Edition) -> Iterator[Item]:
    for mark, item in zip(marks(numbered, edition.lang), numbered["c"][1], strict=True):
        if item and item[0]["t"] in ("Para", "Plain"):
            yield Item(mark, _words(item[0]["c"]).strip())


def _table(table: ast.Element) -> Table:
    _, caption, _, head, bodies, foot = table["c"]
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    return Table(_words(caption[1]), tuple(_row(row) for row in rows))


def _row(row: list[list[list[ast.Blocks]]]) -> Row:
    cells = [cell[4] for cell in row[1]]
    return Row("".join(_words(cell) for cell in cells), any(part["t"] == "Note" for part in ast.walk(cells)))


def _words(node: ast.Inlines | ast.Blocks) -> str:
    return ast.stringify(ast.transform(node, _undrawn))


def _undrawn(element: ast.Element) -> list[ast.Element] | None:
    """A picture's description is drawn nowhere (a figure's caption is, and is a paragraph of its own); a formula is no text."""
    return [] if element["t"] in ("Image", "Math") else None
