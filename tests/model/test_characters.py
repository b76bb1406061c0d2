"""Circled numbers: one sign for every number that print has, and brackets where a person reads one that Unicode lacks."""

import re

import pytest

from sco_pub.model.characters import CIRCLED, CIRCLES, PRIVATE, ring, written


@pytest.mark.parametrize(("number", "sign"), [(0, "⓪"), (1, "①"), (20, "⑳"), (21, "㉑"), (50, "㊿")])
def test_a_circled_number_that_unicode_has_is_unicodes(number: int, sign: str) -> None:
    assert ring(number) == sign


@pytest.mark.parametrize("number", [1, 50, 51, 126, 999])
def test_every_circled_number_is_one_known_sign_and_no_private_point(number: int) -> None:
    sign = ring(number)
    assert len(sign) == 1
    assert CIRCLED[sign] == number
    assert re.fullmatch(f"[{CIRCLES}]", sign)
    assert not re.match(f"[{PRIVATE}]", sign)


def test_a_person_reads_a_number_without_a_sign_in_brackets() -> None:
    assert written(f"见{ring(7)}与{ring(51)}。") == "见⑦与(51)。"


@pytest.mark.parametrize("private", ["\ue000", "\U000f1000", "\U000f1032", "\U000f13e8", "\U0010ffff"])
def test_points_beside_the_rings_stay_private(private: str) -> None:
    assert re.match(f"[{PRIVATE}]", private)
