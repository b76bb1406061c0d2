"""Marks of notes that only the page's look tells: letters for rings, plain figures hardly smaller than the text."""

from __future__ import annotations

import pytest

from sco_pub.model.doubt import DoubtKind, Why
from sco_pub.model.text import Role
from tests.clean.printed_pages import PROSE, TEXT, cleaned_page
from tests.clean.texts import of

RULE = "<div style='border-top: 0.5pt solid; width: 30%; margin-top: 8pt'></div>"
SMALLER = "sup { font-size: 8.6pt; vertical-align: 2.4pt; line-height: 0 }"


def page(calls: tuple[str, str], heads: tuple[str, str]) -> str:
    first, second = calls
    return (
        f"<h1>流域的用水制度</h1>{TEXT}<p>{PROSE[0]}<sup>{first}</sup>{PROSE[1]}</p><p>{PROSE[2][:-1]}<sup>{second}</sup>。</p>"
        f"{RULE}<p class=small>{heads[0]}张明：《流域史》，商务印书馆1999年，第3页。</p>"
        f"<p class=small>{heads[1]}这一比例不含支流。</p>"
    )


@pytest.mark.parametrize(
    ("calls", "heads", "style"),
    [
        (("a", "b"), ("a　", "b　"), ""),
        (("a", "b"), ("<sup>a</sup>", "<sup>b</sup>"), ""),
        (("ⓐ", "ⓑ"), ("ⓐ", "ⓑ"), ""),
        (("i", "ii"), ("i ", "ii "), ""),
        (("i", "ii"), ("<sup>i</sup> ", "<sup>ii</sup> "), ""),
        (("1", "2"), ("1. ", "2. "), SMALLER),
        (("１", "２"), ("１．", "２．"), SMALLER),
        (("0", "1"), ("<sup>0</sup>", "<sup>1</sup>"), ""),  # as LaTeX classes for two numberings count
    ],
)
def test_notes_are_paired_by_letters_and_by_figures_hardly_smaller_than_the_text(
    calls: tuple[str, str], heads: tuple[str, str], style: str
) -> None:
    outcome = cleaned_page(page(calls, heads), style)
    assert of(outcome, Role.NOTE) == ["张明：《流域史》，商务印书馆1999年，第3页。", "这一比例不含支流。"]
    assert not outcome.value.missing


def test_letters_that_no_note_answers_stay_raised_letters() -> None:
    outcome = cleaned_page(f"<h1>流域的用水制度</h1>{TEXT}<p>{PROSE[0]}水量为10<sup>n</sup>，{PROSE[1]}</p>")
    assert of(outcome, Role.NOTE) == []
    assert not outcome.value.missing


@pytest.mark.parametrize("rule", [RULE, ""])
def test_small_type_at_the_foot_that_no_mark_makes_a_note_is_asked_about(rule: str) -> None:
    outcome = cleaned_page(page(("", ""), ("甲）", "乙）")).replace(RULE, rule))
    asked = [(d.why, d.excerpt[:3]) for d in outcome.value.ledger.doubts if d.kind is DoubtKind.NOTE_UNREAD]
    assert asked == [(Why.AT_FOOT_UNCLAIMED, "甲）张")]


def test_a_page_whose_notes_are_paired_is_not_asked_about() -> None:
    outcome = cleaned_page(page(("①", "②"), ("①", "②")))
    assert len(of(outcome, Role.NOTE)) == 2
    assert not [d for d in outcome.value.ledger.doubts if d.kind is DoubtKind.NOTE_UNREAD]


def test_a_list_of_sources_in_small_type_is_not_asked_about() -> None:
    entries = "".join(f"<p class=small>张明，199{n}，《流域史》，商务印书馆。</p>" for n in range(4))
    outcome = cleaned_page(f"<h1>流域的用水制度</h1>{TEXT}<p>参考文献</p>{entries}")
    assert not [d for d in outcome.value.ledger.doubts if d.kind is DoubtKind.NOTE_UNREAD]


def test_marks_with_which_paragraphs_begin_count_them_and_call_no_notes() -> None:
    steps = ("通知各村，登记用水的田亩", "按登记的田亩分配当月的水量", "由双方的工程师共同核对闸门的开度")
    twice = "".join(
        f"<p>{PROSE[2]}分三步：</p>"
        + "".join(f"<p>{mark}{step}。</p>" for mark, step in zip("①②③", steps, strict=True))
        for _ in "ab"
    )
    outcome = cleaned_page(f"<h1>流域的用水制度</h1>{TEXT}{twice}{TEXT}")
    assert of(outcome, Role.NOTE) == []
    assert not outcome.value.missing
    assert sum(text.startswith(("①", "②", "③")) for text in of(outcome, Role.PARAGRAPH) + of(outcome, Role.ITEM)) == 6


def test_a_caption_in_small_type_at_the_foot_is_no_note_that_nobody_read() -> None:
    caption = "算法 1　更新两个渡口之间最短距离的办法，分三步，每一步都先核对水尺的读数。"
    outcome = cleaned_page(page(("", ""), (caption, "其中")).replace(RULE, ""))
    assert [d for d in outcome.value.ledger.doubts if d.kind is DoubtKind.NOTE_UNREAD] == []


def test_a_note_at_the_foot_below_a_list_of_sources_is_the_pages_own() -> None:
    entries = "".join(
        f"<p style='text-indent:0'>[{n}] 某甲. 上游渡口的设立[M]. 南方出版社, 200{n}.</p>" for n in (1, 2, 3)
    )
    outcome = cleaned_page(
        f"<h1>流域的用水制度</h1><p>{PROSE[0]}<sup>[1]</sup></p><p>{PROSE[1]}</p><p class=mid><b>参考文献</b></p>{entries}"
        f"{RULE}<p class=small>[1] 张明：《流域史》，商务印书馆1999年，第3页。</p>"
    )
    assert of(outcome, Role.NOTE) == ["张明：《流域史》，商务印书馆1999年，第3页。"]
    assert len(of(outcome, Role.REFERENCE)) == 3


def test_authors_figures_that_come_again_on_their_line_call_no_notes() -> None:
    names = "<p class=mid>Ming Zhang<sup>1</sup>, Hua Li<sup>2</sup>, Wei Wang<sup>1</sup></p>"
    made = page(("1", "2"), ("<sup>1</sup>", "<sup>2</sup>")).replace(TEXT, names + TEXT)
    outcome = cleaned_page(made)
    assert of(outcome, Role.NOTE) == ["张明：《流域史》，商务印书馆1999年，第3页。", "这一比例不含支流。"]
    assert not outcome.value.missing


@pytest.mark.parametrize("address", ["https://www.example.org/rivers/the-north.", "https://www.example.org/rivers/"])
def test_a_note_whose_last_line_leaves_room_ends_with_the_stop_behind_its_address(address: str) -> None:
    made = page(("①", "②"), ("①", "②")).replace("《流域史》，商务印书馆1999年，第3页。", f"“流域”，{address}")
    made = made.replace("这一比例不含支流。", "李华：“水”，https://www.example.org/water/2019/index.html")
    notes = [block for block in cleaned_page(made).value.blocks if block.role is Role.NOTE]
    assert [note.complete for note in notes] == [True, True]


def test_a_note_whose_number_is_printed_twice_on_its_page_and_that_is_taken_into_the_one_above_is_asked_about() -> None:
    third = "<p class=small><sup>[1]</sup>李华：“水则”，《某报》2014年，p10。</p>"
    text = page(("[1]", "[2]"), ("<sup>[1]</sup>", "<sup>[2]</sup>")).replace("这一比例不含支流。", "《河》，") + third
    outcome = cleaned_page(text.replace(PROSE[1], f"{PROSE[1]}<sup>[1]</sup>", 1))
    assert "[1]李华" in of(outcome, Role.NOTE)[1]
    doubts = outcome.value.ledger.doubts
    assert any(d.excerpt.startswith("[1]李华") for d in doubts if d.why is Why.COULD_START_NOTE)
