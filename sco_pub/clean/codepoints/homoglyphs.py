"""Find letters of one script that a layer has put for their look-alikes of another: a Latin o in a Russian word.

Strategy.  No word mixes scripts.  In one that does, letters that only one script has say which is the word's; when all
others have a twin there, they are replaced.  A word whose every letter has a twin says nothing, and a formula's Greek letter
beside Latin ones (ΔX, μm) is itself: nothing becomes Greek.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sco_pub.lexicon import data

_TO = {
    "Latin": {letter: latin for _, letter, latin in data.rows("homoglyphs.tsv")},
    "Cyrillic": {latin: letter for script, letter, latin in data.rows("homoglyphs.tsv") if script == "Cyrillic"},
}
_TWINS = _TO["Latin"].keys() | _TO["Cyrillic"].keys()
_WORD = re.compile("[A-Za-z\u0370-\u04ff]{3,}")
_SEAM = re.compile("[A-Za-z][\u0370-\u04ff]|[\u0370-\u04ff][A-Za-z]")
_SCRIPTS = {
    "Latin": re.compile("[A-Za-z]"),
    "Cyrillic": re.compile("[\u0400-\u04ff]"),
    "Greek": re.compile("[\u0370-\u03ff]"),
}


def find(text: str) -> Iterator[tuple[int, str]]:
    """Offsets of such letters, and the letters they stand for."""
    for m in _WORD.finditer(text):
        table = _table(m[0]) if _SEAM.search(m[0]) else {}
        yield from ((m.start() + i, table[c]) for i, c in enumerate(m[0]) if c in table)


def _table(word: str) -> Mapping[str, str]:
    """What the letters of a word of two scripts stand for; nothing where no script, or more than one, is the word's for sure."""
    own = _scripts("".join(c for c in word if c not in _TWINS))
    if own == ["Cyrillic"] and "Greek" in _scripts(word):
        return {}
    return _TO.get(own[0], {}) if len(own) == 1 else {}


def _scripts(letters: str) -> list[str]:
    return [name for name, sign in _SCRIPTS.items() if sign.search(letters)]
