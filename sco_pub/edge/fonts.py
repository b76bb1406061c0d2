"""Take the house, give findings for what its pages need and this machine lacks: libraries, font families, their licences.

Strategy.  Fontconfig answers for the families (``fc-list``), WeasyPrint's own loader for the libraries.  Each finding names
the Debian package.  A font is embedded only when its own table says that it may be (OS/2 fsType; OpenType
specification): a restricted one is an error, because a PDF with it may not be passed on.
"""

from __future__ import annotations

import subprocess
import warnings
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

from sco_pub.edge import font_names
from sco_pub.edge.weasyprint_patches import quick_imports
from sco_pub.model import scripts
from sco_pub.model.codes import typesetting
from sco_pub.model.config import Fonts, House
from sco_pub.model.finding import Finding, found

_PACKAGES = (
    ("Noto Serif CJK", "fonts-noto-cjk"), ("Noto Sans CJK", "fonts-noto-cjk"), ("PT S", "fonts-paratype"),
    ("Noto", "fonts-noto-core"), ("DejaVu", "fonts-dejavu"), ("Liberation", "fonts-liberation"),
    ("Source Han", "fonts-adobe-sourcehan"), ("WenQuanYi", "fonts-wqy-zenhei"),
    ("LXGW WenKai", "fonts-lxgw-wenkai"), ("AR PL", "fonts-arphic-uming"),
)  # fmt: skip
_RESTRICTED = 0x0002  # OS/2 fsType, bit 1: restricted licence embedding


def requirements(house: House) -> tuple[Finding, ...]:
    """What is missing for PDF: Pango, HarfBuzz's subsetter, each family that the house names."""
    said = list(_libraries())
    said += [lacking for language in house.languages for lacking in uncovered(house, language)]
    for family in sorted({name for language in house.languages for name in _names(house.fonts_for(language))}):
        files = font_files(family)
        if not files:
            said.append(_missing(family))
        elif any(not may_embed(file) for file in files):
            said.append(_restricted(family))
    chains = sorted({house.fonts_for(language).quote for language in house.languages})
    said += [_no_quote(chain) for chain in chains if chain and not any(font_files(family) for family in chain)]
    return tuple(said)


def _no_quote(chain: tuple[str, ...]) -> Finding:
    """None of the faces for abstracts and quotations is there: they are set in the text's own."""
    package = next((package for name, package in _PACKAGES if chain[0].startswith(name)), "")
    if not package:
        return found(typesetting.QUOTE_FACE_MISSING, families=", ".join(chain))
    return found(typesetting.QUOTE_FACE_MISSING, None, "package", package=package, families=", ".join(chain))


def uncovered(house: House, language: str) -> tuple[Finding, ...]:
    """A finding for each of a language's families that is installed and lacks letters of it: pages would show boxes."""
    letters = scripts.letters_of(language)
    return tuple(
        found(typesetting.FONT_UNCOVERED, family=family, language=language, letters=lacking)
        for family in dict.fromkeys(_names(house.fonts_for(language)))
        if font_files(family) and (lacking := "".join(sign for sign in letters if ord(sign) not in covered(family)))
    )


def unset(house: House, language: str) -> tuple[Finding, ...]:
    """Why a language's pages can't be set: its script's family isn't there, or hasn't its letters.

    Latin and simplified Chinese need no looking: what a page lacks of them is told sign by sign (TYP-201)."""
    if scripts.code_of(language) in ("Latn", "Hans") and scripts.letters_of(language) in _LOOKED_AT:
        return ()
    script, serif = scripts.script_of(language), house.fonts_for(language).serif
    if script is not None and script.serif and not font_files(serif):
        return (_missing(serif),)
    return uncovered(house, language)


_LOOKED_AT = tuple(scripts.SCRIPTS[code].letters for code in ("Latn", "Hans"))


@lru_cache(maxsize=32)
def covered(family: str) -> frozenset[int]:
    """The code points that a family has, as fontconfig knows them: a Chinese font takes a tenth of a second to read."""
    points: set[int] = set()
    first = font_files(family)[:1]
    rows = (row.partition("\t") for row in _listed(family, "%{file}\t%{charset}\n"))
    signs = next((signs for file, _, signs in rows if Path(file) in first), "")
    for span in signs.split():
        begin, _, end = span.partition("-")
        points.update(range(int(begin, 16), int(end or begin, 16) + 1))
    return frozenset(points)


def _names(fonts: Fonts) -> tuple[str, str]:
    return fonts.serif, fonts.sans


def _libraries() -> Iterable[Finding]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            quick_imports.load()
            from weasyprint.text import ffi
    except OSError as error:
        yield found(typesetting.NO_PANGO, error=str(error).splitlines()[0])
        return
    if ffi.harfbuzz_subset is None:
        yield found(typesetting.NO_SUBSETTER)


@lru_cache(maxsize=64)
def font_files(family: str) -> tuple[Path, ...]:
    """The files that hold a family, sorted; none when fontconfig doesn't know it."""
    return tuple(sorted({Path(line) for line in _listed(family, "%{file}\n") if line}))


def _listed(family: str, row: str) -> list[str]:
    """What ``fc-list`` says of a family's faces, a row for each; nothing where it can't be asked."""
    font_names.in_english()
    try:
        answer = subprocess.run(
            ["fc-list", "--format", row, f":family={family}"],
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError):
        return []
    return answer.stdout.splitlines()


@lru_cache(maxsize=64)
def may_embed(file: Path) -> bool:
    """Whether a font's own table allows it to be embedded in a document that is passed on."""
    with TTFont(file, fontNumber=0, lazy=True) as font:
        return "OS/2" not in font or not font["OS/2"].fsType & _RESTRICTED


def _missing(family: str) -> Finding:
    package = next((package for name, package in _PACKAGES if family.startswith(name)), None)
    if package:
        return found(typesetting.FONT_MISSING, None, "package", family=family, package=package)
    return found(typesetting.FONT_MISSING, family=family)


def _restricted(family: str) -> Finding:
    return found(typesetting.FONT_RESTRICTED, family=family)
