"""Headings of a PDF known by their type: Latin letters behind a number, heads that run into their paragraph, levels."""

from __future__ import annotations

import dataclasses

import pytest

from sco_pub.clean import cleaning
from sco_pub.clean.review import corrections
from sco_pub.model.finding import Outcome
from sco_pub.model.text import Band, CleanText, Role
from tests.clean.printed_pages import PROSE, TEXT, cleaned_page, read_page
from tests.clean.texts import of

FIRST, SECOND, THIRD = (f"<p>{paragraph}</p>" for paragraph in PROSE)
HEAD = '<p style="text-indent:0" class="hei">{}</p>'
RUN_IN = '<p style="text-indent:0"><b>{}</b>　{}</p>'
COLUMNS = "body { columns: 2; column-gap: 6mm }"


def page(*parts: str) -> str:
    return f"<h1>跨界河流的水量分配</h1><p class=mid>李　明</p>{''.join(parts)}"


def headings(outcome: Outcome[CleanText]) -> list[tuple[int, str]]:
    return [(b.level, b.text) for b in outcome.value.blocks if b.role is Role.HEADING]


def test_a_number_and_letters_alone_on_a_bold_line_are_a_heading() -> None:
    outcome = cleaned_page(page(FIRST, HEAD.format("1 MES"), FIRST, HEAD.format("2 UCEIS"), SECOND), COLUMNS)
    assert headings(outcome) == [(1, "1 MES"), (1, "2 UCEIS")]


def test_a_bold_line_of_a_formula_is_none() -> None:
    vector = HEAD.format("设矩阵 X = A ∈ R 为输入")
    outcome = cleaned_page(page(FIRST, HEAD.format("水量的模型"), SECOND, vector, THIRD))
    assert headings(outcome) == [(1, "水量的模型")]


def test_the_same_letters_in_the_texts_own_type_are_none() -> None:
    plain = '<p style="text-indent:0">{}</p>'
    outcome = cleaned_page(page(FIRST, plain.format("1 MES"), FIRST, plain.format("2 UCEIS"), SECOND))
    assert headings(outcome) == []


def test_a_heading_that_runs_into_its_paragraph_is_parted_from_it_where_the_type_changes() -> None:
    outcome = cleaned_page(
        page(
            THIRD,
            HEAD.format("1　水量的模型"),
            RUN_IN.format("1.1　分配模型", PROSE[0]),
            RUN_IN.format("1.2　UC-River 模型", PROSE[1]),
            HEAD.format("2　结论"),
            THIRD.replace("灌溉", "枯水"),
        ),
        COLUMNS,
    )
    assert headings(outcome) == [(1, "1　水量的模型"), (2, "1.1　分配模型"), (2, "1.2　UC-River模型"), (1, "2　结论")]
    assert of(outcome, Role.PARAGRAPH)[1:3] == [PROSE[0], PROSE[1]]


def test_a_heavy_line_that_begins_with_a_count_and_holds_a_sentence_s_end_is_none() -> None:
    heavy = HEAD.format("3组数据和1组记录得到结果.这种处理为中间")
    outcome = cleaned_page(page(FIRST, HEAD.format("1　引言"), SECOND, HEAD.format("2　方法"), THIRD, heavy, FIRST))
    assert headings(outcome) == [(1, "1　引言"), (1, "2　方法")]


@pytest.mark.parametrize("between", ["　", "：", ": "])
def test_a_heading_with_a_number_in_parts_runs_into_its_paragraph_where_a_blank_or_a_colon_parts_them(
    between: str,
) -> None:
    parts = [f'<p style="text-indent:0">2.{n}.1　水量分配{between}{PROSE[n]}</p>' for n in (0, 1)]
    outcome = cleaned_page(page(THIRD, HEAD.format("1　水量的模型"), *parts), COLUMNS)
    assert [text.rstrip("：") for _, text in headings(outcome)] == [
        "1　水量的模型",
        "2.0.1　水量分配",
        "2.1.1　水量分配",
    ]
    assert of(outcome, Role.PARAGRAPH)[1:3] == [PROSE[0], PROSE[1]]


def test_a_number_in_bold_before_words_of_the_texts_own_type_hides_no_heading() -> None:
    parts = [f'<p style="text-indent:0"><b class="latin">2.{n}</b>　水量分配：{PROSE[n]}</p>' for n in (1, 2)]
    outcome = cleaned_page(page(THIRD, HEAD.format("1　水量的模型"), FIRST, *parts), COLUMNS)
    assert [text for _, text in headings(outcome)] == ["1　水量的模型", "2.1　水量分配：", "2.2　水量分配："]


@pytest.mark.parametrize(("words", "parted"), [("水量分配，按月核定", True), (PROSE[0].partition("。")[0], False)])
def test_a_full_stop_ends_such_a_heading_where_all_numbers_in_parts_have_few_words_before_one(
    words: str, *, parted: bool
) -> None:
    parts = [f'<p style="text-indent:0">2.{n}.1　{words}。{PROSE[n]}</p>' for n in (0, 1, 2)]
    outcome = cleaned_page(page(THIRD, HEAD.format("1　水量的模型"), *parts), COLUMNS)
    assert len(headings(outcome)) == (4 if parted else 1)
    assert (PROSE[1] in of(outcome, Role.PARAGRAPH)) == parted


@pytest.mark.parametrize("line", ["2.1　分配　上游", "3.5　万吨的水量在这一年里由上游放出"])
def test_a_blank_in_a_short_line_or_behind_a_figure_parts_no_heading(line: str) -> None:
    outcome = cleaned_page(page(THIRD, f'<p style="text-indent:0">{line}</p>', FIRST), COLUMNS)
    assert not [text for _, text in headings(outcome) if text.endswith(("分配", "万吨"))]


def test_a_point_behind_whose_mark_the_layer_writes_a_sign_of_its_own_is_no_heading() -> None:
    points = "".join(f"<p>({n}) 登记渡口的货物；\ue004</p><p>{PROSE[n]}</p>" for n in (1, 2))
    assert headings(cleaned_page(page(THIRD, points))) == []


def test_such_a_heading_may_fill_two_lines() -> None:
    long = "1.1　跨界河流的水量分配与观测数据的交换模型及其检验"
    outcome = cleaned_page(page(FIRST, HEAD.format("1　模型"), RUN_IN.format(long, PROSE[0]), SECOND), COLUMNS)
    assert headings(outcome) == [(1, "1　模型"), (2, long)]
    assert of(outcome, Role.PARAGRAPH)[1] == PROSE[0]


def test_a_stressed_beginning_is_no_heading() -> None:
    outcome = cleaned_page(
        page(FIRST, RUN_IN.format("第一，数据的交换是前提。", PROSE[0]), f"<p><b>水文资料</b>{PROSE[1]}</p>")
    )
    assert headings(outcome) == []


def test_a_decimal_number_is_never_higher_than_the_one_it_belongs_to() -> None:
    parts = [HEAD.format(text) + FIRST for text in ("1.1　来源", "1.2　方法", "2　结果", "2.1　检验", "3　结论")]
    assert headings(cleaned_page(page(*parts))) == [
        (2, "1.1　来源"), (2, "1.2　方法"), (1, "2　结果"), (2, "2.1　检验"), (1, "3　结论"),
    ]  # fmt: skip


def test_a_caption_and_a_bold_entry_of_a_list_are_none() -> None:
    outcome = cleaned_page(
        page(FIRST, HEAD.format("表 1　各国的份额"), SECOND, HEAD.format("3. Smith, J. (1993). Rivers."), FIRST)
    )
    assert headings(outcome) == []
    assert headings(cleaned_page(page(FIRST, HEAD.format("算法 2　分区放水的算法"), SECOND, THIRD))) == []


def test_the_editor_finds_a_parted_line_by_its_number() -> None:
    body = page(FIRST, HEAD.format("1　模型"), RUN_IN.format("1.1　分配模型", PROSE[0]))
    raw = read_page(body)
    line = next(n for n, each in enumerate(raw.lines, 1) if each.text.startswith("1.1"))
    told = corrections.parse(f'[[heading]]\nline = {line}\nlevel = 3\nreason = "as printed"\n', "corrections.toml")
    assert (3, "1.1　分配模型") in headings(cleaning.clean(raw, told))


def test_an_outline_is_made_of_headings_and_none_runs_into_the_next() -> None:
    heads = ("1　模型", "1.1　什么是模型", "1.2　什么是水文模型", "2　方法", "2.1　来源", "2.2　检验")
    outcome = cleaned_page(page(FIRST, SECOND, *(HEAD.format(text) for text in heads), THIRD))
    assert [text for _, text in headings(outcome)] == list(heads)


OWN = "<p>{}</p>"  # in the running text's own type, set in as its paragraphs are


def test_the_lowest_numbers_head_parts_where_each_stands_alone_between_paragraphs() -> None:
    outcome = cleaned_page(
        page(
            HEAD.format("1　水量的模型"),
            FIRST,
            OWN.format("1）分配模型"),
            SECOND,
            OWN.format("2）River-T 模型"),
            OWN.format("①按月分配的方法"),
            THIRD,
            OWN.format("②按年分配的方法"),
            FIRST,
            HEAD.format("1.1　结论"),
            SECOND,
        ),
        COLUMNS,
    )
    assert headings(outcome) == [
        (1, "1　水量的模型"),
        (2, "1）分配模型"),
        (2, "2）River-T模型"),
        (3, "①按月分配的方法"),
        (3, "②按年分配的方法"),
        (2, "1.1　结论"),
    ]


def test_the_lowest_numbers_of_a_list_head_nothing() -> None:
    steps = ("1）读入各站的水量", "2）按月分配", "3）写出放水的表格")
    clauses = ("①按月分配，枯水年除外", "②按年分配，")
    outcome = cleaned_page(page(FIRST, *map(OWN.format, steps), SECOND, *map(OWN.format, clauses), THIRD), COLUMNS)
    assert headings(outcome) == []


def test_a_number_before_latin_names_heads_a_part_too() -> None:
    heads = "1. River v. Lake 案", "2. Lake v. River Services 案"
    outcome = cleaned_page(page(FIRST, OWN.format(heads[0]), SECOND, OWN.format(heads[1]), THIRD))
    assert [text for _, text in headings(outcome)] == ["1. River v. Lake案", "2. Lake v. River Services案"]


def test_a_paragraph_that_begins_with_a_number_and_fills_its_line_is_none() -> None:
    outcome = cleaned_page(
        page(
            HEAD.format("1　水量的模型"),
            "<p>建立模型有两个原因：</p>",
            "<p>(1)上下游的水文资料历来分开保存，尺度不一。各方的观测方法不同，换算以后才能比较，误差也随之增大；</p>",
            "<p>(2)放水的数量每月写作表格而不是公式的情形，在各国的旧约里都能找到，枯水的年份因此没有规定可以依照。</p>",
            FIRST,
        ),
        COLUMNS,
    )
    assert headings(outcome) == [(1, "1　水量的模型")]


def test_a_decimal_heading_in_two_faces_below_a_heading_stays_whole() -> None:
    number = '<p style="text-indent:0"><b class="latin">{}</b>　{}</p>'
    outcome = cleaned_page(
        page(
            THIRD,
            HEAD.format("1　资料与方法"),
            number.format("1.1", "临床资料"),
            FIRST,
            number.format("1.2", "检查方法"),
            SECOND,
        ),
        COLUMNS,
    )
    assert headings(outcome) == [(1, "1　资料与方法"), (2, "1.1　临床资料"), (2, "1.2　检查方法")]


LARGE = '<p style="text-indent:0;font-size:13pt"><b>{}</b></p>'


def test_larger_headings_without_a_number_stand_above_numbered_ones() -> None:
    kai = '<p style="text-indent:0;font-size:11pt;font-family:Noto Sans CJK SC">{}</p>'
    outcome = cleaned_page(
        page(
            FIRST,
            LARGE.format("水量分配的由来"),
            SECOND,
            LARGE.format("水量分配的方法"),
            kai.format("（一）按月分配"),
            THIRD,
            kai.format("（二）按年分配"),
            FIRST,
            LARGE.format("总结"),
            SECOND,
        )
    )
    assert headings(outcome) == [
        (1, "水量分配的由来"),
        (1, "水量分配的方法"),
        (2, "（一）按月分配"),
        (2, "（二）按年分配"),
        (1, "总结"),
    ]


def test_a_count_that_runs_on_over_them_stays_above() -> None:
    outcome = cleaned_page(
        page(
            LARGE.format("例一"),
            FIRST,
            HEAD.format("一、按月分配"),
            FIRST,
            LARGE.format("例二"),
            SECOND,
            HEAD.format("二、按年分配"),
            THIRD,
        )
    )
    assert [level for level, text in headings(outcome) if text[1] == "、"] == [1, 1]


def test_a_paragraph_all_in_bold_holds_no_heading() -> None:
    bold = "<p><b>本文系国家社会科学基金项目“跨界河流的水量分配与观测数据的交换”（批准号：00ABC000）的阶段性研究成果。</b></p>"
    outcome = cleaned_page(page(HEAD.format("1　模型"), FIRST, HEAD.format("2　结论"), SECOND, bold, THIRD), COLUMNS)
    assert headings(outcome) == [(1, "1　模型"), (1, "2　结论")]


def test_a_century_behind_a_headings_number_is_kept_apart() -> None:
    outcome = cleaned_page(page(FIRST, OWN.format("1. 20世纪上半叶"), SECOND, OWN.format("2. 20世纪下半叶"), THIRD))
    told = [
        (level, text.replace(" 世纪", "世纪")) for level, text in headings(outcome)
    ]  # where the page sets a gap there
    assert told == [(1, "1. 20世纪上半叶"), (1, "2. 20世纪下半叶")]


def test_a_bold_beginning_that_goes_on_in_the_next_line_is_no_heading() -> None:
    stress = "<p><b>第二，上下游之间的谈判长期以来难以推进，水文资料的缺乏和观测方法的差别使各方无从核对</b>。{}</p>"
    outcome = cleaned_page(page(HEAD.format("1　模型"), FIRST, stress.format(PROSE[1]), HEAD.format("2　结论"), THIRD))
    assert headings(outcome) == [(1, "1　模型"), (1, "2　结论")]


def test_a_heading_without_a_number_stands_one_level_below_the_one_above_it() -> None:
    small = '<p style="text-indent:0;font-size:9.5pt"><b>{}</b></p>'
    outcome = cleaned_page(
        page(
            HEAD.format("1　模型"),
            FIRST,
            HEAD.format("1.1　观测"),
            SECOND,
            HEAD.format("2　实验"),
            THIRD,
            small.format("放水量的实验"),
            FIRST,
            small.format("蒸发量的实验"),
            SECOND,
        )
    )
    levels = {text: level for level, text in headings(outcome)}
    assert levels["1.1　观测"] == levels["放水量的实验"] == levels["蒸发量的实验"] == 2


def test_bold_lines_head_the_proofs_of_an_appendix_in_smaller_type() -> None:
    small = '<p style="font-size:8.5pt;line-height:13pt">{}</p>'
    head = small.format("<b>{}</b>")
    proofs = [head.format("结论一的证明"), small.format(PROSE[0]), head.format("结论二的证明"), small.format(PROSE[1])]
    outcome = cleaned_page(page(HEAD.format("1　模型"), *(TEXT,) * 3, HEAD.format("附录"), *proofs))
    assert [text for _, text in headings(outcome)] == ["1　模型", "附录", "结论一的证明", "结论二的证明"]


def test_a_heading_in_a_face_of_its_own_runs_into_its_paragraph_though_its_number_is_in_the_texts_latin() -> None:
    """Every second full line begins so, which makes the face no commoner in the text itself."""
    own = "<span style=\"font-family:'Noto Sans CJK SC';font-weight:400\">{}</span>"
    heads = ("对象", "方法", "统计分析", "人口学特征", "家庭情况")
    body = "".join(
        f'<p><span class="latin">1.{n} </span>{own.format(head)}　{PROSE[n % 3]}比例为<span class="latin">12.5 %</span>。</p>'
        for n, head in enumerate(heads, start=1)
    )
    blocks = cleaned_page(f'<p class="hei" style="text-indent:0">1　对象与方法</p>{body}').value.blocks
    found = [" ".join(b.text.split()) for b in blocks if b.role is Role.HEADING]  # which blank it is, the fonts decide
    assert found[1:] == [f"1.{n} {head}" for n, head in enumerate(heads, start=1)]


def test_a_word_set_off_in_front_of_a_colon_heads_nothing() -> None:
    own = "<span style=\"font-family:'Noto Sans CJK SC';font-weight:400\">{}</span>"
    items = "".join(
        f"<p>{own.format(f'{n}. {word}')}：{PROSE[n % 3]}</p>"
        for n, word in enumerate(("物理风险", "转型风险", "气候机遇"), start=1)
    )
    outcome = cleaned_page(f'<p class="hei" style="text-indent:0">1　对象与方法</p>{items}')
    assert [text for _, text in headings(outcome)] == ["1　对象与方法"]
    assert all(f"{word}：" in outcome.value.text for word in ("物理风险", "转型风险", "气候机遇"))


def test_a_headings_figures_may_come_from_the_texts_own_latin_font() -> None:
    """In the middle of a paragraph's lines nothing but the face of its hanzi shows it."""
    css = "p, div { font-family: 'Liberation Serif', 'Noto Serif CJK SC' } .head { font-family: 'Liberation Serif', 'Noto Sans CJK SC'; text-indent: 0 }"
    counted = FIRST.replace("二十", "20").replace("。", "；")
    head = "<p class=head>{}</p>"
    outcome = cleaned_page(
        page(
            counted,
            head.format("1　水量"),
            counted,
            head.format("1.1.1　枯水"),
            counted,
            head.format("1.1.2　丰水"),
            counted,
        ),
        css,
    )
    assert headings(outcome) == [(1, "1　水量"), (3, "1.1.1　枯水"), (3, "1.1.2　丰水")]


def test_letters_and_numbers_alone_on_lines_head_parts_behind_a_latin_full_stop() -> None:
    stopped = FIRST.replace("。", ".")
    heads = ("A. 观测数据", "B. 闸门的开度", "1) 枯水的年份", "2) 丰水的年份")
    outcome = cleaned_page(page(stopped, *(f"<p>{head}</p>{stopped}" for head in heads)))
    assert [text for _, text in headings(outcome)] == ["A.观测数据", "B.闸门的开度", "1)枯水的年份", "2)丰水的年份"]


def test_an_option_by_a_letter_alone_is_no_heading() -> None:
    outcome = cleaned_page(page(FIRST, "<p>A. 观测数据</p>", FIRST, SECOND))
    assert headings(outcome) == []


def test_numbers_count_anew_below_each_heading_that_has_none_and_larger_type() -> None:
    big = '<p class="hei mid" style="font-size:13pt">{}</p>'
    small = '<p style="font-style:italic">{}</p>'
    parts = [
        text
        for head in ("引言与问题", "制度的设计", "实证的结果")
        for text in (big.format(head), FIRST, small.format("1．观测"), SECOND, small.format("2．闸门"), THIRD)
    ]
    outcome = cleaned_page(page(*parts), "@page { size: 170mm 300mm }")
    assert headings(outcome) == [
        pair
        for head in ("引言与问题", "制度的设计", "实证的结果")
        for pair in ((1, head), (2, "1.观测"), (2, "2.闸门"))
    ]


def test_neither_a_proof_nor_a_pictures_last_label_is_a_heading() -> None:
    bold = "<p><b>{}</b></p>"
    caption = "<p class='small mid'>Fig. 7 The evaluation of the metric</p>"
    outcome = cleaned_page(
        page(FIRST, bold.format("证明"), SECOND, bold.format("任务的数量"), caption, THIRD, bold.format("粮价"), FIRST)
    )
    assert [text for _, text in headings(outcome)] == ["粮价"]


def test_who_signs_a_part_of_a_symposium_is_no_heading_and_a_dashed_line_goes_on_with_one() -> None:
    title = '<p class="mid hei" style="font-size:14pt;line-height:22pt">{}</p>'
    name = '<p class="mid" style="font-size:13pt;line-height:20pt">{}</p><p class="mid">（东山大学历史学系教授）</p>'
    dashed = '<p class="mid" style="font-size:12pt;line-height:20pt">——以三个渡口为例</p>'
    outcome = cleaned_page(
        page(FIRST, title.format("河运的史料"), dashed, name.format("王小红"), FIRST, HEAD.format("一　账簿"), SECOND)
        + "".join((title.format("渡口的制度"), name.format("赵　一"), THIRD, HEAD.format("一　契约"), FIRST))
        + "".join((title.format("水量的数据"), name.format("孙平良"), SECOND, HEAD.format("1. 观测"), FIRST))
        + "".join((HEAD.format("2. 交换"), SECOND))
    )
    assert headings(outcome) == [
        (1, "河运的史料——以三个渡口为例"),
        (2, "一　账簿"),
        (1, "渡口的制度"),
        (2, "一　契约"),
        (1, "水量的数据"),
        (2, "1. 观测"),
        (2, "2. 交换"),
    ]


def test_the_head_of_the_sources_ranks_no_heading_without_a_number_below_it() -> None:
    sources = '<p class="small" style="text-indent:0">[1] 李明. 河运史[M]. 东山出版社, 2001.</p>'
    bold = '<p class="hei" style="font-size:12pt">{}</p>'
    outcome = cleaned_page(
        page(FIRST, bold.format("账簿"), SECOND, bold.format("契约"), THIRD, HEAD.format("参考文献"), sources)
    )
    assert [heading for heading in headings(outcome) if heading[1] != "参考文献"] == [(1, "账簿"), (1, "契约")]


def test_lines_that_a_scan_measures_larger_inside_sentences_are_no_headings() -> None:
    size = '<p style="text-indent:0;font-size:13pt;line-height:18pt">{}</p>'
    pieces = "河流的水量", "分配的制度", "契约的核定", "渡口的兴衰", "闸门的开度", "枯水的年份", "观测的数据"
    broken = "".join(
        f'<p>各方约定先行交换</p>{size.format(piece)}<p style="text-indent:0">，再讨论分配方案。</p>'
        for piece in pieces
    )
    assert headings(cleaned_page(page(FIRST, broken, SECOND))) == []
    parted = "".join(
        f"{size.format(piece)}{paragraph}" for piece, paragraph in zip(pieces, [FIRST, SECOND, THIRD] * 3, strict=False)
    )
    assert [text for _, text in headings(cleaned_page(page(FIRST, parted)))] == list(pieces)


def test_a_heading_with_a_number_in_parts_that_white_sets_below_its_page_is_one() -> None:
    code = '<p style="text-indent:0" class="latin">usepackage[UTF8, scheme=plain, fontset=windows]{ctex, unsrt}</p>'
    low = (
        '<div style="position:absolute;bottom:0;left:0">'
        f'<p style="text-indent:0;font-size:12pt" class="hei">1.2　观测</p><p>{PROSE[2][:22]}。</p></div>'
        f'<div style="break-before:page">{TEXT}{TEXT}{TEXT}</div>'
    )
    raw = read_page(page(HEAD.format("1　模型"), FIRST, HEAD.format("1.1　分配"), TEXT, code, low))
    assert {line.geometry.band for line in raw.lines if line.geometry and line.text.startswith("1.2")} == {Band.FOOT}
    assert [text for _, text in headings(cleaning.clean(raw))] == ["1　模型", "1.1　分配", "1.2　观测"]


def test_a_heading_with_a_colon_that_ends_in_a_short_line_is_whole() -> None:
    over_two_lines = "<p>2.1　跨界河流的水量分配：现状<br>与问题</p>"
    outcome = cleaned_page(page(HEAD.format("1　引言"), THIRD, HEAD.format("2　方法"), over_two_lines, FIRST), COLUMNS)
    assert [text for _, text in headings(outcome)][-1] == "2.1　跨界河流的水量分配：现状与问题"


FACE = '<p style="text-indent:0;font-family:Noto Sans CJK SC;margin:{}">{}</p>'


def test_lines_of_another_face_between_white_are_headings_though_of_the_texts_size() -> None:
    narrow = f"{COLUMNS} p {{ text-align: left }}"
    first, second = "灌溉用水的分配充足，跨境河流的观测设施仍显不足", "“上游新约”的新旗帜"
    parts = (FIRST, FACE.format("16pt 0", first), SECOND, THIRD, FACE.format("16pt 0", second), FIRST)
    assert headings(cleaned_page(page(*parts, SECOND, THIRD), narrow)) == [(1, first), (1, second)]


@pytest.mark.parametrize("margins", [("16pt 0",), ("0", "0"), ("16pt 0 0", "16pt 0 0")])
def test_a_single_one_or_one_without_white_on_both_sides_is_none(margins: tuple[str, ...]) -> None:
    parts = [part for margin in margins for part in (FIRST, FACE.format(margin, "上游与下游的新约"), SECOND, THIRD)]
    assert not headings(cleaned_page(page(*parts)))


@pytest.mark.parametrize(("size", "expected"), [("8pt", []), ("10pt", [(1, "1 数据来源与说明")])])
def test_a_numbered_line_of_another_face_among_the_notes_is_no_heading(size: str, expected: list[object]) -> None:
    """A note may be set in a face that the text hasn't; no heading is smaller than its text."""
    noted = f'<p style="text-indent:0;font-family:Noto Sans CJK SC;font-size:{size}">1 数据来源与说明</p>'
    raw = read_page(page(FIRST, SECOND, noted, FIRST, THIRD))
    rows = [
        dataclasses.replace(line, geometry=dataclasses.replace(line.geometry, band=Band.NOTES))
        if line.geometry and "数据来源" in line.text
        else line
        for line in raw.lines
    ]
    assert headings(cleaning.clean(dataclasses.replace(raw, lines=tuple(rows)))) == expected
