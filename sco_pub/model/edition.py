"""One publication in one language, ready to be typeset, and what comes out of typesetting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from gettext import NullTranslations

from sco_pub.model.document import Document
from sco_pub.model.scripts import code_of


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an edition's translation is, in segments; the source edition has no segments to translate."""

    segments: int = 0
    translated: int = 0  # reviewed ones included
    fuzzy: int = 0
    untranslated: int = 0
    reviewed: int = 0

    @property
    def share(self) -> int:
        """How much is translated, in hundredths; an edition without segments is whole."""
        return 100 * self.translated // self.segments if self.segments else 100

    @property
    def complete(self) -> bool:
        return self.translated == self.segments


@dataclass(frozen=True, slots=True)
class Provenance:
    """What an edition was made from: names as the user sees them, and sha256 digests."""

    master_path: str
    master_digest: str
    catalogue_path: str | None = None
    catalogue_digest: str | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """A whole text in one language.

    ``document``: metadata and blocks in this language; text without translation stays in the source language inside a
    Span of class ``untranslated`` with a ``lang`` attribute, a fuzzy one (draft builds only) in a Span ``fuzzy``.
    ``source_meta``: the master's metadata, for the colophon and for citation.  ``labels``: the house's own words.
    ``lang``: BCP 47 of the edition (``zh-CN``, ``ru``, ``en``); ``language``: its name in the configuration (``zh``).
    """

    publication: str
    language: str
    lang: str
    source_lang: str
    document: Document
    source_meta: Mapping[str, object]
    labels: NullTranslations
    progress: Progress
    provenance: Provenance
    note_labels: tuple[str, ...] = field(default=())

    @property
    def is_source(self) -> bool:
        """Whether it is the original: of a Chinese text the edition in traditional characters is none."""
        return (self.language.split("-")[0], code_of(self.language)) == (
            self.source_lang.split("-")[0], code_of(self.source_lang),
        )  # fmt: skip
