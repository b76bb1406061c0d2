"""Take what is set for lines that run to the right, give it for lines that run to the left: style sheets, running heads, Word.

Strategy.  A page of Arabic or Hebrew is a mirror image: so its sheet is mirrored as text, each left for a right and the
other way round, and designs are written once.  Mirrored are ``text-align``, margins, padding, borders and places by side,
``float``, shorthands of four values and a background that begins at the left edge.  Page selectors aren't: the right page's inner
margin is at its left in every book; what changes is that a book begins with a left page, whose running head is the recto's.

Foreign passages (typeset.languages) say their direction and are isolated.  Word has its own marks: ``w:bidi`` for a
paragraph, ``w:rtl`` for a run (pandoc writes them where the metadata say ``dir``), ``w:bidiVisual`` for a table.
"""

from __future__ import annotations

import re

from lxml import etree

from sco_pub.model import ast
from sco_pub.model.design import Heads
from sco_pub.model.scripts import is_right_to_left

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OTHER = {"left": "right", "right": "left"}
_SIDED = re.compile(
    r"(?P<before>(?<![\w-])(?:text-align(?:-last)?|float|clear)\s*:\s*|(?<![\w-])(?:margin|padding|border)-)(?P<side>left|right)(?![\w-])"
    r"|(?P<place>(?<=[{;\s]))(?P<edge>left|right)(?=\s*:)"
)
_PIECE = r"((?:calc\([^;{}]*?\)|var\([^;{})]*\)|[^\s;{}()]+))"
_FOUR = re.compile(rf"((?<![\w-])(?:margin|padding)\s*:\s*){_PIECE}\s+{_PIECE}\s+{_PIECE}\s+{_PIECE}(?=\s*[;}}])")
#: Formulas run to the right in every book, with their numbers at the left edge of these; letters that join don't slant.
_OWN = """
em, i, cite { font-style: normal; font-weight: bold }
"""
_DIRECTED = """
.equation p { direction: ltr }
.equation-number { grid-column: 1; justify-self: start }
.uri { direction: ltr }
"""
_FROM_LEFT = re.compile(r"(\)\)\s+|background-position\s*:\s*)0(\s+0\s*[/;}])")


def mirrored(sheet: str, lang: str, *, directs: bool = True) -> str:
    """A style sheet for an edition in a language; ``directs``: whether it may set directions (EPUB 3.3 has it that it mayn't)."""
    if not is_right_to_left(lang):
        return sheet
    sheet = _FOUR.sub(r"\1\2 \5 \4 \3", sheet)
    sheet = _FROM_LEFT.sub(r"\g<1>100%\2", sheet)
    return _SIDED.sub(_swapped, sheet) + _OWN + (_DIRECTED if directs else "")


def _swapped(found: re.Match[str]) -> str:
    return _OTHER[found["edge"]] if found["edge"] else found["before"] + _OTHER[found["side"]]


def mirrored_heads(heads: Heads, lang: str) -> Heads:
    """Running heads and feet: the first page, and every recto, is a left one."""
    if not is_right_to_left(lang):
        return heads
    return Heads(
        left=heads.right[::-1], right=heads.left[::-1], first=heads.first[::-1],
        foot_left=heads.foot_right[::-1], foot_right=heads.foot_left[::-1], foot_first=heads.foot_first[::-1],
    )  # fmt: skip


def direction(lang: str) -> dict[str, str]:
    """The attribute ``dir`` of a root element, where it isn't the usual one."""
    return {"dir": "rtl"} if is_right_to_left(lang) else {}


def metadata(lang: str) -> dict[str, ast.Element]:
    """The direction as pandoc's writers know it."""
    return {name: {"t": "MetaString", "c": value} for name, value in direction(lang).items()}


def mirror_word(root: etree._Element, lang: str) -> None:
    """Every paragraph of a Word part runs to the left, and every table's first column is the right one."""
    if not is_right_to_left(lang):
        return
    for paragraph in root.iter(f"{{{_W}}}p"):
        properties = _first(paragraph, "pPr")
        if properties.find(f"{{{_W}}}bidi") is None:
            before = [child for child in properties if etree.QName(child).localname in _BEFORE_BIDI]
            properties.insert(len(before), etree.Element(f"{{{_W}}}bidi"))
    for table in root.iter(f"{{{_W}}}tbl"):
        properties = _first(table, "tblPr")
        before = [child for child in properties if etree.QName(child).localname in ("tblStyle", "tblpPr", "tblOverlap")]
        if properties.find(f"{{{_W}}}bidiVisual") is None:
            properties.insert(len(before), etree.Element(f"{{{_W}}}bidiVisual"))
    for section in root.iter(f"{{{_W}}}sectPr"):
        if section.find(f"{{{_W}}}bidi") is None:
            after = [
                child
                for child in section
                if etree.QName(child).localname in ("rtlGutter", "docGrid", "printerSettings")
            ]
            section.insert(section.index(after[0]) if after else len(section), etree.Element(f"{{{_W}}}bidi"))


#: What stands before ``bidi`` in a paragraph's properties (ECMA-376 part 1, 17.3.1.26: a sequence).
_BEFORE_BIDI = frozenset(
    {
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers", "pBdr",
        "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
        "autoSpaceDN",
    }
)  # fmt: skip


def _first(element: etree._Element, name: str) -> etree._Element:
    found = element.find(f"{{{_W}}}{name}")
    if found is None:
        found = etree.Element(f"{{{_W}}}{name}")
        element.insert(0, found)
    return found
