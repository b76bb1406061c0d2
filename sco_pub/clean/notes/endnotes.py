"""Find notes that stand all together under their heading (注释, 尾注, 参考文献) and where the last of them ends.

Strategy.  The bodies are the run of marks 1, 2, 3 … under the heading.  The list is one of notes when the text calls them,
each once and in order; a reference list (参考文献) whose entries are cited more often, or in another order, or not at all, is a
list of sources and stays one (clean.notes.citations checks it).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from sco_pub.clean.lines.lines import Line
from sco_pub.clean.lines.measures import of_list
from sco_pub.clean.notes.line_costs import Evidence
from sco_pub.clean.notes.mark_tokens import Token
from sco_pub.lexicon import note_marks
from sco_pub.lexicon.label_words import FIELD_LINE

_CLOSED = re.compile(r"[.．。]$")


def body_like(token: Token) -> bool:
    return token.opens and token.at_start and not re.match(r"[，。；、：）”’？！》」』,;:)\]]", token.just_after)


def other_list(text: str, family: str) -> bool:
    """Whether a line begins the first entry of a list whose numbers are of another family."""
    return any(form.match(text) for name, form in note_marks.FIRST.items() if name != family)


def run_under(lines: Sequence[Line], found: Sequence[Token], head: int, limit: int) -> list[Token]:
    """The marks 1, 2, 3 … at line starts under a heading; one or two that can't be read don't end the list.

    Behind a comma or semicolon a mark counts points inside a note.
    """
    run: list[Token] = []
    shared: set[int] = set()
    for token in found:
        if run and token.position == run[-1].position and token.at_start:
            shared.add(token.value)
            continue
        last = run[-1].value if run else 0
        step = token.value - last - len(shared.intersection(range(last + 1, token.value)))
        if head < token.position < limit and body_like(token) and 1 <= step <= (3 if run else 1):
            if run and re.search("[，、；：]$", lines[token.position - 1].text):
                continue
            if run and token.position > run[-1].position + 25:
                break
            run.append(token)
    return run


def with_shared(found: Sequence[Token], run: Sequence[Token]) -> list[Token]:
    """The marks of a run and those that stand beside them before one text for all: ④㉛ 参见某某."""
    entries = {token.position for token in run}
    have, own = {token.value for token in run}, set(run)
    return [t for t in found if t.position in entries and t.at_start and (t in own or t.value not in have)]


def in_gaps(lines: Sequence[Line], rest: Sequence[int], calls: Sequence[Token], wanted: Collection[int]) -> list[Token]:
    """The figures that call the notes that no mark calls: each the only one of its number between its neighbours' calls.

    A machine that reads a page takes [6] for 6 now and then, and a layer loses the brackets of a mark.
    """
    found = []
    for before, after in pairwise(calls):
        value = before.value + 1
        if value not in wanted or after.value != value + 1:
            continue
        between = rest[bisect_left(rest, before.position) : bisect_right(rest, after.position)]
        here = [
            t
            for p in between
            for t in _figures(lines[p], p)
            if t.value == value and before.end <= t.start < after.start
        ]
        found += here if len(here) == 1 else []
    return found


def _figures(line: Line, position: int) -> Iterator[Token]:
    """The bare figures on a line where a call might stand."""
    for m in note_marks.CALLS["bare"].finditer(line.text):
        value = int(next(group for group in m.groups() if group))
        start, end = line.start + m.start(), line.start + m.end()
        yield Token("bare", position, start, end, value, False, line.text, m.start())


def of_page(lines: Sequence[Line], found: Sequence[Token], head: int) -> range:
    """The lines below a list's head that are its page's notes: as long as all marks stand at the foot, under its rule."""
    marked = [t.position for t in found if t.at_start and t.position > head]
    if not marked or (g := lines[marked[0]].geometry) is None or not g.rule_above:
        return range(0)
    page = lines[head].page
    elsewhere = (p for p in marked if lines[p].page != page or (at := lines[p].geometry) is None or not at.foot)
    return range(marked[0], next(elsewhere, len(lines)))


def feet_below(lines: Sequence[Line], rest: Sequence[int], head: int) -> list[int]:
    """The lines below a list of sources that the page shows to be notes: at a foot, where the list itself isn't at one."""
    below = rest[bisect_right(rest, head) :]
    feet = [p for p in below if (g := lines[p].geometry) is not None and g.foot]
    return feet if feet and feet[0] != below[0] else []


def list_end(evidence: Evidence, run: Sequence[Token], limit: int) -> int:
    """The position behind the last entry of a list with these marks: where it costs least to stop."""
    n = evidence.rest.index(run[-1].position)
    measure = of_list(evidence.widths[evidence.rest.index(run[0].position) : n])
    stop = next((m for m, p in enumerate(evidence.rest) if p >= limit), len(evidence.rest))
    best, cost, going = n, float("inf"), 0.0
    for m in range(n, min(n + 10, stop)):
        text = evidence.lines[m].text
        closed = m > n and _CLOSED.search(evidence.lines[m - 1].text)
        if m > n and (FIELD_LINE.match(text) or (closed and note_marks.BRACKET_OF_WORDS.match(text))):
            break  # an editor, a translator, a date: the list is over
        if m > n:
            going += evidence.goes_on(m, measure) + (2.0 if evidence.edges[m] else 0.0)
        here = going + evidence.stops(m, measure)
        if m + 1 < stop:
            here += evidence.fragment(m + 1)
        if here < cost:
            best, cost = m, here
    return evidence.rest[best] + 1
