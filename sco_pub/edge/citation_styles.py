"""The citation styles that are shipped (typeset/citation_styles), by name; those of a house, as pandoc may have them.

A dependent style (CSL 1.0.2, "Info") is but the address of another one.  Pandoc 3.9 fetches that, be it from the net or from any
file, with ``--sandbox`` too (seen with strace), so a house's style is read here first and written anew: what we looked at is
what pandoc gets.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, phrase

_FOLDER = Path(__file__).parent.parent / "typeset" / "citation_styles"


@cache
def names() -> tuple[str, ...]:
    """The names, sorted."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.csl")))


def shipped(name: str) -> bytes:
    """The CSL of a style."""
    return (_FOLDER / f"{name}.csl").read_bytes()


def of_a_house(data: bytes, name: str) -> bytes:
    """A house's own style; InputError for what is no XML, or only says where another style is."""
    from lxml import etree

    from sco_pub.edge import xml_door

    style = xml_door.parse(data, name)
    if any("independent-parent" in value for each in style.iter() for value in each.attrib.values()):
        said = phrase(N_("{name} is no style of its own, it says where another one is."), name=name)
        raise InputError(said, place=Place(name), hint=N_("Put that one into the house."))
    written: bytes = etree.tostring(style, encoding="utf-8")
    return written
