"""Take a text file's bytes, give a RawText: UTF-8, UTF-16, GB 18030 or Big5, said which (edge.encodings).

Strategy.  Binary files are recognised by their first bytes, or by control characters; a few of these make no binary.
Line ends of every kind become line breaks; a form feed begins a new page and stays in its line; a noncharacter, which no text
can hold, becomes U+FFFD, a lost sign (and as such a finding of the cleaner).

A layer that keeps the look of the page in white space (``pdftotext -layout``) is brought into the order of reading: columns one
after the other, lines' ends behind their beginnings, raised note marks into their lines (layout.spaced_text).
Findings say so, because the lines are then those of the text as read, not of the file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from sco_pub.edge import encodings, files
from sco_pub.layout.spaced_text import line_ends, spaced_columns, superscripts
from sco_pub.model.characters import NONCHARACTERS
from sco_pub.model.codes import cleaning
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Finding, Outcome, Place, found
from sco_pub.model.text import RawLine, RawText
from sco_pub.model.wording import N_, Phrase, Several, phrase

_MAGIC = {
    b"%PDF": N_("a PDF"),
    b"PK\x03\x04": N_("a ZIP file (a DOCX or EPUB?)"),
    b"\xd0\xcf\x11\xe0": N_("an old Word file"),
    b"\x89PNG": N_("a picture"),
    b"\xff\xd8\xff": N_("a picture"),
    b"GIF8": N_("a picture"),
    b"\x1f\x8b": N_("a gzip file"),
    b"Rar!": N_("a RAR file"),
    b"7z\xbc\xaf": N_("a 7z file"),
    b"CAJ": N_("a CAJ file"),
    b"HN\x00\x00": N_("a CAJ file"),
    b"KDH": N_("a KDH file"),
    b"\x7fELF": N_("a program"),
    b"{\\rtf": N_("an RTF file"),
}
_PAGE_END = re.compile("(?:\r\n|\r|\n)?\f")
_LINE_END = re.compile("\r\n|\r|\n|\x0b|\x85|\u2028|\u2029")


def read(path: Path) -> Outcome[RawText]:
    """The file as a RawText; a finding says when it wasn't UTF-8.  InputError when it isn't a text."""
    return from_bytes(files.read_bytes(path, what=N_("text")), str(path))


def from_bytes(data: bytes, name: str) -> Outcome[RawText]:
    """The same from bytes; ``name`` is for messages."""
    place = Place(name)
    if not data.strip(b" \t\r\n\x0c\xef\xbb\xbf\x00"):
        raise InputError(
            phrase(N_("{name} is empty."), name=name), place=place, hint=N_("Give a file that has text in it.")
        )
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise InputError(
                phrase(N_("{name} is {what}, not a text."), name=name, what=Phrase(what)),
                place=place,
                hint=N_("Give a .txt file, or a PDF under its own name."),
            )
    text, encoding = _decode(data, name)
    controls = len(re.findall("[\x00-\x08\x0e-\x1f\x7f]", text))
    if controls * 50 > len(text):
        raise InputError(phrase(N_("{name} is a binary file, not a text."), name=name), place=place)
    known = [] if encoding == "utf-8" else [_said(encoding, place)]
    lines, moved = _lines(text.translate(NONCHARACTERS), place)
    return Outcome(RawText(name, hashlib.sha256(data).hexdigest(), lines, encoding=encoding), (*known, *moved))


def _said(encoding: str, place: Place) -> Finding:
    return found(cleaning.OTHER_ENCODING, place, encoding=encoding.upper())


def _decode(data: bytes, name: str) -> tuple[str, str]:
    if read := encodings.decode(data):
        return read
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(phrase(N_("{name} begins like UTF-16 but isn't."), name=name), place=Place(name))
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        bad = error.start
    line = data.count(b"\n", 0, bad) + 1
    raise InputError(
        phrase(N_("{name} is neither UTF-8 (byte {bad}, line {line}) nor GB 18030."), name=name, bad=bad, line=line),
        place=Place(name, line),
        hint=N_("Save it as UTF-8."),
    )


def _lines(text: str, place: Place) -> tuple[tuple[RawLine, ...], list[Finding]]:
    """Lines in the order of reading, with the page they stand on when form feeds part the pages; and what was moved for it."""
    parted = "\f" in text.strip("\f \n\r")
    sheets = _PAGE_END.split(text) if parted else [text]
    made: list[RawLine] = []
    columned, attached, lowered = [], 0, 0
    for number, sheet in enumerate(sheets, 1):
        came = _LINE_END.split(sheet)
        ordered = spaced_columns.one_by_one(came)
        whole = line_ends.attach(ordered)
        read = superscripts.lower(whole)
        columned += [number] if ordered != tuple(came) else []
        attached += _emptied(ordered, whole)
        lowered += _emptied(whole, read)
        feed = "\f" if number > 1 else ""
        made += [RawLine(feed * (n == 0) + line, number if parted else None) for n, line in enumerate(read)]
    moved = []
    if columned:
        moved.append(_columns_read(columned if parted else [], place))
    if attached:
        moved.append(found(cleaning.ENDS_ATTACHED, place, count=attached))
    if lowered:
        moved.append(found(cleaning.MARKS_LOWERED, place, count=lowered))
    return tuple(made), moved


def _emptied(before: Sequence[str], after: Sequence[str]) -> int:
    return sum(bool(a.strip()) and not b.strip() for a, b in zip(before, after, strict=True))


def _columns_read(pages: Sequence[int], place: Place) -> Finding:
    form = ("page" if len(pages) == 1 else "pages") if pages else ""
    return found(cleaning.COLUMNS_READ, place, form, pages=Several(tuple(pages)))
