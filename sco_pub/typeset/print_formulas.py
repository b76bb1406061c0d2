"""Take the HTML that pandoc wrote of an edition's body, give its formulas as drawings that stand in the line.

Pandoc's MathML is drawn by what the caller hands in (edge.formulas) and becomes an ``img`` of class ``formula`` with
the formula in words as its description; the tagger makes a Formula of it. A formula in a line takes no height of its
own as long as the line has room for it, for the leading of a page is one; a higher one takes what it needs beyond
that. What can't be drawn stays TeX and is an error with the formula's words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol, TypeAlias

from lxml import etree, html

from sco_pub.model.codes import typesetting
from sco_pub.model.edition import Edition
from sco_pub.model.finding import Finding, Outcome, Place, found
from sco_pub.model.wording import N_, Phrase, phrase
from sco_pub.typeset.equations import EQUATION
from sco_pub.typeset.formula_words import words

Node: TypeAlias = Any
_MATHML = "http://www.w3.org/1998/Math/MathML"
_ABOVE, _BELOW = 1.25, 0.7  # ems: as far as a formula may reach from the baseline before it would touch the next line
_OWN = 0.3  # ems of those that lie outside the line itself at a leading of 1.4


class Drawing(Protocol):
    """A drawn formula: SVG, and its measures in ems."""

    @property
    def svg(self) -> bytes: ...
    @property
    def width(self) -> float: ...
    @property
    def ascent(self) -> float: ...
    @property
    def depth(self) -> float: ...


Draw: TypeAlias = Callable[[str], "Drawing | Phrase"]


def undrawn(mathml: str) -> Drawing | Phrase:
    """What draws nothing."""
    return phrase(N_("nothing draws it"))


def draw_formulas(root: Node, edition: Edition, draw: Draw) -> Outcome[dict[str, bytes]]:
    """The body's formulas as pictures, by their names; the body is changed in place."""
    place = Place(edition.provenance.master_path)
    pictures: dict[str, bytes] = {}
    findings = list(_unread(root, place))
    for number, formula in enumerate(list(root.iter("math")), 1):
        written = _written(formula)
        drawn = draw(written)
        if isinstance(drawn, Phrase):
            tex = " ".join((_tex(formula) or words(formula)).split())
            findings.append(found(typesetting.FORMULA_PDF, place, "why", formula=tex, why=drawn))
            _replace(formula, _as_words(tex))
            continue
        name = f"formula-{number}.svg"
        pictures[name] = drawn.svg
        _replace(formula, _picture(formula, drawn, name))
    return Outcome(pictures, tuple(findings))


def _unread(root: Node, place: Place) -> Iterator[Finding]:
    """An error for each formula that pandoc had to leave as TeX."""
    for formula in root.xpath('.//span[contains(@class, "math")]'):
        yield found(typesetting.FORMULA_PDF, place, formula=formula.text_content().strip())


def _written(formula: Node) -> str:
    """The formula as XML: pandoc's HTML has no namespace once lxml has read it."""
    tree = etree.fromstring(etree.tostring(formula, encoding="unicode", with_tail=False))
    for part in tree.iter():
        if isinstance(part.tag, str):
            part.tag = f"{{{_MATHML}}}{part.tag.rpartition('}')[2]}"
    etree.cleanup_namespaces(tree, {None: _MATHML})
    return str(etree.tostring(tree, encoding="unicode"))


def _tex(formula: Node) -> str:
    source = formula.find(".//annotation")
    return "" if source is None else str(source.text or "")


def _picture(formula: Node, drawn: Drawing, name: str) -> Node:
    style = f"width: {drawn.width:.3f}em; height: {drawn.ascent + drawn.depth:.3f}em"
    if formula.get("display") != "block" or not _stands_alone(formula):
        above = _OWN if drawn.ascent > _ABOVE else drawn.ascent
        below = _OWN if drawn.depth > _BELOW else drawn.depth
        style += f"; margin: {-above:.3f}em 0 {-below:.3f}em; vertical-align: {below - drawn.depth:.3f}em"
    said = words(formula)
    return html.Element("img", {"class": "formula", "src": name, "alt": said, "data-formula": "", "style": style})


def _stands_alone(formula: Node) -> bool:
    return any(EQUATION in (ancestor.get("class") or "").split() for ancestor in formula.iterancestors("div"))


def _as_words(tex: str) -> Node:
    left = html.Element("span", {"class": "unset-formula"})
    left.text = tex
    return left


def _replace(old: Node, new: Node) -> None:
    new.tail, old.tail = old.tail, None
    old.getparent().replace(old, new)
