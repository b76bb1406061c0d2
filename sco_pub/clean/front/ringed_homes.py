"""Tell the authors' ringed marks ①② and the institutions that they point to from notes, before notes are looked for.

Strategy.  Journals of science number institutions with rings: 甲某①② over ① 某大学某系.  They stand right below the names, near
the top of the first page, and name institutions; a note's body stands at a page's foot.  Only lines that follow such names one
after another are meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sco_pub.clean.lines.lines import Line
from sco_pub.lexicon import names
from sco_pub.model.characters import CIRCLES
from sco_pub.model.text import Band

_EARLY = 16  # lines of the text above which the names stand
_MOST = 12  # institutions
_RINGED = re.compile(f"[{CIRCLES}]")


def find(lines: Sequence[Line], flow: Sequence[int]) -> frozenset[int]:
    """The positions of the names' line and of the institutions' lines below it; none where they aren't so."""
    for n, p in enumerate(flow[:_EARLY]):
        if _RINGED.search(lines[p].text) and names.read(lines[p].text):
            homes = _homes(lines, flow[n + 1 : n + 1 + _MOST])
            if homes:
                return frozenset({p, *homes})
    return frozenset()


def _homes(lines: Sequence[Line], below: Sequence[int]) -> list[int]:
    found: list[int] = []
    for p in below:
        line = lines[p]
        at_foot = line.geometry is not None and line.geometry.band is not Band.TEXT
        mark = _RINGED.match(line.text)
        if at_foot or not mark or not names.HOME.match(line.text[mark.end() :]):
            break
        found.append(p)
    return found
