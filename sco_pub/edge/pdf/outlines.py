"""Take a PDF, say which glyphs of its embedded Type 1 fonts are drawn alike.

Strategy.  A typesetter that makes a font for each page gives the glyphs new codes there, but the face stays: a letter has the
same outline on every page, and what is read of it on one is known on all.  An outline is compared as it is written, in
cipher: the key is the same for all, so equal outlines have equal bytes (where a program begins them at random, two letters
aren't known for the same one; nothing else is lost).  Source: Adobe Type 1 Font Format, chapters 6 and 7.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection
from typing import Any

import pikepdf
from fontTools import agl
from fontTools.misc import eexec

from sco_pub.edge.pdf import glyph_names

_KEY = 55665  # of a font program's second part (7.3)
_OUTLINE = re.compile(rb"/([A-Za-z0-9._]{1,40})\s+(\d{1,5})\s+(?:RD|-\|)\s")
_MOST = 200_000  # bytes of a program: a Latin face has 30,000, and a large one would take seconds


def outlines(data: bytes, fonts: Collection[str]) -> dict[tuple[str, str], bytes]:
    """(font, the layer's sign) → the glyph's outline, for fonts of these plain names that have no map of their own."""
    found: dict[tuple[str, str], bytes] = {}
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for item in pdf.objects:
                if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/ToUnicode" not in item:
                    name = glyph_names.name_of(item)
                    if name in fonts:
                        found |= {(name, sign): drawn for sign, drawn in _of_font(item).items()}
    except (pikepdf.PdfError, ValueError, RuntimeError):  # who reads the pages says what is wrong with the file
        return found
    return found


def _of_font(font: Any) -> dict[str, bytes]:
    descriptor = font.get("/FontDescriptor")
    program = descriptor.get("/FontFile") if isinstance(descriptor, pikepdf.Dictionary) else None
    if not isinstance(program, pikepdf.Stream):
        return {}
    written = program.read_bytes()
    _, opened, secret = written.partition(b"eexec")
    if not opened or len(written) > _MOST:
        return {}
    private, _ = eexec.decrypt(secret[1:], _KEY)
    out = {}
    for each in _OUTLINE.finditer(private):
        sign = agl.toUnicode(each[1].decode())
        if sign:
            out[sign] = private[each.end() : each.end() + int(each[2])]
    return out
