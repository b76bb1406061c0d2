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
from collections.abc import Mapping, Sequence
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
    slots, segments = source.slots, source.segments
    entries = {entry.key: entry for entry in catalogue.entries if not entry.obsolete}
    found = [entries.get(segment.key) for segment in segments]
    states = [state_of(entry) for entry in found]
    texts = _texts(slots, segments, found, states, codec, policy, master.lang)
    findings = [
        *_reading_findings(slots, segments, found, states, codec, catalogue.path, policy),
        *_note_findings(segments, found, states, catalogue.path, policy),
        *_state_findings(segments, found, states, catalogue.path, policy),
    ]
    filled = with_lang(fill(source.document, texts), catalogue.language)
    edition = Edition(
        publication=master.publication,
        language=catalogue.language,
        lang=catalogue.language.replace("_", "-"),
        source_lang=master.lang,
        document=filled,
        source_meta=master.document.meta,
        labels=labels or NullTranslations(),
        progress=progress(states),
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
    meta = {**document.meta, "lang": {"t": "MetaInlines", "c": [ast.text(lang.replace("_", "-"))]}}
    return Document(meta, document.blocks, document.api_version)


def _note_labels(document: Document) -> tuple[str, ...]:
    return tuple(dict.fromkeys(note["label"] for note in every_note(document) if "label" in note))


def _shown(state: State, policy: Policy) -> bool:
    return state in (State.TRANSLATED, State.REVIEWED) or (state is State.FUZZY and policy is Policy.DRAFT)


def _texts(
    slots: Sequence[Slot],
    segments: Sequence[Segment],
    found: Sequence[Entry | None],
    states: Sequence[State],
    codec: InlineCodec,
    policy: Policy,
    lang: str,
) -> list[ast.Inlines]:
    targets: dict[int, str] = {}
    for index, (entry, state) in enumerate(zip(found, states, strict=True)):
        if entry and _shown(state, policy) and entry.target != segments[index].source:
            targets[index] = entry.target
    labels = [[note["label"] for note in notes_of(slots[index].inlines)] for index in targets]
    read = dict(zip(targets, codec.read(list(targets.values()), labels), strict=True))
    texts = []
    for index, (slot, state) in enumerate(zip(slots, states, strict=True)):
        inlines = slot.inlines
        if index in read:
            inlines = _with_lost_notes(_without_own_notes(read[index], slot), slot)
        if state is State.FUZZY and policy is Policy.DRAFT:
            inlines = _marked(inlines, "fuzzy", {})
        elif not _shown(state, policy):
            inlines = _marked(inlines, "untranslated", {"lang": lang})
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


def _reading_findings(
    slots: Sequence[Slot],
    segments: Sequence[Segment],
    found: Sequence[Entry | None],
    states: Sequence[State],
    codec: InlineCodec,
    path: str,
    policy: Policy,
) -> list[Finding]:
    """What of the translations can't be shown as it was meant."""
    findings = []
    for slot, segment, entry, state in zip(slots, segments, found, states, strict=True):
        if entry is None or not _shown(state, policy) or entry.target == segment.source:
            continue
        place = Place(path, entry.line, entry=entry_id(entry.key))
        if slot.note is not None and OWN_NOTE.search(entry.target):
            findings.append(raised(catalogues.OWN_NOTE_IN_NOTE, place))
        if fault := codec.refused(entry.target):
            findings.append(raised(catalogues.TOO_DEEP, place, fault=fault))
    return findings


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


def _note_findings(
    segments: Sequence[Segment],
    found: Sequence[Entry | None],
    states: Sequence[State],
    path: str,
    policy: Policy,
) -> list[Finding]:
    findings = []
    for segment, entry, state in zip(segments, found, states, strict=True):
        if entry is None or not _shown(state, policy):
            continue
        wanted, given = Counter(calls(segment.source)), Counter(calls(entry.target))
        if dict(wanted) == dict(given):  # a Counter's own comparison is slow
            continue
        place = Place(path, entry.line, entry=entry_id(entry.key))
        findings += [raised(catalogues.NOTE_DROPPED, place, label=label) for label in wanted if label not in given]
        findings += [raised(catalogues.NOTE_STRANGE, place, label=label) for label in given if label not in wanted]
        for label in [label for label in given if given[label] > wanted[label] > 0]:
            counts: dict[str, Value] = {"label": label, "given": given[label], "wanted": wanted[label]}
            findings.append(found_of(catalogues.NOTE_TWICE, place, "", counts))
    return findings


def _state_findings(
    segments: Sequence[Segment],
    found: Sequence[Entry | None],
    states: Sequence[State],
    path: str,
    policy: Policy,
) -> list[Finding]:
    if policy is not Policy.RELEASE:
        return []
    findings = []
    for segment, entry, state in zip(segments, found, states, strict=True):
        if state in (State.UNTRANSLATED, State.FUZZY):
            place = Place(path, entry.line if entry else None, entry=entry_id(segment.key))
            form = "untranslated" if state is State.UNTRANSLATED else "fuzzy"
            findings.append(raised(catalogues.UNFINISHED, place, form, source=segment.source[:20]))
    return findings
