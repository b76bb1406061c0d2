"""Pages as journals furnish them: heads under which a rule is drawn, columns full of tables, notes below a list of sources."""

from __future__ import annotations

from pathlib import Path

from sco_pub.model.text import RawText
from tests.edge.pdf.test_layouts import THREE, foot, one_text, row
from tests.edge.pdf.test_shapes import PARAGRAPH, page, read, texts

CELLS = row("组别", "例数", "年龄", "病程") + "".join(row(f"{n}组", str(n), str(60 + n), str(9 + n)) for n in range(12))


def columns(raw: RawText) -> list[int]:
    return [line.geometry.column for line in raw.lines if line.geometry]


def test_columns_with_a_table_in_one_of_them_are_columns(tmp_path: Path) -> None:
    """Its cells are more than the lines of text beside it."""
    left = f"<p>第1段。{PARAGRAPH * 3}</p><p>表1　一般资料</p><table>{CELLS}</table>"
    right = "".join(f"<p>第{n}段。{PARAGRAPH * 3}</p>" for n in range(2, 6))
    css = THREE + "div.c{columns:2;column-gap:7mm} div.r{break-before:column} table{font-size:8pt}"
    raw = read(page(f"<div class=c>{left}<div class=r>{right}</div></div>", css), tmp_path)
    text = one_text(raw)
    assert text.count("".join(PARAGRAPH.split())) == 15
    assert text.index("11组") < text.index("第2段")
    assert len(raw.tables[0].rows) == 13


def test_a_head_close_above_the_text_is_told_by_the_rule_below_it(tmp_path: Path) -> None:
    """The head runs over both columns; without a gap of white it would be parted like a line of text."""
    head = "<div class=h>某某研究2022年4月12日第102卷第14期总第1220期哲学社会科学版双月刊</div>"
    words = "".join(f"<p>第{n}段。{PARAGRAPH * 3}</p>" for n in range(1, 9))
    css = (
        "div.h{font-size:8pt;border-bottom:0.7pt solid;line-height:1.3} div.c{columns:2;column-gap:7mm;line-height:1.5}"
    )
    raw = read(page(f"{head}<div class=c>{words}</div>", css), tmp_path)
    assert texts(raw)[0].endswith("双月刊")
    assert columns(raw)[:2] == [0, 0]
    assert texts(raw)[1].startswith("第1段")


def test_a_head_whose_letters_stand_apart_is_one_line(tmp_path: Path) -> None:
    head = "<div class=h><span>418</span><b>学术学报</b><span>2023年</span></div>"
    words = "".join(f"<p>第{n}段。{PARAGRAPH * 3}</p>" for n in range(1, 9))
    css = "div.h{display:flex;justify-content:space-between;margin-bottom:9mm} b{letter-spacing:2em} div.c{columns:2;column-gap:7mm}"
    raw = read(page(f"{head}<div class=c>{words}</div>", css), tmp_path)
    assert "".join(texts(raw)[0].split()) == "418学术学报2023年"
    assert texts(raw)[1].startswith("第1段")


def sources(entries: str, notes: str) -> str:
    css = "<style>div.n{position:absolute;bottom:-10mm;left:0;right:0;font-size:8pt} div p{text-indent:0}</style>"
    small = f"<div style='font-size:9pt'><p>参考文献：</p>{entries}</div>"
    return f"{css}<p>{PARAGRAPH * 6}</p>{small}<div class=n>{notes}</div>"


def test_notes_below_a_list_of_sources_are_told_by_their_marks(tmp_path: Path) -> None:
    entries = "<p>[1] 张三. 国际关系[M]. 北京: 某某出版社, 2005.</p>"
    raw = read(page(sources(entries, "<p>① 李四：《国际法》，第3页。</p>")), tmp_path)
    assert foot(raw) == ["① 李四：《国际法》，第3页。"]


def test_notes_below_the_heading_of_a_list_that_begins_on_the_next_page(tmp_path: Path) -> None:
    raw = read(page(sources("", "<p>7 李四：《国际法》，第3页。</p>")), tmp_path)
    assert foot(raw) == ["7 李四：《国际法》，第3页。"]


def test_a_list_in_small_type_under_its_heading_is_no_note(tmp_path: Path) -> None:
    entries = "<p style='font-size:8pt'>[1] 张三. 国际关系[M].</p><p style='font-size:8pt'>[2] 李四. 国际法[M].</p>"
    assert foot(read(page(sources(entries, "")), tmp_path)) == []


def test_three_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    """A magazine's page: two of the three are no column of running text together, but each of them is one."""
    words = "".join(f"<p>第{n}段。{PARAGRAPH * 3}</p>" for n in range(1, 13))
    raw = read(page(f"<h1>三栏的文章</h1><div style='columns:3;column-gap:6mm;font-size:8pt'>{words}</div>"), tmp_path)
    text = one_text(raw)
    places = [text.index(f"第{n}段") for n in range(1, 13)]
    assert places == sorted(places)
    assert set(columns(raw)) == {0, 1, 2}


def test_a_folio_over_the_gutter_is_one_line(tmp_path: Path) -> None:
    words = "".join(f"<p>第{n}段。{PARAGRAPH * 3}</p>" for n in range(1, 5))
    css = "@page{@bottom-center{content:'— 5 —';font-size:9pt}} div{columns:2;column-gap:7mm}"
    assert texts(read(page(f"<div>{words}</div>", css), tmp_path))[-1] == "— 5 —"


def test_a_locator_raised_above_a_raised_number_stays_in_its_line(tmp_path: Path) -> None:
    """GB/T 7714: [1]¹⁵; the page stands higher still, nearly as near to the line above."""
    css = "sup{font-size:5.5pt;line-height:0;vertical-align:0.45em} sup+sup{vertical-align:1.6em}"
    text = f"<p>{PARAGRAPH * 2}正如前人所论<sup>[1]</sup><sup>卷三</sup>。{PARAGRAPH * 2}</p>"
    raw = read(page(text, css), tmp_path)
    (line,) = [line for line in raw.lines if "卷三" in line.text]
    assert "[1]卷三。" in line.text
    assert line.geometry is not None
    assert [line.text[i] for i in sorted(line.geometry.raised)] == list("[1]卷三")


def test_a_wide_table_above_columns_keeps_its_last_column(tmp_path: Path) -> None:
    """Its cells are short, so that what is right of the widest of them looked like a margin."""
    cells = row("影响因素的名称与分类", "单位", "阈值") + "".join(row("餐饮密度", "个", str(85 + n)) for n in range(5))
    css = THREE + "td{text-align:center} div.c{columns:2;column-gap:7mm}"
    words = "".join(f"<p>第{n}段。{PARAGRAPH * 3}</p>" for n in range(1, 7))
    raw = read(page(f"<p>表1　各因素</p><table>{cells}</table><div class=c>{words}</div>", css), tmp_path)
    assert raw.tables[0].rows[0] == ("影响因素的名称与分类", "单位", "阈值")
    assert [cells[2] for cells in raw.tables[0].rows[1:]] == ["85", "86", "87", "88", "89"]


def test_an_abstract_over_both_columns_is_not_parted_at_a_stretched_word_space(tmp_path: Path) -> None:
    """Justified to its measure, a short English line has gaps as wide as the gutter, and one may lie over it."""
    words = "".join(f"<p>第{n}段。{PARAGRAPH * 3}</p>" for n in range(1, 7))
    english = "This paper examines the logic of institutional change since the"
    line = "<p style='display:flex;justify-content:space-between;text-indent:0'>"
    line += "".join(f"<span>{word}</span>" for word in english.split())
    raw = read(page(f"{line}</p><div style='columns:2;column-gap:4mm'>{words}</div>"), tmp_path)
    assert " ".join(texts(raw)[0].split()) == english
