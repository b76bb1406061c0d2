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
IDEOGRAPHIC_COMMA = "\N{IDEOGRAPHIC COMMA}"
IDEOGRAPHIC_FULL_STOP = "\N{IDEOGRAPHIC FULL STOP}"
FULLWIDTH_COMMA = "\N{FULLWIDTH COMMA}"
FULLWIDTH_FULL_STOP = "\N{FULLWIDTH FULL STOP}"
FULLWIDTH_TILDE = "\N{FULLWIDTH TILDE}"
EM_DASH = "\N{EM DASH}"
EN_DASH = "\N{EN DASH}"
FORM_FEED = "\f"

# As contents of a regular expression's character class.
HANZI = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
CYRILLIC = "\u0400-\u052f"
WORD = LATIN + CYRILLIC + "\u0370-\u03ff"
DIGIT = "0-9"
WIDE_DIGIT = "０-９"
WIDE_LATIN = "Ａ-Ｚａ-ｚ"
YI = "\ua000-\ua48c"
PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
CLOSING = "”’）》〉」』】〕］)\\]»"
OPENING = "“‘（《〈「『【〔［(\\[«"
STOPS = "。！？!?…"
CJK_MARKS = "，。；：？！、《》〈〉「」『』【】〔〕（）［］“”‘’…—·～"

_HANZI = re.compile(f"[{HANZI}]")
_SPACES = frozenset(" \t\f\u00a0\u2002\u2003\u2009\u200a\u202f\u3000\ufeff\u200b")


def is_hanzi(character: str) -> bool:
    return bool(_HANZI.match(character))


def hanzi_count(text: str) -> int:
    return len(_HANZI.findall(text))


def is_space(character: str) -> bool:
    return character in _SPACES or character in "\n\r" or character.isspace()


def _circled() -> dict[str, int]:
    table = {"\u24ea": 0}
    table.update({chr(0x2460 + n): n + 1 for n in range(20)})
    table.update({chr(0x3251 + n): n + 21 for n in range(15)})
    table.update({chr(0x32B1 + n): n + 36 for n in range(15)})
    return table


CIRCLED = _circled()  # ① → 1 … ㊿ → 50
NEGATIVE_CIRCLED = {chr(0x2776 + n): n + 1 for n in range(10)} | {chr(0x24EB + n): n + 11 for n in range(10)}  # ❶
PARENTHESISED = {chr(0x2474 + n): n + 1 for n in range(20)}  # ⑴
CHINESE_DIGITS = "〇零一二三四五六七八九十百"

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
    values = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
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
