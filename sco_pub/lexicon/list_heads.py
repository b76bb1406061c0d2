"""The heads of lists at an article's end: 注释, 尾注; 参考文献, 引用文献, References; in brackets, in two languages."""

from __future__ import annotations

import re

from sco_pub.model.characters import NUMERALS

_BOTH = r"[注註]\s*[释釋]", r"[参參]\s*考\s*文\s*[献獻]"  # in one list: 注释及参考文献
_NOTES = (
    rf"{_BOTH[0]}\s*[和与與及]\s*{_BOTH[1]}|{_BOTH[1]}\s*[和与與及]\s*{_BOTH[0]}|"
    r"[注註]\s*[释釋]|尾\s*[注註]|[脚腳]\s*[注註]|附\s*[注註]|[注註]|(?i:(?:end)?notes?)"
)
# The names of a list of sources, by language; matched without regard to case.
SOURCES = {
    "zh": r"(?:主\s*要\s*)?[参參]\s*考\s*(?:文\s*[献獻]|[书書]\s*目|著\s*作|[资資]\s*料)|"
    r"[引征徵]\s*[用引]\s*(?:文\s*[献獻]|[书書]\s*目|[作著]\s*[品作]|[资資]\s*料)|引\s*文\s*出\s*[处處]|"
    r"文\s*[献獻]\s*目\s*[录錄]",
    "en": r"(?:list of )?references|(?:selected |select )?bibliography|works cited|literature(?: cited)?|cited literature|"
    r"sources",
    "ru": r"(?:список )?(?:(?:использованн|цитируем|дополнительн|рекомендуем)\w+ )?(?:литератур[аы]|источник\w+)"
    r"(?: и (?:литератур[аы]|источник\w+))?|(?:избранная )?библиографи[яи]|библиографический список",
    "kk": r"(?:пайдаланылған )?әдебиеттер(?: тізімі)?",
}
_SOURCES = rf"(?i:{SOURCES['zh']}|{SOURCES['en']})"
# The head once more, in the other language: 注释［Notes］, 引用作品［Works Cited］.
_SECOND = rf"(?:\s*[(（/|［\[〔【]?\s*(?i:{SOURCES['en']}|reference|(?:end)?notes?)\s*[)）］\]〕】]?)?"
_OPEN = r"[【\[［〔（(]?"
_NUMBER = rf"(?:(?:\d{{1,2}}|[{NUMERALS}]{{1,3}})(?:\s*[.、．]\s*|[ \u3000]+))?"  # where the list is a numbered part
_HEAD = re.compile(
    rf"{_NUMBER}{_OPEN}\s*(?:(?P<notes>{_NOTES})|(?P<sources>{_SOURCES})){_SECOND}\s*[】\]］〕）)]?\s*[:：]?"
)
# How a page's line begins that heads a list, read as it is drawn.
BEGINS = re.compile(rf"\s*{_OPEN}\s*(?:[注註]\s*[释釋]|尾\s*[注註]|{_SOURCES}|(?i:notes))")
_BRACKETS = re.compile(r"^\s*[【\[［〔]\s*|\s*[】\]］〕]\s*[:：]?\s*$|\s*[:：]\s*$")
_COLON = re.compile(r"\s*[:：]\s*$")


def is_head(text: str) -> bool:
    """Whether a line is the head of a list of notes or of sources, and nothing else."""
    return _HEAD.fullmatch(text.strip()) is not None


def of_notes(text: str) -> bool:
    """Whether it is the head of a list of notes."""
    return is_head(text) and not of_sources(text)


def of_sources(text: str) -> bool:
    """Whether it is the head of a list of sources."""
    match = _HEAD.fullmatch(text.strip())
    return match is not None and match["sources"] is not None


def frame(text: str) -> re.Pattern[str]:
    """What a head has about its words, to be left out: brackets round all of them, a colon behind them."""
    return _BRACKETS if _BRACKETS.match(text) else _COLON
