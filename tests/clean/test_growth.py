"""Twice a long line is about twice the work for every pattern of the rules that read whole lines, and twice as many lines are
for the whole cleaner; steps, lines of the program that are run and signs that are copied are counted, no time.

``python -m benchmarks.cleaning.growth`` measures the time of the whole cleaner on such lines, up to a million signs.
"""

from __future__ import annotations

import random
import re
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations, pairwise
from typing import Any

import pytest

from sco_pub.clean import cleaning, set_blocks
from sco_pub.clean.codepoints import gbk_shift, homoglyphs
from sco_pub.clean.front import find_front, title_by_type_size
from sco_pub.clean.furniture import find_pages, folios
from sco_pub.clean.ledger.draft import Draft
from sco_pub.clean.lines import features
from sco_pub.clean.lines.lines import Line
from sco_pub.clean.notes import endnotes, mark_forms, match
from sco_pub.clean.notes.call_likelihood import _best_rising, likeness
from sco_pub.clean.notes.mark_tokens import tokens
from sco_pub.clean.typography import conventions, punctuation, typography
from sco_pub.edge import rawtext
from sco_pub.lexicon import addresses, mastheads, note_marks
from sco_pub.model.text import Band, Geometry, Range
from sco_pub.structure import master
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


# -- work that no pattern does


class Text(str):
    """A text that counts the signs that are copied out of it."""

    copied = 0

    def __getitem__(self, place: Any) -> str:
        part = str.__getitem__(self, place)
        Text.copied += len(part)
        return part


def copied(work: Callable[[Text], object], text: str) -> int:
    Text.copied = 0
    work(Text(text))
    return Text.copied


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of Python a piece of work runs, those of loops in one line with each turn."""
    count = 0

    def traced(_: object, event: str, __: object) -> Any:
        nonlocal count
        count += event == "line"
        return traced

    before = sys.gettrace()
    sys.settrace(traced)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def marks(text: Text) -> object:
    line = Line(0, 0, 0, len(text), len(text), "", text, None, None, blank_before=False)
    found = tokens([line], "circled", [0])
    return [likeness([line], token) for token in found], list(mark_forms.read([line], [0], mark_forms.FORMS))


@pytest.mark.parametrize("unit", ["①", "上①", "[1]", "*", "（1）", "1) "])
def test_marks_on_one_line_are_read_without_copying_the_line_for_each(unit):
    less, more = (copied(marks, unit * (signs // len(unit))) for signs in (2400, 4800))
    assert more <= 2.6 * less


@pytest.mark.parametrize("unit", ["(", "()", "（上）", "( ) ", ")"])
def test_brackets_are_paired_without_copying_the_text_for_each(unit):
    def work(text: Text) -> None:
        draft = Draft(text, [Range(0, len(text))])
        draft.text = text
        punctuation._brackets(draft)

    less, more = (copied(work, "上" + unit * (signs // len(unit))) for signs in (600, 1200))
    assert more <= 2.6 * less


def test_the_best_of_many_rising_numbers_is_found_without_trying_all_pairs():
    values = [n % 400 for n in range(1600)]
    less, more = (lines_run(partial(_best_rising, values[:n], [1.0] * n)) for n in (800, 1600))
    assert more <= 2.6 * less


@pytest.mark.parametrize("seed", range(20))
def test_it_is_the_best(seed):
    rng = random.Random(seed)
    values = [rng.randrange(1, 8) for _ in range(9)]
    scores = [rng.choice((-1.0, 0.5, 1.0, 2.5)) for _ in values]
    chains = [
        c
        for size in range(1, 10)
        for c in combinations(range(9), size)
        if all(a < b for a, b in pairwise([values[i] for i in c]))
    ]
    best = max(sum(scores[i] for i in chain) for chain in chains)
    found = _best_rising(values, scores)
    assert tuple(found) in chains
    assert sum(scores[i] for i in found) == best


LINES = {
    "figures": "{}",
    "one figure": "1",
    "marks": "①①①",
    "words": "上海上",
    "stops": "上。",
    "calls": "上[1]",
    "blanks": " 上",
}


@pytest.mark.parametrize("shape", LINES)
def test_a_text_of_twice_as_many_short_lines_is_twice_the_work(shape):
    def work(count: int) -> None:
        text = "\n".join(LINES[shape].format(n + 1) for n in range(count))
        master.structure(cleaning.clean(rawtext.from_bytes(text.encode(), "raw.txt").value).value)

    work(100)  # what is worked out once
    less, more = (lines_run(partial(work, n)) for n in (220, 440))
    assert more <= 2.6 * less


def test_the_numbers_of_a_text_of_numbers_are_held_against_its_pages_once():
    def work(count: int) -> int:
        lines = [
            Line(n, 2 * n, 2 * n, 2 * n + 1, 2 * n + 2, "", "7", None, None, blank_before=False) for n in range(count)
        ]
        rows = features.table(lines)
        return lines_run(lambda: find_pages.find(rows, [line.number for line in lines]))

    less, more = (work(count) for count in (700, 1400))
    assert more <= 2.6 * less


def test_a_chain_of_folios_is_found_without_writing_down_every_chain_on_the_way():
    lines = [
        Line(n, 2 * n, 2 * n, 2 * n + 1, 2 * n + 2, "", "7", None, None, blank_before=False) for n in range(30_000)
    ]
    rows = features.table(lines)

    def work(count: int) -> int:
        found = {30 * n: folios.Candidate((n,), strong=True, positions=(30 * n,)) for n in range(1, count)}
        tracemalloc.start()
        assert len(folios.sequence(rows, found, None)) == count - 1
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    less, more = (work(count) for count in (250, 500))
    assert more <= 2.6 * less


@pytest.mark.parametrize("what", ["shared", "gaps", "sources"])
def test_the_notes_of_a_list_are_found_without_going_through_all_marks_for_each(what):
    def work(count: int) -> int:
        lines = [
            Line(n, 9 * n, 9 * n, 9 * n + 8, 9 * n + 9, "", f"[{n % 900 + 1}] 上。", None, None, blank_before=False)
            for n in range(count)
        ]
        rest = list(range(count))
        found = tokens(lines, "square", rest)
        assert len(found) == count
        finders: dict[str, Callable[[], object]] = {
            "shared": lambda: endnotes.with_shared(found, found),
            "gaps": lambda: endnotes.in_gaps(lines, rest, found[::2], {t.value for t in found[1::2]}),
            "sources": lambda: match._numbers_sources(lines, rest, found, 0),
        }
        return lines_run(finders[what])

    less, more = (work(count) for count in (400, 800))
    assert more <= 2.6 * less


def test_a_pages_own_notes_end_where_a_mark_stands_elsewhere():
    def line(n: int, page: int, band: Band, *, rule: bool = False) -> Line:
        at = Geometry(50.0, 100.0, 700.0 - 10 * n, 9.0, band=band, rule_above=rule)
        return Line(n, 9 * n, 9 * n, 9 * n + 8, 9 * n + 9, "", f"[{n}] 上。", page, at, blank_before=False)

    foot, text = Band.NOTES, Band.TEXT
    lines = [line(0, 1, text), line(1, 1, foot, rule=True), line(2, 1, foot), line(3, 2, foot), line(4, 2, text)]
    found = tokens(lines, "square", range(1, 5))
    assert list(endnotes.of_page(lines, found, 0)) == [1, 2]
    assert list(endnotes.of_page(lines, found[1:], 0)) == []  # no rule stands above the first
