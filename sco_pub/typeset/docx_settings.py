"""Take the settings.xml of pandoc's DOCX, give ours: what Word does with the document as a whole.

Pandoc names no compatibility mode, so that Word would open the file as one of 2007, and doesn't say which notes are the
lines above the notes, so that Word would draw its own.  Source: ECMA-376 part 1, 17.15.1.78 (the order of the
settings), 17.15.3; MS-DOCX 2.16 (compatibilityMode).
"""

from __future__ import annotations

from lxml import etree

from sco_pub.model.edition import Edition
from sco_pub.model.errors import InternalError
from sco_pub.model.wording import N_, phrase
from sco_pub.typeset.docx_design import regional

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NS = {"w": W}
_REPLACED = (
    "proofState", "autoHyphenation", "consecutiveHyphenLimit", "evenAndOddHeaders", "characterSpacingControl", "compat",
    "footnotePr",
)  # fmt: skip
_WORD = "http://schemas.microsoft.com/office/word"
_SEPARATORS = ("-1", "0")  # pandoc's numbers of the line above the notes, and of that above a continued note


def settings(root: etree._Element, edition: Edition, *, facing: bool = True) -> etree._Element:
    """Even and odd heads; Chinese marks squeezed where two meet; hyphenation; Word's present way of setting pages."""
    for name in _REPLACED:
        for found in root.findall(f"w:{name}", _NS):
            root.remove(found)
    chinese = edition.lang.startswith("zh")
    hyphens = [] if chinese else [_element("autoHyphenation"), _element("consecutiveHyphenLimit", val="2")]
    _after(root, "defaultTabStop", [*hyphens, _element("evenAndOddHeaders")])
    if facing:
        _before(root, "stylePaneFormatFilter", [_element("mirrorMargins")])
    squeeze = _element("characterSpacingControl", val="compressPunctuation" if chinese else "doNotCompress")
    _before(root, "savePreviewPicture", [squeeze])
    _before(root, "rsids", [_notes(), _compatibility()])
    for lang in root.findall("w:themeFontLang", _NS):
        own = regional(edition.lang)
        values = ("en-US", own) if chinese else (own, "zh-CN")
        lang.attrib.update({f"{{{W}}}val": values[0], f"{{{W}}}eastAsia": values[1]})
    return root


def _element(tag: str, **attributes: str) -> etree._Element:
    return etree.Element(f"{{{W}}}{tag}", {f"{{{W}}}{key}": value for key, value in attributes.items()})


def _notes() -> etree._Element:
    notes = _element("footnotePr")
    notes.extend([_element("footnote", id=number) for number in _SEPARATORS])
    return notes


def _compatibility() -> etree._Element:
    """Mode 15: Word 2013 and all later ones."""
    made = _element("compat")
    made.append(_element("compatSetting", name="compatibilityMode", uri=_WORD, val="15"))
    return made


def _after(root: etree._Element, name: str, elements: list[etree._Element]) -> None:
    place = _place(root, name)
    for element in reversed(elements):
        place.addnext(element)


def _before(root: etree._Element, name: str, elements: list[etree._Element]) -> None:
    place = _place(root, name)
    for element in elements:
        place.addprevious(element)


def _place(root: etree._Element, name: str) -> etree._Element:
    """Word's schema is a sequence: a setting has its place by its neighbours."""
    place = root.find(f"w:{name}", _NS)
    if place is None:
        raise InternalError(phrase(N_("pandoc's settings.xml has no {name}."), name=name))
    return place
