"""Repair the code points that layers of Founder's typesetting systems (方正) have: Yi syllables, private signs, rings in parts.

Strategy.

- Yi syllables U+A3A1–A3FE for full-width marks (GBK A3xx read as Unicode): on when most of them stand alone between
  hanzi; a run of genuine Yi stays.  A3AE is 。, and a point only between Latin letters or digits
  of a layer without U+1001B0.
- Private use: U+1001B0 is a point, U+100170 a middle dot, U+E5E5 (GBK's A3A0) a wide space where only spaces stand.  All
  others are kept, and counted by clean.codepoints.repair.
- Circled numbers in parts: a ring (U+E583) and a sign for each of the digits in it.  Founder sets ⑩ and above from pieces: a
  ring, and narrow digits that are drawn into it.  Those of two digits are stored as GBK AC81–AC89 (tens, 瑏 to 瑝) and
  AC8A–AC93 (units, 瑠 to 瑩), those of three as U+E566 on (hundreds), U+E56F on (tens) and U+E579 on (units).  Its newer fonts
  have the same stretch on plane 16, from U+10003F on, and the ring at U+1000CA.  They are drawn over each other, so a layer has
  them in any order, the ring before, after or between.  A run of them is read when its pieces
  make whole numbers, none left over; what doesn't, stays.  Without a ring (a layer may lose it) the hanzi are read only where
  rings prove that the text has them: some occur in names.  One sign is put for each ring, in the place of its first piece; the
  others become spaces, which no block keeps.  Where the pieces' places are known, edge.pdf.witness asks for the number instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_pub.model.characters import WIDE_DIGIT, WIDE_LATIN, WORD, YI, ring
from sco_pub.model.rule import Rule

Repairs = Iterator[tuple[int, str, Rule]]  # offset, new character, rule

_ALNUM = f"0-9{WIDE_DIGIT}{WIDE_LATIN}{WORD}"
# The last one is the star of Windows' symbol font, whose points are U+F000 and the sign's own.
_POINTS = {"\U001001b0": ".", "\U00100170": "·", "\uf02a": "*"}
_RINGS = "\ue583\U001000ca"
# The stretch of pieces for rings of three digits: where its hundreds, tens and units begin, in both sets of fonts.
_STRETCHES = ((0xE566, 0xE56F, 0xE579), (0x10003F, 0x100048, 0x100052))
_HANZI = bytes(b for trail in range(0x81, 0x94) for b in (0xAC, trail)).decode("gbk")
# What each piece is, and its digit.
_PIECES = (
    {c: ("tens", n) for n, c in enumerate(_HANZI[:9], 1)}
    | {c: ("units", n) for n, c in enumerate(_HANZI[9:])}
    | {chr(hundreds + n): ("hundreds", n + 1) for hundreds, _, _ in _STRETCHES for n in range(9)}
    | {chr(tens + n): ("tens", n) for _, tens, _ in _STRETCHES for n in range(10)}
    | {chr(units + n): ("units", n) for _, _, units in _STRETCHES for n in range(10)}
    | dict.fromkeys(_RINGS, ("ring", 0))
)
_RUN = re.compile(f"[{''.join(_PIECES)}]+")
_IS_RING = re.compile(f"[{_RINGS}]")
_FEWEST = 2  # rings that prove the family: one may be a private sign of another layer
_HIGH = re.compile(f"[{ring(10)}-{ring(20)}]")  # rings that the page's picture settled before


def yi_marks(text: str) -> Repairs:
    """U+A3A1–A3FE → U+FF01 + (n − U+A3A1), where they are Founder's marks and not Yi text."""
    found = [m.start() for m in re.finditer(f"[{YI}]", text)]
    if not found:
        return
    marks = [i for i in found if "\ua3a1" <= text[i] <= "\ua3fe" and not _in_yi(text, i)]
    usual = text.count("，") + text.count("。")
    if (len(marks) < 3 and len(marks) < len(found)) or (len(marks) < len(found) and usual > 2 * len(marks)):
        return
    for i in marks:
        new = chr(0xFF01 + ord(text[i]) - 0xA3A1)
        if new == "．":
            between = re.match(f"[{_ALNUM}]", text[i - 1 : i]) and re.match(f"[{_ALNUM}]", text[i + 1 : i + 2])
            new = "." if between and "\U001001b0" not in text else "。"  # points have a code of their own there
        yield i, new, Rule.YI_POINT


def _in_yi(text: str, i: int) -> bool:
    """Part of genuine Yi: a neighbour is a Yi syllable outside the marks' range, or a run of three."""
    genuine = re.compile(f"[{YI}]")
    start, end = i, i + 1
    while start and genuine.match(text[start - 1]):
        start -= 1
    while end < len(text) and genuine.match(text[end]):
        end += 1
    run = text[start:end]
    return len(run) > 2 or any(not "\ua3a1" <= c <= "\ua3fe" for c in run)


def private_points(text: str) -> Repairs:
    """U+1001B0 → a point, U+100170 → a middle dot, U+F02A → a star, U+E5E5 → a wide space where it is one."""
    for match in re.finditer(f"[{''.join(_POINTS)}]", text):
        yield match.start(), _POINTS[match.group()], Rule.PRIVATE_POINT
    wide = [m.start() for m in re.finditer("\ue5e5", text)]
    gaps = re.findall("(?:^|(?<=[\\s\ue5e5]))\ue5e5|\ue5e5(?=[\\s\ue5e5]|$)", text, re.MULTILINE)
    if len(gaps) * 2 >= len(wide):  # at lines' edges and side by side, where only spaces stand
        yield from ((i, "\u3000", Rule.PRIVATE_POINT) for i in wide)


def rings(text: str) -> Repairs:
    """Offset, new character and rule for each piece of a ring that is whole."""
    runs = list(_RUN.finditer(text))
    whole = [(m.start(), parts) for m in runs if _IS_RING.search(m[0]) and (parts := _rings(m[0]))]
    if not whole or sum(len(parts) for _, parts in whole) + len(_HIGH.findall(text)) < _FEWEST:
        return
    whole += [(m.start(), parts) for m in runs if not _IS_RING.search(m[0]) and (parts := _rings(m[0], bare=True))]
    for start, parts in sorted(whole):
        for first, last, number in parts:
            yield start + first, ring(number), Rule.RING_OF_PARTS
            yield from ((start + i, " ", Rule.RING_OF_PARTS) for i in range(first + 1, last))


def ring_number(pieces: str) -> int:
    """The number of one ring that these signs, drawn over each other, make; 0 when they make none."""
    parts = _rings(pieces) if _RUN.fullmatch(pieces) else []
    return parts[0][2] if len(parts) == 1 else 0


def _rings(run: str, *, bare: bool = False) -> list[tuple[int, int, int]]:
    """Where each ring of a run of pieces begins and ends, and its number; nothing unless every piece has its place."""
    out: list[tuple[int, int, int]] = []
    begun, have = 0, dict[str, int]()
    for i, c in enumerate(run):
        kind, digit = _PIECES[c]
        if kind in have:
            out.append((begun, i, _number(have, bare=bare)))
            begun, have = i, {}
        have[kind] = digit
    out.append((begun, len(run), _number(have, bare=bare)))
    return out if all(number for _, _, number in out) else []


def _number(have: dict[str, int], *, bare: bool) -> int:
    """The number of one ring's pieces; 0 when they make none."""
    if not {"tens", "units"} <= have.keys() or bare == ("ring" in have):
        return 0
    return have.get("hundreds", 0) * 100 + have["tens"] * 10 + have["units"]
