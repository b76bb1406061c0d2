"""Lift the title block as a PDF's page shows it: the title is what is set largest in the title zone of the first page.

Strategy.  The zone reaches from the top of the article's first page to its abstract, its first heading or its first paragraph.
In it a journal's name, a column's, a running head and a masthead are known by their form; of what is left the largest type is
the title, with the lines that go on in it; type as large as the running text's is no title.  Above it stands what belongs to the
journal, below it subtitle, authors, institutions, as clean.front.title_by_words knows them.  Without a line that is clearly
larger nothing is decided here, and the rules for plain text decide.

Doubts.  Two lines of the same largest type with others between them; a title that is hardly larger than the text; an authors'
line that only its place tells; a line of the block that fits nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from sco_pub.clean.front import funding, title_by_words
from sco_pub.clean.front.fields import Field, Front
from sco_pub.clean.front.title_by_words import ask
from sco_pub.clean.lines.features import shape
from sco_pub.clean.lines.lines import Line, ends_sentence, heads_section
from sco_pub.clean.lines.type_face import BodyType
from sco_pub.lexicon import list_heads, mastheads, names
from sco_pub.lexicon.enumerators import enumerator
from sco_pub.lexicon.names import ORG
from sco_pub.model.characters import CIRCLES, HANZI, hanzi_count
from sco_pub.model.doubt import DoubtKind, Took, Why
from sco_pub.model.rule import Rule
from sco_pub.model.text import Range

_MOST = 45  # lines of a first page above its text; an English block may stand among them
_SAME = 0.93  # of the title's size: its second line, or a Latin word in it
_CLEAR = (
    1.2  # of the running text's size: from here on there is no doubt (GB/T 9704 and journals set 2 to 5 sizes more)
)
_APART = 2.6  # em of the title: no line of it stands further from the one above
_BESIDE = 2.5  # em: between the signs of a name that is spread, or between names
_NEAR = 3  # lines above a numbered institution in which names or another one stand, columns read one by one
_NAME = 4  # hanzi of one name
_LONG = 22  # hanzi of a line of prose in a face of its own
_PROSE = 15  # hanzi of a line of running text
_NARROW = 10  # the same in a narrow column, where the next one shows it by its marks
_CLOSING = frozenset({"abstract", "keywords", "abstract-en", "keywords-en"})
_JOURNAL = re.compile(r"(?:学报|杂志|学刊|导刊|月刊|季刊|双月刊|Journal|Bulletin)(?:[（(][^()（）]{2,16}[)）])?$")
_MAIL = re.compile(r"[\w.{}，,\- ][@＠][\w.\-]")
# Addresses cut in two, side by side: a@ b@ above c.com d.com.
_MAIL_PART = r"(?:[\w.{},\-]*[@＠][\w.\-]*|[\w\-]+(?:\.[\w\-]+)*\.[a-z]{2,4})"
_MAIL_PARTS = re.compile(rf"{_MAIL_PART}(?:[\s\u3000]+{_MAIL_PART})+", re.ASCII)
# A student's name, number and group, as at the head of a course paper.
_STUDENT = re.compile(rf"{names.NAME}(?P<number>\s*[（(]?\d{{7,12}}[)）]?(?:\s+[A-Z]{{0,2}}\d{{1,3}})?)")
_REPEATED = re.compile(r"(?P<word>\S{2,}?)(?:\s+(?P=word))+")  # one home under each of several names
_TOWN = re.compile(rf"[{HANZI}A-Za-z，,]\s*\d{{6}}(?!\d)")
_STATED = re.compile(rf"[{HANZI}]{{1,6}}\s*[:：]")  # 版本：, 日期：: a label that no field has
_BODY = re.compile(rf"[{HANZI}（）()·]{{4,}}(?:委员会|学会|协会|分会|联盟|专家组|工作组|协作组|编写组|课题组|学组)")
_CONTENTS = re.compile(r"目\s*[录次]|摘\s*要|中文摘要|Contents|Abstract", re.IGNORECASE)
_PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"
_HEAD = 12  # hanzi of a column's or a journal's name at most
_WORDLESS = re.compile(r"[\W\d_]*")


def lift_page(
    lines: Sequence[Line],
    flow: Sequence[int],
    front: Front,
    head_shapes: frozenset[str],
    body: BodyType,
) -> bool:
    """The fields of the title block by type; False where no line is larger than the running text."""
    rows = {p: front.trimmed.get(p, lines[p]) for p in flow[:_MOST]}
    zone = _zone(rows, flow, front, body)
    title = _title(rows, zone, lines, body)
    if not title:
        return False
    first, last = zone.index(title[0]), zone.index(title[-1])
    kinds = _heads(rows, zone[:first]) | dict.fromkeys(zone[first : last + 1], "published-in")
    kinds |= dict.fromkeys(title, "title")
    kinds |= _below(rows, zone[last + 1 :], body)
    for p, q in _in_next_column(lines, flow, [p for p in zone if kinds[p] == "author"], front):
        zone.insert(zone.index(p) + 1, q)
        kinds[q], rows[q] = "author", lines[q]
    whole = _close("".join(rows[p].text for p in title))
    for p in [
        p for p in zone if not kinds[p] or (kinds[p] == "column" and not title_by_words.COLUMN.match(rows[p].text))
    ]:
        if shape(rows[p].text) in head_shapes or _close(rows[p].text) == whole:
            front.dropped[p] = Rule.RUNNING_HEAD
            zone.remove(p)
    for key in dict.fromkeys(kinds.values()):
        group = [p for p in zone if kinds.get(p) == key]
        if key:
            _add(rows, front, key, group)
    _doubt(rows, zone, title, kinds, front, body)
    return True


def _zone(rows: Mapping[int, Line], flow: Sequence[int], front: Front, body: BodyType) -> list[int]:
    """The positions of the first page's lines above its text, fields left aside."""
    keys = _keys(rows, front)
    zone: list[int] = []
    largest = 0.0
    near = [p for p in flow[:_MOST] if p in rows]
    page = rows[near[0]].page if near else None
    for n, p in enumerate(near):
        row = rows[p]
        displayed = largest > 0
        if row.page != page:
            break
        if p in front.taken:
            if keys.get(p) in _CLOSING and displayed:
                break
            continue
        following = rows[near[n + 1]] if n + 1 < len(near) else None
        placed = any(_placed(row, rows[q]) for q in zone[-_NEAR:])
        heading = heads_section(row.text) and _size(row) < _SAME * largest and not placed
        text = _runs_on(row, following, body)
        if (displayed and (heading or text)) or (text and "。" in row.text):
            break
        zone.append(p)
        largest = max(largest, _size(row) if body.larger(row) else 0.0)
    return zone


def _in_next_column(
    lines: Sequence[Line], flow: Sequence[int], authors: Sequence[int], front: Front
) -> list[tuple[int, int]]:
    """Names that go on at the right of the authors' line, where columns that begin below have cut it."""
    return [
        (p, q)
        for p in authors
        for q in flow
        if q not in authors and q not in front.taken and _level(lines[p], lines[q]) and lines[q].page == lines[p].page
        if names.is_author_line(lines[q].text)
    ]


def _keys(rows: Mapping[int, Line], front: Front) -> dict[int, str]:
    """The fields that begin on lines, by position."""
    begun = [(r.start, field.key) for field in front.fields for r in field.ranges]
    return {p: key for start, key in begun for p, row in rows.items() if row.line_start <= start < row.full_end}


def _placed(row: Line, before: Line) -> bool:
    """Whether a numbered line is an institution below names or institutions: 1. 某大学某学院."""
    home = ORG.search(row.text) or _TOWN.search(row.text)
    return bool(home) and bool(names.read(before.text) or ORG.search(before.text))


def _runs_on(row: Line, following: Line | None, body: BodyType) -> bool:
    """Whether a line begins running text: in its type, long, without an institution, and the next goes on below it."""
    if body.display(row) and not _prose_of_its_own(row, following, body):
        return False
    least = _NARROW if following is not None and _as_far(row, following) else _PROSE
    named = names.read(row.text) or names.proves_authors(row.text)
    if hanzi_count(row.text) < least or ORG.search(row.text[:24]) or named:
        return False
    return ends_sentence(row.text) or (
        following is not None
        and hanzi_count(following.text) >= 2
        and (body.display(row) or not body.display(following))
    )


def _as_far(row: Line, following: Line) -> bool:
    """Whether a line reaches as far to the right as the clauses below it do."""
    g, h = row.geometry, following.geometry
    full = g is not None and h is not None and abs(g.x1 - h.x1) < g.size / 2
    return full and bool(re.search("[，。]", following.text)) and not _TOWN.search(row.text)


def _prose_of_its_own(row: Line, following: Line | None, body: BodyType) -> bool:
    """Whether prose begins in a face of its own, no larger than the text: an abstract without a label, a motto."""
    rows = [row, following] if following is not None else []
    alike = len({round(g.size, 1) for line in rows if (g := line.geometry)}) == 1
    long = all(hanzi_count(line.text) >= _LONG and re.search("[，。；]", line.text) for line in rows)
    return bool(rows) and alike and long and not any(body.larger(line) or ORG.search(line.text[:24]) for line in rows)


def _title(rows: Mapping[int, Line], zone: Sequence[int], lines: Sequence[Line], body: BodyType) -> list[int]:
    """The lines of the title: the largest type of the zone that isn't the journal's."""
    able = [p for p in zone if body.larger(rows[p]) and _could_be(rows[p], lines, p)]
    able = [p for p in able if hanzi_count(rows[p].text) >= 2] or able  # a Latin name of the journal may be larger
    able = _without_column(rows, _without_journal(rows, able), body)
    if not able:
        return []
    size = max(_size(rows[p]) for p in able)
    group: list[int] = []
    for p in zone:
        same = p in able and _size(rows[p]) >= _SAME * size
        if same and (not group or _column_above(rows[group[-1]], rows[p])):
            group = [p]
        elif group and same and _adjoins(rows[group[-1]], rows[p]) and not title_by_words.SUBTITLE.match(rows[p].text):
            group.append(p)
        elif group and not _beside(rows[p], [rows[q] for q in group]):
            break
    return group


def _beside(row: Line, title: Sequence[Line]) -> bool:
    """Whether a line stands at the side of the title's: a masthead in small lines, as in 社会."""
    g, at = row.geometry, [h for line in title if (h := line.geometry)]
    return g is not None and bool(at) and (g.x0 > max(h.x1 for h in at) or g.x1 < min(h.x0 for h in at))


def _close(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def _could_be(row: Line, lines: Sequence[Line], p: int) -> bool:
    text = row.text
    if _WORDLESS.fullmatch(text) or mastheads.is_masthead(text) or mastheads.IMPRINT.search(text):
        return False
    if list_heads.is_head(text) or enumerator(text)[0] == "word" or _CONTENTS.fullmatch(text):
        return False  # 参考文献, on a first page that is a last one too
    words = hanzi_count(text) >= 2 or len(re.findall(r"[A-Za-z]{2,}", text)) >= 3
    named = (
        names.is_author_line(text)
        or names.lists_names(text)
        or title_by_words.COLUMN.match(text)
        or title_by_words.names_journal(lines, p)
    )
    return words and not named and not title_by_words.SUBTITLE.match(text)


def _without_journal(rows: Mapping[int, Line], able: list[int]) -> list[int]:
    """Without a journal's name above a longer line that is larger than the text too."""
    first = rows[able[0]].text if able else ""
    longer = any(hanzi_count(rows[p].text) > hanzi_count(first) for p in able[1:])
    return able[1:] if longer and _JOURNAL.search(first) else able


def _without_column(rows: Mapping[int, Line], able: list[int], body: BodyType) -> list[int]:
    """Without a column's name in larger type than the title: a word above a line that is clearly display, off its axis."""
    if not able or hanzi_count(rows[able[0]].text) > _NAME:
        return able
    below = [p for p in able[1:] if _size(rows[p]) > _CLEAR * body.size]
    longer = [p for p in below if hanzi_count(rows[p].text) >= 2 * _NAME]
    return below if longer and _off_axis(rows[able[0]], rows[longer[0]]) else able


def _off_axis(a: Line, b: Line) -> bool:
    """Whether two lines are neither centred on one axis nor begin at one edge."""
    g, h = a.geometry, b.geometry
    if g is None or h is None:
        return False
    return abs(g.x0 + g.x1 - h.x0 - h.x1) > 2 * _BESIDE * h.size and abs(g.x0 - h.x0) > h.size / 2


def _size(row: Line) -> float:
    return row.geometry.size if row.geometry else 0.0


def _column_above(a: Line, b: Line) -> bool:
    """Whether a line is a column's name above the title, in type as large: it is shorter, and stands wholly at one side of it."""
    g, h = a.geometry, b.geometry
    if g is None or h is None or hanzi_count(a.text) >= hanzi_count(b.text):
        return False
    return g.baseline - h.baseline > h.size and (g.x0 > h.x1 or g.x1 < h.x0)


def _adjoins(a: Line, b: Line) -> bool:
    g, h = a.geometry, b.geometry
    return g is not None and h is not None and abs(g.baseline - h.baseline) < _APART * g.size


def _heads(rows: Mapping[int, Line], above: Sequence[int]) -> dict[int, str]:
    """The kinds of the lines above the title.  A bare name that stands level with the issue is the journal's, not a column's."""
    kinds = {p: _above(rows[p]) for p in above}
    issues = [rows[p].geometry for p in above if kinds[p] == "published-in" and mastheads.IMPRINT.search(rows[p].text)]
    for p in above:
        g = rows[p].geometry
        bare = kinds[p] == "column" and not title_by_words.COLUMN.match(rows[p].text)
        if bare and g is not None and any(h is not None and abs(g.baseline - h.baseline) < g.size for h in issues):
            kinds[p] = "published-in"
    return kinds


def _above(row: Line) -> str:
    """The kind of a line above the title: the journal's column, or else its masthead; a course paper's author."""
    text = row.text
    if _STUDENT.fullmatch(text):
        return "author"
    if title_by_words.COLUMN.match(text):
        return "column"
    if mastheads.is_masthead(text) or (mastheads.states_issue(text) and hanzi_count(text) <= _HEAD):
        return "published-in"
    if title_by_words.COLUMN_NAME.match(text):
        return "column"
    if mastheads.IMPRINT.search(text) or not hanzi_count(text):
        return "published-in"
    return "column" if hanzi_count(text) <= _HEAD and not re.search("[，。；：]", text) else ""


def _below(rows: Mapping[int, Line], rest: Sequence[int], body: BodyType) -> dict[int, str]:
    """The kinds of the lines below the title."""
    groups = _side_by_side(rows, rest)
    texts = ["".join(rows[p].text for p in group) for group in groups]
    at = _author_at(texts)
    seen: list[str] = []
    for n, group in enumerate(groups):
        if at is None or n < at:
            row, above = rows[group[0]], rows[groups[n - 1][-1]]
            goes_on = seen[-1:] == ["subtitle"] and _size(row) >= _SAME * _size(above)
            titled = at is not None and _size(row) >= _CLEAR * body.size and hanzi_count(texts[n]) > _NAME
            if at == n + 1 and _issues_with(row, texts[n], rows[groups[at][0]]):
                seen.append("author")
            else:
                seen.append("subtitle" if title_by_words.SUBTITLE.match(texts[n]) or goes_on or titled else "")
        else:
            seen.append(_of_authors(texts, n, at, seen[at:]))
    return {p: kind for group, kind in zip(groups, seen, strict=True) for p in group}


def _issues_with(row: Line, text: str, below: Line) -> bool:
    """Whether a line right above the persons is a body that issues the text with them, in their type: an academy's committee."""
    return bool(_BODY.fullmatch(text)) and abs(_size(row) - _size(below)) < 1


def _side_by_side(rows: Mapping[int, Line], rest: Sequence[int]) -> list[list[int]]:
    """The lines of the block from top to bottom, those of one baseline together: columns begin below them, but cut them too."""
    groups: list[list[int]] = []
    for p in rest:
        beside = next((group for group in groups if _level(rows[group[-1]], rows[p])), None)
        if beside is None:
            groups.append([p])
        else:
            beside.append(p)
    return groups


def _level(a: Line, b: Line) -> bool:
    """Whether line ``b`` goes on at the right of line ``a``, in its type."""
    g, h = a.geometry, b.geometry
    if g is None or h is None or abs(g.baseline - h.baseline) > 1 or abs(g.size - h.size) > 1:
        return False
    return 0 < h.x0 - g.x1 < _BESIDE * g.size


def _author_at(texts: Sequence[str]) -> int | None:
    """Which line names the authors: by surnames, or by standing above an institution, or by Latin names alone."""
    for n, text in enumerate(texts):
        named = names.proves_authors(text) or names.lists_names(text)
        if (named and not _JOURNAL.search(text)) or title_by_words.WITH_AUTHOR.match(text):
            return n
    for n, (text, below) in enumerate(pairwise(texts)):
        if names.read(text) and ORG.search(below):
            return n
    for n, text in enumerate(texts[:3]):
        if names.latin(text):
            return n
    if texts and names.read(texts[-1]) and hanzi_count(texts[-1]) <= _NAME and not _STATED.match(texts[-1]):
        return len(texts) - 1  # a rare surname, alone between the title and the abstract
    return next((n for n, text in enumerate(texts) if title_by_words.institutional(text)), None)


def _of_authors(texts: Sequence[str], n: int, at: int, seen: Sequence[str]) -> str:
    """The kind of the authors' line and of a line below it."""
    text = texts[n]
    if n == at:
        return "author"
    if title_by_words.ALONE.match(text):
        return "translator"
    if title_by_words.institutional(texts[at]) and title_by_words.institutional(text):
        return "author"
    if (_MAIL.search(text) or _MAIL_PARTS.fullmatch(text)) and not ORG.search(text):
        return "correspondence"
    if _REPEATED.fullmatch(text):
        return "affiliation"
    if funding.is_grant(text):
        return "funding"
    if ORG.search(text) or re.match(r"[(（]", text) or _TOWN.search(text) or _open(texts[at + 1 : n]):
        return "affiliation"
    whole = "\n".join(texts[at : n + 1])  # a line may end inside a name
    if seen and seen[-1] == "author" and (any(map(names.is_author_line, (text, whole))) or names.latin(text)):
        return "author"
    numbered = re.match(r"\d{1,2}\s*(?:[)）.．]|\s[A-Z])|[a-h][.．)]", text)
    placed = re.search(r"\b(?:Univ|College|School|Institut|Academy|Depart|Laborator|Hospital|Technolog)", text)
    goes_on = seen[-1:] == ["affiliation"] and (hanzi_count(text) >= 2 or numbered) and not _STATED.match(text)
    return "affiliation" if goes_on or placed else ""


def _open(texts: Sequence[str]) -> bool:
    whole = "".join(texts)
    return sum(map(whole.count, "（(")) > sum(map(whole.count, "）)"))


def _add(rows: Mapping[int, Line], front: Front, key: str, group: Sequence[int]) -> None:
    translated = title_by_words.WITH_AUTHOR.match(rows[group[-1]].text) if key == "author" else None
    home = names.home_beside(rows[group[-1]].text) if key == "author" else None
    if translated:
        title_by_words.lift_translators(tuple(rows[p] for p in group), front, list(range(len(group))), translated)
    elif home is not None:
        title_by_words.lift_with_home(tuple(rows[p] for p in group), front, list(range(len(group))), home)
    else:
        parts = [[p] for p in group] if key in ("published-in", "column") else _parts(rows, key, group)
        for part in parts:
            front.fields.append(
                Field(key, tuple(rows[p].range for p in part), _marks(rows, key, part), rows[part[0]].number)
            )
    front.taken.update(group)


def _parts(rows: Mapping[int, Line], key: str, group: Sequence[int]) -> list[list[int]]:
    """The lines of a field; a body above the persons that wrote with it is an author of its own."""
    first = rows[group[0]].text
    own = key == "author" and len(group) > 1 and _BODY.fullmatch(first) and not _BODY.fullmatch(rows[group[1]].text)
    return [list(group[:1]), list(group[1:])] if own else [list(group)]


def _marks(rows: Mapping[int, Line], key: str, part: Sequence[int]) -> tuple[Range, ...]:
    """What in a field's lines is a mark and no word of it."""
    if key == "author":
        return tuple(found for p in part for found in (*_daggers(rows[p]), *_student(rows[p])))
    if key == "affiliation":
        return tuple(found for p in part for found in _again(rows[p]))
    return _mark(rows[part[-1]]) if key in ("title", "subtitle") else ()


def _mark(row: Line) -> tuple[Range, ...]:
    """The raised mark behind a title, whatever its layer calls it (! for a star), and the picture of one beside it."""
    g, end = row.geometry, len(row.text)
    at = end
    while (
        at
        and g is not None
        and (row.text[at - 1] == _PICTURE or (at - 1 + len(row.lead) in g.raised and _no_word(row.text[at - 1])))
    ):
        at -= 1
    return (Range(row.start + at, row.start + end),) if 0 < at < end else ()


def _again(row: Line) -> Iterator[Range]:
    """A home's name but for the first time, where it stands under each of several names."""
    if match := _REPEATED.fullmatch(row.text):
        yield Range(row.start + match.end("word"), row.end)


def _student(row: Line) -> Iterator[Range]:
    """A student's number behind his name."""
    if match := _STUDENT.fullmatch(row.text):
        yield Range(row.start + match.start("number"), row.end)


def _daggers(row: Line) -> list[Range]:
    """Raised signs behind names that the layer calls hanzi, as 十 for a dagger: no name holds one."""
    raised = row.geometry.raised if row.geometry else frozenset()
    at = [i for i in range(len(row.text)) if i + len(row.lead) in raised and hanzi_count(row.text[i])]
    return [Range(row.start + i, row.start + i + 1) for i in at]


def _proved(authors: Sequence[str]) -> bool:
    """Whether the authors' lines show by themselves that they are, each by itself or all as one list."""
    each = all(names.proves_authors(text) or title_by_words.institutional(text) for text in authors)
    persons = [text for text in authors if not title_by_words.institutional(text)]
    return each or names.is_author_line("\n".join(persons))


def _no_word(sign: str) -> bool:
    return not re.match(rf"[\w{CIRCLES}]", sign)


def _doubt(
    rows: Mapping[int, Line],
    zone: Sequence[int],
    title: Sequence[int],
    kinds: Mapping[int, str],
    front: Front,
    body: BodyType,
) -> None:
    """What in the block could be otherwise."""
    size = _size(rows[title[0]])
    if size < _CLEAR * body.size:
        ask(front, DoubtKind.TITLE, rows[title[0]], Took.LINE_AS_TITLE, Why.HARDLY_LARGER, "title")
    rivals = [p for p in zone if kinds.get(p) in ("", "column") and _size(rows[p]) >= _SAME * size]
    rivals = [p for p in rivals if hanzi_count(rows[p].text) and not title_by_words.COLUMN.match(rows[p].text)]
    for p in rivals[:1]:
        ask(front, DoubtKind.TITLE, rows[p], Took.LINE_NOT_TITLE, Why.AS_LARGE_AS_TITLE, "title")
    authors = [p for p in zone if kinds.get(p) == "author"]
    if not authors and not any(f.key in ("author", "bio") for f in front.fields):
        ask(front, DoubtKind.AUTHOR, rows[title[-1]], Took.NO_AUTHORS, Why.NO_NAMES_BELOW, "author")
    elif not _proved([rows[p].text for p in authors]):
        ask(front, DoubtKind.AUTHOR, rows[authors[0]], Took.LINE_AS_NAMES, Why.NO_SURNAME, "author")
    for p in zone:
        if not kinds.get(p) and p not in rivals:
            ask(front, DoubtKind.TITLE, rows[p], Took.LINE_IN_TEXT, Why.NO_FIELD, "title")
    title_by_words.doubt_star([rows[p] for p in zone if kinds.get(p) in ("title", "author", "subtitle")], front)
