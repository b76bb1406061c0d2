"""Hold what the title block says against what else the article says of itself; where two sources disagree, ask.

Strategy.  A journal prints title and authors up to four times: in the title block, in the line that tells how to cite it, in the
notes on the authors, in English.  The title block is followed, since the others are abridged; but where the citation
names another title, where it or a life names somebody who is no author, or where the English names are more or fewer, one of the
two was read wrongly or printed so: both are shown.  So do the running heads (甲某：题目) and the title in the PDF's own
data: where one of them goes on before or behind what was taken for the whole title, a line of it was missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_pub.clean.front.fields import Field, Front, PageContext
from sco_pub.lexicon import mastheads, names
from sco_pub.lexicon.names import NAME, SURNAME
from sco_pub.model.characters import HANZI, hanzi_count
from sco_pub.model.doubt import Doubt, DoubtKind, FieldRef, Took, Why
from sco_pub.model.text import Band
from sco_pub.model.wording import Value

_LEAST = 6  # hanzi of a title that can be looked for
_MORE = 3  # hanzi beyond what was taken for the title: fewer are a misprint or a note's mark
_PARTS = re.compile(r"[\s:：·|｜/]+|——|──")
_ONE = rf"{SURNAME}[{HANZI}]{{1,2}}?"  # 等 behind a name is none of it
_NAMED_FIRST = re.compile(rf"^(?P<people>{_ONE}(?:[，,、\s]+{_ONE})*)(?:[，,\s]*等)?\s*[:：](?P<rest>.+)")
_CITED = re.compile(rf"(?P<people>{NAME}(?:[，,、；;]{NAME})*)(?P<more>[，,]?等)?(?:[.．:：,，]|(?=[《“]))")
_TOLD = re.compile(rf"(?:^|[；;。\n])(?P<name>{NAME})(?=[（(](?:19|20)\d\d|[，,][男女][，,])")
_SURNAME = re.compile(r"\b[A-Z]{2,}(?=,?\s[A-Z][a-z]|[A-Z][a-z])")  # a layer may lose the blank behind it


def compare(page: PageContext, front: Front) -> list[Doubt]:
    """The doubts about title and authors that the article's other statements raise."""
    fields = {f.key: f for f in reversed(front.fields)}
    title, author = fields.get("title"), fields.get("author")
    cited = _value(page, fields["cite-as"]) if "cite-as" in fields else ""
    found = (
        [_doubt(page, title, Why.OTHER_TITLE_CITED, found=cited[:60])] if title and _differs(page, title, cited) else []
    )
    heads = _running_heads(page)
    if title and not found and (other := _longer(page, front, title, heads) or _claimed(page, title)):
        found.append(_doubt(page, title, Why.OTHER_TITLE_KNOWN, found=other[:60]))
    read = names.read(_line(page, author)) if author else None
    if author is None or read is None:
        return found
    people = [person.name for person in read.persons]
    told = [match["name"] for f in front.fields if f.key == "bio" for match in _TOLD.finditer(_value(page, f))]
    headed = _headed(heads, _letters(_value(page, title))) if title else []
    others = [name for name in [*_cited(cited), *told, *headed] if name not in people]
    if others:
        found.append(_doubt(page, author, Why.OTHERS_NAMED, found="、".join(dict.fromkeys(others))))
    english = len(_SURNAME.findall(_line(page, fields["author-en"]))) if "author-en" in fields else 0
    if english and english != len(people):
        found.append(_doubt(page, author, Why.ENGLISH_COUNT, count=english))
    return found


def _differs(page: PageContext, title: Field, cited: str) -> bool:
    """Whether the citation names another title; a title block may print no subtitle, so its beginning is enough."""
    own = _letters(_value(page, title))
    return hanzi_count(own) >= _LEAST and hanzi_count(cited) >= _LEAST and own[:_LEAST] not in _letters(cited)


def _running_heads(page: PageContext) -> list[str]:
    """What stands at the heads of the pages behind the first."""
    first = page.lines[page.flow[0]].page if page.flow else None
    heads = [row.text for row in page.lines if row.geometry and row.geometry.band is Band.HEAD and row.page != first]
    return list(dict.fromkeys(heads))


def _longer(page: PageContext, front: Front, title: Field, heads: list[str]) -> str:
    """A running head or the file's own title that holds the title and goes on before or behind it."""
    own = _letters(_value(page, title))
    whole = own + "".join(_letters(_value(page, f)) for f in front.fields if f.key == "subtitle")
    if hanzi_count(own) < _LEAST:
        return ""
    for part in (part for text in [*heads, page.claimed] for part in _PARTS.split(text)):
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


def _claimed(page: PageContext, title: Field) -> str:
    """The title in the file's own data, where it is none of those that programs make up and another one than ours."""
    return page.claimed if hanzi_count(page.claimed) >= _LEAST and _differs(page, title, page.claimed) else ""


def _headed(heads: list[str], title: str) -> Iterator[str]:
    """Whom the running heads name before the title: 甲某，乙某：题目."""
    for match in filter(None, map(_NAMED_FIRST.match, heads)):
        if title[:_LEAST] in _letters(match["rest"]):
            yield from re.split(r"[，,、\s]+", match["people"])


def _cited(text: str) -> list[str]:
    match = _CITED.match(re.sub(r"\s", "", text))
    return re.split("[，,、；;]", match["people"]) if match else []


def _line(page: PageContext, field: Field) -> str:
    return page.lines[page.at(field.ranges[0].start)].text


def _value(page: PageContext, field: Field) -> str:
    """A field's text without its label."""
    gone = {i for r in field.label for i in range(r.start, r.end)}
    return "".join(page.text[i] for r in field.ranges for i in range(r.start, r.end) if i not in gone).strip()


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def _doubt(page: PageContext, field: Field, why: Why, **values: Value) -> Doubt:
    line = page.lines[page.at(field.ranges[0].start)]
    kind, took = (
        (DoubtKind.TITLE, Took.LINE_AS_TITLE) if field.key == "title" else (DoubtKind.AUTHOR, Took.LINE_AS_NAMES)
    )
    return Doubt(kind, line.number, 1, took, why, line.text[:40], FieldRef(field.key), values)
