"""The forms by which lines above an article are known: mastheads, columns, subtitles, and what may be a title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sco_pub.clean import names
from sco_pub.clean.lines import Line
from sco_pub.clean.names import ORG
from sco_pub.model.characters import hanzi_count

MASTHEAD = re.compile(
    r"第\s*[0-9０-９一二三四五六七八九十]+\s*[卷期]|(?i:\bVol\s*\.|\bNo\s*\.)|^\s*[0-9０-９]{4}\s*年(?:第|\s*[0-9０-９]+\s*月)|(?i:ISSN)|"
    r"总第|^[(（]?(?:双月刊|季刊|月刊)|学\s*报(?:\s*[(（][^()（）]{2,16}版\s*[)）])?$|^[(（][^()（）]{2,16}版[)）]$"
)
COLUMN = re.compile(
    r"^(?:[·•●◆■▪]\s*.{2,16}\s*[·•●◆■▪]?|[【〔［\[].{2,16}[】〕］\]]|.{2,12}[·•]|[☆★]\s*.{2,16}|.{0,6}(?:专题|专栏|特稿|笔谈)(?:[:：].{2,12})?)$"
)
SUBTITLE = re.compile("^(?:——|—|－－|--|──|：)")


def names_journal(lines: Sequence[Line], p: int) -> bool:
    """Whether a line comes back elsewhere before an issue's number: then it is the journal's name."""
    text = re.sub(r"\s", "", lines[p].text)
    if len(text) > 16:
        return False
    return any(
        q != p and MASTHEAD.search(line.text) and text in re.sub(r"\s", "", line.text) for q, line in enumerate(lines)
    )


def could_be_title(text: str) -> bool:
    return (
        hanzi_count(text) >= 2
        and not SUBTITLE.match(text)
        and not (ORG.search(text) and re.search(r"^[(（\d]|\d{6}", text))
        and not (names.is_author_line(text) or MASTHEAD.search(text) or COLUMN.match(text))
    )
