"""A running head's words: a journal's name and issue in any order, or the title with what stands beside it."""

from random import Random

import pytest

from sco_pub.clean.furniture import find_pages
from sco_pub.clean.lines import features, lines
from sco_pub.lexicon import mastheads
from tests.clean.texts import raw

TITLES = mastheads.titles(["边境贸易与区域合作的制度供给", "——基于口岸城市的考察", "张三　李四", "摘要：略"])


@pytest.mark.parametrize(
    "line",
    [
        "远东研究 2018年第3期",
        "远东研究2018年第3期",
        "2018年第3期",
        "12 远东研究 2018 年第 3 期",
        "· 12 ·　　　　远东研究　　　2018年",
        "第31卷　第4期　　　　某某大学学报（社会科学版）　　　　Vol. 31 No. 4",
        "2018.3 总第205期",
        "远东研究　2018. 3.",
        "2018年6月　　　　　　　　远东研究　　　　　　　　第3期",
        "2019年第2期 总第123期 当代法学",
        "JOURNAL OF X UNIVERSITY Vol. 3, No. 2 June 2019",
        "２０１８年第３期　总第２０５期",
        "22 （总 406）",
        "2872 Journal of Software 软件学报 Vol.33, No.8, August 2022",
        "· 186 · 中华胰腺病杂志 2021 年 6 月第 21 卷第 3 期 Chin J Pancreatol, June 2021, Vol. 21, No. 3",
    ],
)
def test_a_journals_name_and_issue_are_a_masthead(line: str) -> None:
    assert mastheads.is_masthead(line)


@pytest.mark.parametrize(
    "line",
    [
        "1956年",
        "2005年6月",
        "第一卷　总论",
        "第3期样本的分布情况",
        "研究》2018年第3期",
        "2018年第3期。",
        "第一期工程于2018年完工",
        "管理世界，2018年第3期",
        "1978年第一次会议",
        "2018年的区域合作研究",
        "三、2018年研究",
        "2010年 2011年 2012年",
        "样本期 12 36",
        "指标 1992年 2003年 2016年",
        "国家　2019年　2020年",
        "世界　2019 年　2020 年",
        "类别　第1卷　第2卷",
        "年份 2010 2015 2020",
    ],
)
def test_a_sentence_a_heading_a_reference_or_a_tables_row_is_none(line: str) -> None:
    assert not mastheads.is_masthead(line)


@pytest.mark.parametrize(
    "line",
    [
        "边境贸易与区域合作的制度供给",
        "12　　边境贸易与区域合作的制度供给",
        "张三　边境贸易与区域合作的制度供给",
        "张三，李四：边境贸易与区域合作的制度供给",
        "第3期　　　张 三等：边境贸易与区域合作的制度供给",
        "边境贸易与区域合作……",
        "论 文　　　边境贸易与区域合作的制度供给",
    ],
)
def test_the_title_is_known_with_what_stands_beside_it(line: str) -> None:
    assert mastheads.names_title(line, TITLES)


@pytest.mark.parametrize(
    "line",
    [
        "边境贸易与区域合作",
        "1　边境贸易与区域合作",
        "1　边境贸易与区域合作的制度供给",
        "2. 边境贸易与区域合作的制度供给",
        "边境贸易与区域合作的制度供给。",
        "摘要：略",
    ],
)
def test_a_heading_that_begins_as_the_title_does_is_no_head(line: str) -> None:
    assert not mastheads.names_title(line, TITLES)


WORDS = [
    "制度",
    "合作",
    "口岸",
    "商品",
    "关税",
    "秩序",
    "发展",
    "检验",
    "标准",
    "通关",
    "程序",
    "地区",
    "经济",
    "国家",
    "治理",
    "市场",
    "信任",
    "规则",
    "协调",
    "平台",
]


def page(seed: int) -> str:
    """Twenty lines of running text like no other page's, the last one ending its paragraph."""
    random = Random(seed)
    rows = ["".join(random.choice(WORDS) for _ in range(16)) for _ in range(20)]
    return "\n".join([*rows, "都是如此。"])


def dropped(text: str) -> list[str]:
    """The lines of a text that are taken for running heads."""
    layer = raw(text)
    rows = lines.read(layer, lines.layout_text(layer.text))
    return [rows[d.position].text for d in find_pages.find(features.table(rows)).dropped if d.rule == "running-head"]


@pytest.mark.parametrize(
    "head",
    [
        "边境贸易与区域合作的制度供给",
        "17　　边境贸易与区域合作的制度供给",
        "第3期　　张 三等：边境贸易与区域合作的制度供给",
        "远东研究　2018年第3期",
        "第31卷　第4期　　　　某某大学学报（社会科学版）　　　　Vol. 31 No. 4",
        "Journal of Far Eastern Studies",
        "远东研究·国际关系",
    ],
)
def test_a_head_that_comes_but_once_inside_a_sentence_is_taken_out(head: str) -> None:
    text = "\n".join(("边境贸易与区域合作的制度供给", "张三　李四", page(1), page(2)[:-6], head, page(3)))
    assert dropped(text) == [head]


@pytest.mark.parametrize(
    "line",
    [
        "第三章　边境贸易与区域合作的制度供给",
        "2.2　边境贸易与区域合作的制度供给",
        "表1　边境贸易与区域合作的制度供给",
        "（一）边境贸易与区域合作的制度供给",
        "边境贸易与区域合作",
    ],
)
def test_a_heading_or_caption_with_the_titles_words_stays(line: str) -> None:
    assert dropped("\n".join(("边境贸易与区域合作的制度供给", "张三　李四", page(1), line, page(2)))) == []


def test_a_year_a_volume_and_an_issue_say_what_journal_a_line_names_and_an_entry_s_rest_does_not() -> None:
    assert mastheads.IMPRINT.search("2017,41(3)　水利自动化")
    assert not mastheads.IMPRINT.search("2017,41(3):12-19.")
