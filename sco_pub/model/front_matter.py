"""The names of a publication's metadata in the order in which a master's front matter gives them."""

from __future__ import annotations

#: ``affiliation`` and ``bio`` are read with ``author`` and written inside it; names that aren't here come last, as they came.
META_ORDER = (
    "title",
    "subtitle",
    "author",
    "affiliation",
    "bio",
    "abstract",
    "keywords",
    "funding",
    "acknowledgement",
    "clc",
    "doc-code",
    "article-id",
    "doi",
    "received",
    "revised",
    "accepted",
    "published",
    "cite-as",
    "column",
    "editor",
    "translator",
    "published-in",
    "url",
    "jel",
    "title-en",
    "author-en",
    "bio-en",
    "funding-en",
    "abstract-en",
    "keywords-en",
    "abstract-ru",
    "keywords-ru",
)
