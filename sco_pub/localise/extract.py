"""Take a Master, give a Template: its segments with their keys, in reading order.

A segment's context is its kind (``paragraph``, ``heading``, ``note``, ``meta:title`` …), then ``/`` and the explicit id of
its section, if there is one, then ``#2`` and so on for the second and later segment that would have the same key.  Never a
position, a path or a line: those change when something else does, and 98 % of a catalogue goes fuzzy for one new paragraph.

The comments say what a translator can't see from the text: kind, section, heading, and for a note the words it hangs on.
The first word of the first comment is the entry's id, a digest of the key, by which the review edition and the findings
name it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sco_pub.localise.inlines import InlineCodec
from sco_pub.localise.notes import label_notes
from sco_pub.localise.slots import Slot, scan
from sco_pub.model.catalogue import Key, Segment, Template
from sco_pub.model.document import Document, Master
from sco_pub.model.finding import Outcome
from sco_pub.model.markdown_tokens import call_of


@dataclass(frozen=True, slots=True)
class Extract:
    """A master's document with every note labelled, its slots and the segment of each slot (same length, same order)."""

    document: Document
    slots: tuple[Slot, ...]
    segments: tuple[Segment, ...]


def extract(master: Master, codec: InlineCodec) -> Outcome[Template]:
    """The master's segments.  No findings so far: every text of a master can be written."""
    found = prepare(master, codec)
    return Outcome(Template(master.publication, master.lang, master.digest, found.segments, path=master.path))


def prepare(master: Master, codec: InlineCodec) -> Extract:
    """What every language's edition is made from, whatever the language: asked for once, and handed on."""
    document = label_notes(master.document)
    slots = scan(document)
    sources = codec.write([slot.inlines for slot in slots])
    return Extract(document, slots, _segments(slots, sources))


def entry_id(key: Key) -> str:
    """Six hexadecimal digits that name an entry for people; the same as long as its context and source are."""
    return hashlib.sha256("\x04".join(key).encode()).hexdigest()[:6]


def _segments(slots: Sequence[Slot], sources: Sequence[str]) -> tuple[Segment, ...]:
    seen: Counter[Key] = Counter()
    segments = []
    for slot, source in zip(slots, sources, strict=True):
        base = f"{slot.kind}/{slot.section}" if slot.section else slot.kind
        seen[base, source] += 1
        count = seen[base, source]
        context = base if count == 1 else f"{base}#{count}"
        segments.append(Segment(context, source, _comments(slot, (context, source))))
    return tuple(segments)


def _comments(slot: Slot, key: Key) -> tuple[str, ...]:
    kind = f"heading {slot.level}" if slot.kind == "heading" else slot.kind.replace("meta:", "metadata ")
    if slot.note:
        kind += f" {call_of(slot.note)}" + (f" on “{slot.anchor}”" if slot.anchor else "")
    where = f" in “{slot.headings[-1]}”" if slot.headings and not slot.note else ""
    section = f" (#{slot.section})" if slot.section else ""
    return (f"{entry_id(key)} {kind}{where}{section}",)
