"""Take WeasyPrint's inline boxes, give the clusters that the line-setter works on, each with where it came from.

Contract.  A leaf is a text box or an atomic box of a line, counted from 0 in document order.  ``parts`` measures a
paragraph before it is broken (forced breaks part it), ``measure_line`` a line that WeasyPrint has just made.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import pyphen
from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import get_log_attrs

from sco_pub.edge.weasyprint_patches import shaping
from sco_pub.lexicon.addresses import IN_LINE
from sco_pub.typeset.lines.classes import Cluster, Kind, is_wide, kind_of
from sco_pub.typeset.lines.no_break_spaces import ties
from sco_pub.typeset.lines.paragraph import Paragraph, paragraph
from sco_pub.typeset.lines.title_breaks import sense
from sco_pub.typeset.lines.word_divisions import name_cost, sound

# A word that may be divided: not a part of a compound, which parts at its own hyphen, and without an ending such as ’s.
_WORD = re.compile(r"(?<![\w\-\u2010\u2011])[^\W\d_]+(?![\w\-\u2010\u2011])")
_DICTIONARIES = {"en": "en_US"}
_FORMULA = "x"
_SIDES = ("margin_{}", "border_{}_width", "padding_{}")


class Source(NamedTuple):
    """Where a cluster came from: leaf and byte offsets in its text; leaf -1 for the edge of a decoration."""

    leaf: int
    start: int
    end: int


class Opportunities(NamedTuple):
    """The items after which Unicode allows a break, those after which the language forbids one, those after which a word
    may be divided, with the hyphen's width, and of these the ones that cost more than usual."""

    breakable: Collection[int]
    forbidden: Collection[int]
    hyphens: Mapping[int, float]
    dear: Mapping[int, float]


@dataclass(slots=True)
class Measured:
    """Clusters with their sources; ``advance`` is the sum of their widths; ``known``: where it may be broken, if that was
    asked before."""

    clusters: list[Cluster] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    styles: list[Any] = field(default_factory=list)
    known: Opportunities | None = None

    @property
    def advance(self) -> float:
        return sum(cluster.width for cluster in self.clusters)

    def add(self, cluster: Cluster, source: Source, style: Any) -> None:
        self.clusters.append(cluster)
        self.sources.append(source)
        self.styles.append(style)

    def paragraph(self) -> Paragraph:
        """The items, with the breaks that Unicode allows, the ties and the divisions of words."""
        breakable, forbidden, hyphens, dear = self.opportunities()
        return paragraph(self.clusters, breakable=breakable, ties=forbidden, hyphens=hyphens, dear=dear)

    def opportunities(self) -> Opportunities:
        """Where the text may be broken."""
        self.known = self.known or self._opportunities()
        return self.known

    def _opportunities(self) -> Opportunities:
        text = "".join(cluster.text for cluster in self.clusters)
        at = [index for index, cluster in enumerate(self.clusters) for _ in cluster.text]
        breakable: set[int] = set()
        forbidden: set[int] = set()
        if any(cluster.kind in (Kind.WORD, Kind.MARK) for cluster in self.clusters):
            lang = next((style["lang"] for style in self.styles if style is not None and style["lang"]), "en")
            attributes = get_log_attrs(text, lang)
            breakable = {at[place - 1] for place in range(1, len(text)) if attributes[place].is_line_break}
            forbidden = {at[place] for language in self._languages() for place in ties(text, language)}
            forbidden |= self._behind_formulas()
        return Opportunities(breakable, forbidden, *self._hyphens(text, at))

    def _behind_formulas(self) -> set[int]:
        """Formulas that no space follows: a line is cut in texts alone, and can't end between a formula and what follows."""
        return {
            index
            for index, (here, after) in enumerate(pairwise(self.styles))
            if here is not None and here["width"] != "auto" and self.clusters[index + 1].kind is not Kind.SPACE
        }

    def sense(self, lang: str) -> dict[int, float]:
        """What a title's break costs after each item that ends with a stop or a space."""
        text = "".join(cluster.text for cluster in self.clusters)
        at = [index for index, cluster in enumerate(self.clusters) for _ in cluster.text]
        return {at[place]: cost for place, cost in sense(text, lang).items()}

    def _languages(self) -> set[str]:
        return {style["lang"] for style in self.styles if style is not None and style["lang"]}

    def _hyphens(self, text: str, at: Sequence[int]) -> tuple[dict[int, float], dict[int, float]]:
        """Items after which a word may be divided: the hyphen's width, and where it costs more than usual, what."""
        found: dict[int, float] = {}
        dear: dict[int, float] = {}
        addresses = [match.span() for match in IN_LINE.finditer(text)]
        for word in _WORD.finditer(text):
            style = self.styles[at[word.start()]]
            if style is None or style["hyphens"] != "auto" or not style["lang"]:
                continue
            if word[0].isupper() or any(start <= word.start() < end for start, end in addresses):
                continue
            total, left, right = style["hyphenate_limit_chars"]
            if len(word[0]) < total:
                continue
            places = _divisions(word[0], style["lang"], left, right)
            least = name_cost(text, word.start(), word[0], style["lang"]) if places else 0.0
            for place, cost in sound(word[0], style["lang"], places):
                item = at[word.start() + place - 1]
                if at[word.start() + place] != item:
                    found[item] = _hyphen_width(style)
                    dear |= {item: max(cost, least)} if cost or least else {}
        return found, dear


@lru_cache(maxsize=64)
def _dictionary(lang: str, left: int, right: int) -> Any:
    language = pyphen.language_fallback(_DICTIONARIES.get(lang, lang))
    return pyphen.Pyphen(lang=language, left=left, right=right) if language else None


@lru_cache(maxsize=16384)
def _divisions(word: str, lang: str, left: int, right: int) -> tuple[int, ...]:
    dictionary = _dictionary(lang, left, right)
    return tuple(dictionary.positions(word)) if dictionary is not None else ()


_hyphen_widths: dict[Any, float] = {}


def _hyphen_width(style: Any) -> float:
    key = (tuple(style["font_family"]), style["font_size"], str(style["font_weight"]), style["font_style"])
    if key not in _hyphen_widths:
        shapes = shaping.clusters(style["hyphenate_character"], style, None)
        _hyphen_widths[key] = sum(shape.width for shape in shapes)
    return _hyphen_widths[key]


def is_formula(leaf: Any) -> bool:
    """Whether a leaf is a drawn formula (typeset.print_formulas): as wide as its style says, before any layout."""
    return isinstance(leaf, boxes.InlineReplacedBox) and leaf.element.get("data-formula") is not None


def plannable(leaves: Sequence[Any]) -> bool:
    """Whether a paragraph of these leaves can be broken by plan: text in normal white space, and formulas."""
    for leaf in leaves:
        if not leaf.is_in_normal_flow():
            if leaf.is_floated() or leaf.is_absolutely_positioned():
                return False
        elif is_formula(leaf):
            continue
        elif not isinstance(leaf, boxes.TextBox) or not leaf.style["font_size"] or _keeps_white_space(leaf):
            return False
    return True


def _keeps_white_space(leaf: Any) -> bool:
    """Whether a text box is more than a forced break and keeps its line ends."""
    return leaf.text != "\n" and (leaf.style["white_space"] != "normal" or "\n" in leaf.text)


class Leaf(NamedTuple):
    """A leaf of a paragraph before it is broken: its number and box; of a decoration's edge the width alone."""

    number: int
    box: Any
    width: float = 0.0

    @property
    def is_text(self) -> bool:
        """Whether it is text: no formula, no forced break, no edge."""
        return isinstance(self.box, boxes.TextBox) and self.box.text != "\n"


def leaves(line_box: Any) -> Iterator[Leaf]:
    """A paragraph's leaves, as ``parts`` goes through them."""
    for leaf, _, width in _walk(line_box, iter(range(1_000_000)), _style_width):
        yield Leaf(-1, None, width) if leaf is None else Leaf(*leaf)


def parts(context: Any, line_box: Any) -> list[Measured]:
    """A paragraph's clusters, parted at forced breaks."""
    found = [Measured()]
    counter = iter(range(1_000_000))
    for leaf, style, width in _walk(line_box, counter, _style_width):
        if leaf is None:
            found[-1].add(_edge(width, style), Source(-1, 0, 0), None)
            continue
        number, box = leaf
        if is_formula(box):
            _formula(found[-1], number, box)
            continue
        if box.text == "\n":
            found.append(Measured())
            continue
        _text(found[-1], context, number, box, style)
    return [part for part in found if part.clusters]


def measure_line(context: Any, line: Any) -> Measured:
    """The clusters of a line as WeasyPrint made it, pictures and decorations as objects."""
    found = Measured()
    for leaf, style, width in _walk(line, iter(range(1_000_000)), _used_width):
        if leaf is None:
            found.add(_edge(width, style), Source(-1, 0, 0), None)
        elif is_formula(leaf[1]):
            _formula(found, leaf[0], leaf[1])
        elif not isinstance(leaf[1], boxes.TextBox):
            found.add(Cluster("\ufffc", leaf[1].margin_width(), 0.0, Kind.OBJECT), Source(leaf[0], 0, 0), None)
        else:
            _text(found, context, leaf[0], leaf[1], style)
    return found


def _walk(box: Any, counter: Iterator[int], side_width: Any) -> Iterator[tuple[tuple[int, Any] | None, Any, float]]:
    """Leaves with their numbers and styles; None with a width, and the box's style, for the edge of a decorated inline box."""
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, boxes.InlineBox):
            left, right = side_width(child, "left"), side_width(child, "right")
            if left:
                yield None, child.style, left
            yield from _walk(child, counter, side_width)
            if right:
                yield None, child.style, right
        else:
            yield (next(counter), child), child.style, 0.0


def _edge(width: float, style: Any) -> Cluster:
    """A decoration's edge; it has its type's size, since an opening mark behind it loses its blank (lines.paragraph)."""
    return Cluster("\ufffc", width, style["font_size"], Kind.OBJECT)


def _style_width(box: Any, side: str) -> float:
    """A decoration's width before layout: lengths only, as far as they are known."""
    total = 0.0
    for name in _SIDES:
        value = box.style[name.format(side)]
        value = getattr(value, "value", value)
        total += float(value) if isinstance(value, (int, float)) else 0.0
    return total


def _used_width(box: Any, side: str) -> float:
    return float(sum(getattr(box, name.format(side)) for name in _SIDES))


def _text(found: Measured, context: Any, number: int, box: Any, style: Any) -> None:
    size = style["font_size"]
    if not box.text or not size:
        return
    call = is_call(box)
    known: dict[tuple[str, float], Cluster] = {}
    clusters, sources = [], []
    for offset, text, width in shaping.clusters(box.text, style, context):
        cluster = known.get((text, width))
        if cluster is None:
            kind = Kind.CALL if call else kind_of(text, is_wide(text, width, size))
            cluster = known[text, width] = Cluster(text, width, size, kind)
        clusters.append(cluster)
        sources.append(Source(number, offset, offset + (len(text) if text.isascii() else len(text.encode()))))
    found.clusters += clusters
    found.sources += sources
    found.styles += [style] * len(clusters)


def is_call(box: Any) -> bool:
    """Whether a text is a note's call, or raised like one."""
    raised = box.element is not None and box.element.get("data-raised") is not None
    return raised or (box.element_tag or "").endswith("::footnote-call")


def _formula(found: Measured, number: int, box: Any) -> None:
    """A formula is one letter to its neighbours: a gap between it and hanzi, no mark at a line's start behind it."""
    width = float(box.style["width"].value)
    found.add(Cluster(_FORMULA, width, box.style["font_size"], Kind.WORD), Source(number, 0, 1), box.style)
