"""Take the house's page and a language, give the style sheet's variables and the page's geometry.

Strategy.  A Chinese page is counted, not measured: so many characters a line, so many lines a page (W3C CLREQ 2.2).  The
house gives the sheet's size, the type's size and the leading; the measure is the largest whole number of ems and the text
block the largest whole number of lines that leave the margins below, and the rest becomes margin.  Everything else about
the design is in styles/print.css, which a designer changes without Python.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sco_pub.model.config import Fonts, House, NoteFoot, NoteMark, Page
from sco_pub.model.design import COLOURS, Ink, Press
from sco_pub.model.edition import Edition
from sco_pub.typeset import templates
from sco_pub.typeset.right_to_left import mirrored_heads

_POINTS = 72 / 25.4
QUOTE_RATIO, _SET_IN = 19 / 21, 1.7  # 9.5 pt on 10.5, for abstracts and quotations in 楷体, which looks small; ems
NOTE_RATIO = 6 / 7  # a note's type to the body's: 9 pt on 10.5
# The least margins where none are given, as shares of the page: sides, head, foot.  Two thirds of a journal page's width is text.
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
    inside: float
    outside: float
    head: float
    foot: float
    facing: bool = True

    @property
    def measure(self) -> float:
        return self.columns * self.size


def geometry(page: Page) -> Geometry:
    """The text block of a page; what its whole ems and lines leave over goes to the margins, by their own shares."""
    width, height = page.width * _POINTS, page.height * _POINTS
    leading, least = page.size * page.leading, page.margins
    inside, outside = _least(least.inside, _SIDE * width), _least(least.outside, _SIDE * width)
    head, foot = _least(least.head, _HEAD * height), _least(least.foot, _FOOT * height)
    columns = max(int((width - inside - outside) / page.size + 1e-6), 1)
    lines = max(int((height - head - foot) / leading + 1e-6), 1)
    sides = (width - columns * page.size) / (inside + outside)
    ends = (height - lines * leading) / (head + foot)
    return Geometry(
        width, height, page.size, leading, columns, lines, inside * sides, outside * sides, head * ends, foot * ends,
        page.facing,
    )  # fmt: skip


def _least(given: float | None, share: float) -> float:
    return share if given is None else given * _POINTS


def variables(house: House, language: str) -> str:
    """A style sheet with nothing but the house's own figures: ``@page`` and the custom properties of ``:root``."""
    form, fonts = geometry(house.page), house.fonts_for(language)
    source = house.fonts_for(house.source_language)
    serif, sans = _families(fonts.serif, source.serif), _families(fonts.sans, source.sans)
    counter = note_counter(house, language)
    stop = ' "."' if note_foot(house, language) is NoteFoot.STOP else ""
    near, far = (form.inside, form.outside) if form.facing else (form.outside, form.inside)
    return (
        f"@page {{ size: {form.width:.3f}pt {form.height:.3f}pt{_marks(house.press)}; {colours(house)} }}\n"
        f"@page :right {{ margin: {form.head:.3f}pt {form.outside:.3f}pt {form.foot:.3f}pt {form.inside:.3f}pt }}\n"
        f"@page :left {{ margin: {form.head:.3f}pt {near:.3f}pt {form.foot:.3f}pt {far:.3f}pt }}\n"
        ":root {"
        f" --size: {form.size:g}pt; --note-size: {form.size * NOTE_RATIO:g}pt; --line: {form.leading:.4f}pt;"
        f" --serif: {serif}; --sans: {sans};"
        f" --source-serif: {_families(source.serif, fonts.serif)}; --source-sans: {_families(source.sans, fonts.sans)};"
        f" --other-serif: {_families(_other(house).serif, source.serif)};"
        f" --quote: {_families(*fonts.quote, fonts.serif, source.serif)};"
        f" --source-quote: {_families(*source.quote, source.serif)};"
        f" --quote-size: {form.size * QUOTE_RATIO:g}pt; --inset: {_inset(form):.3f}pt; --hang: {hang(house):.3f}pt;"
        f" {colours(house)}"
        " }\n"
        f".note::footnote-call {{ content: counter(footnote, {counter}) }}\n"
        f".note::footnote-marker {{ content: counter(footnote, {counter}){stop} }}\n"
    )


def _inset(form: Geometry) -> float:
    """How far abstracts and quotations are set in, so that their lines are a whole number of their own ems."""
    size = form.size * QUOTE_RATIO
    return (form.measure - int((form.measure - 2 * _SET_IN * form.size) / size + 1e-6) * size) / 2


def hang(house: House) -> float:
    """How far headings may stand out into the left margin, in points."""
    return house.headings.hang * _POINTS


def colours(house: House) -> str:
    """The design's colours as custom properties; black and greys where the PDF is to have no other ink."""
    shown = {**COLOURS, **house.colours} if house.press.ink is Ink.COLOUR else COLOURS
    return " ".join(f"--{name}: {value};" for name, value in sorted(shown.items()))


def _marks(press: Press) -> str:
    """Crop marks and bleed.  A page with marks is larger than its trim size by the bleed, in which the marks stand."""
    if not press.marks and not press.bleed:
        return ""
    return f"; bleed: {sheet_margin(press):.3f}pt" + ("; marks: crop" if press.marks else "")


_MARK_ROOM = 5  # millimetres round the bleed for crop marks, which take the outer half of all that is round the page


def sheet_margin(press: Press) -> float:
    """What the sheet has round the trimmed page, in points: the bleed, and the room for marks."""
    return (press.bleed + (max(_MARK_ROOM, press.bleed) if press.marks else 0)) * _POINTS


def margin_boxes(house: House, edition: Edition) -> str:
    """Running heads and feet as rules for the page's margins."""
    heads, values = mirrored_heads(house.heads_for(edition.language), edition.lang), templates.values(edition)
    written = []
    for page, top, bottom in (
        ("left", heads.left, heads.foot_left),
        ("right", heads.right, heads.foot_right),
        ("first", heads.first, heads.foot_first),
    ):
        boxes = _line("top", top, values) + _line("bottom", bottom, values)
        written.append(f"@page :{page} {{ {boxes} }}\n")
    return "".join(written)


def _line(edge: str, line: Sequence[str], values: Mapping[str, str]) -> str:
    """The three boxes of a head or foot.  Those that have words share its whole width, so that a rule below them is one rule; a
    folio alone takes little."""
    filled = [templates.fill(part, values) for part in line]
    narrow = [words in ("", templates.PAGE) for words in filled]
    rest = (100 - _FOLIO * sum(words == templates.PAGE for words in filled)) / max(narrow.count(False), 1)
    boxes = ""
    for side, words, small in zip(("left", "center", "right"), filled, narrow, strict=True):
        width = f"; width: {_FOLIO if small else rest:g}%" if words and any(filled) and narrow.count(False) else ""
        boxes += f"@{edge}-{side} {{ content: {_content(words)}{width} }} "
    return boxes


_FOLIO = 12  # hundredths of a head's width


def _content(words: str) -> str:
    """CSS's ``content`` for a filled line."""
    parts = ["counter(page)" if piece == templates.PAGE else css_string(piece) for piece in templates.pieces(words)]
    return " ".join(parts) or "none"


def css_string(text: str) -> str:
    """Text as a CSS string."""
    written = "".join(f"\\{ord(sign):x} " if sign in '\\"<>&' or not sign.isprintable() else sign for sign in text)
    return f'"{written}"'


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
