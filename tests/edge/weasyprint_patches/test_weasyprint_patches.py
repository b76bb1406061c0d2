"""Each patch on WeasyPrint: that it does what it is for, and that it fails loudly where it doesn't fit."""

from __future__ import annotations

import inspect
import subprocess
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import weasyprint as original_weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline
from weasyprint.layout import page as page_layout
from weasyprint.pdf import stream, tags

from sco_pub.edge import weasyprint
from sco_pub.edge.weasyprint_patches import grid, lines, notes, patching, seams, shaping, together
from sco_pub.edge.weasyprint_patches import pages as page_maker
from sco_pub.edge.weasyprint_patches import tags as our_tags
from sco_pub.model.errors import ToolError
from sco_pub.typeset.lines.breaking import Wish

HERE = str(Path(patching.__file__).parent)
engine = weasyprint.load()
ZH = "font: 20px/30px 'Noto Serif CJK SC'"


def pages(body: str, style: str = "", lang: str = "zh-CN") -> Any:
    """The laid-out pages of some HTML: 200 px wide, ten lines of 30 px high."""
    lines.forget()
    sheet = f"@page {{ size: 200px 300px; margin: 0 }} html {{ {ZH} }} body, p {{ margin: 0 }} {style}"
    html = engine.HTML(string=f"<html lang={lang}><body>{body}", url_fetcher=engine.fetcher(lambda url: (b"", "")))
    fonts, counters = engine.FontConfiguration(), engine.CounterStyle()
    css = engine.CSS(string=sheet, font_config=fonts, counter_style=counters)
    return html.render(stylesheets=[css], font_config=fonts, counter_style=counters)


def line_boxes(document: Any) -> list[Any]:
    return [box for page in document.pages for box in page._page_box.descendants() if isinstance(box, boxes.LineBox)]


def text_of(box: Any) -> str:
    return "".join(child.text for child in box.descendants() if isinstance(child, boxes.TextBox))


def test_another_version_of_weasyprint_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(original_weasyprint, "__version__", "71.0")
    with pytest.raises(ToolError, match=r"71\.0.*70\.0 only"):
        patching.require_version()


def test_a_function_that_has_changed_is_not_patched() -> None:
    with pytest.raises(ToolError, match="fit_everything has changed"):
        namespace = type("Module", (), {"fit_everything": staticmethod(test_another_version_of_weasyprint_is_refused)})
        patching.original(namespace, "fit_everything", "0" * 12)


@pytest.mark.parametrize("module", [shaping, lines, notes, grid, page_maker, our_tags, together, seams])
def test_a_patch_is_never_put_on_twice(module: Any) -> None:
    with pytest.raises(ToolError, match="doesn't fit"):
        module.apply()


def test_lines_both_edges_are_straight_and_no_mark_stands_at_a_lines_start() -> None:
    document = pages(
        "<p>一二三四五六七八九十，一二三四五六“七八九十”，一二三四五2021年六七八九十", "p { text-align: justify }"
    )
    *full, last = line_boxes(document)
    assert len(full) >= 3
    assert [round(line.width, 3) for line in full] == [200.0] * len(full)
    assert last.width < 200
    assert not [line for line in [*full, last] if text_of(line)[0] in "，”"]


def test_lines_a_paragraph_keeps_its_breaks_over_a_page_end() -> None:
    text = "一二三四五六七八九十" * 25
    document = pages(f"<p>{text}", "p { text-align: justify }")
    assert len(document.pages) == 3
    assert "".join(text_of(line) for line in line_boxes(document)) == text


def test_lines_words_are_divided_no_more_than_twice_in_a_row() -> None:
    words = "достопримечательность международный сотрудничество " * 6
    document = pages(
        f"<p>{words}",
        "p { text-align: justify; hyphens: auto; hyphenate-character: '-'; font: 20px/30px 'PT Serif' }",
        "ru",
    )
    ends = [text_of(line).endswith("-") for line in line_boxes(document)]
    assert any(ends)
    assert not [index for index in range(len(ends) - 2) if all(ends[index : index + 3])]


def test_lines_a_sign_from_another_font_does_not_make_its_line_higher() -> None:
    document = pages("<p>слово 字 слово<br>слово слово", "p { font: 20px/30px 'PT Serif' }", "ru")
    first, second = line_boxes(document)
    assert (first.height, second.height) == (30, 30)
    assert second.position_y - first.position_y == 30


def test_shaping_gaps_are_written_to_the_thousandth_and_add_up() -> None:
    shapes = shaping.clusters("中文ab", pages("<p>x").pages[0]._page_box.style, None)
    assert [shape.text for shape in shapes] == ["中", "文", "a", "b"]
    assert [shape.offset for shape in shapes] == [0, 3, 6, 7]
    assert all(shape.width > 0 for shape in shapes)


NOTE = "<x-note class=note id=note-{0} data-call=call-{0}>注{0}</x-note>"
FOOT = "x-note { float: footnote; footnote-policy: line; display: block; font-size: 20px }"
CIRCLED = "①②③"
COUNTED = (
    FOOT
    + """ @counter-style circled { system: fixed 1; symbols: ① ② ③; suffix: '' }
x-note::footnote-call, x-note::footnote-marker { content: counter(footnote, circled) }"""
)


def test_notes_have_anchors_and_links_both_ways() -> None:
    page = pages("<p>文" + NOTE.format(1), FOOT).pages[0]
    assert {"call-1", "note-1"} <= set(page.anchors)
    assert {target for _, target, _, _ in page.links} == {"call-1", "note-1"}


def test_notes_are_renumbered_in_place_only_where_the_signs_are_of_one_width() -> None:
    body = "".join(f"<p>{'文' * 60}" + NOTE.format(n) for n in range(1, 4))
    document = pages(body, COUNTED)
    assert len(notes.firsts(document.pages)) == 3
    assert not notes.renumber(document.pages, lambda count: "（一百）")
    assert notes.renumber(document.pages, lambda count: CIRCLED[count - 1])
    calls = [text_of(box) for page in document.pages for box in notes._calls(page)]
    assert calls == ["①", "①", "①"]


def test_together_a_note_never_leaves_the_page_of_its_call() -> None:
    for fill in range(4, 10):
        body = "<p>" + "文<br>" * fill + "文" + NOTE.format(1) + "<p>" + "文" * 40
        for page in pages(body, FOOT + " p { orphans: 2; widows: 2 }").pages:
            tags_on_page = [box.element_tag for box in page._page_box.descendants() if isinstance(box, boxes.InlineBox)]
            assert (notes.CALL in tags_on_page) == (notes.MARKER in tags_on_page)


def test_grid_what_follows_a_table_stands_on_the_grid() -> None:
    document = pages("<p>文<div data-grid=30 style='height:41px'></div><p>文<p>文", "")
    assert [line.position_y % 30 for line in line_boxes(document)] == [0, 0, 0]


WIDE = "@page { size: 600px 300px }"
WORDS = (
    WIDE
    + "p { text-align: justify; hyphens: auto; hyphenate-character: '-'; font: 20px/30px 'PT Serif'; orphans: 2; widows: 2 }"
)


def last_lines(document: Any) -> list[str]:
    return [text_of([box for box in page._page_box.descendants() if isinstance(box, boxes.LineBox)][-1])
            for page in document.pages[:-1]]  # fmt: skip


def test_pages_none_ends_with_a_divided_word() -> None:
    words = (
        "Сообщество единой судьбы — это отношения взаимозависимости, при которых каждый заключает в себе частицу другого: "
        "государства тесно связаны между собой, остро ощущают свою общность, и потому им нужны новые механизмы. "
    )
    found = []
    for shift in range(0, 24, 2):
        document = pages(f"<p>{'слово ' * shift}{words * 2}<p>{words * 3}", WORDS, "ru")
        found += last_lines(document)
    assert len(found) >= 12
    assert [line for line in found if line.endswith("-")] == []


def room_at_foot(document: Any) -> list[float]:
    """Of all pages but the last, how far the last line ends above the page's end, in lines of 30 px."""
    found = []
    for page in document.pages[:-1]:
        last = [box for box in page._page_box.descendants() if isinstance(box, boxes.LineBox)][-1]
        found.append((300 - last.position_y - last.height) / 30)
    return found


def test_pages_a_heading_that_does_not_fit_leaves_no_room_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    paragraph = (
        f"<p>{'一二三四五六七八九十百千，' * 6}一二三四五六七八九十百千"  # three full lines: a fourth costs them little
    )
    text = paragraph * 3 + f"<h2 data-grid=30>题</h2><p>{'文' * 90}"
    heading = "h2 { font: 20px/30px 'Noto Serif CJK SC'; break-after: avoid; margin: 0 }"
    style = WIDE + "p { text-align: justify; orphans: 2; widows: 2 }" + heading
    monkeypatch.setattr(page_maker, "_MOST_TRIES", 0)
    assert max(room_at_foot(pages(text, style))) >= 1
    monkeypatch.undo()
    assert max(room_at_foot(pages(text, style))) == 0


def test_pages_two_paragraphs_are_not_set_loose_for_a_line_that_is_white_above_notes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loose: list[Any] = [("one", Wish(tracked=True)), ("other", Wish(tracked=True))]
    monkeypatch.setattr(page_maker, "_by_cost", lambda stretches, more: loose if more > 0 else [])
    first = {noted: next(page_maker.for_short(2, (), (), noted)).wishes for noted in (True, False)}
    assert first == {True: tuple(loose[:1]), False: tuple(loose)}


FIXED = (
    "h2 { font: 20px/60px 'Noto Serif CJK SC'; break-after: avoid; margin: 0; padding: 0 } p { orphans: 2; widows: 2 }"
)


def fixed(count: int) -> str:
    """A paragraph of so many lines that can be neither more nor fewer."""
    return "<p>" + "<br>".join(["文字文字"] * count)


ABLE = "<p>" + "一二三四五六七八九十百千，" * 6 + "一二三四五六七八九十百千"  # can be a line longer
SHORTER = "<p>" + "一二，三四，五六，七八，" * 4 + "九十" * 8  # can be a line shorter


def test_pages_white_round_the_contents_fills_a_page_that_would_be_short_and_no_other() -> None:
    front = "<div data-grid=30 data-below=30><p>文<p data-above=30>目</div>"
    short = pages(f"{front}{fixed(6)}<h2>题</h2>{fixed(4)}", FIXED)
    assert room_at_foot(short) == [0]
    assert [line.position_y for line in line_boxes(short)][:3] == [0, 60, 120]
    full = pages(f"{front}{fixed(12)}", FIXED)
    assert [line.position_y for line in line_boxes(full)][:3] == [0, 30, 60]


def test_pages_a_short_page_is_given_lines_by_the_page_before() -> None:
    text = f"{fixed(4)}<h2 data-grid=30>题</h2>{fixed(4 + 8)}<h2 data-grid=30>题</h2>{fixed(4)}"
    assert room_at_foot(pages(text, FIXED)) == [1, 1]


def test_pages_the_last_but_one_gives_lines_where_the_one_before_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    style = WIDE + "p { text-align: justify }" + FIXED
    text = f"{ABLE}{fixed(12)}{fixed(10)}{fixed(3)}<h2 data-grid=30>题</h2>{fixed(4)}"
    monkeypatch.setattr(page_maker, "_TOGETHER", 2)
    two = room_at_foot(pages(text, style))
    monkeypatch.undo()
    three = room_at_foot(pages(text, style))
    assert (two, three) == ([0, 1, 1], [0, 0, 1])


@pytest.mark.parametrize(
    ("text", "room", "most"),
    [
        # nothing is taken from a page again where more room was too little before
        (f"{ABLE}{fixed(7)}{SHORTER * 2}{fixed(1)}<div style='break-inside: avoid'>{fixed(8)}</div>", [1, 1], 12),
        # a page that begins as it did isn't laid out to see that it ends as it did
        (f"{ABLE * 2}{fixed(8)}{ABLE}<h2 data-grid=30>题</h2>{fixed(9)}", [0, 0, 1], 30),
    ],
)
def test_pages_a_try_that_can_not_help_is_not_laid_out(
    text: str, room: list[int], most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []
    lay_out = page_maker._Maker._lay_out

    def counted(maker: Any) -> Any:
        tries.append(maker.index)
        return lay_out(maker)

    monkeypatch.setattr(page_maker._Maker, "_lay_out", counted)
    assert room_at_foot(pages(text, WIDE + "p { text-align: justify }" + FIXED)) == room
    assert len(tries) <= most


def test_grid_the_room_round_a_heading_is_the_same_everywhere_and_none_above_it_at_a_pages_head() -> None:
    style = FIXED.replace("padding: 0", "padding: 60px 0 30px").replace("/60px", "/30px")
    text = "".join(f"{fixed(count)}<h2 data-grid=30>题</h2>" for count in (4, 5, 3, 6, 4, 7)) + fixed(4)
    above, below, first = set(), set(), 0
    for page in pages(text, style).pages:
        on_page = [box for box in page._page_box.descendants() if isinstance(box, boxes.LineBox)]
        for number, line in enumerate(on_page):
            if line.element_tag == "h2":
                below.add(on_page[number + 1].position_y - line.position_y)
                above |= {line.position_y - on_page[number - 1].position_y} if number else set()
                first += number == 0 and line.position_y == 0
    assert (above, below) == ({90}, {60})
    assert first


def test_tags_are_what_the_reader_needs() -> None:
    assert [tags._get_pdf_tag(tag) for tag in ("x-p", notes.NOTE, notes.CALL, "p", "em")] == [
        "P",
        "Note",
        "Link",
        "P",
        "Span",
    ]


def test_every_patch_is_in_place() -> None:
    for holder, name in (
        (inline, "text_align"), (block, "iter_line_boxes"), (block, "_linebox_layout"), (block, "block_level_layout"),
        (page_layout, "make_all_pages"), (page_layout, "page_height"), (tags, "_build_box_tree"), (stream.Stream, "marked"),
    ):  # fmt: skip
        assert inspect.unwrap(getattr(holder, name)).__code__.co_filename.startswith(HERE)


def test_notes_a_link_with_emphasis_inside_is_one_link() -> None:
    page = pages('<p><a href="https://example.org/">见<em>此</em>处</a>').pages[0]
    assert [target for _, target, _, _ in page.links] == ["https://example.org/"]


def test_seams_a_gap_between_hanzi_and_letters_is_seen_and_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def draw() -> bytes:
        document = pages("<p>在2021年用IT技术5G", "")
        our_tags.mark_artifacts(document.pages)
        return bytes(document.write_pdf(pdf_tags=True))

    with_seams = draw()
    (tmp_path / "seams.pdf").write_bytes(with_seams)
    text = subprocess.run(
        ["pdftotext", "-raw", str(tmp_path / "seams.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "".join(text.split("\n")).strip("\f") == "在2021年用IT技术5G"
    monkeypatch.setattr(stream.Stream, "show_text", inspect.getclosurevars(stream.Stream.show_text).nonlocals["show"])
    assert picture(draw()) == picture(with_seams)


def picture(pdf: bytes) -> bytes:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return bytes(document[0].render(scale=2).to_pil().tobytes())
    finally:
        document.close()
