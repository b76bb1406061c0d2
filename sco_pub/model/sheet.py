"""A page as it is drawn: its glyphs, rules, pictures and paths, in points, the origin at the lower left, as a reader sees it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, horizontal or vertical, in points; (x0, y0) is its lower left end."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def horizontal(self) -> bool:
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in points; (x0, y0) is its lower left corner."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        """Halfway from left to right."""
        return (self.x0 + self.x1) / 2

    def around(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))

    def wider(self, across: float, up: float) -> Box:
        """The box with so much more on its left and right, below and above."""
        return Box(self.x0 - across, self.y0 - up, self.x1 + across, self.y1 + up)

    def meets(self, other: Box) -> bool:
        return self.x0 <= other.x1 and other.x0 <= self.x1 and self.y0 <= other.y1 and other.y0 <= self.y1

    def meets_across(self, other: Box) -> bool:
        """Do the two stand above each other, at least in part?"""
        return self.x0 <= other.x1 and other.x0 <= self.x1

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


@dataclass(frozen=True, slots=True)
class Glyph:
    """One drawn character; ``turned``: not from left to right; ``parted``: pdfium sees a space before it.

    ``aslant``: turned by no right angle; ``hidden``: neither filled nor stroked; ``italic``: by its font, or set slanting;
    ``white``: filled with white, as letters on black are, and what nobody is to see on paper.
    """

    sign: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    font: str
    turned: bool
    parted: bool = False
    aslant: bool = False
    hidden: bool = False
    italic: bool = False
    white: bool = False


@dataclass(frozen=True, slots=True)
class ReadSign:
    """One character as an OCR engine read it: its box in pixels from the picture's upper left corner."""

    sign: str
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One line of print as an engine found it, blanks between words included as signs.

    ``score``: how sure the engine is, 0 to 1; ``slope``: how far the line falls to the right, in pixels a pixel; ``ink``: the
    share of dark pixels in its box, by which bold type is known.
    """

    signs: tuple[ReadSign, ...]
    score: float
    slope: float
    ink: float


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What an engine read on one page's picture: the picture's size and resolution, its rows, its level rules (x0, x1, y).

    ``drawings``: the boxes (x0, y0, x1, y1) of what is inked and no print: charts, photographs, frames.
    """

    width: int
    height: int
    dpi: int
    rows: tuple[ReadRow, ...]
    rules: tuple[tuple[int, int, int], ...] = ()
    drawings: tuple[tuple[int, int, int, int], ...] = ()

    @property
    def confidence(self) -> float:
        """The mean score of its rows, by their length; 0 for an empty page."""
        signs = sum(len(row.signs) for row in self.rows)
        return sum(row.score * len(row.signs) for row in self.rows) / signs if signs else 0.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: size as shown, glyphs in the order of drawing, rules.

    ``pictures``: where images are drawn, but for one that covers the page; ``paths``: where anything else is drawn that is no
    straight rule by itself: curves, bars, arrows, ticks, frames.  ``place``: which page of the file it is on,
    from 0, and how far from that page's left edge it begins; None for a sheet that was turned and can't be found there again.
    ``hidden``: how many characters are invisible or lie under a picture of the page; ``nameless``: how many come from a
    font that doesn't say what they are; ``picture``: a picture covers nearly all of the page.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    hidden: int
    nameless: int
    picture: bool
    pictures: tuple[Box, ...] = ()
    paths: tuple[Box, ...] = ()
    place: tuple[int, float] | None = None
