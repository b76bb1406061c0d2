"""The inputs of benchmarks.hostile, which are run by hand."""

from __future__ import annotations

from collections import Counter

from benchmarks.hostile.run import everything


def test_every_case_has_a_name_of_its_own_so_that_none_is_run_for_another() -> None:
    assert [name for name, count in Counter(case.name for case in everything()).items() if count > 1] == []
