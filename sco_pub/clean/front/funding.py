"""Part a note on the article and its authors into what it says: who wrote it, who paid, who is thanked.

Strategy.  Journals put an author's office and the grant into one note, one sentence after the other (* 甲某，某大学教授。本文系……
阶段性成果。感谢……).  Such a note is cut where a sentence begins as only the other kind does; thanks behind a grant
alone stay with it.  A note that says but one thing stays whole.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from sco_pub.clean.front.fields import Field
from sco_pub.clean.lines.lines import Line, line_at
from sco_pub.lexicon.names import SURNAME
from sco_pub.model.characters import HANZI
from sco_pub.model.text import Range

_GRANT = re.compile(
    r"(?:本文|本研究|本成果|本课题|本项研究|本论文|该文|该研究|基金项目)[^。]{0,30}(?:系|为|是|受|得到|获|由|[:：])[^。]*"
    r"(?:基金|项目|课题|资助|阶段性成果|研究成果|计划)|(?:作者|笔者)感谢[^。]*(?:基金|项目|课题)[^。]*资助"
)
_LIFE = re.compile(
    rf"(?:作者\s*[:：]?\s*)?{SURNAME}\s*[{HANZI}](?:\s?[{HANZI}])?\s*(?:[（(][^（）()]{{1,24}}[)）]\s*)?[，,]\s*"
    r"[^。]*?(?:大学|学院|研究|教授|博士|硕士|讲师|编辑|医师|工程师|男|女)"
)
_THANKS = re.compile(r"(?:[作笔]者|本文|本刊)?(?:衷心|特别|特此|诚挚|谨此|在此|一并)?(?:感谢|致谢)")
_END = re.compile(rf"[。；](?=\s*\S)|\.(?=\s*[{HANZI}])")


def is_grant(text: str) -> bool:
    """Whether a line begins as a note on the article's grant does: 本文系……阶段性成果."""
    return _GRANT.match(text) is not None


def parted(field: Field, text: str, lines: Sequence[Line]) -> list[Field]:
    """The field, or the fields that it is made of; ``text`` is the whole repaired text."""
    if field.key not in ("bio", "funding"):
        return [field]
    begins = max((r.end for r in field.label if r.start < field.ranges[0].start + 12), default=field.ranges[0].start)
    offsets = [o for r in field.ranges for o in range(max(r.start, begins), r.end) if text[o] != "\n"]
    cuts = _cuts(field.key, "".join(text[o] for o in offsets))
    if len(cuts) == 1:
        return [field]
    starts = [field.ranges[0].start, *(offsets[at] for at, _ in cuts[1:])]
    ends = [*starts[1:], field.ranges[-1].end]
    return [_part(field, key, a, b, lines) for (_, key), a, b in zip(cuts, starts, ends, strict=True)]


def _cuts(key: str, value: str) -> list[tuple[int, str]]:
    """Where in a field's text each of its parts begins, with the part's key."""
    cuts = [(0, key)]
    for match in _END.finditer(value):
        at = match.end() + len(value[match.end() :]) - len(value[match.end() :].lstrip())
        here = _key(key, value, at) or cuts[-1][1]
        if here != cuts[-1][1] and (here == "bio" or match[0] != "；"):
            cuts.append((at, here))
    return cuts


def _key(key: str, value: str, at: int) -> str:
    """What a sentence of a field is by its words; empty when it goes on with the one before."""
    if _GRANT.match(value, at):
        return "funding"
    if _LIFE.match(value, at):
        return "bio"
    return "acknowledgement" if key == "bio" and _THANKS.match(value, at) else ""


def _part(field: Field, key: str, start: int, end: int, lines: Sequence[Line]) -> Field:
    ranges = tuple(Range(max(r.start, start), min(r.end, end)) for r in field.ranges if r.start < end and r.end > start)
    label = tuple(r for r in field.label if start <= r.start < end)
    return dataclasses.replace(field, key=key, ranges=ranges, label=label, number=lines[line_at(lines, start)].number)
