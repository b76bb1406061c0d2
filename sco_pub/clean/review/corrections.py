"""Take corrections.toml, give the editor's decisions as typed values; all faults at once, each with its line.

Each entry says what it is about, what the editor decided and why (``reason``, never empty).  Tables::

    [[metadata]]   key, value                     a fact the text layer doesn't have, or has wrong
    [[note]]       label, state = "complete" | "truncated" | "lost", or text with its source
    [[paragraph]]  line, action = "split" | "join"    a paragraph begins at that raw line, or goes on there
    [[heading]]    line, level                    0: the line is no heading
    [[line]]       line, action = "keep" | "drop"     text or furniture
                   or action = "text" | "note"       running text, neither note nor metadata; more of the note before it
    [[replace]]    line, before, after            a misprint of the text layer
    [[confirm]]    what, line                     a doubt or finding, by the name the report gives it: right as it stands

A note whose state is "lost" has no text; if one was dealt to it, it and the next ones move on to the next calls, up to the
call that had none.

``line`` is a line of the raw text; ``begins`` beside it (optional) holds the line's first characters, so that a decision
can't slip to another line when the raw text changes.  Parsing checks form; clean.cleaning checks that an entry still fits.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, Phrase, Several, phrase


@dataclass(frozen=True, slots=True)
class Metadata:
    """A field of the front matter as the editor gives it; ``at``: the line of corrections.toml, as for all entries."""

    at: int
    reason: str
    key: str
    value: str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A note's text, or what is to be said of it: lost, complete, truncated."""

    at: int
    reason: str
    label: str
    text: str = ""
    source: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Whether a paragraph begins with a line; ``begins``: the line's first words, by which it is known again."""

    at: int
    reason: str
    line: int
    action: str
    begins: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The level of the heading that a line is; 0 for none."""

    at: int
    reason: str
    line: int
    level: int
    begins: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What is to become of a line: it is kept, is text or a note's, or is dropped."""

    at: int
    reason: str
    line: int
    action: str
    begins: str = ""


@dataclass(frozen=True, slots=True)
class Replace:
    """Words of one line that are wrong in the raw text, and the right ones."""

    at: int
    reason: str
    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Confirm:
    """``what``: a doubt's rule or a finding's code; ``line``: 0 for a finding that speaks of the whole text."""

    at: int
    reason: str
    what: str
    line: int = 0
    begins: str = ""


@dataclass(frozen=True, slots=True)
class Corrections:
    """All decisions of one publication; ``at`` of each entry is its line in ``file``."""

    file: str = "corrections.toml"
    text: str = ""
    metadata: tuple[Metadata, ...] = ()
    notes: tuple[Note, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    headings: tuple[Heading, ...] = ()
    lines: tuple[Line, ...] = ()
    replacements: tuple[Replace, ...] = ()
    confirmed: tuple[Confirm, ...] = ()


_FIELDS: dict[str, tuple[type, dict[str, type | tuple[type, ...]], frozenset[str]]] = {
    "metadata": (Metadata, {"key": str, "value": (str, list)}, frozenset()),
    "note": (Note, {"label": str, "text": str, "source": str, "state": str}, frozenset({"text", "source", "state"})),
    "paragraph": (Paragraph, {"line": int, "action": str, "begins": str}, frozenset({"begins"})),
    "heading": (Heading, {"line": int, "level": int, "begins": str}, frozenset({"begins"})),
    "line": (Line, {"line": int, "action": str, "begins": str}, frozenset({"begins"})),
    "replace": (Replace, {"line": int, "before": str, "after": str}, frozenset()),
    "confirm": (Confirm, {"what": str, "line": int, "begins": str}, frozenset({"line", "begins"})),
}
_CHOICES = {
    ("note", "state"): ("", "complete", "truncated", "lost"),
    ("paragraph", "action"): ("split", "join"),
    ("line", "action"): ("keep", "drop", "text", "note"),
}


def parse(toml_text: str, file: str) -> Corrections:
    """The decisions; InputError with every fault, one a line, each with its line in the file."""
    data = _toml(toml_text, file)
    faults: list[tuple[int, Phrase]] = []
    made: dict[str, list[Any]] = {kind: [] for kind in _FIELDS}
    for kind, value in data.items():
        if fault := _unreadable(kind, value, toml_text):
            faults.append(fault)
        elif kind in _FIELDS:
            for number, entry in enumerate(value):
                at = _find(toml_text, rf"^\s*\[\[\s*{kind}\s*\]\]", number)
                wrong = _faults(kind, entry, at, toml_text)
                faults += wrong
                made[kind] += [] if wrong else [_made(kind, entry, at)]
    if faults:
        faults.sort(key=lambda fault: fault[0])
        listed = Several(
            tuple(phrase(N_("line {line}: {fault}"), line=n, fault=fault) for n, fault in faults), N_("; ")
        )
        said = phrase(N_("{file}: {faults}."), file=file, faults=listed)
        raise InputError(said, place=Place(file, faults[0][0]), hint=N_("Correct the file."))
    return Corrections(file, toml_text, *(tuple(made[kind]) for kind in _FIELDS))


def _toml(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"line (\d+)", str(error))
        line = int(where[1]) if where else text.count("\n") + 1
        said = phrase(N_("{file} isn't valid TOML: {error}."), file=str(file), error=str(error))
        raise InputError(said, place=Place(file, line)) from None
    except (ValueError, RecursionError):  # an integer of thousands of digits, tables nested by the thousand
        said = phrase(N_("{file} isn't TOML that can be read."), file=str(file))
        raise InputError(said, place=Place(file), hint=N_("Write it anew.")) from None


def _unreadable(kind: str, value: Any, text: str) -> tuple[int, Phrase] | None:
    """What is wrong with a whole table of the file, and its line."""
    if kind == "schema":
        fault = phrase(N_("schema is {value}; this version reads 1"), value=str(value))
        return None if value == 1 else (_find(text, r"^\s*schema"), fault)
    if kind not in _FIELDS:
        fault = phrase(N_("unknown table {table!r}; known: {known}"), table=kind, known=", ".join(_FIELDS))
        return _find(text, rf"^\s*\[*\s*{re.escape(kind)}"), fault
    if not isinstance(value, list):
        return _find(text, rf"^\s*\[+\s*{kind}"), phrase(N_("{table} must be written [[{table}]]"), table=kind)
    return None


def _find(text: str, pattern: str, number: int = 0) -> int:
    """The 1-based line of the ``number``-th match; 1 when there is none."""
    found = [
        text.count("\n", 0, m.start() + len(m.group()) - len(m.group().lstrip("\n"))) + 1
        for m in re.finditer(pattern, text, re.MULTILINE)
    ]
    return found[number] if number < len(found) else 1


def _faults(kind: str, entry: Any, at: int, text: str) -> list[tuple[int, Phrase]]:
    """What is wrong with an entry that begins at a line, each with its own line."""
    if not isinstance(entry, dict):
        return [(at, phrase(N_("{table} must be a table"), table=kind))]
    _, fields, optional = _FIELDS[kind]
    found: list[tuple[str, Phrase]] = [
        (key, phrase(N_("unknown key {key!r} in {table}"), key=key, table=kind))
        for key in entry
        if key not in fields and key != "reason"
    ]
    if not isinstance(entry.get("reason"), str) or not entry["reason"].strip():
        found.append(("reason", phrase(N_("{table} needs a reason"), table=kind)))
    for key, wanted in fields.items():
        if key in entry:
            fault = _value_fault(kind, key, entry[key], wanted)
            found += [(key, fault)] if fault else []
        elif key not in optional:
            found.append((key, phrase(N_("{table} needs {key}"), table=kind, key=key)))
    if kind == "note" and not found:
        found += _note_faults(entry)
    return [(_line_of(key, at, text), fault) for key, fault in found]


def _value_fault(kind: str, key: str, value: Any, wanted: Any) -> Phrase | None:
    """What is wrong with a key's value."""
    if not isinstance(value, wanted) or isinstance(value, bool):
        return phrase(N_("{key} of {table} has the wrong type"), key=key, table=kind)
    if (kind, key) in _CHOICES and value not in _CHOICES[kind, key]:
        choices = ", ".join(filter(None, _CHOICES[kind, key]))
        return phrase(N_("{key} of {table} must be one of {choices}"), key=key, table=kind, choices=choices)
    if isinstance(value, int) and not (value >= 1 if key == "line" else 0 <= value <= 6):
        return phrase(N_("{key} of {table} is out of range"), key=key, table=kind)
    if isinstance(value, list) and not all(isinstance(item, str) for item in value):
        return phrase(N_("{key} of {table} must hold texts"), key=key, table=kind)
    return None


def _note_faults(entry: Mapping[str, Any]) -> list[tuple[str, Phrase]]:
    """What a note lacks whose keys are right by themselves."""
    if not entry.get("text") and not entry.get("state"):
        return [("label", Phrase(N_("note needs text (with its source) or state")))]
    if entry.get("text") and not entry.get("source"):
        return [("text", Phrase(N_("a note's text needs its source")))]
    return []


def _line_of(key: str, at: int, text: str) -> int:
    """The line of a key in the entry that begins at line ``at``; that line itself where the key isn't written."""
    lines = text.split("\n")
    end = next((n for n in range(at, len(lines)) if lines[n].lstrip().startswith("[")), len(lines))
    line = next((n for n in range(at, end) if re.match(rf"\s*{re.escape(key)}\s*=", lines[n])), None)
    return at if line is None else line + 1


def _made(kind: str, entry: Mapping[str, Any], at: int) -> Any:
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    return _FIELDS[kind][0](at=at, **values)
