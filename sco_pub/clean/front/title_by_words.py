"""Lift the title block, which has no labels, by its words: what stands above the first field or paragraph.

Strategy.  The block runs from the top to the abstract, the first heading or the first paragraph: to a field that never
stands inside it, a line that ends a sentence, or one that begins running text (full, with a full line or a sentence's end
below it).  Codes, dates and other short fields may stand inside it and are passed over; an institution's line stays in it
while its bracket is open.  Geometry overrules width: a line larger than the running text is display.

In it mastheads, column names and subtitles (a dash) are known by their form, the authors' line by the shape of names
(lexicon.names) or by the institution below it, the affiliation by its institution; a translator stands in the authors' line
(甲著　乙译) or in a line of his own (乙　译　丙　校); the title is what is left above the authors.  A line that fits nothing
stays in the text; a choice by weak evidence is a doubt.

Where type sizes are known, clean.front.title_by_type_size decides first, with the forms of this module.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from sco_pub.clean.front.fields import Field, Front
from sco_pub.clean.lines.features import shape
from sco_pub.clean.lines.lines import Line, ends_sentence, heads_section, line_at
from sco_pub.clean.lines.measures import measure
from sco_pub.lexicon import labels, names
from sco_pub.lexicon.mastheads import IMPRINT
from sco_pub.lexicon.names import ORG
from sco_pub.model.characters import HANZI, hanzi_count
from sco_pub.model.doubt import Doubt, DoubtKind, FieldRef, Took, Why
from sco_pub.model.rule import Rule
from sco_pub.model.text import Range
from sco_pub.model.wording import Value

WITH_AUTHOR = re.compile(
    rf"^(?P<author>.+?)\s*(?:[/／]?\s*(?:著|作|文))?[\s,，;；/／]+(?P<name>[{HANZI}\s]{{2,12}}?)\s*(?P<role>[/／]?\s*译|编译|译校|翻译)$"
)

# A translator's line below the author's: 某某　译　某某　校.
ALONE = re.compile(
    rf"^[{HANZI}](?:[{HANZI}\s]{{1,8}}?)\s*(?:译|编译|译校|翻译)(?:[\s，,；;]+[{HANZI}\s]{{2,10}}?\s*(?:校|审校|校订))?$"
)


def lift_translators(lines: Sequence[Line], front: Front, group: list[int], match: re.Match[str]) -> None:
    """An author's and a translator's name in one line: two fields; 著 and 译 are their labels."""
    line = lines[group[-1]]
    cut = line.start + match.start("name")
    author = (*(lines[p].range for p in group[:-1]), Range(line.line_start, cut))
    front.fields.append(
        Field("author", author, (Range(line.start + match.end("author"), cut),), lines[group[0]].number)
    )
    role = (Range(line.start + match.start("role"), line.end),)
    front.fields.append(Field("translator", (Range(cut, line.full_end),), role, line.number))


_POINT = re.compile(r"\s*[·•・]\s*")  # between names and their institution


def lift_with_home(lines: Sequence[Line], front: Front, group: list[int], home: int) -> None:
    """Names and their institution in one line: two fields."""
    line = lines[group[-1]]
    cut = line.start + home
    author = (*(lines[p].range for p in group[:-1]), Range(line.line_start, cut))
    front.fields.append(Field("author", author, number=lines[group[0]].number))
    point = _POINT.match(line.text, home)
    mark = (Range(cut, line.start + point.end()),) if point else ()
    front.fields.append(Field("affiliation", (Range(cut, line.full_end),), mark, line.number))


# Fields above which the title block never reaches.
_CLOSING = frozenset({"abstract", "keywords", "abstract-en", "keywords-en", "title-en", "author-en", "editor"})
_MOST_READ, _MOST_LINES = 24, 16  # no journal's block is longer


def extent(lines: Sequence[Line], flow: Sequence[int], front: Front) -> list[int]:
    """The positions of the title block; fields inside it are passed over."""
    keys = {line_at(lines, r.start): f.key for f in front.fields for r in f.ranges}
    full = measure([lines[p] for p in flow])
    top: list[int] = []
    for n, p in enumerate(flow[:_MOST_READ]):
        text = lines[p].text
        if p in front.taken:
            if keys.get(p, "") in _CLOSING or (top and keys.get(p, "") == "bio"):
                break
            continue
        if len(top) >= _MOST_LINES:
            break
        if not _affiliated(lines, top, p):
            over = heads_section(text) or "。" in text or (ends_sentence(text) and not _question(lines, flow, n))
            if over or _paragraph(lines, flow, n, full) or _prose(lines, top, text):
                break
        top.append(p)
    return top


def _question(lines: Sequence[Line], flow: Sequence[int], n: int) -> bool:
    """Whether a line that ends with ？ or ！ is a title: what follows is a subtitle, names, or a field's label."""
    if not re.search("[？?！!][”’]?$", lines[flow[n]].text) or n + 1 >= len(flow):
        return False
    below = lines[flow[n + 1]].text
    return bool(SUBTITLE.match(below)) or names.is_author_line(below) or bool(labels.find(below))


def _affiliated(lines: Sequence[Line], top: list[int], p: int) -> bool:
    """Whether a line goes on with the authors' institutions: an opening bracket, a number, or a bracket still open."""
    if not top:
        return False
    if re.match(r"[(（]\s*\d{1,2}\s*[)）]", lines[p].text) and not ORG.search(lines[p].text):
        return False  # a numbered paragraph
    named = any(names.is_author_line(lines[q].text) for q in top)
    if not named and not (ORG.search(lines[p].text) and re.match(r"[(（]", lines[p].text)) and not _open(lines, top):
        return False
    return bool(re.match(rf"[(（]|\d\s*(?:[.．)）]|(?=[{HANZI}]))", lines[p].text)) or _open(lines, top)


def _open(lines: Sequence[Line], top: list[int]) -> bool:
    text = "".join(lines[q].text for q in top[-3:])
    return text.count("（") + text.count("(") > text.count("）") + text.count(")")


def _paragraph(lines: Sequence[Line], flow: Sequence[int], n: int, full: float) -> bool:
    """Whether a line begins running text: full, and so is the next, or the next ends a sentence."""
    line = lines[flow[n]]
    if line.width <= full - 3 or hanzi_count(line.text) < min(20, full * 0.6) or n + 1 >= len(flow):
        return False
    if _display(lines, flow, n):
        return False
    following = lines[flow[n + 1]]
    return following.width > full - 3 or ends_sentence(following.text)


def _prose(lines: Sequence[Line], top: list[int], text: str) -> bool:
    """Whether a line below the authors reads like a sentence: long, with a comma, without an institution."""
    named = any(names.is_author_line(lines[q].text) for q in top)
    return named and hanzi_count(text) >= 15 and "，" in text and not ORG.search(text) and names.read(text) is None


def _display(lines: Sequence[Line], flow: Sequence[int], n: int) -> bool:
    """Whether geometry says that a line is larger than the running text: over two columns a title fills a column's measure."""
    g = lines[flow[n]].geometry
    sizes = [h.size for p in flow if (h := lines[p].geometry)]
    return g is not None and g.size > 1.1 * statistics.median(sizes)


COLUMN = re.compile(
    r"^(?:[·•●◆■▪]\s*.{2,16}\s*[·•●◆■▪]?|[【〔［\[].{2,16}[】〕］\]]|.{2,12}[·•]|[☆★]\s*.{2,16}|.{0,6}(?:专题|专栏|特稿|笔谈)(?:[:：].{2,12})?"
    r"|(?P<ornament>[§※◎◇◆○●□■☆★]).{2,40}(?P=ornament))$"
)
# Words that end the name of a journal's column where it has no marks: 俄罗斯外交, 国际政治理论; of eight hanzi at most.
COLUMN_NAME = re.compile(
    rf"^[{HANZI}、]{{0,6}}(?:研究|外交|政治|经济|历史|文化|安全|理论|关系|社会|战略|法学|法律|文学|哲学|专论|特稿|论坛|笔谈|述评|评论|"
    "专题|书评|综述|视点|视野|观察|聚焦|问题|治理|动态|争鸣|译文|译丛|论文|论著|访谈|考察)$"
)
# How a title's second line goes on with its first.
GOES_ON = re.compile("^(?:[的与及和或中下上之在对为]|视[域野角阈]|背景|语境|框架|条件|问题|研究)")
SUBTITLE = re.compile("^(?:——|—|－－|--|──|：)")


# Beside a journal's name in a running head stands an issue's number; beside a title's line its other one.
_NAME_BEGINS = rf"(?<![{HANZI}])|(?<=[期号卷月日年版])"
_NAME_ENDS = rf"(?![{HANZI}])|(?=[第总年双月季半])"


def names_journal(lines: Sequence[Line], p: int) -> bool:
    """Whether a line comes back elsewhere beside an issue's number: then it is the journal's name, unless authors lead to it."""
    text = re.sub(r"\s", "", lines[p].text)
    if len(text) > 16:
        return False
    return any(
        q != p
        and IMPRINT.search(line.text)
        and re.search(rf"(?<![:：])(?:{_NAME_BEGINS}){re.escape(text)}(?:{_NAME_ENDS})", re.sub(r"\s", "", line.text))
        for q, line in enumerate(lines)
    )


def could_be_title(text: str) -> bool:
    return (
        hanzi_count(text) >= 2
        and not SUBTITLE.match(text)
        and not (ORG.search(text) and re.search(r"^[(（\d]|\d{6}", text))
        and not (names.is_author_line(text) or IMPRINT.search(text) or COLUMN.match(text))
    )


def names_authors(text: str) -> bool:
    """Whether a line proves that it names authors; a journal's name, set wide, may look like one."""
    return names.is_author_line(text) and not IMPRINT.search(text)


def institutional(text: str) -> bool:
    """Whether a line names institutions alone: a report's authors, as in archaeology."""
    return names.institutions(text) is not None


def bare_column(texts: Sequence[str]) -> bool:
    """Whether the first of the lines above the authors is a column's name without marks: a short noun over a longer title
    that doesn't go on with it."""
    below = texts[1:]
    if not below or not could_be_title(below[0]) or GOES_ON.match(below[0]):
        return False
    size, longer = hanzi_count(texts[0]), hanzi_count(below[0])
    total = sum(map(hanzi_count, below))
    if 4 <= size <= 6 and longer >= size + 4 and total >= 2 * size + 2 and re.fullmatch(f"[{HANZI}]+", texts[0]):
        return True  # no title is broken so unevenly
    return bool(COLUMN_NAME.match(texts[0])) and size < total


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of a title block (positions) and where among them the authors' line is, if anywhere."""

    lines: Sequence[Line]
    top: list[int]
    author_at: int | None
    proved: bool

    def text(self, n: int) -> str:
        return self.lines[self.top[n]].text


_LONGEST_WITHOUT_FIELDS = 10  # lines above a text in which no field was found: more are no title block


def lift(
    lines: Sequence[Line],
    flow: Sequence[int],
    front: Front,
    found: list[labels.Label],
    head_shapes: frozenset[str],
) -> None:
    """The lines before the first field or paragraph: masthead, column, title, subtitle, authors, affiliation."""
    top = extent(lines, flow, front)
    if not top or (not found and len(flow) > len(top) > _LONGEST_WITHOUT_FIELDS):
        return
    top = _title_first(lines, _without_running_head(lines, top, head_shapes, front), front)
    author_at, proved = _author_at(lines, top)
    if author_at is None and len(top) > 1 and _names_before_label(lines, flow, top, front):
        author_at = len(top) - 1
    block = _Block(lines, top, author_at, proved)
    kinds = _kinds(block)
    for key in dict.fromkeys(kind for _, kind in kinds if kind):
        _record(lines, front, key, [p for p, kind in kinds if kind == key])
    _doubt(block, kinds, front)


def _record(lines: Sequence[Line], front: Front, key: str, group: list[int]) -> None:
    """The lines of one kind as a field; a masthead's lines are statements of their own."""
    translated = WITH_AUTHOR.match(lines[group[-1]].text) if key == "author" else None
    home = names.home_beside(lines[group[-1]].text) if key == "author" else None
    if translated:
        lift_translators(lines, front, group, translated)
    elif home is not None:
        lift_with_home(lines, front, group, home)
    else:
        for part in [[p] for p in group] if key == "published-in" else [group]:
            front.fields.append(Field(key, tuple(lines[p].range for p in part), number=lines[part[0]].number))
    front.taken.update(group)


def _without_running_head(
    lines: Sequence[Line], top: list[int], head_shapes: frozenset[str], front: Front
) -> list[int]:
    """The block without a line that repeats as a running head, when another line above the authors is the title."""
    repeated = [p for p in top if shape(lines[p].text) in head_shapes]
    author_at, _ = _author_at(lines, top)
    above = [p for p in top[:author_at] if p not in repeated and hanzi_count(lines[p].text) >= 6]
    if len(repeated) != 1 or not any(could_be_title(lines[p].text) for p in above):
        return top
    front.dropped[repeated[0]] = Rule.RUNNING_HEAD
    return [p for p in top if p not in repeated]


def _title_first(lines: Sequence[Line], top: list[int], front: Front) -> list[int]:
    """The block's lines with the title before the authors, for journals that print the names above it."""
    at = next((n for n, p in enumerate(top) if names_authors(lines[p].text)), None)
    if at is None or any(could_be_title(lines[p].text) for p in top[:at]):
        return top
    titles = [p for p in top[at + 1 :] if could_be_title(lines[p].text)]
    if not titles or any(names.is_author_line(lines[p].text) for p in top[at + 1 :]):
        return top
    line = lines[top[at]]
    ask(front, DoubtKind.AUTHOR, line, Took.LINE_ABOVE_NAMES, Why.NAMES_WITHOUT_TITLE, "author")
    return [*top[:at], *titles, top[at], *(p for p in top[at + 1 :] if p not in titles)]


def _kinds(block: _Block) -> list[tuple[int, str]]:
    """What each line of the title block is; an empty kind for what fits nothing."""
    kinds: list[tuple[int, str]] = []
    heads = _masthead(block)
    sizes = [g.size for p in block.top if (g := block.lines[p].geometry)]
    for n, p in enumerate(block.top):
        seen = [k for _, k in kinds]
        above = block.author_at is None or n < block.author_at
        if n < heads:
            key = "column" if COLUMN.match(block.text(n)) else "published-in"
        else:
            key = _above(block, n, seen, sizes) if above else _below(block, n, seen)
        kinds.append((p, key))
    return kinds


def _masthead(block: _Block) -> int:
    """How many lines belong to the masthead: down to the last that is one by its form, with a title below it."""
    end = block.author_at or 0
    marks = [n for n in range(end) if IMPRINT.search(block.text(n)) or not hanzi_count(block.text(n))]
    last = next((n for n in reversed(marks) if any(could_be_title(block.text(m)) for m in range(n + 1, end))), -1)
    short = all(hanzi_count(block.text(n)) <= 16 for n in range(last + 1))
    return last + 1 if short else 0


def _above(block: _Block, n: int, seen: list[str], sizes: list[float]) -> str:
    """The kind of a line above the authors."""
    text, g = block.text(n), block.lines[block.top[n]].geometry
    titled = "title" in seen
    if IMPRINT.search(text) and (not titled or not hanzi_count(text)):
        return "published-in"
    if not titled and (not hanzi_count(text) or names_journal(block.lines, block.top[n])):
        return "published-in"
    if not titled and bare_column([block.text(m) for m in range(n, block.author_at or 0)]):
        return "column"
    if not titled and COLUMN.match(text) and n + 1 < len(block.top):
        return "column"
    if titled and SUBTITLE.match(text):
        return "subtitle"
    if hanzi_count(text) < 2:
        return "title" if seen[-1:] == ["title"] and re.fullmatch(f"[{HANZI}]", text) else ""  # its last sign, wrapped
    if "subtitle" in seen:
        return "subtitle"
    if not sizes or g is None or g.size >= max(sizes) - 1.0:
        return "title"
    return "" if titled else "column"


def _below(block: _Block, n: int, seen: list[str]) -> str:
    """The kind of the authors' line and of the lines below it."""
    text = block.text(n)
    if n == block.author_at:
        return "author"
    if ALONE.match(text):
        return "translator"
    if institutional(block.text(block.author_at or 0)) and institutional(text):
        return "author"
    if ORG.search(text) or re.match(r"^[(（]", text) or re.search(r"\d{6}", text):
        return "affiliation"
    if names.is_author_line(text):
        return "author"
    numbered = re.match(r"\d{1,2}\s*(?:[)）.．]|\s[A-Z])", text)  # a foreign institution
    return "affiliation" if seen[-1] == "affiliation" and (hanzi_count(text) or numbered) else ""


def _author_at(lines: Sequence[Line], top: list[int]) -> tuple[int | None, bool]:
    """Which line of the title block names the authors, and whether it proves so itself: by surnames, by □ or 文/ or 著.

    Without proof a line of the length of names is taken when an institution stands below it.
    """
    titled = [bool(could_be_title(lines[p].text)) for p in top]
    for n, p in enumerate(top):
        text = lines[p].text
        if IMPRINT.search(text):
            continue
        if n and any(titled[:n]) and (names.proves_authors(text) or WITH_AUTHOR.match(text)):
            return n, True
    for n, p in enumerate(top[:-1]):
        below = lines[top[n + 1]].text
        if n and names.read(lines[p].text) and ORG.search(below) and (re.match(r"[(（\d]", below) or len(below) < 30):
            return n, False
    for n, p in enumerate(top):
        if (
            n
            and any(titled[:n])
            and institutional(lines[p].text)
            and all(institutional(lines[q].text) for q in top[n:])
        ):
            return n, True
    return None, False


def _names_before_label(lines: Sequence[Line], flow: Sequence[int], top: list[int], front: Front) -> bool:
    """Whether the block's last line has the length of names and stands right between the title and a field."""
    after = flow.index(top[-1]) + 1
    read = names.read(lines[top[-1]].text)
    title = any(hanzi_count(lines[p].text) >= 6 and could_be_title(lines[p].text) for p in top[:-1])
    return bool(title and read and after < len(flow) and flow[after] in front.taken)


def ask(front: Front, kind: DoubtKind, line: Line, chosen: Took, why: Why, key: str, **values: Value) -> None:
    """A doubt about a line that makes or should make the field ``key``."""
    front.doubts.append(Doubt(kind, line.number, 1, chosen, why, line.text[:40], FieldRef(key), values))


def _doubt(block: _Block, kinds: list[tuple[int, str]], front: Front) -> None:
    """Say where the block was read by weak evidence, and where its star calls a note that isn't there."""
    lines = block.lines
    if block.author_at is not None and not block.proved:
        line = lines[block.top[block.author_at]]
        ask(front, DoubtKind.AUTHOR, line, Took.LINE_AS_NAMES, Why.NO_SURNAME, "author")
    title = [p for p, k in kinds if k == "title"]
    if block.author_at is None and len(title) > 1:
        line = lines[title[0]]
        ask(front, DoubtKind.TITLE, line, Took.LINES_AS_TITLE, Why.NO_NAMES_PART, "title", count=len(title))
    bare = [p for p, k in kinds if k == "column" and not COLUMN.match(lines[p].text) and lines[p].geometry is None]
    if bare and not _masthead(block):
        line = lines[bare[0]]
        ask(front, DoubtKind.TITLE, line, Took.LINE_AS_COLUMN, Why.TITLE_BELOW, "title")
    doubt_star([lines[p] for p, k in kinds if k in ("title", "author", "subtitle")], front)


def doubt_star(rows: Sequence[Line], front: Front) -> None:
    """Ask for the note that a star behind the title or a name calls, when no field came of one."""
    starred = [row for row in rows if re.search("[*＊∗†❋✱①]$", row.text)]
    if starred and not any(f.key in ("funding", "bio", "acknowledgement") for f in front.fields):
        ask(front, DoubtKind.STAR, starred[0], Took.STAR_CALLS_LOST_NOTE, Why.NO_NOTE_WITH_MARK, "funding")
