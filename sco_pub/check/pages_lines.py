"""Take the characters of a page as they were drawn, give its lines; what all the page checks measure with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sco_pub.model.finding import Place

CLOSING = frozenset("”’）》〉」』】〕］｝、，。．；：！？")
HYPHENS = frozenset("-\u2010\u00ad")
_OPENING = frozenset("“‘（《〈「『【〔［｛")
_WIDE = 0.85  # of the size: a full-width mark, and not one that was squeezed to half its width


@dataclass(frozen=True, slots=True)
class Sign:
    """One drawn character: origin, right edge and baseline in points from the page's lower left, and its type size."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Frame:
    """The text block in points, the body's and the notes' type sizes and the leading; how far headings hang out to the left."""

    left: float
    right: float
    top: float
    bottom: float
    size: float
    note_size: float
    leading: float
    hang: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line's characters in reading order; ``left`` and ``right`` are the edges of what is inked."""

    page: int
    signs: tuple[Sign, ...]

    @property
    def text(self) -> str:
        return "".join(sign.text for sign in self.signs)

    @property
    def size(self) -> float:
        return max(sign.size for sign in self.signs)

    @property
    def y(self) -> float:
        return max((sign for sign in self.signs), key=lambda sign: sign.size).y

    @property
    def left(self) -> float:
        """Where ink begins, in points: behind the blank half of an opening mark."""
        first = self.signs[0]
        return first.x0 + (first.size / 2 if first.text in _OPENING and _wide(first) else 0.0)

    @property
    def right(self) -> float:
        """Where ink ends, in points: before the blank half of a closing mark."""
        last = self.signs[-1]
        return last.x1 - (last.size / 2 if last.text in CLOSING and _wide(last) else 0.0)


def _wide(sign: Sign) -> bool:
    return sign.x1 - sign.x0 >= _WIDE * sign.size


def lines(page: int, signs: Sequence[Sign]) -> tuple[Line, ...]:
    """The lines of a page: a new one begins where drawing goes back to the left or to another height."""
    found: list[list[Sign]] = []
    for sign in signs:
        if not sign.text.strip():
            continue
        last = found[-1][-1] if found else None
        if (
            last is None
            or sign.x0 < last.x0 - 1.2 * sign.size
            or abs(sign.y - last.y) > 0.7 * max(sign.size, last.size)
        ):
            found.append([])
        found[-1].append(sign)
    return tuple(Line(page, tuple(line)) for line in found)


def is_text(line: Line, frame: Frame) -> bool:
    return min(abs(line.size - frame.size), abs(line.size - frame.note_size)) < 0.1 and (
        frame.bottom - 1 <= line.y <= frame.top + 1
    )


def on_page(page: int) -> Place:
    return Place(f"page {page}")
