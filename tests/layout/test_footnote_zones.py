"""Note zones: what stands at a column's foot under its rule, and how its first line begins."""

from __future__ import annotations

import pytest

from sco_pub.model.text import Band
from tests.layout.sheets import bar, column, gathered, sheet, signs

TABLE = [
    glyph for n in range(30) for glyph in (*signs("农民", 60, 560 - 10 * n, 7), *signs("40.46", 200, 560 - 10 * n, 7))
]


@pytest.mark.parametrize("mark", ["1.", "16．", "2、", "③", "[1]", "1 "])
def test_notes_no_smaller_than_the_table_above_them_are_known_by_their_rule_and_mark(mark: str) -> None:
    text = column(60, 640, 4)
    note = [*signs(f"{mark}这一比例不含支流的水量", 60, 200, 7), *signs("也不含地下水", 60, 188, 7)]
    found = gathered(sheet([*text, *TABLE, *note], [bar(60, 110, 214)]))
    assert [line.text for line in found.lines if line.geometry and line.geometry.band is Band.NOTES] == [
        f"{mark}这一比例不含支流的水量",
        "也不含地下水",
    ]


def test_a_figure_with_a_decimal_below_a_rule_begins_no_note() -> None:
    found = gathered(sheet([*column(60, 640, 20), *signs("1.5倍的水量", 60, 200)], [bar(60, 110, 214)]))
    assert not any(line.geometry and line.geometry.band is Band.NOTES for line in found.lines)


def test_a_column_that_holds_nothing_but_notes_below_their_rule_is_a_note_zone() -> None:
    """On a first page the text of the left column is so short that the notes fill the right one."""
    head = column(60, 700, 6, 42)
    left = column(60, 500, 8)
    notes = [*signs("①这一比例不含支流的水量", 280, 500, 7)]
    notes += [
        glyph
        for n in range(1, 6)
        for glyph in signs("也不含地下水，渡口研究所所附的记录与此不同", 280, 500 - 12 * n, 7)
    ]
    found = gathered(sheet([*head, *left, *notes], [bar(280, 350, 514)]))
    zone = [line.text for line in found.lines if line.geometry and line.geometry.band is Band.NOTES]
    assert len(zone) == 6
    assert zone[0].startswith("①")


def test_below_a_first_page_s_fields_a_note_needs_no_white_above_it() -> None:
    text = column(60, 700, 30, 30)
    fields = [*signs("［收稿日期］2020-01-17", 60, 204), *signs("［基金项目］渡口研究所的河流项目", 60, 188)]
    note = [*signs("①这一比例不含支流的水量", 60, 173, 7), *signs("也不含地下水", 60, 161, 7)]
    found = gathered(sheet([*text, *fields, *note], [bar(60, 360, 222)]))
    zone = [line.text for line in found.lines if line.geometry and line.geometry.band is Band.NOTES]
    assert zone == ["①这一比例不含支流的水量", "也不含地下水"]


def test_the_name_that_a_data_base_stamps_over_the_notes_hides_no_note_zone() -> None:
    """It is larger than the notes, and stands between two of their lines."""
    text = [*column(60, 640, 20), *column(280, 640, 26)]
    fields = [*signs("收稿日期：2020-01-17", 60, 220, 7), *signs("也不含地下水", 60, 208, 7)]
    stamp = signs("万方数据", 80, 214, 9)
    found = gathered(sheet([*text, *fields, *stamp], [bar(60, 110, 234)]))
    zone = [line.text for line in found.lines if line.geometry and line.geometry.band is Band.NOTES]
    assert zone == ["收稿日期：2020-01-17", "也不含地下水"]
