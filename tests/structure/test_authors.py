"""Authors' institutions where only their lives name them."""

from __future__ import annotations

import pytest

from sco_pub.lexicon.names import authors_of
from sco_pub.structure.authors import authors


@pytest.mark.parametrize(
    ("life", "homes"),
    [
        (
            "李明，女，东山国际问题研究院河流研究所研究实习员，西湖大学国际政治专业博士研究生。",
            "东山国际问题研究院河流研究所",
        ),
        ("李明，东山大学人文艺术研究院渡口讲席教授（东山200240）、西湖大学教授。", "东山大学人文艺术研究院；西湖大学"),
        (
            "李明，河流协同中心平台执行长、政治研究所副所长、东山大学河流研究院教授",
            "河流协同中心；政治研究所；东山大学河流研究院",
        ),
        ("李明东山大学人文学院社会学系（Author: LI Ming, Department of Sociology）", "东山大学人文学院社会学系"),
        ("李明，男，东山人，东山大学人文社科部社会医学与管理硕士研究生", "东山大学人文社科部"),
        ("李明，东山人，东山政法学院2015级刑法专业研究生。", "东山政法学院"),
        ("李明，1970年生，哲学博士，东山大学哲学系教授，博士生导师。", "东山大学哲学系"),
        ("作者为东山大学哲学系教授。", "东山大学哲学系"),
        ("李明，东山人，东山政法学院2016级国际经济法学与河流法学研究生。", "东山政法学院"),
    ],
)
def test_a_life_names_the_institutions_without_the_offices_held_there(life: str, homes: str) -> None:
    assert [author.affiliation for author in authors(authors_of("李明"), "", life)] == [homes]


def test_a_life_of_two_and_one_of_a_foreigner_give_each_his_institution() -> None:
    lives = "李明、王小红系东山大学水利学院讲师; Anna Berg，挪威水利学院高级讲师，医学博士; 赵一，西湖大学主任。"
    made = authors(authors_of("李明；王小红；Anna Berg；赵一"), "", lives)
    assert [author.affiliation for author in made] == [
        "东山大学水利学院",
        "东山大学水利学院",
        "挪威水利学院",
        "西湖大学",
    ]


def test_institutions_with_their_people_in_brackets_go_to_them_and_to_no_body_beside_them() -> None:
    homes = "200065　东山医院（李明，赵一）；西湖医院，西湖大学（赵一，王小红）"
    made = authors(authors_of("东山医学会；李明；赵一；王小红"), homes, "")
    assert [author.affiliation for author in made] == [
        "",
        "东山医院",
        "东山医院；西湖医院；西湖大学",
        "西湖医院；西湖大学",
    ]


def test_an_office_behind_the_institution_is_of_the_life() -> None:
    made = authors(authors_of("李明"), "东山大学水利学院2022级硕士研究生", "")
    assert [(author.affiliation, author.bio) for author in made] == [
        ("东山大学水利学院", "东山大学水利学院2022级硕士研究生")
    ]


def test_a_contribution_s_author_and_his_institution_below_its_heading_are_read_for_his_entry() -> None:
    text = [
        "导言说明缘起。",
        "李明",
        "（东山大学水利学院教授）",
        "河流的管理。",
        "王小红",
        "（见下文）",
        "河岸的管理。",
    ]
    made = authors(authors_of("李明；王小红"), "", "", paragraphs=text)
    assert [(author.affiliation, author.bio) for author in made] == [
        ("东山大学水利学院", "东山大学水利学院教授"),
        ("", ""),
    ]


@pytest.mark.parametrize("printed", ["东山大学河流中心，东山大学水利学院", "东山大学河流中心、东山大学水利学院讲师"])
def test_two_institutions_that_a_comma_parts_are_two(printed: str) -> None:
    assert [author.affiliation for author in authors(authors_of("李明"), printed, "")] == [
        "东山大学河流中心；东山大学水利学院"
    ]


def test_two_institutions_under_one_number_are_both_the_authors() -> None:
    made = authors(
        authors_of("李明1；王小红2"),
        "1 东山大学水利学院；2 西湖大学历史系；1 东山河流研究院",
        "",
        "LI Ming1, WANG Xiaohong2 1) (Dongshan University, Dongshan) 2) (Xihu University, Xihu) "
        "1) (Hill Hall, Dongshan 02138) 2) (450 River Road, Xihu 94305)",
    )
    assert made[0].affiliation == "东山大学水利学院；东山河流研究院"
    assert [a.affiliation_en for a in made] == [
        "Dongshan University, Dongshan; Hill Hall, Dongshan 02138",
        "Xihu University, Xihu; 450 River Road, Xihu 94305",
    ]
