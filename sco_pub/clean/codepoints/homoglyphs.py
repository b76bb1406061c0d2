"""Find letters of one script that a layer has put for their look-alikes of another: a Latin o in a Russian word.

Strategy.  No word mixes scripts.  In one that does, letters that only one script has say which is the word's; when all
others have a twin there, they are replaced.  A word whose every letter has a twin says nothing, and a formula's Greek letter
beside Latin ones (ΔX, μm) is itself: nothing becomes Greek.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_pub.lexicon import data

_TO_CYRILLIC = {latin: letter for script, letter, latin in data.rows("homoglyphs.tsv") if script == "Cyrillic"}
_TO_LATIN = {letter: latin for _, letter, latin in data.rows("homoglyphs.tsv")}
_WORD = re.compile("[A-Za-z\u0370-\u04ff]{3,}")
_SEAM = re.compile("[A-Za-z][\u0370-\u04ff]|[\u0370-\u04ff][A-Za-z]")


def find(text: str) -> Iterator[tuple[int, str]]:
    """Offsets of such letters, and the letters they stand for."""
    for m in _WORD.finditer(text):
        word = m[0]
        if not _SEAM.search(word):
            continue
        latin = [c for c in word if c.isascii() and c not in _TO_CYRILLIC]
        cyrillic = [c for c in word if "\u0400" <= c <= "\u04ff" and c not in _TO_LATIN]
        greek = [c for c in word if "\u0370" <= c <= "\u03ff" and c not in _TO_LATIN]
        table = _TO_LATIN if latin and not cyrillic and not greek else _TO_CYRILLIC if cyrillic and not latin else None
        if table is None or any("\u0370" <= c <= "\u03ff" for c in word if table is _TO_CYRILLIC):
            continue
        yield from ((m.start() + i, table[c]) for i, c in enumerate(word) if c in table)
