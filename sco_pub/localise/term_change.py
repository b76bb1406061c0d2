"""Take a catalogue and a term whose rendering changed, propose the new words wherever the old ones stand.

Strategy.  Only entries whose source has the term are looked at, and in them only the old rendering's words, side by side, in any
of their forms.  Words that stand as the glossary has them are replaced by the new ones.  An inflected occurrence is replaced
where the language's inflection (edge.morphology) gives just one answer: the same case and number, and the same gender, since
adjectives and verbs around it agree with it.  Everywhere else a person is asked.  Nothing is written without consent, and what
is replaced is fuzzy until somebody has read it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from sco_pub.localise.extract import entry_id
from sco_pub.model.catalogue import Catalogue, Entry
from sco_pub.model.codes.catalogues import TERM_ASKED
from sco_pub.model.finding import Finding, Place, found
from sco_pub.model.glossary import Glossary

#: A word (lower case) to its possible base forms.
BaseForms = Callable[[str], frozenset[str]]
#: Words as they stand in a text, the old and the new rendering: the new one in the same form, or None where that isn't sure.
Bend = Callable[[str, str, str], str | None]
_WORD = re.compile(r"\w+")
_BETWEEN = re.compile(r"[ \u00a0\u202f\n-]+")
_AROUND = 40  # signs shown on either side of a change


@dataclass(frozen=True, slots=True)
class _Language:
    """How a language's words go back to their base forms, and take the form of others."""

    base: BaseForms
    bend: Bend


@dataclass(frozen=True, slots=True)
class Change:
    """A term, its rendering as it was and as it is now."""

    form: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """What would be done in one entry, with some text around it."""

    ident: str
    line: int | None
    change: Change
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """The catalogue with the new words, each place, and what a person has to decide."""

    catalogue: Catalogue
    places: tuple[Replaced, ...]
    asked: tuple[Finding, ...]


def changes(before: Glossary, now: Glossary, language: str) -> tuple[Change, ...]:
    """The terms whose first rendering is another than it was, and whose old one is no longer allowed."""
    old = {form: term.allowed.get(language, ()) for term in before.terms for form in term.forms}
    return tuple(
        Change(form, was[0], term.allowed[language][0])
        for term in now.terms
        for form in term.forms
        if (was := old.get(form)) and term.allowed.get(language) and was[0] not in term.allowed[language]
    )


def proposed(
    catalogue: Catalogue, wanted: Sequence[Change], glossary: Glossary, base: BaseForms, bend: Bend
) -> Proposed:
    """The new words in every entry of these terms."""
    places: list[Replaced] = []
    asked: list[Finding] = []
    entries = []
    language = _Language(base, bend)
    for entry in catalogue.entries:
        if not entry.obsolete and entry.target:
            forms = {form for form, _ in glossary.found_in(entry.source)}
            for change in wanted:
                if change.form in forms:
                    entry, put, left = _changed(entry, change, language)
                    places += put
                    asked += (
                        found(
                            TERM_ASKED,
                            Place(catalogue.path, entry.line, entry=entry_id(entry.key)),
                            words=words,
                            term=change.form,
                            new=change.new,
                        )
                        for words in left
                    )
        entries.append(entry)
    return Proposed(replace(catalogue, entries=tuple(entries)) if places else catalogue, tuple(places), tuple(asked))


def _changed(entry: Entry, change: Change, language: _Language) -> tuple[Entry, list[Replaced], list[str]]:
    """An entry with the new words, where they stand in it, and the old words whose form the new ones can't take."""
    text, out, end = entry.target, "", 0
    ident = entry_id(entry.key)
    put, left = list[Replaced](), list[str]()
    for start, stop in _occurrences(text, change, language.base):
        there = text[start:stop]
        new = _as_there(there, change, language.bend)
        if new is None:
            left.append(there)
            continue
        put.append(
            Replaced(ident, entry.line, change, _around(text, start, stop, there), _around(text, start, stop, new))
        )
        out, end = out + text[end:start] + new, stop
    if not end:
        return entry, put, left
    flags = ("fuzzy", *(flag for flag in entry.flags if flag != "fuzzy"))
    return replace(entry, target=out + text[end:], flags=flags), put, left


def _occurrences(text: str, change: Change, base: BaseForms) -> Iterator[tuple[int, int]]:
    """Where the old words stand side by side, but not as part of the new ones."""
    tokens = list(_WORD.finditer(text))
    wanted = [base(word) for word in _words(change.old)]
    kept = [match.span() for match in re.finditer(re.escape(change.new), text, re.IGNORECASE)]
    have = [base(_plain(token[0])) for token in tokens]
    at = 0
    while wanted and at + len(wanted) <= len(tokens):
        start, stop = tokens[at].start(), tokens[at + len(wanted) - 1].end()
        fits = all(not have[at + place].isdisjoint(forms) for place, forms in enumerate(wanted))
        joined = all(
            _BETWEEN.fullmatch(text[tokens[n].end() : tokens[n + 1].start()]) for n in range(at, at + len(wanted) - 1)
        )
        if fits and joined and not any(first <= start and stop <= last for first, last in kept):
            yield start, stop
            at += len(wanted)
        else:
            at += 1


def _as_there(there: str, change: Change, bend: Bend) -> str | None:
    """The new words in the form in which the old ones stand."""
    bare = [_plain(word) for word in _WORD.findall(there)]
    new: str | None = change.new if bare == _words(change.old) else bend(there, change.old, change.new)
    if new and there[0].isupper() and not change.old[0].isupper():
        return new[0].upper() + new[1:]
    return new


def _words(text: str) -> list[str]:
    return [_plain(word) for word in _WORD.findall(text)]


def _plain(word: str) -> str:
    return word.lower().replace("ё", "е")


def _around(text: str, start: int, stop: int, words: str) -> str:
    left, right = text[max(0, start - _AROUND) : start], text[stop : stop + _AROUND]
    return " ".join(f"{left}[{words}]{right}".split())
