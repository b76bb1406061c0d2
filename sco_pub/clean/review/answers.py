"""Take a doubt or a finding, give the entries of corrections.toml that answer it, ready to be pasted.

An editor should not have to remember a file's grammar: for each question there is an entry that says the other thing than
the cleaner chose, and one that says it is right as it stands.  What only the editor can know is left as “…”.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sco_pub.model.finding import Finding, Severity
from sco_pub.model.text import Doubt

_GAP = "…"
_NOTE = re.compile(r"[Nn]ote (\S+?)(?= is | and|[,.;:]|$)")
_DROPPED = frozenset({"repeated-line", "stamp"})
_FIELDS = {"title": "title", "author": "author", "institutions": "affiliation", "bio": "bio", "star": "funding"}


@dataclass(frozen=True, slots=True)
class Answer:
    """``says``: what the editor states with it; ``toml``: the entry."""

    says: str
    toml: str


def to_doubt(doubt: Doubt, lines: Sequence[str], labels: Sequence[str] = (), below: int = 0) -> tuple[Answer, ...]:
    """``lines``: the text's lines as read; ``labels``: the notes of which one may be lost; ``below``: the next block's line."""
    text = lines[doubt.line - 1].strip() if 0 < doubt.line <= len(lines) else ""
    right = _entry("confirm", what=doubt.rule, line=doubt.line, **_begins(text))
    if doubt.rule == "block-end" and "paragraph ends" in doubt.choice and below:
        goes_on = _entry("paragraph", line=below, **_begins(lines[below - 1].strip()), action="join")
        return Answer("It goes on with the next line", goes_on), Answer("It is right as it stands", right)
    if doubt.rule == "note-lost":
        given = (Answer(f"Note {each} is the lost one", _entry("note", label=each, state="lost")) for each in labels)
        return (*given, Answer("It is right as it stands", right))
    return (*_other(doubt, text), Answer("It is right as it stands", right))


def to_finding(finding: Finding) -> tuple[Answer, ...]:
    """The answers to what isn't a doubt; none where only the text layer can help."""
    line = finding.place.line if finding.place else None
    label = _NOTE.search(finding.message)
    right = Answer("It is right as it stands", _entry("confirm", what=finding.code, **({"line": line} if line else {})))
    if finding.code in ("CLN-011", "CLN-012"):
        key = "title" if finding.code == "CLN-011" else "author"
        return Answer("The text has none, but it is known", _entry("metadata", key=key, value=_GAP)), right
    if finding.code in ("CLN-020", "CLN-022") and label:
        supply = _entry("note", label=label[1], text=_GAP, source=_GAP)
        state = "lost" if finding.code == "CLN-020" else "truncated"
        return (
            Answer("Its text is known from elsewhere", supply),
            Answer("Nothing more can be found", _entry("note", label=label[1], state=state)),
        )
    if finding.code == "CLN-013":
        return Answer("A line is a heading (0: is none)", _entry("heading", line=0, level=1)), right
    if finding.code == "CLN-021":
        return (
            Answer("Its call was misread", _replace(None)),
            Answer("It is running text", _entry("line", line=line, action="text")),
        )
    if finding.severity is Severity.ERROR:
        return ()
    return (Answer("A misprint of the text layer", _replace(line)), right) if line else (right,)


def _other(doubt: Doubt, text: str) -> tuple[Answer, ...]:
    """What the editor may say instead of the cleaner's choice."""
    at = {"line": doubt.line, **_begins(text)}
    field = re.match(r"the field (\S+)", doubt.choice)
    label = _NOTE.search(doubt.choice)
    if doubt.rule == "block-end" and "no hanzi" in doubt.reason:
        return (Answer("The line is page furniture", _entry("line", **at, action="drop")), _misprint(doubt, text))
    if doubt.rule in ("paragraph", "block-start") and not label:
        goes_on = "goes on" in doubt.choice
        says = "A paragraph begins with this line" if goes_on else "The paragraph goes on with this line"
        return (Answer(says, _entry("paragraph", **at, action="split" if goes_on else "join")),)
    if doubt.rule == "note-line":
        return _note_line(doubt, at)
    if doubt.rule in ("heading", "list"):
        return (Answer("It is no heading", _entry("heading", **at, level=0)),)
    if label and doubt.rule in ("note-end", "address-end", "block-end"):
        return (
            Answer("It is cut off", _entry("note", label=label[1], state="truncated")),
            Answer("It is cut off; its text is known", _entry("note", label=label[1], text=_GAP, source=_GAP)),
        )
    if field or doubt.rule in _FIELDS:
        key = field[1] if field else _FIELDS[doubt.rule]
        return (
            Answer("The field is", _entry("metadata", key=key, value=_GAP)),
            Answer("The line is running text", _entry("line", **at, action="text")),
        )
    if doubt.rule in _DROPPED:
        return (Answer("The line is page furniture", _entry("line", **at, action="drop")), _misprint(doubt, text))
    return (_misprint(doubt, text),)


def _note_line(doubt: Doubt, at: dict[str, object]) -> tuple[Answer, ...]:
    if "be running text" in doubt.reason:
        return (Answer("It is running text", _entry("line", **at, action="text")),)
    if "running text" in doubt.choice:
        return (Answer("It goes on the note before it", _entry("line", **at, action="note")),)
    return (Answer("The note reads otherwise", _entry("note", label=_GAP, text=_GAP, source="the same page")),)


def _misprint(doubt: Doubt, text: str) -> Answer:
    return Answer("The text layer is wrong here", _replace(doubt.line, text[:8] or _GAP))


def _replace(line: int | None, before: str = _GAP) -> str:
    return _entry("replace", line=line or 0, before=before, after=_GAP)


def _begins(text: str) -> dict[str, object]:
    return {"begins": text[:8].strip()} if text else {}


def _entry(table: str, **values: object) -> str:
    """One entry; JSON's strings and numbers are TOML's too."""
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join([f"[[{table}]]", *lines, f'reason = "{_GAP}"'])
