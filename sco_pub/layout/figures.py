"""Take a page's segments and drawings, give its figures: pictures and drawings with their labels and captions.

Strategy.  What is drawn is clustered: marks less than a few points apart belong together.  A caption (图 1, Fig. 1) claims the
clusters above it in its column, or below it where none are above, as far as no prose stands between; a caption in the middle
of the measure claims those of all columns.  The words that lie in or close to what is drawn are its labels.  A picture
without a caption is a figure too when it isn't a line's sign or the page's ornament; a drawing only when it is dense.
Tables (frames of rules under 表 1) are none of it.
On a page that is a picture strokes may be too fine to be seen: a caption that claims nothing drawn takes the words that stand
above it, set in from its column, up to the running text.
Known doubts: a drawing of nothing but straight rules without a caption stays words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from sco_pub.layout.column_edges import Column, column_at, columns_of, with_columns
from sco_pub.layout.regions import Kind, Region, around, prose_of, text_size
from sco_pub.layout.ruled_tables import CAPTION as TABLE_CAPTION
from sco_pub.layout.segments import Segment, box_of, words
from sco_pub.lexicon import captions
from sco_pub.model.sheet import Box, Rule, Sheet

_CELL = 4.0  # points: the grid on which marks are clustered
_MARK = 5  # signs of a note's mark: 〔123〕
_REACH = 2  # cells: marks so near belong together
_AROUND = tuple(product(range(-_REACH, _REACH + 1), repeat=2))
_FRAME = 0.6  # of the page: a larger path is the page's frame or ground
_GAP = 4.5  # em: how far a caption stands from its figure at most, and the parts of a figure from each other
_FAR = 6.5  # em: the same where labels stand between
_LABEL = (2.0, 0.7)  # em: how far beside, above and below what is drawn its labels stand
_LEAST = 28.0  # points: a smaller picture is a sign in a line
_DENSE = 10  # paths: a drawing without a caption has more
_EDGE = 0.075  # of the page's height: where head and foot are
_SAME, _OTHER = 1.8, 2.4  # em: how far below a caption's line its next one stands, and the other language's
_ALIKE = {False: 0.6, True: 1.4}  # points: type of one size; what an engine reads off a picture is coarser
_LABELS_SET_IN = 2.6  # em: a heading and a paragraph's first line begin nearer to their column's edge than this
_LABELS_STEP = 2.2  # em: from one row of such labels to the next at most, and from the last to the caption
_LEAST_LABELS = 3  # rows: fewer may be a formula, or the end of another caption
_START = re.compile(rf"\s*(?:续?图|(?i:fig(?:ure)?)\.?){captions.NUMBER}")
_POINTED = re.compile(r"\s*[:：]|[.．]\s*\S")  # no sentence has a mark behind the number
# A sentence that begins with a figure's number goes on with a verb or a particle; a caption with a noun.
_SENTENCE = re.compile(
    r"\s*(?:[的和与及、，,]|中[的，,])|.{0,6}了|.{0,6}(?:显示|表明|可见|看出|反映|列出|给出|报告|所示|展示了|描述了|展现了|为了|是|为$)|.{0,9}(?:可知|shows|show)\b"
)


@dataclass(frozen=True, slots=True)
class _Cluster:
    box: Box
    paths: int
    pictures: int


@dataclass(frozen=True, slots=True)
class PageView:
    """What is known of a page before its figures: ``size`` of its text, its ``columns``, its lines of ``prose``."""

    sheet: Sheet
    parts: Sequence[Segment]
    prose: Sequence[Segment]
    columns: Sequence[Column]
    size: float
    frames: Sequence[tuple[float, float, float, float]]


def view_of(
    sheet: Sheet,
    parts: Sequence[Segment],
    frames: Sequence[tuple[float, float, float, float]],
    before: Sequence[Column] = (),
) -> PageView:
    """What is known of a page; ``before``: the columns of the page before, for one that shows none."""
    columns = with_columns(columns_of(parts), parts, before)
    outside = [part for part in parts if not any(_within(part, frame) for frame in frames)]
    return PageView(sheet, parts, prose_of(parts, columns), columns, text_size(outside or parts), frames)


def _within(part: Segment, frame: tuple[float, float, float, float]) -> bool:
    x0, y0, x1, y1 = frame
    return x0 - 6 < (part.x0 + part.x1) / 2 < x1 + 6 and y0 < part.y < y1


def figures(view: PageView) -> list[Region]:
    """The page's figures, those with a caption first; ``parts`` and ``caption`` of each hold its words."""
    captions = _captions(view)
    stated = {id(part) for rows in captions for row in rows for part in row}
    view = replace(view, prose=[line for line in view.prose if id(line) not in stated])
    clusters = _clusters(view)
    found: list[Region] = []
    for caption in captions:
        others = [rows for rows in captions if rows is not caption]
        claimed = _claim(view, caption, others, clusters)
        if claimed:
            gone = {id(cluster) for cluster in claimed}
            clusters = [cluster for cluster in clusters if id(cluster) not in gone]
            found.append(_figure(view, around(cluster.box for cluster in claimed), caption))
        elif view.sheet.picture and (drawn := _too_fine(view, caption, stated)):
            found.append(_figure(view, drawn, caption))
    found += [_figure(view, cluster.box, []) for cluster in clusters if _stands_alone(view, cluster)]
    for region in found:
        _label(view, region, stated)
    return found


def _figure(view: PageView, box: Box, caption: list[list[Segment]]) -> Region:
    """A figure is read where it begins."""
    return Region(Kind.FIGURE, box, box.y1 - view.size, box, caption=caption)


def _captions(view: PageView) -> list[list[list[Segment]]]:
    """Each caption as its rows, the other language's below it included."""
    rows = _rows(view.parts)
    found: list[list[list[Segment]]] = []
    used: set[int] = set()
    for n, row in enumerate(rows):
        if n in used or not _begins(view, row):
            continue
        caption = [row]
        used.add(n)
        for m in range(n + 1, len(rows)):
            if caption[-1][0].y - rows[m][0].y > _OTHER * max(caption[-1][0].size, rows[m][0].size):
                break
            if m not in used and _goes_on(view, caption, rows[m]):
                caption.append(rows[m])
                used.add(m)
        found.append([_with_mark(view, row) for row in caption])
    return found


def _with_mark(view: PageView, row: list[Segment]) -> list[Segment]:
    """A caption's row with the raised mark of a note at its end, which its size keeps apart from the words."""
    last = row[-1]
    box = Box(last.x1 - 0.1 * last.size, last.y + 0.1 * last.size, last.x1 + last.size, last.y + 0.8 * last.size)
    return [*row, *(part for part in view.parts if part not in row and box.holds(part.x0, part.y) and _short(part))]


def _short(part: Segment) -> bool:
    return len(part.glyphs) <= _MARK


def _rows(parts: Sequence[Segment]) -> list[list[Segment]]:
    """Segments that touch on a baseline, from the top: a number and the words behind its gap are one row."""
    rows: list[list[Segment]] = []
    for part in sorted(parts, key=lambda part: (-round(part.y, 1), part.x0)):
        near = next(
            (
                r
                for r in rows[-6:]
                if abs(r[-1].y - part.y) < 0.2 * part.size and 0 <= part.x0 - r[-1].x1 < 3 * part.size
            ),
            None,
        )
        if near is None:
            rows.append([part])
        else:
            near.append(part)
    return rows


def _begins(view: PageView, row: Sequence[Segment]) -> bool:
    text = "".join(map(words, row))
    start = _START.match(text)
    if start is None or not text[start.end() :].strip():
        return False
    if _POINTED.match(text[start.end() :]):
        return True
    return not _SENTENCE.match(text[start.end() :]) and not _first_line(view, row)


def _first_line(view: PageView, row: Sequence[Segment]) -> bool:
    """Does the row begin a paragraph of the text's own size?  Then a full line of prose follows at its column's edge."""
    size = row[0].size
    box = around(map(box_of, row))
    column = column_at(view.columns, box, 1.5 * size)
    if column is None or abs(size - view.size) > 0.4 or box.x1 < column.x1 - 1.5 * size:
        return False
    below = [
        line for line in view.prose if 0.7 * size < row[0].y - line.y < 2.0 * size and box.meets_across(box_of(line))
    ]
    return any(abs(line.x0 - column.x0) < size and row[0].x0 > line.x0 + size for line in below)


def _goes_on(view: PageView, caption: Sequence[Sequence[Segment]], row: Sequence[Segment]) -> bool:
    """Is a row below a caption's line its next one: the same in the other language, or the rest of a long one?"""
    first, box, last = caption[0], around(map(box_of, row)), around(box_of(part) for part in caption[-1])
    text = "".join(map(words, row))
    if not box.meets_across(last) or TABLE_CAPTION.match(text):
        return False
    if _START.match(text):
        return _language("".join(map(words, first))) != _language(text)
    if (
        abs(row[0].size - caption[-1][0].size) > _ALIKE[view.sheet.picture]
        or caption[-1][0].y - row[0].y > _SAME * row[0].size
    ):
        return False
    if first[0].size < 0.95 * view.size:
        # sizes that an engine reads are coarse: a row whose size is nearer to the text's than to the caption's is the text's
        return abs(row[0].size - first[0].size) < abs(row[0].size - view.size)
    column = column_at(view.columns, last, 1.5 * row[0].size)
    if column is not None and last.x1 > column.x1 - 1.5 * row[0].size:  # a long caption: so far each row is full
        return row[0].x0 < column.x0 + 1.5 * row[0].size
    centred = column is not None and abs(box.middle - (column.x0 + column.x1) / 2) < row[0].size
    return centred and box.x0 > (column.x0 if column else 0.0) + 1.5 * row[0].size


def _language(text: str) -> bool:
    return bool(re.match(r"\s*续?图", text))


def _clusters(view: PageView) -> list[_Cluster]:
    """What is drawn on the page, but for its head and foot, its tables and its ground, in clusters."""
    sheet = view.sheet
    low, high = _EDGE * sheet.height, (1 - _EDGE) * sheet.height
    tables = [Box(*frame) for frame in view.frames if _captioned_table(view, frame)]
    page = sheet.width * sheet.height
    marks = [(box, 1) for box in sheet.pictures]
    marks += [(box, 0) for box in sheet.paths if box.width * box.height < _FRAME * page]
    marks += [(Box(r.x0, r.y0, r.x1, r.y1), 2) for r in sheet.rules if not _separator(view, r)]
    inner = [
        (box, kind)
        for box, kind in marks
        if box.y0 < high
        and box.y1 > low
        and not any(t.wider(6, 3).holds((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) for t in tables)
    ]
    return [
        _Cluster(
            around(inner[n][0] for n in group),
            sum(inner[n][1] == 0 for n in group),
            sum(inner[n][1] == 1 for n in group),
        )
        for group in _grouped([box for box, _ in inner])
    ]


def _captioned_table(view: PageView, frame: tuple[float, float, float, float]) -> bool:
    """Stands a table's caption close above the frame, or in its head?"""
    x0, _, x1, y1 = frame
    return any(
        TABLE_CAPTION.match(words(part))
        and x0 - 20 < part.x1
        and part.x0 < x1 + 20
        and y1 - 4 < part.y < y1 + 5 * view.size
        for part in view.parts
    )


def _separator(view: PageView, rule: Rule) -> bool:
    """Is a rule alone: over a column's whole width, or at a column's left, with prose or notes close to it?"""
    if not rule.horizontal:
        return False
    return any(
        abs(rule.x0 - column.x0) < view.size
        and (rule.x1 - rule.x0 > 0.9 * column.width or rule.x1 - rule.x0 < 0.4 * column.width)
        for column in view.columns
    ) and not any(
        Box(rule.x0, rule.y0, rule.x1, rule.y1).wider(2, 8).meets(box)
        for box in (*view.sheet.pictures, *view.sheet.paths)
    )


def _grouped(boxes: Sequence[Box]) -> list[list[int]]:
    """The indices of boxes that lie near each other, by connected cells of a grid."""
    cells: dict[tuple[int, int], list[int]] = {}
    for n, box in enumerate(boxes):
        for cell in _cells_of(box):
            cells.setdefault(cell, []).append(n)
    groups: list[list[int]] = []
    seen: set[tuple[int, int]] = set()
    for start in cells:
        if start in seen:
            continue
        seen.add(start)
        members: set[int] = set()
        todo = [start]
        while todo:
            column, row = todo.pop()
            members.update(cells[(column, row)])
            near = [(column + dx, row + dy) for dx, dy in _AROUND]
            found = [cell for cell in near if cell in cells and cell not in seen]
            seen.update(found)
            todo += found
        groups.append(sorted(members))
    return groups


def _cells_of(box: Box) -> Iterator[tuple[int, int]]:
    """The cells of the grid that a box touches."""
    columns = range(int(box.x0 // _CELL), int(box.x1 // _CELL) + 1)
    return product(columns, range(int(box.y0 // _CELL), int(box.y1 // _CELL) + 1))


def _claim(
    view: PageView,
    caption: Sequence[Sequence[Segment]],
    others: Sequence[Sequence[Sequence[Segment]]],
    clusters: Sequence[_Cluster],
) -> list[_Cluster]:
    """The clusters that a caption names, above it or else below it."""
    box = around(box_of(part) for row in caption for part in row)
    x0, x1 = _reach(view, box)
    inside = [c for c in clusters if min(c.box.x1, x1) - max(c.box.x0, x0) > 0.5 * c.box.width]
    inside = [c for c in inside if max(c.box.width, c.box.height) >= _LEAST / 2]
    barred = [around(box_of(part) for row in rows for part in row) for rows in others]
    barred += [box_of(line) for line in view.prose]
    return _grow(view, box, inside, barred, 1) or _grow(view, box, inside, barred, -1)


def _too_fine(view: PageView, caption: Sequence[Sequence[Segment]], stated: Collection[int]) -> Box | None:
    """Where a figure stands whose strokes no one saw: from its caption up, as far as nothing but labels stands in its column."""
    told = around(box_of(part) for row in caption for part in row)
    column = column_at(view.columns, told, 1.5 * view.size)
    if column is None:
        return None
    prose = {id(line) for line in view.prose}
    over = [part for part in view.parts if column.x0 - view.size < (part.x0 + part.x1) / 2 < column.x1 + view.size]
    low, labels = told.y1, []
    for part in sorted((part for part in over if part.y > told.y1 - 1), key=lambda part: part.y):
        label = id(part) not in prose and id(part) not in stated
        if not label or part.y - low > _LABELS_STEP * view.size or part.x0 < column.x0 + _LABELS_SET_IN * view.size:
            break
        labels.append(box_of(part))
        low = part.y
    if len(labels) < _LEAST_LABELS:
        return None
    box = around(labels)
    return Box(min(column.x0, box.x0), told.y1, max(column.x1, box.x1), box.y1)


def _reach(view: PageView, caption: Box) -> tuple[float, float]:
    """From where to where a caption's figure may reach: its column's width; all columns' when it stands in their middle."""
    if not view.columns:
        return 0.0, view.sheet.width
    column = column_at(view.columns, caption, 1.5 * view.size)
    left, right = min(c.x0 for c in view.columns), max(c.x1 for c in view.columns)
    if column is None or abs(caption.middle - (left + right) / 2) < 2 * view.size < abs(
        caption.middle - (column.x0 + column.x1) / 2
    ):
        return left - 2 * view.size, right + 2 * view.size
    return column.x0 - 2 * view.size, column.x1 + 2 * view.size


def _grow(
    view: PageView, caption: Box, clusters: Sequence[_Cluster], barred: Sequence[Box], way: int
) -> list[_Cluster]:
    """The clusters above (``way`` 1) or below (-1) a caption, as far as nothing bars the way."""
    taken: list[_Cluster] = []
    region = caption
    rest = [c for c in clusters if (c.box.y0 > caption.y0 if way > 0 else c.box.y1 < caption.y1)]
    while near := [c for c in rest if _in_reach(view, region, c.box) and not _barred(region, c.box, barred)]:
        gaps = [_gap(region, c.box) for c in near]
        best = near[gaps.index(min(gaps))]
        rest = [c for c in rest if c is not best]
        taken.append(best)
        region = around(c.box for c in taken)
    return taken if taken and min(region.width, region.height) >= _LEAST / 2 else []


def _gap(a: Box, b: Box) -> float:
    """How far apart two boxes are from top to bottom; 0 when they are level."""
    return max(0.0, b.y0 - a.y1, a.y0 - b.y1)


def _in_reach(view: PageView, a: Box, b: Box) -> bool:
    """Are two boxes near each other, or is what parts them filled with labels?"""
    gap = _gap(a, b)
    return gap <= _GAP * view.size or (gap <= _FAR * view.size and _barred(a, b, [box_of(part) for part in view.parts]))


def _barred(a: Box, b: Box, barred: Sequence[Box]) -> bool:
    """Does one of some boxes (prose, another caption) stand between two boxes?"""
    low, high = min(a.y1, b.y1), max(a.y0, b.y0)
    if high <= low:
        return False
    x0, x1 = min(a.x0, b.x0), max(a.x1, b.x1)
    return any(low - 1 < (box.y0 + box.y1) / 2 < high + 1 and box.x0 < x1 and box.x1 > x0 for box in barred)


def _stands_alone(view: PageView, cluster: _Cluster) -> bool:
    """Is a cluster that no caption claims a figure all the same: a picture, or a dense drawing, with no prose in it?"""
    box, height = cluster.box, view.sheet.height
    if min(box.width, box.height) < _LEAST or box.y0 > (1 - 2 * _EDGE) * height or box.y1 < _EDGE * height:
        return False
    if any(box.meets(box_of(line)) for line in view.prose):
        return False
    return bool(cluster.pictures) or cluster.paths >= _DENSE


def _label(view: PageView, region: Region, taken: set[int]) -> None:
    """Take the words in and near a figure's drawing, and what stands between it and its caption, into the region."""
    prose = {id(line) for line in view.prose}
    caption = around(box_of(part) for row in region.caption for part in row) if region.caption else None
    parts = [part for part in view.parts if not (caption and caption.meets(box_of(part)))]
    before = -1
    while len(region.parts) > before:
        before = len(region.parts)
        zones = _zones(region.box, caption, view.size)
        for part in parts:
            middle, level = (part.x0 + part.x1) / 2, part.y + 0.3 * part.size
            label = id(part) not in prose or region.box.holds(middle, level)
            if label and id(part) not in taken and any(zone.holds(middle, level) for zone in zones):
                region.parts.append(part)
                taken.add(id(part))
                region.box = region.box.around(box_of(part))


def _zones(drawn: Box, caption: Box | None, size: float) -> tuple[Box, ...]:
    """Where a figure's labels stand: close to what is drawn, and between it and the caption below it."""
    near = drawn.wider(*(share * size for share in _LABEL))
    if caption is None or caption.y1 >= drawn.y0:
        return (near,)
    return near, drawn.around(Box(drawn.x0, caption.y1, drawn.x1, caption.y1))
