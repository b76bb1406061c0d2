"""A field that no title page prints so is queried; what journals do print isn't."""

import pytest

from sco_pub.clean.review import proofread
from sco_pub.model.front_matter import LISTS
from sco_pub.model.text import CleanBlock, Range, Role


def queried(text: str, key: str = "") -> list[str]:
    role = Role.META if key else Role.PARAGRAPH
    members = tuple(text.split("；")) if key in LISTS else ()
    block = CleanBlock(role, text, (Range(0, 9),), key=key, members=members)
    return [d.kind for d in proofread.front_matter((0,), (block,))]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("title", "区域合作的制度供给。以上海为例"),
        ("title", "区域合作的"),
        ("title", "就合作而言，约翰将其概括为“伙伴”，各国"),
        ("affiliation", "（海州学院，成都610064）换言之，收入要与资源相适应"),
        ("affiliation", "海州学院，成都610064。年均增长20.2%"),
        ("author", "本文认为：合作"),
        ("keywords", "合作；制度。本文认为各国重新审视"),
        ("abstract", "本文认为，各国重新审视"),
        ("abstract-en", "institutions matter."),
        ("title-en", "New York: Basic Books, 2010: 128. Evidence and Proof"),
        ("title-en", "enriched with the view from the river. The turn marks a shift towards"),
        ("clc", "文献标识码"),
        ("bio", "孙文，远东大学教授。近年来，各国的投入"),
        ("bio", "孙文，远东大学教授。年均增长20.2%。"),
        ("doi", "见下页"),
    ],
)
def test_a_field_of_another_shape_is_queried(key: str, text: str) -> None:
    assert queried(text, key) == ["field-shape"]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("title", "谁在合作，为何合作？——区域合作的制度供给（1991—2020）"),
        ("affiliation", "海州学院 法学院，成都 610064；2.江城学院，西安 710069"),
        ("affiliation", "（海州学院法学院，成都610064）"),
        ("author", "孙文；约翰·史密斯·克里斯托弗"),
        ("keywords", "上海合作组织；“一带一路”；制度供给"),
        ("abstract", "本文认为，各国应重新审视既有机制。"),
        ("abstract-en", "This paper examines “institutions”."),
        ("title-en", "Institutions: Supply and Demand, 1991-2020"),
        ("clc", "D822.3；F114.46"),
        ("doi", "10.16258/j.cnki.35-8025"),
        ("received", "2012-07-21"),
        ("bio", "孙文（1980—），男，江城人，远东大学教授，博士生导师。"),
        ("bio", "孙文，远东大学教授"),
    ],
)
def test_what_journals_print_is_not(key: str, text: str) -> None:
    assert queried(text, key) == []


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("二者不可偏废。责任编辑：沈海", ["label-in-text"]),
        ("【关键词】合作；制度", ["label-in-text"]),
        ("这些关键词说明了合作的基金项目。", []),
    ],
)
def test_a_label_inside_the_text_is_a_field_that_nobody_lifted(text: str, rules: list[str]) -> None:
    assert queried(text) == rules
