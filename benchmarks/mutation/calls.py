"""Which functions of the code run while something is done; as a pytest plugin, which run in each file of tests.

A mutant of a function need only be shown to the texts and tests that call the function.  ``pytest -p benchmarks.mutation.calls
--calls FILE`` writes a JSON object: test file → the functions it calls, each as ``path::Class.method``.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

_INNER = re.compile(r"<locals>\.|\.?<(?:lambda|listcomp|setcomp|dictcomp|genexpr|module)>")
_OURS = "/sco_pub/"
_BY_FILE: dict[str, set[str]] = {}


@contextmanager
def watched(into: set[str]) -> Iterator[None]:
    """Adds the functions that are called inside; a function inside another by its dotted name."""
    seen = set()

    def hook(frame: FrameType, event: str, _: Any) -> None:
        if event == "call":
            seen.add(frame.f_code)

    sys.setprofile(hook)
    try:
        yield
    finally:
        sys.setprofile(None)
        for code in seen:
            _, found, rest = code.co_filename.rpartition(_OURS)
            if found:
                into.add(f"sco_pub/{rest}::{_INNER.sub('', code.co_qualname)}")


def concerned(function: str, path: str, called: set[str]) -> bool:
    """Whether what is called has to do with a mutant: its function, or for a module's own lines the module."""
    name = f"{path}::{function}"
    return name in called or any(each.startswith(f"{name}." if function else f"{path}::") for each in called)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--calls", default="")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    into = _BY_FILE.setdefault(item.nodeid.partition("::")[0], set())
    with watched(into):
        yield


def pytest_sessionfinish(session: pytest.Session) -> None:
    found = {name: sorted(called) for name, called in sorted(_BY_FILE.items())}
    Path(session.config.getoption("--calls")).write_text(json.dumps(found), encoding="utf-8")
