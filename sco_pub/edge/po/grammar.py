"""What a PO file's strings are made of: the escapes and the quoted string, spelled here for all readers and writers.

Source: GNU gettext manual, "The Format of PO Files"; the escapes are those of a C string.
"""

from __future__ import annotations

import re

_ESCAPES = {
    "\\": r"\\",
    '"': r"\"",
    "\n": r"\n",
    "\t": r"\t",
    "\r": r"\r",
    "\a": r"\a",
    "\b": r"\b",
    "\f": r"\f",
    "\v": r"\v",
}
_MEANT = {written: sign for sign, written in _ESCAPES.items()}
_SEQUENCE = re.compile(r"\\.")
#: A sign that no string holds as itself.
TO_ESCAPE = re.compile(r'[\\"\n\t\r\x07\x08\x0b\x0c]')
#: A string with its quotation marks.
STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"'


def escape(text: str) -> str:
    """A text as it stands between a string's quotation marks."""
    return TO_ESCAPE.sub(lambda found: _ESCAPES[found[0]], text)


def unescape(text: str) -> str:
    """What stands between the marks, as the text that it means."""
    return _SEQUENCE.sub(lambda found: _MEANT.get(found[0], found[0]), text) if "\\" in text else text


def joined(strings: str) -> str:
    """The text that several strings give, one on a line; what stands before a string's first mark is no part of it."""
    return unescape("".join(line[line.index('"') + 1 : -1] for line in strings.split("\n")))
