"""Take a Master and a Catalogue, give an Edition: translated inlines in the places of the master's.

Strategy.  The document is walked as for extraction (localise.slots), so every block, attribute, link target of a picture
and table keeps its place; only inlines are replaced.  A msgstr that equals its msgid gives the master's own inlines, to the
last soft break.  Text without a finished translation stays in the source language inside a Span ``untranslated`` with its
``lang``; in draft builds a fuzzy translation is shown inside a Span ``fuzzy``.  Note calls stay outside those spans where
they can, since a note has its own translation.  A translator's own note (``^[…]``) in the translation of a note is put
in brackets (PO-014): no format has notes within notes.  A translation that nests so deep that pandoc never ended is shown
letter by letter (PO-015).

A note is never lost: one that the translation no longer calls is put at the block's end (PO-010), a call that belongs to no
note stays as text (PO-011), a note called twice stays twice (PO-012).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from gettext import NullTranslations

from sco_pub.localise.extract import Extract, entry_id, prepare
from sco_pub.localise.inlines import InlineCodec, calls, note_call
from sco_pub.localise.notes import every_note, notes_of
from sco_pub.localise.slots import Slot, fill
from sco_pub.localise.state import state_of
from sco_pub.model import ast
from sco_pub.model.catalogue import Catalogue, Entry, Segment, State
from sco_pub.model.choices import Policy
from sco_pub.model.codes import catalogues
from sco_pub.model.document import Document, Master
from sco_pub.model.edition import Edition, Progress, Provenance
from sco_pub.model.finding import Finding, Outcome, Place, found_of
from sco_pub.model.finding import found as raised
from sco_pub.model.markdown_tokens import OWN_NOTE
from sco_pub.model.wording import Value


@dataclass(frozen=True, slots=True)
class _Row:
    """A segment in its place, with its entry, if the catalogue has one; ``shown``: what the entry says stands in the edition."""

    slot: Slot
    segment: Segment
    entry: Entry | None
    state: State
    shown: bool

    @property
    def says(self) -> Entry | None:
        """The entry, where it stands in the edition."""
        return self.entry if self.shown else None

    @property
    def translates(self) -> Entry | None:
        """The same, where its words are others than the master's."""
        return self.says if self.says and self.says.target != self.segment.source else None


def apply(
    master: Master,
    catalogue: Catalogue,
    codec: InlineCodec,
    *,
    policy: Policy = Policy.DRAFT,
    labels: NullTranslations | None = None,
    catalogue_digest: str | None = None,
    extracted: Extract | None = None,
) -> Outcome[Edition]:
    """The edition in the catalogue's language.  In RELEASE each segment that isn't done is an error (PO-013).

    ``extracted``: the master's segments, where they are known already.
    """
    source = extracted or prepare(master, codec)
    rows = _rows(source, catalogue, policy)
    texts = _texts(rows, codec, master.lang)
    unfinished = _state_findings(rows, catalogue.path) if policy is Policy.RELEASE else ()
    findings = [*_reading_findings(rows, codec, catalogue.path), *_note_findings(rows, catalogue.path), *unfinished]
    filled = with_lang(fill(source.document, texts), catalogue.language)
    edition = Edition(
        publication=master.publication,
        language=catalogue.language,
        lang=catalogue.language.replace("_", "-"),
        source_lang=master.lang,
        document=filled,
        source_meta=master.document.meta,
        labels=labels or NullTranslations(),
        progress=progress([row.state for row in rows]),
        provenance=Provenance(master.path, master.digest, catalogue.path, catalogue_digest),
        note_labels=_note_labels(filled),
    )
    return Outcome(edition, tuple(findings))


def source_edition(master: Master, *, language: str, labels: NullTranslations | None = None) -> Edition:
    """The edition in the master's own language."""
    return Edition(
        publication=master.publication,
        language=language,
        lang=master.lang,
        source_lang=master.lang,
        document=master.document,
        source_meta=master.document.meta,
        labels=labels or NullTranslations(),
        progress=Progress(),
        provenance=Provenance(master.path, master.digest),
        note_labels=_note_labels(master.document),
    )


def progress(states: Sequence[State]) -> Progress:
    """How far a translation is: fuzzy never counts as done; reviewed counts as translated too."""
    count = Counter(states)
    return Progress(
        segments=len(states),
        translated=count[State.TRANSLATED] + count[State.REVIEWED],
        fuzzy=count[State.FUZZY],
        untranslated=count[State.UNTRANSLATED],
        reviewed=count[State.REVIEWED],
    )


def with_lang(document: Document, lang: str) -> Document:
    """The document with ``lang``, a locale's name (zh_CN), as its language tag (zh-CN)."""
    meta = {**document.meta, "lang": {"t": "MetaInlines", "c": [ast.text(lang.replace("_", "-"))]}}
    return Document(meta, document.blocks, document.api_version)


def _note_labels(document: Document) -> tuple[str, ...]:
    return tuple(dict.fromkeys(note["label"] for note in every_note(document) if "label" in note))


def _rows(source: Extract, catalogue: Catalogue, policy: Policy) -> list[_Row]:
    """The master's segments, each with its entry; a draft shows fuzzy translations too."""
    entries = {entry.key: entry for entry in catalogue.entries if not entry.obsolete}
    shown = {State.TRANSLATED, State.REVIEWED, *((State.FUZZY,) if policy is Policy.DRAFT else ())}
    found = (
        (slot, segment, entries.get(segment.key)) for slot, segment in zip(source.slots, source.segments, strict=True)
    )
    return [_Row(slot, segment, entry, state := state_of(entry), state in shown) for slot, segment, entry in found]


def _texts(rows: Sequence[_Row], codec: InlineCodec, lang: str) -> list[ast.Inlines]:
    """The inlines of each slot; ``lang``: of the source, in which what nobody has translated is marked."""
    targets = {index: entry.target for index, row in enumerate(rows) if (entry := row.translates)}
    labels = [[note["label"] for note in notes_of(rows[index].slot.inlines)] for index in targets]
    read = dict(zip(targets, codec.read(list(targets.values()), labels), strict=True))
    texts = []
    for index, row in enumerate(rows):
        inlines = row.slot.inlines
        if index in read:
            inlines = _with_lost_notes(_without_own_notes(read[index], row.slot), row.slot)
        if not row.shown:
            inlines = _marked(inlines, "untranslated", {"lang": lang})
        elif row.state is State.FUZZY:
            inlines = _marked(inlines, "fuzzy", {})
        texts.append(inlines)
    return texts


def _with_lost_notes(inlines: ast.Inlines, slot: Slot) -> ast.Inlines:
    kept = {note.get("label") for note in notes_of(inlines)}
    lost = [note["label"] for note in notes_of(slot.inlines) if note["label"] not in kept]
    return [*inlines, *(note_call(label) for label in dict.fromkeys(lost))]


def _without_own_notes(inlines: ast.Inlines, slot: Slot) -> ast.Inlines:
    """A note's text whose translator's notes stand in brackets."""
    if slot.note is None or not any("label" not in note for note in notes_of(inlines)):
        return inlines
    body: ast.Inlines = ast.without_inner_notes({"t": "Note", "c": [ast.para(inlines)]})["c"][0]["c"]
    return body


def _reading_findings(rows: Sequence[_Row], codec: InlineCodec, path: str) -> Iterator[Finding]:
    """What of the translations can't be shown as it was meant."""
    for row in rows:
        if (entry := row.translates) is None:
            continue
        place = Place(path, entry.line, entry=entry_id(entry.key))
        if row.slot.note is not None and OWN_NOTE.search(entry.target):
            yield raised(catalogues.OWN_NOTE_IN_NOTE, place)
        if fault := codec.refused(entry.target):
            yield raised(catalogues.TOO_DEEP, place, fault=fault)


def _marked(inlines: ast.Inlines, name: str, attributes: Mapping[str, str]) -> ast.Inlines:
    """Runs between top-level notes, each in a Span of that class."""
    out: ast.Inlines = []
    run: ast.Inlines = []
    for element in [*inlines, None]:
        if element is not None and element["t"] != "Note":
            run.append(element)
            continue
        if run:
            out.append(ast.span(run, classes=[name], attributes=attributes))
            run = []
        if element is not None:
            out.append(element)
    return out


def _note_findings(rows: Sequence[_Row], path: str) -> Iterator[Finding]:
    """Notes that a translation calls less often or more often than the master, or that the master hasn't."""
    for row in rows:
        if (entry := row.says) is None:
            continue
        wanted, given = Counter(calls(row.segment.source)), Counter(calls(entry.target))
        if dict(wanted) == dict(given):  # a Counter's own comparison is slow
            continue
        place = Place(path, entry.line, entry=entry_id(entry.key))
        yield from (raised(catalogues.NOTE_DROPPED, place, label=label) for label in wanted if label not in given)
        yield from (raised(catalogues.NOTE_STRANGE, place, label=label) for label in given if label not in wanted)
        for label in [label for label in given if given[label] > wanted[label] > 0]:
            counts: dict[str, Value] = {"label": label, "given": given[label], "wanted": wanted[label]}
            yield found_of(catalogues.NOTE_TWICE, place, "", counts)


def _state_findings(rows: Sequence[_Row], path: str) -> Iterator[Finding]:
    """The segments that a release waits for."""
    forms = {State.UNTRANSLATED: "untranslated", State.FUZZY: "fuzzy"}
    for row in rows:
        if form := forms.get(row.state):
            place = Place(path, row.entry.line if row.entry else None, entry=entry_id(row.segment.key))
            yield raised(catalogues.UNFINISHED, place, form, source=row.segment.source[:20])
