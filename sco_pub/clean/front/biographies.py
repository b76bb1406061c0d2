"""Lift an author's life that has no label: a line that begins with an author's name and an institution (甲某：某大学某系 …).

Strategy.  Only names that the title block gave count, only near the first page's foot or behind the text, and only where the
institution follows at once, or the year of birth.  A colon behind the name proves it; a comma could begin a sentence, so then it
is a doubt.  A line that is a name and an institution in brackets (〔甲某　某大学某系教授〕) proves itself wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sco_pub.clean.front.fields import Field, Front
from sco_pub.clean.lines.lines import Line, ends_sentence, heads_section, line_at
from sco_pub.lexicon import names
from sco_pub.lexicon.names import NAME, ORG
from sco_pub.model.doubt import Doubt, DoubtKind, FieldRef, Took, Why
from sco_pub.model.text import Range

_EARLY, _LATE, _MOST = 40, 12, 4  # lines of the running text from its beginning and end; lines of one life
_BORN = re.compile(r"[（(](?:19|20)\d\d")  # the year of birth: 甲某(1979-), 男, 博士


def lift_lives(lines: Sequence[Line], flow: Sequence[int], front: Front) -> None:
    """Lives without a label, as fields ``bio``."""
    people = _people(lines, front)
    if not people:
        return
    had = any(f.key == "bio" for f in front.fields)
    anyone = "|".join(map(re.escape, people))
    begins = re.compile(
        rf"(?:{anyone})\s*(?P<mark>[:：，,]|(?=[（(])|(?:[、，]{NAME})*(?:分别|均|现)?[系为是])[^。；]{{0,24}}(?:{ORG.pattern})"
    )
    born = re.compile(rf"(?:{anyone}){_BORN.pattern}")
    rest = [p for p in flow if p not in front.taken]
    if not had and _lift_bracketed(lines, rest, anyone, front):
        return
    for n, p in enumerate(rest):
        if p in front.taken or _EARLY <= n < len(rest) - _LATE:
            continue
        text = re.sub(r"\s", "", lines[p].text)
        match = begins.match(text) if not had else None
        if match is not None or born.match(text):
            group = _life(lines, rest[n : n + _MOST])
            front.fields.append(Field("bio", tuple(lines[q].range for q in group), number=lines[p].number))
            front.taken.update(group)
        if match is not None and match["mark"] in ("，", ","):
            taken, why, subject = Took.LINE_AS_LIFE, Why.LIFE_WITHOUT_LABEL, FieldRef("bio")
            front.doubts.append(Doubt(DoubtKind.BIO, lines[p].number, 1, taken, why, text[:40], subject))


def _lift_bracketed(lines: Sequence[Line], rest: Sequence[int], anyone: str, front: Front) -> bool:
    """Lives that are lines in brackets; whether there are such."""
    life = re.compile(rf"[〔［\[【（(](?:{anyone})[^〔［\[【（(。]*(?:{ORG.pattern})[^〔［\[【（(。]*[〕］\]】）)]")
    groups = [rest[n : n + size] for n in range(len(rest)) for size in range(1, _MOST)]
    found = [g for g in groups if life.fullmatch(re.sub(r"\s", "", "".join(lines[p].text for p in g)))]
    for group in found:
        first, last = lines[group[0]], lines[group[-1]]
        brackets = Range(first.start, first.start + 1), Range(last.end - 1, last.end)
        front.fields.append(Field("bio", tuple(lines[p].range for p in group), brackets, first.number))
        front.taken.update(group)
    return bool(found)


def _life(lines: Sequence[Line], near: Sequence[int]) -> list[int]:
    """The lines of a life that begins with the first of some lines: to its end, a heading, or the page's end."""
    group = list(near[:1])
    for q in near[1:]:
        over = heads_section(lines[q].text) or lines[q].page != lines[near[0]].page
        if over or _complete([lines[p].text for p in group]):
            break
        group.append(q)
    return group


def _people(lines: Sequence[Line], front: Front) -> list[str]:
    rows = [[lines[line_at(lines, r.start)].text for r in f.ranges] for f in front.fields if f.key == "author"]
    return [person.name for group in rows for person in names.of_lines(group)]


def _complete(texts: Sequence[str]) -> bool:
    """Whether a life is at its end: at a full stop, or at a bracket that closes what it opened."""
    whole = "".join(texts)
    opened = sum(map(whole.count, "（(")) - sum(map(whole.count, "）)"))
    return opened == 0 and (ends_sentence(whole) or whole.endswith((".", "）", ")")))
