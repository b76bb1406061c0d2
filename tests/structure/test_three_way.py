"""A merge of three states: what only one side changed is taken, what both changed differently is marked, and nothing is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sco_pub.structure.three_way import marked, merge
from tests.examples import examples

NAMES = ("ours", "theirs")
LINES = st.lists(st.sampled_from("甲乙丙丁戊"), max_size=6).map(lambda lines: "".join(f"{line}\n" for line in lines))


def test_changes_in_different_places_are_both_there() -> None:
    made = merge("甲\n乙\n丙\n丁\n", "甲\n乙二\n丙\n丁\n", "甲\n乙\n丙\n丁四\n", names=NAMES)
    assert (made.text, made.taken, made.collisions) == ("甲\n乙二\n丙\n丁四\n", 1, 0)


def test_a_paragraph_that_one_side_took_out_is_out() -> None:
    assert merge("甲\n乙\n丙\n", "甲\n丙\n", "甲\n乙\n丙\n丁\n", names=NAMES).text == "甲\n丙\n丁\n"


def test_the_same_change_on_both_sides_is_none_to_settle() -> None:
    made = merge("甲\n乙\n", "甲\n丙\n", "甲\n丙\n", names=NAMES)
    assert (made.text, made.taken, made.collisions) == ("甲\n丙\n", 0, 0)


def test_two_changes_of_one_line_collide_and_both_stand_between_marks() -> None:
    made = merge("甲\n乙\n", "甲\n丙\n", "甲\n丁\n", names=NAMES)
    assert made.text == "甲\n<<<<<<< ours\n丙\n=======\n丁\n>>>>>>> theirs\n"
    assert (made.collisions, marked(made.text), marked("甲\n")) == (1, 2, None)


@examples(300)
@given(LINES, LINES)
def test_where_one_side_changed_nothing_the_other_is_the_result(base: str, side: str) -> None:
    assert merge(base, side, base, names=NAMES).text == side
    assert merge(base, base, side, names=NAMES).text == side
    assert merge(base, side, side, names=NAMES).text == side


@examples(300)
@given(LINES, LINES, LINES)
def test_a_merge_without_a_collision_is_the_same_from_both_sides(base: str, ours: str, theirs: str) -> None:
    one, other = merge(base, ours, theirs, names=NAMES), merge(base, theirs, ours, names=NAMES)
    assert one.collisions == other.collisions
    if not one.collisions:
        assert one.text == other.text
