"""Tell the authors' ringed marks ①② and the institutions that they point to from notes, before notes are looked for.

Strategy.  Journals of science number institutions with rings: 甲某①② over ① 某大学某系.  They stand right below the names, near
the top of the first page, and name institutions; a note's body stands at a page's foot.  Only lines that follow such names one
after another are meant, and at the foot of their page lines that name an institution and nothing else: a life tells more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sco_pub.clean.front.fields import Field, Front
from sco_pub.clean.lines.lines import Line, line_at
from sco_pub.lexicon import names
from sco_pub.model.characters import CIRCLES, HANZI
from sco_pub.model.text import Band

_EARLY = 16  # lines of the text above which the names stand
_MOST = 12  # institutions
# An institution, and its town with the post code.
_ALONE = re.compile(rf"[{HANZI}]*(?:{names.INSTITUTION_ENDS})(?:[\s，,]+[{HANZI}\s，,]{{2,12}}\d{{6}})?[。；;]?")
_RINGED = re.compile(f"[{CIRCLES}]")


def find(lines: Sequence[Line], flow: Sequence[int]) -> frozenset[int]:
    """The positions of the names' line and of the institutions' lines below it; none where they aren't so."""
    for n, p in enumerate(flow[:_EARLY]):
        rings = _RINGED.findall(lines[p].text) if names.read(lines[p].text) else []
        homes = _homes(lines, flow[n + 1 : n + 1 + _MOST]) if rings else []
        if homes := homes or _at_foot(lines, flow[n + 1 :], lines[p].page, rings):
            return frozenset({p, *homes})
    return frozenset()


def lift(lines: Sequence[Line], flow: Sequence[int], front: Front) -> None:
    """The institutions at the foot of the authors' page as a field, where none stands below the names."""
    found = {f.key: f for f in reversed(front.fields)}
    if "author" not in found or "affiliation" in found:
        return
    author = lines[line_at(lines, found["author"].ranges[0].start)]
    rest = [p for p in flow if p not in front.taken]
    homes = _at_foot(lines, rest, author.page, _RINGED.findall(author.text))
    if homes:
        ranges = tuple(lines[p].range for p in homes)
        front.fields.append(Field("affiliation", ranges, number=lines[homes[0]].number))
        front.taken.update(homes)


def _at_foot(lines: Sequence[Line], rest: Sequence[int], page: int | None, rings: Sequence[str]) -> list[int]:
    """Lines among a page's notes that begin with one of the rings and name an institution, no more."""
    notes = [p for p in rest if lines[p].page == page and (g := lines[p].geometry) and g.band is Band.NOTES]
    return [p for p in notes if lines[p].text[:1] in rings and _ALONE.fullmatch(lines[p].text[1:].strip())]


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
