"""A design as data: what a designer decides about a house's editions, beside type and page (model.config).

A design is a folder: ``design.toml`` with these tables, and style sheets that are laid over the program's own.  What
sco_pub.toml says in the same words comes first, so that a house changes a margin without making a design (edge.designs).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

#: What a running head, a foot and a colophon may name in braces (typeset.templates says what stands for it).
FIELDS = frozenset(
    {"page", "title", "author", "journal", "number", "year", "volume", "issue", "pages", "doi", "publisher", "section"}
)
#: The style sheets that a design may have, by the file's name without its end.
SHEETS = ("print", "page", "epub", "cover")
#: The colours that the sheets know as ``--accent`` and so on.
COLOURS = {"accent": "#000000", "quiet": "#444444", "rule": "#000000"}


class Contents(StrEnum):
    """Whether the PDF lists its sections behind the front matter: never, in a long text, or always."""

    NEVER = "never"
    LONG = "long"
    ALWAYS = "always"


class Ink(StrEnum):
    """The PDF's inks: the design's colours, or black and its greys."""

    COLOUR = "colour"
    BLACK = "black"


@dataclass(frozen=True, slots=True)
class Margins:
    """The least margins of the text block in millimetres; what is left of a whole number of ems and lines is added.

    None is a share of the page (typeset.print_style)."""

    inside: float | None = None
    outside: float | None = None
    head: float | None = None
    foot: float | None = None


@dataclass(frozen=True, slots=True)
class Heads:
    """Running heads and feet of left, right and first pages: what stands left, in the middle and right, as templates."""

    left: tuple[str, ...] = ("{page}", "", "{author}")
    right: tuple[str, ...] = ("{title}", "", "{page}")
    first: tuple[str, ...] = ("", "", "")
    foot_left: tuple[str, ...] = ("", "", "")
    foot_right: tuple[str, ...] = ("", "", "")
    foot_first: tuple[str, ...] = ("", "{page}", "")


@dataclass(frozen=True, slots=True)
class Press:
    """What a printer wants of the PDF: crop marks, the bleed in millimetres, and its inks."""

    marks: bool = False
    bleed: float = 0.0
    ink: Ink = Ink.COLOUR


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts an edition has that its text doesn't bring along."""

    contents: Contents = Contents.LONG
    end_mark: bool = False
    cite: bool = False


class Face(StrEnum):
    SERIF = "serif"
    SANS = "sans"


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"


@dataclass(frozen=True, slots=True)
class Headings:
    """Title and headings where no sheet can say it, in Word: their face, where the main ones stand, whether in the accent.

    ``hang``: how far a sheet may set them out into the left margin (``--hang``), in millimetres; checks let them stand there.
    """

    face: Face = Face.SANS
    align: Align = Align.CENTER
    accent: bool = False
    hang: float = 0.0


@dataclass(frozen=True, slots=True)
class Style:
    """A house's own files, as paths below its root: a sheet over the PDF's, Word's template, a logo."""

    css: str = ""
    word: str = ""
    logo: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What was read of a design's files: sheets by name, Word's template and the logo in base64, and which files they were;
    ``own``: by name the sheets that aren't the program's, as seen from the house's root."""

    sheets: Mapping[str, str] = field(default_factory=dict)
    word: str = ""
    logo: str = ""
    files: tuple[str, ...] = ()
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
