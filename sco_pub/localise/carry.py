"""Take changes of a source that mean nothing to its translation, give the translation that follows from them.

Three kinds, each known by equality and never by likeness:

- labels: the texts are the same but for the labels of their note calls ([^2-1] became [^1]);
- number: the same but for the number in front of a heading or caption (二、 became 三、); the translation has it there, too,
  in figures or Roman numerals;
- joined: a text is two or three former ones in their order, put together.

A translation that follows is finished, as the ones it comes from are, and counted in what is said (PO-022).  A reading of an
entry whose label or number changed holds on: nobody's words changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sco_pub.lexicon import captions, enumerators
from sco_pub.localise.match import kind_of
from sco_pub.localise.state import resigned
from sco_pub.model.catalogue import Entry, Key, Segment
from sco_pub.model.characters import whole_number
from sco_pub.model.markdown_tokens import NOTE_CALL, call_of

_MOST = 3  # texts that are joined into one; more than that is a new text
_NUMBERED = ("heading", "caption")
_UNSPACED = frozenset(
    ("zh", "ja", "th", "lo", "km", "my")
)  # languages whose sentences follow each other without a space
_BEFORE = re.compile(r"[(\[]?")
_WORD_BEFORE = re.compile(r"[^\W\d_]{1,12}\.?[ \u00a0]")  # Рис. 3, Table 3, Part II
_WORDED = re.compile(r"part|chapter|section|[^a-z]")  # numbers that stand behind a word in the source, by their kind
_FIGURE = re.compile(r"(?P<arabic>\d{1,3})|(?P<roman>[IVXLC]{1,7})(?![^\W\d_])")
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Way(StrEnum):
    """How a translation followed."""

    LABELS = "labels"
    NUMBER = "number"
    JOINED = "joined"


@dataclass(frozen=True, slots=True)
class Carried:
    """A new segment's entry (by its index among the segments), the entries it was made of, and how."""

    index: int
    entry: Entry
    of: tuple[Entry, ...]
    way: Way


def carried(
    segments: Sequence[Segment], fresh: Sequence[int], dropped: Sequence[Entry], language: str
) -> tuple[Carried, ...]:
    """What follows for the new segments (``fresh``: their indices) from the finished ones among the dropped entries, which
    are in their old order.  Each entry is used once."""
    finished = [entry for entry in dropped if entry.target and not entry.fuzzy]
    by_text: dict[tuple[str, str], list[Entry]] = {}
    for entry in finished:
        by_text.setdefault((kind_of(entry.context), _unlabelled(entry.source)), []).append(entry)
    used: set[Key] = set()
    found = []
    for index in fresh:
        segment = segments[index]
        kind, free = kind_of(segment.context), [entry for entry in finished if entry.key not in used]
        same = [e for e in by_text.get((kind, _unlabelled(segment.source)), ()) if e.key not in used]
        result = _relabelled(index, segment, same)
        if result is None and kind in _NUMBERED:
            result = _renumbered(index, segment, free)
        if result is None:
            result = _joined(index, segment, free, language)
        if result is not None:
            found.append(result)
            used.update(entry.key for entry in result.of)
    return tuple(found)


# -- labels


def _unlabelled(source: str) -> str:
    return NOTE_CALL.sub(call_of(""), source)


def _relabelled(index: int, segment: Segment, same: Sequence[Entry]) -> Carried | None:
    for entry in same:
        pairs = set(zip(NOTE_CALL.findall(entry.source), NOTE_CALL.findall(segment.source), strict=True))
        names: Mapping[str, str] = dict(pairs)
        if len(names) == len(pairs) == len(set(names.values())) and set(NOTE_CALL.findall(entry.target)) <= set(names):
            target = NOTE_CALL.sub(lambda call, names=names: call_of(names[call[1]]), entry.target)  # type: ignore[misc]
            return Carried(index, resigned(entry, _following(segment, entry, target)), (entry,), Way.LABELS)
    return None


# -- numbers


def _renumbered(index: int, segment: Segment, finished: Sequence[Entry]) -> Carried | None:
    new = _numbered(segment.source)
    if new is None:
        return None
    for entry in finished:
        old = _numbered(entry.source) if kind_of(entry.context) == kind_of(segment.context) else None
        if old is not None and old[1:] == new[1:] and old[0] != new[0]:
            target = _with_number(entry.target, old[0], new[0], old[1])
            if target is not None:
                return Carried(index, resigned(entry, _following(segment, entry, target)), (entry,), Way.NUMBER)
    return None


def _numbered(source: str) -> tuple[int, str, str] | None:
    """The number in front of a heading or caption, what kind of number it is, and the text without it."""
    label = captions.START.match(source)
    if label is not None:
        number = re.search(r"\d+$", label["label"])
        return (whole_number(number[0]), label["label"][: number.start()], source[label.end() :]) if number else None
    scheme, value, parent = enumerators.enumerator(source)
    if value is None:
        return None
    form = dict(enumerators.SCHEMES).get(scheme)
    found = form.match(source) if form else None
    return (value, f"{scheme} {parent}", source[found.end() :]) if found and source[found.end() :] else None


def _with_number(target: str, old: int, new: int, kind: str) -> str | None:
    """The translation with another number in front, in the same form; None where it has not just the old one there."""
    word = _WORD_BEFORE.match(target) if _WORDED.match(kind) else None
    start = word or _BEFORE.match(target)
    found = _FIGURE.match(target, start.end() if start else 0)
    if found is None:
        return None
    if found["arabic"]:
        return f"{target[: found.start()]}{new}{target[found.end() :]}" if whole_number(found[0]) == old else None
    return f"{target[: found.start()]}{_roman(new)}{target[found.end() :]}" if found[0] == _roman(old) else None


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


# -- joined


def _joined(index: int, segment: Segment, finished: Sequence[Entry], language: str) -> Carried | None:
    for at, first in enumerate(finished):
        if not segment.source.startswith(first.source):
            continue
        for count in range(2, _MOST + 1):
            parts = finished[at : at + count]
            sources = [part.source for part in parts]
            if len(parts) == count and segment.source in ("".join(sources), " ".join(sources)):
                gap = "" if language.replace("_", "-").split("-")[0] in _UNSPACED else " "
                whole = replace(
                    first,
                    comments=tuple(dict.fromkeys(line for part in parts for line in part.comments)),
                    extracted=tuple(dict.fromkeys(line for part in parts for line in part.extracted)),
                    flags=tuple(dict.fromkeys(flag for part in parts for flag in part.flags)),
                )
                target = gap.join(part.target.strip() for part in parts)
                return Carried(index, _following(segment, whole, target), tuple(parts), Way.JOINED)
    return None


def _following(segment: Segment, entry: Entry, target: str) -> Entry:
    """The entry with the new text and the translation that follows."""
    return replace(
        entry,
        context=segment.context,
        source=segment.source,
        target=target,
        previous_source=None,
        previous_context=None,
        obsolete=False,
    )


class Standing:
    """The texts of entries that have a translation: an obsolete entry that stands in one of them has found its place."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        live = [entry for entry in entries if entry.target]
        self._targets = {entry.target for entry in live}
        self._text = "\n".join(map(_bare, live))

    def has(self, entry: Entry) -> bool:
        """Whether the entry's translation is shown somewhere, or its text is part of a text that has one."""
        return entry.target in self._targets or _bare(entry) in self._text


def _bare(entry: Entry) -> str:
    """A text without what may change and mean nothing: note labels, the number in front."""
    numbered = _numbered(entry.source) if kind_of(entry.context) in _NUMBERED else None
    return _unlabelled(numbered[2] if numbered else entry.source)
