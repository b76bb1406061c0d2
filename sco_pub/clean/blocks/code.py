"""Take the lines of running text, find programs and the numbered steps of algorithms: kept line by line, with their indents.

Strategy.  A program's lines hold no hanzi but in comments and strings, and most of them show it: they end with ; { }, begin with
a language's word, call a function, assign or compare.  Three lines and two kinds of such signs make one; a typewriter's face is a
sign of its own.  An algorithm stands below its caption (算法 1, Algorithm 1): lines that count 1, 2, 3 … with words of control
among them, what it takes and gives (输入, 输出) before them.  Indents are read from the page, a letter's
width a space.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from sco_pub.clean.lines.lines import Line
from sco_pub.model.characters import hanzi_count, whole_number

_FEWEST = 3  # lines of a program, steps of an algorithm
_KINDS = 2  # kinds of signs: a formula has one, a list of words with semicolons as well
_SPACE, _NARROWEST = 0.5, 0.2  # em: a space where no sign's width is known; a narrower box is a gap's
_MOST_TAKEN = 8  # lines of what an algorithm takes and gives, between its caption and its first step
_COMMENT = re.compile(
    r"/\*.*?(?:\*\s*/|$)|//.*$|(?<![&\w])#(?!include|define|if|end).*$|(?<=\s)%.*$|([\"'“‘]).*?[\"'”’]"
)
_NUMBER = re.compile(r"\s*(\d{1,3})\s*[.:：)）]?\s+(?=\S)")
_SIGNS = (
    re.compile(r"[;{}]\s*$|^\s*[{}]"),
    re.compile(
        r"^\s*(?:#include|#define|import|from|def|class|return|end\w*|if|for|while|else|elif|do|switch|case|try|except|function|"
        r"public|private|static|void|int|char|float|double|bool|var|let|const|print\w*|repeat|until|then|begin)\b(?!\s+[a-z]+\s+[a-z]+\s+[a-z]+)"
    ),
    re.compile(r"\b\w+\s?\([^()]*\)\s*[;:{,]?\s*$"),
    re.compile(r"[=!<>＝＜＞]\s?[=＝]|:=|->|<-|←|\+\+|&&|\|\||\w\s*=\s*[\w\"'\[({-]"),
)
_HEADED = re.compile(r"\s*\d+(?:[.．]\d+)+\s")  # 3.2.2 and words: a heading
_CONTROL = re.compile(r"\b(?:function|for|while|if|then|else|end\w*|return|repeat|until|do)\b|←|:=")
_TYPEWRITER = re.compile(r"(?i)cour|mono|consol|menlo|typewriter|cmtt")
_CAPTION = re.compile(r"\s*(?:算法|(?i:algorithm))\s*\d{1,2}(?![0-9年月日])(?!\s*[中的所是])")
_TAKES = re.compile(r"\s*(?:输入|输出|(?i:input|output|require|ensure))\s*[:：]")


@dataclass(frozen=True, slots=True)
class Code:
    """The positions of its lines, and how many spaces each is set in."""

    positions: tuple[int, ...]
    indents: tuple[int, ...]


def find(lines: Sequence[Line], flow: Sequence[int]) -> list[Code]:
    """The programs and algorithms among the lines at ``flow``, in order; only where lines know their places."""
    found: list[Code] = []
    n = 0
    while n < len(flow):
        end = _algorithm(lines, flow, n) or _program(lines, flow, n)
        if end > n and all(lines[p].geometry is not None for p in flow[n:end]):
            found.append(_placed(lines, flow[n:end]))
        n = max(end, n + 1)
    return found


def _placed(lines: Sequence[Line], positions: Sequence[int]) -> Code:
    places = [g for p in positions if (g := lines[p].geometry)]
    left = {column: min(g.x0 for g in places if g.column == column) for column in {g.column for g in places}}
    wide = [(b - a) / max(g.size, 1.0) for g in places for a, b in g.boxes if b - a > _NARROWEST * g.size]
    space = min(statistics.median(wide or [_SPACE]), _SPACE * 2)
    return Code(tuple(positions), tuple(round((g.x0 - left[g.column]) / (space * max(g.size, 1.0))) for g in places))


def _program(lines: Sequence[Line], flow: Sequence[int], n: int) -> int:
    """The index behind the program that begins with line ``n``; ``n`` where none does."""
    end, shown, kinds = n, [n], set[int]()
    while end < len(flow) and _wordless(lines[flow[end]].text) and not _HEADED.match(lines[flow[end]].text):
        signs = _shows(lines[flow[end]])
        if not signs and end == n:
            return n
        kinds |= signs
        shown += [end] if signs and end > n else []
        end += 1
    end = shown[-1] + 1
    return end if len(shown) >= _FEWEST and len(kinds) >= _KINDS and len(shown) * 2 > end - n else n


def _wordless(text: str) -> bool:
    return hanzi_count(_COMMENT.sub("", text)) == 0


def _shows(line: Line) -> set[int]:
    """By which signs a line shows that it is a program's."""
    text = _COMMENT.sub("", _NUMBER.sub("", line.text, count=1))
    typed = line.geometry is not None and _TYPEWRITER.search(line.geometry.font) is not None
    return {kind for kind, sign in enumerate(_SIGNS) if sign.search(text)} | ({len(_SIGNS)} if typed else set())


def _algorithm(lines: Sequence[Line], flow: Sequence[int], n: int) -> int:
    """The index behind the algorithm whose first line below its caption is line ``n``; 0 where none begins there."""
    if not n or not _CAPTION.match(lines[flow[n - 1]].text) or _CAPTION.match(lines[flow[n]].text):
        return 0
    first = next((m for m in range(n, min(n + _MOST_TAKEN, len(flow))) if _step(lines[flow[m]].text) == 1), 0)
    if not first or (first > n and not _TAKES.match(lines[flow[n]].text)):
        return 0
    end = first
    while end < len(flow) and _step(lines[flow[end]].text) == end - first + 1:
        end += 1
    control = sum(_CONTROL.search(lines[p].text) is not None for p in flow[first:end])
    return end if end - first >= _FEWEST and control * 3 >= end - first else 0


def _step(text: str) -> int:
    match = _NUMBER.match(text)
    return whole_number(match[1]) if match else 0
