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
from collections.abc import Collection, Sequence
from itertools import groupby, pairwise

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
_ARTICLE = (
    600  # hanzi from an article's abstract to the next one's, at least: the shortest briefs of medicine have a page
)
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
    order = sorted(flow)
    found = dict.fromkeys(_database_pages(lines, order), Rule.DATABASE_PAGE)
    order = [p for p in order if p not in found]
    found |= dict.fromkeys(_next_article(lines, order), Rule.NEIGHBOUR)
    order = [p for p in order if p not in found]
    found |= dict.fromkeys(_gap_between(lines, order), Rule.NEIGHBOUR)
    found |= dict.fromkeys(_above_title(lines, order), Rule.NEIGHBOUR)
    found |= dict.fromkeys(issue_summaries.find(lines, [p for p in order if p not in found]), Rule.NEIGHBOUR)
    found |= dict.fromkeys(_notes_from_before(lines, [p for p in order if p not in found]), Rule.NEIGHBOUR)
    found |= dict.fromkeys(_notice(lines, [p for p in order if p not in found]), Rule.NEIGHBOUR)
    return found


def _database_pages(lines: Sequence[Line], order: Sequence[int]) -> list[int]:
    """The lines of the pages that a data base has put before or behind; what it says of an article may go on over the page."""
    pages = [list(group) for _, group in groupby(order, key=lambda p: lines[p].page)]
    if len(pages) < 2 or lines[order[0]].page is None:
        return []
    says = [len(set(_LABELS.findall("\n".join(lines[p].text for p in page)))) >= _SAYS for page in pages]
    behind = next((n for n in range(max(1, len(pages) - _ADDED), len(pages)) if says[n]), len(pages))
    return [p for n, page in enumerate(pages) if n >= behind or (n == 0 and says[0]) for p in page]


def _gap_between(lines: Sequence[Line], order: Sequence[int]) -> list[int]:
    """From where the article breaks off to where it goes on, the two signposts included."""
    onward = next((n for n, p in enumerate(order) if _ONWARD.fullmatch(lines[p].text)), None)
    back = next((n for n, p in enumerate(order) if _BACK.fullmatch(lines[p].text)), None)
    if back is None:
        return [] if onward is None else [order[onward]]
    if onward is None and lines[order[back]].page == lines[order[-1]].page is not None:
        return _filler(lines, order, back)
    pages = [lines[order[n]].page or 0 for n in (onward if onward is not None else back, back)]
    if onward is None or onward > back or pages[1] - pages[0] > _REACH:
        return [order[back]]
    return [
        p
        for p in order[onward : back + 1]
        if lines[p].page != pages[0] or not _in_notes(lines[p]) or p == order[onward]
    ]


def _filler(lines: Sequence[Line], order: Sequence[int], back: int) -> list[int]:
    """The end of another article that fills the last page, from the row of ornaments above its signpost on."""
    begins = back - 1 if back and _ORNAMENTS.fullmatch(lines[order[back - 1]].text) else back
    going_on = begins > 0 and not ends_sentence(lines[order[begins - 1]].text)
    signpost = lines[order[begins]]
    return [p for p in order[begins:] if not (_in_notes(lines[p]) or (going_on and _beside_above(lines[p], signpost)))]


def _beside_above(line: Line, signpost: Line) -> bool:
    """Whether a line stands above the filler in the next column: there a sentence of the article itself goes on."""
    g, begun = line.geometry, signpost.geometry
    return g is not None and begun is not None and g.column > begun.column and g.baseline > begun.baseline + g.size / 2


def _in_notes(line: Line) -> bool:
    return line.geometry is not None and line.geometry.band is Band.NOTES


def _above_title(lines: Sequence[Line], order: Sequence[int]) -> list[int]:
    """What stands above the title on the first page, when it is running text."""
    first = [p for p in order if lines[p].page == lines[order[0]].page] if order else []
    sizes = {p: g.size for p in first if (g := lines[p].geometry) and hanzi_count(lines[p].text) >= 4}
    if len(sizes) < len(first) / 3 or not sizes:
        return []
    usual = statistics.median(g.size for line in lines if (g := line.geometry))
    largest = max(sizes.values())
    title = next(p for p in first if sizes.get(p) == largest)
    above = [p for p in first if p < title]
    places = {p: g for p in first if (g := lines[p].geometry)}
    usual_width = sorted(g.x1 - g.x0 for g in places.values())[len(places) * 3 // 4]  # a column's, where there are two
    full = [p for p in above if p in places and places[p].x1 - places[p].x0 > _FULL * usual_width]
    ended = any(re.search(r"[。．.]$", lines[p].text) for p in full)
    told = any(_OWN.search(lines[p].text) for p in above)
    return above if largest > _LARGE * usual and len(full) >= _TAIL and ended and not told else []


def _notes_from_before(lines: Sequence[Line], order: Sequence[int]) -> list[int]:
    """The last notes of the article before, at the first page's foot: an article's own begin with 1, and so does a list."""
    first = [p for p in order if lines[p].page == lines[order[0]].page] if order else []
    marked = [p for p in first if lines[p].text[:1] in CIRCLED]
    if len(marked) < _COUNTED or len(first) == len(order):
        return []
    numbers = [CIRCLED[lines[p].text[0]] for p in marked]
    called = {CIRCLED[sign] for p in first if p < marked[0] for sign in lines[p].text if sign in CIRCLED}
    on = sum(b - a == 1 for a, b in pairwise(numbers)) * 2 > len(numbers) - 1
    return [p for p in first if p >= marked[0]] if on and 1 not in numbers and numbers[0] not in called else []


def _next_article(lines: Sequence[Line], order: Sequence[int]) -> list[int]:
    """The article behind this one: from its title to the end of the file, or to where this one goes on below its beginning."""
    again = _second_abstract(lines, order)
    if again is None or lines[order[0]].page is None:
        return []
    begins = _title_above(lines, order, again)
    page = lines[order[again]].page
    back = next((p for p in order[again:] if lines[p].page == page and _BACK.fullmatch(lines[p].text)), None)
    place = lines[back].geometry if back is not None else None
    if place is None or lines[order[-1]].page != page:
        return list(order[begins:])
    below = place.baseline + place.size / 2
    return [p for p in order[begins:] if p == back or ((g := lines[p].geometry) is not None and g.baseline > below)]


def _second_abstract(lines: Sequence[Line], order: Sequence[int]) -> int | None:
    """The index of the abstract that follows an article's text and has key words behind it, as an article's own has."""
    abstracts = [n for n, p in enumerate(order) if _ABSTRACT.match(lines[p].text)]
    for first, n in pairwise(abstracts):
        between = sum(hanzi_count(lines[p].text) for p in order[first:n])
        if between >= _ARTICLE and any(_KEYWORDS.match(lines[p].text) for p in order[n : n + _ABSTRACT_LINES]):
            return n
    return None


def _title_above(lines: Sequence[Line], order: Sequence[int], abstract: int) -> int:
    """The index of the first line of the title above an abstract: in larger type, or short and unfinished as titles are."""
    page = lines[order[abstract]].page
    top = next(n for n, p in enumerate(order) if lines[p].page == page)
    usual = statistics.median(g.size for line in lines if (g := line.geometry))
    large = [n for n in range(top, abstract) if (g := lines[order[n]].geometry) and g.size > _LARGE * usual]
    if large:
        return large[0] if any(re.search(r"[。．.]$", lines[p].text) for p in order[top : large[0]]) else top
    begins = abstract
    widest = max(lines[p].width for p in order[top:])
    while begins > max(top, abstract - _TITLE_LINES) and _title_like(lines[order[begins - 1]], widest):
        begins -= 1
    return begins


def _title_like(line: Line, widest: float) -> bool:
    return line.width < _FULL * widest and not re.search(r"[。．.，；)）\]]$", line.text)


def _notice(lines: Sequence[Line], order: Sequence[int]) -> list[int]:
    """What the journal says of itself on the last page, below the list of sources, from its head to the end of the file."""
    listed = next((n for n, p in enumerate(order) if list_heads.of_sources(lines[p].text)), len(order))
    last = lines[order[-1]].page if order else None
    usual = statistics.median([g.size for line in lines if (g := line.geometry)] or [0.0])
    for n in range(listed + 1, len(order)):
        row = lines[order[n]]
        g = row.geometry
        if g and row.page == last and g.size >= _NOTICE_TYPE * usual and _NOTICE.fullmatch(re.sub(r"\s", "", row.text)):
            return list(order[n:])
    return []
