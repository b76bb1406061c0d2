"""What a page holds beside its text: job lines outside the page, invisible words, watermarks, shadows, squeezed marks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from sco_pub.clean import cleaning
from sco_pub.layout.hidden_text import seen
from sco_pub.model.text import RawText, Unseen
from tests.corpus.pdf_writer import write_pdf
from tests.corpus.rawtext import case
from tests.edge.pdf.test_shapes import PARAGRAPH, changed, page, read, texts
from tests.layout import sheets

TEXT = f"<p>{PARAGRAPH * 6}</p><p>{PARAGRAPH * 5}</p>"


def plain(raw: RawText) -> str:
    return "".join("".join(texts(raw)).split())


def drawn(data: bytes, operators: str) -> bytes:
    """The pages with more drawn on them, in Helvetica as /HX."""

    def draw(pdf: pikepdf.Pdf) -> None:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/Helvetica")
        )
        for sheet in pdf.pages:
            sheet.obj.Resources.Font["/HX"] = pdf.make_indirect(font)
            sheet.contents_add(f"q {operators} Q".encode(), prepend=True)

    return changed(data, draw)


@pytest.mark.parametrize(
    ("operators", "reason"),
    [
        ("BT /HX 7 Tf 1 0 0 1 -90 300 Tm (SCO.indd 3) Tj ET", "outside the page"),
        ("BT /HX 10 Tf 3 Tr 1 0 0 1 70 300 Tm (search words) Tj ET", "invisible"),
        ("BT /HX 1 Tf 1 0 0 1 70 300 Tm (downloaded) Tj ET", "too small to be read"),
        ("BT /HX 40 Tf 0.7 0.7 -0.7 0.7 120 200 Tm (DRAFT ONLY) Tj ET", "aslant"),
        ("BT /HX 60 Tf 1 0 0 1 90 440 Tm (COPY) Tj ET", "a watermark"),
    ],
)
def test_words_that_are_no_part_of_the_page_are_left_out_and_named(operators: str, reason: str, tmp_path: Path) -> None:
    data = page(TEXT)
    raw = read(drawn(data, operators), tmp_path)
    assert texts(raw) == texts(read(data, tmp_path))
    assert [one.reason for one in raw.left_out] == [reason]
    (found,) = [f for f in cleaning.clean(raw).findings if f.code == "CLN-017"]
    assert raw.left_out[0].text[:4] in found.message


def test_a_large_initial_is_text(tmp_path: Path) -> None:
    css = "span{float:left;font-size:30pt;line-height:1}"
    raw = read(page(f"<p style='text-indent:0'><span>近</span>{PARAGRAPH * 5}</p>", css), tmp_path)
    assert "近" in plain(raw)
    assert raw.left_out == ()


def test_a_page_whose_only_text_is_invisible_is_read(tmp_path: Path) -> None:
    """The signs are drawn as outlines on some pages, their text lies over them unseen."""

    def hide(pdf: pikepdf.Pdf) -> None:
        first = pdf.pages[0]
        first.obj.Contents = pdf.make_stream(b"3 Tr\n" + first.obj.Contents.read_bytes().replace(b"0 Tr", b""))

    data = page(TEXT + "<div style='break-before:page'></div>" + TEXT * 2)
    raw = read(changed(data, hide), tmp_path)
    assert plain(raw).count("国际秩序") == 33


def test_a_shadow_is_not_read(tmp_path: Path) -> None:
    data = page(TEXT)

    def shade(pdf: pikepdf.Pdf) -> None:
        for sheet in pdf.pages:
            content = sheet.obj.Contents.read_bytes()
            sheet.obj.Contents = pdf.make_stream(b"q 1 0 0 1 0.9 -0.9 cm\n" + content + b"\nQ\n" + content)

    assert plain(read(changed(data, shade), tmp_path)) == plain(read(data, tmp_path))


def test_marks_set_close_keep_their_order(tmp_path: Path) -> None:
    """An opening bracket pulled so far back that it begins where the full stop before it does."""
    raw = read(
        page("<p>联系邮箱见后。<span style='margin-left:-1em'>（</span>北京　100872）国际秩序的变动</p>"), tmp_path
    )
    assert "见后。（北京" in raw.lines[0].text


def test_words_whose_letters_a_font_names_as_hanzi_stay_apart(tmp_path: Path) -> None:
    """They are narrow, as letters are."""
    made = case(635)
    raw = read(write_pdf(made.article, made.style), tmp_path)
    assert any("犛犲犲 犑狅犺狀 犛犿犻狋犺" in line.text for line in raw.lines)


def test_signs_that_a_font_does_not_name_are_lost_aloud(tmp_path: Path) -> None:
    """One font of the page has no table of its characters: its figures would be gone without a word."""

    def unname(pdf: pikepdf.Pdf) -> None:
        for font in pdf.pages[0].obj.Resources.Font.values():
            if "CJK" not in str(font.BaseFont):
                del font["/ToUnicode"]

    data = page("<p>" + "第<b>2019</b>号文件。" * 30 + "</p>", "b{font-family:'PT Serif';font-weight:400}")
    raw = read(changed(data, unname), tmp_path)
    assert "2019" not in plain(raw)
    assert plain(raw).count("\N{REPLACEMENT CHARACTER}") == 120
    assert "CLN-007" in {f.code for f in cleaning.clean(raw).findings}


@pytest.mark.parametrize(
    ("words", "css"),
    [
        ("商人群体内部的分化", "left:calc(100% + 3mm);width:13mm;line-height:1.3"),
        ("江南历史评论二〇一九年第三期", "left:-8mm;width:1em;line-height:1.1;word-break:break-all"),
    ],
)
def test_words_in_the_margin_tear_no_sentence_apart(words: str, css: str, tmp_path: Path) -> None:
    """A side note, and a journal's name set upright."""
    style = f"div{{position:absolute;top:40mm;font-size:8pt;text-align:left;{css}}}"
    raw = read(page(f"<div>{words}</div>{TEXT}", style), tmp_path)
    assert texts(raw) == texts(read(page(TEXT), tmp_path))
    assert [(one.reason, one.text) for one in raw.left_out] == [("in the margin", words)]
    (found,) = [f for f in cleaning.clean(raw).findings if f.code == "CLN-017"]
    assert found.severity.value == "warning"


@pytest.mark.parametrize("step", [1, 5])
def test_line_numbers_are_no_text(step: int, tmp_path: Path) -> None:
    numbers = "".join(f"<i style='top:{4.7 + 17 * (n - 1)}pt'>{n}</i>" for n in range(step, 33, step))
    css = "i{position:absolute;left:-12mm;width:9mm;text-align:right;font:7pt/1 'PT Serif'}"
    raw = read(page(f"{numbers}<p>{PARAGRAPH * 12}</p><p>{PARAGRAPH * 10}</p>", css), tmp_path)
    assert texts(raw) == texts(read(page(f"<p>{PARAGRAPH * 12}</p><p>{PARAGRAPH * 10}</p>"), tmp_path))
    assert [one.reason for one in raw.left_out] == ["line numbers"]


def test_a_numbered_list_is_text(tmp_path: Path) -> None:
    items = "".join(f"<p style='text-indent:0'><small>{n}</small>　第{n}条规定各方的义务。</p>" for n in range(1, 20))
    raw = read(page(f"{items}<p>{PARAGRAPH * 5}</p>", "small{font-size:7pt}"), tmp_path)
    assert raw.left_out == ()


def test_two_pages_on_one_sheet_are_two(tmp_path: Path) -> None:
    """Each has its own head, folio and notes."""
    made = case(7)
    single = write_pdf(made.article, made.style)

    def side_by_side(pdf: pikepdf.Pdf) -> None:
        width, height = (float(x) for x in list(pdf.pages[0].mediabox)[2:])
        count = len(pdf.pages)
        for n in range(0, count, 2):
            sheet = pdf.add_blank_page(page_size=(2 * width, height))
            for side in range(min(2, count - n)):
                sheet.add_overlay(pdf.pages[n + side], pikepdf.Rectangle(side * width, 0, (side + 1) * width, height))
        del pdf.pages[:count]

    raw, plainly = read(changed(single, side_by_side), tmp_path), read(single, tmp_path)
    assert texts(raw) == texts(plainly)
    assert [line.page for line in raw.lines] == [line.page for line in plainly.lines]
    assert [round(box.width) for box in raw.pages] == [round(box.width) for box in plainly.pages]


def test_a_folio_does_not_count_among_line_numbers(tmp_path: Path) -> None:
    numbers = "".join(f"<i style='top:{4.7 + 17 * (n - 1)}pt'>{n}</i>" for n in range(5, 33, 5))
    css = "i{position:absolute;left:-12mm;width:9mm;text-align:right;font:7pt/1 'PT Serif'}"
    css += "@page{@bottom-right{content:'47';font-size:9pt}}"
    raw = read(page(f"{numbers}<p>{PARAGRAPH * 12}</p><p>{PARAGRAPH * 10}</p>", css), tmp_path)
    assert [one.text for one in raw.left_out] == ["5 10 15 20 25 30"]
    assert texts(raw)[-1] == "47"


def test_a_page_in_columns_from_top_to_bottom_is_read_from_the_right(tmp_path: Path) -> None:
    """Each sign is drawn below the one before it; a first column is two signs shorter."""
    text = "国际秩序的变动要求各国重新审视区域合作的机制" * 3
    columns = [text[:26], text[26:54], text[54:]] * 3
    signs = "".join(
        f"<i style='right:{17 * n}pt;top:{10 * ((2 if n % 3 == 0 else 0) + m)}pt'>{sign}</i>"
        for n, column in enumerate(columns)
        for m, sign in enumerate(column)
    )
    css = "i{position:absolute;font-style:normal;line-height:10pt;width:10pt;text-align:center}"
    raw = read(page(f"<div style='position:relative'>{signs}</div>", css), tmp_path)
    assert [line.text.replace("\N{IDEOGRAPHIC SPACE}", "").replace(" ", "") for line in raw.lines] == [
        c for c in columns if c
    ]
    first, second = (line.geometry for line in raw.lines[:2])
    assert first is not None
    assert second is not None
    assert first.x0 > second.x0 + 15


def test_a_note_s_mark_in_white_behind_a_word_is_left_out_and_a_label_in_white_is_kept() -> None:
    """Word numbers a note by itself; who wants a star instead makes the number white.  Labels stand in white on black."""
    *line, mark = sheets.signs("渡口的设立与裁撤＊①", 60, 600)
    line.append(replace(mark, white=True))
    label = [replace(glyph, white=True) for glyph in sheets.signs("专题研究", 60, 640)]
    kept, out = seen(sheets.sheet([*sheets.column(60, 580, 6), *label, *line]))
    assert "①" not in {glyph.sign for glyph in kept}
    assert [(one.reason, one.text) for one in out] == [(Unseen.INVISIBLE, "①")]
