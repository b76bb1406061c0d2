"""Take a character as it was shaped, give its class in a line: what may stand beside it, and how close.

Strategy.  W3C CLREQ (3.1, 3.2) and CSS Text 4 treat a sign by its body, not only by its code point: ``“`` in a CJK font
fills an em with half of it blank, in a Latin font it is a narrow mark.  So a class is found from the character *and* from
whether its shape is about an em wide.

Sources: CLREQ 3.1.2 (classes), 3.1.3 (line start and end), 3.1.6 (adjusting); CSS Text 4, 8.4 (text-spacing-trim).
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

_WIDE = 0.85  # of an em: a full-width shape


class Kind(IntEnum):
    """What a cluster is for the breaking of lines and the gaps beside it."""

    HAN = 0  # ideographs, kana and other signs that fill their em
    OPEN = 1  # full-width opening marks: their left half is blank
    CLOSE = 2  # full-width closing marks: their right half is blank
    STOP = 3  # full-width commas and stops: their right half is blank
    MIDDLE = 4  # interpuncts and range marks: never at a line's start
    DASH = 5  # —— and ……: unbroken
    WORD = 6  # letters and digits of alphabets
    MARK = 7  # their narrow punctuation
    SPACE = 8  # U+0020
    TIE = 9  # U+00A0
    CALL = 10  # a note's call: belongs to what stands before it
    OBJECT = 11  # a picture, a decoration's edge
    WIDE_SPACE = 12  # U+3000


class Cluster(NamedTuple):
    """What the shaper made of one or more characters: its width and its type's size in the same unit."""

    text: str
    width: float
    size: float
    kind: Kind


CJK = frozenset({Kind.HAN, Kind.OPEN, Kind.CLOSE, Kind.STOP, Kind.MIDDLE, Kind.DASH, Kind.WIDE_SPACE})
BLANK_AFTER = frozenset({Kind.CLOSE, Kind.STOP})
NEVER_FIRST = frozenset({Kind.CLOSE, Kind.STOP, Kind.MIDDLE, Kind.CALL})
NEVER_LAST = frozenset({Kind.OPEN})

_OPENING = frozenset("“‘（《〈「『【〔［｛〖〘〚｟")
_CLOSING = frozenset("”’）》〉」』】〕］｝〗〙〛｠")
_STOPS = frozenset("、，。．；：！？")
_MIDDLE = frozenset("·・‧～〜﹏‐–")
_DASHES = frozenset("—…⸺⋯")
_WORDLIKE = frozenset("%‰°$€£¥+&@#№")


@lru_cache(maxsize=8192)
def kind_of(text: str, wide: bool) -> Kind:
    """The class of a cluster by its first character; ``wide`` as of its shape."""
    character = text[0]
    if character == " ":
        return Kind.SPACE
    if character == "\N{NO-BREAK SPACE}":
        return Kind.TIE
    if character == "\N{IDEOGRAPHIC SPACE}":
        return Kind.WIDE_SPACE
    if character in _DASHES:
        return Kind.DASH if wide else Kind.MARK
    if wide and character in _OPENING:
        return Kind.OPEN
    if wide and character in _CLOSING:
        return Kind.CLOSE
    if wide and character in _STOPS:
        return Kind.STOP
    if character in _MIDDLE and (wide or character in "·・‧"):
        return Kind.MIDDLE
    if _fills_its_em(character):
        return Kind.HAN
    if character.isalnum() or character in _WORDLIKE:
        return Kind.WORD
    return Kind.MARK


def is_wide(text: str, width: float, size: float) -> bool:
    """Whether a cluster's shape fills its em (a two-em dash fills two)."""
    return width >= _WIDE * size * (len(text) if text[0] in _DASHES else 1)


def _fills_its_em(character: str) -> bool:
    point = ord(character)
    return (
        0x2E80 <= point <= 0xA4CF
        or 0xF900 <= point <= 0xFAFF
        or 0xFE30 <= point <= 0xFE4F
        or 0xFF01 <= point <= 0xFF60
        or 0x2460 <= point <= 0x24FF
        or point >= 0x20000
    )
