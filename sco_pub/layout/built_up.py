"""Take what is known of a page, give the tables whose cells hold fractions, each with its caption and its note.

Strategy.  A fraction's bar is a short level rule with a piece close above it and one close below, neither of which is made of
words or reaches beyond the bar.  Read line by line such cells would come out as nonsense that nobody sees, numerators
and denominators in one row of signs; so a table of mathematics (two bars or more, few hanzi) is kept as a picture.  Its
caption stands above it; the note below it (注：…) belongs to the picture where it holds bars too.
Known doubts: a table of words with a single fraction stays a table.
"""

from __future__ import annotations

from collections.abc import Sequence

from sco_pub.layout.figures import PageView
from sco_pub.layout.regions import Kind, Region, around
from sco_pub.layout.ruled_tables import CAPTION
from sco_pub.layout.segments import Segment, box_of, hanzi, words
from sco_pub.lexicon import captions
from sco_pub.model.sheet import Box, Sheet

_THIN = 1.6  # points: how thick a bar may be
_BAR = (3.0, 0.6)  # points, of the page's width: how long a bar is at least, and at most
_NEAR = 0.55  # em: the white between a bar and its numerator or denominator at most; a table's rows stand further off
_OVER = 0.6  # em: how far a numerator may reach beyond its bar
_BARS = 2  # so many make a table one of mathematics
_WORDS = 0.3  # the share of hanzi from which a table is one of words
_ABOVE, _BELOW = 5.0, 3.0  # em: where a table's caption and its note begin at most
_LINE = 2.2  # em: from one line of a note to the next, at most, beside what is built up in it


def bars(sheet: Sheet, parts: Sequence[Segment]) -> list[Box]:
    """The bars of fractions on a page."""
    boxes = [(part, box_of(part)) for part in parts]
    return [rule for rule in short_rules(sheet) if _is_bar(rule, boxes)]


def short_rules(sheet: Sheet) -> list[Box]:
    """The level rules that are as long as bars are, of fractions or of roots."""
    level = [Box(rule.x0, rule.y0, rule.x1, rule.y1) for rule in sheet.rules if rule.horizontal]
    level += [path for path in sheet.paths if path.height <= _THIN]
    return [rule for rule in level if _BAR[0] <= rule.width <= _BAR[1] * sheet.width]


def _is_bar(bar: Box, boxes: Sequence[tuple[Segment, Box]]) -> bool:
    y = (bar.y0 + bar.y1) / 2
    above = [(part, box) for part, box in boxes if box.meets_across(bar) and box.y0 + 0.2 * part.size - y >= 0]
    below = [(part, box) for part, box in boxes if box.meets_across(bar) and box.y1 <= y + 0.1 * part.size]
    over = [(part, box) for part, box in above if box.y0 - y < _NEAR * part.size]
    under = [(part, box) for part, box in below if y - box.y1 < _NEAR * part.size]
    return bool(over and under) and all(_fits(part, box, bar) for part, box in (*over, *under))


def _fits(part: Segment, box: Box, bar: Box) -> bool:
    slack = _OVER * part.size
    return box.x0 > bar.x0 - slack and box.x1 < bar.x1 + slack and hanzi(part) * 2 <= len(part.glyphs)


def tables_of_mathematics(view: PageView) -> list[Region]:
    """The tables to be kept as pictures."""
    found = []
    drawn = bars(view.sheet, view.parts)
    for frame in view.frames:
        box = Box(*frame)
        inner = [bar for bar in drawn if box.holds(bar.middle, bar.y0) and bar.width < 0.9 * box.width]
        parts = [part for part in view.parts if box.wider(6, 2).holds((part.x0 + part.x1) / 2, part.y)]
        signs = sum(len(part.glyphs) for part in parts)
        caption = caption_above(view, box)
        if len(inner) < _BARS or not caption or sum(map(hanzi, parts)) > _WORDS * signs:
            continue
        note = _note(view, box)
        whole = around([box, *map(box_of, note)])
        rows = [[part] for part in caption]
        found.append(Region(Kind.TABLE, whole, box.y1, whole, [*parts, *note], rows))
    return found


def caption_above(view: PageView, frame: Box) -> list[Segment]:
    """The rows of a table's caption, from the top: what says 表 1 or Table 1 close above it."""
    room = Box(frame.x0, frame.y1, frame.x1, frame.y1 + _ABOVE * view.size).wider(view.size, 0)
    rows = [part for part in view.parts if room.holds((part.x0 + part.x1) / 2, part.y) and CAPTION.match(words(part))]
    return sorted(rows, key=lambda part: -part.y)


def _note(view: PageView, frame: Box) -> list[Segment]:
    """The pieces of the note below a table, if it holds fractions or roots, down to the next line of running text."""
    first = next(
        (part for part in view.parts if captions.NOTE.match(words(part)) and _begins_below(view, part, frame)), None
    )
    if first is None:
        return []
    prose = [box_of(line).y1 for line in view.prose if line.y < first.y and frame.meets_across(box_of(line))]
    floor = max([y for y in prose if y < first.y], default=0.0)
    room = Box(frame.x0 - view.size, floor, frame.x1 + view.size, first.y + view.size)
    zone: list[Segment] = []
    low = first.y
    running = {id(line) for line in view.prose if line is not first}
    inside = [part for part in view.parts if id(part) not in running and room.holds((part.x0 + part.x1) / 2, part.y)]
    for part in sorted(inside, key=lambda part: -part.y):
        if low - part.y > _LINE * view.size:
            break
        zone.append(part)
        low = part.y
    box = around(map(box_of, zone))
    return zone if any(box.holds(rule.middle, rule.y0) for rule in short_rules(view.sheet)) else []


def _begins_below(view: PageView, part: Segment, frame: Box) -> bool:
    return frame.y0 - _BELOW * view.size < part.y < frame.y0 and frame.x0 - view.size < part.x0 < frame.x1
