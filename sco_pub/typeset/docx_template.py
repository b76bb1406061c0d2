"""Take a house's own Word template, give what of it goes over our reference document: how styles look, and the theme's faces.

Of the template only ``word/styles.xml`` and ``word/theme/theme1.xml`` are read.  A style that has the name of one of ours takes
its place; our names are those that pandoc looks up, so that an editor finds them in a template made from any of our files.  Text,
macros, pictures, links and settings of the template are left where they are.
"""

from __future__ import annotations

import io
import zipfile
from base64 import b64decode
from collections.abc import Mapping

from lxml import etree

from sco_pub.model.errors import InputError
from sco_pub.model.wording import N_, Phrase

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES, _THEME = "word/styles.xml", "word/theme/theme1.xml"
_MOST = 5_000_000  # bytes of a part: Word's own styles.xml has some 50,000


def over(parts: Mapping[str, bytes], template: str) -> dict[str, bytes]:
    """The parts that change; ``template`` is a DOCX or DOTX in base64."""
    theirs = _read(b64decode(template))
    ours = _parse(parts[_STYLES])
    known = {style.get(f"{_W}styleId"): style for style in ours.iter(f"{_W}style")}
    for style in _parse(theirs[_STYLES]).iter(f"{_W}style"):
        own = known.get(style.get(f"{_W}styleId"))
        if own is not None:
            for name in ("pPr", "rPr", "tblPr"):
                _take(own, style, name)
    changed = {_STYLES: etree.tostring(ours, encoding="UTF-8", xml_declaration=True, standalone=True)}
    if _THEME in theirs and _THEME in parts and b"!ENTITY" not in theirs[_THEME]:
        changed[_THEME] = etree.tostring(
            _parse(theirs[_THEME]), encoding="UTF-8", xml_declaration=True, standalone=True
        )
    return changed


def _take(own: etree._Element, style: etree._Element, name: str) -> None:
    """One group of properties from the template's style; ours stays where the template's has none."""
    theirs, ours = style.find(f"{_W}{name}"), own.find(f"{_W}{name}")
    if theirs is None:
        return
    for numbered in theirs.findall(f"{_W}numPr"):
        theirs.remove(numbered)  # lists are in a part that isn't taken
    if ours is not None:
        own.replace(ours, theirs)
    else:
        own.append(theirs)


def _read(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            found = {
                name: package.read(name)
                for name in (_STYLES, _THEME)
                if name in names and package.getinfo(name).file_size <= _MOST
            }
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        found = {}
    if _STYLES not in found:
        raise InputError(
            Phrase(N_("The Word template isn't a DOCX with styles.")), hint=N_("Save it from Word as DOCX.")
        )
    return found


def _parse(data: bytes) -> etree._Element:
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        raise InputError(
            Phrase(N_("The Word template isn't a DOCX with styles.")), hint=N_("Save it from Word as DOCX.")
        ) from None
