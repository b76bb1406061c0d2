"""Take a clean line, give it as a Founder text layer would: the code-point families of
tests.corpus.style.FAMILIES.

``glyph_map`` says what one printed sign becomes (a PDF's ToUnicode map can do no more); ``encode`` adds what
extractors add to it: spaces around digits, behind full stops, around slashes and dashes. Source of the shifts:
Founder's two-byte codes, GBK lead bytes ± 0x31 and lead A0 (see the tables of GB/T 2312 and GBK).
"""

from __future__ import annotations

import re
from random import Random

from tests.corpus.style import Style

HANZI = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
WESTERN = re.compile(r"[0-9A-Za-z%]")
_SHIFTED = "，。；：？！、（）《》“”‘’—…·～"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_ALNUM = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_YI = {
    "，": "ꎬ",
    ",": "ꎬ",
    "。": "ꎮ",
    "；": "ꎻ",
    ";": "ꎻ",
    "：": ":",
    "（": "(",
    "）": ")",
    "《": "«",
    "》": "»",
    ".": "\U001001b0",
    "·": "\U00100170",
    "_": "＿",
    "%": "％",
    "&": "＆",
    "=": "＝",
    "-": "－",
    "–": "－",
    "～": "~",
    "?": "？",
}
_HALF = {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "？": "?", "！": "!"}


def _wide(signs: str) -> dict[str, str]:
    return {sign: chr(ord(sign) + 0xFEE0) for sign in signs}


def gbk_shift(sign: str) -> str:
    """The hanzi whose GBK code is the (full-width) sign's with 0x31 added to the lead byte."""
    wide = chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign
    lead, trail = wide.encode("gbk")
    return bytes([lead + 0x31, trail]).decode("gbk")


def a0_shift(sign: str) -> str:
    """The hanzi with GBK lead A0 that stands for an ASCII sign."""
    return bytes([0xA0, 0x80 | ord(sign)]).decode("gbk")


def glyph_map(style: Style) -> dict[str, str]:
    """What each printed sign is called in the text layer of this journal, where it isn't itself."""
    family = style.family
    if family == "yi":
        return {**_wide(_ALNUM), **_YI}
    if family.startswith("gbk"):
        digits = _ALNUM[:10] if family == "gbk-digits" else ""
        circles = _CIRCLED if style.shifted_circles else ""
        return {sign: gbk_shift(sign) for sign in _SHIFTED + digits + circles}
    if family == "a0":
        return {sign: a0_shift(sign) for sign in _ALNUM[10:]}
    if family == "g-hyphen":
        return {**_wide(_ALNUM), "-": "Ｇ", "–": "Ｇ", ".": "敭"}
    if family == "full":
        return _wide(_ALNUM + "%.-/:")
    if family == "half":
        return _HALF
    return {}


def encode(line: str, style: Style, random: Random) -> str:
    """One printed line as the text layer has it."""
    signs = glyph_map(style)
    out: list[str] = []
    for i, sign in enumerate(line):
        before = line[i - 1] if i else ""
        if style.cjk_space and before and _meets(before, sign) and random.random() < style.cjk_space:
            out.append(" ")
        if sign == "\N{THIN SPACE}":
            out.append(" ")
        elif style.family == "yi":
            out.append(_spaced(sign, signs, random, last=i == len(line) - 1))
        else:
            out.append(signs.get(sign, sign))
    return re.sub(r"  +", " ", "".join(out)) if style.family == "yi" else "".join(out)


def _meets(before: str, sign: str) -> bool:
    return bool((HANZI.match(before) and WESTERN.match(sign)) or (WESTERN.match(before) and HANZI.match(sign)))


def _spaced(sign: str, signs: dict[str, str], random: Random, *, last: bool) -> str:
    """A sign of the Yi family with the spaces that its extractor adds."""
    raw = signs.get(sign, sign)
    if sign in "-–/～":
        return f" {raw}" if last else f" {raw} "
    if last:
        return raw
    if sign == "。":
        return raw + (" " if random.random() < 0.95 else "")
    if sign in ".】":
        return raw + " "
    return "\u3000 " if sign == "\u3000" else raw
