"""The page that a repository puts before an article published online first."""

from __future__ import annotations

import pytest

from tests.clean.texts import BODY, cleaned, codes, meta

TOLD = (
    "网络首发：在编辑部工作流程中，稿件从录用到出版要经历录用定稿、排版定稿、整期汇编定稿等阶段。录用定稿指内容已经确定，",
    "且通过同行评议、主编终审同意刊用的稿件。出版确认：网络版纸刊内容一致，视为正式出版。",
)
SAME_LINE = ("题目：渡口的日常", "作者：李明", "收稿日期：2022-11-03", "网络首发日期：2023-04-13")
OWN_LINES = ("题目：", "作者：", "收稿日期：", "网络首发日期：", "渡口的日常", "李明", "2022-11-03", "2023-04-13")
ARTICLE = ("渡口的日常", "李　明", "摘　要：本文考察渡口的日常。", "关键词：渡口；日常", "一、渡口", *BODY)


@pytest.mark.parametrize("said", [SAME_LINE, OWN_LINES])
def test_the_cover_goes_and_its_dates_stay(said: tuple[str, ...]) -> None:
    outcome = cleaned("\n".join(("《江城研究》网络首发论文", *said, *TOLD, *ARTICLE)) + "\n")
    read = meta(outcome)
    assert (read["title"], read["received"], read["published"]) == ("渡口的日常", "2022-11-03", "2023-04-13")
    assert "网络首发" not in outcome.value.text and "录用定稿" not in outcome.value.text
    assert not {code for code in codes(outcome) if code in ("CLN-051", "CLN-052", "CLN-053")}


def test_an_article_about_such_papers_has_no_cover() -> None:
    text = ("论网络首发论文", "李　明", "摘　要：本文考察网络首发论文。", "关键词：首发；论文", "一、首发", *BODY)
    assert meta(cleaned("\n".join(text) + "\n"))["title"] == "论网络首发论文"
