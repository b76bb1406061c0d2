"""Take the lines, lift the metadata: labelled fields anywhere they may stand, and the title block that has no labels.

Strategy.  Labels (lexicon.labels) are trusted before the first heading, on the first page's foot and after the last
paragraph.  A field runs to the next label, its page's end, or the end of its paragraph: codes, dates and editors take one
line (a code goes on where a line's end broke it), an abstract ends where a paragraph does, keywords where a line is too
short or reads like a sentence, notes on the article and its authors at a full stop before a short line's end, a page's end,
or a line that goes on with the sentence they stand in.  What stands above the first label or paragraph is the title block
(clean.front.title_by_type_size, clean.front.title_by_words).  English blocks are Latin lines beside English labels
(clean.front.english_block).  What stands on a label's line before it, and a line that fits nothing, stays in the text.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from sco_pub.clean.front import cover, cover_form, crosscheck, funding, ringed_homes
from sco_pub.clean.front.biographies import lift_lives
from sco_pub.clean.front.english_block import lift_english
from sco_pub.clean.front.fields import Field, Front, FrontMatter, PageContext
from sco_pub.clean.front.title_by_type_size import lift_page
from sco_pub.clean.front.title_by_words import lift
from sco_pub.clean.lines.lines import Line, ends_sentence, heads_section, line_at
from sco_pub.clean.lines.measures import local_measure
from sco_pub.clean.lines.type_face import BodyType
from sco_pub.lexicon import addresses, label_words, labels, list_heads
from sco_pub.lexicon.enumerators import enumerator
from sco_pub.lexicon.names import NAME, ORG
from sco_pub.lexicon.note_marks import STARS
from sco_pub.lexicon.sources import ENTRY_END
from sco_pub.model.characters import HANZI, hanzi_count
from sco_pub.model.doubt import Doubt, DoubtKind, FieldRef, Took, Why
from sco_pub.model.rule import Rule
from sco_pub.model.text import Band, Range

# Fields that say where an article and its authors come from; journals set them at the first page's foot.
ORIGIN = frozenset({"bio", "correspondence", "funding", "translator", "cite-as", "cite-as-en", "acknowledgement"})
_ABSTRACTS, _KEYWORDS = ("abstract", "abstract-en"), ("keywords", "keywords-en")
_SHORT = 3.0  # em: a justified line lacks no more, so a line that does is a last one
_LEAST_ABSTRACT = 3  # lines of one that has no label
_NEAR = 40  # lines: no abstract is longer
_STACK, _NARROW = 2.2, 16.0  # em: from one key word to the next one below it; how long one is
_LARGER = 1.12  # times the note's type: 小五 to 五号 is 1.17; an OCR's sizes are right to a tenth
_APART = 2.0  # em from one baseline to the next: the text's own lines are 1.2 to 1.8 apart
_SET_IN = 0.8  # em at either side: an abstract's narrower measure, usually one or two
_ALIKE = 0.4  # points: sizes that differ by less are one size
_FIELD_OF_WORK = re.compile("(?:主要)?(?:研究方向|研究领域|从事)")
_POST_CODE_LAST = re.compile(r"(?<!\d)\d{6}\s*[)）]$")


@dataclasses.dataclass(frozen=True, slots=True)
class _Seam:
    """The place between the last line of a field's value and the next line: a rule says whether the value ends there.

    A rule answers yes, no, or None where the question isn't its own; the first answer counts.
    """

    page: PageContext
    label: labels.Label
    following: labels.Label | None
    last: int
    q: int

    @property
    def key(self) -> str:
        return self.label.key

    @property
    def origin(self) -> bool:
        return self.key in ORIGIN

    @property
    def before(self) -> Line:
        return self.page.lines[self.last]

    @property
    def above(self) -> str:
        return self.before.text

    @property
    def line(self) -> Line:
        return self.page.lines[self.q]

    @property
    def below(self) -> str:
        return self.line.text

    @property
    def ended(self) -> bool:
        return ends_sentence(self.above)

    @property
    def short(self) -> bool:
        return self.before.width < local_measure(self.page.lines, self.last) - _SHORT

    @property
    def same_page(self) -> bool:
        return self.page.page_of(self.q) == self.page.page_of(self.last)

    @property
    def near(self) -> bool:
        """Whether the next label stands not far below."""
        return self.following is not None and 0 <= self.page.at(self.following.start) - self.q < _NEAR

    # the rules

    def zone_end(self) -> bool | None:
        """What stands below a page's rule for notes never goes on in a line of the text."""
        g, h = self.before.geometry, self.line.geometry
        return True if g and h and g.band is Band.NOTES and h.band is Band.TEXT else None

    def heading(self) -> bool | None:
        alone = self.ended or self.key in label_words.SHORT or self.key in _KEYWORDS
        return True if alone and heads_section(self.below) else None

    def first_heading(self) -> bool | None:
        return True if self.key not in _ABSTRACTS and _opens_text(self.below) else None

    def nothing_yet(self) -> bool | None:
        first = self.before.line_start <= self.label.start
        return False if first and not text_between(self.before, self.label.end, self.before.end) else None

    def broken_code(self) -> bool | None:
        return False if self.key in label_words.SHORT and _code_goes_on(self.above, self.below) else None

    def divided(self) -> bool | None:
        """A word that the line's end divides, whatever the measure is there."""
        return False if re.search("[a-z][-\u2010]$", self.above) and re.match("[a-z]", self.below) else None

    def one_line(self) -> bool | None:
        return True if self.key in label_words.CODES or self.key == "translator" else None

    def citation(self) -> bool | None:
        if self.key not in ("cite-as", "cite-as-en") or not ENTRY_END.search(self.above):
            return None
        return not re.match(rf"[0-9:：(（.\-]|{addresses.COLON}", self.below)

    def foreign_field(self) -> bool | None:
        return True if self.key.endswith(("-en", "-ru")) and hanzi_count(self.below) > 3 else None

    def foreign_line(self) -> bool | None:
        value = text_between(self.before, self.label.end, self.before.end)
        chinese = hanzi_count(value) or hanzi_count(self.above)
        latin = not hanzi_count(self.below) and re.match("[A-Z]", self.below)
        return True if chinese and latin and _closed(self.above) else None

    def text_below(self) -> bool | None:
        """A note on the article stands above the text: what follows below a white and in larger type is the text."""
        g, h = self.before.geometry, self.line.geometry
        if not (self.origin and g and h and self.same_page):
            return None
        return True if h.size > _LARGER * g.size and g.baseline - h.baseline > _APART * h.size else None

    def next_author(self) -> bool | None:
        named = re.match(rf"{NAME}[，,（(]", self.below) and ORG.search(self.below)
        if self.key == "funding" and re.match(rf"[（(〔\[【]{NAME}[，,]", self.below):
            return True
        if self.key == "affiliation" and re.match(rf"{NAME}\s*[:：，,]\s*[男女][、，,]", self.below):
            return True  # a life
        return False if self.key == "bio" and (named or _FIELD_OF_WORK.match(self.below)) else None

    def address(self) -> bool | None:
        return False if self.origin and self.same_page and _says_where(self.above, self.below) else None

    def next_column(self) -> bool | None:
        """What is said at a column's foot doesn't go on at the next one's head, above the place where it began."""
        begun, h = self.page.lines[self.page.at(self.label.start)].geometry, self.line.geometry
        if not (self.origin or self.key == "affiliation") or begun is None or h is None or not self.same_page:
            return None
        return True if h.column != begun.column and h.baseline - begun.baseline > _STACK * h.size else None

    def hanging(self) -> bool | None:
        """A full line in mid-sentence goes on in one that hangs below the label, set in further than the label is; and where
        the label is set in, in one that begins at its left and reaches no further than the line above."""
        g, h = self.before.geometry, self.line.geometry
        begun = self.page.lines[self.page.at(self.label.start)].geometry
        at_foot = self.origin or self.key == "affiliation"
        if not (at_foot and g and h and begun) or self.ended or not self.same_page:
            return None
        alike = abs(g.size - h.size) < _ALIKE and g.column == h.column == begun.column
        hung = h.x0 - begun.x0 > h.size and not self.short
        begun_in = begun.x0 - h.x0 > h.size and h.x1 < g.x1 + h.size and g.baseline - h.baseline < _APART * h.size
        return False if alike and (hung or begun_in) else None

    def mail(self) -> bool | None:
        if self.origin and _MAIL_LAST.search(self.above) and self.short:
            return not re.match(rf"{NAME}\s*[，,（(]", self.below)
        return None

    def post_code(self) -> bool | None:
        coded = self.origin and _POST_CODE_LAST.search(self.above)
        return True if coded and not re.match(rf"[。；;，,、]|{NAME}", self.below) else None

    def foot_is_over(self) -> bool | None:
        """Notes or a folio stand between."""
        return True if self.origin and self.q - self.last > 1 and self.ended else None

    def short_end(self) -> bool | None:
        return not goes_on(self.below) if self.origin and self.ended and self.short else None

    def new_sentence(self) -> bool | None:
        """One that says nothing of a life or a grant."""
        told = goes_on(self.below) or _TOLD.search(self.below)
        return True if self.origin and self.ended and not told else None

    def english_abstract(self) -> bool | None:
        """A page's end doesn't part it from its key words."""
        followed = self.near and self.following is not None and self.following.key == "keywords-en"
        return hanzi_count(self.below) > 0 if self.key == "abstract-en" and followed else None

    def page_end(self) -> bool | None:
        return None if self.same_page else self.ended or self.key in ("bio", "funding")

    def keywords(self) -> bool | None:
        if self.key not in _KEYWORDS:
            return None
        labelled = self.following is not None and self.page.at(self.following.start) == self.q + 1
        if labelled and _rest_of_word(self.before, self.line):
            return False
        indent = self.line.lead.count("\u3000") + self.line.lead.count(" ") // 2
        if _no_keywords(self.line) or _without_mark(self.above, self.line) or (self.above and indent >= 2):
            return True
        return self.short or (self.line.blank_before and self.page.ends(self.last, self.q))

    def stacked(self) -> bool | None:
        """Key words one below the other in a column of their own, their label above them."""
        if self.key not in _KEYWORDS or text_between(*self._beside_label):
            return None
        g, h = self.before.geometry, self.line.geometry
        if g is None or h is None or not self.same_page:
            return None
        below = abs(g.x0 - h.x0) < _ALIKE and g.column == h.column and 0 < g.baseline - h.baseline < _STACK * g.size
        narrow = h.x1 - h.x0 < _NARROW * h.size
        return not narrow or ends_sentence(self.below) if below else None

    @property
    def _beside_label(self) -> tuple[Line, int, int]:
        row = self.page.lines[self.page.at(self.label.start)]
        return row, self.label.end, row.end

    def abstract(self) -> bool | None:
        followed = self.near and self.following is not None and self.following.key.startswith(("key", "abs"))
        return False if self.key in _ABSTRACTS and followed else None

    def paragraph(self) -> bool:
        return self.page.ends(self.last, self.q)


# The order is the rule: what stands higher is better known.
_RULES: tuple[Callable[[_Seam], bool | None], ...] = (
    _Seam.zone_end,
    _Seam.heading,
    _Seam.first_heading,
    _Seam.nothing_yet,
    _Seam.broken_code,
    _Seam.divided,
    _Seam.one_line,
    _Seam.citation,
    _Seam.foreign_field,
    _Seam.foreign_line,
    _Seam.text_below,
    _Seam.next_column,
    _Seam.next_author,
    _Seam.address,
    _Seam.hanging,
    _Seam.mail,
    _Seam.post_code,
    _Seam.foot_is_over,
    _Seam.short_end,
    _Seam.new_sentence,
    _Seam.english_abstract,
    _Seam.page_end,
    _Seam.stacked,
    _Seam.keywords,
    _Seam.abstract,
    _Seam.paragraph,
)


def stops(seam: _Seam) -> bool:
    """Whether a field's value ends before the seam's next line."""
    return next(answer for rule in _RULES if (answer := rule(seam)) is not None)


def goes_on(line: str) -> bool:
    """Whether a line behind a finished sentence goes on with a note on the authors: with the next one, or with the grant."""
    return bool(re.match(rf"{NAME}[，,（(]", line) or _GRANT.match(line))


_GRANT = re.compile(
    r"(?:本文|本研究|本成果|本课题)[^。]{0,10}(?:系|为|是|受|得到|获)[^。]*(?:基金|项目|课题|计划)|(?:作者|笔者)感谢[^。]*(?:基金|项目|课题)"
)
# What is told of authors and grants.
_TOLD = re.compile(
    "主要|从事|著有|代表作|发表|出版|主持|曾任|现任|兼任|任职|毕业于|电子|邮箱|[Mm]ail|[0-9]{6}|感谢|致谢|匿名|文责|基金|项目|课题|资助|成果|教授|"
    "博士|硕士|讲师|院长|所长|学会|理事|获|[男女][，,]|转载|观点|单位"
)
_MAIL_LAST = re.compile(rf"{addresses.MAIL_AT_END}$")
# How a note on an author goes on: his town and post code, his address; or it stops behind the word for it.
_WHERE = re.compile(
    rf"[（(][^（）()]{{0,16}}(?:邮编|邮政编码|\d{{6}})|(?:E-?mail|电子信箱|电子邮[箱件]|邮箱|ORCID|邮编|邮政编码|电话)\s*[:：]|{addresses.MAIL_AT_END}",
    re.IGNORECASE,
)
_WHERE_OPEN = re.compile(
    r"(?:E-?mail|电子信箱|电子邮[箱件]|邮箱|ORCID|邮编|邮政编码|[，,；;、（(])\s*[:：]?$|[，；、（]$", re.IGNORECASE
)


def _says_where(before: str, line: str) -> bool:
    """Whether a note on an author goes on with an address, or stopped in the middle of one."""
    return bool(_WHERE.match(line) or _WHERE_OPEN.search(before))


def _opens_text(line: str) -> bool:
    """Whether a line is an article's first heading by its number and form, whatever stands before it."""
    scheme, number, _ = enumerator(line)
    plain = not re.search("[，。；：！,;:!]", line) and hanzi_count(line) <= 20
    return scheme == "word" or (bool(scheme) and number in (0, 1) and scheme != "arabic-round" and plain)


def _rest_of_word(before: Line, line: Line) -> bool:
    """Whether a few signs between key words and the next label are the rest of a word that the line's end has cut."""
    return line.width < 10 and not ends_sentence(line.text) and not re.search("[；;，,、。]$", before.text)


def _no_keywords(line: Line) -> bool:
    """A line that can't go on a list of keywords: it reads like a sentence, or has a long stretch without a gap."""
    if re.search("[。：:？！%％]|^(?:首先|其次|再次|最后|近年来|随着|长期以来)[，,]?", line.text):
        return True
    return any(hanzi_count(part) > 16 for part in re.split("[\\s\u3000;；,，、]+", line.text))


def _without_mark(before: str, line: Line) -> bool:
    """Whether a line is too long for the rest of one key word, and has not the mark that parts the words above it."""
    part = next((mark for mark in (";", "；", "\u3000") if before.count(mark) > 1), "")
    return bool(part) and part not in line.text and line.width > 12 and hanzi_count(line.text) > 6


def _code_goes_on(before: str, line: str) -> bool:
    """Whether a code that a line's end has broken goes on: open at its end, or nothing but code below."""
    if not re.fullmatch(r"[0-9A-Za-z()（）./:\-－–—\s]{2,40}", line):
        return False
    opened = before.count("(") + before.count("（") > before.count(")") + before.count("）")
    return opened or bool(re.search(r"[-－–/.(（]$", before) or re.match(r"[(（\-－–/.]", line))


def _closed(text: str) -> bool:
    return ends_sentence(text) or bool(re.search(f"[{HANZI}）)”]$", text))


def inside_sentence(lines: Sequence[Line], before: Sequence[int], front: Front) -> bool:
    """Whether a field at a page's foot parts a sentence, which must go on behind it."""
    body = [q for q in before if q not in front.taken]
    last = lines[body[-1]] if body else None
    if last is None or not any(ends_sentence(lines[q].text) for q in body):
        return False
    return bool(re.search(f"[{HANZI}，、]$", last.text)) and last.width > 0.8 * local_measure(lines, body[-1])


def abstract_width(lines: Sequence[Line], front: Front) -> float:
    """The width of the abstract's lines, in em; 0 where it has too few to tell.  Keywords are set to the same measure."""
    found = next((f for f in reversed(front.fields) if f.key == "abstract"), None)
    widths = [lines[line_at(lines, r.start)].width for r in found.ranges] if found else []
    return max(widths[:-1]) if len(widths) > 2 else 0.0


def text_between(line: Line, start: int, end: int) -> str:
    return line.text[max(0, start - line.start) : max(0, end - line.start)].strip()


def find(page: PageContext, head_shapes: frozenset[str]) -> FrontMatter:
    """Fields among the lines of the running text; ``head_shapes``: how the text's running heads look."""
    front = Front()
    lines = page.lines
    flow = cover_form.lift_form(lines, cover.lift(lines, page.flow, front), front)
    page = dataclasses.replace(page, flow=tuple(flow))
    found = _trusted(page, labels.find(page.text))
    for label, following in pairwise([*found, None]):
        if label is not None:
            _field(page, front, label, following)
    lift_english(lines, flow, front)
    _lift_citation(lines, flow, front)
    body = BodyType.of([lines[p] for p in flow])
    on_cover = any(f.key == "title" for f in front.fields)
    if on_cover:
        front.dropped.update(cover_form.repeated(lines, flow, front))
    elif not lift_page(lines, flow, front, head_shapes, body):
        lift(lines, flow, front, found, head_shapes)
    _lift_bare_abstract(page, front, body)
    ringed_homes.lift(lines, flow, front)
    lift_lives(lines, flow, front)
    front.dropped.update(_title_again(lines, flow, front))
    front.doubts = crosscheck.weighed(page, front)
    return front.settled


def _lift_bare_abstract(page: PageContext, front: Front, body: BodyType) -> None:
    """An abstract without a label: a paragraph between the names and the key words, in smaller type, another face or a
    narrower measure."""
    keys = {f.key for f in front.fields}
    words = next((f for f in front.fields if f.key == "keywords"), None)
    if words is None or keys & {"abstract"} or not keys & {"title", "author"}:
        return
    at = page.at(words.ranges[0].start)
    above = [p for p in page.flow if p < at and page.page_of(p) == page.page_of(at)]
    group: list[int] = []
    while above and above[-1] not in front.taken and above[-1] not in front.trimmed and len(group) < _NEAR:
        group.insert(0, above.pop())
    rows = [page.lines[p] for p in group]
    if len(rows) < _LEAST_ABSTRACT or not above or not ends_sentence(rows[-1].text) or heads_section(rows[0].text):
        return
    sizes = [g.size for row in rows if (g := row.geometry)]
    set_off = all(body.display(row) for row in rows) or max(sizes, default=body.size) < body.size - _ALIKE
    set_off = set_off or _narrower(
        rows, [page.lines[p] for p in page.flow if p > at and page.page_of(p) == page.page_of(at)]
    )
    if set_off and len(sizes) == len(rows) and max(sizes) - min(sizes) < _ALIKE:
        front.fields.append(Field("abstract", tuple(row.range for row in rows), number=rows[0].number))
        front.taken.update(group)


def _narrower(rows: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether lines are set in at both sides against the text of their column below them."""
    first = rows[0].geometry
    text = [g for line in below if first and (g := line.geometry) and g.column == first.column]
    if len(text) < _LEAST_ABSTRACT:
        return False
    left, right = min(g.x0 for g in text), max(g.x1 for g in text)
    return all(
        g and g.x0 - left > _SET_IN * g.size and right - g.x1 > _SET_IN * g.size for g in (r.geometry for r in rows)
    )


# How to cite the article, in a line of its own: 甲某, 乙某. 题目[J]. 某学报, 2020, 40(8): 2715-2722.
_CITATION = re.compile(
    rf"{NAME}(?:[，,、]\s*{NAME})*(?:[，,]?\s*等)?[.．]\s*.{{6,}}[.．]?.+[，,.]\s*(?:19|20)\d\d[，,]\s*\d+\s*[(（]\d+[)）]\s*[:：]\s*\d+"
)


def _lift_citation(lines: Sequence[Line], flow: Sequence[int], front: Front) -> None:
    """A line near the beginning that says how to cite the article, without a label."""
    near = [p for p in flow[:40] if p not in front.taken and p not in front.trimmed]
    for n, p in enumerate(near):
        for size in (1, 2, 3):
            group = near[n : n + size]
            text = "".join(re.sub(rf"(?<=[{HANZI}])\s+(?=[{HANZI}])", "", lines[q].text) for q in group)
            if len(group) == size and re.match(rf"{NAME}[，,.．]", text) and _CITATION.match(text):
                front.fields.append(Field("cite-as", tuple(lines[q].range for q in group), number=lines[p].number))
                front.taken.update(group)
                return


def _title_again(lines: Sequence[Line], flow: Sequence[int], front: Front) -> dict[int, Rule]:
    """Lines that say the title once more, alone and word for word: running heads, or the title below a cover."""
    titles = [f for f in front.fields if f.key == "title"]
    if not titles:
        return {}
    places = [line_at(lines, r.start) for r in titles[0].ranges]
    labelled = sum(r.end - lines[places[0]].start for r in titles[0].label[:1] if r.start <= lines[places[0]].start)
    text = _close("".join(lines[p].text for p in places)[labelled:])
    if hanzi_count(text) < 6:
        return {}
    rest = [p for p in flow if p > places[0] and p not in front.taken and p not in front.trimmed]
    return {
        p: Rule.RUNNING_HEAD
        for n in range(len(rest))
        for size in (1, 2, 3)
        if _close("".join(lines[p].text for p in rest[n : n + size])) == text
        for p in rest[n : n + size]
    }


def _close(text: str) -> str:
    return re.sub(rf"\s|(?<![{STARS}])[{STARS}]+$|^《(?=[^《]*》$)|(?<=[{HANZI}])》$", "", text)


_EARLY, _EARLY_MOST, _LATE = 30, 90, 40  # lines of the running text at its two ends where labels are at home
_FIRST_PAGE = 60  # lines of running text that a first page can hold
_CHAIN = 2  # lines: a label so near behind another one belongs to the same block


def _trusted(page: PageContext, found: Sequence[labels.Label]) -> list[labels.Label]:
    """Labels where labels may stand: in brackets anywhere, bare ones near the beginning or the end, or with a colon at the
    first page's foot."""
    inside = {p: n for n, p in enumerate(page.flow)}
    area = _Area.of(page)
    out: list[labels.Label] = []
    for label, following in pairwise([*found, None]):
        n = inside.get(page.at(label.start)) if label is not None and page.flow else None
        if label is None or n is None or not _stands_free(page.lines, inside, label, following):
            continue  # inside a sentence, or in what isn't running text
        if _is_field(page, area, label, n, out):
            out.append(label)
    return out


@dataclasses.dataclass(frozen=True, slots=True)
class _Area:
    """Where in the running text (indices) labels are at home: up to ``early``, from ``late`` on.

    ``heading``: its first heading; ``listed``: the head of its sources.
    """

    heading: int
    early: int
    late: int
    listed: int

    @classmethod
    def of(cls, page: PageContext) -> _Area:
        texts = [page.lines[p].text for p in page.flow]
        end = len(texts)
        heading = next((n for n, text in enumerate(texts) if n > 2 and heads_section(text)), end)
        listed = next((n for n, text in enumerate(texts) if list_heads.of_sources(text)), end)
        return cls(heading, min(max(heading + 1, _EARLY), _EARLY_MOST), end - _LATE, listed)


def _is_field(page: PageContext, area: _Area, label: labels.Label, n: int, out: Sequence[labels.Label]) -> bool:
    """Whether a label heads a field; ``n``: its line's place in the running text; ``out``: the fields before it."""
    if label.key in ("doi", "url") and n > area.listed:
        return False  # an entry's own
    again = label.key == "editor" or any(each.key == label.key for each in out)
    if n > area.heading and again and not label.bracketed and _word_of_text(page.lines, page.flow, n, label):
        return False
    if _of_the_text(page, label, n):
        return False
    if label.bracketed and label.key not in ("abstract-en", "title-en"):
        return True
    if n <= area.early or n >= area.late or (label.key in label_words.DISTINCT and label.colon):
        return True
    if page.text[label.end - 1] not in ":：":
        return False
    chained = bool(out) and 0 < page.flow[n] - page.at(out[-1].start) <= _CHAIN
    return chained or (n <= _FIRST_PAGE and page.page_of(page.flow[n]) == 0)


def _of_the_text(page: PageContext, label: labels.Label, n: int) -> bool:
    """Whether a starred note is a place's in the text: no thanks, and below another page than the one the article begins on."""
    if label.key != "acknowledgement" or page.text[label.start] not in STARS:
        return False
    later = page.page_of(page.flow[n]) > page.page_of(page.flow[0])
    return later and not re.search("[感致]谢|谨谢", page.text[label.end : label.end + 80])


def _word_of_text(lines: Sequence[Line], flow: Sequence[int], n: int, label: labels.Label) -> bool:
    """Whether a line in the middle of a sentence begins with a label's word: no journal sets these fields at a page's foot."""
    before, line = lines[flow[n - 1]], lines[flow[n]]
    inside = not ends_sentence(before.text) and before.width > 0.8 * local_measure(lines, flow[n - 1])
    return inside and (label.key in ("abstract", "keywords") or (label.key == "editor" and line.width > 14))


def _stands_free(
    lines: Sequence[Line], inside: Collection[int], label: labels.Label, following: labels.Label | None
) -> bool:
    """Whether nothing follows a field in brackets, （责任编辑：某某）, on its last line; others always do."""
    if label.tail is None:
        return True
    last = line_at(lines, label.tail[1] - 1)
    bound = lines[last].end if following is None else min(following.start, lines[last].end)
    return last in inside and not text_between(lines[last], label.tail[1], bound)


def _field(page: PageContext, front: Front, label: labels.Label, following: labels.Label | None) -> None:
    """One field: from its label to where its value ends, line by line."""
    lines = page.lines
    p = page.at(label.start)
    line = front.trimmed.get(p, lines[p])
    fresh = p not in front.taken
    rest = fresh and bool(line.text[: max(0, label.start - line.start)].strip())
    if label.start > line.start and fresh:
        front.trimmed[p] = _cut(line, label.start)
    if label.tail is not None:
        _bracketed(page, front, label, label.tail)
        return
    value = _value(page, front, label, following)
    front.taken.update(value if not rest else value[1:])
    stop = following.start if following else None
    ranges = [
        Range(
            label.start if q == p else lines[q].line_start,
            lines[q].full_end if stop is None or stop >= lines[q].end else stop,
        )
        for q in value
    ]
    marks = (Range(label.start, label.end), *_closing(lines, label, ranges))
    front.fields += funding.parted(Field(label.key, tuple(ranges), marks, lines[p].number), page.text, lines)


def _bracketed(page: PageContext, front: Front, label: labels.Label, tail: tuple[int, int]) -> None:
    """A field that its brackets hold from end to end."""
    p = page.at(label.start)
    around = Range(label.start, label.end), Range(*tail)
    front.fields.append(Field(label.key, (Range(label.start, tail[1]),), around, page.lines[p].number))
    if label.start <= page.lines[p].start or p in front.taken:
        front.taken.add(p)
    front.taken.update(range(p + 1, page.at(tail[1] - 1) + 1))


def _value(page: PageContext, front: Front, label: labels.Label, following: labels.Label | None) -> list[int]:
    """The lines of a field's value (positions), the label's first."""
    p = page.at(label.start)
    at = page.flow.index(p) if p in page.flow else 0
    foot = label.key in ORIGIN and inside_sentence(page.lines, page.flow[:at], front)
    value: list[int] = []
    for q in page.flow[at:]:
        if following is not None and page.lines[q].line_start >= following.start:
            break
        if value and _over(_Seam(page, label, following, value[-1], q), front, foot=foot, first=len(value) == 1):
            break
        value.append(q)
    return value


def _over(seam: _Seam, front: Front, *, foot: bool, first: bool) -> bool:
    """Whether a value ends at a seam; ``foot``: the field parts a sentence; ``first``: the line above is the label's."""
    if stops(seam):
        return True
    if foot and seam.ended and not goes_on(seam.below):
        if seam.before.width > local_measure(seam.page.lines, seam.last) - 2:
            _doubt_end(front, seam.label, seam.line)
        return True
    alone = first and not text_between(seam.before, seam.label.end, seam.before.end)
    narrow = seam.before.width < 0.6 * abstract_width(seam.page.lines, front)
    return seam.key == "keywords" and not alone and narrow and seam.stacked() is None


def _doubt_end(front: Front, label: labels.Label, row: Line) -> None:
    subject, why = FieldRef(label.key), Why.COULD_BE_LONGER
    front.doubts.append(Doubt(DoubtKind.FIELD_END, row.number, 1, Took.FIELD_ENDS, why, row.text[:40], subject))


def _closing(lines: Sequence[Line], label: labels.Label, ranges: Sequence[Range]) -> tuple[Range, ...]:
    """A bracket at the value's end that was opened before the label, as in （责任编辑：某某）."""
    rows = [(lines[line_at(lines, r.start)], r) for r in ranges]
    value = "".join(text_between(row, max(label.end, r.start), r.end) for row, r in rows)
    row, last = rows[-1]
    here = text_between(row, max(label.end, last.start), last.end)
    for opening, closing in ("（(", "）)"), ("【［[", "】］]"), ("〔", "〕"):
        opened = sum(value.count(c) for c in opening)
        if here[-1:] in closing and here and sum(value.count(c) for c in closing) > opened:
            at = row.start + row.text[: last.end - row.start].rstrip().rfind(here[-1])
            return (Range(at, at + 1),)
    if label.key in label_words.SHORT and here[-1:] in "；;，,、.。" and here:  # it parted this field from the next
        at = row.start + row.text[: last.end - row.start].rstrip().rfind(here[-1])
        return (Range(at, at + 1),)
    return ()


def _cut(line: Line, end: int) -> Line:
    text = line.text[: end - line.start].rstrip()
    return dataclasses.replace(line, text=text, end=line.start + len(text), full_end=end)
