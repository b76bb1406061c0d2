"""Take the rows that an OCR engine read on a page, give their type sizes in pixels.

Strategy.  A row's size comes from the pitch of its hanzi, which are set solid; of rows without hanzi, and where a
title is spaced, from its height.  Sizes that differ by no more than readings do are one, that of the page's long
rows.  Rows that stand evenly one below the other are a paragraph: the size of those that only a box's height tells,
or that justifying has stretched, is the others'.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from itertools import groupby

from sco_pub.model.characters import hanzi_count
from sco_pub.model.sheet import ReadRow

LONG = 12  # signs: shorter rows say little about their page
_BOX = 0.8  # of a row's box is type: detectors leave a margin around the ink (measured: 0.75 to 0.85 where hanzi tell the size)
_RUN = 3  # steps from hanzi to hanzi that tell their pitch
_TIGHT, _LOOSE = 0.95, 1.08  # times a size: its readings; lines are justified (measured: 9.9 to 11.0 for 10.3 points)
_BOX_OFF = 0.15  # of a size: so far off is a sign's box, which a long run evens out
_ROUGH = 0.12  # the same of a size told by a box's height alone
_SOLID = 1.25  # pitch over height of the ink: above it the row is spaced out
_CLOSE = 1.6  # the same of a long row, which is hardly spaced, but whose box may be cut close (of a title: 1.46)
_PARAGRAPH = 3  # rows that tell how far apart a paragraph's are
_LEAST_STEP, _MOST_STEP = 0.8, 2.2  # em from a row to the next of its paragraph
_UNEVEN, _FAR_OFF = 0.1, 0.25  # of a step: how boxes differ; of a size: what differs by more is another type
_AS_HIGH = 0.1  # of a height: boxes of one type differ by less


def sizes_of(rows: Sequence[ReadRow], tilt: float) -> list[float]:
    """The rows' type sizes; ``tilt``: how far the page's rows fall, in pixels a pixel."""
    return _of_one_paragraph(rows, _read_sizes(rows), tilt)


def type_size(row: ReadRow) -> float:
    """A row's type size in pixels."""
    return _pitch(row) or _height(row)


def _height(row: ReadRow) -> float:
    return _BOX * statistics.median(sign.y1 - sign.y0 for sign in row.signs)


def _pitch(row: ReadRow) -> float:
    """A row's pitch where it is its size; 0 where the row is spaced out, or has too few hanzi to tell."""
    pitch, high = _step(row), _height(row)
    return pitch if 0.7 * high < pitch < (_SOLID if _runs(row)[0] < LONG else _CLOSE) * high else 0.0


def _step(row: ReadRow) -> float:
    """From one hanzi to the next, over runs of them that no other sign parts; 0 where there are too few."""
    steps, wide = _runs(row)
    return wide / steps if steps >= _RUN else 0.0


def _runs(row: ReadRow) -> tuple[int, float]:
    """How many steps from hanzi to hanzi a row has, and how wide they are together."""
    runs = [list(run) for hanzi, run in groupby(row.signs, lambda sign: bool(hanzi_count(sign.sign))) if hanzi]
    wide = sum(0.5 * (run[-1].x0 + run[-1].x1 - run[0].x0 - run[0].x1) for run in runs)
    return sum(len(run) - 1 for run in runs), wide


def _read_sizes(rows: Sequence[ReadRow]) -> list[float]:
    """The rows' type sizes: those that differ by no more than readings do are one size, that of the page's long rows."""
    long = sorted(pitch for row in rows if len(row.signs) >= LONG and (pitch := _pitch(row)))
    usual: list[float] = []
    while long:
        near = max(([one for one in long if _is_one(one, size)] for size in long), key=len)
        usual.append(statistics.median_low(near))
        long = [one for one in long if not _is_one(one, usual[-1])]
    return [_settled(row, usual) for row in rows]


def _is_one(read: float, size: float, slack: float = 0.0) -> bool:
    return (_TIGHT - slack) * size <= read <= (_LOOSE + slack) * size


def _settled(row: ReadRow, usual: Sequence[float]) -> float:
    """A row's size, or a usual one: the first that its pitch may be, or that nearest to its box where no pitch tells."""
    size, step = type_size(row), _step(row)
    if step:
        slack = _BOX_OFF / _runs(row)[0]
        return next((one for one in usual if _is_one(step, one, slack)), size)
    near = [one for one in usual if abs(size - one) < _ROUGH * one]
    return min(near, key=lambda one: abs(size - one), default=size)


def _of_one_paragraph(rows: Sequence[ReadRow], sizes: Sequence[float], tilt: float) -> list[float]:
    """The sizes, those of rows that a box's height alone tells, or that justifying has stretched, as those of their paragraph:
    rows one below the other, evenly apart."""
    out = list(sizes)
    for run in _evenly_set(rows, sizes, tilt):
        told = [sizes[n] for n in run if _pitch(rows[n]) for _ in rows[n].signs]
        size = statistics.median_low(told or [sizes[n] for n in run for _ in rows[n].signs])
        high, right = statistics.median(_height(rows[n]) for n in run), max(rows[n].signs[-1].x1 for n in run)
        for n in run:
            full = right - rows[n].signs[-1].x1 < size and abs(_height(rows[n]) - high) < _AS_HIGH * high
            stretched = full and sizes[n] > size
            if (stretched or not _pitch(rows[n])) and abs(sizes[n] - size) < _FAR_OFF * size:
                out[n] = size
    return out


def _evenly_set(rows: Sequence[ReadRow], sizes: Sequence[float], tilt: float) -> list[list[int]]:
    """Indices of rows in runs: each stands as far below the one before as that below its own, and none is spaced out."""
    where = places(rows, tilt)
    below = [next_below(where, n, sizes[n]) for n in range(len(rows))]
    runs: list[list[int]] = []
    started: set[int] = set()
    for n in sorted(range(len(rows)), key=lambda n: where[n][0]):
        run = [n]
        while (after := below[run[-1]]) is not None:
            step = where[after][0] - where[run[-1]][0]
            if len(run) > 1 and abs(step - (where[run[-1]][0] - where[run[-2]][0])) > _UNEVEN * step:
                break
            run.append(after)
        if len(run) >= _PARAGRAPH and n not in started:
            runs.append(run)
            started.update(run[:-1])
    return runs


def places(rows: Sequence[ReadRow], tilt: float) -> list[tuple[float, float, float]]:
    """Where the middle of each row lies, and from where to where it reaches."""
    return [
        (statistics.median(0.5 * (s.y0 + s.y1) - tilt * s.x0 for s in row.signs), row.signs[0].x0, row.signs[-1].x1)
        for row in rows
    ]


def next_below(where: Sequence[tuple[float, float, float]], n: int, size: float) -> int | None:
    """The row right below another, most of the shorter of the two under or over the longer."""
    y, x0, x1 = where[n]
    near = [
        (at, m)
        for m, (at, left, right) in enumerate(where)
        if _LEAST_STEP * size < at - y < _MOST_STEP * size
        and min(x1, right) - max(x0, left) > 0.5 * min(x1 - x0, right - left)
    ]
    return min(near)[1] if near else None
