"""Take a text file's bytes, give a RawText: UTF-8 (with or without a mark), UTF-16 with a mark, or GB 18030, said which.

Strategy.  Strict decoders only: a file that is valid UTF-8 is UTF-8; otherwise it is GB 18030 if it decodes without an
error and most of what comes out are common hanzi, kana or ASCII; anything else is refused in one sentence.  Binary files
are recognised by their first bytes, or by control characters.  Line ends of every kind become line breaks; a form feed
begins a new page and stays in its line.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from sco_pub.edge import files
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
    if controls * 50 > len(text) or "\x00" in text:
        raise InputError(f"{name} is a binary file, not a text.", place=place)
    lines = _lines(text)
    found = () if encoding == "utf-8" else (_said(encoding, place),)
    return Outcome(RawText(name, hashlib.sha256(data).hexdigest(), lines, encoding=encoding), found)


def _said(encoding: str, place: Place) -> Finding:
    return Finding("CLN-060", Severity.INFO, f"The file isn't UTF-8; it was read as {encoding.upper()}.", place)


def _decode(data: bytes, name: str) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), "utf-16"
        except UnicodeDecodeError:
            raise InputError(f"{name} begins like UTF-16 but isn't.", place=Place(name)) from None
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as error:
        bad = error.start
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    hanzi = len(re.findall("[\u4e00-\u9fff]", text))
    foreign = len(
        re.findall(
            "[^\u0000-\u007f\u2000-\u206f\u2460-\u24ff\u3000-\u30ff\u4e00-\u9fff\ufe30-\uffef\u0391-\u0451\ua000-\ua4cf\U00100000-\U0010ffff]",
            text,
        )
    )
    if hanzi < 10 or foreign * 20 > hanzi:
        line = data.count(b"\n", 0, bad) + 1
        raise InputError(
            f"{name} is neither UTF-8 (byte {bad}, line {line}) nor GB 18030.",
            place=Place(name, line),
            hint="Save it as UTF-8.",
        )
    return text, "gb18030"


def _lines(text: str) -> tuple[RawLine, ...]:
    """Lines, with the page they stand on when form feeds part the pages."""
    if "\f" not in text.strip("\f \n\r"):
        return tuple(RawLine(line) for line in _LINE_END.split(text))
    page, made = 1, []
    for line in _LINE_END.split(text.replace("\f", "\n\f")):
        if line.startswith("\f"):
            page += 1
        made.append(RawLine(line, page))
    return tuple(made)
