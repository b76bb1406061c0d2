"""Take entries in which a key may occur twice, live and obsolete or obsolete twice, give each key once, nothing lost.

Such files exist: Babel leaves a live entry empty beside the obsolete one that has its translation, and people restore old
entries by hand.  gettext's programs refuse a file with two definitions, so one entry stays: the live one, or the first; with
the text of the first that has one, and with the comments, references and flags of both.  A translation that differs stands in its
comments, as ``# sco-kept: …``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sco_pub.model.catalogue import Entry, Key

KEPT = "sco-kept: "


def united(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries with each key once, in the order in which the keys first occur."""
    by_key: dict[Key, Entry] = {}
    for entry in entries:
        first = by_key.get(entry.key)
        by_key[entry.key] = entry if first is None else _one(*((entry, first) if first.obsolete else (first, entry)))
    return tuple(entries) if len(by_key) == len(entries) else tuple(by_key.values())


def _one(first: Entry, second: Entry) -> Entry:
    """The two as one; ``first`` is the live one, if one of them is."""
    if first.target or not second.target:
        return _with_comments_of(first, second)
    flags = {*second.flags, *(flag for flag in first.flags if flag != "fuzzy")}
    text = replace(
        first,
        target=second.target,
        flags=_in_order(flags),
        previous_source=second.previous_source,
        previous_context=second.previous_context,
    )
    return _with_comments_of(text, second)


def _with_comments_of(entry: Entry, other: Entry) -> Entry:
    lines = list(other.comments)
    if other.target not in ("", entry.target):
        lines += [f"{KEPT}{line}".rstrip() for line in other.target.split("\n")]
    return replace(
        entry,
        comments=_both(entry.comments, lines),
        extracted=_both(entry.extracted, other.extracted),
        references=_both(entry.references, other.references),
        flags=_in_order({*entry.flags, *(flag for flag in other.flags if flag != "fuzzy")}),
    )


def _in_order(flags: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(flags, key=lambda flag: (flag != "fuzzy", flag)))


def _both(first: Sequence[str], second: Iterable[str]) -> tuple[str, ...]:
    return (*first, *(item for item in second if item not in first))
