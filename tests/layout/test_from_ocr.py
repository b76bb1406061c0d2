"""What an engine read on a picture becomes the sheet that real text would have given."""

from __future__ import annotations

from dataclasses import replace

from sco_pub.layout.from_ocr import sheet_of
from sco_pub.layout.ocr_sizes import type_size
from sco_pub.layout.page import Gathered, add_sheet
from sco_pub.model.sheet import ReadPage, ReadRow, ReadSign
from sco_pub.model.text import Origin

DPI, EM = 144, 21  # two pixels a point; 10.5 points


def row(text: str, x: float, y: float, em: float = EM, slope: float = 0.0, ink: float = 0.2) -> ReadRow:
    """A row whose hanzi are set solid and whose Latin letters are half as wide; ``y``: the top of its box at its left end."""
    signs, at = [], x
    for sign in text:
        wide = em if sign > "\u2e80" else em / 2
        top = y + slope * (at - x)
        signs.append(ReadSign(sign, at, top, at + wide, top + em / 0.8))
        at += wide
    return ReadRow(tuple(signs), 0.98, slope, ink)


def page(*rows: ReadRow, rules: tuple[tuple[int, int, int], ...] = ()) -> ReadPage:
    return ReadPage(1200, 1600, DPI, rows, rules)


def lines(read: ReadPage) -> list[str]:
    gathered = Gathered([], [], [], [])
    add_sheet(gathered, sheet_of(read, 1, 600, 800), Origin.READ, read.confidence)
    return [line.text for line in gathered.lines]


def test_type_size_is_the_pitch_of_hanzi_set_solid():
    assert type_size(row("区域合作的制度供给", 100, 100)) == EM


def test_a_spaced_title_has_the_size_of_its_height():
    spaced = row("区域合作", 100, 100, em=30)
    signs = tuple(replace(s, x0=s.x0 + 40 * n, x1=s.x1 + 40 * n) for n, s in enumerate(spaced.signs))
    assert type_size(ReadRow(signs, 0.9, 0.0, 0.2)) == 30


def test_places_are_points_from_the_lower_left_corner():
    sheet = sheet_of(page(row("区域", 100, 100)), 1, 600, 800)
    first = sheet.glyphs[0]
    assert (first.x0, first.x1) == (50.0, 60.5)
    assert (
        800 - 65 < first.y < 800 - 55
    )  # the baseline lies in the lower part of a box from 50 to 63 points below the top


def test_a_page_that_lies_aslant_is_read_in_its_lines():
    tilted = page(
        row("甲" * 24, 100, 200, slope=0.02),
        row("乙" * 10, 700, 200 + 0.02 * 600, slope=0.02),
        row("丙" * 34, 100, 240, slope=0.02),
    )
    assert lines(tilted) == ["甲" * 24 + "　" + "乙" * 10, "丙" * 34]


def test_words_keep_the_blanks_that_the_engine_read_and_get_no_others():
    assert (
        lines(page(row("The history of institutions", 100, 100), row("乙" * 30, 100, 140)))[0]
        == "The history of institutions"
    )


def test_what_is_blacker_than_the_page_is_bold():
    sheet = sheet_of(
        page(*(row("甲" * 20, 100, 100 + 40 * n) for n in range(5)), row("一、问题", 100, 60, ink=0.34)), 1, 600, 800
    )
    assert {glyph.sign for glyph in sheet.glyphs if glyph.bold} == set("一、问题")


def sizes(*rows: ReadRow) -> list[float]:
    """The type sizes of a page's lines, in points, from the top."""
    gathered = Gathered([], [], [], [])
    add_sheet(gathered, sheet_of(page(*rows), 1, 600, 800), Origin.READ)
    return [line.geometry.size for line in gathered.lines if line.geometry]


def test_a_justified_line_and_a_short_one_have_the_size_of_the_text():
    text = [row("水文资料的缺乏曾经使上下游之间的谈判难以推进", 100, 100 + 40 * n) for n in range(6)]
    loose = row("交换观测数据的办法后来成为同类协定", 100, 400, em=22.5)
    assert set(sizes(*text, loose, row("的比较研究", 100, 440, em=20.4), row("期。", 100, 480, em=22))) == {10.5}


def test_the_short_second_line_of_a_title_has_the_size_of_the_first():
    """Its box alone tells it: it lies between the title's size and a heading's."""
    head = [row("一、" + "水文资料的缺乏与谈判" * 2, 100, 300 + 60 * n, em=31) for n in range(2)]
    title, second = row("渡口的兴衰与沿岸城市的秩序及其变迁", 100, 40, em=38), row("研究", 100, 90, em=35)
    assert sizes(title, second, *head)[:2] == [19.0, 19.0]


def test_notes_a_tenth_smaller_than_the_text_have_a_size_of_their_own():
    text = [row("水文资料的缺乏曾经使上下游之间的谈判难以推进", 100, 100 + 40 * n) for n in range(6)]
    notes = [row("参见渡口研究所附的水文记录与船只名册的年份", 100, 400 + 40 * n, em=18) for n in range(3)]
    assert sizes(*text, *notes) == [10.5] * 6 + [9.0] * 3


def test_a_row_whose_box_is_cut_close_is_no_blacker_than_its_neighbours():
    text = [row("甲" * 20, 100, 100 + 40 * n) for n in range(5)]
    close = row("甲" * 20, 100, 400)
    tight = replace(close, signs=tuple(replace(s, y1=s.y0 + 19) for s in close.signs), ink=0.2 * EM / 0.8 / 19)
    sheet = sheet_of(page(*text, tight), 1, 600, 800)
    assert not any(glyph.bold for glyph in sheet.glyphs)


def test_figures_on_a_page_without_western_lines_are_not_bold_beside_a_grey_stamp():
    text = [row("甲" * 20, 100, 100 + 40 * n) for n in range(5)]
    stamp = row("(C)1994 Electronic Publishing House", 100, 500, ink=0.0)
    assert not any(glyph.bold for glyph in sheet_of(page(*text, row("— 41 —", 100, 400), stamp), 1, 600, 800).glyphs)


def test_a_long_title_whose_box_is_cut_close_has_the_size_of_its_pitch():
    title = row("渡口的兴衰与沿岸城市的秩序及其变迁", 100, 40, em=38)
    close = replace(title, signs=tuple(replace(s, y1=s.y0 + 33) for s in title.signs))
    assert type_size(close) == 38


def test_a_piece_of_a_drawing_is_no_sign():
    drawn = replace(row("9", 40, 100), score=0.13)
    assert lines(page(drawn, row("渡口的兴衰", 100, 100))) == ["渡口的兴衰"]


def test_a_strip_of_ornament_is_no_text():
    strips = (row("sSssSSs", 60, 100, ink=0.12), row("SSSSSSS", 800, 100))
    assert lines(page(*strips, row("渡口的兴衰", 100, 200), row("XXX", 100, 300))) == ["渡口的兴衰", "XXX"]


def test_a_rule_on_the_picture_is_a_rule_of_the_sheet():
    sheet = sheet_of(page(row("甲" * 20, 100, 100), rules=((100, 400, 1200),)), 1, 600, 800)
    (rule,) = sheet.rules
    assert (rule.x0, rule.x1, rule.y0) == (50.0, 200.0, 200.0)


def test_confidence_weighs_rows_by_their_length():
    read = page(replace(row("甲" * 30, 100, 100), score=1.0), replace(row("乙" * 10, 100, 140), score=0.6))
    assert read.confidence == 0.9


def test_what_is_drawn_on_a_scan_is_a_figure_where_a_caption_says_so():
    body = [row("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉", 100, 100 + 34 * n) for n in range(12)]
    more = [row("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉", 100, 1000 + 34 * n) for n in range(12)]
    label, caption = row("样本", 240, 700, 14), row("图1　变化趋势", 250, 900, 16)
    read = replace(page(*body, label, caption, *more), drawings=((150, 560, 480, 860),))
    gathered = Gathered([], [], [], [])
    add_sheet(gathered, replace(sheet_of(read, 1, 600, 800), place=(0, 0.0)), Origin.READ, read.confidence)
    (region,) = gathered.regions
    assert [line.text for line in gathered.lines[region.first_line + 1 : region.last_line + 1]] == [
        "样本",
        "图1　变化趋势",
    ]
    assert region.box[0] <= 75 and region.box[2] >= 240


def test_a_frame_on_a_scan_that_no_caption_names_is_no_figure():
    body = [row("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉", 100, 100 + 34 * n) for n in range(20)]
    read = replace(page(*body), drawings=((80, 900, 560, 1100),))
    gathered = Gathered([], [], [], [])
    add_sheet(gathered, replace(sheet_of(read, 1, 600, 800), place=(0, 0.0)), Origin.READ, read.confidence)
    assert gathered.regions == []


def spaced(text: str, x: float, y: float) -> ReadRow:
    """A row in which each underscore is an em of white, of which the engine makes a blank."""
    whole = row(text.replace("_", "　"), x, y)
    signs = tuple(replace(s, sign=" ", x1=s.x0) if s.sign == "　" else s for s in whole.signs)
    return ReadRow(signs, 0.98, 0.0, 0.2)


def fonts(read: ReadRow) -> dict[str, str]:
    """The text that is set in each font, on a page with lines of prose."""
    found: dict[str, str] = {}
    prose = [row("甲" * 24, 100, 200 + 40 * n) for n in range(4)]
    for glyph in sheet_of(page(read, *prose), 1, 600, 800).glyphs:
        found[glyph.font] = found.get(glyph.font, "") + glyph.sign.replace("甲", "")
    return found


def test_a_heading_that_runs_into_its_paragraph_is_told_by_its_number_and_the_white_behind_it():
    assert fonts(spaced("1.2_船户的来历_船户多从上游迁来", 100, 100)) == {
        "OCR heading": "1.2　船户的来历　",
        "OCR": "船户多从上游迁来",
    }


def test_a_number_with_a_part_is_no_heading_where_a_mark_or_nothing_wider_than_its_gaps_follows():
    assert set(fonts(spaced("1.2_倍，船户的来历_船户多从上游迁来", 100, 100))) == {"OCR"}
    assert set(fonts(spaced("1.2_船_户_的_来_历_船户多从上游迁来", 100, 100))) == {"OCR"}
    assert set(fonts(spaced("1.2_船户的来历与他们从上游迁来的路途及其年份", 100, 100))) == {"OCR"}
    assert set(fonts(spaced("船户的来历_船户多从上游迁来", 100, 100))) == {"OCR"}


def test_a_heading_that_runs_into_its_paragraph_may_end_with_a_colon_or_stand_alone():
    assert fonts(row("1.2.1船户的来历：船户多从上游迁来", 100, 100))["OCR heading"] == "1.2.1船户的来历："
    assert fonts(spaced("1.2_船户的来历", 100, 100))["OCR heading"] == "1.2　船户的来历"


def test_a_numbered_row_as_long_as_the_column_is_a_heading_where_a_paragraph_begins_below_it():
    wide = "1.2船户的来历与他们从上游迁来的路途及其年份"
    prose = [row("甲" * 24, 100, 200 + 34 * n) for n in range(4)]
    for first, headed in ((100 + 2 * EM, True), (100, False)):
        read = page(row(wide, 100, 132), row("乙" * 22, first, 166), *prose)
        found = {glyph.font for glyph in sheet_of(read, 1, 600, 800).glyphs}
        assert ("OCR heading" in found) is headed


def test_a_latin_row_whose_box_is_cut_close_has_the_size_of_its_paragraph():
    """Descenders make a box high, a row without any low: the distance from row to row doesn't change."""
    words, ems = "The boatmen of the upper river came late", (21, 18, 24, 21, 21)
    found = sizes(*(row(words, 100, 100 + 30 * n - em / 1.6, em=em) for n, em in enumerate(ems)))
    assert found == [10.5] * 5


def test_a_line_that_justifying_has_stretched_has_the_size_of_its_paragraph():
    """Its pitch is a sixth wider, its signs are as high as those above and below, and it is as long as they are."""
    text = [row("甲" * 24, 100, 100 + 34 * n) for n in range(5)]
    wide = row("乙" * 20, 100 + 4 * EM, 100 + 34 * 5, em=EM * 1.15)
    stretched = replace(wide, signs=tuple(replace(s, y1=s.y0 + EM / 0.8) for s in wide.signs[:18]))
    at_edge = 100 + 24 * EM - stretched.signs[-1].x1
    moved = replace(stretched, signs=tuple(replace(s, x0=s.x0 + at_edge, x1=s.x1 + at_edge) for s in stretched.signs))
    assert sizes(*text, moved, row("丙" * 10, 100, 100 + 34 * 6)) == [10.5] * 7
    short = replace(stretched, signs=stretched.signs[:8])
    assert sizes(*text, short, row("丙" * 10, 100, 100 + 34 * 6))[5] > 12


def test_a_heading_above_a_paragraph_keeps_its_own_size():
    heading = row("Ferries", 100, 40, em=26)
    found = sizes(heading, *(row("The boatmen of the upper river", 100, 100 + 30 * n) for n in range(4)))
    assert found == [13.0, *[10.5] * 4]


def test_a_brace_that_closes_another_bracket_or_is_closed_by_one_is_its_partner():
    wanted = {
        "船户（310012}的": "船户（310012）的",
        "{Abstract] Boats": "[Abstract] Boats",
        "集合{1,2}中": "集合{1,2}中",
    }
    for read, meant in wanted.items():
        assert lines(page(row(read, 100, 100))) == [meant]


def test_rules_of_a_table_whose_ends_are_faint_are_as_long_as_each_other_and_one_over_two_columns_is_not():
    read = page(row("甲" * 20, 100, 100), rules=((100, 500, 300), (124, 500, 320), (100, 490, 600), (300, 500, 310)))
    ends = [(rule.x0, rule.x1) for rule in sheet_of(read, 1, 600, 800).rules]
    assert ends == [(50.0, 250.0)] * 3 + [(150.0, 250.0)]


def test_a_class_number_begins_with_a_letter():
    assert lines(page(row("中图分类号：1106.4文献标识码：A", 100, 100))) == ["中图分类号：I106.4文献标识码：A"]
    assert lines(page(row("分类号：JO文献标识码：A", 100, 100))) == ["分类号：J0文献标识码：A"]
    assert lines(page(row("［中图分类号］061", 100, 100))) == ["［中图分类号］O61"]
    assert lines(page(row("中图分类号：G206.4", 100, 100))) == ["中图分类号：G206.4"]


def test_an_entry_s_number_has_the_brackets_of_the_entries_beside_it():
    entries = [
        row(f"{mark}王元、李平：《渡口》", 100, 100 + 40 * n)
        for n, mark in enumerate(("[1]", "[2]", "(3]", "[4]", "（5）"))
    ]
    aside = row("（2）船户多从上游迁来", 180, 400)
    assert [line[:3] for line in lines(page(*entries, aside))] == ["[1]", "[2]", "[3]", "[4]", "[5]", "（2）"]


def test_an_em_of_white_between_names_is_no_word_space():
    assert lines(page(spaced("渡口研究所_李明_王小红", 100, 100))) == ["渡口研究所　李明　王小红"]
    assert lines(page(row("Li Ming", 100, 100))) == ["Li Ming"]
