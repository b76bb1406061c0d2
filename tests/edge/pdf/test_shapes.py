"""Odd pages: turned, doubled for boldness, drawn out of order, with tables, in columns; and PDFs that others made."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from sco_pub.edge.pdf import glyphs
from sco_pub.edge.pdf.read import read_pdf
from sco_pub.model.config import Witness
from sco_pub.model.text import RawText
from tests.corpus.pdf_writer import write_pdf
from tests.corpus.rawtext import named


def read(data: bytes, folder: Path) -> RawText:
    path = folder / "page.pdf"
    path.write_bytes(data)
    return read_pdf(path, look=Witness.NEVER)  # what the layer says, without the pictures


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def article() -> bytes:
    made = named("gbk", 7)
    return write_pdf(made.article, made.style)


def texts(raw: RawText) -> list[str]:
    return [line.text for line in raw.lines]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_turned_for_the_reader(article: bytes, angle: int, tmp_path: Path) -> None:
    """A scanner's landscape page: the text runs upright only after /Rotate."""

    def turn(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            width, height = float(page.mediabox[2]), float(page.mediabox[3])
            matrix = {90: f"0 1 -1 0 {height} 0", 180: f"-1 0 0 -1 {width} {height}", 270: f"0 -1 1 0 0 {width}"}[angle]
            page.obj.Contents = pdf.make_stream(f"q {matrix} cm\n".encode() + page.obj.Contents.read_bytes() + b"\nQ")
            if angle != 180:
                page.mediabox = pikepdf.Rectangle(0, 0, height, width)
            page.obj.Rotate = angle

    assert texts(read(changed(article, turn), tmp_path)) == texts(read(article, tmp_path))


def test_signs_drawn_twice_to_look_bold_count_once_and_are_bold(article: bytes, tmp_path: Path) -> None:
    def double(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            content = page.obj.Contents.read_bytes()
            page.obj.Contents = pdf.make_stream(content + b"\nq 1 0 0 1 0.3 0 cm\n" + content + b"\nQ")

    doubled = read(changed(article, double), tmp_path)
    assert texts(doubled) == texts(read(article, tmp_path))
    assert all(line.geometry.bold for line in doubled.lines if line.geometry)


@pytest.mark.parametrize(
    ("name", "sign", "family"),
    [
        ("ABCDEF+gbsnu4e", "中", "gbsnu"),
        ("gbsnu53", "卷", "gbsnu"),
        ("gbsnu53", "中", "gbsnu53"),  # the name of no part that holds this sign
        ("ABCDEF+Song4e", "中", "Song"),
        ("SimSun", "中", "SimSun"),
        ("E-BZ-PK7481d1", "A", "E-BZ-PK7481d1"),
    ],
)
def test_the_parts_of_one_font_by_rows_of_code_points_are_one_font(name: str, sign: str, family: str) -> None:
    """So TeX's CJK package embeds them; a heading's hanzi are in rare parts by chance, not by design."""
    assert glyphs.family(name, ord(sign)) == family


@pytest.mark.parametrize(("mode", "heavy"), [("0 Tr", False), ("2 Tr 0.4 w", True)])
def test_signs_drawn_with_their_outlines_are_bold(article: bytes, mode: str, heavy: bool, tmp_path: Path) -> None:
    """So word processors thicken the signs of a font that has no bold of its own."""

    def thicken(pdf: pikepdf.Pdf) -> None:
        content = pdf.pages[0].obj.Contents.read_bytes()
        pdf.pages[0].obj.Contents = pdf.make_stream(f"{mode}\n".encode() + content)

    raw = read(changed(article, thicken), tmp_path)
    assert {line.geometry.bold for line in raw.lines if line.page == 1 and line.geometry} == {heavy}


def test_the_order_of_drawing_does_not_matter(article: bytes, tmp_path: Path) -> None:
    def reverse(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj.Contents = pdf.make_stream(b"\n".join(page.obj.Contents.read_bytes().split(b"\n")[::-1]))

    ours = [line.replace(" ", "") for line in texts(read(changed(article, reverse), tmp_path))]
    assert ours == [line.replace(" ", "") for line in texts(read(article, tmp_path))]


def page(body: str, style: str = "") -> bytes:
    """A page by WeasyPrint as it comes: in a process of its own, since ours may have been patched by another test."""
    css = "@page{size:160mm 220mm;margin:18mm} body{font:10pt/1.7 'Noto Serif CJK SC'}"
    css += "p{margin:0;text-indent:2em;text-align:justify}"
    html = f"<html lang=zh-CN><meta charset=utf-8><style>{css}{style}</style>{body}</html>"
    command = [sys.executable, "-m", "weasyprint", "--quiet", "-", "-"]
    return subprocess.run(command, input=html.encode(), capture_output=True, check=True).stdout


PARAGRAPH = "国际秩序的变动要求各国重新审视区域合作的机制，在2019年的统计中，约35.6%的成员支持这一方案。"


def test_a_ruled_table_keeps_its_cells(tmp_path: Path) -> None:
    table = "<table><tr><th>年份<th>产值<th>备注<tr><td>2018<td>1134<td>初步核算<tr><td>2019<td>1210<td>修订</table>"
    css = "table{border-collapse:collapse;width:100%} td,th{border:1px solid;padding:2pt 6pt}"
    raw = read(page(f"<p>{PARAGRAPH * 3}</p>{table}<p>{PARAGRAPH * 2}</p>", css), tmp_path)
    (found,) = raw.tables
    assert found.rows == (("年份", "产值", "备注"), ("2018", "1134", "初步核算"), ("2019", "1210", "修订"))
    assert "年份" in raw.lines[found.first_line].text
    assert "修订" in raw.lines[found.last_line].text


def test_a_three_line_table_keeps_its_cells(tmp_path: Path) -> None:
    table = "<table><tr><th>变量<th>均值<th>标准差<tr><td>收入<td>3.25<td>0.41<tr><td>教育年限<td>11.7<td>2.86</table>"
    css = "table{border-collapse:collapse;width:100%;border-top:1.5px solid;border-bottom:1.5px solid}"
    css += "th{border-bottom:0.7px solid}"
    raw = read(page(f"<p>{PARAGRAPH * 3}</p>{table}<p>{PARAGRAPH * 2}</p>", css), tmp_path)
    (found,) = raw.tables
    assert found.rows == (("变量", "均值", "标准差"), ("收入", "3.25", "0.41"), ("教育年限", "11.7", "2.86"))


def test_the_rows_above_the_rule_of_a_sum_stay_rows(tmp_path: Path) -> None:
    rows = "<tr><td>甲厂<td>0.8156<td>13.48<tr><td>乙厂<td>0.6943<td>7.53<tr><td>丙厂<td>0.9023<td>23.27"
    table = f"<table><tr><th>厂名<th>得分<th>时间{rows}<tr class=sum><td>平均<td>0.8041<td>14.76</table>"
    css = "table{border-collapse:collapse;width:100%;border-top:1.5px solid;border-bottom:1.5px solid}"
    css += "th{border-bottom:0.7px solid} .sum td{border-top:0.7px solid}"
    raw = read(page(f"<p>{PARAGRAPH * 3}</p>{table}<p>{PARAGRAPH * 2}</p>", css), tmp_path)
    (found,) = raw.tables
    assert found.rows == (
        ("厂名", "得分", "时间"),
        ("甲厂", "0.8156", "13.48"),
        ("乙厂", "0.6943", "7.53"),
        ("丙厂", "0.9023", "23.27"),
        ("平均", "0.8041", "14.76"),
    )


def test_a_cell_of_two_lines_between_two_rules_stays_one_cell(tmp_path: Path) -> None:
    rows = "<tr><td>甲厂的<br>旧部<td>0.8156<td>13.48<tr><td>乙厂<td>0.6943<td>7.53<tr><td>丙厂<td>0.9023<td>23.27"
    table = f"<table><tr><th>厂名<th>得分<th>时间{rows}</table>"
    css = "table{border-collapse:collapse;width:100%;border-top:1.5px solid} td,th{border-bottom:0.7px solid}"
    raw = read(page(f"<p>{PARAGRAPH * 3}</p>{table}<p>{PARAGRAPH * 2}</p>", css), tmp_path)
    (found,) = raw.tables
    assert found.rows[1] == ("甲厂的旧部", "0.8156", "13.48")


def test_no_table_is_seen_in_running_text(article: bytes, tmp_path: Path) -> None:
    assert read(article, tmp_path).tables == ()


def test_columns_of_another_maker_are_read_one_after_the_other(tmp_path: Path) -> None:
    words = "".join(f"<p>第{n}段。{PARAGRAPH * 4}</p>" for n in range(1, 9))
    raw = read(page(f"<h1>两栏的文章</h1><div style='columns:2;column-gap:8mm'>{words}</div>"), tmp_path)
    text = "".join(texts(raw))
    assert text.startswith("两栏的文章")
    assert [text.index(f"第{n}段") for n in range(1, 9)] == sorted(text.index(f"第{n}段") for n in range(1, 9))
    assert "".join(text.split()).count("".join(PARAGRAPH.split())) == 32


def test_real_footnotes_of_another_maker_stand_in_their_zone(tmp_path: Path) -> None:
    css = "span.n{float:footnote;font-size:8pt} ::footnote-marker{content:'① '}"
    css += "::footnote-call{content:'①';font-size:6pt;vertical-align:super}"
    css += "@page{@footnote{border-top:0.5pt solid black;padding-top:4pt;border-clip:8em}}"
    raw = read(
        page(f"<p>{PARAGRAPH}这是结论<span class=n>张三：《国际关系》，第12页。</span>。{PARAGRAPH}</p>", css), tmp_path
    )
    called = next(line for line in raw.lines if line.geometry and line.geometry.raised)
    assert [called.text[i] for i in called.geometry.raised] == ["①"] if called.geometry else False
    assert "张三" in raw.lines[-1].text
    assert raw.lines[-1].geometry is not None
    assert raw.lines[-1].geometry.size < 8.5


def test_a_book_is_read_page_by_page(tmp_path: Path) -> None:
    """Memory is bounded because no page outlives its turn; here only the number and the order of pages are tested."""
    made = named("full", 7)
    one = write_pdf(made.article, made.style)
    pages = len(read(one, tmp_path).pages)

    def repeat(pdf: pikepdf.Pdf) -> None:
        first = list(pdf.pages)[:2]
        for _ in range(60):
            pdf.pages.extend(first)

    raw = read(changed(one, repeat), tmp_path)
    assert len(raw.pages) == pages + 120
    assert [line.page for line in raw.lines] == sorted(line.page or 0 for line in raw.lines)


def test_a_frame_and_a_background_are_no_table(tmp_path: Path) -> None:
    css = "div{border:1px solid;background:#eee;padding:6pt} section{background:#def}"
    raw = read(
        page(f"<section><p>{PARAGRAPH * 3}</p><div><p>{PARAGRAPH * 2}</p></div><p>{PARAGRAPH}</p></section>", css),
        tmp_path,
    )
    assert raw.tables == ()


def test_a_raised_marker_that_stands_apart_belongs_to_its_note(tmp_path: Path) -> None:
    """As word processors set notes: a raised number, a gap of a third of an em, the note in the body's size."""
    note = "<p style='text-indent:0'><span style='font-size:6pt;position:relative;top:-4pt;margin-right:4pt'>1</span>"
    raw = read(page(f"<p>{PARAGRAPH}</p>{note}张三：《国际关系》。</p>"), tmp_path)
    (line,) = [line for line in raw.lines if "张三" in line.text]
    assert line.text.startswith("1")
    assert line.geometry is not None
    assert 0 in line.geometry.raised


def test_a_letter_set_lower_stays_in_its_line(tmp_path: Path) -> None:
    """As TeX writes its name: the letter has the text's size and stands a fifth of an em below the line."""
    name = "T<span style='position:relative;top:2.2pt'>E</span>X"
    raw = read(page(f"<p>{PARAGRAPH}安装{name}的办法。{PARAGRAPH}</p>"), tmp_path)
    assert "安装TEX的办法" in "".join("".join(texts(raw)).split())


def centred(line: str, steps: list[float]) -> bytes:
    """One line in a font that draws each sign in the middle of a full em, the next one ``steps`` (em) behind it."""
    pdf = pikepdf.new()
    signs = sorted(set(line))
    codes = {sign: n + 1 for n, sign in enumerate(signs)}
    names = {sign: f"/g{codes[sign]}" for sign in signs}
    slim = b"1000 0 360 0 640 700 d1 360 0 280 700 re f"
    procs = {name: pdf.make_stream(slim) for name in names.values()}
    entries = "".join(f"<{codes[sign]:02X}> <{ord(sign):04X}>\n" for sign in signs)
    cmap = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <00> <FF> endcodespacerange\n"
    cmap += f"{len(signs)} beginbfchar\n{entries}endbfchar\nendcmap end end"
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type3, FontBBox=[0, 0, 1000, 1000],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0], CharProcs=pikepdf.Dictionary(procs), FirstChar=1, LastChar=len(signs),
        Widths=[1000] * len(signs), Resources=pikepdf.Dictionary(), ToUnicode=pdf.make_stream(cmap.encode()),
        Encoding=pikepdf.Dictionary(
            Type=pikepdf.Name.Encoding, Differences=[1, *(pikepdf.Name(names[sign]) for sign in signs)]
        ),
    )  # fmt: skip
    page = pdf.add_blank_page(page_size=(400, 200))
    shown = " ".join(f"<{codes[a]:02X}> {1000 - 1000 * b:.0f}" for a, b in zip(line, steps, strict=True))
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.obj.Contents = pdf.make_stream(f"BT /F1 10 Tf 40 100 Td [{shown}] TJ ET".encode())
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("[12]SeeHall1990", "[12] See Hall 1990"),
        ("［１２］ＳｅｅＨａｌｌ１９９０", "［１２］ Ｓｅｅ Ｈａｌｌ １９９０"),
    ],
)
def test_signs_set_over_one_another_stand_where_their_ink_does(line: str, wanted: str, tmp_path: Path) -> None:
    """Founder's fonts give a letter the box of a hanzi and set the boxes one over the other: no space shows in them."""
    steps = [0.4, 0.45, 0.4, 1.0, 0.45, 0.45, 0.9, 0.45, 0.45, 0.45, 0.9, 0.45, 0.45, 0.45, 0.45]
    (text,) = texts(read(centred(line, steps), tmp_path))
    assert text == wanted


def test_letters_with_a_whole_em_each_keep_it(tmp_path: Path) -> None:
    (text,) = texts(read(centred("see2019", [1.0] * 7), tmp_path))
    assert text == "see2019"
