"""Take three states of a Catalogue (base, ours, theirs), give one: a merge by entry, for git.

Strategy.  Entries are paired by (msgctxt, msgid), never by place, so two translators of different paragraphs never collide
and a paragraph inserted by the editor collides with nobody.  In an entry each part is merged by itself:

- msgstr and the flag fuzzy belong together: who changed them wins; if both did, differently, a finished translation wins
  over a fuzzy or empty one, and of two finished ones neither: ours stays and becomes fuzzy; a text that someone wrote and that
  doesn't win is kept in a comment (``# sco-merge: …``) either way;
- comments, other flags, extracted comments of other hands: what either side added is in, what one side deleted is out; nobody's
  lines are lost to a conflict;
- a translation that changed on one side while the other side's update made a fuzzy entry of it reaches that fuzzy entry;
- an entry one side dropped or made obsolete is dropped only if the other side left it untouched; otherwise its work is kept.

Order: ours, with theirs' new entries behind the entry they follow there.  Header fields are merged like the
rest; a date that both moved is theirs or ours, whichever is later, and of any other field that both changed ours stays and theirs
becomes a comment of the header.  Conflicts come back as findings (PO-040);
the file is always a whole, valid catalogue.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sco_pub.localise.comments import Texts, foreign, is_ours
from sco_pub.localise.duplicates import united
from sco_pub.localise.po_header import FORMER, in_order
from sco_pub.model.catalogue import Catalogue, Entry, Key
from sco_pub.model.codes import catalogues
from sco_pub.model.finding import Finding, Outcome, Place, found

#: Fields that update writes anew; whose they are doesn't matter.
_OURS = frozenset((*FORMER, "X-Sco-Schema", "X-Source-Language"))

#: What a text begins with that gave way in a merge, in the translator's comments.
MERGED = "sco-merge: "


def merge(base: Catalogue | None, ours: Catalogue, theirs: Catalogue) -> Outcome[Catalogue]:
    """One catalogue; ``outcome.errors`` are the conflicts that a person has to look at (their entries are fuzzy)."""
    old, mine, yours = (_by_key(catalogue) for catalogue in (base, ours, theirs))
    merged: dict[Key, Entry] = {}
    findings: list[Finding] = []
    texts = Texts([*mine.values(), *yours.values()])
    for key in _order(ours, theirs):
        entry, conflict = _entry(old.get(key), mine.get(key), yours.get(key), texts)
        if entry is not None:
            merged[key] = entry
        if conflict:
            place = Place(ours.path, entry.line if entry else None, entry=f"{key[0]}: {key[1][:20]}")
            findings.append(found(catalogues.MERGE_CONFLICT, place, source=key[1][:20]))
    entries = sorted(_renewed(old, merged), key=lambda entry: entry.obsolete)
    header, lost = _header(base, ours, theirs)
    remarks = _lines(base.header_comments if base else (), ours.header_comments, theirs.header_comments)
    result = replace(
        ours,
        entries=tuple(entries),
        header=header,
        header_comments=(*remarks, *(line for line in lost if line not in remarks)),
        header_flags=_lines(base.header_flags if base else (), ours.header_flags, theirs.header_flags),
    )
    return Outcome(result, tuple(findings))


def _renewed(old: Mapping[Key, Entry], merged: Mapping[Key, Entry]) -> Iterator[Entry]:
    """The merged entries; a fuzzy one whose text comes from an entry that was since translated anew has the new words."""
    newer = {
        (entry.source, old[key].target): entry.target
        for key, entry in merged.items()
        if entry.target and not entry.fuzzy and key in old and old[key].target not in ("", entry.target)
    }
    for entry in merged.values():
        words = newer.get((entry.previous_source or "", entry.target)) if entry.fuzzy else None
        yield entry if words is None else replace(entry, target=words)


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


def _entry(old: Entry | None, mine: Entry | None, yours: Entry | None, texts: Texts) -> tuple[Entry | None, bool]:
    if mine is None or yours is None:
        left = mine or yours
        if left is None or (old is not None and _work(left, texts) == _work(old, texts)):
            return None, False  # the other side dropped what this side left alone
        return left, False
    text, lost, conflict = _translation(old, mine, yours)
    comments = _lines(old.comments if old else (), mine.comments, yours.comments)
    kept = [f"{MERGED}{line}".rstrip() for line in lost.split("\n")] if lost else []
    flags = _lines(_other_flags(old), _other_flags(mine), _other_flags(yours))
    newer = mine if old is None or _shown(mine) != _shown(old) else yours
    others = _lines(foreign(old, texts) if old else (), foreign(mine, texts), foreign(yours, texts))
    written = [line for line in newer.extracted if is_ours(newer, line, texts)]
    fuzzy = conflict or text.fuzzy
    return (
        replace(
            newer,
            target=text.target,
            flags=(("fuzzy", *flags) if fuzzy else flags),
            previous_source=text.previous_source if fuzzy else None,
            previous_context=text.previous_context if fuzzy else None,
            comments=(*comments, *(line for line in kept if line not in comments)),
            extracted=(*written, *others),
            references=_lines(old.references if old else (), mine.references, yours.references),
            obsolete=_either(old, mine, yours),
        ),
        conflict,
    )


def _either(old: Entry | None, mine: Entry, yours: Entry) -> bool:
    if mine.obsolete == yours.obsolete:
        return mine.obsolete
    return not old.obsolete if old is not None else False


def _translation(old: Entry | None, mine: Entry, yours: Entry) -> tuple[Entry, str, bool]:
    """The entry whose msgstr and fuzziness are taken, the text that doesn't win, and whether both sides are finished and
    differ."""
    if _text(mine) == _text(yours) or (old is not None and _text(yours) == _text(old)):
        return mine, "", False
    if old is not None and _text(mine) == _text(old):
        return yours, "", False
    if mine.target == yours.target:
        return (yours if mine.fuzzy else mine), "", False
    finished = [entry for entry in (mine, yours) if entry.target and not entry.fuzzy]
    if len(finished) == 1:
        (winner,) = finished
        return winner, (yours if winner is mine else mine).target, False
    if not mine.target:
        return yours, "", False
    return mine, yours.target, bool(yours.target)


def _text(entry: Entry) -> tuple[str, bool]:
    return entry.target, entry.fuzzy


def _shown(entry: Entry) -> tuple[object, ...]:
    return entry.extracted, entry.references


def _work(entry: Entry, texts: Texts) -> tuple[object, ...]:
    """What in an entry isn't ours."""
    return entry.target, entry.fuzzy, entry.comments, _other_flags(entry), foreign(entry, texts)


def _other_flags(entry: Entry | None) -> tuple[str, ...]:
    return tuple(flag for flag in entry.flags if flag != "fuzzy") if entry else ()


def _lines(old: Sequence[str], mine: Sequence[str], yours: Sequence[str]) -> tuple[str, ...]:
    """Three-way merge of lines as sets, in our order, theirs' new ones at the end."""
    gone = {line for line in old if line not in mine or line not in yours}
    kept = [line for line in mine if line not in gone]
    kept += [line for line in yours if line not in gone and line not in mine]
    return tuple(kept)


def _header(
    base: Catalogue | None, ours: Catalogue, theirs: Catalogue
) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """The fields, and theirs that gave way to ours, as lines.  A name that someone has twice keeps all its values."""
    three = [catalogue.header if catalogue else () for catalogue in (base, ours, theirs)]
    several = {name for fields in three for name, count in Counter(name for name, _ in fields).items() if count > 1}
    old, mine, yours = ({name: value for name, value in fields if name not in several} for fields in three)
    fields, lost = [], []
    for name in dict.fromkeys([*mine, *yours]):
        value, loser = _value(name, old.get(name), mine.get(name), yours.get(name))
        fields += [(name, value)] if value is not None else []
        lost += [f"{MERGED}{name}: {loser}"] if loser else []
    lines = [tuple(f"{name}\n{value}" for name, value in fields if name in several) for fields in three]
    for line in _lines(*lines):
        name, _, value = line.partition("\n")
        fields.append((name, value))
    return in_order(fields), tuple(lost)


def _value(name: str, old: str | None, mine: str | None, yours: str | None) -> tuple[str | None, str]:
    """A field's value, and theirs if it gave way though they had changed it."""
    if mine == yours or yours == old or yours is None:
        return (mine if mine is not None or (yours == old and old is not None) else yours), ""
    if mine in (old, None):
        return yours, ""
    if name.endswith("Date"):
        return max(mine or "", yours), ""
    return mine, "" if name in _OURS else yours
