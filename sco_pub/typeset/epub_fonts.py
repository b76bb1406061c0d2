"""Take a finished EPUB's parts and fonts cut down to its characters, give the parts with the fonts in them.

The faces a house needs are few: its serif for the text, its sans in bold for headings and labels, and for a translation
the source's serif, because passages and references stay in the source's script.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from sco_pub.model.config import House
from sco_pub.model.edition import Edition
from sco_pub.typeset import epub_chapters as chapters

_OPF = "http://www.idpf.org/2007/opf"
_PACKAGE, _STYLE = "EPUB/content.opf", "EPUB/styles/stylesheet1.css"
_HEADINGS = "h1, h2, h3, h4, h1:lang(zh), h2:lang(zh), h3:lang(zh), h4:lang(zh), .label, .label:lang(zh)"


@dataclass(frozen=True, slots=True)
class Face:
    """One face that is wanted: a family as fontconfig knows it, and whether it is the bold."""

    family: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """A face cut down: the file's bytes and its suffix, ``otf`` or ``ttf``."""

    face: Face
    data: bytes
    suffix: str


def faces(edition: Edition, house: House) -> tuple[Face, ...]:
    """The faces of one edition, in the order in which a reading system should try them."""
    own, source = house.fonts_for(edition.language), house.fonts_for(house.source_language)
    wanted = [Face(own.serif), Face(own.sans, bold=True), Face(source.serif)]
    return tuple(dict.fromkeys(wanted))


def characters(parts: Mapping[str, bytes]) -> frozenset[str]:
    """Every character that the pages show."""
    pages = (chapters.parse(data) for name, data in parts.items() if name.endswith(".xhtml"))
    return frozenset(sign for page in pages for text in page.itertext() for sign in text)


def with_fonts(parts: Mapping[str, bytes], cuts: Sequence[Cut]) -> dict[str, bytes]:
    """The parts with the fonts, their places in the manifest and their rules at the end of the style sheet."""
    made = dict(parts)
    package = chapters.parse(made[_PACKAGE])
    manifest = package.find(f"{{{_OPF}}}manifest")
    assert manifest is not None
    rules = ""
    for number, cut in enumerate(cuts, 1):
        name = f"font{number}.{cut.suffix}"
        made[f"EPUB/fonts/{name}"] = cut.data
        kind = {"id": f"font{number}", "href": f"fonts/{name}", "media-type": f"font/{cut.suffix}"}
        etree.SubElement(manifest, f"{{{_OPF}}}item", kind).tail = "\n    "
        weight = "bold" if cut.face.bold else "normal"
        rules += (
            f'\n@font-face {{ font-family: "{_name(cut.face)}"; font-weight: {weight}; font-style: normal;'
            f" src: url(../fonts/{name}) }}"
        )
    text = ", ".join(f'"{_name(cut.face)}"' for cut in cuts if not cut.face.bold)
    display = ", ".join(f'"{_name(cut.face)}"' for cut in cuts if cut.face.bold)
    rules += f"\nhtml:lang(zh) body, body, html p [lang][lang] {{ font-family: {text}, serif }}" if text else ""
    rules += f"\n{_HEADINGS} {{ font-family: {display}, sans-serif }}" if display else ""
    made[_STYLE] = made[_STYLE] + rules.encode() + b"\n"
    made[_PACKAGE] = chapters.serialise(package)
    return made


def _name(face: Face) -> str:
    return face.family.replace("\\", "").replace('"', "")
