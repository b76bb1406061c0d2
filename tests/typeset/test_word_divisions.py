"""Divided words: what a proof-reader would not let stand though the patterns allow it."""

from __future__ import annotations

import pytest

from sco_pub.typeset.lines.word_divisions import TWO_LETTERS_COST, is_name, name_cost, sound


@pytest.mark.parametrize(
    ("word", "places", "left"),
    [
        ("многостороннего", (2, 5, 8, 12), (2, 5, 12)),
        ("здравоохранения", (4, 6, 8, 10, 12), (6, 10, 12)),
        ("неоднократно", (2, 4, 6, 9), (2, 6)),
        ("общественный", (2, 4, 7), (2, 4, 7)),
        ("правовой", (4, 5), (4, 5)),
    ],
)
def test_a_russian_compound_parts_at_its_joint_or_well_inside_a_member(
    word: str, places: tuple[int, ...], left: tuple[int, ...]
) -> None:
    assert tuple(place for place, _ in sound(word, "ru", places)) == left


def test_two_letters_left_behind_cost_more_than_three() -> None:
    assert dict(sound("development", "en", (2, 5, 7))) == {2: TWO_LETTERS_COST, 5: 0.0, 7: 0.0}


@pytest.mark.parametrize(
    ("text", "word", "lang", "name"),
    [
        ("in Kazakhstan today", "Kazakhstan", "en", True),
        ("Kazakhstan today", "Kazakhstan", "en", False),
        ("It ended. Kazakhstan agreed", "Kazakhstan", "en", False),
        ("by J. Kazakov", "Kazakov", "en", True),
        ("сказал: «Сегодня", "Сегодня", "ru", False),
        ("по инициативе Цзиньпина", "Цзиньпина", "ru", True),
        ("im Jahrhundert der", "Jahrhundert", "de", False),
        ("the development of", "development", "en", False),
    ],
)
def test_a_name_is_a_word_with_a_capital_that_begins_no_sentence(text: str, word: str, lang: str, name: bool) -> None:
    assert is_name(text, text.index(word), lang) is name


@pytest.mark.parametrize(
    ("name", "part", "lang"),
    [("Цзиньпина", "Шанхайской", "ru"), ("Кыргызстане", "Генерального", "ru"), ("Председателя", "Центральная", "ru")],
)
def test_a_person_or_a_country_is_divided_after_everything_else_and_an_adjective_before_them(
    name: str, part: str, lang: str
) -> None:
    costs = [name_cost(f"и в {word} тоже", 4, word, lang) for word in (name, part, "сотрудничестве")]
    assert costs[0] > 5 * costs[1] > 0 == costs[2]
