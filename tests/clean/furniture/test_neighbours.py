"""What other articles and data bases leave on an article's pages."""

from __future__ import annotations

from itertools import count

from sco_pub.clean import cleaning
from sco_pub.clean.furniture import neighbours
from sco_pub.clean.lines.lines import layout_text, read
from sco_pub.model.rule import Rule
from sco_pub.model.text import Geometry, RawLine, RawText

PROSE = "国际秩序的变动要求各国重新审视区域合作的机制，也要求学者说明其中的道理"


def raw(*lines: tuple[int, str, float]) -> RawText:
    """Lines with their page and type size; full ones reach over the measure."""
    heights = count(700, -16)
    made = [
        RawLine(text, page, Geometry(60, 60 + min(len(text), 36) * size, next(heights), size))
        for page, text, size in lines
    ]
    return RawText("a.pdf", "0", tuple(made), source="pdf")


def dropped(text: RawText) -> dict[str, Rule]:
    rows = neighbours.parted(read(text, layout_text(text.text)))
    return {rows[p].text: rule for p, rule in neighbours.find(rows, range(len(rows))).items()}


def test_what_stands_between_where_an_article_breaks_off_and_where_it_goes_on_is_another_s() -> None:
    text = raw(
        (1, f"{PROSE}。", 10.0),
        (1, "[14] 张三．国际关系[M]．北京，2001．", 9.0),
        (1, "（下转第199页）", 9.0),
        (2, "[30] 李四．海洋法[M]．上海，2003．", 9.0),
        (2, "编辑　王五", 9.0),
        (2, "（上接第190页）", 9.0),
        (2, "[15] 赵六．国际私法[M]．广州，2005．", 9.0),
    )
    found = dropped(text)
    assert [line[:4] for line in found] == ["（下转第", "[30]", "编辑　王", "（上接第"]
    assert set(found.values()) == {Rule.NEIGHBOUR}


def test_the_end_of_an_article_that_never_broke_off_here_fills_the_last_page() -> None:
    body = [(1, f"{PROSE}，", 10.0)] * 5 + [(2, f"{PROSE}。", 10.0)]
    filler = [
        (2, "檵" * 30, 10.0),
        (2, "（上接第17页）politics has altered", 9.0),
        (2, "the structure of participation.", 9.0),
    ]
    found = dropped(raw(*body, *filler))
    assert list(found) == ["檵" * 30, "（上接第17页）", "politics has altered", "the structure of participation."]
    assert set(found.values()) == {Rule.NEIGHBOUR}


def test_the_filler_at_the_foot_of_both_columns_leaves_the_sentence_that_goes_on_above_it() -> None:
    def placed(text: str, column: int, height: float) -> RawLine:
        return RawLine(text, 2, Geometry(60 + 260 * column, 300 + 260 * column, height, 10.0, column=column))

    left = [f"{PROSE}，", "＊　＊　＊", "（上接第17页）", "班，可以进一步改善。"]
    right = [f"{PROSE}。", "参考文献", "[3]李四.海洋法[M].上海,2003.", "[4]赵六.国际私法[M].广州,2005."]
    lines = [placed(text, 0, 220 - 20 * n) for n, text in enumerate(left)]
    lines += [placed(text, 1, 240 - 20 * n) for n, text in enumerate(right)]
    body = [RawLine(f"{PROSE}。", 1, Geometry(60, 300, 700, 10.0))] * 5
    found = dropped(RawText("a.pdf", "0", (*body, *lines), source="pdf"))
    assert list(found) == ["＊　＊　＊", "（上接第17页）", "班，可以进一步改善。", *right[2:]]


def test_a_signpost_alone_takes_nothing_but_itself() -> None:
    text = raw((1, f"{PROSE}。", 10.0), (1, "（下转第199页）", 9.0), (2, f"{PROSE}，", 10.0), (2, f"{PROSE}。", 10.0))
    assert list(dropped(text)) == ["（下转第199页）"]


def test_an_article_that_goes_on_in_mid_file_keeps_its_text() -> None:
    body = [(1, f"{PROSE}。", 10.0), (1, "（上接第12页）", 9.0), *[(2, f"{PROSE}。", 10.0)] * 3]
    assert list(dropped(raw(*body))) == ["（上接第12页）"]


def test_the_end_of_the_article_before_stands_above_the_title() -> None:
    tail = [(1, f"{PROSE}，", 10.0), (1, f"{PROSE}。", 10.0)]
    body = [(1, f"{PROSE}，", 10.0)] * 6 + [(1, f"{PROSE}。", 10.0)]
    found = dropped(raw(*tail, (1, "区域合作的机制研究", 18.0), (1, "张三", 12.0), *body))
    assert len(found) == 2
    assert set(found.values()) == {Rule.NEIGHBOUR}


def test_an_abstract_above_the_title_is_the_article_s() -> None:
    above = [(1, f"摘要：{PROSE}，", 10.0), (1, f"{PROSE}。", 10.0)]
    body = [(1, f"{PROSE}，", 10.0)] * 6 + [(1, f"{PROSE}。", 10.0)]
    assert dropped(raw(*above, (1, "区域合作的机制研究", 18.0), (1, "张三", 12.0), *body)) == {}


def test_a_data_base_s_page_is_left_out_and_named() -> None:
    body = [(1, f"{PROSE}{n}，", 10.0) for n in range(12)] + [(1, f"{PROSE}。", 10.0)]
    added = [(2, "区域合作的机制研究", 12.0), (2, "作者单位：某大学法学院", 10.0), (2, "刊名：某某学报", 10.0)]
    text = raw(*body, *added, (2, "年，卷(期)：2013(7)", 10.0), (2, "本文链接：http://example.org/1", 10.0))
    assert set(dropped(text).values()) == {Rule.DATABASE_PAGE}
    assert len(dropped(text)) == 5
    codes = [finding.code for finding in cleaning.clean(text).findings]
    assert "CLN-027" in codes


def test_a_data_base_s_record_goes_on_over_the_page() -> None:
    body = [(1, f"{PROSE}{n}，", 10.0) for n in range(12)] + [(1, f"{PROSE}。", 10.0)]
    record = [(2, "作者单位：某大学法学院", 10.0), (2, "刊名：某某学报", 10.0), (2, "年，卷(期)：2013(7)", 10.0)]
    cited_by = [(3, f"{n}.张三 区域合作的机制研究[期刊论文]-某某学报 2013({n})", 10.0) for n in range(7, 12)]
    assert len(dropped(raw(*body, *record, *cited_by))) == 8


def test_the_works_that_cite_an_article_may_take_many_of_a_data_base_s_pages() -> None:
    body = [(1, f"{PROSE}{n}，", 10.0) for n in range(12)] + [(1, f"{PROSE}。", 10.0)]
    record = [(2, "作者单位：某大学法学院", 10.0), (2, "刊名：某某学报", 10.0), (2, "年，卷(期)：2013(7)", 10.0)]
    cited_by = [(3 + n // 20, f"{n}.张三 区域合作的机制研究[期刊论文]-某某学报 2013({n})", 10.0) for n in range(100)]
    assert len(dropped(raw(*body, *record, *cited_by))) == 103


def test_a_page_of_text_that_names_a_journal_is_kept() -> None:
    body = [(1, f"{PROSE}。", 10.0), (2, "作者单位：某大学法学院", 10.0), (2, f"{PROSE}。", 10.0)]
    assert dropped(raw(*body)) == {}


def _front(title: str, page: int) -> list[tuple[int, str, float]]:
    return [
        (page, "专题研究", 12.0),
        (page, title, 18.0),
        (page, "李四", 12.0),
        (page, f"【摘要】{PROSE}。", 9.0),
        (page, "【关键词】渡口；船板；水文", 9.0),
    ]


def test_the_next_article_s_beginning_on_the_last_page_is_left_out_and_the_file_let_in() -> None:
    body = [(1 + n // 16, f"{PROSE}。", 10.0) for n in range(46)]
    next_one = [*_front("船板的木料与它的来历考", 4), (4, f"{PROSE}。", 10.0)]
    text = raw(*_front("渡口的设立与裁撤小史", 1), *body, *next_one)
    found = dropped(text)
    assert [words for words, rule in found.items() if rule is Rule.NEIGHBOUR][:2] == [
        "专题研究",
        "船板的木料与它的来历考",
    ]
    codes = {finding.code for finding in cleaning.clean(text).findings}
    assert "CLN-026" in codes
    assert "CLN-018" not in codes


def test_a_file_with_two_articles_gives_a_master_of_the_first_and_asks() -> None:
    body = [(1 + n // 16, f"{PROSE}。", 10.0) for n in range(30)]
    other = [*_front("船板的木料与它的来历考", 3), *((3 + n // 16, f"{PROSE}。", 10.0) for n in range(60))]
    outcome = cleaning.clean(raw(*_front("渡口的设立与裁撤小史", 1), *body, *other))
    assert {"CLN-018", "CLN-026"} <= {finding.code for finding in outcome.findings}
    assert not outcome.errors
    assert "船板的木料" not in "".join(block.text for block in outcome.value.blocks)


def test_an_article_that_goes_on_below_the_next_one_s_beginning_keeps_its_end() -> None:
    def placed(text: str, column: int, height: float, size: float = 10.0) -> RawLine:
        return RawLine(text, 4, Geometry(60 + 260 * column, 300 + 260 * column, height, size, column=column))

    before = raw(
        *_front("渡口的设立与裁撤小史", 1),
        *[(1 + n // 16, f"{PROSE}。", 10.0) for n in range(45)],
        (3, f"{PROSE}，", 10.0),
    )
    head = [
        placed(text, 0, 700 - 20 * n, size) for n, (_, text, size) in enumerate(_front("船板的木料与它的来历考", 4))
    ]
    left = ["别家的文章从这里说起，", "（接上页）也要求读者自己去看，", "渡船的费用后来由村民分担。"]
    right = ["别家的文章在这里还没有说完，", "到了近代才改由县里支付。", "这是渡口的末尾。"]
    lines = [
        placed(text, column, 500 - 20 * n) for column, texts in enumerate((left, right)) for n, text in enumerate(texts)
    ]
    found = dropped(RawText("a.pdf", "0", (*before.lines, *head, *lines), source="pdf"))
    gone = [text for text, rule in found.items() if rule is Rule.NEIGHBOUR]
    assert "船板的木料与它的来历考" in gone
    assert [text for text in gone if "别家" in text or "接上页" in text] == [left[0], "（接上页）", right[0]]
    assert not {"也要求读者自己去看，", *left[2:], *right[1:]} & set(gone)


def test_a_next_title_in_the_text_s_own_type_is_known_by_its_short_lines_above_the_abstract() -> None:
    body = [(1 + n // 16, f"{PROSE}。", 10.0) for n in range(46)]
    next_one = [(page, text, min(size, 10.0)) for page, text, size in _front("船板的木料与它的来历考", 4)[1:]]
    found = dropped(
        raw(*_front("渡口的设立与裁撤小史", 1), *body, (4, f"{PROSE}。", 10.0), *next_one, (4, f"{PROSE}甲。", 10.0))
    )
    assert [text for text, rule in found.items() if rule is Rule.NEIGHBOUR][:2] == ["船板的木料与它的来历考", "李四"]


def test_signposts_that_share_their_lines_with_the_text_are_left_out_alone() -> None:
    text = raw(
        (1, "渡口的设立与裁撤小史", 18.0),
        *[(1, f"{PROSE}。", 10.0)] * 4,
        (1, "渡船的费用后来由村民分担。（下转第44页）", 10.0),
        (2, "别家的文章在这里说完了它的最后一段话。", 10.0),
        (2, "（上接第7页）到了近代才改由县里支付。", 10.0),
        *[(2, f"{PROSE}。", 10.0)] * 4,
    )
    body = "".join(block.text for block in cleaning.clean(text).value.blocks)
    assert "渡船的费用后来由村民分担。" in body
    assert "到了近代才改由县里支付。" in body
    assert not {"下转", "上接", "别家"} & {word for word in ("下转", "上接", "别家") if word in body}


def test_what_the_journal_says_of_itself_below_the_sources_is_another_s() -> None:
    board = [
        (2, "水利学报第七届编辑委员会成员名单", 14.0),
        (2, "总编辑　王五（北京）", 10.0),
        (2, "顾问　赵六（上海）", 10.0),
    ]
    text = [(1, f"{PROSE}。", 10.0)] * 8 + [(2, "参考文献", 10.0), (2, "[1] 张三．国际关系[M]．北京，2001．", 10.0)]
    assert dropped(raw(*text, *board)) == {line: Rule.NEIGHBOUR for _, line, _ in board}
    same_type = [(page, line, 10.0) for page, line, _ in board]
    assert dropped(raw(*text, *same_type)) == {}


def test_notes_at_the_first_page_s_foot_that_count_on_are_of_the_article_before() -> None:
    foot = [(1, f"{mark}李四：《海洋法》，上海，200{n}年。", 9.0) for n, mark in enumerate("㉗㉘㉙㉚", 1)]
    body = [(1, f"{PROSE}①，", 10.0), (1, f"{PROSE}②，", 10.0)]
    found = dropped(raw((1, "渡口的兴衰", 18.0), *body, *foot, (2, f"{PROSE}。", 10.0)))
    assert list(found) == [line for _, line, _ in foot]
    assert set(found.values()) == {Rule.NEIGHBOUR}


def test_an_article_s_own_notes_and_lists_on_its_first_page_stay() -> None:
    body = [(1, f"{PROSE}①②③，", 10.0)]
    for marks in ("①②③", "③④⑤"):
        foot = [(1, f"{mark}李四：《海洋法》，上海。", 9.0) for mark in marks]
        assert dropped(raw(*body, *foot, (2, f"{PROSE}。", 10.0))) == {}
