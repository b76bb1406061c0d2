"""Circled numbers that a Founder layer writes in parts: a ring (U+E583) and a sign for each of the digits in it.

Strategy.  Founder sets ⑩ and above from pieces: a ring, and narrow digits that are drawn into it.  Those of two digits are
stored as GBK AC81–AC89 (tens, 瑏 to 瑝) and AC8A–AC93 (units, 瑠 to 瑩), those of three as U+E566 on (hundreds), U+E56F on
(tens) and U+E579 on (units).  They are drawn over each other, so a layer has them in any order, the ring before, after or
between.  A run of them is read when its pieces make whole numbers, none left over; what doesn't, stays.  Without a ring (a
layer may lose it) the hanzi are read only where rings prove that the text has them: some occur in names.

One sign is put for each ring, in the place of its first piece; the others become spaces, which no block keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_pub.model.characters import ring
from sco_pub.model.rule import Rule

_RING = "\ue583"
_HANZI = bytes(b for trail in range(0x81, 0x94) for b in (0xAC, trail)).decode("gbk")
# What each piece is, and its digit.
_PIECES = (
    {c: ("tens", n) for n, c in enumerate(_HANZI[:9], 1)}
    | {c: ("units", n) for n, c in enumerate(_HANZI[9:])}
    | {chr(0xE566 + n): ("hundreds", n + 1) for n in range(9)}
    | {chr(0xE56F + n): ("tens", n) for n in range(10)}
    | {chr(0xE579 + n): ("units", n) for n in range(10)}
    | {_RING: ("ring", 0)}
)
_RUN = re.compile(f"[{''.join(_PIECES)}]+")
_FEWEST = 2  # rings that prove the family: one may be a private sign of another layer


def repair(text: str) -> Iterator[tuple[int, str, Rule]]:
    """Offset, new character and rule for each piece of a ring that is whole."""
    runs = list(_RUN.finditer(text))
    whole = [(m.start(), parts) for m in runs if _RING in m[0] and (parts := _rings(m[0]))]
    if sum(len(parts) for _, parts in whole) < _FEWEST:
        return
    whole += [(m.start(), parts) for m in runs if _RING not in m[0] and (parts := _rings(m[0], bare=True))]
    for start, parts in sorted(whole):
        for first, last, number in parts:
            yield start + first, ring(number), Rule.RING_OF_PARTS
            yield from ((start + i, " ", Rule.RING_OF_PARTS) for i in range(first + 1, last))


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
