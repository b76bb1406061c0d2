"""Take a document that somebody else wrote, give one that can do no harm in any format.

Strategy.  A white list, applied to pandoc's tree before any writer sees it: text is never touched, machinery is.

- Raw blocks and inlines go (the reader has raw HTML and TeX off; a tree from elsewhere may still bring some).
- Metadata that pandoc would act upon (``header-includes``, ``css``, ``bibliography`` …) goes.
- Links keep their text; their target stays only when it is http, https or mailto, or a place in the document itself.
- Pictures must be files of the publication (named in ``pictures``), PNG, JPEG or GIF by their first bytes, or SVG in which
  nothing acts (typeset.vector_pictures); others leave their description behind.
- Control characters and the like, which XML can't hold at all (XML 1.0, 2.2), go.
- An id that XML could not hold, or that was there before, goes.
- A note within a note, which no format can show, is put in brackets where its call stood; one that nothing calls is told.
- Attributes other than lang, dir, width, height and start go (``onclick``, ``style``, ``src`` …).

Known doubt: a link is judged by its scheme, not by where it leads.
Sources: OWASP's advice on filtering by white list; Text.Pandoc.Definition for the places of attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlsplit

from sco_pub.model import ast
from sco_pub.model.codes import typesetting
from sco_pub.model.codes.code import Code
from sco_pub.model.document import Document
from sco_pub.model.edition import Edition
from sco_pub.model.finding import Finding, Outcome, Place, found_of
from sco_pub.model.markdown_tokens import CALL_IN_WORDS, call_of
from sco_pub.model.wording import Several, Value
from sco_pub.typeset import vector_pictures

_ACTING_METADATA = frozenset(
    {
        "bibliography", "citation-style", "cover-image", "csl", "css", "epub-cover-image", "epub-fonts",
        "epub-metadata",
        "header-includes", "include-after", "include-before", "nocite", "reference-doc", "references", "resource-path",
        "stylesheet", "template",
    }
)  # fmt: skip
_ATTRIBUTES = frozenset({"lang", "dir", "width", "height", "start"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_LENGTH = re.compile(r"\d{1,4}(\.\d{1,4})?(%|px|pt|mm|cm|in|em)?")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CALL = re.compile(CALL_IN_WORDS)  # what pandoc leaves of a call within a note
_NAME = re.compile(r"[^\W\d][\w.\-]*")
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (vector_pictures.SIGNATURE, "image/svg+xml"),
)
# What a URL may hold unescaped (RFC 3986, with the letters of RFC 3987 left to quote).
_URL_SAFE = "!#$%&'()*+,-./:;=?@[]_~"


def sanitise(
    document: Document, *, pictures: Mapping[str, bytes] | None = None, file: str | None = None
) -> Outcome[Document]:
    """The document without anything that could act, read or fetch; a TYP-10x finding for each thing taken out.

    ``pictures`` are the publication's own picture files by the names the text uses; ``file`` is named in the findings.
    """
    cleaner = _Cleaner(pictures or {}, Place(file) if file else None)
    meta = {name: value for name, value in document.meta.items() if name not in _ACTING_METADATA}
    for name in document.meta.keys() - meta.keys():
        cleaner.report(typesetting.METADATA_DROPPED, name=name)
    sound = True
    for element in ast.walk([meta, list(document.blocks)]):
        if element["t"] == "Str":
            sound = sound and not _NOT_XML.search(element["c"])
        elif "c" in element:
            cleaner.names.update(_identifiers(element["c"]))
    clean_meta = ast.transform(meta, cleaner.change, words=not sound)
    blocks = ast.transform(list(document.blocks), cleaner.change, words=not sound)
    clean = Document(clean_meta, tuple(blocks), document.api_version)
    return Outcome(clean, tuple(sorted(cleaner.findings, key=_order)))


def sanitise_edition(edition: Edition, *, pictures: Mapping[str, bytes] | None = None) -> Outcome[Edition]:
    """The edition with its document and its source's metadata made harmless; see sanitise."""
    clean = sanitise(edition.document, pictures=pictures, file=edition.provenance.master_path)
    source = sanitise(Document(dict(edition.source_meta), ()), pictures=pictures).value.meta
    return Outcome(replace(edition, document=clean.value, source_meta=source), clean.findings)


def media_type(picture: bytes) -> str | None:
    """``image/png``, ``image/jpeg``, ``image/gif`` or ``image/svg+xml`` by the first bytes, None for everything else."""
    return next((kind for signature, kind in _SIGNATURES if picture.startswith(signature)), None)


def _order(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.message


def _identifiers(content: Any) -> Iterator[str]:
    """The usable ids that an element carries itself (a table carries those of its rows and cells too)."""
    if _is_attr(content):
        if _NAME.fullmatch(content[0]):
            yield content[0]
    elif isinstance(content, list | tuple):
        for part in content:
            yield from _identifiers(part)


def _is_attr(value: Any) -> bool:
    return (
        isinstance(value, list | tuple)
        and len(value) == 3
        and isinstance(value[0], str)
        and all(isinstance(part, list | tuple) for part in value[1:])
        and all(isinstance(name, str) for name in value[1])
        and all(isinstance(pair, list | tuple) and len(pair) == 2 and isinstance(pair[0], str) for pair in value[2])
    )


def _can_be_shown(picture: bytes) -> bool:
    kind = media_type(picture)
    return kind is not None and (kind != "image/svg+xml" or vector_pictures.is_clean(picture))


class _Cleaner:
    """One pass over one document; ``findings`` fills as it goes."""

    def __init__(self, pictures: Mapping[str, bytes], place: Place | None) -> None:
        self.pictures = pictures
        self.place = place
        self.names: set[str] = set()
        self.seen: set[str] = set()
        self.findings: list[Finding] = []

    def report(self, code: Code, form: str = "", **values: Value) -> None:
        self.findings.append(found_of(code, self.place, form, values))

    def change(self, element: ast.Element) -> ast.Element | list[ast.Element] | None:
        tag = element["t"]
        if tag in ("RawInline", "RawBlock"):
            self.report(typesetting.RAW_DROPPED, format=element["c"][0])
            return []
        if tag == "Link":
            return self._link(element)
        if tag == "Image":
            return self._image(element)
        if tag == "Note" and ast.has_inner_notes(element):
            begin = _shorten(ast.stringify(element["c"]), 20)
            self.report(typesetting.INNER_NOTE, begin=begin)
            element = ast.without_inner_notes(element)
        elif tag == "Note" and (called := _CALL.search(ast.stringify(element["c"]))):
            begin = _shorten(ast.stringify(element["c"]), 20)
            self.report(typesetting.INNER_NOTE, "called", begin=begin, call=called[0])
        if label := ast.uncalled(element):
            self.report(typesetting.UNCALLED_NOTE, call=call_of(_shorten(label)))
            element = ast.div(element["c"][1], classes=[ast.UNCALLED])
        if "c" not in element:
            return None
        return {**element, "c": self._attributes(element["c"])}

    def _link(self, element: ast.Element) -> ast.Element:
        attr, inlines, (target, title) = element["c"]
        url = self._target(target)
        if url is None:
            self.report(typesetting.LINK_UNDONE, target=_shorten(target))
            return ast.span(inlines)
        return {"t": "Link", "c": [self._attributes(attr), inlines, [url, self._text(title)]]}

    def _target(self, target: str) -> str | None:
        if target.startswith("#"):
            return target if target[1:] in self.names else None
        if any(ord(character) < 0x21 for character in target):
            return None
        try:
            parts = urlsplit(target)
            host = parts.hostname
        except ValueError:
            return None
        scheme = parts.scheme.lower()
        if (scheme in ("http", "https") and host) or (scheme == "mailto" and "@" in parts.path):
            return quote(target, safe=_URL_SAFE)
        return None

    def _image(self, element: ast.Element) -> ast.Element:
        attr, inlines, (source, title) = element["c"]
        picture = self.pictures.get(source)
        if picture is not None and _can_be_shown(picture):
            return {"t": "Image", "c": [self._attributes(attr), inlines, [source, self._text(title)]]}
        self.report(typesetting.PICTURE_MISSING, "missing" if picture is None else "kind", source=_shorten(source))
        return ast.span(inlines, classes=["missing-picture"])

    def _attributes(self, content: Any) -> Any:
        if _is_attr(content):
            name, classes, pairs = content
            kept = [[key, value] for key, value in pairs if _harmless(key, value)]
            for key in sorted({key for key, _ in pairs} - {key for key, _ in kept}):
                self.report(typesetting.ATTRIBUTE_DROPPED, key=_shorten(key))
            name = name if _NAME.fullmatch(name) and name not in self.seen else ""
            self.seen.add(name)
            return [name, [item for item in classes if _NAME.fullmatch(item)], kept]
        if isinstance(content, list | tuple):
            return [self._attributes(part) for part in content]
        return self._text(content) if isinstance(content, str) else content

    def _text(self, text: str) -> str:
        clean, count = _NOT_XML.subn("", text)
        if count:
            names = sorted({f"U+{ord(sign):04X}" for sign in _NOT_XML.findall(text)})
            self.report(typesetting.CHARACTERS_DROPPED, names=Several(tuple(names)))
        return clean


def _harmless(key: str, value: str) -> bool:
    if key == "lang":
        return _LANGUAGE.fullmatch(value) is not None
    if key == "dir":
        return value in ("ltr", "rtl", "auto")
    return key in _ATTRIBUTES and _LENGTH.fullmatch(value) is not None


def _shorten(value: str, limit: int = 60) -> str:
    visible = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in value)
    return visible if len(visible) <= limit else visible[: limit - 1] + "\N{HORIZONTAL ELLIPSIS}"
