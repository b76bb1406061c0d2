"""Chinese personal names: which lines name authors, and where in such a line each name stands.

Strategy.  A line of names is cut at commas, at marks of affiliation (1, ①, *, a) and at white space; the single hanzi of a
name that is spread over its line (张　三, 张　三　丰) are put together again, by twos or threes as the surnames among them
say.  A name is known by its surname and one or two characters more, or by the point inside it (买买提·江); what only has the
length of a name needs other evidence: □ or 文/ before it, 著 behind it, an institution below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sco_pub.lexicon import data
from sco_pub.model.characters import ANY_DIGIT, CIRCLES, HANZI, hanzi_count
from sco_pub.model.rule import Rule
from sco_pub.model.text import NamedAuthor

_SECTIONS = data.sections("surnames.txt")
# Surnames that are written so in both scripts, though the sign has another Traditional form as another word (於, 範, 後).
_ONE_FORM = frozenset("余于姜范胡向卜云谷曲朴党丰里郁凌仇涂沈游席朱戚梁栗")
_TRADITIONAL = {sign: forms for sign, forms in data.TRADITIONAL.items() if sign not in _ONE_FORM}
FREQUENT = _SECTIONS["frequent"]
SURNAMES = frozenset("".join(sign + _TRADITIONAL.get(sign, "") for sign in FREQUENT + _SECTIONS["other"]))
_SIMPLIFIED = _SECTIONS["compound"].split()
_AS_PRINTED = str.maketrans({sign: forms[0] for sign, forms in _TRADITIONAL.items()})
COMPOUND = tuple(dict.fromkeys([*_SIMPLIFIED, *(name.translate(_AS_PRINTED) for name in _SIMPLIFIED)]))
SURNAME = rf"(?:{'|'.join(COMPOUND)}|[{''.join(sorted(SURNAMES))}])"
NAME = rf"{SURNAME}[{HANZI}]{{1,2}}"

# Words that the name of an institution ends with, wherever they stand; those that also end other words come last.
INSTITUTIONS = (
    "大学|学院|研究院|研究所|研究中心|中心|科学院|研究室|社会科学|党校|医院|委员会|编辑部|公司|出版社|博物馆|图书馆|"
    "大學|學院|科學院|社會科學|醫院|委員會|編輯部|博物館|圖書館"
)
ORG = re.compile(f"(?:{INSTITUTIONS}|(?<![关联体派])系)")  # 关系, 联系 and 体系 are none
INSTITUTION_ENDS = (  # only at a name's end
    f"{INSTITUTIONS}|社科院|杂志社|实验室|基地|智库|公证处|办事处|管理处|学校|中学|小学|银行|集团|院|所|系|局|部|"
    "(?<!社)会|社(?!会)|馆"
)
PLACE_EN = re.compile(
    r"\b(?:University|College|School|Institute|Academy|Department|Faculty|Cent(?:er|re)|Laboratory|Hospital|Ministry|Bureau|"
    r"Co\.|Company|Corporation|Museum|Library|Commission)\b|Ltd"
)
# Where a raised number points to an author's home, not to a note.
HOME = re.compile(
    rf"(?i)[^。：:《]{{0,24}}(?:{INSTITUTIONS}|实验室|局)[^《]*$|.{{0,40}}\b(?:univ|instit|depart|school|college|"
    r"hospital|laborator|academy|cent(?:er|re)|faculty)"
)

_SIGNS = "□■◇◆○●◎☆★△▲▽▼※⊙"  # before a name, or between it and the word for what its bearer did: 文◎甲某
_LEAD = re.compile(
    rf"^\s*(?:[{_SIGNS}]+\s*)?(?:(?:作者|撰文|文(?:\s*[/／、]?\s*[图摄])?|本刊|记者|撰稿人|评论员)\s*[/／｜|:：{_SIGNS}]|"
    rf"(?:本刊|本报)(?:特约)?(?:记者|撰稿人|评论员)(?:\s*[/／｜|:：{_SIGNS}]|(?=\s)))?\s*"
)
_TAIL = re.compile(
    r"(?:\s+(?:图\s*[/／].*|发自\S+)|\s+(?:著|撰|文|撰文|整理)|\s*[/／]\s*(?:文|撰文|著)|[\s，,、]+等)\s*$"
)
_IN_BRACKETS = (
    rf"[（(\[〔［【]\s*(?:[{HANZI}]{{1,2}}|[{HANZI}]{{2,6}}(?:国|斯坦|亚|斯|利|兰|典|本|巴))\s*[)）\]〕］】]\s*"
)
# What an author did or is, behind the name, and no name of another: 甲某　综述　乙某　审校 (as in medicine), 甲某　博士.
_TITLE = "(?:博士后?|硕士|副?教授|副?研究员|讲师)"
_ROLE = r"(?:综述|审校|审阅|校审|指导)(?=\s|[,，;；]|$)"
_BEHIND = re.compile(
    rf"\s+{_ROLE}|(?<=[{HANZI}]{{2}})(?:综述|审校)(?=[,，;；]|$)|\s+{_TITLE}(?:[、,，\s]+{_TITLE})*(?=[\s,，;；]|$)"
)
# Before a name, or behind a foreign one, which may have a Chinese form beside it.
_COUNTRY = re.compile(rf"{_IN_BRACKETS}(?=[{HANZI}A-Z])|(?:(?<=[A-Za-z])|(?<=[A-Za-z]\s)){_IN_BRACKETS}")
COUNTRIES = frozenset(name for row in data.rows("places.tsv") if row[0] == "country" for name in row[1].split("|"))
# The town before a name, as magazines print it, is no part of it as a country is.
_TOWNS = "|".join(row[1] for row in data.rows("places.tsv") if row[0] in ("province", "city"))
_TOWN = re.compile(rf"\s*[（(\[〔［【]\s*(?:{_TOWNS})\s*[)）\]〕］】]\s*(?=[{HANZI}])")
# What points from a name to an institution: 1, ①, *, †; a to h behind hanzi.
POINTERS = f"{ANY_DIGIT}{CIRCLES}*＊∗†‡※"
LETTER = "[a-h](?![a-z])"
PLACE_MARK = rf"\d{{1,2}}(?=[)）]|[^)）]|$)|[a-h](?=[.．])|[{CIRCLES}]"  # the same before an institution
# A sign that a font of the journal's own draws, a rare hanzi of a name, has a private point; those of Windows' symbol fonts,
# U+F020 to U+F0FF, are stars and daggers.
OWN = "\ue000-\uefff\uf100-\uf8ff"
SYMBOL = "\uf020-\uf0ff"
_MARKS = re.compile(
    rf"[\s,，、；;]*(?:[(（\[]\s*[{ANY_DIGIT}*＊]+(?:[,，、][{ANY_DIGIT}*＊]+)*\s*[)）\]]|"
    rf"(?<=[{HANZI}0-9])[’‘'′](?=[0-9，,、；;\s]|$)|"  # what a scan makes of a raised figure or comma
    rf"[{POINTERS}{SYMBOL}¹²³⁴⁵#＃]+(?:[)）]|(?=[^)）]|$))|(?<=[{HANZI}]){LETTER})"
)
_LATIN_PART = r"[A-Z][A-Za-z.．’'\-]+(?:[^\S\u3000]+[A-Z][A-Za-z.．’'\-]*)+"
# A line may end before the last sign of a name: 甲某\n某，乙某.
_OVER_LINE = rf"(?:(?<=[{HANZI}]{{2}})\n[{HANZI}](?=\s*[，,、；;]))?"
_PART = re.compile(
    rf"{NAME}(?=(?:综述|审校)(?:[,，;；]|$))|[{HANZI}{OWN}]+(?:[·•・．][{HANZI}]+)+|[{HANZI}{OWN}]+{_OVER_LINE}|{_LATIN_PART}"
)
_BREAK = re.compile(r"[,，、；;/／]")


@dataclass(frozen=True, slots=True)
class Person:
    """A name at ``start``–``end`` of its line, white space inside it included."""

    start: int
    end: int
    name: str

    @property
    def known(self) -> bool:
        return bool(re.fullmatch(rf"{NAME}|{SURNAME}[{HANZI}{OWN}]{{1,2}}", self.name)) or "·" in self.name


@dataclass(frozen=True, slots=True)
class Names:
    """A line that may be one of names: its persons, and what stands before and behind them (``□``, ``文/``, ``著``)."""

    persons: tuple[Person, ...]
    lead: int
    tail: int
    marked: bool

    @property
    def certain(self) -> bool:
        """Whether the line itself proves that it names authors."""
        chinese = [
            p for p in self.persons if hanzi_count(p.name)
        ]  # a foreign name beside them proves nothing either way
        known = sum(p.known for p in chinese)
        if len({p.name for p in chinese}) < len(chinese):
            return False  # one home under each of several names
        if chinese and known == len(chinese):
            return True
        short = all(2 <= len(p.name) <= 4 or p.known for p in chinese)
        return self.marked or (len(chinese) > 1 and short and known * 2 >= len(chinese))


def read(text: str) -> Names | None:
    """The names of a line; None when it holds anything else."""
    lead, tail = _LEAD.match(text), _TAIL.search(text)
    start, stop = lead.end() if lead and lead[0].strip() else 0, tail.start() if tail else len(text.rstrip())
    inner = text[start:stop]
    signs = hanzi_count(inner) + len(re.findall(f"[{OWN}]", inner))
    if not 2 <= signs <= 60 or not hanzi_count(inner) or ORG.search(inner):
        return None
    words: list[Person] = []
    runs: list[list[Person]] = [[]]
    at, marked = start, bool((lead and lead[0].strip()) or (tail and not tail[0].endswith("等")))
    while at < stop:
        if any(runs) and (behind := _BEHIND.match(text, at, stop)):
            at, marked = behind.end(), True
            runs.append([])
        elif space := re.compile(r"\s+").match(text, at, stop):
            at = space.end()
        elif country := _COUNTRY.match(text, at, stop):
            at, marked = country.end(), True
            runs.append([])
        elif (mark := _MARKS.match(text, at, stop)) or (mark := _BREAK.match(text, at, stop)):
            at = mark.end()
            runs.append([])
        elif part := _PART.match(text, at, stop):
            at = part.end()
            runs[-1].append(Person(part.start(), at, re.sub("[•・．]", "·", part[0].replace("\n", ""))))
        else:
            return None
    for run in runs:
        words += _joined(run)
    dotted = any("·" in p.name for p in words)
    if not words or not all(_plausible(p.name, long=dotted or marked) for p in words):
        return None
    comma = re.search("[，、]", inner) and not re.search(f"[{ANY_DIGIT}*＊]", inner)
    found = Names(tuple(words), start, stop, marked)
    return None if comma and not all(p.known for p in words) and not marked and len(words) < 2 else found


def of_lines(rows: Sequence[str]) -> list[Person]:
    """The persons of the lines of a field; a line may end inside a name."""
    whole = "\n".join(row.strip() for row in rows)
    each = [whole] if read(whole) and not all(map(read, rows)) else rows
    return [person for row in each if (found := read(row)) for person in found.persons]


_LONGEST_PART = 8  # hanzi of a foreign name's part


def _plausible(name: str, *, long: bool) -> bool:
    if "·" in name:  # 托马斯·杰斐逊; what is longer behind a point is where somebody works
        return all(len(part) <= _LONGEST_PART for part in name.split("·"))
    if not hanzi_count(name):
        return True
    return 2 <= len(name) <= (8 if long else 4)


def _joined(run: list[Person]) -> list[Person]:
    """A run of words without a mark between them; single hanzi are put together to names."""
    out: list[Person] = []
    at = 0
    while at < len(run):
        single = next((n for n in range(at, len(run)) if len(run[n].name) > 1), len(run))
        if single - at > 1:
            out += [_one(group) for group in _grouped(run[at:single])]
            at = single
        else:
            size = 2 if _set_off(run, at) else 1
            out.append(_one(run[at : at + size]))
            at += size
    return out


def _set_off(run: Sequence[Person], at: int) -> bool:
    """Whether a surname stands apart from its given name: a compound one, or a single one in a run of the two."""
    if at + 1 >= len(run):
        return False
    surname, given = run[at].name, run[at + 1].name
    if len(surname) == 1:
        return len(run) == 2 and len(given) == 2
    return surname in COMPOUND and len(given) <= 2


def _grouped(singles: list[Person]) -> list[list[Person]]:
    """Single hanzi by twos and threes, so that as many groups as possible begin with a surname; twos are preferred."""
    if len(singles) <= 3:
        return [singles]
    best: tuple[float, list[list[Person]]] = (-1.0, [singles])
    for size in (2, 3):
        if len(singles) - size >= 2 or len(singles) == size:
            rest = _grouped(singles[size:])
            groups = [singles[:size], *rest]
            score = sum(g[0].name in SURNAMES for g in groups) / len(groups) - 0.01 * len(groups[0])
            best = max(best, (score, groups), key=lambda item: item[0])
    return best[1]


def _one(group: list[Person]) -> Person:
    return Person(group[0].start, group[-1].end, "".join(p.name for p in group))


# What parts names from their institution on a line, and an institution that no word of ORG shows: 某市某公证处.
# A second point is a foreign name's own.
_BEFORE_HOME = re.compile(r"\s*[（(]\s*|(?<![·•・].)(?<![·•・]..)\s*[·•・]\s*|\s+")
_HOME_WHOLE = re.compile(rf"[{HANZI}]{{4,}}(?:{INSTITUTION_ENDS})")


def home_beside(text: str) -> int | None:
    """Where behind the names of a line their institution begins: 甲某　某大学某学院, 文／甲某（某大学）, 甲某·某公证处; None
    where none does.

    Several names with a home each are no such line.
    """
    for gap in _BEFORE_HOME.finditer(text):
        home = text[gap.start() :].strip()
        first, *rest = re.split(r"[\s，,；;]+", home.strip("（）()·•・ "))
        if (
            not (ORG.search(first) or _HOME_WHOLE.fullmatch(first))
            or re.search("[。：:]|[)）].", home)
            or not is_author_line(text[: gap.start()])
        ):
            continue
        another = any(is_author_line(part) and ORG.search("".join(rest[n:])) for n, part in enumerate(rest))
        return None if another else gap.start()
    return None


def is_author_line(text: str) -> bool:
    """A line that proves itself to be one of names."""
    names = read(text)
    return names is not None and names.certain


def proves_authors(text: str) -> bool:
    """The same with an institution beside the names, or of foreign names with degrees."""
    return is_author_line(text) or home_beside(text) is not None or bool(_DEGREE.search(text) and latin(text))


def lists_names(text: str) -> bool:
    """Whether a line lists names although signs stand in it that no line of names has: a scan's raised figures, misread."""
    closed = re.sub(rf"(?<![{HANZI}])([{HANZI}])[ \u3000]+(?=[{HANZI}](?![{HANZI}]))", r"\1", text)
    parts = [re.sub(rf"[^{HANZI}]", "", part) for part in re.split("[，,、；;\u3000]", closed)]
    named = sum(bool(re.fullmatch(NAME, part)) for part in parts)
    return len(parts) >= 2 and named * 3 >= len(parts) * 2 and all(len(part) <= 4 for part in parts)


_LATIN_NAME = r"[A-Z][A-Za-z’'\-]*\.?(?: [A-Z][A-Za-z’'\-]*\.?| (?:de|van|von|der|la|bin|al)){1,4}"
_LATIN_LINE = re.compile(
    rf"{_LATIN_NAME}[\d,*†\s]*?(?:(?:\s*[,，;；、&]\s*|\s+and\s+|\s*\u3000\s*|\s{{2,}}){_LATIN_NAME}[\d,*†\s]*?)*"
)


# What stands behind a name and is none: an academic degree.
_DEGREE = re.compile(
    r"\s*[,，]\s*(?:Ph\.?\s?D|M\.?\s?D|[MB]\.?\s?(?:Sc|A|S)|M\.?\s?P\.?\s?H|MBA|D\.?\s?Phil|J\.?\s?D)\.?(?![A-Za-z])"
)
_LAST_DEGREES = re.compile(rf"(?:{_DEGREE.pattern})+\s*$")
_LATIN_ORG = re.compile(r"\b(?:University|College|School|Institute|Journal|Review)\b")
# A mark, a wide space, or the space behind a surname in capitals.
_LATIN_GAP = re.compile(r"\s*(?:[,，;；、&]|\sand\s|\u3000|\s{2,})\s*|(?<=[A-Z]{3})\s(?=[A-Z][a-z])")


def latin(text: str) -> list[tuple[int, int]]:
    """Where the gaps lie in a line of nothing but Latin names, a wide space or a comma between them; empty for any other line.

    A single name shows itself by a surname in capitals or a degree: any other two words may be a title.  A degree belongs
    to the gap behind it.
    """
    named = _DEGREE.sub(lambda m: " " * len(m[0]), text)
    bare = named.strip()
    if not _LATIN_LINE.fullmatch(bare) or _LATIN_ORG.search(bare):
        return []
    end = len(named.rstrip())
    found = [m.span() for m in _LATIN_GAP.finditer(named[:end], named.index(bare))]
    alone = [(end, len(text))] if re.search(r"\b[A-Z]{3,}\b", bare) or named != text else []
    return found or alone


_INSTITUTION = re.compile(
    rf"[{HANZI}（）()·]{{2,}}(?:{INSTITUTIONS}|学系|考古[院所队]|博物院|管理[所处局]|文物局|文管所|工作站|课题组|调查组|项目组)"
)


def institutions(text: str) -> list[tuple[int, int]] | None:
    """Where the gaps lie in a line that names nothing but institutions; None for any other line."""
    words = re.split(r"[\s、，,；;]+", text.strip())
    if not all(_INSTITUTION.fullmatch(word) for word in words):
        return None
    return [m.span() for m in re.finditer(r"(?<=\S)\s+(?=\S)", text)]


def gaps(text: str) -> list[tuple[int, int, str, Rule]]:
    """The edits (start, end, after, rule) that make an authors' line "甲乙；丙丁": inside names nothing, between them ；."""
    names = read(text)
    if names is None:
        wide = institutions(text) or [gap for gap in latin(text) if gap[1] < len(text.rstrip())]
        degree = _LAST_DEGREES.search(text) if latin(text) else None
        made = [(*gap, "；", Rule.SEPARATOR) for gap in wide]
        return [*made, (degree.start(), len(text), "", Rule.LABEL)] if degree else made
    made = [(0, names.lead, "", Rule.LABEL)] if names.lead else []
    made += [(*m.span(), "；" if m.start() > names.lead else "", Rule.LABEL) for m in _TOWN.finditer(text)]
    made += [(*m.span(), "", Rule.LABEL) for m in re.finditer(r"(?<!\d)\d{7,}", text)]  # a student's number is no mark
    made += [
        (m.start(), m.end(), "", Rule.SEPARATOR)
        for p in names.persons
        if hanzi_count(p.name)
        for m in re.finditer(r"\s+", text[: p.end])
        if m.start() > p.start
    ]
    for before, after in zip(names.persons, names.persons[1:], strict=False):
        between = text[before.end : after.start]
        if said := _BEHIND.search(text, before.end, after.start):
            made.append((said.start(), after.start, "；", Rule.LABEL))
        elif (gap := re.search(r"\s+$", between)) and not re.search(r"[,，、；;]\s*$", between):
            made.append((before.end + gap.start(), after.start, "；", Rule.SEPARATOR))
    last = names.persons[-1].end
    behind = last if _BEHIND.match(text, last) else names.tail
    return [*made, (behind, len(text), "", Rule.LABEL)] if text[behind:].strip() else made


_BRACKETED = re.compile(r"[（(]\s*([0-9,，、\s]+)\s*[)）]")
_POINTER = re.compile(rf"\d+|[{CIRCLES}]|[a-h]")
_BESIDE = re.compile(r"^\s*(?:作者|文)\s*[:：/]\s*|(?:\s+著|[/／]\s*文|\s文)$")
_WRITTEN = re.compile(
    rf"((?:[\[〔［（(【][{HANZI}]{{1,6}}[\]〕］）)】]\s*)?"  # a country in brackets belongs to the name
    rf"(?:[{HANZI}{OWN}]+(?:·[{HANZI}A-Za-z.]+)*|"
    rf"[A-Z][A-Za-z.’'\-]*(?:\s[A-Z][A-Za-z.’'\-]*)*(?:\s?[（(][{HANZI}]{{2,4}}[)）])?))\s*"
    rf"((?:(?:[{POINTERS}{SYMBOL}]+[)）]?|(?<=[{HANZI},，]){LETTER})[,，]?)*)"
)


def authors_of(line: str) -> tuple[NamedAuthor, ...]:
    """Whom a line of authors names, once its ``gaps`` are closed and its signs are set."""
    line = _BESIDE.sub("", _BRACKETED.sub(r"\1", line.strip()))
    return tuple(NamedAuthor(m[1].strip(), tuple(_POINTER.findall(m[2]))) for m in _WRITTEN.finditer(line))
