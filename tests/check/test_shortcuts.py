"""What lets the checks pass a text over quickly never hides anything that would be found in it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sco_pub.check.figures import _PATTERNS
from sco_pub.check.figures_target import target_figures
from sco_pub.check.typography import _EVERYWHERE, _HABITS

_PIECES = (
    *"0123456789aAнсвгЛСXIV.,;:!?-–—―№§%()[]«»„“”'\"/^ \u00a0\u202f，。",
    "--", "——", " - ", " — ", "д. Л", "А. Б", "н. э.", "до н. э.", "стр. 5", "Гл. 5", "No. 7", "12 000", "5 кг", "XX в.", "5-7",
    "5 million", "one", "двадцать", "двадцать один", "три четверти", "twenty-one",
)  # fmt: skip
_HAN_PIECES = (
    *"0123456789０.,/^~—一二三五七八九十百千万亿〇零两半个年月日时点分之成折倍元亩斤里米午早晚后代世纪第“”·",
    "世纪", "年代", "百分之", "分之", "千瓦", "亿元", "万吨", "光绪", "十四五", "规划", "九一八", "事变", "七八成", "提高了",
)  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
def test_a_habit_is_found_with_its_shortcuts_as_without_them(text: str) -> None:
    for habit in (*_EVERYWHERE, *_HABITS["ru"], *_HABITS["en"]):
        slow = list(replace(habit, signs=frozenset(), hint=None).found_in(text))
        quick = [] if habit.signs and habit.signs.isdisjoint(text) else list(habit.found_in(text))
        assert quick == slow


@given(st.lists(st.sampled_from(_HAN_PIECES), max_size=30).map("".join))
def test_a_figure_of_the_source_has_what_its_reading_is_looked_for_by(text: str) -> None:
    for name, needed, pattern in _PATTERNS:
        if pattern.search(text):
            assert needed in text if isinstance(needed, str) else not needed.isdisjoint(text), name


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map(" ".join))
def test_a_number_word_is_read_wherever_it_stands_among_others(text: str) -> None:
    alone = {given.words for given in target_figures("двадцать", "ru")}
    found = {given.words for given in target_figures(f"{text} ; двадцать", "ru")}
    assert alone <= found
