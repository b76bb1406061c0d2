"""Take the house's page and a language, give the style sheet's variables and the page's geometry.

Strategy.  A Chinese page is counted, not measured: so many characters a line, so many lines a page (W3C CLREQ 2.2).  The
house gives the sheet's size, the type's size and the leading; the measure is the largest whole number of ems and the text
block the largest whole number of lines that leave the margins below, and the rest becomes margin.  Everything else about
the design is in styles/print.css, which a designer changes without Python.
"""

from __future__ import annotations

from dataclasses import dataclass

from sco_pub.model.config import Fonts, House, NoteFoot, NoteMark, Page

_POINTS = 72 / 25.4
# The least margins, as shares of the page: sides, head, foot.  Two thirds of a journal page's width is text.
NOTE_RATIO = 6 / 7  # a note's type to the body's: 9 pt on 10.5
_SIDE, _HEAD, _FOOT = 0.095, 0.085, 0.075


@dataclass(frozen=True, slots=True)
class Geometry:
    """A page in points: its margins, and the text block as ``columns`` ems by ``lines`` lines."""

    width: float
    height: float
    size: float
    leading: float
    columns: int
    lines: int

    @property
    def measure(self) -> float:
        return self.columns * self.size

    @property
    def side(self) -> float:
        return (self.width - self.measure) / 2

    @property
    def head(self) -> float:
        spare = self.height - self.lines * self.leading
        return spare * _HEAD / (_HEAD + _FOOT)

    @property
    def foot(self) -> float:
        return self.height - self.lines * self.leading - self.head


def geometry(page: Page) -> Geometry:
    """The text block of a page."""
    width, height = page.width * _POINTS, page.height * _POINTS
    leading = page.size * page.leading
    columns = max(int(width * (1 - 2 * _SIDE) / page.size), 1)
    lines = max(int(height * (1 - _HEAD - _FOOT) / leading), 1)
    return Geometry(width, height, page.size, leading, columns, lines)


def variables(house: House, language: str) -> str:
    """A style sheet with nothing but the house's own figures: ``@page`` and the custom properties of ``:root``."""
    form, fonts = geometry(house.page), house.fonts_for(language)
    source = house.fonts_for(house.source_language)
    serif, sans = _families(fonts.serif, source.serif), _families(fonts.sans, source.sans)
    counter = note_counter(house, language)
    stop = ' "."' if note_foot(house, language) is NoteFoot.STOP else ""
    return (
        f"@page {{ size: {form.width:.3f}pt {form.height:.3f}pt;"
        f" margin: {form.head:.3f}pt {form.side:.3f}pt {form.foot:.3f}pt {form.side:.3f}pt }}\n"
        ":root {"
        f" --size: {form.size:g}pt; --note-size: {form.size * NOTE_RATIO:g}pt; --line: {form.leading:.4f}pt;"
        f" --serif: {serif}; --sans: {sans};"
        f" --source-serif: {_families(source.serif, fonts.serif)}; --source-sans: {_families(source.sans, fonts.sans)};"
        f" --other-serif: {_families(_other(house).serif, source.serif)}"
        " }\n"
        f".note::footnote-call {{ content: counter(footnote, {counter}) }}\n"
        f".note::footnote-marker {{ content: counter(footnote, {counter}){stop} }}\n"
    )


def note_counter(house: House, language: str) -> str:
    """The CSS counter style of a language's notes."""
    return "circled" if house.notes_for(language).mark is NoteMark.CIRCLED else "decimal"


def note_foot(house: House, language: str) -> NoteFoot:
    """How a note's number stands at the foot; circled ones are always plain."""
    style = house.notes_for(language)
    return NoteFoot.PLAIN if style.mark is NoteMark.CIRCLED else style.foot


def _other(house: House) -> Fonts:
    """The fonts for languages that aren't the source's: a Russian note in a Chinese page."""
    return house.fonts_for("default") if "default" in house.fonts else Fonts()


def _families(*names: str) -> str:
    return ", ".join('"' + name.replace("\\", "").replace('"', "") + '"' for name in dict.fromkeys(names))
