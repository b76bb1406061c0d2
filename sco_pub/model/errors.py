"""The three reasons to stop, and nothing else.  cli.console alone turns them into exit codes (2, 3 and 70)."""

from __future__ import annotations

from sco_pub.model.finding import Place
from sco_pub.model.wording import Phrase, Value, shown


class ScoPubError(Exception):
    """Base: one clear sentence, the place it speaks of, and what to do; both are put into words where they are shown."""

    def __init__(self, said: str | Phrase, *, place: Place | None = None, hint: str | Phrase = "") -> None:
        self.said: Value = Phrase(said) if isinstance(said, str) else said
        self.advice: Value = Phrase(hint) if isinstance(hint, str) and hint else hint
        self.place = place
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The sentence in English."""
        return shown(self.said)

    @property
    def hint(self) -> str:
        """What to do, in English."""
        return shown(self.advice)


class InputError(ScoPubError):
    """The user's input (a file, a configuration, an argument) can't be used."""


class ToolError(ScoPubError):
    """A program or library outside the house is missing or failed."""


class InternalError(ScoPubError):
    """The house broke its own contract: a fault of ours, to be reported; ``recorded``: its sentence says so already."""

    recorded = False
