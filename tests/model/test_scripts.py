"""What script a language is written in, which way it runs, and whose settings it takes."""

from __future__ import annotations

import pytest

from sco_pub.model import scripts
from sco_pub.model.config import Fonts, House, NoteMark


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("zh", "Hans"),
        ("zh-TW", "Hant"),
        ("zh-Hant", "Hant"),
        ("ja", "Jpan"),
        ("kk", "Cyrl"),
        ("ug", "Arab"),
        ("az-Arab", "Arab"),
        ("vi", "Latn"),
    ],
)
def test_a_language_has_the_script_that_its_tag_says_or_that_is_usual(language: str, code: str) -> None:
    assert scripts.code_of(language) == code


def test_what_is_set_by_dictionaries_clusters_or_downwards_has_no_script() -> None:
    assert [name for name in ("th", "hi", "km", "bo", "mn-Mong") if scripts.script_of(name)] == []


def test_five_languages_run_to_the_left() -> None:
    assert [name for name in ("ar", "fa", "he", "ug", "ur", "zh", "ja", "ru") if scripts.is_right_to_left(name)] == [
        "ar",
        "fa",
        "he",
        "ug",
        "ur",
    ]


def test_leading_and_note_marks_are_those_of_the_language_that_shares_the_script() -> None:
    house = House()
    assert house.notes_for("zh-Hant").mark is NoteMark.CIRCLED
    assert house.in_language("ja").page.leading == house.in_language("zh").page.leading == 1.7
    assert house.in_language("ko").page.leading == house.in_language("ar").page.leading == 1.4


def test_fonts_are_the_script_s_where_the_house_names_none() -> None:
    house = House()
    assert [house.fonts_for(name).serif for name in ("zh", "zh-CN", "zh-Hant", "ja", "ko", "ar", "he", "kk")] == [
        "Noto Serif CJK SC", "Noto Serif CJK SC", "Noto Serif CJK TC", "Noto Serif CJK JP", "Noto Serif CJK KR",
        "Noto Naskh Arabic", "Noto Serif Hebrew", "PT Serif",
    ]  # fmt: skip
    assert House(fonts={"ar": Fonts("Amiri", "Amiri"), "default": Fonts()}).fonts_for("ar-EG").serif == "Amiri"
