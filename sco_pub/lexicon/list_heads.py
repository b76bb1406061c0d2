"""The heads of lists at an article's end: 注释, 尾注; 参考文献, 引用文献, References; in brackets, in two languages."""

from __future__ import annotations

import re

_NOTES = r"注\s*释|尾\s*注|附\s*注|注|(?i:notes?)"
_SOURCES = (
    r"(?:主\s*要\s*)?[参參]\s*考\s*(?:文\s*[献獻]|[书書]\s*目)|[引征]\s*[用引]\s*文\s*[献獻]|"
    r"(?i:references|bibliography|works cited)"
)
_SECOND = r"(?:\s*[(（/|]?\s*(?i:references?|notes|bibliography)\s*[)）]?)?"
_HEAD = re.compile(
    rf"[【\[［〔（(]?\s*(?:(?P<notes>{_NOTES})|(?P<sources>{_SOURCES})){_SECOND}\s*[】\]］〕）)]?\s*[:：]?"
)
# What a head has about its words, to be left out: brackets round them, a colon behind them.
FRAME = re.compile(r"^\s*[【\[［〔]\s*|\s*[】\]］〕]\s*[:：]?\s*$|\s*[:：]\s*$")


def is_head(text: str) -> bool:
    """Whether a line is the head of a list of notes or of sources, and nothing else."""
    return _HEAD.fullmatch(text.strip()) is not None


def of_sources(text: str) -> bool:
    """Whether it is the head of a list of sources."""
    match = _HEAD.fullmatch(text.strip())
    return match is not None and match["sources"] is not None
