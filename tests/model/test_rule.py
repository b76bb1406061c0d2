"""The ledger's rules: one table that the report, the gate and the cleaner share."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import sco_pub
from sco_pub.model.rule import REPAIRING, Rule, RuleClass, class_of

CODE = Path(sco_pub.__file__).parent
# What takes a rule, and which of its arguments it is (counted from the end).
TAKES = {"Edit": -1, "RawEdit": -1, "Dropped": -1, "sub": -1, "_tidy": -1}


def test_a_changed_letter_is_shown_as_a_code_point_and_not_as_a_space() -> None:
    assert {Rule.LOOK_ALIKE.kind, Rule.COMPOSED.kind} == {RuleClass.POINTS}
    assert Rule.MIDDLE_DOT.kind is RuleClass.MARKS


def test_no_rule_for_spaces_marks_or_furniture_may_change_a_letter() -> None:
    kinds = {rule.kind for rule in REPAIRING}
    assert kinds == {
        RuleClass.EDITOR,
        RuleClass.POINTS,
        RuleClass.PICTURES,
        RuleClass.NOTES,
        RuleClass.LABELS,
    }


def test_a_change_by_several_rules_is_in_the_weightiest_class() -> None:
    assert class_of((Rule.SPACE, Rule.YI_POINT, Rule.WIDTH)) is RuleClass.POINTS
    assert class_of((Rule.LINE_JOIN, Rule.CORRECTION)) is RuleClass.EDITOR


@pytest.mark.parametrize("rule", Rule)
def test_each_rule_says_in_one_sentence_what_it_does_and_whence_it_is(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule)
    assert re.fullmatch(r"[A-Z续][^.]*(\.[a-z][^.]*)*\.", rule.says), "one sentence"
    assert rule.source


def _calls() -> Iterator[tuple[Path, ast.Call, str]]:
    for path in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield path, node, getattr(node.func, "id", getattr(node.func, "attr", ""))


def test_no_rule_is_written_as_a_loose_string() -> None:
    for path, call, name in _calls():
        inside = path.is_relative_to(CODE / "clean") or path.is_relative_to(CODE / "lexicon")
        if inside and name in TAKES and len(call.args) > 2:
            last = call.args[TAKES[name]]
            owner = getattr(getattr(call.func, "value", None), "id", "")
            loose = isinstance(last, ast.Constant) and isinstance(last.value, str) and owner != "re"
            assert not loose, f"{path.name}:{call.lineno}"


def test_each_rule_is_used() -> None:
    code = "\n".join(path.read_text("utf-8") for path in CODE.rglob("*.py"))
    assert [rule.name for rule in Rule if f"Rule.{rule.name}" not in code] == []
