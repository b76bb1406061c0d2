"""The truth: a clean article, block by block, and the master that a perfect cleaner would write for it.

In the texts a note call is written ``⟦n⟧`` (n counts the notes in reading order, from 1) and a thousands space that
the printer sets but the author did not write is U+2009.  ``plain`` takes both out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

CALL = re.compile(r"⟦(\d+)⟧")
THOUSANDS = "\N{THIN SPACE}"
MISSING = "[原文缺注]{.note-missing}"
TRUNCATED = "[原文不完整]{.note-truncated}"


def plain(text: str) -> str:
    """The text without calls and without the printer's thousands spaces."""
    return CALL.sub("", text).replace(THOUSANDS, "")


class Kind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    ITEM = "item"
    TABLE = "table"
    FIGURE = "figure"  # its caption


class Fate(StrEnum):
    """What the text layer did to a note's body."""

    KEPT = "kept"
    LOST = "lost"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class Block:
    """One block; ``level`` is 1–3 for headings; ``rows`` holds a table's cells."""

    kind: Kind
    text: str
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A note's clean body; ``shown`` is how much of it the text layer still has (all of it unless CUT or LOST)."""

    body: str
    fate: Fate = Fate.KEPT
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    name: str
    affiliation: str = ""
    bio: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A clean article; an empty metadata field is one that the journal did not print."""

    seed: int
    title: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    subtitle: str = ""
    authors: tuple[Author, ...] = ()
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    funding: str = ""
    received: str = ""
    clc: str = ""
    doi: str = ""
    editor: str = ""
    title_en: str = ""
    abstract_en: str = ""
    keywords_en: tuple[str, ...] = ()
    references: tuple[str, ...] = field(default=())

    @property
    def headings(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.kind is Kind.HEADING)

    def metadata(self) -> dict[str, str | tuple[str, ...]]:
        """The fields that the journal printed, under the master's keys; authors by name, affiliation and bio."""
        fields: dict[str, str | tuple[str, ...]] = {
            "title": self.title,
            "subtitle": self.subtitle,
            "author": tuple(author.name for author in self.authors),
            "affiliation": tuple(author.affiliation for author in self.authors if author.affiliation),
            "bio": tuple(author.bio for author in self.authors if author.bio),
            "abstract": self.abstract,
            "keywords": self.keywords,
            "funding": self.funding,
            "received": self.received,
            "clc": self.clc,
            "doi": self.doi,
            "editor": self.editor,
            "title-en": self.title_en,
            "abstract-en": self.abstract_en,
            "keywords-en": self.keywords_en,
        }
        return {key: value for key, value in fields.items() if value}


def body_markdown(article: Article) -> str:
    """The body and the notes as master.md writes them (no front matter): blocks, then one definition a note."""
    parts = [_block(block) for block in article.blocks]
    parts += [f"[^{n}]: {_definition(note)}" for n, note in enumerate(article.notes, 1)]
    return "\n\n".join(parts) + "\n"


def _block(block: Block) -> str:
    text = CALL.sub(r"[^\1]", block.text).replace(THOUSANDS, "")
    if block.kind is Kind.HEADING:
        return f"{'#' * block.level} {text}"
    if block.kind is Kind.QUOTE:
        return f"> {text}"
    if block.kind is Kind.TABLE and block.rows:
        rows = [f"| {' | '.join(row)} |" for row in block.rows]
        return "\n".join([rows[0], "|" + "---|" * len(block.rows[0]), *rows[1:]])
    return text


def _definition(note: Note) -> str:
    if note.fate is Fate.LOST:
        return MISSING
    if note.fate is Fate.CUT:
        return f"{plain(note.shown)} {TRUNCATED}"
    return plain(note.body)
