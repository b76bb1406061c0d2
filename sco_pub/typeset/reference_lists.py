"""Take a document's blocks, find its reference lists: which blocks they are, and each entry's number, mark and text.

Strategy.  A list is known by its heading or by its own shape:

- Under a heading that says so (参考文献, References, Литература …) entries are paragraphs, or items of a list, whose marks
  count from 1: [1], ［1］, 〔1〕, 1., (1), or the numbers of a Markdown list.  Smaller headings inside (中文文献, 外文文献)
  part the list and don't end it, as long as the count goes on.
- Elsewhere two paragraphs or more with brackets that count from 1 are a list when they stand right under a heading or at the
  document's end, and most of them look like sources: they have a year or a type mark ([M], [J/OL]; GB/T 7714, annex B).
  That finds a list whose heading was translated in a way that nobody foresaw.
- Without any numbers (author and year) the paragraphs under such a heading are a list when most of them look like sources.

An entry's mark may stand inside a Span (a passage that isn't translated yet).  Only blocks of the first level are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sco_pub.lexicon.list_heads import SOURCES
from sco_pub.lexicon.sources import YEAR_OR_TYPE
from sco_pub.model import ast
from sco_pub.model.characters import NUMERALS
from sco_pub.typeset.citations import BRACKETS
from sco_pub.typeset.sources import LIST

_ONE = f"(?:{'|'.join(SOURCES.values())})"
_NAME = re.compile(  # with a number before it, in brackets, in two languages
    rf"[【\[［〔（(]?\s*(?:[\dIVX{NUMERALS}]{{1,4}}[.．、\s]\s*)?{_ONE}(?:\s*[（(/]?\s*{_ONE})?\s*[】\]］〕）)]?\s*[:：.]?",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"\s*(?:" + "|".join(rf"{re.escape(a)}\s*(\d{{1,3}})\s*{re.escape(b)}" for a, b in BRACKETS) + r")\s*"
)
_BARE = re.compile(r"\s*(?:(\d{1,3})\s*[.．、](?=\s*(?:[^\s\d]|$))|[(（]\s*(\d{1,3})\s*[)）])\s*")
_WORDS = frozenset({"Str", "Space", "SoftBreak"})
_DELIMITERS = {"OneParen": "{})", "TwoParens": "({})"}
_FEWEST = 2  # entries of a list that is known by its entries alone
_LONGEST = 400  # characters: what is longer is a paragraph that mentions a year


@dataclass(frozen=True, slots=True)
class Entry:
    """One source: its number (None in a list without numbers), its mark as it is to be set, its blocks without the mark."""

    number: int | None
    mark: str
    blocks: tuple[ast.Element, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Blocks ``start`` to ``stop`` of the document: entries that no other block parts."""

    start: int
    stop: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """One list; ``named``: whether its heading says that it is one; ``made``: by citeproc (typeset.sources)."""

    pieces: tuple[Piece, ...]
    named: bool
    made: bool = False

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for piece in self.pieces for entry in piece.entries)

    @property
    def numbers(self) -> frozenset[int]:
        return frozenset(entry.number for entry in self.entries if entry.number is not None)


def find(blocks: Sequence[ast.Element]) -> tuple[ReferenceList, ...]:
    """The lists in the order of the document; where one was made, that alone."""
    made = [at for at, block in enumerate(blocks) if has_class(block, LIST)]
    if made:
        return tuple(
            ReferenceList((Piece(at, at + 1, tuple(_made(blocks[at]["c"][1]))),), named=True, made=True) for at in made
        )
    found: list[ReferenceList] = []
    position = 0
    while position < len(blocks):
        stop = _section_end(blocks, position) if _is_name(blocks[position]) else position
        pieces = _numbered(blocks, position + 1, stop, named=True) or _unnumbered(blocks, position + 1, stop)
        if stop == position and _starts(blocks, position):
            stop = _run_end(blocks, position)
            pieces = _numbered(blocks, position, stop, named=False)
            if not _stands_apart(blocks, position, stop) or not _are_sources([e for p in pieces for e in p.entries]):
                pieces = ()
        if pieces:
            found.append(ReferenceList(pieces, named=_is_name(blocks[position])))
        position = max(stop, position + 1)
    return tuple(found)


def has_class(element: ast.Element, name: str) -> bool:
    return element["t"] in ("Div", "Span") and name in element["c"][0][1]


def _made(entries: Sequence[ast.Element]) -> Iterator[Entry]:
    """The entries that citeproc made; each has a number for its links, and a mark where the style has one."""
    for number, entry in enumerate(entries, 1):
        first, *rest = entry["c"][1]
        marked = has_class(first["c"][0], "mark")
        mark = ast.stringify(first["c"][0]).strip() if marked else ""
        yield Entry(number, mark, (ast.para(first["c"][2:] if marked else first["c"]), *rest))


def leading_number(block: ast.Element) -> int | None:
    """The number in brackets that a paragraph begins with, None for any other block."""
    taken = _take_mark(block["c"], named=False) if block["t"] in ("Para", "Plain") else None
    return taken[0] if taken else None


def _is_name(block: ast.Element) -> bool:
    """A heading, or a paragraph that is nothing but the name: some texts have it in bold."""
    if block["t"] == "Header":
        return _NAME.fullmatch(ast.stringify(block["c"][2]).strip()) is not None
    return block["t"] == "Para" and _NAME.fullmatch(ast.stringify(block["c"]).strip()) is not None


def _section_end(blocks: Sequence[ast.Element], head: int) -> int:
    """Where the section of a heading ends; smaller headings belong to it."""
    level = blocks[head]["c"][0] if blocks[head]["t"] == "Header" else 1
    for position in range(head + 1, len(blocks)):
        block = blocks[position]
        if (block["t"] == "Header" and block["c"][0] <= level) or _is_name(block):
            return position
    return len(blocks)


def _numbered(blocks: Sequence[ast.Element], start: int, stop: int, *, named: bool) -> tuple[Piece, ...]:
    """Pieces whose entries count from 1; blocks of other kinds between them part them."""
    pieces: list[Piece] = []
    count = 0
    for position in range(start, stop):
        entries = _entries(blocks[position], count + 1, named=named)
        if not entries:
            continue
        count += len(entries)
        if pieces and pieces[-1].stop == position:
            entries = pieces[-1].entries + entries
            pieces[-1] = replace(pieces[-1], stop=position + 1, entries=entries)
        else:
            pieces.append(Piece(position, position + 1, entries))
    return tuple(pieces)


def _unnumbered(blocks: Sequence[ast.Element], start: int, stop: int) -> tuple[Piece, ...]:
    """Runs of paragraphs, from the first to the last that looks like a source."""
    pieces: list[Piece] = []
    position = start
    while position < stop:
        end = position
        while end < stop and _items(blocks[end]):
            end += 1
        run = [[Entry(None, "", item) for item in _items(blocks[at])] for at in range(position, end)]
        like = [at for at, entries in enumerate(run, position) if _are_sources(entries, fewest=1)]
        entries = tuple(e for at in range(like[0], like[-1] + 1) for e in run[at - position]) if like else ()
        if _are_sources(entries):
            pieces.append(Piece(like[0], like[-1] + 1, entries))
        position = max(end, position + 1)
    return tuple(pieces)


def _items(block: ast.Element) -> list[tuple[ast.Element, ...]]:
    if block["t"] == "Para":
        return [(block,)]
    return [tuple(item) for item in block["c"]] if block["t"] == "BulletList" else []


def _are_sources(entries: Sequence[Entry], fewest: int = _FEWEST) -> bool:
    texts = [ast.stringify(list(entry.blocks)) for entry in entries]
    like = sum(1 for text in texts if len(text) <= _LONGEST and YEAR_OR_TYPE.search(text))
    return len(entries) >= fewest and 2 * like > len(entries)


def _starts(blocks: Sequence[ast.Element], position: int) -> bool:
    return bool(_entries(blocks[position], 1, named=False))


def _run_end(blocks: Sequence[ast.Element], start: int) -> int:
    count, position = 0, start
    while position < len(blocks) and (entries := _entries(blocks[position], count + 1, named=False)):
        count, position = count + len(entries), position + 1
    return position


def _stands_apart(blocks: Sequence[ast.Element], start: int, stop: int) -> bool:
    return stop == len(blocks) or (start > 0 and blocks[start - 1]["t"] == "Header")


def _entries(block: ast.Element, first: int, *, named: bool) -> tuple[Entry, ...]:
    """The entries that a block holds if they count from ``first``, else none."""
    if block["t"] == "OrderedList":
        return _listed(block, first) if named else ()
    found: list[Entry] = []
    for number, item in enumerate(_items(block), first):
        taken = _take_mark(item[0]["c"], named=named) if item and item[0]["t"] in ("Para", "Plain") else None
        if taken is None or taken[0] != number:
            return ()
        found.append(Entry(number, taken[1], (ast.para(taken[2]), *item[1:])))
    return tuple(found)


def _listed(block: ast.Element, first: int) -> tuple[Entry, ...]:
    """The entries of a Markdown list, with its own numbers or with marks in its items' text."""
    (start, _, delimiter), items = block["c"]
    marked = _entries({"t": "BulletList", "c": items}, first, named=False)
    if marked or start != first:
        return marked
    form = _DELIMITERS.get(delimiter["t"], "{}.")
    return tuple(Entry(n, form.format(n), tuple(item)) for n, item in enumerate(items, first))


def _take_mark(inlines: ast.Inlines, *, named: bool) -> tuple[int, str, ast.Inlines] | None:
    """Number, mark and the inlines without it; brackets are set narrow, as the number stands in a column of its own."""
    if inlines and inlines[0]["t"] == "Span":
        attr, inside = inlines[0]["c"]
        taken = _take_mark(inside, named=named)
        return (taken[0], taken[1], [{"t": "Span", "c": [attr, taken[2]]}, *inlines[1:]]) if taken else None
    run = list(_leading_words(inlines))
    text = "".join(inline["c"] if inline["t"] == "Str" else " " for inline in run)
    match = _BRACKETED.match(text)
    if match:
        number = int(match[match.lastindex or 0])
        mark = f"[{number}]"
    elif named and (match := _BARE.match(text)):
        number, mark = int(match[1] or match[2]), match[0].strip()
    else:
        return None
    return number, mark, [*ast.cut(run, match.end(), len(text)), *inlines[len(run) :]]


def _leading_words(inlines: ast.Inlines) -> Iterator[ast.Element]:
    for inline in inlines:
        if inline["t"] not in _WORDS:
            return
        yield inline
