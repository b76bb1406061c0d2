"""What a line can be where running text and notes are parted, and how far a reading of the lines has come.

clean.notes.begin_and_end searches these; clean.notes.find_notes and clean.notes.collect read what it found.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from sco_pub.clean.notes.mark_tokens import Token


class LabelKind(Enum):
    """What a line is for the search for notes."""

    TEXT = "text"
    NOTE_START = "mark"  # a note opens with its mark
    NOTE_CONTINUED = "more"  # a note goes on
    NOTE_FROM_STACK = "next"  # the next of the notes whose marks are stacked above opens
    NOTE_FROM_PAGE_BEFORE = "rest"  # the rest of a note that the page before began


@dataclass(frozen=True, slots=True)
class LineLabel:
    """What one line is; ``tokens``: the calls on a line of text, the marks of the bodies on a line of notes.

    ``opens`` is true for a line of text that begins a new count of notes.
    """

    kind: LabelKind
    tokens: tuple[Token, ...] = ()
    opens: bool = False


class SearchState(NamedTuple):
    """``called``, ``bodies_seen``: the last number of each in this count; ``waiting``: marks in a stack without a text yet.

    ``text``: the open note has some text; ``zone_start``: index of the zone's first line (−1 in running text);
    ``note_unfinished``: the last zone's last note isn't finished.
    """

    called: int = 0
    bodies_seen: int = 0
    waiting: int = 0
    text: bool = False
    zone_start: int = -1
    note_unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Margin:
    """How much dearer the best reading is in which a line is ``other`` than it was taken for."""

    cost: float
    other: LabelKind


@dataclass(frozen=True, slots=True)
class Labelled:
    """How a line was read, and why not otherwise: its label, its margin, and what it alone costs as text and as a note's."""

    label: LineLabel
    margin: Margin | None
    as_text: float
    as_note: float


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The cheapest reading of all lines; ``margins``: how sure each line is, None where no other reading came near."""

    cost: float
    readings: tuple[LineLabel, ...]
    margins: tuple[Margin | None, ...]
