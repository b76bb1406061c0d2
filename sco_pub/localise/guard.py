"""Take a catalogue as it was and as it is, say what finished work is gone; put it back.

Clients lose work without a word: one that segments by sentence writes every longer entry empty, one that wraps comments breaks
the records of readings, one that sorts or filters drops translators' remarks.  The catalogue alone doesn't show it: an entry
without a translation looks like one that nobody has begun.  So it is held against its last committed state, or where there is
no git, against the state that the last update left.

What counts as gone: the translation of an entry that was finished and is empty now; a reading of an entry whose two texts are
the same; a translator's comment of an entry that is still there.  A translation that was changed or made fuzzy isn't gone:
somebody did that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sco_pub.localise.comments import RECORD, whole
from sco_pub.localise.duplicates import KEPT, united
from sco_pub.localise.merge import MERGED
from sco_pub.localise.state import readings
from sco_pub.model.catalogue import Catalogue, Entry
from sco_pub.model.codes import catalogues
from sco_pub.model.finding import Finding, Place, found_of
from sco_pub.model.wording import Value

_REMARKS = 3  # entries; a person takes out a remark that is settled, a client takes out all of them


@dataclass(frozen=True, slots=True)
class Loss:
    """What one entry lost, and the entry with it."""

    emptied: bool
    readings: int
    comments: tuple[str, ...]
    restored: Entry


def losses(before: Catalogue, now: Catalogue) -> tuple[Loss, ...]:
    """What is gone from entries that both have, in the order of ``now``."""
    return tuple(_losses(before, now))


def told(before: Catalogue, now: Catalogue, since: Value) -> tuple[Finding, ...]:
    """PO-030 where something is gone; ``since``: the state that was compared, as people call it (HEAD, the last update)."""
    lost = losses(before, now)
    if not any(loss.emptied or loss.readings for loss in lost) and len(lost) < _REMARKS:
        return ()
    counts: dict[str, Value] = {
        "since": since,
        "emptied": sum(loss.emptied for loss in lost),
        "readings": sum(loss.readings for loss in lost),
        "comments": sum(len(loss.comments) for loss in lost),
    }
    return (found_of(catalogues.WORK_GONE, Place(now.path), "", counts),)


def restored(before: Catalogue, now: Catalogue) -> tuple[Catalogue, int]:
    """``now`` with what is gone put back, and in how many entries; what was changed since stays as it is."""
    back = {loss.restored.key: loss.restored for loss in losses(before, now)}
    entries = (entry if entry.obsolete else back.get(entry.key, entry) for entry in now.entries)
    return replace(now, entries=tuple(entries)), len(back)


def _losses(before: Catalogue, now: Catalogue) -> Iterator[Loss]:
    had = {entry.key: entry for entry in united(before.entries)}
    for entry in now.entries:
        old = had.get(entry.key)
        if old is None or entry.obsolete or old is entry:
            continue
        emptied = bool(old.target.strip() and not old.fuzzy and not entry.target.strip())
        same = emptied or old.target == entry.target
        there = set(whole(entry.comments))
        gone = [line for line in whole(old.comments) if line and line not in there]
        records = [line for line in gone if RECORD.fullmatch(line)]
        lapsed = records if same and any(reading.valid for reading in readings(old)) else []
        remarks = tuple(line for line in gone if line not in records and not line.startswith((KEPT, MERGED)))
        if emptied or lapsed or remarks:
            back = replace(
                entry,
                target=old.target if emptied else entry.target,
                flags=tuple(flag for flag in entry.flags if flag != "fuzzy") if emptied else entry.flags,
                previous_source=None if emptied else entry.previous_source,
                previous_context=None if emptied else entry.previous_context,
                comments=(*whole(entry.comments), *remarks, *lapsed),
            )
            yield Loss(emptied, len(lapsed), remarks, back)
