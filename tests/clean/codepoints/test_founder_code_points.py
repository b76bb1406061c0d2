"""Founder's rings in parts become circled numbers, whatever the order of their pieces; other uses of the pieces stay."""

import pytest

from sco_pub.clean.codepoints import founder_code_points, repair
from sco_pub.model.characters import ring

R = "\ue583"
HUNDRED, TENS, UNITS = "\ue566", "".join(map(chr, range(0xE56F, 0xE579))), "".join(map(chr, range(0xE579, 0xE583)))


def read(text: str) -> str:
    return repair.repair(text).text.replace(" ", "")


@pytest.mark.parametrize("pieces", [R + "瑏瑡", "瑏瑡" + R, "瑏" + R + "瑡"])
def test_the_ring_stands_before_behind_or_between_its_digits(pieces: str) -> None:
    text = f"由此可见，{pieces}其理由{R}瑐瑠如下"
    assert read(text) == "由此可见，⑪其理由⑳如下"


def test_numbers_go_on_beyond_fifty_and_a_hundred() -> None:
    text = f"甲{R}瑓瑠乙{R}瑓瑡丙{R}瑝瑩丁{R}{HUNDRED}{TENS[2]}{UNITS[6]}戊{UNITS[6]}{R}{HUNDRED}{TENS[2]}"
    assert read(text) == f"甲㊿乙{ring(51)}丙{ring(99)}丁{ring(126)}戊{ring(126)}"


def test_rings_side_by_side_are_read_one_by_one() -> None:
    assert read(f"见{R}瑏瑡{R}瑏瑢，又见{R}瑏瑣") == "见⑪⑫，又见⑬"


def test_newer_fonts_have_their_pieces_on_plane_sixteen() -> None:
    ringed, ten, none, nine = "\U001000ca", "\U00100049", "\U00100052", "\U0010005b"
    assert read(f"由此可见，{ringed}{ten}{none}其理由{nine}{ten}{ringed}如下") == "由此可见，⑩其理由⑲如下"


def test_a_ring_that_the_page_settled_proves_the_next_one() -> None:
    assert read(f"由此可见，⑩其理由{R}瑏瑡如下") == "由此可见，⑩其理由⑪如下"


@pytest.mark.parametrize(
    ("pieces", "number"), [(R + "瑏瑡", 11), ("瑡瑏" + R, 11), ("瑏瑡", 0), (R + "瑏", 0), ("甲", 0)]
)
def test_pieces_drawn_over_each_other_make_one_number_or_none(pieces: str, number: int) -> None:
    assert founder_code_points.ring_number(pieces) == number


def test_every_piece_is_accounted_for_in_its_place() -> None:
    raw = f"见{R}瑏瑡与{R}瑏瑢。"
    found = repair.repair(raw)
    assert len(found.text) == len(raw)
    assert not found.unknown


@pytest.mark.parametrize(
    "text", ["瑶池与瑠璃，陈瑡、李瑩都是人名。", f"只有一处{R}瑏瑡的文本", f"缺数字{R}瑏，又缺{R}瑠"]
)
def test_pieces_that_make_no_ring_stay(text: str) -> None:
    assert repair.repair(text).text == text
