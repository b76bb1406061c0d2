"""What a line can be where running text and notes are parted, and how far a reading of the lines has come.

clean.notes.segmentation searches these; clean.notes.find_notes and clean.notes.collect read what it found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from sco_pub.clean.notes.mark_tokens import Token


class Kind(Enum):
    TEXT = "text"
    MARK = "mark"  # a note opens with its mark
    MORE = "more"  # a note goes on
    NEXT = "next"  # the next of the notes whose marks are stacked above opens
    REST = "rest"  # the rest of a note that the page before began


@dataclass(frozen=True, slots=True)
class Reading:
    """What one line is; ``tokens``: the calls on a line of text, the marks of the bodies on a line of notes.

    ``opens`` is true for a line of text that begins a new count of notes.
    """

    kind: Kind
    tokens: tuple[Token, ...] = ()
    opens: bool = False


class State(NamedTuple):
    """``called``, ``bodied``: the last number of each in this count; ``waiting``: marks in a stack without a text yet.

    ``text``: the open note has some text; ``seam``: index of the zone's first line (−1 in running text); ``torn``: the last
    zone's last note isn't finished.
    """

    called: int = 0
    bodied: int = 0
    waiting: int = 0
    text: bool = False
    seam: int = -1
    torn: bool = False


@dataclass(frozen=True, slots=True)
class Margin:
    """How much dearer the best reading is in which a line is ``other`` than it was taken for."""

    cost: float
    other: Kind


@dataclass(slots=True)
class Parted:
    """The cheapest reading of all lines; ``margins``: how sure each line is, None where no other reading came near."""

    cost: float
    readings: list[Reading] = field(default_factory=list)
    margins: list[Margin | None] = field(default_factory=list)
