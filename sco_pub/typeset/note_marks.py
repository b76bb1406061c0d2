"""Take a note's number, give its mark as the house wants it."""

from __future__ import annotations

from sco_pub.model.config import NoteMark

# U+2460, U+3251 and U+32B1 begin the circled numbers 1, 21 and 36; there are none beyond 50.
_CIRCLED = ((1, 0x2460, 20), (21, 0x3251, 15), (36, 0x32B1, 15))


def note_mark(number: int, style: NoteMark) -> str:
    """① for 1 when the style is circled and Unicode has the sign, else the number in Arabic figures."""
    if style is NoteMark.CIRCLED:
        for first, code, count in _CIRCLED:
            if first <= number < first + count:
                return chr(code + number - first)
    return str(number)
