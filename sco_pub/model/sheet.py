"""A page as it is drawn: its glyphs and its rules, in points, the origin at the lower left, as a reader sees the page."""

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


@dataclass(slots=True)
class Glyph:
    """One drawn character; ``turned``: not from left to right; ``parted``: pdfium sees a space before it.

    ``aslant``: turned by no right angle; ``hidden``: neither filled nor stroked.
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
    """What an engine read on one page's picture: the picture's size and resolution, its rows, its level rules (x0, x1, y)."""

    width: int
    height: int
    dpi: int
    rows: tuple[ReadRow, ...]
    rules: tuple[tuple[int, int, int], ...] = ()

    @property
    def confidence(self) -> float:
        """The mean score of its rows, by their length; 0 for an empty page."""
        signs = sum(len(row.signs) for row in self.rows)
        return sum(row.score * len(row.signs) for row in self.rows) / signs if signs else 0.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: size as shown, glyphs in the order of drawing, rules.

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
