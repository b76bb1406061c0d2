"""Take what is known of a page that is a picture, give the tables whose cells can't be told apart, each with its caption.

Strategy.  An engine that reads a page gives rows, and no upright rules: columns are found from the white between them.  In a
close grid there is none that it could see: cells come out with several figures in them, run together, which nobody can put
right without the page.  So a table under a caption is read as it would be later; where a third of its cells hold more than one
figure it is kept as what it looks like, a picture.
Known doubts: a column of pairs of figures with a blank between them, in a small table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sco_pub.layout.built_up import caption_above
from sco_pub.layout.figures import PageView
from sco_pub.layout.regions import Kind, Region
from sco_pub.layout.ruled_tables import tables
from sco_pub.layout.segments import Segment
from sco_pub.model.sheet import Box

_LEVEL = 0.3  # em: cells of a row stand on one baseline, which an engine reads a little higher or lower
_CROWDED = 1 / 3  # of the filled cells; on twenty-one scans 0.56 in a close grid, up to 0.14 where columns were found
_FIGURE = r"\d+(?:[.．]\d+)?"
_SEVERAL = re.compile(rf"{_FIGURE}(?:\s+{_FIGURE})+")
_THOUSANDS = re.compile(
    r"\d{1,3}(?:\s\d{3})+(?:[.．]\d+)?"
)  # GB/T 15835: groups of three digits with a blank between them


def crowded_tables(view: PageView) -> list[Region]:
    """The tables to be kept as pictures, on a page that is a picture itself."""
    found = []
    for frame in view.frames if view.sheet.picture else ():
        box = Box(*frame)
        caption = caption_above(view, box)
        parts = [part for part in view.parts if box.wider(6, 2).holds((part.x0 + part.x1) / 2, part.y)]
        if caption and parts and _is_crowded(view, parts):
            found.append(Region(Kind.TABLE, box, box.y1, box, parts, [[part] for part in caption]))
    return found


def _is_crowded(view: PageView, parts: Sequence[Segment]) -> bool:
    read = tables(_rows(parts), view.sheet.rules, 0)
    cells = [cell.strip() for table in read for row in table.rows for cell in row if cell.strip()]
    several = [cell for cell in cells if _SEVERAL.fullmatch(cell) and not _THOUSANDS.fullmatch(cell)]
    return bool(cells) and len(several) >= _CROWDED * len(cells)


def _rows(parts: Sequence[Segment]) -> list[list[Segment]]:
    """The pieces that stand on one baseline, from left to right; the rows from the top."""
    rows: list[list[Segment]] = []
    for part in sorted(parts, key=lambda part: -part.y):
        if rows and rows[-1][0].y - part.y < _LEVEL * part.size:
            rows[-1].append(part)
        else:
            rows.append([part])
    return [sorted(row, key=lambda part: part.x0) for row in rows]
