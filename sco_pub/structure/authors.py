"""Take the names of the author line, affiliations and biographies, give authors: name, affiliation, bio.

Strategy.  Names come from the author line; without one, from the biographies, each of which begins with its subject's name.
Affiliations with numbers are matched to the numbers behind the names; one alone serves all.  Without any, it is read from
the biography: the institution that its first statement begins with, without the office held there.  In a symposium each
contribution has its author below its heading and his institution in brackets below him; both stay in the text, and are read
once more for the author's entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sco_pub.lexicon.names import INSTITUTION_ENDS, PLACE_MARK
from sco_pub.model.characters import CIRCLES, HANZI
from sco_pub.model.text import NamedAuthor
from sco_pub.structure.english_authors import english_authors

_OFFICE = re.compile(
    "(?:原|前|副|名誉|执行|常务|代理|在读|在职|兼职|客座|特聘|助理|高级|首席)*(?:所长|院长|主任|校长|系主任|秘书长|会长|社长|总编辑|主编|编审|编辑|研究员|教授|讲师|"
    "研究实习员|实习研究员|执行长|博士后研究人员|博士后|博士研究生|硕士研究生|研究生|博士生导师|博士生|硕士生|博导|工程师|翻译|教师|学者|院士|顾问|处长|馆员|专家)(?:、.*)?$"
)
_STUDIES = 16  # signs between an institution and a degree: the year and the field, 2015级宪法学与行政法学
# 甲大学乙学院, and behind it an office, a chair with a name, a year of study: 致远讲席教授, 2015级法学专业研究生.
_PLACE = re.compile(
    rf"(?P<place>[{HANZI}A-Za-z0-9·（）()\s“”]*(?:{INSTITUTION_ENDS}))(?:[{HANZI}0-9]{{0,{_STUDIES}}}?{_OFFICE.pattern})?"
)


# Latin names have two words at least.
_PERSON = rf"[{HANZI}]{{2,4}}?(?:·[{HANZI}]+)*|[{HANZI}]+(?:·[{HANZI}]+)+|[A-Z][\w.．’'\-]*(?: [A-Z][\w.．’'\-]*)+"
_HEAD = rf"(?:{_PERSON})(?:、(?:{_PERSON}))*"
_IS = "(?:分别|均|现)?[系为是]"
# How a life goes on behind its names, so that no other sentence is one.
_BEGUN = rf"(?:[，,](?:男|女|[^，,。；]{{0,30}}(?:{INSTITUTION_ENDS}))|{_IS}[^，,。；]{{2,30}}(?:{INSTITUTION_ENDS}))"


@dataclass(frozen=True, slots=True)
class Author:
    """``address`` is the town and post code that a journal prints behind the affiliation; the English parts are as printed."""

    name: str = ""
    affiliation: str = ""
    address: str = ""
    bio: str = ""
    name_en: str = ""
    affiliation_en: str = ""


def authors(
    named: Sequence[NamedAuthor], affiliation: str, bio: str, english: str = "", paragraphs: Sequence[str] = ()
) -> tuple[Author, ...]:
    """The authors, in order; empty when there is neither a name nor a biography."""
    signed = dict(_signed(paragraphs))
    made = tuple(
        a if a.affiliation or a.bio else _author(a.name, signed.get(a.name, ""), "")
        for a in _authors(named, affiliation, bio)
    )
    parts = english_authors(english, len(made)) if english else ()
    if not parts:
        return made
    return tuple(replace(a, name_en=name, affiliation_en=place) for a, (name, place) in zip(made, parts, strict=True))


def _signed(paragraphs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Whoever is a paragraph alone, and the institution that is the next one, in brackets."""
    for name, home in pairwise(paragraphs):
        match = re.fullmatch("[（(]([^（）()]{4,40})[）)]", home)
        if match and re.fullmatch(_PERSON, name) and _institution(match[1].split("、")[0]):
            yield name, match[1]


def _authors(named: Sequence[NamedAuthor], affiliation: str, bio: str) -> tuple[Author, ...]:
    bios = _bios(bio)
    places = _places(affiliation)
    if not named:
        return tuple(_author(_name_of(b), _from_bio(b) or places.get("", ""), b) for b in bios)
    homes = _homes(affiliation, [each.name for each in named])
    made = []
    for n, name in enumerate(each.name for each in named):
        own = _life(name, n, len(named), bios)
        place = (
            "；".join(places[m] for m in named[n].marks if m in places) or places.get("", "") or _from_bio(own, name)
        )
        body = bool(homes) and bool(
            re.search(f"(?:{INSTITUTION_ENDS})$", name)
        )  # its own place is none of the persons'
        place = homes.get(name, "" if body else place)
        if not place and places and not body:  # numbered institutions, but no numbers behind the names
            place = list(places.values())[n] if len(places) == len(named) else "；".join(places.values())
        made.append(_author(name, place, own))
    spare = [b for b in bios if not any(a.bio == b or a.name in _named_by(b) for a in made)]
    if spare:
        made[0] = replace(made[0], bio="".join([made[0].bio, *spare]))
    return tuple(made)


def _life(name: str, n: int, people: int, bios: list[str]) -> str:
    """The biography of the author with this name, or of the one at place ``n`` where as many as the authors name nobody."""
    mine = [b for b in bios if name in _named_by(b)]
    if mine:
        return "；".join([*(b.rstrip("；;。") for b in mine[:-1]), mine[-1]])
    nameless = len(bios) == people and not any(map(_name_of, bios))
    return bios[n] if nameless else ""


def _author(name: str, place: str, bio: str) -> Author:
    """Town and post code parted from the institution; an office held there is of the life, not of the institution."""
    parted = [_parted(each) for each in place.split("；")] if place else []
    towns = list(dict.fromkeys(town for _, town in parted if town))
    homes = [each for home, _ in parted for each in _apart(home).split("；")]
    bare = [_institution(home) or home for home in homes]
    life = bio or ("；".join(homes) if bare != homes else "")
    return Author(name, "；".join(bare), "；".join(towns), life)


def _parted(place: str) -> tuple[str, str]:
    match = re.match(r"^(.*?)[，,、\s]+([^，,]{0,16}?\s*[0-9]{6})$", place)
    match = match or re.match(rf"^(.*(?:{INSTITUTION_ENDS}))([{HANZI}]{{2,8}}\s*[0-9]{{6}})$", place)
    if not match:
        return place, ""
    if re.search("[科室系部组]\\s*[0-9]{6}$", match[2]):  # a department, and the post code alone
        return re.sub(r"\s*[0-9]{6}$", "", place), place[-6:]
    return match[1], re.sub(r"(?<=\D)(?=[0-9]{6}$)", " ", match[2]).replace("  ", " ")


_PLACE_MARK = re.compile(rf"(?:^|(?<=[；;，,。\s（(）)]))({PLACE_MARK})[.．、\s]*[)）]?\s*(?:[(（]\s*)?(?=[{HANZI}])")


def _places(text: str) -> dict[str, str]:
    """Affiliations by their number or letter; under "" the one that has none.

    What stands before the first mark belongs to all (北京大学 a.法学院；b.社会学系), what stands behind the last one's comma,
    town and post code, is each one's address when no other has its own.
    """
    inner = text.strip()
    if re.fullmatch(r"[（(].*[)）]", inner) and inner.count("（") + inner.count("(") == 1:
        inner = inner[1:-1]
    inner = re.sub(rf"^[（(](?=\s*(?:\d|[a-h][.．]|[{CIRCLES}]))|(?<=\d{{6}})[)）]$", "", inner)
    first = re.match(rf"^[（(]?([{HANZI}]{{2,20}})\s*(?=a[.．]\s*[{HANZI}])", inner)
    shared = first[1] if first else ""
    pieces = _PLACE_MARK.split(inner if not first else inner[first.end() :])
    if len(pieces) > 2:
        listed: dict[str, list[str]] = {}
        for mark, place in zip(pieces[1::2], pieces[2::2], strict=True):
            listed.setdefault(mark, []).append(_trimmed(place))
        found = {mark: "；".join(same) for mark, same in listed.items()}
        if not shared:
            return found
        *others, last = found
        town = re.search(r"([，,]\s*[^，,；;]{0,16}?\s*\d{6})$", found[last])
        tail = town[1] if town else ""
        return {k: shared + found[k].removesuffix(tail) + tail for k in (*others, last)}
    return {"": inner.strip()} if inner else {}


def _homes(text: str, people: list[str]) -> dict[str, str]:
    """Institutions by the names in brackets behind them: 某大学社会学系（甲某）."""
    found: dict[str, str] = {}
    for match in re.finditer(r"([^；;（）()]{4,})[（(]([^（）()]{2,30})[)）]", text):
        named = re.split("[、，,\\s]+", match[2].strip())
        if all(name in people for name in named):
            home = re.sub(r"^\d{6}\s*", "", match[1].strip("，,、。 "))  # a post code before it
            found |= {name: "；".join(filter(None, [found.get(name, ""), _apart(home)])) for name in named}
    return found


def _apart(place: str) -> str:
    """Institutions that commas part, each one whole by itself: 某医院，某大学."""
    several = re.split("[，,、]\\s*", place)
    return "；".join(several) if all(map(_PLACE.fullmatch, several)) else place


def _trimmed(place: str) -> str:
    """An institution without the marks that part it from the next one; a closing bracket stays with what it closes."""
    place = re.sub(r"^\s+|[\s；;，,。（(]+$", "", place)
    while place.endswith(("）", ")")) and sum(map(place.count, "（(")) < sum(map(place.count, "）)")):
        place = re.sub(r"[\s；;，,。]+$", "", place[:-1])
    return place


def _bios(text: str) -> list[str]:
    """One biography for each person: cut at a line's end, and where a mark is followed by a name and a comma."""
    if not text.strip():
        return []
    cut = re.split(rf"\n|(?<=[。；;])(?=\s*(?:{_HEAD})(?:[（(][^）)]{{1,20}}[)）])?{_BEGUN})", text.strip())
    return [c.strip("；; ") for c in cut if c.strip("；; ")]


def _named_by(bio: str) -> list[str]:
    """Whom a biography begins with: 甲某，男；甲某、乙某系某大学讲师；Anna Berg, …."""
    head = re.match(rf"({_HEAD})(?:{_IS}|(?![{HANZI}]))", bio)
    return head[1].split("、") if head else []


def _name_of(bio: str) -> str:
    match = re.match(rf"^([{HANZI}·]{{2,12}}?)(?:[（(][^）)]*[)）])?\s*[，,：:]", bio)
    return match[1] if (match and len(match[1]) <= 4) or (match and "·" in match[1]) else ""


def _from_bio(bio: str, name: str = "") -> str:
    """The institutions named first, after the name if there is one, without the offices; 甲大学、乙大学教授 are two."""
    bio = re.sub(r"[（(][^（）()]*\d{6}[^（）()]*[)）]", "", bio)  # the town and post code
    named = bool(_name_of(bio))
    people = _named_by(bio)
    head = "、".join(people) if name in people else name
    if head and not named and bio.startswith(head):
        bio = f"{name}，{bio[len(head) :]}"
        named = True
    for statement in re.split("[，,。；;：:\\s]|[（(](?=[A-Za-z])", bio)[1 if named else 0 : 6]:
        found = [place for part in statement.split("、") if (place := _institution(part))]
        if found:
            return "；".join(found)
    return ""


def _institution(statement: str) -> str:
    """The institution that a statement names, with or without an office behind it."""
    bare = re.sub("^(?:作者)?(?:现为|现任|系|为|任职于|就职于|供职于|单位[:：]|工作单位[:：])", "", statement.strip())
    bare = re.sub(rf"(?<=[授员师任长生士])[{HANZI}]{{2,4}}\s*\d{{6}}$", "", bare)  # the town behind the office
    match = _PLACE.fullmatch(bare)
    return match["place"] if match and len(match["place"]) >= 4 else ""
