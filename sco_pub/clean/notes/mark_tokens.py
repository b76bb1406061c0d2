"""Find note marks: every place where a line has ①, [1], ⑴, ❶, * or a raised digit, by family.

A family is one form of mark.  A token is at the line's start when only other marks and spaces stand before it; whether it
is a call, a body's mark or an enumerator is for clean.notes.find_notes to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sco_pub.clean.lines.lines import Line
from sco_pub.model.characters import CIRCLED, NEGATIVE_CIRCLED, PARENTHESISED

_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_SPACE = "[ \u3000\u2002\u2003\u00a0]"
_NUMBER = rf"{_SPACE}*([0-9０-９]{{1,3}}){_SPACE}*"
_BRACKETED = {
    "square": re.compile(rf"[\[［]{_NUMBER}[\]］]"),
    "tortoise": re.compile(rf"〔{_NUMBER}〕"),
    "lenticular": re.compile(rf"【{_NUMBER}】"),
}
_ROUND = re.compile(rf"^[(（]{_NUMBER}[)）]")
_STARS = re.compile("[*＊∗†‡]{1,3}")
# A note's number set plain: followed by a stop, a space or the note itself, but not the figure of a date, a page or a sum.
PLAIN = re.compile(
    r"([0-9０-９]{1,3})(?:[.．、]\s*(?![0-9０-９])|\s+(?![年月日页期卷版％%—–-])|(?=[^\s0-9０-９.．,，、:：;；%％年月日页期卷版—–/／)）\]-]))"
)
_LIST_HEAD = re.compile(r"[【\[［〔（(]?\s*(?:注\s*释|尾\s*注|(?i:notes?))\s*[】\]］〕）)]?\s*[:：]?$")
_IN_BRACKETS = re.compile(r"[\[［〔]\s*[0-9０-９]+(?:\s*[-,，、–—~～]\s*[0-9０-９]+)*\s*[\]］〕]?")
# Whose raised number stands before it is an author's home, not a note.
_HOME = re.compile(
    r"(?i)[^。：:《]{0,24}(?:大学|学院|研究[所院]|医院|中心|实验室|公司|局|委员会)[^《]*$|.{0,40}\b(?:univ|instit|depart|school|college|"
    r"hospital|laborator|academy|cent(?:er|re)|faculty)"
)
_SINGLES = {"circled": CIRCLED, "negative": NEGATIVE_CIRCLED, "parenthesised": PARENTHESISED}
# ⑪ and what follows are in few fonts: a list that begins with ① goes on with (11), [11] or ⑾.
_HIGH = {
    "(（": re.compile(rf"[(（]{_NUMBER}[)）]"),
    "[［": re.compile(rf"[\[［]{_NUMBER}[\]］]"),
    "〔": re.compile(rf"〔{_NUMBER}〕"),
    "⑴": re.compile("([⑴-⒇])"),
}
FAMILIES = ("circled", "negative", "parenthesised", "square", "tortoise", "lenticular", "raised", "star")


@dataclass(frozen=True, slots=True)
class Token:
    """A mark: the line's position, the raw offsets of the mark, its number, and what stands around it on its line."""

    family: str
    position: int
    start: int
    end: int
    value: int
    at_start: bool
    before: str
    after: str
    calls: bool = True  # it may call a note, as far as its form tells
    opens: bool = True  # it may open one

    @property
    def bare(self) -> bool:
        """Nothing follows it on its line but other marks."""
        return not re.sub("[①-⑳㉑-㉟\\s]", "", self.after)


def tokens(lines: Sequence[Line], family: str, positions: Sequence[int]) -> list[Token]:
    """Every mark of one family on these lines, in order."""
    found: list[Token] = []
    listed = False
    higher = _higher(lines, positions) if family == "circled" else None
    for position in positions:
        line = lines[position]
        listed = listed or bool(_LIST_HEAD.match(line.text))
        marks = _raised(line, listed=listed) if family == "raised" else _on_line(line, family)
        if higher is not None:
            marks = sorted(
                [*marks, *((m.start(), m.end(), _high(m[1])) for m in higher.finditer(line.text) if _high(m[1]) > 10)]
            )
        for start, end, value in marks:
            before = line.text[:start]
            at_start = not _strip_marks(before)
            found.append(
                Token(family, position, line.start + start, line.start + end, value, at_start, before, line.text[end:])
            )
    return found


def _higher(lines: Sequence[Line], positions: Sequence[int]) -> re.Pattern[str] | None:
    """How a text whose circled numbers end at ⑩, ⑳ … goes on: the form that has the next number."""
    text = "\n".join(lines[p].text for p in positions)
    last = max((CIRCLED[c] for c in set(text) if c in CIRCLED), default=0)
    if last not in (10, 20, 35, 50):  # where a font's or a character set's circled numbers end
        return None
    forms = [p for p in _HIGH.values() if any(_high(m[1]) == last + 1 for m in p.finditer(text))]
    bracketed = [p for p in forms if p is _HIGH["(（"] or not any(_high(m[1]) == 1 for m in p.finditer(text))]
    return bracketed[0] if bracketed else None


def _high(sign: str) -> int:
    return PARENTHESISED.get(sign) or int(sign.translate(_WIDE))


def _strip_marks(text: str) -> str:
    for pattern in _BRACKETED.values():
        text = pattern.sub("", text)
    text = _HIGH["(（"].sub("", text)
    return re.sub("[①-⑳㉑-㉟㊱-㊿⑴-⒇❶-❿⓫-⓴\\s]", "", text)


def _on_line(line: Line, family: str) -> list[tuple[int, int, int]]:
    text = line.text
    if family in _SINGLES:
        return [(i, i + 1, _SINGLES[family][c]) for i, c in enumerate(text) if c in _SINGLES[family]]
    if family in _BRACKETED:
        return [(m.start(), m.end(), int(m[1].translate(_WIDE))) for m in _BRACKETED[family].finditer(text)]
    return [(m.start(), m.end(), len(m[0])) for m in _STARS.finditer(text)]


def _raised(line: Line, *, listed: bool) -> list[tuple[int, int, int]]:
    """Runs of plain digits that geometry says are superscripts.

    At the head of a note (at a column's foot, or ``listed`` under 注释) the number is as often set plain: 1 or 1.
    """
    if line.geometry is None:
        return []
    shift = len(line.lead)
    raised = {i - shift for i in line.geometry.raised}
    shown = "".join(c if i in raised else " " for i, c in enumerate(line.text))
    shown = _IN_BRACKETS.sub(lambda m: " " * len(m[0]), shown)  # a citation in brackets is another family's
    found = [
        (m.start(), m.end(), int(m[0].translate(_WIDE))) for m in re.finditer("[0-9０-９]+", shown) if len(m[0]) < 4
    ]
    if found and found[0][0] == 0 and not line.geometry.foot and not listed and _HOME.match(line.text[found[0][1] :]):
        return []
    head = PLAIN.match(line.text) if line.geometry.foot or listed else None
    if head and not any(start == 0 for start, _, _ in found):
        found.insert(0, (0, head.end(), int(head[1].translate(_WIDE))))
    return found
