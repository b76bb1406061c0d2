"""Captions: they stand alone, keep the gap behind their number, and a figure's says that a picture is missing."""

from __future__ import annotations

import pytest

from sco_pub.lexicon.captions import is_caption, of_figure


@pytest.mark.parametrize(
    "text",
    ["表1　样本的描述性统计", "图 2-1 机制示意图", "续表3　各地区的产值", "Fig. 3 Trade by year", "图5：历年变化"],
)
def test_a_caption(text: str) -> None:
    assert is_caption(text)


@pytest.mark.parametrize(
    "text", ["表1显示，收入逐年上升。", "图2是各地区的分布", "表明立场", "图书馆学研究", "表1的结果，以及其他"]
)
def test_a_sentence_is_none(text: str) -> None:
    assert not is_caption(text)


def test_only_figures_miss_their_picture() -> None:
    assert of_figure("图1　机制示意图")
    assert not of_figure("表1　样本的描述性统计")
