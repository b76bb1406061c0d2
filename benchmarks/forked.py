"""Run commands of the program without starting Python for each: a process that has its modules forks, and the fork is the command."""

from __future__ import annotations

import atexit
import os
import signal
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

_MODULES = (
    "sco_pub.cli.main", "sco_pub.pipeline.build", "sco_pub.pipeline.masters_of", "sco_pub.pipeline.exchange", "sco_pub.pipeline.verify",
    "sco_pub.pipeline.catalogue_tools", "sco_pub.edge.manuscript", "sco_pub.edge.weasyprint", "sco_pub.edge.pdf.apart",
)  # fmt: skip
_LOOK = 0.02  # seconds between two looks at a process
_SELDOM = 1.0  # seconds between two looks at what a process has used
_STILL = 660.0  # seconds in which nothing of the processor is used: it waits for what doesn't come (bounds.patience of 20 s: 600)
_TICKS = os.sysconf("SC_CLK_TCK")


def load() -> None:
    """Have the modules here; nothing of them may have been used yet."""
    for name in _MODULES:
        import_module(name)


def begun(
    command: Sequence[str], folder: Path, said: Path, variables: Mapping[str, str], *, waits: int | None = None
) -> int:
    """The process id of a command that was begun in a folder, in a session of its own; what it says goes to a file.

    ``waits``: the reading end of a pipe, from which a byte comes when it may begin."""
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    try:
        os.setsid()
        os.chdir(folder)
        os.environ.update(variables)
        tempfile.tempdir = None  # TMPDIR is among the variables
        if waits is not None:
            os.read(waits, 1)
        log = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(log, 1)
        os.dup2(log, 2)
        from sco_pub.cli.main import main

        main(list(command))
    except SystemExit as end:
        atexit._run_exitfuncs()  # os._exit does without
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else bool(end.code))
    except BaseException:
        import traceback

        traceback.print_exc()
        sys.stderr.flush()
    os._exit(99)


def ended(pid: int, seconds: float) -> int | None:
    """The exit code (minus the signal) of a process, or None for one that had to be killed, with all it started, after so long."""
    until = time.monotonic() + seconds
    while True:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() >= until:
            os.killpg(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            return None
        time.sleep(_LOOK)


def finished(pid: int, seconds: float) -> tuple[int | None, float]:
    """As ``ended``, but by the processor's seconds, of which a machine that others use gives a process few; and what it used.

    One that has used more, with all that it started, is killed; so is one that has long used nothing."""
    used, moved, looked = 0.0, time.monotonic(), 0.0
    while True:
        done, status, usage = os.wait4(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status), max(used, usage.ru_utime + usage.ru_stime)
        now = time.monotonic()
        if now - looked >= _SELDOM:
            looked, (before, used) = now, (used, max(used, sum(_family(pid).values())))
            moved = now if used > before else moved
        if used > seconds or now - moved > _STILL:
            for each in _family(pid):
                with suppress(ProcessLookupError):
                    os.kill(each, signal.SIGKILL)
            os.waitpid(pid, 0)
            return None, used
        time.sleep(_LOOK)


def _family(pid: int) -> dict[int, float]:
    """The processor's seconds of a process and of each below it, with those of the ended ones that they waited for."""
    parents, seconds = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        # proc(5): behind the name stand state, parent, …; the times are the 12th to the 15th
        each = int(folder.name)
        parents[each], seconds[each] = int(fields[1]), sum(map(int, fields[11:15])) / _TICKS
    family = {pid}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return {each: seconds.get(each, 0.0) for each in family}
