"""Splice the pieces that a file is made of: parts of an archive, objects of a PDF, elements, nodes of JSON, blocks, pages of a database.

Strategy.  Bytes turned at random seldom get past a reader's first look: an archive's checksum fails, a PDF's object has no end.  Here
a file is taken apart as its format says, a piece changes its place, its name or its neighbours, or comes from another file of the
kind, and it is put together again as a sound file.  What is no such file is left as it is.
"""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

_OBJECT = re.compile(rb"\d+ \d+ obj\b.*?endobj", re.DOTALL)
_REFERENCE = re.compile(rb"\d+(?= \d+ R\b)")
_BLOCK = re.compile(rb"(?:[^\n]+\n)+")
_OPENING = re.compile(rb"<([A-Za-z][\w:.-]*)[^<>]*>")
_PAGE = 512  # bytes: every page of SQLite is a multiple
_DEEP = 40  # times an element, a node or a block is put into itself

Bytes = Sequence[bytes]


def spliced(rng: random.Random, data: bytes, sound: Bytes) -> bytes:
    """The file with one piece changed."""
    if data[:2] == b"PK":
        return _archive(rng, data, sound)
    if data[:5] == b"%PDF-":
        return _pdf(rng, data, sound)
    if data[:6] == b"SQLite":
        return _pages(rng, data, sound)
    if data[:1] in b"{[" and (made := _json(rng, data, sound)) is not None:
        return made
    if b"</" in data:
        return _pieces(rng, data, _elements(data), _cut(rng.choice(sound), _elements), _nested)
    return _pieces(rng, data, _blocks(data), _cut(rng.choice(sound), _blocks), _doubled)


def _archive(rng: random.Random, data: bytes, sound: Bytes) -> bytes:
    parts, others = _parts(data), _parts(rng.choice(sound))
    if not parts or not others:
        return data
    name, other = rng.choice(list(parts)), rng.choice(list(others))
    kind = rng.randrange(6)
    if kind == 0:
        parts[name] = others[other]
    elif kind == 1:
        del parts[name]
    elif kind == 2:
        parts[rng.choice(("../" + name, "/" + name, name.upper(), other, "\\".join(name.split("/"))))] = parts[name]
    elif kind == 3:
        parts[name] = b""
    else:
        parts[name] = spliced(rng, parts[name], [*parts.values()])
    made = io.BytesIO()
    method = rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    with zipfile.ZipFile(made, "w", method) as archive:
        for each, part in parts.items():
            archive.writestr(zipfile.ZipInfo(each), part, method)
    return made.getvalue()


def _parts(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist()}
    except Exception:  # changed already: there are no parts to be had
        return {}


def _pdf(rng: random.Random, data: bytes, sound: Bytes) -> bytes:
    """Objects change places or contents, or a reference another goal: what was a tree may become a ring."""
    references = _spans(_REFERENCE, data)
    if references and rng.random() < 0.6:
        start, end = rng.choice(references)
        goal = slice(*rng.choice(references))
        return data[:start] + data[goal] + data[end:]
    return _pieces(rng, data, _objects(data), _cut(rng.choice(sound), _objects), _doubled)


def _pages(rng: random.Random, data: bytes, sound: Bytes) -> bytes:
    other = rng.choice(sound)
    here, there = (rng.randrange(max(1, len(file) // _PAGE)) * _PAGE for file in (data, other))
    return data[:here] + other[there : there + _PAGE] + data[here + _PAGE :]


def _json(rng: random.Random, data: bytes, sound: Bytes) -> bytes | None:
    try:
        tree, other = json.loads(data), json.loads(rng.choice(sound))
    except (ValueError, RecursionError):
        return None
    places, pieces = list(_nodes(tree)), [holder[key] for holder, key in _nodes(other)]
    if not places or not pieces:
        return data
    holder, key = rng.choice(places)
    piece = rng.choice(pieces)
    for _ in range(rng.choice((0, 0, 0, _DEEP))):
        piece = [piece]
    holder[key] = rng.choice((piece, piece, None, -1, 1e300, "", [], {}))
    return json.dumps(tree).encode()


def _nodes(tree: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        keys = list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
        for key in keys:
            found.append((node, key))
            waiting.append(node[key])
    return found


Span = tuple[int, int]


def _spans(pattern: re.Pattern[bytes], data: bytes) -> list[Span]:
    return [match.span() for match in pattern.finditer(data)]


def _objects(data: bytes) -> list[Span]:
    return _spans(_OBJECT, data)


def _blocks(data: bytes) -> list[Span]:
    """Entries of a catalogue, paragraphs of a text, tables of TOML: whatever blank lines part."""
    return _spans(_BLOCK, data)


def _elements(data: bytes) -> list[Span]:
    """From an opening tag to the next closing one of its name, or itself where none comes."""
    found = []
    for match in _OPENING.finditer(data):
        closing = b"</" + match[1] + b">"
        at = data.find(closing, match.end())
        found.append((match.start(), at + len(closing) if at >= 0 else match.end()))
    return found


def _cut(data: bytes, places: Callable[[bytes], list[Span]]) -> list[bytes]:
    return [data[start:end] for start, end in places(data)]


def _nested(piece: bytes) -> bytes:
    """An element within itself, again and again."""
    opening = piece.find(b">") + 1
    closing = piece.rfind(b"</")
    return piece[:opening] * _DEEP + piece + (piece[closing:] if closing > 0 else b"") * _DEEP


def _doubled(piece: bytes) -> bytes:
    """A piece many times."""
    return piece * _DEEP


def _pieces(
    rng: random.Random, data: bytes, here: list[Span], others: list[bytes], many: Callable[[bytes], bytes]
) -> bytes:
    """A piece of another file beside one or in its place, nothing there, or the piece many times."""
    if not here:
        return data
    start, end = rng.choice(here)
    piece = data[start:end]
    other = rng.choice(others) if others else piece
    made = (piece + other, other, b"", many(piece))[rng.randrange(4)]
    return data[:start] + made + data[end:]
