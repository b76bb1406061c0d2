"""Take a scanned page's picture and what the engine read on it, give its rows with the numbers in rings that the picture shows.

Strategy.  The engine leaves out small raised rings, reads ㉑ as ② or 0, and knows no ring beyond ⑳.  So rings are looked
for by their shape, whatever was read: an outline that is closed and lies on an ellipse nearly as wide as high, about as
large as print or a raised mark of it.  The ring's stroke is taken away, a little less and a little more, and the digits in
it are read whole and by halves: what the readings agree on is the number.  It takes the place of what the engine made of it,
or its own between the signs of its row.  A ring whose number isn't sure stays as the engine has it, or is a sign that is
lost: the order of the marks settles it (layout.marks_in_order), or the editor is asked.  A ring with nothing in it is a
letter, a nought or a bullet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from sco_pub.edge import ocr
from sco_pub.edge.pdf import ring
from sco_pub.model.characters import CIRCLED, LOST, hanzi_count
from sco_pub.model.characters import ring as ring_of
from sco_pub.model.sheet import ReadPage, ReadRow, ReadSign

if TYPE_CHECKING:
    import numpy as np

TIMES = 3  # how much finer the picture is than the one that was read: a raised mark of 6 points has 40 pixels then
_DARK = 150  # of 255
_SMALLEST, _LARGEST = 4.0, 15.0  # points: a raised mark's ring in small print, one in the type of a heading
_ROUND = 1.25  # the longer axis over the shorter; digits and most letters are narrower
_INMOST, _OUTMOST = (
    0.85,
    1.12,
)  # of the half axes: between them lies a ring's outline; measured 0.89 to 1.05, a frame's up to 1.4
_OUTLIERS = 0.02  # the share of an outline's points that may be dirt on it
_HOLE, _CONVEX = 0.1, 0.9  # of the largest hole, of its hull: a digit that touches its ring parts or dents the hole
_DIRECTIONS, _STEPS = 72, 60  # five degrees; steps shorter than a dot of a ring of a note's size
_THICKEST = 0.3  # of the half axis: where the stroke has been crossed
_TOUCHED = 0.6  # of all directions: in the others a digit may touch the stroke
_SLACKS = (0.03, 0.07, 0.12)  # of the half axis: the stroke's grey edge, of a thin ring and a thick one
_LEAST = 0.3  # of the ring's height: a lower rest is dirt, no digit
_REST, _RIM = (
    0.45,
    0.08,
)  # of the highest piece of ink, of the half axis: what is lower and stands on the rim is left of the ring
_WIDE = 0.75  # width over height: no digit is as wide, two equal ones are, which the recogniser (CTC) runs together
_NARROW = 0.55  # width over height: two digits side by side are wider
_MIDDLE = 0.3  # of the width: beyond it on either side no two digits part
_DIGITS = frozenset("0123456789")
_MOST_DIGITS = 2  # a ring holds no more that a scan shows
_ENOUGH = 1.5  # of three sure readings' scores
_AHEAD = 1.3  # times the second best
_REACH = 3.0  # of a row's height: so far beyond its ends a mark may stand
_ABOVE, _BELOW = 0.35, 0.1  # of a row's height beyond its box: where the middle of a raised mark is
_AMID = 0.35  # of a hanzi's width from its middle: so far a part of it lies at most that has its own place in it
_SMALLER = 0.8  # of a hanzi's width: a ring of print is as wide as a hanzi, and a raised one stands beside it
_OWN = 0.45  # of the ring's width from its middle: what the engine read there is the ring


@dataclass(frozen=True, slots=True)
class Mark:
    """A ring on the picture, in the pixels of the page that was read; ``number``: 0 where it isn't sure."""

    x0: float
    y0: float
    x1: float
    y1: float
    number: int

    @property
    def sign(self) -> str:
        return ring_of(self.number) if self.number else LOST


def marks(picture: np.ndarray, dpi: int) -> list[Mark]:
    """The rings with a number on a grey picture of ``dpi``, each in pixels of one ``TIMES`` coarser."""
    found = []
    for x, y, wide, high in _rings(picture, dpi):
        votes = _votes(picture[y : y + high, x : x + wide])
        if votes:
            edges = (x / TIMES, y / TIMES, (x + wide) / TIMES, (y + high) / TIMES)
            found.append(Mark(*edges, _elected(votes)))
    return found


def _elected(votes: Mapping[str, float]) -> int:
    """The number that the readings agree on; 0 where they don't."""
    (most, best), (next_most, _) = [*sorted(((score, text) for text, score in votes.items()), reverse=True), (0.0, "")][
        :2
    ]
    sure = most >= _ENOUGH and most >= _AHEAD * next_most and not best.startswith("0") and len(best) <= _MOST_DIGITS
    return int(best) if sure else 0


def _rings(picture: np.ndarray, dpi: int) -> Iterator[tuple[int, int, int, int]]:
    """The boxes (x, y, width, height) of closed outlines on an ellipse that is nearly a circle."""
    import cv2
    import numpy as np

    outlines, levels = cv2.findContours((picture < _DARK).astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    least, most = _SMALLEST * dpi / 72, _LARGEST * dpi / 72
    for outline, (_, _, hole, around) in zip(outlines, levels[0] if levels is not None else (), strict=True):
        x, y, wide, high = cv2.boundingRect(outline)
        if around != -1 or hole == -1 or not (least < min(wide, high) and max(wide, high) < most):
            continue
        across = (outline[:, 0, 0] - x - (wide - 1) / 2) / (wide / 2)
        up = (outline[:, 0, 1] - y - (high - 1) / 2) / (high / 2)
        inmost, outmost = np.quantile(np.hypot(across, up), (_OUTLIERS, 1 - _OUTLIERS))
        shaped = max(wide, high) < _ROUND * min(wide, high) and inmost > _INMOST and outmost < _OUTMOST
        if shaped and not _empty(picture, outlines, levels[0], hole):
            yield x, y, wide, high


def _empty(picture: np.ndarray, outlines: Sequence[np.ndarray], levels: np.ndarray, hole: int) -> bool:
    """Is there nothing in a ring, as in an o?  Its one hole is round, and has no ink in it."""
    import cv2
    import numpy as np

    holes = []
    while hole != -1:
        holes.append(outlines[hole])
        hole = int(levels[hole][0])
    areas = [cv2.contourArea(one) for one in holes]
    largest = holes[areas.index(max(areas))]
    if sum(area > _HOLE * max(areas) for area in areas) > 1:
        return False  # a digit parts it
    if max(areas) < _CONVEX * cv2.contourArea(cv2.convexHull(largest)):
        return False
    x, y, wide, high = cv2.boundingRect(largest)
    filled = np.zeros((high, wide), np.uint8)
    cv2.drawContours(filled, [largest - (x, y)], -1, (1,), cv2.FILLED)
    inner = cv2.erode(filled, np.ones((3, 3), np.uint8), iterations=2, borderType=cv2.BORDER_CONSTANT, borderValue=0)
    return not bool(((picture[y : y + high, x : x + wide] < _DARK) & (inner > 0)).any())


def _votes(crop: np.ndarray) -> dict[str, float]:
    """What is read in a ring when more or less of its edge is taken away, each reading with its score; none of an empty ring."""
    whole: dict[str, float] = {}
    halves: dict[str, float] = {}
    inked = False
    for inner, rim in _without_ring(crop):
        body = _body(inner, rim)
        if body is None:
            continue
        inked = True
        slender = body.shape[1] / body.shape[0]
        text, score = _digits(body)
        if text and (len(text) > 1 or slender < _WIDE):
            whole[text] = whole.get(text, 0.0) + score
        if slender > _NARROW:
            left, right = _digits(body[:, : (cut := _thinnest(body))]), _digits(body[:, cut:])
            if len(left[0]) == len(right[0]) == 1:
                both = left[0] + right[0]
                halves[both] = halves.get(both, 0.0) + min(left[1], right[1])
    if max((score for text, score in whole.items() if len(text) == 1), default=0) >= _ENOUGH:
        halves = {}
    votes = {text: whole.get(text, 0.0) + halves.get(text, 0.0) for text in (*whole, *halves)}
    return votes if votes or not inked else {"0": 0.0}


def _without_ring(crop: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """A ring's picture without its stroke, as thick as it is in most directions, and where the rest of the stroke may be.

    Digits that touch the ring stay.
    """
    import numpy as np

    high, wide = crop.shape
    ink = crop < _DARK
    steps = np.linspace(1.0, _THICKEST, _STEPS)
    inner = []
    for angle in np.linspace(0, 2 * np.pi, _DIRECTIONS, endpoint=False):
        ys = np.clip(np.rint((high - 1) / 2 + steps * np.sin(angle) * high / 2), 0, high - 1).astype(int)
        xs = np.clip(np.rint((wide - 1) / 2 + steps * np.cos(angle) * wide / 2), 0, wide - 1).astype(int)
        along = ink[ys, xs]
        first = int(along.argmax())
        white = np.flatnonzero(~along[first:])
        inner.append(steps[first + white[0] - 1 if len(white) and white[0] else -1])
    edge = float(np.quantile(inner, _TOUCHED))
    y, x = np.indices(crop.shape)
    radius = np.hypot((x - (wide - 1) / 2) / (wide / 2), (y - (high - 1) / 2) / (high / 2))
    for slack in _SLACKS:
        yield np.where(radius > edge - slack, 255, crop).astype(np.uint8), radius > edge - slack - _RIM


def _body(inner: np.ndarray, rim: np.ndarray) -> np.ndarray | None:
    """The digits' ink without what is left of the ring: low pieces on its ``rim``.  None where nothing else is there."""
    import cv2
    import numpy as np

    count, labels, stats, _ = cv2.connectedComponentsWithStats((inner < _DARK).astype(np.uint8), connectivity=8)
    heights = stats[1:count, cv2.CC_STAT_HEIGHT]
    if not len(heights) or max(heights) < _LEAST * inner.shape[0]:
        return None
    digits = [n for n, high in enumerate(heights, 1) if high >= _REST * max(heights) or not rim[labels == n].all()]
    kept = np.isin(labels, digits)
    ys, xs = np.flatnonzero(kept.any(axis=1)), np.flatnonzero(kept.any(axis=0))
    body: np.ndarray = np.where(kept, inner, 255)[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1].astype(np.uint8)
    return body


def _thinnest(body: np.ndarray) -> int:
    """Where two digits side by side are parted: the column near the middle with the least ink."""
    columns = (body < _DARK).sum(axis=0)
    first, end = int(_MIDDLE * len(columns)), len(columns) - int(_MIDDLE * len(columns))
    return first + int(columns[first:end].argmin()) + 1


def _digits(part: np.ndarray) -> tuple[str, float]:
    """The digits on a picture, and how sure the least of them is."""
    line = ring.as_line(part)
    read = ocr.line(line, _DIGITS) if line is not None else []
    return "".join(sign for sign, _, _ in read), min((score for _, score, _ in read), default=0.0)


def with_marks(page: ReadPage, found: Sequence[Mark]) -> ReadPage:
    """What was read, with every mark in its row."""
    rows = list(page.rows)
    for mark in found:
        at = _host(rows, mark)
        if at is None:
            rows.append(ReadRow((ReadSign(mark.sign, mark.x0, mark.y0, mark.x1, mark.y1),), 1.0, 0.0, 0.0))
        else:
            rows[at] = _placed(rows[at], mark)
    return replace(page, rows=tuple(rows))


def _host(rows: Sequence[ReadRow], mark: Mark) -> int | None:
    """The row in which a mark stands: of those at its height the one whose ends or signs are nearest."""
    x, y = (mark.x0 + mark.x1) / 2, (mark.y0 + mark.y1) / 2
    near = []
    for n, row in enumerate(rows):
        first, last = row.signs[0], row.signs[-1]
        fall = row.slope * (x - first.x0)
        top, bottom = median(s.y0 for s in row.signs), median(s.y1 for s in row.signs)
        middle_fall = row.slope * ((first.x0 + last.x1) / 2 - first.x0)
        top, bottom, high = top + fall - middle_fall, bottom + fall - middle_fall, bottom - top
        beyond = max(first.x0 - x, x - last.x1, 0.0)
        if top - _ABOVE * high < y < bottom + _BELOW * high and beyond < _REACH * high:
            near.append((beyond + abs(y - (top + bottom) / 2), n))
    return min(near)[1] if near else None


def _placed(row: ReadRow, mark: Mark) -> ReadRow:
    x, reach = (mark.x0 + mark.x1) / 2, _OWN * (mark.x1 - mark.x0)
    own = [s for s in row.signs if abs((s.x0 + s.x1) / 2 - x) < reach and not hanzi_count(s.sign) and s.sign != " "]
    known = any(s.sign in CIRCLED for s in own)
    if (
        any(_part_of(mark, s) for s in row.signs)
        or _in_word(row, own)
        or (not mark.number and (known or _crowded(row, mark)))
    ):
        return row  # a part of a hanzi, or nothing better is known than what the engine read
    high, low = median(s.y0 for s in row.signs), median(s.y1 for s in row.signs)
    sign = ReadSign(mark.sign, mark.x0, high, mark.x1, low)
    rest = [s for s in row.signs if s not in own]
    at = next((n for n, s in enumerate(rest) if (s.x0 + s.x1) / 2 > x), len(rest))
    return replace(row, signs=(*rest[:at], sign, *rest[at:]))


def _part_of(mark: Mark, sign: ReadSign) -> bool:
    """Is a ring a part of a hanzi, as the middle of 回 is?  It stands in its middle and is smaller."""
    wide = sign.x1 - sign.x0
    near = abs((sign.x0 + sign.x1 - mark.x0 - mark.x1) / 2) < _AMID * wide
    return bool(hanzi_count(sign.sign)) and near and mark.x1 - mark.x0 < _SMALLER * wide


def _in_word(row: ReadRow, own: Sequence[ReadSign]) -> bool:
    """Is a ring a letter of a Latin word, an o?"""
    letters = [sign.sign.isascii() and sign.sign.isalpha() for sign in row.signs]
    return any(
        letters[n] and (letters[n - 1 : n] == [True] or letters[n + 1 : n + 2] == [True])
        for n, sign in enumerate(row.signs)
        if sign in own
    )


def _crowded(row: ReadRow, mark: Mark) -> bool:
    """Has the engine read a sign where the ring is?"""
    x = (mark.x0 + mark.x1) / 2
    return any(s.x0 < x < s.x1 for s in row.signs)
