"""What every sentence shown to a person goes through: English in the code, any language at the end.

Contract.  English sentences are gettext msgids of the domain ``ui`` (sco_pub/locale/ui/LANG.po).  Where one stands in a table it
is marked by ``N_``, which gives it back unchanged and lets the extraction find it; where it is shown, a ``Say`` turns it into
the reader's language.  Names are filled in afterwards, by ``str.format``: a sentence's names are the same in all languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sco_pub.model.msgid import N_, Say, english

__all__ = [
    "N_",
    "Phrase",
    "Said",
    "Say",
    "Several",
    "Value",
    "as_phrase",
    "capital",
    "english",
    "filled",
    "phrase",
    "told",
]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence or part of one that is itself a value of another; ``begins``: with a capital letter."""

    template: str
    values: tuple[tuple[str, Value], ...] = ()
    begins: bool = False

    def text(self, say: Say) -> str:
        said = filled(self.template, dict(self.values), say)
        return capital(said) if self.begins else said


@dataclass(frozen=True, slots=True)
class Several:
    """Values one after another; ``between`` is a msgid too: languages list in their own way."""

    items: tuple[Value, ...]
    between: str = N_(", ")

    def text(self, say: Say) -> str:
        return say(self.between).join(str(_shown(item, say)) for item in self.items)


Value = str | int | float | Phrase | Several


def phrase(template: str, **values: Value) -> Phrase:
    """A Phrase with these values."""
    return Phrase(template, tuple(sorted(values.items())))


def filled(template: str, values: Mapping[str, Value], say: Say = english) -> str:
    """The template in the reader's language, its names filled in."""
    return say(template).format_map({name: _shown(value, say) for name, value in values.items()})


Said = str | Phrase  # a sentence: a bare string is a msgid without names


def told(said: Said, say: Say = english) -> str:
    """A sentence alone, in the reader's language; empty when there is none."""
    return said.text(say) if isinstance(said, Phrase) else say(said) if said else ""


def as_phrase(said: Said) -> Value:
    """A sentence as a value of another one."""
    return Phrase(said) if isinstance(said, str) and said else said


def _shown(value: Value, say: Say) -> str | int | float:
    return value.text(say) if isinstance(value, Phrase | Several) else value


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
