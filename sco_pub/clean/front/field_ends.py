"""Take a field's label and lines, tell where its value ends.

Strategy.  Codes, dates and editors take one line, a code goes on where a line's end broke it.  An abstract ends where a paragraph
does, keywords where a line is too short or reads like a sentence, notes on the article and its authors at a full stop before
a short line's end, a page's end, or a line that goes on with the sentence they stand in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sco_pub.clean.front.fields import Front
from sco_pub.clean.lines.lines import Line, ends_sentence, line_at, local_measure
from sco_pub.lexicon import label_words, labels
from sco_pub.lexicon.enumerators import enumerator
from sco_pub.lexicon.names import NAME, ORG
from sco_pub.model.characters import HANZI, hanzi_count

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
    if label.key in ("cite-as", "cite-as-en") and _CITED.search(lines[last].text):
        return not re.match(r"[0-9:：(（.\-]|https?:", lines[q].text)
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
    if origin and re.search(rf"{_MAIL}$", lines[last].text) and lines[last].width < local_measure(lines, last) - 3:
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
_CITED = re.compile(r"[0-9][.．。]?$|\[[A-Z]\][^\[\]]*[.．]$|https?://\S+$")
_MAIL = r"[A-Za-z0-9_.\-]+[@＠][A-Za-z0-9_.\-]+[A-Za-z][；;。.，,]?"
# How a note on an author goes on: his town and post code, his address; or it stops behind the word for it.
_WHERE = re.compile(
    rf"[（(][^（）()]{{0,16}}(?:邮编|邮政编码|\d{{6}})|(?:E-?mail|电子信箱|电子邮[箱件]|邮箱|ORCID|邮编|邮政编码|电话)\s*[:：]|{_MAIL}",
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
