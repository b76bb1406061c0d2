"""What the stages report of the text: coded findings with a place, one sentence and a hint.

Contract: a finding describes the *text*; an exception (model.errors) means *stop*.  Codes look like ``CLN-012``; a code
is never reused for something else.  The rooms own their prefixes: CLN clean, STR structure, PO catalogues, CHK checks of
translations, TYP typesetting, VER validation of outputs, CFG configuration.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Severity(StrEnum):
    """How much a finding weighs; an error gates a release, a warning wants a look, info is for the record."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file: 1-based line and column (in characters), or a catalogue entry by its key."""

    file: str
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    entry: str | None = None

    def __str__(self) -> str:
        parts = [self.file]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        text = ":".join(parts)
        return f"{text} ({self.entry})" if self.entry else text


@dataclass(frozen=True, slots=True)
class Finding:
    """One coded statement about the text: ``message`` is a sentence, ``hint`` says what to do."""

    code: str
    severity: Severity
    message: str
    place: Place | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a stage gives back: its product and what it found on the way."""

    value: T
    findings: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)
