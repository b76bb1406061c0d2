"""Take a document, give it with the marks of its numbered lists kept: (1), 1), a., iv. besides 1.

Pandoc's tree and DOCX know a mark's figures and brackets; HTML has attributes for the figures, which a class on the list
around would beat, and none for the brackets.  A Div round the list carries all of it as classes, and the style sheets of PDF,
EPUB and web page set the mark that way; ``marks-3`` and up say how many ems the widest mark takes, where it is more than two.
"""

from __future__ import annotations

from math import ceil

from sco_pub.model import ast
from sco_pub.model.document import Document

_BRACKETS = {"TwoParens": "list-in-brackets", "OneParen": "list-with-bracket"}
_FIGURES = {
    "LowerAlpha": "lower-alpha", "UpperAlpha": "upper-alpha", "LowerRoman": "lower-roman", "UpperRoman": "upper-roman",
}  # fmt: skip
_SIGN, _GAP = 0.58, 0.5  # ems: a figure or letter, and what stands between the mark and the text
_NARROW = 0.35  # ems: a stop or a narrow bracket
_USUAL, _WIDEST = 2, 6  # ems: what every list has room for, and the most
_ROMAN = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def bracketed_lists(document: Document, lang: str) -> Document:
    """Every numbered list whose marks aren't 1. 2. 3., in a Div of their classes; a list of sources has its own numbers."""

    def change(element: ast.Element) -> ast.Element | None:
        if element["t"] == "Div" and "references" in element["c"][0][1]:
            attributes, blocks = element["c"]
            return {**element, "c": [attributes, [_bare(block) for block in blocks]]}
        classes = _classes(element, lang) if element["t"] == "OrderedList" else []
        return ast.div([element], classes=classes) if classes else None

    return Document(
        document.meta, tuple(ast.transform(list(document.blocks), change, words=False)), document.api_version
    )


def _bare(block: ast.Element) -> ast.Element:
    """A list without the Div of its marks."""
    wrapped = block["t"] == "Div" and [inner["t"] for inner in block["c"][1]] == ["OrderedList"]
    return block["c"][1][0] if wrapped else block


def marks(element: ast.Element, lang: str) -> list[str]:
    """The marks of an OrderedList as they are to be set."""
    (start, style, delimiter), items = element["c"]
    figures = [_figure(number, style["t"]) for number in range(start, start + len(items))]
    wide = lang.split("-")[0] == "zh"
    begin, end = {
        "TwoParens": ("（", "）") if wide else ("(", ")"),
        "OneParen": ("", "）" if wide else ")"),
    }.get(delimiter["t"], ("", "."))
    return [f"{begin}{figure}{end}" for figure in figures]


def _classes(element: ast.Element, lang: str) -> list[str]:
    (_, style, delimiter), _ = element["c"]
    found = [_BRACKETS.get(delimiter["t"], ""), _FIGURES.get(style["t"], "")]
    room = min(max((ceil(_width(mark)) for mark in marks(element, lang)), default=0), _WIDEST)
    return [*filter(None, found), *([f"marks-{room}"] if room > _USUAL else [])]


def _width(mark: str) -> float:
    """A mark's width in ems with what follows it; a full-width bracket brings its own room."""
    inside = sum(1.0 if sign in "（）" else _NARROW if sign in "(). " else _SIGN for sign in mark)
    return inside + (0.0 if mark.endswith("）") else _GAP)


def _figure(number: int, style: str) -> str:
    """A number in a style of HTML's; letters count a … z, aa (CSS Counter Styles, ``alphabetic``)."""
    if style.endswith("Alpha"):
        letters = ""
        while number > 0:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("a") + rest) + letters
        return letters.upper() if style == "UpperAlpha" else letters
    if style.endswith("Roman"):
        return _roman(number).upper() if style == "UpperRoman" else _roman(number)
    return str(number)


def _roman(number: int) -> str:
    """Roman figures, as far as a list goes; past 89 plain ones."""
    if not 0 < number < 90:
        return str(number)
    written = ""
    for value, sign in _ROMAN:
        written, number = written + sign * (number // value), number % value
    return written
