"""What SECURITY.md promises is held by what it names: every promise has its tests, and what a reader may run is there."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "SECURITY.md").read_text("utf-8")
PROMISES = dict(re.findall(r"^\| (.+?) \| (.*`.*`.*) \|$", TEXT.partition("## What we promise")[2], re.MULTILINE))
_MARKED = re.compile(r"`([^`]+)`")


def named(words: str) -> list[str]:
    return _MARKED.findall(words)


def test_the_page_has_its_promises():
    assert len(PROMISES) == TEXT.partition("## What we promise")[2].count("\n| ") - 2  # the table's head and its line


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise[:40])
def test_every_promise_is_held_by_tests_that_are_there(promise: str):
    tests = [ROOT / name for name in named(PROMISES[promise]) if name.startswith("tests/")]
    assert tests, promise
    for place in tests:
        files = [place] if place.is_file() else sorted(place.glob("test_*.py"))
        assert any(re.search(r"^def test_", file.read_text("utf-8"), re.MULTILINE) for file in files), place


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`(python -m [\w.]+|make \w+)", TEXT))))
def test_what_a_reader_may_run_is_there(command: str):
    *how, name = command.split()
    if how == ["make"]:
        assert re.search(rf"^{name}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    else:
        assert find_spec(name)


def test_every_file_and_folder_that_the_page_names_is_there():
    paths = [name for name in named(TEXT) if "/" in name and " " not in name]
    assert [name for name in paths if not list(ROOT.glob(name))] == []
