"""Take a catalogue, give rows for somebody else's tool; take what comes back, give the catalogue with just what was done there.

A row is one entry: its id (a digest of context and source), both texts, the state, what the house says about it, and a digest of
the translation as it was handed out.  By that digest three states are told apart, as in a merge: as it was handed out, as it is
here now, as it came back.

Strategy, row by row.  Rows may come in any order and any number; each is known by its id alone.

1. What came back as it was handed out changes nothing, whatever happened here since.
2. What came back changed, and is unchanged here, is taken.
3. What changed on both sides: ours stays, theirs stands in a comment (``# sco-merge: …``), as in a merge; an entry that is empty
   here takes theirs.
4. Refused, each with its reason: an id that no entry has (its text changed or went since), a source text that is another now,
   an empty translation where there is one, the Chinese text once more as its own translation, an id that stands twice with
   different translations, a row that can't be read.
5. A translation that lost markup of its source (a note's call, a link, a formula), or that was formatted with the means of an
   office program, is taken as fuzzy.

Rows without an id are pairs of a translation memory: an empty entry with the same source takes them as fuzzy.

A row that comes back approved, with the translation that stands here, becomes a record of a reading (localise.state): by whom
the row says, or who takes it in.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sco_pub.localise.comments import whole
from sco_pub.localise.merge import MERGED
from sco_pub.localise.protected import lost
from sco_pub.localise.state import read_by, readings, state_of
from sco_pub.model.catalogue import Catalogue, Entry, Key, State
from sco_pub.model.characters import HANZI_WRITTEN
from sco_pub.model.codes import catalogues
from sco_pub.model.codes.code import Code
from sco_pub.model.finding import Finding, Place, found

_HANZI = re.compile(f"[{HANZI_WRITTEN}]")
_SHOWN = 30  # signs of a source text in a finding


@dataclass(frozen=True, slots=True)
class Row:
    """One entry outside the house.  What a tool doesn't hand back is None (``state``, ``source``) or empty.

    ``line``: where it stands in the file that came back; ``formatted``: a person set letters in it with her office program's
    means; ``fault``: why it can't be read, one of the forms of PO-061; ``reader`` and ``read_on``: who approved it, and when (ISO
    date), where that is said."""

    ident: str
    target: str
    state: State | None = None
    source: str | None = None
    context: str = ""
    notes: tuple[str, ...] = ()
    digest: str = ""
    line: int | None = None
    formatted: bool = False
    fault: str = ""
    reader: str = ""
    read_on: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one catalogue, with the languages of both texts; those are empty where a file doesn't say."""

    publication: str
    source_language: str
    language: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """The catalogue with what came back; how many rows changed it, how many brought nothing new, and what is to be said."""

    catalogue: Catalogue
    applied: int
    unchanged: int
    findings: tuple[Finding, ...] = field(default=())
    approved: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """How rows are taken.  ``known``: an emptied fuzzy entry is worth a word; a tool that empties all of them isn't.
    ``texts``: translations are taken, or only what was approved.  ``by`` and ``date``: who read what comes back approved, where
    the row doesn't say."""

    known: bool = True
    texts: bool = True
    by: str = ""
    date: str = ""


def row_id(key: Key) -> str:
    """Twelve hexadecimal digits; the six of the entry's id, which people see, and six more."""
    return hashlib.sha256("\x04".join(key).encode()).hexdigest()[:12]


def digest_of(target: str, fuzzy: bool) -> str:
    """Twelve hexadecimal digits of a translation and whether it is fuzzy."""
    fuzzy = fuzzy and bool(target.strip())
    return hashlib.sha256(f"{target}\x00{'fuzzy' if fuzzy else ''}".encode()).hexdigest()[:12]


def handed_out(catalogue: Catalogue, source_language: str) -> Table:
    """The rows of a catalogue, in its order, without what is obsolete."""
    rows = tuple(_row(entry) for entry in catalogue.entries if not entry.obsolete)
    return Table(catalogue.publication, source_language, catalogue.language, rows)


def _row(entry: Entry) -> Row:
    remarks = tuple(line for line in whole(entry.comments) if line and not line.startswith("sco-"))
    return Row(
        row_id(entry.key),
        entry.target,
        state_of(entry),
        entry.source,
        entry.context,
        (*entry.extracted, *remarks),
        digest_of(entry.target, entry.fuzzy),
    )


def taken_in(catalogue: Catalogue, rows: Sequence[Row], *, name: str, asked: Asked | None = None) -> Taken:
    """The catalogue with what ``rows`` of the file ``name`` brought."""
    work = _Taking(catalogue, name, asked or Asked())
    twice = _twice(rows)
    for row in rows:
        if not row.ident:
            work.pair(row)
        elif row.ident in twice:
            work.refuse(row, "twice")
        else:
            work.row(row)
    entries = tuple(work.now.get(entry.key, entry) if not entry.obsolete else entry for entry in catalogue.entries)
    changed = entries != catalogue.entries
    return Taken(
        replace(catalogue, entries=entries) if changed else catalogue,
        work.applied,
        work.unchanged,
        (*work.findings, *work.of_approvals()),
        work.approved,
    )


def _twice(rows: Iterable[Row]) -> frozenset[str]:
    """Ids that stand more than once, with different translations."""
    texts: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        texts[row.ident].add(row.target)
    return frozenset(ident for ident, some in texts.items() if ident and len(some) > 1)


class _Taking:
    """The entries as they become, and what is said of the rows."""

    def __init__(self, catalogue: Catalogue, name: str, asked: Asked) -> None:
        live = [entry for entry in catalogue.entries if not entry.obsolete]
        self.now: dict[Key, Entry] = {}
        self.applied = self.unchanged = self.approved = 0
        self._others = self._nameless = 0
        self.findings: list[Finding] = []
        self._by_id: Mapping[str, Entry] = {row_id(entry.key): entry for entry in live}
        self._by_source: dict[str, list[Entry]] = defaultdict(list)
        for entry in live:
            self._by_source[entry.source].append(entry)
        self._name, self._asked = name, asked
        self._seen: Counter[str] = Counter()

    def row(self, row: Row) -> None:
        """Take in one row: only the first with an entry's id counts."""
        self._seen[row.ident] += 1
        if self._seen[row.ident] > 1:
            return
        entry = self._by_id.get(row.ident)
        if not self._asked.texts:
            self.unchanged += 1
            self._approve(entry, row)
            return
        fault = row.fault or _fault(entry, row)
        if entry is None or fault:
            self.refuse(row, fault)
        elif not row.target.strip():
            self._empty(entry, row)
        elif _copied(entry, row):
            self.refuse(row, "copied")
        else:
            self._compared(entry, row)
            self._approve(entry, row)

    def _approve(self, entry: Entry | None, row: Row) -> None:
        """Record that the translation which stands here was read, if it is the one that was approved.  One that came just now
        isn't: tools leave the mark on a text that they change."""
        if row.state is not State.REVIEWED or (entry and entry.key in self.now):
            return
        if entry is None or entry.target != row.target or entry.fuzzy:
            self._others += 1
            return
        name = " ".join((row.reader or self._asked.by).split())
        if any(reading.valid and (not name or reading.name == name) for reading in readings(entry)):
            return
        if not name:
            self._nameless += 1
            return
        self.now[entry.key] = read_by(entry, name, row.read_on or self._asked.date)
        self.approved += 1

    def of_approvals(self) -> Iterator[Finding]:
        """What is to be said of translations that came back approved."""
        if self._others:
            yield found(catalogues.APPROVED_OTHER, Place(self._name), count=self._others)
        if self._nameless:
            yield found(catalogues.APPROVED_NAMELESS, Place(self._name), count=self._nameless)

    def _empty(self, entry: Entry, row: Row) -> None:
        if not entry.target.strip() or row.digest == digest_of("", False) or (entry.fuzzy and not self._asked.known):
            self.unchanged += 1
        else:
            self.refuse(row, "emptied")

    def _compared(self, entry: Entry, row: Row) -> None:
        fuzzy = _fuzzy(entry, row)
        theirs, ours = digest_of(row.target, fuzzy), digest_of(entry.target, entry.fuzzy)
        if theirs in (row.digest, ours):
            self.unchanged += 1
        elif not entry.target.strip() or ours == row.digest or row.target == entry.target:
            self._take(entry, row, fuzzy)
        else:
            self._both(entry, row)

    def _take(self, entry: Entry, row: Row, fuzzy: bool) -> None:
        missing = Counter(lost(entry.source, row.target))
        if entry.target and not entry.fuzzy:
            missing -= Counter(lost(entry.source, entry.target))  # somebody meant it so
        if missing or row.formatted:
            form = "markup" if missing else "formatted"
            self._say(catalogues.ROW_FUZZY, row, entry, form, missing=", ".join(missing.elements()))
        self._write(entry, row.target, fuzzy or bool(missing) or row.formatted)

    def _both(self, entry: Entry, row: Row) -> None:
        lines = [f"{MERGED}{line}".rstrip() for line in row.target.split("\n")]
        new = tuple(line for line in lines if line not in entry.comments)
        if not new:
            self.unchanged += 1
            return
        self.now[entry.key] = replace(entry, comments=(*entry.comments, *new))
        self._say(catalogues.ROW_AND_OURS, row, entry)

    def pair(self, row: Row) -> None:
        """A pair of a memory: entries with this source that are empty take it, as fuzzy."""
        open_ = [
            entry
            for entry in self._by_source.get(row.source or "", ())
            if not entry.target.strip() and entry.key not in self.now and row.target.strip() and not _copied(entry, row)
        ]
        for entry in open_:
            self._write(entry, row.target, fuzzy=True)
        self.unchanged += not open_

    def _write(self, entry: Entry, target: str, fuzzy: bool) -> None:
        flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
        self.now[entry.key] = replace(
            entry,
            target=target,
            flags=("fuzzy", *flags) if fuzzy else flags,
            previous_source=entry.previous_source if fuzzy else None,
            previous_context=entry.previous_context if fuzzy else None,
        )
        self.applied += 1

    def refuse(self, row: Row, form: str) -> None:
        self._say(catalogues.ROW_REFUSED, row, self._by_id.get(row.ident), form)

    def _say(self, code: Code, row: Row, entry: Entry | None, form: str = "", missing: str = "") -> None:
        place = Place(self._name, row.line, entry=None if row.line else row.ident)
        source = (entry.source if entry else row.source or "")[:_SHOWN]
        self.findings.append(found(code, place, form, id=row.ident[:6], source=source, missing=missing))


def _fault(entry: Entry | None, row: Row) -> str:
    if entry is None:
        return "unknown"
    if row.source is not None and _bare(row.source) != _bare(entry.source):
        return "source"
    return ""


def _bare(text: str) -> str:
    """A text without its spaces, which office programs change."""
    return "".join(text.split())


def _copied(entry: Entry, row: Row) -> bool:
    """Whether a tool put the source where no translation is."""
    return not entry.target and row.target == entry.source and _HANZI.search(entry.source) is not None


def _fuzzy(entry: Entry, row: Row) -> bool:
    """Whether what came back counts as fuzzy.  Untranslated with a text is a state that a tool forgot to set."""
    if row.state is None:
        return entry.fuzzy and row.target == entry.target
    return row.state is State.FUZZY
