"""Run a command, give what it cost: the processor's time and the wall's, with everything that it started.

Workers are children of a process that isn't waited for (multiprocessing's forkserver); as this process adopts orphans
(PR_SET_CHILD_SUBREAPER), it can wait for them all the same.
"""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_SUBREAPER = 36  # linux/prctl.h


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the processor (user and system), seconds of the wall, and megabytes of the largest process."""

    processor: float
    wall: float
    peak: float


def _as_installed(environment: dict[str, str]) -> dict[str, str]:
    """The environment without the wish to leave no compiled modules behind: an installed program has them, as the libraries do."""
    return {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run(command: Sequence[str], folder: Path, environment: dict[str, str] | None = None) -> Cost:
    """What a command costs; CalledProcessError when it fails."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        command,
        cwd=folder,
        env=_as_installed({**os.environ, **(environment or {})}),
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wall = time.perf_counter() - begin
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(spent, wall, after.ru_maxrss / 1000)
