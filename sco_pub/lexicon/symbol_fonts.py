"""What a sign of a symbol font is, by the font's name and the sign's private point.

Symbol, MathType's fonts and Wingdings have encodings of their own.  A PDF of a Word manuscript has no better names for
their signs than U+F000 and the code (OpenType cmap, encoding 3.0), and each of these is known: no page has to be read.
"""

from __future__ import annotations

import re

from sco_pub.lexicon import data

_SYMBOLS = 0xF000  # and the code is the private point
_SIGNS = {
    (font, chr(_SYMBOLS + int(code, 16))): chr(int(point, 16)) for font, code, point in data.rows("symbol_fonts.tsv")
}
# A subset's tag, the family, the style; Euclid Symbol and Euclid Extra are MathType's own cuts of the first two.
_NAME = re.compile(
    r"(?:[A-Z]{6}\+)?(?:(?P<Symbol>(?:Euclid[- ]?)?Symbol(?:MT)?)|(?P<MTExtra>(?:MT|Euclid)[- ]?Extra)"
    r"|(?P<EuclidMathOne>Euclid[- ]?Math[- ]?One)|(?P<EuclidMathTwo>Euclid[- ]?Math[- ]?Two)"
    r"|(?P<Wingdings>Wingdings(?:-Regular)?))(?:[,-](?:Bold|Italic|BoldItalic|Regular))?"
)


def sign(font: str, point: str) -> str:
    """The sign; "" where the font is none of these, or its code has no sign of Unicode's.

    ``font``: its name, with or without a subset's tag.
    """
    name = _NAME.fullmatch(font)
    return _SIGNS.get((name.lastgroup or "", point), "") if name else ""
