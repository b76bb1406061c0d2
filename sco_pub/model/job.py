"""What typesetting hands to an engine: everything that is needed, nothing that must be looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sco_pub.model.document import Document


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A page-ready HTML document with its style sheets, for an HTML-to-PDF engine.

    ``pictures`` are the only files it may show, by the names its ``img`` elements use.
    """

    html: str
    stylesheets: tuple[str, ...]
    lang: str
    options: Mapping[str, object] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PandocJob:
    """A document for one of pandoc's writers.

    ``resources`` are files the writer needs (a reference document, a style sheet, a cover), by name, as bytes; they are
    laid in a private folder for the run.  ``options`` are long options without dashes (``{"toc": True}``); a value that is
    a name in ``resources`` is replaced by its path.
    """

    document: Document
    to: str
    options: Mapping[str, str | bool | tuple[str, ...]] = field(default_factory=dict)
    resources: Mapping[str, bytes] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file made: its path as the user sees it, its size in bytes and its sha256."""

    path: str
    size: int
    sha256: str
