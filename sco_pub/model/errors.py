"""The three reasons to stop, and nothing else.  cli.console alone turns them into exit codes (2, 3 and 70)."""

from __future__ import annotations

from sco_pub.model.finding import Place


class ScoPubError(Exception):
    """Base: one clear sentence, the place it speaks of, and what to do."""

    def __init__(self, message: str, *, place: Place | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint


class InputError(ScoPubError):
    """The user's input (a file, a configuration, an argument) can't be used."""


class ToolError(ScoPubError):
    """A program or library outside the house is missing or failed."""


class InternalError(ScoPubError):
    """The house broke its own contract: a fault of ours, to be reported."""
