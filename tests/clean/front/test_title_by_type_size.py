"""The title block of a PDF: what is set largest is the title, whatever stands above it; names, homes and covers."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from sco_pub.clean.front import english_block
from sco_pub.model.doubt import DoubtKind, Took
from sco_pub.structure.master import structure
from tests.clean.printed_pages import TEXT, cleaned_page

ABSTRACT = '<p class="small">摘　要：本文讨论跨界河流的水量分配，并比较三种协定的执行情况。</p><p class="small">关键词：河流；协定；分配</p>'


def front_matter(body: str) -> dict[str, Any]:
    markdown = structure(cleaned_page(body).value).value.markdown
    found: dict[str, Any] = yaml.safe_load(markdown.split("---\n")[1])
    return found


def names(body: str) -> list[str]:
    return [author["name"] for author in front_matter(body).get("author", [])]


@pytest.mark.parametrize(
    "above",
    [
        '<p class="small">第12卷　第3期　水利与社会　Water and Society　2021年5月</p>',
        '<p class="small">·河流治理·　文章编号：1002-7777（2021）03-0012-08　文献标志码：A　中图分类号：TV213</p>',
        '<p style="font-size:20pt;line-height:26pt;text-indent:0" class="latin">Acta Hydrologica Orientalis</p>',
        '<p class="mid" style="font-size:14pt">水利学报</p>',
    ],
)
def test_the_largest_line_is_the_title_whatever_the_journal_prints_above_it(above: str) -> None:
    found = front_matter(f'{above}<h1>跨界河流的水量分配及其协定</h1><p class="mid">李　明，王小红</p>{ABSTRACT}{TEXT}')
    assert found["title"] == "跨界河流的水量分配及其协定"
    assert [author["name"] for author in found["author"]] == ["李明", "王小红"]


def test_a_title_over_two_lines_with_a_subtitle_and_a_flower_for_its_note() -> None:
    found = front_matter(
        "<h1>跨界河流的水量分配、观测数据的交换<br>与争端的解决❋</h1>"
        '<p class="mid" style="font-size:14pt">———以三个协定为例</p><p class="mid">李　明</p>'
        f"{ABSTRACT}{TEXT}"
    )
    assert found["title"] == "跨界河流的水量分配、观测数据的交换与争端的解决"
    assert found["subtitle"] == "以三个协定为例"


def test_six_names_with_raised_numbers_and_their_homes() -> None:
    line = "李嘉琪<sup>1</sup>,周　艳<sup>2</sup>,赖俊杰<sup>1,2</sup>,罗红丹<sup>1</sup>,王安忆<sup>1</sup>,孙平良<sup>2</sup>"
    found = front_matter(
        f'<h1>跨界河流的水量分配</h1><p style="text-indent:0">{line}</p>'
        f'<p class="small">1. 东山大学水利学院,江南东山 530200;2. 西湖大学附属研究院</p>{ABSTRACT}{TEXT}'
    )
    homes = {author["name"]: author["affiliation"] for author in found["author"]}
    assert list(homes) == ["李嘉琪", "周艳", "赖俊杰", "罗红丹", "王安忆", "孙平良"]
    assert homes["周艳"] == "西湖大学附属研究院"
    assert homes["赖俊杰"] == "东山大学水利学院；西湖大学附属研究院"


def test_one_home_and_an_address_in_two_parts_under_each_of_several_names() -> None:
    found = front_matter(
        '<h1>跨界河流的水量分配</h1><p class="mid">李　明　王小红　周　艳</p><p class="mid">东山数据　东山数据　东山数据</p>'
        '<p class="mid latin">liming@　wangxh@　zhouyan@</p><p class="mid latin">dongshan.com　dongshan.com　dongshan.com</p>'
        f"{ABSTRACT}{TEXT}"
    )
    assert [(a["name"], a["affiliation"]) for a in found["author"]] == [
        ("李明", "东山数据"),
        ("王小红", "东山数据"),
        ("周艳", "东山数据"),
    ]
    assert "liming" in found["correspondence"]


def test_names_and_their_university_in_traditional_characters() -> None:
    found = front_matter(
        '<h1>跨界河流的水量分配</h1><p class="mid">李睿明　徐國華</p><p class="mid">國立東山商業大學</p>'
        f"{ABSTRACT}{TEXT}"
    )
    assert [(a["name"], a["affiliation"]) for a in found["author"]] == [
        ("李睿明", "國立東山商業大學"),
        ("徐國華", "國立東山商業大學"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            '殷昊<span style="margin-left:7pt">李寿山</span><span style="margin-left:7pt">贡正仙</span>',
            ["殷昊", "李寿山", "贡正仙"],
        ),
        ('<span class="latin">Erik LUND</span>　<span class="latin">Anna BERG</span>', ["Erik LUND", "Anna BERG"]),
        ("171240013 于紫雯 171240008 霍然", ["于紫雯", "霍然"]),
        ("阿依古丽·买买提<sup>1</sup>，李明<sup>2</sup>", ["阿依古丽·买买提", "李明"]),
        ('李睿明<span style="margin-left:4pt">徐國華</span>', ["李睿明", "徐國華"]),
    ],
)
def test_names_however_they_are_parted(line: str, expected: list[str]) -> None:
    assert names(f'<h1>跨界河流的水量分配</h1><p class="mid">{line}</p>{ABSTRACT}{TEXT}') == expected


@pytest.mark.parametrize(
    ("line", "home"),
    [
        ("<p class=mid>文◎王玉</p><p class=mid>（东山大学）</p>", "东山大学"),
        ("<p class=mid>王玉·江南省东山市明水公证处</p>", "江南省东山市明水公证处"),
    ],
)
def test_signs_between_a_name_and_what_it_belongs_to(line: str, home: str) -> None:
    found = front_matter(f"<h1>跨界河流的水量分配</h1>{line}{ABSTRACT}{TEXT}")
    assert [(author["name"], author["affiliation"]) for author in found["author"]] == [("王玉", home)]


def test_a_body_above_the_persons_is_an_author_and_a_name_goes_on_behind_its_line_s_end() -> None:
    lines = "<p class=mid>东山医学会河流健康专业委员会</p><p class=mid>李　明，王小红，赵一平，张</p><p class=mid>三多，孙八</p>"
    found = names(f"<h1>跨界河流的水量分配专家共识</h1>{lines}{ABSTRACT}{TEXT}")
    assert found == ["东山医学会河流健康专业委员会", "李明", "王小红", "赵一平", "张三多", "孙八"]


def test_a_signature_below_the_text_says_where_the_author_works_and_what_he_is() -> None:
    signed = "<p style='text-align:right;text-indent:0'>王玉</p><p style='text-align:right;text-indent:0'>东山大学水利学院教授</p>"
    found = front_matter(f"<h1>跨界河流的水量分配</h1><p class=mid>王玉</p>{ABSTRACT}{TEXT}{signed}")
    assert found["author"] == [{"name": "王玉", "affiliation": "东山大学水利学院", "bio": "东山大学水利学院教授"}]


def test_a_signature_below_the_text_names_an_author_whom_nothing_else_names_and_is_asked_about() -> None:
    signed = "<p style='text-align:right;text-indent:0'>王　玉　东山大学水利学院教授</p>"
    outcome = cleaned_page(f"<h1>跨界河流的水量分配</h1>{ABSTRACT}{TEXT}{signed}")
    assert [b.text for b in outcome.value.blocks if b.key == "author"] == ["王玉"]
    asked = [doubt for doubt in outcome.value.ledger.doubts if doubt.kind is DoubtKind.AUTHOR]
    assert [doubt.chosen for doubt in asked] == [Took.LINE_AS_NAMES]


def test_a_column_s_name_larger_than_the_title_and_at_its_side_is_none_and_is_asked_about() -> None:
    outcome = cleaned_page(
        '<p style="font-size:28pt;line-height:34pt;text-indent:0">河流</p><h1>跨界河流的水量分配及其协定</h1>'
        f"<p class=mid>王玉</p>{ABSTRACT}{TEXT}"
    )
    assert [b.text for b in outcome.value.blocks if b.key == "title"] == ["跨界河流的水量分配及其协定"]
    assert any(doubt.kind is DoubtKind.TITLE for doubt in outcome.value.ledger.doubts)


def test_a_life_set_in_at_both_sides_goes_on_behind_its_first_line() -> None:
    life = "作者简介：王玉，东山国际河流合作协同中心平台执行长、东山大学水利学院副院长、西湖大学教授"
    note = f'<p style="font-size:8pt;line-height:12pt;margin:0 6em 2em;text-indent:2em">{life}</p>'
    found = front_matter(f"<h1>跨界河流的水量分配</h1><p class=mid>王玉</p>{ABSTRACT}{note}{TEXT}")
    assert found["author"][0]["bio"].endswith("副院长、西湖大学教授")


def test_a_life_below_the_institution_is_no_part_of_it() -> None:
    foot = "<p class=small>作者单位：东山医院护理部</p><p class=small>王玉：女，1967年出生，大专，护师</p>"
    found = front_matter(f"<h1>跨界河流的水量分配</h1><p class=mid>王玉</p>{ABSTRACT}{foot}{TEXT}")
    assert found["author"][0]["affiliation"] == "东山医院护理部"


def test_prose_that_speaks_of_relations_below_a_name_is_no_institution() -> None:
    found = front_matter(
        f"<h1>跨界河流的水量分配</h1><p class=mid>王玉</p><p>两国的关系是各种关系之中最为重要的一种，</p>{TEXT}"
    )
    assert found["author"] == [{"name": "王玉"}]


def test_a_cover_form_gives_its_title_and_its_author_and_no_teacher() -> None:
    form = "".join(
        f'<p style="font-size:14pt;line-height:30pt">{label}　{value}</p>'
        for label, value in (
            ("任课教师", "郑大海"),
            ("姓　名", "王玉"),
            ("学　号", "125027000"),
            ("学　院", "统计学院"),
        )
    )
    found = front_matter(
        '<p class="mid" style="font-size:40pt;line-height:60pt">课程论文</p>'
        '<p class="mid" style="font-size:18pt;line-height:30pt">论文题目：跨界河流的水量分配<br>及其协定——来自年报的证据</p>'
        f'{form}<div style="break-before:page"></div><p class="mid">王　玉</p><p class="mid">2020年10月6日</p>{ABSTRACT}{TEXT}'
    )
    assert found["title"] == "跨界河流的水量分配及其协定——来自年报的证据"
    assert [(author["name"], author["affiliation"]) for author in found["author"]] == [("王玉", "统计学院")]


@pytest.mark.parametrize(
    "head",
    [
        "<p>HIS1000　大学历史</p><p>姓名：王玉</p><p>学号：2017301</p><p>任课教师：郑大海</p>",
        "<p>姓名：王玉　　学号：2017301　　班级：物理一班</p>",
        "<p>学院：物理学院　　班级：一班</p><p>学号：2017301　　姓名：王玉</p>",
    ],
)
def test_a_form_at_the_head_of_the_text_s_own_page_gives_the_author_and_leaves_the_title_below(head: str) -> None:
    found = front_matter(f'{head}<p class="mid">跨界河流的水量分配</p>{TEXT}')
    assert found["title"] == "跨界河流的水量分配"
    assert [author["name"] for author in found["author"]] == ["王玉"]


def test_a_cover_without_a_label_for_its_title_asks() -> None:
    rows = "".join(f"<p>{row}</p>" for row in ("学院：物理学院", "班级：物理班", "姓名：王玉", "学号：2017301"))
    outcome = cleaned_page(f'<h1>《河流模型的文献综述》</h1>{rows}<div style="break-before:page"></div>{TEXT}')
    assert [b.text for b in outcome.value.blocks if b.key == "title"] == ["河流模型的文献综述"]
    assert any(doubt.kind is DoubtKind.TITLE for doubt in outcome.value.ledger.doubts)


def test_a_title_hardly_larger_than_the_text_and_one_without_names_are_asked() -> None:
    outcome = cleaned_page(f'<p class="mid" style="font-size:11.5pt">跨界河流的水量分配</p>{TEXT}')
    assert {DoubtKind.TITLE, DoubtKind.AUTHOR} <= {doubt.kind for doubt in outcome.value.ledger.doubts}


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("引用格式：李明，王小红．草原牧场的放牧权[J]．某学报，2021，12(3)：12-20．", DoubtKind.TITLE),
        ("引用格式：李明，赵大海．跨界河流的水量分配[J]．某学报，2021，12(3)：12-20．", DoubtKind.AUTHOR),
        ("作者简介：赵大海（1970—），男，东山大学教授。", DoubtKind.AUTHOR),
    ],
)
def test_two_sources_that_disagree_are_asked_about(said: str, kind: DoubtKind) -> None:
    body = f"<h1>跨界河流的水量分配</h1><p class=mid>李　明，王小红</p>{ABSTRACT}<p class=small>{said}</p>{TEXT}"
    doubts = cleaned_page(body).value.ledger.doubts
    assert [doubt.kind for doubt in doubts if doubt.kind in (DoubtKind.TITLE, DoubtKind.AUTHOR)] == [kind]


def test_two_sources_that_agree_are_not() -> None:
    said = "引用格式：李明，王小红．跨界河流的水量分配[J]．某学报，2021，12(3)：12-20．"
    body = f"<h1>跨界河流的水量分配</h1><p class=mid>李　明，王小红</p>{ABSTRACT}<p class=small>{said}</p>{TEXT}"
    doubts = cleaned_page(body).value.ledger.doubts
    assert not [doubt for doubt in doubts if doubt.kind in (DoubtKind.TITLE, DoubtKind.AUTHOR)]


def test_a_foreigner_keeps_the_name_that_he_has_in_chinese() -> None:
    assert names(
        f'<h1>跨界河流的水量分配</h1><p class="mid"><span class="latin">Erik Lund</span> (伦德)</p>{ABSTRACT}{TEXT}'
    ) == ["Erik Lund（伦德）"]


def test_author_and_date_said_again_behind_a_form_are_no_text() -> None:
    rows = "".join(
        f"<p>{row}</p>" for row in ("题目：跨界河流的水量分配", "班级：物理班", "姓名：王玉", "学号：2017301")
    )
    again = '<h1>跨界河流的水量分配</h1><p class="mid">王　玉</p><p class="mid">2020年10月6日</p>'
    outcome = cleaned_page(f'{rows}<div style="break-before:page"></div>{again}{ABSTRACT}{TEXT}')
    texts = [block.text for block in outcome.value.blocks if block.key != "author"]
    assert not [text for text in texts if "王玉" in text or "10月6日" in text]


def test_a_smaller_line_between_title_and_authors_is_the_subtitle_though_no_dash_opens_it() -> None:
    found = front_matter(
        '<h1>从“共用”到“分配”</h1><p class="mid" style="font-size:15pt;line-height:20pt">跨界河流的水量协定历史的<br>'
        f'发展及其启示</p><p class="mid">李　明*</p>{ABSTRACT}{TEXT}'
    )
    assert found["title"] == "从“共用”到“分配”"
    assert found["subtitle"] == "跨界河流的水量协定历史的发展及其启示"
    assert [author["name"] for author in found["author"]] == ["李明"]


def test_names_and_homes_that_the_gutter_of_the_text_below_cuts_are_read_across_it() -> None:
    cell = '<div style="width:62mm;float:left;text-align:{}{}">{}</div>'
    row = (
        cell.format("right", ";padding-right:3mm", "{}")
        + cell.format("left", "", "{}")
        + '<div style="clear:both"></div>'
    )
    columns = f'<div style="columns:2;column-gap:6mm">{TEXT * 2}</div>'
    found = front_matter(
        "<h1>跨界河流的水量分配与协调</h1>"
        + row.format("李嘉琪<sup>1,3</sup>，周", "艳<sup>2</sup>，赖俊杰<sup>1*</sup>")
        + row.format("1. 东山大学水利学院，东山 530200；", "2. 西湖大学农学院，西湖 523083；")
        + f'<p class="mid">3. 江南省水利重点研究基地，东山 530200</p>{ABSTRACT}{columns}'
    )
    homes = {author["name"]: author["affiliation"] for author in found["author"]}
    assert list(homes) == ["李嘉琪", "周艳", "赖俊杰"]
    assert homes["周艳"] == "西湖大学农学院"
    assert homes["李嘉琪"] == "东山大学水利学院；江南省水利重点研究基地"


def test_the_english_title_is_what_is_set_largest_above_its_abstract() -> None:
    entry = '<p class="small">[1] How the river was shared among the villages, http://www.example.org/a/river-water-of-the-</p>'
    rest = '<p class="small">valley-and-its-seven-old-villages-then</p>'
    block = (
        '<p class="mid" style="font-size:14pt;line-height:18pt">The Water of Border Rivers and Its<br>Distribution</p>'
        '<p class="mid">LI Ming, WANG Xiaohong</p><p class="small">Abstract: This paper discusses the water of rivers.</p>'
        '<p class="small">Key words: river; water</p>'
    )
    found = front_matter(
        f'<h1>跨界河流的水量分配</h1><p class="mid">李　明　王小红</p>{ABSTRACT}{TEXT}<p>参考文献</p>{entry}{rest}{block}'
    )
    assert found["title-en"] == "The Water of Border Rivers and Its Distribution"
    assert [author["name-en"] for author in found["author"]] == ["LI Ming", "WANG Xiaohong"]


@pytest.mark.parametrize(
    "line",
    [
        "WANGXiaohong",
        "LI Ming－hua，WANG Xiao－hong",
        "LI Ming － hua ，WANG Xiao － hong",
        "LI Ming2hua , WANG Xiao2hong",
        "LIMing-hua, WANG Xiaohong, ZHAO Min",
        "ChenXian-caiand Lin Ming-zhi",
    ],
)
def test_names_in_pinyin_end_the_english_title_whatever_the_layer_lost(line: str) -> None:
    title = "The Water of Border Rivers"
    assert english_block.title_lines([title, line]) == 1
    assert english_block.title_lines([title, "and Its Distribution in Time"]) == 2


def test_a_field_at_the_foot_goes_on_below_its_label() -> None:
    foot = (
        '<div style="position:absolute;bottom:0;width:60mm">'
        '<p class="small" style="padding-left:4em;text-indent:-4em;text-align:left">基金项目：国家社会科学基金重点项目“跨界河流水'
        "量分配的研究”（00ABC000）</p>"
        '<p class="small" style="padding-left:4em;text-indent:-4em;text-align:left">作者简介：李明，博士，教授，研究方向：河流与湖泊'
        "的治理。</p></div>"
    )
    column = f'<div style="width:60mm">{TEXT}</div>'
    found = front_matter(f'<h1>跨界河流的水量分配</h1><p class="mid">李　明</p>{ABSTRACT}{column}{foot}')
    assert found["funding"] == "国家社会科学基金重点项目“跨界河流水量分配的研究”（00ABC000）"
    assert found["author"][0]["bio"] == "李明，博士，教授，研究方向：河流与湖泊的治理。"


def test_a_title_s_first_line_is_no_journal_though_a_running_head_with_the_issue_s_number_holds_it() -> None:
    head = '<p class="small">2021年第3期　　李明：跨界河流的水量分配及其协定的执行</p>'
    page = (
        '<h1>跨界河流的水量分配<br>及其协定的执行</h1><p class="mid">李　明</p>'
        f'{ABSTRACT}{TEXT}<div style="break-before:page"></div>{head.replace("李明：", "")}{TEXT}'
    )
    assert front_matter(page)["title"] == "跨界河流的水量分配及其协定的执行"


def test_a_masthead_in_small_lines_beside_the_title_is_no_part_of_it() -> None:
    beside = "".join(
        f'<p style="position:absolute;left:112mm;top:{top}mm;font-size:6pt;text-indent:0">{text}</p>'
        for top, text in ((0, "水利"), (4, "2017·2"), (8, "ESL"), (12, "第37卷"))
    )
    title = '<h1 style="text-align:left">跨界河流的水量分配<br>及其变迁（2005—2013）</h1>'
    found = front_matter(f'<div style="position:relative">{title}{beside}</div><p class="mid">李明</p>{ABSTRACT}{TEXT}')
    assert found["title"] == "跨界河流的水量分配及其变迁（2005—2013）"
    assert [author["name"] for author in found["author"]] == ["李明"]


HEADED = (
    "@page { @top-center { content: element(head) } } @page :first { @top-center { content: none } }"
    ".head { position: running(head); font-size: 8pt; text-indent: 0 }"
)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("李明，赵大海：跨界河流的水量分配", DoubtKind.AUTHOR),
        ("李明，王小红：跨界河流的水量分配与协定的执行", DoubtKind.TITLE),
        ("李明等：跨界河流的水量分配", None),
        ("第3期　　跨界河流的水量分配", None),
    ],
)
def test_the_running_heads_are_asked_for_title_and_authors(head: str, kind: DoubtKind | None) -> None:
    body = (
        f"<h1>跨界河流的水量分配</h1><p class=mid>李　明，王小红</p>{ABSTRACT}<p class=head>{head}</p>{TEXT * 3}"
        f"<p>{TEXT}</p>"
    )
    doubts = cleaned_page(body, HEADED).value.ledger.doubts
    assert [d.kind for d in doubts if d.kind in (DoubtKind.TITLE, DoubtKind.AUTHOR)] == ([kind] if kind else [])


@pytest.mark.parametrize(("claimed", "asked"), [("草原牧场的放牧权及其演变", True), ("Microsoft Word - 稿.doc", False)])
def test_the_files_own_title_is_asked_about_where_it_is_another(claimed: str, *, asked: bool) -> None:
    body = f"<title>{claimed}</title><h1>跨界河流的水量分配</h1><p class=mid>李　明</p>{ABSTRACT}{TEXT}"
    doubts = cleaned_page(body).value.ledger.doubts
    assert any(doubt.kind is DoubtKind.TITLE for doubt in doubts) is asked


def test_key_words_stand_below_each_other_beside_the_abstract_behind_an_upright_rule() -> None:
    """And the institutions are numbered with rings, which call no notes."""
    left = (
        "摘要　本文讨论跨界河流的水量分配，并比较三种协定在枯水年份的执行情况，说明观测数据的交换先于水量的分配，而争端的解决有赖于"
        "可以核对的依据。灌溉季节的用水权在旧约里只写作习惯，没有数字，新约第一次把每月的放水量列成表格，并规定枯水年份由双方的工程师核定。"
    )
    words = ("跨界河流", "水量 W 的分配(WA)", "协定", "观测数据", "争端的解决")
    flat = '<div style="clear:both;height:.5pt;background:#000;margin:4pt 0"></div>'
    box = (
        f'{flat}<div style="float:left;width:88mm"><p class="small">{left}</p></div>'
        '<div style="float:left;width:.5pt;height:76pt;margin-left:3mm;background:#000"></div><div style="margin-left:94mm">'
        f'<p class="small"><b>关键词</b></p>{"".join(f"<p class=small>{word}</p>" for word in words)}</div>{flat}'
    )
    homes = "<p class=small>① 东山大学水利学院，东山 530200；</p><p class=small>② 西湖大学农学院，西湖 523083</p>"
    found = front_matter(
        f'<h1>跨界河流的水量分配与协调</h1><p style="text-indent:0">李明<sup>①②</sup>　王小红<sup>②</sup></p>{homes}{box}'
        f'<div style="columns:2;column-gap:6mm;margin-top:8pt">{TEXT * 3}</div>'
    )
    assert found["abstract"].endswith("由双方的工程师核定。")
    assert found["keywords"] == ["跨界河流", "水量W的分配（WA）", "协定", "观测数据", "争端的解决"]
    named = {author["name"]: author["affiliation"] for author in found["author"]}
    assert named == {"李明": "东山大学水利学院；西湖大学农学院", "王小红": "西湖大学农学院"}


def test_an_abstract_without_a_label_stands_between_the_names_and_the_key_words() -> None:
    prose = "本文讨论跨界河流的水量分配，并比较三种协定在枯水年份的执行情况，说明政府观测数据的交换先于水量的分配。" * 2
    found = front_matter(
        '<h1>跨界河流的水量分配与协调<span style="font-size:6pt;vertical-align:8pt;line-height:0">!</span></h1>'
        f'<p class="mid">李明　王小红</p><p class="small" style="margin:0 8mm">{prose}</p>'
        f'<p class="small" style="margin:0 8mm">关键词：河流　协定　分配</p><p class="small">作者李明，东山大学教授。</p>{TEXT * 2}'
    )
    assert (
        found["title"] == "跨界河流的水量分配与协调"
    )  # and the raised mark behind it is none of it, whatever its code
    assert found["abstract"] == prose
    assert found["keywords"] == ["河流", "协定", "分配"]
    assert [author["name"] for author in found["author"]] == ["李明", "王小红"]


def test_a_raised_hanzi_behind_a_name_is_a_mark_that_its_font_misnames() -> None:
    assert names(
        f'<h1>跨界河流的水量分配</h1><p class="mid">李　明，王小红<sup>十</sup>，周　艳</p>{ABSTRACT}{TEXT}'
    ) == [
        "李明",
        "王小红",
        "周艳",
    ]


def test_the_title_stays_though_small_heads_repeat_it_on_its_own_page_too() -> None:
    head = '<p class="small" style="text-align:center;margin-bottom:24pt">河流水量的分配</p>'
    page = '<div style="break-before:page">'
    found = front_matter(
        f'{head}<h1>河流水量的分配</h1><p class="mid">李　明</p>{ABSTRACT}{TEXT}' + f"{page}{head}{TEXT}</div>" * 3
    )
    assert found["title"] == "河流水量的分配"
    assert [author["name"] for author in found["author"]] == ["李明"]


def test_a_line_with_names_their_institution_and_a_grant_below_it() -> None:
    found = front_matter(
        '<h1>跨界河流的水量分配</h1><p class="mid">文 / 图：李　明　东山大学水利学院 2022 级硕士研究生</p>'
        f'<p class="small">本文为东山大学研究生创新项目“河流水量的分配”（项目编号：YC24）研究成果</p>{ABSTRACT}{TEXT}'
    )
    life = "东山大学水利学院2022级硕士研究生"
    assert found["author"] == [{"name": "李明", "affiliation": "东山大学水利学院", "bio": life}]
    assert found["funding"].startswith("本文为东山大学研究生创新项目")


def test_a_titles_second_line_with_a_bracket_behind_it_names_nobody() -> None:
    found = front_matter(
        f'<h1>跨界河流的水量分配<br>与新数据（笔谈）</h1><p class="mid">李　明　王小红</p>{ABSTRACT}{TEXT}'
    )
    assert found["title"] == "跨界河流的水量分配与新数据（笔谈）"
    assert [author["name"] for author in found["author"]] == ["李明", "王小红"]


def test_a_foreign_author_with_degrees_above_the_institution() -> None:
    found = front_matter(
        '<h1>跨界河流的水量分配</h1><p class="mid latin">Anna Berg，MSc，PhD</p><p class="mid">挪威水利学院</p>'
        f"{ABSTRACT}{TEXT}"
    )
    assert found["author"] == [{"name": "Anna Berg", "affiliation": "挪威水利学院"}]


def test_a_column_s_name_as_large_as_the_title_stands_at_its_side_and_is_none_of_it() -> None:
    column = '<p style="text-align:right;font-size:18pt;line-height:1.5;text-indent:0;margin:0">临床</p>'
    title = (
        '<p style="text-align:left;font-size:18pt;line-height:1.5;text-indent:0;margin:0">跨界河流的水量分配与护理</p>'
    )
    found = front_matter(f'{column}{title}<p class="mid">李　明</p>{ABSTRACT}{TEXT}')
    assert (found["title"], found["column"]) == ("跨界河流的水量分配与护理", "临床")


def test_an_institution_at_the_pages_foot_is_that_of_the_ring_behind_the_name() -> None:
    foot = '<div style="border-top:.5pt solid;width:40mm;margin-top:30pt"></div><p class="small">①{}</p>'
    body = f'<h1>跨界河流的水量分配</h1><p class="mid">李　明<sup>①</sup></p>{ABSTRACT}{TEXT}'
    found = front_matter(body + foot.format("东山大学水利学院　江苏南京　210046"))
    assert found["author"] == [{"name": "李明", "affiliation": "东山大学水利学院", "address": "江苏南京 210046"}]
    told = front_matter(body + foot.format("参见《东山大学学报》2001年第2期，第3页。"))
    assert "affiliation" not in told["author"][0]


@pytest.mark.parametrize(
    "head",
    [
        '<p class="small">水利与流域　2021. 5.</p>',
        '<div style="display:flex;justify-content:space-between;font-size:9pt;white-space:nowrap"><span>12卷 第3期</span><span>水利与流域</span>'
        "<span>2021年5月</span></div>",
        '<p class="small">第12卷　第3期</p><p class="small">东山学院学报·自然科学版</p>',
    ],
)
def test_a_journal_s_name_above_the_title_is_no_column_s(head: str) -> None:
    found = front_matter(f'{head}<h1>跨界河流的水量分配及其协定</h1><p class="mid">李　明</p>{ABSTRACT}{TEXT}')
    assert "column" not in found
    assert re.search("水利与流域|东山学院学报", found["published-in"])


def test_an_english_title_keeps_a_name_in_hanzi_that_it_quotes() -> None:
    found = front_matter(
        f'<h1>跨界河流的水量分配</h1><p class="mid">李　明</p>{ABSTRACT}'
        '<p class="mid latin" style="font-size:14pt">Sharing Water: A Report of the “东山” Team</p>'
        '<p class="mid latin">LI Ming</p><p class="small latin">Abstract: This paper compares three treaties on rivers.</p>'
        f"{TEXT}"
    )
    assert found["title-en"].startswith("Sharing Water: A Report of the")
    assert "东山" in found["title-en"]


def test_a_students_name_and_number_above_the_title_of_a_course_paper() -> None:
    assert names(
        '<p style="text-indent:0" class="latin">GEH2000 Rivers and People</p>'
        '<p style="text-indent:0">李明华 120021234 T06</p><h1>跨界河流的水量分配</h1>'
        f"{TEXT}"
    ) == ["李明华"]
