"""An edition's headings go down one level at a time, whatever its master wrote."""

from __future__ import annotations

import pytest

from sco_pub.typeset.heading_levels import without_gaps
from tests.typeset.editions import edition


@pytest.mark.parametrize(
    ("written", "set_as"),
    [([1, 2, 3, 2, 1], [1, 2, 3, 2, 1]), ([3, 3, 1, 2], [1, 1, 1, 2]), ([1, 4, 4, 2, 5], [1, 2, 2, 2, 3]), ([2], [1])],
)
def test_no_level_is_passed_over(written: list[int], set_as: list[int]) -> None:
    text = "".join(f"{'#' * level} 第{n}节\n\n文字。\n\n" for n, level in enumerate(written))
    made = without_gaps(edition(text)).document.blocks
    assert [block["c"][0] for block in made if block["t"] == "Header"] == set_as
