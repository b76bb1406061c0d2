"""Take lines, find the tables: those the PDF reader saw, and in a plain text the rows under a caption.

Strategy.  A table's lines are kept line by line, never joined into a sentence.  Where the reader gives cells, the cells are
set like any text and must hold the same letters as the lines do, or they aren't used.  In plain text, rows are
the lines below a caption (表 1 …) that end without a mark and are parted by wide gaps or made of figures; they become cells
where each row has as many, and stay text where not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sco_pub.clean.codepoints.repair import Repaired
from sco_pub.clean.ledger.draft import Draft
from sco_pub.clean.ledger.gate import fold
from sco_pub.clean.lines.column_sides import SIZE
from sco_pub.clean.lines.lines import Line, ends_sentence, without_calls
from sco_pub.clean.typography import typography
from sco_pub.lexicon import captions
from sco_pub.lexicon.captions import is_caption
from sco_pub.model.characters import HANZI
from sco_pub.model.rule import Rule
from sco_pub.model.text import Range, RawTable

_ROW = re.compile(
    r"\S(?:\s{2,}|\u3000+|\t)\S.*(?:\s{2,}|\u3000|\t)\S|^[\d.,%％\s\-－—+()（）*]+$|^\S{1,12}(?:\s+-?[\d.,％%*()]+){2,}$"
)

_CAPTION_LINES = 6  # of captions that stand together: two of three lines each
_FIGURE = r"[-－−+<>＜＞=＝≤≥~～±\d.,，%％‰*()（）/:：]*\d[-－−+<>＜＞=＝≤≥~～±\d.,，%％‰*()（）/:：]*"


@dataclass(frozen=True, slots=True)
class Table:
    """Positions of a table's lines; ``rows`` as the reader gave them, or none."""

    positions: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...] = ()


def find(
    lines: Sequence[Line], flow: Sequence[int], seen: Sequence[RawTable], taken: Collection[int] = ()
) -> list[Table]:
    """Tables among the lines of the running text (``flow``), in order."""
    found: list[Table] = []
    inside: set[int] = set()
    for table in seen:
        positions = tuple(p for p in flow if table.holds(lines[p].index) and p not in taken)
        if positions and not inside & set(positions):
            found.append(Table(positions, table.rows))
            inside.update(positions)
    order = [p for p in flow if p not in inside and p not in taken]
    for n, p in enumerate(order):
        if (
            p in inside
            or not captions.TABLE.match(lines[p].text)
            or ends_sentence(lines[p].text)
            or lines[p].width > 40
        ):
            continue
        below = [lines[q].text for q in order[n + 1 : n + 60]]
        rows = order[n + 1 : n + 1 + _rows(below)]
        if len(rows) >= 2:
            found.append(Table(tuple(rows), _aligned([lines[q].text for q in rows])))
            inside.update(rows)
    return sorted(found, key=lambda t: t.positions)


def _aligned(texts: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The cells of a plain text's rows, where white space alone tells them: as many in each row, and figures below the head."""
    rows = tuple(tuple(text.split()) for text in texts)
    figures = [sum(bool(re.fullmatch(_FIGURE, cell)) for cell in row) for row in rows[1:]]
    sure = len({len(row) for row in rows}) == 1 and all(count * 2 >= len(rows[0]) for count in figures)
    return rows if sure and len(rows[0]) > 1 else ()


def _rows(texts: Sequence[str]) -> int:
    """How many of the lines below a caption are rows; the first two may hold the heads of the columns."""
    for head in (0, 1, 2):
        if head and (head > len(texts) or not _heads(texts[head - 1])):
            return 0
        count = head
        while count < len(texts) and _is_row(texts[count]):
            count += 1
        if count - head >= 2:
            return count
    return 0


def _is_row(text: str) -> bool:
    if ends_sentence(text):
        return False
    cells = text.split()
    figures = sum(bool(re.fullmatch(_FIGURE, cell)) for cell in cells)
    return bool(_ROW.search(text)) or (len(cells) >= 3 and figures * 2 >= len(cells))


def _heads(text: str) -> bool:
    """Whether a line may hold the heads of columns: three cells or more, none of them long."""
    cells = text.split()
    return len(cells) >= 3 and not ends_sentence(text) and max(map(len, cells)) <= 16


def floats(
    lines: Sequence[Line], flow: Sequence[int], placed: Sequence[Sequence[int]], headed: Collection[int]
) -> list[tuple[tuple[int, ...], int]]:
    """Tables and figures (their positions are ``placed``) that stand inside a sentence, since a page's top or foot is their
    place: (positions with caption and note, the position where the sentence goes on).  Several may stand there together."""
    order = {p: n for n, p in enumerate(flow)}
    wholes = []
    for positions in placed:
        first, last = order[positions[0]], order[positions[-1]]
        while first and is_caption(lines[flow[first - 1]].text):
            first -= 1
        if last + 1 < len(flow) and captions.NOTE.match(lines[flow[last + 1]].text):
            last += 1
        wholes.append((first, last))
    starts, ends = dict(wholes), {last: first for first, last in wholes}
    found = []
    for first, last in wholes:
        before, after = first - 1, last + 1
        while before in ends:
            before = ends[before] - 1
        while after in starts:
            after = starts[after] + 1
        if before < 0 or after >= len(flow) or flow[before] in headed or flow[after] in headed:
            continue
        if _unfinished(lines[flow[before]].text) and not is_caption(lines[flow[after]].text):
            found.append((tuple(flow[first : last + 1]), flow[after]))
    return found


def lone_captions(lines: Sequence[Line], flow: Sequence[int]) -> list[tuple[int, ...]]:
    """Captions whose picture isn't known, in smaller type than the lines above and below; those that stand together in one."""
    found: list[tuple[int, ...]] = []
    n = 1
    while n < len(flow):
        end = n
        if is_caption(lines[flow[n]].text) and _smaller(lines[flow[n]], lines[flow[n - 1]]):
            while end < min(len(flow), n + _CAPTION_LINES) and _smaller(lines[flow[end]], lines[flow[n - 1]]):
                end += 1
            if end < len(flow) and not _smaller(lines[flow[end]], lines[flow[n - 1]]):
                found.append(tuple(flow[n:end]))
        n = max(end, n + 1)
    return found


def _smaller(line: Line, text: Line) -> bool:
    return line.geometry is not None and text.geometry is not None and line.geometry.size < text.geometry.size - SIZE


def _unfinished(text: str) -> bool:
    """Whether a line stops in the middle of a sentence."""
    text = without_calls(text)
    opened = sum(map(text.count, "（(")) > sum(map(text.count, "）)"))
    return not ends_sentence(text) and (opened or bool(re.search(f"[{HANZI}，、]$", text)))


# A cell of nothing but figures, their errors in brackets and the stars of their significance: 1. 264∗∗∗(0. 236)
_FIGURES = re.compile(r"[\d\s.．,，()（）\[\]*＊∗†‡%％±+\-－–−~～<>≤≥=]+")
_SPACED = re.compile(r"\d+(?:\s*[.．]\s*\d+)+")


def cells(table: Sequence[Sequence[str]], raw: str, repaired: Repaired, text: str) -> tuple[tuple[str, ...], ...]:
    """The rows with their cells set; empty when they don't hold the same letters as the block's text."""
    known: Mapping[str, str] = {raw[o]: repaired.text[o] for o in repaired.rules}
    rows = tuple(tuple(_set("".join(known.get(c, c) for c in cell)) for cell in row) for row in table)
    letters = Counter(fold("".join(cell for row in rows for cell in row)))
    return rows if rows and letters == Counter(fold(text)) else ()


def _closed_up(number: re.Match[str]) -> str:
    """A decimal without the blank behind its point; a number of several points (3. 2. 1) as it is."""
    whole, *rest = re.split(r"\s*[.．]\s*", number[0])
    return f"{whole}.{rest[0]}" if len(rest) == 1 else number[0]


def _set(cell: str) -> str:
    if not cell:
        return ""
    draft = Draft(cell, [Range(0, len(cell))])
    if _FIGURES.fullmatch(cell):
        draft.sub(_SPACED, _closed_up, Rule.NUMBER)
    typography.set_block(draft)
    return draft.text
