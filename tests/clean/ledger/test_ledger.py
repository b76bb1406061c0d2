"""The ledger proves the text: replayed it gives the clean text, and the gate sees every way of cheating."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_pub.clean.ledger import gate, ledger
from sco_pub.model import reserved
from sco_pub.model.rule import Rule
from sco_pub.model.text import Change, Role
from tests.clean.texts import BODY, cleaned, raw
from tests.examples import examples

TEXT = (
    "区域合作的制度供给\n"
    + "\n".join(BODY).replace("，", "ꎬ").replace("。", "ꎮ ")
    + "\n—12—\n总额达到 １ １３４ 亿美元ꎮ\n"
)


def test_replaying_the_ledger_as_json_gives_the_clean_text() -> None:
    outcome = cleaned(TEXT)
    data = json.loads(json.dumps(ledger.as_json(outcome.value)))
    assert ledger.replay(raw(TEXT).text, data) == outcome.value.text
    assert "1134亿美元" in outcome.value.text


def test_every_change_has_its_rule_and_its_place() -> None:
    lines = TEXT.split("\n")
    for change in cleaned(TEXT).value.ledger.changes:
        assert change.rule
        assert "lost" not in change.rule
        assert (lines[change.line - 1] + "\n")[change.column - 1 :].startswith(change.before[:1])


def test_an_altered_word_is_found() -> None:
    text = cleaned(TEXT).value
    blocks = tuple(dataclasses.replace(b, text=b.text.replace("平台", "台")) for b in text.blocks)
    assert {f.code for f in gate.prove(raw(TEXT), dataclasses.replace(text, blocks=blocks))} == {"CLN-050"}


def test_a_deletion_that_is_not_listed_is_found() -> None:
    text = cleaned(TEXT).value
    listed = dataclasses.replace(text.ledger, changes=tuple(c for c in text.ledger.changes if c.rule != "folio"))
    assert "CLN-051" in {f.code for f in gate.prove(raw(TEXT), dataclasses.replace(text, ledger=listed))}


def test_a_rule_that_may_not_touch_letters_is_found_when_it_does() -> None:
    source = raw(TEXT)
    text = cleaned(TEXT).value
    block = next(b for b in text.blocks if b.role is Role.PARAGRAPH)
    at = source.text.index("国际")
    change = Change((Rule.WIDTH,), at, at + 1, "国", "", 2, 1)
    cheated = dataclasses.replace(
        text.ledger, changes=tuple(sorted((*text.ledger.changes, change), key=lambda c: c.start))
    )
    blocks = tuple(
        dataclasses.replace(b, text=b.text.replace("国际", "际", 1)) if b is block else b for b in text.blocks
    )
    found = gate.prove(source, dataclasses.replace(text, ledger=cheated, blocks=blocks))
    assert any("may not" in f.message for f in found)


@pytest.mark.parametrize("sign", sorted(reserved.PASSING))
def test_a_sign_of_the_cleaners_own_that_is_left_over_is_found(sign: str) -> None:
    text = cleaned(TEXT).value
    blocks = tuple(dataclasses.replace(b, text=b.text.replace("平台", f"平台{sign}")) for b in text.blocks)
    told = [f.message for f in gate.prove(raw(TEXT), dataclasses.replace(text, blocks=blocks))]
    assert any(f"U+{ord(sign):04X}" in message for message in told)


def test_a_circled_number_without_serifs_is_the_circled_number() -> None:
    assert gate.fold("➀➉➊➓") == gate.fold("①⑩❶❿") == "①⑩❶❿"


def test_too_little_text_is_refused() -> None:
    text = cleaned(TEXT * 30).value
    few = dataclasses.replace(text, blocks=text.blocks[:2])
    assert "CLN-052" in {f.code for f in gate.prove(raw(TEXT * 30), few)}


@examples(40)
@given(
    st.lists(
        st.sampled_from(
            [
                *BODY,
                "①",
                "—3—",
                "３ / ４ 的国家",
                "ｈｔｔｐ: / / ａ􀆰 ｃｎ / ｂ",
                "一、导论",
                "【关键词】　合作",
                "",
                "Россия － Китай",
                "«世界知识»",
            ]
        ),
        max_size=25,
    )
)
def test_whatever_the_text_the_proof_stands(lines: list[str]) -> None:
    outcome = cleaned("\n".join([*BODY, *lines]))
    assert not {f.code for f in outcome.findings} & {"CLN-050", "CLN-051"}


@pytest.mark.parametrize(
    "line",
    [
        "其规模超过4 44 444万人，约占４ ４４４万。",
        "中图分类号：（责任编辑：张三）Ｆ１２４　文献标识码：Ａ",
        "这一点历来为人忽视（责任编辑：张三）各国的经验都是如此。",
        "（\n责任编辑：张三）",
        "（责任编辑：张三\n）\n注释：",
    ],
)
def test_what_stands_in_an_odd_place_is_accounted_for(line: str) -> None:
    for text in ("\n".join([*BODY, line]), "\n".join([*BODY, line, *BODY]), "\n".join([line, *BODY])):
        assert not {f.code for f in cleaned(text).findings} & {"CLN-050", "CLN-051"}


@pytest.mark.parametrize("name", ["title", "quotes"])
def test_cleaning_a_clean_text_changes_no_character(name: str) -> None:
    clean = {
        "title": "区域合作的制度供给\n\n国际秩序的深刻变动要求各国重新审视“软实力”之说——无论怎样理解——都是如此（参见表2）。\n\n其规模达1134亿元。",
        "quotes": "他在《论合作》中写道：“‘上海精神’是我们共同的财富。”这一点，2008～2019年的经验可以证明。\n\n二者相距3/4，约占35.6%。",
    }[name]
    outcome = cleaned(clean)
    assert outcome.value.text.replace("\n", "") == clean.replace("\n", "")
    assert all(not c.before.strip() for c in outcome.value.ledger.changes)


def test_hanzi_that_stand_for_ascii_are_no_text_that_could_be_lost() -> None:
    title = "Translating the logic of the later Mohists into modern notation, 1998"
    shifted = "".join(
        chr(0x5100 + ord(c)) if "!" <= c <= "~" else c for c in f"{title} (https://example.org/logic)\n" * 6
    )
    outcome = cleaned("".join(f"　　{line}\n" for line in BODY) + "参考文献\n" + shifted)
    assert not {finding.code for finding in outcome.findings} & {"CLN-051", "CLN-052"}
