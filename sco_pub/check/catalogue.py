"""Take a Catalogue, give Findings: every rule over every entry that has a translation, waivers taken off.

Errors gate a release, warnings want a look.  Fuzzy entries are checked only on request: they are unfinished by
definition.  Code and rule:

    CHK-001 notes      CHK-002 markup   CHK-003 links     CHK-004 numbers   CHK-005 hanzi left over
    CHK-006 copied     CHK-007 script   CHK-008 nesting   CHK-010 quotes    CHK-011 dashes    CHK-012 no-break spaces
    CHK-009 other number                CHK-013 full-width CHK-014 spaces   CHK-015 doubled   CHK-016 length
    CHK-017 other language             CHK-018 other unit   CHK-019 stop lost
    CHK-020 terms      CHK-021 forbidden terms             CHK-022 negation lost  CHK-023 brackets
    CHK-024 names    CHK-025 places                        CHK-026 left out   CHK-027 decimal sign
    CHK-028 word for one that it excludes
    CHK-030 … CHK-032  waivers          CHK-040 the catalogue doesn't fit the master
    CHK-041 the master has a note within a note
    CHK-042 the master has a note that nothing calls
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from hashlib import sha256

from sco_pub.check.changes import changes
from sco_pub.check.contrasts import contrasts
from sco_pub.check.markup import (
    calls,
    doubled_words,
    empty_or_copied,
    links,
    markup,
    mixed_scripts,
    other_language,
    readable,
)
from sco_pub.check.names import names
from sco_pub.check.names_across import names_across
from sco_pub.check.names_foreign import foreign_names
from sco_pub.check.numbers import numbers
from sco_pub.check.omissions import omissions, omitted
from sco_pub.check.order import order
from sco_pub.check.pair import Issue, Pair, Rule, primary, shown
from sco_pub.check.places import places
from sco_pub.check.script import leftovers
from sco_pub.check.sense import sense
from sco_pub.check.terms import Morphology, as_written, terms
from sco_pub.check.typography import typography
from sco_pub.check.units import units
from sco_pub.check.waivers import waiver_issues, waivers
from sco_pub.model.ast import UNCALLED
from sco_pub.model.catalogue import Catalogue, Entry, Template
from sco_pub.model.codes import checks
from sco_pub.model.finding import Finding, Place, found_of
from sco_pub.model.glossary import Glossary
from sco_pub.model.markdown_tokens import NOTE_CALL, escape
from sco_pub.model.wording import Value

_CALL_AS_TEXT = escape("[^")  # how pandoc writes what it left of a call within a note
#: The rules that need nothing but the two texts and nothing of the catalogue.
RULES: tuple[Rule, ...] = (
    calls, markup, readable, links, numbers, leftovers, empty_or_copied, mixed_scripts, other_language, doubled_words,
    sense, units, names, foreign_names, places, contrasts, changes, order, typography,
)  # fmt: skip


def check_catalogue(
    catalogue: Catalogue,
    *,
    template: Template | None = None,
    glossary: Glossary | None = None,
    morphology: Morphology | None = None,
    fuzzy: bool = False,
) -> tuple[Finding, ...]:
    """The findings of a catalogue, in its order.

    ``template``: also whether the catalogue has just the master's segments; ``glossary`` with ``morphology``
    (edge.morphology.morphology(language)): also terms; ``fuzzy``: fuzzy entries too.
    """
    rules = RULES
    if glossary is not None:
        words = morphology or Morphology(as_written, as_written)
        rules = (*rules, partial(terms, glossary=glossary, wanted=glossary.without_advice(), words=words))
    language = primary(catalogue.language)
    pairs = [Pair(entry, language) for entry in _finished(catalogue, fuzzy)]
    rules = (*rules, omissions(pairs), names_across(pairs))
    findings = [*_spaces_once(finding for pair in pairs for finding in _check(pair, catalogue.path, rules))]
    if template is not None:
        findings += [*_fit(catalogue, template), *_notes_within_notes(template), *_uncalled_notes(template)]
    return tuple(findings)


def _spaces_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings with each form of a breaking space once a catalogue: a habit of the hand, which one replacement mends."""
    told: set[str] = set()
    for finding in findings:
        if finding.code == checks.NO_BREAK_SPACES.code:
            if finding.form in told:
                continue
            told.add(finding.form)
        yield finding


def check_entry(entry: Entry, catalogue: Catalogue, rules: Sequence[Rule] = (*RULES, omitted)) -> Iterator[Finding]:
    """The findings of one entry."""
    return _check(Pair(entry, primary(catalogue.language)), catalogue.path, rules)


def _check(pair: Pair, path: str, rules: Sequence[Rule]) -> Iterator[Finding]:
    entry = pair.entry
    raised = [issue for rule in rules for issue in rule(pair)]
    active = waivers(entry.comments)
    kept = [issue for issue in raised if not any(waiver.covers(issue) for waiver in active)]
    place = Place(path, entry.line, entry=entry_name(entry))
    for issue in (*kept, *waiver_issues(entry.comments, raised)):
        yield found_of(issue.code, place, issue.form, issue.values)


def _finished(catalogue: Catalogue, fuzzy: bool) -> Iterator[Entry]:
    for entry in catalogue.entries:
        if entry.target and not entry.obsolete and (fuzzy or not entry.fuzzy):
            yield entry


def _fit(catalogue: Catalogue, template: Template) -> Iterator[Finding]:
    have = {entry.key for entry in catalogue.entries if not entry.obsolete}
    want = {segment.key: segment for segment in template.segments}
    missing = [segment for key, segment in want.items() if key not in have]
    strange = len(have - want.keys())
    if missing or strange:
        first = shown(missing[0].source, 20) if missing else ""
        values: dict[str, Value] = {"missing": len(missing), "first": first, "strange": strange}
        yield found_of(checks.OTHER_TEXTS, Place(catalogue.path), "first" if missing else "", values)


def _notes_within_notes(template: Template) -> Iterator[Finding]:
    for segment in template.segments:
        if segment.context.startswith("note") and (NOTE_CALL.search(segment.source) or _CALL_AS_TEXT in segment.source):
            begin = shown(NOTE_CALL.sub("", segment.source), 20)
            yield found_of(checks.NOTE_IN_NOTE, Place(template.path), "", {"begin": begin})


def _uncalled_notes(template: Template) -> Iterator[Finding]:
    for segment in template.segments:
        if segment.context.partition("/")[0].partition("#")[0] == UNCALLED:
            yield found_of(checks.NOTE_WITHOUT_CALL, Place(template.path), "", {"begin": shown(segment.source, 20)})


def entry_name(entry: Entry) -> str:
    """The six digits by which findings name an entry; localise.extract writes the same into catalogues."""
    return sha256("\x04".join(entry.key).encode()).hexdigest()[:6]


__all__ = ["RULES", "Issue", "check_catalogue", "check_entry", "entry_name"]
