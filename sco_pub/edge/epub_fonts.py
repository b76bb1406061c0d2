"""Take the faces an EPUB wants and its characters, give the fonts cut down to them (fontconfig finds, fontTools cuts).

A face that isn't installed, that fontconfig would replace by another family, or whose licence bits forbid embedding
is left out with a warning; the reading system's own font stands in.
"""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont, TTLibError

from sco_pub.edge import font_names
from sco_pub.edge.fonts import may_embed
from sco_pub.model.codes import typesetting
from sco_pub.model.finding import Finding, Outcome, found
from sco_pub.typeset.epub_fonts import Cut, Face


def cut(faces: Iterable[Face], characters: frozenset[str]) -> Outcome[tuple[Cut, ...]]:
    """One Cut a face that can be had; a TYP-302 warning for each that can't."""
    made: list[Cut] = []
    findings: list[Finding] = []
    for face in faces:
        place = _find(face)
        if place is None:
            findings.append(found(typesetting.EPUB_FONT, family=face.family))
        else:
            made.append(_subset(face, *place, characters))
    return Outcome(tuple(made), tuple(findings))


def _find(face: Face) -> tuple[Path, int] | None:
    """The file and the number within it of exactly this family; None for a mere substitute."""
    pattern = f"{face.family}:weight={200 if face.bold else 80}:slant=0"
    font_names.in_english()
    try:
        command = ["fc-match", "--format", "%{file}\n%{index}\n%{family}", pattern]
        file, number, families = subprocess.run(
            command, capture_output=True, encoding="utf-8", errors="surrogateescape", check=True, timeout=60
        ).stdout.split("\n")
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    if face.family not in families.split(","):
        return None
    try:
        return (Path(file), int(number) & 0xFFFF) if may_embed(Path(file)) else None
    except (OSError, TTLibError):
        return None


def _subset(face: Face, file: Path, number: int, characters: frozenset[str]) -> Cut:
    """The face with the glyphs of ``characters`` alone; the font's own dates are kept, so that bytes stay the same."""
    options = subset.Options(
        layout_features=["*"],
        hinting=False,
        notdef_outline=True,
        name_IDs=["*"],
        drop_tables=["DSIG", "LTSH", "VDMX", "hdmx"],
    )
    with TTFont(file, fontNumber=number, recalcTimestamp=False, lazy=True) as font:
        suffix = "otf" if "CFF " in font or "CFF2" in font else "ttf"
        cutter = subset.Subsetter(options)
        cutter.populate(text="".join(sorted(characters)))
        cutter.subset(font)
        store = io.BytesIO()
        font.save(store, reorderTables=None)
    return Cut(face, store.getvalue(), suffix)
