"""A list of sources under no head: LaTeX classes leave it out, and some layers draw it."""

from __future__ import annotations

from sco_pub.model.text import Role
from tests.clean.printed_pages import PROSE, TEXT, cleaned_page
from tests.clean.texts import of

TITLES = ("渡口的水位", "闸门的开度", "枯水年的份额", "用水的习惯", "上游的水库", "下游的灌区")
ENTRIES = [f"[{n}] 张明 20{n:02} 水利学报 {n} 15 {title}" for n, title in enumerate(TITLES, 1)]
LIST = "".join(f"<p style='text-indent: 0'>{entry}</p>" for entry in ENTRIES)


def page(cited: list[str], entries: str = LIST, behind: str = "") -> str:
    text = "".join(f"<p>{PROSE[n % 3][:-1]}{mark}。</p>" for n, mark in enumerate(cited))
    return f"<h1>流域的用水制度</h1>{TEXT}{text}<div style='height: 30pt'></div>{entries}{behind}"


def test_it_is_a_list_where_the_text_cites_several_at_once() -> None:
    outcome = cleaned_page(page(["[1]", "[2, 3]", "[4]", "[5]", "[6]"]))
    assert [text[:3] for text in of(outcome, Role.REFERENCE)] == [f"[{n}]" for n in range(1, 7)]
    assert of(outcome, Role.NOTE) == []
    assert not outcome.value.missing


def test_it_is_a_list_where_the_text_cites_one_twice() -> None:
    outcome = cleaned_page(page(["[1]", "[2]", "[1]", "[3]", "[4]", "[5]", "[6]"]))
    assert len(of(outcome, Role.REFERENCE)) == 6


def test_what_is_called_once_each_and_in_turn_may_be_notes() -> None:
    outcome = cleaned_page(page([f"[{n}]" for n in range(1, 7)]))
    assert of(outcome, Role.REFERENCE) == []
    assert len(of(outcome, Role.NOTE)) == 6


def test_points_in_brackets_without_years_are_no_list_of_sources() -> None:
    points = "".join(f"<p style='text-indent: 0'>[{n}] {title}</p>" for n, title in enumerate(TITLES, 1))
    assert of(cleaned_page(page(["[1, 2]", "[3]"], points)), Role.REFERENCE) == []


def test_it_ends_where_a_line_in_other_type_follows() -> None:
    outcome = cleaned_page(page(["[2, 3]"], behind="<p style='font-size: 14pt; margin-top: 20pt'>附图一览</p>"))
    assert of(outcome, Role.REFERENCE)[-1].endswith(TITLES[-1])
