"""Publishers' lines are left out; what only has a word of theirs is text."""

from __future__ import annotations

import pytest

from sco_pub.model.text import Role
from tests.clean.printed_pages import TEXT, cleaned_page
from tests.clean.texts import cleaned, of
from tests.corpus.subjects import clean, generated

ABOVE = "考虑一个两期模型。在第一期，消费者以价格购买面值为一的预付卡；他在第"
BELOW = "二期使用它的条件为使用率足够高，这在观察上等价，但在福利含义上截然相反。"


def lines_kept(line: str) -> bool:
    blocks = cleaned(
        "\n".join(["论预付卡", "王小明", "摘要：本文讨论余额。", "关键词：余额", ABOVE, line, BELOW])
    ).value.blocks
    return any(line[:8] in block.text.replace("（", "(").replace("）", ")") for block in blocks)


@pytest.mark.parametrize(
    "line",
    [
        "依《巴黎协定》第二条第一款(c)项，资金流动应当符合低排放的发展路径；",
        "所用的目录见其数据库的首页，网址为http://www.cnki.net",
        "该栏页脚所印的字样是英文的All rights reserved",
    ],
)
def test_a_line_of_the_text_stays(line: str) -> None:
    assert lines_kept(line)


@pytest.mark.parametrize(
    "line",
    [
        "(C)1994-2023 China Academic Journal Electronic Publishing House. All rights reserved.  http://www.cnki.net",
        "©2021 中国学术期刊（光盘版）电子杂志社有限公司 版权所有",
        "万方数据",
        "©2022 中国某某语言学大会",
        "根据《Creative Commons Attribution 4.0 International License》许可出版",
    ],
)
def test_a_publisher_s_line_goes(line: str) -> None:
    assert not lines_kept(line)


def test_a_line_inside_a_page_that_names_data_bases_in_a_sentence_is_text() -> None:
    torn = (
        "对此，我们在三年里先后查阅，<br>本文数据来源于中国知网（CNKI）、万方数据<br>数据库平台检索，得到的文献很少。"
    )
    outcome = cleaned_page(f"<h1>跨界河流的水量分配</h1><p class=mid>李　明</p>{TEXT}<p>{torn}</p>{TEXT}")
    assert any("中国知网（CNKI）、万方数据" in text for text in of(outcome, Role.PARAGRAPH))


def test_a_mark_whose_note_is_lost_is_no_running_head() -> None:
    text = clean(generated("12110")).text
    heads = {change.before.strip() for change in text.ledger.changes if change.rule == "running-head"}
    assert "[2]" not in heads
