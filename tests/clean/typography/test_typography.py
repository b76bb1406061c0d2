"""Marks and spaces of a block follow the script around them."""

import pytest

from sco_pub.clean.ledger.draft import Draft
from sco_pub.clean.typography import typography
from sco_pub.clean.typography.conventions import Conventions
from sco_pub.model.text import Range
from tests.clean.texts import BODY, cleaned


def paragraph(line: str) -> str:
    """The line as it comes out as a paragraph of a text."""
    made = cleaned("\n\n".join(("".join(BODY[:3]), line, "".join(BODY[3:])))).value
    return made.text


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        ("这一比例由45.3%上升到87%,R&D的引入长期忽视了这一点。", "87%，R&D的引入"),
        ("约占总量的6/7, B2B 的引入有助于改善现状。", "6/7，B2B的引入"),
        ("其规模为1,134万人,2019年又有增长。", "1,134万人，2019年"),
        ("约占总量的3/5,2019年又有增长。", "3/5，2019年"),
        ("参见Малышева Д. Б. Центральная Азия // Мировая экономика. 2018. №\n4. С. 55–66.", "2018. № 4. С."),
        (
            "参见Yeh-chien Wang, “Secular Trends, 1638-1935,” in Thomas Rawski, 见第一章。",
            "Wang, “Secular Trends, 1638-1935,” in Thomas",
        ),
        ("所谓“ Famine in the Steppe ”一书。", "所谓“Famine in the Steppe”一书"),
        ("这一结论--无论怎样理解--都是如此。", "结论——无论怎样理解——都"),
        ("这一结论━━无论怎样理解⸺都是如此。", "结论——无论怎样理解——都"),
        ("贸易、金融、能源。。。。。。都是如此。", "能源……都"),
        ("贸易、金融、能源⋯⋯都是如此。", "能源……都"),
        ("贸易、金融、能源······都是如此。", "能源……都"),
        ("所谓〝软实力〞与‘‘硬实力’’相反。", "所谓“软实力”与“硬实力”相反"),
        ("所谓”软实力“与”硬实力“相反。", "所谓“软实力”与“硬实力”相反"),
        ("所谓“软实力“的概念。", "所谓“软实力”的概念"),
        ("所谓'软实力'的概念。", "所谓‘软实力’的概念"),
        ("参见<世界经济>与≪中亚研究≫。", "参见《世界经济》与《中亚研究》"),
        ("弗拉基米尔・普京与约翰．史密斯。", "弗拉基米尔·普京与约翰·史密斯"),
        ("2 0 2 1 年气温为 25 ℃，增长 3 . 5 %。", "2021年气温为25 ℃，增长3.5%"),
        ("共有12, 345 人。", "共有12,345人"),
        (
            "参见Lincoln Bunik,“The Northern Sea Route: a New Regime,”The Polar Journal, 见上。",
            "Bunik, “The Northern Sea Route: a New Regime,” The Polar",
        ),
        ("时间复杂度为O(kn log n)，图G=(V,E)。", "O(kn log n)，图G=(V,E)。"),
        ("甲组的比例较高（% = 72. 7），差异显著（t =2. 31, P < 0. 05）。", "% = 72.7），差异显著（t =2.31, P < 0.05）"),
        ("平均得分为12. 3 ± 4. 5，相关系数为－ 0. 44（见图7）。", "12.3 ± 4.5，相关系数为－ 0.44（见"),
        ("区域\u00ad合作\u200b与\x07发展。", "区域合作与发展"),
        (
            "参见 Orlov P, Lin Q. Canals of the delta [ J] . River Studies, 2019, 14(2) : 33-41.",
            "delta [J]. River Studies, 2019, 14(2): 33-41.",
        ),
        ("周黎．数字经济［Ｊ］．管理评论，２０１８（５）：７４－８３．", "周黎.数字经济[J].管理评论"),
    ],
)
def test_marks_and_spaces(raw: str, printed: str) -> None:
    assert printed in paragraph(raw)


@pytest.mark.parametrize(
    "line",
    [
        "他说：“‘上海精神’是共同的财富”，it's true，don't forget。",
        "先看B = 7. 8. 9节，再看第二部分。",
        "结果显著（p<0.05，n>30），甲组<乙组，5G时代的C919与COVID-19。",
        "参见《论〈世界经济〉》，而①②依次类推，比例为3:7，10:30开会。",
        "二〇一九年至二〇二一年，一一列举，样本1 2 3 4依次编号。",
        "他写道：“第一段没有收尾。",
    ],
)
def test_what_is_right_stays(line: str) -> None:
    assert line in paragraph(line)


def test_a_western_reference_has_spaces_between_its_parts_and_a_chinese_one_none() -> None:
    text = "参考文献\n[1]TAPSCOTT D．The digital economy［M］．New York：Penguin，1996：12－15．\n[2]周黎．数字经济［Ｊ］．管理评论，２０１８（５）：７４－８３．"
    made = cleaned("\n\n".join(("".join(BODY[:3]), "".join(BODY[3:]), text))).value.text
    assert "TAPSCOTT D. The digital economy[M]. New York: Penguin, 1996: 12" in made
    assert "周黎.数字经济[J].管理评论" in made


def test_a_point_between_two_foreign_sounding_words_of_a_reference_is_no_names_dot() -> None:
    lines = "王瑞文.法理学导论[M].南京：人民出版社，1996."
    draft = Draft(lines, (Range(0, len(lines)),))
    typography.set_block(draft)
    assert draft.text == lines


@pytest.mark.parametrize(
    ("lines", "printed"),
    [
        (
            "The coop\u00ad\neration of states and policy-\nmaking in re-\ngions",
            "The cooperation of states and policy-making in regions",
        ),
        (
            "Междуна-\nродные отношения в социально-\nэкономической сфере",
            "Международные отношения в социально-экономической сфере",
        ),
        ("когда-\nто и сотруд-\nничество", "когда-то и сотрудничество"),
    ],
)
def test_words_divided_at_a_lines_end_are_made_whole_and_compounds_keep_their_hyphen(lines: str, printed: str) -> None:
    draft = Draft(lines, (Range(0, len(lines)),))
    typography.set_block(draft)
    assert draft.text == printed


def test_the_rest_of_a_divided_word_is_no_word_that_the_text_has_and_a_whole_one_is() -> None:
    lines = (
        "An account of organ music by satellite: an account-\ning of organ-\nization in satellite-\nterrestrial nets"
    )
    draft = Draft(lines, (Range(0, len(lines)),))
    typography.set_block(draft, conventions=Conventions.of(lines))
    assert draft.text.endswith("an accounting of organization in satellite-terrestrial nets")


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("这一点已有说明[6].其后又有变化.", "说明[6]。其后又有变化。"),
        ("这是讨论的重点. Wallace的方案在此之后.", "重点。Wallace的方案在此之后。"),
        ("其值为g.第二项为零，约占3.5.", "g.第二项为零，约占3.5."),
        (
            "李甲生.计算机原理[M].2版.北京：某某出版社，2003：99.",
            "李甲生.计算机原理[M].2版.北京：某某出版社，2003：99.",
        ),
    ],
)
def test_where_a_text_sets_points_they_end_its_sentences_and_part_its_references(line: str, printed: str) -> None:
    draft = Draft(line, (Range(0, len(line)),))
    typography.set_block(draft, conventions=Conventions(stops=True))
    assert printed in draft.text
