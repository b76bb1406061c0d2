"""Take a manuscript's document tree (as pandoc reads DOCX, ODT and HTML), set it in lines as a plain journal would.

Strategy.  A manuscript says what its parts are: paragraphs, headings, notes, tables.  The cleaner's rules read lines
that know their places on a page, so the manuscript is set for them: one column, a first line set in by two em, headings
bold and the larger the higher, a quotation set in on both sides, the title largest; what the rules then find is what
the manuscript said, and everything it didn't say (which paragraph names the authors, that a bold line is a heading) is
found as in any other article.  A note's call is a ring with its number, raised; the notes stand behind the text under a
heading of their own.  Nothing is dropped in silence: a picture is left out by name, a formula is kept as its TeX.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sco_pub.lexicon.names import ORG, is_author_line
from sco_pub.model.ast import stringify
from sco_pub.model.characters import LOWERED, RAISED, em, ring
from sco_pub.model.text import Geometry, LeftOut, PageBox, RawLine, RawTable, Unseen

MEASURE, SIZE, LEADING, LEFT = 38.0, 10.5, 1.5, 60.0  # em; points; times the size; points: an ordinary journal's page
_TITLE, _HEADING = 18.0, 12.0  # points: of the title, and of the lowest heading
_STEP, _LEVELS = 1.0, 4  # points between two levels, and how many are told apart
_QUOTED = 2.0  # em: how far a quotation is set in on both sides
_HEAD = 8  # blocks in which a title block stands
_ENDED = re.compile("[。；;：:]|[.!！?？]$")
_NOTES = "注释"
_MARKS = {"Bullet": "•"}
_NEVER_FIRST = re.compile("[，。；：、！？）》」』”’〉】〕,.;:!?)]")
_WORD = re.compile(r"[!-~\u00a1-\u024f\u0370-\u052f]+|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What the tree holds: lines with geometry, tables by their lines, and what was left out."""

    lines: tuple[RawLine, ...]
    tables: tuple[RawTable, ...]
    left_out: tuple[LeftOut, ...]
    page: PageBox


@dataclass(frozen=True, slots=True)
class _Style:
    """How a block is set: type size in points, the rest in em."""

    size: float = SIZE
    bold: bool = False
    first: float = 2.0
    inset: float = 0.0
    centred: bool = False
    above: float = 0.0
    font: str = "Song"


@dataclass(slots=True)
class _Setter:
    """Sets blocks one below the other; ``y`` falls."""

    lines: list[RawLine] = field(default_factory=list)
    tables: list[RawTable] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[list[Any]] = field(default_factory=list)
    y: float = 0.0

    def paragraph(self, text: str, style: _Style) -> None:
        """One block in as many lines as it needs; a break in the text begins a line."""
        self.y -= style.above * style.size
        for part in text.split("\n"):
            for n, line in enumerate(_broken(part, style)):
                self._line(line, style, style.inset + (style.first if n == 0 and not style.centred else 0.0))

    def _line(self, text: str, style: _Style, inset: float) -> None:
        self.y -= LEADING * style.size
        width = em(text) * style.size
        x = LEFT + inset * style.size
        if style.centred:
            x = LEFT + max(0.0, (MEASURE * SIZE - width) / 2)
        boxes, at = [], x
        for character in text:
            end = at + em(character) * style.size
            boxes.append((round(at, 1), round(end, 1)))
            at = end
        geometry = Geometry(
            x0=round(x, 1),
            x1=round(at, 1),
            baseline=round(self.y, 1),
            size=style.size,
            boxes=tuple(boxes),
            bold=style.bold,
            font=f"{style.font}{'-Bold' if style.bold else ''}",
        )
        self.lines.append(RawLine(text, 1, geometry))

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        first = len(self.lines)
        for row in rows:
            self._line("　".join(cell.replace("\n", " ") for cell in row), _Style(), 0.0)
        if rows:
            self.tables.append(RawTable(tuple(tuple(row) for row in rows), first, len(self.lines) - 1))


def _broken(text: str, style: _Style) -> Iterator[str]:
    """The lines of a paragraph: words stay whole, no closing mark begins a line."""
    measure = (MEASURE * SIZE / style.size) - 2 * style.inset
    room, line = measure - (0.0 if style.centred else style.first), ""
    for word in _WORD.findall(text):
        hangs = bool(_NEVER_FIRST.match(word))
        if line and not hangs and not word.isspace() and em(line + word) > room:
            yield line.rstrip()
            line, room = "", measure
        if line or not word.isspace():
            line += word
    yield line.rstrip()


def set_in_lines(meta: Mapping[str, Any], blocks: Sequence[Any]) -> Manuscript:
    """A document's lines; ``meta`` and ``blocks`` as pandoc's JSON has them."""
    setter = _Setter()
    front = list(_front(meta))
    for text, style in front:
        setter.paragraph(text, style)
    rest = _without(blocks, {_bare(text) for text, _ in front} | {_bare(name) for name in _authors(meta)})
    _set(setter, _titled(setter, rest, titled=bool(front)), _Style())
    if setter.notes:
        setter.paragraph(_NOTES, _Style(size=_HEADING, bold=True, first=0.0, above=1.0))
        for number, body in enumerate(setter.notes, 1):
            words = " ".join(_words(setter, block.get("c", [])) for block in body if block["t"] in ("Para", "Plain"))
            setter.paragraph(ring(number) + " " + words, _Style(size=9.0))
    height = -setter.y + LEFT
    lines = tuple(_raised(line, height) for line in setter.lines)
    page = PageBox(1, 2 * LEFT + MEASURE * SIZE, round(height + LEFT, 1))
    return Manuscript(lines, tuple(setter.tables), tuple(setter.left_out), page)


def _without(blocks: Sequence[Any], said: set[str]) -> list[Any]:
    """The blocks without those at the beginning that say a field of the metadata again, as web pages do."""
    rest = list(blocks)
    while rest and rest[0]["t"] == "Div":
        rest[:1] = rest[0]["c"][1]
    kinds = ("Header", "Para", "Plain")
    again = [n for n, b in enumerate(rest[:_HEAD]) if b["t"] in kinds and _bare(stringify(b.get("c"))) in said]
    return [block for n, block in enumerate(rest) if n not in again]


def _titled(setter: _Setter, blocks: list[Any], titled: bool) -> list[Any]:
    """Set what stands first as a manuscript's title block, where no style says what it is; give the rest.

    That is short paragraphs without a final mark before the first long one, heading or label: a title, or, below a title,
    a subtitle and names.
    """
    style = _Style(size=12.0, centred=True) if titled else _Style(size=_TITLE, bold=True, centred=True)
    rest = list(blocks)
    for block in blocks[:_HEAD]:
        text = _words(_Setter(), block["c"]).strip() if block["t"] in ("Para", "Plain") else ""
        if not text or em(text) > MEASURE or _ENDED.search(text):
            break
        below = style.size < _TITLE and not is_author_line(text) and not ORG.search(text)
        words = _words(setter, block["c"])
        # A subtitle is set off by its dash, as journals print it; what names people or their institutions is none.
        setter.paragraph(f"——{words.lstrip('—')}" if below else words, style)
        del rest[0]
        style = _Style(size=12.0, centred=True)
    return rest


def _bare(text: str) -> str:
    return re.sub(r"[\s—–-]", "", text)


def _raised(line: RawLine, height: float) -> RawLine:
    """The line with its baseline above the page's foot."""
    place = line.geometry
    assert place is not None
    moved = Geometry(
        place.x0, place.x1, round(place.baseline + height, 1), place.size, place.boxes, bold=place.bold, font=place.font
    )
    return RawLine(line.text, line.page, moved)


def _front(meta: Mapping[str, Any]) -> Iterator[tuple[str, _Style]]:
    """What the manuscript's own styles call title, subtitle, authors, abstract and key words."""
    if title := stringify(meta.get("title")):
        yield title, _Style(size=_TITLE, bold=True, centred=True)
    if subtitle := stringify(meta.get("subtitle")):
        yield f"——{subtitle.lstrip('—')}", _Style(size=_TITLE - 4, centred=True)
    authors = meta.get("author")
    names = (
        [stringify(each) for each in authors["c"]] if authors and authors["t"] == "MetaList" else [stringify(authors)]
    )
    if any(names):
        yield "　".join(name for name in names if name), _Style(size=12.0, centred=True)
    if abstract := stringify(meta.get("abstract")):
        yield f"摘要：{abstract}", _Style(size=9.5)
    words = meta.get("keywords")
    listed = [stringify(each) for each in words["c"]] if words and words["t"] == "MetaList" else [stringify(words)]
    if any(listed):
        yield f"关键词：{'；'.join(word for word in listed if word)}", _Style(size=9.5)


def _authors(meta: Mapping[str, Any]) -> list[str]:
    authors = meta.get("author")
    names = (
        [stringify(each) for each in authors["c"]] if authors and authors["t"] == "MetaList" else [stringify(authors)]
    )
    return [name for name in names if name]


def _set(setter: _Setter, blocks: Sequence[Any], style: _Style) -> None:
    for block in blocks:
        kind, content = block["t"], block.get("c")
        if kind in ("Para", "Plain"):
            _set_paragraph(setter, content, style)
        elif kind == "LineBlock":
            setter.paragraph("\n".join(_words(setter, line) for line in content), style)
        elif kind == "Header":
            level = min(int(content[0]), _LEVELS)
            size = _HEADING + (_LEVELS - level) * _STEP
            setter.paragraph(_words(setter, content[2]), _Style(size=size, bold=True, first=0.0, above=0.6))
        elif kind == "BlockQuote":
            _set(setter, content, _Style(size=SIZE - 1, inset=_QUOTED, font="Kai"))
        elif kind in ("BulletList", "OrderedList"):
            _set_list(setter, block, style)
        elif kind == "DefinitionList":
            for term, meanings in content:
                setter.paragraph(_words(setter, term), style)
                for meaning in meanings:
                    _set(setter, meaning, style)
        elif kind == "CodeBlock":
            setter.paragraph(content[1], _Style(size=9.0, first=0.0, font="Mono"))
        elif kind == "Div":
            _set(setter, content[1], style)
        elif kind == "Figure":
            _set(setter, content[2], style)
            _set(setter, content[1][1], _Style(size=9.0, centred=True))
        elif kind == "Table":
            _set_table(setter, content)


def _set_paragraph(setter: _Setter, inlines: Sequence[Any], style: _Style) -> None:
    """A paragraph; one that is bold as a whole is set as a line that may be a heading."""
    text = _words(setter, inlines)
    if not text.strip():
        return
    solid = [each for each in inlines if each["t"] not in ("Space", "SoftBreak", "LineBreak")]
    if solid and all(each["t"] == "Strong" for each in solid) and style == _Style():
        style = _Style(bold=True, first=0.0)
    setter.paragraph(text, style)


def _set_list(setter: _Setter, block: Any, style: _Style) -> None:
    """The items of a list, each with its mark as it is printed."""
    ordered = block["t"] == "OrderedList"
    (start, number_style, delimiter), items = block["c"] if ordered else ((1, {"t": "Bullet"}, {"t": ""}), block["c"])
    for n, item in enumerate(items):
        mark = _mark(int(start) + n, number_style["t"], delimiter["t"]) if ordered else "•"
        first = True
        for part in item:
            if part["t"] in ("Para", "Plain"):
                words = _words(setter, part["c"])
                setter.paragraph(f"{mark} {words}" if first else words, style)
            else:
                _set(setter, [part], style)
            first = False


def _mark(number: int, style: str, delimiter: str) -> str:
    letter = chr(ord("a") + (number - 1) % 26)
    shown = {"LowerAlpha": letter, "UpperAlpha": letter.upper()}.get(style, str(number))
    return {"TwoParens": f"({shown})", "OneParen": f"{shown})"}.get(delimiter, f"{shown}.")


def _set_table(setter: _Setter, content: Any) -> None:
    _, (_, caption), _, head, bodies, foot = content
    rows = [*head[1], *(row for body in bodies for part in (body[2], body[3]) for row in part), *foot[1]]
    _set(setter, caption, _Style(size=9.0, centred=True))
    setter.table([[_cell(setter, cell) for cell in row[1]] for row in rows])


def _cell(setter: _Setter, cell: Any) -> str:
    return " ".join(_words(setter, block["c"]) for block in cell[4] if block["t"] in ("Para", "Plain")).strip()


def _words(setter: _Setter, inlines: Sequence[Any]) -> str:
    """The text of inlines; notes become rings, pictures are left out by name."""
    out = []
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            out.append(content)
        elif kind in ("Space", "SoftBreak"):
            out.append(" ")
        elif kind == "LineBreak":
            out.append("\n")
        elif kind == "Note":
            setter.notes.append(content)
            out.append(ring(len(setter.notes)))
        elif kind == "Superscript":
            out.append(_words(setter, content).translate(RAISED))
        elif kind == "Subscript":
            out.append(_words(setter, content).translate(LOWERED))
        elif kind in ("Emph", "Strong", "Underline", "Strikeout", "SmallCaps"):
            out.append(_words(setter, content))
        elif kind in ("Link", "Span", "Cite"):
            out.append(_words(setter, content[1]))
        elif kind == "Quoted":
            marks = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
            out.append(marks[0] + _words(setter, content[1]) + marks[1])
        elif kind == "Code":
            out.append(content[1])
        elif kind == "Math":
            out.append(f"${content[1]}$")
        elif kind == "Image":
            named = stringify(content[1]) or str(content[2][0])
            setter.left_out.append(LeftOut(1, Unseen.PICTURE, named))
    return "".join(out)
