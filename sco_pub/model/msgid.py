"""The marker of sentences that are translated, and nothing else: what the command line needs before it does anything."""

from __future__ import annotations

from collections.abc import Callable

Say = Callable[[str], str]


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for the marker of a deferred msgid
    """The same text: a msgid that is translated where it is shown."""
    return text


def english(text: str) -> str:
    """The Say of the language in which the code is written."""
    return text
