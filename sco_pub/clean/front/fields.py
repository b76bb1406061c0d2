"""The metadata fields of a text, as they are lifted out of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sco_pub.clean.lines.lines import Line
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


@dataclass
class Front:
    fields: list[Field] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    trimmed: dict[int, Line] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    dropped: dict[int, Rule] = field(default_factory=dict)
