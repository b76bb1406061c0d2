r"""Take a document, give one whose displayed formulas are equations: a paragraph each, its number beside it as text.

TeX gives a number by ``\tag``, which pandoc's reader of formulas doesn't know: it would leave the whole formula as TeX, or drop
the number without a word.  So the tag is taken out of the formula here, for every format, and stands behind it as a Span of class
``equation-number``: (1), or as it is written with ``\tag*``.  A formula in the midst of a paragraph parts it: what goes on after
it is a Div of class ``goes-on``, which isn't indented.  The picture of a formula that was cut out of a page (class
``formula``) and has a paragraph to itself is an equation too, of class ``pictured``; its number is in the picture, or stands
behind it.  Any other picture that is all of a paragraph is a Div of class ``plate``, which isn't indented.  What is for TeX's own
bookkeeping (``\label``, ``\nonumber``) goes.
"""

from __future__ import annotations

import re

from sco_pub.model import ast
from sco_pub.model.document import Document

EQUATION, BODY, NUMBER, GOES_ON = "equation", "equation-body", "equation-number", "goes-on"
PICTURED, PLATE = "pictured", "plate"
_FORMULA, _INLINE = "formula", "inline"  # classes of pictures that were cut out of a page
_NUMBERED = re.compile(r"\s*([（(]\s?[A-Z]?\d[\w.\-–—]{0,8}\s?[)）])\s*")
_TAG = re.compile(r"\s*\\tag(\*?)\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_BOOKKEEPING = re.compile(r"\\(?:label\s*\{[^{}]*\}|nonumber\b|notag\b)")
_STOPS = re.compile(r"(?:[^\S ]|[,.;:，。；：、])*")
_SPACE = frozenset({"Space", "SoftBreak", "LineBreak"})


def set_equations(document: Document) -> Document:
    """The document with its displayed formulas as Divs of class ``equation``."""
    blocks = tuple(ast.transform(list(document.blocks), _parted, words=False))
    return Document(ast.transform(dict(document.meta), _plain_formula, words=False), blocks, document.api_version)


def number_of(tex: str) -> tuple[str, str]:
    """A formula without its tag, and the number as it is to be set (empty for none)."""
    tag = _TAG.search(tex)
    bare = _BOOKKEEPING.sub("", _TAG.sub("", tex)).strip()
    if tag is None:
        return bare, ""
    return bare, tag[2].strip() if tag[1] else f"({tag[2].strip()})"


def _parted(element: ast.Element) -> ast.Element | list[ast.Element] | None:
    if element["t"] == "Math":
        return _plain_formula(element)
    if element["t"] not in ("Para", "Plain"):
        return None
    if element["t"] == "Para" and (plate := _plate(element["c"])) is not None:  # a figure's picture is Plain
        return plate
    if not any(map(_is_display, element["c"])):
        return None
    blocks: ast.Blocks = []
    before, rest = list[ast.Element](), list(element["c"])
    while rest:
        inline = rest.pop(0)
        if not _is_display(inline):
            before.append(inline)
            continue
        blocks += _text(before, element["t"], goes_on=bool(blocks))
        stops, rest = _stops(rest)
        blocks.append(_equation(inline, stops))
        before = []
    return [*blocks, *_text(before, element["t"], goes_on=True)]


def _plate(inlines: ast.Inlines) -> ast.Element | None:
    """A paragraph that is a picture and nothing else, or that of a formula and its number."""
    held = [inline for inline in inlines if inline["t"] not in _SPACE]
    if not held or held[0]["t"] != "Image" or _INLINE in held[0]["c"][0][1]:
        return None
    picture, *rest = held
    if _FORMULA not in picture["c"][0][1]:
        return None if rest else ast.div([ast.para([picture])], classes=[PLATE])
    number = _NUMBERED.fullmatch(ast.stringify(rest)) if all(inline["t"] == "Str" for inline in rest) else None
    if rest and number is None:
        return None
    spans = [ast.span([picture], classes=[BODY])]
    spans += [ast.span([ast.text(number[1])], classes=[NUMBER])] if number else []
    return ast.div([ast.para(spans)], classes=[EQUATION, PICTURED])


def _text(inlines: ast.Inlines, tag: str, *, goes_on: bool) -> ast.Blocks:
    """The paragraph of what stands before or behind an equation; nothing for white space."""
    while inlines and inlines[0]["t"] in _SPACE:
        inlines = inlines[1:]
    while inlines and inlines[-1]["t"] in _SPACE:
        inlines = inlines[:-1]
    if not inlines:
        return []
    paragraph = {"t": tag, "c": inlines}
    return [ast.div([paragraph], classes=[GOES_ON])] if goes_on else [paragraph]


def _stops(rest: ast.Inlines) -> tuple[str, ast.Inlines]:
    """The mark that ends or parts the sentence right behind an equation stays with it."""
    if not rest or rest[0]["t"] != "Str":
        return "", rest
    found = _STOPS.match(rest[0]["c"])
    length = found.end() if found else 0
    return rest[0]["c"][:length], [*ast.words(rest[0]["c"][length:]), *rest[1:]]


def _equation(formula: ast.Element, stops: str) -> ast.Element:
    number = formula["number"]
    body: ast.Inlines = [{"t": "Math", "c": formula["c"]}, *([ast.text(stops)] if stops else [])]
    inlines: ast.Inlines = [ast.span(body, classes=[BODY])]
    inlines += [ast.span([ast.text(number)], classes=[NUMBER])] if number else []
    return ast.div([ast.para(inlines)], classes=[EQUATION])


def _plain_formula(element: ast.Element) -> ast.Element | None:
    """A formula without its tag; the number waits beside it until its paragraph is parted."""
    if element["t"] != "Math":
        return None
    kind, tex = element["c"]
    bare, number = number_of(tex)
    return {"t": "Math", "c": [kind, bare], **({"number": number} if kind["t"] == "DisplayMath" else {})}


def _is_display(inline: ast.Element) -> bool:
    return bool(inline["t"] == "Math" and inline["c"][0]["t"] == "DisplayMath")
