"""Layouts that go wrong easily: narrow gutters, notes in columns, tables one below the other, over the page, without rules."""

from __future__ import annotations

from pathlib import Path

from sco_pub.model.text import RawText
from tests.edge.pdf.test_shapes import PARAGRAPH, page, read, texts

GRID = "table{border-collapse:collapse;width:100%} td{border:0.7px solid;padding:2pt 6pt}"
THREE = "table{border-collapse:collapse;width:100%;border-top:1.5px solid;border-bottom:1.5px solid;margin:6pt 0}"
THREE += "td{padding:2pt 6pt} tr:first-child td{border-bottom:0.7px solid}"


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells)


def one_text(raw: RawText) -> str:
    return "".join("".join(texts(raw)).split())


def test_columns_an_em_apart(tmp_path: Path) -> None:
    """LaTeX parts columns by 10 points; a mark that hangs over eats half of that."""
    words = "".join(f"<p>第{n}段。{PARAGRAPH * 4}</p>" for n in range(1, 9))
    css = "div{columns:2;column-gap:10pt;hanging-punctuation:allow-end}"
    text = one_text(read(page(f"<h1>相距一字的两栏</h1><div>{words}</div>", css), tmp_path))
    assert text.count("".join(PARAGRAPH.split())) == 32
    places = [text.index(f"第{n}段") for n in range(1, 9)]
    assert places == sorted(places)


def test_a_title_over_both_columns_is_read_first_and_in_one_piece(tmp_path: Path) -> None:
    words = "".join(f"<p>第{n}段。{PARAGRAPH * 3}</p>" for n in range(1, 7))
    abstract = f"<p>摘要：{PARAGRAPH * 3}</p>"
    text = one_text(
        read(page(f"<h1>跨两栏的题目</h1>{abstract}<div style='columns:2;column-gap:6mm'>{words}</div>"), tmp_path)
    )
    assert text.startswith("跨两栏的题目摘要：")
    assert text.index("第1段") > text.index("摘要")


def test_two_tables_on_a_page_are_two(tmp_path: Path) -> None:
    first = "<p>表1　产值</p><table>" + row("年份", "产值") + row("2018", "1134") + "</table>"
    second = "<p>表2　人口</p><table>" + row("地区", "人口") + row("东部", "62") + "</table>"
    raw = read(page(f"<p>{PARAGRAPH}</p>{first}<p>{PARAGRAPH}</p>{second}<p>{PARAGRAPH}</p>", THREE), tmp_path)
    assert [table.rows for table in raw.tables] == [
        (("年份", "产值"), ("2018", "1134")),
        (("地区", "人口"), ("东部", "62")),
    ]


def test_a_table_without_rules_below_its_caption(tmp_path: Path) -> None:
    table = (
        "<p>表1　各地区的人口</p><table style='width:100%'>"
        + row("地区", "人口", "增速")
        + row("东部", "62", "1.4")
        + "</table>"
    )
    raw = read(page(f"<p>{PARAGRAPH}</p>{table}<p>{PARAGRAPH * 2}</p>"), tmp_path)
    (found,) = raw.tables
    assert found.rows == (("地区", "人口", "增速"), ("东部", "62", "1.4"))


def test_a_table_that_runs_over_the_page_is_one(tmp_path: Path) -> None:
    rows = row("年份", "产值", "备注") + "".join(row(str(1980 + n), str(900 + n), "初步核算") for n in range(40))
    raw = read(
        page(f"<p>{PARAGRAPH * 6}</p><p>表1　历年产值</p><table>{rows}</table><p>{PARAGRAPH}</p>", GRID), tmp_path
    )
    (found,) = raw.tables
    assert [r[0] for r in found.rows] == ["年份", *(str(1980 + n) for n in range(40))]


def test_a_running_sentence_about_a_table_is_no_caption(tmp_path: Path) -> None:
    raw = read(page(f"<p>表1显示，{PARAGRAPH * 3}</p><p>{PARAGRAPH * 3}</p>"), tmp_path)
    assert raw.tables == ()


def test_notes_in_smaller_type_without_a_rule_are_the_page_s_foot(tmp_path: Path) -> None:
    css = "span.n{float:footnote;font-size:8pt} ::footnote-marker{content:counter(footnote) ' '}"
    css += "::footnote-call{content:counter(footnote);font-size:6pt;vertical-align:super} @page{@footnote{border:none}}"
    note = "<span class=n>张三：《国际关系》，第12页。</span>"
    raw = read(page(f"<p>{PARAGRAPH * 3}这是结论{note}。{PARAGRAPH * 3}</p>", css), tmp_path)
    (foot,) = [line for line in raw.lines if line.geometry and line.geometry.foot]
    assert foot.text.startswith("1 张三")


def foot(raw: RawText) -> list[str]:
    return [line.text for line in raw.lines if line.geometry and line.geometry.foot]


def test_a_caption_above_the_notes_is_none_of_them(tmp_path: Path) -> None:
    """A figure at the page's foot: its caption in small type, then white, then the notes, no rule."""
    caption = "<p style='font-size:8.5pt;text-align:center;text-indent:0;margin:60pt 0 30pt'>图1　历年变化趋势</p>"
    note = "<p style='font-size:8pt;text-indent:0'>① 张三：《国际关系》，第12页。</p>"
    raw = read(page(f"<p>{PARAGRAPH * 9}</p>{caption}{note}"), tmp_path)
    assert foot(raw) == ["① 张三：《国际关系》，第12页。"]


def test_notes_under_a_page_that_is_mostly_abstract(tmp_path: Path) -> None:
    """The abstract outweighs the text and is hardly larger than the notes: smaller than the text they are all the same."""
    abstract = f"<p style='font-size:9pt'>摘要：{PARAGRAPH * 8}</p>"
    rule = "<div style='border-top:0.5pt solid;width:25%;margin-top:30pt'></div>"
    notes = "<div style='font-size:8.6pt'><p>作者简介：李四，教授。</p><p>① 张三：《国际关系》，第12页。</p></div>"
    raw = read(page(f"{abstract}<p>{PARAGRAPH * 4}</p>{rule}{notes}"), tmp_path)
    assert [text[:4] for text in foot(raw)] == ["作者简介", "① 张三"]


def test_a_short_rule_parts_notes_from_the_text_though_their_marks_are_unreadable(tmp_path: Path) -> None:
    """A font names ① as 淤: what stands under the separator at the page's foot is no running foot."""
    css = "div{position:absolute;bottom:-10mm;left:0;right:0;font-size:8pt;line-height:1.6} p.n{text-indent:0}"
    css += "hr{border:0;border-top:0.5pt solid;width:25%;margin:0 0 4pt}"
    notes = "<div><hr><p class=n>淤张三：《国际关系》，第12页。</p><p class=n>于李四：《国际法》，第3页。</p></div>"
    raw = read(page(f"<p>{PARAGRAPH * 17}</p>{notes}", css), tmp_path)
    assert [text[0] for text in foot(raw)] == ["淤", "于"]


def test_a_short_line_in_the_middle_of_the_foot_is_no_note(tmp_path: Path) -> None:
    """A folio whose digits a font names as hanzi, close under the notes."""
    css = "div{position:absolute;bottom:-10mm;left:0;right:0;font-size:8pt;line-height:1.6} p.n{text-indent:0}"
    css += "hr{border:0;border-top:0.5pt solid;width:25%;margin:0 0 4pt} p.f{text-align:center;text-indent:0}"
    notes = "<div><hr><p class=n>① 张三：《国际关系》，第12页。</p><p class=f>员圆猿</p></div>"
    raw = read(page(f"<p>{PARAGRAPH * 9}</p>{notes}", css), tmp_path)
    assert foot(raw) == ["① 张三：《国际关系》，第12页。"]
    assert raw.lines[-1].text == "员圆猿"


def test_words_of_a_line_set_close_stay_apart(tmp_path: Path) -> None:
    """Words that are drawn one by one, a sixth of an em apart, in a line that is squeezed to its measure."""
    words = ["Power", "and", "Interdependence", "in", "World", "Politics"]
    css = "p{letter-spacing:-0.05em;text-align:left;text-indent:0} span{margin-right:0.2em}"
    raw = read(page("<p>" + "".join(f"<span>{word}</span>" for word in words) + "</p>", css), tmp_path)
    assert raw.lines[0].text == " ".join(words)


def test_a_frame_above_a_table_doesn_t_make_the_prose_between_them_a_table(tmp_path: Path) -> None:
    """An algorithm between rules and a table below have rules of one extent; uprights only the table has."""
    frame = "<div style='border-top:0.7px solid;border-bottom:0.7px solid'><p>输入：图。输出：树。</p></div>"
    table = "<p>表1　参数</p><table>" + row("参数", "说明") + row("甲", "总数") + row("乙", "份数") + "</table>"
    raw = read(page(f"{frame}<p>{PARAGRAPH * 6}</p>{table}<p>{PARAGRAPH}</p>", GRID), tmp_path)
    (found,) = raw.tables
    assert found.rows == (("参数", "说明"), ("甲", "总数"), ("乙", "份数"))


def test_a_rule_over_the_whole_measure_parts_two_articles_on_a_page(tmp_path: Path) -> None:
    """The end of another article stands above it in two columns, the rest of this one below it."""
    above = "".join(f"<p>上{n}段。{PARAGRAPH * 2}</p>" for n in range(1, 5))
    below = "".join(f"<p>下{n}段。{PARAGRAPH * 2}</p>" for n in range(1, 5))
    css = "div{columns:2;column-gap:8mm} hr{border:0;border-top:0.7pt solid;margin:8pt 0}"
    text = one_text(read(page(f"<div>{above}</div><hr><div>{below}</div>", css), tmp_path))
    places = [text.index(f"{half}{n}段") for half in "上下" for n in range(1, 5)]
    assert places == sorted(places)


def test_a_table_that_goes_on_under_its_head_again_says_it_once(tmp_path: Path) -> None:
    """On the next page stand a running head over a rule, 续表, the head of the table again, and its rest; notes lie between."""
    head = "@page{@top-center{content:'张三：区域合作的机制';border-bottom:0.7px solid;font-size:8pt;width:100%}"
    head += "@bottom-center{content:counter(page);font-size:8pt}}"
    first = row("文件", "场景") + row("甲办法", "登记") + row("乙办法", "安检")
    rest = row("文件", "场景") + row("丙办法", "检票") + row("丁办法", "执法")
    body = f"<p>{PARAGRAPH * 14}</p><p>表1　主要场景</p><table>{first}</table><p style='break-before:page'>续表</p>"
    raw = read(page(f"{body}<table>{rest}</table><p>{PARAGRAPH * 3}</p>", GRID + head), tmp_path)
    (found,) = raw.tables
    assert [cells[0] for cells in found.rows] == ["文件", "甲办法", "乙办法", "丙办法", "丁办法"]
    assert [raw.lines[n].text for n in found.repeats] == ["续表", "文件　场景"]
    held = [line.text for n, line in enumerate(raw.lines) if found.holds(n)]
    assert held == ["文件　场景", "甲办法　登记", "乙办法　安检", "丙办法　检票", "丁办法　执法"]


def test_a_head_over_several_columns_stays_in_one_piece(tmp_path: Path) -> None:
    head = "<tr><td><td colspan=3 style='text-align:center'>被解释变量：诉讼率的对数值"
    table = head + row("变量", "模型一", "模型二", "模型三") + row("收入", "0.31", "0.29", "0.27")
    raw = read(
        page(f"<p>{PARAGRAPH * 2}</p><p>表1　回归结果</p><table>{table}</table><p>{PARAGRAPH}</p>", THREE), tmp_path
    )
    (found,) = raw.tables
    assert [cell for cell in found.rows[0] if cell] == ["被解释变量：诉讼率的对数值"]
    assert found.rows[1:] == (("变量", "模型一", "模型二", "模型三"), ("收入", "0.31", "0.29", "0.27"))
