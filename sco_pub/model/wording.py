"""What every sentence shown to a person goes through: English in the code, any language at the end.

Contract.  English sentences are gettext msgids of the domain ``ui`` (sco_pub/locale/LANG/ui.po).  Where one stands in a table it
is marked by ``N_``, which gives it back unchanged and lets the extraction find it; where it is shown, a ``Say`` turns it into
the reader's language.  Names are filled in afterwards, by ``str.format``: a sentence's names are the same in all languages.
"""

from __future__ import annotations

from collections.abc import Callable

Say = Callable[[str], str]


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for the marker of a deferred msgid
    """The same text: a msgid that is translated where it is shown."""
    return text


def english(text: str) -> str:
    """The Say of the language in which the code is written."""
    return text
