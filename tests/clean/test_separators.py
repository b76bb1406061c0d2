"""What parts key words from each other becomes one semicolon, and what stands inside one stays."""

from __future__ import annotations

import pytest

from sco_pub.clean import set_blocks
from sco_pub.clean.ledger.draft import Draft
from sco_pub.model.reserved import SEPARATOR
from sco_pub.model.text import Range


def parted(text: str, key: str = "keywords") -> list[str]:
    draft = Draft(text, [Range(0, len(text))])
    set_blocks._separators(draft, key)
    return draft.text.split(SEPARATOR)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("水簿；轮灌;协商", ["水簿", "轮灌", "协商"]),
        ("水簿 ； 轮灌 ； 协商", ["水簿", "轮灌", "协商"]),
        ("水簿、轮灌；协商", ["水簿、轮灌", "协商"]),  # the semicolon is the stronger mark
        ("水簿，轮灌，协商", ["水簿", "轮灌", "协商"]),
        ("水簿、轮灌、协商", ["水簿", "轮灌", "协商"]),
        ("水簿　轮灌　协商", ["水簿", "轮灌", "协商"]),
        ("水簿　轮灌、排水　协商", ["水簿", "轮灌、排水", "协商"]),  # blanks part, the comma stands inside
        ("水簿  轮灌  协商", ["水簿", "轮灌", "协商"]),
        ("水簿 轮灌 协商", ["水簿", "轮灌", "协商"]),
        ("“一河两岸” 轮灌", ["“一河两岸”", "轮灌"]),
        ("Gini 系数　轮灌", ["Gini 系数", "轮灌"]),
        ("水簿\n轮灌\n协商", ["水簿", "轮灌", "协商"]),
        ("水簿\n\n轮灌\n\n协商", ["水簿", "轮灌", "协商"]),
        ("：水簿；轮灌。", ["水簿", "轮灌"]),
        ("　水簿；轮灌；　", ["水簿", "轮灌"]),
        ("水簿\u2003轮灌", ["水簿", "轮灌"]),
        ("水簿", ["水簿"]),
    ],
)
def test_chinese_key_words(text: str, wanted: list[str]) -> None:
    assert parted(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "水簿\n轮灌",  # two lines may be one word that was broken
        "跨界河流水量分配与协商机制的早期\n形成过程以及\n它的变迁",  # the first is longer than a key word is
    ],
)
def test_lines_that_may_be_one_word_are_not_parted(text: str) -> None:
    assert parted(text) == [text]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("water rights; rotation", ["water rights", "rotation"]),
        ("water rights, rotation", ["water rights", "rotation"]),
        ("water rights  rotation", ["water rights", "rotation"]),
        ("water rights　rotation", ["water rights", "rotation"]),
        ("water rights rotation", ["water rights rotation"]),
        ("water rights　rotation, irrigation", ["water rights　rotation", "irrigation"]),
    ],
)
def test_english_key_words(text: str, wanted: list[str]) -> None:
    assert parted(text, "keywords-en") == wanted
