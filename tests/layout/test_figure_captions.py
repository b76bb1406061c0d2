"""Where a figure's caption ends and the text goes on."""

from __future__ import annotations

from dataclasses import replace

from sco_pub.model.sheet import Box
from tests.layout.sheets import bar, column, gathered, sheet, signs, words

LEFT = 60.0
PATHS = [Box(LEFT + 40 + 12 * n, 420 + 6 * n, LEFT + 50 + 12 * n, 426 + 6 * n) for n in range(12)]


def read(caption_size: float, below: float) -> list[str]:
    """The caption of a figure on a page that an engine read, whose sizes are estimates: the text goes on in ``below``."""
    caption = signs("图1　合作机制的框架", LEFT + 60, 400, caption_size)
    text = [*column(LEFT, 640, 10), *caption, *column(LEFT, 400 - 1.5 * below, 12, size=below, indents=12)]
    found = gathered(replace(sheet(text, [bar(LEFT + 40, LEFT + 170, 418)], paths=PATHS), picture=True))
    (region,) = found.regions
    return words(found, region)[1]


def test_the_text_below_a_scanned_figure_is_no_part_of_its_caption() -> None:
    assert read(9.0, 10.0) == ["图1　合作机制的框架"]


def test_a_caption_of_several_lines_is_whole() -> None:
    caption = [*signs("图1　合作机制的框架与各国", LEFT + 40, 400, 8.5), *signs("在其中的地位", LEFT + 60, 387, 8.6)]
    text = [*column(LEFT, 640, 10), *caption, *column(LEFT, 350, 10)]
    found = gathered(replace(sheet(text, [bar(LEFT + 40, LEFT + 170, 418)], paths=PATHS), picture=True))
    (region,) = found.regions
    assert words(found, region)[1] == ["图1　合作机制的框架与各国", "在其中的地位"]
