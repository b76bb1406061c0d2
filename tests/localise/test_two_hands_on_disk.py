"""The same two hands at files: runs that are killed at any step of any write, and saves by someone else while a run works.

A kill is simulated at the steps by which a file is written (made, written, synchronised, given its rights, renamed, removed): from the
chosen step on nothing more of the run happens, as when a process is gone; a write gets as far as its middle.  A save by someone
else comes at the same steps, up to the last look at the file before it is replaced.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from sco_pub.edge import files
from sco_pub.pipeline import catalogue_tools, catalogues, house
from tests.examples import PROFILE, examples
from tests.localise.test_two_hands import PARAGRAPHS, TwoHands, blocks

FRONT = "---\ntitle: 题目\nlang: zh-CN\n---\n\n"
VERBS = st.sampled_from(("update", "normalise", "migrate", "review"))
STEPS = st.integers(0, 24)


class Killed(BaseException):
    """The process is gone."""


class _Half:
    """A stream whose write stops in the middle, if that is the step."""

    def __init__(self, stream: Any, step: Callable[[], None]) -> None:
        self.stream, self.step = stream, step

    def __enter__(self) -> _Half:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()

    def write(self, data: bytes) -> None:
        try:
            self.step()
        except Killed:
            self.stream.write(data[: len(data) // 2])
            self.stream.flush()
            raise
        self.stream.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


@contextmanager
def stepping(step: Callable[[], None]) -> Iterator[None]:
    """Calls ``step`` before each thing that a write does to the file system."""
    replaced: dict[str, Callable[..., Any]] = {"replace": Path.replace, "unlink": Path.unlink, "chmod": Path.chmod}

    def before(real: Callable[..., Any]) -> Callable[..., Any]:
        def called(*args: Any, **kwargs: Any) -> Any:
            step()
            return real(*args, **kwargs)

        return called

    opened = os.fdopen
    with ExitStack() as stack:
        for name, real in replaced.items():
            stack.enter_context(patch.object(Path, name, before(real)))
        stack.enter_context(patch.object(files.tempfile, "mkstemp", before(tempfile.mkstemp)))
        stack.enter_context(patch.object(files.os, "fsync", before(os.fsync)))
        stack.enter_context(patch.object(files.os, "fdopen", lambda *args: _Half(opened(*args), step)))
        yield


def killing(at: int) -> Callable[[], None]:
    """At that step, and at all that come after it, the process is gone."""
    count = iter(range(1_000_000))

    def step() -> None:
        if next(count) >= at:
            raise Killed

    return step


class TwoHandsOnDisk(TwoHands):
    """``text`` is what stands in the file; the other rules change it as before."""

    @initialize()
    def begin(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="two-hands-"))
        (self.root / "sco_pub.toml").write_text('languages = ["zh", "ru"]\n')
        (self.root / "source" / "p").mkdir(parents=True)
        self.path = self.root / "translations" / "p" / "ru.po"
        self.path.parent.mkdir(parents=True)
        super().begin()

    def teardown(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)

    def laid(self) -> house.Project:
        """What the hands have is in the files."""
        (self.root / "source" / "p" / "master.md").write_text(FRONT + "\n\n".join(self.paragraphs) + "\n")
        self.path.write_bytes(self.text.encode())
        return house.find(self.root)

    def work(self, verb: str) -> None:
        project = self.laid()
        if verb == "update":
            failed = [done.failed for done in catalogues.update_all(project, (), ())]
        elif verb == "normalise":
            failed = [done.failed for done in catalogue_tools.normalise(project, (), (), dry=False)]
        elif verb == "migrate":
            failed = [done.failed for done in catalogue_tools.migrate_all(project, (), (), dry=False)]
        else:
            done = catalogue_tools.record_review(project, (), (), reader="Р", date="2021-01-31", ids=())
            failed = [each.failed for each in done]
        assert failed == [None], failed

    def read_back(self) -> None:
        self.text = self.path.read_bytes().decode()

    @rule()
    def update(self) -> None:
        self.work("update")
        self.read_back()

    @rule(verb=VERBS, at=STEPS)
    def killed(self, verb: str, at: int) -> None:
        with suppress(Killed), stepping(killing(at)):
            self.work(verb)
        self.read_back()

    @rule(verb=VERBS, at=st.integers(0, 4), which=st.integers(0, 30))
    def saved_by_someone_else_meanwhile(self, verb: str, at: int, which: int) -> None:
        mark, count = self.mark(), iter(range(1_000_000))
        saved: list[int] = []

        def step() -> None:
            if next(count) == at and not saved:
                saved.append(1)
                parts = blocks(self.path.read_bytes().decode())
                here = which % len(parts)
                parts[here] = f"# {mark}\n{parts[here]}"
                beside = self.path.with_name(f"{self.path.name}~")
                beside.write_bytes(("\n\n".join(parts) + "\n").encode())
                beside.replace(self.path)

        with patch.object(files, "standing", _before_looking(step)):
            self.work(verb)
        self.read_back()
        self.marks |= {mark} if saved else set()

    @invariant()
    def no_half_file_takes_the_place_of_one(self) -> None:
        names = {path.name for path in self.path.parent.iterdir() if not path.name.endswith(".part")}
        assert names <= {"ru.po"}


def _before_looking(step: Callable[[], None]) -> Callable[..., bytes]:
    """The look at a file, with the step before it."""
    look = files.standing

    def called(path: Path, **kwargs: Any) -> bytes:
        step()
        return look(path, **kwargs)

    return called


def test_nothing_is_gone_whatever_is_killed_and_whoever_saves():
    most = 40 if PROFILE == "random" else 12
    run_state_machine_as_test(TwoHandsOnDisk, settings=examples(6, stateful_step_count=most, deadline=None))


def test_a_kill_at_each_step_of_an_update_leaves_the_old_file_or_the_new_one():
    machine = TwoHandsOnDisk()
    machine.begin()
    try:
        machine.translate(1, False)
        machine.paragraphs.append(PARAGRAPHS[3])
        before = machine.text
        machine.work("update")
        after = machine.path.read_text()
        assert after != before
        seen = set()
        for at in range(30):
            shutil.rmtree(machine.root / "build", ignore_errors=True)
            with stepping(killing(at)):
                try:
                    machine.work("update")
                    finished = True
                except Killed:
                    finished = False
            assert machine.path.read_text() in (before, after)
            seen.add((finished, machine.path.read_text() == after))
            if finished:
                break
        assert {(False, False), (False, True), (True, True)} <= seen
    finally:
        machine.teardown()
