"""Take a page's segments and rules, give its head, its text and its foot.

Strategy.  What a clear band of white parts from the text in the page's outer eighth is head or foot; a rule over the whole
measure parts a head as well.  Notes are text, however far down they stand: marks, or a short rule at the left, tell them; so are
lines in the text's own size, one below the other, under a table that fills the page.
A last line that looks like a folio is the foot without any white.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from itertools import pairwise

from sco_pub.layout.regions import is_stand_in, text_size
from sco_pub.layout.ruled_tables import continued
from sco_pub.layout.segments import Segment, hanzi, start_of, worded
from sco_pub.lexicon.note_marks import START_BELOW, START_DRAWN
from sco_pub.model.sheet import Rule

_EDGE = 0.14  # of the page's height: where head and foot may stand
_CLEAR = 1.45  # of the usual line distance: the white that parts them from the text
_HEAD = 4  # segments: a head of more is text
_SHORT = 0.5  # of the text's width: the separator of notes is no longer
_INDENT = 3.0  # em: how far in a note's first line begins
_FOLIO = 0.2  # of the text's width: no folio is longer
_WHOLE = 0.9  # of the text's width: a rule under a running head is as long
_LINE = 12  # signs: a segment of so many may be a line of prose
_ALIKE = 0.4  # points: type of one size
_FOLLOWS = 2.4  # em: no line of running text stands farther above the next
_SPACED = 4.0  # em: how far apart the letters of a head may be set


def bands(
    parts: list[Segment], height: float, rules: Sequence[Rule]
) -> tuple[list[Segment], list[Segment], list[Segment]]:
    """Head, text and foot of the page.  Notes are text, however far down they stand."""
    if len(parts) < 4:
        return [], parts, []
    levels = sorted({round(part.y, 1) for part in parts}, reverse=True)
    usual = _step(parts)
    top = _top(parts, levels, height, rules, usual)
    bottom = _bottom(parts, levels, height, rules, usual)
    head = [part for part in parts if part.y > top]
    foot = [part for part in parts if part.y < bottom]
    return head, [part for part in parts if bottom <= part.y <= top], foot


def _top(parts: list[Segment], levels: Sequence[float], height: float, rules: Sequence[Rule], usual: float) -> float:
    """Above which height the head stands: the lowest clear white or long rule in the page's upper edge."""
    top = height + 1
    for upper, lower in pairwise(levels):
        if upper <= height * (1 - _EDGE) or lower <= height * (1 - 2 * _EDGE):
            break
        middle = (upper + lower) / 2
        parted = upper - lower > _CLEAR * usual or _underlined(parts, rules, upper, lower)
        if any(continued([part]) for part in parts if abs(part.y - upper) < 1):
            continue  # it belongs to the table below
        above = [part for part in parts if part.y > middle]
        if parted and _pieces(above) <= _HEAD and not _prose(parts, middle):
            top = middle
    return top


def _bottom(parts: list[Segment], levels: Sequence[float], height: float, rules: Sequence[Rule], usual: float) -> float:
    """Below which height the foot stands: under the highest clear white in the page's lower edge, or the folio itself."""
    for upper, lower in pairwise(levels):
        low = lower < height * _EDGE and upper < height * 2 * _EDGE
        if not low or upper - lower <= _CLEAR * usual:
            continue
        middle = (upper + lower) / 2
        if not (_noted(parts, middle) or _ruled_off(parts, rules, lower, upper) or _runs_on(parts, middle)):
            return middle
    last = [part for part in parts if part.y <= levels[-1] + 0.1]
    alone = levels[-1] < height * _EDGE and (_folio(last) or _in_the_middle(last, parts))
    return levels[-1] + 0.1 if alone else -1.0


def _underlined(parts: Sequence[Segment], rules: Sequence[Rule], upper: float, lower: float) -> bool:
    """Is a rule over the text's whole width drawn under a running head?"""
    width = max(part.x1 for part in parts) - min(part.x0 for part in parts)
    long = [rule.y0 for rule in rules if rule.horizontal and rule.x1 - rule.x0 > _WHOLE * width]
    return any(lower < y < upper for y in long) and not any(y > upper for y in long)  # else it is a table's first row


def _prose(parts: Sequence[Segment], middle: float) -> bool:
    """Does a line of running text stand above this height, a second one below it, both over the whole width?

    On a page full of a small table the text's lines stand clear of one another.
    """
    width = max(part.x1 for part in parts) - min(part.x0 for part in parts)
    full = [part for part in parts if part.x1 - part.x0 > _WHOLE * width and hanzi(part) * 2 > len(part.glyphs)]
    lines = sorted(full, key=lambda part: -part.y)
    return any(
        a.y > middle and 0.8 * a.size < a.y - b.y < _FOLLOWS * a.size and abs(a.size - b.size) < _ALIKE
        for a, b in pairwise(lines)
    )


def _pieces(head: Sequence[Segment]) -> int:
    """How many segments there are; words whose letters stand far apart (a journal's name in a head) are one."""
    count = len(head)
    for a, b in pairwise(sorted(head, key=lambda part: (-round(part.y, 1), part.x0))):
        spaced = len(a.glyphs) <= 2 and len(b.glyphs) <= 2 and abs(a.y - b.y) < 1
        count -= spaced and b.x0 - a.x1 < _SPACED * b.size
    return count


def _step(parts: Sequence[Segment]) -> float:
    """The usual distance from a line down to the next one under it; columns don't share their baselines."""
    ordered = sorted(parts, key=lambda part: -part.y)
    steps = []
    for n, part in enumerate(ordered):
        for other in ordered[n + 1 :]:
            if part.y - other.y > 4 and other.x0 < part.x1 and other.x1 > part.x0:
                steps.append(part.y - other.y)
                break
    return statistics.median(steps) if steps else 12.0


def _noted(parts: Sequence[Segment], below: float) -> bool:
    """Does a line under this height begin with a note's mark, or are there too many for a foot?"""
    foot = [part for part in parts if part.y < below]
    long = [part for part in foot if len(part.glyphs) >= _LINE]
    return (
        len(foot) > 2 * _HEAD
        or any(START_DRAWN.match(start_of(part)) and not _loose_number(part, parts) for part in foot)
        or any(START_BELOW.match(start_of(part)) for part in long)
    )


def _loose_number(part: Segment, parts: Sequence[Segment]) -> bool:
    """A number by itself that stands out of the measure, or has nothing near behind it: a folio beside a running foot."""
    if not all(glyph.sign.isdecimal() or glyph.sign.isspace() for glyph in part.glyphs):
        return False
    left = min((other.x0 for other in parts if len(other.glyphs) >= _LINE), default=part.x0)
    beside = (other.x0 - part.x1 for other in parts if other is not part and abs(other.y - part.y) < part.size / 2)
    return part.x0 < left - part.size or not any(0 <= gap < _INDENT * part.size for gap in beside)


def _runs_on(parts: Sequence[Segment], below: float) -> bool:
    """Do lines of running text stand under this height, one below the other, in the text's own size?  A table is above them."""
    size = text_size(parts)
    long = [
        part for part in parts
        if part.y < below and len(part.glyphs) >= _LINE and worded(part) and abs(part.size - size) < _ALIKE
    ]  # fmt: skip
    return any(
        0.8 * a.size < a.y - b.y < _FOLLOWS * a.size and a.x0 < b.x1 and b.x0 < a.x1
        for a in long
        for b in long
        if a is not b
    )


def _ruled_off(parts: Sequence[Segment], rules: Sequence[Rule], lower: float, upper: float) -> bool:
    """Is the separator of notes drawn in this white?  It begins at the text's left and is short; marks may be unreadable."""
    below = [part for part in parts if part.y <= lower + 0.1]
    width = max(part.x1 for part in parts) - min(part.x0 for part in parts)
    return not _folio(below) and any(
        rule.horizontal and lower < rule.y0 < upper and rule.x1 - rule.x0 < _SHORT * width
        and any(rule.x0 - 6 < part.x0 < rule.x0 + _INDENT * part.size for part in below)
        for rule in rules
    )  # fmt: skip


def _folio(parts: Sequence[Segment]) -> bool:
    """A page number by its form: in one piece, short, and mostly digits or with digits between two ornaments."""
    text = "".join(glyph.sign for part in parts for glyph in part.glyphs if not glyph.sign.isspace())
    digits = sum(sign.isdecimal() for sign in text)  # ③ is a note's mark
    return len(parts) == 1 and digits > 0 and (len(text) <= digits + 4 or (len(text) <= 12 and digits * 2 >= len(text)))


def _in_the_middle(last: Sequence[Segment], parts: Sequence[Segment]) -> bool:
    """A short last line in the middle of the measure is a folio, be its digits unreadable; notes and text end at the left."""
    left, right = min(part.x0 for part in parts), max(part.x1 for part in parts)
    x0, x1 = min(part.x0 for part in last), max(part.x1 for part in last)
    middle = abs(x0 + x1 - left - right) < 2 * last[0].size
    return len(last) == 1 and not is_stand_in(last[0]) and middle and x1 - x0 < _FOLIO * (right - left)
