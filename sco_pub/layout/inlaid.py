"""Take a page's glyphs, give them with a stand-in for each piece of a line that only a picture can keep.

Strategy.  Four kinds of piece stand in lines of words and can't be written as letters: a fraction (a bar at the height of the
line's middle with signs close above and below it, a word of the line beside it on its baseline), what stands between brackets
that are put together from pieces, signs of mathematics that their font doesn't name, with what they are joined to, and pictures
that a word processor set for formulas.  A stand-in sign as
wide as the piece takes its place on the line's baseline, so that the line is whole; the piece is cut out of the page.
Known doubts: a fraction inside a fraction is cut out with the outer one only where the outer bar is the longer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sco_pub.layout.built_up import short_rules
from sco_pub.layout.column_edges import column_at
from sco_pub.layout.figures import PageView
from sco_pub.layout.formulas import FACE
from sco_pub.layout.regions import STAND_IN, around
from sco_pub.layout.segments import Segment, box_of, hanzi
from sco_pub.model.characters import LOST, hanzi_count
from sco_pub.model.sheet import Box, Glyph, Sheet

_AXIS = (0.1, 0.5)  # em above the baseline: where the bar of a fraction in a line stands
_BESIDE = 1.2  # em: how far from the bar the line's next sign stands, at most
_ABOVE = (-0.2, 1.15)  # em above the bar: where the baselines of what stands above it are, indices and powers included
_BELOW = (-1.3, -0.2)  # em: the same of what stands below it
_OVER = 0.2  # em: how far a sign may reach beyond the bar
_HEIGHT = 3.2  # em: a picture that is higher stands in no line
_SPECK = 4.0  # points: a smaller picture is dirt
_WORDS = 2  # hanzi that make a line one of words
_LEVEL = 0.15  # em: pieces nearer to each other than this stand on one baseline
_INK = (0.25, 0.85)  # em below and above the baseline: where a sign's ink is
_MARGIN = 0.6  # points
# The pieces of tall brackets, of which the upper and the lower one stand on baselines of their own.
_OPENING, _CLOSING = frozenset("⎛⎜⎝⎡⎢⎣⎧⎨⎩"), frozenset("⎞⎟⎠⎤⎥⎦⎫⎬⎭")
_PIECES = _OPENING | _CLOSING | {"⎪"}
_UPRIGHT = 0.3  # em: how far one piece may stand beside the one above it
_STROKE = 0.08  # em: how far a bracket's ink reaches beyond its own box
_SMALL = 0.85  # of the bracket's size: a power is smaller
_STACKED = 1.3  # em: from one piece's baseline to the next


@dataclass(frozen=True, slots=True)
class Inlaid:
    """``sign``: the stand-in; ``box``: what it stands for; ``gone``: the glyphs that are in it."""

    sign: Glyph
    box: Box
    gone: tuple[Glyph, ...] = ()


def suspected(sheet: Sheet, glyphs: Sequence[Glyph]) -> bool:
    """Can a page hold such a piece at all?  Most pages of words can't, and need no closer look."""
    return bool(sheet.pictures or short_rules(sheet)) or any(
        glyph.sign == LOST or glyph.sign in _PIECES for glyph in glyphs
    )


def inlaid(view: PageView) -> list[Inlaid]:
    """The pieces to be cut out of the page's lines."""
    lines = _Lines(view)
    found: list[Inlaid] = []
    for made in (_bracketed(view, lines), _fractions(view, lines), _nameless(view, lines), _pictures(view, lines)):
        for one in made:
            if not any(one.box.meets(other.box) for other in found):
                found.append(one)
    return found


class _Lines:
    """The baselines on which words stand, each with the size of its type and from where to where it reaches."""

    def __init__(self, view: PageView) -> None:
        self._view = view
        self._worded = [part for part in view.parts if hanzi(part) >= _WORDS and not _in_frame(view, part)]
        self._prose = {id(line) for line in view.prose}

    def at(self, box: Box, part: Segment) -> bool:
        """Do words stand in the column of a box, on the baseline of a piece beside it?"""
        if id(part) in self._prose or hanzi(part) >= _WORDS:
            return True
        column = column_at(self._view.columns, box, 1.5 * part.size)
        return any(
            abs(line.y - part.y) < _LEVEL * part.size
            and (column is None or column.holds(box_of(line), 1.5 * part.size))
            for line in self._worded
        )

    def beside(self, box: Box, low: float, high: float, gone: Sequence[Glyph] = ()) -> Segment | None:
        """The piece of a line of words whose baseline lies between two heights and that has a sign close to the box.

        ``gone``: the signs that go with the box.
        """
        return next(
            (
                part
                for part in self._view.parts
                if low <= part.y <= high
                and _near(part, box, gone)
                and not _in_frame(self._view, part)
                and self.at(box, part)
            ),
            None,
        )


def _near(part: Segment, box: Box, gone: Sequence[Glyph]) -> bool:
    """Has a piece a sign on its own baseline close to the left or right of a box, and none inside it that stays?"""
    reach = _BESIDE * part.size
    going = {id(glyph) for glyph in gone}
    stay = [glyph for glyph in part.glyphs if id(glyph) not in going and not glyph.sign.isspace()]
    own = [glyph for glyph in stay if abs(glyph.y - part.y) < _LEVEL * part.size]
    clear = not any(box.x0 < (glyph.x0 + glyph.x1) / 2 < box.x1 for glyph in own)
    return clear and any(abs(box.x0 - glyph.x1) < reach or abs(glyph.x0 - box.x1) < reach for glyph in own)


def _in_frame(view: PageView, part: Segment) -> bool:
    middle = (part.x0 + part.x1) / 2
    return any(x0 - 6 < middle < x1 + 6 and y0 < part.y < y1 for x0, y0, x1, y1 in view.frames)


def _bracketed(view: PageView, lines: _Lines) -> Iterator[Inlaid]:
    """What stands between two brackets put together from pieces, in a line of words."""
    glyphs = [glyph for part in view.parts for glyph in part.glyphs if not glyph.sign.isspace()]
    brackets = sorted(_brackets(glyphs), key=lambda bracket: bracket[0].x0)
    for at, opening in enumerate(brackets):
        closing = next((one for one in brackets[at + 1 :] if _partner(opening, one)), None)
        if closing is None:
            continue
        powers = (glyph for glyph in glyphs if _is_power(glyph, closing[0]))
        box = around(map(_ink, (*opening, *closing, *powers)))
        inside = tuple(glyph for glyph in glyphs if box.holds((glyph.x0 + glyph.x1) / 2, glyph.y))
        host = lines.beside(box, box.y0, box.y1, inside)
        if host is not None and box.height <= _HEIGHT * view.size and not any(hanzi_count(g.sign) for g in inside):
            whole = box.wider(_STROKE * view.size, _STROKE * view.size)
            yield Inlaid(_stand_in(whole, host), whole, inside)


def _brackets(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The pieces that stand one on the other, each bracket's from the top."""
    found: list[list[Glyph]] = []
    for glyph in sorted((g for g in glyphs if g.sign in _PIECES), key=lambda g: -g.y):
        above = next((one for one in found if _stands_under(glyph, one[-1])), None)
        if above is None:
            found.append([glyph])
        else:
            above.append(glyph)
    return found


def _stands_under(glyph: Glyph, above: Glyph) -> bool:
    beside = abs(glyph.x0 - above.x0) < _UPRIGHT * glyph.size
    return beside and 0 < above.y - glyph.y < _STACKED * glyph.size


def _partner(opening: Sequence[Glyph], closing: Sequence[Glyph]) -> bool:
    """Do two brackets open and close, side by side at one height?"""
    level = abs(opening[0].y - closing[0].y) < _UPRIGHT * opening[0].size
    return level and opening[0].sign in _OPENING and closing[0].sign in _CLOSING


def _is_power(glyph: Glyph, closing: Glyph) -> bool:
    """Does a small sign stand close behind the upper end of a bracket?"""
    small = glyph.size < _SMALL * closing.size and not hanzi_count(glyph.sign)
    close = 0 <= glyph.x0 - closing.x0 < closing.size and glyph.x0 >= closing.x1 - _UPRIGHT * closing.size
    return small and close and 0 < glyph.y - closing.y < closing.size


def _fractions(view: PageView, lines: _Lines) -> Iterator[Inlaid]:
    glyphs = [glyph for part in view.parts for glyph in part.glyphs if not glyph.sign.isspace()]
    for bar in sorted(short_rules(view.sheet), key=lambda bar: -bar.width):
        y = (bar.y0 + bar.y1) / 2
        size = view.size
        over = [glyph for glyph in glyphs if _stands(glyph, bar, y, size, _ABOVE)]
        under = [glyph for glyph in glyphs if _stands(glyph, bar, y, size, _BELOW)]
        if not over or not under or any(hanzi_count(glyph.sign) for glyph in (*over, *under)):
            continue
        host = lines.beside(bar, y - _AXIS[1] * size, y - _AXIS[0] * size)
        if host is not None:
            box = around([bar, *map(_ink, (*over, *under))])
            yield Inlaid(_stand_in(box, host), box, (*over, *under))


def _stands(glyph: Glyph, bar: Box, y: float, size: float, span: tuple[float, float]) -> bool:
    """Does a sign stand over a bar, or under it?  ``size``: the text's."""
    slack = _OVER * glyph.size
    inside = glyph.x0 > bar.x0 - slack and glyph.x1 < bar.x1 + slack
    return inside and span[0] * size <= glyph.y - y <= span[1] * size


def _nameless(view: PageView, lines: _Lines) -> Iterator[Inlaid]:
    """Runs of mathematics in a line of words in which a sign has no name."""
    for part in view.parts:
        if not any(glyph.sign == LOST for glyph in part.glyphs) or _in_frame(view, part):
            continue
        for run in _runs(part):
            box = around(map(_ink, run))
            if any(glyph.sign == LOST for glyph in run) and lines.at(box, part):
                yield Inlaid(_stand_in(box, part), box, run)


def _runs(part: Segment) -> list[tuple[Glyph, ...]]:
    """Neighbouring glyphs of a face for mathematics."""
    runs: list[list[Glyph]] = []
    joined = False
    for glyph in part.glyphs:
        if glyph.sign.isspace():
            continue
        own = bool(FACE.search(glyph.font))
        if own and joined:
            runs[-1].append(glyph)
        elif own:
            runs.append([glyph])
        joined = own
    return [tuple(run) for run in runs]


def _pictures(view: PageView, lines: _Lines) -> Iterator[Inlaid]:
    for box in view.sheet.pictures:
        if not min(box.width, box.height) >= _SPECK or box.height > _HEIGHT * view.size:
            continue
        middle = (box.y0 + box.y1) / 2
        host = lines.beside(box, middle - 0.9 * view.size, min(middle + 0.2 * view.size, box.y1))
        if host is not None:
            yield Inlaid(_stand_in(box, host), box)


def _ink(glyph: Glyph) -> Box:
    return Box(glyph.x0, glyph.y - _INK[0] * glyph.size, glyph.x1, glyph.y + _INK[1] * glyph.size)


def _stand_in(box: Box, host: Segment) -> Glyph:
    return Glyph(STAND_IN, box.x0, box.x1, host.y, host.size, False, host.glyphs[0].font, False)


def boxed(one: Inlaid) -> Box:
    """What is cut out: the piece with a hair of white around it."""
    return one.box.wider(0.0, _MARGIN)
