"""The album's pages: what the layout makes of them is what stands on them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sco_pub.model.text import Band
from tests.corpus import album

# What is set large at the head of a first page counts as its head: by white alone it can't be told from one, and the title's finder asks for it there.
_TITLES = ("two-columns", "titles")


@pytest.mark.parametrize("name", album.names())
def test_lines_tables_and_regions_are_read_as_they_stand(name: str) -> None:
    leaf = album.leaf(name)
    wrong = {key for key, count in album.faults(leaf, album.laid_out(leaf)).items() if count}
    assert wrong <= ({"bands"} if name.startswith(_TITLES) else set())


def test_a_leaf_is_the_same_each_time() -> None:
    assert album.leaf("tables-1") == album.leaf("tables-1") != album.leaf("tables-2")


def test_what_is_missing_foreign_or_elsewhere_counts() -> None:
    leaf = album.leaf("mixed-1")
    found = album.laid_out(leaf)
    (band, text), *others = leaf.lines
    assert album.faults(replace(leaf, lines=(*others, (band, text))), found)["lines"] == 1
    assert album.faults(replace(leaf, lines=((band, text), (band, "别处的话"), *others)), found)["lines"] == 1
    assert album.faults(replace(leaf, lines=((Band.FOOT, text), *others)), found)["bands"] == 1
    assert album.faults(replace(leaf, tables=()), found)["tables"] == 1
    assert album.faults(replace(leaf, regions=("formula",)), found)["regions"] == 1
