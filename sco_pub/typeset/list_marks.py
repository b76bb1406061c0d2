"""Take a document, give it with the marks of its numbered lists kept: (1) and 1) besides 1.

Pandoc's tree and DOCX know the mark's brackets, HTML has no attribute for them and pandoc's writer drops them.  A Div round
the list carries them as a class, and the style sheets of PDF, EPUB and web page set the number that way.
"""

from __future__ import annotations

from sco_pub.model import ast
from sco_pub.model.document import Document

_CLASSES = {"TwoParens": "list-in-brackets", "OneParen": "list-with-bracket"}


def bracketed_lists(document: Document) -> Document:
    """Every numbered list whose numbers stand in or before brackets, in a Div of that class."""

    def change(element: ast.Element) -> ast.Element | None:
        kind = _CLASSES.get(element["c"][0][2]["t"]) if element["t"] == "OrderedList" else None
        return ast.div([element], classes=[kind]) if kind else None

    return Document(document.meta, tuple(ast.transform(list(document.blocks), change)), document.api_version)
