"""Take a note's number, give its mark as the house wants it."""

from __future__ import annotations

from sco_pub.model.characters import CIRCLED_BY_UNICODE
from sco_pub.model.config import NoteMark

_SIGNS = {number: sign for sign, number in CIRCLED_BY_UNICODE.items() if number}


def note_mark(number: int, style: NoteMark) -> str:
    """① for 1 when the style is circled and Unicode has the sign, else the number in Arabic figures."""
    return _SIGNS.get(number, str(number)) if style is NoteMark.CIRCLED else str(number)
