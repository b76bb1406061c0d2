"""Pieces of lines that only a picture can keep: fractions, signs without a name, pictures; and what stays text beside them."""

from __future__ import annotations

from sco_pub.layout.page import Gathered
from sco_pub.model.characters import LOST
from sco_pub.model.sheet import Box, Glyph, Rule
from tests.layout.sheets import column, fraction, gathered, sheet, signs, texts

STAND_IN = "\N{OBJECT REPLACEMENT CHARACTER}"
LEFT = 40.0
Y = 640 - 10 * 16 - 6  # of the line in question, with a little more room above and below it


def among_lines(glyphs: list[Glyph], rules: list[Rule] | None = None, pictures: list[Box] | None = None) -> Gathered:
    around = [*column(LEFT, 640, 10, 40, indents=9), *column(LEFT, Y - 22, 10, 40, indents=9)]
    return gathered(sheet([*around, *glyphs], rules or [], pictures=pictures or []))


def test_a_fraction_in_a_line_of_words_is_a_picture_in_its_place() -> None:
    halves, bar = fraction("a + b", "c", LEFT + 110, Y)
    line = [*signs("其中的参数价格满足为h", LEFT, Y), *halves, *signs("，表明回收旧产品", LEFT + 135, Y)]
    found = among_lines(line, [bar])
    (piece,) = found.inlaid
    assert found.lines[piece.line].text == f"其中的参数价格满足为h{STAND_IN}，表明回收旧产品"
    assert (piece.box[0], piece.box[2]) == (LEFT + 110, LEFT + 135)


def test_a_fraction_in_a_formula_of_its_own_belongs_to_it() -> None:
    halves, bar = fraction("a + b", "c", LEFT + 60, Y)
    found = among_lines([*signs("h >", LEFT + 40, Y, font="Math"), *halves], [bar])
    assert found.inlaid == []
    assert [region.kind for region in found.regions] == ["formula"]


def test_underlined_words_are_no_fraction() -> None:
    line = signs("其中的参数 price per unit 表明回收", LEFT, Y)
    found = among_lines(line, [Rule(LEFT + 50, Y - 2, LEFT + 125, Y - 1.5)])
    assert found.inlaid == []
    assert "price per unit" in "".join(texts(found))


def test_signs_of_mathematics_without_a_name_are_kept_as_a_picture_with_what_they_are_joined_to() -> None:
    formula = signs(f"{LOST}=({LOST},{LOST})", LEFT + 60, Y, font="CambriaMath")
    found = among_lines([*signs("我们用符号", LEFT, Y), *formula, *signs("表示有向无环图", LEFT + 100, Y)])
    (piece,) = found.inlaid
    assert found.lines[piece.line].text.replace("　", "") == f"我们用符号{STAND_IN}表示有向无环图"


def tall(opening: str, closing: str, inner: str, x: float) -> list[Glyph]:
    """Signs on the line between two brackets, each of an upper and a lower piece."""
    wide = 5.0 * (len(inner) + 1)
    pieces = [
        glyph
        for bracket, at in ((opening, x), (closing, x + wide))
        for piece, lift in zip(bracket, (5.0, -5.0), strict=True)
        for glyph in signs(piece, at, Y + lift, font="Symbol")
    ]
    return [*pieces, *signs(inner, x + 5, Y, font="Times")]


def test_what_stands_between_tall_brackets_in_a_line_of_words_is_a_picture_in_its_place() -> None:
    line = [*signs("其中的评分大于", LEFT, Y), *tall("⎡⎣", "⎤⎦", "a,b", LEFT + 75), *signs("则更新为", LEFT + 102, Y)]
    found = among_lines(line)
    (piece,) = found.inlaid
    assert found.lines[piece.line].text == f"其中的评分大于{STAND_IN}则更新为"
    assert piece.box[0] <= LEFT + 75 and piece.box[2] >= LEFT + 100
    assert not any(sign in text for text in texts(found) for sign in "⎡⎣⎤⎦,")


def test_a_power_behind_a_tall_bracket_goes_with_it() -> None:
    power = signs("T", LEFT + 103, Y + 9, size=6.0, font="Times")
    line = [*signs("其中的评分大于", LEFT, Y), *tall("⎡⎣", "⎤⎦", "a,b", LEFT + 75), *power]
    found = among_lines([*line, *signs("则更新为", LEFT + 110, Y)])
    (piece,) = found.inlaid
    assert piece.box[2] >= LEFT + 106
    assert not any("T" in text for text in texts(found))


def test_brackets_around_words_stay_text() -> None:
    line = [*signs("其中的评分", LEFT, Y), *tall("⎡⎣", "⎤⎦", "参数", LEFT + 60), *signs("大于则更新", LEFT + 90, Y)]
    found = among_lines(line)
    assert found.inlaid == []
    assert "参数" in "".join(texts(found))


def test_a_sign_without_a_name_in_a_face_of_words_stays_what_it_is() -> None:
    found = among_lines([*signs(f"我们用符号{LOST}表示有向无环图", LEFT, Y)])
    assert found.inlaid == []
    assert any(LOST in text for text in texts(found))


def test_a_picture_that_lies_over_signs_of_a_line_is_named_and_takes_nothing() -> None:
    box = Box(LEFT + 40, Y - 2, LEFT + 60, Y + 9)
    found = among_lines(
        signs("我们用符号表示有向无环图而其他的都不改变也就没有什么要说的了因为它们不在这里讨论", LEFT, Y),
        pictures=[box],
    )
    assert found.inlaid == []
    assert [one.text for one in found.left_out] == ["20 × 11 pt"]
