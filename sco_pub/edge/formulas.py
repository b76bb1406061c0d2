"""Take a formula in MathML, give it drawn: an SVG with its measures, set by ziamath in STIX Two Math.

Contract.  One type size is drawn, ten units to the em, and everything is given in ems, so that a formula takes the size of the
text it stands in.  What can't be drawn is said, never guessed: a character that the font doesn't have, a tree that ziamath
doesn't understand.  The same formula is the same bytes.
"""

from __future__ import annotations

import logging
import re
import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

from sco_pub.model.wording import N_, Phrase, Several, phrase

_EM = 10.0  # the size it is drawn in; what leaves is in em, so that any would do
_VIEW = re.compile(r'viewBox="([-\d.e]+) ([-\d.e]+) ([-\d.e]+) ([-\d.e]+)"')
_UNSEEN = frozenset("\u2061\u2062\u2063\u2064\u200b \u00a0\n\t")
_MATHML = "http://www.w3.org/1998/Math/MathML"
_LINES = frozenset("\u00af\u203e\u0305_")  # what stretches over or under all that it stands at


@dataclass(frozen=True, slots=True)
class Drawn:
    """A formula as SVG; its width, and what stands above and below the baseline, in ems."""

    svg: bytes
    width: float
    ascent: float
    depth: float


@lru_cache(maxsize=4096)
def draw(mathml: str) -> Drawn | Phrase:
    """The formula, or why it can't be drawn."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # ziamath opens its font in a way that Python has deprecated
        from ziamath.zmath import Math

    tree = _prepared(mathml)
    lacking = sorted({sign for text in tree.itertext() for sign in text} - _UNSEEN - _known())
    if lacking:
        return phrase(N_("the font has no {signs}"), signs=Several(tuple(lacking)))
    listening, level = logging.getLogger(), logging.getLogger().level
    try:
        listening.setLevel(logging.CRITICAL)  # ziamath speaks to the root logger
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            svg = Math(etree.tostring(tree, encoding="unicode"), size=_EM, margin=0.5).svg()
    except Exception as error:  # any: a tree that ziamath doesn't foresee ends in whatever its nodes raise
        return phrase(N_("its means are unknown ({error})"), error=type(error).__name__)
    finally:
        listening.setLevel(level)
    view = _VIEW.search(svg)
    if view is None:
        return phrase(N_("its means are unknown ({error})"), error="viewBox")
    _, top, width, height = (float(figure) / _EM for figure in view.groups())
    return Drawn(svg.encode(), width, -top, top + height)


def _prepared(mathml: str) -> Any:
    """The tree as ziamath understands it: without the source's annotation, lines over several letters stretched."""
    tree = etree.fromstring(mathml)
    for meaning in list(tree.iter(f"{{{_MATHML}}}semantics")):
        for other in meaning[1:]:
            meaning.remove(other)
        meaning.tag = f"{{{_MATHML}}}mrow"
    for applied in list(tree.iter(f"{{{_MATHML}}}mo")):
        parent = applied.getparent()
        if applied.text == "\u2061" and parent is not None:
            parent.remove(applied)
    for bare in list(tree.iter(f"{{{_MATHML}}}mrow")):
        if len(bare) == 1 and bare.getparent() is not None:
            bare.getparent().replace(bare, bare[0])
    for over in tree.iter(f"{{{_MATHML}}}mover", f"{{{_MATHML}}}munder"):
        if over[1].text in _LINES and len(over[0]):
            over[1].set("stretchy", "true")
    return tree


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """The characters of ziamath's font."""
    from importlib import resources

    from fontTools.ttLib import TTFont

    with resources.files("ziamath.fonts").joinpath("STIXTwoMath-Regular.ttf").open("rb") as stream:
        font = TTFont(stream, lazy=True)
        return frozenset(map(chr, font.getBestCmap()))
