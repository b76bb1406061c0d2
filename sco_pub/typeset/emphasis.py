"""Take a document, give one in which emphasised hanzi can be told from emphasised letters.

Hanzi have no italic: a slanted one is a machine's work.  Chinese books set emphasis in another face (Kai, or Hei where
there is no Kai), while the Latin title inside the same emphasis is italic as anywhere.  So each run of hanzi inside an
Emph gets a Span of class ``han``, which the style sheets set upright; Emph itself stays, for the ear.
Source: W3C CLREQ, 3.5 (emphasis).
"""

from __future__ import annotations

import re

from sco_pub.model import ast
from sco_pub.model.characters import CJK_MARKS, HANZI
from sco_pub.model.document import Document

CLASS = "han"
_RUN = re.compile(f"([“‘（《〈]*[{HANZI}][{HANZI}{re.escape(CJK_MARKS)}]*)")


def upright_hanzi(document: Document) -> Document:
    """The document with its emphasised hanzi marked; text stays as it is."""
    blocks = ast.transform(list(document.blocks), _emphasis, words=False)
    return Document(ast.transform(dict(document.meta), _emphasis, words=False), tuple(blocks), document.api_version)


def _emphasis(element: ast.Element) -> ast.Element | None:
    return {"t": "Emph", "c": _marked(element["c"])} if element["t"] == "Emph" else None


def _marked(inlines: ast.Inlines) -> ast.Inlines:
    """The inlines with their hanzi in Spans; a note is no part of the emphasis that calls it."""
    out: ast.Inlines = []
    for inline in inlines:
        content = ast.children(inline)
        if inline["t"] == "Str":
            out += _runs(inline["c"])
        elif content is None:
            out.append(inline)
        else:
            marked = _marked(content)
            out.append(
                {
                    **inline,
                    "c": [marked if part is content else part for part in inline["c"]]
                    if inline["c"] is not content
                    else marked,
                }
            )
    return out


def _runs(text: str) -> ast.Inlines:
    parts = enumerate(_RUN.split(text))
    return [
        each
        for n, part in parts
        for each in ([ast.span([ast.text(part)], classes=[CLASS])] if n % 2 else ast.words(part))
    ]
