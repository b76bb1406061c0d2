"""Take lines, find the tables: those the PDF reader saw, and in a plain text the rows under a caption.

Strategy.  A table's lines are kept line by line, never joined into a sentence.  Where the reader gives cells, the cells are
set like any text and must hold the same letters as the lines do, or they aren't used.  In plain text, rows are
the lines below a caption (表 1 …) that end without a mark and are parted by wide gaps or made of figures; they stay text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sco_pub.clean import typography
from sco_pub.clean.draft import Draft
from sco_pub.clean.gate import fold
from sco_pub.clean.lines import Line, ends_sentence
from sco_pub.clean.points import Repaired
from sco_pub.model.text import Range, RawTable

CAPTION = re.compile(r"^(?:续?表|Table)\s*\d{1,3}(?:[-－.]\d+)?(?:\s|[　:：]|(?=[\u4e00-\u9fff]))")
_ROW = re.compile(
    r"\S(?:\s{2,}|\u3000+|\t)\S.*(?:\s{2,}|\u3000|\t)\S|^[\d.,%％\s\-－—+()（）*]+$|^\S{1,12}(?:\s+-?[\d.,％%*()]+){2,}$"
)


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
        positions = tuple(p for p in flow if table.first_line <= lines[p].index <= table.last_line and p not in taken)
        if positions and not inside & set(positions):
            found.append(Table(positions, table.rows))
            inside.update(positions)
    order = [p for p in flow if p not in inside and p not in taken]
    for n, p in enumerate(order):
        if p in inside or not CAPTION.match(lines[p].text) or ends_sentence(lines[p].text) or lines[p].width > 40:
            continue
        rows = []
        for q in order[n + 1 : n + 60]:
            if not _ROW.search(lines[q].text) or ends_sentence(lines[q].text):
                break
            rows.append(q)
        if len(rows) >= 2:
            found.append(Table(tuple(rows)))
            inside.update(rows)
    return sorted(found, key=lambda t: t.positions)


def cells(table: Sequence[Sequence[str]], raw: str, repaired: Repaired, text: str) -> tuple[tuple[str, ...], ...]:
    """The rows with their cells set; empty when they don't hold the same letters as the block's text."""
    known: Mapping[str, str] = {raw[o]: repaired.text[o] for o in repaired.rules}
    rows = tuple(tuple(_set("".join(known.get(c, c) for c in cell)) for cell in row) for row in table)
    letters = Counter(fold("".join(cell for row in rows for cell in row)))
    return rows if rows and letters == Counter(fold(text)) else ()


def _set(cell: str) -> str:
    if not cell:
        return ""
    draft = Draft(cell, [Range(0, len(cell))])
    typography.set_block(draft)
    return draft.text
