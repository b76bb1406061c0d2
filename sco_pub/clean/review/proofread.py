"""Take the set blocks and the raw lines, give a proofreader's queries: places that can't be as printed, whatever rule made them.

Strategy.  The rules that make blocks are not asked; only the result is looked at, as a proofreader would.  Each breach of
what holds in any journal is a doubt with its place; none is mended here.

- A block.  Brackets and quotes pair within it; a paragraph ends with a final mark and doesn't begin with a closing one or in
  the middle of a word; notes of one journal end alike; no paragraph is a number alone.
- The front matter.  Text that got into a field, or a field that swallowed its neighbour, breaks its shape: an address names
  places and codes and makes no sentence; names are short; a title has no full stop and doesn't end in a particle; keywords
  are a list of terms; an abstract ends as a sentence does and isn't as long as a chapter; a code is a code.  A field's label
  in the middle of the running text is a field that nobody lifted.
- Inside the text.  Furniture that got in repeats itself: a whole line that stands twice, pages apart, or that says the title
  again.  A number in a circle counts something: one that neither calls a note nor follows its predecessor in the same block
  is a call whose note was lost, or half of a list.  A heading has text under it.  A year is no fraction (5.2011年 is a full
  stop that became a point).  A call's lost text should stand behind the note before: when that note has a sentence that ends
  at a line's end, the lost one may begin there.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sco_pub.clean.codepoints.repair import Repaired
from sco_pub.clean.lines.note_body import finished
from sco_pub.clean.typography import urls
from sco_pub.lexicon import addresses, captions, label_words, list_heads, note_marks, stamps
from sco_pub.lexicon.names import COUNTRIES, PLACE_EN, POINTERS
from sco_pub.lexicon.sources import ONLINE
from sco_pub.model.characters import CIRCLED, CIRCLES, HANZI, NUMERALS, WORD, hanzi_count
from sco_pub.model.doubt import Doubt, DoubtKind, FieldRef, NoteRef, Took, Why
from sco_pub.model.inlines import calls, words
from sco_pub.model.rule import Rule
from sco_pub.model.text import Band, Change, CleanBlock, RawLine, RawText, Role, locate
from sco_pub.model.wording import Value

_YEAR = re.compile(r"[0-9]\.(?:19|20)[0-9]{2}\s*年")
_CODE = re.compile("[0-9]G(?!B(?![0-9A-Za-z])|Hz)[0-9A-Z]")  # but 6GB
_CLAUSE = re.compile("[，。；！？,]")  # no running head is set with these
# What names a thing that is counted elsewhere, in a figure or a paragraph above: 执行流程③.
_POINTS_AT = re.compile("(?:流程|步骤|步|环节|过程|路径|情形|情况|类型|方案|条件|阶段|公式|式|图|表|图中|区域|位置)$")
_ANGLES = re.compile(f"«[{HANZI}]")
_LETTERS = re.compile("[a-z][А-Яа-я]|[а-я][a-z]")
_DECIMAL = re.compile(r"([0-9]+(?:\.[0-9]+)*)")
_COUNTED = re.compile("[0-9]+ ?(?:年|月|日|个|种|项|次|万|亿|％|%)")
_TEXT = frozenset({Role.PARAGRAPH, Role.QUOTE, Role.ITEM})
_LEAST, _APART = 6, 12  # hanzi that make a line worth comparing, and raw lines between two tops of pages


def running_text(raw: RawText, repaired: str, blocks: Sequence[CleanBlock]) -> Iterator[Doubt]:
    """Queries of every kind, in no order; ``repaired``: the raw text with its code points mended, as long as before."""
    starts, lines = raw.starts(), repaired.split("\n")
    yield from _repeated(lines, starts, blocks, _inside_pages(raw.lines))
    yield from _headings(starts, blocks)
    yield from _lost(lines, starts, blocks)
    opened: set[int] = set()  # what circles paragraphs have begun with: they count one another
    for block in blocks:
        if block.role in _TEXT and block.ranges:
            yield from _inside(starts, block, repaired, opened)
            opened.add(CIRCLED.get(block.text[:1], 0))
        elif block.role in (Role.NOTE, Role.REFERENCE) and block.ranges:
            yield from _in_note(starts, block)


def _doubt(
    starts: tuple[int, ...],
    block: CleanBlock,
    kind: DoubtKind,
    chosen: Took,
    why: Why,
    at: int = 0,
    repaired: str = "",
    **values: Value,
) -> Doubt:
    """A doubt about a block; ``at``: where in its text; ``repaired``: the text in which its place can be found."""
    excerpt = words(block.text[max(0, at - 12) :])[:40]
    sign = re.compile(r"\s*".join(map(re.escape, block.text[max(0, at - 1) : at + 1])))
    found = (m.end() - 1 for r in block.ranges if (m := sign.search(repaired, r.start, r.end)))
    place = locate(starts, next(found, block.ranges[0].start))
    return Doubt(kind, *place, chosen, why, excerpt, values=values)


def _inside(starts: tuple[int, ...], block: CleanBlock, repaired: str, opened: Collection[int] = ()) -> Iterator[Doubt]:
    if year := _YEAR.search(block.text):
        at = year.start()
        yield _doubt(starts, block, DoubtKind.POINTS, Took.POINT_KEPT, Why.YEAR_BEHIND_POINT, at, repaired)
    yield from _codes(starts, block)
    if angle := _ANGLES.search(block.text):
        at = angle.start()
        yield _doubt(starts, block, DoubtKind.POINTS, Took.ANGLE_KEPT, Why.MAY_BE_TITLE_MARK, at, repaired)
    if stamp := stamps.IN_TEXT.search(block.text):
        at, said = stamp.start(), stamp.group()
        kept = Took.PARAGRAPH_AS_IT_IS
        yield _doubt(starts, block, DoubtKind.STAMP, kept, Why.HOLDS_STAMP, at, repaired, stamp=said)
    counted: set[int] = set()
    for at, c in enumerate(block.text):
        value = CIRCLED.get(c)
        if value is None:
            continue
        if _POINTS_AT.search(block.text, max(0, at - 4), at):
            continue
        if value > 1 and value - 1 not in counted and (at or value - 1 not in opened):
            why, before = Why.NOTHING_COUNTS, value - 1
            yield _doubt(starts, block, DoubtKind.MARK, Took.MARK_KEPT, why, at, repaired, mark=c, before=before)
            return
        counted.add(value)


def _codes(starts: tuple[int, ...], block: CleanBlock) -> Iterator[Doubt]:
    sites = urls.spans(block.text)
    found = (m.start() for m in _CODE.finditer(block.text))
    if (at := next((n for n in found if not any(a <= n < b for a, b in sites)), None)) is not None:
        yield _doubt(starts, block, DoubtKind.POINTS, Took.G_KEPT, Why.MAY_BE_HYPHEN, at)


def _in_note(starts: tuple[int, ...], block: CleanBlock) -> Iterator[Doubt]:
    yield from _codes(starts, block)
    if mixed := _LETTERS.search(block.text):
        yield _doubt(starts, block, DoubtKind.LETTERS, Took.SOME_NOTE_KEPT, Why.LETTERS_MEET, mixed.start())


def _headings(starts: tuple[int, ...], blocks: Sequence[CleanBlock]) -> Iterator[Doubt]:
    """Headings with nothing under them but a heading of their own rank or a higher one; headings of notes."""
    body = [b for b in blocks if b.role not in (Role.META, Role.NOTE)]
    numbers = {m[1] for b in body if b.role is Role.HEADING and (m := _DECIMAL.match(b.text))}
    for block in body:
        m = _DECIMAL.match(block.text) if block.role is Role.HEADING and block.ranges else None
        above = m[1].rpartition(".")[0] if m else ""
        if above and above not in numbers:
            numbers.add(above)  # once for all below it
            yield _heading_doubt(starts, block, Why.NO_HEADING_ABOVE, above=above)
        elif m and _COUNTED.match(block.text):
            yield _heading_doubt(starts, block, Why.NUMBER_COUNTS)
    for n, block in enumerate(body[:-1]):
        after = body[n + 1]
        if block.role is not Role.HEADING or not block.ranges:
            continue
        if list_heads.of_notes(block.text):
            yield _heading_doubt(starts, block, Why.HEADS_NO_NOTES)
        elif after.role is Role.HEADING and after.level <= block.level:
            yield _heading_doubt(starts, block, Why.NOTHING_FOLLOWS)


def _heading_doubt(starts: tuple[int, ...], block: CleanBlock, why: Why, **values: Value) -> Doubt:
    return _doubt(starts, block, DoubtKind.HEADING, Took.HEADING_KEPT, why, 0, "", **values)


def _repeated(
    lines: Sequence[str], starts: tuple[int, ...], blocks: Sequence[CleanBlock], deep: frozenset[int]
) -> Iterator[Doubt]:
    """Whole raw lines of the running text that stand there twice or say the title, and aren't part of a sentence.

    ``deep``: the lines so far inside their pages that they are no head and no foot.
    """
    title = _bare(_title_of(blocks))
    seen: dict[str, list[int]] = defaultdict(list)
    for area in (r for block in blocks if block.role in _TEXT for r in block.ranges):
        first, last = locate(starts, area.start)[0], locate(starts, max(area.start, area.end - 1))[0]
        for number in range(first, last + 1):
            text = _bare(lines[number - 1])
            if (
                starts[number - 1] >= area.start
                and hanzi_count(text) >= _LEAST
                and not _CLAUSE.search(lines[number - 1])
            ):
                seen[text].append(number)
    for text, numbers in seen.items():
        if deep.issuperset(numbers):
            continue
        if text == title or any(b - a >= _APART for a, b in pairwise(numbers)):
            why = Why.TITLE_AGAIN if text == title else Why.MORE_THAN_ONCE
            for number in numbers:
                line = lines[number - 1].strip()[:40]
                yield Doubt(DoubtKind.REPEATED_LINE, number, 1, Took.LINE_INSIDE_TEXT, why, line)


_LEFT_OUT = frozenset({Rule.RUNNING_HEAD, Rule.FOLIO, Rule.PUBLISHER_LINE})
_DATED = re.compile(r"(?:[A-Z][a-z]{2,8}\.? ?,? ?)?(?:19|20)[0-9]{2}")  # Jun. 2022: a head's date
_EDGE = 3  # lines of print between a head, a folio or a stamp and its page's edge at most


def dropped(
    repaired: str, changes: Sequence[Change], lines: Sequence[RawLine] = (), title: str = ""
) -> Iterator[Doubt]:
    """Lines left out that may have been the text's: in the middle of their page, or heads that stand once and read like none.

    ``lines``: with their places, where the text has pages; the title again below a cover is no line of the text.
    """
    gone = [
        (c, repaired[c.start : c.end].strip())
        for c in changes
        if len(c.rules) == 1 and c.rules[0] in _LEFT_OUT and not c.after
    ]
    alike = Counter(re.sub(r"[0-9\s]", "", text) for c, text in gone if c.rules == (Rule.RUNNING_HEAD,))
    inside = _inside_pages(lines)
    edges = {n for n, line in enumerate(lines, 1) if line.geometry and line.geometry.band in (Band.HEAD, Band.FOOT)}
    for change, text in gone:
        once = alike[re.sub(r"[0-9\s]", "", text)] == 1
        if change.line in inside and _bare(text) not in _bare(title):
            taken = Took.LINE_LEFT_OUT
            yield Doubt(DoubtKind.DROPPED_LINE, change.line, 1, taken, Why.MIDDLE_OF_PAGE, text[:40])
        elif change.rules == (Rule.RUNNING_HEAD,) and once and _like_no_head(text, at_edge=change.line in edges):
            taken = Took.LINE_AS_RUNNING_HEAD
            yield Doubt(DoubtKind.DROPPED_LINE, change.line, 1, taken, Why.UNLIKE_HEAD, text[:40])


def _like_no_head(text: str, *, at_edge: bool) -> bool:
    """Whether a line reads like no head; ``at_edge``: the page itself sets it apart, where a folio may have lost its figures."""
    wordless = not at_edge and not re.search(f"[{HANZI}]|[A-Za-z]{{4}}", text) and not _DATED.fullmatch(text)
    return wordless or bool(_CLAUSE.search(text) or re.search("[.;:]$", text))


def _inside_pages(lines: Sequence[RawLine]) -> frozenset[int]:
    """The lines (1-based) that stand deeper in their page than any head, folio or stamp."""
    rows: dict[int, set[int]] = defaultdict(set)
    placed = [(n, line.page, g) for n, line in enumerate(lines, 1) if (g := line.geometry) and line.page is not None]
    for _, page, g in placed:
        rows[page].add(round(g.baseline))
    deep = {page: sorted(found)[_EDGE:-_EDGE] for page, found in rows.items()}
    return frozenset(
        n
        for n, page, g in placed
        if g.band in (Band.TEXT, Band.NOTES) and deep[page] and deep[page][0] <= g.baseline <= deep[page][-1] + 0.5
    )


def _title_of(blocks: Sequence[CleanBlock]) -> str:
    return next((b.text for b in blocks if b.role is Role.META and b.key == "title"), "")


def _bare(text: str) -> str:
    return "".join(re.findall(f"[{HANZI}A-Za-z]", text))


def _lost(lines: Sequence[str], starts: tuple[int, ...], blocks: Sequence[CleanBlock]) -> Iterator[Doubt]:
    """Notes in whose lines the text of the next one may begin, which is called but not there."""
    bodies = {b.label: b for b in blocks if b.role is Role.NOTE}
    called = [call.label for b in blocks for call in calls(b.text)]
    for before, label in pairwise(called):
        body = bodies.get(before)
        if label in bodies or body is None or body.supplied or not body.ranges:
            continue
        if before.rpartition("-")[0] != label.rpartition("-")[0]:
            continue
        first, last = locate(starts, body.ranges[0].start)[0], locate(starts, body.ranges[-1].end - 1)[0]
        ends = (n for n in range(first, last) if finished(lines[n - 1]) and lines[n].strip())
        if (line := next(ends, None)) is not None:
            yield Doubt(
                DoubtKind.NOTE_LOST, line + 1, 1, Took.GOES_ON_NOTE, Why.MAY_BEGIN_HERE,
                lines[line].strip()[:40], NoteRef(label), {"before": before},
            )  # fmt: skip


_STOP = re.compile("。")
_SENTENCE = re.compile(f"[。！？]|[%％]|[）)][（(][0-9{NUMERALS}]{{1,2}}[）)]|：[一二]是")
_NAME_PARTS = re.compile("[；;、，,/／\\s\u3000]+")
_FIELD_FINAL = re.compile("[。！？…!?.：:；;][”’）》】\\]\"')]*$")
_CODES = {
    "clc": re.compile(r"[A-Z]{1,2}[0-9A-Z.\-／/()（）=+＋:：;；,，\s\[\]]*$"),
    "doi": addresses.DOI_FIELD,
    "received": re.compile(r"[^。！？]{4,40}$"),
    "revised": re.compile(r"[^。！？]{4,40}$"),
    "accepted": re.compile(r"[^。！？]{4,40}$"),
}
_LONGEST_ABSTRACT, _LONGEST_TITLE, _LONGEST_TERM = 900, 64, 20  # hanzi; far beyond what journals ask for


def front_matter(starts: tuple[int, ...], blocks: Sequence[CleanBlock]) -> Iterator[Doubt]:
    """Queries about the metadata, and about labels left in the text."""
    for block in blocks:
        if block.supplied or block.shares or not block.ranges:
            continue
        text = words(block.text)
        if block.role is Role.META:
            if shape := _misshapen(block, text):
                at_end = block.key not in ("title", "title-en", "author")  # what gets into the others follows them
                line, column = locate(starts, max(r.end for r in block.ranges) - 1 if at_end else block.ranges[0].start)
                kind, subject = DoubtKind.FIELD_SHAPE, FieldRef(block.key)
                yield Doubt(kind, line, column, Took.FIELD_KEPT, shape.why, text[:40], subject, shape.values)
        elif block.role in (Role.PARAGRAPH, Role.QUOTE, Role.ITEM) and (label := label_words.IN_TEXT.search(text)):
            line, column = locate(starts, block.ranges[0].start)
            excerpt = text[max(0, label.start() - 10) :][:40]
            found = {"found": label.group().strip("：:")}
            kept, why = Took.PARAGRAPH_AS_TEXT, Why.HOLDS_LABEL
            yield Doubt(DoubtKind.LABEL_IN_TEXT, line, column, kept, why, excerpt, values=found)


@dataclass(frozen=True, slots=True)
class _Shape:
    """Why a field can't be as printed."""

    why: Why
    values: Mapping[str, Value] = field(default_factory=dict)


def _misshapen(block: CleanBlock, text: str) -> _Shape | None:
    """Why a field can't be as printed, ``text`` without its calls; None when it can."""
    key = block.key
    if text != block.text and key not in ("title", "subtitle", "author", "abstract"):
        return _Shape(Why.HOLDS_CALL)
    if key == "title":
        return _title(text)
    if key == "affiliation":
        if re.match("[（(][^（）()]*[）)].", text):
            return _Shape(Why.BEHIND_BRACKET)
        return _Shape(Why.LIKE_SENTENCE) if _SENTENCE.search(text.rstrip("。")) else None
    if key == "bio" and (re.search("[%％]", text) or re.search("。[^。]*[^。.）)；;]$", text)):
        return _Shape(Why.NO_LIFE_END)
    if key == "title-en":
        return _title_en(text)
    if key == "author":
        return _author(text)
    if key == "author-en" and re.match("[a-z]+ [a-z]+ ", text):
        return _Shape(Why.LIKE_SENTENCE)
    if key == "keywords":
        return _keywords(block.members)
    if key in ("abstract", "abstract-en"):
        return _abstract(key, text)
    if key in _CODES and not _CODES[key].match(text):
        return _Shape(Why.NO_CODE)
    return None


def _title(text: str) -> _Shape | None:
    if _STOP.search(text):
        return _Shape(Why.TITLE_WITH_STOP)
    if text.count("，") > 1 or any(text.count(a) != text.count(b) for a, b in ("“”", "《》", "（）", "「」")):
        return _Shape(Why.PIECE_OF_SENTENCE)
    if re.search("[的与和及对在把被于从，、：；]$", text):
        return _Shape(Why.NO_TITLE_END)
    return _Shape(Why.LONG_TITLE, {"length": len(text)}) if hanzi_count(text) > _LONGEST_TITLE else None


def _title_en(text: str) -> _Shape | None:
    if re.search(r"(?:19|20)[0-9]{2} ?: ?[0-9]|\[[A-Z]\]|Press[,:.]", text):
        return _Shape(Why.LIKE_REFERENCE)
    if re.match(r"[(（]?\d", text) and PLACE_EN.search(text):
        return _Shape(Why.NO_TITLE_BY_FORM)
    return _Shape(Why.LIKE_SENTENCE) if re.match("[a-z]", text) or re.search(r"[a-z]{3}\. [A-Z]", text) else None


# What stands in brackets before a name, two signs or more: a country belongs to it, a town or an office doesn't.
_BEFORE_NAME = re.compile(rf"(?:^|[；;，,、])\s*[（(\[〔［【]([{HANZI}]{{2,6}})[)）\]〕］】](?=[{HANZI}])")


def _author(text: str) -> _Shape | None:
    if re.search("[。：:！？%％《》]", text):
        return _Shape(Why.NO_NAME_MARKS)
    if any(place not in COUNTRIES and "中国" not in place for place in _BEFORE_NAME.findall(text)):
        return _Shape(Why.NO_NAME_MARKS)
    parts = [re.sub(f"[^{HANZI}]", "", part) for part in _NAME_PARTS.split(text)]
    return _Shape(Why.LONG_NAME) if any(len(part) > 8 for part in parts if "·" not in text) else None


def _keywords(members: Sequence[str]) -> _Shape | None:
    terms = [term for member in members for term in re.split("[，,]", member) if term.strip()]
    if any(re.search("[。！？]", member) for member in members) or any(
        hanzi_count(term) > _LONGEST_TERM for term in terms
    ):
        return _Shape(Why.LIKE_SENTENCE)
    return _Shape(Why.MANY_TERMS, {"count": len(terms)}) if len(terms) > 12 else None


def _abstract(key: str, text: str) -> _Shape | None:
    if not _FIELD_FINAL.search(text):
        return _Shape(Why.NO_SENTENCE_END)
    if key == "abstract" and hanzi_count(text) > _LONGEST_ABSTRACT:
        return _Shape(Why.LONG_ABSTRACT, {"count": hanzi_count(text)})
    if key == "abstract-en" and (hanzi_count(text) > 20 or re.match("[a-z,.;]", text)):
        return _Shape(Why.NOT_ENGLISH)
    return None


_PAIRS = tuple((pair[0], pair[1]) for pair in ("（）", "《》", "“”", "【】", "〔〕", "()", "[]", "‘’"))
_ENUMERATED = re.compile("(?<![0-9A-Za-z])(?:[0-9]{1,2}|[a-zA-Z])$")  # before a bracket that closes none: 1), a)
_INTERVAL = re.compile(
    r"[（(\[［][^()（）\[\]［］]{1,24}[,，][^()（）\[\]［］]{1,24}[)）\]］]"
)  # half open too: (0, 1]
_APOSTROPHE = re.compile(f"(?<=[{WORD}])’ ?(?=[{WORD}])|(?<=s)’(?= [a-z])")
_FINAL = re.compile("[。！？…!?.：:；;—][”’）》】\\])]*$")
_CITED = re.compile(rf"(?:\s*{note_marks.CITATION.pattern})+$")  # behind the last sentence's stop
_BEGINS = re.compile("[，。；：？！、）》”’】〕,;:?!)\\]]|[a-zа-я]")
_NUMBERED_PLACE = re.compile(f"(?:^|(?<=[；;，,。\\s（(]))([0-9]{{1,2}}|[{CIRCLES}])[.．、\\s]*(?=[{HANZI}])")
_Query = tuple[DoubtKind, Took, Why, Mapping[str, Value]]
_BODY = frozenset({Role.PARAGRAPH, Role.QUOTE, Role.ITEM})


def find(raw: RawText, repaired: Repaired, blocks: Sequence[CleanBlock], changes: Sequence[Change] = ()) -> list[Doubt]:
    """Queries of every kind, in no order."""
    starts = raw.starts()
    found = [
        Doubt(
            DoubtKind.POINTS,
            *locate(starts, o),
            Took.SIGN_KEPT,
            Why.COULD_STAND_FOR,
            values={"sign": raw.text[o], "other": sign},
        )
        for o, sign in repaired.doubtful
    ]
    ended = _notes_end(blocks)
    for n, block in enumerate(blocks):
        if block.supplied or block.shares or not block.ranges:
            continue
        beside = _beside_formula(blocks, n)
        text = words(block.text)
        subject = NoteRef(block.label) if block.role is Role.NOTE else None
        for kind, chosen, why, values in (*_pairs(block, text), *_edges(block, text, ended)):
            if kind in beside and why is not Why.NO_HANZI:
                continue
            at = block.ranges[-1].end - 1 if kind is DoubtKind.BLOCK_END else block.ranges[0].start
            line, column = locate(starts, at)
            excerpt = text[-40:] if kind is DoubtKind.BLOCK_END else text[:40]
            found.append(Doubt(kind, line, column, chosen, why, excerpt, subject, values))
    found += [
        *_institutions(starts, blocks),
        *front_matter(starts, blocks),
        *running_text(raw, repaired.text, blocks),
        *dropped(repaired.text, changes, raw.lines, _title_of(blocks)),
    ]
    last = next((b for b in reversed(blocks) if b.role not in (Role.META, Role.NOTE)), None)
    if last is not None and last.role is Role.HEADING and last.ranges:
        place = locate(starts, last.ranges[0].start)
        found.append(Doubt(DoubtKind.BLOCK_END, *place, Took.HEADING_KEPT, Why.NOTHING_FOLLOWS, last.text[:40]))
    return found


def _institutions(starts: tuple[int, ...], blocks: Sequence[CleanBlock]) -> Iterator[Doubt]:
    """Numbered institutions below several names that have lost their numbers: nothing says whose they are."""
    fields = {b.key: b for b in reversed(blocks) if b.role is Role.META and b.ranges}
    names, places = fields.get("author"), fields.get("affiliation")
    if names and places and not re.search(f"[{POINTERS}a-h]", names.text):
        numbers = set(_NUMBERED_PLACE.findall(places.text))
        people = len(re.findall(f"[{HANZI}·]+", names.text))
        if len(numbers) > 1 and people > 1 and people != len(numbers):
            line, column = locate(starts, places.ranges[0].start)
            yield Doubt(
                DoubtKind.INSTITUTIONS, line, column, Took.ALL_INSTITUTIONS, Why.NAMES_NOT_NUMBERED,
                names.text[:40], FieldRef("affiliation"),
            )  # fmt: skip


def _notes_end(blocks: Sequence[CleanBlock]) -> bool:
    """Whether this journal's notes end with a mark."""
    notes = [b for b in blocks if b.role is Role.NOTE and b.complete]
    return len(notes) >= 3 and sum(bool(_FINAL.search(b.text)) for b in notes) * 5 >= len(notes) * 4


def _pairs(block: CleanBlock, text: str) -> Iterator[_Query]:
    """Brackets and quotes without a partner; enumerators (1）, apostrophes and addresses have none."""
    if block.role is Role.META or (block.role is Role.NOTE and not block.complete):
        return
    plain = _APOSTROPHE.sub("", text)
    for start, end in reversed(urls.spans(plain)):
        plain = plain[:start] + plain[end:]
    plain = _without_enumerators(_INTERVAL.sub("", plain))
    for left, right in _PAIRS:
        if plain.count(left) != plain.count(right):
            kept = Took.BRACKET_KEPT if left in "（《【〔([" else Took.QUOTE_KEPT
            counts: Mapping[str, Value] = {
                "left": left,
                "lefts": plain.count(left),
                "right": right,
                "rights": plain.count(right),
            }
            yield DoubtKind.PAIRS, kept, Why.COUNTS, counts
            return


def _without_enumerators(text: str) -> str:
    """The text without the brackets that close none and stand behind a number or letter: 1) … 步骤7)."""
    kept: list[str] = []
    open_ones = 0
    for at, sign in enumerate(text):
        open_ones += sign in "(（"
        if sign in ")）":
            if not open_ones and _ENUMERATED.search(text, max(0, at - 3), at):
                continue
            open_ones = max(0, open_ones - 1)
        kept.append(sign)
    return "".join(kept)


def _beside_formula(blocks: Sequence[CleanBlock], n: int) -> frozenset[DoubtKind]:
    """What a display formula excuses: the sentence before it ends in it, and the one behind it goes on from it."""
    before = n > 0 and blocks[n - 1].role is Role.FORMULA
    after = n + 1 < len(blocks) and blocks[n + 1].role is Role.FORMULA
    found = {DoubtKind.BLOCK_START: before, DoubtKind.BLOCK_END: after}
    return frozenset(kind for kind, excused in found.items() if excused)


def _edges(block: CleanBlock, text: str, notes_end: bool) -> Iterator[_Query]:
    """Blocks that begin or end as no block does."""
    if block.role is Role.NOTE:
        if _BEGINS.match(text) and not addresses.URL.match(text):
            yield DoubtKind.BLOCK_START, Took.NOTE_KEPT, Why.BEGINS_IN_MIDDLE, {}
        if block.complete and notes_end and not (_FINAL.search(text) or _ends_in_url(text)):
            yield DoubtKind.BLOCK_END, Took.NOTE_COMPLETE, Why.NO_MARK_AS_NO_OTHER, {}
        if block.complete and _cut_address(text):
            yield DoubtKind.ADDRESS_END, Took.NOTE_COMPLETE, Why.ADDRESS_CUT, {}
    elif block.role in _BODY:
        if _BEGINS.match(text):
            yield DoubtKind.BLOCK_START, Took.PARAGRAPH_BEGINS_HERE, Why.BEGINS_IN_SENTENCE, {}
        cited = _CITED.sub("", text)
        if not hanzi_count(text):
            if captions.BEGINS.match(text):
                return
            yield DoubtKind.BLOCK_END, Took.PARAGRAPH_KEPT, Why.NO_HANZI, {}
        elif not _FINAL.search(cited) and not re.match(f"^(?:[{HANZI}]{{2,4}})?[（(]?(?:表|图|Table|Fig)", text):
            yield DoubtKind.BLOCK_END, Took.PARAGRAPH_ENDS_HERE, Why.NO_MARK, {}


def _cut_address(text: str) -> bool:
    """Whether a note ends in an address of a host alone, or one whose path stops in the middle of a word or after one letter."""
    match = addresses.LAST.search(text)
    if match is None:
        return False
    host, path = match["host"], match["path"] or ""
    if _ONLINE_SITE.search(text) and not path.strip("/"):
        return False
    return (
        not path
        or (host.startswith("www") and host.count(".") < 2)
        or bool(re.search(r"[/._-][a-zA-Z]{1,2}$|/[0-9]$|[._-]$", path))
    )


# A work on line that has no title but its site's: SDL[EB/OL].
_ONLINE_SITE = re.compile(rf"^\W*[\w .-]{{1,24}}{ONLINE.pattern}")


def _ends_in_url(text: str) -> bool:
    return any(end >= len(text) - 1 for _, end in urls.spans(text))
