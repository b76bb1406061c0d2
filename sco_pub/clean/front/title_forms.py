"""The forms by which lines above an article are known: mastheads, columns, subtitles, and what may be a title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sco_pub.clean.lines.lines import Line
from sco_pub.lexicon import names
from sco_pub.lexicon.names import ORG
from sco_pub.model.characters import HANZI, hanzi_count

MASTHEAD = re.compile(
    r"第\s*[0-9０-９一二三四五六七八九十]+\s*[卷期]|(?i:\bVol\s*\.|\bNo\s*\.)|^\s*[0-9０-９]{4}\s*年(?:第|\s*[0-9０-９]+\s*月)|(?i:ISSN)|"
    r"总第|^[(（]?(?:双月刊|季刊|月刊)|(?i:©|版权所有|\bCODEN\b)|\d{4}\s*年\s*\d{1,2}\s*月\s+[A-Z]|学\s*报(?:\s*[(（][^()（）]{2,16}版\s*[)）])?$|^[(（][^()（）]{2,16}版[)）]$"
)
COLUMN = re.compile(
    r"^(?:[·•●◆■▪]\s*.{2,16}\s*[·•●◆■▪]?|[【〔［\[].{2,16}[】〕］\]]|.{2,12}[·•]|[☆★]\s*.{2,16}|.{0,6}(?:专题|专栏|特稿|笔谈)(?:[:：].{2,12})?)$"
)
# Words that end the name of a journal's column where it has no marks: 俄罗斯外交, 国际政治理论; of eight hanzi at most.
COLUMN_NAME = re.compile(
    rf"^[{HANZI}、]{{0,6}}(?:研究|外交|政治|经济|历史|文化|安全|理论|关系|社会|战略|法学|法律|文学|哲学|专论|特稿|论坛|笔谈|述评|评论|"
    "专题|书评|综述|视点|视野|观察|聚焦|问题|治理|动态|争鸣|译文|译丛|论文|论著|访谈|考察)$"
)
# How a title's second line goes on with its first.
GOES_ON = re.compile("^(?:[的与及和或中下上之在对为]|视[域野角阈]|背景|语境|框架|条件|问题|研究)")
SUBTITLE = re.compile("^(?:——|—|－－|--|──|：)")


def names_journal(lines: Sequence[Line], p: int) -> bool:
    """Whether a line comes back elsewhere beside an issue's number: then it is the journal's name, unless authors lead to it."""
    text = re.sub(r"\s", "", lines[p].text)
    if len(text) > 16:
        return False
    return any(
        q != p
        and MASTHEAD.search(line.text)
        and re.search(rf"(?<![:：]){re.escape(text)}", re.sub(r"\s", "", line.text))
        for q, line in enumerate(lines)
    )


def could_be_title(text: str) -> bool:
    return (
        hanzi_count(text) >= 2
        and not SUBTITLE.match(text)
        and not (ORG.search(text) and re.search(r"^[(（\d]|\d{6}", text))
        and not (names.is_author_line(text) or MASTHEAD.search(text) or COLUMN.match(text))
    )


def names_authors(text: str) -> bool:
    """Whether a line proves that it names authors; a journal's name, set wide, may look like one."""
    return names.is_author_line(text) and not MASTHEAD.search(text)


def institutional(text: str) -> bool:
    """Whether a line names institutions alone: a report's authors, as in archaeology."""
    return names.institutions(text) is not None


def bare_column(texts: Sequence[str]) -> bool:
    """Whether the first of the lines above the authors is a column's name without marks: a short noun over a longer title
    that doesn't go on with it."""
    below = texts[1:]
    if not below or not could_be_title(below[0]) or GOES_ON.match(below[0]):
        return False
    size, longer = hanzi_count(texts[0]), hanzi_count(below[0])
    total = sum(map(hanzi_count, below))
    if 4 <= size <= 6 and longer >= size + 4 and total >= 2 * size + 2 and re.fullmatch(f"[{HANZI}]+", texts[0]):
        return True  # no title is broken so unevenly
    return bool(COLUMN_NAME.match(texts[0])) and size < total
