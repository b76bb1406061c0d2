"""Take a RawText with geometry, say of a block's text which of its signs are raised, lowered, italic or bold on the page.

Strategy.  What a sign looks like is known by its raw offset, and every sign of a block remembers its own; so looks are laid
beside the text when all rules are done, and no rule sees them.  A superscript or subscript is a short run that stands higher
or lower, smaller than its line; calls of notes are gone by then, and a citation's number ([3]) is none: the house sets those.
Italic letters count where most of the block's letters are upright; bold ones as variables (up to three letters), and as the
heading that runs into its paragraph: what a block begins with, up to a colon, a stop or a blank.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from sco_pub.lexicon import note_marks
from sco_pub.model.characters import HANZI, WORD, hanzi_count
from sco_pub.model.text import Face, Geometry, Look, RawText, Styled

_LONGEST = 12  # signs of a superscript
_WORDS = 4  # hanzi of a subscript behind a letter
_VARIABLE = 3  # letters of a bold variable
_LEAD = re.compile(rf"(?=.*[{HANZI}].*[{HANZI}])[^：:。\u3000]{{2,30}}(?:[：:。．.？]\s?|\u3000+)")  # 提高用水效率：
_OWN = 0.5  # of a block's letters: a look that so many have is the block's own
_FEW = 0.25  # of a block's signs: letters that are no more are variables among hanzi, be they all italic
_LETTER = re.compile(f"[{WORD}]")
_BEARING = re.compile(r"[^\W_]|[-+−±′°∘*∗]")
_MARKS = re.compile(r"[*＊∗†‡§¶#\s\u2460-\u24ff\u2776-\u2793]+")
_Value = TypeVar("_Value", bound=Hashable)


class Looks:
    """What the signs of a raw text look like, by their offsets."""

    def __init__(self, raw: RawText) -> None:
        self._starts = raw.starts()
        self._lines = [line.geometry for line in raw.lines]

    def of(self, text: str, spans: Sequence[tuple[int, int]]) -> tuple[Styled, ...]:
        """The looks of a block; ``spans``: where in the raw text each of its signs comes from."""
        places = [self._at(start) if end == start + 1 else None for start, end in spans]
        found = [*_scripts(text, [_script(place) for place in places]), *_emphasis(text, [_face(p) for p in places])]
        return tuple(sorted(found, key=lambda each: (each.start, each.end)))

    def _at(self, place: int) -> tuple[Geometry, int] | None:
        """The geometry of the line that a raw offset is in, and the sign's index there."""
        line = bisect_right(self._starts, place) - 1
        geometry = self._lines[line] if line >= 0 else None
        return None if geometry is None else (geometry, place - self._starts[line])


def _script(place: tuple[Geometry, int] | None) -> Look | None:
    if place is None:
        return None
    geometry, column = place
    return Look.RAISED if column in geometry.raised else Look.LOWERED if column in geometry.lowered else None


def _face(place: tuple[Geometry, int] | None) -> Face | None:
    if place is None or not place[0].faces:
        return None
    faces, column = place[0].faces, place[1]
    return faces[max(bisect_right(faces, column, key=lambda face: face.start) - 1, 0)]


def _scripts(text: str, looks: Sequence[Look | None]) -> Iterator[Styled]:
    for look, start, end in _runs(_bridged(text, looks)):
        if look is not None and _is_script(text, start, end):
            yield Styled(start, end, look)


def _bridged(text: str, looks: Sequence[Look | None]) -> list[Look | None]:
    """The looks, the blanks inside a superscript with its own and those at its end with none."""
    out = [None if sign.isspace() else look for sign, look in zip(text, looks, strict=True)]
    for match in re.finditer(r"(?<=\S)\s{1,2}(?=\S)", text):
        if out[match.start() - 1] == out[match.end()]:
            out[match.start() : match.end()] = [out[match.end()]] * (match.end() - match.start())
    return out


def _is_script(text: str, start: int, end: int) -> bool:
    """Is a run that stands higher or lower a superscript or subscript, no mark of a note and no number of a source?"""
    run, before = text[start:end], text[start - 1 : start]
    variable = bool(_LETTER.match(before)) or before in tuple(")）]}")
    if not before.strip() or len(run) > _LONGEST or not _BEARING.search(run) or run[0].isspace():
        return False
    if hanzi_count(run):
        return variable and len(run) <= _WORDS
    if _MARKS.fullmatch(run):
        return variable
    return not (
        note_marks.RAISED_CITATION.fullmatch(run)
        or (before in tuple("[［〔【") and re.fullmatch(note_marks.RAISED_NUMBERS, run))
    )


def _emphasis(text: str, faces: Sequence[Face | None]) -> Iterator[Styled]:
    letters = [n for n, sign in enumerate(text) if _LETTER.match(sign)]
    for look, longest in ((Look.ITALIC, len(text)), (Look.BOLD, _VARIABLE)):
        shown = [_shows(face, look) and not hanzi_count(sign) for face, sign in zip(faces, text, strict=True)]
        if _own(text, letters, faces, look):
            continue
        for so, start, end in _runs(shown):
            inside = [n for n in letters if start <= n < end] if so else []
            if inside and inside[-1] + 1 - inside[0] <= longest:
                yield Styled(inside[0], inside[-1] + 1, look)
        if look is Look.BOLD and (end := _lead(text, faces)):
            yield Styled(0, end, look)


def _lead(text: str, faces: Sequence[Face | None]) -> int:
    """Where the heavy words end with which a block begins, where they are a heading with the mark behind it; else 0."""
    heavy = next((n for n, face in enumerate(faces) if not (text[n].isspace() or _shows(face, Look.BOLD))), len(text))
    found = _LEAD.fullmatch(text, 0, heavy) or _LEAD.fullmatch(text, 0, heavy + 1)
    return len(found.group().rstrip()) if found else 0


def _own(text: str, letters: Sequence[int], faces: Sequence[Face | None], look: Look) -> bool:
    """Is a look the block's own, which sets nothing apart?"""
    count = sum(_shows(faces[n], look) for n in letters)
    if look is Look.BOLD:
        signs = [face for face, sign in zip(faces, text, strict=True) if not sign.isspace()]
        return sum(_shows(face, look) for face in signs) > _OWN * len(signs)
    return count > _OWN * len(letters) and count > _FEW * len(text)


def _shows(face: Face | None, look: Look) -> bool:
    return face is not None and (face.italic if look is Look.ITALIC else face.bold)


def _runs(values: Iterable[_Value]) -> Iterator[tuple[_Value, int, int]]:
    """Runs of the same value: the value, and from where to where."""
    at = 0
    for value, group in groupby(values):
        end = at + sum(1 for _ in group)
        yield value, at, end
        at = end
