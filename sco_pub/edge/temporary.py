"""A folder that is there while something is done, and that is swept away later if its owner was killed meanwhile.

Strategy.  A killed process can't clear up, so the next one does.  A folder's name says whose it is: the process's number and
the moment it began (a number alone is given again).  The owner also holds a lock on the folder, which the kernel drops with the
process: a process in another container may see the folder and not its owner's number.  Only what bears such a name, belongs to
the same user, has no living owner and isn't locked goes.  Where there is no /proc, or no flock, nothing is swept.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_NAME = re.compile(r"sco-pub-(\d+)-(\d+)-[a-z0-9_]{8}")
_SYSTEM = ("/tmp", "/var/tmp")  # noqa: S108 - where a socket's path has room
_swept: set[str] = set()


@contextmanager
def folder() -> Iterator[str]:
    """The path of a new folder; it is gone at the end."""
    with tempfile.TemporaryDirectory(prefix=_prefix(tempfile.gettempdir()), ignore_cleanup_errors=True) as name:
        handle = _lock(Path(name))
        try:
            yield name
        finally:
            if handle is not None:
                os.close(handle)


def lasting(longest: int) -> tuple[str, Callable[[], None]]:
    """The path of a new folder that stays until the function beside it is called, or its owner is gone.

    ``longest``: how many bytes the path of the place may have where it lies; one that is longer gives way to the system's.
    """
    places = [tempfile.gettempdir(), *_SYSTEM]
    fit = (place for place in places if len(os.fsencode(place)) <= longest and os.access(place, os.W_OK | os.X_OK))
    place = next(fit, places[0])
    name = tempfile.mkdtemp(prefix=_prefix(place), dir=place)
    handle = _lock(Path(name))

    def remove() -> None:
        shutil.rmtree(name, ignore_errors=True)
        if handle is not None:
            os.close(handle)

    return name, remove


def _prefix(place: str) -> str:
    """How the folders of this process are called; the first one in a place is the moment to sweep it."""
    _sweep(place)
    return f"sco-pub-{os.getpid()}-{_began(os.getpid()) or 0}-"


def _lock(path: Path) -> int | None:
    """An open handle of the folder that holds the lock on it; None where another has it, or nobody can."""
    if fcntl is None:
        return None
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _began(process: int) -> int | None:
    """When a process began, in the kernel's ticks (proc(5), field 22 of stat); None where there is none."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return int(stat.rpartition(")")[2].split()[19])


def _sweep(place: str) -> None:
    """Remove what killed runs left; once a run, and never a reason to fail."""
    if place in _swept or _began(os.getpid()) is None:
        return
    _swept.add(place)
    for left in Path(place).glob("sco-pub-*"):
        with suppress(OSError):
            _remove(left)


def _remove(left: Path) -> None:
    named = _NAME.fullmatch(left.name)
    if not named or left.is_symlink() or left.stat().st_uid != os.geteuid():
        return
    if _began(int(named[1])) == int(named[2]):
        return
    handle = _lock(left)
    if handle is not None:
        shutil.rmtree(left, ignore_errors=True)
        os.close(handle)
