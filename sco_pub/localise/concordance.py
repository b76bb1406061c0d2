"""Take catalogues and a word, give the pairs in which it stands: how was this translated before?

Capitals don't matter, nor how a letter is composed (Unicode's NFC); markup is text here, since it is what stands in the file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from sco_pub.localise.extract import entry_id
from sco_pub.localise.state import state_of
from sco_pub.model.catalogue import Catalogue, State


@dataclass(frozen=True, slots=True)
class Hit:
    """One pair: where it stands, its id, its state, both texts."""

    publication: str
    language: str
    path: str
    line: int | None
    ident: str
    state: State
    source: str
    target: str


def find(catalogue: Catalogue, word: str) -> Iterator[Hit]:
    """The live entries with a translation that have the word in either text, in the catalogue's order."""
    wanted = _folded(word)
    for entry in catalogue.entries:
        if entry.target and not entry.obsolete and (wanted in _folded(entry.source) or wanted in _folded(entry.target)):
            yield Hit(
                catalogue.publication,
                catalogue.language,
                catalogue.path,
                entry.line,
                entry_id(entry.key),
                state_of(entry),
                entry.source,
                entry.target,
            )


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
