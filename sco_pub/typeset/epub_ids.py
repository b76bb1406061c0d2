"""Take an EPUB's documents, give every element that is linked a plain name.

Pandoc names a section by its heading, in the heading's script: ``#一-打造…`` also in a Russian book.  EPUB allows it, but older
engines (RMSDK, the one in many reading devices) lose such targets.  Here a name that has more than ASCII letters, digits, ``-``
and ``_`` becomes ``part-N``, counted through the book, and every link follows: in chapters, navigation and EPUB 2's contents.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote

from lxml import etree

from sco_pub.typeset import epub_chapters as chapters

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_LINKS = ("href", "src", "{http://www.w3.org/1999/xlink}href", "aria-labelledby", "aria-describedby")


def plain(parts: Mapping[str, bytes], documents: tuple[str, ...]) -> dict[str, bytes]:
    """The parts with plain names; ``documents``: those that hold names or links, by their paths in the package."""
    trees = {name: chapters.parse(parts[name]) for name in documents}
    renamed: dict[tuple[str, str], str] = {}
    for name, tree in trees.items():
        for element in tree.iter(etree.Element):
            old = element.get("id")
            if old is not None and not _PLAIN.fullmatch(old):
                renamed[name, old] = f"part-{len(renamed) + 1}"
                element.set("id", renamed[name, old])
    if not renamed:
        return dict(parts)
    made = dict(parts)
    for name, tree in trees.items():
        for element in tree.iter(etree.Element):
            for key in _LINKS:
                if element.get(key) is not None:
                    element.set(key, _follow(element.get(key, ""), key, name, renamed))
        made[name] = chapters.serialise(tree, "<!DOCTYPE html>" if name.endswith(".xhtml") else None)
    return made


def _follow(value: str, key: str, name: str, renamed: Mapping[tuple[str, str], str]) -> str:
    """A link or the name of a label, as it is to be now."""
    if key.startswith("aria-"):
        return renamed.get((name, value), value)
    address, sharp, fragment = value.partition("#")
    if not sharp or ":" in address:
        return value
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(address))) if address else name
    new = renamed.get((target, unquote(fragment)))
    return f"{address}#{new}" if new else value
