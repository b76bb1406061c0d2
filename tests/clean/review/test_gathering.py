"""Questions gathered: one for a place, one for many like cases, the title before all others of its weight."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace

from sco_pub.clean.review import report, report_html
from sco_pub.clean.review.answers import Answer
from sco_pub.clean.review.gathering import gathered
from sco_pub.clean.review.question import Question
from sco_pub.model.doubt import DoubtKind
from sco_pub.model.severity import Weight
from tests.clean.texts import BODY, cleaned, raw

RIGHT = "It is right as it stands"
# A code line inside a text: its paragraph ends without a mark, it has no hanzi, and the next begins inside a sentence.
TORN = (
    "区域合作的制度供给\n张文\n"
    + "\n".join(BODY)
    + "\n放水的数量由下面的式子算出\nx = a + b\n，其中各项都已经测定。\n"
    + "\n".join(BODY)
)


def question(code: str, line: int, **values: object) -> Question:
    toml = f'[[confirm]]\nwhat = "{code}"\nline = {line}'
    base = Question(Weight.MISPLACED, code, line, 1, code, "", answers=(Answer(RIGHT, toml),), key=code)
    return replace(base, **values)  # type: ignore[arg-type]


def test_what_touches_one_seam_is_one_question_and_its_answer_answers_all() -> None:
    end = question("block-end", 7, seams=frozenset({"above 8"}))
    start = question("block-start", 8, seams=frozenset({"above 8"}))
    paragraph = question("paragraph", 8, seams=frozenset({"above 8"}), weight=Weight.UNSURE)
    (one,) = gathered([paragraph, start, end])
    assert (one.code, one.line) == ("block-end", 7)
    assert [entry["what"] for entry in tomllib.loads(one.answers[0].toml)["confirm"]] == [
        "block-end",
        "block-start",
        "paragraph",
    ]


def test_a_question_about_two_seams_joins_what_touches_either() -> None:
    before = question("block-end", 7, seams=frozenset({"above 8"}))
    behind = question("block-start", 9, seams=frozenset({"above 9"}))
    odd = question("block-end", 8, seams=frozenset({"above 8", "above 9"}))
    assert len(gathered([before, behind, odd])) == 1
    assert len(gathered([before, behind])) == 2


def test_many_like_cases_are_one_question_with_the_others_under_it() -> None:
    (one,) = gathered([question("citation", line) for line in (9, 3, 5, 7)])
    assert one.line == 3
    assert [each.line for each in one.alike] == [5, 7, 9]
    assert len(gathered([question("citation", line) for line in (3, 5, 7)])) == 3


def test_fields_are_asked_one_by_one_and_the_title_first() -> None:
    fields = [question(DoubtKind.FIELD_SHAPE, line) for line in (2, 3, 4, 5)]
    asked = gathered([question("pairs", 1), *fields, question(DoubtKind.TITLE, 9)])
    assert [q.code for q in asked] == ["title", *["field-shape"] * 4, "pairs"]


def test_a_torn_place_is_asked_about_once() -> None:
    made = report.make(raw(TORN), cleaned(TORN))
    asked = [q for q in made.questions if q.line in (9, 10) and q.code in ("block-end", "block-start", "paragraph")]
    assert len(asked) == 1
    assert len([d for d in made.doubts if d.line in (9, 10)]) > 1


def test_the_entries_of_a_gathered_question_silence_the_whole_place() -> None:
    made = report.make(raw(TORN), cleaned(TORN))
    decisions = "\n".join(a.toml for q in made.asked for a in q.answers if a.says == RIGHT)
    again = report.make(raw(TORN), cleaned(TORN, decisions))
    assert not [q for q in again.questions if q.code in ("block-end", "block-start", "paragraph")]


def test_the_page_and_the_json_hold_the_like_cases_too() -> None:
    lines = "".join(f"{n}.2011年的资料保存在各国的档案里，可以核对。\n" for n in range(1, 6))
    made = report.make(raw("区域合作的制度供给\n张文\n" + lines), cleaned("区域合作的制度供给\n张文\n" + lines))
    (one,) = [q for q in made.questions if q.alike]
    data = next(q for q in json.loads(report.as_json(made))["questions"] if q["alike"])
    assert [each["line"] for each in data["alike"]] == [each.line for each in one.alike]
    assert f"{len(one.alike)} more places like this one" in report_html.render(made)
