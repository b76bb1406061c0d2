"""The house's glossary: terms of the source language, and how each is rendered, and how it is not.

Longest match decides: where a text has 人类命运共同体, the shorter 命运共同体 inside it does not count as a term of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Evidence(StrEnum):
    """How sure a rendering is: seen in a named source, from memory, proposed by us, or doubtful until a person has looked."""

    SEEN = "seen"
    MEMORY = "memory"
    PROPOSED = "proposed"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Term:
    """One concept.  ``forms``: how the source language writes it; per language ``allowed`` renderings, the preferred one
    first, and ``forbidden`` ones.  ``checked``: whether the checks look for it, or it is advice for the translator only."""

    forms: tuple[str, ...]
    allowed: Mapping[str, tuple[str, ...]]
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    kind: str = ""
    checked: bool = True
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms, with the longest-match search over their forms."""

    terms: tuple[Term, ...] = ()
    _pattern: re.Pattern[str] | None = field(default=None, init=False, repr=False, compare=False)
    _by_form: dict[str, Term] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for term in self.terms:
            for form in term.forms:
                self._by_form.setdefault(form, term)
        longest_first = sorted(self._by_form, key=lambda form: (-len(form), form))
        if longest_first:
            object.__setattr__(self, "_pattern", re.compile("|".join(map(re.escape, longest_first))))

    def found_in(self, text: str) -> tuple[tuple[str, Term], ...]:
        """The terms of a source text with the form found, each form once, in the order of the text."""
        if self._pattern is None:
            return ()
        forms = dict.fromkeys(self._pattern.findall(text))
        return tuple((form, self._by_form[form]) for form in forms)

    def without_advice(self) -> Glossary:
        """The terms that checks look for, which longer ones that only advise don't hide."""
        return Glossary(tuple(term for term in self.terms if term.checked))

    def comments(self, text: str, language: str) -> tuple[str, ...]:
        """One line a term of the text, for the translator: form, renderings, and what to avoid."""
        lines = []
        for form, term in self.found_in(text):
            allowed = term.allowed.get(language, ())
            if not allowed:
                continue
            line = f"{form} = {' | '.join(allowed)}"
            if term.forbidden.get(language):
                line += f"; not {' | '.join(term.forbidden[language])}"
            if term.evidence.get(language) is Evidence.DOUBTFUL:
                line += " (doubtful)"
            lines.append(line)
        return tuple(lines)
