"""Take lines and what the reader of a PDF saw as figures and formulas, give each as a block to be: its lines and its name.

Strategy.  The words inside a picture stay in the picture: in the text they are taken out, under a rule of their own.  A figure
is named after the number that its caption bears, a formula after its own; a number that comes twice (it happens in print) gets
a letter.  What has no number is counted.  A picture without a caption above the first line of text is an ornament of the
first page (a journal's emblem, a code to scan).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from sco_pub.clean.lines.lines import Line
from sco_pub.lexicon import note_marks
from sco_pub.lexicon.captions import START
from sco_pub.model.text import Picture, RawRegion, RawText, Role

STAND_IN = "\N{OBJECT REPLACEMENT CHARACTER}"
_ROOM = 4.0  # points: how far the ink of a piece of a line may reach beyond its signs
_SMALL = 75.0  # points: an emblem or a code to scan is no larger
_ROLES = {"figure": Role.FIGURE, "table": Role.FIGURE, "formula": Role.FORMULA}
_NUMBER = re.compile(r"[0-9A-Za-z]+(?:\s*[.\-–—]\s*[0-9A-Za-z]+)*")


@dataclass(frozen=True, slots=True)
class Pictured:
    """Positions of a region's lines, those inside the picture among them; what the picture is, and its name."""

    role: Role
    positions: tuple[int, ...]
    inside: tuple[int, ...]
    picture: Picture


def find(lines: Sequence[Line], raw: RawText) -> list[Pictured]:
    """The regions of the text in the order of their lines."""
    places = {line.index: p for p, line in enumerate(lines)}
    taken: set[str] = set()
    found = []
    for region in raw.regions:
        positions = tuple(places[n] for n in range(region.first_line, region.last_line + 1) if n in places)
        inside = tuple(p for p in positions if lines[p].index < region.text_line)
        if (below := len(inside)) < len(positions):
            inside = tuple(p for p in inside if not _calls_beside(lines[p], lines[positions[below]]))
        told = " ".join(lines[p].text for p in positions[len(inside) :])
        name = _name(region, told, taken)
        taken.add(name)
        found.append(
            Pictured(_ROLES[region.kind], positions, inside, Picture(name, region.sheet, region.box, region.core))
        )
    return found


def inlaid(raw: RawText) -> dict[int, Picture]:
    """The pictures that stand in lines, by the raw offsets of their stand-ins; named as they follow each other."""
    starts = raw.starts()
    found = {}
    for number, piece in enumerate(sorted(raw.inlaid, key=lambda piece: (piece.line, piece.nth)), 1):
        columns = [n for n, sign in enumerate(raw.lines[piece.line].text) if sign == STAND_IN]
        left, bottom, right, top = piece.box
        roomy = (left, max(bottom - _ROOM, 0.0), right, top + _ROOM)
        picture = Picture(f"inline-{number}", piece.sheet, roomy, (bottom, top))
        found[starts[piece.line] + columns[piece.nth]] = picture
    return found


def _calls_beside(line: Line, caption: Line) -> bool:
    """Whether a line is only a note's mark, raised at the end of the caption."""
    g, h = line.geometry, caption.geometry
    beside = g is not None and h is not None and abs(g.baseline - h.baseline) < h.size and g.x0 >= h.x1 - h.size
    return beside and note_marks.ALONE.fullmatch(line.text) is not None


def callers(lines: Sequence[Line], found: Sequence[Pictured]) -> list[int]:
    """The lines of captions that hold marks of notes."""
    told = (p for each in found for p in each.positions if p not in each.inside)
    return [p for p in told if note_marks.ANY.search(lines[p].text)]


def ornaments(
    found: Sequence[Pictured], body: Collection[int], added: Collection[int], lines: Sequence[Line]
) -> list[Pictured]:
    """Pictures without a caption before the first line of text, small ones on the first sheet, and all on a page that a data
    base ``added``."""
    first, pages = min(body, default=0), {lines[p].page for p in added}
    bare = [each for each in found if each.role is Role.FIGURE and each.inside == each.positions]
    return [
        each
        for each in bare
        if each.positions[-1] < first or _emblem(each.picture) or lines[each.positions[0]].page in pages
    ]


def _emblem(picture: Picture) -> bool:
    left, bottom, right, top = picture.box
    return picture.sheet == 0 and max(right - left, top - bottom) < _SMALL


def _name(region: RawRegion, told: str, taken: Collection[str]) -> str:
    number = _number(region, told)
    kind = region.kind if region.kind != "figure" else "fig" if number else "picture"
    if number:
        wanted = [f"{kind}-{number}", *(f"{kind}-{number}{letter}" for letter in ascii_lowercase[1:])]
        free = next((name for name in wanted if name not in taken), "")
        if free:
            return free
    stem = kind if kind == "picture" else f"{kind}-unnumbered"
    return next(name for n in range(1, len(taken) + 2) if (name := f"{stem}-{n}") not in taken)


def _number(region: RawRegion, told: str) -> str:
    """What a caption or formula counts as: 图 2-1 is 2-1, (3.10) is 3-10."""
    text = unicodedata.normalize("NFKC", told).strip()
    if region.kind != "formula":
        match = START.match(text)
        text = match["label"] if match else ""
        text = re.sub(r"^\D*", "", text)
    number = _NUMBER.search(text)
    return re.sub(r"[\s.–—]+", "-", number[0]) if number else ""
