"""Lift the English block's lines without labels: title and authors just above an English abstract.

Strategy.  From the first English label upwards go the Latin lines without a hanzi; an entry of a list of references ends
them.  Where type tells, the title is the largest of them, and what stands above it is none of the block; else the first is the
title, and so is what goes on with it.  Lines of names, and institutions in brackets, are the authors'.  Names are known by
their Pinyin, also where the layer has lost their blanks (WANGHui) or their hyphens (Xian2ze).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import normalize

from sco_pub.clean.front.fields import Field, Front
from sco_pub.clean.furniture import issue_summaries
from sco_pub.clean.lines.lines import Line, line_at
from sco_pub.lexicon import addresses, names
from sco_pub.lexicon.note_marks import NUMBERED_ENTRY, STARS
from sco_pub.lexicon.sources import TYPE_MARK
from sco_pub.model.characters import WORD, hanzi_count
from sco_pub.model.text import Range

_ENTRY = re.compile(rf"^{NUMBERED_ENTRY.pattern}\s*[\]］〕)）.．]|{TYPE_MARK}")
# One by author and year, or the end of one: Townsend, R. M., 1994, …; …, 62(3), 539–591.
_DATED = re.compile(
    r"^[A-Z][\w’'\-]+,\s+[A-Z].*?\b(?:19|20)\d\d[a-z]?\b|\b\d{1,3}\s?\(\d{1,2}\)\s?[,:]|\bpp?\.\s?\d+[^a-z]*$"
)
_PINYIN = re.compile(r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?[aeiouüv]{1,3}(?:ng?|r)?[-’']?){1,3}", re.IGNORECASE)
_OPEN_TITLE = re.compile(r"\b(?:of|and|in|the|for|on|to|with|between|from|towards?|as|by|at|a|an)$|[,:\-–—]$")
_NAME = r"[A-Z][A-Za-z\-’']+(?:[ ,][A-Z][A-Za-z\-’'.]*){1,3}"


_REACH = 16  # lines above the first English label
_LARGER, _SAME = 1.1, 0.95  # of the size below it: a title; of the title's: more of it
_TITLE_LINES = 3  # as long as an English title gets in a column or over a page
# The end of an institution's line that is numbered as an entry of sources is: Chicago 60608, USA; (12 Hill Street, Boston 02138).
_ADDRESS = re.compile(r"[A-Z][A-Za-z]+[,，]?\s*\d{5,6}\s*(?:[,，]\s*[A-Z][A-Za-z. ]+[;；,，.)）]*|[)）])$")
_QUOTED = re.compile("[“「《][^“”「」《》]*[”」》]")  # what keeps its hanzi in an English title: a name, a work
_CALL = re.compile(rf"\s*[{STARS}]+\s*$")
_ENTRY_END = re.compile(r"\d\s*[.．]$")  # no title ends so


def lift_english(lines: Sequence[Line], flow: Sequence[int], front: Front) -> None:
    """Latin lines just above an English abstract are its title and authors."""
    _lift_listed(lines, flow, front)
    anchor = next((f for f in front.fields if f.key in ("abstract-en", "keywords-en", "author-en")), None)
    if anchor is None or any(f.key == "title-en" for f in front.fields):
        return
    above = _from_title(lines, _above(lines, flow, front, line_at(lines, anchor.ranges[0].start)))
    if not above:
        return
    count = title_lines([lines[q].text for q in above])
    call = _CALL.search(lines[above[count - 1]].text)  # of a note on the title, which is a field of its own
    calls = (Range(lines[above[count - 1]].start + call.start(), lines[above[count - 1]].end),) if call else ()
    for key, group, cut in (("title-en", above[:count], calls), ("author-en", above[count:], ())):
        if group:
            front.fields.append(Field(key, tuple(lines[q].range for q in group), cut, lines[group[0]].number))
    front.taken.update(above)


_LEADERS = re.compile(r"\s*(?:…|[.．·]{3})[\s…·.．]*$")
_COUNTED = re.compile(r"\d{1,2}\s*[.．]\s*(?=[A-Z“])")


def _lift_listed(lines: Sequence[Line], flow: Sequence[int], front: Front) -> None:
    """Title, authors behind leaders, and a summary without a label in an issue's list of summaries: 12. Title …… Li Ming(126)."""
    found = issue_summaries.listed(lines, [p for p in flow if p not in front.taken])
    if found is None:
        return
    block, below = found
    row = lines[block[-1]]
    match = issue_summaries.BEHIND_LEADERS.search(row.text)
    if match is None:
        return
    leaders, start, end = (row.start + at for at in (match.start(), match.start("names"), match.end("names")))
    title = [lines[p].range for p in block[:-1]] + ([Range(row.line_start, leaders)] if match.start() else [])
    counted = _COUNTED.match(lines[block[0]].text)
    marks = [Range(lines[block[0]].start, lines[block[0]].start + counted.end())] if counted else []
    tails = [(lines[p], _LEADERS.search(lines[p].text)) for p in block[:-1]]  # they may begin above the names
    marks += [Range(above.start + dots.start(), above.end) for above, dots in tails if dots]
    if title:
        front.fields.append(Field("title-en", tuple(title), tuple(marks), lines[block[0]].number))
    around = Range(leaders, start), Range(end, row.end)
    front.fields.append(Field("author-en", (Range(leaders, row.full_end),), around, row.number))
    front.taken.update(block)
    if below and not any(f.key == "abstract-en" for f in front.fields):
        front.fields.append(Field("abstract-en", tuple(lines[p].range for p in below), number=lines[below[0]].number))
        front.taken.update(below)


def _above(lines: Sequence[Line], flow: Sequence[int], front: Front, label: int) -> list[int]:
    """The Latin lines above the first English label, in order; notes and a folio may stand between."""
    passed = {line_at(lines, r.start) for f in front.fields if f.key in ("bio-en", "funding-en") for r in f.ranges}
    found: list[int] = []
    for q in reversed([q for q in flow if q < label][-_REACH:]):
        if q in passed or not re.search(r"\w", lines[q].text):
            continue  # another field, or the place of a picture
        if q in front.taken or not _may_be_title(lines[q].text):
            break
        found.append(q)
    return found[::-1]


def _from_title(lines: Sequence[Line], above: list[int]) -> list[int]:
    """The lines from the title on, where it is set larger than what stands below it; all of them where none is."""
    sizes = {q: g.size for q in above if (g := lines[q].geometry)}
    if len(sizes) < len(above) or len(above) < 2:
        return above
    largest = max(sizes.values())
    if largest < _LARGER * sizes[above[-1]]:
        return above
    return above[next(n for n, q in enumerate(above) if sizes[q] >= _SAME * largest) :]


def _may_be_title(text: str) -> bool:
    """Whether a line could be of an English title block: Latin words, and no entry of a list of sources."""
    words = _QUOTED.sub("", text)
    if hanzi_count(words) or not re.search(f"[{WORD}]{{2}}", words) or _ENTRY_END.search(text):
        return False
    if addresses.LIKELY.search(normalize("NFKC", text)) or _DATED.search(text):
        return False
    return not _ENTRY.search(text) or bool(names.PLACE_EN.search(text) or _ADDRESS.search(text))


def title_lines(texts: Sequence[str]) -> int:
    """How many of the lines are the title's: up to the first that names authors."""
    for n, text in enumerate(texts[1:_TITLE_LINES], 1):
        after = texts[n + 1] if n + 1 < len(texts) else ""
        last = not after or bool(re.match(r"[(（]", after))
        if _names(text, texts[n - 1], last=last):
            return n
    return min(len(texts), _TITLE_LINES)


def _names(text: str, before: str, *, last: bool) -> bool:
    """Whether a line names the authors (WANG Li, Zhao Yi), or goes on with their institutions."""
    if _in_pinyin(text):
        return True
    if re.match(r"^[(（]|^\d\s*[)）(（.]?\s*[A-Z(（]", text) or (
        "and" in text.split()[2:] and re.match(rf"^{_NAME}(?:\s*(?:[,;]|and|&)\s*{_NAME})*$", _bare(text))
    ):
        return True
    if last and names.PLACE_EN.search(text) and not _OPEN_TITLE.search(before):
        return True
    if re.match(rf"^{_NAME}\s*[\d*,，、]", text):
        return True
    if last and re.fullmatch(r"[A-Z][a-z]+, [A-Z][a-z]+(?:-[a-z]+)?", text):
        return True
    if not re.match(rf"^{_NAME}(?:\s+{_NAME})*$", text):
        return False
    words = re.findall(r"[A-Za-z\-’']+", text)
    if all(_PINYIN.fullmatch(word) for word in words):
        return True
    return last and len(words) <= 4 and not _OPEN_TITLE.search(before)


def _in_pinyin(text: str) -> bool:
    """Whether a line lists Chinese names in Pinyin, whatever the layer has made of their blanks and hyphens."""
    plain = normalize("NFKC", text)
    plain = re.sub(r"(?<=[a-z])\s*[-－–—]\s*(?=[a-z])|(?<=[a-z])\d(?=[a-z])", "-", plain)
    plain = re.sub(r"(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])|(?<=[a-z]{2})(?=and\s[A-Z])", " ", plain)
    people = [name for name in re.split(r"[,;，；、&]|\band\b", re.sub(r"[\d*＊†#()]+", " ", plain)) if name.strip()]
    return bool(people) and all(_is_person(name.split()) for name in people)


def _is_person(words: Sequence[str]) -> bool:
    capitals = all(word[0].isupper() for word in words)
    return 2 <= len(words) <= 3 and capitals and all(_PINYIN.fullmatch(word) for word in words)


def _bare(text: str) -> str:
    """A line of names without the letters and numbers that point to institutions (LI Minga and WANG Xiaohongb)."""
    return re.sub(r"\s?\([a-h]\)|(?<=[a-z])[a-h](?=\s*(?:,|;|and\b|&|$))|[\d*＊†]+[)）]?", "", text)
