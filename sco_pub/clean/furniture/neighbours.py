"""Find what stands on an article's pages and belongs to another article, or to the data base that sent the file.

Strategy.  A journal that prints the end of an article in a gap elsewhere says so: （下转第199页） where it breaks off,
（上接第190页） where it goes on.  What stands between the two is another article's; so is what follows where one goes on that
never broke off, at the end of the last page.  On the first page, what stands above the
title (the largest type of the page) and is running text or a list of sources is the end of the article before; so are
notes at its foot that count on from a number that nothing on the page calls.  Where an abstract stands a second time, with
key words, below another title, the next article begins; below its beginning this one may go on behind a signpost.  What a
journal says of itself (its board, a call for papers) fills the last page from a head in larger type on.  A page that
a data base adds names the journal, the volume and the address of the file under labels of its own (刊名：, 本文链接：).
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import chain, groupby, pairwise

from sco_pub.clean.furniture import issue_summaries
from sco_pub.clean.lines.lines import Line, ends_sentence
from sco_pub.clean.lines.run_in import cut_at
from sco_pub.lexicon import label_words, list_heads
from sco_pub.model.characters import CIRCLED, hanzi_count
from sco_pub.model.rule import Rule
from sco_pub.model.text import Band

_ONWARD = re.compile(r"[（(〔\[]?\s*(?:下转|转)\s*第?\s*[0-9]+\s*页\s*[)）〕\]]?")
_BACK = re.compile(r"[（(〔\[]?\s*(?:(?:上接|接)\s*第?\s*[0-9]+\s*页|接\s*上\s*页)\s*[)）〕\]]?")
# In brackets a signpost may share its line with the text.
_ONWARD_AT_END = re.compile(r"[（(〔\[]\s*下转\s*第?\s*[0-9]+\s*页\s*[)）〕\]]$")
_BACK_AT_START = re.compile(r"[（(〔\[]\s*(?:上接\s*第?\s*[0-9]+\s*页|接\s*上\s*页)\s*[)）〕\]]\s*")
# One sign again and again parts two articles, or a few stars by themselves.
_ORNAMENTS = re.compile(r"\s*(\S)\1{9,}\s*|\s*([*＊※☆])(?:\s*\2)+\s*")
_REACH = 2  # pages from where an article breaks off to where it goes on, in the file
_LABELS = re.compile(
    r"(?:英文)?刊名\s*[:：]|年，?卷\s*[(（]期[)）]\s*[:：]|本文链接\s*[:：]|作者单位\s*[:：]|引用本文格式\s*[:：]|授权使用\s*[:：]|下载时间\s*[:：]"
)
_SAYS = 3  # such labels make a page the data base's
_ADDED = 8  # pages that it puts behind at most: its record, what the article cites, what cites it (seen: six, of 111 entries)
_LARGE = 1.3  # of the text's size: so large at least is a title
_TAIL = 2  # full lines above a title, at least
_FULL = 0.6  # of the usual width of the page's lines
_COUNTED = 3  # notes of the article before, of which most count on: fewer may be misread marks
# Hanzi from an article's abstract to the next one's, at least: the shortest briefs of medicine have a page.
_ARTICLE = 600
_ABSTRACT_LINES = 25  # in which key words follow an abstract of three hundred hanzi in a narrow column
_TITLE_LINES = 6  # above an abstract: a title in two lines, its subtitle, names, homes
# What a journal prints below an article's end: its board, its calls.
_NOTICE = re.compile(
    r"(?:《.{2,24}》|本刊)?.{0,18}(?:编辑委员会(?:成员)?(?:名单)?|编委会(?:成员)?名单|征稿(?:启事|简则|通知|简约)|稿约|投稿(?:须知|指南)|征订启事|订阅启事|"
    r"(?:重要|郑重)?声明|更正|勘误)"
)
_NOTICE_TYPE = 1.2  # of the text's size, at least
_ABSTRACT = re.compile(label_words.opening("abstract"))
_KEYWORDS = re.compile(label_words.opening("keywords"))
_STOPPED = re.compile(r"[。．.]$")
_OWN = re.compile(rf"{label_words.of('abstract')}|{label_words.of('keywords')}|编者按|编者的话|主持人|专题")


def parted(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those that end where the article breaks off or begin where it goes on parted from the signpost."""
    out: list[Line] = []
    for line in lines:
        onward, back = _ONWARD_AT_END.search(line.text), _BACK_AT_START.match(line.text)
        at = onward.start() if onward else back.end() if back else 0
        out += cut_at(line, at) if 0 < at < len(line.text) else [line]
    return tuple(out)


def find(lines: Sequence[Line], flow: Collection[int]) -> dict[int, Rule]:
    """The lines among the running text's (``flow``) that are no part of the article, with the rule that drops them."""
    usual = statistics.median([g.size for line in lines if (g := line.geometry)] or [0.0])
    found: dict[int, Rule] = {}
    for finder, rule in _FINDERS:
        left = [p for p in sorted(flow) if p not in found]
        rows = [lines[p] for p in left]
        found |= {left[n]: rule for n in finder(rows, usual)} if rows else {}
    return found


# A finder takes the lines that are left and the usual type size, and gives the indices of those that aren't the article's.


def _database_pages(rows: Sequence[Line], _: float) -> Iterable[int]:
    """The lines of the pages that a data base has put before or behind; what it says of an article may go on over the page."""
    pages = [list(group) for _, group in groupby(range(len(rows)), key=lambda n: rows[n].page)]
    if len(pages) < 2 or rows[0].page is None:
        return ()
    says = [len(set(_LABELS.findall("\n".join(rows[n].text for n in page)))) >= _SAYS for page in pages]
    behind = next((n for n in range(max(1, len(pages) - _ADDED), len(pages)) if says[n]), len(pages))
    return chain(*pages[: says[0]], *pages[behind:])


def _gap_between(rows: Sequence[Line], _: float) -> Iterable[int]:
    """From where the article breaks off to where it goes on, the two signposts included."""
    onward, back = _signpost(rows, _ONWARD), _signpost(rows, _BACK)
    if back is None:
        return () if onward is None else (onward,)
    if onward is None and rows[back].page == rows[-1].page is not None:
        return _filler(rows, back)
    if onward is None or onward > back or (rows[back].page or 0) - (rows[onward].page or 0) > _REACH:
        return (back,)
    own = {n for n in range(onward + 1, back + 1) if rows[n].page == rows[onward].page and _in_notes(rows[n])}
    return (n for n in range(onward, back + 1) if n not in own)


def _signpost(rows: Sequence[Line], form: re.Pattern[str], start: int = 0) -> int | None:
    return next((n for n in range(start, len(rows)) if form.fullmatch(rows[n].text)), None)


def _filler(rows: Sequence[Line], back: int) -> Iterable[int]:
    """The end of another article that fills the last page, from the row of ornaments above its signpost on."""
    begins = back - 1 if back and _ORNAMENTS.fullmatch(rows[back - 1].text) else back
    going_on = begins > 0 and not ends_sentence(rows[begins - 1].text)
    own = {n for n, row in enumerate(rows) if _in_notes(row) or (going_on and _beside_above(row, rows[begins]))}
    return (n for n in range(begins, len(rows)) if n not in own)


def _beside_above(line: Line, signpost: Line) -> bool:
    """Whether a line stands above the filler in the next column: there a sentence of the article itself goes on."""
    g, begun = line.geometry, signpost.geometry
    return g is not None and begun is not None and g.column > begun.column and g.baseline > begun.baseline + g.size / 2


def _in_notes(line: Line) -> bool:
    return line.geometry is not None and line.geometry.band is Band.NOTES


def _of_page(rows: Sequence[Line], page: int | None) -> list[int]:
    return [n for n, row in enumerate(rows) if row.page == page]


def _above_title(rows: Sequence[Line], usual: float) -> Iterable[int]:
    """What stands above the title on the first page, when it is running text."""
    first = _of_page(rows, rows[0].page)
    placed = {n: g for n in first if (g := rows[n].geometry)}
    sizes = {n: g.size for n, g in placed.items() if hanzi_count(rows[n].text) >= 4}
    largest = max(sizes.values(), default=0.0)
    if largest <= _LARGE * usual or len(sizes) < len(first) / 3:
        return ()
    above = first[: next(n for n, size in sizes.items() if size == largest)]
    widths = {n: g.x1 - g.x0 for n, g in placed.items()}
    column = sorted(widths.values())[len(widths) * 3 // 4]  # the usual width: a column's, where there are two
    full = [n for n in above if widths.get(n, 0.0) > _FULL * column]
    ended = any(_STOPPED.search(rows[n].text) for n in full)
    told = any(_OWN.search(rows[n].text) for n in above)
    return above if len(full) >= _TAIL and ended and not told else ()


def _issue_summaries(rows: Sequence[Line], _: float) -> Iterable[int]:
    return issue_summaries.find(rows, range(len(rows)))


def _notes_from_before(rows: Sequence[Line], _: float) -> Iterable[int]:
    """The last notes of the article before, at the first page's foot: an article's own begin with 1, and so does a list."""
    first = _of_page(rows, rows[0].page)
    marks = {n: CIRCLED[rows[n].text[0]] for n in first if rows[n].text[:1] in CIRCLED}
    if len(marks) < _COUNTED or len(first) == len(rows):
        return ()
    top, numbers = min(marks), list(marks.values())
    called = {CIRCLED[sign] for row in rows[:top] for sign in row.text if sign in CIRCLED}
    on = sum(b - a == 1 for a, b in pairwise(numbers)) * 2 > len(numbers) - 1
    return first[top:] if on and 1 not in numbers and numbers[0] not in called else ()


def _next_article(rows: Sequence[Line], usual: float) -> Iterable[int]:
    """The article behind this one: from its title to the end of the file, or to where this one goes on below its beginning."""
    again = _second_abstract(rows)
    if again is None or rows[0].page is None:
        return ()
    begins, page = _title_above(rows, again, usual), rows[again].page
    back = _signpost(rows, _BACK, again)
    place = rows[back].geometry if back is not None and rows[back].page == page == rows[-1].page else None
    if place is None:
        return range(begins, len(rows))
    below = place.baseline + place.size / 2
    return (n for n in range(begins, len(rows)) if n == back or _higher(rows[n], below))


def _higher(line: Line, level: float) -> bool:
    return line.geometry is not None and line.geometry.baseline > level


def _second_abstract(rows: Sequence[Line]) -> int | None:
    """The index of the abstract that follows an article's text and has key words behind it, as an article's own has."""
    abstracts = [n for n, row in enumerate(rows) if _ABSTRACT.match(row.text)]
    for first, n in pairwise(abstracts):
        between = sum(hanzi_count(row.text) for row in rows[first:n])
        if between >= _ARTICLE and any(_KEYWORDS.match(row.text) for row in rows[n : n + _ABSTRACT_LINES]):
            return n
    return None


def _title_above(rows: Sequence[Line], abstract: int, usual: float) -> int:
    """The index of the first line of the title above an abstract: in larger type, or short and unfinished as titles are."""
    top = _of_page(rows, rows[abstract].page)[0]
    large = next((n for n in range(top, abstract) if (g := rows[n].geometry) and g.size > _LARGE * usual), None)
    if large is not None:
        return large if any(_STOPPED.search(row.text) for row in rows[top:large]) else top
    begins = abstract
    widest = max(row.width for row in rows[top:])
    while begins > max(top, abstract - _TITLE_LINES) and _title_like(rows[begins - 1], widest):
        begins -= 1
    return begins


def _title_like(line: Line, widest: float) -> bool:
    return line.width < _FULL * widest and not re.search(r"[。．.，；)）\]]$", line.text)


def _notice(rows: Sequence[Line], usual: float) -> Iterable[int]:
    """What the journal says of itself on the last page, below the list of sources, from its head to the end of the file."""
    listed = next((n for n, row in enumerate(rows) if list_heads.of_sources(row.text)), len(rows))
    heads = (n for n in range(listed + 1, len(rows)) if rows[n].page == rows[-1].page and _heads_notice(rows[n], usual))
    return range(next(heads, len(rows)), len(rows))


def _heads_notice(line: Line, usual: float) -> bool:
    large = line.geometry is not None and line.geometry.size >= _NOTICE_TYPE * usual
    return large and _NOTICE.fullmatch(re.sub(r"\s", "", line.text)) is not None


_Finder = Callable[[Sequence[Line], float], Iterable[int]]
_FINDERS: tuple[tuple[_Finder, Rule], ...] = (
    (_database_pages, Rule.DATABASE_PAGE),
    (_next_article, Rule.NEIGHBOUR),
    (_gap_between, Rule.NEIGHBOUR),
    (_above_title, Rule.NEIGHBOUR),
    (_issue_summaries, Rule.NEIGHBOUR),
    (_notes_from_before, Rule.NEIGHBOUR),
    (_notice, Rule.NEIGHBOUR),
)
