"""Take an SVG that somebody else drew, give one that does nothing but draw.

Strategy. A white list of elements and attributes, as for texts (typeset.sanitise): what draws stays; what acts, reads
or fetches goes, with its children: scripts, event handlers, animations, foreign objects, links, addresses that aren't
places in the picture itself, pictures that aren't PNG or JPEG inside the file, style sheets that name an address.
Entities aren't resolved and the document type goes. The result begins with ``<svg`` and is the same bytes for the
same drawing; cleaning it again changes nothing.

Sources: SVG 2, chapters 3 to 14 (elements that draw) and 11.2 (``use``); OWASP's list of what acts in SVG.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

SIGNATURE = b"<svg "
_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_DRAWS = frozenset(
    {
        "svg", "g", "defs", "symbol", "use", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
        "text", "tspan", "textPath", "image", "marker", "clipPath", "mask", "pattern", "linearGradient", "radialGradient", "stop",
        "style", "switch",
    }
)  # fmt: skip
_ACTS = re.compile(r"^on|^(?:ping|target|download|begin|end|attributeName|base)$", re.IGNORECASE)
_ADDRESS = re.compile(r"url\(\s*['\"]?(?!['\"]?#)|@import|expression\s*\(|javascript:|-moz-binding|\\", re.IGNORECASE)
_OWN_PICTURE = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]+")
_DECLARED = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!DOCTYPE|<!--|<(?:\w+:)?svg[\s>])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A harmless SVG, and the names of what was taken out of it."""

    data: bytes
    dropped: tuple[str, ...]


def is_drawing(data: bytes) -> bool:
    """Whether a file may be SVG by its beginning."""
    return _DECLARED.match(data[:400]) is not None and b"svg" in data[:4000].lower()


@lru_cache(maxsize=64)
def clean(data: bytes) -> Drawing | None:
    """The drawing made harmless; None for what isn't SVG at all."""
    try:
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, load_dtd=False
        )
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root.tag != f"{{{_SVG}}}svg":
        return None
    dropped: set[str] = set()
    _prune(root, dropped)
    etree.cleanup_namespaces(root, top_nsmap={None: _SVG, "xlink": _XLINK}, keep_ns_prefixes=["xlink"])
    return Drawing(etree.tostring(root, encoding="unicode", with_tail=False).encode(), tuple(sorted(dropped)))


def is_clean(data: bytes) -> bool:
    """Whether an SVG is as ``clean`` leaves it."""
    made = clean(data)
    return made is not None and made.data == data


def _prune(element: Any, dropped: set[str]) -> None:
    for child in list(element):
        name = etree.QName(child) if isinstance(child.tag, str) else None
        if name is None or name.namespace != _SVG or name.localname not in _DRAWS or _speaks(child, name.localname):
            if name is not None and name.namespace == _SVG and name.localname != "metadata":
                dropped.add(name.localname)
            _remove(child)
        else:
            _prune(child, dropped)
    for key, value in list(element.attrib.items()):
        if not _harmless(etree.QName(key), value, element):
            if etree.QName(key).namespace in (None, _XLINK):
                dropped.add(etree.QName(key).localname)
            del element.attrib[key]


def _speaks(element: Any, name: str) -> bool:
    """A style sheet that names an address."""
    return name == "style" and _ADDRESS.search("".join(element.itertext())) is not None


def _remove(child: Any) -> None:
    """An element out of its parent; what stands behind it is white space or text of the parent's own."""
    parent, tail = child.getparent(), child.tail or ""
    before = child.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(child)


def _harmless(name: Any, value: str, element: Any) -> bool:
    if name.namespace == _XML:
        return name.localname in ("lang", "space")
    if name.namespace not in (None, _XLINK):
        return False
    if name.localname == "href":
        own = etree.QName(element).localname == "image" and _OWN_PICTURE.fullmatch(value) is not None
        return own or value.startswith("#")
    if name.namespace == _XLINK:
        return False
    return not _ACTS.search(name.localname) and not _ADDRESS.search(value)
