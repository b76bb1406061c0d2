"""Take the blocks of the running text, find those that are items of a list set as a block.

Strategy.  An item begins with a marker that a list of the master can say: 1. (1) 1) or a bullet.  Numbers must go up by
one from 1 (or on from the list before); two items at least stand one below the other.  What makes them a list and not numbered
paragraphs is the text before them, which ends with a colon, or, as a doubt, that all of them are short and end like the
members of one sentence.  Chinese numerals, ① and 一是 stay paragraphs: an edition could not give them back as they are.
The marker stays in the block's text; structure.markdown writes it as the list's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sco_pub.model.characters import hanzi_count, whole_number
from sco_pub.model.text import LIST_MARKER

_LEAD = re.compile(r"[：:]$|(?:如下|以下(?:几|[二三四五六七八九两]|\d)\S{0,6})[。：:]$")
_MEMBER = re.compile(r"[；;]$|[^。！？!?…）)”]$")
_SHORT = 40  # hanzi of an item that is no paragraph


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring blocks (indices, first and one behind the last) that are one list; ``sure`` when a colon leads to it."""

    first: int
    end: int
    sure: bool


def find(texts: Sequence[str]) -> list[Run]:
    """The lists among neighbouring blocks; an empty text stands for what can't be an item (a heading, a table)."""
    found: list[Run] = []
    last: dict[str, int] = {}
    if any(text.startswith("□") for text in texts):
        texts = ["" if text.startswith("■") else text for text in texts]  # an interview's questions and answers
    at = 0
    while at < len(texts):
        end, style = _run(texts, at, last)
        before = texts[at - 1] if at else ""
        if end - at >= 2 and (sure := _led(before, texts[at:end], style)) is not None:
            found.append(Run(at, end, sure))
            last[style] = _number(texts[end - 1])
            at = end
        else:
            at += 1
    return found


def _run(texts: Sequence[str], at: int, last: dict[str, int]) -> tuple[int, str]:
    """Where the run of one style that begins at ``at`` ends; ``at`` itself when none begins."""
    style = _style(texts[at])
    if not style or (style != "bullet" and _number(texts[at]) not in (1, last.get(style, 0) + 1)):
        return at, ""
    end = at + 1
    while (
        end < len(texts)
        and _style(texts[end]) == style
        and (style == "bullet" or _number(texts[end]) == _number(texts[end - 1]) + 1)
    ):
        end += 1
    return end, style


def _led(before: str, items: Sequence[str], style: str) -> bool | None:
    """Whether a run is surely a list, perhaps one (False), or none (None)."""
    if style == "bullet" or _LEAD.search(before):
        return True
    goes_on = style != "bullet" and _number(items[0]) > 1
    short = len(items) >= 3 and all(hanzi_count(item) <= _SHORT for item in items)
    if goes_on or (short and all(_MEMBER.search(item) for item in items[:-1])):
        return False
    return None


def _style(text: str) -> str:
    match = LIST_MARKER.match(text)
    return match.lastgroup or "" if match and text[match.end() :].strip() else ""


def _number(text: str) -> int:
    match = LIST_MARKER.match(text)
    return whole_number(match[match.lastgroup]) if match and match.lastgroup and match.lastgroup != "bullet" else 0
