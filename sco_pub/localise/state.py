"""Take an entry, give its state; record a reading of it, and see whether the record still holds.

A reading is a translator's comment, ``# sco-reviewed: NAME DATE HASH``, whose hash covers source and target.  When either
changes, the hash no longer fits and the entry is merely translated again: a review lapses by itself and nothing has to be
deleted.  A fuzzy or empty entry is never reviewed, whatever its comments say.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from sco_pub.localise.comments import RECORD, whole
from sco_pub.model.catalogue import Catalogue, Entry, State
from sco_pub.model.errors import InputError
from sco_pub.model.wording import N_

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Reading:
    """Who read an entry's two texts together, when (ISO date), and whether they are still the same texts."""

    name: str
    date: str
    valid: bool


def state_of(entry: Entry | None) -> State:
    """The state of an entry; None is an entry that the catalogue doesn't have yet."""
    if entry is None or not entry.target.strip():
        return State.UNTRANSLATED
    if entry.fuzzy:
        return State.FUZZY
    if any(reading.valid for reading in readings(entry)):
        return State.REVIEWED
    return State.TRANSLATED


def readings(entry: Entry) -> tuple[Reading, ...]:
    """Every record of a reading, in the order of the comments."""
    found = [match for match in map(RECORD.fullmatch, whole(entry.comments)) if match]
    digest = pair_digest(entry) if found else ""
    return tuple(Reading(m["name"], m["date"], m["hash"] == digest) for m in found)


def pair_digest(entry: Entry) -> str:
    """Twelve hexadecimal digits of the sha256 of source and target."""
    return hashlib.sha256(f"{entry.source}\x00{entry.target}".encode()).hexdigest()[:12]


def review(catalogue: Catalogue, *, name: str, date: str, which: Callable[[Entry], bool]) -> tuple[Catalogue, int]:
    """The catalogue with a reading by ``name`` on ``date`` (ISO) in the finished entries that ``which`` picks, and how many.

    The same reader's older record in an entry is replaced; other readers' records stay.  Entries that this reader has
    already read as they are now stay untouched.
    """
    name = " ".join(name.split())
    if not name or not _DATE.fullmatch(date):
        raise InputError(N_("A review needs a reader's name and a date like 2021-01-31."))
    count = 0
    entries = []
    for entry in catalogue.entries:
        if not entry.obsolete and which(entry) and state_of(entry) in (State.TRANSLATED, State.REVIEWED):
            read = read_by(entry, name, date)
            count += read is not entry
            entry = read
        entries.append(entry)
    return replace(catalogue, entries=tuple(entries)), count


def read_by(entry: Entry, name: str, date: str) -> Entry:
    """The entry with a reading by ``name`` on ``date``, in place of an older one of theirs."""
    if any(reading.valid and reading.name == name for reading in readings(entry)):
        return entry
    kept = [line for line in whole(entry.comments) if not ((found := RECORD.fullmatch(line)) and found["name"] == name)]
    return replace(entry, comments=(*kept, f"sco-reviewed: {name} {date} {pair_digest(entry)}"))


def resigned(before: Entry, after: Entry) -> Entry:
    """``after`` with the readings of ``before`` that hold, recorded for its texts: for a change that touches nobody's words."""
    old, new = pair_digest(before), pair_digest(after)
    lines = [line.replace(old, new) if RECORD.fullmatch(line) else line for line in whole(after.comments)]
    return replace(after, comments=tuple(lines))
