"""Take an edition, give it with its cross-references resolved: figures, tables, equations, sections and notes.

Strategy.  The notation is pandoc-crossref's: ``{#fig:a}``, ``{#tbl:a}``, ``{#sec:a}`` name what is referred to,
``$$…$$ {#eq:a}`` an equation; ``@fig:a`` and ``[@fig:a]`` refer to it.  A note has its name
already: ``@fn:a`` is ``[^a]``.  A caption that bears a number keeps it; one that
doesn't is numbered in the words of the edition's language.  An equation without a tag is given one.  A reference becomes a
link that names its target.

What leads nowhere is an error; it stays as it was written.  So is a citation by key (``[@smith2020]``) that typeset.sources has
left, because the list of sources has no such key.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sco_pub.model import ast
from sco_pub.model.characters import NUMERALS
from sco_pub.model.codes import typesetting
from sco_pub.model.document import Document
from sco_pub.model.edition import Edition
from sco_pub.model.finding import Finding, Outcome, Place, found
from sco_pub.typeset.equations import number_of

_KINDS = ("fig", "tbl", "eq", "sec", "fn")
_KEY = re.compile(rf"(?:{'|'.join(_KINDS)}):[\w.\-]+")
_LABEL = re.compile(r"\{#(eq:[\w.\-]+)\}(.*)", re.DOTALL)
_CAPTION = {"fig": "Figure {number}", "tbl": "Table {number}"}
_IN_TEXT = {"fig": "figure {number}", "tbl": "table {number}", "eq": "equation ({number})", "sec": "section {number}",
            "fn": "note {number}"}  # fmt: skip
_NUMBERED = re.compile(
    r"\s*(?:图|表|Рис(?:унок|\.)|Табл(?:ица|\.)|Fig(?:ure|\.)|Table)\s*((?:[A-ZА-Я]\.)?\d+(?:[.\-–]\d+)*|"
    rf"[{NUMERALS}]+)",
    re.IGNORECASE,
)
_SECTION = re.compile(rf"\s*(\d+(?:\.\d+)*|[IVX]+(?=[.\s])|[{NUMERALS}]+(?=[、　\s]))")


@dataclass(slots=True)
class _Numbers:
    """What has been counted, and what each key is called in the text."""

    edition: Edition
    count: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_KINDS, 0))
    names: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    sources: Collection[str] = ()
    wanted: frozenset[str] = frozenset()  # what is referred to

    def next(self, kind: str) -> str:
        self.count[kind] += 1
        return str(self.count[kind])

    def name(self, key: str, number: str) -> None:
        self.names[key] = self.edition.labels.gettext(_IN_TEXT[key.partition(":")[0]]).format(number=number)


def is_cross_reference(key: str) -> bool:
    """Whether a key names a figure, table, equation or section, and no source."""
    return key.partition(":")[0] in _KINDS


def cross_references(
    edition: Edition, sources: Collection[str] = (), *, notes_restart: bool = False
) -> Outcome[Edition]:
    """The edition with its references as links, and what of them leads nowhere; ``sources``: keys that have a source;
    ``notes_restart``: notes are counted from 1 on each page, so that none has a number before there are pages."""
    document = edition.document
    if not any(map(_concerns, ast.walk(list(document.blocks)))):
        return Outcome(edition)
    cites = [element for element in ast.walk(list(document.blocks)) if element["t"] == "Cite"]
    wanted = frozenset(citation["citationId"].rstrip(".") for cite in cites for citation in cite["c"][0])
    numbers = _Numbers(edition, sources=sources, wanted=wanted)
    if not notes_restart:
        _name_notes(document, numbers)
    named = [_named(block, numbers) for block in document.blocks]
    blocks = tuple(ast.transform(named, lambda element: _linked(element, numbers)))
    new = replace(edition, document=Document(document.meta, blocks, document.api_version))
    return Outcome(new, tuple(dict.fromkeys(numbers.findings)))


def _name_notes(document: Document, numbers: _Numbers) -> None:
    for number, label in enumerate(dict.fromkeys(note.get("label", "") for note in document.notes()), 1):
        numbers.name(f"fn:{label}", str(number))


def _concerns(element: ast.Element) -> bool:
    return element["t"] == "Cite" or any(_KEY.fullmatch(name) for name in _ids(element))


def _ids(element: ast.Element) -> list[str]:
    if element["t"] in ("Figure", "Table"):
        return [element["c"][0][0]]
    return [element["c"][1][0]] if element["t"] == "Header" else []


def _named(block: ast.Element, numbers: _Numbers) -> ast.Element:
    """A block of the first level with its number, its key as an id that every format can hold."""
    tag = block["t"]
    if tag in ("Figure", "Table"):
        return _captioned(block, "fig" if tag == "Figure" else "tbl", numbers)
    if tag == "Header" and _KEY.fullmatch(block["c"][1][0]):
        level, attr, inlines = block["c"]
        own = _SECTION.match(ast.stringify(inlines))
        numbers.names[attr[0]] = f"“{ast.stringify(inlines)}”"
        if own:
            numbers.name(attr[0], own[1])
        return {"t": tag, "c": [level, [_id(attr[0]), *attr[1:]], inlines]}
    if tag in ("Para", "Plain") and any(part["t"] == "Math" for part in block["c"]):
        return {"t": tag, "c": _equations(block["c"], numbers)}
    return block


def _captioned(block: ast.Element, kind: str, numbers: _Numbers) -> ast.Element:
    attr, caption, *rest = block["c"]
    key = attr[0]
    own = _NUMBERED.match(ast.stringify(caption[1]))
    if not _KEY.fullmatch(key):
        return block
    number = own[1] if own else numbers.next(kind)
    numbers.name(key, number)
    if not own and caption[1] and caption[1][0]["t"] in ("Para", "Plain"):
        words = numbers.edition.labels.gettext(_CAPTION[kind]).format(number=number)
        wide = numbers.edition.lang.split("-")[0] == "zh"
        first, *others = caption[1]
        head = [ast.text(f"{words}\N{IDEOGRAPHIC SPACE}")] if wide else [ast.text(f"{words}."), {"t": "Space"}]
        caption = [caption[0], [{"t": first["t"], "c": [*head, *first["c"]]}, *others]]
    return {"t": block["t"], "c": [[_id(key), *attr[1:]], caption, *rest]}


def _equations(inlines: ast.Inlines, numbers: _Numbers) -> ast.Inlines:
    """The paragraph's formulas with tags where a label stands behind them; the label goes."""
    out: ast.Inlines = []
    for inline in inlines:
        label = _LABEL.fullmatch(inline["c"]) if inline["t"] == "Str" else None
        at = -2 if len(out) > 1 and out[-1]["t"] in ("Space", "SoftBreak") else -1
        if label is None or not out or len(out) < -at or out[at]["t"] != "Math":
            out.append(inline)
            continue
        kind, tex = out[at]["c"]
        bare, given = number_of(tex)
        number = given.strip("()") or numbers.next("eq")
        numbers.name(label[1], number)
        formula = {"t": "Math", "c": [kind, f"{bare} \\tag{{{number}}}"]}
        out[at:] = [ast.span([], id=_id(label[1])), formula, *([ast.text(label[2])] if label[2] else [])]
    return out


def _linked(element: ast.Element, numbers: _Numbers) -> ast.Element | ast.Inlines | None:
    if element["t"] == "Note":
        return _anchored(element, numbers)
    if element["t"] != "Cite":
        return None
    citations, written = element["c"]
    place = Place(numbers.edition.provenance.master_path)
    links: ast.Inlines = []
    for citation in citations:
        key = citation["citationId"].rstrip(".")
        if key not in numbers.names:
            numbers.findings += _unresolved([each["citationId"].rstrip(".") for each in citations], numbers, place)
            return list(written)
        links += [ast.text(", ")] if links else []
        links.append({"t": "Link", "c": [["", [], []], [ast.text(numbers.names[key])], [f"#{_id(key)}", ""]]})
        links += [ast.text(".")] if citation["citationId"].endswith(".") else []
    return links


def _anchored(note: ast.Element, numbers: _Numbers) -> ast.Element | None:
    """A note that is referred to, with its place to go in its first paragraph."""
    key = f"fn:{note.get('label', '')}"
    if key not in numbers.wanted or not note["c"] or note["c"][0]["t"] not in ("Para", "Plain"):
        return None
    first, *rest = note["c"]
    return {**note, "c": [{"t": first["t"], "c": [ast.span([], id=_id(key)), *first["c"]]}, *rest]}


def _unresolved(keys: Sequence[str], numbers: _Numbers, place: Place) -> Iterator[Finding]:
    """A finding for each key of a reference that leads nowhere."""
    for key in keys:
        if key not in numbers.names and key not in numbers.sources:
            form = "" if is_cross_reference(key) else "source"
            form = "note" if key.startswith("fn:") else form
            yield found(typesetting.REFERENCE_UNRESOLVED, place, form, key=key)


def _id(key: str) -> str:
    """``fig-a`` for ``fig:a``: XML's names have no colon that isn't a prefix's."""
    return key.replace(":", "-", 1)
