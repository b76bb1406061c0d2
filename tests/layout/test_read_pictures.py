"""What only the page's picture says on a page that an engine read: figures of fine strokes, grids whose columns it couldn't see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sco_pub.layout.page import Gathered
from sco_pub.model.sheet import Glyph, Rule
from tests.layout.sheets import bar, column, gathered, sheet, signs, words

LEFT, RIGHT = 60.0, 320.0
CAPTION = signs("图1　义项的层次", LEFT + 60, 400, 9.0)


def read(text: Sequence[Glyph], rules: Sequence[Rule] = (), *, picture: bool = True) -> Gathered:
    return gathered(replace(sheet(text, rules), picture=picture))


def tree(x: float) -> list[Glyph]:
    """Labels that step to the right as those of a tree do, whose strokes were too fine to be seen."""
    return [
        glyph
        for n, label in enumerate(("事件", "静态", "关系", "是非"))
        for glyph in signs(label, x + 9 * n, 454 - 11 * n)
    ]


def test_labels_above_a_caption_are_its_figure_though_no_stroke_was_seen() -> None:
    found = read([*column(LEFT, 640, 10), *tree(LEFT + 60), *CAPTION, *column(LEFT, 370, 10)])
    (region,) = found.regions
    assert words(found, region) == (["事件", "静态", "关系", "是非"], ["图1　义项的层次"])


def test_a_text_layer_shows_its_strokes_so_that_words_alone_are_no_figure() -> None:
    assert not read([*column(LEFT, 640, 10), *tree(LEFT + 60), *CAPTION, *column(LEFT, 370, 10)], picture=False).regions


def test_a_heading_above_the_labels_stays_in_the_text() -> None:
    heading = signs("2.1　层次的划分", LEFT, 472)
    found = read([*column(LEFT, 640, 9), *heading, *tree(LEFT + 60), *CAPTION, *column(LEFT, 370, 10)])
    (region,) = found.regions
    assert "2.1　层次的划分" not in words(found, region)[0]
    assert "2.1　层次的划分" in [line.text for line in found.lines]


def grid(cells: Sequence[str]) -> Gathered:
    """A page with a captioned table of three rules, five rows, a row's ``cells`` far apart."""
    caption = signs("表1　各站的读数", LEFT + 80, 462, 9.0)
    rows = [
        glyph
        for y in (440, 424, 412, 400, 388)
        for x, cell in zip((LEFT + 5, LEFT + 80, LEFT + 170), cells, strict=True)
        for glyph in signs(cell, x, y, 9.0)
    ]
    rules = [bar(LEFT, RIGHT, y) for y in (452, 434, 380)]
    return read([*column(LEFT, 640, 10, 26), *caption, *rows, *column(LEFT, 350, 10, 26)], rules)


def test_a_grid_whose_figures_run_together_is_kept_as_a_picture_with_its_caption() -> None:
    found = grid(["甲", "17 16 15", "14 13 12"])
    (region,) = found.regions
    assert (region.kind, words(found, region)[1], found.tables) == ("table", ["表1　各站的读数"], [])


def test_a_table_with_a_figure_in_each_cell_is_one_though_thousands_are_parted_by_a_blank() -> None:
    found = grid(["甲", "17", "23 837"])
    assert not found.regions
    assert [len(table.rows[0]) for table in found.tables] == [3]
