"""Take a language, give the Say that puts the program's own sentences into it.

The catalogues sco_pub/locale/ui/LANG.po are the domain ``ui``: messages, reports and help, apart from the labels of publications
(edge.labels).  They are read as they are committed, without a compile step, by a reader of its own: it runs at every start, and
Babel alone would take longer to import than the whole command.  It knows just the form in which ``python -m tools.ui`` writes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from sco_pub.edge.po.grammar import STRING, joined
from sco_pub.model.msgid import Say, english

FOLDER = Path(__file__).parent.parent / "locale" / "ui"
ENGLISH = "en"
LANGUAGES = (ENGLISH, "ru", "zh")
_STRINGS = rf"((?:{STRING}\n)+)"
_ENTRY = re.compile(rf"^((?:#.*\n)*)msgid {_STRINGS}msgstr {_STRINGS}", re.MULTILINE)


def say(language: str) -> Say:
    """The Say of a language; English for a language that has no catalogue."""
    table = _table(language) if language in LANGUAGES and language != ENGLISH else {}
    return (lambda text: table.get(text, text)) if table else english


@lru_cache(maxsize=len(LANGUAGES))
def _table(language: str) -> dict[str, str]:
    return entries((FOLDER / f"{language}.po").read_text("utf-8"))


def entries(text: str) -> dict[str, str]:
    """A catalogue's sentences and their translations; what is fuzzy or empty stays English."""
    found = (entry for entry in _ENTRY.finditer(text) if "#, fuzzy" not in entry[1])
    texts = ((joined(entry[2].rstrip("\n")), joined(entry[3].rstrip("\n"))) for entry in found)
    return {source: target for source, target in texts if source and target}
