"""Lift an author's life that has no label: a line that begins with an author's name and an institution (甲某：某大学某系 …).

Strategy.  Only names that the title block gave count, only near the first page's foot or behind the text, and only where the
institution follows at once, or the year of birth.  A colon behind the name proves it; a comma could begin a sentence, so then it
is a doubt.  A line that is a name and an institution in brackets (〔甲某　某大学某系教授〕) proves itself wherever it stands.
Behind the text an author may sign: his name, and beside or below it where he works; it names him where the title block doesn't.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sco_pub.clean.front.fields import Field, Front
from sco_pub.clean.front.title_by_words import ask
from sco_pub.clean.lines.lines import Line, ends_sentence, heads_section, line_at
from sco_pub.lexicon import names
from sco_pub.lexicon.names import NAME, ORG
from sco_pub.model.characters import hanzi_count
from sco_pub.model.doubt import Doubt, DoubtKind, FieldRef, Took, Why
from sco_pub.model.text import Range

_EARLY, _LATE, _MOST = 40, 12, 4  # lines of the running text from its beginning and end; lines of one life
_LONGEST_HOME = 24  # hanzi of an institution's line below a signature
_BORN = re.compile(r"[（(](?:19|20)\d\d")  # the year of birth: 甲某(1979-), 男, 博士


def lift_lives(lines: Sequence[Line], flow: Sequence[int], front: Front) -> None:
    """Lives without a label, as fields ``bio``; an author's signature below the text."""
    _lift_signature(lines, flow, front)
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


def _lift_signature(lines: Sequence[Line], flow: Sequence[int], front: Front) -> None:
    """A name below the text with an institution beside or below it: the only author's, or one's that nothing else names."""
    keys, people = {f.key for f in front.fields}, _people(lines, front)
    if keys & {"affiliation", "bio"} or ("author" in keys and len(people) != 1):
        return
    rest = [p for p in flow[len(flow) // 2 :] if p not in front.taken and p not in front.trimmed][-_LATE:]
    found = next((sign for n in range(len(rest)) if (sign := _signature(lines, rest[n : n + 2], people))), None)
    if found is None:
        return
    group, name = found
    first = lines[group[0]]
    signed = Range(first.line_start, name.end)
    if not people:
        front.doubts = [d for d in front.doubts if d.chosen is not Took.NO_AUTHORS]
        ask(front, DoubtKind.AUTHOR, first, Took.LINE_AS_NAMES, Why.NO_NAMES_BELOW, "author")
        front.fields.append(Field("author", (signed,), number=first.number))
    home = Range(name.end, first.full_end), *(lines[p].range for p in group[1:])
    front.fields.append(Field("affiliation", tuple(r for r in home if r.end > r.start), (), lines[group[-1]].number))
    front.taken.update(group)


def _signature(lines: Sequence[Line], near: Sequence[int], people: Sequence[str]) -> tuple[list[int], Range] | None:
    """The lines of a signature that begins with the first of some lines, and where the name stands in it."""
    row, size = lines[near[0]], len(near)
    home = names.home_beside(row.text)
    text = row.text[:home]
    if not names.is_author_line(text) or ends_sentence(row.text):
        return None
    read = names.read(text)
    signers = [person.name for person in read.persons] if read else []
    if len(signers) != 1 or (people and signers != list(people)):
        return None
    at = Range(row.start, row.start + len(text.rstrip()))
    if home is not None:
        return [near[0]], at
    below = lines[near[1]].text if size > 1 else ""
    placed = ORG.search(below) and hanzi_count(below) <= _LONGEST_HOME and not re.search("[，。：:；《]", below)
    return ([*near], at) if placed else None


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
