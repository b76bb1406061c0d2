"""Take a Template and a Catalogue, give the Catalogue brought up to date.

Strategy, segment by segment in the master's order:

1. the same key is there: the entry stays as it is, msgstr, flags, comments and all;
2. the same key is among the obsolete entries: it is revived as it was;
3. the same text has another context (it moved to another section, or became a quotation): its translation moves along, and
   is fuzzy only if the kind changed;
4. an edited text (localise.match): the old translation, fuzzy, with the source it translates as previous msgid and the
   sentences that differ in the extracted comments;
5. nothing: an empty entry.

Entries whose text is gone become obsolete if they hold anything that isn't ours (a msgstr, a comment, a flag, another tool's
extracted comment), also those whose translation went into a fuzzy entry: should the editor take the change back, everything is
there again.  What ``update`` writes into extracted comments (kind, terms, differences, suggestions) it works out anew each time;
nothing else is touched, extracted comments and references that someone else wrote included (localise.comments).  An entry
that is there twice becomes one (localise.duplicates).  A suggestion from another publication is a comment and never a msgstr.
If no entry changes, the catalogue comes back as it was, header and all.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from sco_pub.localise.comments import SUGGESTION, TERM, Texts, foreign, is_ours
from sco_pub.localise.difference import difference
from sco_pub.localise.duplicates import united
from sco_pub.localise.match import kind_of, matches
from sco_pub.localise.po_header import completed
from sco_pub.model.catalogue import Catalogue, Entry, Key, Segment, Template
from sco_pub.model.codes import catalogues
from sco_pub.model.finding import Finding, Outcome, Place, found


def update(
    template: Template,
    catalogue: Catalogue,
    *,
    terms: Mapping[str, Sequence[str]] | None = None,
    suggestions: Mapping[str, Sequence[str]] | None = None,
) -> Outcome[Catalogue]:
    """The catalogue for the template's segments; ``outcome.value == catalogue`` when there is nothing to write.

    ``terms``: comment lines of the glossary by msgid (localise.terms.comments), ``suggestions``: lines of the translation
    memory by msgid; each line is shown after its label.  Without them, comments of those kinds stay as they are.
    Findings: PO-020 (info) counts what was added, moved, made fuzzy, revived and dropped.
    """
    texts = Texts(catalogue.entries)
    before = [_undressed(entry, texts, terms is None, suggestions is None) for entry in united(catalogue.entries)]
    live = {entry.key: entry for entry in before if not entry.obsolete}
    shelf = {entry.key: entry for entry in before if entry.obsolete}
    wanted = {segment.key for segment in template.segments}
    dropped = [entry for key, entry in live.items() if key not in wanted]
    free = [entry for entry in dropped if _work(entry, texts)]
    chosen = _chosen(template.segments, live, shelf, free, [e for k, e in shelf.items() if k not in wanted])
    entries = [
        _dressed(entry, segment, template.path, terms, suggestions)
        for segment, entry in zip(template.segments, chosen, strict=True)
    ]
    shown = {(entry.target, entry.comments, foreign(entry, texts)) for entry in chosen}
    moved = {(entry.source, entry.target, entry.comments, entry.flags, foreign(entry, texts)) for entry in chosen}
    kept = [_shelved(entry, texts) for entry in dropped if _holds_something(entry, shown, moved, texts)]
    old_shelf = [entry for key, entry in shelf.items() if key not in wanted]
    result = replace(catalogue, entries=(*entries, *old_shelf, *kept))
    if result.entries == catalogue.entries and catalogue.header:
        return Outcome(catalogue)
    if not _only_adds(catalogue, result):
        result = completed(result, template)
    return Outcome(result, (_summary(catalogue, result),))


def _only_adds(before: Catalogue, after: Catalogue) -> bool:
    """Whether every entry there was is still there as it was; then the header stays, and the diff is the new entries."""
    now = {(entry.key, entry.target, entry.flags, entry.obsolete) for entry in after.entries}
    had = all((entry.key, entry.target, entry.flags, entry.obsolete) in now for entry in before.entries)
    return had and "X-Sco-Source" in dict(before.header)


def _chosen(
    segments: Sequence[Segment],
    live: Mapping[Key, Entry],
    shelf: Mapping[Key, Entry],
    free: Sequence[Entry],
    old_shelf: Sequence[Entry],
) -> list[Entry]:
    """The entry of each segment, before its comments are written."""
    chosen: dict[int, Entry] = {}
    for index, segment in enumerate(segments):
        entry = live.get(segment.key) or shelf.get(segment.key)
        if entry is not None:
            chosen[index] = replace(entry, obsolete=False) if entry.obsolete else entry
    taken: set[Key] = set()
    for index, segment in enumerate(segments):
        if index not in chosen and (found := _moved(segment, [*free, *old_shelf], taken)):
            chosen[index] = found
    fresh = [index for index in range(len(segments)) if index not in chosen]
    pool = [entry for entry in free if entry.key not in taken and entry.target]
    shelved = [entry for entry in old_shelf if entry.key not in taken and entry.target]
    for match in matches(segments, fresh, tuple(live.values()), pool, shelved):
        chosen[match.index] = _edited(segments[match.index], match.entry)
    return [chosen.get(index) or Entry(segment.context, segment.source) for index, segment in enumerate(segments)]


def _moved(segment: Segment, candidates: Sequence[Entry], taken: set[Key]) -> Entry | None:
    same = [entry for entry in candidates if entry.source == segment.source and entry.key not in taken]
    same.sort(key=lambda entry: kind_of(entry.context) != kind_of(segment.context))
    if not same:
        return None
    entry = same[0]
    taken.add(entry.key)
    if kind_of(entry.context) == kind_of(segment.context):
        return replace(entry, context=segment.context, obsolete=False)
    flags = ("fuzzy", *(flag for flag in entry.flags if flag != "fuzzy")) if entry.target else entry.flags
    return replace(
        entry,
        context=segment.context,
        obsolete=False,
        flags=flags,
        previous_context=entry.context,
        previous_source=entry.source,
    )


def _edited(segment: Segment, entry: Entry) -> Entry:
    """A fuzzy entry; its previous msgid is the text that its msgstr translates."""
    source = entry.previous_source if entry.fuzzy and entry.previous_source else entry.source
    context = entry.previous_context if entry.fuzzy and entry.previous_context else entry.context
    return replace(
        entry,
        context=segment.context,
        source=segment.source,
        flags=("fuzzy", *(flag for flag in entry.flags if flag != "fuzzy")),
        previous_source=source,
        previous_context=None if context == segment.context else context,
        obsolete=False,
    )


def _dressed(
    entry: Entry,
    segment: Segment,
    path: str,
    terms: Mapping[str, Sequence[str]] | None,
    suggestions: Mapping[str, Sequence[str]] | None,
) -> Entry:
    extracted = [*segment.comments]
    if terms is None:
        extracted += [line for line in entry.extracted if line.startswith(TERM)]
    else:
        extracted += [TERM + line for line in terms.get(segment.source, ())]
    if entry.fuzzy and entry.previous_source is not None:
        extracted += difference(entry.previous_source, entry.source)
    if not entry.target:
        if suggestions is None:
            extracted += [line for line in entry.extracted if line.startswith(SUGGESTION)]
        else:
            extracted += [f"{SUGGESTION} {line}" for line in suggestions.get(segment.source, ())]
    extracted += [line for line in entry.extracted if line not in extracted]
    references = ((path,) if path else ()) + tuple(name for name in entry.references if not _is_master(name, path))
    return replace(entry, extracted=tuple(extracted), references=references)


def _undressed(entry: Entry, texts: Texts, terms: bool, suggestions: bool) -> Entry:
    """The entry without the house's own extracted comments, but for those of the kinds that are to stay."""
    kept = (*((TERM,) if terms else ()), *((SUGGESTION,) if suggestions and not entry.target else ()))
    lines = tuple(line for line in entry.extracted if line.startswith(kept) or not is_ours(entry, line, texts))
    return entry if lines == entry.extracted else replace(entry, extracted=lines)


def _is_master(name: str, path: str) -> bool:
    """Whether a reference is the master's, where it is now or was before its publication moved."""
    return name == path or name.endswith("/master.md")


def _work(entry: Entry, texts: Texts) -> bool:
    """Whether an entry has anything that isn't ours."""
    return bool(entry.target or entry.comments or foreign(entry, texts) or set(entry.flags) - {"fuzzy"})


def _holds_something(entry: Entry, shown: Container[object], moved: Container[object], texts: Texts) -> bool:
    """Whether a dropped entry has anything that would be lost with it.  One that moved along unchanged has not, and neither
    has a fuzzy entry that is a copy of another one's translation and comments: it was only ever offered."""
    if (entry.source, entry.target, entry.comments, entry.flags, foreign(entry, texts)) in moved:
        return False
    if entry.fuzzy and (entry.target, entry.comments, foreign(entry, texts)) in shown and set(entry.flags) == {"fuzzy"}:
        return False
    return _work(entry, texts)


def _shelved(entry: Entry, texts: Texts) -> Entry:
    references = tuple(name for name in entry.references if not name.endswith("/master.md"))
    return replace(entry, obsolete=True, extracted=foreign(entry, texts), references=references)


def _summary(before: Catalogue, after: Catalogue) -> Finding:
    old = {entry.key: entry for entry in before.entries}
    new = [entry for entry in after.entries if not entry.obsolete]
    added = [entry for entry in new if entry.key not in old]
    fuzzy = sum(entry.fuzzy for entry in added)
    revived = sum(1 for entry in new if entry.key in old and old[entry.key].obsolete)
    live = {entry.key for entry in new}
    gone = sum(1 for entry in before.entries if not entry.obsolete and entry.key not in live)
    return found(catalogues.UPDATED, Place(after.path), added=len(added), fuzzy=fuzzy, revived=revived, gone=gone)
