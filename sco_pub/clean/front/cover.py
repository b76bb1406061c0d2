"""Find the cover page that a repository puts before an article published online first; its dates are the article's.

Strategy.  The cover names itself (某刊网络首发论文) and explains the stages of publication (录用定稿, 排版定稿).  It takes the
first page, or, where pages aren't known, the lines down to the end of that explanation.  Its words are the repository's, and
what it says of the article stands again on the article's own first page; only its dates don't.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sco_pub.clean.front.fields import Field, Front
from sco_pub.clean.lines.lines import Line
from sco_pub.lexicon import label_words
from sco_pub.model.rule import Rule
from sco_pub.model.text import Range

_DATES = tuple((key, re.compile(label_words.of(key))) for key in ("received", "published"))
_DATE = re.compile(r"(?:19|20)\d\d[-－–./年]\d{1,2}[-－–./月]\d{1,2}日?")
_END = re.compile("视为正式出版|整期汇编定稿。|以单篇或整期出版")
_LONGEST = 60  # lines of a cover


def lift(lines: Sequence[Line], flow: Sequence[int], front: Front) -> list[int]:
    """The running text's positions without the cover's, which are dropped but for the dates."""
    cover = _cover(lines, flow)
    alone = [p for p in cover if _DATE.fullmatch(lines[p].text)]
    for key, label in _DATES:
        p = next((p for p in cover if label.search(lines[p].text)), None)
        if p is None:
            continue
        if date := _DATE.search(lines[p].text):
            line = lines[p]
            ranges = Range(line.line_start, line.start + date.end())
            front.fields.append(Field(key, (ranges,), (Range(line.start, line.start + date.start()),), line.number))
            front.taken.add(p)
        elif alone:
            q = alone.pop(0)
            front.fields.append(Field(key, (lines[q].range,), number=lines[q].number))
            front.taken.add(q)
    front.dropped.update({p: Rule.COVER for p in cover if p not in front.taken})
    return [p for p in flow if p not in set(cover)]


def _cover(lines: Sequence[Line], flow: Sequence[int]) -> list[int]:
    if not flow:
        return []
    first = lines[flow[0]].page
    near = [p for p in flow[:_LONGEST] if first is None or lines[p].page == first]
    text = "".join(lines[p].text for p in near)
    if not re.search("网络首发论文", text) or not re.search("录用定稿", text):
        return []
    if first is not None:
        return near
    last = max((n for n, p in enumerate(near) if _END.search(lines[p].text)), default=-1)
    return near[: last + 1]
