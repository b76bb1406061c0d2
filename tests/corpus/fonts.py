"""Take the signs that a page needs, give fonts for a PDF: subsets with advances, and ToUnicode maps that may lie."""

from __future__ import annotations

import io
import subprocess
from dataclasses import dataclass
from functools import cache

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont

_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""


@dataclass(frozen=True, slots=True)
class Face:
    """A subset: code (CID) and advance (thousandths of an em) of each sign; ``data``: the file or its CFF table."""

    family: str
    data: bytes
    codes: dict[str, int]
    advances: dict[str, int]
    cff: bool


@cache
def face(family: str, signs: str) -> Face:
    """A subset of an installed family that has at least these signs (where the family has them)."""
    found = subprocess.run(
        ["fc-match", "-f", "%{file}\n%{index}", family], capture_output=True, text=True, check=True
    ).stdout
    path, index = found.split("\n")
    font = TTFont(path, fontNumber=int(index) & 0xFFFF)
    options = subset.Options(layout_features=[], notdef_outline=True, desubroutinize=True)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(sign) for sign in signs])
    subsetter.subset(font)
    scale = 1000 / font["head"].unitsPerEm
    codes, advances = {}, {}
    for point, name in font.getBestCmap().items():
        codes[chr(point)] = int(name[3:]) if "CFF " in font and name.startswith("cid") else font.getGlyphID(name)
        advances[chr(point)] = round(font["hmtx"][name][0] * scale)
    out = io.BytesIO()
    font.save(out)
    data = TTFont(out).reader["CFF "] if "CFF " in font else out.getvalue()
    return Face(family, data, codes, advances, "CFF " in font)


def embed(pdf: pikepdf.Pdf, face: Face, layer: dict[str, str]) -> pikepdf.Object:
    """The face as a Type 0 font whose ToUnicode map calls each sign what ``layer`` calls it."""
    stream = pdf.make_stream(face.data)
    if face.cff:
        stream.Subtype = pikepdf.Name.CIDFontType0C
    descriptor = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor,
            FontName=pikepdf.Name("/" + face.family.replace(" ", "")),
            Flags=4,
            ItalicAngle=0,
            Ascent=880,
            Descent=-120,
            CapHeight=700,
            StemV=80,
            FontBBox=[-200, -200, 1200, 1000],
        )
    )
    descriptor["/FontFile3" if face.cff else "/FontFile2"] = stream
    widths: list[object] = []
    for sign, code in sorted(face.codes.items(), key=lambda item: item[1]):
        widths += [code, pikepdf.Array([face.advances[sign]])]
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType0 if face.cff else pikepdf.Name.CIDFontType2,
        BaseFont=descriptor.FontName,
        FontDescriptor=descriptor,
        DW=1000,
        W=pikepdf.Array(widths),
        CIDSystemInfo=pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
    )
    if not face.cff:
        descendant.CIDToGIDMap = pikepdf.Name.Identity
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=descriptor.FontName,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(descendant)],
            ToUnicode=pdf.make_stream(_to_unicode(face, layer)),
        )
    )


def _to_unicode(face: Face, layer: dict[str, str]) -> bytes:
    rows = [
        f"<{code:04X}> <{layer.get(sign, sign).encode('utf-16-be').hex().upper()}>" for sign, code in face.codes.items()
    ]
    parts = [_CMAP_HEAD]
    for start in range(0, len(rows), 100):
        chunk = rows[start : start + 100]
        parts.append(f"{len(chunk)} beginbfchar\n" + "\n".join(chunk) + "\nendbfchar\n")
    parts.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
    return "".join(parts).encode("ascii")
