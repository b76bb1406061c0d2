"""Take a doubt or a finding, give the entries of corrections.toml that answer it, ready to be pasted.

An editor should not have to remember a file's grammar: for each question there is an entry that says the other thing than
the cleaner chose, and one that says it is right as it stands.  What only the editor can know is left as “…”.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sco_pub.model.codes import cleaning
from sco_pub.model.doubt import Doubt, DoubtKind, FieldRef, NoteRef, Took, Why
from sco_pub.model.finding import Finding, Severity
from sco_pub.model.wording import N_, Say, Value, english, filled

_GAP = "…"
_DROPPED = frozenset({DoubtKind.REPEATED_LINE, DoubtKind.STAMP})
_ENDS = frozenset({DoubtKind.NOTE_END, DoubtKind.ADDRESS_END, DoubtKind.BLOCK_END})
_SUPPLIED = {cleaning.NO_TITLE.code: "title", cleaning.NO_AUTHOR.code: "author"}
_STATES = {cleaning.NOTE_WITHOUT_TEXT.code: "lost", cleaning.NOTE_CUT_OFF.code: "truncated"}
_RIGHT = N_("It is right as it stands")


@dataclass(frozen=True, slots=True)
class Answer:
    """``template``: what the editor states with it, filled from ``values``; ``toml``: the entry."""

    template: str
    toml: str
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def says(self) -> str:
        return self.text(english)

    def text(self, say: Say) -> str:
        return filled(self.template, self.values, say)


def to_doubt(doubt: Doubt, lines: Sequence[str], labels: Sequence[str] = (), below: int = 0) -> tuple[Answer, ...]:
    """``lines``: the text's lines as read; ``labels``: the notes of which one may be lost; ``below``: the next block's line."""
    text = lines[doubt.line - 1].strip() if 0 < doubt.line <= len(lines) else ""
    right = Answer(_RIGHT, _entry("confirm", what=doubt.kind, line=doubt.line, **_begins(text)))
    if doubt.kind is DoubtKind.NOTE_LOST:
        return (*(_is_lost(label) for label in labels), right)
    if doubt.chosen is Took.PARAGRAPH_ENDS_HERE and below:
        goes_on = _entry("paragraph", line=below, **_begins(lines[below - 1].strip()), action="join")
        return Answer(N_("It goes on with the next line"), goes_on), right
    return (*_other(doubt, text), right)


def _is_lost(label: str) -> Answer:
    return Answer(N_("Note {label} is the lost one"), _entry("note", label=label, state="lost"), {"label": label})


def to_finding(finding: Finding) -> tuple[Answer, ...]:
    """The answers to what isn't a doubt; none where only the text layer can help."""
    line = finding.place.line if finding.place else None
    label = finding.value("label")
    right = Answer(_RIGHT, _entry("confirm", what=finding.code, **({"line": line} if line else {})))
    if finding.code in _SUPPLIED:
        key = _SUPPLIED[finding.code]
        return Answer(N_("The text has none, but it is known"), _entry("metadata", key=key, value=_GAP)), right
    if finding.code in _STATES:
        supply = _entry("note", label=label, text=_GAP, source=_GAP)
        state = _STATES[finding.code]
        return (
            Answer(N_("Its text is known from elsewhere"), supply),
            Answer(N_("Nothing more can be found"), _entry("note", label=label, state=state)),
        )
    if finding.code == cleaning.HEADING_GAP.code:
        return Answer(N_("A line is a heading (0: is none)"), _entry("heading", line=0, level=1)), right
    if finding.code == cleaning.NOTE_UNCALLED.code:
        return (
            Answer(N_("Its call was misread"), _replace(None)),
            Answer(N_("It is running text"), _entry("line", line=line, action="text")),
        )
    if finding.severity is Severity.ERROR:
        return ()
    return (Answer(N_("A misprint of the text layer"), _replace(line)), right) if line else (right,)


def _other(doubt: Doubt, text: str) -> tuple[Answer, ...]:
    """What the editor may say instead of the cleaner's choice."""
    at = {"line": doubt.line, **_begins(text)}
    furniture = Answer(N_("The line is page furniture"), _entry("line", **at, action="drop"))
    if doubt.why is Why.NO_HANZI or doubt.kind in _DROPPED:
        return furniture, _misprint(doubt, text)
    if doubt.kind is DoubtKind.DROPPED_LINE:
        return (Answer(N_("The line is part of the text"), _entry("line", **at, action="keep")),)
    if doubt.kind is DoubtKind.NOTE_LINE:
        return _note_line(doubt, at)
    if doubt.kind in (DoubtKind.HEADING, DoubtKind.LIST):
        return (Answer(N_("It is no heading"), _entry("heading", **at, level=0)),)
    match doubt.subject:
        case FieldRef(key):
            return (
                Answer(N_("The field is"), _entry("metadata", key=key, value=_GAP)),
                Answer(N_("The line is running text"), _entry("line", **at, action="text")),
            )
        case NoteRef(label) if doubt.kind in _ENDS:
            return (
                Answer(N_("It is cut off"), _entry("note", label=label, state="truncated")),
                Answer(N_("It is cut off; its text is known"), _entry("note", label=label, text=_GAP, source=_GAP)),
            )
        case None if doubt.kind in (DoubtKind.PARAGRAPH, DoubtKind.BLOCK_START):
            return (_boundary(doubt, at),)
    return (_misprint(doubt, text),)


def _boundary(doubt: Doubt, at: Mapping[str, object]) -> Answer:
    if doubt.chosen is Took.PARAGRAPH_GOES_ON:
        return Answer(N_("A paragraph begins with this line"), _entry("paragraph", **at, action="split"))
    return Answer(N_("The paragraph goes on with this line"), _entry("paragraph", **at, action="join"))


def _note_line(doubt: Doubt, at: Mapping[str, object]) -> tuple[Answer, ...]:
    if doubt.why is Why.COULD_BE_TEXT:
        return (Answer(N_("It is running text"), _entry("line", **at, action="text")),)
    if doubt.chosen is Took.AS_TEXT:
        return (Answer(N_("It goes on the note before it"), _entry("line", **at, action="note")),)
    return (Answer(N_("The note reads otherwise"), _entry("note", label=_GAP, text=_GAP, source="the same page")),)


def _misprint(doubt: Doubt, text: str) -> Answer:
    return Answer(N_("The text layer is wrong here"), _replace(doubt.line, text[:8] or _GAP))


def _replace(line: int | None, before: str = _GAP) -> str:
    return _entry("replace", line=line or 0, before=before, after=_GAP)


def _begins(text: str) -> dict[str, object]:
    return {"begins": text[:8].strip()} if text else {}


def _entry(table: str, **values: object) -> str:
    """One entry; JSON's strings and numbers are TOML's too."""
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join([f"[[{table}]]", *lines, f'reason = "{_GAP}"'])
