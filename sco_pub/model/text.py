"""The text on its way from the journal's page to the master: raw lines, clean blocks and the ledger between them.

Shapes.  A ``RawText`` is the text layer as it came, line by line; its ``text`` joins the lines by line feeds, and every
offset here is a 0-based character offset into that string.  Geometry (from a PDF) is optional everywhere: points
(1/72 inch), the origin at the page's lower left corner, as in ISO 32000.  A ``CleanText`` holds blocks in the order of
the document; each knows the raw ranges it was made from.  The ledger lists every difference: applying its changes to
the ranges of a block gives the block's text, and what is in no block is a change whose ``after`` is empty.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sco_pub.model.characters import BULLETS, HANZI
from sco_pub.model.doubt import Doubt
from sco_pub.model.rule import Rule
from sco_pub.model.wording import N_

# The markers of a list item that Markdown can say, by name (1. 1) (1) and bullets); the item's text keeps its marker.
LIST_MARKER = re.compile(
    r"(?:(?P<period>[0-9]{1,3})[.．](?![0-9])|[（(](?P<brackets>[0-9]{1,3})[)）]|(?P<bracket>[0-9]{1,3})[)）]|"
    rf"(?P<bullet>[{BULLETS}](?=[\s{HANZI}“《])))\s*"
)


class Band(StrEnum):
    """Which part of its page a line stands in; ``NOTES``: the note zone at its column's foot, which belongs to the text."""

    HEAD = "head"
    TEXT = "text"
    NOTES = "notes"
    FOOT = "foot"


@dataclass(frozen=True, slots=True)
class Face:
    """The type in which a line is set from its character ``start`` on: the font's name, the size in points, bold and italic."""

    start: int
    font: str
    size: float
    bold: bool
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Geometry:
    """Where a line stands on its page: left and right edge, baseline, type size, all in points.

    ``boxes`` holds the left and right edge of each character of the line's text (as many as characters; a space that
    the extractor made up has an empty box).  ``raised`` and ``lowered`` are the indices of characters set as superscripts and
    subscripts.
    ``rule_above`` is true when a short rule (the separator of footnotes) is drawn between this line and the one above.
    ``band``: head and foot are what white or a rule parts from the text, be they furniture or not.
    ``faces``: where in the line its type changes, from 0 on.
    """

    x0: float
    x1: float
    baseline: float
    size: float
    boxes: tuple[tuple[float, float], ...] = ()
    raised: frozenset[int] = frozenset()
    lowered: frozenset[int] = frozenset()
    bold: bool = False
    font: str = ""
    column: int = 0
    rule_above: bool = False
    band: Band = Band.TEXT
    faces: tuple[Face, ...] = ()

    @property
    def foot(self) -> bool:
        """Whether the line stands in the note zone."""
        return self.band is Band.NOTES


@dataclass(frozen=True, slots=True)
class RawLine:
    """One line of the text layer without its line end; ``page`` is the physical page, 1-based, where it is known."""

    text: str
    page: int | None = None
    geometry: Geometry | None = None


class Origin(StrEnum):
    """Where a page's text comes from: the typesetter's own signs, a hidden layer that some OCR left in the file, or ours."""

    TEXT = "text"
    LAYER = "ocr-layer"
    READ = "ocr"


@dataclass(frozen=True, slots=True)
class PageBox:
    """One page's size in points."""

    number: int
    width: float
    height: float
    origin: Origin = Origin.TEXT
    confidence: float | None = None  # of a page that was read by a machine, 0 to 1; None for a typesetter's own text


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table that the extractor saw: rows of cell texts, and the indices of the lines it stands on (first, last).

    One that runs over a page has other lines between its own: ``gaps`` are their ranges (first, last), the notes and heads of
    the pages.  ``repeats``: lines that the table's rest begins with and that say nothing new: 续表, and its head again.
    """

    rows: tuple[tuple[str, ...], ...]
    first_line: int
    last_line: int
    gaps: tuple[tuple[int, int], ...] = ()
    repeats: tuple[int, ...] = ()

    def holds(self, line: int) -> bool:
        """Does a line of the text belong to the table?"""
        inside = self.first_line <= line <= self.last_line and line not in self.repeats
        return inside and not any(first <= line <= last for first, last in self.gaps)


class Unseen(StrEnum):
    """Why words of a file are no part of its text."""

    INVISIBLE = N_("invisible")
    OUTSIDE = N_("outside the page")
    SMALL = N_("too small to be read")
    ASLANT = N_("aslant")
    WATERMARK = N_("a watermark")
    LINE_NUMBERS = N_("line numbers")
    MARGIN = N_("in the margin")
    PICTURE = N_("a picture of the manuscript")
    IN_LINE = N_("a picture in a line of the text")


@dataclass(frozen=True, slots=True)
class RawRegion:
    """A figure, formula or table that is kept as a picture: its box on a page of the file, and the lines that it takes.

    ``kind``: "figure", "formula" or "table".  ``page`` as the lines' pages are counted; ``sheet``, from 0, as the file's are;
    ``box``: left, bottom, right, top in points of that sheet, of which the ``core``, bottom and top, surely is its own.
    The first line is a stand-in (U+FFFC), then come the words inside the picture, then, from ``text_line`` on, its caption or
    number (none when it is behind ``last_line``).
    """

    kind: str
    page: int
    sheet: int
    box: tuple[float, float, float, float]
    core: tuple[float, float]
    first_line: int
    text_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class RawInlaid:
    """A piece of a line that only a picture can keep: the line, by its index, and which of the line's stand-ins (U+FFFC) it is.

    ``sheet`` and ``box`` as RawRegion has them.
    """

    line: int
    nth: int
    sheet: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of a file that its page doesn't show as text, and why: no part of the text, but on record."""

    page: int
    reason: Unseen
    text: str


@dataclass(frozen=True, slots=True)
class Testimony:
    """What the page says of a glyph against the layer: of ``font``, ``claim`` is what the layer calls it, ``sign`` what it is.

    ``sign`` is "" where nobody could tell; ``count``: how often it stands in the text; ``by``: a symbol font's
    known "encoding", the glyph's own "name", a "picture" of lines, of whose ``votes`` ``agreed`` said so, or a "ring"
    looked at by itself.
    """

    font: str
    claim: str
    sign: str
    count: int
    by: str = "picture"
    agreed: int = 0
    votes: int = 0


@dataclass(frozen=True, slots=True)
class RawText:
    """A text layer: ``file`` as the user wrote it, ``digest`` the sha256 of its bytes, ``encoding`` as detected.

    Lines stand in reading order (columns resolved); an empty line is a line.  A form feed stays in its line's text.
    ``left_out``: what the reader of a PDF didn't take for text.
    """

    file: str
    digest: str
    lines: tuple[RawLine, ...]
    encoding: str = "utf-8"
    source: str = "text"  # "text" or "pdf"
    pages: tuple[PageBox, ...] = ()
    tables: tuple[RawTable, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    reader: str = ""  # the OCR engine, with its version, where one was used
    testimonies: tuple[Testimony, ...] = ()
    regions: tuple[RawRegion, ...] = ()
    inlaid: tuple[RawInlaid, ...] = ()
    titled: str = ""  # what a PDF's own data calls the document

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def ocr(self) -> str:
        """Which pages a machine read, which machine, and how sure it was; "" for a typesetter's own text."""
        said = []
        for origin, name in ((Origin.READ, self.reader), (Origin.LAYER, "hidden layer")):
            pages = [page for page in self.pages if page.origin is origin]
            if pages:
                sure = sum(page.confidence or 0.0 for page in pages) / len(pages)
                said.append(f"{name}, {len(pages)} of {len(self.pages)} pages, confidence {sure:.3f}")
        return "; ".join(said)

    @property
    def has_geometry(self) -> bool:
        return any(line.geometry is not None for line in self.lines)

    def starts(self) -> tuple[int, ...]:
        """The offset of each line's first character in ``text``."""
        offsets, at = [], 0
        for line in self.lines:
            offsets.append(at)
            at += len(line.text) + 1
        return tuple(offsets)


def locate(starts: tuple[int, ...], offset: int) -> tuple[int, int]:
    """The 1-based line and column of an offset."""
    index = max(0, bisect_right(starts, offset) - 1)
    return index + 1, offset - starts[index] + 1


@dataclass(frozen=True, slots=True)
class Range:
    """A half-open range of the raw text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between the raw and the clean text: raw[start:end] == before becomes after.

    ``rules``: the rules that worked on the place, in their order; ``rule`` has them as the ledger writes them, joined by "+".
    ``line`` and ``column`` are 1-based and of the raw text.
    """

    rules: tuple[Rule, ...]
    start: int
    end: int
    before: str
    after: str
    line: int
    column: int

    @property
    def rule(self) -> str:
        return "+".join(self.rules)


class Role(StrEnum):
    """What a block is.  Metadata roles carry the front matter's key in ``CleanBlock.key``."""

    META = "meta"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    ITEM = "item"
    TABLE = "table"
    NOTE = "note"
    REFERENCE = "reference"
    FIGURE = "figure"
    FORMULA = "formula"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Picture:
    """What is cut out of a page: its name (``fig-2``), the sheet of the file (from 0), box and core as RawRegion has them."""

    name: str
    sheet: int
    box: tuple[float, float, float, float]
    core: tuple[float, float]


class Look(StrEnum):
    """How signs inside a block are set apart, beside its text."""

    RAISED = "raised"
    LOWERED = "lowered"
    ITALIC = "italic"
    BOLD = "bold"


@dataclass(frozen=True, slots=True)
class Styled:
    """A stretch of a block's text, half-open, and its look."""

    start: int
    end: int
    look: Look


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page of the text, to be looked at: ``box`` is its left, bottom, right and top in points, ``line`` the bottom
    and top of the line that is meant."""

    page: int
    box: tuple[float, float, float, float]
    line: tuple[float, float]


@dataclass(frozen=True, slots=True)
class NamedAuthor:
    """A name of an authors' line, and the marks behind it that point to institutions: 1, ①, a."""

    name: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CleanBlock:
    """One block of clean text; ``text`` may hold note calls (model.inlines).

    ``key``: a metadata key for META; ``members``: of one that holds a list, what stands between its semicolons.
    ``authors``: of the authors' line, whom it names.
    ``level``: 1-based for HEADING.  ``label``: a NOTE's label.
    ``ranges``: the raw ranges that make up the block, in its order.  ``complete`` is false for a note that is cut off.
    ``supplied``: the text is an editor's (corrections.toml), not the raw text's.
    ``shares``: the label of the note that has this one's text; it is printed once for both.
    ``styles``: superscripts, subscripts, italic and bold letters in the text, as the page sets them.
    ``inlaid``: the pictures that stand in the text, one for each U+FFFC in it.
    ``picture``: of a FIGURE or FORMULA, whose text is the caption or number; what stands inside the picture is taken out
    of the text.
    """

    role: Role
    text: str
    ranges: tuple[Range, ...] = ()
    key: str = ""
    members: tuple[str, ...] = ()
    authors: tuple[NamedAuthor, ...] = ()
    level: int = 0
    label: str = ""
    complete: bool = True
    supplied: bool = False
    shares: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    picture: Picture | None = None
    styles: tuple[Styled, ...] = ()
    inlaid: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything that differs between raw and clean text, and everything that was doubtful."""

    changes: tuple[Change, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    unknown: Mapping[str, int] = field(default_factory=dict)  # "U+1001BA" → how often it was kept


@dataclass(frozen=True, slots=True)
class CleanText:
    """The repaired text as blocks in document order (metadata, body, notes), and the ledger that proves it.

    ``read``: the raw lines as the rules read them, repaired and with narrow letters and digits.  ``missing``: labels of notes
    that are called but have no body.  ``ocr``: which pages a machine read, where one did.
    ``verbatim`` is set when the input already was a
    master: then it is that text, and there are no blocks.
    """

    file: str
    digest: str
    blocks: tuple[CleanBlock, ...]
    ledger: Ledger = field(default_factory=Ledger)
    missing: tuple[str, ...] = ()
    pages: int = 0
    pages_without_folio: tuple[int, ...] = ()
    verbatim: str | None = None
    ocr: str = ""
    read: tuple[str, ...] = ()

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """What is to be cut out of the file's pages."""
        regions = [block.picture for block in self.blocks if block.picture is not None]
        return (*regions, *dict.fromkeys(picture for block in self.blocks for picture in block.inlaid))

    @property
    def text(self) -> str:
        """Every block's text, one a line: what replaying the ledger must give."""
        return "\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class MasterText:
    """master.md as it is to be written, and the labels of its notes in order."""

    markdown: str
    notes: tuple[str, ...] = ()
    paragraphs: int = 0
    headings: int = 0
