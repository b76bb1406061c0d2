"""The labels of front and back matter, and where they stand in a text.

A label is compared without the spaces inside it and at any position when it is in brackets; bare labels must begin a line
(or follow another label's field) and be followed by a colon or wide space.  Keys are those of the master's front matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sco_pub.lexicon.label_words import ANY, CODES, DATES, NEED_COLON, PLAIN_WORDS, SHORT, key_of, of
from sco_pub.lexicon.names import NAME, ORG
from sco_pub.lexicon.note_marks import STAR_RUN
from sco_pub.model.characters import HANZI, hanzi_count

# Blanks before a label, as many as are ever set; a run of thousands would be read anew from each of its signs.
_BLANKS = r"[ \t\u3000]{0,40}+"
_BRACKETED = re.compile(
    rf"(?P<open>[【［\[〔「『〖<＜《])\s*(?:{ANY})\s*(?P<close>[】］\]〕」』〗>＞》])\s*[:：]?", re.IGNORECASE
)
_COLON = re.compile(
    rf"(?:^|(?<=\n)|(?<=[\s；;。)）]))(?:[*＊∗†※#■□▲●◆★☆▪]{{1,9}}{_BLANKS})?[(（【［\[〔]?{_BLANKS}(?:{ANY})\s*[:：／/]",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?:^|(?<=\n))[ \t\u3000]*(?:{ANY})(?:[ \t]*\u3000+|[ \t]{{1,}}|(?=\s*\n))(?=\s*\S)")
# A code's label behind another code on the same line, without a colon: 中图分类号 F550　文献标识码 A.
_INLINE = re.compile(rf"(?<=[0-9A-Za-z)）][ \u3000])[ \u3000]*(?:{ANY})[ \u3000]+(?=[0-9A-Z])")
_PARENTHESISED = re.compile(
    rf"[(（【［\[〔]\s*(?:{ANY})\s*[:：／/]?\s*(?P<value>[^()（）【】［］〔〕\[\]:：\n]{{1,30}}?)\s*[)）】］\]〕]"
)
# An editor without a colon, alone on his line or the last on it behind a date.
_EDITOR = re.compile(
    rf"(?:(?:^|(?<=\n))[ \t\u3000]*(?:{of('editor', plain=False)}|编[ \u3000]?辑)|"
    rf"(?<=[0-9日][ \u3000])[ \u3000]{{0,40}}+{of('editor', plain=False)})[ \t\u3000]+"
    rf"(?=[{HANZI}](?:[ \u3000]?[{HANZI}]){{1,2}}[ \t\u3000]*(?:\n|$))"
)
_AUTHOR_IS = re.compile(
    r"(?:^|(?<=\n))[ \t\u3000]*[(（【［\[〔]?\s*"
    rf"(?P<label>(?:本文)?作者(?:简介)?(?:单位)?(?:分别|均|现)?(?:系|为|是|：|:))\s*(?=[{HANZI}])"
)
_AUTHOR_NAMED = re.compile(
    rf"(?:^|(?<=\n))[ \t\u3000]*(?:[(（【［\[〔]\s*(?P<label>(?:本文)?作者)\s*"
    rf"(?={NAME}\s*[，,：:]|[{HANZI}·]{{2,12}}[，,：:]?[^。，,]{{0,24}}(?:{ORG.pattern}))|"
    rf"(?P<bare>作者)\s*(?={NAME}[，,：:][^。，,]{{0,20}}(?:{ORG.pattern})))"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label at raw offsets ``start``–``end``; ``tail`` bounds a closing bracket that belongs to it, if any."""

    key: str
    start: int
    end: int
    bracketed: bool
    tail: tuple[int, int] | None = None
    colon: bool = False


# A date, then a full stop and words on the same line: the note goes on to say who paid and who wrote.
_DATED = re.compile(rf"[ 0-9.\-－–—/年月日]{{6,16}}[.。；;][ \u3000]*(?=[{HANZI}][^\n:：]{{8}})")

# A date with its label, then a blank: what follows with a label is a field of its own (修回日期：2018-01-05　基金项目：).
_BEHIND_DATE = re.compile(r"[:：]\s*[0-9][ 0-9.\-－–—/年月日]{5,15}[;；]?[ \u3000]+\Z")

_STAR = re.compile(rf"(?:^|(?<=\n)|(?<=\f))[ \t\u3000\f]{{0,40}}({STAR_RUN.pattern})[ \t\u3000]*(?=[{HANZI}“《A-Z])")


# An institution and an office held there, without a name: the note on an author whose name carries the star.
_OFFICE = re.compile(
    rf"(?!本[文研成项课])[^，。；]{{2,24}}(?:{ORG.pattern})[^，。；]{{0,16}}(?:教授|研究员|讲师|博士|硕士|研究生|主任|院长|所长|编审|编辑|馆员|助理|学者)"
)
_LIFE = re.compile("教授|研究|博士|硕士|讲师|男|女|工程师|农艺师|医师|主任|大学|学院")
_OFFICE_EN = re.compile(
    r"\b(?:Professor|Lecturer|Researcher|Research Fellow|Ph\.?\s?D|candidate|student|Dean|Director)\b", re.I
)
_FOREIGN = rf"[{HANZI}]{{2,8}}(?:[·•][{HANZI}]{{1,8}})+"
_PERSON = re.compile(rf"(?:{NAME}(?:\s*、\s*{NAME})*|{_FOREIGN})\s*[，,（(：:]")

# The value of 作者单位 that tells lives: 甲　某，某大学.
_NAMED_FIRST = re.compile(rf"\s*(?:{NAME}|[{HANZI}]{_BLANKS}[{HANZI}])\s*[，,]")


def _star_key(text: str) -> str:
    """What a starred note is: the funding, the author's life, his address, or thanks."""
    first = re.split("[。\n]", text)[0]
    if re.match("通[讯信]作者|责任作者", first):
        return "correspondence"
    if _OFFICE.match(first) or (_PERSON.match(first) and ORG.search(text[:60])):
        return "bio"
    if re.search("基金|项目|课题|资助|资金支持|阶段性成果|研究成果|计划", text[:120]):
        return "funding"
    if re.match(f"(?:作者|[{HANZI}]{{2,4}}[，,（(：:])", first):
        return "bio"
    return "acknowledgement"


def _distinct(text: str) -> bool:
    """Whether a label with its colon is unmistakable: not one of the short words that a sentence may begin with."""
    return re.sub(r"[\s:：]+", "", text) not in PLAIN_WORDS


def find(text: str) -> list[Label]:
    """Every label in a (repaired) text, in order, none inside another."""
    found: list[Label] = []
    for form in _FORMS:
        found += form(text)
    found += _behind_dates(found, text)
    taken = {label.start for label in found}
    found += [label for label in _starred(text) if label.start not in taken]
    kept: list[Label] = []
    for label in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or label.start >= (kept[-1].tail[1] if kept[-1].tail else kept[-1].end):
            kept.append(label)
    return kept


def _words_start(match: re.Match[str]) -> int:
    """Where the label's own signs begin, white space before them left out."""
    return match.start() + len(match[0]) - len(match[0].lstrip())


def _parenthesised(text: str) -> Iterator[Label]:
    """（责任编辑：某某）, with the value inside the brackets."""
    for match in _PARENTHESISED.finditer(text):
        if key_of(match) in CODES or key_of(match) == "translator":
            tail = match.end("value"), match.end()
            yield Label(key_of(match), match.start(), match.start("value"), True, tail)


def _bracketed(text: str) -> Iterator[Label]:
    """【摘要】, the label alone inside the brackets."""
    yield from (Label(key_of(match), match.start(), match.end(), True) for match in _BRACKETED.finditer(text))


def _authors(text: str) -> Iterator[Label]:
    """作者系…, 作者简介：…, （作者　某某，…）."""
    for match in (*_AUTHOR_IS.finditer(text), *_AUTHOR_NAMED.finditer(text)):
        start = _words_start(match)
        label = match["label"] or match.groupdict().get("bare", "")
        shown = text[start] in "(（【［[〔" or label[-1] in ":："
        yield Label("affiliation" if "单位" in label else "bio", start, match.end(), False, colon=shown)


def _with_colon(text: str) -> Iterator[Label]:
    """关键词：…, at a line's start, or anywhere where no sentence has the word."""
    for match in _COLON.finditer(text):
        start, key = _words_start(match), key_of(match)
        if (
            _opens_line(text, start)
            or key in CODES
            or key in _ANYWHERE
            or _BEHIND_DATE.search(text, max(0, start - 30), start)
        ):
            yield Label(_life_key(key, text, match.end()), start, match.end(), False, colon=_distinct(match[0]))


def _opens_line(text: str, start: int) -> bool:
    """Whether nothing but white space stands before it on its line."""
    while start and text[start - 1] != "\n" and text[start - 1].isspace():
        start -= 1
    return start == 0 or text[start - 1] == "\n"


def _life_key(key: str, text: str, end: int) -> str:
    """The key of a label for authors, by what stands behind it: names and addresses, or a life."""
    if key == "author-en" and _OFFICE_EN.search(text[end : end + 120].split("\n\n")[0]):
        return "bio-en"
    if key == "affiliation" and _NAMED_FIRST.match(text, end):
        return "bio"
    if key == "correspondence" and _LIFE.search(text[end : end + 60].split("\n\n")[0]):
        return "bio"
    return key


def _editors(text: str) -> Iterator[Label]:
    yield from (
        Label("editor", _words_start(match), match.end(), False, colon=True) for match in _EDITOR.finditer(text)
    )


def _behind_codes(text: str) -> Iterator[Label]:
    for match in _INLINE.finditer(text):
        if key_of(match) in SHORT:
            yield Label(key_of(match), match.start(), match.end(), False)


def _bare(text: str) -> Iterator[Label]:
    for match in _BARE.finditer(text):
        if key_of(match) not in NEED_COLON:
            yield Label(key_of(match), _words_start(match), match.end(), False)


_ANYWHERE = frozenset({"keywords", "abstract-en", "keywords-en", "funding-en"})
_FORMS: tuple[Callable[[str], Iterator[Label]], ...] = (
    _parenthesised,
    _bracketed,
    _authors,
    _with_colon,
    _editors,
    _behind_codes,
    _bare,
)


def _behind_dates(found: Sequence[Label], text: str) -> list[Label]:
    """Notes on the article that go on behind a date, without a label of their own."""
    dates = [m for each in found if each.key in DATES and (m := _DATED.match(text, each.end))]
    return [Label(_star_key(text[m.end() : m.end() + 160]), m.end(), m.end(), True) for m in dates]


def _starred(text: str) -> Iterator[Label]:
    """Notes on the article or its authors that a star opens."""
    for match in _STAR.finditer(text):
        what = text[match.end() : match.end() + 160].split("\n\n")[0]
        key = _star_key(what)
        if hanzi_count(what[:40]) >= 4 and (hanzi_count(what[0]) or what[0] in "“《" or key != "acknowledgement"):
            yield Label(key, match.start(1), match.end(), True)
