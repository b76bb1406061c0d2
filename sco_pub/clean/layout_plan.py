"""What every line of a text is: the layout, as the steps of cleaning find it out."""

from __future__ import annotations

from dataclasses import dataclass, field

from sco_pub.clean.blocks.headings import Heading
from sco_pub.clean.blocks.indents import Break
from sco_pub.clean.blocks.paragraphs import Mode
from sco_pub.clean.blocks.pictured import Pictured
from sco_pub.clean.blocks.tables import Table
from sco_pub.clean.front.fields import Front
from sco_pub.clean.furniture.page_model import Pages
from sco_pub.clean.ledger.draft import RawEdit
from sco_pub.clean.lines.lines import Line
from sco_pub.clean.notes.match import Notes
from sco_pub.model.rule import Rule
from sco_pub.model.text import Picture, Range, Role


@dataclass(frozen=True, slots=True)
class Planned:
    """A block before its text is set."""

    role: Role
    ranges: tuple[Range, ...]
    key: str = ""
    level: int = 0
    label: str = ""
    complete: bool = True
    lines_kept: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    picture: Picture | None = None


@dataclass
class Layout:
    """Everything steps 2 to 7 found out, by position in ``lines``."""

    lines: tuple[Line, ...]
    pages: Pages
    dropped: dict[int, Rule]
    notes: Notes
    front: Front
    headings: list[Heading]
    running_title: int | None
    mode: Mode
    edits: list[RawEdit]
    tables: list[Table] = field(default_factory=list)
    pictured: list[Pictured] = field(default_factory=list)
    body: list[Planned] = field(default_factory=list)
    breaks: dict[int, Break] = field(
        default_factory=dict
    )  # of lines of running text: whether a paragraph begins, and why
