"""Take three states of a Catalogue (base, ours, theirs), give one: a merge by entry, for git.

Strategy.  Entries are paired by (msgctxt, msgid), never by place, so two translators of different paragraphs never collide
and a paragraph inserted by the editor collides with nobody.  In an entry each part is merged by itself:

- msgstr and the flag fuzzy belong together: who changed them wins; if both did, differently, a finished translation wins
  over a fuzzy or empty one, and of two finished ones neither: ours stays, becomes fuzzy, and theirs is kept in a comment;
- comments, other flags: what either side added is in, what one side deleted is out; nobody's lines are lost to a conflict;
- an entry one side dropped or made obsolete is dropped only if the other side left it untouched; otherwise its work is kept.

Order: ours, with theirs' new entries behind the entry they follow there.  Header fields are merged like the
rest; a date that both moved is theirs or ours, whichever is later.  Conflicts come back as findings (PO-040);
the file is always a whole, valid catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sco_pub.localise.duplicates import united
from sco_pub.localise.header import in_order
from sco_pub.model.catalogue import Catalogue, Entry, Key
from sco_pub.model.codes import catalogues
from sco_pub.model.finding import Finding, Outcome, Place, found


def merge(base: Catalogue | None, ours: Catalogue, theirs: Catalogue) -> Outcome[Catalogue]:
    """One catalogue; ``outcome.errors`` are the conflicts that a person has to look at (their entries are fuzzy)."""
    old, mine, yours = (_by_key(catalogue) for catalogue in (base, ours, theirs))
    merged: dict[Key, Entry] = {}
    findings: list[Finding] = []
    for key in _order(ours, theirs):
        entry, conflict = _entry(old.get(key), mine.get(key), yours.get(key))
        if entry is not None:
            merged[key] = entry
        if conflict:
            place = Place(ours.path, entry.line if entry else None, entry=f"{key[0]}: {key[1][:20]}")
            findings.append(found(catalogues.MERGE_CONFLICT, place, source=key[1][:20]))
    entries = sorted(merged.values(), key=lambda entry: entry.obsolete)
    result = replace(
        ours,
        entries=tuple(entries),
        header=_header(base, ours, theirs),
        header_comments=_lines(base.header_comments if base else (), ours.header_comments, theirs.header_comments),
        header_flags=_lines(base.header_flags if base else (), ours.header_flags, theirs.header_flags),
    )
    return Outcome(result, tuple(findings))


def _by_key(catalogue: Catalogue | None) -> Mapping[Key, Entry]:
    return {entry.key: entry for entry in united(catalogue.entries if catalogue else ())}


def _order(ours: Catalogue, theirs: Catalogue) -> Iterator[Key]:
    mine = list(dict.fromkeys(entry.key for entry in ours.entries))
    known = set(mine)
    behind: dict[Key | None, list[Key]] = {}
    last: Key | None = None
    for entry in united(theirs.entries):
        if entry.key in known:
            last = entry.key
        else:
            behind.setdefault(last, []).append(entry.key)
            known.add(entry.key)
    yield from behind.get(None, ())
    for key in mine:
        yield key
        yield from behind.get(key, ())


def _entry(old: Entry | None, mine: Entry | None, yours: Entry | None) -> tuple[Entry | None, bool]:
    if mine is None or yours is None:
        left = mine or yours
        if left is None or (old is not None and _work(left) == _work(old)):
            return None, False  # the other side dropped what this side left alone
        return left, False
    text, conflict = _translation(old, mine, yours)
    comments = _lines(old.comments if old else (), mine.comments, yours.comments)
    if conflict:
        comments = (*comments, *(f"sco-merge: {line}" for line in yours.target.split("\n")))
    flags = _lines(_other_flags(old), _other_flags(mine), _other_flags(yours))
    newer = mine if old is None or _shown(mine) != _shown(old) else yours
    fuzzy = conflict or text.fuzzy
    return (
        replace(
            newer,
            target=text.target,
            flags=(("fuzzy", *flags) if fuzzy else flags),
            previous_source=text.previous_source if fuzzy else None,
            previous_context=text.previous_context if fuzzy else None,
            comments=comments,
            obsolete=_either(old, mine, yours),
        ),
        conflict,
    )


def _either(old: Entry | None, mine: Entry, yours: Entry) -> bool:
    if mine.obsolete == yours.obsolete:
        return mine.obsolete
    return not old.obsolete if old is not None else False


def _translation(old: Entry | None, mine: Entry, yours: Entry) -> tuple[Entry, bool]:
    """The entry whose msgstr and fuzziness are taken, and whether both sides are finished and differ."""
    if _text(mine) == _text(yours) or (old is not None and _text(yours) == _text(old)):
        return mine, False
    if old is not None and _text(mine) == _text(old):
        return yours, False
    if mine.target == yours.target:
        return (yours if mine.fuzzy else mine), False
    finished = [entry for entry in (mine, yours) if entry.target and not entry.fuzzy]
    if len(finished) == 1:
        return finished[0], False
    return (mine if mine.target else yours), bool(mine.target and yours.target)


def _text(entry: Entry) -> tuple[str, bool]:
    return entry.target, entry.fuzzy


def _shown(entry: Entry) -> tuple[object, ...]:
    return entry.extracted, entry.references


def _work(entry: Entry) -> tuple[object, ...]:
    """What is a translator's in an entry."""
    return entry.target, entry.fuzzy, entry.comments


def _other_flags(entry: Entry | None) -> tuple[str, ...]:
    return tuple(flag for flag in entry.flags if flag != "fuzzy") if entry else ()


def _lines(old: Sequence[str], mine: Sequence[str], yours: Sequence[str]) -> tuple[str, ...]:
    """Three-way merge of lines as sets, in our order, theirs' new ones at the end."""
    gone = {line for line in old if line not in mine or line not in yours}
    kept = [line for line in mine if line not in gone]
    kept += [line for line in yours if line not in gone and line not in mine]
    return tuple(kept)


def _header(base: Catalogue | None, ours: Catalogue, theirs: Catalogue) -> tuple[tuple[str, str], ...]:
    old, mine, yours = (dict(catalogue.header) if catalogue else {} for catalogue in (base, ours, theirs))
    fields = {}
    for name in dict.fromkeys([*mine, *yours]):
        a, b, o = mine.get(name), yours.get(name), old.get(name)
        if a == b or b == o or b is None:
            value = a if a is not None or (b == o and o is not None) else b
        elif a == o or a is None:
            value = b
        else:
            value = max(a, b) if name.endswith("Date") else a
        if value is not None:
            fields[name] = value
    return in_order(fields.items())
