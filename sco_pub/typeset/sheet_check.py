"""Take a designer's style sheet, give what it may not contain.

A sheet comes with a house that was cloned from anywhere.  It may set anything that it likes, but name no address and no file:
no ``url()``, ``src()`` or ``image()``, no ``@import``, ``@font-face`` or ``@namespace``.  The engines serve nothing but the
publication's pictures anyway; here the sheet's author is told where the sheet asks for more.  Text that would end the element
it stands in, in a web page, is refused, too.  What an engine doesn't understand is said by the engine.

Source: CSS Syntax 3; CSS Values 4, 4.5 (resource locators).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2

from sco_pub.model.wording import N_, Value, phrase

_AT_RULES = frozenset({"import", "font-face", "namespace", "charset"})
_LOCATORS = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "element", "expression"})
_DEEPEST = 50  # brackets within brackets; a sheet has five, and engines walk them by calling themselves
_ENDS_ELEMENT = re.compile(r"</|<!--|]]>")


def faults(sheet: str) -> Iterator[Value]:
    """One sentence for each thing that a sheet may not have, with its line."""
    for found in _ENDS_ELEMENT.finditer(sheet):
        line = sheet.count("\n", 0, found.start()) + 1
        yield phrase(N_("line {line}: {sign!r} can't stand in a sheet"), line=line, sign=found[0])
    yield from _of(tinycss2.parse_stylesheet(sheet, skip_comments=True))


def _of(nodes: Iterable[Any], depth: int = 0) -> Iterator[Value]:
    for node in nodes:
        if depth > _DEEPEST:
            yield phrase(N_("line {line}: brackets are nested too deep"), line=node.source_line)
            return
        if node.type == "at-rule" and node.lower_at_keyword in _AT_RULES:
            yield phrase(N_("line {line}: @{name} isn't for a design"), line=node.source_line, name=node.at_keyword)
        elif node.type == "at-keyword" and node.lower_value in _AT_RULES:
            yield phrase(N_("line {line}: @{name} isn't for a design"), line=node.source_line, name=node.value)
        elif node.type == "url" or (node.type == "function" and node.lower_name in _LOCATORS):
            yield phrase(N_("line {line}: a design names no address and no file"), line=node.source_line)
        elif node.type == "error":
            yield phrase(N_("line {line}: {said}"), line=node.source_line, said=node.message)
        for part in ("prelude", "content", "arguments"):
            yield from _of(getattr(node, part, None) or (), depth + 1)
