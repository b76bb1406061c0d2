"""Take a document, give it with its reference lists as lists and its citations as links to their entries.

Strategy.  The master has citations and lists as plain text, so that a translator sees no machinery; the links are made here,
anew for every language, from what its text says:

1. the lists are found (reference_lists); the first one gets ids, ``reference-N``;
2. in the text before and after it each bracket that is a citation (citations) becomes a Span ``citation`` with an id, its numbers
   links to their entries; code, formulas, links, headings and the lists themselves are left alone;
3. each entry's mark becomes the way back to the first citation, and further ones get small arrows behind the entry.

A second list of as many entries is the first one in another language (Chinese journals print both) and only set as a list.
A list that citeproc made (typeset.sources) has citations that say which entry they mean, and nothing is guessed.
When two lists differ, nobody can tell which of them [3] means, and no citation is linked.

Contract: a list is a Div ``references`` (and ``section``, where it is a landmark), with ``digits-N`` for the width of its
marks, or ``unnumbered``, that holds an OrderedList or BulletList of Divs ``reference``, or just these Divs (``listed`` false,
for Word).  Marks are Spans ``reference-number``, ways back Spans ``backlinks``.  To be called after sanitise, which drops roles
and labels.

Roles are those of DPUB-ARIA 1.1: doc-biblioref, doc-bibliography, doc-backlink.  It deprecates doc-biblioentry, whose place
in a list no browser kept: entries are plain items of a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from sco_pub.lexicon.addresses import ANY_SCHEME
from sco_pub.model import ast
from sco_pub.model.document import Document
from sco_pub.typeset import reference_lists
from sco_pub.typeset.citations import Citation, citations
from sco_pub.typeset.languages import wholly
from sco_pub.typeset.reference_lists import Entry, Piece, ReferenceList
from sco_pub.typeset.sources import ENTRY

_PLAIN = frozenset({"Str", "Space", "SoftBreak"})
_LEFT_ALONE = frozenset({"Link", "Image", "Code", "CodeBlock", "Math", "RawInline", "RawBlock", "Header"})
_TYPE_MARK = re.compile(r"\[[A-Z/]{1,5}\]")
_PAGES = re.compile(rf"{ANY_SCHEME}|(\d*(?:[（(]\d+[)）][：:])?\d+(?:[-–]\d+)+)")
_MADE = re.compile(rf"#{ENTRY}-(\d+)")
_DECIMAL = [1, {"t": "DefaultStyle"}, {"t": "DefaultDelim"}]


def set_references(
    document: Document, lang: str, label: Callable[[str], str], *, listed: bool = True, flowing: bool = True
) -> Document:
    """The document with lists and links; one without a reference list is given back as it is.

    ``lang`` is its language (BCP 47), ``label`` gives the house's own words;
    ``flowing``: for formats whose lines a reading system breaks: with arrows to the citations after the first, and volume,
    issue and pages (39（9）：5-22) kept in one line by Spans ``pages``.
    """
    blocks = document.blocks
    lists = reference_lists.find(blocks)
    if not lists:
        return document
    main = _main(lists)
    names = _free(blocks, "reference"), _free(blocks, "citation")
    setter = _Setter(lang, label, listed, flowing, *names, made=main.made)
    inside = {at for found in lists for piece in found.pieces for at in range(piece.start, piece.stop)}
    text = [
        block if at in inside else setter.cite(block, main.numbers, enumerates=_enumerates(blocks, at))
        for at, block in enumerate(blocks)
    ]
    pieces = {piece.start: (piece, found is main) for found in lists for piece in found.pieces}
    made: ast.Blocks = []
    for at, block in enumerate(text):
        if at in pieces:
            made.append(setter.section(pieces[at][0], _name(blocks, at), linked=pieces[at][1]))
        elif at not in inside:
            made.append(block)
    return Document(document.meta, tuple(made), document.api_version)


def has_references(document: Document) -> bool:
    """Whether set_references found a list in what is now this document; its styles are needed only then."""
    return any(found["t"] == "Div" and "references" in found["c"][0][1] for found in document.blocks)


def _main(lists: Sequence[ReferenceList]) -> ReferenceList:
    """The list that citations mean: a list without entries where that can't be told."""
    numbered = [found for found in lists if found.numbers]
    if not numbered or len({found.numbers for found in numbered}) > 1:
        return ReferenceList((), named=False)
    return next((found for found in numbered if found.named), numbered[0])


def _enumerates(blocks: Sequence[ast.Element], at: int) -> bool:
    """Whether a paragraph begins with a number that counts on from or to its neighbour's: then that is no citation."""
    number = reference_lists.leading_number(blocks[at])
    if number is None:
        return False
    beside = [blocks[n] for n in (at - 1, at + 1) if 0 <= n < len(blocks)]
    return any(abs((reference_lists.leading_number(block) or -1) - number) == 1 for block in beside)


def _name(blocks: Sequence[ast.Element], at: int) -> str:
    """The words of the heading above a list; empty when there is none."""
    heading = next((block for block in reversed(blocks[:at]) if block["t"] == "Header"), None)
    return ast.stringify(heading["c"][2]).strip().rstrip(":：") if heading else ""


def _free(blocks: Sequence[ast.Element], prefix: str) -> str:
    """``prefix``, made longer while an id of the document begins with it."""
    names = {found["c"][0][0] for found in ast.walk(list(blocks)) if found["t"] in ("Span", "Div", "Link", "Image")}
    names |= {found["c"][1][0] for found in ast.walk(list(blocks)) if found["t"] == "Header"}
    while any(name.startswith(f"{prefix}-") for name in names):
        prefix += "s"
    return prefix


@dataclass(slots=True)
class _Setter:
    """One pass over one document: citations first, then the lists, which need to know where they are cited."""

    lang: str
    label: Callable[[str], str]
    listed: bool
    flowing: bool
    entry_ids: str
    citation_ids: str
    made: bool
    count: int = 0
    places: dict[int, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def cite(self, block: ast.Element, known: AbstractSet[int], *, enumerates: bool) -> ast.Element:
        """The block with its citations linked; ``enumerates``: what it begins with is no citation."""
        if not known:
            return block
        if self.made:
            linked: ast.Element = ast.transform(block, self._cited)
            return linked
        if enumerates:
            first, *rest = block["c"]
            return {**block, "c": [first, *self._node(rest, known)]}
        made: ast.Element = self._node(block, known)
        return made

    def _cited(self, element: ast.Element) -> ast.Element | None:
        """A citation that citeproc made, with links to the entries of the list."""
        if not reference_lists.has_class(element, "cited"):
            return None
        name = f"{self.citation_ids}-{self.count + 1}"

        def linked(inline: ast.Element) -> ast.Element | None:
            number = _MADE.fullmatch(inline["c"][2][0]) if inline["t"] == "Link" else None
            if number is None:
                return None
            places = self.places.setdefault(int(number[1]), [])
            places += [] if name in places else [name]
            return _link(inline["c"][1], f"{self.entry_ids}-{number[1]}", {"role": "doc-biblioref"})

        inlines = ast.transform(element["c"][1], linked)
        if not any(inline["t"] == "Link" for inline in inlines):
            return ast.span(inlines)
        self.count += 1
        return ast.span(inlines, id=name, classes=["citation"])

    def _node(self, node: Any, known: AbstractSet[int]) -> Any:
        if isinstance(node, list | tuple):
            if any(isinstance(child, dict) and child.get("t") in _PLAIN for child in node):
                return self._inlines(list(node), known)
            return [self._node(child, known) for child in node]
        if not isinstance(node, dict) or node.get("t") in _LEFT_ALONE:
            return node
        return {
            key: self._node(value, known) if key == "c" or "t" not in node else value for key, value in node.items()
        }

    def _inlines(self, inlines: ast.Inlines, known: AbstractSet[int]) -> ast.Inlines:
        out: ast.Inlines = []
        run: ast.Inlines = []
        for inline in inlines:
            if inline["t"] in _PLAIN:
                run.append(inline)
                continue
            out += [*self._run(run, known), self._node(inline, known)]
            run = []
        return out + self._run(run, known)

    def _run(self, run: ast.Inlines, known: AbstractSet[int]) -> ast.Inlines:
        text = "".join(inline["c"] if inline["t"] == "Str" else " " for inline in run)
        out: ast.Inlines = []
        position = 0
        for found in citations(text, known):
            out += [*ast.cut(run, position, found.start), self._citation(run, found)]
            position = found.end
        return out + ast.cut(run, position, len(text)) if out else run

    def _citation(self, run: ast.Inlines, found: Citation) -> ast.Element:
        self.count += 1
        name = f"{self.citation_ids}-{self.count}"
        for number in found.numbers:
            self.places.setdefault(number, []).append(name)
        inside: ast.Inlines = []
        position = found.start
        for start, end, number in found.spots:
            words = ast.cut(run, start, end)
            link = _link(words, f"{self.entry_ids}-{number}", {"role": "doc-biblioref"})
            inside += [*ast.cut(run, position, start), link]
            position = end
        return ast.span([*inside, *ast.cut(run, position, found.end)], id=name, classes=["citation"])

    def section(self, piece: Piece, heading: str, *, linked: bool) -> ast.Element:
        """A piece of a list; a landmark as long as no other has its name."""
        name = heading or self.label("References")
        known = name in self.names
        role = {} if known else {"role": "doc-bibliography", "aria-label": name}
        self.names.add(name)
        entries = [self._entry(entry, linked) for entry in piece.entries]
        first = piece.entries[0].number
        widest = max(len(str(entry.number)) for entry in piece.entries)
        marked = bool(piece.entries[0].mark)
        kind = f"digits-{widest}" if marked else "unnumbered"
        if self.listed:
            items = [[entry] for entry in entries]
            numbered = {"t": "OrderedList", "c": [[first, *_DECIMAL[1:]], items]}
            entries = [numbered if marked else {"t": "BulletList", "c": items}]
        return ast.div(entries, classes=[*([] if known else ["section"]), "references", kind], attributes=role)

    def _entry(self, entry: Entry, linked: bool) -> ast.Element:
        places = self.places.get(entry.number or 0, []) if linked else []
        name = f"{self.entry_ids}-{entry.number}" if linked and entry.number else ""
        first, *rest = entry.blocks
        blocks = [ast.para([*self._mark(entry, places), *self._words(first["c"])]), *rest]
        further = places[1:] if entry.mark else places
        if self.flowing and further:
            last = blocks[-1] if blocks[-1]["t"] in ("Para", "Plain") else ast.para([])
            whole = blocks[:-1] if last is blocks[-1] else blocks
            blocks = [
                *whole,
                {**last, "c": [*last["c"], {"t": "Space"}, self._arrows(further, len(places) - len(further) + 1)]},
            ]
        return ast.div(blocks, id=name, classes=["reference"])

    def _words(self, inlines: ast.Inlines) -> ast.Inlines:
        """A source that is wholly in another script says its language as one: its figures are set and read in it too."""
        if self.flowing:
            inlines = ast.transform(inlines, _unbroken)
        foreign = wholly(_TYPE_MARK.sub("", ast.stringify(inlines)), self.lang)
        return [ast.span(inlines, attributes={"lang": foreign})] if foreign else inlines

    def _mark(self, entry: Entry, places: Sequence[str]) -> ast.Inlines:
        if not entry.mark:
            return []
        mark: ast.Inlines = [ast.text(entry.mark)]
        if places:
            mark = [_link(mark, places[0], {"role": "doc-backlink", "title": self.label("Back to the text")})]
        return [ast.span([*mark, {"t": "Space"}], classes=["reference-number"])]

    def _arrows(self, places: Sequence[str], first: int) -> ast.Element:
        """↑2 ↑3 …: the mark itself, where there is one, leads to the first citation."""
        arrows: ast.Inlines = []
        for count, place in enumerate(places, first):
            back = {"role": "doc-backlink", "aria-label": f"{self.label('Back to the text')} {count}"}
            arrow = _link([ast.text(f"\N{UPWARDS ARROW}{count}")], place, back)
            arrows += [{"t": "Space"}, arrow] if arrows else [arrow]
        return ast.span(arrows, classes=["backlinks"])


def _unbroken(element: ast.Element) -> ast.Inlines | None:
    """Figures that belong together, in Spans of their own; an address breaks as addresses do."""
    if element["t"] != "Str":
        return None
    text, out, position = element["c"], list[ast.Element](), 0
    for found in _PAGES.finditer(text):
        if found[1]:
            out += [*ast.words(text[position : found.start()]), ast.span([ast.text(found[1])], classes=["pages"])]
            position = found.end()
    return [*out, *ast.words(text[position:])]


def _link(inlines: ast.Inlines, target: str, attributes: Mapping[str, str]) -> ast.Element:
    pairs = [[key, value] for key, value in attributes.items()]
    return {"t": "Link", "c": [["", [], pairs], inlines, [f"#{target}", ""]]}
