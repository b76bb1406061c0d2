"""Take lines that know their places on the page, say where paragraphs begin and which blocks are quotations.

Strategy.  A line is looked at against its own block: the lines of its column in the column's type size, or a run of lines in
another size (a quotation, a list of sources), which has edges of its own where it is set in as a whole.  A paragraph begins
where a line is set in against its block; where the type size changes after a finished sentence; where the white between two
lines is wider than usual; in an indented block behind a short last line; and, in texts that indent nothing, behind any short
last line.  A mark
that opens a line (（, “, 《) may hang out half an em; it stands where that brings it nearer to an edge or an indent.
A quotation is a block that is set in as a whole: in smaller type, or in two lines and more.
Known doubts: a paragraph of one line that begins at the edge, in a journal that sets headings so.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sco_pub.clean.lines.column_sides import AT_LEFT, MOST_IN, SET_IN, SIZE, left_edge, sides, start_of
from sco_pub.clean.lines.lines import Line, ends_sentence, first_word, without_calls
from sco_pub.clean.lines.type_face import hanzi_face, signed
from sco_pub.lexicon.captions import is_caption
from sco_pub.lexicon.enumerators import ITEM
from sco_pub.model.characters import em, hanzi_count
from sco_pub.model.doubt import Why
from sco_pub.model.text import Band, Geometry

_AT_RIGHT = 5.0  # em: what begins so far in is set at the right, as a file's number and a signature are
_AS_FAR = 0.3  # em: lines that begin no further apart are set in alike
_FULL = 0.7  # em: a line that ends no further from the edge is full
_MOSTLY = 0.5  # of the lines: a face in which fewer are set isn't the running text's
_NEARLY = 0.95  # of a quotation's hanzi: a rare sign may come from another font
_OPENING = "（《〈「『【〔［“‘(["


@dataclass(frozen=True, slots=True)
class Break:
    """Whether a paragraph ends before a line, and why; ``open`` when it could go the other way."""

    cut: bool
    why: Why
    open: bool = False


class Edges:
    """Where lines stand, in em, by index.

    ``inset``: from the column's left edge; ``indents``: from the left edge of the line's own block; ``short``: how far from its
    block's right edge it ends.  ``steps``: from the line above, in points (0 across columns).
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        places = [line.geometry for line in lines]
        sizes = [g.size for g in places if g]
        self.size = statistics.median(sizes) if sizes else 0.0
        faces = Counter(face.font for line in lines if (face := hanzi_face(line)))
        font, count = faces.most_common(1)[0] if faces else ("", 0)
        self.face = font if count > _MOSTLY * len(lines) else ""
        columns = sides(lines, self.size)
        self.inset, self.indents, self.short = [0.0] * len(lines), [0.0] * len(lines), [0.0] * len(lines)
        for run in _runs(lines):
            self._measure([(n, lines[n], g) for n in run if (g := places[n])], columns)
        self.steps = [0.0, *(_step(a, b) for a, b in pairwise(lines))]
        self.step = statistics.median([step for step in self.steps if step > 0] or [0.0])
        self.indented = sum(SET_IN <= indent <= MOST_IN for indent in self.indents) * 20 > len(lines)

    def _measure(
        self, run: Sequence[tuple[int, Line, Geometry]], columns: Mapping[tuple[int | None, int], tuple[float, float]]
    ) -> None:
        """Where the lines of one run stand in their column, and in their own block where its type is another."""
        if not run:
            return
        _, first, place = run[0]
        left, right = columns[first.page, place.column]
        start, end = left, right
        set_in = not any(abs(start_of(line) - left) <= AT_LEFT for _, line, _ in run)
        if set_in and abs(place.size - self.size) > SIZE and len(run) > 1:
            start, end = left_edge([start_of(line) for _, line, _ in run]), max(g.x1 for _, _, g in run)
        for n, line, g in run:
            self.inset[n] = _hung(line, g, left)
            self.indents[n] = _hung(line, g, start)
            self.short[n] = (end - g.x1) / max(g.size, 1.0)

    def parted(self, i: int, word: float) -> Why | None:
        """Why a line that isn't set in begins a paragraph all the same; ``word``: the width of its first word, in em."""
        if self.step and self.steps[i] > 1.3 * self.step:
            return Why.WHITE_BETWEEN
        if not self.indented and self.short[i - 1] > word + 0.5:
            return Why.SHORT_WITHOUT_INDENTS
        return None


def _runs(lines: Sequence[Line]) -> list[list[int]]:
    """Indices of neighbouring lines of one column in one type size."""
    out: list[list[int]] = []
    before: tuple[int | None, int, float] | None = None
    for n, line in enumerate(lines):
        g = line.geometry
        key = (line.page, g.column, g.size) if g else None
        same = key and before and key[:2] == before[:2] and abs(key[2] - before[2]) <= SIZE
        if same:
            out[-1].append(n)
        else:
            out.append([n])
        before = key
    return out


def _hung(line: Line, g: Geometry, left: float) -> float:
    """How far in a line begins, in em; an opening mark's blank half is left aside where that fits an edge or an indent."""
    indent = (start_of(line) - left) / max(g.size, 1.0)
    if line.text[:1] in _OPENING:
        return min((indent, indent + 0.5), key=lambda x: min(abs(x), abs(x - 2.0)))
    return indent


def _step(a: Line, b: Line) -> float:
    """From a line's baseline down to the next one's, in points; 0 where they stand in different columns."""
    g, h = a.geometry, b.geometry
    if g is None or h is None or a.page != b.page or g.column != h.column:
        return 0.0
    return max(0.0, g.baseline - h.baseline)


def breaks_before(lines: Sequence[Line], i: int, edges: Edges, *, first: bool) -> Break:
    """Whether a paragraph begins with line ``i``; both it and the one before have geometry.  ``first``: that one begins one."""
    before, line = lines[i - 1], lines[i]
    g, h = line.geometry, before.geometry
    assert g is not None and h is not None  # noqa: S101 (the caller has looked)
    ended = ends_sentence(before.text) or bool(re.search("[：:；;]$", without_calls(before.text)))
    indent, previous = edges.indents[i], edges.indents[i - 1]
    follows = i + 1 < len(lines) and lines[i + 1].page == line.page and lines[i + 1].geometry is not None
    after = edges.indents[i + 1] if follows else 0.0
    if abs(g.size - h.size) > SIZE and ended:
        return Break(True, Why.OTHER_SIZE)
    full = previous < _AT_RIGHT and edges.short[i - 1] < _FULL
    if indent >= SET_IN and not ended and full and not ITEM.match(line.text):
        hangs = ITEM.match(before.text) or abs(indent - previous) < _AS_FAR
        return Break(False, Why.UNFINISHED, open=not hangs)  # points that hang; asked of lines round a figure
    if indent - after >= SET_IN and (follows or indent >= SET_IN):
        if abs(indent - previous) < _AS_FAR and not ended and edges.short[i - 1] < 1.5:
            return Break(False, Why.AS_FAR_IN)
        return Break(True, Why.INDENT, open=not ended)
    if indent >= SET_IN and previous < SET_IN:
        return Break(True, Why.INDENT, open=not ended)
    if indent >= SET_IN and abs(indent - previous) < _AS_FAR and ended and edges.short[i - 1] >= 1.0:
        return Break(True, Why.SHORT_IN_INDENTED)
    if indent < SET_IN <= previous and ended and edges.short[i - 1] >= 1.0 and not first:
        return Break(True, Why.INDENTED_ENDS)
    parted = edges.parted(i, em(first_word(line.text))) if ended else None
    return Break(bool(parted), parted or Why.NO_INDENT, open=bool(parted) and edges.indented)


def is_quotation(lines: Sequence[Line], group: Sequence[int], edges: Edges) -> bool:
    """Whether a paragraph is quoted: set in as a whole, or in the face that quotations have; ``group``: indices of its lines.

    It opens behind a finished sentence or a colon, is made of words, and is no point of a list; what stands in the note zone is a
    note's, whatever its indent.
    """
    text = "".join(lines[i].text for i in group)
    before = without_calls(lines[group[0] - 1].text) if group[0] else ""
    opens = not before or ends_sentence(before) or bool(re.search("[：:；;—]$", before)) or is_caption(before)
    if not opens or not _worded(text) or ITEM.match(text) or is_caption(text):
        return False
    if any((g := lines[i].geometry) is None or g.band is not Band.TEXT for i in group):
        return False
    return _set_in(lines, group, edges) or _set_apart(lines, group, edges)


def _worded(text: str) -> bool:
    """Whether a text is one of words, no formula or row of figures."""
    signs = len(re.findall(r"\S", text))
    return hanzi_count(text) * 2 > signs or len(re.findall(r"[A-Za-z]{2,}", text)) * 8 > signs


def _set_in(lines: Sequence[Line], group: Sequence[int], edges: Edges) -> bool:
    """Set in from its column's left edge as a whole: in smaller type, or in two lines and more."""
    smaller = all((g := lines[i].geometry) is not None and g.size < edges.size - SIZE for i in group)
    if min(edges.inset[i] for i in group) < SET_IN:
        return False
    if len(group) > 1:
        return smaller or len(group) > 2 or edges.inset[group[0]] >= 3.0
    only = group[0]
    centred = abs(edges.inset[only] - edges.short[only]) < 1.0
    return (
        smaller and not centred and (edges.inset[only] >= 3.0 or not edges.indented) and ends_sentence(lines[only].text)
    )


def _set_apart(lines: Sequence[Line], group: Sequence[int], edges: Edges) -> bool:
    """In another face of the text's own weight from its first hanzi to its last, in two lines or in a sentence set in."""
    faces = [face for i in group if (face := hanzi_face(lines[i]))]
    if not edges.face or len(faces) < len(group) or len({face.font for face in faces}) > 1:
        return False
    face = faces[0]
    other = face.font != edges.face and not face.bold and face.size < edges.size + SIZE
    set_in = edges.inset[group[0]] >= SET_IN and ends_sentence(lines[group[-1]].text)
    return other and (len(group) > 1 or set_in) and _wholly(lines, group, face.font)


def _wholly(lines: Sequence[Line], group: Sequence[int], font: str) -> bool:
    """Whether nearly every hanzi of a paragraph is set in a font."""
    signs = [face.font for i in group for at, face in signed(lines[i]) if hanzi_count(lines[i].text[at])]
    return signs.count(font) >= _NEARLY * len(signs)
