"""What the two doors of OOXML share: a package of fixed parts, and what in one a stranger may have made too large."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from sco_pub.edge import bounds
from sco_pub.edge.package import pack, unpack
from sco_pub.edge.xml_door import parse
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, phrase

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def package(parts: Mapping[str, str], types: Mapping[str, str], relations: Mapping[str, Mapping[str, str]]) -> bytes:
    """A package: ``types`` of its parts, and the ``relations`` of each folder's part to others (kind: name)."""
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items())
    content = (
        f'{_HEAD}<Types xmlns="{_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    made = {name: _HEAD + text for name, text in parts.items()} | {"[Content_Types].xml": content}
    for name, targets in relations.items():
        links = "".join(
            f'<Relationship Id="rId{number}" Type="{KIND}/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(targets.items(), 1)
        )
        made[name] = f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{links}</Relationships>'
    return pack({name: text.encode() for name, text in made.items()})


def parts_of(data: bytes, name: str) -> dict[str, bytes]:
    """The parts of a package that came back; InputError for one that is larger unpacked than an input may be."""
    parts = unpack(data, what=name, most=bounds.limits().input_mb * 1_000_000)
    return {part.lstrip("/"): content for part, content in parts.items()}


def part(parts: Mapping[str, bytes], name: str, file: str) -> etree._Element:
    """One part's tree; InputError where the package hasn't it."""
    if name not in parts:
        raise InputError(phrase(N_("{file} has no part {part}."), file=file, part=name), place=Place(file))
    return parse(parts[name], file)
