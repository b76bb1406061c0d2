"""Take a page's segments, its figures known, give its display formulas with their numbers.

Strategy.  In a column, what is neither prose nor a figure nor a table falls into zones: pieces that lie close above each other,
a fraction with its bar, a matrix with its bracket.  A zone is a formula when it is set off (it begins to the right of the
edge, or has its number at the column's right edge), is not made of words, and has a sign of relation or letters of a face for
mathematics.  A zone with several numbers is as many formulas, and so is a very tall one: one for each of its lines.  A line
that ends in an operator goes on in the next.  What crosses the gutter between two columns is set on the whole measure, with what
stands at its height.  A picture at a number's height is a formula too.
Known doubts: a formula that stands at the column's edge without a number stays words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sco_pub.layout.column_edges import Column, column_at
from sco_pub.layout.figures import PageView
from sco_pub.layout.regions import Kind, Region, around, lines_of
from sco_pub.layout.segments import Segment, box_of, hanzi, words
from sco_pub.lexicon import addresses
from sco_pub.model.characters import ANY_DIGIT, CYRILLIC, LATIN, LOST
from sco_pub.model.sheet import Box

_CLOSE = 0.9  # em: white between two lines of one formula is less
_SET_OFF = 1.2  # em: how far from the column's edge a formula begins at least
_AT_EDGE = 1.5  # em: how far from the column's right edge its number ends at most
_TALL = 14.0  # em: a higher zone is several formulas
_SHARED = 0.15  # of the lower piece's height: pieces of one line share so much, as the sign before a bar does with both halves
_GOES_ON = 1.8  # em: a formula's next line begins so far below the one that ends in an operator, at most
_TELLING = 0.2  # the share of a formula's signs from which a zone that is only set in is one
_NUMBER = re.compile(
    rf"[(（\[［]\s*[A-Z]?[{ANY_DIGIT}]{{1,3}}(?:\s*[.．\-–—－]\s*[{ANY_DIGIT}]{{1,3}})?\s*[a-z]?[′']?\s*[)）\]］]"
)
_TAIL = re.compile(rf"(?:…|\.{{3,}}|⋯|·{{3,}})?\s*(?P<number>{_NUMBER.pattern})\s*$")
# The private points are Symbol's: < = > ≤ ≥ ≈ ∈ ∑ ∏, where nobody has named them.
_RELATION = re.compile(
    "[\uf03c-\uf03e\uf0a3\uf0b3\uf0bb\uf0ce\uf0e5\uf0d5=＝≠≈≡≤≥≦≧⩽⩾<>＜＞∈∝→←↔⇒⇔∼+＋]|∑|∏|∫|√|max|min|lim|argm"
)
# Signs that prose hardly has: operators, Greek, mathematical letters, pieces of tall brackets, and what Symbol's points are.
_SIGNS = re.compile(
    "[=＝≠≈≡≤≥≦≧⩽⩾<>＜＞∈∉∝→←↔⇒⇔∑∏∫√∂∇∞±×÷∀∃∪∩⊂⊆⊕⊗∧∨¬′″⋯α-ωΑ-Ω\u239b-\u23b3\uf020-\uf0ff\U0001d400-\U0001d7ff+＋|｜{}^_*/]"
)
# Faces of mathematics: TeX's, MathType's, Word's, Founder's.
FACE = re.compile(
    r"CM(?:MI|SY|EX|BSY|MIB)|MSAM|MSBM|EUFM|Math|MT-?Extra|Symbol|Euclid|STIX|XITS|E-[BFH]X|rsfs|wasy|txsy|txmi|pxsy",
    re.I,
)
_LEADERS = re.compile(r"…{4,}|[.．·]{8,}")  # of a table of contents
_OPEN_END = re.compile(r"[-=＝≠≈≤≥<>＜＞+＋−－±×·⋅/(（\[{]\s*$")
_SCRIPT, _LIMIT = (
    0.75,
    0.5,
)  # of the text's size: script type is 0.7 of it (TeX, MathType); how far a limit stands from its sum
_SMALLER = 0.93  # of the text's size: notes are smaller, a formula's main line isn't
_WORDS = 8  # hanzi in a formula without a number: 其他, 当 … 时
_WORD = re.compile(f"[{LATIN}{CYRILLIC}]{{4,}}")
_FUNCTIONS = frozenset(
    {"softmax", "tanh", "sigmoid", "argmax", "argmin", "else", "otherwise", "where", "cosh", "sinh", "const", "subject"}
)


def formulas(view: PageView, taken: Sequence[Region]) -> list[Region]:
    """The display formulas among the segments that no region of ``taken`` holds."""
    stated = [part for region in taken for row in region.caption for part in row]
    gone = {id(part) for region in taken for part in region.parts}
    rest = [part for part in view.parts if id(part) not in gone]
    view = replace(view, columns=_with_measure(view.columns))
    view = replace(view, prose=[*view.prose, *stated, *lines_of(rest, view.columns, view.size)])
    gone |= {id(line) for line in view.prose}
    free = [part for part in view.parts if id(part) not in gone and not _in_table(view, part)]
    found: list[Region] = []
    for column, inside in _placed(view, free):
        made: list[Region] = []
        for zone in _zones(view, column, inside):
            made += [region for parts in _split(view, column, zone) if (region := _formula(view, column, parts))]
        found += _continued(view, made)
    return [_with_limits(region, free, view.size) for region in found]


def _with_limits(region: Region, free: Sequence[Segment], size: float) -> Region:
    """The formula with what stands small and close above or below it: limits of sums beside the gutter that it crosses."""
    own = {id(part) for part in region.parts}
    limits = [
        part
        for part in free
        if id(part) not in own
        and part.size < _SCRIPT * size
        and not hanzi(part)
        and _touches(box_of(part), region.box, size)
    ]
    if not limits:
        return region
    box = around([region.box, *map(box_of, limits)])
    return replace(region, box=box, room=region.room.around(box), parts=[*region.parts, *limits])


def _touches(limit: Box, box: Box, size: float) -> bool:
    """Does something stand over or under a box, no further than half an em?"""
    apart = max(limit.y0 - box.y1, box.y0 - limit.y1)
    return apart < _LIMIT * size and box.x0 - size < limit.x0 and limit.x1 < box.x1 + size


def _with_measure(columns: Sequence[Column]) -> list[Column]:
    """The columns, and the whole measure where no column is so wide."""
    if len(columns) < 2:
        return list(columns)
    whole = Column(min(column.x0 for column in columns), max(column.x1 for column in columns))
    wide = any(column.width > 0.9 * whole.width for column in columns)
    return list(columns) if wide else [*columns, whole]


def _placed(view: PageView, free: Sequence[Segment]) -> list[tuple[Column, list[Segment]]]:
    """Each column with its pieces; what stands at the height of a piece that crosses a gutter belongs to the whole measure."""
    homes = {id(part): column_at(view.columns, box_of(part), 1.5 * part.size) for part in free}
    widest = max(view.columns, key=lambda column: column.width, default=None)
    reached = [part for part in free if homes[id(part)] == widest]
    for part in reached:  # grows as it goes
        more = [other for other in free if homes[id(other)] != widest and _beside(part, other)]
        homes.update({id(other): widest for other in more})
        reached += more
    return [(column, [part for part in free if homes[id(part)] == column]) for column in view.columns]


def _beside(part: Segment, other: Segment) -> bool:
    """Do two pieces stand in one line, a fraction's halves with what stands before its bar?"""
    a, b = box_of(part), box_of(other)
    return min(a.y1, b.y1) - max(a.y0, b.y0) > _SHARED * min(a.height, b.height)


def _continued(view: PageView, regions: Sequence[Region]) -> list[Region]:
    """The regions of a column, from the top, those joined of which one ends in an operator and the next stands close below it."""
    out: list[Region] = []
    for region in regions:
        before = out[-1] if out else None
        close = before is not None and 0 <= before.box.y0 - region.box.y1 < _GOES_ON * view.size
        if before and close and not before.caption and _ends_open(before):
            room = before.room.around(region.room)
            box, parts = before.box.around(region.box), [*before.parts, *region.parts]
            out[-1] = Region(Kind.FORMULA, box, (box.y0 + box.y1) / 2, room, parts, region.caption)
        else:
            out.append(region)
    return out


def _ends_open(region: Region) -> bool:
    """Ends the lowest line of a formula in an operator?"""
    if not region.parts:
        return False
    lowest = min(region.parts, key=lambda part: part.y)
    last = max((part for part in region.parts if _beside(part, lowest)), key=lambda part: part.x1)
    return bool(_OPEN_END.search(words(last)))


def _in_table(view: PageView, part: Segment) -> bool:
    middle = (part.x0 + part.x1) / 2
    return any(x0 - 6 < middle < x1 + 6 and y0 - 2 < part.y < y1 + 2 for x0, y0, x1, y1 in view.frames)


def _zones(view: PageView, column: Column, parts: Sequence[Segment]) -> list[list[Segment]]:
    """Pieces of the column that lie close above each other, with no line of prose at their height."""
    lines = [box_of(line) for line in view.prose if column.x0 < (line.x0 + line.x1) / 2 < column.x1]
    alone = [part for part in parts if not any(_level(part, line) for line in lines)]
    zones: list[list[Segment]] = []
    low = 0.0
    for part in sorted(alone, key=lambda part: -part.y):
        box = box_of(part)
        apart = zones and low - box.y1 > _CLOSE * view.size
        barred = zones and any(box.y1 <= (line.y0 + line.y1) / 2 <= low for line in lines)
        if not zones or apart or barred:
            zones.append([part])
            low = box.y0
        else:
            zones[-1].append(part)
            low = min(low, box.y0)
    return zones


def _level(part: Segment, line: Box) -> bool:
    """Does a piece stand at the height of a line of prose, as an index or a small fraction in it does?"""
    box = box_of(part)
    shared = min(box.y1, line.y1) - max(box.y0, line.y0)
    return shared > 0.3 * min(box.height, line.height)


def _split(view: PageView, column: Column, zone: Sequence[Segment]) -> list[list[Segment]]:
    """The zone, or its parts by its numbers where it has several; its lines where it is too tall for a formula."""
    numbers = sorted((part for part in zone if _is_number(column, part)), key=lambda part: -part.y)
    if len(numbers) < 2:
        tall = around(map(box_of, zone)).height > _TALL * view.size
        return _lines(zone) if tall else [list(zone)]
    bounds = [(a.y + b.y) / 2 for a, b in pairwise(numbers)]
    groups: list[list[Segment]] = [[] for _ in numbers]
    for part in zone:
        groups[sum(part.y < bound for bound in bounds)].append(part)
    return groups


def _lines(zone: Sequence[Segment]) -> list[list[Segment]]:
    """The pieces of a zone in groups between which there is white from side to side."""
    lines: list[list[Segment]] = []
    for part in sorted(zone, key=lambda part: -box_of(part).y1):
        low = min((box_of(other).y0 for other in lines[-1]), default=0.0) if lines else 0.0
        box = box_of(part)
        if lines and box.y1 - low > _SHARED * box.height:
            lines[-1].append(part)
        else:
            lines.append([part])
    return lines


def _is_number(column: Column, part: Segment) -> bool:
    return bool(_TAIL.match(words(part).strip())) and part.x1 > column.x1 - _AT_EDGE * part.size


def _formula(view: PageView, column: Column, parts: Sequence[Segment]) -> Region | None:
    number = next((part for part in parts if _is_number(column, part)), None)
    inner = [part for part in parts if part is not number]
    number, inner = (number, inner) if number else _cut_number(column, inner)
    drawn = _pictures(view, column, number) if number else []
    if not inner and not drawn:
        return None
    box = around([*map(box_of, inner), *drawn])
    if box.height > _TALL * view.size or not (drawn or _mathematical(inner)):
        return None
    if inner and max(part.size for part in inner) < _SMALLER * view.size:
        return None
    if number is None and sum(map(hanzi, inner)) > _WORDS:
        return None
    middle = abs(box.middle - (column.x0 + column.x1) / 2) < 2.5 * view.size
    if number is None and not (box.x0 > column.x0 + _SET_OFF * view.size and (middle or _signs(inner) > _TELLING)):
        return None
    if number is None and not any(_RELATION.search(words(part)) for part in inner):
        return None
    level = (box.y0 + box.y1) / 2
    return Region(Kind.FORMULA, box, level, _roomy(view, column, box, parts), inner, [[number]] if number else [])


def _cut_number(column: Column, parts: list[Segment]) -> tuple[Segment | None, list[Segment]]:
    """A number that stands so close behind its formula that both are one segment."""
    for part in parts:
        found = _TAIL.search(words(part))
        if found is None or part.x1 < column.x1 - _AT_EDGE * part.size or found.start("number") == 0:
            continue
        at = found.start("number")
        left, right = part.glyphs[:at], part.glyphs[at:]
        while left and left[-1].sign.isspace():
            left.pop()
        if left and right[0].x0 - left[-1].x1 > part.size:
            rest = [Segment(left).settle() if other is part else other for other in parts]
            return Segment(right).settle(), rest
    return None, parts


def _pictures(view: PageView, column: Column, number: Segment) -> list[Box]:
    """Pictures in the column at a number's height: formulas that a word processor wrote as pictures."""
    level = number.y + 0.3 * number.size
    return [
        box for box in view.sheet.pictures
        if column.x0 - 6 < box.x0 and box.x1 < number.x0 and box.y0 < level < box.y1 and box.height < _TALL * view.size
    ]  # fmt: skip


def _mathematical(parts: Sequence[Segment]) -> bool:
    """Are the pieces made of a formula's signs rather than of words?"""
    text = "".join(map(words, parts))
    signs = sum(not sign.isspace() for sign in text)
    letters = [word for word in _WORD.findall(text) if word.lower() not in _FUNCTIONS]
    if not signs or sum(map(hanzi, parts)) * 3 > signs or sum(map(len, letters)) * 2 > signs:
        return False
    if addresses.URL.search(text) or addresses.IN_PIECES.search(text) or _LEADERS.search(text):
        return False
    faces = sum(bool(FACE.search(glyph.font)) for part in parts for glyph in part.glyphs)
    meant = sum(sign.isalnum() or sign == LOST for sign in text)
    return meant * 3 >= signs and (bool(_RELATION.search(text)) or faces * 4 >= signs)


def _signs(parts: Sequence[Segment]) -> float:
    """The share of signs that prose hardly has, or that a face of mathematics draws."""
    glyphs = [glyph for part in parts for glyph in part.glyphs if not glyph.sign.isspace()]
    drawn = sum(bool(_SIGNS.match(glyph.sign) or FACE.search(glyph.font)) for glyph in glyphs)
    return drawn / max(len(glyphs), 1)


def _roomy(view: PageView, column: Column, box: Box, parts: Sequence[Segment]) -> Box:
    """The box with the white around it: tall brackets and roots reach further than their signs' baselines say."""
    own = {id(part) for part in parts}
    others = [
        box_of(part) for part in view.parts if id(part) not in own and column.x0 < (part.x0 + part.x1) / 2 < column.x1
    ]
    middle, more = (box.y0 + box.y1) / 2, 2 * view.size
    up = min((other.y0 for other in others if (other.y0 + other.y1) / 2 > middle), default=box.y1 + more)
    down = max((other.y1 for other in others if (other.y0 + other.y1) / 2 < middle), default=box.y0 - more)
    top, bottom = min(max(up, box.y1), box.y1 + more), max(min(down, box.y0), box.y0 - more)
    return Box(box.x0 - 0.3 * view.size, bottom, box.x1 + 0.3 * view.size, top)
