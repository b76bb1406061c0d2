"""Sheets written sign by sign: what a page looks like, without a PDF around it."""

from __future__ import annotations

from collections.abc import Iterable

from sco_pub.layout.page import Gathered, add_sheet
from sco_pub.model.characters import hanzi_count
from sco_pub.model.sheet import Box, Glyph, Rule, Sheet
from sco_pub.model.text import RawRegion

SIZE, STEP = 10.0, 16.0
PROSE = "国际秩序的变动要求各国重新审视区域合作的机制并在平等协商的基础上寻找新的平衡点"


def signs(text: str, x: float, y: float, size: float = SIZE, font: str = "Song") -> list[Glyph]:
    """A piece of text on a baseline: hanzi and their marks an em wide, other signs half an em."""
    out = []
    for sign in text:
        width = size if hanzi_count(sign) or sign in "，。：；（）" else size / 2
        out.append(Glyph(sign, x, x + width, y, size, False, font, False))
        x += width
    return out


def column(x: float, top: float, lines: int, measure: int = 20, *, indents: int = 4, size: float = SIZE) -> list[Glyph]:
    """Running text, ``measure`` hanzi wide; every ``indents``-th line begins a paragraph."""
    out = []
    for n in range(lines):
        inset = 2 if n % indents == 0 else 0
        text = (PROSE * 2)[n : n + measure - inset]
        out += signs(text, x + inset * size, top - n * STEP * size / SIZE, size)
    return out


def bar(x0: float, x1: float, y: float) -> Rule:
    return Rule(x0, y - 0.3, x1, y + 0.3)


def fraction(above: str, below: str, x: float, y: float, size: float = SIZE) -> tuple[list[Glyph], Rule]:
    """A fraction on a baseline, and its bar."""
    wide = max(len(above), len(below)) * size / 2
    halves = [
        glyph
        for text, at in ((above, y + 0.75 * size), (below, y - 0.6 * size))
        for glyph in signs(text, x + (wide - len(text) * size / 2) / 2, at, size, "Math")
    ]
    return halves, bar(x, x + wide, y + 0.35 * size)


def sheet(
    glyphs: Iterable[Glyph],
    rules: Iterable[Rule] = (),
    *,
    number: int = 1,
    pictures: Iterable[Box] = (),
    paths: Iterable[Box] = (),
) -> Sheet:
    place = (number - 1, 0.0)
    return Sheet(
        number, 500.0, 700.0, tuple(glyphs), tuple(rules), 0, 0, False, tuple(pictures), tuple(paths), place
    )  # fmt: skip


def gathered(*sheets: Sheet) -> Gathered:
    out = Gathered([], [], [], [])
    for one in sheets:
        add_sheet(out, one)
    return out


def texts(found: Gathered) -> list[str]:
    return [line.text for line in found.lines]


def words(found: Gathered, region: RawRegion) -> tuple[list[str], list[str]]:
    """The words inside a region, and those of its caption."""
    lines = texts(found)
    return lines[region.first_line + 1 : region.text_line], lines[region.text_line : region.last_line + 1]
