"""Take the lines, lift the metadata: labelled fields anywhere they may stand, and the title block that has no labels.

Strategy.  Labels (clean.labels) are trusted before the first heading, on the first page's foot and after the last
paragraph; a field runs to the next label, its page's end, or the end of its paragraph.  What stands above the first label
or paragraph is the title block: mastheads and column names by their form, the author line by the shape of Chinese names
(a surname and one to three characters), the affiliation by its institution, the title by being what is left, a subtitle
by its dash.  English blocks are Latin lines beside English labels.  A line that fits nothing stays in the text.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sco_pub.clean import labels
from sco_pub.clean.lines import Line, ends_sentence, local_measure, measure
from sco_pub.clean.pages import shape
from sco_pub.model.characters import HANZI, WORD, hanzi_count
from sco_pub.model.text import Doubt, Range

# The commonest surnames of the name list of the Chinese Academy of Sciences' survey, and the compound ones.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦"
    "付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰"
    "焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连"
    "芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆"
    "乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁"
)
_COMPOUND = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "司徒",
    "皇甫",
    "东方",
    "令狐",
    "尉迟",
    "长孙",
    "慕容",
    "夏侯",
    "公孙",
    "端木",
)
_NAME = rf"(?:{'|'.join(_COMPOUND)}|[{''.join(sorted(SURNAMES))}])[{HANZI}]{{1,2}}"
_NAME_SPACED = rf"(?:{'|'.join(_COMPOUND)}|[{''.join(sorted(SURNAMES))}])\s*(?:[{HANZI}]\s*){{1,2}}"
_AUTHOR_MARK = r"[\s0-9０-９①-⑳*＊†,，、；;\-－()（）a-zA-Z]*"
_AUTHORS = re.compile(rf"^(?:\[[^\]]{{1,6}}\]|[\s\W]*)?{_NAME}(?:{_AUTHOR_MARK}{_NAME})*{_AUTHOR_MARK}(?:著|文|/文)?$")
_ORG = re.compile(
    "(?:大学|学院|研究院|研究所|研究中心|中心|科学院|研究室|社会科学|党校|医院|委员会|编辑部|公司|出版社|博物馆|图书馆|系)"
)
_MASTHEAD = re.compile(
    r"第\s*[0-9０-９一二三四五六七八九十]+\s*[卷期]|(?i:\bVol\s*\.|\bNo\s*\.)|^\s*[0-9０-９]{4}\s*年(?:第|\s*[0-9０-９]+\s*月)|(?i:ISSN)|"
    r"总第|^[(（]?(?:双月刊|季刊|月刊)"
)
_COLUMN = re.compile(r"^(?:[·•●◆■▪]\s*.{2,16}\s*[·•●◆■▪]?|[【〔［].{2,14}[】〕］]|.{2,12}[·•]|[☆★]\s*.{2,16})$")


@dataclass(frozen=True, slots=True)
class Field:
    """A metadata field: its key, the raw ranges of its block, and the ranges in them that are only its label."""

    key: str
    ranges: tuple[Range, ...]
    label: tuple[Range, ...] = ()
    number: int = 1


@dataclass
class Front:
    fields: list[Field] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    trimmed: dict[int, Line] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    dropped: dict[int, str] = field(default_factory=dict)


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
    found = _trusted(lines, flow, labels.find(text), is_heading)
    for n, label in enumerate(found):
        following = found[n + 1] if n + 1 < len(found) else None
        _field(lines, flow, front, label, following, is_heading, page_of, ends)
    _title_block(lines, flow, front, found, is_heading, head_shapes)
    _english(lines, flow, front)
    return front


def _trusted(
    lines: Sequence[Line], flow: Sequence[int], found: list[labels.Label], is_heading: Callable[[str], bool]
) -> list[labels.Label]:
    """Labels where labels may stand: in brackets anywhere, bare ones near the beginning or the end."""
    if not flow:
        return []
    inside = {p: n for n, p in enumerate(flow)}
    first = next((n for n, p in enumerate(flow) if n > 2 and is_heading(lines[p].text)), len(flow))
    early, late = min(max(first + 1, 30), 90), len(flow) - 40
    anywhere = labels.DISTINCT
    out, position = [], 0
    for label in found:
        while position + 1 < len(lines) and lines[position + 1].line_start <= label.start:
            position += 1
        if position not in inside:
            continue
        n = inside[position]
        strong = label.bracketed and label.key not in ("abstract-en", "title-en")
        if strong or n <= early or n >= late or (label.key in anywhere and label.colon):
            out.append(label)
    return out


def _line_at(lines: Sequence[Line], offset: int) -> int:
    low, high = 0, len(lines) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if lines[middle].line_start <= offset else (low, middle - 1)
    return low


def _field(
    lines: Sequence[Line],
    flow: Sequence[int],
    front: Front,
    label: labels.Label,
    following: labels.Label | None,
    is_heading: Callable[[str], bool],
    page_of: Callable[[int], int],
    ends: Callable[[int, int], bool],
) -> None:
    """One field: from its label to where its value ends, line by line."""
    p = _line_at(lines, label.start)
    line = front.trimmed.get(p, lines[p])
    if label.start > line.start and p not in front.taken:
        front.trimmed[p] = _cut(line, label.start)
    if label.tail is not None:
        after = lines[p]
        front.fields.append(
            Field(
                label.key,
                (Range(label.start, label.tail[1]),),
                (Range(label.start, label.end), Range(*label.tail)),
                after.number,
            )
        )
        if not text_between(lines[p], label.tail[1], lines[p].end) and label.start <= lines[p].start:
            front.taken.add(p)
        return
    stop = following.start if following else None
    ranges: list[Range] = []
    at = flow.index(p) if p in flow else 0
    last = p
    for q in flow[at:]:
        row = lines[q]
        if stop is not None and row.line_start >= stop:
            break
        if q != p and _stops(lines, label, following, last, q, is_heading, page_of, ends):
            break
        begin = label.start if q == p else row.line_start
        end = row.full_end if stop is None or stop >= row.end else stop
        ranges.append(Range(begin, end))
        front.taken.add(q)
        last = q
    front.fields.append(Field(label.key, tuple(ranges), (Range(label.start, label.end),), lines[p].number))


def _stops(
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
        ends_sentence(lines[last].text) or label.key in labels.SHORT | {"keywords", "keywords-en"}
    ):
        return True
    empty = lines[last].line_start <= label.start and not text_between(lines[last], label.end, lines[last].end)
    if empty:
        return False
    if label.key in labels.SHORT or label.key == "editor":
        return True
    if label.key.endswith("-en") and hanzi_count(lines[q].text) > 3:
        return True
    chinese = hanzi_count(text_between(lines[last], label.end, lines[last].end)) or hanzi_count(lines[last].text)
    if chinese and not hanzi_count(lines[q].text) and re.match("[A-Z]", lines[q].text) and _closed(lines[last].text):
        return True
    ended = ends_sentence(lines[last].text) and lines[last].width < local_measure(lines, last) - 3
    if ended and label.key in ("bio", "funding", "translator", "cite-as", "acknowledgement"):
        return not re.match(rf"{_NAME}[，,（(]", lines[q].text)
    if page_of(q) != page_of(last):
        return ends_sentence(lines[last].text) or label.key in ("bio", "funding")
    if label.key in ("keywords", "keywords-en"):
        if _no_keywords(lines[q]) or len(lines[last].text) > 0 and lines[q].lead.count("\u3000") + lines[q].lead.count(" ") // 2 >= 2:
            return True
        return lines[last].width < local_measure(lines, last) - 3 or (lines[q].blank_before and ends(last, q))
    near = following is not None and 0 <= _line_at(lines, following.start) - q < 40
    if (
        label.key in ("abstract", "abstract-en")
        and near
        and following is not None
        and following.key.startswith(("key", "abs"))
    ):
        return False
    return ends(last, q)


def _no_keywords(line: Line) -> bool:
    """A line that can't go on a list of keywords: it has a sentence's marks, or a long stretch without any gap."""
    if re.search("[。：:？！]", line.text):
        return True
    return any(hanzi_count(part) > 16 for part in re.split("[\\s\u3000;；,，、]+", line.text))


def _closed(text: str) -> bool:
    return ends_sentence(text) or bool(re.search(f"[{HANZI}）)”]$", text))


def text_between(line: Line, start: int, end: int) -> str:
    return line.text[max(0, start - line.start) : max(0, end - line.start)].strip()


def _cut(line: Line, end: int) -> Line:
    text = line.text[: end - line.start].rstrip()
    return dataclasses.replace(line, text=text, end=line.start + len(text), full_end=end)


def _title_block(
    lines: Sequence[Line],
    flow: Sequence[int],
    front: Front,
    found: list[labels.Label],
    is_heading: Callable[[str], bool],
    head_shapes: frozenset[str],
) -> None:
    """The lines before the first field or paragraph: masthead, column, title, subtitle, authors, affiliation."""
    top: list[int] = []
    full = measure([lines[p] for p in flow])
    for p in flow[:16]:
        line = lines[p]
        if p in front.taken and not top:
            continue  # codes above the title
        if p in front.taken or is_heading(line.text) or ends_sentence(line.text) or "。" in line.text:
            break
        if not _affiliated(lines, top, p) and _paragraph(lines, flow, p, full):
            break
        top.append(p)
    if not top or (not found and len(flow) > len(top) and len(top) > 10):
        return
    kinds = _kinds(lines, top, head_shapes)
    for key in dict.fromkeys(k for _, k in kinds if k):
        group = [p for p, k in kinds if k == key]
        if key == "running-head":
            front.dropped.update(dict.fromkeys(group, "running-head"))
            continue
        front.fields.append(Field(key, tuple(lines[p].range for p in group), number=lines[group[0]].number))
        front.taken.update(group)


def _affiliated(lines: Sequence[Line], top: list[int], p: int) -> bool:
    """Whether a line goes on with the authors' institutions: an opening bracket, a number, or a bracket still open."""
    if not top:
        return False
    named = any(is_author_line(lines[q].text) for q in top)
    if not named and not (_ORG.search(lines[p].text) and re.match(r"[(（]", lines[p].text)) and not _open(lines, top):
        return False
    return bool(re.match(r"[(（]|\d\s*[.．]", lines[p].text)) or _open(lines, top)


def _open(lines: Sequence[Line], top: list[int]) -> bool:
    text = "".join(lines[q].text for q in top[-3:])
    return text.count("（") + text.count("(") > text.count("）") + text.count(")")


def _paragraph(lines: Sequence[Line], flow: Sequence[int], p: int, full: float) -> bool:
    """Whether a line begins running text: full, and so is the next, or the next ends a sentence."""
    after = flow.index(p) + 1
    if lines[p].width <= full - 3 or hanzi_count(lines[p].text) <= 20 or after >= len(flow):
        return False
    following = lines[flow[after]]
    return following.width > full - 3 or ends_sentence(following.text)


def _kinds(lines: Sequence[Line], top: list[int], head_shapes: frozenset[str]) -> list[tuple[int, str]]:
    """What each line of the title block is; an empty kind for what fits nothing."""
    kinds: list[tuple[int, str]] = []
    author_at = _author_at(lines, top)
    sizes = [g.size for p in top if (g := lines[p].geometry)]
    seen_title = False
    repeated = [p for p in top if shape(lines[p].text) in head_shapes]
    if len(repeated) == 1 and any(p not in repeated and _could_be_title(lines[p].text) for p in top):
        kinds.append((repeated[0], "running-head"))
        top = [p for p in top if p not in repeated]
        author_at = _author_at(lines, top)
    for n, p in enumerate(top):
        text, g = lines[p].text, lines[p].geometry
        key = ""
        if not seen_title and (_MASTHEAD.search(text) or not hanzi_count(text) or _names_journal(lines, p)):
            key = "published-in"
        elif _COLUMN.match(text) and not seen_title:
            key = "column"
        elif author_at is not None and n == author_at:
            key = "author"
        elif seen_title and (author_at is None or n < author_at) and re.match("^(?:——|—|－－|--|：)", text):
            key = "subtitle"
        elif (
            author_at is not None
            and n > author_at
            and (_ORG.search(text) or re.match(r"^[(（]", text) or re.search(r"\d{6}", text))
        ):
            key = "affiliation"
        elif author_at is not None and n > author_at and is_author_line(text):
            key = "author"
        elif author_at is not None and n > author_at and kinds[-1][1] == "affiliation" and hanzi_count(text):
            key = "affiliation"
        elif (author_at is None or n < author_at) and hanzi_count(text) >= 2:
            later = [k for _, k in kinds]
            if "subtitle" in later:
                key = "subtitle"
            elif not sizes or g is None or g.size >= max(sizes) - 1.0:
                key, seen_title = "title", True
            else:
                key = "column"
        kinds.append((p, key))
    return kinds


def _author_at(lines: Sequence[Line], top: list[int]) -> int | None:
    """Which line of the title block names the authors: by known surnames, or by the institution below it."""
    for n, p in enumerate(top):
        if n and is_author_line(lines[p].text):
            return n
    for n, p in enumerate(top[:-1]):
        parts = re.split(r"[\s,，、0-9]+", lines[p].text.strip())
        below = lines[top[n + 1]].text
        names = all(re.fullmatch(f"[{HANZI}]{{2,4}}", x) for x in parts if x) and hanzi_count(lines[p].text) <= 20
        if n and names and re.match(r"[(（]", below) and _ORG.search(below):
            return n
    return None


def _names_journal(lines: Sequence[Line], p: int) -> bool:
    """Whether a line comes back elsewhere before an issue's number: then it is the journal's name."""
    text = re.sub(r"\s", "", lines[p].text)
    if len(text) > 16:
        return False
    return any(q != p and _MASTHEAD.search(line.text) and text in re.sub(r"\s", "", line.text) for q, line in enumerate(lines))


def _could_be_title(text: str) -> bool:
    return hanzi_count(text) >= 6 and not re.match("[—―－-]", text) and not (_ORG.search(text) or is_author_line(text) or _MASTHEAD.search(text) or _COLUMN.match(text))


def is_author_line(text: str) -> bool:
    """A line of names: each a known surname and one or two characters, with marks of affiliation between them."""
    plain = re.sub(rf"(?<=[{HANZI}])[ \u3000]+(?=[{HANZI}])", "\u3000", text.strip())
    if hanzi_count(plain) > 40 or hanzi_count(plain) < 2 or _ORG.search(plain):
        return False
    closed = re.sub("\u3000", "", plain)
    parts = [x for x in re.split(r"[\s,，、；;0-9０-９①-⑳*＊†()（）]+", plain) if x]
    loose = all(re.fullmatch(_NAME, x) for x in parts) and bool(parts)
    spaced = bool(re.fullmatch(_NAME, closed)) and len(closed) <= 4
    known = sum(x[0] in SURNAMES or x.startswith(_COMPOUND) for x in parts)
    several = len(parts) >= 2 and known * 2 >= len(parts) and all(re.fullmatch(f"[{HANZI}]{{2,4}}", x) for x in parts)
    loose = loose or (several and "，" not in plain and "、" not in plain)
    if any(len(x) == 1 for x in parts):  # 张 明 李晓华: names of two hanzi are spread
        merged = re.sub(rf"(?<![{HANZI}])([{HANZI}])[\s\u3000]+([{HANZI}])(?![{HANZI}])", r"\1\2", text.strip())
        if merged != text.strip() and is_author_line(merged):
            return True
    single = len(parts) == 3 and all(len(x) == 1 for x in parts) and parts[0] in SURNAMES
    return loose or spaced or single


def _english(lines: Sequence[Line], flow: Sequence[int], front: Front) -> None:
    """Latin lines just above an English abstract are its title and authors."""
    anchor = next((f for f in front.fields if f.key in ("abstract-en", "keywords-en", "author-en")), None)
    if anchor is None or any(f.key == "title-en" for f in front.fields):
        return
    p = _line_at(lines, anchor.ranges[0].start)
    above: list[int] = []
    for q in range(p - 1, max(-1, p - 9), -1):
        if (
            q not in flow
            or q in front.taken
            or hanzi_count(lines[q].text)
            or not re.search(f"[{WORD}]{{2}}", lines[q].text)
        ):
            break
        above.insert(0, q)
    if not above:
        return
    title = [
        q
        for n, q in enumerate(above)
        if n == 0 or (not _english_names(lines[q].text) and q == above[n - 1] + 1 and n < 3)
    ]
    names = [q for q in above if q not in title]
    front.fields.append(Field("title-en", tuple(lines[q].range for q in title), number=lines[title[0]].number))
    if names:
        front.fields.append(Field("author-en", tuple(lines[q].range for q in names), number=lines[names[0]].number))
    front.taken.update(above)


def _english_names(text: str) -> bool:
    return bool(re.match(r"^[(（]|^[A-Z][A-Za-z\-’']+\s[A-Z][A-Za-z\-’']+\s*[\d*,，、]*", text)) and (
        len(text.split()) <= 4 or text.startswith(("(", "（")) or bool(re.search(r"[\d*,，]", text))
    )
