"""Take a text file's bytes, give a RawText: UTF-8, UTF-16, GB 18030 or Big5, said which (edge.encodings).

Strategy.  Binary files are recognised by their first bytes, or by control characters; a few of these make no binary.
Line ends of every kind become line breaks; a form feed begins a new page and stays in its line.

A layer that keeps the look of the page in white space (``pdftotext -layout``) is brought into the order of reading: columns one
after the other (layout.text_columns), lines' ends behind their beginnings (layout.text_tails), raised note marks into their lines
(layout.text_superscripts).  Findings say so, because the lines are then those of the text as read, not of the file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from sco_pub.edge import encodings, files
from sco_pub.layout import text_columns, text_superscripts, text_tails
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Finding, Outcome, Place, Severity
from sco_pub.model.text import RawLine, RawText

_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP file (a DOCX or EPUB?)",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a gzip file",
    b"Rar!": "a RAR file",
    b"7z\xbc\xaf": "a 7z file",
    b"CAJ": "a CAJ file",
    b"HN\x00\x00": "a CAJ file",
    b"KDH": "a KDH file",
    b"\x7fELF": "a program",
    b"{\\rtf": "an RTF file",
}
_PAGE_END = re.compile("(?:\r\n|\r|\n)?\f")
_LINE_END = re.compile("\r\n|\r|\n|\x0b|\x85|\u2028|\u2029")


def read(path: Path) -> Outcome[RawText]:
    """The file as a RawText; a finding says when it wasn't UTF-8.  InputError when it isn't a text."""
    return from_bytes(files.read_bytes(path, what="text"), str(path))


def from_bytes(data: bytes, name: str) -> Outcome[RawText]:
    """The same from bytes; ``name`` is for messages."""
    place = Place(name)
    if not data.strip(b" \t\r\n\x0c\xef\xbb\xbf\x00"):
        raise InputError(f"{name} is empty.", place=place, hint="Give a file that has text in it.")
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise InputError(
                f"{name} is {what}, not a text.", place=place, hint="Give a .txt file, or a PDF under its own name."
            )
    text, encoding = _decode(data, name)
    controls = len(re.findall("[\x00-\x08\x0e-\x1f\x7f]", text))
    if controls * 50 > len(text):
        raise InputError(f"{name} is a binary file, not a text.", place=place)
    found = [] if encoding == "utf-8" else [_said(encoding, place)]
    lines = _lines(text, place, found)
    return Outcome(RawText(name, hashlib.sha256(data).hexdigest(), lines, encoding=encoding), tuple(found))


def _said(encoding: str, place: Place) -> Finding:
    return Finding("CLN-060", Severity.INFO, f"The file isn't UTF-8; it was read as {encoding.upper()}.", place)


def _decode(data: bytes, name: str) -> tuple[str, str]:
    if read := encodings.decode(data):
        return read
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{name} begins like UTF-16 but isn't.", place=Place(name))
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        bad = error.start
    line = data.count(b"\n", 0, bad) + 1
    raise InputError(
        f"{name} is neither UTF-8 (byte {bad}, line {line}) nor GB 18030.",
        place=Place(name, line),
        hint="Save it as UTF-8.",
    )


def _lines(text: str, place: Place, found: list[Finding]) -> tuple[RawLine, ...]:
    """Lines in the order of reading, with the page they stand on when form feeds part the pages."""
    parted = "\f" in text.strip("\f \n\r")
    sheets = _PAGE_END.split(text) if parted else [text]
    made: list[RawLine] = []
    columned, attached, lowered = [], 0, 0
    for number, sheet in enumerate(sheets, 1):
        came = _LINE_END.split(sheet)
        ordered = text_columns.reading_order(came)
        whole = text_tails.attach(ordered)
        read = text_superscripts.lower(whole)
        columned += [number] if ordered != tuple(came) else []
        attached += _emptied(ordered, whole)
        lowered += _emptied(whole, read)
        feed = "\f" if number > 1 else ""
        made += [RawLine(feed * (n == 0) + line, number if parted else None) for n, line in enumerate(read)]
    if columned:
        found.append(_columns_read(columned if parted else [], place))
    if attached:
        found.append(_moved("CLN-063", f"{attached} lines' ends", "behind their beginnings", place))
    if lowered:
        found.append(_moved("CLN-062", f"{lowered} raised note marks", "into the lines below", place))
    return tuple(made)


def _emptied(before: Sequence[str], after: Sequence[str]) -> int:
    return sum(bool(a.strip()) and not b.strip() for a, b in zip(before, after, strict=True))


def _columns_read(pages: Sequence[int], place: Place) -> Finding:
    where = f" on page{'s' * (len(pages) > 1)} {', '.join(map(str, pages))}" if pages else ""
    message = f"Two columns stand side by side{where}; they were read one after the other."
    return Finding("CLN-061", Severity.INFO, message, place, "Line numbers are those of the text as read (read.txt).")


def _moved(code: str, what: str, where: str, place: Place) -> Finding:
    message = f"{what} stand on lines of their own; they were put back {where}."
    return Finding(code, Severity.INFO, message, place, "Columns are those of the text as read (read.txt).")
