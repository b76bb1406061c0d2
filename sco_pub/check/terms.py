"""Take a Pair, a Glossary and a language's morphology, give Issues about terms.

CHK-020: the source has a term and the translation none of its allowed renderings.  CHK-021: the translation has a rendering
that the glossary forbids for a term of this source, also of
one that it only advises.  Both are warnings: pronouns and ellipses are good style.

A rendering is found when the base forms of all its words stand within a stretch of the text not much longer than itself, in
any order, so that Russian cases, adjectives between and inverted phrases are no alarm.  One rendering once in the entry is
enough.  A forbidden rendering is found more strictly: the dictionary forms of its words, side by side.  Longer
terms hide the shorter ones inside them, in the source (Glossary.found_in) as in what is forbidden.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from sco_pub.check.pair import Issue, Pair, shown
from sco_pub.check.places import without_longer_places
from sco_pub.model.codes import checks
from sco_pub.model.glossary import Glossary, Term
from sco_pub.model.wording import N_, Several, Value

#: A word (lower case) to its possible base forms.
BaseForms = Callable[[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Morphology:
    """Two ways to compare words: ``loose`` for what ought to be there, ``strict`` for what ought not."""

    loose: BaseForms
    strict: BaseForms


def as_written(word: str) -> frozenset[str]:
    """The form of a word in a language that we know nothing of."""
    return frozenset((word,))


_Found = Sequence[tuple[str, Term]]
_WORD = re.compile(r"\w+")
_INITIALS = re.compile(r"(?<!\w)(?:[A-Z]\.){2,}")  # U.N. is UN
_SLACK = 6  # words that may stand among those of a term: articles, pronouns, an adjective or two
_SMALL = frozenset(
    [
        "of",
        "the",
        "a",
        "an",
        "and",
        "for",
        "in",
        "on",
        "to",
        "with",
        "и",
        "в",
        "во",
        "на",
        "с",
        "со",
        "к",
        "о",
        "об",
        "по",
        "для",
        "из",
        "the",
    ]
)


def terms(pair: Pair, glossary: Glossary, wanted: Glossary, words: Morphology) -> Iterator[Issue]:
    """CHK-020 and CHK-021 for one entry; ``wanted`` is the glossary without what it only advises."""
    source = without_longer_places(pair.plain_source)
    found = glossary.found_in(source)
    if not found:
        return
    tokens = _tokens(pair.plain_target)
    cites = pair.cites or pair.reference  # whose titles have terms in them that another language's titles needn't have
    looked_for = [item for item in found if item[1].checked] if cites else wanted.found_in(source)
    yield from _missing(looked_for, Words.of(tokens, words.loose), pair.language, words.loose)
    if any(term.forbidden and (term.checked or not cites) for _, term in found):
        yield from _forbidden(found, Words.of(tokens, words.strict), pair, words.strict)


def _missing(found: _Found, text: Words, language: str, base: BaseForms) -> Iterator[Issue]:
    for form, term in found:
        allowed = term.allowed.get(language, ())
        if allowed and not any(contains(text, rendering, base) for rendering in allowed):
            yield Issue(checks.TERM_MISSING, "", {"term": form, "allowed": _either(allowed[:4])}, form)


def _forbidden(found: _Found, text: Words, pair: Pair, base: BaseForms) -> Iterator[Issue]:
    for form, term in found:
        if not term.checked and (pair.cites or pair.reference):
            continue
        allowed = term.allowed.get(pair.language, ())
        for rendering in term.forbidden.get(pair.language, ()):
            if not _another_has(rendering, term, found, pair.language) and has_phrase(text, rendering, base):
                values: dict[str, Value] = {"words": shown(rendering), "term": form, "allowed": _either(allowed)}
                yield Issue(checks.TERM_FORBIDDEN, "use" if allowed else "", values, form)


def _another_has(rendering: str, term: Term, found: _Found, language: str) -> bool:
    """Whether what is forbidden for one term is part of what another term of the same source is rendered as."""
    return any(
        rendering in allowed for _, other in found if other is not term for allowed in other.allowed.get(language, ())
    )


def _either(words: Sequence[str]) -> Several:
    return Several(tuple(shown(word) for word in words), N_(" or "))


@dataclass(frozen=True)
class Words:
    """A text as the base forms of its words, and where each form stands."""

    forms: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, tokens: Sequence[str], base: BaseForms) -> Words:
        return cls(tuple(map(base, tokens)))

    @cached_property
    def all(self) -> frozenset[str]:
        """The forms of all words."""
        return frozenset().union(*self.forms)

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        places: dict[str, list[int]] = {}
        for place, some in enumerate(self.forms):
            for form in some:
                places.setdefault(form, []).append(place)
        return places

    def starts(self, forms: Iterable[str]) -> list[int]:
        """The places of words that have any of these forms, in order."""
        return sorted({place for form in forms for place in self._places.get(form, ())})


def contains(text: Words, rendering: str, base: BaseForms) -> bool:
    """Whether the words of a rendering stand together in a text."""
    words = _bases(rendering, base)
    if not words or any(text.all.isdisjoint(forms) for forms in words if forms.isdisjoint(_SMALL)):
        return False  # a word of it isn't there at all: most are told by that
    words = [forms for forms in words if not forms & _SMALL] or words
    width = len(words) + _SLACK
    return any(
        all(any(not forms.isdisjoint(word) for forms in text.forms[start : start + width]) for word in words)
        for start in text.starts(frozenset().union(*words))
    )


def has_phrase(text: Words, phrase: str, base: BaseForms) -> bool:
    """Whether the words of a phrase stand side by side in a text."""
    words = _bases(phrase, base)
    if any(text.all.isdisjoint(forms) for forms in words):
        return False
    last = len(text.forms) - len(words)
    return any(
        all(not text.forms[start + i].isdisjoint(word) for i, word in enumerate(words))
        for start in (text.starts(words[0]) if words else ())
        if start <= last
    )


@lru_cache(maxsize=1 << 14)  # the renderings of a large glossary
def _bases(phrase: str, base: BaseForms) -> list[frozenset[str]]:
    return [base(word) for word in _tokens(phrase)]


def _tokens(text: str) -> list[str]:
    text = _INITIALS.sub(lambda found: found[0].replace(".", ""), text)
    return [word.lower().replace("ё", "е") for word in _WORD.findall(text)]
