"""Take a catalogue and a machine (lines in, lines out), give the catalogue with drafts in its empty entries.

A draft is fuzzy, so it never counts as done, and ``#. machine (NAME)`` says where it is from; only entries without a translation
get one.  Markup goes to the machine as ``⟦1⟧`` and comes back from there.  Left out is a draft that lost or doubled a piece,
and one that the machine gave back in Chinese.  A text of several lines goes line by line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sco_pub.localise.protected import pieces
from sco_pub.model.catalogue import Catalogue, Entry
from sco_pub.model.characters import HANZI_WRITTEN, whole_number

#: Lines in the source language in, as many in the other one out.
Machine = Callable[[Sequence[str]], Sequence[str]]
_MARK = re.compile(r"⟦\s*(\d+)\s*⟧")
_HANZI = re.compile(f"[{HANZI_WRITTEN}]")
_HELD = "⟦{}⟧"


@dataclass(frozen=True, slots=True)
class Drafted:
    """The catalogue with its drafts; how many, and how many that the machine spoilt."""

    catalogue: Catalogue
    drafts: int
    spoilt: int


def prefilled(catalogue: Catalogue, machine: Machine, *, name: str, batch: int, hanzi: bool) -> Drafted:
    """``name``: whose drafts they are; ``batch``: texts a call; ``hanzi``: whether the target language writes them too."""
    empty = [entry for entry in catalogue.entries if not entry.obsolete and not entry.target.strip()]
    sent = [entry for entry in empty if "⟦" not in entry.source]
    drafts: dict[tuple[str, str], str] = {}
    for start in range(0, len(sent), batch):
        some = sent[start : start + batch]
        drafts |= {
            entry.key: text
            for entry, text in zip(some, _answered(some, machine), strict=True)
            if _fit(entry, text, hanzi)
        }
    entries = tuple(
        _draft(entry, drafts[entry.key], name) if not entry.obsolete and entry.key in drafts else entry
        for entry in catalogue.entries
    )
    return Drafted(replace(catalogue, entries=entries) if drafts else catalogue, len(drafts), len(empty) - len(drafts))


def _answered(entries: Sequence[Entry], machine: Machine) -> list[str]:
    """What one call of the machine gave for each of the entries."""
    lines = [_sent(entry.source) for entry in entries]
    answers = iter(machine([line for each in lines for line in each]))
    return [_back(entry.source, [next(answers) for _ in each]) for entry, each in zip(entries, lines, strict=True)]


def _fit(entry: Entry, text: str, hanzi: bool) -> bool:
    """Whether the machine translated the entry at all."""
    return bool(text.strip()) and text != entry.source and (hanzi or not _HANZI.search(text))


def _sent(source: str) -> list[str]:
    """The lines of a text as the machine gets them."""
    parts = list(pieces(source))
    codes = iter(range(1, len(parts) + 1))
    return "".join(_HELD.format(next(codes)) if part.kind else part.text for part in parts).split("\n")


def _back(source: str, answers: Sequence[str]) -> str:
    """What the machine gave, with the markup in its places; empty where it lost or doubled any."""
    codes = [piece.text for piece in pieces(source) if piece.kind]
    text = "\n".join(answers)
    if sorted(whole_number(number) for number in _MARK.findall(text)) != list(range(1, len(codes) + 1)):
        return ""
    return _MARK.sub(lambda found: codes[whole_number(found[1]) - 1], text)


def _draft(entry: Entry, text: str, name: str) -> Entry:
    line = f"machine ({name})"
    flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
    extracted = entry.extracted if line in entry.extracted else (*entry.extracted, line)
    return replace(entry, target=text, flags=("fuzzy", *flags), extracted=extracted)
