"""What the stages report of the text: coded findings with a place and what fills their sentence.

Contract: a finding describes the *text*; an exception (model.errors) means *stop*.  Codes look like ``CLN-012``; a code is
never reused for something else.  Severity, sentence, hint and meaning of every code stand in model.codes; a finding carries the
code and its values, and its sentence is made where it is shown, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from sco_pub.model.codes.code import Code
from sco_pub.model.codes.registry import CODES
from sco_pub.model.severity import Severity
from sco_pub.model.wording import N_, Phrase, Say, Several, Value, english, filled

__all__ = ["Finding", "Outcome", "Place", "Severity", "found", "found_of"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file: 1-based line and column (in characters), or a catalogue entry by its key."""

    file: str
    line: int | None = None
    column: int | None = None
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
    """One coded statement about the text; make it by ``found``.

    ``form``: which of the code's sentences; ``values``: what fills it, by name.  ``editor``: the reason for which an editor
    confirmed it; then it is a remark.
    """

    code: str
    severity: Severity
    form: str = ""
    values: tuple[tuple[str, Value], ...] = ()
    place: Place | None = None
    editor: str = ""

    def value(self, name: str) -> Value:
        """What fills a name of the sentence; empty when it has none of that name."""
        return next((value for key, value in self.values if key == name), "")

    def text(self, say: Say = english) -> str:
        """The sentence."""
        said = filled(CODES[self.code].sentence(self.form), dict(self.values), say)
        return (
            filled(N_("{said} The editor: {reason}"), {"said": said, "reason": self.editor}, say)
            if self.editor
            else said
        )

    def advice(self, say: Say = english) -> str:
        """What to do, as a sentence; empty for what needs nothing."""
        template = "" if self.editor else CODES[self.code].advice(self.form)
        return filled(template, dict(self.values), say) if template else ""

    @property
    def phrase(self) -> Phrase:
        """The sentence as a value of another one."""
        return Phrase(CODES[self.code].sentence(self.form), self.values)

    @property
    def hint_phrase(self) -> Phrase | str:
        """The advice in the same way; empty when there is none."""
        template = CODES[self.code].advice(self.form)
        return Phrase(template, self.values) if template else ""

    @property
    def message(self) -> str:
        """The sentence in English."""
        return self.text()

    @property
    def hint(self) -> str:
        """The advice in English."""
        return self.advice()

    def confirmed(self, reason: str) -> Finding:
        """The same as a remark that quotes the editor."""
        return replace(self, severity=Severity.INFO, editor=reason)


def found(
    code: Code, place: Place | None = None, form: str = "", *, severity: Severity | None = None, **values: Value
) -> Finding:
    """A finding of this code; ``severity`` where it differs from the code's own."""
    return found_of(code, place, form, values, severity)


def found_of(
    code: Code, place: Place | None, form: str, values: Mapping[str, Value], severity: Severity | None = None
) -> Finding:
    """The same, with its values in a mapping."""
    return Finding(code.code, severity or code.severity, form, tuple(sorted(values.items())), place)


def as_data(finding: Finding) -> dict[str, Any]:
    """The finding as JSON can hold it."""
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "form": finding.form,
        "values": {name: plain(value) for name, value in finding.values},
        "place": place and {"file": place.file, "line": place.line, "column": place.column, "entry": place.entry},
        "editor": finding.editor,
    }


def from_data(data: Mapping[str, Any]) -> Finding:
    """The finding that ``as_data`` wrote."""
    place = Place(**data["place"]) if data["place"] else None
    values = tuple((name, from_plain(value)) for name, value in data["values"].items())
    return Finding(data["code"], Severity(data["severity"]), data["form"], values, place, data["editor"])


def plain(value: Value) -> Any:
    """A value of a finding, or what is said, as JSON can hold it."""
    if isinstance(value, Several):
        return {"between": value.between, "items": [plain(item) for item in value.items]}
    if isinstance(value, Phrase):
        values = {name: plain(each) for name, each in value.values}
        return {"template": value.template, "values": values, "begins": value.begins}
    return value


def from_plain(data: Any) -> Value:
    """The value that ``plain`` wrote."""
    if isinstance(data, dict) and "items" in data:
        return Several(tuple(map(from_plain, data["items"])), data["between"])
    if isinstance(data, dict):
        values = tuple((name, from_plain(each)) for name, each in data["values"].items())
        return Phrase(data["template"], values, data["begins"])
    value: Value = data
    return value


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a stage gives back: its product and what it found on the way."""

    value: T
    findings: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)
