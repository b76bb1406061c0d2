"""What every sentence shown to a person goes through: English in the code, any language at the end.

Contract.  English sentences are gettext msgids of the domain ``ui`` (sco_pub/locale/LANG/ui.po).  Where one stands in a table it
is marked by ``N_``, which gives it back unchanged and lets the extraction find it; where it is shown, a ``Say`` turns it into
the reader's language.  Names are filled in afterwards, by ``str.format``: a sentence's names are the same in all languages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Say = Callable[[str], str]


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for the marker of a deferred msgid
    """The same text: a msgid that is translated where it is shown."""
    return text


def english(text: str) -> str:
    """The Say of the language in which the code is written."""
    return text


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


def shown(value: Value, say: Say = english) -> str:
    """A value alone, in the reader's language."""
    return str(_shown(value, say))


def _shown(value: Value, say: Say) -> str | int | float:
    return value.text(say) if isinstance(value, Phrase | Several) else value


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
