"""Printed lines that the layer gives in pieces are read as one."""

from __future__ import annotations

import re

import pytest

from sco_pub.clean import cleaning
from sco_pub.clean.lines import fragments
from sco_pub.edge import rawtext
from sco_pub.model.reserved import CALL_CLOSE, CALL_OPEN
from sco_pub.model.text import Role

# Lines of 24 em, as a page sets them; a stroke shows where the extractor cuts them, at squeezed marks and raised ones.
PAGE = """
渡口的名字在案卷里写法不一，有的叫“义渡”|，有的只称
为“官渡”|，还有的仅写“河口”|。书吏抄录时并不求其统一，
后来的人也就不再一一追究。①|然而名称之别往往牵连着
权利之别：称“义渡”者不得收钱，称“官渡”者则由本县的
里长派人看守。二者之间的界线，县志|（乾隆本）说得清楚
些，案卷则含糊其辞，须得一份一份地读下去才能明白。
今存案卷凡三百余宗，多数已经残缺，能看出渡夫姓名者
不足四成。姓名之外还记有年岁、住址与所用船只的大小，
偶尔也记其父祖，“世为渡夫”|，几成定式，仿佛不如此写
便不足以服人。③|船只则分为大、中、小三等，各有税额，
税额之外另有陋规，案卷中讳莫如深，唯有诉讼时才被人
提起一二，旋即又归于沉默，像是从来不曾有过这回事。
""".strip().split("\n")
PRINTED = [line.replace("|", "") for line in PAGE]
GIVEN = [piece for line in PAGE for piece in line.split("|")]


def joined(lines: list[str]) -> list[str]:
    stretches = dict(fragments.runs(lines))
    made, n = [], 0
    while n < len(lines):
        last = stretches.get(n, n)
        made.append("".join(lines[n : last + 1]))
        n = last + 1
    return made


def test_the_pieces_of_a_line_are_found_by_kinsoku_and_by_the_measure() -> None:
    assert joined(GIVEN) == PRINTED


def test_a_layer_that_keeps_its_lines_whole_is_let_alone() -> None:
    assert fragments.runs(PRINTED) == ()


@pytest.mark.parametrize(
    "after",
    ["二、渡夫与书吏", "① 参见某甲：《渡口》，第3页。", "表1　三县的渡口", ""],
    ids=["a heading", "a note's text", "a caption", "a blank line"],
)
def test_what_begins_anew_is_no_piece(after: str) -> None:
    assert joined([*GIVEN, "案卷到此为止。", after])[-2:] == ["案卷到此为止。", after]


def test_a_paragraph_may_end_behind_a_full_stop_though_the_measure_would_fit() -> None:
    lines = [*GIVEN, "这一段只有这么几个字。", "下一段也不长，共十余字。"]
    assert joined(lines)[-2:] == lines[-2:]


def test_a_text_in_pieces_becomes_a_whole_paragraph() -> None:
    notes = ["① 参见某甲：《渡口》，第3页。", "② 参见某乙：《渡夫》，第5页。"]
    text = "\n".join(["清代渡口研究", "某　甲", "一、渡口之名", *GIVEN, *notes]).replace("③", "②")
    clean = cleaning.clean(rawtext.from_bytes(text.encode(), "raw.txt").value).value
    bare = re.sub("[①③]", "", "".join(PRINTED))
    called = [re.sub(f"{CALL_OPEN}.*?{CALL_CLOSE}", "", b.text) for b in clean.blocks if b.role is Role.PARAGRAPH]
    assert called == [bare]
    assert [b.text for b in clean.blocks if b.role is Role.NOTE] == [note[2:] for note in notes]


def test_a_heading_number_far_from_its_words_is_joined_to_them() -> None:
    lines = ["一", "", "渡口之名", "案卷甚多。", "", "二", "", "渡夫其人", "姓名俱在。", "一"]
    assert fragments.runs(lines[:-1]) == ((0, 2), (5, 7))
    assert fragments.runs(lines) == (), "these don't count one, two, three"


def test_key_words_parted_by_blank_lines_are_one_line() -> None:
    lines = ["关键词：渡口", "", "案卷", "", "县志", "", "引言", "渡口的名字写法不一。"]
    assert fragments.runs(lines) == ((0, 4),)


def test_a_page_s_end_is_no_cut() -> None:
    lines = [*GIVEN, "这一页到此为止，话还没有说完，下一页接着说", "· 98 ·", "\f渡口之名考", "。后来的人也就不再追究。"]
    assert joined(lines)[-4:] == lines[-4:]


@pytest.mark.parametrize(
    ("above", "below", "pieces"),
    [
        ("书吏抄录并不求其统一，", "后来的人也不再追究", True),
        ("书吏抄录并不求其统一也，而后来的人", "也就不", False),
        ("书吏抄录并不求其统一，", "后来", False),
    ],
    ids=["two short lines that fill one", "a line that is nearly full", "less than a line"],
)
def test_two_short_lines_that_fill_a_measure_are_pieces_of_one(above: str, below: str, pieces: bool) -> None:
    assert fragments._fill_together(above, below, (20.0,)) is pieces
