"""The pages of a text: where each begins, what it is called, and what on it is furniture."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from sco_pub.model.doubt import Doubt
from sco_pub.model.rule import Rule


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line that is furniture, and the rule that says so."""

    position: int
    rule: Rule


@dataclass(frozen=True, slots=True)
class Pages:
    """``starts``: positions (in the sequence of lines) of each page's first line; ``numbers``: what each is called.

    ``folios``: page index → printed number.  ``running_title``: the position of a running head that may be the article's title.
    """

    starts: tuple[int, ...]
    numbers: tuple[int, ...]
    folios: Mapping[int, int] = field(default_factory=dict)
    dropped: tuple[Dropped, ...] = ()
    running_title: int | None = None
    head_shapes: frozenset[str] = frozenset()
    certain: bool = True
    doubts: tuple[Doubt, ...] = ()

    def page_of(self, position: int) -> int:
        """The index of the page a line stands on."""
        return max(0, bisect_right(self.starts, position) - 1)

    def ranges(self, count: int) -> list[range]:
        """The positions of each page's lines; ``count``: how many lines there are."""
        return [range(start, end) for start, end in pairwise([*self.starts, count])]

    def without_folio(self) -> tuple[int, ...]:
        return tuple(n for i, n in enumerate(self.numbers) if i not in self.folios)


def first_left(positions: Iterable[int], gone: Collection[int], otherwise: int) -> int:
    """The first of some lines that isn't gone."""
    return next((p for p in positions if p not in gone), otherwise)
