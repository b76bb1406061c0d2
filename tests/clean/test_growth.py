"""Twice a long line is about twice the work for every pattern of the rules that read whole lines; steps are counted, no time.

``python -m benchmarks.cleaning.growth`` measures the time of the whole cleaner on such lines, up to a million signs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from sco_pub.clean import set_blocks
from sco_pub.clean.codepoints import gbk_shift, homoglyphs
from sco_pub.clean.front import find_front, title_by_type_size
from sco_pub.clean.furniture import folios
from sco_pub.clean.ledger.draft import Draft
from sco_pub.clean.typography import conventions, punctuation, typography
from sco_pub.lexicon import addresses, mastheads, note_marks
from sco_pub.model.text import Range
from tests.regex_steps import steps

SIGNS, LESS = 96, 48
MOST = 2.6  # 1.3 times linear, for twice the length
UNITS = (
    "a", "A", "я", "1", "上", " ", "\u3000", "\n", ".", "。", ",", "，", ";", "…", "-", "—", "/", "@", ":", "*", "#", "①", "[1]", "(", "（",
    "〔[（", "《", "“", '"', "园", "第", "a@", "ab-", "1.", "1 ", "0, 000", "\u300000%", "http://", "http:/", "- ", "上 ", "aЯ",
)  # fmt: skip
ALONE = {
    "homoglyphs": homoglyphs._WORD,
    "digits for hanzi": gbk_shift._SURE,
    "an address that stops": addresses.STOPS_AT_QUERY,
    "an address that runs": addresses.RUNS_TO_END,
    "an address in two": addresses.PARTED,
    "a query": addresses.QUERY_AT_END,
    "a stop": addresses.STOP_AT_END,
    "mail": addresses.MAIL_WHOLE,
    "mail at the end": find_front._MAIL_LAST,
    "mail of an author": title_by_type_size._MAIL,
    "an issue": mastheads.ISSUE,
    "a folio's marks": folios._FOLIO_MARKS,
    "marks beside": re.compile(f"(?:{note_marks.BESIDE_MARK})$"),
}
_CONVENTIONS = conventions.Conventions.of("")
RULES: dict[str, Callable[[Draft], object]] = {
    "signs for marks": punctuation.substitutes,
    "marks of Chinese": punctuation.full,
    "dashes": lambda draft: punctuation.dashes(draft, chinese=True),
    "dashes of others": lambda draft: punctuation.dashes(draft, chinese=False),
    "line ends": lambda draft: typography.join_lines(draft, _CONVENTIONS),
    "numbers": lambda draft: typography.numbers(draft, _CONVENTIONS),
    "spaces": typography.spaces,
    "codes": typography._code,
    "keywords": lambda draft: set_blocks._separators(draft, "keywords"),
}
TEXT = "上海 A-b，12 000年 ( x ) ; 合作\n1,2"  # something of everything, so that each rule asks for all its patterns


def patterns(monkeypatch: pytest.MonkeyPatch, rule: Callable[[Draft], object]) -> list[re.Pattern[str]]:
    """Those that a rule looks for in a text."""
    asked: dict[re.Pattern[str], None] = {}

    def noted(name: str) -> Callable[..., Any]:
        real = getattr(re, name)

        def called(pattern: str | re.Pattern[str], *args: Any, **flags: Any) -> Any:
            asked[re.compile(pattern, flags.get("flags", 0))] = None
            return real(pattern, *args, **flags)

        return called

    with monkeypatch.context() as patched:
        for name in ("finditer", "search", "sub", "findall"):
            patched.setattr(re, name, noted(name))
        of_draft = Draft.sub
        patched.setattr(
            Draft, "sub", lambda draft, pattern, *rest: asked.setdefault(pattern) or of_draft(draft, pattern, *rest)
        )
        rule(Draft(TEXT, [Range(0, len(TEXT))]))
    return list(asked)


def too_much(pattern: re.Pattern[str]) -> Iterator[tuple[str, float]]:
    for unit in UNITS:
        less, more = (steps(pattern, "上" + unit * (signs // len(unit)) + "合") for signs in (LESS, SIGNS))
        if more > MOST * less:
            yield unit, round(more / less, 2)


@pytest.mark.parametrize("name", ALONE)
def test_a_pattern_s_work_grows_with_the_length(name):
    assert list(too_much(ALONE[name])) == []


@pytest.mark.parametrize("name", RULES)
def test_the_work_of_a_rule_s_patterns_grows_with_the_length(monkeypatch, name):
    found = patterns(monkeypatch, RULES[name])
    assert found
    assert {pattern.pattern: worst for pattern in found if (worst := list(too_much(pattern)))} == {}


def test_the_count_sees_what_grows_with_the_square():
    assert dict(too_much(re.compile("a+b")))["a"] > 3.5
    assert list(too_much(re.compile("(?<!a)a+b"))) == []
