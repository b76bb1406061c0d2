"""Tables in a plain text layer: rows of figures below a caption."""

from __future__ import annotations

import pytest

from sco_pub.clean import cleaning
from sco_pub.clean.blocks import tables
from sco_pub.edge.rawtext import from_bytes
from sco_pub.structure import master
from tests.clean.printed_pages import TEXT, cleaned_page

P = "国际秩序的变动要求各国重新审视区域合作的机制，也要求学者说明其中的道理，而不是只看一时的得失。"
Q = "市场的扩大使分工更细，分工更细又使每一个行业的产出增加，这一过程在各国先后出现，并没有例外。"


def wrapped(text: str) -> list[str]:
    return [f"　　{text}"[n : n + 34] for n in range(0, len(text) + 2, 34)]


def markdown(*table: str) -> str:
    front = ["区域合作的机制研究", "张三", f"摘要：{P}", "关键词：区域；合作", "一、引言"]
    lines = [*front, *wrapped(P + Q), *wrapped(Q + P), *table, *wrapped(Q + P), "二、结论", *wrapped(P + Q)]
    cleaned = cleaning.clean(from_bytes("\n".join(lines).encode(), "a.txt").value)
    assert not cleaned.errors
    return master.structure(cleaned.value).value.markdown


def test_rows_with_as_many_cells_are_a_table_and_no_cells_are_closed_up() -> None:
    made = markdown("表1　各地区的产值", "指标 1992年 2003年 2016年", "东部 795 810 832", "中部 846 851 867")
    assert "\n| 指标 | 1992年 | 2003年 | 2016年 |\n|---|---|---|---|\n| 东部 | 795 | 810 | 832 |\n" in made


def test_rows_whose_cells_don_t_tell_themselves_stay_lines() -> None:
    made = markdown("表1　各地区的产值", "地区　产值　增速", "东部地区　795　1.4", "中部地区　846　1.2　估计")
    assert "|---" not in made
    assert "东部地区　795　1.4" in made


def test_two_rows_below_a_caption_are_the_fewest() -> None:
    rows = ["东部 795 810 832", "中部 846 851 867"]
    assert tables._rows([*rows, "由上表可见各地区的差别。"]) == 2
    assert tables._rows([rows[0], "由上表可见各地区的差别。"]) == 0


def test_heads_of_the_columns_count_as_rows_when_rows_follow() -> None:
    assert tables._rows(["地区 产值 增速", "东部 795 1.4", "中部 846 1.2", "由上表可见各地区的差别。"]) == 3


@pytest.mark.parametrize(
    ("cell", "set_as"),
    [
        ("1. 264∗∗∗(0. 236)", "1.264∗∗∗(0.236)"),
        ("-0. 044**", "-0.044**"),
        ("95. 2%", "95.2%"),
        ("3. 2. 1", "3. 2. 1"),
    ],
)
def test_a_cell_of_figures_has_its_decimals_closed_up(cell: str, set_as: str) -> None:
    assert tables._set(cell) == set_as


def test_a_head_over_several_columns_of_a_framed_table_stays_whole_and_cells_that_touch_are_parted() -> None:
    style = "table { border-collapse: collapse; width: 100% } td { border: 0.5pt solid; padding: 0; text-align: center; width: 25% }"
    rows = [
        ("水位(一)", "1. 26***(0. 24)", "1. 70***(0. 25)", "1. 91***(0. 26)"),
        ("水量(二)", "720", "721", "722"),
    ] * 2
    drawn = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    head = (
        "<tr><td colspan=4>被解释变量：渡口的年收入</td></tr><tr><td>变量</td><td>(1)</td><td>(2)</td><td>(3)</td></tr>"
    )
    text = cleaned_page(
        f"<h1>渡口的账簿</h1><p class=mid>李明</p>{TEXT}<p class=mid>表1　渡口的收入</p><table>{head}{drawn}</table>{TEXT}",
        style,
    )
    (table,) = [block for block in text.value.blocks if block.rows]
    assert [cell for cell in table.rows[0] if cell] == ["被解释变量：渡口的年收入"]
    assert table.rows[2] == ("水位（一）", "1.26***(0.24)", "1.70***(0.25)", "1.91***(0.26)")
