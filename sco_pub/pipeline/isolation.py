"""Do one piece of work among many, so that its failure ends nothing but itself.

Strategy.  What stops one publication or file is one of three things: its input (InputError), a program outside the house
(ToolError), or a fault of ours, which is whatever else is raised.  Each becomes a ``Failure`` with one sentence; of a fault of
ours the traceback goes to a file.  A disk that is full or says no, and memory that is used up, are the input's affair: no
change of the code would help.  Who asked to stop (Ctrl-C) is obeyed.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from sco_pub.edge import bounds, faults
from sco_pub.model.codes import running
from sco_pub.model.errors import InputError, InternalError, ScoPubError, ToolError
from sco_pub.model.finding import Finding, Place, found
from sco_pub.model.wording import as_phrase

T = TypeVar("T")


class Blame(StrEnum):
    """Who has to mend it."""

    INPUT = "input"
    TOOL = "tool"
    OURS = "ours"


#: What a system says no with: rights, room, names, disks; not what a fault of ours looks like.
_OF_THE_SYSTEM = frozenset(
    (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.ENAMETOOLONG, errno.ELOOP,
     errno.EFBIG, errno.ENOMEM, errno.EMFILE, errno.ENFILE, errno.ENOTDIR)
)  # fmt: skip
_CODES = {Blame.INPUT: running.INPUT, Blame.TOOL: running.TOOL}


@dataclass(frozen=True, slots=True)
class Failure:
    """What stopped a piece of work: who has to mend it, and the finding that says so."""

    blame: Blame
    finding: Finding


def attempt(what: str, work: Callable[[], T]) -> T | Failure:
    """The result of ``work``, or why there is none; ``what`` names the piece where the error names no place."""
    try:
        return work()
    except Exception as error:  # the very purpose: nothing of ours may look like anything else
        return failure(what, error)


def attempt_in_time(what: str, work: Callable[[], T]) -> T | Failure:
    """As ``attempt``; to take longer than a step may is a failure too."""

    def timed() -> T:
        with bounds.deadline(what):
            return work()

    return attempt(what, timed)


def failure(what: str, error: Exception) -> Failure:
    """The Failure that an exception amounts to."""
    if isinstance(error, ScoPubError) and not isinstance(error, InternalError):
        blame = Blame.TOOL if isinstance(error, ToolError) else Blame.INPUT
        place = error.place or Place(what)
        return Failure(blame, found(_CODES[blame], place, said=as_phrase(error.said), advice=as_phrase(error.advice)))
    if isinstance(error, MemoryError):
        return Failure(Blame.INPUT, found(running.INPUT, Place(what), "memory"))
    if isinstance(error, OSError) and error.errno in _OF_THE_SYSTEM:
        where = f"{shown(error.filename)}: " if error.filename else ""
        return Failure(
            Blame.INPUT, found(running.INPUT, Place(what), "system", path=where, strerror=error.strerror or "")
        )
    said = error.message if isinstance(error, InternalError) else f"{type(error).__name__}: {error}".rstrip(": ")
    path = faults.record(error, what)
    form = "traced" if path else ""
    return Failure(Blame.OURS, found(running.OURS, Place(what), form, said=said[:200], trace=str(path or "")))


def as_error(failed: Failure) -> ScoPubError:
    """The exception that a Failure stands for, where one piece is all there is."""
    kind = {Blame.INPUT: InputError, Blame.TOOL: ToolError, Blame.OURS: InternalError}[failed.blame]
    error = kind(failed.finding.phrase, place=failed.finding.place, hint=failed.finding.hint_phrase)
    if isinstance(error, InternalError):
        error.recorded = True
    return error


def shown(name: object) -> str:
    """A file's name as it can be shown and written: escaped where it holds signs that can't be."""
    text = name.decode("utf-8", "backslashreplace") if isinstance(name, bytes) else str(name)
    return text if text.isprintable() else ascii(text)
