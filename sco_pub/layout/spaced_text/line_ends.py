"""Put the ends of lines that stand on lines of their own back behind their beginnings.

Contract.  Where a text layer keeps the look of the page in white space (``pdftotext -layout``), what follows squeezed
punctuation may stand a line higher or lower than what it follows, set in as far as that reaches.  ``attach`` gives the lines
with such ends in their places and an empty line where they stood; anything it isn't sure of stays.

Rules.  (1) A line is such an end when it begins, set in by eight blanks or more, with a mark that no line begins with (CLREQ).
It goes to the one line of the two next to it (other ends left out) that is as long, in characters, as the end is set in.  (2) A
line that begins with an opening mark is one when a line next to it is just so long; a centred title fits no neighbour.  (3) A
line in stretches that begins with an opening mark goes into the gaps of the line above or below when each stretch stands where
a stretch of that line ends and the next one has left it room.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sco_pub.model.characters import NEVER_FIRST

_END = re.compile(f"(?P<lead> {{8,}})(?P<text>[{NEVER_FIRST}].*)")
_STRETCH = re.compile(r"\S+(?: \S+)*")
_SHIFT = 3  # columns by which squeezed marks move what follows them
_OPENED = re.compile("(?P<lead> {8,})(?P<text>[《（“〈「].*)")


def attach(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines of a page, as many as came."""
    made = [line.rstrip() for line in lines]
    for shape in (_END, _OPENED):
        _attach(made, shape)
    for n, line in enumerate(made):
        if _OPENED.fullmatch(line):
            _fill(made, n)
    return tuple(made) if any(a != b.rstrip() for a, b in zip(made, lines, strict=True)) else tuple(lines)


def _attach(made: list[str], shape: re.Pattern[str]) -> None:
    ends = {n: match for n, line in enumerate(made) if (match := shape.fullmatch(line))}
    taken: set[int] = set()
    for n, end in ends.items():
        near = (_neighbour(made, ends, n, -1), _neighbour(made, ends, n, 1))
        fitting = {p for p in near if p is not None and p not in taken and abs(len(made[p]) - len(end["lead"])) <= 1}
        if len(fitting) == 1:
            (place,) = fitting
            taken.add(place)
            made[place] += end["text"]
            made[n] = ""


def _fill(made: list[str], n: int) -> None:
    """Rule (3)."""
    for place in (n - 1, n + 1):
        whole = _filled(made[place], made[n]) if 0 <= place < len(made) else None
        if whole is not None:
            made[place], made[n] = whole, ""
            return


def _filled(line: str, parts: str) -> str | None:
    """The line with the other one's stretches in its gaps; None when one of them stands in no gap."""
    own = [(m.start(), m.end(), m.group()) for m in _STRETCH.finditer(line)]
    places: dict[int, str] = {}
    for part in _STRETCH.finditer(parts):
        after = [k for k, (_, end, _) in enumerate(own) if abs(end - part.start()) <= _SHIFT and k not in places]
        if not after or (after[0] + 1 < len(own) and abs(own[after[0] + 1][0] - part.end()) > _SHIFT):
            return None
        places[after[0]] = part.group()
    lead = line[: own[0][0]] if own else ""
    return (lead + "".join(text + places.get(k, "") for k, (_, _, text) in enumerate(own))) if places else None


def _neighbour(lines: Sequence[str], ends: Mapping[int, re.Match[str]], n: int, step: int) -> int | None:
    """The nearest written line above or below that is no end itself; None behind a blank line."""
    n += step
    while n in ends:
        n += step
    return n if 0 <= n < len(lines) and lines[n].strip() else None
