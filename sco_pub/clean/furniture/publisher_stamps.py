"""Find what a publisher or a data base has stamped on the pages: copyright lines, download lines, identifiers.

Strategy.  Such lines are known by their words, and by standing alone: short of hanzi, no sentence, and come back or too long for
anything else.  An article's identifiers on every page are its metadata once, furniture after.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from sco_pub.clean.furniture.sentence_splits import shape
from sco_pub.clean.lines.lines import Line, ends_sentence
from sco_pub.model.characters import hanzi_count
from sco_pub.model.rule import Rule

LEGAL = re.compile(
    r"(?i)(?:(?:©|\(c\))\s*(?:copyright\s*)?(?:19|20)\d\d|©|版权所有|all rights reserved|china academic journal|cnki\.net|"
    r"万方数据|wanfangdata|"
    r"electronic publishing house|网络首发|知网|www\.cnki|cqvip|维普资讯|下载时间|下载日期|downloaded (?:by|from|on)\b|"
    r"\bIP\s*[:：]?\s*\d{1,3}(?:\.\d{1,3}){3}|仅供.{0,8}(?:学习|研究|使用|参考)|\bCC[- ]BY\b)"
)
# What some journals print on every page: the article's identifiers, alone on their line.
_IDENTIFIER = re.compile(
    r"(?i)(?:doi\s*[:：]?\s*10\s*[.．]|https?://(?:dx\.)?doi\.org/|文\s*章\s*编\s*号|ISSN|CN\s*\d\d-\d{4})"
)
_STAMPED = re.compile(r"(?i)(?:万方数据|维普资讯|中国知网)(?:\s*(?:https?://)?(?:www\.)?[a-z.]+/?)?")
_STAMP = re.compile(r"(?i)electronic publishing house|all rights reserved")  # a sentence, yet nobody's text
# The words of such lines: what is left of one without them is somebody's text.
_BOILERPLATE = re.compile(
    r"中国学术期刊(?:[（(]光盘版[)）])?(?:电子)?(?:杂志社|出版社)?(?:有限公司)?|中国知网|万方数据(?:库|知识服务平台)?|维普资讯|版权所有|"
    r"(?:网络)?首发(?:时间|地址)?|下载(?:时间|日期|地址)?|未经许可|不得转载|请勿(?:转载|传播)|侵权必究|违者必究|仅供|个人|学习|研究|使用|参考|"
    r"用户|来源|数据库?|杂志社|编辑部|出版社|学术期刊|电子|网络|出版"
)


def publisher_lines(lines: Sequence[Line], dropped: dict[int, Rule]) -> dict[int, Rule]:
    """Publishers' lines (copyright, data base stamps) that repeat or stand alone in a short line."""
    shapes = Counter(shape(line.text) for line in lines)
    return {
        i: Rule.PUBLISHER_LINE
        for i, line in enumerate(lines)
        if i not in dropped
        and LEGAL.search(line.text)
        and (shapes[shape(line.text)] > 1 or len(line.text) > 20 or _STAMPED.fullmatch(line.text))
        and hanzi_count(line.text) <= 30
        and (shapes[shape(line.text)] > 1 or hanzi_count(_BOILERPLATE.sub("", line.text)) <= 6)
        and (not ends_sentence(line.text) or (_STAMP.search(line.text) and not hanzi_count(line.text)))
    } | {i: Rule.PUBLISHER_LINE for i in _identifiers(lines) if i not in dropped}


def _identifiers(lines: Sequence[Line]) -> list[int]:
    """An article's identifiers printed on every page: all but the first, which is the metadata's."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if _IDENTIFIER.match(line.text):
            places[re.sub(r"\s", "", line.text)].append(i)
    return [i for where in places.values() for before, i in itertools.pairwise(where) if i - before >= 10]
