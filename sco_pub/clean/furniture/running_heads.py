"""Find what stands at a page's edge and isn't text: running heads.  Publishers' lines: clean.furniture.publisher_stamps.

Strategy.  A running head comes back at pages' edges, or comes back anywhere inside sentences, or, once only, parts a sentence
at the top of a page; the first page's lines are left to the title block.  Where a reader gives places, the page proves it:
what stands in a page's head at the height of the other pages' heads is one, and what stands inside a page never is.

Doubts.  A head that stands once, where nothing shows that a page begins or ends, may be a line of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise

from sco_pub.clean.furniture import sentence_splits
from sco_pub.clean.furniture.page_model import Pages, first_left
from sco_pub.clean.lines.features import LineFeatures, Rows
from sco_pub.lexicon import addresses, list_heads, mastheads, note_marks
from sco_pub.model.characters import hanzi_count
from sco_pub.model.doubt import Doubt, DoubtKind, Took, Why
from sco_pub.model.rule import Rule
from sco_pub.model.text import Band

_LONGEST = 60  # signs: no running head is longer
_HEAD_LINES, _FOOT_LINES = 3, 2  # at a page's edges: a head may have a folio and a rule's ornament above it
_NOTES_REACH = 12  # lines of a note at a page's foot
_TITLE_BLOCK, _ABOVE_TITLE = 8, 5  # lines
_SAME_HEIGHT = 2.5  # points: heads of all pages stand at one height
_FOOT_WORDS = 3  # letters: a shorter foot is told by its form
_SENTENCE = 12  # em: a shorter line with a final mark may be a head's
_ROOM, _BETWEEN_ROOM = 4, 6  # em by which a head stays short of the measure
_DISPLAYED = 1.2  # of the text's size, as in clean.front.title_by_type_size
_WORDY_END = re.compile("[，。；：、,.;:]$")
_NO_LONE_HEAD = re.compile(r"[，。；、,.;]$")
_SENTENCE_MARK = re.compile("[，；]")
_NO_TITLE = re.compile("[，。；、？！,.;:：?!]$|^[（(【]")
# A sentence's end with the call of a note: no head calls one.
_CALLS = re.compile(rf"[。？！”》）]{note_marks.MARK}$")
_HOLDS_STOP = re.compile("。.")  # a head is no two sentences
_PLACE_ALONE = re.compile(r"#[:：]#(?:[-–—~～]#)?[.．。]")
# What may come twice and is no head: two paragraphs may end in the same words, two entries in a year and their pages.
_ALIKE = re.compile(rf"[。；]$|^{_PLACE_ALONE.pattern}$")
_BRIEF = 5  # signs: so short a line that comes back is one on the first page too
_FOLIO_FIRST = re.compile(r"\d{2,4}[ \u3000]")


@dataclass(frozen=True, slots=True)
class Heads:
    """The running heads (positions), the one that may be the title, how heads look, and doubts about some of them."""

    positions: frozenset[int]
    title: int | None
    shapes: frozenset[str]
    doubts: tuple[Doubt, ...]


def running_heads(rows: Rows, pages: Pages, dropped: Mapping[int, Rule], numbers: Sequence[int]) -> Heads:
    """Lines that repeat at pages' edges, lone ones that part a sentence, and the one that may be the title.

    The first page's lines are left to the title block, which stands where a running head would.  ``numbers``: each line's
    number in the raw text.
    """
    tops, found = _at_edges(rows, pages, dropped)
    found |= {i for i in headlines(rows) if i not in dropped}
    splits = sentence_splits.find(rows, dropped.keys() | found)
    found |= {i for i in splits if not _PLACE_ALONE.fullmatch(rows[i].shape)}
    found |= set(_titles_again(rows, found, dropped))
    found |= set(_lone_heads(rows, tops, dropped, found))
    for finder in (_between_heads, _at_their_height, _again_at_their_height, _feet_alike, _other_halves):
        found |= set(finder(rows, pages, dropped, found))
    gone = dropped.keys() | found
    repeated = _what_heads_repeat(rows, found)
    heads = frozenset(i for i in found - repeated if not (_shows_text(rows[i]) or goes_on(rows, i, gone)))
    shapes = frozenset(rows[i].shape for i in heads)
    return Heads(heads, _title_from_head(rows, heads), shapes, tuple(_unproved(rows, heads, dropped, numbers)))


def _shows_text(row: LineFeatures) -> bool:
    """Whether a line is the text's however like a head it looks: deep inside a page, a caption, a sentence that calls a note."""
    return row.inside or row.caption or _CALLS.search(row.text) is not None


def _at_edges(rows: Rows, pages: Pages, dropped: Collection[int]) -> tuple[list[int], set[int]]:
    """The first lines of pages, and the lines that come back at pages' edges."""
    edges: dict[str, list[int]] = defaultdict(list)
    tops: list[int] = []
    for page in pages.ranges(len(rows)):
        body = [i for i in page if i not in dropped]
        feet = (i for i in body[-_FOOT_LINES:] if not _in_notes(rows, body, i))
        for i in dict.fromkeys([*body[:_HEAD_LINES], *feet]):
            edges[rows[i].shape].append(i)
        tops += body[:1] if page.start else []
    return tops, {i for where in edges.values() for i in _returning(rows, pages, where)}


def _returning(rows: Rows, pages: Pages, where: Sequence[int]) -> Iterator[int]:
    """Those of some lines alike at pages' edges that are heads."""
    first = rows[where[0]]
    distinct = {pages.page_of(i) for i in where}
    # two full lines alike may be sentences alike
    enough = len(distinct) > 2 or (len(distinct) == 2 and (first.issue or first.width < rows.measure - 2))
    marked = (
        first.mark and first.band is not Band.HEAD
    )  # no note begins in a page's head: ＊期, where the number is to come
    if enough and not (len(first.shape) > _LONGEST or marked or sentence_like(first) or _ALIKE.search(first.shape)):
        told = first.issue or len(first.shape) < _BRIEF
        yield from (i for i in where if told or pages.page_of(i) or _footed(rows[i]))


def _titles_again(rows: Rows, found: Collection[int], dropped: Collection[int]) -> Iterator[int]:
    """The title's words behind the title block, where they are a head once."""
    block = {row.text for row in rows.rows[:_TITLE_BLOCK] if sentence_splits.title_like(row, rows.measure)}
    titles = {rows[i].text for i in found} & block
    yield from (i for i in range(_TITLE_BLOCK, len(rows)) if i not in dropped and rows[i].text in titles)


def _lone_heads(rows: Rows, tops: Sequence[int], dropped: Collection[int], found: Collection[int]) -> Iterator[int]:
    """At pages' tops: what parts a sentence, or stands above the mark of the page's first line of text."""
    gone = {*dropped, *found}
    for top, following in pairwise([*tops, len(rows)]):
        i = first_left(range(top, following), found, following)
        before = first_left(range(top - 1, -1, -1), gone, -1)
        if before < 0 or i == following:
            continue
        if _lone_head(rows, i, rows[before], gone) or (i == top and _above_mark(rows, i)):
            gone.add(i)
            yield i


def _what_heads_repeat(rows: Rows, found: Collection[int]) -> set[int]:
    """Of lines alike the one that is set clearly larger than the running text and than the others: a title, whose heads they
    are.  A magazine's head is as large on all its pages."""
    sizes: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        if row.place:
            sizes[row.shape].append(row.place.size)
    larger = {shape: _DISPLAYED * max(1.0, nlargest(2, alike)[-1]) for shape, alike in sizes.items()}
    return {i for i in found if (place := rows[i].place) and place.size >= larger[rows[i].shape] and not rows[i].issue}


def _may_be_heading(rows: Rows, i: int) -> bool:
    """A numbered line, or the line below one, behind a finished sentence: headings say what titles say."""
    if _FOLIO_FIRST.match(rows[i].text):
        return False  # a folio: headings seldom count so far
    return rows[i].number is not None or (rows[i - 1].number is not None and not rows[i - 1].ended)


def _other_halves(rows: Rows, pages: Pages, dropped: Collection[int], found: Collection[int]) -> Iterator[int]:
    """A head's right half, which a layer has on a line of its own: a year or an issue alone beside a head."""
    beside = {p for i in found for p in (i - 1, i + 1)} - {-1, len(rows), *found, *dropped}
    return (p for p in sorted(beside) if mastheads.HALF.match(rows[p].text))


def goes_on(rows: Rows, i: int, gone: Collection[int]) -> bool:
    """Whether a line goes on what no line ends with: an address, however alike a site's are, “p.” or “第1”."""
    at = first_left(range(i - 1, -1, -1), gone, -1)
    above = rows[at].text if at >= 0 else ""
    before, rest = unicodedata.normalize("NFKC", above), unicodedata.normalize("NFKC", rows[i].text)
    if re.search(r"(?:^|[\s,(])(?:[Pp]{1,2}|[СсSs]|Vol|vol|[Nn]o|№)\.?$", before) and re.match(r"\d", rest):
        return hanzi_count(before) * 2 < len(before) or before.endswith(".")
    if re.search(r"\d$", before) and re.match("[版页期卷号辑册年月日]", rest):
        return True
    opened = addresses.PARTED.search(before) and not addresses.FILE_END.search(before)
    return bool(opened) and bool(re.fullmatch(r"[!-~]*[A-Za-z/_=&?-][!-~]*(?: ?[./] ?[!-~]+)*", rest))


def headlines(rows: Rows) -> list[int]:
    """Lines with a journal's name and issue, or with the title again: running heads, even if they come but once.

    Those above the title are left to the title block, unless they come back.
    """
    found = [i for i, row in enumerate(rows) if row.masthead and not row.inside]
    shapes = Counter(rows[i].shape for i in found)
    known = mastheads.titles([row.text for row in rows.rows[: mastheads.FRONT]])
    named = {
        i
        for i in range(mastheads.FRONT, len(rows))
        if not rows[i].inside and mastheads.names_title(rows[i].text, known) and not _may_be_heading(rows, i)
    }
    return sorted({i for i in found if i > _ABOVE_TITLE or shapes[rows[i].shape] > 1} | named)


def _in_notes(rows: Rows, body: Sequence[int], i: int) -> bool:
    """Whether a line at a page's foot goes on a note above it: then only a journal's or publisher's words make it a head."""
    if rows[i].issue or rows[i].stamped or _footed(rows[i]) or not re.search("[^\\W\\d]", rows[i].text):
        return False
    return any(rows[p].mark for p in body[-_NOTES_REACH:] if p < i)


def _footed(row: LineFeatures) -> bool:
    """Whether the page itself parts a line from the text and its notes, as its foot."""
    return row.band is Band.FOOT


def _title_from_head(rows: Rows, found: Collection[int]) -> int | None:
    """The first running head that isn't the journal's: hanzi, no issue number, no publisher."""
    fit = [i for i in sorted(found) if rows[i].hanzi >= 5 and not rows[i].issue and not rows[i].stamped]

    def rank(i: int) -> tuple[bool, int, int]:
        journal = rows[i].hanzi <= 10 and mastheads.JOURNAL.search(rows[i].text) is not None
        return journal, -rows[i].hanzi, i

    return min(fit, key=rank) if fit else None


def _opens_text(row: LineFeatures) -> bool:
    """Whether a line has the form of a text's: a number, a note's mark, a caption, a sentence's end."""
    return row.numbered or bool(row.mark) or row.caption or sentence_like(row)


def _of_text(row: LineFeatures, full: float) -> bool:
    return _opens_text(row) or list_heads.is_head(row.text) or row.width > full


def sentence_like(row: LineFeatures) -> bool:
    return row.ended and row.width > _SENTENCE


def _between_heads(rows: Rows, pages: Pages, dropped: Collection[int], found: Collection[int]) -> Iterator[int]:
    """The title's words at the top of a page between two that have a journal's head there: heads alternate."""
    headed = {pages.page_of(i) for i in found}
    for n, page in enumerate(pages.ranges(len(rows))):
        if n not in headed and {n - 1, n + 1} <= headed:
            top = first_left(page, dropped, page.stop)
            yield from (i for i in page[top - page.start :][:1] if _alternating(rows[i], rows.measure))


def _alternating(row: LineFeatures, full: float) -> bool:
    """Whether a line at a page's top could be the head of every other page: a title's words, without marks and number."""
    short = sentence_splits.title_like(row, full) and row.width < full - _BETWEEN_ROOM
    return short and not (_NO_TITLE.search(row.text) or row.numbered or row.mark or row.caption)


def _at_their_height(rows: Rows, pages: Pages, dropped: Collection[int], found: Collection[int]) -> Iterator[int]:
    """Lines in pages' heads at the height at which other pages have theirs; the first page's are the title block's.

    Where white below a page's first lines makes the band too high, these stand at one height on all pages as well: a full line
    or a list's head is the text's.
    """
    heads = [
        (i, row.place.baseline)
        for i, row in enumerate(rows)
        if row.place and row.band is Band.HEAD and i not in dropped and pages.page_of(i)
    ]
    for i, height in heads:
        other = any(pages.page_of(j) != pages.page_of(i) and _level(y, height) for j, y in heads)
        if other and i not in found and not (_of_text(rows[i], rows.measure) or _HOLDS_STOP.search(rows[i].text)):
            yield i


def _again_at_their_height(rows: Rows, pages: Pages, dropped: Collection[int], found: Collection[int]) -> Iterator[int]:
    """The words of heads and feet again at the same height of another page: though a note seems to go on with them there,
    and with more words behind them on one page."""
    heights: dict[str, list[float]] = defaultdict(list)
    for i in {*dropped, *found}:
        if (place := rows[i].place) and hanzi_count(rows[i].shape):
            heights[rows[i].shape].append(place.baseline)
    told = {shape: where for shape, where in heights.items() if len(where) > 1}
    for i, row in enumerate(rows):
        place = row.place if i not in dropped else None
        if place and any(
            row.shape.startswith(shape) and any(_level(y, place.baseline) for y in where)
            for shape, where in told.items()
        ):
            yield i


def _level(y: float, z: float) -> bool:
    """Whether two lines of different pages stand at one height."""
    return abs(y - z) < _SAME_HEIGHT


def _feet_alike(rows: Rows, pages: Pages, dropped: Collection[int], found: Collection[int]) -> Iterator[int]:
    """Last lines of pages with the same letters at one height, whatever the layer made of the folios in and beside them."""
    for alike in _last_lines(rows, pages, dropped).values():
        feet = {i: y for i, y in alike.items() if any(j != i and _level(z, y) for j, z in alike.items())}
        if any(_footed(rows[i]) for i in feet):
            yield from feet
            yield from (i - 1 for i, y in feet.items() if _folio_beside(rows[i - 1], y))


def _last_lines(rows: Rows, pages: Pages, dropped: Collection[int]) -> Mapping[str, Mapping[int, float]]:
    """By their letters, the pages' last lines that could be feet, with their heights."""
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for page in pages.ranges(len(rows)):
        last = first_left(page[:0:-1], dropped, page.start)
        row, letters = rows[last], "".join(filter(str.isalpha, rows[last].text))
        if row.place and len(letters) >= _FOOT_WORDS and not (row.mark or row.caption or sentence_like(row)):
            found[letters][last] = row.place.baseline
    return found


def _folio_beside(row: LineFeatures, height: float) -> bool:
    """Whether a line without a letter stands in its page's foot beside a foot."""
    beside = row.place is not None and _level(row.place.baseline, height)
    return beside and _footed(row) and not any(map(str.isalpha, row.text))


def _above_mark(rows: Rows, i: int) -> bool:
    """A line at a page's top above the one with the lone space that marks the page's first line of text."""
    row = rows[i]
    if row.lead == " " or not sentence_splits.opens_page(rows, i):
        return False
    return sentence_splits.title_like(row, rows.measure) and not row.numbered and not _WORDY_END.search(row.text)


def _lone_head(rows: Rows, i: int, before: LineFeatures, gone: Collection[int]) -> bool:
    """A short line without a final mark at a page's top that parts a sentence: what was before it isn't finished."""
    row = rows[i]
    worded = sentence_splits.foreign_words(row.text) or row.hanzi > 3
    if i in gone or i - 1 not in gone or not worded or _NO_LONE_HEAD.search(row.text):
        return False
    if row.numbered or row.width >= rows.measure - _ROOM:
        return False  # a heading that happens to open a page, or a line of the text
    if row.band is Band.TEXT and rows[i - 1].band is Band.HEAD:
        return False  # the page parts its head from this line
    if row.issue:
        return True
    if row.ended or row.lead == " " or _SENTENCE_MARK.search(row.text):
        return False
    return (not before.ended and before.full) or sentence_splits.splits(rows, i, gone)


def _unproved(
    rows: Rows, heads: Collection[int], dropped: Mapping[int, Rule], numbers: Sequence[int]
) -> Iterator[Doubt]:
    """Heads that stand once, and not where a page is known to begin or end."""
    gone = dropped.keys() | heads
    alike = Counter(_words(rows[i]) for i in heads)
    for i in sorted(heads):
        if alike[_words(rows[i])] == 1 and rows[i].place is None and not _at_known_edge(rows, i, gone, dropped):
            text = rows[i].text[:40]
            yield Doubt(DoubtKind.DROPPED_LINE, numbers[i], 1, Took.LINE_AS_RUNNING_HEAD, Why.HEAD_ONCE, text)


def _words(row: LineFeatures) -> str:
    return re.sub(r"[\W\d_]", "", row.text)


def _at_known_edge(rows: Rows, i: int, gone: Collection[int], dropped: Mapping[int, Rule]) -> bool:
    """Whether a head stands beside a folio or another line that ends a page, or where the file parts its pages."""
    first = first_left(range(i, -1, -1), gone, -1) + 1
    last = first_left(range(i, len(rows)), gone, len(rows)) - 1
    if first == 0 or last == len(rows) - 1 or any(p in dropped for p in range(first, last + 1)):
        return True
    if rows[first].page != rows[first - 1].page or rows[last].page != rows[last + 1].page:
        return True
    return sentence_splits.opens_page(rows, last)
