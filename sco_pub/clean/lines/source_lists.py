"""Find a list of sources that stands under no head: entries [1], [2] … behind the text that cites them.

Strategy.  LaTeX classes of journals (and editors who draw the head) leave the list without 参考文献.  Its entries stand at lines'
starts in square brackets (GB/T 7714, 10.1), in turn from 1 on, nearly each with a year or a type mark, at no page's foot.
That they are sources, and no notes, the text says by the way it cites them: several at once, or one more than once, or out of
turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sco_pub.clean.lines.lines import Line
from sco_pub.lexicon import list_heads, note_marks
from sco_pub.lexicon.sources import YEAR_OR_TYPE
from sco_pub.model.characters import whole_number

_FEWEST = 5  # entries: a list of points in brackets is shorter, and seldom has years
_DATED = 0.8  # of the entries: of an address or a forthcoming book a list gives no year
_LONGEST = 8  # lines of an entry: an entry of GB/T 7714 with three authors in two languages has seven at most
_SIZE = 0.35  # points: a real difference of type size


def headless(lines: Sequence[Line], positions: Sequence[int]) -> list[int]:
    """The positions of the list's lines; none where the text has a head for its list, or cites nothing."""
    if any(list_heads.is_head(lines[p].text) for p in positions):
        return []
    starts = _entries(lines, positions)
    if len(starts) < _FEWEST:
        return []
    ends = [*starts[1:], _end(lines, positions, starts[-1])]
    texts = ["".join(lines[p].text for p in positions[a:b]) for a, b in zip(starts, ends, strict=True)]
    dated = sum(YEAR_OR_TYPE.search(text) is not None for text in texts)
    if dated < _DATED * len(texts) or not _cites(lines, positions[: starts[0]]):
        return []
    return list(positions[starts[0] : ends[-1]])


def _entries(lines: Sequence[Line], positions: Sequence[int]) -> list[int]:
    """The indices into ``positions`` of the last run of entries in turn; one may be lost."""
    found: list[int] = []
    last = 0
    for n, p in enumerate(positions):
        match = note_marks.ENTRY_IN_BRACKETS.match(lines[p].text)
        if match is None or ((g := lines[p].geometry) is not None and g.foot):
            continue
        value = whole_number(match[1])
        if value == 1:
            found, last = [n], 1
        elif found and 0 < value - last <= 2 and n - found[-1] <= _LONGEST:
            found, last = [*found, n], value
    return found


def _end(lines: Sequence[Line], positions: Sequence[int], last: int) -> int:
    """The index behind the last entry's lines: it ends with its page, its type size, or where a line is set out again."""
    first = lines[positions[last]]
    for n in range(last + 1, min(last + _LONGEST, len(positions))):
        line, g, h = lines[positions[n]], lines[positions[n]].geometry, first.geometry
        if line.page != first.page or g is None or h is None:
            return n
        if abs(g.size - h.size) > _SIZE or g.column != h.column or g.x0 < h.x0 + h.size:
            return n
    return min(last + _LONGEST, len(positions))


def _cites(lines: Sequence[Line], above: Sequence[int]) -> bool:
    """Whether numbers in brackets are cited as sources are: several at once, or not each once and in turn."""
    cited = [match[1] for p in above for match in note_marks.CITATION.finditer(lines[p].text)]
    single = [whole_number(text) for text in cited if text.strip().isdecimal()]
    return len(single) < len(cited) or any(b <= a for a, b in pairwise(single))
