"""Take a Template and a Catalogue, give the Catalogue brought up to date.

Strategy, segment by segment in the master's order:

1. the same key is there: the entry stays as it is, msgstr, flags, comments and all;
2. the same key is among the obsolete entries: it is revived as it was;
3. the same text has another context (it moved to another section, or became a quotation): its translation moves along, and
   is fuzzy only if the kind changed;
4. a change that needs no translator (localise.carry): note labels, the number of a heading, paragraphs joined; the translation
   follows, finished, and is counted in what is said (PO-022);
5. an edited text (localise.match): the old translation, fuzzy, with the source it translates as previous msgid and the
   sentences that differ in the extracted comments; also for an entry that is there and empty: in a race of a translator with an
   editor her translation may stand among the obsolete entries;
6. nothing: an empty entry.

Entries whose text is gone become obsolete if they hold anything that isn't ours (a msgstr, a comment, a flag, another tool's
extracted comment), also those whose translation went into a fuzzy entry: should the editor take the change back, everything is
there again.  What ``update`` writes into extracted comments (kind, terms, differences, suggestions) it works out anew each time;
nothing else is touched, extracted comments and references that someone else wrote included (localise.comments).  An entry
that is there twice becomes one (localise.duplicates).  A suggestion from another publication is a comment and never a msgstr.
If no entry changes, the catalogue comes back as it was, header and all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sco_pub.localise.carry import Carried, Standing, Way, carried
from sco_pub.localise.comments import FILLED, OTHER_WORDING, SUGGESTION, TERM, Texts, foreign, is_ours, unbroken, whole
from sco_pub.localise.difference import difference
from sco_pub.localise.duplicates import united
from sco_pub.localise.match import Match, kind_of, matches
from sco_pub.localise.po_header import completed
from sco_pub.model.catalogue import Catalogue, Entry, Key, Segment, Template
from sco_pub.model.codes import catalogues
from sco_pub.model.finding import Finding, Outcome, Place, found, found_of
from sco_pub.model.wording import Value


def update(
    template: Template,
    catalogue: Catalogue,
    *,
    terms: Mapping[str, Sequence[str]] | None = None,
    suggestions: Mapping[str, Sequence[str]] | None = None,
    fills: Mapping[str, tuple[str, str]] | None = None,
) -> Outcome[Catalogue]:
    """The catalogue for the template's segments; ``outcome.value == catalogue`` when there is nothing to write.

    ``terms``: comment lines of the glossary by msgid (localise.terms.comments), ``suggestions``: lines of the translation
    memory by msgid; each line is shown after its label.  Without them, comments of those kinds stay as they are.  ``fills``: a
    translation and the publication it is from, by msgid; an empty entry gets it, fuzzy, with a comment that says so.
    Findings: PO-020 (info) counts what was added, moved, made fuzzy, revived and dropped, PO-021 (info) comments of the house
    that a client had broken over lines, PO-022 (info) translations that followed a change by themselves.
    """
    texts = Texts(catalogue.entries)
    single = united(catalogue.entries)
    written = _Written(template, terms, suggestions, single)
    before = [_undressed(written.unbroken(entry), texts, terms is None, suggestions is None) for entry in single]
    live = {entry.key: entry for entry in before if not entry.obsolete}
    shelf = {entry.key: entry for entry in before if entry.obsolete}
    wanted = {segment.key for segment in template.segments}
    dropped = [entry for key, entry in live.items() if key not in wanted]
    free = [entry for entry in dropped if _work(entry, texts)]
    old_shelf = [entry for key, entry in shelf.items() if key not in wanted]
    chosen, followed = _chosen(template.segments, _Stock(live, shelf, free, old_shelf), catalogue.language)
    chosen = [_filled(entry, fills or {}) for entry in chosen]
    entries = [written.dressed(entry, segment) for segment, entry in zip(template.segments, chosen, strict=True)]
    shown = {(entry.target, entry.comments, foreign(entry, texts)) for entry in chosen}
    moved = {(entry.source, entry.target, entry.comments, entry.flags, foreign(entry, texts)) for entry in chosen}
    kept = [_shelved(entry, texts) for entry in dropped if _holds_something(entry, shown, moved, texts)]
    result = replace(catalogue, entries=(*entries, *old_shelf, *kept))
    if result.entries == catalogue.entries and catalogue.header:
        return Outcome(catalogue)
    result = completed(result, template)
    return Outcome(result, (_summary(catalogue, result), *_told(catalogue, written.mended, followed)))


def _told(catalogue: Catalogue, mended: int, followed: Sequence[Carried]) -> Iterator[Finding]:
    """What else was done, that nobody would see in a diff of hundreds of lines."""
    if mended:
        yield found(catalogues.REJOINED, Place(catalogue.path), count=mended)
    if followed:
        ways = Counter(item.way for item in followed)
        counts: dict[str, Value] = {"count": len(followed), **{way.value: ways[way] for way in Way}}
        yield found_of(catalogues.FOLLOWED, Place(catalogue.path), "", counts)


@dataclass(frozen=True, slots=True)
class _Stock:
    """The entries of a catalogue by what may become of them.

    ``live`` and ``shelf``: all of them by key, and all that are obsolete; ``free`` and ``old_shelf``: those of each that no
    segment asks for by its key.
    """

    live: Mapping[Key, Entry]
    shelf: Mapping[Key, Entry]
    free: Sequence[Entry]
    old_shelf: Sequence[Entry]

    def without(self, used: Container[Key]) -> _Stock:
        """The same, where entries that are used already and those without a translation are no longer free."""
        free, old = ([e for e in each if e.key not in used and e.target] for each in (self.free, self.old_shelf))
        return replace(self, free=free, old_shelf=old)


def _chosen(segments: Sequence[Segment], stock: _Stock, language: str) -> tuple[list[Entry], tuple[Carried, ...]]:
    """The entry of each segment, before its comments are written, and the translations among them that followed a change."""
    chosen = _by_key(segments, stock)
    taken: set[Key] = set()
    for index, segment in enumerate(segments):
        if index not in chosen and (found := _moved(segment, [*stock.free, *stock.old_shelf], taken)):
            chosen[index] = found
    fresh = [index for index in range(len(segments)) if index not in chosen or not chosen[index].target]
    followed = carried(segments, fresh, stock.without(taken).free, language)
    used = taken | {entry.key for item in followed for entry in item.of}
    new = {item.index: item.entry for item in followed}
    new |= _matched(segments, [index for index in fresh if index not in new], chosen, new, stock.without(used))
    for index, entry in new.items():
        chosen[index] = _with_lines_of(entry, chosen[index]) if index in chosen else entry
    entries = [chosen.get(index) or Entry(segment.context, segment.source) for index, segment in enumerate(segments)]
    return entries, followed


def _by_key(segments: Sequence[Segment], stock: _Stock) -> dict[int, Entry]:
    """The entries of segments that stand in the catalogue as they are, by index; one from the shelf is taken down."""
    found = (
        (index, stock.live.get(segment.key) or stock.shelf.get(segment.key)) for index, segment in enumerate(segments)
    )
    return {i: replace(entry, obsolete=False) if entry.obsolete else entry for i, entry in found if entry is not None}


def _matched(
    segments: Sequence[Segment],
    left: Sequence[int],
    chosen: Mapping[int, Entry],
    followed: Mapping[int, Entry],
    stock: _Stock,
) -> dict[int, Entry]:
    """Entries by likeness for the segments ``left``: first those without any, then the empty ones, from what is still open."""
    without = [index for index in left if index not in chosen]
    new = _alike(segments, matches(segments, without, tuple(stock.live.values()), stock.free, stock.old_shelf))
    standing = Standing([*chosen.values(), *followed.values(), *new.values()])
    open_ = [entry for entry in (*stock.free, *stock.old_shelf) if not standing.has(entry)]
    empty = [index for index in left if index in chosen]
    return new | _alike(segments, matches(segments, empty, (), (), open_))


def _alike(segments: Sequence[Segment], found: Iterable[Match]) -> dict[int, Entry]:
    """The entries of segments that are like dropped ones, by index."""
    return {match.index: _edited(segments[match.index], match.entry) for match in found}


def _with_lines_of(entry: Entry, empty: Entry) -> Entry:
    """An entry that takes the place of an empty one, with whatever somebody wrote there."""
    return replace(
        entry,
        comments=tuple(dict.fromkeys((*empty.comments, *entry.comments))),
        extracted=tuple(dict.fromkeys((*empty.extracted, *entry.extracted))),
        flags=tuple(dict.fromkeys((*entry.flags, *empty.flags))),
        references=tuple(dict.fromkeys((*empty.references, *entry.references))),
    )


def _filled(entry: Entry, fills: Mapping[str, tuple[str, str]]) -> Entry:
    if entry.target or entry.source not in fills:
        return entry
    target, publication = fills[entry.source]
    flags = ("fuzzy", *(flag for flag in entry.flags if flag != "fuzzy"))
    return replace(entry, target=target, flags=flags, extracted=(*entry.extracted, FILLED + publication))


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


class _Written:
    """The extracted comments that update writes into the entries of a template."""

    def __init__(
        self,
        template: Template,
        terms: Mapping[str, Sequence[str]] | None,
        suggestions: Mapping[str, Sequence[str]] | None,
        entries: Sequence[Entry],
    ) -> None:
        self._path, self._terms, self._suggestions = template.path, terms, suggestions
        self._segments = {segment.key: segment for segment in template.segments}
        self._former: dict[str, list[str]] = {}
        for entry in entries:
            if entry.target and not entry.fuzzy and entry.key not in self._segments:
                self._former.setdefault(entry.source, []).append(entry.target)
        self.mended = 0

    def lines(self, entry: Entry, segment: Segment) -> list[str]:
        """The house's lines for an entry, in their order."""
        lines = [*segment.comments, *self._told(entry, segment, TERM, TERM, self._terms)]
        if entry.fuzzy and entry.previous_source is not None:
            lines += difference(entry.previous_source, entry.source)
            others = [text for text in self._former.get(entry.previous_source, ()) if text != entry.target]
            lines += [f"{SUGGESTION} ({OTHER_WORDING}, 100 %): {' '.join(text.split())}" for text in others]
        lines += [line for line in entry.extracted if line.startswith(FILLED) and entry.fuzzy]
        if not entry.target:
            told = self._told(entry, segment, SUGGESTION, f"{SUGGESTION} ", self._suggestions)
            lines += told if self._suggestions is not None else [line for line in told if line not in lines]
        return lines

    @staticmethod
    def _told(
        entry: Entry, segment: Segment, mark: str, lead: str, known: Mapping[str, Sequence[str]] | None
    ) -> list[str]:
        """The lines of a kind that are known for a segment, or those that stand in the entry where none were looked up."""
        if known is None:
            return [line for line in entry.extracted if line.startswith(mark)]
        return [lead + line for line in known.get(segment.source, ())]

    def dressed(self, entry: Entry, segment: Segment) -> Entry:
        """The entry with the house's lines first and everybody else's behind them."""
        extracted = self.lines(entry, segment)
        extracted += [line for line in entry.extracted if line not in extracted]
        path = self._path
        references = ((path,) if path else ()) + tuple(name for name in entry.references if not _is_master(name, path))
        return replace(entry, extracted=tuple(extracted), references=references)

    def unbroken(self, entry: Entry) -> Entry:
        """The entry without the pieces into which a client broke our lines; its records in one line each."""
        comments, extracted = whole(entry.comments), entry.extracted
        segment = self._segments.get(entry.key)
        if segment is not None and extracted:
            extracted = unbroken(extracted, self.lines(entry, segment))
        if (comments, extracted) == (entry.comments, entry.extracted):
            return entry
        self.mended += len(entry.comments) - len(comments) + len(entry.extracted) - len(extracted)
        return replace(entry, comments=comments, extracted=extracted)


def _undressed(entry: Entry, texts: Texts, terms: bool, suggestions: bool) -> Entry:
    """The entry without the house's own extracted comments, but for those of the kinds that are to stay."""
    kept = (*((TERM,) if terms else ()), *((SUGGESTION,) if suggestions and not entry.target else ()))
    kept += (FILLED,) if entry.fuzzy else ()
    lines = tuple(line for line in entry.extracted if line.startswith(kept) or not is_ours(entry, line, texts))
    return entry if lines == entry.extracted else replace(entry, extracted=lines)


def _is_master(name: str, path: str) -> bool:
    """Whether a reference is the master's, where it is now or was before its publication moved."""
    return name == path or name.endswith("/master.md")


def _work(entry: Entry, texts: Texts) -> bool:
    """Whether an entry has anything that isn't ours."""
    theirs = any(not _is_master(name, "") for name in entry.references)
    return bool(theirs or entry.target or entry.comments or foreign(entry, texts) or set(entry.flags) - {"fuzzy"})


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
