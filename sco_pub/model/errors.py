"""The three reasons to stop, and nothing else.  cli.console alone turns them into exit codes (2, 3 and 70)."""

from __future__ import annotations

from sco_pub.model.finding import Place
from sco_pub.model.wording import Said, told


class ScoPubError(Exception):
    """Base: one clear sentence, the place it speaks of, and what to do; both are put into words where they are shown."""

    def __init__(self, said: Said, *, place: Place | None = None, hint: Said = "") -> None:
        self.said, self.advice = said, hint
        self.place = place
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The sentence in English."""
        return told(self.said)

    @property
    def hint(self) -> str:
        """What to do, in English."""
        return told(self.advice)


class InputError(ScoPubError):
    """The user's input (a file, a configuration, an argument) can't be used."""


class ToolError(ScoPubError):
    """A program or library outside the house is missing or failed."""


class InternalError(ScoPubError):
    """The house broke its own contract: a fault of ours, to be reported; ``recorded``: its sentence says so already."""

    recorded = False
