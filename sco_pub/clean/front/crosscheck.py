"""Hold what was read of the title block against every other witness that the document offers; where one disagrees, ask.

Strategy.  A journal prints title and authors up to four times: in the title block, in the line that tells how to cite it, in the
notes on the authors, in English; running heads (甲某：题目), the title in the PDF's own data and the name of a file as databases
give it (题目_甲某.pdf) say them once more.  The title block is followed, since the others are abridged, and each of the others is
a witness: where it names another title, a longer one, somebody who is no author, or in Pinyin somebody else, one of the two was
read wrongly or printed so, and both are shown.  What no witness speaks of is weighed by itself: a title that is a name
or hardly a word, an institution as the author of an article that tells an author's life.  A witness that agrees settles what was
unsure: a rare surname that stands in Pinyin too needs no question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from sco_pub.clean.front.fields import Field, Front, PageContext
from sco_pub.lexicon import mastheads, names, transcription
from sco_pub.lexicon.enumerators import enumerator
from sco_pub.lexicon.names import NAME, SURNAME
from sco_pub.model.characters import HANZI, hanzi_count
from sco_pub.model.doubt import Doubt, DoubtKind, FieldRef, Took, Why
from sco_pub.model.text import Band
from sco_pub.model.wording import Value

_LEAST = 6  # hanzi of a title that can be looked for
_LONGEST_NAME = 4  # hanzi of a Chinese name
_SHORTEST = 4  # hanzi: shorter titles of articles are hardly printed, columns' names are
_MORE = 3  # hanzi beyond what was taken for the title: fewer are a misprint or a note's mark
_PARTS = re.compile(r"[\s:：·|｜/_]+|——|──")
_ONE = rf"{SURNAME}[{HANZI}]{{1,2}}?"  # 等 behind a name is none of it
_NAMED_FIRST = re.compile(rf"^(?P<people>{_ONE}(?:[，,、\s]+{_ONE})*)(?:[，,\s]*等)?\s*[:：](?P<rest>.+)")
_CITED = re.compile(rf"(?P<people>{NAME}(?:[，,、；;]{NAME})*)(?P<more>[，,]?等)?(?:[.．:：,，]|(?=[《“]))")
_TOLD = re.compile(rf"(?:^|[；;。\n])(?P<name>{NAME})(?=[（(](?:19|20)\d\d|[，,][男女][，,])")
_TOLD_OF = re.compile(rf"(?:^|[；;。\n])(?P<name>{NAME}|[A-Z][\w.]+(?: [A-Z][\w.]+)+)[，,（(]")
_SURNAME = re.compile(r"\b[A-Z]{2,}(?=,?\s[A-Z][a-z]|[A-Z][a-z])")  # a layer may lose the blank behind it
_SYLLABLE = "(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?[aeiou]{1,3}(?:ng?|r)?"
_PINYIN_NAME = re.compile(rf"(?i:(?:{_SYLLABLE}){{1,2}}\s(?:{_SYLLABLE}[-’' ]?){{1,2}})")
_IN_BRACKETS = re.compile(rf"[（(][^（）()]*(?:{names.ORG.pattern})[^（）()]*[）)]")  # below a name in a symposium
_FILED = re.compile(
    rf"^(?P<title>[^_]{{6,}})_(?P<name>{NAME}|[{HANZI}·]{{2,8}})$"
)  # 题目_甲某, as databases name their files


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read: the fields of title and authors with their words, and each author's name (none where they can't be told)."""

    page: PageContext
    front: Front
    title: Field | None
    author: Field | None
    heads: tuple[str, ...]

    @classmethod
    def of(cls, page: PageContext, front: Front) -> _Read:
        fields = {f.key: f for f in reversed(front.fields)}
        persons = [f for f in front.fields if f.key == "author" and names.institutions(_value(page, f)) is None]
        author = persons[0] if persons else fields.get("author")  # a body may stand above the persons
        return cls(page, front, fields.get("title"), author, tuple(_running_heads(page)))

    def value(self, key: str) -> str:
        """The first field of this key, without its label; "" where there is none."""
        found = next((f for f in self.front.fields if f.key == key), None)
        return _value(self.page, found) if found else ""

    @property
    def letters(self) -> str:
        return _letters(self.value("title"))

    @property
    def people(self) -> list[str]:
        return [person.name for person in self.persons]

    @property
    def persons(self) -> list[names.Person]:
        return names.of_lines(_rows(self.page, self.author)) if self.author else []


def weighed(page: PageContext, front: Front) -> list[Doubt]:
    """The doubts about the front matter: those that it had and no witness settles, and those that the witnesses raise."""
    read = _Read.of(page, front)
    rare = [person.name for person in read.persons if hanzi_count(person.name) and not person.known]
    proved = bool(rare) and all(_witnessed(read, name) for name in rare)
    kept = [d for d in front.doubts if not (proved and d.why is Why.NO_SURNAME)]
    asked = any(d.kind is DoubtKind.AUTHOR for d in kept)
    unproved = [] if asked or proved or not rare or read.author is None else [_doubt(read, read.author, Why.NO_SURNAME)]
    return [*kept, *unproved, *_of_title(read), *_of_authors(read), *_of_homes(read)]


def _witnessed(read: _Read, name: str) -> bool:
    """Whether anything else that the document says names this author: a life, the citation, the English names."""
    said = [f for f in read.front.fields if f.key in ("bio", "cite-as", "correspondence", "funding", "acknowledgement")]
    told = any(name in re.sub(r"\s", "", _value(read.page, f)) for f in said)
    return told or _stands_in(name, read.value("author-en"))


def _of_title(read: _Read) -> list[Doubt]:
    """The first witness against the title, or what is weak in it."""
    if read.title is None:
        return []
    cited = read.value("cite-as")
    if _differs(read, cited):
        return [_doubt(read, read.title, Why.OTHER_TITLE_CITED, found=cited[:60])]
    if other := _longer(read) or next((each for each in _claimed(read) if _differs(read, each)), ""):
        return [_doubt(read, read.title, Why.OTHER_TITLE_KNOWN, found=other[:60])]
    own = read.value("title")
    if hanzi_count(own) and (hanzi_count(own) < _SHORTEST or names.is_author_line(own)):
        other = next(iter(_titles_in_heads(read)), "")
        weak = _doubt(read, read.title, Why.NO_TITLE_BY_FORM)
        return [_doubt(read, read.title, Why.OTHER_TITLE_KNOWN, found=other[:60]) if other else weak]
    return []


def _of_homes(read: _Read) -> Iterator[Doubt]:
    """Authors of a printed page for whom no institution was found anywhere.

    A text without pages may have lost the first one's foot, where it would stand: there nobody could answer.
    """
    author = read.author
    if author is None or names.institutions(_line(read.page, author)) is not None:
        return
    printed = read.page.lines[read.page.at(author.ranges[0].start)].geometry is not None
    told = {"bio", "correspondence", "acknowledgement", "funding", "cite-as"}
    placed = [
        f for f in read.front.fields if f.key == "affiliation" or (f.key in told and _names_home(_value(read.page, f)))
    ]
    signed = any(_IN_BRACKETS.fullmatch(read.page.lines[p].text) for p in read.page.flow)
    labelled = [f for f in placed if f.key == "affiliation" and f.label]
    others = [f for f in labelled[1:] if _page(read, f) != _page(read, labelled[0])]
    if others:
        found = _value(read.page, others[0])[:60]
        yield _doubt(
            read, author, Why.INSTITUTION_ELSEWHERE, DoubtKind.INSTITUTIONS, Took.ALL_INSTITUTIONS, found=found
        )
    if printed and not placed and not signed:
        yield _doubt(read, author, Why.NO_INSTITUTION_NAMED, DoubtKind.INSTITUTIONS, Took.NO_INSTITUTION)


def _page(read: _Read, field: Field) -> int:
    return read.page.page_of(read.page.at(field.ranges[0].start))


def _names_home(text: str) -> bool:
    return bool(names.ORG.search(text) or re.search(rf"[{HANZI}]{{4}}(?:{names.INSTITUTION_ENDS})", text))


def _of_authors(read: _Read) -> Iterator[Doubt]:
    """The witnesses against the authors."""
    people, author = read.people, read.author
    lives = "\n".join(_value(read.page, f) for f in read.front.fields if f.key == "bio")
    others = [
        *_cited(read.value("cite-as")),
        *(m["name"] for m in _TOLD.finditer(lives)),
        *_headed(read),
        *_filed(read),
    ]
    if author is None:
        if read.title is not None and others and not lives:
            yield _doubt(read, read.title, Why.OTHERS_NAMED, DoubtKind.AUTHOR, Took.NO_AUTHORS, found=_listed(others))
        return
    if not people:
        told = [m["name"] for m in _TOLD_OF.finditer(lives)]
        if told and names.institutions(_line(read.page, author)) is not None:
            yield _doubt(read, author, Why.OTHERS_NAMED, found=_listed(told))
        return
    if strangers := [name for name in others if name not in people]:
        yield _doubt(read, author, Why.OTHERS_NAMED, found=_listed(strangers))
    english = read.value("author-en")
    count, over_lines = (len(_SURNAME.findall(part)) for part in (english.split("\n")[0], english))
    if count and len(people) not in (count, over_lines):
        yield _doubt(read, author, Why.ENGLISH_COUNT, count=count)
    elif unlike := _unlike(people, english):
        yield _doubt(read, author, Why.ENGLISH_NAMES, names=_listed(unlike), found=english[:60])


def _listed(people: Sequence[str]) -> str:
    return "、".join(dict.fromkeys(people))


def _unlike(people: Sequence[str], english: str) -> list[str]:
    """The names that an English line of names has not; none where it shows no names at all."""
    there = [name for name in people if _stands_in(name, english)]
    parts = re.split(r"\s*(?:[,;，；、&\d*]|\band\b)+\s*", _plain(english))
    named = bool(there) or any(map(_PINYIN_NAME.fullmatch, parts))
    return [name for name in people if name not in there and _in_pinyin(name)[0]] if named else []


def _stands_in(name: str, english: str) -> bool:
    """Whether an English line has a name whole, in either order, or a word that is its surname."""
    plain = _plain(english).lower()
    letters, words = re.sub("[^a-z]", "", plain), set(re.findall("[a-z]+", plain))
    ways, surnames = _in_pinyin(name)
    return bool(words & surnames) or any(way in letters for way in ways)


def _plain(english: str) -> str:
    """Without accents, and ü as u, however it is written."""
    return normalize("NFKD", english).replace("\u0308", "").replace("Lyu", "Lu").replace("Nyu", "Nu")


def _in_pinyin(name: str) -> tuple[list[str], set[str]]:
    """How a Chinese name and its surname may stand in an English line, in small letters; none where a sign isn't known."""
    if not hanzi_count(name) == len(name) <= _LONGEST_NAME:
        return [], set()
    cut = 2 if name[:2] in names.COMPOUND else 1
    surnames, given = transcription.read_as(name[:cut], "en"), transcription.read_as(name[cut:], "en")
    return [way for a in surnames for b in given for way in (a + b, b + a)], set(surnames)


def _differs(read: _Read, other: str) -> bool:
    """Whether a witness names another title; a title block may print no subtitle, so its beginning is enough."""
    own = read.letters
    return hanzi_count(own) >= _LEAST and hanzi_count(other) >= _LEAST and own[:_LEAST] not in _letters(other)


def _running_heads(page: PageContext) -> list[str]:
    """What stands at the heads of the pages behind the first."""
    first = page.lines[page.flow[0]].page if page.flow else None
    heads = [row.text for row in page.lines if row.geometry and row.geometry.band is Band.HEAD and row.page != first]
    return list(dict.fromkeys(heads))


def _longer(read: _Read) -> str:
    """A running head or the file's own title that holds the title and goes on before or behind it."""
    own = read.letters
    whole = own + _letters(read.value("subtitle"))
    if hanzi_count(own) < _LEAST:
        return ""
    for part in (part for text in [*read.heads, *_claimed(read)] for part in _PARTS.split(text)):
        letters = _letters(part)
        rest = letters.replace(own, "", 1)
        if (
            own in letters
            and letters not in whole
            and hanzi_count(rest) >= _MORE
            and not mastheads.IMPRINT.search(part)
        ):
            return part
    return ""


def _claimed(read: _Read) -> list[str]:
    """The titles in the file's own data and in its name, as a program or a database gave them; a chapter's is none."""
    filed = _FILED.match(read.page.named)
    claims = read.page.claimed, filed["title"] if filed else ""
    return [each for each in claims if hanzi_count(each) >= _LEAST and not enumerator(each)[0]]


def _filed(read: _Read) -> list[str]:
    filed = _FILED.match(read.page.named)
    return [filed["name"]] if filed and re.fullmatch(NAME, filed["name"]) else []


def _titles_in_heads(read: _Read) -> list[str]:
    """What could be a title in the running heads."""
    parts = [part for head in read.heads for part in _PARTS.split(head)]
    return [
        part
        for part in parts
        if hanzi_count(part) >= _LEAST and not mastheads.JOURNAL.search(part) and not mastheads.IMPRINT.search(part)
    ]


def _headed(read: _Read) -> Iterator[str]:
    """Whom the running heads name before the title: 甲某，乙某：题目."""
    for match in filter(None, map(_NAMED_FIRST.match, read.heads)):
        if read.letters and read.letters[:_LEAST] in _letters(match["rest"]):
            yield from re.split(r"[，,、\s]+", match["people"])


def _cited(text: str) -> list[str]:
    match = _CITED.match(re.sub(r"\s", "", text))
    return re.split("[，,、；;]", match["people"]) if match else []


def _line(page: PageContext, field: Field) -> str:
    return page.lines[page.at(field.ranges[0].start)].text


def _value(page: PageContext, field: Field) -> str:
    """A field's text without its label."""
    return "".join(_rows(page, field)).strip()


def _rows(page: PageContext, field: Field) -> list[str]:
    gone = {i for r in field.label for i in range(r.start, r.end)}
    return ["".join(page.text[i] for i in range(r.start, r.end) if i not in gone) for r in field.ranges]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def _doubt(
    read: _Read,
    field: Field,
    why: Why,
    kind: DoubtKind | None = None,
    took: Took | None = None,
    **values: Value,
) -> Doubt:
    """A doubt about a field, or, where ``kind`` says so, about one that should stand below it."""
    line = read.page.lines[read.page.at(field.ranges[0].start)]
    of_title = field.key == "title"
    kind = kind or (DoubtKind.TITLE if of_title else DoubtKind.AUTHOR)
    took = took or (Took.LINE_AS_TITLE if of_title else Took.LINE_AS_NAMES)
    return Doubt(kind, line.number, 1, took, why, line.text[:40], FieldRef(field.key), values)
