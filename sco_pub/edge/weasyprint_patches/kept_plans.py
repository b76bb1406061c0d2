"""Take a paragraph's boxes, give what was measured of it and how it was broken when it was set before: from the store.

Strategy.  Shaping a paragraph, finding where it may be broken and searching for its breaks takes a third of a PDF's time,
and depends on little: its texts with their type, the languages, the measure, and this code.  Those are the key; after one
corrected sentence one paragraph is planned anew.  An entry has the clusters as a table and a list of places in it (a
paragraph of a thousand clusters has sixty that differ), where a break is allowed, every chain of lines that was searched
for, those that pages wished included (lines.breaking), and the gaps of every line that was set, so that of a paragraph that is
set as before no items are made (lines.paragraph).  Numbers are written so that they come back exactly: a file is the same bytes
with the store as without.

Short paragraphs aren't kept: they are planned as fast as an entry is read.  An entry that can't be read, or that isn't of these
texts, counts as none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import accumulate, groupby, repeat
from typing import Any, NamedTuple

from weasyprint.text.line_break import _font_style_cache_key

from sco_pub.edge import kept
from sco_pub.edge.weasyprint_patches import measuring
from sco_pub.edge.weasyprint_patches.measuring import Leaf, Measured, Opportunities, Source
from sco_pub.typeset.lines.breaking import Chain, Wish
from sco_pub.typeset.lines.classes import Cluster, Kind
from sco_pub.typeset.lines.fitting import Fit

_LEAST = 150  # clusters: of fewer, nothing is kept
_MODULE = "sco_pub.edge.weasyprint_patches.plans"  # whose code, with all it uses, an entry depends on
_LIBRARIES = ("weasyprint", "pyphen")
_TYPE = (
    "font_size", "font_kerning", "letter_spacing", "word_spacing", "white_space", "overflow_wrap",
    "hyphens", "hyphenate_limit_chars", "hyphenate_character",
)  # fmt: skip


class Line(NamedTuple):
    """What a line's gaps depend on besides its paragraph: whether it is tracked, the items ``first`` to ``stop``, its hyphen's
    width, its measure, and whether it may grow."""

    tracked: bool
    first: int
    stop: int
    tail: float
    measure: float
    grow: bool


@dataclass(slots=True)
class Found:
    """What is known of a paragraph: the chain that each wish leads to, the ratio of the loosest line of those that end at such
    items, from an item on, and its lines as they were set."""

    chains: dict[Wish, Chain | None] = field(default_factory=dict)
    loosest: dict[tuple[tuple[int, ...], int], float] = field(default_factory=dict)
    fits: dict[Line, Fit] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many things that is."""
        return len(self.chains) + len(self.loosest) + len(self.fits)


class Known(NamedTuple):
    """A paragraph's parts as they were kept, each with what is known of it; ``key``: that of its entry."""

    key: str
    parts: tuple[tuple[Measured, Found], ...] = ()


def find(line_box: Any, frame: Sequence[Any]) -> Known | None:
    """What is kept of a paragraph in its frame, no parts where nothing is; None for one that isn't kept."""
    leaves = list(measuring.leaves(line_box))
    if sum(len(leaf.box.text) for leaf in leaves if leaf.is_text) < _LEAST:
        return None
    shelf = kept.shelf(_MODULE, _LIBRARIES)
    if shelf is None:
        return None
    key = shelf.key([*frame, *map(_content, leaves)])
    with suppress(ValueError, TypeError, KeyError, IndexError, AttributeError):
        rows = shelf.get(key)
        if rows is not None:
            return Known(key, tuple(_part(row, leaves) for row in rows))
    return Known(key)


def keep(key: str, parts: Sequence[tuple[Measured, Found]]) -> None:
    """Put a paragraph into the store."""
    shelf = kept.shelf(_MODULE, _LIBRARIES)
    if shelf is not None and all(map(_regular, parts)):
        shelf.put(key, [_row(measured, found) for measured, found in parts])


def _content(leaf: Leaf) -> list[Any]:
    """All that a leaf's measures depend on, as JSON can hold it."""
    if leaf.box is None:
        return [leaf.width]
    style = leaf.box.style
    if not leaf.is_text:
        return [float(style["width"].value) if measuring.is_formula(leaf.box) else "", style["font_size"]]
    return [
        leaf.box.text,
        measuring.is_call(leaf.box),
        _font_style_cache_key(style),
        *(str(style[name]) for name in _TYPE),
    ]


def _regular(part: tuple[Measured, Found]) -> bool:
    """Whether the places of its clusters follow from their texts."""
    return all(
        leaf < 0 or [source.start for source in sources] == _starts(texts) for leaf, texts, sources in _runs(part[0])
    )


def _runs(measured: Measured) -> Iterator[tuple[int, list[str], list[Source]]]:
    """The clusters' texts and sources by their leaf."""
    pairs = zip(measured.clusters, measured.sources, strict=True)
    for leaf, run in groupby(pairs, key=lambda pair: pair[1].leaf):
        found = list(run)
        yield leaf, [cluster.text for cluster, _ in found], [source for _, source in found]


def _starts(texts: Sequence[str]) -> list[int]:
    return [0, *accumulate(len(text.encode()) for text in texts[:-1])]


def _row(measured: Measured, known: Found) -> dict[str, Any]:
    table = {cluster: number for number, cluster in enumerate(dict.fromkeys(measured.clusters))}
    breaks = measured.opportunities()
    return {
        "table": list(table),
        "cells": [table[cluster] for cluster in measured.clusters],
        "leaves": [[leaf, len(texts)] for leaf, texts, _ in _runs(measured)],
        "breaks": [
            sorted(breaks.breakable),
            sorted(breaks.forbidden),
            sorted(breaks.hyphens.items()),
            sorted(breaks.dear.items()),
        ],
        "chains": [
            [
                [wish.prefix, wish.undivided, wish.lines, wish.loosest, wish.tracked],
                None if chain is None else [chain.ends, chain.cost],
            ]
            for wish, chain in known.chains.items()
        ],
        "loosest": [[*asked, ratio] for asked, ratio in known.loosest.items()],
        "fits": [
            [*line, *_numbered(fit.gaps), fit.shift, fit.width, fit.ratio, fit.blank]
            for line, fit in known.fits.items()
        ],
    }


def _numbered(gaps: Sequence[float]) -> tuple[list[float], list[int]]:
    """The gaps that differ, and for each gap its place among them."""
    table = {gap: number for number, gap in enumerate(dict.fromkeys(gaps))}
    return list(table), [table[gap] for gap in gaps]


def _part(row: Mapping[str, Any], leaves: Sequence[Leaf]) -> tuple[Measured, Found]:
    """What ``_row`` wrote; ValueError where it isn't of these leaves."""
    boxes = {leaf.number: leaf for leaf in leaves if leaf.box is not None}
    table = [Cluster(text, width, size, Kind(kind)) for text, width, size, kind in row["table"]]
    lengths, cells, measured = [len(cluster.text.encode()) for cluster in table], row["cells"], Measured()
    measured.clusters = [table[cell] for cell in cells]
    position = 0
    for number, count in row["leaves"]:
        run = cells[position : position + count]
        position += count
        if number < 0:
            measured.sources += [Source(-1, 0, 0)] * count
            measured.styles += [None] * count
            continue
        leaf, ends = boxes[number], list(accumulate(lengths[cell] for cell in run))
        if leaf.is_text and "".join(table[cell].text for cell in run) != leaf.box.text:
            raise ValueError("another text")
        measured.sources += map(Source._make, zip(repeat(number), [0, *ends[:-1]], ends, strict=False))
        measured.styles += [leaf.box.style] * count
    breakable, forbidden, hyphens, dear = row["breaks"]
    measured.known = Opportunities(frozenset(breakable), frozenset(forbidden), dict(hyphens), dict(dear))
    chains = {_wish(*wish): _chain(found) for wish, found in row["chains"]}
    loosest = {(tuple(ends), first): ratio for ends, first, ratio in row["loosest"]}
    return measured, Found(chains, loosest, dict(_set(*line) for line in row["fits"]))


def _wish(prefix: Sequence[int], undivided: int, lines: int, loosest: float, tracked: bool) -> Wish:
    return Wish(tuple(prefix), undivided, lines, loosest, tracked)


def _set(*row: Any) -> tuple[Line, Fit]:
    line, (table, cells, shift, width, ratio, blank) = Line(*row[:6]), row[6:]
    return line, Fit(shift, tuple([table[cell] for cell in cells]), width, ratio, blank)


def _chain(found: Sequence[Any] | None) -> Chain | None:
    return None if found is None else Chain(tuple(found[0]), found[1])
