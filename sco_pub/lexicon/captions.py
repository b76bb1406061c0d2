"""Tell captions of tables and figures, which stand alone and keep the gap behind their number, from sentences about them.

Strategy.  A caption begins with 表 1, 图 2-1, 算法 1, Table 1, Fig. 3 and their kin, is short and has no final mark; a sentence
that begins so (表 1 显示，……) has marks, or a verb close behind its number.  A figure's caption says that a picture belongs
there, which no text layer holds.
"""

from __future__ import annotations

import re

from sco_pub.model.characters import ANY_DIGIT, HANZI, NUMERALS, em, hanzi_count
from sco_pub.model.doubt import Doubt, DoubtKind, Took, Why

_KINDS = r"[续續]?[表图圖]|算法|(?i:table|fig(?:ure)?\.?|algorithm)"
NUMBER = rf"\s*[{ANY_DIGIT}{NUMERALS}]{{1,3}}(?:\s*[-－—.．]\s*[{ANY_DIGIT}]+)?"
START = re.compile(rf"^(?P<label>(?:{_KINDS}){NUMBER})(?P<gap>[ \u3000\u2002\u2003]*)(?P<mark>[.．:：]?)(?=\S)")
TABLE = re.compile(rf"^(?:[续續]?表|Table)\s*\d{{1,3}}(?:[-－.]\d+)?(?:\s|[　:：]|(?=[{HANZI}]))")
# How a caption's line begins, however long it is and wherever it breaks; an algorithm's box has one as well.
BEGINS = re.compile(rf"\s*(?:{_KINDS}){NUMBER}(?![0-9]|[年月日])")
# What stands below a table or picture and belongs to it.
_SOURCE = "附?[注註]|[说說]明|(?:资料|資料|数据|數據)?[来來]源"
NOTE = re.compile(rf"(?:{_SOURCE})\s*[0-9]?\s*[：:]")
LABELLED = rf"(?:[图圖表]|{_SOURCE})\s*[\d:：]|[图圖表]\s*[{NUMERALS}]"
_SENTENCE = re.compile(
    "[。；！？]|[，、；：,;:]$|^(?:[的和与及]|是(?!否)|为)|^.{0,8}(?:显示|表明|可见|可以看出|反映|列出|给出|报告)"
)
# Without a gap behind the number a verb or 中 close to it makes a sentence, but not in 中国, 中心, 是否, 以……为.
_GLUED = re.compile(
    r"^中(?![国央东西部小美日俄华学心间期等共介层外亚医药文])|^[^以]{0,8}(?:是(?!否)|(?<![行作认成])为(?![主中止人民]))"
)
_WIDEST = 32.0  # em: a longer caption is hardly told from text


def is_caption(text: str) -> bool:
    """Whether a line or block is a table's or figure's caption."""
    match = START.match(text)
    if match is None or em(text) >= _WIDEST or _SENTENCE.search(text[match.end() :]):
        return False
    apart = bool(match["gap"] or match["mark"]) and not match["label"].startswith(
        "算法"
    )  # 算法 1 中利用…: a sentence's beginning
    return apart or not _GLUED.search(text[match.end() :])


def is_formula(line: str, before: str) -> bool:
    """Whether a line is a display formula: no hanzi, an equals sign, and its number behind it or a colon before it."""
    if hanzi_count(line) or not re.search(r"[=＝≤≥≈∝<>]", line) or len(line) < 5:
        return False
    return bool(
        re.search(r"\s[(（]\s*\d{1,2}(?:[.\-－]\d{1,2})?\s*[)）]$", line)
        or re.search(r"[：:]\s*$|[为是得到有]$", before)
    )


def of_figure(text: str) -> bool:
    return is_caption(text) and bool(re.match("(?i)[续續]?[图圖]|fig", text))


def missing_picture(text: str, line: int, column: int) -> Doubt:
    """What is said of every figure: its caption is here, its picture isn't."""
    label = START.match(text)
    figure = label["label"].strip() if label else text
    chosen, why = Took.CAPTION_WITHOUT_PICTURE, Why.NO_PICTURES
    return Doubt(DoubtKind.FIGURE, line, column, chosen, why, text[:60], values={"figure": figure})
