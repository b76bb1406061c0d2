"""Take one line, say whether its words are those of a running head: a journal's name and issue, or the article's title.

Strategy.  A running head is made of few parts in any order: the journal's name, year, month, volume, issue, running number,
the page number, the author, the title or its beginning.  What a journal prints of its issue (第3期, 总第205期, Vol. 31 No. 4) is
taken out of the line; it is a masthead when parts of two kinds were there, or one beside a journal's name, and nothing but
a name is left.  Commas, book title marks and final marks belong to sentences and references: a line with them is no masthead.
A line names the title when, without page number, issue and author, it is the beginning of a line that stands where titles do.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache

from sco_pub.lexicon import label_words
from sco_pub.lexicon.enumerators import CHINESE_NUMBERED
from sco_pub.model.characters import HANZI, NUMERALS, hanzi_count
from sco_pub.model.reserved import TAKEN_OUT

_NARROW = str.maketrans({chr(c): chr(c - 0xFEE0) for c in range(0xFF10, 0xFF5B)} | {"\u3000": "  ", "\u00a0": " "})
_N = r"\d{1,4}"
_ORDINAL = rf"(?:\d{{1,3}}|[{NUMERALS}]{{1,3}})"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_PARTS = (  # the kind, what it looks like, and how much it says
    (
        "serial",
        re.compile(rf"[（(]?\s*(?:总\s*第?|Serial\s*No\.?|Sum\.?\s*No\.?|General\s*No\.?)\s*{_N}\s*期?\s*[）)]?"),
        2,
    ),
    ("year and issue", re.compile(rf"\d{{4}}\s*年\s*第?\s*{_ORDINAL}\s*[期卷辑]"), 2),
    ("year and issue", re.compile(r"\d{4}\s*[.,/年]\s*(?:No\.?\s*)\d{1,2}"), 2),
    ("volume and issue", re.compile(r"第\s*\d{1,3}\s*卷\s*第?\s*\d{1,2}\s*期"), 2),
    ("volume and issue", re.compile(r"(?i)vol\.?\s*\d{1,3}\s*,?\s*no\.?\s*\d{1,2}"), 2),
    ("date", re.compile(rf"(?i){_MONTH}\s*(?:\d{{1,2}}\s*)?,?\s*\d{{4}}"), 1),
    ("date", re.compile(rf"\d{{4}}\s*年\s*{_ORDINAL}\s*月(?:\s*\d{{1,2}}\s*日)?"), 1),
    ("volume", re.compile(rf"第\s*{_ORDINAL}\s*卷"), 1),
    ("issue", re.compile(rf"第\s*{_ORDINAL}\s*期"), 1),
    ("part", re.compile(rf"第\s*{_ORDINAL}\s*辑"), 1),
    ("volume", re.compile(rf"(?<![^\s{TAKEN_OUT}])\d{{1,3}}\s*卷(?![^\s{TAKEN_OUT}])"), 1),
    ("volume", re.compile(r"(?i)\bvol\.\s*\d{1,3}"), 1),
    ("issue", re.compile(r"(?i)\bno\.\s*\d{1,3}"), 1),
    (
        "year",
        re.compile(rf"(?<![^\s（({TAKEN_OUT}])(?:19|20)\d{{2}}\s*(?:年|[./]\s*\d{{1,2}}\.?)(?![^\s）){TAKEN_OUT}])"),
        1,
    ),
)
_ENOUGH = 2  # how much a line must say to be a masthead by its issue alone
# An issue's number, on a line or in its shape (digits are # there): 2019年第3期, 第5卷, 总第205期, Vol. 31.
ISSUE = re.compile(
    rf"(?<![0-9#])[0-9#]+\s*年\s*第\s*[0-9#{NUMERALS}]+\s*[期卷]|第\s*[0-9#]+\s*[卷期]|(?i:\bvol\.|\bno\.)|总第"
)
# What a title page prints of the journal: an issue, its name, its numbers, its owner.
IMPRINT = re.compile(
    rf"第\s*[0-9{NUMERALS}]+\s*[卷期]|(?i:\bVol\s*\.|\bNo\s*\.)|^\s*[0-9]{{4}}\s*年(?:第|\s*[0-9]+\s*月)|(?i:ISSN)|"
    r"^\s*(?:19|20)\d\d\s*[,，]\s*\d{1,3}\s*[(（]\s*\d{1,2}\s*[)）](?!\s*[:：])|"
    r"总第|^[(（]?(?:双月刊|季刊|月刊)|(?i:©|版权所有|\bCODEN\b)|\d{4}\s*年\s*\d{1,2}\s*月\s+[A-Z]|"
    r"学\s*报(?:\s*[(（][^()（）]{2,16}版\s*[)）]|\s*[·•]\s*[^·•]{2,16}版)?$|^[(（][^()（）]{2,16}版[)）]$"
)
# A head's right half: a year or an issue alone.
HALF = re.compile(
    r"^(?:(?:19|20)\d\d\s*(?:年|[./]\s*\d{1,2})(?:\s*第\s*\d{1,2}\s*期)?|(?:总\s*)?第\s*\d{1,3}\s*[期卷](?:\s*第\s*\d{1,2}\s*期)?)$"
)
_SAYS_ISSUE = re.compile(r"(?i)[0-9][年.．/]|期|卷|辑|总|vol|no\.|[0-9]\s*年|[a-z]\s[0-9]{4}")
_FOLIO = re.compile(rf"^[^\w（({TAKEN_OUT}]*{_N}[^\w（(]*?(?=\s)|(?<=\s)[^\w）){TAKEN_OUT}]*{_N}[^\w）){TAKEN_OUT}]*$")
JOURNAL = re.compile(
    "(?:学报|学刊|论坛|评论|研究|杂志|月刊|季刊|论丛|导刊|通讯|学术|科学|世界|社会科学版?|Journal|Review|Studies|Bulletin)"
    "(?:\\s*[（(][^（）()]{2,14}[）)])?$|^(?:Journal|Review|Studies|Bulletin) "
)
_NAME = re.compile(rf"[{HANZI}A-Za-z&'\-— ·•]{{0,60}}(?:\s*[（(][^（）()\d]{{2,24}}[）)])?[{HANZI}A-Za-z&' ·•]{{0,40}}")
_GAP = "   "
# The heads of a table's columns: one kind of number again and again.  A line of years alone is none of a journal's either.
_COLUMNS = re.compile(
    r"(?:(?:19|20)\d{2}\s*年?\s+){2,}(?:19|20)\d{2}|(?:19|20)\d{2}\s*年\s+(?:19|20)\d{2}\s*年|"
    r"(第)\s*\d+\s*([卷期辑])\s+\1\s*\d+\s*\2|^(?:\d{4}\s*年\s*)+$"
)
_ORNAMENT = re.compile(r"^[\s|│·•—\-/:：.,]+|[\s|│·•—\-/:：.,]+$")
_AUTHOR = re.compile(rf"^(?:[{HANZI}·、，, ]{{2,40}}?[：:]|[{HANZI}]{{2,4}}(?:\s*等)?\s+|[{HANZI}]\s+[{HANZI}]\s+)\s*")
_REST = re.compile(r"(?:…+|\.{3,}|⋯+|·{3,})\s*$")
# Where the title block ends at the latest: a field's label, a numbered heading, a sentence.
_BODY = re.compile(
    rf"[。；;]|^\s*{label_words.OPEN}?\s*{label_words.of('abstract', 'keywords')}|^{CHINESE_NUMBERED.pattern}"
)
_HEADING = re.compile(r"\s*\d(?:\.\d)*(?:[.、]|\s)")  # a heading may say what the title says; two digits are a folio
FRONT = 12  # lines in which a title stands


@lru_cache(maxsize=1 << 15)
def is_masthead(text: str) -> bool:
    """A journal's name and issue and nothing else, however they are arranged."""
    if len(text) > 120 or not _SAYS_ISSUE.search(text):
        return False
    line = text.translate(_NARROW).strip()
    if re.search("[，。；、！？《》“”;!?]", line):
        return False
    rest, weight = _without_issue(line)
    weight += bool(weight and re.match(r"\s*([·•∙・|—-])\s*\d{1,4}\s*\1", rest))
    rest = _FOLIO.sub(_GAP, f" {rest} ")
    parts = [p for p in (_ORNAMENT.sub("", each) for each in re.split(rf"\s{{2,}}|{TAKEN_OUT}", _closed(rest))) if p]
    names = [p for p in parts if re.search(r"[^\W\d_]", p)]
    if not weight or _COLUMNS.search(line) or len(names) > 2 or not all(_NAME.fullmatch(p) for p in parts):
        return False
    bilingual = len(names) == 2 and (hanzi_count(names[0]) > 0) != (hanzi_count(names[1]) > 0)
    if len(names) == 2 and not bilingual and not re.search(r"\s{2,}", rest.strip(f" {TAKEN_OUT}")):
        return False  # a part in the middle of a sentence
    if sum(map(hanzi_count, names)) > 24:
        return False
    return weight >= _ENOUGH or any(JOURNAL.search(p) for p in names)


def states_issue(text: str) -> bool:
    """Whether a line says a year, a volume or an issue as a journal's head does (2021. 5.), whatever else is in it."""
    return _without_issue(text.translate(_NARROW).strip())[1] > 0


def _closed(text: str) -> str:
    """Tracked type closed up: single spaces between hanzi."""
    text = re.sub(rf"(?<=[{HANZI}]) (?=[{HANZI}](?: |$|{TAKEN_OUT}))", "", text)
    return re.sub(rf"(?<![{HANZI}])[{HANZI}](?: {{1,3}}[{HANZI}])+(?![{HANZI}])", lambda m: m[0].replace(" ", ""), text)


def _without_issue(line: str) -> tuple[str, int]:
    """The line with a mark for each part of an issue's data, and how much they say together: each kind counts once.

    A head gives each kind once, or once in each of two languages; 1992年 2003年 2016年 are the columns of a table.
    """
    weights: dict[str, int] = {}
    for kind, pattern, worth in _PARTS:
        line, count = pattern.subn(TAKEN_OUT, line)
        if count:
            weights[kind] = worth
    return line, sum(weights.values())


def titles(texts: Sequence[str]) -> frozenset[str]:
    """What stands among the first lines and could be the article's title, each line alone and with the next one."""
    front = list(itertools.takewhile(lambda t: not _BODY.search(t), texts[:FRONT]))
    found = set()
    for n, text in enumerate(front):
        if hanzi_count(text) >= 6 and len(text) <= 60 and not is_masthead(text):
            found.add(_letters(text))
            if n + 1 < len(front) and not re.search("[：:]", front[n + 1]):
                found.add(_letters(text + front[n + 1])[:80])
    return frozenset(found)


def names_title(text: str, known: frozenset[str]) -> bool:
    """The title or its beginning, with or without page number, issue and author."""
    if re.search("[。；;]", text) or hanzi_count(text) < 6 or _HEADING.match(text.translate(_NARROW)):
        return False
    bare, issue = _without_issue(text.translate(_NARROW))
    line = _ORNAMENT.sub("", _FOLIO.sub("", f" {bare.replace(TAKEN_OUT, ' ').strip()} ").strip())
    cut = bool(_REST.search(line))
    line = _REST.sub("", line)
    beside = [p for p in re.split(r"\s{2,}", line) if len(p) > 12]
    for each in (line, _AUTHOR.sub("", line, count=1), *(beside if len(beside) == 1 else ())):
        letters = _letters(each)
        more = cut or issue or each != line  # else a heading may begin as the title does
        if len(letters) >= 6 and any(t == letters or (more and t.startswith(letters)) for t in known):
            return True
    return False


def known_words(text: str, known: frozenset[str]) -> bool:
    """A journal's name by its last word, or the title's beginning: a head only where the line parts a sentence."""
    line = _ORNAMENT.sub("", text.translate(_NARROW).strip())
    if re.search("[，。；：、！？《》]", line) or not 4 <= hanzi_count(line) <= 24:
        return False
    return any(JOURNAL.search(part) for part in re.split("[·•|｜]", line)) or any(
        t.startswith(_letters(line)) for t in known
    )


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.translate(_NARROW))
