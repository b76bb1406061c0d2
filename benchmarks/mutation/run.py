"""How many one-place changes to the cleaner's rules would be seen: ``python -m benchmarks.mutation.run``.

A sample of mutants of ``clean/``, ``layout/`` and ``lexicon/`` (benchmarks.mutation.mutants) takes the place of the code, one after
another.  It is killed when one of the yardstick's texts comes out otherwise by a byte (pages, cases, generated articles and PDFs; with ``--real`` the
shortest of the real ones too, where their folder is), or else when a test fails.  Prints who killed each, the survivors with their
places, and the score: killed of all that aren't equivalent.

What the code makes as it is, and which lines each text and test runs, is recorded once for a state of the code and kept in
``build/mutation/`` (benchmarks.mutation.recorded).  A mutant is shown only to the texts and tests that run its line, the quick ones
first, up to the first that differs, in a process forked from one that has loaded everything but the code.

``equivalent.txt`` lists mutants that change nothing anybody could see, judged by hand, each with its reason: ``key :: why``.
The default seed is for measuring; look at the survivors of another (``--seed mend``) to write tests.  Not part of ``make test``.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import importlib.abc
import importlib.util
import io
import json
import multiprocessing
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType

import pytest

from benchmarks.mutation import recorded
from benchmarks.mutation.mutants import Mutant, every, sample
from benchmarks.mutation.recorded import QUIET, Recorded, Seen

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("sco_pub/clean", "sco_pub/layout", "sco_pub/lexicon")
TEXTS, PDFS = 60, 10  # all that the yardstick has
EQUIVALENT = Path(__file__).with_name("equivalent.txt")
_COPIED = ("sco_pub", "source", "tests", "benchmarks", "pyproject.toml", "NOTICE", "LICENSE")
# What every mutant's process needs and no mutant changes: loaded once, then forked.
_LOADED = (
    "benchmarks.mutation.run", "fontTools.subset", "pikepdf", "lxml.html", "pypdfium2", "rapidfuzz", "yaml", "hypothesis",
    "PIL.Image", "cattrs", "babel", "click", "rich.progress", "numpy",
)  # fmt: skip
_SLOWER, _MORE = (
    10,
    30,
)  # a mutant may take so many times as long as the code as it is, and so many seconds, of the processor


@dataclass(frozen=True, slots=True)
class Fate:
    """``by``: who killed it; empty for a survivor.  ``shown``: how many texts and tests it was shown to at most."""

    mutant: Mutant
    by: str
    seconds: float
    shown: int


class _InPlace(importlib.abc.MetaPathFinder):
    """Finds the mutant where the module that it changes is asked for."""

    def __init__(self, mutant: Mutant, tree: Path) -> None:
        self.name = mutant.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        self.file = str(tree / mutant.path)
        self.mutant = mutant

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        if name != self.name:
            return None
        return importlib.util.spec_from_file_location(name, self.file, loader=_Loader(name, self.file, self.mutant))


class _Loader(SourceFileLoader):
    def __init__(self, name: str, file: str, mutant: Mutant) -> None:
        super().__init__(name, file)
        self.mutant = mutant

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.mutant.applied(Path(self.path).read_bytes()), self.path, "exec", dont_inherit=True)


@cache
def _record(file: Path) -> Recorded:
    found: Recorded = pickle.loads(file.read_bytes())
    return found


def fate(tree: Path, record: Path, mutant: Mutant) -> Fate:
    """What becomes of one mutant; in a process of its own, which has not loaded the code yet."""
    began = time.process_time()
    known = _record(record)
    texts = [text for text in known.texts if _concerned(text.seen, mutant, known)]
    tests = [test for test in known.tests if _concerned(test, mutant, known)]
    expected = sum(text.seen.seconds for text in texts) + sum(test.seconds for test in tests)
    os.chdir(tree)
    sys.path[:0] = [str(tree)]
    sys.meta_path.insert(0, _InPlace(mutant, tree))
    signal.signal(signal.SIGPROF, _too_long)
    signal.setitimer(signal.ITIMER_PROF, _SLOWER * expected + _MORE)
    try:
        changed = (text.seen.name for text in texts if recorded.digest(text.seen.name, text.data) != text.made)
        by = next(changed, "") or _seen_by_tests(tests)
    except BaseException as error:  # whatever a mutant does (a loop without end, an import that fails), it is seen
        by = f"{type(error).__name__}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return Fate(mutant, by, time.process_time() - began, len(texts) + len(tests))


def _too_long(*_: object) -> None:
    raise TimeoutError


def _concerned(seen: Seen, mutant: Mutant, known: Recorded) -> bool:
    """Whether a text or a test runs the mutant's line; what runs when the module is loaded may concern all."""
    if mutant.line in known.begun.get(mutant.path, ()):
        return True
    return mutant.line in seen.lines.get(mutant.path, ())


def _seen_by_tests(tests: Sequence[Seen]) -> str:
    """The first test that fails, of those that run the mutant's line."""
    if not tests:
        return ""
    files = dict.fromkeys(test.name.partition("::")[0] for test in tests)
    first = _First({test.name: number for number, test in enumerate(tests)})
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = pytest.main([*QUIET, "-x", *files], [first])
    return first.failed or ("tests" if code else "")


class _First:
    """Runs the tests that are wanted, by file, the quick ones first; remembers the first that fails."""

    def __init__(self, wanted: dict[str, int]) -> None:
        self.wanted = wanted
        self.failed = ""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        kept = sorted((item for item in items if item.nodeid in self.wanted), key=lambda i: self.wanted[i.nodeid])
        files = list(dict.fromkeys(item.nodeid.partition("::")[0] for item in kept))
        items[:] = sorted(kept, key=lambda item: files.index(item.nodeid.partition("::")[0]))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid.rpartition("/")[2]


def prepared(texts: int, pdfs: int, real: int, *, anew: bool = True) -> tuple[Path, Path]:
    """A copy of the code (who works in the tree meanwhile changes nothing), and what was recorded of it."""
    kept = ROOT / "build" / "mutation"
    work = kept / f"{recorded.key(ROOT, _COPIED)}-{texts}-{pdfs}-{real}"
    if not anew:
        work = next(kept.glob("*/recorded.pickle")).parent
    tree, record = work / "code", work / "recorded.pickle"
    if not record.is_file():
        shutil.rmtree(kept, ignore_errors=True)
        for name in _COPIED:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            copy(ROOT / name, tree / name)
        from benchmarks.cleaning.records import (
            REAL,
            real_folder,
        )  # it loads the code, which mutants' processes must not have

        part = record.with_suffix(".part")
        command = [sys.executable, "-m", "benchmarks.mutation.recorded", str(part), str(texts), str(pdfs), str(real)]
        environment = os.environ | {"PYTHONPATH": str(tree), REAL: str(real_folder() or "")}
        if subprocess.run(command, cwd=tree, env=environment, check=False).returncode:
            raise SystemExit("The code as it is fails.")
        part.rename(record)
    return tree, record


def fates(mutants: Sequence[Mutant], cores: int, tree: Path, record: Path) -> Iterator[Fate]:
    os.environ.setdefault("PYTHONWARNINGS", "ignore::RuntimeWarning:runpy")  # every process preloads this module
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(_LOADED))
    with context.Pool(cores, maxtasksperchild=1) as pool:
        yield from pool.imap_unordered(partial(fate, tree, record), mutants)


def _unchanged(mutant: Mutant) -> Mutant:
    """A mutant that changes nothing: whoever kills it would kill any."""
    return replace(mutant, kind="none", start=0, end=0, before="", after="")


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
    parser.add_argument("--real", type=int, default=0, help="so many of the real articles")
    parser.add_argument("--json", type=Path, help="write the fates to this file too")
    parser.add_argument("--as-recorded", action="store_true", help="the code as it was last recorded, not as it is now")
    options = parser.parse_args()
    tree, record = (
        (ROOT, ROOT)
        if options.list
        else prepared(options.texts, options.pdfs, options.real, anew=not options.as_recorded)
    )
    mutants = [mutant for mutant in every(tree, FOLDERS) if mutant.path.startswith(options.only)]
    wanted = [m for m in mutants if m.key in options.key] or sample(mutants, options.seed, options.count)
    known = equivalent()
    if options.list:
        print("\n".join(f"{mutant.path}:{mutant.line} {mutant.key}" for mutant in wanted))
        return
    if by := next(fates([_unchanged(wanted[0])], 1, tree, record)).by:
        raise SystemExit(
            f"The code as it is would be taken for a mutant and killed by {by}: no figure would mean anything."
        )
    found = []
    for one in fates([mutant for mutant in wanted if mutant.key not in known], options.cores, tree, record):
        found.append(one)
        print(
            f"{one.by or 'SURVIVED':<45} {one.seconds:4.0f} s {one.shown:5}  {one.mutant.path}:{one.mutant.line}  {one.mutant.key}",
            flush=True,
        )
    killed = [one for one in found if one.by]
    same = len(wanted) - len(found)
    by_texts = sum("/" in one.by for one in killed)
    by_real = sum(one.by.startswith("real/") for one in killed)
    print(
        f"\nseed {options.seed}: {len(killed)} of {len(found)} killed ({len(killed) / max(1, len(found)):.0%}): {by_texts} by the yardstick's texts ({by_real} by real articles alone), "
        f"{len(killed) - by_texts} by tests; {same} of {len(wanted)} are equivalent; {len(mutants)} mutants in all"
    )
    if options.json:
        data = [{"key": one.mutant.key, "line": one.mutant.line, "by": one.by} for one in found]
        options.json.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
