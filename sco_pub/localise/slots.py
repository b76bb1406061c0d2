"""Take a Document, give its translatable texts in reading order; take new inlines for them, give the new Document.

Strategy.  One walk serves both directions: ``scan`` lists the slots, ``fill`` walks the same way and puts inlines in their
places, so the two can't disagree.  A slot is the inlines of one block: paragraph, heading, list item's paragraph, table
cell's paragraph, caption, term, line of a line block, and every string of the metadata.  Notes are walked right after the
block that calls them first; a note that is called twice is one note and its body is listed once.

What is no slot: code, math and raw blocks; texts without a letter or digit (a row of dashes); metadata that machines read
(localise.metadata).  A picture that stands alone gives its description only; a figure's description that repeats its caption
follows the caption.

A section counts only if its heading has an explicit id.  Pandoc's tree does not say which ids are explicit, so the
automatic one is computed again (source: Pandoc's manual, extension ``auto_identifiers``) and set aside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sco_pub.localise.metadata import in_order, is_text
from sco_pub.localise.notes import automatic_id, notes_of, with_bodies, words_before
from sco_pub.model import ast
from sco_pub.model.document import Document
from sco_pub.model.errors import InternalError
from sco_pub.model.wording import N_

_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Slot:
    """One place for a text: what it is, where it stands, and its inlines in the source language."""

    kind: str  # paragraph, heading, item, cell, caption, note, term, definition, line, quote, image, uncalled, meta:<name>
    section: str  # explicit id of the nearest heading that has one, or ""
    headings: tuple[str, ...]  # the texts of the headings above it, outermost first
    inlines: ast.Inlines
    level: int = 0  # of a heading
    note: str | None = None  # the label of the note whose body this is
    anchor: str = ""  # the words in front of that note's call


def scan(document: Document) -> tuple[Slot, ...]:
    """The slots of a document, in reading order."""
    found: list[Slot] = []

    def visit(slot: Callable[[], Slot]) -> ast.Inlines:
        found.append(slot())
        return found[-1].inlines

    _Walk(visit).document(document)
    return tuple(found)


def fill(document: Document, texts: Sequence[ast.Inlines]) -> Document:
    """The document with ``texts[n]`` in the n-th slot.  A Note in a text gets the (filled) body of its label."""
    queue = iter(texts)
    filled = _Walk(lambda _: next(queue)).document(document)
    if next(queue, None) is not None:
        raise InternalError(N_("More texts than slots."))
    return filled


class _Walk:
    """One pass over a document; see the module's strategy."""

    def __init__(self, visit: Callable[[Callable[[], Slot]], ast.Inlines]) -> None:
        self.visit = visit
        self.bodies: dict[str, ast.Blocks] = {}
        self.sections: list[tuple[int, str, str]] = []  # level, explicit id or "", text
        self.note: str | None = None
        self.anchor = ""

    def document(self, document: Document) -> Document:
        meta = {name: self.meta(name, document.meta[name]) for name in in_order(document.meta)}
        blocks = self.blocks(document.blocks, "paragraph")
        return Document({name: meta[name] for name in document.meta}, tuple(blocks), document.api_version)

    def meta(self, name: str, value: Any) -> Any:
        """``name`` is the path of names from the top, as in ``author.bio``; lists add nothing to it."""
        if not is_text(name, value):
            return value
        tag, content = value["t"], value.get("c")
        if tag == "MetaMap":
            new = {key: self.meta(f"{name}.{key}", content[key]) for key in in_order(content)}
            return {"t": tag, "c": {key: new[key] for key in content}}
        if tag == "MetaList":
            return {"t": tag, "c": [self.meta(name, item) for item in content]}
        if tag == "MetaBlocks":
            return {"t": tag, "c": self.blocks(content, f"meta:{name}")}
        inlines = [ast.text(content)] if tag == "MetaString" else content
        new_inlines = self.inlines(inlines, f"meta:{name}")
        return value if new_inlines is inlines else {"t": "MetaInlines", "c": new_inlines}

    # -- blocks

    def blocks(self, blocks: Sequence[ast.Element], kind: str) -> ast.Blocks:
        return [self.block(block, kind) for block in blocks]

    def block(self, block: ast.Element, kind: str) -> ast.Element:
        tag, c = block["t"], block.get("c")
        if tag in ("Para", "Plain"):
            return {"t": tag, "c": self.paragraph(block["c"], kind)}
        if tag == "Header":
            return self.header(block)
        if tag == "BlockQuote":
            return {"t": tag, "c": self.blocks(block["c"], "quote" if kind == "paragraph" else kind)}
        if tag == "BulletList":
            return {"t": tag, "c": [self.blocks(item, _inside(kind, "item")) for item in block["c"]]}
        if tag == "OrderedList":
            return {
                "t": tag,
                "c": [block["c"][0], [self.blocks(item, _inside(kind, "item")) for item in block["c"][1]]],
            }
        if tag == "DefinitionList":
            return {"t": tag, "c": [self.definition(term, texts, kind) for term, texts in block["c"]]}
        if tag == "LineBlock":
            return {"t": tag, "c": [self.inlines(line, _inside(kind, "line")) for line in block["c"]]}
        if tag == "Div":
            inner = ast.UNCALLED if kind == "paragraph" and ast.uncalled(block) else kind
            return {"t": tag, "c": [block["c"][0], self.blocks(block["c"][1], inner)]}
        if tag == "Table":
            return self.table(block, kind)
        if tag == "Figure":
            return self.figure(block, kind)
        return block if c is None else {"t": tag, "c": c}

    def paragraph(self, inlines: ast.Inlines, kind: str) -> ast.Inlines:
        if len(inlines) == 1 and inlines[0]["t"] == "Image" and not inlines[0]["c"][2][1]:
            attr, alt, target = inlines[0]["c"]
            return [{"t": "Image", "c": [attr, self.inlines(alt, _inside(kind, "image")), target]}]
        return self.inlines(inlines, kind)

    def header(self, block: ast.Element) -> ast.Element:
        level, attr, inlines = block["c"]
        text = ast.stringify(inlines)
        start = automatic_id(text)
        automatic = attr[0] == start or (attr[0].startswith(f"{start}-") and attr[0][len(start) + 1 :].isdecimal())
        while self.sections and self.sections[-1][0] >= level:
            self.sections.pop()
        self.sections.append((level, "" if automatic else attr[0], text))
        return {"t": "Header", "c": [level, attr, self.inlines(inlines, "heading", level=level)]}

    def definition(self, term: ast.Inlines, texts: list[ast.Blocks], kind: str) -> list[Any]:
        new_term = self.inlines(term, _inside(kind, "term"))
        return [new_term, [self.blocks(text, _inside(kind, "definition")) for text in texts]]

    def table(self, block: ast.Element, kind: str) -> ast.Element:
        attr, caption, columns, head, bodies, foot = block["c"]
        kind = _inside(kind, "cell")
        caption = self.caption(caption, kind)
        head = [head[0], self.rows(head[1], kind)]
        bodies = [[body[0], body[1], self.rows(body[2], kind), self.rows(body[3], kind)] for body in bodies]
        return {"t": "Table", "c": [attr, caption, columns, head, bodies, [foot[0], self.rows(foot[1], kind)]]}

    def rows(self, rows: list[Any], kind: str) -> list[Any]:
        return [[row[0], [[*cell[:4], self.blocks(cell[4], kind)] for cell in row[1]]] for row in rows]

    def caption(self, caption: list[Any], kind: str) -> list[Any]:
        short = caption[0] if caption[0] is None else self.inlines(caption[0], _inside(kind, "caption"))
        return [short, self.blocks(caption[1], "caption" if not _fixed(kind) else kind)]

    def figure(self, block: ast.Element, kind: str) -> ast.Element:
        attr, caption, content = block["c"]
        new_caption = self.caption(caption, kind)
        image = (
            content[0]["c"][0] if len(content) == 1 and content[0]["t"] == "Plain" and content[0]["c"] else {"t": ""}
        )
        same = len(caption[1]) == 1 and image["t"] == "Image" and image["c"][1] == caption[1][0].get("c")
        if same and len(content[0]["c"]) == 1:
            alt = new_caption[1][0]["c"]
            new_content = [{"t": "Plain", "c": [{"t": "Image", "c": [image["c"][0], alt, image["c"][2]]}]}]
        else:
            new_content = self.blocks(content, kind)
        return {"t": "Figure", "c": [attr, new_caption, new_content]}

    # -- inlines and notes

    def inlines(self, inlines: ast.Inlines, kind: str, *, level: int = 0) -> ast.Inlines:
        notes = list(notes_of(inlines))
        new = self.visit(lambda: self.slot(inlines, kind, level)) if _WORD.search(_own_text(inlines)) else inlines
        if not notes:
            return with_bodies(new, self.bodies) if new is not inlines else inlines
        for note in notes:
            if note["label"] not in self.bodies:
                self.bodies[note["label"]] = note["c"]
                self.bodies[note["label"]] = self.note_body(note, words_before(inlines, note["label"]))
        return with_bodies(new, self.bodies)

    def note_body(self, note: ast.Element, anchor: str) -> ast.Blocks:
        before = self.note, self.anchor
        self.note, self.anchor = note["label"], anchor
        body = self.blocks(note["c"], "note")
        self.note, self.anchor = before
        return body

    def slot(self, inlines: ast.Inlines, kind: str, level: int) -> Slot:
        sections = [] if kind.startswith("meta:") else self.sections
        explicit = next((ident for _, ident, _ in reversed(sections) if ident), "")
        above = sections[:-1] if kind == "heading" else sections
        headings = tuple(text for _, _, text in above)
        return Slot(kind, explicit, headings, inlines, level, self.note, self.anchor)


def _fixed(kind: str) -> bool:
    """Inside notes and metadata, every block is of that kind: a list in a note is still the note."""
    return kind == "note" or kind.startswith("meta:")


def _inside(kind: str, inner: str) -> str:
    return kind if _fixed(kind) else inner


def _own_text(inlines: ast.Inlines) -> str:
    """The words of inlines, pictures' descriptions included, code and math not: what there is to translate."""
    out: list[str] = []
    for element in inlines:
        if element["t"] == "Str":
            out.append(element["c"])
        elif element["t"] == "Cite":
            out.append("1")
        elif element["t"] in ("Link", "Image") and element["c"][2][1]:
            out.append(element["c"][2][1])
        inner = ast.children(element)
        if inner:
            out.append(_own_text(inner))
    return "".join(out)
