"""Take an edition, give it with brackets round what says that a note is missing or cut off in the source.

The words are the master's and the translators' (`note-missing`, `note-truncated`); the brackets tell a reader that they are not
the author's: 〔〕 in Chinese (GB/T 15834), [ ] elsewhere.
"""

from __future__ import annotations

from dataclasses import replace

from sco_pub.model import ast
from sco_pub.model.document import Document
from sco_pub.model.edition import Edition

CLASSES = frozenset({"note-missing", "note-truncated"})


def bracketed(edition: Edition) -> Edition:
    """The edition with its marks of gaps in brackets."""
    marks = "〔〕" if edition.lang.split("-")[0] == "zh" else "[]"

    def change(element: ast.Element) -> ast.Element | None:
        if element["t"] != "Span" or not CLASSES & set(element["c"][0][1]):
            return None
        return {"t": "Span", "c": [element["c"][0], [ast.text(marks[0]), *element["c"][1], ast.text(marks[1])]]}

    document = edition.document
    blocks = tuple(ast.transform(list(document.blocks), change, words=False))
    return replace(edition, document=Document(document.meta, blocks, document.api_version))
