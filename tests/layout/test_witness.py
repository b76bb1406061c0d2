"""Which glyphs can't be what the layer says, and what the lines they stand in say they are."""

from __future__ import annotations

from collections import Counter

import pytest

from sco_pub.layout import witness
from sco_pub.layout.witness import Place, Verdict
from sco_pub.model.sheet import Glyph, Sheet

EM = 10.0


def glyphs(text: str, font: str = "Song", y: float = 100.0, wide: dict[str, float] | None = None) -> tuple[Glyph, ...]:
    """A line: hanzi an em wide, ASCII half an em, what ``wide`` says otherwise."""
    out, at = [], 50.0
    for sign in text:
        width = (wide or {}).get(sign, 0.5 if sign.isascii() else 1.0) * EM
        out.append(Glyph(sign, at, at + width, y, EM, False, font, turned=False))
        at += width
    return tuple(out)


def sheet(*lines: tuple[Glyph, ...]) -> Sheet:
    every = tuple(g for line in lines for g in line)
    return Sheet(1, 595, 842, every, (), 0, 0, picture=False)


PROSE = "区域合作的制度供给来自成员国的共同需要并且随着时间的推移而变化这是本文所要讨论的问题其意义不言自明"


def test_an_honest_text_has_nothing_doubtful():
    assert witness.doubtful([sheet(*(glyphs(PROSE, y=100 + 20 * n) for n in range(6)))]) == {}


def test_a_hanzi_as_narrow_as_a_point_is_doubtful():
    lines = [glyphs(f"{PROSE}3畅14", y=100 + 20 * n, wide={"畅": 0.28}) for n in range(4)]
    assert witness.doubtful([sheet(*lines)]) == {("Song", "畅"): 4}


def test_a_condensed_face_is_condensed_as_a_whole():
    narrow = dict.fromkeys(PROSE, 0.62)
    assert witness.doubtful([sheet(*(glyphs(PROSE, y=100 + 20 * n, wide=narrow) for n in range(4)))]) == {}


def test_private_points_and_squares_are_doubtful_and_a_single_square_is_none():
    assert witness.doubtful([sheet(glyphs(PROSE + "\ue583"), glyphs("■", y=120))]) == {("Song", "\ue583"): 1}
    assert ("Marks", "■") in witness.doubtful(
        [sheet(glyphs(PROSE), *(glyphs("■", "Marks", y=120 + 9 * n) for n in range(3)))]
    )


def test_a_font_that_has_nothing_but_a_stretch_of_hanzi_was_shifted():
    moved = "".join(chr(0x4E00 + ord(c)) for c in "The 1898 reform, cf. p. 35")
    found = witness.doubtful([sheet(glyphs(PROSE), glyphs(moved, "CMR10", y=120))])
    assert {font for font, _ in found} == {"CMR10"}


def test_hanzi_beyond_gb_2312_are_doubtful_when_they_come_often_in_a_text_that_keeps_to_it():
    lines = [glyphs(PROSE * 2, y=100 + 20 * n) for n in range(4)] + [glyphs("榾", y=200 + 9 * n) for n in range(3)]
    assert witness.doubtful([sheet(*lines)]) == {("Song", "榾"): 3}
    traditional = "區域合作的制度供給來自成員國的共同需要並且隨著時間的推移而變化"
    assert witness.doubtful([sheet(*(glyphs(traditional, y=100 + 20 * n) for n in range(6)))]) == {}


def test_few_lines_cover_every_doubtful_glyph():
    lines = [list(glyphs(f"甲乙{'丙' if n == 7 else '丁'}", y=20.0 * n)) for n in range(40)]
    chosen = witness.covering(lines, {key: key for key in (("Song", "丙"), ("Song", "丁"))})
    assert 7 in chosen
    assert len(chosen) <= 6


def test_what_is_drawn_alike_needs_no_lines_of_its_own():
    lines = [list(glyphs(f"甲{'丙' if n % 2 else '丁'}", y=20.0 * n)) for n in range(40)]
    apart, alike = [
        witness.covering(lines, {("Song", "丙"): ("Song", "丙"), ("Song", "丁"): ("Song", same)}) for same in "丁丙"
    ]
    assert len(alike) < len(apart)


def test_a_line_under_a_stamp_is_read_last():
    lines = [list(glyphs("甲乙丁丁丁丙", y=20.0 * n)) for n in range(9)]
    lines.append(list(glyphs("某某数据", "Stamp", y=4.0)))
    under = {n for n, crossed in enumerate(witness.crossed(lines)) if crossed}
    assert under == {0, 9}
    assert not any(witness.crossed([lines[0], list(glyphs("***", y=4.0, wide={"*": 1.0}))]))  # a star of its own
    assert 0 in witness.covering(lines, {("Song", "丙"): ("Song", "丙")})
    assert 0 not in witness.covering(lines, {("Song", "丙"): ("Song", "丙")}, under)


@pytest.mark.parametrize("unread", [True, False])
def test_a_row_of_one_sign_that_is_no_writing_is_a_rule(unread: bool) -> None:
    page = sheet(glyphs(PROSE), glyphs("!" * 40, "Lines", y=80), glyphs("!", "Lines", y=60))
    found = witness.with_rules(page, {("Lines", "!")} if unread else set())
    assert len(found.rules) == unread
    assert len(found.glyphs) == len(page.glyphs) - 40 * unread


def test_a_stroke_in_a_font_of_letters_is_a_dash_and_in_one_of_hanzi_the_number_one():
    ballots = {("Times", "!"): Counter("一一"), ("Times", "a"): Counter("xx"), ("Song", "!"): Counter("一一")}
    ballots[("Song", "a")] = Counter("水水")
    found = witness.verdicts(ballots)
    assert (found["Times", "!"].sign, found["Song", "!"].sign) == ("—", "一")


def read_of(line: tuple[Glyph, ...], text: str) -> list[Place]:
    return [Place(sign, 0.5 * (g.x0 + g.x1)) for g, sign in zip(line, text, strict=True)]


def test_a_glyph_gets_the_sign_that_was_read_in_its_place():
    line = glyphs("圆周率约为3畅14", wide={"畅": 0.3})
    assert witness.votes(line, read_of(line, "圆周率约为3.14")) == list("圆周率约为3.14")


def test_a_sign_that_the_engine_passed_over_leaves_its_neighbours_theirs():
    line = glyphs("合作■制度")
    read = [place for place in read_of(line, "合作？制度") if place.sign != "？"]
    assert witness.votes(line, read) == ["合", "作", "", "制", "度"]


def test_a_sign_read_twice_moves_nothing():
    line = glyphs("合作制度供给")
    read = read_of(line, "合作制度供给")
    read.insert(3, Place("制", read[2].x + 1.0))
    assert witness.votes(line, read) == list("合作制度供给")


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (Counter({".": 4}), Verdict(".", 4, 4)),
        (Counter({"，": 3, ",": 2}), Verdict("，", 5, 5)),
        (Counter({"3": 2, "8": 2}), Verdict("", 2, 4)),
        (Counter({"": 4}), Verdict("", 4, 4)),
        (Counter({"∂": 1}), Verdict("∂", 1, 1)),
    ],
)
def test_a_glyph_is_what_its_votes_agree_on(said: Counter[str], verdict: Verdict):
    assert witness.verdicts({("F", "x"): said})["F", "x"] == verdict
