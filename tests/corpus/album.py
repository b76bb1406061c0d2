"""Take the name of a leaf, give one or two pages sign by sign, and what stands on them: its lines in order, tables, regions.

``tables-3``: the kind of page (tests.corpus.album_pages) and the seed.  The pages are sheets (sco_pub.model.sheet), as a PDF's reader
gives them, so that no program that sets pages stands between.
"""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from itertools import zip_longest
from random import Random

from sco_pub.layout.page import Gathered, add_sheet
from sco_pub.layout.spreads import pages_of
from sco_pub.layout.vertical_text import laid_down
from sco_pub.model.text import Band, RawLine
from tests.corpus.album_pages import KINDS, Leaf

SEEDS = 12  # of each kind


def names(seeds: int = SEEDS) -> list[str]:
    return [f"{kind}-{seed}" for kind in KINDS for seed in range(1, seeds + 1)]


def leaf(name: str) -> Leaf:
    kind, _, seed = name.rpartition("-")
    return KINDS[kind](Random(f"{kind} {seed}"))


def laid_out(leaf: Leaf) -> Gathered:
    """What the layout makes of the leaf, as the reader of PDFs calls it."""
    out = Gathered([], [], [], [])
    for sheet in leaf.sheets:
        for one in pages_of(laid_down(replace(sheet, number=len(out.pages) + 1))):
            add_sheet(out, one)
    return out


def faults(leaf: Leaf, found: Gathered) -> dict[str, int]:
    """How many lines are missing, foreign or out of order, how many of the others in a wrong band, and tables and regions that differ."""
    inside = {n for region in found.regions for n in range(region.first_line, region.text_line)}
    made = [(_band(line), _closed(line.text)) for n, line in enumerate(found.lines) if n not in inside]
    wanted = [(band, _closed(text)) for band, text in leaf.lines]
    same = SequenceMatcher(
        None, [text for _, text in wanted], [text for _, text in made], autojunk=False
    ).get_matching_blocks()
    pairs = [(wanted[m.a + n], made[m.b + n]) for m in same for n in range(m.size)]
    return {
        "lines": max(len(wanted), len(made)) - len(pairs),
        "bands": sum(a[0] is not b[0] for a, b in pairs),
        "tables": sum(a != b for a, b in zip_longest(leaf.tables, (table.rows for table in found.tables))),
        "regions": sum(a != b for a, b in zip_longest(leaf.regions, (region.kind for region in found.regions))),
    }


def _band(line: RawLine) -> Band:
    return line.geometry.band if line.geometry else Band.TEXT


def _closed(text: str) -> str:
    return "".join(text.split())
