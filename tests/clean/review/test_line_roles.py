"""What became of each line, read off the clean text and its ledger."""

from __future__ import annotations

from sco_pub.clean.review import line_roles
from tests.clean.texts import BODY, cleaned, raw

_TEXT = "\n".join(
    [
        "论边境贸易的制度供给",
        "王小明",
        "关键词：边境贸易；制度供给；区域合作　中图分类号：D81",
        "一、问题的提出",
        *BODY[:2],
        "供给总是落后于制度的需求。①",
        "① 王一：《边境贸易》，商务印书馆2001年版，第3页。",
        "— 12 —",
        *BODY[3:],
        "— 13 —",
    ]
)


def _told(text: str) -> list[str]:
    source = raw(text)
    return [" + ".join(map(str, line)) for line in line_roles.roles(source, cleaned(text).value)]


def test_every_line_has_the_roles_of_its_signs_in_order() -> None:
    told = _told(_TEXT)
    assert told[:4] == ["meta title", "meta author", "meta keywords + meta clc", "heading 1"]
    assert told[4:7] == ["paragraph"] * 3
    assert told[7].startswith("note ")
    assert told[8] == told[12] == "dropped folio"


def test_a_line_of_white_space_has_no_role() -> None:
    assert _told(_TEXT.replace("一、问题的提出", "　　\n一、问题的提出"))[3] == ""


def test_lines_of_one_block_name_the_same_block() -> None:
    source = raw(_TEXT)
    text = cleaned(_TEXT).value
    blocks = [role.block for line in line_roles.roles(source, text)[4:7] for role in line]
    assert len(set(blocks)) == 1
    assert text.blocks[blocks[0]].text.startswith(BODY[0])
