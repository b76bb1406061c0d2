"""Front and back matter as journals set it: each layout in short, and the metadata it must give."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from sco_pub.clean import cleaning
from sco_pub.structure import master
from tests.clean.printed_pages import PROSE, TEXT, cleaned_page, read_page
from tests.clean.texts import BODY, cleaned, meta

ABSTRACT = "河运的兴衰改变了沿岸城市的秩序，本文以三个渡口的账簿为据，说明制度的供给为何落后于需求。"
FRONT = ("河运合作的制度分析", "李　明", f"摘　要：{ABSTRACT}", "关键词：河运；渡口")
HEAD = "一、河运的兴起"


def fields(*lines: str) -> dict[str, str]:
    return meta(cleaned("\n".join(lines) + "\n"))


def front_matter(*lines: str) -> dict[str, Any]:
    made = master.structure(cleaned("\n".join(lines) + "\n").value).value.markdown
    return yaml.safe_load(made.split("---\n")[1])


@pytest.mark.parametrize(
    ("last", "editor"),
    [
        ("（责任编辑：陈　丹）", "陈丹"),
        ("（责任编辑：陈　丹　责任编审：路　林）", "陈丹；路林"),
        ("（责任编辑：陈　丹）（校对：路　林）", "陈丹；路林"),
        ("（本文编辑：陈　丹）", "陈丹"),
        ("编　辑　陈　丹", "陈丹"),
    ],
)
def test_editors_in_one_line_are_names_of_their_own(last: str, editor: str) -> None:
    assert front_matter(*FRONT, HEAD, *BODY, "二、河运的衰落", *BODY, last)["editor"] == editor


def test_a_typesetters_blanks_part_labels_and_key_words_as_common_ones_do() -> None:
    wide, narrow = "\u2003", "\u2002"
    front = ("河运合同的性质", "李　明", "（清远大学法学院）", f"摘{wide}要{wide}河运合同历来由地方习惯调整。")
    read = fields(*front, f"关键词{narrow}河运{wide}合同{wide}习惯法", HEAD, *BODY, "二、河运的衰落", *BODY)
    assert read["abstract"] == "河运合同历来由地方习惯调整。"
    assert read["keywords"] == "河运；合同；习惯法"
    assert read["affiliation"] == "（清远大学法学院）"


def test_a_note_that_names_the_author_and_the_grant_is_two_fields() -> None:
    note = (
        "* 李明，清远大学法学院教授。本文系国家社会科学基金项目“河运法研究”（17AFX001）的阶段性成果。",
        "感谢匿名审稿人的意见。",
    )
    read = fields("河运合同的性质*", *FRONT[1:], HEAD, *BODY, *note)
    assert read["bio"] == "李明，清远大学法学院教授。"
    assert read["funding"].startswith("本文系国家社会科学基金项目")


def test_a_note_goes_on_with_the_grant_in_a_line_of_its_own() -> None:
    note = ("* 清远大学法学院教授。", "本文系国家社会科学基金重点项目“河运法研究”（17AFX001）的阶段性成果。")
    read = fields("河运合同的性质*", *FRONT[1:], HEAD, *BODY, *note)
    assert read["bio"] == "清远大学法学院教授。"
    assert read["funding"] == note[1]


def test_a_life_stops_before_the_first_heading_and_keeps_its_bracket() -> None:
    life = ("[作者简介]　李明，清远大学国际关系学院副教授。（江城", "邮编：430072）")
    outcome = cleaned("\n".join((*FRONT, *life, HEAD, *BODY, "二、河运的衰落", *BODY)) + "\n")
    assert meta(outcome)["bio"] == "李明，清远大学国际关系学院副教授。（江城邮编：430072）"
    assert [b.text for b in outcome.value.blocks if b.level] == [HEAD, "二、河运的衰落"]


def test_a_life_goes_on_to_the_address_that_a_lines_end_broke() -> None:
    note = (
        "* 李明，清远大学经济学院，邮政编码：430072，电子信箱：",
        "liming@qyu.edu.cn。本研究得到国家自然科学基金项目（71571171）的资助。",
    )
    read = fields("河运的成本*", *FRONT[1:], HEAD, *BODY, *note)
    assert read["bio"] == "李明，清远大学经济学院，邮政编码：430072，电子信箱：liming@qyu.edu.cn。"
    assert read["funding"] == "本研究得到国家自然科学基金项目（71571171）的资助。"


def test_what_goes_on_behind_a_date_is_no_part_of_it() -> None:
    line = "收稿日期：2019-01-10；在线发布日期：2019-12-01. 本课题得到国家自然科学基金(61500000)资助. 李　明, 博士, 副教授."
    read = fields(*FRONT, line, HEAD, *BODY)
    assert (read["received"], read["published"]) == ("2019-01-10", "2019-12-01")
    assert read["funding"].startswith("本课题得到") and read["bio"].startswith("李明")


def test_codes_without_a_colon_share_a_line() -> None:
    read = fields(*FRONT, "中图法分类号 TP311　　DOI号 10.11897/SP.J.1016.2020.00001", HEAD, *BODY)
    assert (read["clc"], read["doi"]) == ("TP311", "10.11897/SP.J.1016.2020.00001")


@pytest.mark.parametrize(
    ("above", "column"),
    [
        ("俄罗斯外交", "俄罗斯外交"),
        ("·国际政治理论·", "·国际政治理论·"),
        ("【河运研究】", "【河运研究】"),
        ("§欧亚各国的河流运输与区域合作的机制研究§", "§欧亚各国的河流运输与区域合作的机制研究§"),
    ],
)
def test_a_columns_name_is_no_part_of_the_title(above: str, column: str) -> None:
    read = fields(above, "欧亚地区河运合作的制度分析", *FRONT[1:], HEAD, *BODY)
    assert (read["title"], read["column"]) == ("欧亚地区河运合作的制度分析", column)


def test_a_title_in_two_lines_is_no_column_and_title() -> None:
    read = fields("新时代条件下的中国外交", "与欧亚地区河运合作", *FRONT[1:], HEAD, *BODY)
    assert read["title"] == "新时代条件下的中国外交与欧亚地区河运合作" and "column" not in read


def test_institutions_are_the_authors_of_a_report() -> None:
    report = ("江城市渡口遗址发掘简报", "清远大学考古学系　江城市文物考古研究所", *FRONT[2:], HEAD, *BODY)
    assert fields(*report)["title"] == "江城市渡口遗址发掘简报"
    assert front_matter(*report)["author"] == [{"name": "清远大学考古学系"}, {"name": "江城市文物考古研究所"}]


def test_institutions_with_a_bracket_behind_their_number() -> None:
    lines = ("李　明1)　王小红2)", "1)(清远大学计算机学院　江城　430072)", "2)(江城大学软件学院　江城　430070)")
    read = front_matter("第43卷 第1期", "计  算  机  学  报", "面向河运网络的调度算法", *lines, *FRONT[2:], HEAD, *BODY)
    assert [(a["name"], a["affiliation"]) for a in read["author"]] == [
        ("李明", "清远大学计算机学院"),
        ("王小红", "江城大学软件学院"),
    ]


def test_the_english_names_go_to_their_authors() -> None:
    english = (
        "Costs of River Transport and Industrial Upgrading",
        "LI Minga and WANG Xiaohongb",
        "(a: School of Economics, Qingyuan University; b: Business School, Jiangcheng University)",
        "Abstract: River transport changed the order of towns, and this paper asks how it did.",
        "Keywords: river; cost",
        "JEL Classification: L92, O14",
    )
    read = front_matter(FRONT[0], "李　明　王小红", *FRONT[2:], HEAD, *BODY, *english)
    assert read["title-en"] == english[0]
    assert [(a["name-en"], a["affiliation-en"]) for a in read["author"]] == [
        ("LI Ming", "School of Economics, Qingyuan University"),
        ("WANG Xiaohong", "Business School, Jiangcheng University"),
    ]
    assert "author-en" not in read and read["jel"] == "L92, O14"


def test_entries_by_author_and_year_above_an_english_title_are_none_of_it() -> None:
    entries = (
        "Dercon, S., 2002, “Income Risk and Safety Nets”, World Bank Research Observer, 17(2), 141-166.",
        "Jack, W., and T. Suri, 2014, “Risk Sharing and Transactions Costs: Evidence from a Mobile Money",
        "Revolution”, American Economic Review, 104(1), 183-223.",
    )
    english = ("Costs of River Transport and", "Industrial Upgrading", "Abstract: River transport changed the order.")
    read = fields(*FRONT, HEAD, *BODY, "参考文献", *entries, *english)
    assert read["title-en"] == "Costs of River Transport and Industrial Upgrading"


def test_the_english_block_has_its_grant_and_its_author() -> None:
    english = (
        "Clinical study of hypertension in river workers",
        "Li Ming",
        "Corresponding author: Li Ming, Email: lm@example.cn",
        "Abstract: River transport changed the order of towns, and this paper asks how it did.",
        "Key words: river; cost",
        "Fund program: National Natural Science Foundation of China (81500000)",
    )
    read = fields(*FRONT, *english, HEAD, *BODY)
    assert read["title-en"] == english[0] and read["author-en"] == "Li Ming"
    assert read["bio-en"].startswith("Li Ming, Email") and read["funding-en"].startswith("National")


def test_a_label_behind_a_starred_name_is_found() -> None:
    read = fields(
        FRONT[0], "李　明 *", "", f"     内容提要：{ABSTRACT}", FRONT[3], "", HEAD, *BODY, "* 清远大学法学院讲师。"
    )
    assert read["abstract"] == ABSTRACT and read["bio"] == "清远大学法学院讲师。"


@pytest.mark.parametrize(
    ("note", "key"),
    [
        ("* 通信作者. E-mail: liming@example.org", "correspondence"),
        ("* Quanhe Computing 公司为本文提供资金支持", "funding"),
    ],
)
def test_a_starred_note_says_by_its_first_words_what_it_is(note: str, key: str) -> None:
    assert note[2:7] in fields("河运合同的性质*", *FRONT[1:], HEAD, *BODY, note)[key]


def test_a_starred_note_of_a_later_page_is_no_thanks() -> None:
    star = "<p class='small'>* 这里的四十六个渡口不是全部，因为账簿在那一年有缺页。</p>"
    front = f"<h1>{FRONT[0]}</h1><p class='mid'>李明</p><p>{FRONT[2]}</p><p>{FRONT[3]}</p><h2>{HEAD}</h2>"
    text = cleaned_page(f"{front}{TEXT}<div style='break-before: page'></div>{TEXT}{star}").value
    assert not any(b.key == "acknowledgement" for b in text.blocks)
    assert any("四十六个渡口" in b.text for b in text.blocks)


def test_a_key_word_that_the_line_s_end_divides_goes_on_however_short_the_line() -> None:
    english = (
        "Abstract: The rivers and the landings along them are described from account books of three landings.",
        "Keywords: water transport, landing, scientific account-",
        "ing, history of rivers",
    )
    read = fields(*FRONT, HEAD, *BODY, "二、河运的衰落", *BODY, *english)
    assert read["keywords-en"].endswith("scientific accounting；history of rivers")


def test_the_english_title_stands_above_addresses_that_are_numbered_as_entries_are() -> None:
    english = (
        "Landings and Their Account Books *",
        "Li Ming1) Wang Xiaohong2)",
        "1) (Dongshan University, Dongshan 02138)",
        "2) (12 Hill Hall, Dongshan, MA 02138)",
        "Abstract: The rivers and the landings along them are described from account books of three landings.",
    )
    read = fields(*FRONT, HEAD, *BODY, "二、河运的衰落", *BODY, *english)
    assert read["title-en"] == "Landings and Their Account Books"
    assert read["author-en"].startswith("Li Ming")


def test_a_references_own_doi_stays_with_it() -> None:
    listed = (
        "参考文献：",
        "[1] 陈丹. 河运的测度[J]. 江城学刊, 2015, 7(1): 21-30. doi: 10.1000/xyz.2015",
        "[2] 孙敏. 渡口[M]. 江城, 2010.",
    )
    outcome = cleaned("\n".join((*FRONT, "doi：10.13328/j.cnki.jos.006601", HEAD, *BODY, *listed)) + "\n")
    assert meta(outcome)["doi"] == "10.13328/j.cnki.jos.006601"
    assert "参考文献" in [b.text for b in outcome.value.blocks if b.level]


def test_institutions_that_name_their_people() -> None:
    read = front_matter(
        FRONT[0], "李　明　王小红", *FRONT[2:], HEAD, *BODY, "作者单位：清远大学社会学系（李明）；江城大学（王小红）"
    )
    assert [a["affiliation"] for a in read["author"]] == ["清远大学社会学系", "江城大学"]


def test_a_department_is_no_town() -> None:
    lines = ("李明1　王小红2", "1江城市中心医院消化科 221009；2清远大学附属医院重症医学科 221002")
    read = front_matter(FRONT[0], *lines, *FRONT[2:], HEAD, *BODY)
    assert [a["affiliation"] for a in read["author"]] == ["江城市中心医院消化科", "清远大学附属医院重症医学科"]


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("关键词：《渡口》 工作日 平台劳动", ["《渡口》", "工作日", "平台劳动"]),
        ("关键词　河运　渡口　城市", ["河运", "渡口", "城市"]),
        ("关键词：河运、渡口、城市", ["河运", "渡口", "城市"]),
    ],
)
def test_key_words_are_parted_by_whatever_parts_them(label: str, words: list[str]) -> None:
    assert front_matter(*FRONT[:3], label, HEAD, *BODY)["keywords"] == words


def test_the_parts_of_a_structured_abstract_keep_their_gap() -> None:
    abstract = "目的　探讨河运工人的患病情况。方法　选取一百二十名工人。结果　两组有差异。结论　早期干预有益。"
    assert fields(*FRONT[:2], f"【摘要】　{abstract}", FRONT[3], HEAD, *BODY)["abstract"] == abstract


def test_a_corresponding_author_is_no_life_unless_it_tells_one() -> None:
    read = fields(*FRONT, "通信作者：李明，Email：lm@example.cn", HEAD, *BODY)
    assert read["correspondence"] == "李明，Email：lm@example.cn" and "bio" not in read
    assert "bio" in fields(*FRONT, "通信作者：李明，清远大学教授，从事河运研究。", HEAD, *BODY)


def test_lives_behind_the_references() -> None:
    last = (
        "参考文献",
        "[1] 陈丹. 河运的测度[J]. 江城学刊, 2015, 7(1): 21-30.",
        "李明(1995－), 男, 博士生, 主要研究领域为河运.",
    )
    assert fields(*FRONT, HEAD, *BODY, *last)["bio"].startswith("李明（1995－），男，博士生")


def test_traditional_labels_are_read() -> None:
    read = fields("河運合作的制度分析", "李　明", f"摘　要：{ABSTRACT}", "關鍵詞：河運；渡口", "一、河運的興起", *BODY)
    assert read["keywords"] == "河運；渡口"


@pytest.mark.parametrize(
    "last",
    ["（本文作者李明，清远大学历史学院讲师。江城 430072）", "（本文作者　清远大学历史学院讲师　江城 430072）"],
)
def test_the_author_named_behind_the_text(last: str) -> None:
    read = front_matter(*FRONT, HEAD, *BODY, last)
    assert read["author"][0]["affiliation"] == "清远大学历史学院"


def test_how_to_cite_stands_above_the_title() -> None:
    read = fields("李明, 王小红.河运合作的制度分析.江城学报,2020,40(8):2715-2722.", *FRONT, HEAD, *BODY)
    assert read["title"] == FRONT[0] and read["cite-as"].startswith("李明，王小红")


def test_an_author_and_a_translator_in_one_line() -> None:
    read = fields(FRONT[0], "[美] 乔纳森·韦尔斯 / 文　　路 遥 / 译", *FRONT[2:], HEAD, *BODY)
    assert (read["author"], read["translator"]) == ("[美]乔纳森·韦尔斯", "路遥")


def test_a_word_cut_between_key_words_and_the_next_label() -> None:
    lines = ("关键词：河运；渡口；城市；战略自主；地区秩序与制度分析；地", "缘政治", "中图分类号：D815")
    assert fields(*FRONT[:3], *lines, HEAD, *BODY)["keywords"].endswith("；地缘政治")


def test_a_grant_in_a_note_inside_a_sentence_is_the_notes() -> None:
    note = ("* 清远大学法学院讲师，法学博士。", "本文系国家社会科学基金一般项目“河运法研究”（21BFX052）的阶段性成果。")
    read = fields("河运合同的性质*", *FRONT[1:], HEAD, *BODY[:4], *note, *BODY[4:])
    assert read["funding"] == note[1] and read["bio"] == note[0][2:]


@pytest.mark.parametrize(
    ("line", "author"),
    [("文／鄂思远　图／受访者提供", "鄂思远"), ("本刊记者　相里晴　发自江城", "相里晴"), ("楚云帆", "楚云帆")],
)
def test_by_lines_name_the_writer_alone(line: str, author: str) -> None:
    assert fields("一座渡口与三代船户", line, *FRONT[2:], HEAD, *BODY)["author"] == author


def test_key_words_that_fill_their_line_end_before_the_text() -> None:
    lines = (
        "关键词：时限谈判；小国外交；生存分析；领导人更替",
        "在国际关系研究中，“等待”很少被当作一个",
        "独立的概念来讨论，它的意义却不小。",
    )
    read = front_matter(*FRONT[:3], *lines, HEAD, *BODY)
    assert read["keywords"] == ["时限谈判", "小国外交", "生存分析", "领导人更替"]


@pytest.mark.parametrize(
    "last", ["［责任编辑、校对 张一］", "（本文编辑：张一）", "责任编校：张一", "（学术编辑：张一）"]
)
def test_an_editor_behind_the_list_is_no_part_of_its_last_entry(last: str) -> None:
    listed = ("参考文献：", "[1] 陈丹．河运的测度[J]．江城学刊，2015，7(1)．", "[2] 孙敏．渡口[J]．江城学刊，2004(4)．")
    text = (*FRONT, HEAD, BODY[0], BODY[1], BODY[2] + "[1]", *BODY[3:5], BODY[5] + "[2]", *listed, last)
    assert fields(*text)["editor"] == "张一"


@pytest.mark.parametrize("word", ["关键词：", "摘要：", "责任编辑："])
def test_a_labels_word_in_the_middle_of_a_sentence_is_text(word: str) -> None:
    text = (BODY[0], word + BODY[1], *BODY[2:])
    outcome = cleaned("\n".join((*FRONT, HEAD, *BODY[3:], *text)) + "\n")
    assert word + "平等协商" in outcome.value.text


def test_names_that_begin_alike_keep_their_lives() -> None:
    lives = "［作者简介］戚渊，清远大学教授。戚渊国，清远大学研究员。"
    read = front_matter(FRONT[0], "戚　渊　戚渊国", *FRONT[2:], lives, HEAD, *BODY)
    assert [a["bio"] for a in read["author"]] == ["戚渊，清远大学教授。", "戚渊国，清远大学研究员。"]


def test_an_article_number_that_a_lines_end_broke_inside_its_bracket_is_whole() -> None:
    found = fields(
        "跨界河流的水量分配", "李明", "［文章编号］１００２－７７７７（２０", "２３）０４－００４７－０３", *BODY
    )
    assert found["article-id"] == "1002-7777(2023)04-0047-03"


def test_a_life_that_ends_in_a_post_code_leaves_the_larger_text_below_a_white_alone() -> None:
    life = "作者简介：李明（1975—），女，东山大学水利学院副教授，研究方向：河流治理。东山 清远　610064"
    first = '<p style="margin-top:20pt">冯小刚《渡口》一片以河运的兴衰为题。</p>'
    read = meta(
        cleaned_page(f'<h1>河运合作的制度分析</h1><p class="mid">李　明</p><p class="small">{life}</p>{first}{TEXT}')
    )
    assert read["bio"].endswith("610064")


@pytest.mark.parametrize("life", ["〔李　明　历史学博士，东山大学水利学院副教授〕", "［李明：东山大学水利学院］"])
def test_a_life_in_brackets_behind_the_text_gives_the_institution(life: str) -> None:
    found = front_matter(*FRONT, HEAD, *BODY, life, "（责任编辑：王五）")
    (author,) = found["author"]
    assert author["affiliation"] == "东山大学水利学院"
    assert author["bio"][0] == "李"
    assert author["bio"][-1] in "授院"


def test_a_grant_behind_a_date_on_one_line_is_a_field_of_its_own() -> None:
    line = "收稿日期：2017-10-31；修回日期：2018-01-05　基金项目：国家联合基金资助项目（U1501254）；国家自然科学基金资助项目"
    read = fields(*FRONT, line, "（61472089）", HEAD, *BODY)
    assert (read["received"], read["revised"]) == ("2017-10-31", "2018-01-05")
    assert read["funding"].endswith("（61472089）")
    sentence = fields(*FRONT, HEAD, *BODY, "表中的日期：2018-01-05是基金项目：一项开始的日子，它没有变。", *BODY)
    assert "funding" not in sentence


def test_an_editor_without_a_colon_behind_a_date_is_a_field_of_its_own() -> None:
    read = fields(*FRONT, HEAD, *BODY, "收稿日期：2012-03-04 责任编辑 李明远")
    assert (read["received"], read["editor"]) == ("2012-03-04", "李明远")


def test_lives_in_round_brackets_below_a_grant_end_it_and_give_their_institutions() -> None:
    lives = "（李明，东山大学水利学院硕士研究生；", "王小红，西湖大学农学院硕士研究生）"
    front = (FRONT[0], "李　明　王小红", *FRONT[2:])
    found = front_matter(*front, HEAD, *BODY, "基金项目：东山大学研究生创新项目“河运的兴衰”，YC24", *lives)
    assert [author["affiliation"] for author in found["author"]] == ["东山大学水利学院", "西湖大学农学院"]
    assert "李明" not in found["funding"]


def test_a_sentence_that_says_what_the_author_is_is_his_life() -> None:
    front = (FRONT[0], "李　明　王小红　赵一", *FRONT[2:])
    life = "李明系东山大学水利学院讲师，研究方向为河运；王小红、赵一系西湖大学农学院硕士研究生。"
    found = front_matter(*front, HEAD, *BODY, life)
    assert [author["affiliation"] for author in found["author"]] == ["东山大学水利学院", *["西湖大学农学院"] * 2]


def test_a_box_before_a_label_is_none_of_its_words_and_names_below_it_are_lives() -> None:
    lines = "■收稿日期：2018-02-20", "■作者单位：李　明，东山大学水利学院；湖北武汉 430072。", "■责任编辑：刘金波"
    found = front_matter(*FRONT, HEAD, *BODY, *lines)
    assert (found["received"], found["editor"]) == ("2018-02-20", "刘金波")
    assert found["author"][0]["affiliation"] == "东山大学水利学院"


def test_an_abstract_without_a_label_is_known_by_its_narrower_measure() -> None:
    words = '<p style="text-indent:0">关键词：河运，渡口</p>'
    top = '<h1>河运合作的制度分析</h1><p class="mid">李　明</p>'
    told = f'<div style="margin:4mm 8mm"><p>{ABSTRACT}{ABSTRACT}{ABSTRACT}</p>{words}</div>'
    assert meta(cleaned_page(f"{top}{told}{TEXT}"))["abstract"].startswith("河运的兴衰改变了")
    plain = f"<p>{ABSTRACT}{ABSTRACT}{ABSTRACT}</p>{words}"
    assert "abstract" not in meta(cleaned_page(f"{top}{plain}{TEXT}"))


def test_a_numbered_institution_that_ends_in_a_post_code_stands_below_an_english_title() -> None:
    found = front_matter(
        "河运合作的制度分析", "李　明", f"摘　要：{ABSTRACT}", "关键词：河运；渡口",
        "Institutions of River Trade", "Li Ming1", "（1. Northern University，Oslo 100084，Norway；",
        "2. Norwegian Association for Rivers and Trade，Oslo 60608，Norway）",
        "Abstract: The rise and fall of river trade changed the order of cities.", "Keywords: river; ferry", HEAD, *BODY,
    )  # fmt: skip
    assert found["title-en"] == "Institutions of River Trade"


def test_an_institution_below_the_page_s_rule_does_not_go_on_in_the_next_page_s_text() -> None:
    """It ends without a mark, and the text above it stops in a sentence."""
    rule = "<div style='border-top: 0.5pt solid; width: 30%; margin-top: 8pt'></div>"
    home = f"{rule}<p class=small>作者单位：100041　清远大学社会学系</p>"
    body = f"<h1>河运合作的制度分析</h1><p class=mid>李　明</p>{TEXT}<p>沿岸的渡口在旧约里只有</p>{home}"
    raw = read_page(f"{body}<p style='break-before:page; text-indent:0'>名字，没有位置。{PROSE[0]}</p>")
    made = master.structure(cleaning.clean(raw).value).value.markdown
    (author,) = yaml.safe_load(made.split("---\n")[1])["author"]
    assert author["affiliation"].endswith("清远大学社会学系")
    assert "旧约里只有名字" in made
