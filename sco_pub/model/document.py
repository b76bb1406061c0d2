"""A document as pandoc sees it, and the master: the publication's text in its source language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sco_pub.model import ast


@dataclass(frozen=True, slots=True)
class Document:
    """Pandoc's AST: ``meta`` maps names to Meta* values, ``blocks`` are block elements, notes carry labels.

    To be treated as immutable: a stage that changes something builds new trees (see model.ast.transform).
    """

    meta: Mapping[str, Any]
    blocks: tuple[ast.Element, ...]
    api_version: tuple[int, ...] = (1, 23, 1)

    def json(self) -> dict[str, Any]:
        return {"pandoc-api-version": list(self.api_version), "meta": dict(self.meta), "blocks": list(self.blocks)}

    def notes(self) -> Iterator[ast.Element]:
        """Every Note of the body and the metadata, in document order (metadata first)."""
        for element in ast.walk([dict(self.meta), list(self.blocks)]):
            if element["t"] == "Note":
                yield element


@dataclass(frozen=True, slots=True)
class Master:
    """The structured text of one publication in its source language.

    ``path`` is as the user would write it (relative to the house), ``digest`` the sha256 of the file's bytes, ``lang``
    its BCP 47 tag (``zh-CN``), ``lines`` the 1-based line of master.md of each top-level block, where known.
    """

    publication: str
    path: str
    digest: str
    lang: str
    document: Document
