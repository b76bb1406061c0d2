"""What got into the text, or stands there without its partner, is queried; what prose really has isn't."""

import pytest

from sco_pub.clean.review import proofread
from sco_pub.model.doubt import Doubt
from sco_pub.model.reserved import CALL_CLOSE, CALL_OPEN
from sco_pub.model.rule import Rule
from sco_pub.model.text import Band, Change, CleanBlock, Geometry, Range, RawLine, RawText, Role
from tests.clean.texts import raw

HEAD = "《区域合作研究》2020年第3期"


def of_lines(*lines: str) -> tuple[RawText, CleanBlock]:
    """A paragraph made of these lines, and its raw text."""
    source = raw("\n".join(lines))
    return source, CleanBlock(Role.PARAGRAPH, "".join(lines), (Range(0, len(source.text)),))


def queried(source: RawText, *blocks: CleanBlock) -> list[tuple[str, int]]:
    return [(d.kind, d.line) for d in proofread.running_text(source, source.text, blocks)]


def test_a_line_that_stands_in_the_text_pages_apart_is_queried_each_time() -> None:
    between = [f"合作的第{n}个方面要求各国重新审视既有机制，并在" for n in range(20)]
    assert queried(*of_lines(HEAD, *between, HEAD)) == [("repeated-line", 1), ("repeated-line", 22)]


def test_a_clause_that_comes_again_is_no_running_head() -> None:
    between = [f"合作的第{n}个方面要求各国重新审视既有机制，并在" for n in range(20)]
    assert queried(*of_lines("各国都认为如此，", *between, "各国都认为如此，")) == []


def test_a_line_that_comes_again_in_the_middle_of_pages_is_no_head() -> None:
    said = "没有考虑实时变化的水量和各渠的状态"
    rows = [placed(said if n in (20, 45) else f"合作的第{n}个方面要求各国重新审视", 700 - 10 * n) for n in range(60)]
    text = "\n".join(row.text for row in rows)
    source = RawText("a.pdf", "0", tuple(rows), source="pdf")
    assert queried(source, CleanBlock(Role.PARAGRAPH, text.replace("\n", ""), (Range(0, len(text)),))) == []


def test_the_title_inside_the_text_is_queried() -> None:
    source, paragraph = of_lines("各国重新审视既有机制，并在", "·区域合作的制度供给·", "平等协商的基础上寻找平衡。")
    title = CleanBlock(Role.META, "区域合作的制度供给", key="title")
    assert queried(source, title, paragraph) == [("repeated-line", 2)]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("二者不可偏废②，这一点早有论述。", ["mark"]),
        ("其要点有三：①通关；②检验；③协调。", []),
        ("存在相应流表，执行流程③，因此数据被转发。", []),
        ("运行内存为6GB的电脑。", []),
        ("发表于2019G8期。", ["points"]),
        ("地址为http://www.example.com/id-US2M0GY2009，可供查阅。", []),
        ("占总量的2/5.2011年以后情形有变。", ["points"]),
        ("占总量的2.5，2011年以后情形有变。", []),
        ("签署了«全球治理»。", ["points"]),
        ("他在«Россия»上说过。", []),
        ("相关支出万方数据有所上升。", ["stamp"]),
    ],
)
def test_signs_that_prose_has_not(text: str, rules: list[str]) -> None:
    assert [rule for rule, _ in queried(*of_lines(text))] == rules


def block(
    role: Role, text: str, level: int = 0, label: str = "", ranges: tuple[Range, ...] = (Range(0, 2),)
) -> CleanBlock:
    return CleanBlock(role, text, ranges, level=level, label=label)


@pytest.mark.parametrize(
    ("texts", "rules"),
    [
        (("①按月分配放水的数量。", "②按年分配放水的数量。"), []),
        (("①按月分配放水的数量。", "③按年分配放水的数量。"), ["mark"]),
        (("①按月分配放水的数量。", "各国按年分配②放水的数量。"), ["mark"]),
    ],
)
def test_paragraphs_that_begin_with_circles_count_one_another(texts: tuple[str, str], rules: list[str]) -> None:
    blocks = [block(Role.PARAGRAPH, text) for text in texts]
    assert [rule for rule, _ in queried(raw("一二"), *blocks)] == rules


@pytest.mark.parametrize(
    ("first", "second", "rules"),
    [
        ("一、背景", "二、结论", ["heading"]),
        ("注释：", "参考文献", ["heading"]),
        ("一、背景", "", []),
        ("1.1 背景", "", ["heading"]),
        ("3年的过渡期，这正是原因所在", "", ["heading"]),
        ("3 结论", "", []),
    ],
)
def test_a_heading_without_text_is_queried(first: str, second: str, rules: list[str]) -> None:
    after = block(Role.HEADING, second, 1) if second else block(Role.PARAGRAPH, "各国都参与其中。")
    last = block(Role.PARAGRAPH, "各国都参与其中。")
    assert [rule for rule, _ in queried(raw("一二"), block(Role.HEADING, first, 1), after, last)] == rules


def test_where_the_text_of_a_lost_note_may_begin_is_said() -> None:
    source = raw("吴雪：《论合作》，第58页。\n于20世纪以后，这一比例上升。")
    note = block(Role.NOTE, "…", label="7-1", ranges=(Range(0, len(source.text)),))
    calls = block(Role.PARAGRAPH, "".join(f"合作{CALL_OPEN}7-{n}{CALL_CLOSE}" for n in (1, 2)))
    assert queried(source, calls, note) == [("note-lost", 2)]
    assert queried(source, calls, note, block(Role.NOTE, "…", label="7-2")) == []


@pytest.mark.parametrize(
    ("text", "rules"), [("http://a.cn/qdruС. 37.", ["letters"]), ("Лузянин С. Г. http://a.cn/qdru", [])]
)
def test_two_notes_woven_into_each_other_are_queried(text: str, rules: list[str]) -> None:
    assert [rule for rule, _ in queried(raw("一二"), block(Role.NOTE, text))] == rules


@pytest.mark.parametrize(
    ("lines", "doubted"),
    [
        (("С. 37.", "《外交研究》2020年第1期"), [1]),
        (("二者不可偏废。", "《外交研究》2020年第1期"), [1]),
        (("《外交研究》2020年第1期", "孙文：论合作"), []),
        (("论合作，兼及其他", "论合作，兼及其他"), []),
    ],
)
def test_a_line_that_was_dropped_as_a_running_head_but_is_none_is_queried(
    lines: tuple[str, ...], doubted: list[int]
) -> None:
    text, changes, at = "\n".join(lines), [], 0
    for number, line in enumerate(lines, 1):
        changes.append(Change((Rule.RUNNING_HEAD,), at, at + len(line), line, "", number, 1))
        at += len(line) + 1
    assert [d.line for d in proofread.dropped(text, changes)] == doubted


def placed(text: str, baseline: float, band: Band = Band.TEXT) -> RawLine:
    return RawLine(text, 1, Geometry(60, 300, baseline, 10, band=band))


def left_out(lines: list[RawLine], number: int, rule: Rule = Rule.FOLIO) -> list[Doubt]:
    """The queries about one line (1-based) that was left out of a page."""
    text = "\n".join(line.text for line in lines)
    at = sum(len(line.text) + 1 for line in lines[: number - 1])
    before = lines[number - 1].text
    change = Change((rule,), at, at + len(before), before, "", number, 1)
    return list(proofread.dropped(text, [change], lines, "边境贸易的制度"))


def test_a_line_that_was_left_out_in_the_middle_of_its_page_is_queried() -> None:
    lines = [placed(f"第{n}行的文字", 700 - 16 * n) for n in range(12)]
    (doubt,) = left_out(lines, 7)
    assert (doubt.kind, doubt.line) == ("dropped-line", 7)
    assert left_out(lines, 1) == left_out(lines, 12) == []


def test_a_folio_in_its_foot_and_the_title_again_are_not() -> None:
    lines = [placed("边境贸易的制度", 700 - 16 * n) for n in range(12)]
    assert left_out(lines, 7, Rule.RUNNING_HEAD) == []
    foot = [*lines[:11], placed("· 12 ·", 40, Band.FOOT)]
    assert left_out([*lines[:11], placed("\U001000244", 40, Band.FOOT)], 12, Rule.RUNNING_HEAD) == []
    assert left_out(foot, 12) == []
