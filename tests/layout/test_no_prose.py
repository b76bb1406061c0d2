"""Formulas and tables of mathematics where the page makes them hard to see; and prose that must stay prose beside them."""

from __future__ import annotations

from sco_pub.model.sheet import Glyph
from sco_pub.model.text import Band
from tests.layout.sheets import PROSE, bar, column, fraction, gathered, sheet, signs, texts, words

LEFT, RIGHT = 40.0, 260.0  # of two columns, 20 hanzi wide


def two_columns(top: float, lines: int) -> list[Glyph]:
    return [*column(LEFT, top, lines), *column(RIGHT, top, lines)]


def test_a_column_of_many_first_lines_has_the_edge_of_the_others() -> None:
    """More lines begin two em in than at the edge; a formula as far in is set off all the same."""
    body = column(LEFT, 640, 9, 40, indents=1)
    body += column(LEFT, 640 - 9 * 16, 8, 40, indents=9)
    formula = signs("g = a + b - c", LEFT + 20, 330, font="Math")
    found = gathered(sheet([*body, *formula, *column(LEFT, 300, 6, 40, indents=1)]))
    assert [region.kind for region in found.regions] == ["formula"]


def test_a_formula_across_both_columns_is_one_region() -> None:
    halves, line = fraction("a + b + c + d + e + f + g + h + k + l + m + n + p + q", "x + y", LEFT + 50, 450)
    formula = [*signs("w =", LEFT + 20, 450, font="Math"), *halves, *signs("+ z", LEFT + 320, 450, font="Math")]
    found = gathered(sheet([*two_columns(640, 10), *formula, *two_columns(400, 10)], [line]))
    (region,) = found.regions
    assert sorted(words(found, region)[0], key=len)[:3] == ["w =", "+ z", "x + y"]


def test_formulas_that_fill_a_column_are_told_line_by_line() -> None:
    """Together they are taller than any formula is."""
    made = [fraction("a + b", f"c + {n}", LEFT + 60, 430 - 28 * n) for n in range(8)]
    formulas = [glyph for halves, _ in made for glyph in halves]
    formulas += [glyph for n in range(8) for glyph in signs("q =", LEFT + 30, 430 - 28 * n, font="Math")]
    found = gathered(sheet([*two_columns(640, 12), *formulas, *column(RIGHT, 440, 15)], [line for _, line in made]))
    assert [region.kind for region in found.regions] == ["formula"] * 8


def test_a_formula_that_ends_in_an_operator_goes_on_in_the_next_line() -> None:
    first = signs("F = q(p - c + k) - h -", LEFT + 20, 420, font="Math")
    second = [*signs("m(q - k)", LEFT + 80, 400, font="Math"), *signs("(3)", LEFT + 385, 400)]
    found = gathered(sheet([*column(LEFT, 640, 12, 40), *first, *second, *column(LEFT, 370, 12, 40)]))
    (region,) = found.regions
    assert words(found, region) == (["F = q(p - c + k) - h -", "m(q - k)"], ["(3)"])


def test_a_page_of_formulas_has_the_columns_of_the_page_before() -> None:
    """Three lines a column show no gutter; they must not be read across it."""
    formulas = [
        glyph for n in range(8) for glyph in signs(f"y = a + b + c + {n}", LEFT + 20, 600 - 40 * n, font="Math")
    ]
    last = [*column(LEFT, 250, 3, indents=9), *column(RIGHT, 250, 3, indents=9)]
    found = gathered(sheet(two_columns(640, 30)), sheet([*formulas, *last], number=2))
    assert texts(found)[-6:] == [PROSE[:18], PROSE[1:21], PROSE[2:22]] * 2


def test_a_table_of_fractions_is_kept_as_a_picture_with_its_caption_and_note() -> None:
    made = [fraction("a + b", "c - d", x, 440 - 24 * n, 8) for n in range(3) for x in (160.0, 300.0)]
    grid = [bar(LEFT, 440, y) for y in (458, 434, 410, 382)]
    cells = [glyph for halves, _ in made for glyph in halves]
    cells += [glyph for n in range(3) for glyph in signs(f"x > {n}", 60, 440 - 24 * n, 8)]
    caption = signs("表1　最优决策", 200, 466, 8)
    halves, line = fraction("k", "m + n", LEFT + 70, 368, 8)
    note = [*signs("注：Exp =", LEFT, 368, 8), *halves]
    rules = [*grid, *(each for _, each in made), line]
    found = gathered(sheet([*column(LEFT, 640, 10, 40), *caption, *cells, *note, *column(LEFT, 340, 10, 40)], rules))
    (region,) = found.regions
    inside, told = words(found, region)
    assert (region.kind, told) == ("table", ["表1　最优决策"])
    assert "注：Exp =" in "".join(inside)
    assert found.tables == []


def test_a_table_of_figures_stays_a_table() -> None:
    grid = [bar(LEFT, 440, y) for y in (458, 442, 390)]
    cells = [
        glyph for n in range(4) for x in (60.0, 200.0, 340.0) for glyph in signs(f"{n}.{x:.0f}", x, 446 - 16 * n, 8)
    ]
    caption = signs("表1　统计结果", 200, 466, 8)
    found = gathered(sheet([*column(LEFT, 640, 10, 40), *caption, *cells, *column(LEFT, 360, 10, 40)], grid))
    assert found.regions == []
    assert len(found.tables) == 1


def test_a_power_in_a_table_s_cell_stays_a_power() -> None:
    grid = [bar(LEFT, 440, y) for y in (458, 442, 390)]
    cells = [glyph for n in range(4) for x in (60.0, 200.0, 340.0) for glyph in signs(f"{n}.5", x, 446 - 16 * n, 8)]
    power = [
        *signs("×10", 212, 430, 8),
        *signs("-3", 224, 433.5, 5),
        *signs("H", 72, 430, 8),
        *signs("2", 76, 428.5, 5),
    ]
    found = gathered(sheet([*column(LEFT, 640, 10, 40), *cells, *power, *column(LEFT, 360, 10, 40)], grid))
    (table,) = found.tables
    assert table.rows[1] == ("1.5H₂", "1.5×10⁻³", "1.5")


def test_lines_of_text_under_a_table_at_the_page_s_end_are_no_foot() -> None:
    grid = [bar(LEFT, 460, y) for y in (200, 184, 130)]
    cells = [glyph for n in range(4) for x in (60.0, 200.0, 340.0) for glyph in signs(f"{n}.5", x, 188 - 16 * n, 8)]
    found = gathered(sheet([*two_columns(640, 24), *cells, *two_columns(90, 3)], grid))
    assert texts(found)[-6:] == [PROSE[:18], PROSE[1:21], PROSE[2:22]] * 2
    assert {line.geometry.band for line in found.lines[-6:] if line.geometry} == {Band.TEXT}


def test_two_heads_that_touch_are_two_cells() -> None:
    grid = [bar(LEFT, 440, y) for y in (458, 442, 390)]
    head = [
        *signs("参数", 60, 446, 8),
        *signs("甲组患者（n=30）乙组的正常人（n=30）", 160, 446, 8),
        *signs("P", 400, 446, 8),
    ]
    body = [
        glyph
        for n in range(3)
        for x, word in ((60, "年龄"), (184, "243.3"), (244, "146.2"), (396, "0.01"))
        for glyph in signs(word, x, 430 - 16 * n, 8)
    ]
    caption = signs("表1　统计结果", 200, 466, 8)
    found = gathered(sheet([*column(LEFT, 640, 10, 40), *caption, *head, *body, *column(LEFT, 360, 10, 40)], grid))
    (table,) = found.tables
    assert table.rows[0] == ("参数", "甲组患者（n=30）", "乙组的正常人（n=30）", "P")
    assert table.rows[1] == ("年龄", "243.3", "146.2", "0.01")


def test_cells_broken_over_lines_in_the_middle_of_their_rows_are_one_row() -> None:
    """Where a cell has two lines the row's others stand between them."""
    grid = [bar(LEFT, 440, y) for y in (458, 442, 340)]
    head = [glyph for x, word in ((60, "来源"), (200, "标准"), (340, "得分")) for glyph in signs(word, x, 446, 8)]
    body = []
    for n in range(3):
        top = 430 - 32 * n
        body += [
            *signs(f"电影{n}", 60, top - 7, 8),
            *signs("字幕与", 200, top, 8),
            *signs("音频一致", 200, top - 14, 8),
        ]
        body += signs(f"{n + 17}", 340, top - 7, 8)
    caption = signs("表1　评测结果", 200, 466, 8)
    found = gathered(sheet([*column(LEFT, 640, 10, 40), *caption, *head, *body, *column(LEFT, 310, 10, 40)], grid))
    (table,) = found.tables
    assert table.rows == (("来源", "标准", "得分"), *((f"电影{n}", "字幕与音频一致", f"{n + 17}") for n in range(3)))


def test_a_formula_whose_equals_sign_is_a_private_point_is_one() -> None:
    formula = signs("R \uf03d P(X)A", LEFT + 178, 456, font="Times-Italic")
    found = gathered(sheet([*column(LEFT, 640, 11, 40), *formula, *column(LEFT, 430, 12, 40)]))
    assert [region.kind for region in found.regions] == ["formula"]
