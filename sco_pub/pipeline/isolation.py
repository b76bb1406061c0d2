"""Do one piece of work among many, so that its failure ends nothing but itself.

Strategy.  What stops one publication or file is one of three things: its input (InputError), a program outside the house
(ToolError), or a fault of ours, which is whatever else is raised.  Each becomes a ``Failure`` with one sentence; of a fault of
ours the traceback goes to a file.  Who asked to stop (Ctrl-C) is obeyed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from sco_pub.edge import faults
from sco_pub.model.errors import InputError, InternalError, ScoPubError, ToolError
from sco_pub.model.finding import Finding, Place, Severity

T = TypeVar("T")


class Blame(StrEnum):
    """Who has to mend it."""

    INPUT = "input"
    TOOL = "tool"
    OURS = "ours"


CODES = {Blame.INPUT: "RUN-001", Blame.TOOL: "RUN-002", Blame.OURS: "RUN-003"}


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


def failure(what: str, error: Exception) -> Failure:
    """The Failure that an exception amounts to."""
    if isinstance(error, ScoPubError) and not isinstance(error, InternalError):
        blame = Blame.TOOL if isinstance(error, ToolError) else Blame.INPUT
        place = error.place or Place(what)
        return Failure(blame, Finding(CODES[blame], Severity.ERROR, error.message, place, error.hint))
    if isinstance(error, MemoryError):
        message = "It needs more memory than there is."
        return Failure(Blame.INPUT, Finding(CODES[Blame.INPUT], Severity.ERROR, message, Place(what), "Divide it."))
    return Failure(
        Blame.OURS, Finding(CODES[Blame.OURS], Severity.ERROR, sentence(error), Place(what), trace(what, error))
    )


OURS = "This is a fault of sco-pub itself"


def sentence(error: BaseException) -> str:
    """What a fault of ours says of itself."""
    said = error.message if isinstance(error, InternalError) else f"{type(error).__name__}: {error}".rstrip(": ")
    return f"{OURS} ({said[:200]})."


def trace(what: str, error: BaseException) -> str:
    """Where the traceback is, as a hint."""
    path = faults.record(error, what)
    return f"Please report it with the file {path}." if path else "Please report it."


def as_error(failed: Failure) -> ScoPubError:
    """The exception that a Failure stands for, where one piece is all there is."""
    kind = {Blame.INPUT: InputError, Blame.TOOL: ToolError, Blame.OURS: InternalError}[failed.blame]
    return kind(failed.finding.message, place=failed.finding.place, hint=failed.finding.hint)
