"""Put raised note marks back into the line they were raised from.

Contract.  Where a text layer keeps the look of the page in white space (``pdftotext -layout``), a superscript stands on a line
of its own above its line, and leaves a gap there.  ``lower`` gives the lines with such marks in their gaps and an empty line
where they stood; anything it isn't sure of stays.

Rules.  A line holds raised marks when it is set in by two blanks or more and holds nothing else.  They go to the next written
line, in order, (1) into its gaps (white space with a hanzi or a mark on one side, but not a heading's number), when these are
as many as the marks; (2) in front of it, when one mark stands just left of its first letter; (3) behind it, when it has no gap
and one mark stands just right of its last letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sco_pub.lexicon.enumerators import enumerator
from sco_pub.lexicon.note_marks import MARK
from sco_pub.model.characters import em, hanzi_count

_BLANK = " \u3000"
_SET_IN = 4  # columns, at least, before a mark inside a line
_NUMBER = 6  # characters that a heading's number can have, before its gap
_NEAR = 6  # columns between a line and the mark in front of it or behind it
_RAISED = re.compile(rf"(?P<lead>\f?[{_BLANK}]{{2,}})(?P<marks>{MARK}+(?:[{_BLANK}]+{MARK}+)*)[{_BLANK}]*")
_GAP = re.compile(
    rf"(?<=[^\x00-\x7f{_BLANK}])[{_BLANK}]+(?=\S)|(?<=\S)(?<![{_BLANK}])[{_BLANK}]+(?=[^\x00-\x7f{_BLANK}])"
)


def lower(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines of a page, as many as came."""
    made = list(lines)
    for n, line in enumerate(lines):
        raised = _RAISED.fullmatch(line)
        if raised is None:
            continue
        below = next((i for i in range(n + 1, min(n + 3, len(made))) if made[i].strip()), None)
        if below is None or _RAISED.fullmatch(made[below]):
            continue
        lowered = _into(made[below], raised["marks"].split(), len(raised["lead"].lstrip("\f")))
        if lowered is not None:
            made[below] = lowered
            made[n] = "\f" if line.startswith("\f") else ""
    return tuple(made)


def _into(text: str, marks: Sequence[str], column: int) -> str | None:
    """The line with the marks in their places; None when these aren't sure."""
    body = text.strip(f"{_BLANK}\f")
    begin = text.index(body)
    gaps = [gap for gap in _GAP.finditer(body) if not enumerator(body)[0] or gap.start() > _NUMBER]
    if len(gaps) == len(marks) and column >= _SET_IN:
        parts, at = [text[:begin]], 0
        for gap, mark in zip(gaps, marks, strict=True):
            parts += [body[at : gap.start()], mark]
            at = gap.end()
        return "".join((*parts, body[at:]))
    end = begin + em(body) * 2
    if len(marks) == 1 and -1 <= begin - column - len(marks[0]) <= _NEAR and any(map(str.isalpha, body)):
        return f"{text[:begin]}{marks[0]}{body}"
    if len(marks) == 1 and not gaps and end - 2 <= column <= end + _NEAR and hanzi_count(body) * 2 > len(body):
        return f"{text[:begin]}{body}{marks[0]}"
    return None
