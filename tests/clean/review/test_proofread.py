"""What no printed text has is queried, whichever rule let it through; what is sound isn't."""

import pytest

from sco_pub.clean.codepoints import repair
from sco_pub.clean.review import proofread
from sco_pub.model.text import CleanBlock, Range, Role
from tests.clean.texts import BODY, cleaned, codes, raw

SOURCE = raw("".join(BODY) * 3)
WHOLE = (Range(0, 40),)
NOTES = tuple(
    CleanBlock(Role.NOTE, f"张文：《论合作》，《外交》2001年第{n}期。", WHOLE, label=str(n)) for n in range(1, 5)
)


def queried(text: str, role: Role = Role.PARAGRAPH, complete: bool = True) -> list[str]:
    block = CleanBlock(role, text, WHOLE, label="9" if role is Role.NOTE else "", complete=complete)
    return [d.kind for d in proofread.find(SOURCE, repair.repair(SOURCE.text), (*NOTES, block))]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("该指标的均值为0.531（标准差为8.远东研究，这是关键。", "pairs"),
        ("所谓“软实力并不等于命令。", "pairs"),
        ("，而这一点历来为人忽视。", "block-start"),
        ("这一平台的建立有赖于各国之间的长期", "block-end"),
        ("1034088-2", "block-end"),
    ],
)
def test_a_paragraph_that_cannot_be_as_printed_is_queried(text: str, rule: str) -> None:
    assert rule in queried(text)


@pytest.mark.parametrize(
    "text",
    [
        "其要点有二：1）通关程序；2）检验标准。",
        "所谓‘软实力’（soft power）并不等于命令（参见表6）。",
        "It’s his ‘soft power’的说法。",
        "英文题名为How the River’ s Water Was Shared，法文为L’ eau partagée。",
        "具体内容如下：",
        "二者都要详细核对。[6]",
        "这是他的原话：“二者不可偏废。”［43］",
        "Table 1 Overall iteration of the shares",
        "“二者不可偏废。”",
        "其中，分成比例在（0，1］之间，份额在［0，1）之间。",
        "序列记为（k，t），刊于第（10，11）期，其余（a，b）不变。",
        "撤销以后须执行步骤7)，再执行步骤8)。",
    ],
)
def test_a_sound_paragraph_is_not(text: str) -> None:
    assert queried(text) == []


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("evropa-i-aziya.html。", ["block-start"]),
        ("李武：《论贸易》，《外交》2002年第4期77", ["block-end"]),
        ("《论贸易（全文）》，http://www.example.cn/a.html", []),
        ("《论贸易（全文）》，http://www.example.cn", ["address-end"]),
        ("Example[EB/OL]. http://www.example.cn.", []),
        ("《论贸易（全文）》，http://www.example.cn/p", ["address-end"]),
        ("李武：《论贸易》，《外交》2002年第4期。", []),
    ],
)
def test_notes_end_alike(text: str, rules: list[str]) -> None:
    assert queried(text, Role.NOTE) == rules


def test_a_note_that_is_marked_as_cut_off_is_not_queried_again() -> None:
    assert queried("李武：《论贸", Role.NOTE, complete=False) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("他认为“软实力并不等于命令。", "CLN-035"),
        ("economic policy这一说法历来为人忽视。", "CLN-036"),
        ("这一平台的建立有赖于各国之间的长期", "CLN-037"),
    ],
)
def test_queries_of_a_kind_are_one_finding(line: str, code: str) -> None:
    paragraph = "\u3000\u3000边境贸易的协调平台已经建立，各国都参与其中。\n"
    assert code in codes(cleaned(f"{paragraph * 4}\u3000\u3000{line}\n{paragraph * 4}"))


@pytest.mark.parametrize(
    ("names", "rules"),
    [
        ("李文　王海　赵明", ["institutions"]),
        ("李文1　王海2　赵明1", []),
        ("李文　王海", []),  # one each, in order
        ("李文", []),
    ],
)
def test_institutions_that_nobody_can_be_given_are_queried(names: str, rules: list[str]) -> None:
    author = CleanBlock(Role.META, names, WHOLE, key="author")
    places = CleanBlock(Role.META, "1. 远东大学法学院；2. 江城学院历史系", WHOLE, key="affiliation")
    assert [d.kind for d in proofread.find(SOURCE, repair.repair(SOURCE.text), (author, places))] == rules
