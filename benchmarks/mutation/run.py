"""How many one-place changes to the cleaner's rules would be seen: ``python -m benchmarks.mutation.run``.

A sample of mutants of ``clean/``, ``layout/`` and ``lexicon/`` (benchmarks.mutation.mutants) is put into a copy of the code, one after
another.  It is killed when the yardstick's texts come out otherwise by a byte (cases, generated articles and PDFs; not the
real ones, which no fresh clone has), or else when a test of its own room fails.  Prints who killed each, the survivors with their
places, and the score: killed of all that aren't equivalent.

``equivalent.txt`` lists mutants that change nothing anybody could see, judged by hand, each with its reason: ``key: why``.
The default seed is for measuring; look at the survivors of another (``--seed mend``) to write tests.  Not part of ``make test``.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from benchmarks.mutation.mutants import Mutant, every, sample

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("sco_pub/clean", "sco_pub/layout", "sco_pub/lexicon")
TEXTS, PDFS = 60, 10  # the yardstick's; fewer are quicker, and kill a little less
EQUIVALENT = Path(__file__).with_name("equivalent.txt")
# Left aside: what draws texts at random, what needs other people's programs, and the cases, which are among the texts.
_ASIDE = ("tests/clean/test_properties.py", "tests/edge/pdf/test_makers.py", "tests/clean/test_cases.py")
_OF_PAGES = ("tests/layout", "tests/edge/pdf/test_shapes.py", "tests/edge/pdf/test_layouts.py")
_BESIDE = ("tests", "benchmarks")
_PYTEST = ("-q", "-n", "0", "-p", "no:cacheprovider")
# What every mutant's process needs and no mutant changes: loaded once, then forked.
_LOADED = (
    "benchmarks.mutation.run", "fontTools.subset", "pikepdf", "lxml.html", "pypdfium2", "rapidfuzz", "yaml", "hypothesis",
    "PIL.Image", "cattrs", "babel", "click", "rich.progress",
)  # fmt: skip
_LONG = 1200  # seconds for a mutant: an endless loop is seen too


@dataclass(frozen=True, slots=True)
class Fate:
    """``by``: who killed it; empty for a survivor."""

    mutant: Mutant
    by: str
    seconds: float


def fate(work: Path, mutant: Mutant) -> Fate:
    """What becomes of one mutant; in a process of its own, whose code is the mutant's."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(dir=work) as folder:
        tree = Path(folder)
        for name in (*_BESIDE, "source", "pyproject.toml"):
            (tree / name).symlink_to(work / "code" / name)
        shutil.copytree(work / "code" / "sco_pub", tree / "sco_pub")
        target = tree / mutant.path
        target.write_bytes(mutant.applied(target.read_bytes()))
        os.chdir(tree)
        sys.path[:0] = [str(tree)]
        signal.signal(signal.SIGALRM, _too_long)
        signal.alarm(_LONG)
        try:
            by = _seen_by_texts(work, mutant) or _seen_by_tests(mutant)
        except BaseException as error:  # whatever a mutant does (a loop without end, an import that fails), it is seen
            by = f"{type(error).__name__}"
        finally:
            signal.alarm(0)
            os.chdir(work)
    return Fate(mutant, by, time.perf_counter() - began)


def _too_long(*_: object) -> None:
    raise TimeoutError


def _seen_by_texts(work: Path, mutant: Mutant) -> str:
    """The first text that comes out otherwise, of those that call the function."""
    texts = importlib.import_module("benchmarks.mutation.texts")
    seen: str = texts.first_other(work / "texts.pickle", mutant.path, mutant.function)
    return seen


def _seen_by_tests(mutant: Mutant) -> str:
    """The first test of the mutant's room that fails."""
    room = Path("tests", *Path(mutant.path).parts[1:-1])
    tests = _OF_PAGES if room == Path("tests/layout") else (str(room),)
    first = _First()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = pytest.main([*_PYTEST, "-x", *(f"--ignore={path}" for path in _ASIDE), *tests], [first])
    return first.failed or ("tests" if code else "")


class _First:
    """Remembers the first test that fails."""

    failed = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid.rpartition("/")[2]


def _run(tree: Path, command: Sequence[str]) -> None:
    environment = os.environ | {"PYTHONPATH": str(tree)}
    done = subprocess.run(command, cwd=tree, env=environment, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"Before any change this fails: {' '.join(command)}\n{done.stdout}{done.stderr}")


def fates(mutants: Sequence[Mutant], cores: int, texts: int, pdfs: int) -> Iterator[Fate]:
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        work = Path(folder)
        for name in ("sco_pub", "source", *_BESIDE):  # a copy: who works in the tree meanwhile changes nothing
            shutil.copytree(ROOT / name, work / "code" / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", work / "code")
        command = [sys.executable, "-m", "benchmarks.mutation.texts", str(work / "texts.pickle"), str(texts), str(pdfs)]
        _run(work / "code", command)
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(list(_LOADED))
        with context.Pool(cores, maxtasksperchild=1) as pool:
            yield from pool.imap_unordered(partial(fate, work), mutants)


def equivalent() -> dict[str, str]:
    """Mutants that change nothing to be seen, each with the reason."""
    lines = EQUIVALENT.read_text(encoding="utf-8").splitlines() if EQUIVALENT.is_file() else []
    pairs = (line.rsplit(" :: ", 1) for line in lines if line.strip() and not line.startswith("#"))
    return {key.strip(): why.strip() for key, why in pairs}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", default="measure")
    parser.add_argument("--only", default="", help="mutants whose path begins so")
    parser.add_argument("--key", action="append", default=[], help="this mutant, by its key, instead of a sample")
    parser.add_argument("--list", action="store_true", help="only show the sample")
    parser.add_argument("--cores", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--texts", type=int, default=TEXTS, help="generated articles, of the yardstick's")
    parser.add_argument("--pdfs", type=int, default=PDFS)
    parser.add_argument("--json", type=Path, help="write the fates to this file too")
    options = parser.parse_args()
    mutants = [mutant for mutant in every(ROOT, FOLDERS) if mutant.path.startswith(options.only)]
    wanted = [m for m in mutants if m.key in options.key] or sample(mutants, options.seed, options.count)
    known, given = equivalent(), (options.cores, options.texts, options.pdfs)
    if options.list:
        print("\n".join(f"{mutant.path}:{mutant.line} {mutant.key}" for mutant in wanted))
        return
    found = []
    for one in fates([mutant for mutant in wanted if mutant.key not in known], *given):
        found.append(one)
        print(
            f"{one.by or 'SURVIVED':<45} {one.seconds:4.0f} s  {one.mutant.path}:{one.mutant.line}  {one.mutant.key}",
            flush=True,
        )
    killed = [one for one in found if one.by]
    same = len(wanted) - len(found)
    by_texts = sum("/" in one.by for one in killed)
    print(
        f"\n{len(killed)} of {len(found)} killed ({len(killed) / max(1, len(found)):.0%}): {by_texts} by the yardstick's texts, "
        f"{len(killed) - by_texts} by tests; {same} of {len(wanted)} are equivalent; {len(mutants)} mutants in all"
    )
    if options.json:
        data = [{"key": one.mutant.key, "line": one.mutant.line, "by": one.by} for one in found]
        options.json.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
