"""The house's configuration (sco_pub.toml) as typed, frozen values; edge.config reads and validates it.

Every field has a default that suits a Chinese journal, so that the smallest sco_pub.toml is one line.  What differs by
language is a table whose keys are language names; ``default`` serves every language that has no row of its own, so a
new
language needs no code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from sco_pub.model import scripts
from sco_pub.model.choices import Format, Ocr, Witness
from sco_pub.model.design import Headings, Heads, Look, Margins, Parts, Press, Style

T = TypeVar("T")


class NoteMark(StrEnum):
    """The numbers of notes: ①, or 1."""

    CIRCLED = "circled"
    ARABIC = "arabic"


class NoteRestart(StrEnum):
    """Where the numbers of notes begin again: on each page, or never."""

    PAGE = "page"
    DOCUMENT = "document"


class NoteFoot(StrEnum):
    """How a note's number stands at the foot of the page: raised as in the text, with a stop, or plain."""

    RAISED = "raised"
    STOP = "stop"
    PLAIN = "plain"


class NotePlace(StrEnum):
    AS_WRITTEN = "as-written"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class NoteStyle:
    """How notes are set in one language: the mark's form, where counting starts anew, the call's place by a stop.

    ``foot``: the number before the note itself; a circled one is always plain."""

    mark: NoteMark = NoteMark.ARABIC
    restart: NoteRestart = NoteRestart.DOCUMENT
    place: NotePlace = NotePlace.AS_WRITTEN
    foot: NoteFoot = NoteFoot.RAISED


@dataclass(frozen=True, slots=True)
class Fonts:
    """Font families of one language, by role, as fontconfig knows them.

    ``quote``: for abstracts, quotations and emphasis in hanzi, which have no italic: the first that there is, else the serif.
    """

    serif: str = "PT Serif"
    sans: str = "PT Sans"
    quote: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The PDF's page: sizes and margins in millimetres; body type in points, leading as a multiple of it.

    ``leading``, ``size`` and ``margins`` are what a stage sets with; the configuration may give them by language
    (House.in_language).  ``facing``: left pages are the mirror of right ones; without it all pages are like right ones."""

    width: float = 170.0
    height: float = 240.0
    size: float = 10.5
    leading: float = 1.7
    facing: bool = True
    margins: Margins = field(default_factory=Margins)


@dataclass(frozen=True, slots=True)
class Paths:
    source: str = "source"
    translations: str = "translations"
    build: str = "build"
    follow_links: bool = False  # whether links below the house's root are read and written through


@dataclass(frozen=True, slots=True)
class Limits:
    """What one piece of work may take; past a limit it is refused in one sentence, and the others go on.

    The defaults are ten times and more what an article needs, and little enough for a machine with 4 GB.
    """

    input_mb: int = 100  # one file that is read, in millions of bytes
    pages: int = 3000  # of a PDF
    notes: int = 20_000  # of a master
    nesting: int = 5  # brackets within brackets: pandoc's time doubles, and more, with each (measured: 10 never end)
    segments: int = 100_000  # of a master or a catalogue
    seconds: int = 120  # of the processor, one step: a page of a PDF, a call of pandoc, a text's cleaning, an artifact
    memory_mb: int = 2000  # of a program that is called, in millions of bytes
    picture_mpx: int = 100  # a picture, in millions of pixels: A3 at 600 dpi has 70
    store_mb: int = (
        2000  # what is kept between builds (build/.store), in millions of bytes: some 400 articles in three languages
    )


@dataclass(frozen=True, slots=True)
class Clean:
    """How raw texts are read."""

    ocr: Ocr = Ocr.AUTO
    witness: Witness = Witness.AUTO


@dataclass(frozen=True, slots=True)
class Epub:
    """The EPUB: whether it gets a cover, and whether it carries the house's fonts or leaves them to the reader."""

    cover: bool = True
    embed_fonts: bool = False


#: The national standard of each language's journals; the Commonwealth's share GOST.
CITATION_STYLES = {
    "zh": "gb-t-7714-2015-numeric",
    **dict.fromkeys(("ru", "be", "kk", "ky", "tg"), "gost-r-7-0-5-2008-numeric"),
    "default": "chicago-author-date",
}


@dataclass(frozen=True, slots=True)
class OfPublication:
    """What one publication has otherwise than the house: its languages, where it hasn't all; its citation styles."""

    languages: tuple[str, ...] = ()
    citations: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Translate:
    """A program that drafts translations (edge.machine), and how many texts it gets at once; it runs only when asked for."""

    command: str = ""
    batch: int = 50


@dataclass(frozen=True, slots=True)
class House:
    """sco_pub.toml: ``languages`` in the order of building; the first of them that is a master's language is its
    source.  ``report_language``: en, ru or zh, for the reports in build/.  ``citations``: the citation style by language.
    ``least``: how much of a translation (in hundredths of its passages) has to be there for its edition to be made.
    ``design`` and what follows it: model.design; ``look`` is what was read of the design's files, and no key of sco_pub.toml."""

    schema: int = 1
    languages: tuple[str, ...] = ("zh", "ru", "en")
    source_language: str = "zh"
    formats: tuple[Format, ...] = (Format.PDF, Format.EPUB, Format.DOCX, Format.HTML)
    glossary: str | None = None
    report_language: str = "en"
    least: int = 0
    paths: Paths = field(default_factory=Paths)
    clean: Clean = field(default_factory=Clean)
    limits: Limits = field(default_factory=Limits)
    page: Page = field(default_factory=Page)
    epub: Epub = field(default_factory=Epub)
    fonts: dict[str, Fonts] = field(
        default_factory=lambda: {"zh": Fonts("Noto Serif CJK SC", "Noto Sans CJK SC"), "default": Fonts()}
    )
    leading: dict[str, float] = field(default_factory=lambda: {"zh": 1.7, "default": 1.4})
    sizes: dict[str, float] = field(default_factory=dict)
    notes: dict[str, NoteStyle] = field(
        default_factory=lambda: {"zh": NoteStyle(NoteMark.CIRCLED, NoteRestart.PAGE), "default": NoteStyle()}
    )

    citations: dict[str, str] = field(default_factory=dict)
    publications: dict[str, OfPublication] = field(default_factory=dict)
    translate: Translate = field(default_factory=Translate)
    design: str = "journal"
    style: Style = field(default_factory=Style)
    margins: dict[str, Margins] = field(default_factory=dict)
    heads: dict[str, Heads] = field(default_factory=dict)
    headings: Headings = field(default_factory=Headings)
    colours: dict[str, str] = field(default_factory=dict)
    parts: Parts = field(default_factory=Parts)
    press: Press = field(default_factory=Press)
    colophon: dict[str, str] = field(default_factory=dict)
    look: Look = field(default_factory=Look)

    def languages_of(self, publication: str) -> tuple[str, ...]:
        """The languages of a publication, in the house's order."""
        own = self.publications.get(publication, OfPublication()).languages
        return tuple(language for language in self.languages if not own or language in own)

    def citation_style(self, publication: str, language: str) -> str:
        """How a publication cites in a language: a style that is shipped, or a path to a .csl file."""
        own = self.publications.get(publication, OfPublication()).citations
        names = scripts.names_of(language)[:2]
        for table in (own, self.citations):
            found = next((table[name] for name in (*names, "default") if name in table), None)
            if found:
                return found
        return next(CITATION_STYLES[name] for name in (*names, "default") if name in CITATION_STYLES)

    def in_language(self, language: str) -> House:
        """The house as one language sees it: hanzi want more room between lines than letters do, and fewer margins."""
        leading = _of(self.leading, language) or self.page.leading
        size = _of(self.sizes, language) or self.page.size
        margins = _of(self.margins, language) or self.page.margins
        return replace(self, page=replace(self.page, leading=leading, size=size, margins=margins))

    def fonts_for(self, language: str) -> Fonts:
        """A language's own families, or its script's where the house's usual ones have none of its letters."""
        base, script = language.split("-")[0], scripts.script_of(language)
        own = self.fonts.get(language)
        if own is None and scripts.code_of(base) == scripts.code_of(language):
            own = self.fonts.get(base)
        if own is None and script is not None and script.serif:
            own = Fonts(script.serif, script.sans)
        return own or self.fonts.get("default") or Fonts()

    def colophon_for(self, language: str) -> str:
        return _of(self.colophon, language) or ""

    def heads_for(self, language: str) -> Heads:
        return _of(self.heads, language) or Heads()

    def notes_for(self, language: str) -> NoteStyle:
        return _of(self.notes, language) or NoteStyle()


def _of(table: Mapping[str, T], language: str) -> T | None:
    """A language's row of a table: its own or the nearest (Japanese takes Chinese leading)."""
    return next((table[name] for name in scripts.names_of(language) if name in table), None)
