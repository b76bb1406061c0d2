"""Take a document, give one whose web addresses may be divided over lines at sensible places, for formats that flow.

An address has no spaces: in a justified line it leaves a hole before it or runs over the edge.  HTML's ``wbr`` allows a
break and is neither seen nor copied.  Breaks are allowed where the PDF has them (lines.addresses): in the path, after a
slash and after ``?``, ``&``, ``=``, and before a point, a hyphen and their like, as the Chicago Manual (7.46) has it; the host's
name is whole.
Addresses that are no links get a Span of class ``uri``.
"""

from __future__ import annotations

import re
from typing import Any

from sco_pub.lexicon.addresses import LINKED
from sco_pub.model import ast
from sco_pub.model.document import Document

_HOST = re.compile(r"(?:\w+://)?[^/]*/?")
_PLACES = re.compile(r"(?<=[/?&=])(?!/)|(?<=\w)(?=[-.#_%~]\w)")
_BREAK: ast.Element = {"t": "RawInline", "c": ["html", "<wbr/>"]}


def breakable_addresses(document: Document) -> Document:
    """The document with ``wbr`` in its addresses; to be called after sanitise, which drops raw inlines."""
    return Document(
        {name: _node(value) for name, value in document.meta.items()},
        tuple(_node(list(document.blocks))),
        document.api_version,
    )


def _node(node: Any, linked: bool = False) -> Any:
    if isinstance(node, list | tuple):
        out: list[Any] = []
        for child in node:
            new = _node(child, linked)
            out += new if isinstance(child, dict) and child.get("t") == "Str" else [new]
        return out
    if not isinstance(node, dict):
        return node
    if "t" not in node:
        return {key: _node(value, linked) for key, value in node.items()}
    if node["t"] == "Str":
        return _text(node["c"], linked)
    if node["t"] == "Image" or "c" not in node:
        return node
    return {**node, "c": _node(node["c"], linked or node["t"] == "Link")}


def _text(text: str, linked: bool) -> ast.Inlines:
    """The pieces of one string: words as they were, addresses cut where they may break."""
    out: ast.Inlines = []
    for index, part in enumerate(LINKED.split(text)):
        if index % 2 == 0:
            out += [ast.text(part)] if part else []
            continue
        pieces: ast.Inlines = []
        host = _HOST.match(part)
        path = host.end() if host else 0
        for piece in (part[:path], *_PLACES.split(part[path:])):
            pieces += ([_BREAK] if pieces else []) + ([ast.text(piece)] if piece else [])
        out += pieces if linked else [ast.span(pieces, classes=["uri"])]
    return out
