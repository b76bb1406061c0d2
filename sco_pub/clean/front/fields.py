"""The metadata fields of a text, as they are lifted out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sco_pub.clean.furniture.page_model import Pages
from sco_pub.clean.lines.lines import Line, line_at
from sco_pub.model.doubt import Doubt
from sco_pub.model.rule import Rule
from sco_pub.model.text import Range


@dataclass(frozen=True, slots=True)
class Field:
    """A metadata field: its key, the raw ranges of its block, and the ranges in them that are only its label."""

    key: str
    ranges: tuple[Range, ...]
    label: tuple[Range, ...] = ()
    number: int = 1


@dataclass(frozen=True, slots=True)
class PageContext:
    """What the finders of fields ask of a text: its lines, the positions of the running text, its pages and paragraphs.

    ``text``: the whole repaired text; ``begins``: whether a paragraph begins with a line of the running text, by position;
    ``claimed``: the title in the file's own data; ``named``: what the file is called, without its ending.
    """

    lines: Sequence[Line]
    flow: Sequence[int]
    text: str
    pages: Pages
    begins: Mapping[int, bool]
    claimed: str = ""
    named: str = ""

    def at(self, offset: int) -> int:
        """The position of the line at an offset of the text."""
        return line_at(self.lines, offset)

    def page_of(self, position: int) -> int:
        return self.pages.page_of(position)

    def ends(self, before: int, q: int) -> bool:
        """Whether a paragraph ends between a line and ``q``, its neighbour in the running text."""
        return self.begins.get(q, True)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What was found of the front matter: fields, the lines they took, the lines of which they took a part, and doubts."""

    fields: tuple[Field, ...] = ()
    taken: frozenset[int] = frozenset()
    trimmed: Mapping[int, Line] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    dropped: Mapping[int, Rule] = field(default_factory=dict)


@dataclass(slots=True)
class Front:
    """The same while the finders go on: it never leaves clean.front."""

    fields: list[Field] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    trimmed: dict[int, Line] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    dropped: dict[int, Rule] = field(default_factory=dict)

    @property
    def settled(self) -> FrontMatter:
        return FrontMatter(
            tuple(self.fields), frozenset(self.taken), self.trimmed.copy(), tuple(self.doubts), self.dropped.copy()
        )
