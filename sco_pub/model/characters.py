"""Characters by name and by class: the one place that knows which code points are hanzi, marks, note marks.

Widths are in em of Chinese typesetting: a hanzi or full-width mark is 1, Latin, digits and curly quotation marks 0.5
(W3C CLREQ, section 3.1.6: adjacent marks share half an em).  Founder's layers write half-width digits and Latin as
full-width code points, so both count 0.5.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

IDEOGRAPHIC_SPACE = "\N{IDEOGRAPHIC SPACE}"

# What follows stands as contents of a regular expression's character class.
# Hanzi: 〇, the unified ideographs with Extension A, the compatibility ideographs, and planes 2 and 3, which Unicode keeps
# for hanzi (Extensions B to J; UAX 38, section 4.4).  A rare surname is a hanzi in every rule.
HANZI = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HANZI_WRITTEN = "\u2e80-\u2fdf\u3005-\u3006" + HANZI  # with radicals, 々 and 〆
# The block that all old character sets cover.  Only where encodings are told apart: there rare hanzi mean a wrong reading.
HANZI_COMMON = "\u4e00-\u9fff"
# What else a Chinese text file holds: ASCII, marks, counted signs, kana, full-width signs, Greek, Cyrillic, Yi, and
# Founder's private signs in plane 16.
BESIDE_HANZI = (
    "\u0000-\u007f\u2000-\u206f\u2460-\u24ff\u3000-\u30ff\ufe30-\uffef\u0391-\u0451\ua000-\ua4cf\U00100000-\U0010ffff"
)
LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
CYRILLIC = "\u0400-\u052f"
WORD = LATIN + CYRILLIC + "\u0370-\u03ff"
DIGIT = "0-9"
WIDE_DIGIT = "０-９"
ANY_DIGIT = DIGIT + WIDE_DIGIT  # where a text is as its file has it; lines of the layout have narrow ones (clean.lines)
WIDE_LATIN = "Ａ-Ｚａ-ｚ"
YI = "\ua000-\ua48c"
NUMERALS = "一二三四五六七八九十"  # of ordinals and headings
NUMERALS_LONG = NUMERALS + "百〇零"
NUMERALS_FORMAL = "壹贰貳叁参參肆伍陆陸柒捌玖拾"
NUMERAL_VALUES = {c: n for n, c in enumerate("零" + NUMERALS[:9])} | {"〇": 0, "两": 2}
TEN_VALUES = {"十": 10, "百": 100, "千": 1000}
ROMAN = "Ⅰ-Ⅻ"
# Unicode's circled numbers end at 50, those of print don't.  Above, a number has a private point of our own, U+F1000 + number:
# one sign of one width, as in print.  No known layer uses these; they are written (51) wherever they stay in a text.
_RINGS, MOST_RING = 0xF1000, 999
_RINGS_BEYOND = range(51, MOST_RING + 1)
CIRCLES = (
    "⓪①-⑳㉑-㉟㊱-㊿➀-➉"  # the last ten in a sans-serif type, for fonts of dingbats
    f"{chr(_RINGS + _RINGS_BEYOND.start)}-{chr(_RINGS + MOST_RING)}"
)
NEGATIVE_CIRCLES = "❶-❿⓫-⓴➊-➓"
PARENTHESISED_SIGNS = "⑴-⒇"
COUNTING_SIGNS = CIRCLES + NEGATIVE_CIRCLES + PARENTHESISED_SIGNS  # one sign, one number
# Signs set raised or lowered that have a point of their own so; "−" is the minus as it is typed, too.
RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
BULLETS = "•●■◆▪○◦·‣"
CJK_MARKS = "，。；：？！、《》〈〉「」『』【】〔〕（）［］“”‘’…—·～"
PRIVATE = (  # all but our own rings
    f"\ue000-\uf8ff\U000f0000-{chr(_RINGS + _RINGS_BEYOND.start - 1)}{chr(_RINGS + MOST_RING + 1)}-\U0010ffff"
)
# What no line begins or ends with (CLREQ, 3.1.3: prohibition rules for line start and line end).
NEVER_FIRST = "，。；：、！？）》」』”’〉】〕"
NEVER_LAST = "（《「『“‘〈【〔"
CLOSING = "”’）》〉」』】〕］)\\]»"
OPENING = "“‘（《〈「『【〔［(\\[«"

# Noncharacters are for a program's own use (Unicode Standard, 23.7; this one marks note calls with them).  In a text that
# comes from outside they say nothing: each stands for a sign that is lost.
LOST = "\N{REPLACEMENT CHARACTER}"  # stands for a drawn sign whose font doesn't say what it is
NONCHARACTERS = dict.fromkeys(
    (*range(64976, 65008), *(plane << 16 | low for plane in range(17) for low in (65534, 65535))), "�"
)

_HANZI = re.compile(f"[{HANZI}]")
_SPACES = frozenset(" \t\f\u00a0\u2002\u2003\u2009\u200a\u202f\u3000\ufeff\u200b")


def hanzi_count(text: str) -> int:
    return len(_HANZI.findall(text))


_MOST_DIGITS = 18  # of a number in print: of figures, years, pages, notes


def whole_number(digits: str) -> int:
    """The value of a row of decimal digits; of one that is longer than any number in print, that of its beginning.

    A stranger's text can have thousands in a row: int refuses more than 4,300, and reads fewer in the square of their number.
    """
    return int(digits[:_MOST_DIGITS])


def is_space(character: str) -> bool:
    return character in _SPACES or character in "\n\r" or character.isspace()


def _counted(*runs: tuple[str, int, int]) -> dict[str, int]:
    """The signs of runs (first sign, its number, how many there are) with their numbers."""
    return {chr(ord(sign) + n): value + n for sign, value, count in runs for n in range(count)}


CIRCLED_BY_UNICODE = _counted(("⓪", 0, 1), ("①", 1, 20), ("㉑", 21, 15), ("㊱", 36, 15))  # there are none beyond 50
CIRCLED = CIRCLED_BY_UNICODE | {chr(_RINGS + number): number for number in _RINGS_BEYOND}
_BY_NUMBER = {number: sign for sign, number in CIRCLED.items()}
_BEYOND = re.compile(f"[{chr(_RINGS + _RINGS_BEYOND.start)}-{chr(_RINGS + MOST_RING)}]")
CIRCLED_SANS = _counted(("➀", 1, 10))
NEGATIVE_CIRCLED = _counted(("❶", 1, 10), ("⓫", 11, 10), ("➊", 1, 10))
PARENTHESISED = _counted(("⑴", 1, 20))


def ring(number: int) -> str:
    """The circled number as one sign: Unicode's up to 50, a private point of ours up to 999."""
    return _BY_NUMBER[number]


def rings_beyond(text: str) -> list[tuple[int, str]]:
    """Offsets of circled numbers that have no sign in Unicode, and how each is written: (51)."""
    return [(m.start(), f"({CIRCLED[m[0]]})") for m in _BEYOND.finditer(text)]


def written(text: str) -> str:
    """A text as a person reads it: circled numbers without a sign as (51)."""
    return _BEYOND.sub(lambda m: f"({CIRCLED[m[0]]})", text)


_HALF = re.compile(f"[“”‘’{DIGIT}{WIDE_DIGIT}{WIDE_LATIN}{WORD}\u0021-\u007e\u00b7\U001001b0．–]")
_BESIDE = re.compile(f"(?<=[{HANZI}”’）》％%»])[,;:?!()]|[,;:?!()](?=[{HANZI}“‘（《«])")
_PAIRS = re.compile("[”’）》»)\\]】〕〉」』，。；：、！？][，。；：、！？”’）》»)】〕〉」』（《“‘«(【〔〈「『]")
_GAPS = re.compile(
    f"[{HANZI}] ?(?=[{DIGIT}{WIDE_DIGIT}{WIDE_LATIN}{WORD}])|[{DIGIT}{WIDE_DIGIT}{WIDE_LATIN}{WORD}％%] ?(?=[{HANZI}])"
)
_MARKS = re.compile("[，。；：、！？（）《》]")


@dataclass(frozen=True, slots=True)
class Extent:
    """What a line's width is made of: its body in em, and the counts of what typesetting may squeeze or stretch."""

    body: float
    quotes: int
    pairs: int
    gaps: int
    marks: int

    def em(self, quote: float = 0.5, pair: float = 0.5, gap: float = 0.25, mark: float = 0.0) -> float:
        """The width with curly quotes ``quote`` wide, marks narrower by ``mark``, adjacent ones by ``pair``."""
        return self.body + quote * self.quotes - pair * self.pairs + gap * self.gaps - mark * self.marks


def extent(text: str) -> Extent:
    """Measure a line; spaces count nothing beside hanzi and marks, a quarter between words."""
    text = text.strip()
    beside = {m.start() for m in _BESIDE.finditer(text)}
    if hanzi_count(text) * 2 > len(text):
        beside |= {i for i, c in enumerate(text) if c in "()"}
    body, quotes = 0.0, 0
    for i, character in enumerate(text):
        if character in _SPACES:
            body += 1.0 if character == IDEOGRAPHIC_SPACE else 0.0
        elif character in "“”‘’":
            quotes += 1
        elif character in CIRCLED:
            body += 0.6
        elif i in beside:
            body += 1.0
        else:
            body += 0.5 if _HALF.match(character) else 1.0
    body += 0.25 * len(re.findall(f"(?<=[{WORD}]) (?=[{WORD}])", text))
    marks = len(_MARKS.findall(text)) + len(beside)
    return Extent(body, quotes, len(_PAIRS.findall(text)), len(_GAPS.findall(text)), marks)


@lru_cache(maxsize=1 << 15)
def em(text: str) -> float:
    """The natural width of a line in em: adjacent marks and curly quotes half wide, a quarter beside digits and Latin."""
    return extent(text).em()


def chinese_number(text: str) -> int | None:
    """一 → 1, 十二 → 12, 二十 → 20, 一百〇三 → 103; None when it isn't a number up to 999."""
    values = NUMERAL_VALUES
    if not text or any(c not in values and c not in "十百" for c in text):
        return None
    if all(c in values for c in text):
        return values[text] if len(text) == 1 else None
    total, digit, last = 0, 0, False
    for c in text:
        if c in values:
            digit, last = values[c], True
        else:
            total += (digit if last else 1) * (100 if c == "百" else 10)
            digit, last = 0, False
    return total + digit
