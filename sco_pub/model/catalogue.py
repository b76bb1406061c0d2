"""Segments of a master and the gettext catalogues that translate them.

msgid is inline Pandoc Markdown; msgctxt is the segment's kind, then the explicit id of its section if there is one, then
``#2`` … only for the second and later segment that would otherwise have the same key.  Never a position, path or line.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

Key = tuple[str, str]  # (msgctxt, msgid)


class State(StrEnum):
    """How far a segment's translation is; the later ones count as translated too."""

    UNTRANSLATED = "untranslated"
    FUZZY = "fuzzy"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Segment:
    """One translatable text of a master: a block's inlines, a note paragraph, a metadata field."""

    context: str
    source: str
    comments: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        return (self.context, self.source)


@dataclass(frozen=True, slots=True)
class Template:
    """The segments of one publication in document order: what a .pot file would hold."""

    publication: str
    source_language: str
    master_digest: str
    segments: tuple[Segment, ...]
    path: str = ""  # of the master, as the user writes it: the catalogue's ``#:`` reference


@dataclass(frozen=True, slots=True)
class Entry:
    """One catalogue entry; the comment tuples are lines without their ``# ``/``#. `` marks."""

    context: str
    source: str
    target: str = ""
    comments: tuple[str, ...] = ()  # the translator's own: sacred
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous_source: str | None = None
    previous_context: str | None = None
    obsolete: bool = False
    line: int | None = field(default=None, compare=False)

    @property
    def key(self) -> Key:
        return (self.context, self.source)

    @property
    def fuzzy(self) -> bool:
        return "fuzzy" in self.flags


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A PO file: header fields in order, the header's translator comments, entries in order (obsolete ones last)."""

    publication: str
    language: str
    path: str
    header: tuple[tuple[str, str], ...] = ()
    header_comments: tuple[str, ...] = ()
    header_flags: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
