"""Code points: each family is repaired where it is a fault, and only there."""

import pytest
from hypothesis import given

from sco_pub.clean.codepoints import repair
from tests.examples import any_text, examples

FOUNDER = "上合组织ꎬ成员国ꎬ双边关系ꎬ都是如此ꎮ 新的任务ꎻ新的目标ꎮ"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (FOUNDER, "上合组织，成员国，双边关系，都是如此。 新的任务；新的目标。"),
        ("阿里莫夫\U00100170拉希德ꎬ第一ꎬ第二ꎮ", "阿里莫夫·拉希德，第一，第二。"),
        ("增长１\U001001b0 ７万人", "增长１. ７万人"),
        ("«人民日报»２０２０年", "《人民日报》２０２０年"),
        ("⼈民⽇报⻓期", "人民日报长期"),
        ("２０１７Ｇ０５Ｇ１０", "２０１７-０５-１０"),
        ("犃犫犮理论", "Abc理论"),
        ("如Poccия与Рolicy", "如Россия与Policy"),
        ("GDΡ与ΜΟNEY", "GDP与MONEY"),
    ],
)
def test_wrong_points_are_repaired(raw: str, clean: str) -> None:
    assert repair.repair(raw).text == clean


@pytest.mark.parametrize(
    "text",
    [
        "ꆈꌠꉙꊿꆀꐎꌠꇬꎭꅍ，彝文是彝族的文字，其中ꎬ读作sha，ꎮ读作shax。",
        "В статье «Россия и Китай» говорится о «мягкой силе».",
        "袁世凯与遥远的边疆，研究院与法院，叶利钦与尧舜，资源与成员。",
        "５Ｇ时代的ＧＤＰ增长",
        "①②③④",
        "ΔX与μm，βcat，α系数，ГОСТ，CCCP，МВФ与IMF",
    ],
)
def test_genuine_text_is_left_alone(text: str) -> None:
    assert repair.repair(text).text == text


def test_unknown_private_points_are_kept_and_counted() -> None:
    repaired = repair.repair("目录\U001001ba\U001001ba第一章\ue123")
    assert repaired.text == "目录\U001001ba\U001001ba第一章\ue123"
    assert repaired.unknown == {"U+E123": 1, "U+1001BA": 2}


@examples(100)
@given(any_text(most=200))
def test_repairing_keeps_the_length_and_is_done_once(text: str) -> None:
    repaired = repair.repair(text)
    assert len(repaired.text) == len(text)
    assert all(text[i] != repaired.text[i] for i in repaired.rules)


def test_two_ones_between_hanzi_may_be_a_dash() -> None:
    assert repair.repair("这一结论一一无论怎样一一都是如此。").doubtful == ((4, "—"), (10, "—"))
    assert repair.repair("这些问题将一一列举，问题一一解决，这是唯一一个办法。").doubtful == ()
