"""Counts what a backtracking matcher does with a pattern and a text: steps, not time, so the same on every machine.

It walks the tree that Python's own parser makes of the pattern, as sre does: each sign that is looked at, each way that is tried
and each way back is a step.  What sre does quicker by looking ahead for a literal isn't imitated: that changes a factor, and no growth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_SINGLE = (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN)
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_OF_KIND = {
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_WORD: lambda sign: sign.isalnum() or sign == "_",
    op.CATEGORY_NOT_DIGIT: lambda sign: not sign.isdecimal(),
    op.CATEGORY_NOT_SPACE: lambda sign: not sign.isspace(),
    op.CATEGORY_NOT_WORD: lambda sign: not (sign.isalnum() or sign == "_"),
}


def steps(pattern: re.Pattern[str], text: str) -> int:
    """Of finding all matches in the text."""
    return _Matcher(pattern, text).all()


class _Matcher:
    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self.tree = list(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))
        self.flags, self.text, self.count = pattern.flags, text, 0
        self.groups: dict[int, str] = {}

    def all(self) -> int:
        at = 0
        while at <= len(self.text):
            end = next(self._row(self.tree, at, self.flags), None)
            at = end if end is not None and end > at else at + 1
        return self.count

    def _row(self, nodes: Sequence[Any], at: int, flags: int) -> Iterator[int]:
        if not nodes:
            yield at
            return
        kind, what = nodes[0]
        for end in self._node(kind, what, at, flags):
            yield from self._row(nodes[1:], end, flags)

    def _node(self, kind: Any, what: Any, at: int, flags: int) -> Iterator[int]:
        self.count += 1
        if kind in _SINGLE:
            if self._is(kind, what, at, flags):
                yield at + 1
        elif kind in _REPEATS:
            yield from self._repeat(kind, what[0], what[1], list(what[2]), at, flags)
        elif kind is op.SUBPATTERN:
            group, more, fewer, inner = what
            for end in self._row(list(inner), at, (flags | more) & ~fewer):
                self.groups[group] = self.text[at:end]
                yield end
        elif kind is op.BRANCH:
            for way in what[1]:
                yield from self._row(list(way), at, flags)
        elif kind in (op.ASSERT, op.ASSERT_NOT):
            start = at - what[1].getwidth()[0] if what[0] < 0 else at
            held = start >= 0 and next(self._row(list(what[1]), start, flags), None) is not None
            if held == (kind is op.ASSERT):
                yield at
        elif kind is op.AT:
            if self._stands(what, at, flags):
                yield at
        elif kind is op.GROUPREF:
            if self.text.startswith(self.groups.get(what, "\0"), at):
                yield at + len(self.groups[what])
        else:
            raise NotImplementedError(kind)

    def _repeat(self, kind: Any, least: int, most: Any, inner: list[Any], at: int, flags: int) -> Iterator[int]:
        ends = [at]
        if kind is op.MIN_REPEAT or len(inner) != 1 or inner[0][0] not in _SINGLE:
            yield from self._ways(kind is op.MIN_REPEAT, least, int(most), inner, at, flags)
            return
        single, what = inner[0]
        while len(ends) <= int(most) and self._is(single, what, ends[-1], flags):
            self.count += 1
            ends.append(ends[-1] + 1)
        for number in reversed(range(least, len(ends))):
            self.count += 1
            yield ends[number]
            if kind is op.POSSESSIVE_REPEAT:
                return

    def _ways(self, lazy: bool, least: int, most: int, inner: list[Any], at: int, flags: int) -> Iterator[int]:
        if lazy and least <= 0:
            yield at
        if most > 0:
            for end in self._row(inner, at, flags):
                if end > at or least > 0:
                    yield from self._ways(lazy, least - 1, most - 1, inner, end, flags)
        if not lazy and least <= 0:
            yield at

    def _is(self, kind: Any, what: Any, at: int, flags: int) -> bool:
        if at >= len(self.text):
            return False
        sign = self.text[at]
        if kind is op.ANY:
            return bool(flags & re.DOTALL) or sign != "\n"
        signs = {sign, sign.lower(), sign.upper()} if flags & re.IGNORECASE else {sign}
        if kind is op.IN:
            negated = what[0][0] is op.NEGATE
            return any(_holds(part, value, each) for part, value in what[negated:] for each in signs) != negated
        return (chr(what) in signs) == (kind is op.LITERAL)

    def _stands(self, where: Any, at: int, flags: int) -> bool:
        before, after = self.text[at - 1 : at] if at else "", self.text[at : at + 1]
        if where in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
            return not at or (bool(flags & re.MULTILINE) and before == "\n")
        if where in (op.AT_END, op.AT_END_STRING):
            return not after or (bool(flags & re.MULTILINE) and after == "\n")
        words = [bool(sign) and _OF_KIND[op.CATEGORY_WORD](sign) for sign in (before, after)]
        return (words[0] != words[1]) == (where is op.AT_BOUNDARY)


def _holds(kind: Any, what: Any, sign: str) -> bool:
    if kind is op.LITERAL:
        return sign == chr(what)
    return what[0] <= ord(sign) <= what[1] if kind is op.RANGE else _OF_KIND[what](sign)
