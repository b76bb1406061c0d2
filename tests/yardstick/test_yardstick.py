"""The yardstick: what a text's line says, and how a difference to the committed status is told."""

from __future__ import annotations

from benchmarks.cleaning import facts
from benchmarks.cleaning.facts import Found
from benchmarks.cleaning.records import Record, measure
from benchmarks.cleaning.yardstick import STATUS, differences, names, read, step, written
from tests.corpus.reading import of_markdown

_MASTER = """---
title: 论边境贸易
author:
  - name: 王一
  - name: 李二
lang: zh-CN
---

# 一　问题

边境贸易的便利化首先涉及通关程序的简化[^1]。

## （一）背景

两者都不是单个国家能够独自完成的。

因此需要一个长期而稳定的协调平台[^2]。

[^1]: 王一：《贸易》，商务印书馆，2001年。

[^2]: [原文缺注]{.note-missing}
"""
_FACTS = {
    "title": "论边境贸易",
    "authors": ["王一", "李二"],
    "headings": [[1, "一　问题"], [2, "（一）背景"]],
    "paragraph_starts": [[1, "边境贸易的便利化首先"], [1, "两者都不是单个国家能"], [1, "因此需要一个长期而稳"]],
    "notes": 2,
    "references": 0,
}


def _records(*lines: str) -> dict[str, Record]:
    return {n: Record(n, dict(m.split("=") for m in rest.split())) for n, _, rest in (x.partition(" ") for x in lines)}


def test_what_is_simply_right_isnt_said() -> None:
    assert (
        Record("text/1", {"title": "right", "notes": "silent:1of2", "cer": "none"}).line() == "text/1 notes=silent:1of2"
    )


def test_a_case_that_comes_out_has_no_wrong_field() -> None:
    record = measure("case/g-hyphen")
    assert {key for key, value in record.marks.items() if value not in ("right", "none")} == {
        "asks",
        "master",
        "report",
    }
    assert record.fired["rule g-for-hyphen"] > 0


def test_a_crash_is_a_mark_and_not_the_end() -> None:
    assert measure("case/no-such-case").marks == {"crashed": "FileNotFoundError"}


def test_a_status_file_reads_back_and_is_sorted() -> None:
    text = written(["b/1 master=2", "a/1 master=1"])
    assert read(text) == {"a/1": ["a/1 master=1"], "b/1": ["b/1 master=2"]}
    assert list(read(text)) == ["a/1", "b/1"]


def test_the_same_lines_are_no_difference() -> None:
    line = "text/1 notes=flagged:1 master=ab"
    assert differences({"text/1": [line]}, _records(line)) == []


def test_a_difference_is_told_field_by_field_the_worst_first() -> None:
    before = {
        "text/1": ["text/1 notes=silent:1of1 master=1"],
        "text/2": ["text/2 master=1"],
        "text/3": ["text/3 master=1"],
    }
    now = _records("text/1 master=2", "text/2 headings=silent:2of3 master=2", "text/3 master=2")
    assert list(map(str, differences(before, now))) == [
        "WORSE  text/2: headings right → silent:2of3",
        "other  text/3: other bytes in the master, the same marks",
        "better text/1: notes silent:1of1 → right",
    ]


def test_a_text_that_is_refused_now_is_worse() -> None:
    (found,) = differences({"text/1": ["text/1 master=1"]}, _records("text/1 refused=CLN-050 master=1"))
    assert found.better is False
    assert str(found) == "WORSE  text/1: refused no → CLN-050"


def test_a_line_that_two_branches_wrote_is_a_difference() -> None:
    (found,) = differences({"text/1": ["text/1 master=1", "text/1 master=2"]}, _records("text/1 master=1"))
    assert "two branches met" in str(found)


def test_marks_are_ranked_by_what_is_wrong_then_by_silence() -> None:
    assert step("notes", "silent:1of1", "flagged:1") == 1
    assert step("notes", "flagged:1", "flagged:2") == -1
    assert step("notes", "", "silent:1of1") == -1
    assert step("notes", "silent:43/51+2", "silent:45/51+2") == 1
    assert step("notes", "flagged:45/51", "silent:45/51+3") == -1
    assert step("master", "1", "2") == 0
    assert step("paragraphs", "found:12", "found:13") == 0


def test_the_committed_status_has_a_line_for_every_text_that_anybody_has() -> None:
    committed = read(STATUS.read_text(encoding="utf-8"))
    assert [name for name in names(real=False) if name not in committed] == []
    assert all(len(lines) == 1 for lines in committed.values())


def test_the_status_quotes_no_text_of_a_real_article() -> None:
    for name, (line, *_) in read(STATUS.read_text(encoding="utf-8")).items():
        assert not name.startswith("real/") or line.isascii()


def test_facts_of_a_right_master_are_all_found_but_the_lost_note() -> None:
    found = facts.compare(_FACTS, [], of_markdown(_MASTER))
    assert {key for key, count in found.items() if not count.perfect} == {"notes"}
    assert str(found["notes"]) == "1/2"


def test_facts_see_a_false_heading_a_wrong_level_and_a_false_paragraph() -> None:
    made = _MASTER.replace("## （一）背景", "# （一）背景\n\n# 二　没有的标题").replace(
        "单个国家能够", "单个国家能够\n\n独自完成的事情很少见"
    )
    found = facts.compare(_FACTS, [], of_markdown(made))
    assert found["headings"] == Found(1, 2, 1)
    assert found["paragraphs"] == Found(3, 3, 1)


def test_facts_count_the_authors_in_their_order() -> None:
    made = _MASTER.replace("  - name: 王一\n  - name: 李二", "  - name: 李二\n  - name: 王一\n  - name: 通讯作者")
    assert facts.compare(_FACTS, [], of_markdown(made))["authors"] == Found(1, 2, 2)


def test_the_error_rate_of_a_page_counts_its_wrong_letters_alone() -> None:
    page = (
        "边境贸易的便利化首先涉及通关程序的简化。两者都不是单个国家能够独自完成的。因此需要一个长期而稳定的协调平台。"
    )
    right = of_markdown(_MASTER.replace("## （一）背景\n\n", ""))
    wrong = of_markdown(_MASTER.replace("## （一）背景\n\n", "").replace("独自", "独白"))
    assert facts.error_rate([page], right) == 0
    assert facts.error_rate([page], wrong) == 1 / len(page)
