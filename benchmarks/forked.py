"""Run commands of the program without starting Python for each: a process that has its modules forks, and the fork is the command."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

_MODULES = (
    "sco_pub.cli.main", "sco_pub.pipeline.build", "sco_pub.pipeline.masters_of", "sco_pub.pipeline.exchange", "sco_pub.pipeline.verify",
    "sco_pub.pipeline.catalogue_tools", "sco_pub.edge.manuscript", "sco_pub.edge.weasyprint", "sco_pub.edge.pdf.apart",
)  # fmt: skip
_LOOK = 0.02  # seconds between two looks at a process


def load() -> None:
    """Have the modules here; nothing of them may have been used yet."""
    for name in _MODULES:
        import_module(name)


def begun(command: Sequence[str], folder: Path, said: Path, variables: Mapping[str, str]) -> int:
    """The process id of a command that was begun in a folder, in a session of its own; what it says goes to a file."""
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    try:
        os.setsid()
        os.chdir(folder)
        os.environ.update(variables)
        log = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(log, 1)
        os.dup2(log, 2)
        from sco_pub.cli.main import main

        main(list(command))
    except SystemExit as end:
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
