"""What stands before any change, recorded once for a state of the code: ``python -m benchmarks.mutation.recorded FILE TEXTS PDFS REAL``.

For each of the yardstick's texts: its bytes, the digests of what the code makes of it, how long that takes, and which lines it runs.
For each test of the rooms concerned: how long it takes, and which lines it runs.  Lines are coverage.py's, one context for a text
or a test; what a test before has left in a cache would hide lines, so caches are emptied between them.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import hashlib
import io
import pickle
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import coverage
import pytest

# Left aside: what draws texts at random, what measures time, and the cases, which are among the texts; of the tests of PDFs all that
# need other people's programs, read pictures or ask a process of their own.
_ASIDE = ("tests/clean/test_properties.py", "tests/clean/test_growth.py", "tests/clean/test_cases.py")
_TESTS = (
    "tests/clean", "tests/layout", "tests/lexicon", "tests/structure", "tests/edge/pdf/test_shapes.py",
    "tests/edge/pdf/test_layouts.py", "tests/edge/pdf/test_regions.py", "tests/edge/pdf/test_read.py", "tests/edge/test_manuscript.py",
)  # fmt: skip
# The last: what is loaded before the fork (hypothesis) can't be rewritten any more, and needn't be.
QUIET = ("-q", "-n", "0", "-p", "no:cacheprovider", "--no-header", "-W", "ignore::pytest.PytestAssertRewriteWarning")
_SHARED = 'scope="module"'  # what one test of such a file sets up is looked at by all of them


@dataclass(frozen=True, slots=True)
class Seen:
    """A text or a test: how long it takes, and the lines that it runs, by file below the root."""

    name: str
    seconds: float
    lines: dict[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Text:
    """``data``: a text layer's bytes, or a PDF's; ``made``: the digest of what comes of it."""

    seen: Seen
    data: bytes
    made: str


@dataclass(slots=True)
class Recorded:
    """Everything, the quick ones first; ``begun``: lines that run when a module is loaded."""

    texts: list[Text] = field(default_factory=list)
    tests: list[Seen] = field(default_factory=list)
    begun: dict[str, frozenset[int]] = field(default_factory=dict)


def digest(name: str, data: bytes) -> str:
    """What comes of a text, told apart by the byte: the digests of the yardstick's line."""
    from benchmarks.mutation import texts  # the code under test isn't loaded before it may be another

    return texts.digest(name, data)


def empty_caches() -> None:
    """Nothing that an earlier text or test has worked out is left."""
    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper) and each.__module__.partition(".")[0] == "sco_pub":
            each.cache_clear()


class _Watch:
    """As a plugin of pytest: one context for each test, and its time."""

    def __init__(self, cover: coverage.Coverage) -> None:
        self.cover = cover
        self.seconds: dict[str, float] = {}
        self.failed: list[str] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        empty_caches()
        self.cover.switch_context(item.nodeid)
        began = time.process_time()
        result = yield
        self.seconds[item.nodeid] = time.process_time() - began
        self.cover.switch_context("")
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)


def _lines(cover: coverage.Coverage, root: Path) -> dict[str, dict[str, set[int]]]:
    """By context and file."""
    found: dict[str, dict[str, set[int]]] = {}
    data = cover.get_data()
    for file in data.measured_files():
        path = Path(file).relative_to(root).as_posix()
        for line, contexts in data.contexts_by_lineno(file).items():
            for context in contexts:
                found.setdefault(context, {}).setdefault(path, set()).add(line)
    return found


def _seen(name: str, seconds: float, lines: dict[str, dict[str, set[int]]]) -> Seen:
    return Seen(name, seconds, {path: frozenset(some) for path, some in lines.get(name, {}).items()})


def _together(tests: list[Seen], root: Path) -> list[Seen]:
    """Tests of files that share what they look at run the same lines."""
    shared: dict[str, dict[str, frozenset[int]]] = {}
    for test in tests:
        file = test.name.partition("::")[0]
        if _SHARED in (root / file).read_text(encoding="utf-8"):
            lines = shared.setdefault(file, {})
            lines.update({path: lines.get(path, frozenset()) | some for path, some in test.lines.items()})
    return [Seen(t.name, t.seconds, shared.get(t.name.partition("::")[0], t.lines)) for t in tests]


def record(texts: int, pdfs: int, real: int) -> Recorded:
    """In a process that hasn't loaded the code; the folder is the root of a copy of it."""
    root = Path.cwd()
    include = [f"{root}/sco_pub/{room}/*" for room in ("clean", "layout", "lexicon")]
    cover = coverage.Coverage(data_file=None, include=include, config_file=False)
    cover.start()
    from benchmarks.mutation.texts import given

    made = []
    for name, data in given(texts, pdfs, real):
        empty_caches()
        cover.switch_context(name)
        began = time.process_time()
        result = digest(name, data)
        made.append((name, data, result, time.process_time() - began))
        cover.switch_context("")
    watch = _Watch(cover)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = pytest.main([*QUIET, *(f"--ignore={path}" for path in _ASIDE), *_TESTS], [watch])
    cover.stop()
    if not watch.seconds or code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        raise SystemExit(f"The tests can't be run.\n{out.getvalue()[-2000:]}")
    for name in watch.failed:
        print(f"left aside, for it fails before any change: {name}", flush=True)
        watch.seconds.pop(name, None)
    lines = _lines(cover, root)
    tests = _together([_seen(name, seconds, lines) for name, seconds in watch.seconds.items()], root)
    return Recorded(
        [Text(_seen(name, seconds, lines), data, result) for name, data, result, seconds in made],
        sorted(tests, key=lambda test: test.seconds),
        {path: frozenset(some) for path, some in lines.get("", {}).items()},
    )


def key(root: Path, names: tuple[str, ...]) -> str:
    """The same as long as nothing changes that could be recorded otherwise."""
    whole = hashlib.sha256()
    for name in names:
        for path in sorted((root / name).rglob("*")) if (root / name).is_dir() else [root / name]:
            if path.is_file() and "__pycache__" not in path.parts:
                whole.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes())
    return whole.hexdigest()[:16]


if __name__ == "__main__":
    from benchmarks.mutation import recorded as self  # under its own name, so that the classes can be read back

    Path(sys.argv[1]).write_bytes(pickle.dumps(self.record(*map(int, sys.argv[2:]))))
