"""Lists of sources: each entry is one block, by its number, or by the hanging indent of a list that has none."""

from __future__ import annotations

from sco_pub.clean import cleaning
from sco_pub.clean.blocks import references as entries_of
from sco_pub.clean.lines import lines
from sco_pub.model.text import Geometry, RawLine, RawText, Role
from tests.clean.printed_pages import TEXT, cleaned_page
from tests.clean.texts import BODY

_LEFT, _HUNG, _STEP = 60.0, 76.0, 14.0


def article(entries: list[tuple[str, float]]) -> RawText:
    """A page of text that ends without a full stop of ours, the list's head, and lines with their left edges."""
    text = [*((line, _LEFT) for line in BODY[:-1]), ("而稳定的协调平台 ．", _LEFT)]
    rows = [*((line, x, 10.5) for line, x in text), ("参考文献", _LEFT, 9.0), *((line, x, 9.0) for line, x in entries)]
    return RawText(
        "a.pdf",
        "",
        tuple(
            RawLine(line, 1, Geometry(x, x + 9.0 * len(line), 760.0 - _STEP * n, size))
            for n, (line, x, size) in enumerate(rows)
        ),
        source="pdf",
    )


def references(raw: RawText) -> list[str]:
    return [b.text for b in cleaning.clean(raw).value.blocks if b.role is Role.REFERENCE]


def test_only_numbers_in_turn_begin_entries_and_a_second_language_stays_with_its_entry() -> None:
    found = references(
        article(
            [
                ("［１］ 王某某 ，李某某 ．一种对等结构的云存储系", _LEFT),
                ("统研究［J］ ．某某学报 ，２０１１ ，３９", _HUNG),
                ("（５） ：１１００ －１１０７ ．", _HUNG),
                ("WANG M M ，LI M M ．Study on the P2P storage system［J］ ．", _HUNG),
                ("Acta Exemplaria ，２０１１ ，３９（５） ：１１００ －１１０７ ．", _HUNG),
                ("［２］ Schmidt J ，et al ．Predicting database performance for", _LEFT),
                ("automating management tasks［A］ ．Hannover ，２０１１ ．", _HUNG),
                ("［３］ 赵某某 ．渡口研究［M］ ．某某出版社 ，２００９ ．", _LEFT),
            ]
        )
    )
    assert [text[:3] for text in found] == ["［1］", "［2］", "［3］"]
    assert "WANG" in found[0]


def test_a_number_that_the_layer_lost_does_not_end_the_list() -> None:
    found = references(
        article(
            [
                ("[1] 王某某. 一种对等结构的云存储系统研究[J]. 某某学报, 2011,", _LEFT),
                ("39(5): 1100-1107.", _LEFT),
                ("[2] 李某某. 渡夫研究[M]. 某某出版社, 2009.", _LEFT),
                ("[4] 赵某某. 渡口研究[M]. 某某出版社, 2009.", _LEFT),
                ("[5] 钱某某. 船板考略[M]. 某某出版社, 2012.", _LEFT),
            ]
        )
    )
    assert [text[:3] for text in found] == ["[1]", "[2]", "[4]", "[5]"]


def test_a_list_begins_with_its_first_entry_whatever_number_a_line_above_has() -> None:
    rows = lines.read(*_text("[3] 甲\n[1] 乙\n[2] 丙\n[3] 丁\n"))
    assert entries_of._numbered(rows, range(4)) == [1, 2, 3]


def _text(text: str) -> tuple[RawText, str]:
    raw = RawText("a.txt", "", tuple(RawLine(line) for line in text.splitlines()))
    return raw, lines.layout_text(raw.text)


def test_entries_without_numbers_begin_at_the_left_edge() -> None:
    found = references(
        article(
            [
                ("Adams R. A long study of ferries in the northern counties and of", _LEFT),
                ("the people who crossed by them. Oxford, 1998.", _HUNG),
                ("王某某：《渡口研究》，某某出版社1998年版，收入《丛书》", _LEFT),
                ("第三辑", _HUNG),
                ("Baker J. Boats and their timber. Leiden, 2001.", _LEFT),
                ("赵某某：《船板考》，某某出版社2004年版。", _LEFT),
            ]
        )
    )
    assert [text[:3] for text in found] == ["Ada", "王某某", "Bak", "赵某某"]


def test_entries_without_numbers_and_without_hanging_lines_begin_with_their_authors_behind_an_entry_s_end() -> None:
    found = references(
        article(
            [
                ("王某某：《渡口研究》，南方：某某出版社，1998年。", _LEFT),
                ("李某某、钱某某：《从渡口看上游各县在民国初年的商业往来与", _LEFT),
                ("船户组织》，《某某学报》2009年第3期，第12-30页。", _LEFT),
                ("赵某某：《船板考》，某某出版社2004年版", _LEFT),
                ("孙某. 渡夫的年龄[J]. 某某学刊, 2011(2): 5-9.", _LEFT),
            ]
        )
    )
    assert [text[:2] for text in found] == ["王某", "李某", "赵某", "孙某"]


def test_what_stands_behind_the_last_entry_at_the_edge_is_no_part_of_it() -> None:
    found = references(
        article(
            [
                ("[1] 王某某. 一种对等结构的云存储系统研究[J]. 某某学报, 2011,", _LEFT),
                ("39(5): 1100-1107.", _HUNG),
                ("[2] 李某某. 渡夫研究[M]. 某某出版社, 2009.", _LEFT),
                ("[3] 赵某某. 渡口研究[M]. 某某出版社, 2009.", _LEFT),
                ("本文的地图由某县档案馆提供，谨此致谢。", _LEFT),
            ]
        )
    )
    assert [text[:3] for text in found] == ["[1]", "[2]", "[3]", "本文的"]


def test_an_entry_s_english_in_brackets_below_it_is_part_of_it() -> None:
    found = references(
        article(
            [
                ("Adams R. A long study of ferries in the northern counties and of", _LEFT),
                ("the people who crossed by them. Oxford, 1998.", _HUNG),
                ("王某某：“渡口研究”，《某某学报》5（2009）：212—", _LEFT),
                ("213。", _HUNG),
                ("［Wang, Moumou. “On Ferries.” Journal of Some Place 5", _LEFT),
                ("(2009): 212-213.］", _HUNG),
                ("赵某某：《船板考》，某某出版社2004年版。", _LEFT),
            ]
        )
    )
    assert [text[:2] for text in found] == ["Ad", "王某", "赵某"]
    assert "On Ferries" in found[1]


def test_a_list_over_the_page_s_whole_width_keeps_its_head_below_both_columns() -> None:
    """The head stands at the left, where the left column ends; the list under it runs over both."""
    columns = f"<div style='columns:2;column-gap:20pt'>{TEXT}<p>边境贸易在此[1]告一段落，渡口的历史[2,3]也就结束了。</p></div>"
    entries = "".join(
        f"<p class=small>[{n}] 某甲. 上游渡口的设立与裁撤以及与此有关的水文记录和船只名册的整理[M]. 南方: 南方出版社, 200{n}.</p>"
        for n in range(1, 5)
    )
    found = cleaned_page(f"{columns}<p style='text-indent:0'>参考文献：</p>{entries}<p class=small>1. 附录的第一条</p>")
    assert [b.text[:3] for b in found.value.blocks if b.role is Role.REFERENCE][:4] == ["[1]", "[2]", "[3]", "[4]"]
    assert not [b for b in found.value.blocks if b.role is Role.NOTE]


def test_the_lines_from_a_list_s_first_number_to_its_last_are_no_headings() -> None:
    """An entry may look like a heading of another list: 4 Evans P. Boats and villages."""
    listed = [
        ("1 王某某，李某某．渡口与船板．某某学报，1997，6：319", _LEFT),
        ("2 Adams R, Baker J. Effects of floods on ferries", _LEFT),
        ("3 Clark T, Davis H. The ropes of the upper river. J Ferries, 2000,", _LEFT),
        ("12: 355", _LEFT),
        ("4 Evans P. Boats and villages", _LEFT),
        ("附录", _LEFT),
    ]
    raw = article(listed)
    rows = lines.read(raw, lines.layout_text(raw.text))
    below = range(len(rows) - len(listed), len(rows))
    assert entries_of.numbered(rows, below) == set(below[:-1])
    assert entries_of.numbered(rows, range(3, len(rows))) == set()  # it doesn't begin at once


def test_translated_works_with_their_year_in_brackets_begin_entries() -> None:
    found = references(
        article(
            [
                ("某甲著, 钱某译.(2010).渡口与渡夫(第一版).某某大学出版社.", _LEFT),
                ("某乙·某丙著, 于某、陈某某译. (2006). 河工研究. 某某师", _LEFT),
                ("范大学出版社.", _LEFT),
                ("某丁, 唐某译. (2005). 船板考略. 某某出版社.", _LEFT),
                ("刘某. (2021). 水则记. 某某出版社.", _LEFT),
            ]
        )
    )
    assert [text[:2] for text in found] == ["某甲", "某乙", "某丁", "刘某"]


def test_a_list_s_head_without_entries_has_none() -> None:
    assert entries_of.entries([], []) == {}
