"""Captions: they stand alone, keep the gap behind their number, and a figure's says that a picture is missing."""

from __future__ import annotations

import pytest

from sco_pub.lexicon.captions import is_caption, of_figure


@pytest.mark.parametrize(
    "text",
    [
        "表1　样本的描述性统计",
        "图 2-1 机制示意图",
        "续表3　各地区的产值",
        "Fig. 3 Trade by year",
        "图5：历年变化",
        "圖 3 各區的產值",
    ],
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


@pytest.mark.parametrize(
    "text",
    [
        "图4　中国诉讼率的变化",
        "图4中国诉讼率的变化",
        "表2　以收入为因变量的回归结果",
        "表3　行为主体的分布",
        "图5中心城市的位置",
        "表6 是否参加培训与收入",
    ],
)
def test_a_noun_with_zhong_or_wei_is_no_verb(text: str) -> None:
    assert is_caption(text)


@pytest.mark.parametrize(
    "text", ["表1中列出的数据", "图2为各省的分布", "图3 为各省的分布", "表4是统计结果", "图5横轴为年份"]
)
def test_a_verb_behind_the_number_makes_a_sentence(text: str) -> None:
    assert not is_caption(text)


def test_an_algorithm_s_caption_is_told_from_a_sentence_about_it() -> None:
    assert is_caption("算法 1　多项式的构建")
    assert is_caption("Algorithm 2. The adjoint method")
    assert not is_caption("算法 1 中利用函数来判断当前路径是否符合服")
