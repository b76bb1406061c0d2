"""What an embedded Type 1 font calls its own glyphs: a witness that needs no picture.

A wrong ToUnicode map doesn't touch the font program: ``dup 56 /eight put`` still says what code 56 draws.  pdfium
gives no codes of characters, so the map is read backwards: the layer's sign, its code, the glyph's name, the sign of
that name. Source: Adobe Glyph List (fontTools.agl); Adobe Type 1 Font Format, section 2.2; ISO 32000-1, 9.6.6 and
9.10.3.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import Any

import pikepdf
from fontTools import agl

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")  # of a name's bytes (ISO 32000-1, 7.3.5)
_PUT = re.compile(rb"dup\s+(\d{1,3})\s*/([A-Za-z0-9._]{1,40})\s+put")
_LEAST, _SHARE = (
    12,
    0.8,
)  # glyphs that must lie as far off, and their share: quotation marks and ligatures have points of their own
_FIRST = 33  # the first code that isn't a blank
_LEFT_OUT, _TENTH = 2, 0.1  # codes that stand for nothing on any page: so few, or so small a share of the font's
_QUOTES = {39: "’", 96: "‘"}  # what Adobe's standard encoding has there
_MOST = 65_536  # codes of one map


def named(data: bytes) -> dict[tuple[str, str], str]:
    """(font, the layer's sign) → the sign of the glyph's own name, where the two differ and the name is a known one."""
    found: dict[tuple[str, str], str] = {}
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for item in pdf.objects:
                if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/ToUnicode" in item:
                    found.update(_shifted(_of_font(item)))
    except (pikepdf.PdfError, ValueError, RuntimeError):  # who reads the pages says what is wrong with the file
        return found
    return found


def nameless(data: bytes) -> frozenset[str]:
    """The simple fonts that say of none of their glyphs what it is: no map, and names that only repeat the codes.

    The codes were given to the glyphs as they came; so they are called /G21, /G22 …, or /exclam, /quotedbl … from code 33 on
    with hardly a gap (seen: three in sixty).  What a reader shows of such a font are its codes (ISO 32000-1, 9.10.2).
    """
    found: set[str] = set()
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for item in pdf.objects:
                if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/ToUnicode" not in item:
                    names = _differences(item) if item.get("/Subtype") in ("/Type1", "/TrueType") else {}
                    if _only_codes(names):
                        found.add(name_of(item))
    except (pikepdf.PdfError, ValueError, RuntimeError):  # who reads the pages says what is wrong with the file
        return frozenset()
    return frozenset(found)


def _only_codes(names: dict[int, str]) -> bool:
    """Whether glyph names tell nothing that their codes don't."""
    signs = [agl.toUnicode(name) for name in names.values()]
    numbered = names and min(names) >= _FIRST and _as_they_came(max(names) - _FIRST + 1, len(names))
    return bool(names) and (not any(signs) or (bool(numbered) and all(map(_at_its_code, names, signs))))


def _as_they_came(codes: int, used: int) -> bool:
    return codes - used <= max(_LEFT_OUT, _TENTH * used)


def _at_its_code(code: int, sign: str) -> bool:
    return sign in (chr(code), _QUOTES.get(code))


def _shifted(names: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """The names of a font that tell a shifted map: the layer's points all lie as far from the names'.

    Other fonts' names are no witness: typesetters who make a font of the glyphs that a page needs call them as they come.
    """
    by_distance = Counter(ord(said) - ord(sign) for (_, said), sign in names.items() if len(said) == 1)
    if not by_distance:
        return {}
    distance, alike = by_distance.most_common(1)[0]
    return names if distance and alike >= _LEAST and alike >= _SHARE * len(names) else {}


def plain(font: str) -> str:
    """A font's name without the tag of its subset."""
    return _SUBSET.sub("", font)


def _of_font(font: Any) -> dict[tuple[str, str], str]:
    descriptor = font.get("/FontDescriptor")
    program = descriptor.get("/FontFile") if isinstance(descriptor, pikepdf.Dictionary) else None
    table = font.get("/ToUnicode")
    if not isinstance(program, pikepdf.Stream) or not isinstance(table, pikepdf.Stream):
        return {}
    names = {int(n): g.decode() for n, g in _PUT.findall(program.read_bytes())} | _differences(font)
    base = name_of(font)
    out = {}
    for code, said in _to_unicode(table.read_bytes().decode("latin-1")).items():
        sign = agl.toUnicode(names[code]) if code in names else ""
        if len(sign) == 1 and sign != said:
            out[base, said] = sign
    return out


def name_of(font: Any) -> str:
    """What a font is called; "" for one that says nothing.  Old programs write Chinese names in GBK, as edge.pdf.glyphs knows."""
    name = font.get("/BaseFont")
    if not isinstance(name, pikepdf.Name):
        return ""
    written = _ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), name.unparse()[1:])
    try:
        return plain(written.decode())
    except UnicodeDecodeError:
        return plain(written.decode("gb18030", "replace"))


def _differences(font: Any) -> dict[int, str]:
    out: dict[int, str] = {}
    encoding, code = font.get("/Encoding"), 0
    listed = encoding.get("/Differences") if isinstance(encoding, pikepdf.Dictionary) else None
    for value in listed if isinstance(listed, pikepdf.Array) else ():
        if isinstance(value, pikepdf.Name):
            out[code] = str(value)[1:]
            code += 1
        elif isinstance(value, int):
            code = value
    return out


def _to_unicode(cmap: str) -> dict[int, str]:
    out: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, sign in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            out[int(code, 16)] = _text(sign)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, sign in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            for n in range(min(int(last, 16) - int(first, 16) + 1, _MOST)):
                point = int(sign, 16) + n
                if point <= 0x10FFFF and not 0xD800 <= point < 0xE000:
                    out[int(first, 16) + n] = chr(point)
        for first, signs in re.findall(r"<([0-9A-Fa-f]+)>\s*<[0-9A-Fa-f]+>\s*\[(.*?)\]", block, re.DOTALL):
            for n, sign in enumerate(re.findall(r"<([0-9A-Fa-f]+)>", signs)):
                out[int(first, 16) + n] = _text(sign)
    return out


def _text(units: str) -> str:
    return bytes.fromhex(units.zfill(-(-len(units) // 4) * 4)).decode("utf-16-be", "replace")
