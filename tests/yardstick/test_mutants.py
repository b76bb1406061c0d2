"""One-place changes to code: which there are, and that a sample stays the same."""

from __future__ import annotations

from benchmarks.mutation.mutants import Mutant, of_source, sample

_SOURCE = '''
"""A module."""
LIMIT = 0.5


def ends(text: str, least: int = 3, *, strict: bool = False) -> bool:
    if len(text) < least and text:
        return False
    names = [word for word in text.split() if word != "甲"]
    return f"{len(names) + 2}" == "" or bool(zip(names, names, strict=True))
'''


def _mutants() -> list[Mutant]:
    return list(of_source(_SOURCE.encode(), "a.py"))


def test_every_kind_of_place_is_found_and_every_mutant_compiles() -> None:
    mutants = _mutants()
    assert {m.kind for m in mutants} == {"number", "operand", "comparison", "condition", "flag"}
    for mutant in mutants:
        made = mutant.applied(_SOURCE.encode())
        assert made != _SOURCE.encode()
        compile(made, "a.py", "exec")


def test_a_mutant_names_its_function_and_what_becomes_of_what() -> None:
    keys = {m.key for m in _mutants()}
    assert "a.py:: number: 0.5 → 0.75" in keys
    assert "a.py::ends number: 3 → 4" in keys
    assert "a.py::ends comparison: len(text) < least → (len(text) >= least)" in keys
    assert "a.py::ends operand: len(text) < least and text → (len(text) < least)" in keys
    assert "a.py::ends condition: word != '甲' → (not word != '甲')" in keys


def test_wording_annotations_and_what_only_asserts_are_left_alone() -> None:
    told = [m.key for m in _mutants()]
    assert not any("2 → 3" in key for key in told)  # inside an f-string
    assert sum(m.kind == "flag" for m in _mutants()) == 2  # the default and the returned False; not zip's strict


def test_a_sample_is_the_same_for_the_same_seed_and_hardly_moves_when_another_function_changes() -> None:
    first = sample(_mutants(), "measure", 5)
    assert first == sample(_mutants(), "measure", 5)
    assert first != sample(_mutants(), "mend", 5)
    longer = list(of_source((_SOURCE + "\n\ndef more(a: int) -> int:\n    return a + 7\n").encode(), "a.py"))
    assert len({m.key for m in sample(longer, "measure", 5)} & {m.key for m in first}) >= 4
