"""Running heads: the page proves them where it is known; where it isn't, a head that stands once is asked about."""

from __future__ import annotations

from dataclasses import replace

from sco_pub.clean import cleaning
from sco_pub.clean.furniture import find_pages
from sco_pub.clean.lines import features, lines
from sco_pub.model.doubt import DoubtKind
from sco_pub.model.text import Band, Geometry, RawLine, RawTable, RawText, Role
from tests.clean.texts import BODY, cleaned

SECOND = (
    "渡口在河的下游，春天水涨的时候船只要停上好几天，行人只好在岸",
    "边的庙里过夜。庙里的和尚备有柴米，来往的人各凭心意留下几文，",
    "年底由会首点清，用来修补船板。",
)
THIRD = (
    "船板用的木料从上游放下来，到了冬天就停在岸边，由渡夫轮流看守，",
    "看守的人每夜添一次火。县志对此只写了一句，碑文却记得很细，连",
    "柴火的斤两也写在上面。",
)
_TOP, _STEP, _HEAD = 700.0, 18.0, 770.0  # points


def page(number: int, head: str, texts: tuple[str, ...]) -> list[RawLine]:
    """A page with its head set off by white, and its folio."""

    def line(text: str, y: float, band: Band) -> RawLine:
        boxes = tuple((60.0 + 10 * n, 70.0 + 10 * n) for n in range(len(text)))
        return RawLine(text, number, Geometry(60.0, 60.0 + 10 * len(text), y, 10.0, boxes, band=band))

    body = [line(text, _TOP - _STEP * n, Band.TEXT) for n, text in enumerate(texts)]
    return [line(head, _HEAD, Band.HEAD), *body, line(str(number + 40), 40.0, Band.FOOT)]


def dropped(*pages: list[RawLine]) -> list[str]:
    raw = RawText("a.pdf", "", tuple(line for each in pages for line in each), source="pdf")
    rows = features.table(lines.read(raw, lines.layout_text(raw.text)))
    return [rows[d.position].text for d in find_pages.find(rows).dropped if d.rule == "running-head"]


def test_a_head_that_begins_with_a_star_is_no_note() -> None:
    head = "*期　林中河等: 渡口的设立与裁撤"
    pages = (
        page(n, head if n > 1 else "渡口的设立与裁撤", texts)
        for n, texts in enumerate((BODY, SECOND, THIRD, SECOND), 1)
    )
    assert dropped(*pages).count(head) == 3


def test_a_line_inside_a_page_is_no_running_head_whatever_its_words() -> None:
    row = "远东研究　2001年第3期"
    first = page(1, "渡口的设立与裁撤", BODY)
    second = page(2, "远东研究　2001年第3期", (*SECOND, row, *SECOND))
    third = page(3, "远东研究　2001年第3期", THIRD)
    assert dropped(first, second, third) == [row, row]


def test_heads_stand_at_one_height_though_each_says_something_else() -> None:
    pages = page(1, "渡口的设立与裁撤", BODY), page(2, "王渡", SECOND), page(3, "上河地方志丛刊", THIRD)
    assert dropped(*pages) == ["王渡", "上河地方志丛刊"]


def test_a_tables_first_row_of_years_stays_and_so_do_its_figures() -> None:
    texts = (*SECOND, "表1　用水", "村名　1992年　2003年　2016年", "上村　795　810　832　846", *THIRD)
    raw = RawText("a.pdf", "", (*page(1, "渡口的设立与裁撤", BODY), *page(2, "王渡", texts)), source="pdf")
    text = "\n".join(block.text for block in cleaning.clean(raw).value.blocks)
    assert "1992年" in text
    assert "795　810　832　846" in text


def test_a_head_that_stands_once_in_the_middle_of_a_text_is_asked_about() -> None:
    text = "\n".join(["渡口的设立与裁撤", *BODY * 2, "远东研究　2001年第3期", *BODY * 2])
    outcome = cleaned(text)
    assert "远东研究" not in "".join(b.text for b in outcome.value.blocks if b.role is Role.PARAGRAPH)
    asked = [d for d in outcome.value.ledger.doubts if d.kind is DoubtKind.DROPPED_LINE]
    assert [d.excerpt for d in asked] == ["远东研究　2001年第3期"]


def test_one_beside_a_folio_is_not() -> None:
    ends = [f"· {n} ·\n远东研究　2001年第3期" if n == 42 else f"· {n} ·" for n in (41, 42, 43)]
    text = "\n".join("\n".join([*BODY * 2, end]) for end in ends)
    doubts = cleaned("渡口的设立与裁撤\n" + text).value.ledger.doubts
    assert not [d for d in doubts if d.kind is DoubtKind.DROPPED_LINE]


def test_a_folio_that_is_drawn_one_digit_a_line_is_one_though_its_first_digit_stands_higher() -> None:
    def numbered(number: int, texts: tuple[str, ...], folio: str) -> list[RawLine]:
        *body, last = page(number, "远东研究　2001年第3期", texts)
        assert last.geometry is not None
        digits = [
            replace(last, text=c, geometry=replace(last.geometry, baseline=64.0 - 12 * n, band=Band.TEXT))
            for n, c in enumerate(folio)
        ]
        return [*body, *digits]

    pages = numbered(1, BODY, "148"), numbered(2, SECOND, "149"), numbered(3, THIRD, "150")
    raw = RawText("a.pdf", "", tuple(line for each in pages for line in each), source="pdf")
    rows = features.table(lines.read(raw, lines.layout_text(raw.text)))
    assert dict(find_pages.find(rows).folios) == {0: 148, 1: 149, 2: 150}


def test_the_end_of_a_sentence_with_its_call_at_a_page_s_top_is_no_head() -> None:
    def rows(number: int, texts: tuple[str, ...], foot: str) -> list[RawLine]:
        found = page(number, "渡口与乡村社会", texts)
        geometry = Geometry(60.0, 400.0, 90.0, 7.5, rule_above=True, band=Band.NOTES)
        return [*found, RawLine(foot, number, geometry)]

    end = RawLine("一决断权。〔2〕", 2, Geometry(60.0, 130.0, _HEAD, 10.0, band=Band.HEAD))
    first = rows(
        1, (*BODY[:2], "县志的作者说〔1〕这正是渡夫对船板的最后一", "项唯"), "〔1〕某甲：《渡口研究》，第3页。"
    )
    second = [end, *rows(2, SECOND, "〔2〕某乙：《渡夫研究》，第7页。")[1:]]
    third = rows(3, THIRD, "　")
    outcome = cleaning.clean(RawText("raw.pdf", "", (*first, *second, *third), source="pdf"))
    assert "一决断权。" in "".join(b.text for b in outcome.value.blocks if b.role is Role.PARAGRAPH)
    assert len([b for b in outcome.value.blocks if b.role is Role.NOTE]) == 2


def test_a_data_base_s_line_at_every_page_s_foot_goes_on_no_note() -> None:
    stamp = "某某法律信息网www.example.com/"

    def stamped(number: int, texts: tuple[str, ...]) -> list[RawLine]:
        *body, folio = page(number, "渡口与乡村社会", texts)
        note = Geometry(60.0, 400.0, 90.0, 7.5, rule_above=True, band=Band.NOTES)
        foot = Geometry(60.0, 300.0, 25.0, 10.0, band=Band.FOOT)
        return [
            *body,
            RawLine(f"〔{number}〕某甲：《渡口研究》，第3页。", number, note),
            folio,
            RawLine(stamp, number, foot),
        ]

    assert dropped(stamped(1, BODY), stamped(2, SECOND), stamped(3, THIRD)).count(stamp) == 3


def test_a_running_foot_below_a_note_that_goes_on_over_the_page_is_known_by_its_height() -> None:
    """No white sets it off there, and it reads like the rest of the note."""

    def sheet(number: int, texts: tuple[str, ...]) -> list[RawLine]:
        foot = RawLine("渡口与会社丛刊（第一辑）", number, Geometry(60.0, 180.0, 40.0, 8.0))
        return [*page(number, "", texts)[1:-1], foot]

    noted = (*THIRD, "①王渡：《渡口与会社》，上河：上河出版社，1987")
    sheets = [
        page(1, "渡口的设立与裁撤", BODY),
        sheet(2, SECOND),
        sheet(3, THIRD),
        sheet(4, noted),
        page(5, "", SECOND)[1:],
    ]
    sheets[3][-1] = replace(sheets[3][-1], text="渡口与会社丛刊（第一辑）　微信公众号")
    said = "渡口与会社丛刊（第一辑）"
    assert [text for text in dropped(*sheets) if "丛刊" in text] == [said, said, f"{said}　微信公众号"]


def test_a_short_line_that_ends_a_sentence_below_the_page_s_own_head_is_text() -> None:
    """The head stands above it, set off; a quotation's last words fill no line, and what they end parts no sentence."""
    open_end = (*SECOND[:2], "年底由会首点清，用来修补船板，碑上的话是“往来的人谁也不")
    third = ("能说这是别人的渡口而少出一文”", "（王渡　10）。船只在岸边停了一个冬天，看守的人每夜添一次火，", *THIRD)
    head = "远东研究　2001年第3期"
    pages = page(1, "渡口的设立与裁撤", BODY), page(2, head, open_end), page(3, head, third)
    assert dropped(*pages) == [head, head]


def test_a_running_foot_whose_folios_the_layer_spoils_is_known_by_its_letters() -> None:
    """One folio stands on a line of its own, one behind the words, one before them as signs that nobody knows."""

    def sheet(number: int, texts: tuple[str, ...], *feet: str) -> list[RawLine]:
        band = Band.TEXT if number == 3 else Band.FOOT
        return [
            *page(number, "", texts)[1:-1],
            *(RawLine(text, number, Geometry(60.0, 180.0, 40.0, 8.0, band=band)) for text in feet),
        ]

    said = "渡口与会社 2019.08 上"
    fourth = ("碑文的末尾记着修船的年月，也记着出钱的人，", "字迹到今天还能读出大半来。")
    texts = BODY, SECOND, THIRD, fourth
    feet = (("\U001000244", said), (f"\U001000248　{said}",), (f"{said}　㊵",), (said,))
    pages = [sheet(n, text, *foot) for n, (text, foot) in enumerate(zip(texts, feet, strict=True), 1)]
    assert dropped(*pages) == [each for foot in feet for each in foot]


def test_a_page_s_first_line_that_ends_one_sentence_and_begins_the_next_is_no_head() -> None:
    """Its page has little white below the head, so that the layout counts it to it; heads of other pages are as high."""
    second, third = page(2, "渡口的设立与裁撤", SECOND), page(3, "王渡：渡口的设立与裁撤", THIRD)
    text = "所述规章的主要特点。从此以后，各县的渡口都归会社管"
    second[1:1] = [RawLine(text, 2, Geometry(60.0, 320.0, _TOP + 20, 10.0, band=Band.HEAD))]
    third[1:1] = [RawLine("（续前）", 3, Geometry(60.0, 100.0, _TOP + 20, 10.0, band=Band.HEAD))]
    assert text not in dropped(page(1, "渡口的设立与裁撤", BODY), second, third)


def test_the_year_and_pages_with_which_the_last_entry_ends_part_no_sentence() -> None:
    ends = (*THIRD[:2], "河会社，", "2013：2067-2072．")
    assert "2013：2067-2072．" not in dropped(
        page(1, "渡口", BODY)[:-1], page(2, "渡口", SECOND)[:-1], page(3, "渡口", ends)[:-1]
    )


def test_the_year_and_pages_with_which_entries_end_are_no_foot() -> None:
    ends = [(*texts, f"20{n}3：206{n}-207{n}．") for n, texts in enumerate((BODY, SECOND, THIRD), 1)]
    assert not [
        text for text in dropped(*(page(n, "渡口", texts)[1:-1] for n, texts in enumerate(ends, 1))) if "：" in text
    ]


def test_a_full_line_and_a_list_s_head_are_text_though_white_puts_them_into_the_heads_of_several_pages() -> None:
    entry = "Brown Andrew. 2012. Ferries and their ferrymen on the upper river and its tributaries, a short"
    pages = page(1, "远东研究", BODY), page(2, "远东研究", SECOND), page(3, "远东研究", THIRD)
    for each, text in zip(pages[1:], ("参考文献", entry), strict=True):
        each[1:1] = [replace(each[0], text=text, geometry=Geometry(60.0, 380.0, _TOP + 20, 10.0, band=Band.HEAD))]
    assert dropped(*pages) == ["远东研究"] * 3


def test_a_table_s_last_row_at_the_foot_of_several_pages_is_no_foot_of_theirs() -> None:
    cells = (("变量", "水位", "水量"), ("县东", "45", "46"), ("观测量", "720", "720"))
    lines_of, tables = [], []
    for number, texts in enumerate((BODY, SECOND, THIRD), 1):
        lines_of += page(number, "渡口的设立与裁撤", texts)[:-1]
        first = len(lines_of)
        lines_of += [
            RawLine("　".join(row), number, Geometry(60.0, 300.0, 76.0 - _STEP * n, 10.0, band=Band.FOOT))
            for n, row in enumerate(cells)
        ]
        tables.append(RawTable(cells, first, first + 2))
    text = cleaning.clean(RawText("a.pdf", "", tuple(lines_of), source="pdf", tables=tuple(tables))).value
    found = [block.rows[-1] for block in text.blocks if block.rows]
    assert found == [("观测量", "720", "720")] * 3
