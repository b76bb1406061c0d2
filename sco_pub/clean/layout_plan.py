"""What every line of a text is: the layout, as the steps of cleaning find it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sco_pub.clean.blocks.code import Code
from sco_pub.clean.blocks.headings import Heading
from sco_pub.clean.blocks.indents import Break
from sco_pub.clean.blocks.paragraphs import Mode
from sco_pub.clean.blocks.pictured import Pictured
from sco_pub.clean.blocks.tables import Table
from sco_pub.clean.front.fields import FrontMatter
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
    indents: tuple[int, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything steps 2 to 7 found out, by position in ``lines``.

    ``running_title``: the running head that is the article's title, since the title block has none.  ``breaks``: of lines of the
    running text, whether a paragraph begins, and why.  ``listed``: the lines of a list of sources that has no head.
    """

    lines: tuple[Line, ...]
    pages: Pages
    dropped: Mapping[int, Rule]
    notes: Notes
    front: FrontMatter
    headings: tuple[Heading, ...]
    running_title: int | None
    mode: Mode
    edits: tuple[RawEdit, ...]
    tables: tuple[Table, ...] = ()
    pictured: tuple[Pictured, ...] = ()
    listed: frozenset[int] = frozenset()
    code: tuple[Code, ...] = ()
    body: tuple[Planned, ...] = ()
    breaks: Mapping[int, Break] = field(default_factory=dict)
