"""Segments: figures that their font sets a little lower than the hanzi beside them stand in the hanzi's line."""

import pytest

from sco_pub.layout.segments import segments, text_of
from sco_pub.model.sheet import Glyph

_SIZE = 10.0


def glyphs(text: str, x: float, y: float, advance: float) -> list[Glyph]:
    return [
        Glyph(sign, x + n * advance, x + (n + 1) * advance, y, _SIZE, False, "Song", False)
        for n, sign in enumerate(text)
    ]


@pytest.mark.parametrize("drop", [1.3, 1.7, 2.1])
def test_figures_below_the_hanzi_s_baseline_stay_in_their_places(drop: float) -> None:
    line = [
        *glyphs("水法", 60, 500, 10),
        *glyphs("年修订，第", 100, 500, 10),
        *glyphs("、", 165, 500, 10),
        *glyphs("页", 185, 500, 10),
    ]
    figures = [*glyphs("2014", 80, 500 - drop, 5), *glyphs("27", 152, 500 - drop, 5), *glyphs("96", 175, 500 - drop, 5)]
    below = glyphs("保护法的规定", 60, 484, 10)
    found = sorted(segments([*line, *figures, *below]), key=lambda segment: -segment.y)
    assert ["".join(glyph.sign for glyph in segment.glyphs) for segment in found] == [
        "水法2014年修订，第27、96页",
        "保护法的规定",
    ]


def test_hanzi_that_stand_lower_are_a_line_of_their_own() -> None:
    found = segments([*glyphs("水法", 60, 500, 10), *glyphs("年修订", 80, 498.4, 10)])
    assert len(found) == 2


def test_figures_behind_a_note_s_smaller_mark_stand_in_the_hanzi_s_line() -> None:
    mark = [Glyph(sign, 60 + 4 * n, 64 + 4 * n, 500.5, 8.8, False, "Song", False) for n, sign in enumerate("〔7〕")]
    line = [*glyphs("年制定的劳动法", 100, 500, 10), *glyphs("条规定", 185, 500, 10)]
    figures = [*glyphs("1994", 78, 498.7, 5), *glyphs("12", 172, 498.7, 5)]
    (found,) = segments([*mark, *line, *figures])
    assert "".join(glyph.sign for glyph in found.glyphs) == "〔7〕1994年制定的劳动法12条规定"


def test_a_number_lower_than_its_brackets_stays_between_them_though_the_other_column_s_line_is_higher() -> None:
    other = glyphs("多媒体教学系统的设计与实现", 320, 500.8, 10)
    brackets = [*glyphs("［", 50, 500, 5), *glyphs("］", 60, 500, 5)]
    lower = [*glyphs("4", 55, 498.5, 5), *glyphs("Liu", 68, 498.5, 5)]
    found = segments([*other, *brackets, *lower])
    assert "［4］Liu" in ["".join(glyph.sign for glyph in segment.glyphs) for segment in found]


def letters(text: str, x: float, y: float) -> list[Glyph]:
    """Latin letters as a layer names them that knows only hanzi: m and W are as wide as hanzi, the others are not."""
    out = []
    for sign in text:
        width = 9.0 if sign in "犿犠" else 5.0
        out.append(Glyph(sign, x, x + width, y, _SIZE, False, "E-BZ", False))
        x += width
    return out


def test_letters_that_the_layer_names_as_hanzi_stay_in_their_places_below_the_hanzi_s_baseline() -> None:
    line = [*glyphs("测量（", 60, 500, 10), *glyphs("，见后文）", 109, 500, 10)]
    found = segments([*line, *letters("犠犪狀犵", 85, 498.5), *letters("犿犪狀狔犪犵狅", 60, 470)])
    assert next("".join(glyph.sign for glyph in segment.glyphs) for segment in found) == "测量（犠犪狀犵，见后文）"


@pytest.mark.parametrize(("size", "rise", "raised"), [(8.7, 1.9, True), (8.7, 0.5, False), (9.6, 1.9, False)])
def test_a_note_s_number_is_raised_though_it_is_hardly_smaller(size: float, rise: float, raised: bool) -> None:
    mark = Glyph("1", 100, 105, 500 + rise, size, False, "E-FZ", False)
    (found,) = segments([*glyphs("是测量。", 60, 500, 10), mark, *glyphs("而后", 105, 500, 10)])
    assert (text_of(found).raised == {4}) is raised


def words(text: str, x: float, gaps: list[float]) -> list[Glyph]:
    """Words of letters half an em wide, with so many points between them."""
    out: list[Glyph] = []
    for word, gap in zip(text.split(), [*gaps, 0.0], strict=True):
        advance = 10.0 if word > "\u3000" else 5.0
        out += glyphs(word, x, 500, advance) if advance == 10 else letters(word, x, 500)
        x += advance * len(word) + gap
    return out


def test_a_gap_between_foreign_names_is_wider_than_the_one_inside_them() -> None:
    (line,) = segments(words("陈晓明 Anna Berg Erik Lund 王小红", 60, [10.5, 3.5, 10.5, 3.5, 10.5]))
    assert text_of(line).text == "陈晓明\u3000Anna Berg\u3000Erik Lund\u3000王小红"


def test_the_word_spaces_of_a_stretched_line_stay_word_spaces() -> None:
    (line,) = segments(words("参见 the law of rivers and lakes", 60, [10.5] * 6))
    assert "\u3000" not in text_of(line).text[3:]


@pytest.mark.parametrize(
    ("mark", "gap", "joined"), [("9", 15, True), ("ix", 15, True), ("9", 25, False), ("水", 15, False)]
)
def test_a_raised_number_a_tab_before_its_note_belongs_to_it(mark: str, gap: float, joined: bool) -> None:
    raised = [Glyph(sign, 60 + 3 * n, 63 + 3 * n, 504, 6, False, "Song", False) for n, sign in enumerate(mark)]
    found = segments([*raised, *glyphs("闸门与契约", raised[-1].x1 + gap, 500, 10)])
    assert (len(found) == 1) is joined


@pytest.mark.parametrize(
    ("label", "wanted"), [("关键词", "关键词 河流分配 协定争端 观测，"), ("关键是", "关键是河流分配协定争端观测，")]
)
def test_half_a_blank_parts_key_words_and_stretches_prose(label: str, wanted: str) -> None:
    row: list[Glyph] = []
    for word in (label, "河流分配", "协定争端", "观测，"):
        row += glyphs(word, row[-1].x1 + 4.7 if row else 60, 500, 10)
    (line,) = segments(row)
    assert text_of(line).text == wanted


def test_names_are_parted_at_gaps_that_are_no_full_em_though_one_of_them_is_spread_with_a_space() -> None:
    parts = [*glyphs("王若水", 60, 500, 10), *glyphs("李　明", 98, 500, 10), *glyphs("张长江", 136, 500, 10)]
    (found,) = segments(parts)
    assert text_of(found).text.split(" ") == ["王若水", "李　明", "张长江"]


def test_a_call_with_many_pages_and_one_above_a_mark_s_blank_half_stand_in_their_line() -> None:
    line = [*glyphs("渡口的簿册写得很细”", 60, 500, 10), *glyphs("，看守的人也记着", 175, 500, 10)]
    above = [Glyph(sign, 156 + 4 * n, 160 + 4 * n, 503.5, 8.75, False, "Song", False) for n, sign in enumerate("[17]")]
    assert text_of(*segments([*line, *above])).text.startswith("渡口的簿册写得很细”[17]")
    many = "[37]330,333,334,335"
    raised = [Glyph(sign, 160 + 3 * n, 163 + 3 * n, 505, 5.9, False, "Song", False) for n, sign in enumerate(many)]
    line = [*glyphs("渡口的簿册写得很细", 60, 500, 10), *glyphs("，看守的人也记着", 218, 500, 10)]
    assert many in text_of(*segments([*line, *raised])).text


@pytest.mark.parametrize("call", ["[10]", "[9]35"])
def test_a_call_hardly_smaller_than_its_line_stands_in_the_gap_that_the_line_keeps_for_it(call: str) -> None:
    line = [*glyphs("渡口的簿册写得很细", 60, 500, 10), *glyphs("，看守的人也记着", 152 + 4 * len(call), 500, 10)]
    raised = [Glyph(sign, 151 + 4 * n, 155 + 4 * n, 503.5, 8.75, False, "Song", False) for n, sign in enumerate(call)]
    (found,) = segments([*line, *raised])
    text = text_of(found)
    assert text.text == f"渡口的簿册写得很细{call}，看守的人也记着"
    assert text.raised == frozenset(range(9, 9 + len(call)))


@pytest.mark.parametrize(("gap", "read"), [(0.6, "of Economics"), (-0.4, "ofEconomics")])
def test_a_capital_behind_the_overhang_of_a_slanted_f_begins_a_word(gap: float, read: str) -> None:
    def slanted(text: str, x: float) -> list[Glyph]:
        return [
            Glyph(sign, x + 5 * n, x + 5 * (n + 1), 500, _SIZE, False, "Times-Italic", False, italic=True)
            for n, sign in enumerate(text)
        ]

    (found,) = segments([*slanted("of", 60), *slanted("Economics", 70 + gap)])
    assert text_of(found).text == read
