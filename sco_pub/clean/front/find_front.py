"""Take the lines, lift the metadata: labelled fields anywhere they may stand, and the title block that has no labels.

Strategy.  Labels (lexicon.labels) are trusted before the first heading, on the first page's foot and after the last
paragraph; a field runs to the next label, its page's end, or the end of its paragraph.  What stands above the first label
or paragraph is the title block: mastheads and column names by their form, the author line by the shape of Chinese names (a
surname and one to three characters), the affiliation by its institution, the title by being what is left, a subtitle by its
dash (clean.front.title_block).  English blocks are Latin lines beside English labels (clean.front.english_block).  What
stands on a label's line before it, and a line that fits nothing, stays in the text.

Take a field's label and lines, tell where its value ends.

Strategy.  Codes, dates and editors take one line, a code goes on where a line's end broke it.  An abstract ends where a paragraph
does, keywords where a line is too short or reads like a sentence, notes on the article and its authors at a full stop before
a short line's end, a page's end, or a line that goes on with the sentence they stand in.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Sequence

from sco_pub.clean.front import cover, cover_form, funding
from sco_pub.clean.front.biographies import lift_lives
from sco_pub.clean.front.english_block import lift_english
from sco_pub.clean.front.fields import Field, Front
from sco_pub.clean.front.title_block import lift
from sco_pub.clean.front.title_page import lift_page
from sco_pub.clean.lines.lines import Line, ends_sentence, line_at, local_measure
from sco_pub.clean.lines.type_face import BodyType
from sco_pub.lexicon import addresses, label_words, labels, list_heads
from sco_pub.lexicon.enumerators import enumerator
from sco_pub.lexicon.names import NAME, ORG
from sco_pub.lexicon.note_marks import STARS
from sco_pub.lexicon.sources import ENTRY_END
from sco_pub.model.characters import HANZI, hanzi_count
from sco_pub.model.doubt import Doubt, DoubtKind, FieldRef, Took, Why
from sco_pub.model.rule import Rule
from sco_pub.model.text import Range

# Fields that say where an article and its authors come from; journals set them at the first page's foot.
ORIGIN = frozenset({"bio", "correspondence", "funding", "translator", "cite-as", "cite-as-en", "acknowledgement"})


def stops(
    lines: Sequence[Line],
    label: labels.Label,
    following: labels.Label | None,
    last: int,
    q: int,
    is_heading: Callable[[str], bool],
    page_of: Callable[[int], int],
    ends: Callable[[int, int], bool],
) -> bool:
    """Whether a field's value ends before line ``q``."""
    if is_heading(lines[q].text) and (
        ends_sentence(lines[last].text) or label.key in label_words.SHORT | {"keywords", "keywords-en"}
    ):
        return True
    origin = label.key in ORIGIN
    if label.key not in ("abstract", "abstract-en") and _opens_text(lines[q].text):
        return True
    empty = lines[last].line_start <= label.start and not text_between(lines[last], label.end, lines[last].end)
    if empty:
        return False
    if label.key in label_words.SHORT and _code_goes_on(lines[last].text, lines[q].text):
        return False
    if label.key in label_words.SHORT or label.key in ("editor", "translator"):
        return True
    if label.key in ("cite-as", "cite-as-en") and ENTRY_END.search(lines[last].text):
        return not re.match(rf"[0-9:：(（.\-]|{addresses.COLON}", lines[q].text)
    if label.key.endswith(("-en", "-ru")) and hanzi_count(lines[q].text) > 3:
        return True
    chinese = hanzi_count(text_between(lines[last], label.end, lines[last].end)) or hanzi_count(lines[last].text)
    if chinese and not hanzi_count(lines[q].text) and re.match("[A-Z]", lines[q].text) and _closed(lines[last].text):
        return True
    if label.key == "bio" and re.match(rf"{NAME}[，,（(]", lines[q].text) and ORG.search(lines[q].text):
        return False  # the next author's
    if label.key == "bio" and re.match("(?:主要)?(?:研究方向|研究领域|从事)", lines[q].text):
        return False
    if origin and page_of(q) == page_of(last) and _says_where(lines[last].text, lines[q].text):
        return False
    if origin and _MAIL_LAST.search(lines[last].text) and lines[last].width < local_measure(lines, last) - 3:
        return not re.match(rf"{NAME}\s*[，,（(]", lines[q].text)
    if (
        origin
        and re.search(r"(?<!\d)\d{6}\s*[)）]$", lines[last].text)
        and not re.match(rf"[。；;，,、]|{NAME}", lines[q].text)
    ):
        return True
    if origin and q - last > 1 and ends_sentence(lines[last].text):
        return True  # notes or a folio stand between: the page's foot is over
    ended = ends_sentence(lines[last].text) and lines[last].width < local_measure(lines, last) - 3
    if ended and origin:
        return not goes_on(lines[q].text)
    if origin and ends_sentence(lines[last].text) and not (goes_on(lines[q].text) or _TOLD.search(lines[q].text)):
        return True  # a new sentence that says nothing of a life or a grant
    near = following is not None and 0 <= line_at(lines, following.start) - q < 40
    if label.key == "abstract-en" and near and following is not None and following.key == "keywords-en":
        return hanzi_count(lines[q].text) > 0  # a page's end doesn't part it from its key words
    if page_of(q) != page_of(last):
        return ends_sentence(lines[last].text) or label.key in ("bio", "funding")
    if label.key in ("keywords", "keywords-en"):
        if following is not None and line_at(lines, following.start) == q + 1 and _rest_of_word(lines[last], lines[q]):
            return False
        if (
            _no_keywords(lines[q])
            or _without_mark(lines[last].text, lines[q])
            or (len(lines[last].text) > 0 and lines[q].lead.count("\u3000") + lines[q].lead.count(" ") // 2 >= 2)
        ):
            return True
        return lines[last].width < local_measure(lines, last) - 3 or (lines[q].blank_before and ends(last, q))
    if (
        label.key in ("abstract", "abstract-en")
        and near
        and following is not None
        and following.key.startswith(("key", "abs"))
    ):
        return False
    return ends(last, q)


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
    return bool(re.search(r"[-－–/.(（]$", before) or re.match(r"[(（\-－–/.]", line))


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


_FIRST_PAGE = 60  # lines of running text that a first page can hold


def find(
    lines: Sequence[Line],
    flow: Sequence[int],
    text: str,
    is_heading: Callable[[str], bool],
    head_shapes: frozenset[str],
    page_of: Callable[[int], int],
    ends: Callable[[int, int], bool],
) -> Front:
    """Fields among the lines ``flow`` (positions); ``text`` is the whole repaired text.

    ``ends(p, q)`` says whether a paragraph ends between two neighbouring positions; ``page_of`` gives a page's index.
    """
    front = Front()
    flow = cover_form.lift_form(lines, cover.lift(lines, flow, front), front)
    found = _trusted(lines, flow, labels.find(text), is_heading, lambda n: page_of(flow[n]) == 0, text)
    for n, label in enumerate(found):
        following = found[n + 1] if n + 1 < len(found) else None
        _field(lines, flow, front, label, following, is_heading, page_of, ends, text)
    lift_english(lines, flow, front)
    _lift_citation(lines, flow, front)
    body = BodyType.of([lines[p] for p in flow])
    if any(f.key == "title" for f in front.fields):
        pass  # a form on the cover has it
    elif not lift_page(lines, flow, front, is_heading, head_shapes, body):
        lift(lines, flow, front, found, is_heading, head_shapes)
    lift_lives(lines, flow, front, is_heading)
    front.dropped.update(_title_again(lines, flow, front))
    return front


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
    return re.sub(rf"\s|[{STARS}]+$|^《(?=[^《]*》$)|(?<=[{HANZI}])》$", "", text)


def _trusted(
    lines: Sequence[Line],
    flow: Sequence[int],
    found: list[labels.Label],
    is_heading: Callable[[str], bool],
    on_first_page: Callable[[int], bool],
    text: str,
) -> list[labels.Label]:
    """Labels where labels may stand: in brackets anywhere, bare ones near the beginning or the end, or with a colon at the
    first page's foot."""
    if not flow:
        return []
    inside = {p: n for n, p in enumerate(flow)}
    first = next((n for n, p in enumerate(flow) if n > 2 and is_heading(lines[p].text)), len(flow))
    early, late = min(max(first + 1, 30), 90), len(flow) - 40
    listed = next((n for n, p in enumerate(flow) if list_heads.of_sources(lines[p].text)), len(flow))
    anywhere = label_words.DISTINCT
    out: list[labels.Label] = []
    position = 0
    for number, label in enumerate(found, 1):
        if not _stands_free(lines, inside, label, found[number] if number < len(found) else None):
            continue  # it stands inside a sentence: text, not a field
        while position + 1 < len(lines) and lines[position + 1].line_start <= label.start:
            position += 1
        if position not in inside:
            continue
        n = inside[position]
        if label.key in ("doi", "url") and n > listed:
            continue  # an entry's own
        again = label.key == "editor" or any(each.key == label.key for each in out)
        if n > first and again and not label.bracketed and _word_of_text(lines, flow, n, label):
            continue
        strong = label.bracketed and label.key not in ("abstract-en", "title-en")
        colon = text[label.end - 1] in ":：" and n <= _FIRST_PAGE and on_first_page(n)
        colon = colon or (
            text[label.end - 1] in ":：" and bool(out) and 0 < position - line_at(lines, out[-1].start) <= 2
        )
        if strong or n <= early or n >= late or colon or (label.key in anywhere and label.colon):
            out.append(label)
    return out


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


def _field(
    lines: Sequence[Line],
    flow: Sequence[int],
    front: Front,
    label: labels.Label,
    following: labels.Label | None,
    is_heading: Callable[[str], bool],
    page_of: Callable[[int], int],
    ends: Callable[[int, int], bool],
    text: str,
) -> None:
    """One field: from its label to where its value ends, line by line."""
    p = line_at(lines, label.start)
    line = front.trimmed.get(p, lines[p])
    rest = label.start > line.start and p not in front.taken and bool(line.text[: label.start - line.start].strip())
    if label.start > line.start and p not in front.taken:
        front.trimmed[p] = _cut(line, label.start)
    if label.tail is not None:
        around = Range(label.start, label.end), Range(*label.tail)
        front.fields.append(Field(label.key, (Range(label.start, label.tail[1]),), around, lines[p].number))
        if label.start <= lines[p].start or p in front.taken:
            front.taken.add(p)
        front.taken.update(range(p + 1, line_at(lines, label.tail[1] - 1) + 1))
        return
    stop = following.start if following else None
    ranges: list[Range] = []
    at = flow.index(p) if p in flow else 0
    inside = label.key in ORIGIN and inside_sentence(lines, flow[:at], front)
    last = p
    for q in flow[at:]:
        row = lines[q]
        if stop is not None and row.line_start >= stop:
            break
        if q != p and stops(lines, label, following, last, q, is_heading, page_of, ends):
            break
        if q != p and inside and ends_sentence(lines[last].text) and not goes_on(row.text):
            if lines[last].width > local_measure(lines, last) - 2:
                _doubt_end(front, label, row)
            break
        alone = last == p and not text_between(lines[p], label.end, lines[p].end)
        if q != p and label.key == "keywords" and not alone and lines[last].width < 0.6 * abstract_width(lines, front):
            break
        begin = label.start if q == p else row.line_start
        end = row.full_end if stop is None or stop >= row.end else stop
        ranges.append(Range(begin, end))
        if q != p or not rest:
            front.taken.add(q)
        last = q
    marks = (Range(label.start, label.end), *_closing(lines, label, ranges))
    front.fields += funding.parted(Field(label.key, tuple(ranges), marks, lines[p].number), text, lines)


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
