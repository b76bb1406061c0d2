"""Take the lines of a PDF, tell the type of its running text, and what is set in another.

Strategy.  The running text's size is the one that most hanzi have.  Its fonts are those that full lines of that size are set in:
a layer names one font for hanzi, others for figures, marks and letters, and a heading's fonts stand in none or few of them.
What is larger, heavier or of none of these fonts is display: a title, a heading, a label.  The blank signs and raised ones
(note calls) tell nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sco_pub.clean.lines.lines import Line
from sco_pub.lexicon.enumerators import typed
from sco_pub.model.characters import hanzi_count, is_space
from sco_pub.model.text import Face

_FULL = 0.8  # of the widest usual line: a line of running text, not a heading or a cell
_COMMON = 0.04  # of the full lines: a font in fewer is an emphasis, not the text's own
_MANY = 0.3  # of the full lines: a bold font in fewer is one for stress, however often an author stresses
_LARGER = 0.08  # of the size: 10.5 against 10 is a difference of measuring, 12 against 10.5 one of design
_WORD = 2  # hanzi that show a heading's face
_MOSTLY = 0.85  # of a stretch's signs: marks may be set in the text's own font inside a heading


@dataclass(frozen=True, slots=True)
class BodyType:
    """``size`` in points (0 without geometry); ``fonts``: (name, bold) of those that the running text is set in."""

    size: float
    fonts: frozenset[tuple[str, bool]]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> BodyType:
        """The size, in points, in which most hanzi are set, and the fonts of its full lines; 0 and none without geometry."""
        sizes: Counter[float] = Counter()
        for line in lines:
            if g := line.geometry:
                sizes[round(g.size * 2) / 2] += hanzi_count(line.text)
        if not sizes:
            return cls(0.0, frozenset())
        size = max(sizes, key=lambda s: (sizes[s], s))
        text = [line for line in lines if (g := line.geometry) and abs(g.size - size) <= 0.5]
        widths = sorted(line.width for line in text)
        wide = [line for line in text if line.width >= _FULL * widths[len(widths) * 3 // 4]]
        # a line with a heading's number may hold a heading that runs into its paragraph, in a face of its own
        full = [line for line in wide if typed(line.text)[1] is None] or wide
        seen = Counter(font for line in full for font in _fonts(line))
        return cls(size, frozenset(f for f, n in seen.items() if n >= (_MANY if f[1] else _COMMON) * len(full)))

    def display(self, line: Line, start: int = 0, end: int | None = None) -> bool:
        """Whether the stretch of a line is larger, heavier or of another face than the running text."""
        if line.geometry is None or not self.size:
            return False
        inside = [(i, face) for i, face in signed(line) if start <= i < (len(line.text) if end is None else end)]
        if self._mostly([face for _, face in inside]):
            return True
        hanzi = [face for i, face in inside if hanzi_count(line.text[i])]
        # a heading's figures and letters may come from the running text's Latin font
        return len(hanzi) >= _WORD and typed(line.text[start:])[1] is not None and self._mostly(hanzi)

    def _mostly(self, faces: Sequence[Face]) -> bool:
        return bool(faces) and sum(map(self.differs, faces)) >= _MOSTLY * len(faces)

    def differs(self, face: Face) -> bool:
        return face.size > self.size * (1 + _LARGER) or (face.font, face.bold) not in self.fonts

    def larger(self, line: Line) -> bool:
        return line.geometry is not None and self.size > 0 and line.geometry.size > self.size * (1 + _LARGER)


def signed(line: Line) -> list[tuple[int, Face]]:
    """Each sign of a line that tells its type, as its index in the line's text, with its face."""
    g = line.geometry
    if g is None or not g.faces:
        return []
    shift = len(line.lead)
    out: list[tuple[int, Face]] = []
    at = 0
    for i, sign in enumerate(line.text):
        while at + 1 < len(g.faces) and g.faces[at + 1].start <= i + shift:
            at += 1
        if not is_space(sign) and i + shift not in g.raised:
            out.append((i, g.faces[at]))
    return out


def hanzi_face(line: Line) -> Face | None:
    """The face that most of a line's hanzi are set in."""
    faces = Counter(face for i, face in signed(line) if hanzi_count(line.text[i]))
    return max(faces, key=lambda face: (faces[face], face.font)) if faces else None


def _fonts(line: Line) -> set[tuple[str, bool]]:
    return {(face.font, face.bold) for _, face in signed(line)}
