"""What the comparison of two revisions says."""

from __future__ import annotations

import json

from benchmarks.cleaning.diff import as_json, shown, table
from benchmarks.cleaning.records import Record


def _two() -> tuple[dict[str, Record], dict[str, Record]]:
    before = [
        Record("text/1", {"notes": "silent:1of1"}, {"rule space": 5, "doubt title": 1}),
        Record("text/2", {"title": "right"}, {"rule space": 2}),
    ]
    after = [
        Record("text/1", {"notes": "right"}, {"rule space": 5}),
        Record("text/2", {"title": "silent:1of1"}, {"rule space": 1, "finding CLN-011": 1}),
        Record("text/3", {"title": "right"}, {"rule space": 9}),
    ]
    return {r.name: r for r in before}, {r.name: r for r in after}


def test_what_fired_otherwise_is_listed_and_the_rest_counted() -> None:
    assert table({"a": 3, "b": 1, "c": 2}, {"a": 3, "b": 5, "c": 1}) == [
        f"{'b':<32}{1:>8}{5:>8}{4:>+8}",
        f"{'c':<32}{2:>8}{1:>8}{-1:>+8}",
    ]
    assert len(table({"a": 3}, {"a": 3}, every=True)) == 1


def test_texts_that_one_side_doesnt_have_count_for_nothing() -> None:
    lines = shown(*_two())
    assert any(line.split() == ["rule", "space", "7", "6", "-1"] for line in lines)
    assert lines[-1] == "2 texts: 1 better, 1 worse, 0 otherwise different"


def test_the_worse_text_comes_first_with_its_field() -> None:
    lines = shown(*_two())
    assert lines.index("WORSE  text/2: title right → silent:1of1") < lines.index(
        "better text/1: notes silent:1of1 → right"
    )


def test_a_long_answer_is_cut_to_a_screen() -> None:
    many = {f"rule r{n:02}": n + 1 for n in range(60)}
    before, after = ({"t": Record("t", {}, fired)} for fired in ({}, many))
    assert len(shown(before, after)) < 35
    assert len(shown(before, after, every=True)) > 60


def test_machines_get_everything() -> None:
    told = json.loads(as_json(*_two()))
    assert told["fired"]["finding CLN-011"] == {"before": 0, "after": 1}
    assert {"name": "text/1", "better": True, "fields": {"notes": ["silent:1of1", ""]}} in told["texts"]
