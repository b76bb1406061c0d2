"""The report: the worst question first, each with entries that answer it; the page and the JSON say the same."""

import json
import re
import tomllib
from collections import Counter
from html import unescape

import pytest

from sco_pub.clean.review import answers, corrections, report, report_html
from sco_pub.model.doubt import Doubt, DoubtKind, Took, Why
from sco_pub.model.severity import Weight
from tests.clean.notes.test_find_notes import text
from tests.clean.texts import BODY, cleaned, raw

LOST = text("①", "②", "①\n②\n《论合作》，《世界知识》2019年第20期。\n", "①", "① 李四：《论制度》，第5页。\n")
STRAY = "区域合作的制度供给\n" + "\n".join(BODY).replace("审视", "“审视") + "\n，二者不可偏废，各国都是如此。\n"
UNCALLED = text(
    "①", "", "① 张三：《论合作》，2019年。\n② 李四：《论贸易》，2020年。\n", "①", "① 王五：《论制度》，第5页。\n"
)
CALLS_LOST = text(
    "",
    "",
    "① 张三：《论合作》，世界知识出版社2019年版，第3页。\n② 李四：《论贸易》，法律出版社2020年版，第5页。\n",
    "",
    "① 王五：《论制度》，法律出版社2021年版，第5页。\n",
)
TEXTS = (LOST, STRAY, UNCALLED, CALLS_LOST)


def made(source: str, decisions: str = "") -> report.Report:
    return report.make(raw(source), cleaned(source, decisions))


@pytest.mark.parametrize("source", TEXTS)
def test_the_worst_question_stands_first(source: str) -> None:
    weights = [q.weight for q in made(source).questions]
    assert weights
    assert weights == sorted(weights)


def test_an_error_stops_the_work_and_a_misplaced_text_comes_before_a_lost_one() -> None:
    assert made(CALLS_LOST).questions[0].weight is Weight.STOP
    assert {q.code: q.weight for q in made(STRAY).questions}["pairs"] is Weight.MISPLACED
    assert {q.code: q.weight for q in made(LOST).questions}["CLN-020"] is Weight.LOST


@pytest.mark.parametrize("source", TEXTS)
def test_no_finding_that_only_counts_doubts_is_asked_beside_them(source: str) -> None:
    assert not {q.code for q in made(source).questions} & {f"CLN-{n:03}" for n in (30, 33, 34, 35, 36, 37, 38)}


def test_a_note_that_nothing_calls_is_asked_once() -> None:
    says = "Note 1-2 has a text but nothing calls it: it stands as a paragraph behind the text."
    assert [q.says for q in made(UNCALLED).questions].count(says) == 1


def test_a_question_shows_its_line_between_its_neighbours() -> None:
    (question,) = [q for q in made(STRAY).questions if q.code == "pairs"]
    assert [number for number, _ in question.context] == [1, 2, 3]
    assert "“审视" in question.context[1][1]


@pytest.mark.parametrize("source", TEXTS)
def test_every_entry_can_be_pasted_as_it_stands(source: str) -> None:
    entries = [answer.toml for question in made(source).questions for answer in question.answers]
    assert entries
    for entry in entries:
        assert tomllib.loads(entry)
        if "line = 0" not in entry:
            corrections.parse(entry, "corrections.toml")


def test_an_entry_that_confirms_silences_its_question() -> None:
    (question,) = [q for q in made(STRAY).questions if q.code == "pairs"]
    right = next(a.toml for a in question.answers if a.says == "It is right as it stands")
    again = made(STRAY, right)
    assert "pairs" not in {q.code for q in again.questions}
    assert [d.kind for d in again.doubts if d.settled] == ["pairs"]


def test_the_lost_note_of_a_stack_can_be_told() -> None:
    (question,) = [q for q in made(LOST).questions if q.code == "note-lost"]
    assert [a.says for a in question.answers[:2]] == ["Note 1-1 is the lost one", "Note 1-2 is the lost one"]


@pytest.mark.parametrize("source", TEXTS)
def test_the_page_and_the_json_say_the_same(source: str) -> None:
    one = made(source)
    page, data = unescape(report_html.render(one)), json.loads(report.as_json(one))
    assert len(data["questions"]) == page.count("<li class=")
    for question in data["questions"]:
        assert question["says"] in page
        for answer in question["answers"]:
            assert f"<pre>{answer['toml']}</pre>" in page
    for rule, count in data["counts"].items():
        assert f"{rule} <b>{count:,}</b>" in page


@pytest.mark.parametrize("source", TEXTS)
def test_the_page_needs_nothing_and_every_link_has_one_end(source: str) -> None:
    page = report_html.render(made(source))
    assert not re.search(r"""<script|(?:src|href)=["'](?!#)""", page)
    ids = Counter(re.findall(r' id="([^"]+)"', page))
    assert set(ids.values()) == {1}
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_a_text_without_questions_says_so() -> None:
    sound = "区域合作的制度供给\n张文\n" + "\n".join(BODY) + "\n"
    decisions = "".join(
        a.toml + "\n" for q in made(sound).questions for a in q.answers if a.says == "It is right as it stands"
    )
    assert "Nothing: every choice was certain" in report_html.render(made(sound, decisions))


def test_a_passage_with_a_gap_bears_the_numbers_of_its_own_lines() -> None:
    source = "区域合作的制度供给\n" + "\n".join(BODY[:2]) + "\n—12—\n" + "\n".join(BODY[2:]) + "\n"
    page = report_html.render(made(source))
    numbered = re.findall(r"<i>(\d+)</i>(?:<span[^>]*>)?([^<\n↵]+)", page.partition('id="text"')[2])
    lines = source.split("\n")
    assert ("5", BODY[2]) in numbered
    assert sorted((int(n), text) for n, text in numbered) == [(n, line) for n, line in enumerate(lines, 1) if line]


def test_a_changed_letter_is_counted_as_a_code_point() -> None:
    counts = made("区域合作的制度供给\n" + "\n".join(BODY).replace("长期", "长期пocредник")).counts
    assert [str(kind) for kind, rule, _ in counts if rule == "look-alike"] == ["points"]


def test_a_line_left_out_can_be_put_back() -> None:
    doubt = Doubt(DoubtKind.DROPPED_LINE, 2, 1, Took.LINE_AS_RUNNING_HEAD, Why.UNLIKE_HEAD)
    kept, right = answers.to_doubt(doubt, ["标题", "这一行，也许属于正文"])
    assert tomllib.loads(kept.toml)["line"][0]["action"] == "keep"
    assert tomllib.loads(right.toml)["confirm"][0]["what"] == "dropped-line"
