"""Take a page's picture, give the signs that stand on it, with their boxes and how sure each line is: the optional engine.

Strategy.  The engine is RapidOCR (Apache-2.0), whose wheel carries its models (PP-OCRv6 small: detection and recognition of
simplified and traditional Chinese, Latin, digits, rings ①–⑳), so nothing is fetched at run time.  Its orientation classifier is
left out: a page's own rotation is known.  Threads are one a process, so that the result is the same however many pages are read
at once; pages, not parts of pages, are spread over the cores (edge.pdf.scan).
Pictures are grey, 150 dots an inch: measured on five scanned pages (9,955 signs), 0.09 % of the signs were wrong at 150, 0.12 %
at 200, 0.18 % at 300, and the coarser the picture the less time and memory.
Without the extra ``sco-pub[ocr]`` the engine isn't there: ``available`` says so, and ``INSTALL`` how to get it.
"""

from __future__ import annotations

import functools
import importlib.util
import os
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sco_pub.edge import bounds
from sco_pub.model.sheet import ReadPage, ReadRow, ReadSign
from sco_pub.model.wording import N_

if TYPE_CHECKING:
    import numpy as np

DPI = 150  # of a whole page: a sign of 9 points has 19 dots, and 300 would cost four times as much
MEMORY_MB = 6000  # address space, of which the engine uses a sixth or so
INSTALL = N_("Install the engine that reads pictures: pip install 'sco-pub[ocr]'.")
_LINE_HEIGHT = 48  # pixels, as the recogniser was taught
_DARK = 140  # of 255: print on a scan is darker, its paper lighter
_LEAST_RULE = 40  # points: a note separator is at least as long
_HAIR = 0.45  # of full black on one row of pixels: a rule of a quarter point has as much ink at 150 dots an inch
_PIECE, _HOLE = 10, 4  # points: a piece of a rule is longer than a stroke of print, a hole in it shorter than a blank
_THICK = 3  # points: no rule is as thick
_LEVEL, _SLANT = (
    1.0,
    0.015,
)  # points, and of the length: how far one piece of a rule lies off the next (a degree is 0.017)
_CLEAR = 0.8  # of a rule's length that has white above and below
_SLACK = 0.2  # of a row's height: so far its ink may reach beyond its box
_APART = 5  # points: drawn pieces that are nearer belong together
_LEAST_DRAWING = (
    8  # points: what is smaller is dirt or a mark that the engine missed; a drawing may be many small pieces
)
_EDGE = 0.93  # of the page: a longer drawing is the edge of the scan
_Piece = tuple[int, int, float]  # of a rule: x0, x1, y
_LEAST_SIDE, _LONGEST_SIDE = 30, 4000  # pixels; the engine shrinks what is longer: an A3 page at 200 dpi is 3,300


def available() -> bool:
    """Whether the engine is installed; it isn't loaded for the answer."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


def version() -> str:
    """What reads: the name, version and models, for the master's metadata and the store of what was read."""
    return f"RapidOCR {metadata.version('rapidocr')}, PP-OCRv6 small"


def loaded() -> bool:
    """Whether this process has the engine, or a part of it, in its memory."""
    return bool(_engine.cache_info().currsize or _recogniser.cache_info().currsize)


@functools.cache
def _engine() -> Any:
    bounds.more_room(MEMORY_MB)
    os.environ.setdefault(
        "ORT_DISABLE_TELEMETRY", "1"
    )  # newer engines report to their maker unless it stands before the import
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.use_cls": False,
            "Global.max_side_len": _LONGEST_SIDE,
            "Global.min_side_len": _LEAST_SIDE,
            "Global.text_score": 0.0,  # unsure lines are kept, and said to be unsure
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


@functools.cache
def _recogniser() -> tuple[Any, list[str]]:
    """The model that reads one line, and the signs it knows (the first is CTC's blank)."""
    bounds.more_room(MEMORY_MB)
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads, options.log_severity_level = 1, 1, 3
    options.enable_cpu_mem_arena = False
    found = importlib.util.find_spec("rapidocr")
    model = Path(found.origin).parent / "models" / "PP-OCRv6_rec_small.onnx" if found and found.origin else Path()
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    signs = session.get_modelmeta().custom_metadata_map["character"].splitlines()
    return session, ["", *signs, " "]


def line(picture: np.ndarray, allowed: frozenset[str] | None = None) -> list[tuple[str, float, float]]:
    """The signs of one line's grey picture, each with its score and its middle in pixels; ``allowed``: no others are read."""
    import numpy as np
    from PIL import Image

    session, signs = _recogniser()
    height, width = picture.shape
    wide = max(_LINE_HEIGHT // 3, round(width * _LINE_HEIGHT / height))
    wide += -wide % 8
    small = np.asarray(Image.fromarray(picture).resize((wide, _LINE_HEIGHT), Image.Resampling.BILINEAR), np.float32)
    fed = np.repeat(((small / 255 - 0.5) / 0.5)[None, None], 3, axis=1)
    odds = session.run(None, {session.get_inputs()[0].name: fed})[0][0]
    if allowed is not None:
        odds = np.where([n == 0 or sign in allowed for n, sign in enumerate(signs[: odds.shape[1]])], odds, 0)
    best, step, out, start = odds.argmax(1), width / len(odds), [], 0
    while start < len(best):  # CTC: a run of one sign is that sign once
        end = start
        while end < len(best) and best[end] == best[start]:
            end += 1
        if best[start] and signs[best[start]].strip():
            score = float(odds[start:end, best[start]].max())
            out.append((signs[best[start]], score, (start + end) / 2 * step))
        start = end
    return out


def read(picture: np.ndarray, dpi: int = DPI) -> ReadPage:
    """Everything on a grey picture (height × width, black on white): its rows in no order, and its rules."""
    height, width = picture.shape
    out = _engine()(picture, return_word_box=True, return_single_char_box=True)
    found = []
    if out.txts is not None:
        for text, score, box, words in zip(out.txts, out.scores, out.boxes, out.word_results, strict=True):
            signs = _spaced(text, [_sign(*word) for word in words if word[0]])
            if signs:
                (x0, y0), (x1, y1) = box[0], box[1]
                slope = float((y1 - y0) / max(1.0, x1 - x0))
                found.append(ReadRow(signs, round(float(score), 3), round(slope, 5), _ink(picture, signs)))
    lines = tuple(rules(picture, dpi))
    return ReadPage(width, height, dpi, tuple(found), lines, tuple(drawings(picture, found, dpi)))


def _sign(sign: str, _: float, box: Any) -> ReadSign:
    xs, ys = [float(point[0]) for point in box], [float(point[1]) for point in box]
    return ReadSign(sign, min(xs), min(ys), max(xs), max(ys))


def _spaced(text: str, signs: list[ReadSign]) -> tuple[ReadSign, ...]:
    """The signs with the blanks that the engine read between words: it gives those in the text, and no box for them."""
    out: list[ReadSign] = []
    rest = iter(signs)
    for character in text:
        if character != " ":
            sign = next(rest, None)
            if sign is None:
                break
            out.append(sign)
        elif out:
            out.append(ReadSign(" ", out[-1].x1, out[-1].y0, out[-1].x1, out[-1].y1))
    return (*out, *rest)


def _ink(picture: np.ndarray, signs: tuple[ReadSign, ...]) -> float:
    x0, x1 = int(min(s.x0 for s in signs)), int(max(s.x1 for s in signs)) + 1
    y0, y1 = int(min(s.y0 for s in signs)), int(max(s.y1 for s in signs)) + 1
    part = picture[max(0, y0) : y1, max(0, x0) : x1]
    return round(float((part < _DARK).mean()), 3) if part.size else 0.0


def drawings(picture: np.ndarray, rows: Sequence[ReadRow], dpi: int = DPI) -> list[tuple[int, int, int, int]]:
    """The boxes (x0, y0, x1, y1) of what is inked beside the rows: pieces nearer to each other than a few points are one.

    What reaches along the whole page is the scanner's edge, and what is as low as a line is a rule.
    """
    import cv2
    import numpy as np

    height, width = picture.shape
    dark = (picture < _DARK).astype(np.uint8)
    for row in rows:
        y0, y1 = min(s.y0 for s in row.signs), max(s.y1 for s in row.signs)
        x0, x1 = min(s.x0 for s in row.signs), max(s.x1 for s in row.signs)
        slack = _SLACK * (y1 - y0)
        dark[max(0, int(y0 - slack)) : int(y1 + slack) + 1, max(0, int(x0 - slack)) : int(x1 + slack) + 1] = 0
    near = max(1, dpi * _APART // 72)
    joined = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((near, near), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    least = dpi * _LEAST_DRAWING // 72
    return sorted(
        (int(x), int(y), int(x + wide), int(y + high))
        for x, y, wide, high, _ in stats[1:count]
        if min(wide, high) >= least and wide < _EDGE * width and high < _EDGE * height
    )


def rules(picture: np.ndarray, dpi: int = DPI) -> list[tuple[int, int, int]]:
    """Straight horizontal rules, as (x0, x1, y): note separators, the rules of tables.

    A hair rule is grey on two rows of pixels, and changes its row on a page that was laid on the glass a little askew: ink is
    summed over a few rows, and pieces that follow one another on a slant are one rule.  White lies above and below a rule.
    """
    import cv2
    import numpy as np

    darkness = cv2.boxFilter(255.0 - picture, cv2.CV_32F, (1, 3), normalize=False, borderType=cv2.BORDER_CONSTANT)
    inked = (darkness >= _HAIR * 255).astype(np.uint8)
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (dpi * _PIECE // 72, 1))
    count, _, stats, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(inked, cv2.MORPH_OPEN, kernel))
    pieces = sorted(
        (int(x), int(x + wide), float(y + high / 2))
        for x, y, wide, high, _ in stats[1:count]
        if high <= dpi * _THICK / 72 + _SLANT * wide
    )
    chains = [chain for chain in _chains(pieces, dpi) if chain[-1][1] - chain[0][0] >= dpi * _LEAST_RULE / 72]
    return sorted(
        (chain[0][0], max(x1 for _, x1, _ in chain), round(sum(y for *_, y in chain) / len(chain)))
        for chain in chains
        if _stands_clear(picture, chain, dpi)
    )


def _chains(pieces: Sequence[_Piece], dpi: int) -> list[list[_Piece]]:
    """The pieces in runs in which each goes on where the one before it ends."""
    chains: list[list[_Piece]] = []
    for x0, x1, y in pieces:
        for chain in chains:
            start, end, level = chain[-1]
            drift = _LEVEL * dpi / 72 + _SLANT * abs(x0 + x1 - start - end) / 2
            if x1 > end and x0 - end <= _HOLE * dpi / 72 and abs(y - level) <= drift:
                chain.append((x0, x1, y))
                break
        else:
            chains.append([(x0, x1, y)])
    return chains


def _stands_clear(picture: np.ndarray, chain: Sequence[_Piece], dpi: int) -> bool:
    """Is there white above and below most of a rule?  A row of strokes in print has the rest of its signs there."""
    off = round(dpi * _THICK / 72)
    clear = 0
    for x0, x1, y in chain:
        for side in (round(y) - off, round(y) + off):
            if 0 <= side < len(picture):
                clear += int((picture[side, x0:x1] >= _DARK).sum())
    return clear >= _CLEAR * 2 * sum(x1 - x0 for x0, x1, _ in chain)
