"""Take a sheet's glyphs, give its segments: stretches of text on one baseline, with raised signs in their places.

Strategy.  Glyphs are strung into runs as they were drawn; a run ends where the next glyph leaves the baseline or
jumps. Runs on the same baseline that nearly touch become one segment, whatever their order (Founder draws digits
and marks out of order).  A small run that stands a little above or below a baseline and touches a segment belongs
to it: a raised or lowered sign.  A gap of a fifth of an em between Western signs becomes a space, one of nearly an
em elsewhere an ideographic space, unless a space is drawn there; a segment ends at a gap of more than ``GAP`` em.
Whether segments side by side are one line is decided by the columns (layout.columns_and_order).
"""

from __future__ import annotations

import math
import re
import statistics
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sco_pub.lexicon import note_marks
from sco_pub.model.characters import HANZI, hanzi_count
from sco_pub.model.sheet import Box, Glyph
from sco_pub.model.text import Face

GAP = 1.4  # em: a wider one ends a segment
_LEVEL = 0.12  # em: two runs nearer to each other than this share their baseline
_LOWER = 0.25  # em: how far below the hanzi's baseline that of the figures between them may lie (seen: 0.13 to 0.21)
_RAISE = 0.16  # em of the line: from here on a sign counts as raised
_SINK = 0.08  # em of the line: from here on a smaller sign counts as lowered
_REACH = 0.72  # em of the line: how far up a raised sign may stand
_DROP = 0.5  # em of the line: how far down a lowered sign may stand (MathType: 0.4)
_TAB = 2.0  # em: how far before its note a raised number may stand
_HIGH, _TINY = 1.0, 0.65  # em, of the line's size: a locator raised above a raised number has its gap in the line
_SQUEEZED = 0.12  # em: so much narrower at most are the word spaces of a line that is set close
_NARROW = 0.7  # em: no hanzi is
OPENING = frozenset("（《〈「『【〔［“‘")
_CLOSING = frozenset("）》〉」』】〕］”’，。、；：")
_SMALL = 0.85  # of the line's size
_MARK = (
    0.93  # of the line's size: a raised figure is smaller than this (seen: 0.85 in Founder's E-FZ for notes' numbers)
)
# How wide a gap (em) must be to be a space, by how many of its neighbours are Western; less where pdfium sees one.
_SPACE = {False: (0.9, 0.9, 0.22), True: (0.9, 0.18, 0.1)}
# em by which the ink of a slanted f reaches over what follows it; a capital stands behind one only in a new word: of Economics
_OVERHANG, _HANGS = 0.2, frozenset("f\uff46")
# Hanzi of a line of names; em: the gap between two names, half a hanzi where it is typed, a word space where pdfium sees one.
_NAMES, _SPACED = 30, {False: 0.4, True: 0.22}
_EITHER = frozenset("—“”‘’…·")  # marks of both scripts
_EQUAL = re.compile("[=＝≤≥≈∑∫]")
_WORDS = re.compile(r"[A-Za-z]{3,}")
_HANZI = re.compile(f"[{HANZI}]")
_KEYWORDS = re.compile(r"[\[［【〔]?\s*关\s*[键鍵]\s*[词詞]")
_WESTERN = re.compile(r"[!-~\u00a1-\u024f\u0370-\u052f\u1e00-\u1eff\u2010-\u2013\uff01-\uff5e\U001001b0]")


@dataclass(slots=True)
class Segment:
    """Glyphs on one baseline from left to right; sizes in points."""

    glyphs: list[Glyph]
    y: float = 0.0
    size: float = 0.0
    x0: float = 0.0
    x1: float = 0.0
    column: int = 0
    raised: frozenset[int] = field(default=frozenset())  # of glyphs, once set
    western: bool = False  # of letters and figures alone, by its signs or its fonts

    def settle(self) -> Segment:
        """Sort, and find the baseline and size that most of the segment has."""
        self.glyphs.sort(key=ink_start)
        if len(self.glyphs) == 1:
            self.y, self.size = round(self.glyphs[0].y, 1), round(self.glyphs[0].size, 1)
        else:
            weights: dict[tuple[float, float], float] = {}
            for glyph in self.glyphs:
                place = (glyph.y, glyph.size)
                weights[place] = weights.get(place, 0.0) + max(glyph.x1 - glyph.x0, 0.1) * glyph.size
            rounded: dict[tuple[float, float], float] = {}
            for (y, size), weight in weights.items():
                key = (round(y, 1), round(size, 1))
                rounded[key] = rounded.get(key, 0.0) + weight
            self.y, self.size = max(rounded, key=lambda key: (rounded[key], key))
        self.x0, self.x1 = min(glyph.x0 for glyph in self.glyphs[:2]), max(glyph.x1 for glyph in self.glyphs)
        return self


def start_of(segment: Segment) -> str:
    """The first signs of a segment, as drawn."""
    return "".join(glyph.sign for glyph in segment.glyphs[:14])


def segments(glyphs: Sequence[Glyph]) -> list[Segment]:
    """The segments of the glyphs that run from left to right, in no particular order."""
    narrow = _narrow_fonts(glyphs)
    drawn = _runs(glyph for glyph in glyphs if not glyph.turned)
    runs = [Segment(run, western=_is_western(run, narrow)).settle() for run in drawn]
    runs = [run for run in runs if not all(glyph.sign.isspace() for glyph in run.glyphs)]
    return _attach(_merge(runs))


def turned(glyphs: Sequence[Glyph]) -> list[Segment]:
    """Text that doesn't run from left to right, one segment for each stretch in its drawing order."""
    out: list[Segment] = []
    for glyph in glyphs:
        if not glyph.turned:
            continue
        last = out[-1].glyphs[-1] if out else None
        near = (
            last is not None and abs(last.x0 - glyph.x0) < 2.5 * glyph.size and abs(last.y - glyph.y) < 2.5 * glyph.size
        )
        if near:
            out[-1].glyphs.append(glyph)
        else:
            out.append(Segment([glyph]))
    for segment in out:
        first = segment.glyphs[0]
        segment.y, segment.size = first.y, first.size
        segment.x0, segment.x1 = min(g.x0 for g in segment.glyphs), max(g.x1 for g in segment.glyphs)
    return out


def _runs(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    out: list[list[Glyph]] = []
    for glyph in glyphs:
        last = out[-1][-1] if out else None
        if (
            last is not None
            and abs(glyph.y - last.y) <= 0.08 * last.size
            and abs(glyph.size - last.size) <= 0.15 * last.size
            and -0.6 * last.size <= glyph.x0 - last.x1 <= GAP * last.size
        ):
            out[-1].append(glyph)
        else:
            out.append([glyph])
    return out


def _merge(runs: list[Segment]) -> list[Segment]:
    """Join runs that share a baseline and stand within reach of each other."""
    out: list[Segment] = []
    rows: list[list[Segment]] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.x0)):
        row = _row_of(rows[-12:], run)
        if row is None:
            rows.append([run])
        else:
            row.append(run)
    for row in rows:
        row.sort(key=lambda run: run.x0)
        current = row[0]
        for run in row[1:]:
            if run.x0 - current.x1 <= GAP * max(min(current.size, run.size), 0.7 * max(current.size, run.size)):
                both = current.western and run.western
                current = Segment(current.glyphs + run.glyphs, western=both).settle()
            else:
                out.append(current)
                current = run
        out.append(current)
    return out


def _row_of(rows: Sequence[list[Segment]], run: Segment) -> list[Segment] | None:
    """The row a run belongs to: level with what stands nearest to it there, or else with the row's first or widest run.

    A page's columns share their rows, though not always their baselines.
    """
    beside = [(row, min(row, key=lambda other: _apart(other, run))) for row in rows]
    level = [
        (_apart(other, run), -sum(map(_extent, row)), n) for n, (row, other) in enumerate(beside) if _level(other, run)
    ]
    if level:
        return rows[min(level)[2]]
    fit = [row for row in rows if _level(row[0], run) or _level(max(row, key=_extent), run)]
    return max(fit, key=lambda row: sum(map(_extent, row)), default=None)


def _apart(a: Segment, b: Segment) -> float:
    """How much white lies between two runs, were they on one line."""
    return max(a.x0 - b.x1, b.x0 - a.x1, 0.0)


def _extent(run: Segment) -> float:
    return run.x1 - run.x0


def _level(row: Segment, run: Segment) -> bool:
    """Whether a run stands on a row's baseline; figures among hanzi may stand a little lower, by their own font's measure."""
    drop, size = row.y - run.y, max(row.size, run.size)
    if abs(drop) <= _LEVEL * size:
        return True
    alike = abs(row.size - run.size) <= 0.1 * size
    return alike and 0 < drop <= _LOWER * size and run.western


def _is_western(run: Sequence[Glyph], narrow: Collection[str]) -> bool:
    """Whether a run is of letters and figures; quotation marks and dashes may stand among them.

    ``narrow``: the fonts that name their letters as hanzi.
    """
    western = [bool(_WESTERN.match(g.sign)) or (g.font in narrow and hanzi_count(g.sign) > 0) for g in run]
    return any(western) and all(ok or g.sign.isspace() or g.sign in _EITHER for ok, g in zip(western, run, strict=True))


def _narrow_fonts(glyphs: Sequence[Glyph]) -> frozenset[str]:
    """The fonts whose hanzi are Latin letters by another name: most of them are too narrow to be hanzi (m and W are not)."""
    narrow: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for glyph in glyphs:
        if hanzi_count(glyph.sign):
            every[glyph.font] += 1
            narrow[glyph.font] += glyph.x1 - glyph.x0 < _NARROW * glyph.size
    return frozenset(font for font, count in every.items() if narrow[font] > 0.5 * count)


def _attach(parts: list[Segment]) -> list[Segment]:
    """Put small raised or lowered segments into the segment that they touch."""
    parts = sorted(parts, key=lambda part: (-round(part.size, 1), -len(part.glyphs)))
    kept: list[Segment] = []
    for part in parts:
        host = next((h for h in kept if _touches(part, h)), None) or next((h for h in kept if _leads(part, h)), None)
        if host is None:
            kept.append(part)
        else:
            host.glyphs += part.glyphs
            host.x0, host.x1 = min(host.x0, part.x0), max(host.x1, part.x1)
            host.western = host.western and part.western
    joined = [Segment(part.glyphs, western=part.western).settle() for part in kept]
    return _merge(joined)


def _touches(part: Segment, host: Segment) -> bool:
    rise = part.y - host.y
    if part.size > _SMALL * host.size:  # a letter set lower on purpose, as in TeX's own name
        inside = part.x0 >= host.x0 and part.x1 <= host.x1 + 0.2 * host.size
        letter = inside and len(part.glyphs) <= 2 and abs(rise) < 0.35 * host.size
        return letter or _is_call(part, host, rise)
    if len(part.glyphs) > 12 and not note_marks.CALL_WITH_PLACE.fullmatch(words(part)):
        return False
    reach = _HIGH if part.size < _TINY * host.size and _fits_gap(part, host) else _REACH
    if not -_DROP * host.size <= rise <= reach * host.size or abs(rise) < 0.05 * host.size:
        return False
    return part.x0 <= host.x1 + 0.7 * host.size and part.x1 >= host.x0 - 0.7 * host.size


def _is_call(part: Segment, host: Segment, rise: float) -> bool:
    """Whether a part is a call hardly smaller than its line, behind it or in a gap that it keeps: [10], [9]35."""
    raised = part.size < _MARK * host.size and _RAISE * host.size < rise <= _REACH * host.size
    near = part.x0 <= host.x1 + 0.7 * host.size
    return raised and near and note_marks.CALL_WITH_PLACE.fullmatch(words(part)) is not None and _fits_gap(part, host)


def _leads(part: Segment, host: Segment) -> bool:
    """Whether a raised mark that touches no line stands before one, a tab or a stretched space away: a note's own number."""
    text = "".join(glyph.sign for glyph in part.glyphs).strip()
    rise = part.y - host.y
    if part.size > _SMALL * host.size or not note_marks.NUMBER_ALONE.fullmatch(text):
        return False
    return 0.05 * host.size < rise <= _REACH * host.size and 0 <= host.x0 - part.x1 < _TAB * host.size


def _fits_gap(part: Segment, host: Segment) -> bool:
    """Is there room in the host's line, or behind it, just where the part stands above it?"""
    slack = 0.1 * host.size
    return part.x0 >= host.x0 and not any(
        glyph.x0 < part.x1 - slack and ink_end(glyph) > part.x0 + slack
        for glyph in host.glyphs
        if not glyph.sign.isspace()
    )


def ink_end(glyph: Glyph) -> float:
    """Where a glyph's ink ends: a full-width closing mark has the right half of its box blank (CLREQ 3.1.2)."""
    blank = glyph.sign in _CLOSING and glyph.x1 - glyph.x0 > _NARROW * glyph.size
    return glyph.x1 - 0.5 * glyph.size if blank else glyph.x1


@dataclass(frozen=True, slots=True)
class Text:
    """A segment as text: one box for each character, made-up spaces with an empty one; ``faces``: where its type changes."""

    text: str
    boxes: tuple[tuple[float, float], ...]
    raised: frozenset[int]
    faces: tuple[Face, ...] = ()
    lowered: frozenset[int] = frozenset()


def text_of(segment: Segment) -> Text:
    """The segment's characters with the spaces that its gaps stand for; trailing spaces dropped."""
    glyphs = segment.glyphs
    while glyphs and glyphs[-1].sign.isspace():
        glyphs = glyphs[:-1]
    step = _letterspace(glyphs)
    spaced = _bare(glyphs)
    wide = _wide_gap(glyphs, step)
    signs: list[str] = []
    boxes: list[tuple[float, float]] = []
    raised: list[int] = []
    lowered: list[int] = []
    faces: list[Face] = []
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None and (space := _space(before, glyph, step, wide, spaced=spaced)):
            signs.append(space)
            boxes.append((round(before.x1, 1), round(before.x1, 1)))
        smaller = glyph.size < _SMALL * segment.size
        if glyph.y - segment.y > _RAISE * segment.size and (smaller or _is_mark(glyph, segment)):
            raised.append(len(signs))
        elif smaller and segment.y - glyph.y > _SINK * segment.size:
            lowered.append(len(signs))
        if before is None or _changes(before, glyph):
            faces.append(Face(len(signs), glyph.font, round(glyph.size, 1), glyph.bold, glyph.italic))
        signs.append(glyph.sign)
        boxes.append((round(glyph.x0, 1), round(glyph.x1, 1)))
        before = glyph
    return Text("".join(signs), tuple(boxes), frozenset(raised), tuple(faces), frozenset(lowered))


def _space(before: Glyph, glyph: Glyph, step: float, wide: float, *, spaced: bool) -> str:
    """The space that the gap between two signs stands for, if it does; ``step``: how far the line is stretched; ``wide``: from
    how many em on a gap between Western signs parts more than words."""
    if before.sign.isspace() or glyph.sign.isspace():
        return ""
    gap = (glyph.x0 - before.x1 - step) / max(min(glyph.size, before.size), 0.1)
    western = _western(before) + _western(glyph)
    gap += _OVERHANG * (before.italic and before.sign in _HANGS and gap > 0 and glyph.sign.isupper())
    if gap <= (_SPACED[glyph.parted] if spaced else _SPACE[glyph.parted][western]):
        return ""
    return " " if gap <= (wide if western == 2 else _SPACE[False][0]) else "\N{IDEOGRAPHIC SPACE}"


def _wide_gap(glyphs: Sequence[Glyph], step: float) -> float:
    """From how many em on a gap between Western signs is one between names: an em, and twice the line's word spaces.

    The word spaces of a justified line are all alike, however wide; a line of Latin letters alone keeps them.
    """
    if not any(hanzi_count(glyph.sign) for glyph in glyphs):
        return math.inf
    gaps = [
        (b.x0 - a.x1 - step) / max(min(a.size, b.size), 0.1)
        for a, b in pairwise(glyphs)
        if _western(a) and _western(b) and not a.sign.isspace() and not b.sign.isspace()
    ]
    words = [gap for gap in gaps if gap > _SPACE[False][2]]
    return max(_SPACE[False][0], 2 * min(words)) if len(words) > 1 else math.inf


def _is_mark(glyph: Glyph, segment: Segment) -> bool:
    """A note's number may be hardly smaller than the text: it stands raised all the same."""
    return (glyph.sign.isdecimal() or glyph.sign in "[]［］") and glyph.size < _MARK * segment.size


def _changes(before: Glyph, glyph: Glyph) -> bool:
    """Is a sign set in another type than the one before it?"""
    same = glyph.font == before.font and glyph.size == before.size
    return not same or glyph.bold is not before.bold or glyph.italic is not before.italic


def _bare(glyphs: Sequence[Glyph]) -> bool:
    """Nothing but hanzi, and few: names, a heading, a label; no justifying has stretched it.  Key words are parted alike."""
    if _KEYWORDS.match("".join(glyph.sign for glyph in glyphs[:12])):
        return True
    return len(glyphs) <= _NAMES and all(hanzi_count(glyph.sign) or glyph.sign.isspace() for glyph in glyphs)


def _western(glyph: Glyph) -> bool:
    """A letter or figure by its sign, or by its width: fonts that name Latin letters as hanzi draw them narrow all the same."""
    return bool(_WESTERN.match(glyph.sign)) or (
        hanzi_count(glyph.sign) > 0 and glyph.x1 - glyph.x0 < _NARROW * glyph.size
    )


def ink_start(glyph: Glyph) -> float:
    """Where on its line a glyph comes: an opening bracket or quotation mark has its ink in the right half of its box.

    Set close behind 。 or ， it begins where that begins, or before it.
    """
    full = glyph.x1 - glyph.x0 > 0.8 * glyph.size
    return glyph.x0 + (0.5 * glyph.size if full and glyph.sign in OPENING else 0.0)


def _letterspace(glyphs: Sequence[Glyph]) -> float:
    """How far a justified line is stretched or squeezed between any two signs, in points.

    In a squeezed line a word space has lost twice as much: the signs on both sides of it have moved.
    """
    gaps = [b.x0 - a.x1 for a, b in pairwise(glyphs) if not a.sign.isspace() and not b.sign.isspace()]
    if len(gaps) < 5:
        return 0.0
    usual, size = statistics.median(gaps), glyphs[0].size
    return min(usual, 0.5 * size) if usual > 0 else max(2 * usual, -_SQUEEZED * size)


def box_of(part: Segment) -> Box:
    """About the ink of a segment: fonts reach a quarter of an em below the baseline and three quarters above it."""
    return Box(part.x0, part.y - 0.2 * part.size, part.x1, part.y + 0.8 * part.size)


def words(part: Segment) -> str:
    return "".join(glyph.sign for glyph in part.glyphs)


def hanzi(part: Segment) -> int:
    return len(_HANZI.findall(words(part)))


def worded(part: Segment) -> bool:
    """Is a segment made of words rather than of a formula's signs?"""
    text = words(part)
    signs = sum(not sign.isspace() for sign in text)
    return hanzi(part) * 5 >= signs * 2 or (
        not _EQUAL.search(text) and sum(map(len, _WORDS.findall(text))) * 2 >= signs
    )
