"""Take the picture of one note mark, give the number in its ring.

Strategy.  The recogniser knows ① to ⑳ at most, and reads ㊲ in a line as ③.  So the ring is taken away and what is
left is read as digits. The ring is looked for by its shape: in nearly every direction from the middle of the ink, the
outermost ink lies on an ellipse of the ink's bounds; all from there inwards through the stroke goes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_pub.lexicon.note_marks import WORN_DIGITS

if TYPE_CHECKING:
    import numpy as np

_DARK = (200, 150)  # of 255: a thin ring is grey where the picture is coarse, a thick one swallows what touches it
# Five degrees, a fortieth of the radius: finer than a stroke, coarser than a dot of the picture.
_SECTORS, _SHELLS = 72, 40
_CLOSED, _STROKE = (
    0.9,
    0.6,
)  # the share of directions in which a shell has ink: of a closed ring; of what still belongs to its stroke
_OUTER, _INNER = 28, 20  # shells: a ring lies outside the one, its stroke ends outside the other
_SMALLEST = 8  # pixels: half an axis of a ring that can be told
LONGEST = 3  # digits of a note's number
_LINE, _BODY = 48, 0.62  # pixels: the height of a line as the recogniser likes it, and the share of it that print takes


def inside(grey: np.ndarray) -> tuple[np.ndarray, bool]:
    """The picture without its ring, and whether there was one."""
    for dark in _DARK:
        inner, ringed = _inside(grey, dark)
        if ringed:
            return inner, True
    return grey, False


def _inside(grey: np.ndarray, dark: int) -> tuple[np.ndarray, bool]:
    import numpy as np

    ink = grey < dark
    if not ink.any():
        return grey, False
    ys, xs = np.nonzero(ink)
    middle_y, middle_x = (ys.min() + ys.max()) / 2, (xs.min() + xs.max()) / 2
    half_y, half_x = (np.ptp(ys) + 1) / 2, (np.ptp(xs) + 1) / 2
    if not 0.75 < half_y / half_x < 1.33 or min(half_x, half_y) < _SMALLEST:
        return grey, False
    y, x = np.indices(grey.shape)
    radius = np.hypot((y - middle_y) / half_y, (x - middle_x) / half_x)  # 1 on the outer edge
    sector = np.floor((np.arctan2(y - middle_y, x - middle_x) / np.pi + 1) * _SECTORS / 2).astype(int) % _SECTORS
    shell = np.floor(radius * _SHELLS).astype(int)
    full = [len(np.unique(sector[ink & (shell == k)])) / _SECTORS for k in range(_SHELLS + 1)]
    at = max(range(_OUTER, _SHELLS + 1), key=lambda k: (full[k], k))
    if full[at] < _CLOSED:
        return grey, False
    while at > _INNER and full[at] > _STROKE:
        at -= 1
    out = grey.copy()
    out[radius > (at + 1) / _SHELLS - 0.012] = 255
    return out, True


def said_inside(picture: np.ndarray, said: str) -> int:
    """The number that a layer gives the signs in a ring, l and I taken for 1, where the picture has a ring; 0 for none."""
    digits = said.translate(WORN_DIGITS)
    return int(digits) if re.fullmatch(rf"[1-9][0-9]{{0,{LONGEST - 1}}}", digits) and inside(picture)[1] else 0


def as_line(grey: np.ndarray) -> np.ndarray | None:
    """The ink of a crop in the middle of a white line's picture; None where there is no ink."""
    import numpy as np
    from PIL import Image

    ink = grey < _DARK[-1]
    if not ink.any():
        return None
    ys, xs = np.nonzero(ink)
    cut = grey[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1]
    high = round(_LINE * _BODY)
    wide = max(3, round(cut.shape[1] * high / cut.shape[0]))
    small = np.asarray(Image.fromarray(cut).resize((wide, high), Image.Resampling.LANCZOS))
    out = np.full((_LINE, wide + _LINE), 255, np.uint8)
    top = (_LINE - high) // 2
    out[top : top + high, _LINE // 2 : _LINE // 2 + wide] = small
    return out
