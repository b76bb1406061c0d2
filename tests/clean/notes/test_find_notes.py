"""Notes: every house style is paired, what is lost is flagged, and nothing that only looks like a note is one."""

import pytest

from sco_pub.clean import cleaning
from sco_pub.clean.lines import note_body
from sco_pub.model.characters import ring
from sco_pub.model.severity import Severity
from sco_pub.model.text import Band, Geometry, RawLine, RawText, Role
from tests.clean.texts import cleaned, codes, of

HEAD = "区域合作的制度供给\n"
PAGES = (
    "　　国际秩序的深刻变动要求各国重新审视区域合作{0}的既有机制，并在\n平等协商的基础上寻找新的平衡点{1}。过去二十年的实践证明，制度的\n"
    "供给总是落后于需求，这一点在各国的经验之中都可以看到，尤其是在\n{2}\f政策执行的层面。\n"
    "　　边境贸易的便利化首先涉及通关程序的简化{3}，其次涉及检验标准的\n相互承认。两者都不是单个国家能够独自完成的。\n{4}"
)


def text(one: str, two: str, foot: str, three: str, last: str) -> str:
    return HEAD + PAGES.format(one, two, foot, three, last)


def test_circled_notes_start_again_on_each_page() -> None:
    outcome = cleaned(
        text(
            "①", "②", "① 张三：《论合作》，《世界知识》2019年第20期。\n② 同上。\n", "①", "① 李四：《论贸易》，第5页。\n"
        )
    )
    assert of(outcome, Role.NOTE) == [
        "张三：《论合作》，《世界知识》2019年第20期。",
        "同上。",
        "李四：《论贸易》，第5页。",
    ]
    assert "合作[^1-1]的" in of(outcome, Role.PARAGRAPH)[0]
    assert "平衡点[^1-2]。" in of(outcome, Role.PARAGRAPH)[0]
    assert not outcome.errors


def test_a_sentence_goes_on_over_the_notes_and_the_page() -> None:
    outcome = cleaned(text("①", "②", "① 张三：《论合作》。\n② 同上。\n", "①", "① 李四：《论贸易》，第5页。\n"))
    assert "尤其是在政策执行的层面。" in of(outcome, Role.PARAGRAPH)[0]


@pytest.mark.parametrize("form", ["[{}]", "［{}］", "〔{}〕"])
def test_bracketed_numbers_run_through_the_text(form: str) -> None:
    a, b, c = (form.format(n) for n in (1, 2, 3))
    foot = f"{a} 张三：《论合作》，2019年。\n{b} 李四：《论贸易》，2020年。\n"
    outcome = cleaned(text(a, b, foot, c, f"{c} 王五：《论制度》，第5页。\n"))
    assert len(of(outcome, Role.NOTE)) == 3
    assert not outcome.errors


def test_endnotes_under_their_heading() -> None:
    outcome = cleaned(
        text(
            "①",
            "②",
            "",
            "③",
            "注释：\n①张三：《论合作》，2019年。\n②李四：《论贸易》，2020年。\n③王五：《论制度》，第5页。\n",
        )
    )
    assert [n[:2] for n in of(outcome, Role.NOTE)] == ["张三", "李四", "王五"]
    assert "注释" not in "".join(of(outcome, Role.PARAGRAPH) + of(outcome, Role.HEADING))


def test_a_reference_list_that_nothing_cites_stays_a_list() -> None:
    outcome = cleaned(
        text(
            "",
            "",
            "",
            "",
            "参考文献：\n[1] 张三. 论合作[J]. 世界知识, 2019(20): 1-5.\n[2] 李四. 论贸易[M]. 北京, 2020.\n",
        )
    )
    assert len(of(outcome, Role.REFERENCE)) == 2
    assert of(outcome, Role.NOTE) == []


def test_a_lost_body_is_flagged_and_none_is_invented() -> None:
    outcome = cleaned(
        text("①", "②", "① 张三：《论合作》，《世界知识》2019年第20期。\n", "①", "① 李四：《论贸易》，第5页。\n")
    )
    assert outcome.value.missing == ("1-2",)
    assert "CLN-020" in codes(outcome)
    assert not outcome.errors


def test_a_body_that_nothing_calls_is_told_and_kept_in_the_text() -> None:
    foot = "① 张三：《论合作》，2019年。\n② 李四：《论贸易》，2020年。\n"
    outcome = cleaned(text("①", "", foot, "①", "① 王五：《论制度》，第5页。\n"))
    assert "CLN-021" in codes(outcome)
    assert of(outcome, Role.PARAGRAPH)[-1] == "②李四：《论贸易》，2020年。"
    assert not outcome.errors


def test_a_body_cut_off_in_its_address_is_incomplete() -> None:
    foot = "① 《条约》，http: / / news. cyol. com / content / 2018 －\n② 同上。\n"
    outcome = cleaned(text("①", "②", foot, "①", "① 李四：《论贸易》，第5页。\n"))
    block = next(b for b in outcome.value.blocks if b.label == "1-1")
    assert block.text == "《条约》，http://news.cyol.com/content/2018-"
    assert not block.complete


def test_enumerators_are_no_calls() -> None:
    body = "其要点有三：①边境贸易；②检验标准；③通关程序。"
    outcome = cleaned(HEAD + "　　" + body + "\n　　国际秩序的深刻变动要求各国重新审视区域合作。\n")
    assert body in of(outcome, Role.PARAGRAPH)
    assert outcome.value.missing == ()


def test_marks_stacked_above_their_bodies_are_dealt_out() -> None:
    foot = "①\n②\n《论合作》，《世界知识》2019年第20期。\n《论贸易》，《人民日报》2020年1月2日。\n"
    outcome = cleaned(text("①", "②", foot, "①", "① 李四：《论制度》，第5页。\n"))
    assert [n[:5] for n in of(outcome, Role.NOTE)] == ["《论合作》", "《论贸易》", "李四：《论"]
    assert not any(d.kind == "note-line" for d in outcome.value.ledger.doubts)


def test_a_note_goes_on_where_its_measure_and_its_words_say_so() -> None:
    foot = "① 张三：《论区域合作的制度供给与成员国的政策协调》，《中国社会科学报》2001年9月16日，第1\n版。\n② 同上。\n"
    outcome = cleaned(text("①", "②", foot, "①", "① 李四：《论贸易》，第5页。\n"))
    assert of(outcome, Role.NOTE)[0].endswith("2001年9月16日，第1版。")
    assert not outcome.errors


def test_the_rest_of_a_note_opens_the_next_foot_without_a_mark() -> None:
    foot = "① 张三：《论合作》，2019年。\n② 区域合作的既有机制并不能自动适应新的形势，制度供给落后于需求的情形十分常见，对此\n"
    last = "学界早有论述，参见王五：《论制度》，人民出版社2012年版，第5页。\n① 李四：《论贸易》，第5页。\n"
    outcome = cleaned(text("①", "②", foot, "①", last))
    assert "常见，对此学界早有论述" in of(outcome, Role.NOTE)[1]
    assert any(d.kind == "note-run-over" for d in outcome.value.ledger.doubts)


def test_fewer_texts_than_stacked_marks_is_said() -> None:
    foot = "①\n②\n《论合作》，《世界知识》2019年第20期。\n"
    outcome = cleaned(text("①", "②", foot, "①", "① 李四：《论制度》，第5页。\n"))
    assert len(outcome.value.missing) == 1
    assert any(d.kind == "note-lost" for d in outcome.value.ledger.doubts)


def test_two_short_notes_on_one_line_are_two() -> None:
    outcome = cleaned(text("①", "②", "① 同上。② 张三：《论合作》，2019年。\n", "①", "① 李四：《论贸易》，第5页。\n"))
    assert of(outcome, Role.NOTE)[:2] == ["同上。", "张三：《论合作》，2019年。"]


def test_a_call_at_a_lines_start_begins_no_paragraph() -> None:
    body = (
        "　　国际秩序的深刻变动要求各国重新审视区域合作的既有机制与规则。\n①边境贸易的便利化首先涉及通关程序的简化。\n"
    )
    outcome = cleaned(HEAD + body + "\n① 李四：《论贸易》，第5页。\n\f　　两者都不是单个国家能够独自完成的。\n")
    assert "规则。[^1-1]边境" in of(outcome, Role.PARAGRAPH)[0]


LIST = "参考文献：\n[1] 张三. 论合作[J]. 世界知识, 2019(20): 1-5.\n[2] 李四. 论贸易[M]. 北京, 2020.\n[3] 王五. 论制度[M]. 北京, 2021.\n"


def test_citations_out_of_order_stay_in_the_text_and_are_checked() -> None:
    outcome = cleaned(text("[2]", "[1,3]", "", "[2]", LIST))
    assert len(of(outcome, Role.REFERENCE)) == 3
    assert of(outcome, Role.NOTE) == []
    assert "合作[2]的" in of(outcome, Role.PARAGRAPH)[0]
    assert [d for d in outcome.value.ledger.doubts if d.kind == "citation"] == []


def test_an_interval_cites_nothing() -> None:
    outcome = cleaned(text("份额在[0,1]之间[1]", "[3]", "[2]", "[1]", LIST))
    assert [d for d in outcome.value.ledger.doubts if d.kind == "citation"] == []


def test_a_citation_without_an_entry_and_an_entry_without_a_citation_are_said() -> None:
    outcome = cleaned(text("[2]", "[4]", "", "[1]", LIST))
    said = [d.reason() for d in outcome.value.ledger.doubts if d.kind == "citation"]
    assert said == ["The list has no entry 4.", "Nothing in the text cites it."]


def test_an_address_that_stops_short_of_its_document_is_cut_off() -> None:
    foot = "① 《宣言》，http://www.example.org/politics/2018-05/c_123456.htm\n② 《条约（全文）》，http://www.example.org/pol\n"
    outcome = cleaned(text("①", "②", foot, "①", "① 李四：《论贸易》，第5页。\n"))
    states = {b.label: b.complete for b in outcome.value.blocks if b.role is Role.NOTE}
    assert states == {"1-1": True, "1-2": False, "2-1": True}


SOURCES = (
    "张三：《论合作》，《世界知识》2019年第20期。",
    "同上。",
    "李四：《论贸易》，商务印书馆2010年版，第5页。",
)


@pytest.mark.parametrize("form", ["（{}）", "({})", "{})", "<{}>", "〈{}〉", "[注{}]", "（注{}）", "○{}"])
def test_rarer_forms_of_marks_are_notes_where_calls_and_sources_agree(form: str) -> None:
    a, b, c = (form.format(n) for n in (1, 2, 3))
    foot = f"{a} {SOURCES[0]}\n{b} {SOURCES[1]}\n"
    outcome = cleaned(text(a, b, foot, c, f"{c} {SOURCES[2]}\n"))
    assert tuple(of(outcome, Role.NOTE)) == SOURCES
    assert "平衡点[^" in of(outcome, Role.PARAGRAPH)[0]
    assert not outcome.errors


@pytest.mark.parametrize("marks", ["¹²³", "\ue0a1\ue0a2\ue0a3"])
def test_superscript_and_private_signs_may_be_marks(marks: str) -> None:
    foot = f"{marks[0]}{SOURCES[0]}\n{marks[1]}{SOURCES[1]}\n"
    outcome = cleaned(text(marks[0], marks[1], foot, marks[2], f"{marks[2]}{SOURCES[2]}\n"))
    assert tuple(of(outcome, Role.NOTE)) == SOURCES


def test_stars_start_again_on_each_page() -> None:
    outcome = cleaned(text("*", "**", f"* {SOURCES[0]}\n** {SOURCES[1]}\n", "*", f"* {SOURCES[2]}\n"))
    assert tuple(of(outcome, Role.NOTE)) == SOURCES


def test_circled_numbers_in_brackets_are_one_mark() -> None:
    foot = f"[①] {SOURCES[0]}\n[②] {SOURCES[1]}\n"
    outcome = cleaned(text("[①]", "[②]", foot, "[①]", f"[①] {SOURCES[2]}\n"))
    assert tuple(of(outcome, Role.NOTE)) == SOURCES
    assert "[" not in of(outcome, Role.PARAGRAPH)[0].replace("[^", "")


@pytest.mark.parametrize("call", ["①②③", "123", "¹²³"])
@pytest.mark.parametrize("mark", ["{}. ", "{}、", "[{}] ", "①"])
def test_calls_and_notes_may_have_different_forms(call: str, mark: str) -> None:
    marks = [mark.format(n) if "{" in mark else "①②③"[n - 1] for n in (1, 2, 3)]
    last = "注释：\n" + "".join(f"{m}{s}\n" for m, s in zip(marks, SOURCES, strict=True))
    outcome = cleaned(text(call[0], call[1], "", call[2], last).replace("区域合作1", "“合作”1"))
    assert tuple(of(outcome, Role.NOTE)) == SOURCES
    assert not outcome.errors


def test_calls_that_lost_their_raising_are_found_for_circled_notes() -> None:
    body = text("1", "2", "", "1", "").replace("平衡点2。", "平衡点。2").replace("区域合作1", "“合作”1").split("\f")
    outcome = cleaned(f"{body[0]}① {SOURCES[0]}\n② {SOURCES[1]}\n\f{body[1]}① {SOURCES[2]}\n")
    assert tuple(of(outcome, Role.NOTE)) == SOURCES
    assert "平衡点。[^1-2]过去" in of(outcome, Role.PARAGRAPH)[0]


def test_numbered_points_are_no_notes() -> None:
    points = "（1）边境贸易便利化的要求。\n（2）检验标准相互承认的要求。\n"
    outcome = cleaned(text("（1）", "（2）", "", "", points))
    assert of(outcome, Role.NOTE) == []


def test_notes_beside_a_reference_list_are_two_numberings() -> None:
    last = "注释：\n①张三：《论合作》，2019年。\n②同上。\n参考文献：\n" + LIST.partition("\n")[2]
    body = text("①[1]", "②[2]", "", "[3]", last)
    outcome = cleaned(body)
    assert of(outcome, Role.NOTE) == ["张三：《论合作》，2019年。", "同上。"]
    assert len(of(outcome, Role.REFERENCE)) == 3
    assert "合作[^1][1]的" in of(outcome, Role.PARAGRAPH)[0]
    assert not outcome.errors


@pytest.mark.parametrize("high", ["({})", "[{}]", "⑾"])
def test_after_the_tenth_circled_number_other_signs_go_on(high: str) -> None:
    marks = [*"①②③④⑤⑥⑦⑧⑨⑩", high.format(11)]
    body = "".join(f"　　边境贸易的便利化首先涉及通关程序的简化{m}，其次涉及检验标准的\n相互承认。\n" for m in marks)
    last = "".join(f"{m}张三：《论合作》，《世界知识》2019年第{n}期。\n" for n, m in enumerate(marks, 1))
    outcome = cleaned(HEAD + body + "注释：\n" + last)
    assert len(of(outcome, Role.NOTE)) == 11
    assert not outcome.errors


def test_an_address_goes_on_over_a_page_and_no_number_in_it_is_a_running_head() -> None:
    notes = [f"① 张三：《论合作》，http://www.example.org/news/{n}/\n" for n in (20617, 20938)]
    rest = [f"{n}/index.html\n" for n in (517, 938)]
    page = "　　边境贸易的便利化首先涉及通关程序的简化①，其次涉及检验标准的\n相互承认。\n"
    outcome = cleaned(HEAD + "\f".join(page + note + end for note, end in zip(notes, rest, strict=True)))
    assert [n.rpartition("news/")[2] for n in of(outcome, Role.NOTE)] == [
        "20617/517/index.html",
        "20938/938/index.html",
    ]


@pytest.mark.parametrize("end", ["http://www.stats.gov.c", "http://www.e-cssn.cn/p", "http://news.example"])
def test_an_address_that_no_site_has_is_cut_off(end: str) -> None:
    foot = f"① 《宣言（全文）》，{end}\n② 《条约》，http://news.example.cn/2019/t1.html\n"
    outcome = cleaned(text("①", "②", foot, "①", f"① {SOURCES[0]}\n"))
    states = {b.label: b.complete for b in outcome.value.blocks if b.role is Role.NOTE}
    assert states == {"1-1": False, "1-2": True, "2-1": True}


def test_a_page_number_alone_below_its_p_is_the_notes_own() -> None:
    foot = "① A. Lukin, Russia and China: Four Centuries of Interaction, Moscow: Ves Mir, 2013, p.\n54.\n"
    outcome = cleaned(text("①", "", foot + "—53—\n", "①", f"① {SOURCES[0]}\n—54—\n"))
    assert of(outcome, Role.NOTE)[0].endswith("2013, p. 54.")


def test_points_counted_inside_an_endnote_are_no_notes() -> None:
    last = (
        "注释：\n①其要点有三：①学业负担的减轻；\n②产教融合的体制；③学习动机。\n②同上。\n③李四：《论贸易》，2020年。\n"
    )
    outcome = cleaned(text("①", "②", "", "③", last))
    assert [n[:4] for n in of(outcome, Role.NOTE)] == ["其要点有", "同上。", "李四：《"]


FIRST = (
    "　　国际秩序的深刻变动要求各国重新审视区域合作①的既有机制，并在\n平等协商的基础上寻找新的平衡点②。过去二十年的实践证明，制度的\n供给总是落后于需求。\n",
    "　　边境贸易的便利化首先涉及通关程序的简化①，其次涉及检验标准的\n相互承认。两者都不是单个国家能够独自完成的②。\n",
)
LISTS = (f"①{SOURCES[0]}\n②{SOURCES[1]}\n", f"①{SOURCES[2]}\n②{SOURCES[1]}\n")


def test_notes_may_stand_behind_each_section() -> None:
    parts = [f"{n}、历史\n{body}注释：\n{notes}" for n, body, notes in zip("一二", FIRST, LISTS, strict=True)]
    outcome = cleaned(HEAD + "".join(parts))
    assert of(outcome, Role.NOTE) == [*SOURCES, SOURCES[1]]
    assert of(outcome, Role.HEADING) == ["一、历史", "二、历史"]


@pytest.mark.parametrize("named", [True, False])
def test_endnotes_may_begin_again_with_each_section(named: bool) -> None:
    heads = ("一、历史\n", "二、现状\n")
    last = "".join((h if named else "") + notes for h, notes in zip(heads, LISTS, strict=True))
    outcome = cleaned(HEAD + "".join(h + body for h, body in zip(heads, FIRST, strict=True)) + "注释：\n" + last)
    assert of(outcome, Role.NOTE) == [*SOURCES, SOURCES[1]]
    assert "[^1-2]。过去" in of(outcome, Role.PARAGRAPH)[0]
    assert of(outcome, Role.HEADING) == ["一、历史", "二、现状"]


def test_entries_that_are_cited_in_groups_are_a_list_of_sources() -> None:
    outcome = cleaned(text("[1]", "[2,3]", "", "", LIST))
    assert len(of(outcome, Role.REFERENCE)) == 3
    assert of(outcome, Role.NOTE) == []


def test_the_notes_of_all_pages_behind_the_text_go_to_their_calls() -> None:
    text = """渡口之名考
渡口的名字在案卷里写法不一，有的叫义渡，有的叫官渡。①书吏抄录
时并不统一，②后来的人也就不再追究它们了。
名称之别往往牵连着权利之别，案卷里也有例外。①县志说得清楚，案
卷却含糊其辞，须得一份一份地读下去才能明白。②
① 某甲：《渡口研究》，第3页。
② 某县档案馆藏，第5号。
① 某乙：《渡夫研究》，
第7页。
② 乾隆《某县志》卷三。"""
    assert [(n.label, n.text) for n in cleaned(text).value.blocks if n.role is Role.NOTE] == [
        ("1-1", "某甲：《渡口研究》，第3页。"),
        ("1-2", "某县档案馆藏，第5号。"),
        ("2-1", "某乙：《渡夫研究》，第7页。"),
        ("2-2", "乾隆《某县志》卷三。"),
    ]


def test_notes_at_the_foot_under_a_list_s_head_are_the_page_s() -> None:
    def at(baseline: float, *, size: float = 10.5, rule: bool = False, band: Band = Band.TEXT) -> Geometry:
        return Geometry(76.0, 500.0, baseline, size, rule_above=rule, band=band)

    raw = RawText(
        "raw.pdf",
        "",
        (
            RawLine("渡口的名字在案卷里写法不一，①书吏抄录时并不统一，后来的人也就不再追究它了。②", 1, at(200)),
            RawLine("参考文献", 1, at(120, size=14.0)),
            RawLine("①网址见某县档案馆目录，2010年第3号。", 1, at(74, size=7.5, rule=True, band=Band.NOTES)),
            RawLine("②限于篇幅，不再列举其余各县的写法。", 1, at(62, size=7.5, band=Band.NOTES)),
            RawLine("某甲，2012：《渡口研究》，某某出版社。", 2, at(700)),
        ),
        source="pdf",
    )
    blocks = cleaning.clean(raw).value.blocks
    assert [b.text[:4] for b in blocks if b.role is Role.NOTE] == ["网址见某", "限于篇幅"]
    assert [b.text[:2] for b in blocks if b.role is Role.REFERENCE] == ["某甲"]


@pytest.mark.parametrize("form", ["〔{}〕", "（注{}）", "[{}]"])
def test_hanzi_may_number_notes(form: str) -> None:
    a, b, c = (form.format(n) for n in "一二三")
    outcome = cleaned(text(a, b, f"{a} {SOURCES[0]}\n{b} {SOURCES[1]}\n", c, f"{c} {SOURCES[2]}\n"))
    assert tuple(of(outcome, Role.NOTE)) == SOURCES


def test_a_source_in_the_middle_of_a_sentence_is_a_note_that_nobody_could_read() -> None:
    outcome = cleaned(text("①", "", "@ 张三：《论合作》，《世界知识》2019年第20期。\n", "", ""))
    assert of(outcome, Role.NOTE) == []
    assert any(d.kind == "note-unread" for d in outcome.value.ledger.doubts)


def test_a_pages_unit_over_the_line_end_is_no_running_head() -> None:
    page = "　　边境贸易的便利化首先涉及通关程序的简化①，其次涉及检验标准的\n相互承认。\n"
    foot = "① 张三：《论区域合作的制度供给与成员国的政策协调》，《经济日报》2001年9月16日，第1\n版。\n"
    outcome = cleaned(HEAD + "\f".join([page + foot] * 3))
    assert {n[-4:] for n in of(outcome, Role.NOTE)} == {"第1版。"}


def test_notes_whose_calls_are_all_lost_stay_notes_and_are_an_error() -> None:
    outcome = cleaned(text("", "", f"① {SOURCES[0]}\n② {SOURCES[2]}\n", "", f"① {SOURCES[2]}\n"))
    assert len(of(outcome, Role.NOTE)) == 3
    assert "尤其是在政策执行的层面。" in of(outcome, Role.PARAGRAPH)[0]
    assert "CLN-021" in codes(outcome)


def test_the_rest_of_a_note_over_a_known_page_is_the_notes() -> None:
    foot = "① 张三：《论合作》，2019年。\n② 区域合作的既有机制并不能自动适应新的形势，制度供给落后于需求的情形十分常见，前者强调\n"
    rest = (
        "“搬运”，后者强调“迁徙的队列”，参见王五：《论制度》，人民出版社2012年版，第5页。\n① 李四：《论贸易》，第5页。\n"
    )
    outcome = cleaned(text("①", "②", foot, "①", rest))
    assert of(outcome, Role.NOTE)[1].endswith(
        "前者强调“搬运”，后者强调“迁徙的队列”，参见王五：《论制度》，人民出版社2012年版，第5页。"
    )


def test_figures_between_spaces_may_call_notes() -> None:
    body = text("1", "2", "", "1", "").replace("区域合作1", "“合作” 1 ").replace("平衡点2。", "平衡点。2 ").split("\f")
    outcome = cleaned(f"{body[0]}1 {SOURCES[0]}\n2 {SOURCES[1]}\n\f{body[1]}1 {SOURCES[2]}\n")
    assert tuple(of(outcome, Role.NOTE)) == SOURCES


def test_a_raised_figure_in_brackets_or_before_an_authors_home_is_no_note() -> None:
    def line(text: str, n: int, raised: set[int]) -> RawLine:
        return RawLine(text, 1, Geometry(76.0, 500.0, 700.0 - 16 * n, 10.5, raised=frozenset(raised)))

    raw = RawText(
        "raw.pdf",
        "",
        (
            line("渡口名称的写法", 0, set()),
            line("1江源医科大学内分泌科，江源310009", 2, {0}),
            line("渡口的名字在案卷里写法不一[1]，书吏抄录时并不统一，后来的人也就不再追究它了。", 4, {13, 14, 15}),
            line("名称之别往往牵连着权利之别，案卷里也有例外[2]，须得一份一份地读下去。", 5, {21, 22, 23}),
        ),
        source="pdf",
    )
    outcome = cleaning.clean(raw)
    assert of(outcome, Role.NOTE) == []
    assert outcome.value.missing == ()


def test_a_field_without_a_final_mark_ends_before_a_heading() -> None:
    fields = "基金项目：全国教育科学规划课题“评价研究”（DCA210319）\n一、研究缘起\n"
    outcome = cleaned(text("①", "", f"① {SOURCES[0]}\n", "①", f"① {SOURCES[2]}\n").replace(HEAD, HEAD + fields))
    assert of(outcome, Role.NOTE) == [SOURCES[0], SOURCES[2]]


@pytest.mark.parametrize(("end", "whole"), [("/blogs/andrey/novye-pravila-2020/", True), ("/blogs/novye-", False)])
def test_an_address_may_end_in_a_stroke_but_not_in_a_hyphen(end: str, whole: bool) -> None:
    foot = f"① 张三：《论合作》，https://council.example.ru{end}\n② 同上。\n"
    outcome = cleaned(text("①", "②", foot, "①", f"① {SOURCES[2]}\n"))
    assert next(b for b in outcome.value.blocks if b.label == "1-1").complete is whole


def test_a_line_that_begins_with_a_small_letter_is_the_last_endnotes_rest() -> None:
    last = f"注释：\n①{SOURCES[0]}\n②Малышева Д. Б. Центральная Азия в мировой политике // Мировая экономика и\nмеждународные отношения. 2018. № 8. С. 74–85.\n"
    outcome = cleaned(text("①", "②", "", "", last))
    assert of(outcome, Role.NOTE)[1].endswith("экономика и международные отношения. 2018. № 8. С. 74–85.")


def test_circled_numbers_beyond_fifty_call_notes() -> None:
    calls = [
        f"第{n}项规定的适用条件应当从宽解释{ring(n)}，这也是各国法院在实践之中普遍接受的做法。\n" for n in range(1, 61)
    ]
    bodies = [f"{ring(n)}张三：《论合作》，法律出版社2019年版，第{n}页。\n" for n in range(1, 61)]
    outcome = cleaned(HEAD + "".join(calls) + "注释：\n" + "".join(bodies))
    notes = of(outcome, Role.NOTE)
    assert len(notes) == 60
    assert notes[-1] == "张三：《论合作》，法律出版社2019年版，第60页。"
    assert not outcome.errors


def test_a_circled_number_beyond_fifty_that_stays_in_the_text_is_written_in_brackets_and_listed() -> None:
    outcome = cleaned(text("", "", "", f"，详见第{ring(51)}项说明", ""))
    assert "（51）项说明" in "".join(of(outcome, Role.PARAGRAPH)).replace("(51)", "（51）")
    assert any(change.before == ring(51) and "51" in change.after for change in outcome.value.ledger.changes)
    assert not outcome.errors


def printed(rows: list[tuple[str, int, Band]]) -> RawText:
    """Lines of a PDF, one below the other: text, page, band; notes in smaller type."""
    out: list[RawLine] = []
    for n, (line, page, band) in enumerate(rows):
        size = 7.5 if band is Band.NOTES else 10.5
        rule = band is Band.NOTES and rows[n - 1][2] is not Band.NOTES
        out.append(RawLine(line, page, Geometry(76.0, 500.0, 700.0 - 14 * n, size, rule_above=rule, band=band)))
    return RawText("raw.pdf", "", tuple(out), source="pdf")


SHARED = [
    ("渡口的名字在案卷里写法不一，①书吏抄录时并不统一，②后来的人也就不再追究它了。③县里的档案", 1, Band.TEXT),
    ("后来分作几处保存，④各处的目录又不相同，⑤所以今天只能逐一比对，才能看出其中的变化。", 1, Band.TEXT),
    ("①②④　某甲：《渡口研究》，某某出版社1998年版，第3页，第5页，第8页。", 1, Band.NOTES),
    ("③　某县档案馆藏，2010年第5号。", 1, Band.NOTES),
    ("⑤　某乙：《渡夫研究》，某某出版社2001年版，第7页。", 1, Band.NOTES),
    ("第二年的水灾之后，渡口又迁了一次，①新的名字便从此固定下来，再也没有改变过，直到今天。", 2, Band.TEXT),
    ("①　某丙：《水灾记》，某某出版社2003年版，第9页。", 2, Band.NOTES),
]


def test_a_text_printed_for_several_marks_is_the_note_of_each_and_told() -> None:
    outcome = cleaning.clean(printed(SHARED))
    notes = {b.label: b.text for b in outcome.value.blocks if b.role is Role.NOTE}
    assert [notes[f"1-{n}"][:2] for n in range(1, 6)] == ["某甲", "某甲", "某县", "某甲", "某乙"]
    assert not outcome.value.missing
    told = [f for f in outcome.findings if f.code == "CLN-028"]
    assert [f.severity for f in told] == [Severity.INFO]
    assert "CLN-033" not in codes(outcome)  # an empty text of its own is no text without a source
    assert not outcome.errors


@pytest.mark.parametrize("lost", "①②④")
def test_a_text_printed_for_several_marks_is_not_lost_with_the_call_of_one_of_them(lost: str) -> None:
    rows = [(t.replace(lost, "") if band is Band.TEXT and page == 1 else t, page, band) for t, page, band in SHARED]
    outcome = cleaning.clean(printed(rows))
    notes = {b.label: b.text for b in outcome.value.blocks if b.role is Role.NOTE}
    kept = [n for n, mark in enumerate("①②③④⑤", 1) if mark != lost]
    assert [notes[f"1-{n}"][:2] for n in kept] == [{3: "某县", 5: "某乙"}.get(n, "某甲") for n in kept]
    assert f"1-{'①②③④⑤'.index(lost) + 1}" not in notes
    assert not outcome.value.missing
    assert [f.severity for f in outcome.findings if f.code == "CLN-021"] == [Severity.WARNING]
    assert not any(mark in text for text in of(outcome, Role.PARAGRAPH) for mark in "①②④")
    assert not outcome.errors


def test_marks_alone_on_a_printed_line_share_the_text_below_them() -> None:
    rows = [*SHARED[:2], ("①②③", 1, Band.NOTES), *((r[0].removeprefix("①②④　"), r[1], r[2]) for r in SHARED[2:3])]
    rows += [("④　某县档案馆藏，2010年第5号。", 1, Band.NOTES), *SHARED[4:]]
    blocks = cleaning.clean(printed(rows)).value.blocks
    assert [b.text[:2] for b in blocks if b.role is Role.NOTE] == ["某甲", "某甲", "某甲", "某县", "某乙", "某丙"]


def test_a_note_that_nothing_calls_stands_behind_the_text_and_the_article_with_it() -> None:
    rows = [*SHARED[:2], *((t.replace("①②④", "①"), p, b) for t, p, b in SHARED[2:3])]
    rows += [("②　某县档案馆藏，2010年第5号。", 1, Band.NOTES), ("③　某丁：《船板考》，第4页。", 1, Band.NOTES)]
    rows += [("④　某戊：《柴米考》，第4页。", 1, Band.NOTES), ("⑤　某己：《目录考》，第4页。", 1, Band.NOTES)]
    rows += [("⑥　文中图片由某县档案馆提供，某庚：《影像录》，第2页。", 1, Band.NOTES), *SHARED[5:]]
    outcome = cleaning.clean(printed(rows))
    assert not outcome.errors
    told = [f for f in outcome.findings if f.code == "CLN-021"]
    assert [f.severity for f in told] == [Severity.WARNING]
    assert of(outcome, Role.PARAGRAPH)[-1].startswith("⑥文中图片由某县档案馆提供")
    assert len(of(outcome, Role.NOTE)) == 6


@pytest.mark.parametrize(
    ("end", "whole"),
    [
        ("参见某甲：“论渡口的名字，某某出版社2003年版，第5页。", True),
        ("See Morris “Ferries and Boats, Leiden Review vol 7, 1972, p 422", True),
        ("参见某甲：“论渡口的名字", False),
        ("参见某甲：《论渡口的名字（上），某某出版社2003年版，", False),
    ],
)
def test_a_mark_without_its_partner_cuts_no_note_off_that_ends_as_notes_do(end: str, whole: bool) -> None:
    assert note_body.incomplete(end) is not whole


@pytest.mark.parametrize(
    ("end", "whole"),
    [
        ("[EB/OL]. (2019-07-01)[2021-04-20]. https://www.example.com/2019/ferries-of-the-upper-river.", True),
        ("http://www.example.com/newsDetail_forward_1605476.", True),
        ("http://www.example.com/news/t2019.", False),
    ],
)
def test_the_stop_behind_an_entry_s_address_is_the_entry_s(end: str, whole: bool) -> None:
    assert note_body.incomplete(f"某甲. 渡口的设立{end}") is not whole


def test_marks_that_count_points_all_over_a_text_call_no_note_though_one_of_them_begins_a_line() -> None:
    points = [
        (
            "县里常用的办法有①按户登记过渡的货物和人数，由渡夫每十日报告一次。②每季度抽查各处的账册，两处不合的另行造册。",
            1,
        ),
        (
            "渡口的管理因此分为两种。①官渡由县里出钱造船，渡夫领取口粮，不得收费。②义渡由沿岸的各村共同出资，推举首事。",
            1,
        ),
        ("两种渡口在水灾之后的修复也不相同，①官渡等候上级拨款，往往要拖到第二年。②义渡当年就能修好，所以更受欢迎。", 2),
        ("到了清末，义渡的账册已经相当完备，各处留存下来的册子里至今还能看到首事的姓名和捐款的数目，其中的内容包括", 3),
        ("①历年捐款的姓名和数目; ②船只修造的工料、用度和经手的匠人，以及每次大水之后沿岸各处渡口重新开渡的日期。", 3),
        ("这些册子后来由县里收存。", 3),
    ]
    outcome = cleaning.clean(printed([(line, page, Band.TEXT) for line, page in points]))
    assert of(outcome, Role.NOTE) == []
    assert not outcome.value.missing
